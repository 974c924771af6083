//! What the kept files give back: documents without seeds and earlier editions.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::sync::Arc;

use anyhow::Result;

use super::around::Ground;
use super::pass::{Outcomes, Reading};
use super::plan::Known;
use super::take::accession;
use super::{Ingest, load};
use crate::address::Slug;
use crate::document::EventKind;
use crate::store::{Accession, Batch, EarlierEdition, KnownDocument, Source};

/// Documents that are looked up at once.
const PORTION: usize = 512;

impl Ingest {
    /// Keeps a source aside that the seeds no longer hold.
    pub(super) async fn keep(&self, sha256: &str) -> Result<()> {
        if !self.kept.holds(sha256)
            && let Some(bytes) = self.store.source(sha256).await?
        {
            self.kept.put(sha256, &bytes)?;
        }
        Ok(())
    }

    /// Brings back from the kept files the documents that only the events know and that no file was
    /// found for.
    pub(super) async fn restore_absent(&self, ground: &Ground, done: &Outcomes) -> Result<()> {
        let history = &ground.history;
        let wanted = |id: &&Slug| {
            !ground.gone.contains(*id) && !done.found.contains(*id) && !done.failed.contains(*id)
        };
        let ids: Vec<&Slug> = history.lives.keys().filter(wanted).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let reading = Reading {
            known: Known { silent: Arc::clone(&ground.silent), ..Known::default() },
            history: Arc::clone(history),
            seen: Vec::new(),
            loader_version: ground.loader_version.clone(),
            original_names: HashMap::new(),
            early: HashMap::new(),
        };
        for ids in ids.chunks(PORTION) {
            let stored = self.store.documents_of(ids).await?;
            let stored: HashSet<&Slug> = stored.iter().map(|document| &document.id).collect();
            for document in
                ids.iter().filter(|id| !stored.contains(**id)).filter_map(|id| history.known(id))
            {
                let mut batch = Batch::default();
                self.add_kept(&mut batch, &reading, &document);
                self.store.commit(&batch).await?;
            }
        }
        self.write_events().await
    }

    /// Adds the accession of a document from its kept source.
    pub(super) fn add_kept(&self, batch: &mut Batch, reading: &Reading, document: &KnownDocument) {
        let id = &document.id;
        let Some(bytes) = self.kept.source(&document.edition) else {
            tracing::error!(id = id.as_str(), file = %document.seed_file, "neither the seeds nor the kept files hold this document; put its file back");
            return;
        };
        let Ok(loaded) = load::from_bytes(&bytes, &document.seed_file) else {
            tracing::error!(
                id = id.as_str(),
                "the kept source of this document can no longer be read"
            );
            return;
        };
        let Ok(indexed) = loaded.indexed(id, &self.store.lexicon()) else {
            tracing::error!(id = id.as_str(), "the words of this document cannot be indexed");
            return;
        };
        let is_awaited = reading.known.is_silent(&document.seed_file);
        let marked = || {
            let file = &document.seed_file;
            let event =
                self.event(EventKind::Absent, id.as_str(), file, Some(&document.edition), None);
            let at = event.at.clone();
            batch.events.push(event);
            at
        };
        let absent_since = document.absent_since.clone().or_else(|| (!is_awaited).then(marked));
        batch.accessions.push(Accession {
            seed_file: document.seed_file.clone(),
            original_name: document.original_name.clone(),
            earlier: self.earlier_editions(reading, id, Some(document), &document.edition),
            source: Source::of(&bytes),
            taken_in: document.taken_in.clone(),
            absent_since,
            ..accession(loaded, indexed, id, &reading.loader_version)
        });
    }

    /// Editions that only the kept files know, oldest first, without the one that is current.
    pub(super) fn earlier_editions(
        &self,
        reading: &Reading,
        id: &Slug,
        document: Option<&KnownDocument>,
        current: &str,
    ) -> Vec<EarlierEdition> {
        if document.is_none_or(|known| known.number.is_some()) {
            return Vec::new();
        }
        let Some(life) = reading.history.lives.get(id) else { return Vec::new() };
        let mut editions = life.editions.clone();
        if editions.last().is_some_and(|(sha256, _)| sha256 == current) {
            editions.pop();
        }
        editions
            .into_iter()
            .filter_map(|(sha256, taken_in)| {
                let bytes = self.kept.source(&sha256).or_else(|| {
                    let file = reading.seen.iter().find(|s| s.sha256() == Some(sha256.as_str()))?;
                    fs::read(&file.file).ok()
                });
                if bytes.is_none() {
                    tracing::warn!(
                        id = id.as_str(),
                        sha256,
                        "an earlier edition is not among the kept files and cannot be shown"
                    );
                }
                Some(EarlierEdition { bytes: bytes?, sha256, taken_in })
            })
            .collect()
    }
}
