//! A replica: a room that takes in the same seeds as another, its keeper, and writes nothing down.
//!
//! What happened it learns from the keeper's events, and a file comes in once these know its content,
//! at the instant that they give. So every replica has the same editions of the same instants, and
//! its pages are the keeper's to the byte.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;

use super::Ingest;
use super::kept::Kept;
use super::survey::{Content, Seen, stem};
use crate::address::Slug;
use crate::store::FileRow;

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
}
