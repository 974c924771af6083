//! Pieces of the full-text index, made beside SQLite and put into its tables whole.
//!
//! When documents come one by one, FTS5 takes their words. In a long load it would take all of them
//! on the one thread that writes, word by word. So there the words of a batch are brought into order
//! on other threads, written as a segment of FTS5's own format, and its pages are put down in the
//! transaction of the documents: in come the tokens of documents with their numbers, out go the
//! rows that FTS5 would have made of them, as it describes them above `fts5_index.c`. It reads,
//! joins and checks them as its own.
//!
//! Nothing here takes a document out of the index, and a table that is not as described is left to
//! FTS5 itself.

mod pages;
mod postings;
mod put;
mod records;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::sync::Arc;

use postings::{Piece, Postings};
pub(super) use put::put;

use super::rows::block_keys;
use crate::search::{BLOCK_COLUMNS, DOCUMENT_COLUMNS, Indexed};
use vocabulary::Vocabulary;

/// What the two tables of the index are to hold of some documents.
pub(super) struct Pieces {
    documents: Piece,
    blocks: Piece,
}

impl Pieces {
    /// The pieces of documents with their numbers, which ascend. All on one thread, which thus has a
    /// share of the machine beside those that read files and does not queue behind them.
    pub(super) fn of(numbered: &[(i64, Arc<Indexed>)]) -> Self {
        let vocabulary = Vocabulary::of(numbered.iter().map(|(_, indexed)| indexed.tokens()));
        Self {
            documents: Piece::of(DOCUMENT_COLUMNS, &vocabulary, numbered, rows_of_document),
            blocks: Piece::of(BLOCK_COLUMNS, &vocabulary, numbered, rows_of_blocks),
        }
    }
}

fn rows_of_document(number: i64, indexed: &Indexed, postings: &mut Postings<'_>) {
    postings.row(number);
    indexed.each_of_document(|placed| postings.add(placed));
}

fn rows_of_blocks(number: i64, indexed: &Indexed, postings: &mut Postings<'_>) {
    let (mut key, _) = block_keys(number);
    let mut rows = 0;
    let mut take = |postings: &mut Postings<'_>, blocks: usize| {
        while rows < blocks {
            (rows, key) = (rows + 1, key + 1);
            postings.row(key);
        }
    };
    indexed.each_of_blocks(|block, placed| {
        take(postings, block + 1);
        postings.add(placed);
    });
    take(postings, indexed.blocks());
}
