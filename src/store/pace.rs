//! Work behind the readers: a small share of one core, and next to nothing while they come.
//!
//! Checks and seals read all of the room and nobody waits for them. What they ask of SQLite rests
//! in the middle of a statement, however long that is; what they work out themselves rests between
//! two portions. As soon as the store is to be closed they end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions as _, SqliteConnection};

use super::{Result, Store};

/// How much of the machine a check may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// All of it: somebody waits.
    Full,
    /// A quarter of one core while nobody asks for anything, a hundredth while somebody does.
    Behind,
}

/// How many times as long as it worked it rests while nobody asks for anything.
const ALONE: u32 = 3;
/// The same while somebody does.
const BESIDE_READERS: u32 = 99;
/// SQLite works so long before it rests: less than a reader would notice.
const STRETCH: Duration = Duration::from_millis(4);
/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 1_000;
/// Rests in the middle of a statement are cut into pieces of this length, so that it can be ended.
const NAP: Duration = Duration::from_millis(25);
/// How long the closing of the store waits for those who examine it.
const LEAVING: Duration = Duration::from_millis(500);
/// What an examination may take from the memory for pages of the file, in KiB, negative as SQLite
/// wants.
const CACHE: &str = "-4096";

/// What goes on in the store, as far as others have to know.
#[derive(Debug, Default)]
pub(super) struct Bustle {
    /// Requests that came in.
    asked: AtomicU64,
    /// Transactions that were begun in order to write.
    written: AtomicU64,
    /// Connections that examine.
    examiners: AtomicUsize,
    is_closing: AtomicBool,
}

impl Bustle {
    /// Notes that something is written.
    pub(super) fn is_written(&self) {
        self.written.fetch_add(1, Ordering::AcqRel);
    }

    /// A number that is another one as soon as something is written.
    pub(super) fn writings(&self) -> u64 {
        self.written.load(Ordering::Acquire)
    }

    /// Ends what examines the store, and waits for it a moment.
    pub(super) async fn close(&self) {
        self.is_closing.store(true, Ordering::Release);
        let begun = Instant::now();
        while self.examiners.load(Ordering::Acquire) > 0 && begun.elapsed() < LEAVING {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

/// Keeps one piece of work at its pace.
#[derive(Debug)]
pub struct Pacer {
    pace: Pace,
    bustle: Arc<Bustle>,
    /// Requests that had come in when it last rested.
    asked: u64,
}

impl Pacer {
    /// Rests after work that began at this instant.
    pub async fn rest(&mut self, begun: Instant) {
        match self.due(begun.elapsed()) {
            Duration::ZERO => tokio::task::yield_now().await,
            rest => tokio::time::sleep(rest).await,
        }
    }

    /// How long the rest is that is due after so much work.
    fn due(&mut self, worked: Duration) -> Duration {
        if self.pace == Pace::Full {
            return Duration::ZERO;
        }
        let asked = self.bustle.asked.load(Ordering::Relaxed);
        let is_alone = std::mem::replace(&mut self.asked, asked) == asked;
        worked * if is_alone { ALONE } else { BESIDE_READERS }
    }
}

/// A connection that examines, as long as it is open.
struct Examiner {
    pacer: Pacer,
    /// When it last rested.
    since: Instant,
}

impl Examiner {
    fn of(pacer: Pacer) -> Self {
        pacer.bustle.examiners.fetch_add(1, Ordering::AcqRel);
        Self { pacer, since: Instant::now() }
    }

    /// Rests in the middle of a statement, on the connection's own thread. Answers whether the
    /// statement is to go on.
    fn goes_on(&mut self) -> bool {
        let is_closing = || self.pacer.bustle.is_closing.load(Ordering::Acquire);
        if is_closing() {
            return false;
        }
        let worked = self.since.elapsed();
        if worked < STRETCH {
            return true;
        }
        let mut rest = self.pacer.due(worked);
        while !rest.is_zero() {
            let nap = rest.min(NAP);
            std::thread::sleep(nap);
            rest -= nap;
            if self.pacer.bustle.is_closing.load(Ordering::Acquire) {
                return false;
            }
        }
        self.since = Instant::now();
        true
    }
}

impl Drop for Examiner {
    fn drop(&mut self) {
        self.pacer.bustle.examiners.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Store {
    /// Notes that somebody asks for something: what goes on behind the readers makes way.
    pub fn is_asked(&self) {
        self.bustle.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// Keeps a piece of work at this pace.
    #[must_use]
    pub fn pacer(&self, pace: Pace) -> Pacer {
        let asked = self.bustle.asked.load(Ordering::Relaxed);
        Pacer { pace, bustle: Arc::clone(&self.bustle), asked }
    }

    /// A connection that only reads, apart from those that answer readers. What is asked of it
    /// keeps this pace by itself.
    pub(super) async fn examiner(&self, pace: Pace) -> Result<SqliteConnection> {
        let mut connection = self.options.clone().pragma("cache_size", CACHE).connect().await?;
        let mut examiner = Examiner::of(self.pacer(pace));
        connection.lock_handle().await?.set_progress_handler(STEPS, move || examiner.goes_on());
        Ok(connection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_makes_way_for_readers() {
        let bustle = Arc::new(Bustle::default());
        let worked = Duration::from_millis(1);
        let check = |pace, came, expect| {
            let mut pacer = Pacer { pace, bustle: Arc::clone(&bustle), asked: 0 };
            bustle.asked.store(came, Ordering::Relaxed);
            assert_eq!(pacer.due(worked), worked * expect, "{pace:?} {came}");
            // Whoever came before the last rest may be gone.
            assert_eq!(pacer.due(worked), worked * expect.min(ALONE), "{pace:?} {came}");
        };
        check(Pace::Full, 0, 0);
        check(Pace::Full, 1, 0);
        check(Pace::Behind, 0, ALONE);
        check(Pace::Behind, 1, BESIDE_READERS);
    }

    #[tokio::test]
    async fn closing_ends_an_examination_in_the_middle_of_a_statement() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let mut connection = store.examiner(Pace::Behind).await.unwrap();
        let endless = tokio::spawn(async move {
            sqlx::query("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
                .execute(&mut connection)
                .await
                .is_err()
        });
        store.close().await;
        assert!(endless.await.unwrap());
    }
}
