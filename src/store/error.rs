//! What can go wrong with the database.

use std::path::PathBuf;

/// An error of the store. Absence is none: it is `Ok(None)`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database's folder cannot be made or written.
    #[error(
        "the data folder {path} cannot be written ({cause}); give this user write access to it, or \
         name another with --data"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The database file cannot be opened.
    #[error(
        "the database {path} cannot be opened ({cause}); see that this user may read and write it, and \
         that its disk has room"
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: sqlx::Error,
    },
    /// A newer program made the database.
    #[error(
        "the database {path} was made by a newer version of this program; use that version, or \
         move the file away and it is made again from the seeds"
    )]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// An older program made the database, and it was asked for only to be read.
    #[error(
        "the database {path} was made by an older version of this program; start the room once, \
         which brings it up to date"
    )]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// A build of this program that was never released made the database.
    #[error(
        "the database {path} was not made by a released version of this program; move the file \
         away and it is made again from the seeds"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// What lies at the database's path is no file.
    #[error(
        "{path} is not a file, and a database is to be there; move it away, or name another \
         folder with --data"
    )]
    NoFile {
        /// The path.
        path: PathBuf,
    },
    /// Another program's database.
    #[error(
        "the database {path} is another program's; move it away, or name another folder with \
         --data"
    )]
    Stranger {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("the database {path} is damaged: {what}")]
    Torn {
        /// The file.
        path: PathBuf,
        /// What shows it.
        what: String,
    },
    /// A database on a disk that cannot be written, which would have to be.
    #[error(
        "the database {path} lies where nothing can be written, and it {what}; make the data \
         folder writable once, or name another with --data"
    )]
    Still {
        /// The file.
        path: PathBuf,
        /// Why it has to be written.
        what: String,
    },
    /// A stored text does not match its checksum.
    #[error("the stored text of {id} does not match its checksum")]
    Damaged {
        /// The document.
        id: String,
    },
    /// A search took longer than a search may.
    #[error("the search took too long")]
    TooBroad,
    /// Too many searches wait for their turn.
    #[error("too many searches at once")]
    Busy,
    /// A stored value is not what this program writes.
    #[error("the database holds a value that this program does not write: {0}")]
    Value(String),
    /// Any other error of the database.
    #[error("the database failed: {0}")]
    Sql(#[source] sqlx::Error),
    /// The disk is full.
    #[error("the disk is full; what is there stays as it is, and goes on once there is room")]
    Full(#[source] sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        const FULL: i32 = 13;
        if Self::code_of(&error) == Some(FULL) { Self::Full(error) } else { Self::Sql(error) }
    }
}

impl Error {
    /// Whether the error says that the database is damaged, rather than that the machine, the
    /// folder or a single value is against us.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Torn { .. })
            || self.code().is_some_and(tells_of_damage)
            || self.said().is_some_and(|error| lacks_a_table(error.message()))
    }

    /// Whether it says that a single value is not what was put there.
    #[must_use]
    pub fn is_of_value(&self) -> bool {
        use sqlx::Error::{ColumnDecode, Decode};
        matches!(self, Self::Value(_) | Self::Sql(ColumnDecode { .. } | Decode(_)))
    }

    /// Whether the machine is against us, or the file as a whole, rather than what was asked: a
    /// full disk, one that cannot be written, a lock.
    #[must_use]
    pub fn is_of_machine(&self) -> bool {
        self.is_damage() || self.code().is_some_and(tells_of_machine)
    }

    /// Whether it says so of the full-text index alone, which has no code of its own.
    #[must_use]
    pub fn is_damage_of_index(&self) -> bool {
        self.is_damage() && self.said().is_some_and(|error| error.message().starts_with("fts5:"))
    }

    /// SQLite's extended result code, if SQLite said it.
    fn code(&self) -> Option<i32> {
        self.said()?.code()?.parse().ok()
    }

    fn code_of(cause: &sqlx::Error) -> Option<i32> {
        cause.as_database_error()?.code()?.parse().ok()
    }

    /// What SQLite said, if it did.
    fn said(&self) -> Option<&dyn sqlx::error::DatabaseError> {
        let (Self::Sql(cause) | Self::Full(cause) | Self::Open { cause, .. }) = self else {
            return None;
        };
        let cause = match cause {
            sqlx::Error::Migrate(cause) => match &**cause {
                sqlx::migrate::MigrateError::Execute(cause)
                | sqlx::migrate::MigrateError::ExecuteMigration(cause, _) => cause,
                _ => return None,
            },
            cause => cause,
        };
        cause.as_database_error()
    }
}

/// Whether an extended result code of SQLite tells of a damaged file.
fn tells_of_damage(code: i32) -> bool {
    const CORRUPT: i32 = 11;
    const NOT_A_DATABASE: i32 = 26;
    const SHORT_READ: i32 = 522;
    matches!(code & 0xff, CORRUPT | NOT_A_DATABASE) || code == SHORT_READ
}

/// Whether SQLite misses a part of the tables. Every statement was checked against them when the
/// program was built, so it is the database that lost it.
fn lacks_a_table(message: &str) -> bool {
    ["no such table", "no such column", "no such index"].iter().any(|lack| message.contains(lack))
}

/// Whether an extended result code of SQLite tells of disk, memory or locks.
fn tells_of_machine(code: i32) -> bool {
    /// `SQLITE_BUSY`, `LOCKED`, `NOMEM`, `READONLY`, `IOERR`, `FULL`, `CANTOPEN`.
    const MACHINE: [i32; 7] = [5, 6, 7, 8, 10, 13, 14];
    MACHINE.contains(&(code & 0xff))
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Value(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_no_damage_and_a_torn_page_is() {
        let check = |code: i32, expect: bool| assert_eq!(tells_of_damage(code), expect, "{code}");
        // SQLITE_CORRUPT, SQLITE_CORRUPT_VTAB, SQLITE_NOTADB, SQLITE_IOERR_SHORT_READ
        for code in [11, 267, 26, 522] {
            check(code, true);
        }
        // SQLITE_FULL, SQLITE_BUSY, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_IOERR_WRITE
        for code in [13, 5, 8, 14, 778] {
            check(code, false);
            assert!(tells_of_machine(code), "{code}");
        }
        // A unique constraint.
        assert!(!tells_of_machine(2067));
    }
}
