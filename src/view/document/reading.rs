//! The texts of a document in rows and columns, ready to print.

use std::ops::Range;

use crate::address::Anchor;
use crate::document::{Alignment, Holding, Pair, Text};
use crate::export::wording;
use crate::markup::SideNote;

use super::super::{Room, language};
use super::View;
use super::block::{BlockView, block_views};
use super::hits::Hits;
use super::legend::{Explained, legend};
use super::outline::{Part, outline};
use super::runs;

/// With how many rows a text is a long one.
const LONG: usize = 30;

/// What is shown of the texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// `both`, `interleaved` or `one`: how columns stand to each other.
    pub layout: &'static str,
    /// The columns' heads.
    pub columns: Vec<Column>,
    /// Rows of aligned units, each with one cell for each column.
    pub rows: Vec<Row>,
    /// The parts of the first text shown.
    pub outline: Vec<Part>,
    /// How the texts shown are marked.
    pub legend: Vec<Explained>,
    /// Whether it is long enough for the reader to want to know how far she is.
    pub is_long: bool,
    /// All notes set beside the text, for print.
    pub notes: Vec<(String, SideNote)>,
}

/// The head of a column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Who translated it, as far as it is stated.
    pub head: String,
    /// What else the reader must know of this text.
    pub remark: Option<String>,
}

/// A unit of the first text and what says the same in the other; or several units that a stamp, a
/// letterhead, a signature or a list of copies runs through, so that it stays whole where texts
/// stand one below the other.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Whether its cells have several parts.
    pub is_run: bool,
    /// Whether it holds the place that the address names.
    pub is_marked: bool,
}

/// A text's part of a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// `first` or `other`.
    pub class: &'static str,
    /// The language tag.
    pub lang: String,
    /// The direction of writing.
    pub dir: &'static str,
    /// What stands in it of each unit of the row; a part without blocks has no counterpart for
    /// the other text's. Every cell of a row has as many.
    pub parts: Vec<Vec<BlockView>>,
}

impl Cell {
    /// Its blocks, in their order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &BlockView> {
        self.parts.iter().flatten()
    }

    /// Whether nothing in it says what the row's other cell says.
    pub(super) fn is_gap(&self) -> bool {
        self.parts.iter().all(Vec::is_empty)
    }
}

/// The texts of `holding` in `view`, with the row of `at` marked.
pub(super) fn reading(
    room: &Room,
    holding: &Holding,
    view: &View,
    at: Option<&Anchor>,
    hits: &Hits,
) -> Reading {
    let document = &holding.document;
    let (layout, texts, alignment) = match view {
        View::One(language) => ("one", document.text(language).into_iter().collect(), None),
        View::Both(other) | View::Interleaved(other) => {
            let further = document.texts.get(1..).unwrap_or_default();
            let second = match other {
                Some(other) => further.iter().find(|text| text.language == *other),
                None => further.first(),
            };
            let texts: Vec<&Text> = document.texts.first().into_iter().chain(second).collect();
            let alignment = second
                .and_then(|text| holding.alignments.iter().find(|a| a.language == text.language));
            let layout = if matches!(view, View::Both(_)) { "both" } else { "interleaved" };
            (layout, texts, alignment)
        }
    };
    let prepared: Vec<Vec<BlockView>> =
        texts.iter().map(|text| block_views(room, holding, text, hits)).collect();
    let notes = texts
        .iter()
        .zip(&prepared)
        .flat_map(|(text, blocks)| {
            let lang = text.language.to_string();
            blocks.iter().flat_map(|b| &b.notes).map(move |note| (lang.clone(), note.clone()))
        })
        .collect();
    let columns = texts.iter().map(|text| column(room, holding, text)).collect();
    let mut rows = match (texts.as_slice(), prepared.as_slice()) {
        ([first, second], [of_first, of_second]) => {
            let pairs =
                alignment.map_or_else(|| side_by_side(first, second), covering(first, second));
            let units: Vec<[&[BlockView]; 2]> = pairs
                .iter()
                .map(|pair| [within(of_first, &pair.first), within(of_second, &pair.other)])
                .collect();
            runs::of(&units, |unit| unit.iter().copied().flatten().any(|block| stands(at, block)))
                .into_iter()
                .map(|run| Row {
                    cells: vec![
                        cell(first, "first", run.iter().map(|unit| unit[0])),
                        cell(second, "other", run.iter().map(|unit| unit[1])),
                    ],
                    is_run: run.len() > 1,
                    is_marked: false,
                })
                .collect()
        }
        ([text], [blocks]) => blocks
            .iter()
            .map(|block| Row {
                cells: vec![cell(text, "first", [std::slice::from_ref(block)].into_iter())],
                is_run: false,
                is_marked: false,
            })
            .collect(),
        _ => Vec::new(),
    };
    mark(&mut rows, at);
    Reading {
        layout,
        columns,
        outline: texts.first().map(|text| outline(text)).unwrap_or_default(),
        legend: legend(room, &texts),
        is_long: rows.len() >= LONG,
        rows,
        notes,
    }
}

/// Marks the row that holds the place, in it the block, and what says the same.
fn mark(rows: &mut [Row], at: Option<&Anchor>) {
    let holds = |row: &Row| row.cells.iter().flat_map(Cell::blocks).any(|b| stands(at, b));
    let Some(row) = rows.iter_mut().find(|row| holds(row)) else { return };
    row.is_marked = true;
    let unit = row.cells.iter().find_map(|cell| {
        cell.parts.iter().position(|part| part.iter().any(|block| stands(at, block)))
    });
    for cell in &mut row.cells {
        for (n, part) in cell.parts.iter_mut().enumerate() {
            for block in part {
                if stands(at, block) {
                    block.class.push_str(if n > 2 { " marked deep" } else { " marked" });
                } else if Some(n) == unit {
                    block.class.push_str(" beside-marked");
                }
                if let Some(Anchor::Note(named)) = at {
                    block.marked_note = Some(*named);
                }
            }
        }
    }
}

/// Whether the place is the block or a note in it.
fn stands(at: Option<&Anchor>, block: &BlockView) -> bool {
    match at {
        Some(place @ Anchor::Block { .. }) => block.id == place.to_string(),
        Some(place @ Anchor::Note(n)) => {
            block.notes.iter().any(|note| note.n == *n)
                || block.html.as_str().contains(&format!("id=\"{place}\""))
        }
        None => false,
    }
}

/// Where two texts were not aligned: the first above the second, nothing paired.
fn side_by_side(first: &Text, second: &Text) -> Vec<Pair> {
    let end = |text: &Text| number(text.blocks.len()).saturating_add(1);
    vec![Pair { first: 1..end(first), other: 1..end(second) }]
}

/// The pairs of an alignment, if they hold every block of both texts once and in order; a damaged
/// alignment must not hide a paragraph.
fn covering<'a>(first: &'a Text, second: &'a Text) -> impl Fn(&Alignment) -> Vec<Pair> + use<'a> {
    move |alignment| {
        let covers = |ranges: &mut dyn Iterator<Item = &Range<u32>>, text: &Text| {
            let mut next = 1;
            for range in ranges.filter(|range| !range.is_empty()) {
                if range.start != next {
                    return false;
                }
                next = range.end;
            }
            next == number(text.blocks.len()).saturating_add(1)
        };
        if covers(&mut alignment.pairs.iter().map(|pair| &pair.first), first)
            && covers(&mut alignment.pairs.iter().map(|pair| &pair.other), second)
        {
            alignment.pairs.clone()
        } else {
            side_by_side(first, second)
        }
    }
}

/// The blocks whose numbers, from 1, lie in `range`.
fn within<'a>(blocks: &'a [BlockView], range: &Range<u32>) -> &'a [BlockView] {
    let at = |n: u32| (n as usize).saturating_sub(1).min(blocks.len());
    blocks.get(at(range.start)..at(range.end)).unwrap_or_default()
}

fn cell<'a>(
    text: &Text,
    class: &'static str,
    parts: impl Iterator<Item = &'a [BlockView]>,
) -> Cell {
    Cell {
        class,
        lang: text.language.to_string(),
        dir: language::direction(&text.language),
        parts: parts.map(<[BlockView]>::to_vec).collect(),
    }
}

fn column(room: &Room, holding: &Holding, text: &Text) -> Column {
    let remark = text.line_breaks_lost.then(|| room.say("column-line-breaks-lost"));
    Column { head: wording::text_head(&room.words, &holding.document, text), remark }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
