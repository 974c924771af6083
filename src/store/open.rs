//! Opening the database: the file, its settings, the migrations, the two pools.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::authority::Spellings;
use super::search::Searching;
use super::{Error, Result, Store};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Connections that read. Searches and pages are short; two cores keep four busy.
const READERS: u32 = 4;
/// Connections that search, each with a page cache of 16 MiB: more at once would only take time
/// from each other.
const SEARCHERS: u32 = 2;
/// How long a statement waits for another process that holds the file.
const BUSY: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the database at `path`, makes it where there is none, and brings it up to date.
    ///
    /// # Errors
    /// If the folder or file cannot be used, or a newer program made the database.
    pub async fn open(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|cause| Error::Folder { path: folder.to_owned(), cause })?;
        }
        let open = |cause| Error::Open { path: path.to_owned(), cause };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("trusted_schema", "OFF")
            // The data folder may be the only one that can be written.
            .pragma("temp_store", "MEMORY");
        let writer = pool(1)
            .connect_with(options.clone().optimize_on_close(true, 400))
            .await
            .map_err(open)?;
        MIGRATIONS.run(&writer).await.map_err(|error| match error {
            MigrateError::VersionMismatch(_) | MigrateError::Dirty(_) => {
                Error::Foreign { path: path.to_owned() }
            }
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                Error::Newer { path: path.to_owned() }
            }
            other => open(sqlx::Error::Migrate(Box::new(other))),
        })?;
        let options = options.read_only(true);
        let reading = options.clone().pragma("query_only", "ON");
        let readers = pool(READERS).connect_with(reading.clone()).await.map_err(open)?;
        let searchers = pool(SEARCHERS)
            .connect_with(reading.pragma("cache_size", "-16384"))
            .await
            .map_err(open)?;
        let generation = Arc::new(AtomicU64::new(1));
        let spellings = Spellings::default();
        let searching = Arc::new(Searching::of(SEARCHERS));
        let store = Self { readers, searchers, searching, writer, options, generation, spellings };
        store.recall_authority().await?;
        store.arrange_anew().await?;
        store.follow_anew().await?;
        Ok(store)
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
}
