//! The seeds folder's own settings: the collection's words, redirects and tombstones, people
//! and terms.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::Result;

use super::apply::file_row;
use super::around::Ground;
use super::glance::State;
use super::history::History;
use super::survey::{LARGEST, Seen, bytes, looked_at};
use super::{Ingest, checksum, load, redirects};
use crate::address::Slug;
use crate::capture;
use crate::document::{Collection, Event, EventKind, Outcome, Reason, ReasonCode};
use crate::store::{Batch, FileRow, Redirects};

/// The files, at the root of the seeds folder.
pub(super) const FILES: [&str; 4] =
    ["collection.md", "people.toml", "redirects.toml", "terms.toml"];

/// The files of the room's own settings as they stand in the folder.
pub(super) struct Settings {
    /// Those that are there.
    pub(super) seen: Vec<Seen>,
    /// Whether the seeds folder is empty, which changes nothing.
    pub(super) is_empty: bool,
    pub(super) loader_version: String,
}

impl Ingest {
    /// Reads `collection.md`, `redirects.toml` and the authority files if one of them changed, or
    /// none was read yet; recalls from the events what documents the store should know and does not.
    /// Answers the paths of settings whose rows are written.
    pub(super) async fn take_settings(
        &self,
        ground: &mut Ground,
        vanished: &[String],
    ) -> Result<HashSet<String>> {
        let is_read = self.store.is_read().await?;
        let is_open = |file: &&str| {
            let at = ground.glance.find(file);
            at.is_some_and(|at| ground.glance.state(at) != State::Same)
                || vanished.iter().any(|path| path == file)
        };
        if is_read && self.has_settings.load(Ordering::Acquire) && !FILES.iter().any(is_open) {
            ground.gone = Arc::new(self.store.gone().await?.into_iter().collect());
            return Ok(HashSet::new());
        }
        let rows = self.store.files_at(&FILES).await?;
        let known: HashMap<String, FileRow> =
            rows.into_iter().map(|row| (row.path.clone(), row)).collect();
        let settings = Settings {
            seen: self.settings_seen(ground, known.clone()).await?,
            is_empty: ground.glance.len() == 0,
            loader_version: ground.loader_version.clone(),
        };
        let mut batch = Batch::default();
        let mut rows = self.take_authority(&settings, &mut batch).await?;
        let (collection, row) = self.collection(&settings);
        rows.extend(row);
        if let Some(collection) = collection
            && collection != self.store.collection().await?
            && !settings.is_empty
        {
            batch.collection = Some(collection);
        }
        let stored = self.store.stated_redirects().await?;
        let mut gone: HashSet<Slug> =
            stored.gone.iter().filter_map(|tombstone| Slug::parse(&tombstone.id)).collect();
        let text = match self.settings_text("redirects.toml") {
            Ok(Some(text)) => Some(text),
            Ok(None) => (!settings.is_empty).then(String::new),
            Err(reason) => {
                rows.push(settings_row(reason));
                None
            }
        };
        match text.as_deref().map(redirects::read) {
            Some(Ok((mut stated, hidden))) => {
                gone = stated.gone.iter().filter_map(|stone| Slug::parse(&stone.id)).collect();
                self.inscribe(&mut stated, &stored, &hidden).await?;
                if stated != stored {
                    // The events know what was withdrawn before, a new database does not.
                    let before = self.store.withdrawn().await?;
                    batch.events = self.tombstone_events(&before, &gone);
                    batch.redirects = Some(stated);
                }
            }
            Some(Err(reason)) => rows.push(settings_row(reason)),
            None => {}
        }
        let restored = batch.events.iter().any(|event| event.event == EventKind::Restored);
        // A reading that makes the room again may have been cut off: what it did not come to is still
        // known from the events alone.
        if (!is_read && ground.history.lives.is_empty()) || restored {
            self.recall(ground, &mut batch).await?;
        }
        ground.gone = Arc::new(gone);
        let own = rows.iter().map(|row| row.path.clone()).collect();
        for row in rows {
            if known.get(&row.path) == Some(&row) {
                continue;
            }
            if row.outcome == Outcome::Refused {
                self.report(&row);
            }
            batch.files.push(row);
        }
        if !batch.is_empty() {
            self.store.commit(&batch).await?;
            self.write_events().await?;
        }
        self.has_settings.store(true, Ordering::Release);
        Ok(own)
    }

    /// The files of the settings that are there.
    async fn settings_seen(
        &self,
        ground: &Ground,
        known: HashMap<String, FileRow>,
    ) -> Result<Vec<Seen>> {
        let found: Vec<_> = FILES
            .iter()
            .filter_map(|file| Some(ground.glance.found(&self.seeds, ground.glance.find(file)?)))
            .collect();
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let known = if ground.is_thorough { HashMap::new() } else { known };
        let seeds = self.seeds.clone();
        Ok(tokio::task::spawn_blocking(move || looked_at(&seeds, found, &known)).await??)
    }

    /// What `collection.md` says now, unless it cannot be read or nothing is there at all; and the
    /// file's row, if it is there.
    fn collection(&self, settings: &Settings) -> (Option<Collection>, Option<FileRow>) {
        const FILE: &str = "collection.md";
        let row = settings.seen.iter().find(|seen| seen.path == FILE);
        let row = row.map(|seen| file_row(seen, &settings.loader_version));
        match self.settings_text(FILE) {
            Ok(Some(text)) => {
                let (collection, findings) = capture::collection(&text);
                let reason = Some(Reason::new(ReasonCode::OwnUse).with("use", "collection"));
                (Some(collection), row.map(|row| FileRow { reason, findings, ..row }))
            }
            Ok(None) => (Some(Collection::default()), row),
            Err(reason) => {
                let (outcome, reason) = (Outcome::Refused, Some(reason));
                (None, row.map(|row| FileRow { outcome, reason, ..row }))
            }
        }
    }

    /// The text of a file of the seeds folder's own settings, if it is there; else why it cannot be
    /// read.
    pub(super) fn settings_text(&self, file: &str) -> Result<Option<String>, Reason> {
        let is_missing = |error: io::Error| error.kind() == ErrorKind::NotFound;
        if fs::symlink_metadata(self.seeds.join(file)).is_err_and(is_missing) {
            return Ok(None);
        }
        self.text_of(&self.seeds.join(file), LARGEST).map(Some)
    }

    /// The text of a file below the seeds folder that is no document and has at most so many bytes;
    /// else why it cannot be read. Opening it never waits, whatever stands under its name, and no
    /// link leads out of the folder.
    pub(super) fn text_of(&self, file: &Path, largest: u64) -> Result<String, Reason> {
        let said =
            |message: String| Reason::new(ReasonCode::SettingsInvalid).with("message", message);
        let failed = |error: io::Error| said(error.kind().to_string());
        let path = fs::canonicalize(file).map_err(failed)?;
        if !path.starts_with(fs::canonicalize(&self.seeds).map_err(failed)?) {
            return Err(said("the link leads out of the seeds folder".to_owned()));
        }
        let size = fs::metadata(&path).map_err(failed)?.len();
        if size > largest {
            return Err(said(format!("it has {size} bytes, more than {largest}")));
        }
        let bytes = match bytes(&path).map_err(failed)? {
            Ok(bytes) => bytes,
            Err(reason) => {
                let kind = reason.args.get("kind").map_or("file that is too large", String::as_str);
                return Err(said(format!("it is a {kind}")));
            }
        };
        let text =
            String::from_utf8(bytes).map_err(|error| said(error.utf8_error().to_string()))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// Gives tombstones the title, reference and checksum of what they stand for.
    pub(super) async fn inscribe(
        &self,
        stated: &mut Redirects,
        stored: &Redirects,
        hidden: &[Slug],
    ) -> Result<()> {
        // What the events tell is read only where nothing else knows a document.
        let mut told: Option<History> = None;
        for stone in &mut stated.gone {
            let Some(id) = Slug::parse(&stone.id) else { continue };
            if self.store.has_document(&id).await? {
                if let Some(holding) = self.store.holding(&id).await? {
                    stone.title = holding.document.description.title;
                    stone.source = holding.document.description.source;
                    stone.archive = holding.document.description.archive;
                    stone.sha256 = Some(holding.edition.sha256);
                }
            } else if let Some(before) = stored.gone.iter().find(|before| before.id == stone.id) {
                stone.title.clone_from(&before.title);
                stone.source.clone_from(&before.source);
                stone.archive.clone_from(&before.archive);
                stone.sha256.clone_from(&before.sha256);
            } else {
                if told.is_none() {
                    told = Some(History::of(&self.store.events().await?));
                }
                let Some(history) = &told else { continue };
                if let Some(sha256) = history.purged.get(&id) {
                    stone.sha256.clone_from(sha256);
                } else if let Some(life) = history.lives.get(&id)
                    && let Some((sha256, _)) = life.editions.last()
                {
                    stone.sha256 = Some(sha256.clone());
                    let in_seeds = || fs::read(self.seeds.join(&life.seed_file)).ok();
                    let bytes = self.kept.source(sha256).or_else(in_seeds);
                    let bytes = bytes.filter(|bytes| checksum(bytes) == *sha256);
                    if let Some(Ok(loaded)) =
                        bytes.map(|bytes| load::from_bytes(&bytes, &life.seed_file))
                    {
                        stone.title = loaded.document.description.title;
                        stone.source = loaded.document.description.source;
                        stone.archive = loaded.document.description.archive;
                    }
                }
            }
            if hidden.contains(&id) {
                stone.title = None;
            }
        }
        Ok(())
    }

    pub(super) fn tombstone_events(
        &self,
        before: &BTreeSet<Slug>,
        now: &HashSet<Slug>,
    ) -> Vec<Event> {
        let now: BTreeSet<Slug> = now.iter().cloned().collect();
        let changed = |from: &BTreeSet<Slug>, to: &BTreeSet<Slug>, kind| {
            to.difference(from)
                .map(|id| self.event(kind, id.as_str(), "redirects.toml", None, None))
                .collect::<Vec<_>>()
        };
        let mut events = changed(before, &now, EventKind::Withdrawn);
        events.extend(changed(&now, before, EventKind::Restored));
        events
    }

    /// Learns from the events of documents that the store does not have, and of where addresses led.
    async fn recall(&self, ground: &mut Ground, batch: &mut Batch) -> Result<()> {
        let history = History::of(&self.store.events().await?);
        let stored = self.store.redirects().await?;
        let known: HashSet<&Slug> = stored.iter().map(|moved| &moved.old).collect();
        let forgotten = history.moved.iter().filter(|moved| !known.contains(&moved.old));
        batch.moved.extend(forgotten.cloned());
        ground.history = Arc::new(history);
        ground.index_history();
        Ok(())
    }
}

pub(super) fn settings_row(reason: Reason) -> FileRow {
    FileRow {
        path: "redirects.toml".to_owned(),
        size: 0,
        modified: 0,
        altered: 0,
        sha256: None,
        loader_version: String::new(),
        outcome: Outcome::Refused,
        id: None,
        same_as: None,
        reason: Some(reason),
        findings: Vec::new(),
    }
}
