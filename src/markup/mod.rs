//! A block's words and the marks that stand off from them, merged.
//!
//! In comes a block of a text; out goes HTML whose tags always balance and whose words, tags taken
//! away, are the block's words letter for letter. The room knows no page, no address but a note's
//! own, and no language. Nothing that stands in a source reaches the HTML unescaped.

mod html;
mod letters;
mod note;

pub use html::Html;
pub use note::{SideNote, notes_begun, side_notes};

use crate::document::Block;

/// The block's words with their marks as HTML elements, without an element around the whole.
///
/// `first_note` is the number within the document of the first note that begins in this block.
#[must_use]
pub fn html(block: &Block, first_note: u32) -> Html {
    html::merged(block, first_note)
}

/// The words alone, one blank where the source has several.
#[must_use]
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
