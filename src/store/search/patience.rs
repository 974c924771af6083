//! The time that a search may take.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqliteConnection;

use super::super::{Error, Result, Store};

/// How long the statements of one search may run in all. A search takes milliseconds; the first
/// ones after a start read the index from a cold disk.
const LONGEST: Duration = Duration::from_secs(3);
/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

/// A connection for one search, which ends what takes too long.
pub(super) struct Patient {
    connection: PoolConnection<Sqlite>,
    is_over: Arc<AtomicBool>,
}

impl Store {
    /// A connection for a search.
    pub(super) async fn patient(&self) -> Result<Patient> {
        let mut connection = self.searchers.acquire().await.map_err(|error| match error {
            sqlx::Error::PoolTimedOut => Error::Busy,
            error => error.into(),
        })?;
        let is_over = Arc::new(AtomicBool::new(false));
        let (end, over) = (Instant::now() + LONGEST, Arc::clone(&is_over));
        connection.lock_handle().await?.set_progress_handler(STEPS, move || {
            let goes_on = Instant::now() < end;
            if !goes_on {
                over.store(true, Ordering::Relaxed);
            }
            goes_on
        });
        Ok(Patient { connection, is_over })
    }
}

impl Patient {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    /// The answer, or that its time was over.
    pub(super) fn judged<T>(&self, answer: Result<T>) -> Result<T> {
        answer.map_err(
            |error| {
                if self.is_over.load(Ordering::Relaxed) { Error::TooBroad } else { error }
            },
        )
    }
}
