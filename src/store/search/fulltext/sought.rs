//! Words and phrases that are read out of pages.

use std::sync::Arc;

use super::anatomy::Graves;
use super::digest::{Digest, Packing};
use super::doclist::Doclist;
use super::extent::Extent;
use super::page::{doclists, doclists_but, going_on};
use super::pages::{Pages, Run};
use super::phrase::{Lists, rows_with};
use super::walk::Walk;
use super::wanted::Wanted;
use super::{COLUMNS, WEIGHTS};
use crate::search::Columns;

/// What a whole word comes to in the segment whose pages these are.
pub(super) fn word_read(pages: &Pages, word: &Wanted, run: Run, bits: u32) -> Option<Digest> {
    let lists = lists(pages, word.words.first().map_or("", String::as_str), run)?;
    let words = [lists];
    let [lists] = &words;
    let size = lists.first().map_or(0, Doclist::size);
    let mut packing = Packing::of(bits, size / 4);
    let (mut before, mut is_in_order) = (None, true);
    // Only documents are weighed.
    let weights: &[f32] = if bits == 0 { &WEIGHTS } else { &[] };
    rows_with(&words, false, Walk::All, weights, &mut |row, worth| {
        is_in_order &= before.is_none_or(|before| before < row);
        before = Some(row);
        packing.add(row, worth);
    })?;
    if !is_in_order {
        return None;
    }
    let mut digest = packing.digest();
    if let Some(list) = lists.first() {
        // The list ends on the last page, or where the next word stands before that.
        digest.pages =
            Extent { first: first_page(pages, word, run)?, rows: list.first_rows().collect() };
    }
    Some(digest)
}

/// The page of the run on which the word stands.
fn first_page(pages: &Pages, word: &Wanted, run: Run) -> Option<i64> {
    let letters = format!("0{}", word.words.first().map_or("", String::as_str));
    for (id, page) in pages.run(run) {
        if !doclists(&[page], letters.as_bytes(), false)?.is_empty() {
            return Some(id);
        }
    }
    None
}

fn lists<'p>(pages: &'p Pages, letters: &str, run: Run) -> Option<Lists<'p>> {
    let pages: Vec<&[u8]> = pages.run(run).map(|(_, page)| page).collect();
    doclists(&pages, format!("0{letters}").as_bytes(), false)
}

/// The lists of all words that begin so, but for those of which the rows are known.
fn lists_of_beginning<'p>(
    pages: &'p Pages,
    letters: &str,
    run: Run,
    known: &Beginning,
) -> Option<Lists<'p>> {
    let pages: Vec<&[u8]> = pages.run(run).map(|(_, page)| page).collect();
    let is_known =
        |term: &[u8]| known.iter().any(|(word, _)| term.get(1..) == Some(word.as_bytes()));
    doclists_but(&pages, format!("0{letters}").as_bytes(), true, is_known)
}

/// Pages of a word that follow each other and hold rows that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) run: Run,
    /// Whether the last page counts only up to the first row that begins on it.
    pub(super) is_cut: bool,
}

/// Where the list of a word of a phrase is.
pub(super) enum Part {
    /// On these pages, whole.
    Whole(Run),
    /// As far as it is needed, on these; the word itself stands on the page of that number.
    Stretches(i64, Vec<Stretch>),
}

/// The rows in which a phrase is looked for.
pub(super) enum Rows {
    /// All.
    All,
    /// These, ascending: all its words are known, and these rows have them all.
    These(Vec<i64>),
    /// Those of these documents, ascending.
    Of(Arc<[i64]>),
}

impl Rows {
    /// The stretches of a word's pages on which they are; `None` where that is all.
    pub(super) fn stretches(&self, pages: &Extent, bits: u32) -> Option<Vec<Stretch>> {
        match self {
            Self::All => None,
            Self::These(rows) => Some(pages.stretches(rows.iter().map(|row| (*row, *row)))),
            Self::Of(documents) => {
                let last = (1_i64 << bits) - 1;
                let range = |number: &i64| (number << bits, number << bits | last);
                Some(pages.stretches(documents.iter().map(range)))
            }
        }
    }

    fn walk(&self, bits: u32) -> Walk<'_> {
        match self {
            Self::All => Walk::All,
            Self::These(rows) => Walk::Within { documents: rows, bits: 0 },
            Self::Of(documents) => Walk::Within { documents, bits },
        }
    }
}

/// Words that begin alike, each with its rows in one segment.
pub(super) type Beginning = Vec<(String, Arc<Digest>)>;

/// A phrase that is to be looked for in a segment.
pub(super) struct Sought {
    pub(super) phrase: Wanted,
    pub(super) segment: usize,
    /// For each of its words its list, or the lists of segments that are being merged: a row may
    /// have one word in one of them and the next in another.
    pub(super) words: Vec<Vec<Part>>,
    /// Rows that do not count, for each of several segments.
    pub(super) graves: Vec<Graves>,
    pub(super) rows: Rows,
    /// Words that begin as the phrase, where that is one beginning, and of which the rows are known.
    pub(super) known: Beginning,
    /// Whether it is looked for in all rows.
    pub(super) is_all: bool,
}

impl Sought {
    /// What the phrase comes to, from the pages of words that were read whole and others.
    pub(super) fn read(&self, read: &Pages, more: &Pages, bits: u32) -> Option<Digest> {
        let mut words: Vec<Lists<'_>> = Vec::with_capacity(self.words.len());
        for (place, parts) in self.words.iter().enumerate() {
            let word = self.phrase.word(place);
            let letters = word.words.first().map_or("", String::as_str);
            let mut of_word = Lists::new();
            for (index, part) in parts.iter().enumerate() {
                let found = match part {
                    Part::Whole(run) if word.is_prefix => {
                        lists_of_beginning(read, letters, *run, &self.known)?
                    }
                    Part::Whole(run) => lists(read, letters, *run)?,
                    Part::Stretches(first, stretches) => in_part(more, letters, *first, stretches)?,
                };
                let graves = self.graves.get(index);
                of_word.extend(found.into_iter().map(|list| match graves {
                    Some(graves) => list.without(graves),
                    None => list,
                }));
            }
            words.push(of_word);
        }
        let walk = self.rows.walk(bits);
        let weights = weights(self.phrase.columns);
        let mut rows = Vec::new();
        rows_with(&words, self.phrase.is_prefix, walk, &weights, &mut |row, worth| {
            if worth > 0.0 {
                rows.push((row, worth));
            }
        })?;
        for (_, digest) in &self.known {
            digest.walk(bits, &Graves::default(), walk, |row, worth| rows.push((row, worth)));
        }
        let mut digest = Digest::of(rows, bits);
        digest.is_clean = !self.graves.is_empty();
        Some(digest)
    }
}

/// The parts of a word's list that are on these stretches.
fn in_part<'p>(
    pages: &'p Pages,
    letters: &str,
    first: i64,
    stretches: &[Stretch],
) -> Option<Lists<'p>> {
    let mut list = Doclist::default();
    for Stretch { run, is_cut } in stretches {
        for (id, page) in pages.run(*run) {
            if id == first {
                let found = doclists(&[page], format!("0{letters}").as_bytes(), false)?;
                list = found.into_iter().next()?;
                continue;
            }
            let mut piece = going_on(page)?;
            if id == run.0 {
                piece = piece.cut_before_row()?;
            } else if *is_cut && id == run.1 {
                piece = piece.cut_at_row()?;
            }
            list.add(piece);
        }
    }
    Some(vec![list])
}

/// What a place in each column is worth where only some are looked into.
fn weights(columns: Columns) -> [f32; 9] {
    let mut weights = WEIGHTS;
    if columns != Columns::All {
        for (weight, name) in weights.iter_mut().zip(COLUMNS) {
            if !columns.names().contains(&name) {
                *weight = 0.0;
            }
        }
    }
    weights
}
