//! The pages of a segment as they are written: words in order, each with the list of its rows.
//!
//! A page begins with two numbers of two bytes, where its first row stands that belongs to a word of
//! a page before, and where its contents end; behind these it says where each of its words begins. A
//! word gives only what it has not in common with the one before on its page.

use crate::store::fts5::{PAGE_HEAD, put_varint, varint};

/// The bytes of a page, as FTS5 takes them for itself.
const PAGE: usize = 4050;

/// The pages of a segment.
#[derive(Default)]
pub(super) struct Pages {
    /// The bytes of all pages.
    pub(super) bytes: Vec<u8>,
    /// Where each page ends.
    pub(super) ends: Vec<usize>,
    /// Beginnings of words, one behind the other, of the pages that words begin on: each is above
    /// all words before that page and not above the first one on it.
    pub(super) terms: Vec<u8>,
    /// The page of each, from 1, and where its letters end.
    pub(super) index: Vec<(u32, usize)>,
}

/// A segment that is being written.
pub(super) struct Writer {
    pages: Pages,
    number: u32,
    body: Vec<u8>,
    footer: Vec<u8>,
    /// Where the last word of the page begins.
    last_start: usize,
    last: Vec<u8>,
    has_word: bool,
    /// Whether no row and no word is on the page yet.
    is_empty: bool,
    /// The page of which the index does not know yet, and the letters that it will know it by.
    waiting: Option<(u32, Vec<u8>)>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            pages: Pages::default(),
            number: 1,
            body: vec![0; PAGE_HEAD],
            footer: Vec::new(),
            last_start: 0,
            last: Vec::new(),
            has_word: false,
            is_empty: true,
            waiting: Some((1, Vec::new())),
        }
    }

    /// A further word, above all before, and its rows: for each its number, the first one's whole
    /// and the others' less the one before, the double size of what follows, and its places.
    pub(super) fn add(&mut self, word: &[u8], rows: &[u8]) {
        self.word(word);
        if self.size() + rows.len() < PAGE {
            self.body.extend_from_slice(rows);
        } else {
            self.rows(rows);
        }
    }

    /// All pages.
    pub(super) fn finish(mut self) -> Pages {
        if self.body.len() > PAGE_HEAD {
            self.flush();
        }
        if self.number > 1 {
            self.note();
        }
        self.pages
    }

    const fn size(&self) -> usize {
        self.body.len() + self.footer.len()
    }

    fn word(&mut self, word: &[u8]) {
        if self.size() + word.len() + 2 >= PAGE && self.body.len() > PAGE_HEAD {
            self.flush();
        }
        put_varint(&mut self.footer, (self.body.len() - self.last_start) as u64);
        self.last_start = self.body.len();
        let shared = self.last.iter().zip(word).take_while(|(a, b)| a == b).count();
        let mut kept = 0;
        if self.has_word {
            kept = shared;
            put_varint(&mut self.body, kept as u64);
        } else if self.number != 1 {
            self.note();
            let end = word.len().min(shared + 1);
            self.waiting = Some((self.number, word[..end].to_vec()));
        }
        put_varint(&mut self.body, (word.len() - kept) as u64);
        self.body.extend_from_slice(&word[kept..]);
        self.last.clear();
        self.last.extend_from_slice(word);
        self.has_word = true;
        self.is_empty = false;
    }

    /// Rows that do not fit onto the page.
    fn rows(&mut self, rows: &[u8]) {
        let (mut at, mut row, mut before) = (0, 0_u64, 0_u64);
        while at < rows.len() {
            row = row.wrapping_add(varint(rows, &mut at).unwrap_or(0));
            if self.is_empty {
                // A page is some thousand bytes long.
                let start = u16::try_from(self.body.len()).unwrap_or(u16::MAX);
                self.body[..2].copy_from_slice(&start.to_be_bytes());
                put_varint(&mut self.body, row);
                self.is_empty = false;
            } else {
                put_varint(&mut self.body, row - before);
            }
            before = row;
            let start = at;
            let size = varint(rows, &mut at).unwrap_or(0) / 2;
            at = usize::try_from(size).map_or(rows.len(), |size| (at + size).min(rows.len()));
            self.places(&rows[start..at]);
        }
    }

    /// A row's places, on as many pages as they take. No number is parted.
    fn places(&mut self, mut places: &[u8]) {
        if self.size() + places.len() <= PAGE {
            self.body.extend_from_slice(places);
            return;
        }
        while !places.is_empty() {
            let room = PAGE.saturating_sub(self.size());
            let mut end = places.len();
            if end > room {
                end = 0;
                varint(places, &mut end);
                loop {
                    let mut next = end;
                    if varint(places, &mut next).is_none() || next > room {
                        break;
                    }
                    end = next;
                }
            }
            self.body.extend_from_slice(&places[..end]);
            places = &places[end..];
            if self.size() >= PAGE || !places.is_empty() {
                self.flush();
            }
        }
    }

    /// Ends the page.
    fn flush(&mut self) {
        let end = u16::try_from(self.body.len()).unwrap_or(u16::MAX);
        self.body[2..PAGE_HEAD].copy_from_slice(&end.to_be_bytes());
        self.pages.bytes.extend_from_slice(&self.body);
        self.pages.bytes.extend_from_slice(&self.footer);
        self.pages.ends.push(self.pages.bytes.len());
        self.body.clear();
        self.body.resize(PAGE_HEAD, 0);
        self.footer.clear();
        self.last_start = 0;
        self.number += 1;
        self.has_word = false;
        self.is_empty = true;
    }

    /// Lets the index know of the page that waits.
    fn note(&mut self) {
        if let Some((page, letters)) = self.waiting.take() {
            self.pages.terms.extend_from_slice(&letters);
            self.pages.index.push((page, self.pages.terms.len()));
        }
    }
}
