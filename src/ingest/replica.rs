//! A replica: a room that takes in the same seeds as another, its keeper, and writes nothing down.
//!
//! What happened it learns from the keeper's events, and a file comes in once these know its content,
//! at the instant that they give. So every replica has the same editions of the same instants, and
//! its pages are the keeper's to the byte. What the keeper removed for good, it removes too.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::Ingest;
use super::history::History;
use super::kept::Kept;
use super::survey::{Content, Seen, stem};
use crate::address::Slug;
use crate::document::{Event, EventKind};
use crate::store::FileRow;

/// The name of the setting that holds what the keeper removed for good and this room has not yet:
/// sources (SHA-256) by document, as JSON.
const TO_REMOVE: &str = "to_remove";

impl Ingest {
    /// The same as a replica, if the kept folder of another room is named.
    ///
    /// # Errors
    /// If there is no such folder, or it cannot be read.
    pub fn following(self, keeper: Option<&Path>) -> Result<Self> {
        let Some(keeper) = keeper else { return Ok(self) };
        Ok(Self { kept: Kept::of_another(keeper)?, store: self.store.learning(), ..self })
    }

    /// Whether this is a replica.
    #[must_use]
    pub fn is_replica(&self) -> bool {
        self.kept.is_anothers()
    }

    /// The files as a replica takes them: those whose content the keeper has not noted are as they
    /// are on record, or not there yet. Answers their paths too.
    pub(super) async fn noted(
        &self,
        looked: Vec<Seen>,
        rows: &HashMap<String, FileRow>,
    ) -> Result<(Vec<Seen>, Vec<String>)> {
        let id = |seen: &Seen| Slug::from_stem(&stem(&seen.path));
        let contents: Vec<(Slug, &str)> =
            looked.iter().filter_map(|seen| Some((id(seen), seen.sha256()?))).collect();
        let noted = self.store.noted(&contents).await?;
        let mut taken = Vec::with_capacity(looked.len());
        let mut unnoted = Vec::new();
        for seen in looked {
            let is_noted = seen.sha256().is_none_or(|sha256| {
                let on_record = rows.get(&seen.path).and_then(|row| row.sha256.as_deref());
                on_record == Some(sha256) || noted.contains_key(&(id(&seen), sha256.to_owned()))
            });
            if is_noted {
                taken.push(seen);
                continue;
            }
            unnoted.push(seen.path.clone());
            if let Some(row) = rows.get(&seen.path)
                && let Some(sha256) = row.sha256.clone()
            {
                let content = Content::Candidate(sha256);
                let (size, modified, altered) = (row.size, row.modified, row.altered);
                taken.push(Seen { size, modified, altered, content, ..seen });
            }
        }
        Ok((taken, unnoted))
    }

    /// When a document's edition was taken in: now, or when the keeper noted it.
    pub(super) async fn instant_of(&self, id: &Slug, sha256: &str) -> Result<String> {
        let noted = if self.is_replica() {
            self.store.noted(&[(id.clone(), sha256)]).await?
        } else {
            HashMap::new()
        };
        Ok(noted.into_values().next().unwrap_or_else(|| self.now()))
    }

    /// Learns what the keeper noted since the last time: one look at the length of its event file
    /// where that is nothing.
    pub(super) async fn catch_up(&self) -> Result<()> {
        let known = self.store.setting("events_length").await?;
        let known: u64 = known.and_then(|length| length.parse().ok()).unwrap_or(0);
        if fs::metadata(self.kept.events_file()).map_or(0, |file| file.len()) <= known {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        self.settle_events().await?;
        self.remove_purged().await
    }

    /// Notes what falls with documents that the keeper removed for good, before the events that say
    /// so are taken over: afterwards nothing names it.
    pub(super) async fn note_purged(&self, learned: &[Event]) -> Result<()> {
        let is_purge = |event: &&Event| event.event == EventKind::Purged;
        let purged: BTreeSet<Slug> =
            learned.iter().filter(is_purge).filter_map(|event| Slug::parse(&event.id)).collect();
        if purged.is_empty() {
            return Ok(());
        }
        let history = History::of(&self.store.events().await?);
        let mut to_remove = self.to_remove().await?;
        for id in purged {
            let own = history.only_of(&id);
            to_remove.entry(id.to_string()).or_default().extend(own);
        }
        Ok(self.store.set_setting(TO_REMOVE, &serde_json::to_string(&to_remove)?).await?)
    }

    /// Removes what was noted of documents that have left this room too; the seeds say so in their
    /// own time.
    pub(super) async fn remove_purged(&self) -> Result<()> {
        let mut to_remove = self.to_remove().await?;
        let mut left = BTreeMap::new();
        for id in to_remove.keys().cloned().collect::<Vec<_>>() {
            if let Some(slug) = Slug::parse(&id)
                && self.store.has_document(&slug).await?
            {
                left.extend(to_remove.remove_entry(&id));
            }
        }
        if to_remove.is_empty() {
            return Ok(());
        }
        for sha256 in to_remove.values().flatten() {
            self.store.remove_source(sha256).await?;
        }
        self.store.forget_removed().await?;
        for id in to_remove.keys() {
            tracing::info!(id, "removed for good, as the keeper did");
        }
        Ok(self.store.set_setting(TO_REMOVE, &serde_json::to_string(&left)?).await?)
    }

    async fn to_remove(&self) -> Result<BTreeMap<String, BTreeSet<String>>> {
        let noted = self.store.setting(TO_REMOVE).await?;
        Ok(noted.map(|noted| serde_json::from_str(&noted)).transpose()?.unwrap_or_default())
    }
}
