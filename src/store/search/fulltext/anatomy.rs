//! What a full-text table is made of: its segments, and how much text it holds.

use std::collections::HashSet;

use crate::store::fts5::{Level, Noted, PAGE_BITS, Structure, varint};

/// Rows that were taken out are listed on pages of segments whose numbers begin here.
pub(super) const FIRST_GRAVE: i64 = 1 << (16 + PAGE_BITS);

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
    pub(super) identity: Identity,
    pub(super) graves: Graves,
    /// Whether it stays as it is: none is being merged into it, nor it into another.
    pub(super) is_still: bool,
}

/// What tells a segment from all others, of this table and of others before: what it holds of a
/// word is the same as long as this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Identity {
    pub(super) id: i64,
    /// Its first and last page.
    pub(super) pages: (i64, i64),
    /// The first and last writing that it comes from; 0 where the table does not count them.
    origins: (i64, i64),
    /// Rows, those in graves among them.
    rows: i64,
}

/// Rows of a segment that were taken out of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graves(HashSet<i64>);

impl Graves {
    pub(super) fn hold(&self, row: i64) -> bool {
        !self.0.is_empty() && self.0.contains(&row)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
                if id >> PAGE_BITS == segment.identity.id + (1 << 16) {
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
    let mut segments: Vec<Segment> = Vec::new();
    let mut is_joining_below = false;
    for Level { joining, segments: noted } in Structure::read(record)?.levels {
        for (place, of) in (0..).zip(&noted) {
            let identity = Identity::of(of)?;
            // What is joined goes to the last segment of the level above.
            let is_written = is_joining_below && place + 1 == noted.len() as u64;
            let is_still = identity.origins != (0, 0) && place >= joining && !is_written;
            segments.push(Segment { identity, graves: Graves::default(), is_still });
        }
        is_joining_below = joining > 0;
    }
    Some(segments)
}

impl Identity {
    /// The same as a text.
    pub(super) fn key(&self) -> String {
        let Self { id, pages, origins, rows } = self;
        format!("{id}: {}-{}, {}-{}, {rows}", pages.0, pages.1, origins.0, origins.1)
    }

    /// `None` where a number is above all that SQLite has.
    fn of(noted: &Noted) -> Option<Self> {
        let whole = |number| i64::try_from(number).ok();
        let both = |(first, last)| Some((whole(first)?, whole(last)?));
        Some(Self {
            id: whole(noted.id)?,
            pages: both(noted.pages)?,
            origins: both(noted.origins)?,
            rows: whole(noted.rows)?,
        })
    }
}
