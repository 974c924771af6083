//! Captures of archive pages, and Markdown, to documents.
//!
//! In come a file's bytes; out goes one document with what was odd about the file, and for every
//! line the region that it belongs to. The room does no IO, reads no clock, never fails and never
//! panics: a file that is no document is answered with the reason. It never repairs: words that a
//! capture lost stay lost, and what it does not state is left unstated.
//!
//! A layout is told by its marks (`layout`), read into its own struct (`portal`, `legacy_portal`,
//! `print_view`, `markdown`) and adapted to the one draft (`draft`), of which the document is made.

mod characters;
mod draft;
mod encoding;
mod fields;
mod front_matter;
mod furniture;
mod kinds;
mod language;
mod layout;
mod legacy_portal;
mod lines;
mod markdown;
mod marks;
mod portal;
mod print_view;
#[cfg(test)]
mod tests;

pub use encoding::{Decoded, decoded};

use crate::document::{Collection, Document, Finding, Reason, ReasonCode};

use self::layout::Layout;
use self::lines::{Findings, Sheet};

/// The version of this parser, raised whenever it reads some file otherwise than before.
pub const VERSION: u32 = 4;

/// What kind of file a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A capture of a page: `.txt`.
    Capture,
    /// Markdown, with front matter or without: `.md`.
    Markdown,
}

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A record.
    Record(Box<Captured>),
    /// Something else.
    NotARecord(Reason),
}

/// A document as read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The document.
    pub document: Document,
    /// What was odd, ordered by line, the whole file first.
    pub findings: Vec<Finding>,
    /// Where each line of the file belongs, from its first line on.
    pub regions: Vec<Region>,
}

/// Where a line of a file belongs. Every line is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// Nothing but blanks.
    Blank,
    /// What is said about the document.
    Description,
    /// The document's own words; also where a line holds both.
    Text,
    /// The page's furniture.
    Furniture,
}

/// Reads a file's text.
#[must_use]
pub fn read(text: &str, form: Form) -> Reading {
    let mut findings = Findings::default();
    let text = characters::cleaned(text, &mut findings);
    if text.trim().is_empty() {
        return Reading::NotARecord(Reason::new(ReasonCode::Empty));
    }
    if !characters::fits(&text) {
        return Reading::NotARecord(Reason::new(ReasonCode::Oversized));
    }
    let mut sheet = Sheet::new(&text, findings);
    if let Some(matter) = front_matter::front_matter(&sheet.lines, form) {
        let draft = markdown::read(&mut sheet, Some(matter));
        return Reading::Record(Box::new(draft::finish(draft, sheet)));
    }
    let draft = match (layout::layout(&sheet.lines), form) {
        (Layout::Portal, _) => portal::read(&mut sheet),
        (Layout::PrintView, _) => print_view::read(&mut sheet),
        (Layout::LegacyPortal, Form::Capture) => legacy_portal::read(&mut sheet),
        (_, Form::Markdown) => markdown::read(&mut sheet, None),
        (Layout::Listing, Form::Capture) => {
            return Reading::NotARecord(Reason::new(ReasonCode::SearchListing));
        }
        (Layout::Unknown, Form::Capture) => draft::unknown(&mut sheet),
    };
    Reading::Record(Box::new(draft::finish(draft, sheet)))
}

/// Reads the room's own words: the title from the front matter or the first heading of level one,
/// contact and licence from the front matter, the rest as blocks; and what is odd about them.
#[must_use]
pub fn collection(text: &str) -> (Collection, Vec<Finding>) {
    markdown::collection(text)
}
