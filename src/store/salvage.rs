//! What can still be read from a damaged database.
//!
//! In comes a file that is to be set aside; out go events and sources, as far as they can be read.
//! Whoever asks makes sure that they are whole: a source by its checksum, an event by its form.
//! Nothing is written, and nothing that fails is an error: what cannot be read is not there.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};

use super::source::as_it_came;

/// A damaged database, opened to be read.
#[derive(Debug)]
pub struct Salvage(Option<SqliteConnection>);

impl Salvage {
    /// The database at `path`, if it can be opened at all.
    pub async fn of(path: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        Self(options.connect().await.ok())
    }

    /// The lines of all events that can be read, oldest first.
    pub async fn events(&mut self) -> Vec<String> {
        let Some(connection) = &mut self.0 else { return Vec::new() };
        let all: Result<Vec<String>, _> = sqlx::query_scalar("SELECT line FROM event ORDER BY seq")
            .fetch_all(&mut *connection)
            .await;
        if let Ok(all) = all {
            return all;
        }
        // A torn page ends the reading; what stands behind it is asked for one by one.
        let last: Option<i64> = sqlx::query_scalar("SELECT max(seq) FROM event")
            .fetch_one(&mut *connection)
            .await
            .unwrap_or(None);
        let mut lines = Vec::new();
        for seq in 1..=last.unwrap_or(0).min(MOST_EVENTS) {
            let line: Result<Option<String>, _> =
                sqlx::query_scalar("SELECT line FROM event WHERE seq = ?1")
                    .bind(seq)
                    .fetch_optional(&mut *connection)
                    .await;
            lines.extend(line.ok().flatten());
        }
        lines
    }

    /// The bytes that are stored under this checksum, whether they have it or not.
    pub async fn source(&mut self, sha256: &str) -> Option<Vec<u8>> {
        let row: Option<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT size, bytes FROM source WHERE sha256 = ?1")
                .bind(sha256)
                .fetch_optional(self.0.as_mut()?)
                .await
                .ok()?;
        row.map(|(size, bytes)| as_it_came(bytes, size))
    }
}

/// The most events that are asked for one by one: a number that a torn page holds can be any.
const MOST_EVENTS: i64 = 1 << 22;
