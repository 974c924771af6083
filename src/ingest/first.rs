//! The first documents of a large new room, which opens with them while all others are still sought.
//!
//! In comes a folder that nothing is known of; its entries are listed by name alone, which takes a
//! fraction of asking for their sizes and times, and the first ones in the order of their paths are
//! taken in. That order decides which of two files gets an address, so what these files are does
//! not depend on those behind them.

use std::collections::{BinaryHeap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::Result;

use super::Ingest;
use super::around::Ground;
use super::glance::Glance;
use super::load::loader_version;
use super::pass::Outcomes;
use super::progress::{MANY, Progress};
use super::settings;
use super::survey::{is_hidden, looks_like_document, shown_path};

/// Entries that are taken in before all are looked at.
const FIRST: usize = 32;

impl Ingest {
    /// Takes in the first files of a folder that holds many, if nothing is known yet. Answers how
    /// many documents were stored.
    pub(super) async fn take_first(&self) -> Result<usize> {
        if self.is_replica()
            || self.store.being_read().await? != Some(0)
            || self.store.setting("events_length").await?.is_some()
        {
            return Ok(0);
        }
        let (seeds, own) = (self.seeds.clone(), self.own.clone());
        let glance = tokio::task::spawn_blocking(move || {
            let first = first(&seeds, own.as_deref());
            first.map(|files| Glance::of_files(&seeds, &files))
        });
        let Some(glance) = glance.await? else { return Ok(0) };
        self.is_of_many.store(true, Ordering::Release);
        let mut ground = Ground {
            is_whole: false,
            is_thorough: false,
            is_nothing_there: false,
            silent: Arc::default(),
            gone: Arc::default(),
            history: Arc::default(),
            of_history: HashMap::new(),
            loader_version: loader_version(),
            unnoted: 0,
            glance,
        };
        let own = Box::pin(self.take_settings(&mut ground, &[])).await?;
        self.store.refresh_index().await?;
        let mut done = Outcomes::default();
        let progress = Progress::over(ground.glance.len());
        Box::pin(self.take_ahead(&mut ground, &own, &progress, &mut done)).await?;
        Ok(done.taken())
    }
}

/// The first entries of the folder in the order of their paths, and the files of the room's own
/// settings; `None` where there are not many, or not all folders can be read.
fn first(seeds: &Path, own: Option<&Path>) -> Option<Vec<PathBuf>> {
    let mut first: BinaryHeap<(String, PathBuf)> = BinaryHeap::new();
    let mut count = 0;
    let mut open = vec![seeds.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).ok()? {
            let entry = entry.ok()?;
            let (path, name) = (entry.path(), entry.file_name());
            let is_folder = entry.file_type().ok()?.is_dir();
            if is_folder && own == Some(path.as_path()) {
                continue;
            }
            if is_folder && !is_hidden(&name) {
                open.push(path.clone());
            }
            if !looks_like_document(&name) {
                continue;
            }
            count += 1;
            let shown = shown_path(path.strip_prefix(seeds).unwrap_or(&path));
            if first.len() < FIRST {
                first.push((shown, path));
            } else if let Some(mut last) = first.peek_mut()
                && shown < last.0
            {
                *last = (shown, path);
            }
        }
    }
    let files = first.into_iter().map(|(_, path)| path);
    let settings = settings::FILES.iter().map(|file| seeds.join(file));
    (count >= MANY).then(|| files.chain(settings).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_are_those_whose_paths_come_first() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path();
        for part in ["b", "a", ".hidden", "data"] {
            fs::create_dir(seeds.join(part)).unwrap();
        }
        for number in 0..MANY / 2 {
            fs::write(seeds.join(format!("b/{number:04}.txt")), "").unwrap();
        }
        for part in [".hidden", "data"] {
            fs::write(seeds.join(part).join("0.txt"), "").unwrap();
        }
        let own = seeds.join("data");
        assert_eq!(first(seeds, Some(&own)), None);
        for number in (0..MANY / 2).rev() {
            fs::write(seeds.join(format!("a/{number:04}.md")), "").unwrap();
        }
        let mut found = first(seeds, Some(&own)).unwrap();
        found.retain(|file| !settings::FILES.iter().any(|name| file.ends_with(name)));
        found.sort();
        let expect: Vec<PathBuf> =
            (0..FIRST).map(|number| seeds.join(format!("a/{number:04}.md"))).collect();
        assert_eq!(found, expect);
    }
}
