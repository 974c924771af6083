//! What lies where the database is to be, found out before anything may change it.
//!
//! A newer program's database and another program's are left byte by byte as they are.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::{Error, Result};

/// What every database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// The table in which migrations are put down.
const MIGRATED: &str = "_sqlx_migrations";

/// The files that SQLite keeps beside the one at `path`, by their endings.
pub(crate) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A file beside the one at `path`.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn is_filled(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

/// Makes sure that the file may be opened for writing: there is none, or it is this program's.
///
/// # Errors
/// What else it is.
pub(super) async fn probed(path: &Path, migrations: &Migrator) -> Result<()> {
    let unopened = |cause: std::io::Error| Error::Open {
        path: path.to_owned(),
        cause: sqlx::Error::Io(cause),
    };
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(Error::NoFile { path: path.to_owned() }),
        Ok(metadata) if metadata.len() == 0 => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unopened(error)),
    }
    let mut begin = Vec::new();
    let file = fs::File::open(path).map_err(unopened)?;
    file.take(MAGIC.len() as u64).read_to_end(&mut begin).map_err(unopened)?;
    if begin != MAGIC {
        let what = "it does not begin as a database does".to_owned();
        return Err(Error::Torn { path: path.to_owned(), what });
    }
    // What a killed program left in the log belongs to the file. A rollback journal is another
    // matter: only who may write can bring the file back to what it was.
    let has_log = is_filled(&beside(path, "-wal"));
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(!has_log);
    let judged = async {
        let mut connection = options.connect().await?;
        let judged = judged(&mut connection, path, migrations).await;
        connection.close().await?;
        judged
    };
    match judged.await {
        Err(error) if error.is_damage() && is_filled(&beside(path, "-journal")) => Ok(()),
        judged => judged,
    }
}

async fn judged(
    connection: &mut SqliteConnection,
    path: &Path,
    migrations: &Migrator,
) -> Result<()> {
    let path = path.to_owned();
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await?;
    if tables.is_empty() {
        return Ok(());
    }
    if !tables.iter().any(|table| table == MIGRATED) {
        return Err(Error::Stranger { path });
    }
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations ORDER BY version")
            .fetch_all(connection)
            .await?;
    let newest = migrations.iter().map(|migration| migration.version).max();
    if applied.iter().any(|(version, _)| Some(*version) > newest) {
        return Err(Error::Newer { path });
    }
    let is_ours = |(version, checksum): &(i64, Vec<u8>)| {
        migrations.iter().any(|migration| {
            migration.version == *version && migration.checksum.as_ref() == checksum.as_slice()
        })
    };
    if applied.iter().all(is_ours) { Ok(()) } else { Err(Error::Foreign { path }) }
}
