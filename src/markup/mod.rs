//! A block's words and the marks that stand off from them, merged.
//!
//! In comes a block of a text; out goes HTML or TEI whose tags always balance and whose words, tags
//! taken away, are the block's words letter for letter. The room knows no page, no address but a note's
//! own, and no language. Nothing that stands in a source reaches a page or a file unescaped.
//!
//! `walk` merges ranges that overlap, once for all formats; each format is a printer that it calls.

mod html;
mod letters;
mod note;
mod tei;
mod walk;
mod xhtml;

pub use html::{Html, Lead, LeadKind};
pub use letters::is_xml;
pub use note::{SideNote, notes_begun, side_notes};
pub use tei::{Tei, TeiSetting};
pub use xhtml::{Xhtml, escaped};

use std::ops::Range;

use crate::document::Block;

/// The block's words with their marks as HTML elements, without an element around the whole.
///
/// `first_note` is the number within the document of the first note that begins in this block;
/// `hits` are what a search found, as ranges of bytes.
#[must_use]
pub fn html(block: &Block, first_note: u32, hits: &[Range<usize>]) -> Html {
    html::merged(block, None, first_note, hits)
}

/// The same with the number or the name that the block begins with as an element of its own.
#[must_use]
pub fn html_led(block: &Block, lead: Option<Lead>, first_note: u32, hits: &[Range<usize>]) -> Html {
    html::merged(block, lead, first_note, hits)
}

/// The block's words with their marks as an example of them: notes stay in the line, nothing has an
/// identifier or leads anywhere.
#[must_use]
pub fn sample(block: &Block) -> Html {
    html::sample(block)
}

/// The block's words with their marks as elements of TEI P5, without an element around the whole.
#[must_use]
pub fn tei(block: &Block, setting: TeiSetting<'_>) -> Tei {
    tei::merged(block, setting)
}

/// A part of a text with what a search found in it, an ellipsis where words are left out. Ranges
/// are bytes of `text`; what does not lie on the boundaries of characters is left unmarked.
#[must_use]
pub fn excerpt(text: &str, hits: &[Range<usize>], window: &Range<usize>) -> Html {
    html::excerpt(text, hits, window)
}

/// The words alone, one blank where the source has several.
#[must_use]
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The block's words with their marks as XHTML for e-books; the notes that are set beside them
/// apart. `first_note` is the number of the first note that begins in the block.
#[must_use]
pub fn xhtml(block: &Block, first_note: u32) -> Xhtml {
    xhtml::printed(block, first_note)
}
