//! A paragraph or a note of a document, as it is given away by itself.

use crate::address::{Anchor, Links};
use crate::citation::{Pinpoint, Record};
use crate::document::{Block, Holding, Language, Note, Text};

use super::counterpart::counterparts;

/// A place in a document that is there, in the edition that the holding shows.
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    /// The document.
    pub holding: &'a Holding,
    /// The place.
    pub anchor: Anchor,
    /// Where its words stand in the current edition; `None` where they were changed since.
    pub current: Option<Anchor>,
    pub(super) words: Words<'a>,
    /// The last paragraph that its citations name, where they name several.
    through: Option<u32>,
}

/// What stands at a place.
#[derive(Debug, Clone)]
pub(super) enum Words<'a> {
    /// A block of a text.
    Block(&'a Text, &'a Block),
    /// A note, and the number of the block that it begins in.
    Note(Note),
}

/// A block of another text that says the same, with its place.
pub(super) struct Other<'a> {
    pub text: &'a Text,
    pub block: &'a Block,
    pub anchor: Anchor,
}

impl<'a> Excerpt<'a> {
    /// The place, unless the document has no such one.
    #[must_use]
    pub fn at(holding: &'a Holding, anchor: Anchor, current: Option<Anchor>) -> Option<Self> {
        let document = &holding.document;
        let words = match &anchor {
            Anchor::Block { prefix, n } => {
                let mut texts = document.texts.iter();
                let text = texts.find(|text| text.language.anchor_prefix() == prefix)?;
                Words::Block(text, text.blocks.iter().find(|block| block.n == *n)?)
            }
            Anchor::Note(n) => Words::Note(document.notes().into_iter().find(|of| of.n == *n)?),
        };
        Some(Self { holding, anchor, current, words, through: None })
    }

    /// The same place, cited together with the paragraphs behind it up to that of the number; `None`
    /// where the text has no such paragraph behind it, or where the place is a note.
    #[must_use]
    pub fn cited_through(mut self, last: u32) -> Option<Self> {
        let Words::Block(text, block) = &self.words else { return None };
        let is_behind = last >= block.n && text.blocks.iter().any(|other| other.n == last);
        self.through = Some(last);
        is_behind.then_some(self)
    }

    /// The language of the words.
    pub(super) fn language(&self) -> &Language {
        match &self.words {
            Words::Block(text, _) => &text.language,
            Words::Note(note) => &note.language,
        }
    }

    /// The number of the paragraph that the words stand in.
    pub(super) fn paragraph(&self) -> u32 {
        match &self.words {
            Words::Block(_, block) => block.n,
            Words::Note(note) => note.paragraph,
        }
    }

    /// The blocks of the other texts that say the same; a note has none.
    pub(super) fn counterparts(&self) -> Vec<Other<'a>> {
        let Words::Block(text, block) = &self.words else { return Vec::new() };
        let document = &self.holding.document;
        let others = counterparts(self.holding, &text.language, block.n);
        let blocks = others.into_iter().filter_map(|other| {
            let text = document.text(other.language)?;
            let within = move |block: &&Block| other.blocks.contains(&block.n);
            Some(text.blocks.iter().filter(within).map(move |block| {
                let anchor = Anchor::block(text.language.anchor_prefix(), block.n);
                Other { text, block, anchor }
            }))
        });
        blocks.flatten().collect()
    }

    /// The full address of a place in the edition that is shown, as it is cited.
    pub(super) fn address(&self, links: &Links, anchor: &Anchor) -> String {
        let edition = self.holding.edition.short();
        links.absolute(&links.place(&self.holding.id, anchor, Some(edition)))
    }

    /// The place as citations name it.
    pub(super) fn pinpoint(&self, links: &Links, record: &Record) -> Pinpoint {
        let n = self.paragraph();
        let paragraphs = n..=self.through.unwrap_or(n);
        let mut pinpoint = Pinpoint::of(links, record, self.language(), paragraphs);
        pinpoint.address = self.address(links, &self.anchor);
        pinpoint
    }
}
