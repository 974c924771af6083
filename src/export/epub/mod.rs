//! Documents as e-books: EPUB 3.2, with a table of contents for readers of EPUB 2 beside.
//!
//! In come one document, or several with the room's own words; out goes one book with a title page,
//! a table of contents by date, and one chapter for each document: its texts unit by unit,
//! paragraph and counterpart together, notes as footnotes, numbers of paragraphs as on the page
//! (`p14`, `ko14`), then what is known of the document and how to cite it. The same documents give
//! the same bytes: nothing in the book depends on when it was made. There is no script in it and
//! nothing that it has to fetch.
//!
//! `document` writes the book of one document. [`book`] writes the book of many; whoever calls it
//! sees to it that they are not too many for memory, and that nobody waits while it is written.

mod chapter;
mod container;
mod package;
#[cfg(test)]
mod tests;
mod units;
mod wording;

use crate::citation::Record;
use crate::document::{Block, Holding};

use super::{Beside, Desk, Written};

/// The media type of EPUB.
pub const MEDIA_TYPE: &str = "application/epub+zip";

/// What a book of several documents is besides them.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// Its title.
    pub title: &'a str,
    /// What was chosen, in the reader's words, if not the whole room.
    pub choice: Option<&'a str>,
    /// The path of the page that it is the book of, from the root.
    pub path: &'a str,
    /// Words to begin with: the collection's own.
    pub introduction: &'a [Block],
}

/// The book of one document.
///
/// # Errors
/// When the book grows beyond what its container can hold.
pub(super) fn document(desk: Desk<'_>, holding: &Holding, beside: Beside<'_>) -> Written {
    let record = desk.record(holding, beside);
    let chapters = [chapter::chapter(desk, holding, &record)];
    let title = chapters[0].title.clone();
    let front = package::Front {
        title: &title,
        address: &record.address,
        choice: None,
        introduction: &[],
        record: Some(&record),
    };
    container::packed(&package::files(desk, &front, &chapters))
}

/// The book of documents, in the order given.
///
/// # Errors
/// When the book grows beyond what its container can hold.
pub fn book(desk: Desk<'_>, book: Book<'_>, documents: &[Holding]) -> Written {
    let chapters: Vec<_> = documents
        .iter()
        .map(|holding| {
            let record = Record::of(desk.imprint(), &holding.card());
            chapter::chapter(desk, holding, &record)
        })
        .collect();
    let front = package::Front {
        title: book.title,
        address: &desk.links.absolute(book.path),
        choice: book.choice,
        introduction: book.introduction,
        record: None,
    };
    container::packed(&package::files(desk, &front, &chapters))
}
