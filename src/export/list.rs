//! The twins that every list of documents has beside its own: the records of its documents, all of
//! them as one e-book, and a feed of those that were added or changed last.

use super::{Format, RECORDS, RecordsWriter, Role, epub};

/// The most documents that one file of records, or one e-book, holds; a longer list goes on in the
/// next.
pub const MOST_RECORDS: u32 = 1_000;

/// The most entries of a feed.
pub const MOST_IN_FEED: u32 = 50;

/// The media type of Atom feeds (RFC 4287).
pub const ATOM: &str = "application/atom+xml; charset=utf-8";

/// How a twin of a list of documents is made.
#[derive(Debug, Clone, Copy)]
pub enum OfList<Writer> {
    /// In the list's own shape, a page of it.
    Page(Writer),
    /// From all its documents.
    Whole(Whole),
    /// As a feed of the documents that were added or changed last.
    Feed,
}

/// How a file of all documents of a list is made.
#[derive(Debug, Clone, Copy)]
pub enum Whole {
    /// From their records.
    Records(RecordsWriter),
    /// From their texts, as one e-book.
    Book,
}

/// All twins of a list: those of its own shape, and those that all lists have.
#[must_use]
pub fn of_list<Writer: Copy>(own: &[Format<Writer>]) -> Vec<Format<OfList<Writer>>> {
    let own = own.iter().map(|format| format.made(OfList::Page(format.write)));
    let feed = Format {
        suffix: "atom",
        media_type: ATOM,
        label: "format-atom",
        relation: "alternate",
        role: Role::Description,
        write: OfList::Feed,
    };
    let records =
        RECORDS.iter().map(|format| format.made(OfList::Whole(Whole::Records(format.write))));
    let book = Format {
        suffix: "epub",
        media_type: epub::MEDIA_TYPE,
        label: "format-epub",
        relation: "alternate",
        role: Role::Content,
        write: OfList::Whole(Whole::Book),
    };
    own.chain([feed]).chain(records).chain([book]).collect()
}
