//! Which of the documents found hold all that is sought in one paragraph: these come first.
//!
//! A page of results shows twenty of what may be many thousands. So the documents are looked at in
//! the order of their worth, and no more of them than it takes to know which come first.

use sqlx::sqlite::SqliteConnection;

use super::super::Result;
use super::super::rows::BLOCK_BITS;
use super::documents::Match;
use super::fulltext::{Shelf, Table, fetched};
use super::{LONG, beside};
use crate::search::Formula;

/// Documents that are looked at first for each result that is wanted.
const FOR_EACH: usize = 8;
/// So many times as many as before are looked at next, at most.
const MOST_TIMES: usize = 8;
/// Rows that are gone through to find the paragraphs of one document, at most.
const ROWS: usize = 128;

/// Says of each of the documents, by number, whether its paragraphs hold `formula` only apart. Of
/// those behind the first `most` in the order of results it may say so wrongly.
pub(super) async fn judge(
    connection: &mut SqliteConnection,
    shelf: &Shelf,
    formula: &Formula,
    matches: &mut [Match],
    most: usize,
) -> Result<()> {
    for found in &mut *matches {
        found.is_apart = true;
    }
    let best = matches.iter().enumerate().map(|(place, found)| (place, found.worth, found.place));
    let mut best: Vec<(usize, f64, u32)> = best.collect();
    let mut unseen = best.as_mut_slice();
    let (mut size, mut looked_at, mut together) = (most.saturating_mul(FOR_EACH), 0, 0);
    while together < most && !unseen.is_empty() {
        if size < unseen.len() {
            unseen.select_nth_unstable_by(size - 1, |one, other| {
                other.1.total_cmp(&one.1).then_with(|| one.2.cmp(&other.2))
            });
        }
        let (seen, behind) = unseen.split_at_mut(size.min(unseen.len()));
        // By number again.
        seen.sort_unstable_by_key(|(place, ..)| *place);
        let numbers: Vec<i64> = seen.iter().map(|(place, ..)| matches[*place].number).collect();
        let leaves =
            fetched(connection, shelf, Table::Paragraphs, &[formula], Some(&numbers)).await?;
        let rows = leaves.size().min(numbers.len().saturating_mul(ROWS));
        let formula = formula.clone();
        let keys = beside(rows >= LONG, move || leaves.keys(&formula, &numbers)).await?;
        let mut keys = keys.into_iter().map(|key| key >> BLOCK_BITS).peekable();
        for (place, ..) in &*seen {
            let found = &mut matches[*place];
            while keys.next_if(|number| *number < found.number).is_some() {}
            found.is_apart = keys.peek() != Some(&found.number);
            together += usize::from(!found.is_apart);
        }
        unseen = behind;
        looked_at += seen.len();
        // As many as are needed if those behind are like those before, and half as many more.
        let needed = most.saturating_sub(together).saturating_mul(looked_at) / together.max(1);
        let next = needed.saturating_add(needed / 2);
        size = next.clamp(size, size.saturating_mul(MOST_TIMES));
    }
    Ok(())
}
