//! Where tokens stand, turned from documents with their tokens to tokens with their documents.

use std::sync::Arc;

use super::pages::{Pages, Writer};
use super::vocabulary::Vocabulary;
use crate::search::{Indexed, Placed};
use crate::store::fts5::put_varint;

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

impl Piece {
    /// The piece of documents with their numbers, whose words these are. `each` hands over a
    /// document's rows, numbers ascending, and the tokens of each behind it; always the same.
    pub(super) fn of(
        columns: usize,
        vocabulary: &Vocabulary,
        numbered: &[(i64, Arc<Indexed>)],
        each: impl Fn(i64, &Indexed, &mut Postings<'_>),
    ) -> Self {
        let mut postings = Postings::of_columns(columns, vocabulary);
        // Once to count what each word has, and once more to put it there.
        for is_counted in [false, true] {
            if is_counted {
                postings.make_room();
            }
            for (place, (number, indexed)) in numbered.iter().enumerate() {
                postings.own = vocabulary.of_document(place);
                each(*number, indexed, &mut postings);
            }
        }
        postings.piece()
    }
}

/// The tokens of some rows of one table.
pub(super) struct Postings<'v> {
    vocabulary: &'v Vocabulary,
    /// The words of the document at hand, by their places in the vocabulary.
    own: &'v [u32],
    /// Whether all entries are counted already.
    is_counted: bool,
    /// How many entries each word has; then where its next one goes.
    next: Vec<u32>,
    /// Those of each word behind those of the word before, in the order of rows.
    entries: Vec<Entry>,
    rows: Vec<(i64, usize)>,
    lengths: Vec<u8>,
    /// How many tokens each column of the row at hand has.
    row: Vec<u64>,
    totals: Vec<u64>,
    /// How many rows began since they were counted.
    begun: u32,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    row: u32,
    column: u32,
    position: u32,
}

impl<'v> Postings<'v> {
    fn of_columns(columns: usize, vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            own: &[],
            is_counted: false,
            next: vec![0; vocabulary.len()],
            entries: Vec::new(),
            rows: Vec::new(),
            lengths: Vec::new(),
            row: vec![0; columns],
            totals: vec![0; columns],
            begun: 0,
        }
    }

    /// A further row, whose number is above those of all before.
    pub(super) fn row(&mut self, number: i64) {
        if self.is_counted {
            self.begun += 1;
        } else {
            self.end_row();
            self.rows.push((number, 0));
        }
    }

    /// A further token of the row.
    pub(super) fn add(&mut self, Placed { token, column, position }: Placed) {
        let Some(word) = self.own.get(token as usize) else { return };
        let next = &mut self.next[*word as usize];
        if self.is_counted {
            let row = self.begun.saturating_sub(1);
            self.entries[*next as usize] = Entry { row, column: narrow(column), position };
        } else {
            self.row[column] += 1;
        }
        *next += 1;
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

    /// Ends the counting.
    fn make_room(&mut self) {
        self.end_row();
        let mut sum = 0;
        for next in &mut self.next {
            sum += std::mem::replace(next, sum);
        }
        self.entries = vec![Entry::default(); sum as usize];
        self.is_counted = true;
    }

    /// All words in order with their rows.
    fn piece(self) -> Piece {
        let mut writer = Writer::new();
        let (mut letters, mut list, mut places) = (vec![MAIN], Vec::new(), Vec::new());
        let mut start = 0;
        // What was the next entry of each word is now the end of all.
        for (word, end) in self.vocabulary.words().zip(&self.next) {
            let entries = &self.entries[start as usize..*end as usize];
            start = *end;
            if entries.is_empty() {
                continue;
            }
            list.clear();
            let mut before = 0;
            for row in entries.chunk_by(|one, other| one.row == other.row) {
                places.clear();
                let (mut column, mut position) = (0, 0);
                for entry in row {
                    if entry.column != column {
                        places.push(1);
                        put_varint(&mut places, u64::from(entry.column));
                        (column, position) = (entry.column, 0);
                    }
                    put_varint(&mut places, u64::from(entry.position - position) + 2);
                    position = entry.position;
                }
                let number = row.first().map_or(0, |entry| entry.row);
                let (number, _) = self.rows[number as usize];
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
