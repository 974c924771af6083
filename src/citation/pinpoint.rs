//! A place in a document as a citation names it.

use std::ops::RangeInclusive;

use crate::address::{Anchor, Links};
use crate::document::Language;

use super::Record;

/// One or several paragraphs of one text, with the address that leads there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinpoint {
    /// The language of the text.
    pub language: Language,
    /// The numbers of the first and the last paragraph, from 1.
    pub paragraphs: RangeInclusive<u32>,
    /// The full address of the first of them with the edition that was read.
    pub address: String,
}

impl Pinpoint {
    /// The paragraphs of a record's text in a language.
    #[must_use]
    pub fn of(
        links: &Links,
        record: &Record,
        language: &Language,
        paragraphs: RangeInclusive<u32>,
    ) -> Self {
        let anchor = Anchor::block(language.anchor_prefix(), *paragraphs.start());
        let place = links.place(&record.id, &anchor, Some(&record.edition));
        Self { language: language.clone(), paragraphs, address: links.absolute(&place) }
    }

    /// Whether it is more than one paragraph.
    #[must_use]
    pub fn is_several(&self) -> bool {
        self.paragraphs.start() < self.paragraphs.end()
    }

    /// The numbers as citations print them: `7`, `7–9`.
    #[must_use]
    pub fn numbers(&self) -> String {
        let (first, last) = (self.paragraphs.start(), self.paragraphs.end());
        if self.is_several() { format!("{first}–{last}") } else { first.to_string() }
    }
}
