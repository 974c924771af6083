//! The seeds folder compared with what the last reading put on record, file by file. Nothing is
//! taken in and nothing is changed.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::glance::Glance;
use super::survey::{self, Found};
use crate::document::Outcome;
use crate::store::{FileRow, Store};

/// How a file stands to what is on record of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has the bytes that are on record.
    Same,
    /// It was written since: other bytes, and another time or size. The room takes it in by itself.
    Changed,
    /// It has other bytes, though neither its time nor its size changed.
    Rotten,
    /// Nothing is on record of it yet.
    New,
    /// It can no longer be read.
    Unreadable,
    /// It is on record and not there.
    Missing,
}

/// The files of a seeds folder, to be compared in portions: of the others only names are held.
#[derive(Debug)]
pub struct Comparison {
    seeds: PathBuf,
    glance: Glance,
    /// Where the next portion begins.
    at: usize,
}

impl Comparison {
    /// Lists the seeds folder, but for the data folder if that lies in it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of([seeds, data]: [&Path; 2]) -> io::Result<Self> {
        let own = super::own(seeds, data);
        Ok(Self { seeds: seeds.to_owned(), glance: Glance::of(seeds, own.as_deref())?, at: 0 })
    }

    /// Reads the next files and compares them with what is on record; `None` when all were.
    ///
    /// # Errors
    /// If the folder or the store can no longer be read.
    pub async fn next(
        &mut self,
        store: &Store,
        files: usize,
    ) -> Result<Option<Vec<(String, Standing)>>> {
        let end = self.glance.len().min(self.at.saturating_add(files));
        if self.at == end {
            return Ok(None);
        }
        let entries: Vec<Found> =
            (self.at..end).map(|at| self.glance.found(&self.seeds, at)).collect();
        self.at = end;
        let seeds = self.seeds.clone();
        let seen = tokio::task::spawn_blocking(move || {
            survey::looked_at(&seeds, entries, &HashMap::new())
        });
        let seen =
            seen.await?.with_context(|| format!("{} cannot be read", self.seeds.display()))?;
        let paths: Vec<&str> = seen.iter().map(|seen| seen.path.as_str()).collect();
        let rows = store.files_at(&paths).await;
        let rows = rows.context("what is on record of the seeds cannot be read")?;
        let recorded = rows.into_iter().filter(|row| row.sha256.is_some());
        let mut open: HashMap<String, FileRow> =
            recorded.map(|row| (row.path.clone(), row)).collect();
        let mut standings = Vec::with_capacity(seen.len());
        for seen in seen {
            let sha256 = seen.sha256().or(seen.of_own_use.as_deref());
            let standing = match (open.remove(&seen.path), sha256) {
                (Some(row), Some(sha256)) if row.sha256.as_deref() == Some(sha256) => {
                    Standing::Same
                }
                (Some(row), Some(_)) if row.size == seen.size && row.modified == seen.modified => {
                    Standing::Rotten
                }
                (Some(row), None) if row.outcome == Outcome::Accepted => Standing::Unreadable,
                (Some(_), _) => Standing::Changed,
                (None, Some(_)) => Standing::New,
                // No document, by the same rule as at the reading.
                (None, None) => continue,
            };
            standings.push((seen.path, standing));
        }
        Ok(Some(standings))
    }

    /// The files on record that are nowhere, and how many are on record.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn missing(&self, store: &Store) -> Result<(Vec<String>, usize)> {
        let (mut missing, mut recorded, mut after) = (Vec::new(), 0, String::new());
        loop {
            let portion = store.files_with_bytes(&after).await?;
            let Some(last) = portion.last() else { return Ok((missing, recorded)) };
            after.clone_from(last);
            recorded += portion.len();
            missing.extend(portion.into_iter().filter(|path| self.glance.find(path).is_none()));
        }
    }
}
