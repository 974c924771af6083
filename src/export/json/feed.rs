//! The documents that were added or changed last as a JSON Feed (version 1.1).

use serde::Serialize;

use crate::citation::Record;

use super::super::Desk;
use super::written;

/// The media type of JSON feeds.
pub const MEDIA_TYPE: &str = "application/feed+json; charset=utf-8";

#[derive(Serialize)]
struct FeedOut<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    items: Vec<ItemOut<'a>>,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<AuthorOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct AuthorOut {
    name: String,
}

/// The feed of these documents. An untitled one goes by its identifier.
#[must_use]
pub fn feed(desk: Desk<'_>, records: &[Record]) -> String {
    written(&FeedOut {
        version: "https://jsonfeed.org/version/1.1",
        title: desk.room,
        home_page_url: desk.links.absolute(&desk.links.front()),
        feed_url: desk.links.absolute(&desk.links.feed_json()),
        items: records.iter().map(item).collect(),
    })
}

fn item(record: &Record) -> ItemOut<'_> {
    let names = record.authors.iter().map(|agent| AuthorOut { name: agent.name.spoken() });
    ItemOut {
        id: &record.address,
        url: &record.address,
        title: title(record),
        content_text: content(record),
        summary: record.summary.as_deref(),
        date_published: &record.added,
        date_modified: &record.changed,
        authors: names.collect(),
        tags: record.subjects.iter().map(String::as_str).collect(),
        language: record.languages.first().map(crate::document::Language::as_str),
    }
}

/// What there is to read: date, place and summary, a line each.
fn content(record: &Record) -> String {
    let place: Vec<&str> =
        [&record.archive, &record.shelfmark].into_iter().filter_map(Option::as_deref).collect();
    let parts =
        [record.date.map(|date| date.to_string()), Some(place.join(" ")), record.summary.clone()];
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    let content = parts.collect::<Vec<_>>().join("\n");
    // The format asks for content; where nothing is known of a document, that is its name.
    if content.is_empty() { title(record).to_owned() } else { content }
}

/// The title, or the identifier of a document without one.
fn title(record: &Record) -> &str {
    let title = record.title.as_deref().filter(|title| !title.trim().is_empty());
    title.unwrap_or(record.id.as_str())
}
