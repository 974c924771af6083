//! The pages over which the list of a word goes, and which of them hold given rows.

use super::sought::Stretch;
use crate::store::fts5::{put_varint, varint};

/// The pages over which the list of a word goes.
#[derive(Debug, Default, Clone)]
pub(super) struct Extent {
    /// The number of the first one, on which the word stands; the others follow it.
    pub(super) first: i64,
    /// The first row that begins on each of them; none on the first page, where the list itself
    /// begins, and on one that only goes on with a row.
    pub(super) rows: Box<[Option<i64>]>,
}

impl Extent {
    /// Adds it to bytes: the first page, how many there are, and for each how far its row is from the
    /// one before and one more; 0 for none.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        put_varint(bytes, self.first.cast_unsigned());
        put_varint(bytes, self.rows.len() as u64);
        let mut before = 0;
        for row in &self.rows {
            let apart =
                row.map_or(0, |row| row.wrapping_sub(before).cast_unsigned().wrapping_add(1));
            put_varint(bytes, apart);
            before = row.unwrap_or(before);
        }
    }

    /// The same from bytes.
    pub(super) fn read(bytes: &[u8], at: &mut usize) -> Option<Self> {
        let first = varint(bytes, at)?.cast_signed();
        let count = usize::try_from(varint(bytes, at)?).ok()?;
        let mut before = 0_i64;
        let rows = (0..count).map(|_| {
            let apart = varint(bytes, at)?;
            Some(apart.checked_sub(1).map(|apart| {
                before = before.wrapping_add(apart.cast_signed());
                before
            }))
        });
        Some(Self { first, rows: rows.collect::<Option<_>>()? })
    }

    /// The stretches of pages on which the rows of these ranges are, which are ascending; ends
    /// included.
    pub(super) fn stretches(&self, ranges: impl Iterator<Item = (i64, i64)>) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let Some(last) = self.rows.len().checked_sub(1) else { return stretches };
        // Pages on which rows begin, the first among them.
        let begins = |page: &usize| *page == 0 || self.rows[*page].is_some();
        let behind = |page: usize| (page + 1..=last).find(begins);
        let begins_by = |page: &usize, row: i64| self.rows[*page].is_some_and(|of| of <= row);
        let (mut at, mut next) = (0, behind(0));
        for (first, end) in ranges {
            while let Some(page) = next.filter(|page| begins_by(page, first)) {
                (at, next) = (page, behind(page));
            }
            // A row may go on up to where the next one begins.
            let mut beyond = next;
            while let Some(page) = beyond.filter(|page| begins_by(page, end)) {
                beyond = behind(page);
            }
            let number = |page: usize| self.first + i64::try_from(page).unwrap_or(i64::MAX);
            let run = (number(at), number(beyond.unwrap_or(last)));
            let is_cut = beyond.is_some();
            match stretches.last_mut() {
                Some(before) if run.0 <= before.run.1 => {
                    (before.run.1, before.is_cut) = (run.1, is_cut);
                }
                _ => stretches.push(Stretch { run, is_cut }),
            }
        }
        stretches
    }
}
