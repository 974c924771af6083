//! The feed of what changed in one document.

use crate::document::{Event, EventKind, History, Holding};

use super::super::Room;
use super::super::xml::writable;
use super::{Feed, FeedEntry};

impl Feed {
    /// What changed in the document whose current edition `holding` is, the latest first.
    #[must_use]
    pub fn of_history(room: &Room, holding: &Holding, history: &History) -> Self {
        let lines = room.event_lines(holding, &history.events);
        let changes = history.events.iter().zip(lines);
        let changes = changes.filter(|(event, _)| !event.changes().is_empty());
        let path = room.links.history_twin(&holding.id, "atom", None);
        let own = room.links.absolute(&path);
        let title = room.document_title(holding);
        let entries = changes.map(|(event, line)| {
            let page = room.links.absolute(&room.links.document(&holding.id));
            FeedEntry {
                id: format!("{own}#{}-{}", event.event.as_str(), event.at),
                page: page_of(room, holding, event).unwrap_or(page),
                title: writable(&line.words),
                updated: event.at.clone(),
                published: None,
                authors: Vec::new(),
                summary: Some(writable(&title)),
                rights: None,
                licence: None,
                related: line.more.map(|(href, _)| room.links.absolute(&href)),
            }
        });
        let entries = entries.collect();
        let title = room.say_with("history-title", &[("title", title.as_str().into())]);
        Self::of(room, &title, &path, &room.links.history(&holding.id), entries)
    }
}

/// The page of the edition that the event brought.
fn page_of(room: &Room, holding: &Holding, event: &Event) -> Option<String> {
    let is_edition = matches!(event.event, EventKind::TakenIn | EventKind::Replaced);
    let edition = event.sha256.as_deref().filter(|_| is_edition)?.get(..12)?;
    Some(room.links.absolute(&room.links.document_view(&holding.id, None, Some(edition))))
}
