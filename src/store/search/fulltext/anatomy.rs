//! What a full-text table is made of: its segments, and how much text it holds.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::page::varint;

/// The number of the record with rows and lengths.
pub(super) const AVERAGES: i64 = 1;
/// The number of the record with the segments.
pub(super) const STRUCTURE: i64 = 10;
/// Bits of a page's number that count the pages of its segment.
pub(super) const PAGE_BITS: u32 = 37;
/// Rows that were taken out are listed on pages of segments whose numbers begin here.
pub(super) const FIRST_GRAVE: i64 = 1 << (16 + PAGE_BITS);
/// What stands behind the cookie of a table from which rows can be taken out.
const WITH_GRAVES: [u8; 4] = [0xff, 0, 0, 1];

/// What one table is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Anatomy {
    /// The records that it was read from.
    pub(super) structure: Vec<u8>,
    pub(super) averages: Vec<u8>,
    pub(super) segments: Vec<Segment>,
    /// Rows in all.
    pub(super) rows: u64,
    /// Tokens in all.
    pub(super) tokens: u64,
}

/// A part of the index that is in order by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Segment {
    pub(super) id: i64,
    /// Its first and last page.
    pub(super) pages: (i64, i64),
    pub(super) graves: Graves,
}

/// Rows of a segment that were taken out of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graves(HashSet<i64>);

impl Graves {
    pub(super) fn hold(&self, row: i64) -> bool {
        !self.0.is_empty() && self.0.contains(&row)
    }

    /// Adds what one page lists.
    fn add(&mut self, page: &[u8]) -> Option<()> {
        let (head, slots) = page.split_at_checked(8)?;
        if head[1] != 0 {
            self.0.insert(0);
        }
        let width = if head[0] == 4 { 4 } else { 8 };
        for slot in slots.chunks_exact(width) {
            let row = slot.iter().fold(0_u64, |row, byte| row << 8 | u64::from(*byte));
            if row != 0 {
                self.0.insert(row.cast_signed());
            }
        }
        Some(())
    }
}

impl Anatomy {
    /// A table's anatomy, from its two records and the pages that list what was taken out.
    pub(super) fn read(
        structure: Vec<u8>,
        averages: Vec<u8>,
        graves: &[(i64, Vec<u8>)],
    ) -> Option<Self> {
        let mut segments = segments(&structure)?;
        for segment in &mut segments {
            for (id, page) in graves {
                if id >> PAGE_BITS == segment.id + (1 << 16) {
                    segment.graves.add(page)?;
                }
            }
        }
        let mut at = 0;
        let rows = varint(&averages, &mut at).unwrap_or(0);
        let mut tokens = 0_u64;
        while at < averages.len() {
            tokens = tokens.saturating_add(varint(&averages, &mut at)?);
        }
        Some(Self { structure, averages, segments, rows, tokens })
    }
}

fn segments(record: &[u8]) -> Option<Vec<Segment>> {
    let has_graves = record.get(4..8)? == WITH_GRAVES;
    let mut at = if has_graves { 8 } else { 4 };
    let mut number = || varint(record, &mut at).and_then(|number| i64::try_from(number).ok());
    let (levels, _segments, _writes) = (number()?, number()?, number()?);
    let mut segments = Vec::new();
    for _ in 0..levels {
        let (_merging, count) = (number()?, number()?);
        for _ in 0..count {
            let (id, first, last) = (number()?, number()?, number()?);
            if has_graves {
                // Two origins, pages of graves, graves, rows.
                for _ in 0..5 {
                    number()?;
                }
            }
            segments.push(Segment { id, pages: (first, last), graves: Graves::default() });
        }
    }
    Some(segments)
}

/// The anatomies of `ft_doc` and `ft_para` as they were last seen.
#[derive(Debug, Default)]
pub(in crate::store) struct Anatomies(Mutex<Arc<[Anatomy; 2]>>);

impl Anatomies {
    pub(super) fn last_seen(&self) -> Arc<[Anatomy; 2]> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn see(&self, anatomies: [Anatomy; 2]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(anatomies);
    }
}
