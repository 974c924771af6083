//! A document's history and the room's events: as tables, and in words.

use super::{Desk, csv};
use crate::collation::Difference;
use crate::document::{Event, EventKind, EventLog, History, Holding};
use crate::words::Words;

const COLUMNS: [&str; 7] = ["at", "event", "words", "id", "file", "sha256", "detail"];

/// What happened to the document, a line each, the latest first.
#[must_use]
pub(super) fn table(
    desk: Desk<'_>,
    _: &Holding,
    history: &History,
    _: Option<&Difference>,
) -> String {
    events(desk, &history.events)
}

/// A page of what happened in the room, a line each, the latest first.
#[must_use]
pub(super) fn log(desk: Desk<'_>, log: &EventLog) -> String {
    events(desk, &log.events)
}

fn events(desk: Desk<'_>, events: &[Event]) -> String {
    let rows = events.iter().map(|event| {
        vec![
            event.at.clone(),
            event.event.as_str().to_owned(),
            event_words(desk.words, event),
            event.id.clone(),
            event.file.clone(),
            event.sha256.clone().unwrap_or_default(),
            event.detail.clone().unwrap_or_default(),
        ]
    });
    csv::table(&COLUMNS, rows)
}

/// What happened, as a sentence.
#[must_use]
pub fn event_words(words: &Words, event: &Event) -> String {
    let name = format!("event-{}", event.event.as_str().replace('_', "-"));
    let Some(detail) = event.detail.as_deref() else {
        let bare = format!("{name}-bare");
        return words.say(if words.has(&bare) { &bare } else { &name });
    };
    let reason = format!("refused-{detail}");
    let detail = match event.event {
        EventKind::Refused if words.has(&reason) => words.say(&reason),
        _ => detail.to_owned(),
    };
    words.say_with(&name, &[("detail", detail.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Interface;

    #[test]
    fn every_event_has_its_words_in_every_language() {
        for interface in Interface::ALL {
            let words = Words::of(interface);
            for kind in EventKind::ALL {
                for detail in [None, Some("empty".to_owned())] {
                    let event = Event {
                        at: String::new(),
                        event: kind,
                        id: "a".into(),
                        file: "a.txt".into(),
                        sha256: None,
                        detail,
                    };
                    let said = event_words(&words, &event);
                    assert!(!said.contains("event-") && !said.contains("$detail"), "{said}");
                }
            }
        }
    }
}
