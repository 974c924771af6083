//! The results of a search as an Atom feed (RFC 4287), so that a reader can follow a search.

use askama::Template;

use crate::address::SearchQuery;
use crate::search::Answer;

use super::super::Room;
use super::super::xml::writable;

/// A page of results as a feed.
#[derive(Template)]
#[template(path = "xml/search-feed.xml")]
pub(super) struct SearchFeed {
    title: String,
    id: String,
    page: String,
    updated: String,
    author: String,
    entries: Vec<FeedEntry>,
}

struct FeedEntry {
    id: String,
    title: String,
    updated: String,
    summary: String,
}

/// When nothing was found there is no instant to name; the feed then carries this one.
const NEVER: &str = "1970-01-01T00:00:00Z";

impl SearchFeed {
    /// The feed of the answer to `query`.
    #[must_use]
    pub(super) fn new(room: &Room, query: &SearchQuery, answer: &Answer) -> Self {
        let entries: Vec<FeedEntry> = answer
            .found
            .hits
            .iter()
            .map(|hit| FeedEntry {
                id: room.links.absolute(&room.links.document(&hit.entry.id)),
                title: writable(
                    &room.title_words(hit.entry.title.as_deref(), hit.entry.id.as_str()),
                ),
                updated: hit.entry.changed.clone(),
                summary: writable(&match hit.passages.first() {
                    Some(passage) => crate::markup::plain(&passage.text),
                    None => hit.entry.summary.clone().unwrap_or_default(),
                }),
            })
            .collect();
        let updated = entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or(NEVER);
        Self {
            title: room.say_with(
                "search-feed-title",
                &[("query", writable(&query.q).into()), ("room", room.title.clone().into())],
            ),
            id: room.links.absolute(&room.links.search_twin("atom", query)),
            page: room.links.absolute(&room.links.search(query)),
            updated: updated.to_owned(),
            author: room.title.clone(),
            entries,
        }
    }
}
