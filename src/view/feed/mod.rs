//! Feeds for those who follow the room, a list, a search or its corrections: Atom (RFC 4287).
//!
//! An entry's identifier is the document's permanent address. `published` is when the document
//! came into the room and `updated` when it last changed there; the date of the document itself
//! stands in the summary, since readers hide what seems to be decades old.

mod corrections;
mod history;
mod lists;

use askama::Template;

use crate::citation::Record;

use super::Room;
use super::xml::writable;

/// A feed.
#[derive(Template)]
#[template(path = "xml/feed.xml")]
pub struct Feed {
    title: String,
    subtitle: Option<String>,
    /// Its own full address.
    id: String,
    /// The page that it follows, in full.
    page: String,
    updated: String,
    /// Who gives it out: whoever an entry without authors is by.
    author: String,
    /// How many documents were found, of a search.
    found: Option<u64>,
    entries: Vec<FeedEntry>,
}

struct FeedEntry {
    id: String,
    page: String,
    title: String,
    updated: String,
    published: Option<String>,
    authors: Vec<String>,
    summary: Option<String>,
    rights: Option<String>,
    licence: Option<String>,
    /// What else belongs to it.
    related: Option<String>,
}

/// When nothing is in a feed there is no instant to name; it then carries this one.
const NEVER: &str = "1970-01-01T00:00:00Z";

impl Feed {
    /// A feed of these entries; `path` is its own and `page` that of the page that it follows.
    fn of(room: &Room, title: &str, path: &str, page: &str, entries: Vec<FeedEntry>) -> Self {
        let updated = entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or(NEVER);
        Self {
            title: writable(title),
            subtitle: None,
            id: room.links.absolute(path),
            page: room.links.absolute(page),
            updated: updated.to_owned(),
            author: writable(&room.title),
            found: None,
            entries,
        }
    }
}

/// The entry of a document. `words` stand for the summary where they are given.
fn entry(room: &Room, record: &Record, words: Option<String>) -> FeedEntry {
    let authors = record.authors.iter().map(|agent| writable(&agent.name.spoken()));
    let title = room.title_words(record.title.as_deref(), record.id.as_str());
    FeedEntry {
        id: record.address.clone(),
        page: record.address.clone(),
        title: writable(&title),
        updated: record.changed.clone(),
        published: Some(record.added.clone()),
        authors: authors.filter(|name| !name.trim().is_empty()).collect(),
        summary: summary(room, record, words).map(|words| writable(&words)),
        rights: record.rights.as_deref().map(writable),
        licence: record.licence.clone(),
        related: None,
    }
}

/// The document's date, where it is kept, and what it is about.
fn summary(room: &Room, record: &Record, words: Option<String>) -> Option<String> {
    let place: Vec<&str> =
        [&record.archive, &record.shelfmark].into_iter().filter_map(Option::as_deref).collect();
    let parts = [
        record.date.map(|date| room.date_words(Some(date))),
        Some(place.join(" ")),
        words.or_else(|| record.summary.clone()),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    let summary = parts.collect::<Vec<_>>().join(" · ");
    (!summary.is_empty()).then_some(summary)
}
