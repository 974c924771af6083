//! The check that the room makes by itself, and what is put on record of each.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::files::ROTTEN;
use super::{Found, Pace, compared};
use crate::document::Verification;
use crate::ingest::{self, Ingest};
use crate::store::Store;

/// A seal reads all tables; it takes no more than one part in so many of the time.
const SEAL_SHARE: u32 = 20;

/// When the room checks itself.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// How long after the last full check the next one is due.
    pub every: Duration,
    /// How long the room is left to readers before it looks whether one is due, at the start and
    /// between two looks.
    pub pause: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { every: Duration::from_hours(7 * 24), pause: Duration::from_mins(1) }
    }
}

/// Checks the whole room whenever that is due, until told to stop. Also takes over what other
/// programs put into the event file, and settles what was written once it holds still.
pub async fn keep(
    store: Store,
    ingest: Ingest,
    [seeds, data]: [&Path; 2],
    rhythm: Rhythm,
    mut stop: watch::Receiver<bool>,
) {
    let (mut generation, mut next_seal) = (store.generation(), Instant::now());
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(rhythm.pause) => {}
        }
        let turn = async {
            ingest.take_over_events().await?;
            let is_still =
                std::mem::replace(&mut generation, store.generation()) == store.generation();
            if is_still && Instant::now() >= next_seal {
                let begun = Instant::now();
                store.settle(Pace::Behind).await?;
                next_seal = Instant::now() + begun.elapsed() * SEAL_SHARE;
            }
            if is_due(store.last_verification().await?.as_ref(), Timestamp::now(), rhythm.every) {
                let found = compared(&store, seeds, data, Pace::Behind).await?;
                tell(&found);
                recorded(&found, data, Timestamp::now)?;
                ingest.take_over_events().await?;
                // No other reading compares bytes where size and times are as they were.
                if found.problems.iter().any(|problem| problem.what == ROTTEN) {
                    ingest.pass(true).await?;
                }
            }
            anyhow::Ok(())
        };
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            done = turn => if let Err(error) = done {
                tracing::error!(cause = format!("{error:#}"), "the room could not be checked");
            }
        }
    }
}

/// Whether the last check is too long ago; one of the future is not believed.
fn is_due(last: Option<&Verification>, now: Timestamp, every: Duration) -> bool {
    let Some(at) = last.and_then(|last| last.at.parse::<Timestamp>().ok()) else { return true };
    let since = now.duration_since(at);
    since.is_negative() || since >= SignedDuration::try_from(every).unwrap_or(SignedDuration::MAX)
}

/// Says in the log what a check found.
fn tell(found: &Found) {
    for problem in &found.problems {
        tracing::error!(of = %problem.of, what = %problem.what, remedy = %problem.remedy, "damaged");
    }
    for note in &found.notes {
        tracing::info!(%note, "checked");
    }
    let Found { files, kept, stored, texts, problems, .. } = found;
    tracing::info!(files, kept, stored, texts, problems = problems.len(), "the room was checked");
}

/// Puts a check on record, as an event in the event file of this data folder.
///
/// # Errors
/// If it cannot be written.
pub fn recorded(found: &Found, data: &Path, clock: ingest::Clock) -> Result<()> {
    ingest::put_event(data, &found.sum(format!("{:.3}", clock())).event())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_due_when_the_last_is_too_long_ago() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let week = Rhythm::default().every;
        let check = |at: &str, expect: bool| {
            let last = Verification { at: at.to_owned(), sources: 1, texts: 1, problems: 0 };
            assert_eq!(is_due(Some(&last), now, week), expect, "{at}");
        };
        assert!(is_due(None, now, week));
        check("2026-11-15T10:00:00.000Z", true);
        check("2026-11-15T10:00:00.001Z", false);
        check("2026-11-22T10:00:00.000Z", false);
        check("2027-01-01T00:00:00.000Z", true);
        check("never", true);
    }
}
