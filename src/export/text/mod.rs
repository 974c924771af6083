//! Documents and paragraphs as plain text.
//!
//! The words stand exactly as printed, brackets and notes in their places. Above each paragraph a
//! line of its own gives its place, `¶ p14`, as it is appended to the document's address to cite
//! it; nothing is put into a paragraph's own lines, so that they can be pasted as they are and a
//! corpus tool drops the others by their first character. What is not known has no line.

mod document;
mod excerpt;
#[cfg(test)]
mod tests;

pub(super) use document::document;
pub(super) use excerpt::excerpt;

use crate::address::Anchor;

/// The media type.
pub(super) const MEDIA_TYPE: &str = "text/plain; charset=utf-8";

/// A paragraph below the line with its place, and a blank line behind it.
fn push_paragraph(out: &mut String, anchor: &Anchor, words: &str) {
    out.extend(["¶ ", &anchor.to_string(), "\n"]);
    out.push_str(words.trim_end_matches(['\n', '\r']));
    out.push_str("\n\n");
}

/// A head with a line of strokes below it.
fn push_head(out: &mut String, head: &str) {
    out.push_str(head);
    out.push('\n');
    // A syllable of Hangul is as wide as two strokes.
    let width: usize = head.chars().map(|c| if u32::from(c) > 0x1100 { 2 } else { 1 }).sum();
    out.extend(std::iter::repeat_n('-', width.min(100)));
    out.push_str("\n\n");
}
