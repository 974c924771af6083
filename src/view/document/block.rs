//! A block of a text, ready to print.

use std::collections::BTreeMap;

use crate::address::Anchor;
use crate::document::{BlockKind, Holding, Text};
use crate::markup::{self, Html, SideNote};

use super::super::Room;
use super::counterpart;
use super::hits::Hits;
use super::setting::settings;

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
    /// Whether it and the next block are one thing on the page.
    pub joins_next: bool,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// The word that its letter-spaced letters make.
    pub closed_up: Option<String>,
    /// The place of the block that goes with it: a quotation's attribution, and the reverse.
    pub with: Option<String>,
    /// Its number among those of its text: `paragraph 14 of 39`.
    pub of: String,
    /// Its words.
    pub html: Html,
    /// Its counterparts in the other texts: `ko13`.
    pub same: String,
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
    let of = text.blocks.len();
    let counterparts = counterpart::counterparts(holding, text);
    text.blocks
        .iter()
        .zip(settings(text))
        .zip(counterparts)
        .map(|((block, setting), same)| {
            let place = |n| Anchor::block(text.language.anchor_prefix(), n);
            let anchor = place(block.n);
            let first_note =
                first_numbers.get(&(text.language.as_str(), block.n)).copied().unwrap_or(1);
            let found = hits.in_block(&text.language, block.n);
            BlockView {
                id: anchor.to_string(),
                n: block.n,
                href: room.links.place(&holding.id, &anchor, edition),
                class: setting.class,
                joins_next: setting.joins_next,
                is_heading: block.kind == BlockKind::Heading,
                closed_up: setting.closed_up,
                with: setting.with.map(|n| place(n).to_string()),
                of: room.say_with("here-paragraph", &[("n", block.n.into()), ("of", of.into())]),
                html: markup::html_led(block, setting.lead, first_note, found),
                same,
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
