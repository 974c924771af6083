//! `purge`: the bytes of a withdrawn document removed for good, with those of all its editions.
//!
//! Only what `redirects.toml` withdraws can be purged, so that the address keeps its tombstone. What
//! happened stays on record: identifiers, file names, times and checksums. The seeds folder is never
//! touched; what it still holds is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::history::History;
use super::{Ingest, redirects, survey};
use crate::address::Slug;
use crate::document::EventKind;
use crate::store::Batch;

/// What was removed, and what is left where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purged {
    /// How many editions the room had of the document.
    pub editions: usize,
    /// How many of their sources stay, as another document has the same bytes.
    pub shared: usize,
    /// Files of the seeds folder that still hold it.
    pub seeds: Vec<String>,
    /// Other files of the data folder that may hold it: databases that were set aside, say.
    pub aside: Vec<String>,
}

impl Ingest {
    /// Removes what the room holds of a withdrawn document.
    ///
    /// # Errors
    /// If it is not withdrawn, or was never here; if this is a replica; if something cannot be
    /// removed.
    pub async fn purge(&self, id: &Slug, by: &str, because: &str) -> Result<Purged> {
        if self.is_replica() {
            bail!(
                "this is a replica, so nothing was removed; purge {id} in the room that keeps {}, \
                 and every replica removes it by itself",
                self.kept.events_file().display()
            );
        }
        if !self.states_gone(id)? {
            bail!(
                "{id} is not withdrawn, so nothing was removed; first put [gone.{id}] with reason, by \
                 and on into {}",
                self.seeds.join("redirects.toml").display()
            );
        }
        // The document leaves the tables, and its address gets its tombstone.
        if self.pass(true).await?.nothing_there {
            bail!(
                "the seeds folder {} cannot be read or holds nothing; nothing was removed",
                self.seeds.display()
            );
        }
        let _turn = self.turn.lock().await;
        let history = History::of(&self.store.events().await?);
        let Some(life) = history.lives.get(id) else {
            if history.purged.contains_key(id) {
                bail!("{id} was purged before; nothing is left to be removed");
            }
            bail!("the room never held {id}; nothing was removed");
        };
        let own: BTreeSet<&String> = life.editions.iter().map(|(sha256, _)| sha256).collect();
        let only_own = history.only_of(id);
        let mut purged = Purged { editions: own.len(), ..Purged::default() };
        // The event comes first: should this end half-way, it says what was meant, and nothing that
        // is left is ever shown.
        let last = life.editions.last().map(|(sha256, _)| sha256.as_str());
        let detail = format!("{by}: {because}");
        let event =
            self.event(EventKind::Purged, id.as_str(), &life.seed_file, last, Some(&detail));
        for sha256 in &own {
            if only_own.contains(sha256.as_str()) {
                self.kept.remove(sha256)?;
                self.store.remove_source(sha256).await?;
            } else {
                purged.shared += 1;
            }
        }
        self.store.commit(&Batch { events: vec![event], ..Batch::default() }).await?;
        self.write_events().await?;
        self.store.forget_removed().await?;
        let own: BTreeSet<String> = own.into_iter().cloned().collect();
        purged.seeds = self.seeds_with(id, &own)?;
        purged.aside = self.kept.beside()?;
        Ok(purged)
    }

    /// Whether `redirects.toml` withdraws the document now.
    fn states_gone(&self, id: &Slug) -> Result<bool> {
        let path = self.seeds.join("redirects.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", path.display()));
            }
        };
        match redirects::read(&text) {
            Ok((stated, _)) => Ok(stated.gone.iter().any(|stone| stone.id == id.as_str())),
            Err(reason) => bail!(
                "{} cannot be read, line {}: {}",
                path.display(),
                reason.line.unwrap_or(1),
                reason.args.get("message").map(String::as_str).unwrap_or_default()
            ),
        }
    }

    /// Files of the seeds folder that have the document's name or one of its checksums.
    fn seeds_with(&self, id: &Slug, editions: &BTreeSet<String>) -> Result<Vec<String>> {
        let nothing_known = std::collections::HashMap::new();
        let seen = survey::survey(&self.seeds, &nothing_known, self.own.as_deref())?;
        let holds = |seen: &survey::Seen| {
            seen.sha256().is_some_and(|sha256| {
                editions.contains(sha256) || Slug::from_stem(&seen.stem()) == *id
            })
        };
        Ok(seen.seen.into_iter().filter(holds).map(|seen| seen.path).collect())
    }
}

/// Whether a file of the data folder is one that the room itself keeps up.
pub(super) fn is_kept_up(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ["kept", "lock", "room.sqlite3", "room.sqlite3-wal", "room.sqlite3-shm"].contains(&&*name)
}
