//! What is left at the address of a document that was withdrawn.

use askama::Template;

use crate::address::Slug;
use crate::document::{Event, Tombstone};

use super::events::EventLine;
use super::{Head, Room};

/// The page of a withdrawn document. Its answer's status is 410.
#[derive(Template)]
#[template(path = "tombstone.html")]
pub struct TombstonePage {
    room: Room,
    head: Head,
    title: Option<String>,
    tombstone: Tombstone,
    /// The day of the decision.
    on: String,
    /// Another document to see instead: path and identifier.
    see: Option<(String, String)>,
    /// What happened to the document.
    events: Vec<EventLine>,
    names_documents: bool,
}

impl TombstonePage {
    /// The page, with what happened to the document, the latest first.
    #[must_use]
    pub fn new(room: &Room, tombstone: &Tombstone, events: &[Event]) -> Self {
        let see = tombstone
            .see
            .as_deref()
            .and_then(Slug::parse)
            .map(|id| (room.links.document(&id), id.to_string()));
        let head = Head {
            title: Some(room.say("tombstone-title")),
            own: Slug::parse(&tombstone.id).map(|id| room.lasting.document(&id)),
            unlisted: true,
            ..Head::default()
        };
        Self {
            room: room.clone(),
            head,
            title: tombstone.title.clone(),
            on: crate::document::Edtf::parse(&tombstone.on)
                .map_or_else(|| tombstone.on.clone(), |date| room.date_words(Some(date))),
            tombstone: tombstone.clone(),
            see,
            events: events.iter().map(|event| room.event_line(event)).collect(),
            names_documents: false,
        }
    }
}
