//! One reading of the seeds folder from survey to store.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use super::history::History;
use super::load::loader_version;
use super::plan::{Known, plan};
use super::survey::{Content, Seen, Survey, survey};
use super::{Ingest, Pass};
use crate::document::{Event, EventKind, Outcome, Reason};
use crate::store::FileRow;
use crate::words::Words;
use anyhow::{Context, Result};

/// A refused file can free an address for another; so often at most is looked again.
const MOST_ROUNDS: usize = 3;

/// The words of the log.
static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// What a reading works on.
pub(super) struct Reading {
    pub(super) known: Known,
    pub(super) history: History,
    pub(super) seen: Vec<Seen>,
    pub(super) loader_version: String,
    /// What imported files were called before, by their present path.
    pub(super) original_names: HashMap<String, String>,
}

impl Reading {
    /// Leaves files that are being written as they were at the last reading.
    pub(super) fn hold(&mut self, moving: &HashSet<PathBuf>) {
        let files = &self.known.files;
        self.seen.retain_mut(|seen| {
            if !moving.contains(&seen.file) {
                return true;
            }
            let Some(row) = files.get(&seen.path) else { return false };
            (seen.size, seen.modified) = (row.size, row.modified);
            if seen.of_own_use.is_some() {
                seen.of_own_use.clone_from(&row.sha256);
            } else if let Some(sha256) = &row.sha256 {
                seen.content = Content::Candidate(sha256.clone());
            }
            true
        });
    }
}

impl Ingest {
    /// Reads the folder once. With `thoroughly`, every file's bytes are compared; else a file
    /// whose size and time are as before is taken to be the same.
    ///
    /// # Errors
    /// If the store or the kept folder fails. A bad file is none.
    pub async fn pass(&self, thoroughly: bool) -> Result<Pass> {
        self.pass_over(thoroughly, &HashSet::new()).await
    }

    /// Reads what changed, except for files that are still being written.
    pub(super) async fn pass_without(&self, moving: &HashSet<PathBuf>) -> Result<Pass> {
        self.pass_over(false, moving).await
    }

    pub(super) async fn pass_over(
        &self,
        thoroughly: bool,
        moving: &HashSet<PathBuf>,
    ) -> Result<Pass> {
        let _turn = self.turn.lock().await;
        self.settle_events().await?;
        let mut sum = Pass::default();
        let mut withheld = None;
        let mut history = History::default();
        for round in 0..MOST_ROUNDS {
            let mut reading = match self.reading(thoroughly && round == 0).await {
                Ok(reading) => reading,
                Err(error) if error.downcast_ref::<std::io::Error>().is_some() => {
                    tracing::warn!(%error, "the seeds folder cannot be read; nothing was changed");
                    self.store.note_reading(&self.now(), None).await?;
                    return Ok(Pass { nothing_there: true, ..sum });
                }
                Err(error) => return Err(error),
            };
            reading.history = history;
            reading.hold(moving);
            sum.nothing_there = reading
                .seen
                .iter()
                .all(|seen| matches!(seen.content, Content::Not(Outcome::Ignored, _)));
            let settings_rows = Box::pin(self.take_settings(&mut reading)).await?;
            self.store.refresh_index().await?;
            let plan = plan(&reading.known, &reading.seen, &reading.loader_version);
            self.apply(&reading, &plan, settings_rows).await?;
            let (taken, refused) = self.take_all(&reading, &plan.take).await?;
            self.restore_absent(&reading, &plan).await?;
            sum.taken += taken;
            sum.refused += refused.len();
            let again = self.conclude(&reading, &plan, &refused).await?;
            withheld = self.mark_absences(&reading, &plan, &refused).await?;
            if !sum.nothing_there {
                self.take_statements(&reading).await?;
            }
            if !again {
                break;
            }
            history = reading.history;
        }
        sum.withheld = withheld.map_or(0, |(missing, _)| missing);
        self.store.note_reading(&self.now(), withheld).await?;
        Ok(sum)
    }

    /// Takes over what other programs put into the event file, between two readings.
    ///
    /// # Errors
    /// If the store or the event file fails.
    pub async fn take_over_events(&self) -> Result<()> {
        let _turn = self.turn.lock().await;
        self.settle_events().await
    }

    /// Brings the event file and its copy in the store to the same state.
    pub(super) async fn settle_events(&self) -> Result<()> {
        // What stands in the file first: a crash may have come between the writing of lines and the
        // note that they are written.
        let read = self.store.setting("events_length").await?;
        let from = read.and_then(|length| length.parse().ok()).unwrap_or(0);
        let tail = self.kept.events_from(from)?;
        if tail.unreadable > 0 {
            tracing::warn!(
                lines = tail.unreadable,
                "lines of events.jsonl are no events and were left alone"
            );
        }
        if !tail.events.is_empty() {
            self.store.take_over_events(&tail.events, tail.length).await?;
        }
        self.write_events().await
    }

    /// Adds to the event file what the store has and the file not.
    pub(super) async fn write_events(&self) -> Result<()> {
        let unwritten = self.store.unwritten_events().await?;
        if let Some((last, _)) = unwritten.last() {
            let bytes = self.kept.append(unwritten.iter().map(|(_, line)| line.as_str()))?;
            self.store.events_written(*last, bytes).await?;
        }
        Ok(())
    }

    pub(super) async fn reading(&self, thoroughly: bool) -> Result<Reading> {
        let files: HashMap<String, FileRow> =
            self.store.files().await?.into_iter().map(|row| (row.path.clone(), row)).collect();
        let (seeds, own) = (self.seeds.clone(), self.own.clone());
        let (surveyed, files) = tokio::task::spawn_blocking(move || {
            let known = if thoroughly { HashMap::new() } else { files.clone() };
            (survey(&seeds, &known, own.as_deref()), files)
        })
        .await?;
        let Survey { seen, silent } =
            surveyed.with_context(|| format!("the seeds folder {}", self.seeds.display()))?;
        let mut known = Known { files, silent, ..Known::default() };
        for document in self.store.known_documents().await? {
            known.documents.insert(document.id.clone(), document);
        }
        for moved in self.store.redirects().await? {
            known.moved.insert(moved.old.clone(), moved);
        }
        let imports = self.store.imports().await?;
        Ok(Reading {
            known,
            history: History::default(),
            seen,
            loader_version: loader_version(),
            original_names: imports
                .into_iter()
                .filter_map(|event| Some((event.file, event.detail?)))
                .collect(),
        })
    }

    pub(super) fn event(
        &self,
        event: EventKind,
        id: &str,
        file: &str,
        sha256: Option<&str>,
        detail: Option<&str>,
    ) -> Event {
        Event {
            at: self.now(),
            event,
            id: id.to_owned(),
            file: file.to_owned(),
            sha256: sha256.map(str::to_owned),
            detail: detail.map(str::to_owned),
        }
    }

    /// One log line for a file that was refused: its name, the reason, the remedy.
    #[expect(clippy::unused_self, reason = "said by the ingest")]
    pub(super) fn report(&self, row: &FileRow) {
        let Some(reason) = &row.reason else { return };
        let words = &*WORDS;
        let code = code_of(reason);
        let said = words.say_of(&format!("reason-{code}"), &reason.args);
        let remedy = words.say_of(&format!("reason-{code}.remedy"), &reason.args);
        tracing::warn!(file = %row.path, line = reason.line, reason = %said, %remedy, "refused");
    }
}

pub(super) fn code_of(reason: &Reason) -> String {
    match serde_json::to_value(reason.code) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}
