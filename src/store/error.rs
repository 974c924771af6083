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
    /// All connections that search are taken.
    #[error("too many searches at once")]
    Busy,
    /// A stored value is not what this program writes.
    #[error("the database holds a value that this program does not write: {0}")]
    Value(String),
    /// Any other error of the database.
    #[error("the database failed: {0}")]
    Sql(#[from] sqlx::Error),
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Value(error.to_string())
    }
}
