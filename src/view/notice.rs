//! Notices above a page's content.

use crate::address::{Anchor, Slug};

use super::Room;
use super::error::legible;

/// Something that the reader should know before reading. The pages word it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A parameter of the address cannot be read and was left out.
    ParameterInvalid {
        /// Its name: `from`.
        name: String,
        /// Its value as it came, cut to a legible length by the page.
        value: String,
    },
    /// The edition asked for is not one of this document; the current one is shown.
    EditionUnknown {
        /// The hash as it came.
        hash: String,
    },
    /// The search was ended because it took too long.
    SearchTooBroad,
    /// The passage cited has changed since: the edition cited is shown.
    PassageChanged {
        /// The nearest place in the current edition, where there is one.
        nearest: Option<Anchor>,
    },
}

/// A notice in words.
#[derive(Debug, Clone)]
pub(super) struct NoticeLine {
    /// The sentence.
    pub words: String,
    /// Where it leads on: path and label.
    pub link: Option<(String, String)>,
}

impl Room {
    /// The notices in words; `document` is where a changed passage now stands.
    pub(super) fn notice_lines(
        &self,
        notices: &[Notice],
        document: Option<&Slug>,
    ) -> Vec<NoticeLine> {
        notices.iter().map(|notice| self.notice_line(notice, document)).collect()
    }

    fn notice_line(&self, notice: &Notice, document: Option<&Slug>) -> NoticeLine {
        match notice {
            Notice::ParameterInvalid { name, value } => NoticeLine {
                words: self.say_with(
                    "notice-parameter",
                    &[("name", legible(name).into()), ("value", legible(value).into())],
                ),
                link: None,
            },
            Notice::EditionUnknown { hash } => NoticeLine {
                words: self.say_with("notice-edition-unknown", &[("hash", legible(hash).into())]),
                link: None,
            },
            Notice::SearchTooBroad => NoticeLine {
                words: format!(
                    "{}. {}",
                    self.say("trouble-search-too-broad"),
                    self.say("trouble-search-too-broad.words")
                ),
                link: None,
            },
            Notice::PassageChanged { nearest } => NoticeLine {
                words: self.say("notice-passage-changed"),
                link: document.zip(nearest.as_ref()).map(|(id, anchor)| {
                    (self.links.place_on_page(id, anchor, None), self.say("notice-passage-nearest"))
                }),
            },
        }
    }
}
