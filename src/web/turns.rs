//! Taking turns at what costs much: so many at once, so many more who wait, and no longer than so
//! long. Whoever comes then is told that the room is busy.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::Error;
use crate::view::Trouble;

/// Turns at one kind of work.
#[derive(Debug)]
pub(super) struct Turns {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    patience: Duration,
}

/// One who waits, until it is dropped.
struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turns {
    /// `at_once` turns, for which `most_waiting` wait for as long as `patience`.
    pub(super) fn new(at_once: usize, most_waiting: usize, patience: Duration) -> Self {
        let free = Arc::new(Semaphore::new(at_once));
        Self { free, waiting: AtomicUsize::default(), most_waiting, patience }
    }

    /// A turn, held until it is dropped.
    ///
    /// # Errors
    /// That the room is busy.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let busy = || Error::from(Trouble::Unavailable);
        if let Ok(turn) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(turn);
        }
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waits = Waits(&self.waiting);
        if before >= self.most_waiting {
            return Err(busy());
        }
        let turn = Arc::clone(&self.free).acquire_owned();
        let turn = tokio::time::timeout(self.patience, turn).await.map_err(|_| busy())?;
        turn.map_err(Error::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_few_wait_and_others_are_sent_away() {
        let turns = Turns::new(1, 1, Duration::from_millis(20));
        let first = turns.turn().await.unwrap();
        let (second, third) = tokio::join!(turns.turn(), turns.turn());
        assert!(second.is_err(), "nobody gave a turn back in time");
        assert!(third.is_err(), "there was no place to wait");
        let (second, ()) = tokio::join!(turns.turn(), async { drop(first) });
        assert!(second.is_ok());
    }
}
