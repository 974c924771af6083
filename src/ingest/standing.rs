//! The seeds folder compared with what the last reading put on record, file by file. Nothing is
//! taken in and nothing is changed.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use super::survey::{self, Found};
use crate::document::Outcome;
use crate::store::FileRow;

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

/// The files of a seeds folder, to be compared in portions.
#[derive(Debug)]
pub struct Comparison {
    entries: Vec<Found>,
    /// Rows of files whose checksum is on record and that were not met yet.
    open: BTreeMap<String, FileRow>,
}

impl Comparison {
    /// Lists the seeds folder, but for the data folder if that lies in it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of([seeds, data]: [&Path; 2], rows: Vec<FileRow>) -> io::Result<Self> {
        let own = super::own(seeds, data);
        let mut entries = survey::listed(seeds, own.as_deref())?.entries;
        entries.sort();
        let recorded = rows.into_iter().filter(|row| row.sha256.is_some());
        let open = recorded.map(|row| (row.path.clone(), row)).collect();
        Ok(Self { entries, open })
    }

    /// Reads the next files and compares them; `None` when all were.
    ///
    /// # Errors
    /// If the folder can no longer be read.
    pub fn next(
        &mut self,
        seeds: &Path,
        files: usize,
    ) -> io::Result<Option<Vec<(String, Standing)>>> {
        if self.entries.is_empty() {
            return Ok(None);
        }
        let rest = self.entries.split_off(files.min(self.entries.len()));
        let entries = std::mem::replace(&mut self.entries, rest);
        let seen = survey::looked_at(seeds, entries, &HashMap::new())?;
        let mut standings = Vec::with_capacity(seen.len());
        for seen in seen {
            let sha256 = seen.sha256().or(seen.of_own_use.as_deref());
            let row = self.open.remove(&seen.path);
            let standing = match (row, sha256) {
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

    /// The files on record that were nowhere, after all were compared.
    #[must_use]
    pub fn missing(self) -> Vec<String> {
        self.open.into_keys().collect()
    }
}
