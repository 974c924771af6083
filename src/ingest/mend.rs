//! What a check found damaged, made again in its place.
//!
//! A text is read again from its source, a source taken from the seeds or the kept files by its
//! checksum, the index made from the texts. Each repair of a document or a source is an event.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;

use super::opening::Mended;
use super::survey::{Seen, bytes, survey};
use super::take::accession;
use super::{Ingest, checksum, load};
use crate::address::Slug;
use crate::document::EventKind;
use crate::store::{Accession, Batch, Damage, Pace, Source};

impl Ingest {
    /// Examines the store and makes good what can be. What stands nowhere else is said in the log
    /// and left.
    ///
    /// # Errors
    /// What the store or the kept folder says.
    pub async fn mended(&self, pace: Pace) -> Result<Mended> {
        let mut found = self.store.damage(&load::loader_version(), pace).await?;
        if found.is_empty() {
            return Ok(Mended::Nothing);
        }
        let mut helpless = BTreeSet::new();
        // A damaged text shows only once the source beside which it is packed is whole.
        for _ in 0..2 {
            for damage in &found {
                tracing::warn!(%damage, "damage was found");
            }
            if let Some(torn) = found.iter().find(|damage| matches!(damage, Damage::File(_))) {
                return Ok(Mended::Torn(torn.to_string()));
            }
            helpless.append(&mut self.repair(&found).await?);
            let known: BTreeSet<Damage> = found.into_iter().collect();
            found = self.store.damage(&load::loader_version(), pace).await?;
            found.retain(|damage| !helpless.contains(damage));
            if let Some(torn) = found.iter().find(|damage| known.contains(*damage)) {
                return Ok(Mended::Torn(torn.to_string()));
            }
            if found.is_empty() {
                return Ok(Mended::Repaired);
            }
        }
        Ok(found.first().map_or(Mended::Repaired, |torn| Mended::Torn(torn.to_string())))
    }

    /// Makes again what is damaged apart from the file itself. Answers what nothing is left to make
    /// it from.
    ///
    /// # Errors
    /// What the store or the kept folder says.
    pub async fn repair(&self, found: &[Damage]) -> Result<BTreeSet<Damage>> {
        let _turn = self.turn.lock().await;
        let own = self.own.clone();
        let seeds = self.seeds.clone();
        let seen = tokio::task::spawn_blocking(move || {
            survey(&seeds, &HashMap::new(), own.as_deref()).map(|survey| survey.seen)
        });
        let seen = seen.await?.unwrap_or_default();
        let mut helpless = BTreeSet::new();
        for damage in found {
            let is_whole = match damage {
                Damage::Source(sha256) => self.restore_source(sha256, &seen).await?,
                Damage::Text(id) => self.restore_text(id, &seen).await?,
                Damage::Index(_) | Damage::File(_) => true,
            };
            if !is_whole {
                tracing::error!(
                    %damage,
                    "neither the seeds nor the kept files hold what this was made from; put its \
                     file back"
                );
                helpless.insert(damage.clone());
            }
        }
        if found.iter().any(|damage| !matches!(damage, Damage::Source(_))) {
            self.store.remake_index().await?;
        }
        self.write_events().await?;
        Ok(helpless)
    }

    /// Replaces a stored source by the bytes that have its checksum. Answers whether there are any.
    async fn restore_source(&self, sha256: &str, seen: &[Seen]) -> Result<bool> {
        let Some(good) = self.good_bytes(sha256, seen) else { return Ok(false) };
        let ids = self.store.ids_with(&[sha256]).await?;
        let known = self.store.documents_of(&ids.iter().collect::<Vec<_>>()).await?;
        let of = known.first();
        let (id, file) = of.map_or(("", ""), |of| (of.id.as_str(), of.seed_file.as_str()));
        let event = self.event(EventKind::Repaired, id, file, Some(sha256), Some("source"));
        let restored = vec![(sha256.to_owned(), good)];
        self.store.commit(&Batch { restored, events: vec![event], ..Batch::default() }).await?;
        tracing::info!(sha256, "the stored source was replaced by one with its checksum");
        Ok(true)
    }

    /// Reads a document again from its source. Answers whether there is one.
    async fn restore_text(&self, id: &str, seen: &[Seen]) -> Result<bool> {
        let Some(slug) = Slug::parse(id) else { return Ok(true) };
        let known = self.store.documents_of(&[&slug]).await?;
        let Some(document) = known.into_iter().next() else { return Ok(true) };
        let stored = self.store.source(&document.edition).await.ok().flatten();
        let stored = stored.filter(|bytes| checksum(bytes) == document.edition);
        let Some(bytes) = stored.or_else(|| self.good_bytes(&document.edition, seen)) else {
            return Ok(false);
        };
        let Ok(loaded) = load::from_bytes(&bytes, &document.seed_file) else { return Ok(false) };
        let Ok(indexed) = loaded.indexed(&document.id, &self.store.lexicon()) else {
            return Ok(false);
        };
        let (file, edition) = (&document.seed_file, &document.edition);
        let event = self.event(EventKind::Repaired, id, file, Some(edition), Some("text"));
        let accession = Accession {
            number: document.number,
            seed_file: document.seed_file.clone(),
            original_name: document.original_name,
            source: Source::of(&bytes),
            taken_in: document.taken_in,
            absent_since: document.absent_since,
            ..accession(loaded, indexed, &document.id, &load::loader_version())
        };
        let (accessions, events) = (vec![accession], vec![event]);
        self.store.commit(&Batch { accessions, events, ..Batch::default() }).await?;
        tracing::info!(id, "the stored text was read again from its source");
        Ok(true)
    }

    /// Bytes with this checksum, from the kept files or the seeds.
    fn good_bytes(&self, sha256: &str, seen: &[Seen]) -> Option<Vec<u8>> {
        self.kept.source(sha256).or_else(|| {
            let file = seen.iter().find(|seen| seen.sha256() == Some(sha256))?;
            let found = bytes(&file.file).ok()?.ok()?;
            (checksum(&found) == sha256).then_some(found)
        })
    }
}
