//! The parts of a long text as a list of links.

use crate::address::Anchor;
use crate::document::{Block, MarkKind, Text};
use crate::markup;

use super::super::error::shortened;
use super::setting::settings;

/// With how many parts a list of them helps.
const FEWEST: usize = 3;
/// How many letters of a heading are shown.
const MOST_LETTERS: usize = 90;

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Where it begins: `#p14`.
    pub href: String,
    /// Its heading, without notes.
    pub words: String,
    /// The language of its heading.
    pub lang: String,
}

/// The parts of `text` that its own headings and dates tell apart; none where they are few.
pub(super) fn outline(text: &Text) -> Vec<Part> {
    let lang = text.language.to_string();
    let parts: Vec<Part> = text
        .blocks
        .iter()
        .zip(settings(text))
        .filter(|(_, setting)| setting.heads_part)
        .map(|(block, setting)| Part {
            href: format!("#{}", Anchor::block(text.language.anchor_prefix(), block.n)),
            words: shortened(&setting.closed_up.unwrap_or_else(|| heading(block)), MOST_LETTERS),
            lang: lang.clone(),
        })
        .collect();
    if parts.len() < FEWEST { Vec::new() } else { parts }
}

/// The words of a heading without the notes in it.
fn heading(block: &Block) -> String {
    let mut words = String::new();
    let mut from = 0;
    for note in block.marks.iter().filter(|mark| mark.kind == MarkKind::Note) {
        let start = note.start as usize;
        if start >= from {
            words.push_str(block.text.get(from..start).unwrap_or_default());
            from = note.end as usize;
        }
    }
    words.push_str(block.text.get(from..).unwrap_or_default());
    let words = markup::plain(&words);
    if words.is_empty() { markup::plain(&block.text) } else { words }
}
