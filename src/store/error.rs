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
        "the database {path} cannot be opened ({cause}); see that this user may read and write it"
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
    /// A build of this program that was never released made the database.
    #[error(
        "the database {path} was not made by a released version of this program; move the file \
         away and it is made again from the seeds"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
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
    Sql(#[from] sqlx::Error),
}

impl Error {
    /// Whether the error says that the database is damaged, rather than that the machine, the
    /// folder or a single value is against us.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        self.code().is_some_and(tells_of_damage)
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

    /// What SQLite said, if it did.
    fn said(&self) -> Option<&dyn sqlx::error::DatabaseError> {
        let (Self::Sql(cause) | Self::Open { cause, .. }) = self else { return None };
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
    const SHORT_READ: i32 = 10 | (2 << 8);
    matches!(code & 0xff, CORRUPT | NOT_A_DATABASE) || code == SHORT_READ
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
        }
    }
}
