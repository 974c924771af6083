//! Where tokens stand, turned from documents with their tokens to tokens with their documents.

use super::pages::{Pages, Writer};
use crate::search::{Indexed, Placed, WordList};

/// What stands before every word of an index: that it is of no index of beginnings.
const MAIN: u8 = b'0';

/// What a table is to hold of some rows.
pub(super) struct Piece {
    pub(super) pages: Pages,
    /// The rows' numbers, each with where its lengths end.
    pub(super) rows: Vec<(i64, usize)>,
    /// How many tokens each column of each row has.
    pub(super) lengths: Vec<u8>,
    /// How many tokens each column has in all.
    pub(super) totals: Vec<u64>,
}

/// The tokens of some rows of one table, in the order of these.
pub(super) struct Postings {
    words: WordList,
    /// The places among all words of those of the document at hand.
    own: Vec<u32>,
    entries: Vec<Entry>,
    rows: Vec<(i64, usize)>,
    lengths: Vec<u8>,
    /// How many tokens each column of the row at hand has.
    row: Vec<u64>,
    totals: Vec<u64>,
}

#[derive(Clone, Copy)]
struct Entry {
    word: u32,
    row: u32,
    column: u32,
    position: u32,
}

impl Postings {
    pub(super) fn of_columns(columns: usize) -> Self {
        Self {
            words: WordList::default(),
            own: Vec::new(),
            entries: Vec::new(),
            rows: Vec::new(),
            lengths: Vec::new(),
            row: vec![0; columns],
            totals: vec![0; columns],
        }
    }

    /// A further document, whose tokens are named by their places in it.
    pub(super) fn begin(&mut self, document: &Indexed) {
        self.own.clear();
        let places = document.tokens().iter().map(|word| narrow(self.words.place(word)));
        self.own.extend(places);
    }

    /// A further row, whose number is above those of all before.
    pub(super) fn row(&mut self, number: i64) {
        self.end_row();
        self.rows.push((number, 0));
    }

    /// A further token of the row.
    pub(super) fn add(&mut self, Placed { token, column, position }: Placed) {
        let Some(word) = self.own.get(token as usize) else { return };
        self.row[column] += 1;
        let row = narrow(self.rows.len().saturating_sub(1));
        self.entries.push(Entry { word: *word, row, column: narrow(column), position });
    }

    fn end_row(&mut self) {
        let Some((_, end)) = self.rows.last_mut() else { return };
        for (length, total) in self.row.iter_mut().zip(&mut self.totals) {
            put_varint(&mut self.lengths, *length);
            *total += *length;
            *length = 0;
        }
        *end = self.lengths.len();
    }

    /// All words in order with their rows.
    pub(super) fn piece(mut self) -> Piece {
        self.end_row();
        // Where the entries of each word begin; they stay in the order of rows.
        let mut starts = vec![0_u32; self.words.len() + 1];
        for entry in &self.entries {
            starts[entry.word as usize + 1] += 1;
        }
        for word in 1..starts.len() {
            starts[word] += starts[word - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; self.entries.len()];
        for (place, entry) in (0..).zip(&self.entries) {
            let next = &mut next[entry.word as usize];
            order[*next as usize] = place;
            *next += 1;
        }
        let mut words: Vec<(&str, usize)> = self.words.iter().zip(0..).collect();
        words.sort_unstable();
        let mut writer = Writer::new();
        let (mut letters, mut list, mut places) = (vec![MAIN], Vec::new(), Vec::new());
        for (word, place) in words {
            let entries = &order[starts[place] as usize..starts[place + 1] as usize];
            if entries.is_empty() {
                continue;
            }
            list.clear();
            let mut before = 0;
            let same_row =
                |a: &u32, b: &u32| self.entries[*a as usize].row == self.entries[*b as usize].row;
            for row in entries.chunk_by(same_row) {
                places.clear();
                let (mut column, mut position) = (0, 0);
                for entry in row.iter().map(|place| &self.entries[*place as usize]) {
                    if entry.column != column {
                        places.push(1);
                        put_varint(&mut places, u64::from(entry.column));
                        (column, position) = (entry.column, 0);
                    }
                    put_varint(&mut places, u64::from(entry.position - position) + 2);
                    position = entry.position;
                }
                let number = row.first().map(|place| self.entries[*place as usize].row);
                let (number, _) = self.rows[number.unwrap_or(0) as usize];
                put_varint(&mut list, (number - before).cast_unsigned());
                put_varint(&mut list, 2 * places.len() as u64);
                list.extend_from_slice(&places);
                before = number;
            }
            letters.truncate(1);
            letters.extend_from_slice(word.as_bytes());
            writer.add(&letters, &list);
        }
        let Self { rows, lengths, totals, .. } = self;
        Piece { pages: writer.finish(), rows, lengths, totals }
    }
}

/// A batch has fewer tokens than bytes, and those are far below four billions.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Adds a whole number as SQLite writes it: seven bits a byte, the highest first, the eighth bit set
/// in all but the last; of nine bytes the last counts whole.
pub(super) fn put_varint(bytes: &mut Vec<u8>, value: u64) {
    if let Ok(small @ 0..0x80) = u8::try_from(value) {
        bytes.push(small);
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
