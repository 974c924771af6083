//! The two records of a full-text table with a segment more.

use crate::store::fts5::{Level, Noted, Structure, put_varint, varint};

/// The most segments of a table that pieces are added to; FTS5 takes two thousand.
const MOST: usize = 1900;

/// The number of the next writing.
pub(super) fn next_origin(structure: &Structure) -> u64 {
    structure.segments().map(|segment| segment.origins.1).max().unwrap_or(0) + 1
}

/// Adds a segment of so many pages and rows; answers its number, `None` if there are too many.
pub(super) fn add(structure: &mut Structure, pages: usize, rows: usize) -> Option<u64> {
    if structure.segments().count() >= MOST {
        return None;
    }
    let origin = next_origin(structure);
    let taken: Vec<u64> = structure.segments().map(|segment| segment.id).collect();
    let id = (1..=MOST as u64).find(|id| !taken.contains(id))?;
    if structure.levels.is_empty() {
        structure.levels.push(Level::default());
    }
    structure.levels[0].segments.push(Noted {
        id,
        pages: (1, pages as u64),
        origins: (origin, origin),
        graves: (0, 0),
        rows: rows as u64,
    });
    structure.writes += pages as u64;
    Some(id)
}

/// The record of rows and tokens with more of them.
pub(super) fn averages(record: &[u8], rows: usize, totals: &[u64]) -> Vec<u8> {
    let (mut at, mut changed) = (0, Vec::new());
    for added in std::iter::once(rows as u64).chain(totals.iter().copied()) {
        let known = varint(record, &mut at).unwrap_or(0);
        put_varint(&mut changed, known.saturating_add(added));
    }
    changed
}
