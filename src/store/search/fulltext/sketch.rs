//! Long lists, of which only what few documents need is read.
//!
//! FTS5 notes for a list of many pages which row is the first on each. So of a word that stands in
//! half of all paragraphs a page of results reads a few pages, not some hundreds.

use super::extent::Extent;
use super::page::reaches_end;
use super::pages::{Pages, Run};
use crate::store::fts5::{PAGE_BITS, varint};

/// What tells the pages of such notes from those of lists: a bit of their numbers.
const NOTES: i64 = 1 << (PAGE_BITS - 1);

/// What is known of a long list before it is read.
pub(super) enum Sketch {
    /// It is short after all: it ends on the page on which it begins, or the word is not there.
    OnePage,
    /// The pages over which it goes.
    Pages(Extent),
}

/// The pages that must be read to sketch the list of a word that is on the pages of this run: the
/// first one, and the notes.
pub(super) fn pages((first, last): Run) -> [Run; 2] {
    [(first, first), notes((first, last))]
}

/// The notes of the list that begins on the first page: those of one that begins on the last page
/// are of another word.
fn notes((first, last): Run) -> Run {
    (first | NOTES, last.saturating_sub(1) | NOTES)
}

/// A sketch of the list of a word; `None` if the pages are not what they should be. Where nothing is
/// noted, rows may be on any of its pages.
pub(super) fn sketched(pages: &Pages, letters: &str, (first, last): Run) -> Option<Sketch> {
    let Some((_, page)) = pages.run((first, first)).next() else { return Some(Sketch::OnePage) };
    if !reaches_end(page, format!("0{letters}").as_bytes())? {
        return Some(Sketch::OnePage);
    }
    let count = usize::try_from(last.checked_sub(first)?).ok()?.checked_add(1)?;
    let mut rows = vec![None; count];
    for (_, notes) in pages.run(notes((first, last))) {
        let mut at = 1;
        let number = i64::try_from(varint(notes, &mut at)?).ok()?;
        let mut place = usize::try_from(number.checked_sub(first & !(-1 << PAGE_BITS))?).ok()?;
        let mut row = varint(notes, &mut at)?.cast_signed();
        loop {
            // The first page's own row is where its list begins.
            if place > 0 {
                *rows.get_mut(place)? = Some(row);
            }
            // A nought is a page on which no row begins.
            let apart = loop {
                place += 1;
                match notes.get(at) {
                    Some(0) => at += 1,
                    Some(_) => break Some(varint(notes, &mut at)?),
                    None => break None,
                }
            };
            let Some(apart) = apart else { break };
            row = row.checked_add(apart.cast_signed())?;
        }
    }
    Some(Sketch::Pages(Extent { first, rows: rows.into() }))
}
