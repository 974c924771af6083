//! What a phrase comes to in one segment: the rows that hold it and what its places in each are
//! worth, packed to two or three bytes a row.
//!
//! A page of the index lists every place of a word; to count, rank and narrow, only the rows matter.
//! A segment never changes, so what was read of it once holds until it is merged into another.

use super::anatomy::Graves;
use super::extent::Extent;
use super::walk::Walk;
use crate::store::fts5::{put_varint, varint};

/// Rows between two marks.
const SPAN: u32 = 128;
/// Up to so many rows for each one that is sought, rows are gone along one by one; beyond, leapt over.
pub(super) const STEPS: usize = 16;
/// Worths are multiples of this: half the least weight would be too fine.
const GRAIN: f32 = 0.5;

/// The rows of a phrase in one segment, packed.
#[derive(Debug, Default)]
pub(super) struct Digest {
    /// For each row how far it is from the one before, and its worth.
    bytes: Box<[u8]>,
    /// Places to begin at.
    marks: Box<[Mark]>,
    /// How many rows there are.
    rows: u32,
    /// Where the pages of a single word are.
    pub(super) pages: Extent,
    /// Whether rows in graves are left out of it already.
    pub(super) is_clean: bool,
}

/// A place in the bytes, and the row before it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    row: i64,
    at: u32,
}

/// The rows that all of these hold, ascending: of some documents only where they are named.
pub(super) fn common(digests: &[&Digest], among: Option<&[i64]>, bits: u32) -> Vec<i64> {
    let Some((first, others)) = digests.split_first() else { return Vec::new() };
    let mut others: Vec<Cursor<'_>> = others.iter().map(|digest| digest.cursor(bits)).collect();
    let walk = among.map_or(Walk::All, |documents| Walk::Within { documents, bits });
    let mut rows = Vec::new();
    first.walk(bits, &Graves::default(), walk, |row, _| {
        if others.iter_mut().all(|other| other.seek(row).is_some_and(|(found, _)| found == row)) {
            rows.push(row);
        }
    });
    rows
}

impl Digest {
    /// Packs rows that come in any order; a row that comes more than once is worth the sum.
    pub(super) fn of(mut rows: Vec<(i64, f32)>, bits: u32) -> Self {
        summed(&mut rows);
        let mut packing = Packing::of(bits, rows.len() * 2);
        for (row, worth) in rows {
            packing.add(row, worth);
        }
        packing.digest()
    }

    /// All of it as bytes, for [`Self::read`].
    pub(super) fn written(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.size());
        put_varint(&mut bytes, u64::from(self.rows));
        self.pages.write(&mut bytes);
        put_varint(&mut bytes, self.marks.len() as u64);
        let mut before = Mark { row: 0, at: 0 };
        for mark in &self.marks {
            put_varint(&mut bytes, mark.row.wrapping_sub(before.row).cast_unsigned());
            put_varint(&mut bytes, u64::from(mark.at.wrapping_sub(before.at)));
            before = *mark;
        }
        bytes.extend_from_slice(&self.bytes);
        bytes
    }

    /// What was written; `None` if these are other bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let rows = u32::try_from(varint(bytes, &mut at)?).ok()?;
        let pages = Extent::read(bytes, &mut at)?;
        let count = usize::try_from(varint(bytes, &mut at)?).ok()?;
        let mut before = Mark { row: 0, at: 0 };
        let marks = (0..count).map(|_| {
            let row = before.row.wrapping_add(varint(bytes, &mut at)?.cast_signed());
            let from = u32::try_from(varint(bytes, &mut at)?).ok()?;
            before = Mark { row, at: before.at.checked_add(from)? };
            Some(before)
        });
        let marks = marks.collect::<Option<_>>()?;
        Some(Self { bytes: bytes.get(at..)?.into(), marks, rows, pages, is_clean: false })
    }

    /// How many rows there are, those in graves among them.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// The memory that it takes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.marks.len() * 16 + self.pages.rows.len() * 16 + size_of::<Self>()
    }

    /// A walk along the rows, first before the first.
    pub(super) fn cursor(&self, bits: u32) -> Cursor<'_> {
        Cursor { digest: self, at: 0, mark: 0, row: 0, worth: 0.0, is_on: false, bits }
    }

    /// Hands every row that the walk stops at and no grave holds to `each`, with its worth.
    pub(super) fn walk(
        &self,
        bits: u32,
        graves: &Graves,
        mut walk: Walk<'_>,
        mut each: impl FnMut(i64, f32),
    ) {
        let mut cursor = self.cursor(bits);
        let mut each = |row, worth| {
            if !graves.hold(row) {
                each(row, worth);
            }
        };
        if matches!(walk, Walk::All) {
            while let Some((row, worth)) = cursor.advance() {
                each(row, worth);
            }
            return;
        }
        if let Walk::Within { mut documents, bits } = walk
            && self.rows as usize / STEPS <= documents.len()
        {
            while let Some((row, worth)) = cursor.advance() {
                let document = row >> bits;
                while documents.first().is_some_and(|first| *first < document) {
                    documents = &documents[1..];
                }
                match documents.first() {
                    Some(first) if *first == document => each(row, worth),
                    Some(_) => {}
                    None => return,
                }
            }
            return;
        }
        let mut least = walk.floor(0);
        while let Some((row, worth)) = least.and_then(|least| cursor.seek(least)) {
            least = walk.floor(row);
            if least == Some(row) {
                each(row, worth);
                least = row.checked_add(1).and_then(|next| walk.floor(next));
            }
        }
    }
}

/// A digest that is being made of rows that come in their order, each once.
#[derive(Debug)]
pub(super) struct Packing {
    bytes: Vec<u8>,
    marks: Vec<Mark>,
    rows: u32,
    /// The last row that came.
    last: i64,
    bits: u32,
}

impl Packing {
    /// Rows of so many bits within their document; some bytes are set aside for them.
    pub(super) fn of(bits: u32, bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), marks: Vec::new(), rows: 0, last: 0, bits }
    }

    #[inline]
    pub(super) fn add(&mut self, row: i64, worth: f32) {
        if self.rows.is_multiple_of(SPAN) {
            let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
            self.marks.push(Mark { row: self.last, at });
        }
        put_varint(&mut self.bytes, packed(self.last, row, self.bits));
        if self.bits == 0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a small multiple of the grain"
            )]
            put_varint(&mut self.bytes, (worth / GRAIN) as u64);
        }
        self.last = row;
        self.rows = self.rows.saturating_add(1);
    }

    pub(super) fn digest(self) -> Digest {
        Digest {
            bytes: self.bytes.into(),
            marks: self.marks.into(),
            rows: self.rows,
            pages: Extent::default(),
            is_clean: false,
        }
    }
}

/// Brings rows in their order, each once with the sum of what it is worth.
pub(super) fn summed(rows: &mut Vec<(i64, f32)>) {
    if rows.is_sorted_by(|one, other| one.0 < other.0) {
        return;
    }
    if let Some(dense) = summed_by_place(rows) {
        *rows = dense;
        return;
    }
    rows.sort_by_key(|(row, _)| *row);
    rows.dedup_by(|later, kept| {
        let is_same = later.0 == kept.0;
        if is_same {
            kept.1 += later.1;
        }
        is_same
    });
}

/// The same for so many rows that a place for each number takes no more than they do; `None` for
/// fewer.
fn summed_by_place(rows: &[(i64, f32)]) -> Option<Vec<(i64, f32)>> {
    let first = rows.iter().map(|(row, _)| *row).min()?;
    let last = rows.iter().map(|(row, _)| *row).max()?;
    let width = usize::try_from(last.checked_sub(first)?).ok()?.checked_add(1)?;
    if width / 2 > rows.len() {
        return None;
    }
    let place = |row: i64| usize::try_from(row - first).unwrap_or(usize::MAX);
    // Below nought: no row of that number.
    let mut sums = vec![-1.0_f32; width];
    for (row, worth) in rows {
        let sum = sums.get_mut(place(*row))?;
        *sum = if *sum < 0.0 { *worth } else { *sum + worth };
    }
    let held = (first..).zip(sums).filter(|(_, sum)| *sum >= 0.0);
    Some(held.collect())
}

/// A row by the one before it. Rows that are numbered within documents say whether it is the same
/// document.
fn packed(last: i64, row: i64, bits: u32) -> u64 {
    let apart = row.wrapping_sub(last).cast_unsigned();
    if bits == 0 {
        return apart;
    }
    if last >> bits == row >> bits {
        return apart << 1;
    }
    let documents = (row >> bits).wrapping_sub(last >> bits).cast_unsigned();
    let within = row.cast_unsigned() & ((1 << bits) - 1);
    // Most documents have less than 64 blocks, and a word stands early in most.
    if within < 64 && documents < 1 << 56 {
        return documents << 8 | within << 2 | 1;
    }
    // The row as it is: no row needs the highest bits.
    row.cast_unsigned() << 2 | 3
}

#[inline]
fn unpacked(last: i64, code: u64, bits: u32) -> i64 {
    if bits == 0 {
        return last.wrapping_add(code.cast_signed());
    }
    match code & 3 {
        1 => {
            let document = (last >> bits).wrapping_add((code >> 8).cast_signed());
            document << bits | (code >> 2 & 63).cast_signed()
        }
        3 => (code >> 2).cast_signed(),
        _ => last.wrapping_add((code >> 1).cast_signed()),
    }
}

/// A walk along the rows of a digest.
#[derive(Debug)]
pub(super) struct Cursor<'d> {
    digest: &'d Digest,
    at: usize,
    /// A mark at or before the first one ahead.
    mark: usize,
    row: i64,
    worth: f32,
    /// Whether it stands on a row.
    is_on: bool,
    bits: u32,
}

impl Cursor<'_> {
    /// The next row; `None` at the end.
    #[inline]
    pub(super) fn advance(&mut self) -> Option<(i64, f32)> {
        let bytes = &self.digest.bytes;
        let Some(code) = varint(bytes, &mut self.at) else {
            self.is_on = false;
            return None;
        };
        self.row = unpacked(self.row, code, self.bits);
        self.worth = 1.0;
        if self.bits == 0 {
            let grains = varint(bytes, &mut self.at).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "as it was packed")]
            {
                self.worth = grains as f32 * GRAIN;
            }
        }
        self.is_on = true;
        Some((self.row, self.worth))
    }

    /// The first row from `least` on, be it the present one.
    pub(super) fn seek(&mut self, least: i64) -> Option<(i64, f32)> {
        if self.is_on && self.row >= least {
            return Some((self.row, self.worth));
        }
        let marks = &self.digest.marks;
        while marks.get(self.mark).is_some_and(|mark| mark.at as usize <= self.at) {
            self.mark += 1;
        }
        if marks.get(self.mark).is_some_and(|mark| mark.row < least) {
            // What lies far ahead is found by steps that double.
            let ahead = self.mark;
            let mut step = 1;
            while marks.get(ahead + step).is_some_and(|mark| mark.row < least) {
                step *= 2;
            }
            let until = (ahead + step).min(marks.len());
            self.mark = ahead + marks[ahead..until].partition_point(|mark| mark.row < least);
            if let Some(mark) = self.mark.checked_sub(1).and_then(|before| marks.get(before)) {
                (self.at, self.row) = (mark.at as usize, mark.row);
            }
        }
        loop {
            let (row, worth) = self.advance()?;
            if row >= least {
                return Some((row, worth));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[i64], bits: u32) {
        let mut digest = Digest::of(rows.iter().map(|row| (*row, 1.0)).collect(), bits);
        let first_rows = rows.iter().map(|row| (row % 3 > 0).then_some(*row)).collect();
        digest.pages = Extent { first: 7 << 37, rows: first_rows };
        let written = digest.written();
        let digest = Digest::read(&written).unwrap();
        assert_eq!(digest.written(), written);
        assert_eq!(digest.rows() as usize, rows.len());
        let mut found = Vec::new();
        digest.walk(bits, &Graves::default(), Walk::All, |row, worth| {
            assert!((worth - 1.0).abs() < f32::EPSILON);
            found.push(row);
        });
        assert_eq!(found, rows);
        for (place, row) in rows.iter().enumerate() {
            for least in [row - 1, *row] {
                let expect = rows[..=place].iter().find(|row| **row >= least).copied();
                let sought = digest.cursor(bits).seek(least).map(|(row, _)| row);
                assert_eq!(sought, expect, "{least}");
            }
        }
        let mut cursor = digest.cursor(bits);
        for row in rows.iter().step_by(3) {
            assert_eq!(cursor.seek(*row).map(|(row, _)| row), Some(*row));
        }
        assert!(cursor.seek(i64::MAX).is_none());
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        check(&[], 0);
        check(&[1], 0);
        check(&(1..1000).map(|n| n * n * n).collect::<Vec<i64>>(), 0);
        check(&[(7 << 20) + 1, (7 << 20) + 2, (7 << 20) + 900, (8 << 20) + 63, (8 << 20) + 64], 20);
        check(&[(7 << 20) + 64, (90_000 << 20) + 1_048_575, (90_001 << 20) + 5], 20);
        check(&(1..2000).map(|n| (n / 3 * 5) << 20 | (n % 3 + 1)).collect::<Vec<i64>>(), 20);
    }

    #[test]
    fn a_walk_stops_at_the_rows_of_the_documents_that_are_named() {
        for bits in [0, 20] {
            let mut rows: Vec<i64> = (1..3000).map(|n| (n * 7 / 5) << bits | (n % 3)).collect();
            rows.sort_unstable();
            rows.dedup();
            let digest = Digest::of(rows.iter().map(|row| (*row, 1.0)).collect(), bits);
            // One by one, and by leaps.
            for apart in [1, 2, 7, 40, 600] {
                let documents: Vec<i64> = (0..5000).step_by(apart).collect();
                let mut found = Vec::new();
                let walk = Walk::Within { documents: &documents, bits };
                digest.walk(bits, &Graves::default(), walk, |row, _| found.push(row));
                let mut expect = rows.clone();
                expect.retain(|row| documents.contains(&(row >> bits)));
                assert!(found == expect && !found.is_empty(), "{apart}");
            }
        }
    }

    #[test]
    fn a_row_that_comes_twice_is_worth_the_sum() {
        let digest = Digest::of(vec![(5, 8.0), (3, 0.5), (5, 1.5)], 0);
        let mut found = Vec::new();
        digest.walk(0, &Graves::default(), Walk::All, |row, worth| found.push((row, worth)));
        assert_eq!(found, [(3, 0.5), (5, 9.5)]);
        let mut many: Vec<(i64, f32)> = (0..50).rev().map(|n| (n / 2 + 7, 0.5)).collect();
        many.push((9, 4.0));
        summed(&mut many);
        let expect = (7..32).map(|row| (row, if row == 9 { 5.0 } else { 1.0 }));
        assert_eq!(many, expect.collect::<Vec<_>>());
    }
}
