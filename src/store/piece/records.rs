//! The two records of a full-text table: what segments there are, and how much text they hold.

use super::postings::put_varint;

/// What stands behind the first four bytes of a table from which rows can be taken out.
const WITH_GRAVES: [u8; 4] = [0xff, 0, 0, 1];
/// The numbers that are noted of a segment.
const NOTED: usize = 8;
/// The most segments of a table that pieces are added to; FTS5 takes two thousand.
const MOST: usize = 1900;

/// The segments of a table.
pub(super) struct Structure {
    head: [u8; 8],
    writes: u64,
    /// For each level how many segments are being joined, and its segments.
    levels: Vec<(u64, Vec<[u64; NOTED]>)>,
}

impl Structure {
    /// `None` if the record is another than that of a table from which rows can be taken out.
    pub(super) fn read(record: &[u8]) -> Option<Self> {
        let head: [u8; 8] = record.get(..8)?.try_into().ok()?;
        if head[4..] != WITH_GRAVES {
            return None;
        }
        let mut at = 8;
        let mut number = || varint(record, &mut at);
        let (levels, _segments, writes) = (number()?, number()?, number()?);
        let level = |number: &mut dyn FnMut() -> Option<u64>| {
            let (joining, count) = (number()?, number()?);
            let segment = |number: &mut dyn FnMut() -> Option<u64>| {
                let mut noted = [0; NOTED];
                for noted in &mut noted {
                    *noted = number()?;
                }
                Some(noted)
            };
            let segments = (0..count).map(|_| segment(number)).collect::<Option<Vec<_>>>()?;
            Some((joining, segments))
        };
        let levels = (0..levels).map(|_| level(&mut number)).collect::<Option<Vec<_>>>()?;
        Some(Self { head, writes, levels })
    }

    /// How many segments there are.
    pub(super) fn segments(&self) -> usize {
        self.levels.iter().map(|(_, segments)| segments.len()).sum()
    }

    /// The number of the next writing.
    pub(super) fn origin(&self) -> u64 {
        let segments = self.levels.iter().flat_map(|(_, segments)| segments);
        segments.map(|segment| segment[4]).max().unwrap_or(0) + 1
    }

    /// Adds a segment of so many pages and rows; answers its number, `None` if there are too many.
    pub(super) fn add(&mut self, pages: usize, rows: usize) -> Option<u64> {
        if self.segments() >= MOST {
            return None;
        }
        let origin = self.origin();
        let known = || self.levels.iter().flat_map(|(_, segments)| segments);
        let taken: Vec<u64> = known().map(|segment| segment[0]).collect();
        let id = (1..=MOST as u64).find(|id| !taken.contains(id))?;
        let (pages, rows) = (pages as u64, rows as u64);
        if self.levels.is_empty() {
            self.levels.push((0, Vec::new()));
        }
        self.levels[0].1.push([id, 1, pages, origin, origin, 0, 0, rows]);
        self.writes += pages;
        Some(id)
    }

    pub(super) fn record(&self) -> Vec<u8> {
        let mut record = self.head.to_vec();
        put_varint(&mut record, self.levels.len() as u64);
        put_varint(&mut record, self.segments() as u64);
        put_varint(&mut record, self.writes);
        for (joining, segments) in &self.levels {
            put_varint(&mut record, *joining);
            put_varint(&mut record, segments.len() as u64);
            for number in segments.iter().flatten() {
                put_varint(&mut record, *number);
            }
        }
        record
    }
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

/// The whole number at `at`, which moves behind it.
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0_u64;
    for place in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if place == 8 {
            return Some(value << 8 | u64::from(byte));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Some(value)
}
