//! The number under which answers are kept: another one whenever the room is another.
//!
//! While many documents are taken in it moves only so often: pages that are asked for all the time
//! would else be made anew for each of them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The least time between two moves of a room into which documents come one after the other.
const BEAT: Duration = Duration::from_millis(250);

/// The generation of the room, and the commits behind it.
#[derive(Debug)]
pub(super) struct Generation {
    shown: AtomicU64,
    commits: AtomicU64,
    beat: Mutex<Beat>,
}

#[derive(Debug, Default)]
struct Beat {
    last: Option<Instant>,
    /// Whether a move is due, since something was written after the last one.
    is_due: bool,
}

impl Default for Generation {
    fn default() -> Self {
        Self { shown: AtomicU64::new(1), commits: AtomicU64::new(1), beat: Mutex::default() }
    }
}

impl Generation {
    /// The present one.
    pub(super) fn shown(&self) -> u64 {
        self.shown.load(Ordering::Acquire)
    }

    /// A number that is raised with every commit.
    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    /// Notes a commit, and moves at once.
    pub(super) fn raise(&self) {
        self.commits.fetch_add(1, Ordering::AcqRel);
        let mut beat = self.beat.lock().unwrap_or_else(PoisonError::into_inner);
        self.turn(&mut beat);
    }

    /// Notes a commit of which there may be many; moves at once if the last move was long enough
    /// ago, else when it will be.
    pub(super) fn raise_in_time(self: &Arc<Self>) {
        self.commits.fetch_add(1, Ordering::AcqRel);
        let mut beat = self.beat.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = beat.last.map_or(Duration::ZERO, |last| BEAT.saturating_sub(last.elapsed()));
        if rest.is_zero() {
            self.turn(&mut beat);
        } else if !std::mem::replace(&mut beat.is_due, true) {
            let generation = Arc::clone(self);
            tokio::spawn(async move {
                tokio::time::sleep(rest).await;
                generation.catch_up();
            });
        }
    }

    /// Moves if a move is due.
    pub(super) fn catch_up(&self) {
        let mut beat = self.beat.lock().unwrap_or_else(PoisonError::into_inner);
        if beat.is_due {
            self.turn(&mut beat);
        }
    }

    fn turn(&self, beat: &mut Beat) {
        *beat = Beat { last: Some(Instant::now()), is_due: false };
        self.shown.fetch_add(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_commits_move_it_seldom_and_the_last_one_always() {
        let generation = Arc::new(Generation::default());
        let (before, begun) = (generation.shown(), Instant::now());
        for _ in 0..1_000 {
            generation.raise_in_time();
        }
        let moved = u128::from(generation.shown() - before);
        assert!(moved <= 1 + begun.elapsed().as_millis() / BEAT.as_millis(), "{moved}");
        assert_eq!(generation.commits(), 1_001);
        let shown = generation.shown();
        generation.catch_up();
        generation.catch_up();
        assert!(generation.shown() <= shown + 1);
        generation.raise();
        assert!(generation.shown() > shown, "what is not one of many shows at once");
    }
}
