//! What the room has to say only where it stands as plain files: that a page is elsewhere, and that
//! there is no search.

use askama::Template;

use crate::document::Entry;

use super::date::Moment;
use super::{Head, Room};

/// A page that leads to another, for hosts that cannot redirect.
#[derive(Template)]
#[template(path = "elsewhere.html")]
pub struct ElsewherePage {
    room: Room,
    head: Head,
    to: String,
}

impl ElsewherePage {
    /// The page that leads to the path `to`; `canonical` is its full address in the living room.
    #[must_use]
    pub fn new(room: &Room, to: &str, canonical: &str) -> Self {
        let head = Head {
            title: Some(room.say("elsewhere-title")),
            canonical: Some(canonical.to_owned()),
            unlisted: true,
            ..Head::default()
        };
        Self { room: room.clone(), head, to: to.to_owned() }
    }
}

/// What stands in the search's place: every document, to be looked through with the browser's own
/// search.
#[derive(Template)]
#[template(path = "still-search.html")]
pub struct StillSearchPage {
    room: Room,
    head: Head,
    documents: Vec<(String, Moment, String)>,
}

impl StillSearchPage {
    /// The page over these documents.
    #[must_use]
    pub fn new(room: &Room, entries: &[Entry]) -> Self {
        let line = |entry: &Entry| {
            let title = room.title_words(entry.title.as_deref(), entry.id.as_str());
            (room.links.document(&entry.id), room.moment(entry.date.value), title)
        };
        let head = Head { title: Some(room.say("still-title")), unlisted: true, ..Head::default() };
        Self { head, documents: entries.iter().map(line).collect(), room: room.clone() }
    }
}

/// The way to that page, in the place of the search box.
#[derive(Template)]
#[template(path = "still-box.html")]
pub struct StillBox<'a> {
    /// The room.
    pub room: &'a Room,
}
