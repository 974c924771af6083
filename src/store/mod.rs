//! The room's memory: documents, texts, editions, the ingest report and events in SQLite.
//!
//! In come documents as the loader read them and questions of the pages; out go the values of
//! `document`. This is the only room that knows SQL. It parses no capture, makes no address and
//! reads no clock: instants come with what is stored.
//!
//! One connection writes, a pool of read-only ones reads (write-ahead log), so a reader never
//! waits and never sees half of a document.
//!
//! A limit that is bound is written `LIMIT ?1 + 0`: a bare one SQLite takes as a reason to plan the
//! statement anew each time that it is asked, which takes longer than the answer.

mod accession;
mod archives;
mod arrangement;
mod authority;
#[cfg(test)]
mod bare;
mod batch;
mod binary;
mod body;
mod bulk;
mod cards;
mod changes;
mod check;
mod columns;
mod corrections;
mod counted;
mod coverage;
mod documents;
mod error;
mod events;
mod files;
mod filter;
mod folder;
mod fts5;
mod gathered;
mod generation;
mod ground;
mod harvest;
mod index;
mod listing;
mod moved;
mod open;
mod pace;
mod packing;
mod piece;
mod probe;
mod reading;
mod reindex;
mod related;
mod removal;
mod rows;
mod salvage;
mod seal;
mod search;
mod selection;
mod settings;
mod soundness;
mod source;
mod standing;
mod statements;
mod tally;
mod timeline;
mod totals;

use std::sync::Arc;

use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::watch;

pub use batch::{Accession, Batch, EarlierEdition, Moved, Redirects};
pub(crate) use body::Body;
pub use check::Stock;
pub(crate) use columns::Columns;
pub use error::Error;
pub use events::EventLine;
pub use files::{FileRow, KnownDocument};
pub use filter::Filter;
pub use folder::FileMark;
pub use harvest::{Change, Span};
pub use pace::{Pace, Pacer};
pub(crate) use probe::{BESIDE, beside};
pub(crate) use rows::{MOST_BLOCKS, hex};
pub use salvage::Salvage;
pub use seal::Sealed;
pub use search::{Asked, Searches};
pub use soundness::Damage;
pub use source::Source;
pub use standing::MentionKey;
pub use tally::Tally;

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    readers: reading::Readers,
    /// Connections that search.
    searchers: SqlitePool,
    searching: Arc<search::Searching>,
    writer: SqlitePool,
    /// How a connection that only reads is made.
    options: SqliteConnectOptions,
    generation: Arc<generation::Generation>,
    bustle: Arc<pace::Bustle>,
    spellings: authority::Spellings,
    /// Whether the file turned out to be damaged while it was open.
    condemned: Arc<watch::Sender<bool>>,
    /// Whether what happens is noted elsewhere, and learned from there.
    learns: bool,
}

/// What a store's function answers.
pub type Result<T> = std::result::Result<T, Error>;

impl Store {
    /// A number that is raised with every change of what the pages show, but while many documents
    /// come in at most four times a second. It lives in memory and begins anew with the program.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation.shown()
    }

    /// Shows what was taken in at once, where the number above would still wait.
    pub fn show_all(&self) {
        self.generation.catch_up();
    }

    /// The same store, but what happens is noted elsewhere: it learns of it from the events that it
    /// takes over, and the events of a batch are passed over.
    #[must_use]
    pub fn learning(self) -> Self {
        Self { learns: true, ..self }
    }

    fn raise_generation(&self) {
        self.generation.raise();
    }

    /// Whether the room is whole: the seeds were read to their end once, the index answers, and
    /// nothing was found damaged.
    ///
    /// # Errors
    /// Whatever the database says against it.
    pub async fn is_ready(&self) -> Result<bool> {
        // Any word: the index has to be read to say that nothing has it.
        sqlx::query_scalar!(
            r#"SELECT rowid AS "rowid!: i64" FROM ft_doc WHERE ft_doc MATCH '"ready"' LIMIT 1"#
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(self.is_read().await? && !*self.condemned.borrow())
    }

    /// Notes that the file turned out to be damaged, until it is pardoned.
    pub fn condemn(&self) {
        self.condemned.send_if_modified(|known| !std::mem::replace(known, true));
    }

    /// Notes that what was damaged is sound again.
    pub fn pardon(&self) {
        self.condemned.send_replace(false);
    }

    /// Ready as soon as the file is known to be damaged.
    pub async fn condemned(&self) {
        let mut condemned = self.condemned.subscribe();
        if condemned.wait_for(|known| *known).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Writes the log back into the database file and closes all connections.
    pub async fn close(&self) {
        self.bustle.close().await;
        self.leave_searching().await;
        self.searchers.close().await;
        self.readers.pool().close().await;
        // The last connection that closes checkpoints the log; an error here loses nothing.
        if let Err(error) = sqlx::query("PRAGMA optimize").execute(&self.writer).await {
            tracing::debug!(%error, "the database was not optimised at closing");
        }
        self.writer.close().await;
    }
}
