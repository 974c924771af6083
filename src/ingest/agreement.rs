//! Whether the database and the event file tell the same.
//!
//! Both are followed from the first event to the last, in portions; of each line some bytes of its
//! checksum are held, and of each document those of its last edition, so that it takes little
//! memory in any room. While the room is open it is done at the pace of what goes on behind the
//! readers and keeps nobody from taking documents in: neither side ever loses what it had, so both
//! are compared up to where they were at the beginning.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use super::Ingest;
use super::kept::EventReader;
use super::opening::{is_from_outside, lines_of, stamp};
use crate::document::{Event, EventKind};
use crate::store::{Pace, Pacer, Store};

/// Lines of the event file that are read without a rest.
const PORTION: usize = 512;

/// So many lines that are no events are looked for among those that a crash cut off.
const MOST_CUT: usize = 100;

/// What stands for a line, an identifier or an edition.
type Print = [u8; 16];

fn print(text: &str) -> Print {
    let mut print = Print::default();
    print.copy_from_slice(&Sha256::digest(text.as_bytes())[..16]);
    print
}

/// The last edition of each document, as events tell it.
#[derive(Default)]
struct Editions(HashMap<Print, Print>);

impl Editions {
    /// Follows an event, as a document's history does.
    fn follow(&mut self, event: &Event) {
        let id = print(&event.id);
        match (event.event, &event.sha256, &event.detail) {
            (EventKind::TakenIn | EventKind::Replaced, Some(sha256), _) => {
                self.0.insert(id, print(sha256));
            }
            (EventKind::Renamed, _, Some(former)) => {
                if let Some(edition) = self.0.remove(&print(former)) {
                    self.0.insert(id, edition);
                }
            }
            (EventKind::Purged, ..) => drop(self.0.remove(&id)),
            _ => {}
        }
    }

    fn tell(&self, id: &str, edition: &str) -> bool {
        self.0.get(&print(id)).is_some_and(|told| *told == print(edition))
    }
}

/// How far both sides are compared: the number of an event, and bytes of the file.
#[derive(Clone, Copy)]
struct Extent {
    event: i64,
    bytes: u64,
}

impl Extent {
    const ALL: Self = Self { event: i64::MAX, bytes: u64::MAX };
}

/// What a comparison came to.
struct Told {
    /// Whether the database has events.
    has_events: bool,
    editions: Editions,
    /// Whether the file has events that only the database can have written and does not have.
    is_older: bool,
    /// Whether the file lacks events, or holds lines that are none.
    is_cut: bool,
}

/// What of an event file is not as its copy in the database.
#[derive(Debug, Default)]
pub struct Discord {
    /// The numbers of lines that are not the events that happened.
    pub strange: Vec<u64>,
    /// The numbers of lines that are no events.
    pub broken: Vec<u64>,
    /// How many events it lacks.
    pub lost: usize,
}

/// Compares an event file with its copy. What it has behind the copy's end is taken over at the
/// next reading, and what the copy has not written yet is written then.
///
/// # Errors
/// If one of them cannot be read.
pub async fn discord(store: &Store, file: &Path, mut pacer: Pacer) -> Result<Discord> {
    // In this order: what is added meanwhile is in the file alone, behind what was read of it.
    let read = store.setting("events_length").await.ok().flatten();
    let read: u64 = read.and_then(|length| length.parse().ok()).unwrap_or(0);
    let (mut known, mut after) = (Vec::new(), 0);
    loop {
        let begun = Instant::now();
        let portion = store.event_lines(after, i64::MAX).await?;
        let Some(last) = portion.last() else { break };
        after = last.seq;
        known.extend(portion.iter().map(|event| (print(&event.line), event.is_written)));
        pacer.rest(begun).await;
    }
    known.sort_unstable();
    let mut discord = Discord::default();
    let mut here = Vec::with_capacity(known.len());
    let mut file = EventReader::of(file.to_owned(), 0)?;
    let (mut begun, mut is_new) = (Instant::now(), read == 0);
    while let Some(line) = file.next_before(u64::MAX)? {
        match line {
            Ok(event) => {
                let line = print(&serde_json::to_string(&event)?);
                let is_known = known.binary_search_by(|(known, _)| known.cmp(&line)).is_ok();
                if !is_known && !is_new {
                    discord.strange.push(file.number);
                }
                here.push(line);
            }
            Err(_) if is_new => {}
            // A line that a crash cut off stands before the whole one.
            Err(_) => {
                let is_cut = discord.broken.len() < MOST_CUT
                    && store.has_event_beginning(&file.line()).await?;
                if !is_cut {
                    discord.broken.push(file.number);
                }
            }
        }
        is_new = file.at >= read;
        if here.len() % PORTION == 0 {
            pacer.rest(begun).await;
            begun = Instant::now();
        }
    }
    here.sort_unstable();
    let is_lost =
        |(line, is_written): &&(Print, bool)| *is_written && here.binary_search(line).is_err();
    discord.lost = known.iter().filter(is_lost).count();
    Ok(discord)
}

impl Ingest {
    /// What in the database tells otherwise than the event file, while the room may be read and
    /// written.
    ///
    /// # Errors
    /// What the store or the event file says.
    pub async fn contradicted(&self, pace: Pace) -> Result<Option<String>> {
        if pace == Pace::Behind && !self.is_replica() && self.agrees(pace).await? {
            return Ok(None);
        }
        let _turn = self.turn.lock().await;
        self.contradiction().await
    }

    /// Whether nothing at all speaks against the database. If something does, it may also be that
    /// it changed meanwhile.
    async fn agrees(&self, pace: Pace) -> Result<bool> {
        let extent = {
            let _turn = self.turn.lock().await;
            self.settle_events().await?;
            let bytes = std::fs::metadata(self.kept.events_file()).map_or(0, |file| file.len());
            Extent { event: self.store.last_event().await?, bytes }
        };
        let told = self.told(extent, self.store.pacer(pace)).await?;
        if told.is_older || told.is_cut {
            return Ok(false);
        }
        Ok(self.told_otherwise(&told.editions, self.store.pacer(pace)).await?.is_none())
    }

    /// What in the database tells otherwise than the event file, where it does. A file that lacks
    /// events of the database, or holds lines that are none, is written anew.
    ///
    /// A replica may be behind its keeper, never before it.
    pub(super) async fn contradiction(&self) -> Result<Option<String>> {
        if self.is_replica() {
            let known = self.store.setting("events_length").await?;
            let known: u64 = known.and_then(|length| length.parse().ok()).unwrap_or(0);
            let there = std::fs::metadata(self.kept.events_file()).map_or(0, |file| file.len());
            let said = "it knows more than its keeper";
            return Ok((there < known).then(|| said.to_owned()));
        }
        let mut told = self.told(Extent::ALL, self.store.pacer(Pace::Full)).await?;
        // An empty database learns everything from the file, and other commands add some events.
        if told.has_events && told.is_older {
            return Ok(Some("it is older than the events beside it".to_owned()));
        }
        if told.is_cut {
            self.write_events_anew().await?;
        }
        self.settle_events().await?;
        if !told.has_events {
            told = self.told(Extent::ALL, self.store.pacer(Pace::Full)).await?;
        }
        let otherwise = self.told_otherwise(&told.editions, self.store.pacer(Pace::Full)).await?;
        Ok(otherwise.map(|id| format!("it tells otherwise of {id} than the events do")))
    }

    async fn told(&self, extent: Extent, mut pacer: Pacer) -> Result<Told> {
        let (mut stored, mut written) = (Vec::new(), Vec::new());
        let (mut editions, mut after) = (Editions::default(), 0);
        loop {
            let begun = Instant::now();
            let portion = self.store.event_lines(after, extent.event).await?;
            let Some(last) = portion.last() else { break };
            after = last.seq;
            for event in &portion {
                stored.push(print(&event.line));
                if event.is_written {
                    written.push(print(&event.line));
                }
                editions.follow(&serde_json::from_str(&event.line)?);
            }
            pacer.rest(begun).await;
        }
        stored.sort_unstable();
        let (mut in_file, mut unreadable, mut is_older) = (Vec::new(), 0, false);
        let mut file = self.kept.event_reader(0)?;
        let mut begun = Instant::now();
        while let Some(line) = file.next_before(extent.bytes)? {
            match line {
                Ok(event) => {
                    let line = print(&serde_json::to_string(&event)?);
                    is_older |= stored.binary_search(&line).is_err() && !is_from_outside(&event);
                    in_file.push(line);
                }
                Err(_) => unreadable += 1,
            }
            if in_file.len() % PORTION == 0 {
                pacer.rest(begun).await;
                begun = Instant::now();
            }
        }
        in_file.sort_unstable();
        let has_events = !stored.is_empty();
        let is_cut = written.iter().any(|line| in_file.binary_search(line).is_err())
            || unreadable > 0 && has_events;
        Ok(Told { has_events, editions, is_older, is_cut })
    }

    /// The first document that the events tell otherwise of.
    async fn told_otherwise(
        &self,
        editions: &Editions,
        mut pacer: Pacer,
    ) -> Result<Option<String>> {
        let mut after = String::new();
        loop {
            let begun = Instant::now();
            let portion = self.store.editions_after(&after).await?;
            let Some((last, _)) = portion.last() else { return Ok(None) };
            after.clone_from(last);
            if let Some((id, _)) = portion.iter().find(|(id, edition)| !editions.tell(id, edition))
            {
                return Ok(Some(id.clone()));
            }
            pacer.rest(begun).await;
        }
    }

    /// Writes the event file anew from the database, with what only the file has behind it.
    async fn write_events_anew(&self) -> Result<()> {
        let tail = self.kept.events_from(0)?;
        let mut all: Vec<String> = Vec::new();
        let mut after = 0;
        loop {
            let portion = self.store.event_lines(after, i64::MAX).await?;
            let Some(last) = portion.last() else { break };
            after = last.seq;
            all.extend(portion.into_iter().map(|event| event.line));
        }
        let mut known: Vec<Print> = all.iter().map(|line| print(line)).collect();
        known.sort_unstable();
        let lines = lines_of(&tail.events)?;
        let mut others = Vec::new();
        for (event, line) in tail.events.into_iter().zip(lines) {
            if known.binary_search(&print(&line)).is_err() {
                others.push(event);
                all.push(line);
            }
        }
        tracing::error!(
            file = ?self.kept.events_file(),
            "the event file was damaged and was written anew from the database"
        );
        let length = self.kept.rewrite(&all, &stamp(self.clock))?;
        self.store.take_over_events(&others, length).await?;
        self.store.events_rewritten(length).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::history::History;
    use super::*;

    #[test]
    fn editions_are_told_as_a_history_tells_them() {
        let event = |event, id: &str, sha256: &str, detail: &str| Event {
            at: "2026-01-01T00:00:00Z".into(),
            event,
            id: id.into(),
            file: format!("{id}.txt"),
            sha256: (!sha256.is_empty()).then(|| sha256.to_owned()),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
        };
        let events = [
            event(EventKind::TakenIn, "a", "1", ""),
            event(EventKind::TakenIn, "b", "2", ""),
            event(EventKind::Replaced, "a", "3", ""),
            event(EventKind::Reread, "b", "9", ""),
            event(EventKind::Absent, "a", "3", ""),
            event(EventKind::Renamed, "c", "3", "a"),
            event(EventKind::TakenIn, "a", "4", ""),
            event(EventKind::SameBytes, "d", "4", "a"),
            event(EventKind::Purged, "b", "2", ""),
        ];
        let mut editions = Editions::default();
        for told in 1..=events.len() {
            editions.follow(&events[told - 1]);
            let history = History::of(&events[..told]);
            for id in ["a", "b", "c", "d"] {
                let slug = crate::address::Slug::parse(id).unwrap();
                let last = history.lives.get(&slug).and_then(|life| life.editions.last());
                for edition in ["1", "2", "3", "4", "9"] {
                    let expect = last.is_some_and(|(sha256, _)| sha256 == edition);
                    assert_eq!(editions.tell(id, edition), expect, "{told} {id} {edition}");
                }
            }
        }
    }
}
