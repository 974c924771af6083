//! The list of the rows that hold a word, with the places where it stands in each.

use super::anatomy::Graves;
use crate::store::fts5::varint;

/// The rows of one word in one segment.
#[derive(Debug, Default)]
pub(super) struct Doclist<'p> {
    pieces: Vec<Piece<'p>>,
    /// Rows that do not count.
    graves: Option<&'p Graves>,
}

/// The part of a list that is on one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'p> {
    /// The page up to where the list, or the page's contents, end.
    pub(super) body: &'p [u8],
    /// Where the list goes on.
    pub(super) at: usize,
    /// Where the first row number of the page is, which is written whole; 0 where there is none.
    pub(super) first_row: usize,
}

impl<'p> Doclist<'p> {
    /// Adds what follows. Where pages between are missing, the piece before ends with a row and
    /// this one begins with one.
    pub(super) fn add(&mut self, piece: Piece<'p>) {
        self.pieces.push(piece);
    }

    /// The first row that begins on each page but the first; none where a page only goes on with
    /// one.
    pub(super) fn first_rows(&self) -> impl Iterator<Item = Option<i64>> {
        let first = (!self.pieces.is_empty()).then_some(None);
        first.into_iter().chain(self.pieces.iter().skip(1).map(Piece::row))
    }

    /// Where it ends on the last page that is known of it.
    pub(super) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.body.len())
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.pieces.iter().map(|piece| piece.body.len().saturating_sub(piece.at)).sum()
    }

    /// The list without the rows that are in these graves.
    pub(super) fn without(self, graves: &'p Graves) -> Self {
        Self { graves: Some(graves), ..self }
    }

    /// A walk along the list.
    pub(super) fn cursor(&self) -> Cursor<'_> {
        let at = self.pieces.first().map_or(0, |piece| piece.at);
        Cursor {
            pieces: &self.pieces,
            graves: self.graves,
            piece: 0,
            at,
            row: None,
            places: (0, 0, 0),
            spill: Vec::new(),
            is_torn: false,
        }
    }
}

impl Piece<'_> {
    /// The first row that begins on the page, which is written whole.
    fn row(&self) -> Option<i64> {
        let mut at = self.first_row;
        let is_here = at != 0 && at < self.body.len();
        is_here.then(|| varint(self.body, &mut at)).flatten().map(u64::cast_signed)
    }

    /// The same page from the first row that begins on it.
    pub(super) fn cut_before_row(self) -> Option<Self> {
        (self.first_row != 0).then_some(Self { at: self.first_row, ..self })
    }

    /// The same page up to the first row that begins on it.
    pub(super) fn cut_at_row(self) -> Option<Self> {
        Some(Self { body: self.body.get(..self.first_row)?, ..self })
    }
}

/// A walk along a list: first before its first row.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    pieces: &'a [Piece<'a>],
    graves: Option<&'a Graves>,
    piece: usize,
    at: usize,
    row: Option<i64>,
    /// The piece and byte where the present row's places begin, and how many bytes they have.
    places: (usize, usize, usize),
    spill: Vec<u8>,
    is_torn: bool,
}

impl Cursor<'_> {
    /// The next row; `None` at the end.
    pub(super) fn advance(&mut self) -> Option<i64> {
        loop {
            let mut piece = self.pieces.get(self.piece)?;
            while self.at >= piece.body.len() {
                self.piece += 1;
                piece = self.pieces.get(self.piece)?;
                self.at = piece.at;
            }
            let Some((row, size)) = self.head(piece.body, piece.first_row) else {
                return self.torn();
            };
            self.row = Some(row);
            let length = size / 2;
            self.places = (self.piece, self.at, length);
            if self.skip(length).is_none() {
                return self.torn();
            }
            if length > 0 && !self.graves.is_some_and(|graves| graves.hold(row)) {
                return Some(row);
            }
        }
    }

    /// The number of the row that begins here, and its size, which holds a flag in its lowest bit.
    fn head(&mut self, body: &[u8], first_row: usize) -> Option<(i64, usize)> {
        let is_whole = self.at == first_row;
        let number = varint(body, &mut self.at)?.cast_signed();
        let row = match self.row {
            Some(row) if !is_whole => row.checked_add(number)?,
            _ => number,
        };
        let size = usize::try_from(varint(body, &mut self.at)?).ok()?;
        Some((row, size))
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        let mut rest = length;
        loop {
            let here = self.pieces.get(self.piece)?.body.len().checked_sub(self.at)?;
            if rest <= here {
                self.at += rest;
                return Some(());
            }
            rest -= here;
            self.piece += 1;
            self.at = self.pieces.get(self.piece)?.at;
        }
    }

    fn torn<T>(&mut self) -> Option<T> {
        self.is_torn = true;
        self.piece = self.pieces.len();
        None
    }

    /// The present row.
    pub(super) fn row(&self) -> Option<i64> {
        self.row
    }

    /// Whether the list could not be read to its end.
    pub(super) fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// The first row from `least` on, be it the present one.
    pub(super) fn seek(&mut self, least: i64) -> Option<i64> {
        if let Some(row) = self.row.filter(|row| *row >= least && self.piece < self.pieces.len()) {
            return Some(row);
        }
        self.leap(least);
        loop {
            let row = self.advance()?;
            if row >= least {
                return Some(row);
            }
        }
    }

    /// Goes to the last page that begins before `least`, without reading what lies between.
    fn leap(&mut self, least: i64) {
        for (index, piece) in self.pieces.iter().enumerate().skip(self.piece + 1) {
            let Some(row) = piece.row() else { continue };
            if row > least {
                return;
            }
            (self.piece, self.at) = (index, piece.first_row);
        }
    }

    /// The places of the present row, as FTS5 writes them.
    pub(super) fn places(&mut self) -> &[u8] {
        let (mut index, mut at, length) = self.places;
        if let Some(places) =
            self.pieces.get(index).and_then(|piece| piece.body.get(at..at + length))
        {
            return places;
        }
        self.spill.clear();
        while self.spill.len() < length {
            let Some(piece) = self.pieces.get(index) else { break };
            let rest = piece.body.get(at..).unwrap_or_default();
            let most = length - self.spill.len();
            self.spill.extend_from_slice(&rest[..rest.len().min(most)]);
            index += 1;
            at = self.pieces.get(index).map_or(0, |piece| piece.at);
        }
        &self.spill
    }
}
