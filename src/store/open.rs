//! Opening the database: the file, its settings, the migrations, the pools.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode,
    SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::authority::Spellings;
use super::probe::probed;
use super::reading::Readers;
use super::search::Searching;
use super::{Error, Result, Store, ground};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Connections that read. Searches and pages are short; two cores keep four busy.
const READERS: u32 = 4;
/// Connections that search: more at once would only take time from each other.
const SEARCHERS: u32 = 2;
/// Rows that a search's connection has ready before they are taken: as many as most searches need,
/// so that nobody waits for the other row by row.
const ROWS: usize = 256;
/// The pages that the writer keeps in memory at most, in KiB as SQLite takes it. A long load has more
/// (`bulk`).
const WRITTEN: &str = "-1024";
/// The pages that a connection keeps in memory at most, of those that read and those that search: the
/// system keeps the file in memory too, and gives that back when others need it.
const READ: &str = "-512";
const SEARCHED: &str = "-2048";
/// Pages of the log after which it is written back.
const LOG_PAGES: &str = "8192";
/// How long a statement waits for another process that holds the file.
const BUSY: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the database at `path`, makes it where there is none, and brings it up to date: all
    /// migrations that it lacks in one transaction. A file that is not this program's, or that a
    /// newer version made, is left as it is.
    ///
    /// # Errors
    /// If the folder or file cannot be used, is damaged ([`Error::is_damage`]), another program's,
    /// or a newer version's.
    pub async fn open(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            std::fs::create_dir_all(folder)
                .map_err(|cause| Error::Folder { path: folder.to_owned(), cause })?;
        }
        probed(path, &MIGRATIONS).await?;
        let share = ground::share(folder.unwrap_or(Path::new(".")));
        if let Some(kind) = &share {
            tracing::warn!(
                kind,
                "the data folder is on a network share; the database keeps a rollback journal \
                 there, which is slower; a disk of this machine is better"
            );
        }
        Self::open_with(path, share.is_some()).await
    }

    /// Opens the database at `path` with a rollback journal instead of a write-ahead log, or the
    /// other way round; one that has the other is converted.
    async fn open_with(path: &Path, rolls_back: bool) -> Result<Self> {
        let open = |cause| Error::Open { path: path.to_owned(), cause };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .synchronous(SqliteSynchronous::Full)
            .disable_statement_logging()
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            // The data folder may be the only one that can be written.
            .pragma("temp_store", "MEMORY");
        if rolls_back {
            // Alone with the file, SQLite reads the log without the memory that a share lacks.
            let alone = options.clone().locking_mode(SqliteLockingMode::Exclusive);
            let alone = alone.journal_mode(SqliteJournalMode::Delete);
            alone.connect().await.map_err(open)?.close().await.map_err(open)?;
        }
        let journal = if rolls_back { SqliteJournalMode::Delete } else { SqliteJournalMode::Wal };
        let options = options.journal_mode(journal);
        let is_new = std::fs::metadata(path).map_or(0, |file| file.len()) == 0;
        let made = if is_new {
            // What a long load leaves free is given back then.
            options.clone().auto_vacuum(SqliteAutoVacuum::Incremental)
        } else {
            options.clone()
        };
        let writer = pool(1)
            .before_acquire(|connection, _| Box::pin(is_at_rest(connection)))
            .connect_with(
                made.optimize_on_close(true, 400)
                    .pragma("cache_size", WRITTEN)
                    .pragma("wal_autocheckpoint", LOG_PAGES),
            )
            .await
            .map_err(open)?;
        // All in one transaction: whatever ends it, the file is of the old version or of the new.
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(open)?;
        MIGRATIONS.run(&mut *tx).await.map_err(|error| match error {
            MigrateError::VersionMismatch(_) | MigrateError::Dirty(_) => {
                Error::Foreign { path: path.to_owned() }
            }
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                Error::Newer { path: path.to_owned() }
            }
            other => open(sqlx::Error::Migrate(Box::new(other))),
        })?;
        tx.commit().await.map_err(open)?;
        Self::over(writer, options.create_if_missing(false).read_only(true), path).await
    }

    /// Opens the database at `path` as it lies on a disk that nobody can write to.
    ///
    /// # Errors
    /// If it is not there, not of this version, or was not closed in order.
    pub async fn open_still(path: &Path) -> Result<Self> {
        probed(path, &MIGRATIONS).await?;
        let still = |what: &str| Error::Still { path: path.to_owned(), what: what.to_owned() };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if ground::share(folder.unwrap_or(Path::new("."))).is_some() {
            return Err(still("may be in use by another machine"));
        }
        for ending in ["-wal", "-journal"] {
            let left = std::fs::metadata(super::probe::beside(path, ending));
            if left.is_ok_and(|left| left.len() > 0) {
                return Err(still("was not closed in order"));
            }
        }
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        let options = options
            .disable_statement_logging()
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON");
        let open = |cause| Error::Open { path: path.to_owned(), cause };
        let writer = pool(1).connect_with(options.clone()).await.map_err(open)?;
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(&writer)
            .await
            .map_err(|_| still("holds nothing yet"))?;
        if newest != MIGRATIONS.iter().map(|migration| migration.version).max() {
            return Err(still("was made by an older version of this program"));
        }
        match Self::over(writer, options, path).await {
            Err(Error::Sql(_)) => Err(still("was made by an older version of this program")),
            opened => opened,
        }
    }

    /// A store over a database that is open and up to date.
    async fn over(
        writer: sqlx::SqlitePool,
        options: SqliteConnectOptions,
        path: &Path,
    ) -> Result<Self> {
        let open = |cause| Error::Open { path: path.to_owned(), cause };
        let reading = options.clone().pragma("query_only", "ON").pragma("cache_size", READ);
        let readers = pool(READERS).connect_with(reading.clone()).await.map_err(open)?;
        let searchers = pool(SEARCHERS)
            .connect_with(reading.pragma("cache_size", SEARCHED).row_buffer_size(ROWS))
            .await
            .map_err(open)?;
        let spellings = Spellings::default();
        let searching = Arc::new(Searching::of(SEARCHERS));
        let condemned = Arc::new(tokio::sync::watch::Sender::new(false));
        let store = Self {
            readers: Readers::of(readers),
            searchers,
            searching,
            writer,
            options,
            generation: Arc::default(),
            bustle: Arc::default(),
            spellings,
            condemned,
            learns: false,
        };
        store.recall_authority().await?;
        store.arrange_anew().await?;
        store.follow_anew().await?;
        Ok(store)
    }

    /// Opens the database at `path` beside whoever may be writing it: nothing of it is ever changed,
    /// and what this program would bring up to date stays as it is.
    ///
    /// # Errors
    /// If there is none, it cannot be read, or another version of the program made it.
    pub async fn open_to_read(path: &Path) -> Result<Self> {
        let open = |cause| Error::Open { path: path.to_owned(), cause };
        let mut options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .busy_timeout(BUSY)
            .disable_statement_logging()
            .pragma("trusted_schema", "OFF");
        let reading = |options: &SqliteConnectOptions| {
            pool(READERS).connect_with(options.clone().pragma("query_only", "ON"))
        };
        let readers = match reading(&options).await {
            Ok(readers) => readers,
            // Where nothing can be written and no log stands beside the file, nobody writes it.
            Err(_) if path.is_file() && !log_of(path).exists() => {
                options = options.immutable(true);
                reading(&options).await.map_err(open)?
            }
            Err(cause) => return Err(open(cause)),
        };
        let applied: Vec<i64> = sqlx::query_scalar(
            "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version",
        )
        .fetch_all(&readers)
        .await
        .map_err(open)?;
        let known: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
        if applied.iter().any(|version| !known.contains(version)) {
            return Err(Error::Newer { path: path.to_owned() });
        }
        if applied != known {
            return Err(Error::Older { path: path.to_owned() });
        }
        let (searchers, writer) = (readers.clone(), readers.clone());
        let spellings = Spellings::default();
        let searching = Arc::new(Searching::of(SEARCHERS));
        let condemned = Arc::new(tokio::sync::watch::Sender::new(false));
        let store = Self {
            readers: Readers::of(readers),
            searchers,
            searching,
            writer,
            options,
            generation: Arc::default(),
            bustle: Arc::default(),
            spellings,
            condemned,
            learns: false,
        };
        store.recall_authority().await?;
        Ok(store)
    }
}

/// The write-ahead log that belongs to the database at `path`.
fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Whether the connection is in no transaction; one that is, is replaced by another.
///
/// On a full disk SQLite ends a transaction by itself. Whoever counts transactions does not learn
/// of it, and would take none from then on.
async fn is_at_rest(connection: &mut SqliteConnection) -> std::result::Result<bool, sqlx::Error> {
    // What was asked before, a rollback say, is done by then.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        // A connection to a file is never lost while nobody uses it.
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn journal(store: &Store) -> String {
        sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.writer).await.unwrap()
    }

    #[tokio::test]
    async fn a_database_is_converted_where_a_log_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("room.sqlite3");
        for (rolls_back, mode) in [(false, "wal"), (true, "delete"), (false, "wal")] {
            let store = Store::open_with(&path, rolls_back).await.unwrap();
            assert_eq!(journal(&store).await, mode);
            assert_eq!(store.damage_of_file(super::super::Pace::Full).await.unwrap(), []);
            store.close().await;
            let kept = std::fs::read(&path).unwrap();
            // The file itself says which it is: 2 with a log, 1 without.
            assert_eq!(kept[18], if rolls_back { 1 } else { 2 });
        }
    }

    #[tokio::test]
    async fn after_a_full_disk_the_next_transaction_works() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let pages = |most: i64| {
            let most = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {most}"));
            sqlx::query(most).execute(&store.writer)
        };
        let put = async |value: String| {
            let mut tx = store.writing().await?;
            super::super::settings::put(&mut tx, "name", &value).await?;
            tx.commit().await?;
            Ok::<(), Error>(())
        };
        pages(1).await.unwrap();
        let error = put("a".repeat(1 << 20)).await.unwrap_err();
        assert!(matches!(error, Error::Full(_)) && error.is_of_machine(), "{error:?}");
        put("a".repeat(1 << 20)).await.unwrap();
    }

    #[test]
    fn a_released_migration_is_never_edited() {
        let checksums: Vec<(i64, String)> = MIGRATIONS
            .iter()
            .map(|migration| (migration.version, super::super::hex(&migration.checksum)))
            .collect();
        for (version, checksum) in RELEASED {
            assert!(
                checksums.iter().any(|(v, sum)| (*v, &sum[..16]) == (version, checksum)),
                "migration {version} is {checksums:?}"
            );
        }
    }

    /// The first digits of the checksum of each released migration.
    const RELEASED: [(i64, &str); 4] = [
        (1, "2a436973929b8bb2"),
        (2, "6cf19900bfc49b8c"),
        (3, "38cf4a904796b224"),
        (4, "9080c4464739341b"),
    ];
}
