//! SQLite's full-text index, read by ourselves.
//!
//! FTS5 finds and scores well what few documents hold. For a word that many hold it looks up the
//! length of each and walks its lists once more for every phrase, a microsecond each, and a
//! hundred thousand documents make that a tenth of a second. So FTS5 keeps the index in order and
//! checks it, and this room reads it: in come the pages of the words that a search names,
//! many of them by one statement; out go the rows that hold them and what each is worth, with FTS5's own
//! formula to the last bit.
//!
//! The pages are as FTS5 describes them above `fts5_index.c`: a file format that SQLite keeps, as
//! it keeps that of its tables. Nothing here writes into them, and what cannot be read as described is
//! an error, never a wrong answer.

mod abreast;
mod abridged;
mod anatomy;
mod digest;
mod doclist;
mod evaluation;
mod extent;
mod leaves;
mod page;
mod pages;
mod phrase;
mod shelf;
mod sketch;
mod sought;
#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "small numbers that were thrown"
)]
mod tests;
mod walk;
mod wanted;

pub(super) use evaluation::Lengths;
pub(super) use leaves::{Leaves, fetched};
pub(super) use page::total;
pub(in crate::store) use shelf::Shelf;
pub(super) use wanted::Table;

/// How much a hit in each column of `ft_doc` is worth, as the table's own ranking has it.
pub(super) const WEIGHTS: [f32; 9] = [8.0, 3.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5];

/// The columns of `ft_doc`, in their order.
pub(super) const COLUMNS: [&str; 9] =
    ["title", "summary", "en", "ko", "xx", "alt", "alt_en", "alt_ko", "alt_xx"];
