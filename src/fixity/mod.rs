//! Fixity: all that the room holds, read whole and compared with its checksums.
//!
//! In come the seeds folder, the data folder and the store; out goes what was compared and what was
//! not as it had been, each with what to do. Files are compared with what is on record of them,
//! kept sources with their names, stored sources and texts with their checksums, everything else in
//! the database with its seal, the event file with its copy. Nothing is changed, and a server may
//! be serving the room meanwhile. A seed that somebody edited is no damage: the room takes it in.

mod files;
mod keeping;
mod stored;

use std::path::Path;

use anyhow::Result;

use crate::document::Verification;
use crate::store::Store;

pub use crate::store::Pace;

pub use keeping::{Rhythm, keep, recorded};

/// Something that is not as it had been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, the document, or the part of the database.
    pub of: String,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// What a check compared and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Files of the seeds folder that were compared.
    pub files: usize,
    /// Kept sources that were compared.
    pub kept: usize,
    /// Stored sources that were compared.
    pub stored: usize,
    /// Stored texts that were compared.
    pub texts: usize,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What is to be known and is not wrong: files that changed and are not taken in yet.
    pub notes: Vec<String>,
}

impl Found {
    /// The sum of it, as of this instant.
    #[must_use]
    pub fn sum(&self, at: String) -> Verification {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Verification {
            at,
            sources: count(self.files + self.kept + self.stored),
            texts: count(self.texts),
            problems: count(self.problems.len()),
        }
    }

    fn problem(&mut self, of: impl Into<String>, what: impl Into<String>, remedy: &str) {
        self.problems.push(Problem { of: of.into(), what: what.into(), remedy: remedy.to_owned() });
    }

    fn join(&mut self, other: Self) {
        self.files += other.files;
        self.kept += other.kept;
        self.stored += other.stored;
        self.texts += other.texts;
        self.problems.extend(other.problems);
        self.notes.extend(other.notes);
    }
}

/// How many files are read at once.
fn portion(pace: Pace) -> usize {
    match pace {
        Pace::Full => 1024,
        Pace::Behind => 16,
    }
}

/// Reads and compares everything.
///
/// # Errors
/// If what is on record cannot be read at all, so that nothing can be compared.
pub async fn compared(store: &Store, seeds: &Path, data: &Path, pace: Pace) -> Result<Found> {
    let of_files = files::compared(store, seeds, data, pace);
    let of_contents = stored::contents(store, data, pace);
    let of_tables = stored::tables(store, data, pace);
    let of_structure = stored::structure(store, data, pace);
    let mut found = Found::default();
    if pace == Pace::Full {
        let (files, contents, tables, structure) =
            tokio::join!(of_files, of_contents, of_tables, of_structure);
        for part in [files, contents, tables, structure] {
            found.join(part?);
        }
    } else {
        found.join(of_files.await?);
        found.join(of_contents.await?);
        found.join(of_tables.await?);
        found.join(of_structure.await?);
    }
    Ok(found)
}
