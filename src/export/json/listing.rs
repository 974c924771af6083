//! A page of the listing as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::{ListingQuery, Slug};
use crate::document::{Entry, Language, Listing, RoleDate};

use super::super::Desk;
use super::{DateOut, written};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Listing")]
pub(super) struct ListingOut<'a> {
    documents: Vec<EntryOut<'a>>,
    total: u64,
    next: Option<String>,
    previous: Option<String>,
}

/// A document in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entry")]
pub(super) struct EntryOut<'a> {
    id: &'a str,
    url: String,
    title: Option<&'a str>,
    date: DateOut,
    dates: &'a [RoleDate],
    languages: &'a [Language],
    summary: Option<&'a str>,
    archive: Option<&'a str>,
    edition: &'a str,
    taken_in: &'a str,
    absent_since: Option<&'a str>,
}

/// A page of the listing: its documents, how many there are in all, and the paths of the pages
/// before and after it.
#[must_use]
pub fn listing(desk: Desk<'_>, query: &ListingQuery, listing: &Listing) -> String {
    let page = |after: Option<&String>, before: Option<&String>| {
        let query =
            ListingQuery { after: after.cloned(), before: before.cloned(), ..query.at_beginning() };
        desk.links.documents_twin("json", &query)
    };
    written(&ListingOut {
        documents: listing.entries.iter().map(|entry| entry_out(desk, entry)).collect(),
        total: listing.total,
        next: listing.next.as_ref().map(|key| page(Some(key), None)),
        previous: listing.previous.as_ref().map(|key| page(None, Some(key))),
    })
}

pub(super) fn entry_out<'a>(desk: Desk<'_>, entry: &'a Entry) -> EntryOut<'a> {
    EntryOut {
        id: Slug::as_str(&entry.id),
        url: desk.links.document(&entry.id),
        title: entry.title.as_deref(),
        date: entry.date.into(),
        dates: &entry.dates,
        languages: &entry.languages,
        summary: entry.summary.as_deref(),
        archive: entry.archive.as_deref(),
        edition: &entry.edition,
        taken_in: &entry.taken_in,
        absent_since: entry.absent_since.as_deref(),
    }
}
