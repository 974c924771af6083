//! What happened, in lines: to one document, and in the room.

use askama::Template;

use crate::address::Slug;
use crate::document::{Event, EventKind, EventLog, Holding};
use crate::export;

use super::notice::NoticeLine;
use super::room::{Alternate, grouped};
use super::{Head, Notice, Room};

/// The room's events.
#[derive(Template)]
#[template(path = "events.html")]
pub struct EventsPage {
    room: Room,
    head: Head,
    /// How many there are in all.
    total: String,
    notices: Vec<NoticeLine>,
    events: Vec<EventLine>,
    /// Whether the lines name their documents.
    names_documents: bool,
    /// The page of the latest events, where this is another.
    latest: Option<String>,
    /// The page of earlier events.
    earlier: Option<String>,
}

/// An event as a line of a table.
#[derive(Debug, Clone)]
pub(super) struct EventLine {
    /// The kind, for the style sheet.
    pub kind: &'static str,
    /// When.
    pub when: String,
    /// The same for machines.
    pub machine: String,
    /// What happened.
    pub words: String,
    /// Where more stands: path and label.
    pub more: Option<(String, String)>,
    /// The document's history and identifier, where the line names it.
    pub document: Option<(String, String)>,
    /// The file's path below the seeds folder; empty where there is none to tell.
    pub file: String,
    /// The beginning of the checksum, and the whole.
    pub sha256: Option<(String, String)>,
}

impl EventsPage {
    /// A page of the log, which begins before the key where one is given.
    #[must_use]
    pub fn new(room: &Room, log: &EventLog, before: Option<u64>, notices: &[Notice]) -> Self {
        let own = room.lasting.events(before);
        let alternate = |format: &export::Format<export::EventsWriter>| Alternate {
            href: room.links.events_twin(format.suffix, before),
            media_type: format.essence(),
            label: room.say(format.label),
            relation: format.relation,
        };
        let head = Head {
            title: Some(room.say("events-title")),
            canonical: Some(room.lasting.absolute(&own)),
            own: Some(own),
            alternates: export::EVENTS.iter().map(alternate).collect(),
            unlisted: true,
            ..Head::default()
        };
        let line = |event: &Event| {
            let history =
                |id: &Slug| (event.event != EventKind::Refused).then(|| room.links.history(id));
            let named = Slug::parse(&event.id).and_then(|id| Some((history(&id)?, id.to_string())));
            EventLine { document: named, ..room.event_line(event) }
        };
        Self {
            head,
            total: room.say_with("events-total", &[("count", grouped(log.total).into())]),
            notices: room.notice_lines(notices, None),
            events: log.events.iter().map(line).collect(),
            names_documents: true,
            latest: before.map(|_| room.links.events(None)),
            earlier: log.next.map(|key| room.links.events(Some(key))),
            room: room.clone(),
        }
    }
}

impl Room {
    /// An event by itself.
    pub(super) fn event_line(&self, event: &Event) -> EventLine {
        let short = |sha256: &String| (sha256.chars().take(12).collect(), sha256.clone());
        EventLine {
            kind: event.event.as_str(),
            when: self.time_words(&event.at),
            machine: event.at.clone(),
            words: export::event_words(&self.words, event),
            more: None,
            document: None,
            file: event.file.clone(),
            sha256: event.sha256.as_ref().map(short),
        }
    }

    /// What happened to one document, the latest first; a new edition leads to what differs from the
    /// one before, where the room still has both.
    pub(super) fn event_lines(&self, holding: &Holding, events: &[Event]) -> Vec<EventLine> {
        let is_held =
            |sha256: &str| holding.editions.iter().any(|edition| edition.sha256 == sha256);
        let edition = |event: &&Event| {
            matches!(event.event, EventKind::TakenIn | EventKind::Replaced)
                && event.sha256.as_deref().is_some_and(is_held)
        };
        let line = |(at, event): (usize, &Event)| {
            let before = events[at + 1..].iter().find(edition).filter(|_| edition(&event));
            let more = before.zip(event.sha256.as_deref()).and_then(|(before, sha256)| {
                let (from, to) = (before.sha256.as_deref()?.get(..12)?, sha256.get(..12)?);
                let label = self.say("history-difference");
                (event.event == EventKind::Replaced)
                    .then(|| (self.links.difference(&holding.id, from, to), label))
            });
            EventLine { more, ..self.event_line(event) }
        };
        events.iter().enumerate().map(line).collect()
    }
}
