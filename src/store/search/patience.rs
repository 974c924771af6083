//! The time that a search may take, and how many there may be.
//!
//! A few run at once, on connections of their own; a few more wait their turn for a moment; whoever
//! comes then is told at once that the room is busy. So a flood of searches costs what those few
//! cost, and pages are answered beside it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::super::{Error, Result, Store};
use super::fulltext::Shelf;
use super::ranking::Rankings;
use super::roster::Rosters;
use crate::search::suggestion::Wordlist;

/// How long the statements of one step of a search may run in all. A search takes milliseconds; the
/// first ones after a start read the index from a cold disk.
const LONGEST: Duration = Duration::from_millis(1500);
/// How long a search with all that is tried where nothing is found may take.
const LONGEST_ANSWER: Duration = Duration::from_secs(6);
/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;
/// How many may wait for their turn.
const MOST_WAITING: u64 = 32;
/// How long they wait.
const TURN: Duration = Duration::from_secs(3);

/// The searches of this moment, and those that were given up since the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searches {
    /// Statements on their way.
    pub running: u64,
    /// Searches that wait for their turn.
    pub waiting: u64,
    /// Searches that were sent away because too many were waiting.
    pub refused: u64,
    /// Searches that were ended because they took too long.
    pub ended: u64,
}

/// The same as it is counted, and whose turn it is.
#[derive(Debug)]
pub(in crate::store) struct Searching {
    turns: Semaphore,
    /// How many connections may search, and those of them that do not just now.
    most: u32,
    connections: Arc<Semaphore>,
    idle: Mutex<Vec<Held>>,
    running: AtomicU64,
    waiting: AtomicU64,
    refused: AtomicU64,
    ended: AtomicU64,
    /// What is kept of the index.
    pub(super) shelf: Shelf,
    /// What is known of all documents.
    pub(in crate::store) rosters: Rosters,
    /// What was found lately.
    pub(super) rankings: Rankings,
    /// The words of the texts, and the generation of the room that they are of.
    pub(super) words: tokio::sync::Mutex<Option<(u64, Arc<Wordlist>)>>,
}

impl Searching {
    /// So many searches at once.
    pub(in crate::store) fn of(turns: u32) -> Self {
        let most = turns;
        let turns = usize::try_from(turns).unwrap_or(1);
        Self {
            most,
            turns: Semaphore::new(turns),
            connections: Arc::new(Semaphore::new(turns)),
            idle: Mutex::default(),
            running: AtomicU64::default(),
            waiting: AtomicU64::default(),
            refused: AtomicU64::default(),
            ended: AtomicU64::default(),
            shelf: Shelf::default(),
            rosters: Rosters::default(),
            rankings: Rankings::default(),
            words: tokio::sync::Mutex::default(),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Held>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refused(&self) -> Error {
        self.refused.fetch_add(1, Ordering::Relaxed);
        Error::Busy
    }

    /// What `turn` comes to, if it comes soon and not too many wait already.
    async fn soon<T>(self: &Arc<Self>, turn: impl Future<Output = T>) -> Result<T> {
        let (_waiting, before) = One::of(self, |counts| &counts.waiting);
        if before >= MOST_WAITING {
            return Err(self.refused());
        }
        tokio::time::timeout(TURN, turn).await.map_err(|_| self.refused())
    }
}

/// One of what a number counts, as long as it is held.
struct One(Arc<Searching>, fn(&Searching) -> &AtomicU64);

impl One {
    fn of(counts: &Arc<Searching>, number: fn(&Searching) -> &AtomicU64) -> (Self, u64) {
        let before = number(counts).fetch_add(1, Ordering::Relaxed);
        (Self(Arc::clone(counts), number), before)
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.1(&self.0).fetch_sub(1, Ordering::Relaxed);
    }
}

/// A connection that searches, and when what it is asked now has to end.
#[derive(Debug)]
struct Held {
    connection: SqliteConnection,
    time: Arc<Time>,
}

/// The time of one step of a search, in milliseconds since the connection was made.
#[derive(Debug)]
struct Time {
    begun: Instant,
    end: AtomicU64,
    is_over: AtomicBool,
}

impl Time {
    fn passed(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn begin(&self) {
        let longest = u64::try_from(LONGEST.as_millis()).unwrap_or(u64::MAX);
        self.end.store(self.passed().saturating_add(longest), Ordering::Relaxed);
        self.is_over.store(false, Ordering::Relaxed);
    }

    /// Whether there is time left; notes it if not.
    fn goes_on(&self) -> bool {
        let goes_on = self.passed() < self.end.load(Ordering::Relaxed);
        if !goes_on {
            self.is_over.store(true, Ordering::Relaxed);
        }
        goes_on
    }
}

/// A connection for one step of a search, which ends what takes too long.
pub(super) struct Patient {
    /// Always there, until it is handed back.
    held: Option<Held>,
    running: One,
    _turn: OwnedSemaphorePermit,
}

impl Store {
    /// A connection for a step of a search. Searchers keep their connections: to take one from the
    /// pool and to give it back would cost as much as a statement.
    pub(super) async fn patient(&self) -> Result<Patient> {
        let searching = &self.searching;
        let turn = Arc::clone(&searching.connections).acquire_owned();
        let turn = tokio::time::timeout(TURN, turn).await.map_err(|_| searching.refused())?;
        let turn = turn.map_err(|_closed| Error::Busy)?;
        let held = searching.idle().pop();
        let held = match held {
            Some(held) => held,
            None => self.held().await?,
        };
        held.time.begin();
        let (running, _) = One::of(searching, |counts| &counts.running);
        Ok(Patient { held: Some(held), running, _turn: turn })
    }

    /// One more connection that searches.
    async fn held(&self) -> Result<Held> {
        let mut connection = self.searchers.acquire().await?.detach();
        let (end, is_over) = (AtomicU64::default(), AtomicBool::default());
        let time = Arc::new(Time { begun: Instant::now(), end, is_over });
        let of_handler = Arc::clone(&time);
        let mut handle = connection.lock_handle().await?;
        handle.set_progress_handler(STEPS, move || of_handler.goes_on());
        drop(handle);
        Ok(Held { connection, time })
    }

    /// Closes the connections that search, once they are through with what they are asked now.
    pub(in crate::store) async fn leave_searching(&self) {
        let connections = &self.searching.connections;
        let _all = connections.acquire_many(self.searching.most).await;
        connections.close();
        let idle = std::mem::take(&mut *self.searching.idle());
        for held in idle {
            if let Err(error) = held.connection.close().await {
                tracing::debug!(%error, "a connection that searches was not closed in order");
            }
        }
    }

    /// The searches of this moment.
    #[must_use]
    pub fn searches(&self) -> Searches {
        let number = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let counts = &self.searching;
        Searches {
            running: number(&counts.running),
            waiting: number(&counts.waiting),
            refused: number(&counts.refused),
            ended: number(&counts.ended),
        }
    }

    /// A turn for a search with all that is tried where nothing is found.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        let turn = self.searching.soon(self.searching.turns.acquire()).await?;
        turn.map_err(|_closed| Error::Busy)
    }

    /// What `answer` comes to, or that it took too long with all that was tried.
    pub(super) async fn in_time<T>(&self, answer: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::time::timeout(LONGEST_ANSWER, answer).await.unwrap_or_else(|_| {
            self.searching.ended.fetch_add(1, Ordering::Relaxed);
            Err(Error::TooBroad)
        })
    }
}

impl Patient {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.held.as_mut().expect("handed back only at the end").connection
    }

    /// The answer, or that its time was over.
    pub(super) fn judged<T>(&self, answer: Result<T>) -> Result<T> {
        answer.map_err(|error| {
            let time = self.held.as_ref().map(|held| &held.time);
            if !time.is_some_and(|time| time.is_over.load(Ordering::Relaxed)) {
                return error;
            }
            self.running.0.ended.fetch_add(1, Ordering::Relaxed);
            Error::TooBroad
        })
    }
}

impl Drop for Patient {
    fn drop(&mut self) {
        // Where the store is being closed, nobody would close it afterwards.
        let searching = &self.running.0;
        if let Some(held) = self.held.take().filter(|_| !searching.connections.is_closed()) {
            searching.idle().push(held);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Sort;
    use crate::store::Filter;

    #[tokio::test]
    async fn searches_are_bounded_and_pages_go_on_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let taken = (store.turn().await.unwrap(), store.turn().await.unwrap());
        let answer = || {
            let store = store.clone();
            async move { store.answer("word", &Filter::default(), Sort::default(), 1).await }
        };
        let waiting: Vec<_> = (0..MOST_WAITING).map(|_| tokio::spawn(answer())).collect();
        while store.searches().waiting < MOST_WAITING {
            tokio::task::yield_now().await;
        }
        assert!(matches!(answer().await, Err(Error::Busy)), "one more is sent away at once");
        assert_eq!(store.coverage().await.unwrap().documents, 0, "pages are made all the same");
        assert_eq!(store.searches().refused, 1);
        drop(taken);
        for answer in waiting {
            assert_eq!(answer.await.unwrap().unwrap().found.total, 0);
        }
        let now = store.searches();
        assert_eq!((now.running, now.waiting), (0, 0));
    }

    #[tokio::test]
    async fn a_search_that_takes_too_long_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let mut search = store.patient().await.unwrap();
        let endless = sqlx::query(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
             SELECT count(*) FROM n",
        );
        let answer = endless.execute(search.connection()).await.map_err(Into::into);
        assert!(matches!(search.judged(answer), Err(Error::TooBroad)));
        assert_eq!(store.searches().ended, 1);
    }
}
