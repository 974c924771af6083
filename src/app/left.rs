//! How the database was left when it was last open, as the lock file of the data folder tells.
//!
//! A database that was closed in order has nothing beside it, and is the file that was closed: what
//! lies beside it is not its own, and where it differs, somebody else or the disk has changed it.
//! Of one whose program was killed nothing of the kind is known.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::store::{BESIDE, beside, hex};

/// A larger database, in bytes, is not read whole for its checksum.
const SUMMED: u64 = 32 << 20;

/// How it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Open, or nothing is known.
    Open,
    /// Closed in order, with this SHA-256 where it is not too large to be asked for.
    Closed(Option<String>),
    /// Found damaged while it was open.
    Damaged,
}

impl State {
    /// What the lock file says.
    pub(super) fn of(mut lock: &File) -> Self {
        let mut said = String::new();
        if lock.seek(SeekFrom::Start(0)).and_then(|_| lock.read_to_string(&mut said)).is_err() {
            return Self::Open;
        }
        let mut words = said.split_whitespace();
        match (words.next(), words.next()) {
            (Some("closed"), sum) => Self::Closed(sum.map(str::to_owned)),
            (Some("damaged"), _) => Self::Damaged,
            _ => Self::Open,
        }
    }

    /// That the database was closed as it is now.
    pub(super) fn closed(database: &Path) -> Self {
        Self::Closed(sum(database))
    }

    /// Puts it down in the lock file. Where that fails, less is known at the next start.
    pub(super) fn note(&self, mut lock: &File) {
        let said = match self {
            Self::Open => "open".to_owned(),
            Self::Closed(None) => "closed".to_owned(),
            Self::Closed(Some(sum)) => format!("closed {sum}"),
            Self::Damaged => "damaged".to_owned(),
        };
        let noted = lock
            .set_len(0)
            .and_then(|()| lock.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(lock, "{said}"))
            .and_then(|()| lock.sync_data());
        if let Err(error) = noted {
            tracing::debug!(%error, "the lock file cannot be written");
        }
    }
}

/// The database's checksum, unless it is large.
pub(super) fn sum(database: &Path) -> Option<String> {
    let size = fs::metadata(database).ok()?.len();
    (size < SUMMED).then(|| fs::read(database).ok()).flatten().map(|all| hex(&Sha256::digest(all)))
}

/// Whether SQLite has left nothing beside the database that belongs to it.
pub(super) fn is_closed(database: &Path) -> bool {
    let is_filled = |ending: &str| {
        fs::metadata(beside(database, ending)).is_ok_and(|metadata| metadata.len() > 0)
    };
    !BESIDE.into_iter().filter(|ending| *ending != "-shm").any(is_filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_what_is_known() {
        let mut lock = tempfile::tempfile().unwrap();
        assert_eq!(State::of(&lock), State::Open, "nothing is known of a new folder");
        let sum = "0".repeat(64);
        for state in [State::Closed(Some(sum)), State::Damaged, State::Closed(None), State::Open] {
            state.note(&lock);
            assert_eq!(State::of(&lock), state);
        }
        lock.write_all(b"\xff\xff").unwrap();
        assert_eq!(State::of(&lock), State::Open);
    }
}
