//! Whether a document has a place, and where it is shown.

use crate::address::Anchor;
use crate::document::{Document, Text};

/// Where an anchor leads in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It stands there.
    Here,
    /// The number is beyond the last, which is this one; 0 is beyond too.
    Beyond(u32),
    /// The document has no text with this prefix.
    NoSuchText,
}

impl Place {
    /// Where `anchor` leads in `document`.
    #[must_use]
    pub fn of(anchor: &Anchor, document: &Document) -> Self {
        let (n, last) = match anchor {
            Anchor::Note(n) => (*n, count(document.notes().len())),
            Anchor::Block { prefix, n } => match text_of(prefix, document) {
                Some(text) => (*n, count(text.blocks.len())),
                None => return Self::NoSuchText,
            },
        };
        if (1..=last).contains(&n) { Self::Here } else { Self::Beyond(last) }
    }
}

/// The text whose blocks carry `prefix`.
pub(super) fn text_of<'a>(prefix: &str, document: &'a Document) -> Option<&'a Text> {
    document.texts.iter().find(|text| text.language.anchor_prefix() == prefix)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
