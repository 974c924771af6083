//! Some files of the seeds folder with all that hangs together with them: what a plan for these
//! files has to know, and no more, however large the room is.
//!
//! Two files hang together if one's address is the other's document, or both have, or had, the same
//! content. So for each file its document is looked up, whatever has its address or its content,
//! and the files of all these, until nothing new is found. Mostly that is the file alone.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::Ingest;
use super::ahead::Earlies;
use super::glance::{Glance, Kind, State};
use super::history::History;
use super::pass::Reading;
use super::plan::Known;
use super::survey::{Content, Found, Seen, looked_at, stem};
use crate::address::Slug;
use crate::store::FileRow;

/// What all parts of one reading share.
pub(super) struct Ground {
    pub(super) glance: Glance,
    /// Whether that is all of the folder, and not only some files of it.
    pub(super) is_whole: bool,
    /// Whether every file's bytes are compared.
    pub(super) is_thorough: bool,
    pub(super) is_nothing_there: bool,
    pub(super) silent: Arc<Vec<String>>,
    pub(super) gone: Arc<HashSet<Slug>>,
    pub(super) history: Arc<History>,
    /// The documents of the history by the beginning of their last edition's checksum.
    pub(super) of_history: HashMap<u64, Vec<Slug>>,
    pub(super) loader_version: String,
    /// Files that a replica leaves as they were, since its keeper has not noted them yet.
    pub(super) unnoted: usize,
}

impl Ground {
    /// Documents that only the events know, by their content.
    pub(super) fn index_history(&mut self) {
        for (id, life) in &self.history.lives {
            if let Some((sha256, _)) = life.editions.last() {
                self.of_history.entry(beginning(sha256)).or_default().push(id.clone());
            }
        }
    }

    fn is_there(&self, path: &str, ingest: &Ingest) -> Option<Place> {
        match self.glance.find(path) {
            Some(at) => Some(Place::Entry(at)),
            None if self.is_whole => None,
            // A file beside those that are read: it is there unless it is plainly not.
            None => {
                let file = ingest.seeds.join(path);
                let is_missing = std::fs::symlink_metadata(&file)
                    .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
                (!is_missing).then_some(Place::Beside(file))
            }
        }
    }
}

enum Place {
    Entry(usize),
    Beside(PathBuf),
}

fn beginning(sha256: &str) -> u64 {
    sha256.get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or_default()
}

/// What is still to be looked up.
#[derive(Default)]
struct Open {
    paths: BTreeSet<String>,
    ids: BTreeSet<Slug>,
    contents: BTreeSet<String>,
}

/// What was met so far.
#[derive(Default)]
struct Met {
    paths: HashSet<String>,
    ids: HashSet<Slug>,
    contents: HashSet<String>,
    seen: Vec<Seen>,
    known: Known,
}

impl Ingest {
    /// The reading of these paths and addresses with all that hangs together with them. Whatever
    /// differs from what is on record is dealt with then.
    pub(super) async fn reading_around(
        &self,
        ground: &mut Ground,
        paths: BTreeSet<String>,
        ids: BTreeSet<Slug>,
        mut early: Earlies,
    ) -> Result<Reading> {
        let mut open = Open { paths, ids, ..Open::default() };
        let mut met = Met::default();
        loop {
            open.paths.retain(|path| !met.paths.contains(path));
            open.ids.retain(|id| !met.ids.contains(id));
            open.contents.retain(|sha256| !met.contents.contains(sha256));
            if !open.paths.is_empty() {
                let paths = std::mem::take(&mut open.paths);
                self.add_files(ground, paths, &early, &mut open, &mut met).await?;
            } else if !open.ids.is_empty() {
                let ids = std::mem::take(&mut open.ids);
                self.add_documents(ground, ids, &mut open, &mut met).await?;
            } else if !open.contents.is_empty() {
                let contents = std::mem::take(&mut open.contents);
                let asked: Vec<&str> = contents.iter().map(String::as_str).collect();
                open.ids.extend(self.store.ids_with(&asked).await?);
                for sha256 in &contents {
                    let of_history = ground.of_history.get(&beginning(sha256));
                    open.ids.extend(of_history.into_iter().flatten().cloned());
                }
                met.contents.extend(contents);
            } else {
                break;
            }
        }
        early.retain(|_, early| early.read.is_some());
        let Met { paths, mut seen, mut known, .. } = met;
        seen.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        known.gone = Arc::clone(&ground.gone);
        known.silent = Arc::clone(&ground.silent);
        known.is_nothing_there = ground.is_nothing_there;
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let imports = self.store.imports_of(&paths).await?;
        let original_names =
            imports.into_iter().filter_map(|event| Some((event.file, event.detail?)));
        Ok(Reading {
            known,
            history: Arc::clone(&ground.history),
            seen,
            loader_version: ground.loader_version.clone(),
            original_names: original_names.collect(),
            early,
        })
    }

    async fn add_files(
        &self,
        ground: &mut Ground,
        paths: BTreeSet<String>,
        early: &Earlies,
        open: &mut Open,
        met: &mut Met,
    ) -> Result<()> {
        let asked: Vec<&str> = paths.iter().map(String::as_str).collect();
        let rows = self.store.files_at(&asked).await?;
        let mut rows: HashMap<String, FileRow> =
            rows.into_iter().map(|row| (row.path.clone(), row)).collect();
        let mut to_look_at: Vec<Found> = Vec::new();
        let mut seen_early = Vec::new();
        for path in &paths {
            let row = rows.get(path);
            open.ids.insert(Slug::from_stem(&stem(path)));
            if let Some(row) = row {
                open.ids.extend(row.id.clone());
                open.contents.extend(row.sha256.clone());
            }
            match ground.is_there(path, self) {
                None => {}
                Some(Place::Beside(file)) => to_look_at.push((file, None)),
                Some(Place::Entry(at)) => {
                    let as_before = match ground.glance.state(at) {
                        State::Held if row.is_none() => continue,
                        State::Same | State::Done | State::Held => row.and_then(|row| {
                            let sha256 = row.sha256.clone()?;
                            (ground.glance.kind(at) == Kind::Plain).then_some((sha256, row))
                        }),
                        State::Changed | State::New => None,
                    };
                    match as_before {
                        Some((sha256, row)) => met.seen.push(Seen {
                            path: path.clone(),
                            file: ground.glance.found(&self.seeds, at).0,
                            size: row.size,
                            modified: row.modified,
                            altered: row.altered,
                            content: Content::Candidate(sha256),
                            of_own_use: None,
                        }),
                        None => match early.get(path) {
                            Some(early) => seen_early.push(early.seen.clone()),
                            None => to_look_at.push(ground.glance.found(&self.seeds, at)),
                        },
                    }
                    if ground.glance.state(at) != State::Held {
                        ground.glance.set(at, State::Done);
                    }
                }
            }
        }
        let of_record = if ground.is_thorough { HashMap::new() } else { rows.clone() };
        let seeds = self.seeds.clone();
        let mut looked = seen_early;
        if !to_look_at.is_empty() {
            let look = move || looked_at(&seeds, to_look_at, &of_record);
            looked.extend(tokio::task::spawn_blocking(look).await??);
        }
        if self.is_replica() {
            let unnoted;
            (looked, unnoted) = self.noted(looked, &rows).await?;
            for path in &unnoted {
                if let Some(at) = ground.glance.find(path) {
                    ground.glance.set(at, State::Held);
                }
            }
            ground.unnoted += unnoted.len();
        }
        open.contents.extend(looked.iter().filter_map(|seen| seen.sha256().map(str::to_owned)));
        met.seen.extend(looked);
        met.known.files.extend(rows.drain());
        met.paths.extend(paths);
        Ok(())
    }

    async fn add_documents(
        &self,
        ground: &Ground,
        ids: BTreeSet<Slug>,
        open: &mut Open,
        met: &mut Met,
    ) -> Result<()> {
        let asked: Vec<&Slug> = ids.iter().collect();
        open.paths.extend(self.store.paths_of(&asked).await?);
        let mut documents: BTreeMap<Slug, _> = self
            .store
            .documents_of(&asked)
            .await?
            .into_iter()
            .map(|document| (document.id.clone(), document))
            .collect();
        for id in &ids {
            if !documents.contains_key(id)
                && !ground.gone.contains(id)
                && let Some(document) = ground.history.known(id)
            {
                documents.insert(id.clone(), document);
            }
        }
        for document in documents.values() {
            open.paths.insert(document.seed_file.clone());
            open.contents.insert(document.edition.clone());
        }
        met.known.documents.extend(documents);
        for moved in self.store.redirects_of(&asked).await? {
            met.known.moved.insert(moved.old.clone(), moved);
        }
        met.ids.extend(ids);
        Ok(())
    }
}
