//! What became of a document in the room's custody: its editions and its events.

use super::{Edition, Event, EventKind, Holding};

/// A document's editions and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// All editions, the current one first.
    pub editions: Vec<EditionFacts>,
    /// What happened last, the latest first.
    pub events: Vec<Event>,
    /// How many events there are in all.
    pub total: u64,
}

/// An edition with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFacts {
    /// The edition.
    pub edition: Edition,
    /// Until when it was the current one: RFC 3339, UTC; `None` of the one that is.
    pub until: Option<String>,
    /// The path of its file below the seeds folder when it came in.
    pub file: Option<String>,
    /// The layout that it is read as, where it was looked at.
    pub layout: Option<String>,
    /// The encoding that it is read in, where it was looked at.
    pub encoding: Option<String>,
    /// The version of the program that read it last, of the current one.
    pub program_version: Option<String>,
}

impl History {
    /// The history of the document whose current edition `holding` is, with its latest events.
    #[must_use]
    pub fn of(holding: &Holding, events: Vec<Event>, total: u64) -> Self {
        let mut until = None;
        let editions = holding.editions.iter().enumerate().map(|(at, edition)| {
            let is_current = at == 0;
            let came = events.iter().find(|event| {
                matches!(event.event, EventKind::TakenIn | EventKind::Replaced)
                    && event.sha256.as_deref() == Some(edition.sha256.as_str())
            });
            let current = |value: &String| is_current.then(|| value.clone());
            EditionFacts {
                edition: edition.clone(),
                until: until.replace(edition.taken_in.clone()),
                file: came
                    .map(|event| event.file.clone())
                    .or_else(|| current(&holding.custody.seed_file)),
                layout: current(&holding.document.layout),
                encoding: current(&holding.custody.encoding),
                program_version: current(&holding.custody.program_version),
            }
        });
        Self { editions: editions.collect(), events, total }
    }

    /// The edition that came in before the one with this checksum.
    #[must_use]
    pub fn before(&self, sha256: &str) -> Option<&Edition> {
        let mut editions = self.editions.iter().map(|facts| &facts.edition);
        editions.find(|edition| edition.sha256 == sha256)?;
        editions.next()
    }
}

/// A page of the room's events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventLog {
    /// The events, the latest first.
    pub events: Vec<Event>,
    /// How many the room has in all.
    pub total: u64,
    /// The key that the page of earlier events begins before.
    pub next: Option<u64>,
}
