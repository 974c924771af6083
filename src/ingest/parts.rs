//! A reading's files, part by part: in which order files are planned, and how many at once.

use std::collections::{BTreeSet, HashSet};

use anyhow::Result;

use super::Ingest;
use super::ahead::{Ahead, Earlies};
use super::around::Ground;
use super::glance::State;
use super::pass::Outcomes;
use super::plan::plan;
use super::progress::Progress;
use super::survey::stem;
use crate::address::Slug;

/// Files that are planned together.
const PORTION: usize = 512;
/// Portions of a long load whose events are written down together.
const WRITTEN: usize = 8;

impl Ingest {
    /// Plans and does everything, part by part: first what hangs on addresses that are withdrawn or
    /// lead elsewhere, then files that changed, new ones, and those that are gone.
    pub(super) async fn take_parts(
        &self,
        ground: &mut Ground,
        vanished: Vec<String>,
        own: &HashSet<String>,
    ) -> Result<Outcomes> {
        let mut done = Outcomes::default();
        let glance = &mut ground.glance;
        for at in 0..glance.len() {
            // What the events know had its place before.
            if glance.state(at) == State::New
                && !ground.history.lives.is_empty()
                && ground.history.lives.contains_key(&Slug::from_stem(&stem(glance.path(at))))
            {
                glance.set(at, State::Changed);
            }
        }
        let is_open = |at: &usize| matches!(glance.state(*at), State::Changed | State::New);
        let progress = Progress::over((0..glance.len()).filter(is_open).count());
        if progress.is_of_many() {
            self.store.expect_many().await?;
        }
        if ground.is_whole {
            let paths: BTreeSet<String> =
                self.store.paths_without_address().await?.into_iter().collect();
            let ids: BTreeSet<Slug> = ground.gone.iter().cloned().collect();
            if !paths.is_empty() || !ids.is_empty() {
                let asked = (paths, ids, Earlies::new());
                self.take_part(ground, asked, own, &progress, &mut done).await?;
            }
        }
        self.take_in_state(State::Changed, ground, own, &progress, &mut done).await?;
        // What is new where nothing is missing is hardly ever a document that is known already, but
        // for those that the first loop found in the events.
        if ground.is_whole && vanished.is_empty() && !self.is_replica() {
            self.take_ahead(ground, own, &progress, &mut done).await?;
        }
        self.take_in_state(State::New, ground, own, &progress, &mut done).await?;
        for paths in vanished.chunks(PORTION) {
            let asked = (paths.iter().cloned().collect(), BTreeSet::new(), Earlies::new());
            self.take_part(ground, asked, own, &progress, &mut done).await?;
        }
        if progress.is_of_many() {
            progress.say_joining();
            self.store.join_index().await?;
        }
        Ok(done)
    }

    /// Takes the files that are in one state.
    async fn take_in_state(
        &self,
        state: State,
        ground: &mut Ground,
        own: &HashSet<String>,
        progress: &Progress,
        done: &mut Outcomes,
    ) -> Result<()> {
        let mut at = 0;
        while at < ground.glance.len() {
            let mut paths = BTreeSet::new();
            while at < ground.glance.len() && paths.len() < PORTION {
                if ground.glance.state(at) == state {
                    paths.insert(ground.glance.path(at).to_owned());
                }
                at += 1;
            }
            if !paths.is_empty() {
                let asked = (paths, BTreeSet::new(), Earlies::new());
                self.take_part(ground, asked, own, progress, done).await?;
            }
        }
        Ok(())
    }

    /// Takes new files, the next ones being read meanwhile.
    pub(super) async fn take_ahead(
        &self,
        ground: &mut Ground,
        own: &HashSet<String>,
        progress: &Progress,
        done: &mut Outcomes,
    ) -> Result<()> {
        let mut ahead = Ahead::of(self);
        for portion in 1_usize.. {
            let early = ahead.next(ground).await?;
            if early.is_empty() {
                break;
            }
            let asked = (early.keys().cloned().collect(), BTreeSet::new(), early);
            self.take_part(ground, asked, own, progress, done).await?;
            // In a long load the events of some portions go into the event file together.
            if !progress.is_of_many() || portion.is_multiple_of(WRITTEN) {
                self.write_events().await?;
            }
        }
        self.write_events().await
    }

    async fn take_part(
        &self,
        ground: &mut Ground,
        (paths, ids, early): (BTreeSet<String>, BTreeSet<Slug>, Earlies),
        own: &HashSet<String>,
        progress: &Progress,
        done: &mut Outcomes,
    ) -> Result<()> {
        let (files, is_early) = (paths.len(), !early.is_empty());
        let mut reading = self.reading_around(ground, paths, ids, early).await?;
        let plan = plan(&reading.known, &reading.seen, &reading.loader_version);
        self.apply(&reading, &plan, own).await?;
        let (taken, refused) = self.take_all(&mut reading, &plan.take, progress).await?;
        done.again |= self.conclude(&reading, &plan, &refused).await?;
        done.add(&reading, &plan, taken, &refused);
        progress.advance(files.saturating_sub(plan.take.len()));
        if is_early { Ok(()) } else { self.write_events().await }
    }
}
