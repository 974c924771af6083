//! The format of a table of FTS5, as it is described above `fts5_index.c`: what those who read it
//! (`search::fulltext`) and those who write it (`piece`) have in common.
//!
//! A table is made of segments, each in order by itself, whose pages stand in its `_data` under
//! numbers that name segment and page. Two records beside them say which segments there are and how
//! much text they hold.

/// The number of the record with rows and lengths.
pub(super) const AVERAGES: i64 = 1;
/// The number of the record with the segments.
pub(super) const STRUCTURE: i64 = 10;
/// Bits of a page's number that count the pages of its segment.
pub(super) const PAGE_BITS: u32 = 37;
/// The bytes before a page's contents: where its first row is that belongs to a word of a page
/// before, and where its contents end.
pub(super) const PAGE_HEAD: usize = 4;

/// What stands behind the cookie of a table from which rows can be taken out.
const WITH_GRAVES: [u8; 4] = [0xff, 0, 0, 1];
/// The bytes of the cookie.
const COOKIE: usize = 4;

/// A whole number of SQLite's, at `at`, which moves behind it: seven bits a byte, the highest first,
/// the eighth bit set in all but the last; of nine bytes the last counts whole. `None` where the bytes
/// end before it does.
#[inline]
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let first = *bytes.get(*at)?;
    *at += 1;
    if first < 0x80 {
        return Some(u64::from(first));
    }
    let mut value = u64::from(first & 0x7f);
    for _ in 0..7 {
        let next = *bytes.get(*at)?;
        *at += 1;
        value = value << 7 | u64::from(next & 0x7f);
        if next < 0x80 {
            return Some(value);
        }
    }
    let last = *bytes.get(*at)?;
    *at += 1;
    Some(value << 8 | u64::from(last))
}

/// Adds a whole number so that [`varint`] reads it.
#[inline]
pub(super) fn put_varint(bytes: &mut Vec<u8>, value: u64) {
    if let Ok(small @ 0..0x80) = u8::try_from(value) {
        bytes.push(small);
        return;
    }
    // Most others take two bytes.
    if value < 0x4000 {
        let (high, low) = ((value >> 7).to_le_bytes()[0], value.to_le_bytes()[0]);
        bytes.extend_from_slice(&[high | 0x80, low & 0x7f]);
        return;
    }
    let (mut value, mut last) = (value, None);
    if value >> 56 != 0 {
        last = Some(value.to_le_bytes()[0]);
        value >>= 8;
    }
    let length = if last.is_some() { 8 } else { (64 - value.leading_zeros()).div_ceil(7) };
    for place in (0..length).rev() {
        let seven = (value >> (7 * place)).to_le_bytes()[0] & 0x7f;
        let goes_on = place > 0 || last.is_some();
        bytes.push(if goes_on { seven | 0x80 } else { seven });
    }
    bytes.extend(last);
}

/// What the record with the segments says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure {
    /// A number that changes with the table's settings.
    cookie: [u8; COOKIE],
    /// Whether rows can be taken out of the table; only then are writings and rows counted.
    pub(super) has_graves: bool,
    /// Pages that were ever written.
    pub(super) writes: u64,
    pub(super) levels: Vec<Level>,
}

/// Segments that are joined together once there are enough of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Level {
    /// How many of the first are being joined, into the last of the level above.
    pub(super) joining: u64,
    pub(super) segments: Vec<Noted>,
}

/// What is noted of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Noted {
    pub(super) id: u64,
    /// Its first and last page.
    pub(super) pages: (u64, u64),
    /// The first and last writing that it comes from; 0 where they are not counted.
    pub(super) origins: (u64, u64),
    /// Pages that list rows that were taken out, and how many these are.
    pub(super) graves: (u64, u64),
    /// Rows, those that were taken out among them.
    pub(super) rows: u64,
}

impl Structure {
    /// `None` if the record is not as described.
    pub(super) fn read(record: &[u8]) -> Option<Self> {
        let cookie = record.get(..COOKIE)?.try_into().ok()?;
        let has_graves = record.get(COOKIE..)?.starts_with(&WITH_GRAVES);
        let mut at = if has_graves { COOKIE + WITH_GRAVES.len() } else { COOKIE };
        let mut number = || varint(record, &mut at);
        let (levels, _segments, writes) = (number()?, number()?, number()?);
        let mut read = Self { cookie, has_graves, writes, levels: Vec::new() };
        for _ in 0..levels {
            let (joining, count) = (number()?, number()?);
            let mut level = Level { joining, segments: Vec::new() };
            for _ in 0..count {
                let (id, pages) = (number()?, (number()?, number()?));
                let mut noted = Noted { id, pages, ..Noted::default() };
                if has_graves {
                    noted.origins = (number()?, number()?);
                    noted.graves = (number()?, number()?);
                    noted.rows = number()?;
                }
                level.segments.push(noted);
            }
            read.levels.push(level);
        }
        Some(read)
    }

    /// The segments of all levels.
    pub(super) fn segments(&self) -> impl Iterator<Item = &Noted> {
        self.levels.iter().flat_map(|level| &level.segments)
    }

    /// The record that says this.
    pub(super) fn record(&self) -> Vec<u8> {
        let mut record = self.cookie.to_vec();
        if self.has_graves {
            record.extend_from_slice(&WITH_GRAVES);
        }
        for number in [self.levels.len() as u64, self.segments().count() as u64, self.writes] {
            put_varint(&mut record, number);
        }
        for Level { joining, segments } in &self.levels {
            put_varint(&mut record, *joining);
            put_varint(&mut record, segments.len() as u64);
            for Noted { id, pages, origins, graves, rows } in segments {
                let always = [*id, pages.0, pages.1];
                let counted = [origins.0, origins.1, graves.0, graves.1, *rows];
                let counted = counted.iter().filter(|_| self.has_graves);
                for number in always.iter().chain(counted) {
                    put_varint(&mut record, *number);
                }
            }
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_is_read() {
        for value in [0, 1, 127, 128, 16_383, 16_384, (1 << 56) - 1, 1 << 56, u64::MAX] {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            let mut at = 0;
            assert_eq!(varint(&bytes, &mut at), Some(value));
            assert_eq!(at, bytes.len());
            // Torn.
            assert_eq!(varint(&bytes[..bytes.len() - 1], &mut 0), None);
        }
    }

    #[test]
    fn a_record_is_written_as_it_is_read() {
        let noted = Noted { id: 3, pages: (1, 200), ..Noted::default() };
        let counted = Noted { origins: (1, 300), graves: (2, 5), rows: 9_000, ..noted };
        for (has_graves, noted) in [(false, noted), (true, counted)] {
            let level = Level { joining: 1, segments: vec![noted; 2] };
            let levels = vec![Level::default(), level];
            let structure = Structure { cookie: [0, 0, 0, 4], has_graves, writes: 700, levels };
            let record = structure.record();
            assert_eq!(Structure::read(&record), Some(structure));
            assert_eq!(Structure::read(&record[..record.len() - 1]), None);
        }
        assert_eq!(Structure::read(&[]), None);
    }
}
