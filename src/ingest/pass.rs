//! One reading of the seeds folder, from a glance at it to the store.
//!
//! The folder is compared with what is on record by sizes and times; only what differs is looked at,
//! in portions, each with all that hangs together with it. So a reading holds some tens of bytes for
//! each file of the folder, and what it does follows from what changed.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use super::ahead::Earlies;
use super::around::Ground;
use super::glance::{Glance, Kind, State};
use super::history::History;
use super::load::loader_version;
use super::plan::{Known, Plan};
use super::survey::{Seen, shown_path};
use super::take::Refused;
use super::{Ingest, Pass};
use crate::address::Slug;
use crate::document::{Event, EventKind, Reason};
use crate::store::FileRow;
use crate::words::Words;
use anyhow::{Context, Result};

/// A refused file can free an address for another; so often at most is looked again.
const MOST_ROUNDS: usize = 3;

/// The words of the log.
static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// What a reading works on: some files and all that hangs together with them.
pub(super) struct Reading {
    pub(super) known: Known,
    pub(super) history: Arc<History>,
    pub(super) seen: Vec<Seen>,
    pub(super) loader_version: String,
    /// What imported files were called before, by their present path.
    pub(super) original_names: HashMap<String, String>,
    /// Files that were read before they were planned.
    pub(super) early: Earlies,
}

/// What is read.
#[derive(Clone, Copy)]
enum Scope<'a> {
    /// The whole folder, but for files that are still being written.
    Whole { is_thorough: bool, moving: &'a HashSet<PathBuf> },
    /// These files.
    Files(&'a [PathBuf]),
}

/// What the parts of a reading came to.
#[derive(Default)]
pub(super) struct Outcomes {
    pass: Pass,
    /// Documents whose file was not there, as far as no other was found for them.
    pub(super) lost: BTreeSet<Slug>,
    /// Documents whose file was refused.
    pub(super) failed: BTreeSet<Slug>,
    /// Documents that only the events know and that a file was found for.
    pub(super) found: HashSet<Slug>,
    /// Paths on record that are no longer there.
    pub(super) vanished: BTreeSet<String>,
    /// Whether a document came or went.
    has_moved: bool,
    /// Whether something must be planned again.
    pub(super) again: bool,
}

impl Outcomes {
    /// Documents that were stored.
    pub(super) const fn taken(&self) -> usize {
        self.pass.taken
    }

    pub(super) fn add(
        &mut self,
        reading: &Reading,
        plan: &Plan,
        taken: usize,
        refused: &[Refused],
    ) {
        let documents = &reading.known.documents;
        let is_stored = |id: &Slug| documents.get(id).is_some_and(|known| known.number.is_some());
        self.lost.extend(plan.absent.iter().filter(|id| is_stored(id)).cloned());
        for take in &plan.take {
            let former = take.renamed_from.as_ref().unwrap_or(&take.id);
            self.lost.remove(former);
            if !is_stored(former) {
                self.has_moved = true;
                if documents.contains_key(former) {
                    self.found.insert(former.clone());
                }
            }
            self.has_moved |= take.renamed_from.is_some();
        }
        for (former, ..) in &plan.rename {
            self.lost.remove(former);
        }
        for (id, _) in &plan.back {
            self.lost.remove(id);
        }
        self.has_moved |= !plan.rename.is_empty() || !plan.withdraw.is_empty();
        self.failed.extend(refused.iter().map(|refused| refused.former.clone()));
        self.vanished.extend(plan.vanished.iter().cloned());
        self.pass.taken += taken;
        self.pass.refused += refused.len();
    }
}

impl Ingest {
    /// Reads the folder once. With `thoroughly`, every file's bytes are compared; else a file
    /// whose size and times are as before is taken to be the same.
    ///
    /// # Errors
    /// If the store or the kept folder fails. A bad file is none.
    pub async fn pass(&self, thoroughly: bool) -> Result<Pass> {
        self.pass_over(Scope::Whole { is_thorough: thoroughly, moving: &HashSet::new() }).await
    }

    /// Reads what changed, except for files that are still being written.
    pub(super) async fn pass_without(&self, moving: &HashSet<PathBuf>) -> Result<Pass> {
        self.pass_over(Scope::Whole { is_thorough: false, moving }).await
    }

    /// Reads these files, which hold no settings and no statements, and nothing else.
    pub(super) async fn pass_of(&self, files: &[PathBuf]) -> Result<Pass> {
        self.pass_over(Scope::Files(files)).await
    }

    async fn pass_over(&self, scope: Scope<'_>) -> Result<Pass> {
        let _turn = self.turn.lock().await;
        self.settle_events().await?;
        let mut sum = Pass::default();
        if matches!(scope, Scope::Whole { .. }) {
            sum.taken += Box::pin(self.take_first()).await?;
        }
        let mut withheld = None;
        let mut history = Arc::default();
        for round in 0..MOST_ROUNDS {
            let begun = Instant::now();
            let (mut ground, vanished) = match self.ground(scope, round > 0).await {
                Ok(ground) => ground,
                Err(error) if error.downcast_ref::<std::io::Error>().is_some() => {
                    tracing::warn!(%error, "the seeds folder cannot be read; nothing was changed");
                    self.store.note_reading(&self.now(), None).await?;
                    return Ok(Pass { nothing_there: true, ..sum });
                }
                Err(error) => return Err(error),
            };
            if ground.is_whole {
                let (files, took) = (ground.glance.len(), begun.elapsed());
                tracing::debug!(files, ?took, "the seeds folder was compared by sizes and times");
            }
            ground.history = history;
            sum.nothing_there = ground.is_nothing_there;
            let own = Box::pin(self.take_settings(&mut ground, &vanished)).await?;
            self.store.refresh_index().await?;
            let are_stated = differ_in_statements(&ground, &vanished);
            let done = Box::pin(self.take_parts(&mut ground, vanished, &own)).await?;
            sum.taken += done.pass.taken;
            sum.refused += done.pass.refused;
            sum.unnoted = ground.unnoted;
            self.restore_absent(&ground, &done).await?;
            withheld = self.mark_absences(&done).await?;
            if !sum.nothing_there && (are_stated || done.has_moved) {
                Box::pin(self.take_statements(&ground, are_stated)).await?;
            }
            if !done.again {
                break;
            }
            history = ground.history;
        }
        if self.is_replica() {
            self.remove_purged().await?;
        }
        sum.withheld = withheld.map_or(0, |(missing, _)| missing);
        self.store.note_reading(&self.now(), withheld).await?;
        self.store.show_all();
        Ok(sum)
    }

    /// The folder as it stands to what is on record of it, and the paths on record that are not
    /// there.
    async fn ground(&self, scope: Scope<'_>, is_again: bool) -> Result<(Ground, Vec<String>)> {
        let loader_version = loader_version();
        let (seeds, own) = (self.seeds.clone(), self.own.clone());
        let mut vanished = Vec::new();
        let (glance, is_whole) = match scope {
            Scope::Files(files) => {
                let files = files.to_vec();
                let glance = tokio::task::spawn_blocking(move || Glance::of_files(&seeds, &files));
                (glance.await?, false)
            }
            Scope::Whole { .. } => {
                let glance =
                    tokio::task::spawn_blocking(move || Glance::of(&seeds, own.as_deref()));
                let mut glance = glance
                    .await?
                    .with_context(|| format!("the seeds folder {}", self.seeds.display()))?;
                self.compare(&mut glance, &loader_version, &mut vanished).await?;
                (glance, true)
            }
        };
        let mut ground = Ground {
            is_whole,
            is_thorough: false,
            is_nothing_there: is_whole && glance.holds_nothing(),
            silent: Arc::new(glance.silent.clone()),
            gone: Arc::default(),
            history: Arc::default(),
            of_history: HashMap::new(),
            loader_version,
            unnoted: 0,
            glance,
        };
        match scope {
            Scope::Files(_) => {
                for at in 0..ground.glance.len() {
                    ground.glance.set(at, State::Changed);
                }
            }
            Scope::Whole { is_thorough, moving } => {
                ground.is_thorough = is_thorough && !is_again;
                for at in 0..ground.glance.len() {
                    if ground.is_thorough && ground.glance.state(at) == State::Same {
                        ground.glance.set(at, State::Changed);
                    }
                }
                for file in moving {
                    let path = shown_path(file.strip_prefix(&self.seeds).unwrap_or(file));
                    if let Some(at) = ground.glance.find(&path)
                        && ground.glance.state(at) != State::Same
                    {
                        ground.glance.set(at, State::Held);
                    }
                }
            }
        }
        Ok((ground, vanished))
    }

    /// Compares a whole glance with what is on record.
    pub(super) async fn compare(
        &self,
        glance: &mut Glance,
        loader_version: &str,
        vanished: &mut Vec<String>,
    ) -> Result<()> {
        let (mut at, mut after) = (0, String::new());
        loop {
            let marks = self.store.file_marks(&after, loader_version).await?;
            let Some(last) = marks.last() else { return Ok(()) };
            after.clone_from(&last.path);
            at = glance.compare(at, &marks, vanished);
        }
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
            if self.is_replica() {
                self.note_purged(&tail.events).await?;
            }
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

/// Whether a statement file is not as it is on record.
fn differ_in_statements(ground: &Ground, vanished: &[String]) -> bool {
    let glance = &ground.glance;
    let is_toml = |path: &str| path.to_lowercase().ends_with(".toml");
    let is_open = |at| match glance.kind(at) {
        Kind::Own => glance.state(at) != State::Same,
        // A link or a pipe with such a name is looked at each time.
        Kind::Odd => true,
        Kind::Plain | Kind::Passed => false,
    };
    (0..glance.len()).any(|at| is_open(at) && is_toml(glance.path(at)))
        || vanished.iter().any(|path| is_toml(path))
}

pub(super) fn code_of(reason: &Reason) -> String {
    match serde_json::to_value(reason.code) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}
