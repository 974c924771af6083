//! How the database was left when it was last open, as the lock file of the data folder tells.
//!
//! A database that was closed in order has nothing beside it, and is the file that was closed: what
//! lies beside it is not its own, and where it differs, somebody else or the disk has changed it.
//! Of one whose program was killed nothing of the kind is known.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::store::{BESIDE, beside, hex};

/// A larger database, in bytes, is not read whole for its checksum.
const SUMMED: u64 = 32 << 20;
/// A smaller one is read for its checksum at each start, whatever its times say: that takes a few
/// milliseconds, and shows a bit that turned on the disk as well.
const SUMMED_ALWAYS: u64 = 8 << 20;
/// Stands for a checksum where there is none.
const NO_SUM: &str = "-";

/// How it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Open, or nothing is known.
    Open,
    /// Closed in order, after it had been examined.
    Closed(Mark),
    /// Found damaged while it was open.
    Damaged,
}

/// What a closed database is known again by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its SHA-256, where it is not too large to be asked for.
    sum: Option<String>,
    /// Its size, its times and its place on the disk. Whoever writes to a file changes the time of
    /// its last change, which no program can set.
    stamp: Option<String>,
}

/// Whether a database is the one that was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sameness {
    /// It is.
    Same,
    /// It is not.
    Other,
    /// It may be: it was copied, say, and is too large to be read for that.
    Unknown,
}

impl Mark {
    /// What the database is known by as it is now.
    fn of(database: &Path) -> Self {
        Self { sum: sum(database), stamp: stamp(database) }
    }

    /// Whether the database is the one that bears this mark.
    pub(super) fn sameness(&self, database: &Path) -> Sameness {
        let is_small = fs::metadata(database).is_ok_and(|file| file.len() < SUMMED_ALWAYS);
        if !is_small && self.stamp.is_some() && self.stamp == stamp(database) {
            return Sameness::Same;
        }
        match &self.sum {
            None => Sameness::Unknown,
            known if *known == sum(database) => Sameness::Same,
            Some(_) => Sameness::Other,
        }
    }
}

impl State {
    /// What the lock file says.
    pub(super) fn of(mut lock: &File) -> Self {
        let mut said = String::new();
        if lock.seek(SeekFrom::Start(0)).and_then(|_| lock.read_to_string(&mut said)).is_err() {
            return Self::Open;
        }
        let mut words = said.split_whitespace();
        match words.next() {
            Some("closed") => {
                let sum = words.next().filter(|sum| *sum != NO_SUM).map(str::to_owned);
                Self::Closed(Mark { sum, stamp: words.next().map(str::to_owned) })
            }
            Some("damaged") => Self::Damaged,
            _ => Self::Open,
        }
    }

    /// That the database was closed as it is now.
    pub(super) fn closed(database: &Path) -> Self {
        Self::Closed(Mark::of(database))
    }

    /// Puts it down in the lock file. Where that fails, less is known at the next start.
    pub(super) fn note(&self, mut lock: &File) {
        let said = match self {
            Self::Open => "open".to_owned(),
            Self::Closed(Mark { sum, stamp }) => {
                let sum = sum.as_deref().unwrap_or(NO_SUM);
                format!("closed {sum} {}", stamp.as_deref().unwrap_or_default())
            }
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
fn sum(database: &Path) -> Option<String> {
    let size = fs::metadata(database).ok()?.len();
    (size < SUMMED).then(|| fs::read(database).ok()).flatten().map(|all| hex(&Sha256::digest(all)))
}

/// Size, times and place of the database.
fn stamp(database: &Path) -> Option<String> {
    let file = fs::metadata(database).ok()?;
    let (modified, changed) = (file.mtime_nsec(), file.ctime_nsec());
    Some(format!(
        "{}:{}.{modified}:{}.{changed}:{}",
        file.size(),
        file.mtime(),
        file.ctime(),
        file.ino()
    ))
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
        let (sum, stamp) = ("0".repeat(64), "1:2.3:4.5:6".to_owned());
        for state in [
            State::Closed(Mark { sum: Some(sum), stamp: Some(stamp.clone()) }),
            State::Damaged,
            State::Closed(Mark { sum: None, stamp: Some(stamp) }),
            State::Closed(Mark::default()),
            State::Open,
        ] {
            state.note(&lock);
            assert_eq!(State::of(&lock), state);
        }
        lock.write_all(b"\xff\xff").unwrap();
        assert_eq!(State::of(&lock), State::Open);
    }

    #[test]
    fn a_database_that_somebody_wrote_to_is_not_the_one_that_was_closed() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("room.sqlite3");
        let write = |size: u64, byte: &[u8]| {
            let file = File::options().write(true).create(true).truncate(false).open(&database);
            let mut file = file.unwrap();
            file.set_len(size).unwrap();
            file.write_all(byte).unwrap();
        };
        for (size, after_a_write, after_a_copy) in [
            (1 << 20, Sameness::Other, Sameness::Same),
            (9 << 20, Sameness::Other, Sameness::Same),
            (33 << 20, Sameness::Unknown, Sameness::Unknown),
        ] {
            write(size, b"a");
            let mark = Mark::of(&database);
            assert_eq!(mark.sameness(&database), Sameness::Same, "{size}");
            let time = fs::metadata(&database).unwrap().modified().unwrap();
            let copy = folder.path().join("copy");
            fs::copy(&database, &copy).unwrap();
            write(size, b"b");
            File::options().write(true).open(&database).unwrap().set_modified(time).unwrap();
            assert_eq!(mark.sameness(&database), after_a_write, "{size}");
            fs::rename(&copy, &database).unwrap();
            assert_eq!(mark.sameness(&database), after_a_copy, "{size}");
        }
    }
}
