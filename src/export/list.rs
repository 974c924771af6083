//! The twins that every list of documents has beside its own: the records of its documents, and a
//! feed of those that were added or changed last.

use super::{Format, RECORDS, RecordsWriter, Role};

/// The most documents whose records one file holds; a longer list goes on in the next.
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
    /// From the records of all its documents.
    Records(RecordsWriter),
    /// As a feed of the documents that were added or changed last.
    Feed,
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
    let records = RECORDS.iter().map(|format| format.made(OfList::Records(format.write)));
    own.chain([feed]).chain(records).collect()
}
