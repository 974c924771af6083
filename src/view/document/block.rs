//! A block of a text, ready to print.

use std::collections::BTreeMap;

use crate::address::Anchor;
use crate::document::{Block, BlockKind, Holding, MarkPart, Text};
use crate::markup::{self, Html, SideNote};

use super::super::Room;
use super::hits::Hits;

/// A block as it is printed.
#[derive(Debug, Clone)]
pub(super) struct BlockView {
    /// Its place: `p14`.
    pub id: String,
    /// Its number.
    pub n: u32,
    /// The address to share it by.
    pub href: String,
    /// Its kind and its place in a run of the same kind, as class names.
    pub class: String,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Its words.
    pub html: Html,
    /// The notes set beside it.
    pub notes: Vec<SideNote>,
    /// The number of the note that the address names, if it is one of these.
    pub marked_note: Option<u32>,
}

impl BlockView {
    /// Whether the address names this note of the block.
    pub(super) fn names(&self, note: &SideNote) -> bool {
        self.marked_note == Some(note.n)
    }
}

/// The blocks of a text of `holding`, in their order.
pub(super) fn block_views(
    room: &Room,
    holding: &Holding,
    text: &Text,
    hits: &Hits,
) -> Vec<BlockView> {
    let first_numbers = first_notes(holding);
    let edition = Some(holding.edition.short());
    text.blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let anchor = Anchor::block(text.language.anchor_prefix(), block.n);
            let first_note =
                first_numbers.get(&(text.language.as_str(), block.n)).copied().unwrap_or(1);
            let found = hits.in_block(&text.language, block.n);
            BlockView {
                id: anchor.to_string(),
                n: block.n,
                href: room.links.place(&holding.id, &anchor, edition),
                class: class(&text.blocks, at),
                is_heading: block.kind == BlockKind::Heading,
                html: markup::html(block, first_note, found),
                notes: markup::side_notes(block, first_note, found),
                marked_note: None,
            }
        })
        .collect()
}

/// The number of the first note that begins in a block, by language and block.
fn first_notes(holding: &Holding) -> BTreeMap<(&str, u32), u32> {
    let mut numbers = BTreeMap::new();
    let mut n = 1;
    for text in &holding.document.texts {
        for block in &text.blocks {
            let count = markup::notes_begun(block);
            if count > 0 {
                numbers.insert((text.language.as_str(), block.n), n);
                n += count;
            }
        }
    }
    numbers
}

/// The block's kind, and whether it begins, continues or ends a run of blocks that are one thing
/// on the page: a stamp, a letterhead, a list of copies.
fn class(blocks: &[Block], at: usize) -> String {
    let block = &blocks[at];
    let kind = block.kind.as_str().replace('_', "-");
    let joins = |before: Option<&Block>, after: Option<&Block>| match (before, after) {
        (Some(before), Some(after)) => before.kind == after.kind && !begins_anew(after),
        _ => false,
    };
    let before = at.checked_sub(1).and_then(|at| blocks.get(at));
    let joined_before = joins(before, Some(block));
    let joined_after = joins(Some(block), blocks.get(at + 1));
    let mut class = kind;
    if !joined_before {
        class.push_str(" begins");
    }
    if !joined_after {
        class.push_str(" ends");
    }
    class
}

/// Two stamps one below the other are two: each begins with its bracket.
fn begins_anew(block: &Block) -> bool {
    block.kind == BlockKind::Stamp
        && (block.text.starts_with('[')
            || block.marks.iter().any(|mark| mark.start == 0 && mark.part == MarkPart::First))
}
