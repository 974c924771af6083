//! Watching the seeds folder: a change is taken in once it has held still.
//!
//! What the system tells of is looked at by itself, so that one changed file costs the same in any
//! folder. The whole folder is compared with what is on record only where something else happened,
//! and from time to time, since not every system tells of everything.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::{Notify, watch as signal};

use super::glance::{Glance, State};
use super::survey::{altered, ignored, is_hidden, modified, shown_path};
use super::{Ingest, Pass, load};
use crate::document::ReasonCode;

/// A file is taken in when its size and times have not changed for so long.
const STILL: Duration = Duration::from_millis(500);
/// Between two looks at a folder that tells of its changes, at least.
const LOOK: Duration = Duration::from_secs(10);
/// Between two looks at a folder that does not: network mounts send no events.
const LOOK_UNTOLD: Duration = Duration::from_secs(1);
/// A look at a large folder takes time; it takes no more than one part in so many: of a folder that
/// tells of its changes, and of one that does not.
const SHARES: [u32; 2] = [100, 20];
/// More files than this are not looked at one by one.
const MOST_TOLD: usize = 256;

/// Size and times.
type Mark = (u64, i64, i64);

/// What the system told of since it was last asked.
#[derive(Debug, Default)]
struct News {
    files: HashSet<PathBuf>,
    /// Whether it told of too much, or not all.
    is_much: bool,
}

impl News {
    fn add(&mut self, event: notify::Result<notify::Event>) {
        match event {
            // Looking at the folder is an event too, and no change.
            Ok(event) if event.kind.is_access() => {}
            Ok(event) if !event.need_rescan() => {
                self.files.extend(event.paths);
                if self.files.len() > MOST_TOLD {
                    self.files.clear();
                    self.is_much = true;
                }
            }
            _ => self.is_much = true,
        }
    }
}

/// What differs from what is on record: paths with sizes and times, none for what is not there.
type Stirred = HashMap<String, Option<Mark>>;

/// A seeds folder of whose changes the system tells.
#[derive(Debug)]
pub struct Watch {
    ingest: Ingest,
    news: Arc<Mutex<News>>,
    told: Arc<Notify>,
    watcher: Option<RecommendedWatcher>,
    /// Whether all of its folders are watched.
    tells: bool,
}

impl Watch {
    /// Begins to watch: what changes from now on is told of, to be taken in by [`Self::go_on`].
    pub async fn begin(ingest: Ingest) -> Self {
        let news: Arc<Mutex<News>> = Arc::default();
        let told = Arc::new(Notify::new());
        let (heard, tell) = (Arc::clone(&news), Arc::clone(&told));
        let watcher = notify::recommended_watcher(move |event| {
            heard.lock().unwrap_or_else(PoisonError::into_inner).add(event);
            tell.notify_one();
        });
        let mut watch = Self { ingest, news, told, watcher: watcher.ok(), tells: false };
        watch.watch_folders().await;
        watch
    }

    /// Watches every folder that is there now; one that is watched already goes on being watched.
    async fn watch_folders(&mut self) {
        let Some(mut watcher) = self.watcher.take() else { return };
        let (seeds, own) = (self.ingest.seeds.clone(), self.ingest.own.clone());
        // Each by itself: to watch a folder with all below asks for the kind of every file in it.
        let attempt = tokio::task::spawn_blocking(move || {
            let mut begin =
                |folder: &Path| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
            let tells = watch_below(&seeds, own.as_deref(), &mut begin);
            (watcher, tells)
        });
        // Without a watcher the folder is looked at again and again.
        let Ok((watcher, tells)) = attempt.await else { return self.tells = false };
        (self.watcher, self.tells) = (Some(watcher), tells);
    }

    /// Takes in what changes until `stop` becomes true.
    pub async fn go_on(mut self, mut stop: signal::Receiver<bool>) {
        let (ingest, news) = (self.ingest.clone(), Arc::clone(&self.news));
        let told = Arc::clone(&self.told);
        // What changed while the folder was read was told of, or the first look finds it.
        let first_look = if self.tells { LOOK } else { LOOK_UNTOLD };
        let mut next_look = Instant::now() + first_look;
        let mut before = Stirred::new();
        let mut trouble = None;
        loop {
            // A folder that is taken away is watched anew when it is back.
            self.tells = self.tells && ingest.seeds.is_dir();
            if !self.tells {
                self.watch_folders().await;
            }
            let mut wake = next_look;
            if ingest.is_replica() {
                wake = wake.min(Instant::now() + LOOK_UNTOLD);
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = told.notified() => {}
                () = tokio::time::sleep_until(wake.into()) => {}
            }
            let turn = async {
                if ingest.is_replica() {
                    ingest.catch_up().await?;
                }
                let heard =
                    std::mem::take(&mut *news.lock().unwrap_or_else(PoisonError::into_inner));
                let files = if heard.is_much { None } else { ingest.told_of(heard.files).await? };
                if files.is_none() {
                    // A folder may be new: what happens in it is to be told of before it is looked at.
                    self.watch_folders().await;
                }
                let tells = self.tells;
                let mut done = Pass::default();
                if let Some(files) = &files
                    && !files.is_empty()
                {
                    let (still, moving) = held_still(files.clone()).await;
                    if !moving.is_empty() {
                        let mut news = news.lock().unwrap_or_else(PoisonError::into_inner);
                        news.files.extend(moving);
                        told.notify_one();
                    }
                    if !still.is_empty() {
                        done = ingest.pass_of(&still).await?;
                    }
                }
                if files.is_none() || Instant::now() >= next_look {
                    let started = Instant::now();
                    let stirred = ingest.stirred().await?;
                    let share = SHARES[usize::from(!tells)];
                    let least = if tells { LOOK } else { LOOK_UNTOLD };
                    next_look = Instant::now() + least.max(started.elapsed() * share);
                    let settled = ingest.settled(stirred, &mut before).await?;
                    done.taken += settled.taken;
                    done.unnoted += settled.unnoted;
                }
                anyhow::Ok(done)
            };
            let done = tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                done = turn => done,
            };
            match done {
                Ok(pass) => {
                    if trouble.take().is_some() {
                        tracing::info!("the changes were taken in");
                    }
                    if pass.taken > 0 {
                        tracing::info!(taken = pass.taken, "changed documents taken in");
                    }
                    if pass.unnoted > 0 {
                        before.clear();
                        next_look = Instant::now() + LOOK_UNTOLD;
                    }
                }
                Err(error) => {
                    // Said once, however often it is tried: a full disk must not fill with this.
                    let cause = format!("{error:#}");
                    if trouble.as_ref() != Some(&cause) {
                        tracing::error!(
                            cause,
                            "the changes could not be taken in; the room stays as it is, and they are \
                             tried again until it works"
                        );
                    }
                    trouble = Some(cause);
                    before.clear();
                    next_look = Instant::now() + LOOK_UNTOLD;
                }
            }
        }
    }
}

impl Ingest {
    /// The files that can be read by themselves, of those that the system told of; `None` if the
    /// whole folder has to be looked at: for settings and statements, for folders, and for whatever
    /// is gone.
    async fn told_of(&self, files: HashSet<PathBuf>) -> Result<Option<Vec<PathBuf>>> {
        // The system tells of whole paths, however the folder was named.
        let seeds = std::path::absolute(&self.seeds)?;
        let mut alone = Vec::new();
        for told in files {
            let below = told.strip_prefix(&self.seeds).or_else(|_| told.strip_prefix(&seeds));
            let Ok(below) = below else { return Ok(None) };
            let Some(name) = below.file_name() else { return Ok(None) };
            let file = self.seeds.join(below);
            let is_own = self.own.as_ref().is_some_and(|own| file.starts_with(own));
            if is_own || below.iter().any(is_hidden) {
                continue;
            }
            match fs::symlink_metadata(&file) {
                Ok(metadata) if metadata.is_file() && is_plain(name) => {
                    // Where it is cannot be told from how it is shown.
                    if Path::new(&shown_path(below)) != below {
                        return Ok(None);
                    }
                    alone.push(file);
                }
                // What an editor writes and renames, say, was never on record.
                Err(_) if !self.store.is_on_record(&shown_path(below)).await? => {}
                _ => return Ok(None),
            }
        }
        Ok(Some(alone))
    }

    /// Everything that differs from what is on record.
    async fn stirred(&self) -> Result<Stirred> {
        let (seeds, own) = (self.seeds.clone(), self.own.clone());
        let glance = tokio::task::spawn_blocking(move || Glance::of(&seeds, own.as_deref()));
        // A folder that cannot be read is as one in which nothing is.
        let mut glance = glance.await?.unwrap_or_default();
        let mut vanished = Vec::new();
        self.compare(&mut glance, &load::loader_version(), &mut vanished).await?;
        let mut stirred: Stirred = vanished.into_iter().map(|path| (path, None)).collect();
        for at in 0..glance.len() {
            if glance.state(at) != State::Same {
                stirred.insert(glance.path(at).to_owned(), Some(glance.mark(at)));
            }
        }
        // What is hidden comes and goes; it is put down when something else is.
        stirred
            .retain(|path, _| !path.rsplit('/').next().is_some_and(|name| name.starts_with('.')));
        Ok(stirred)
    }

    /// Reads the folder once something new in it holds still. What was met before and still differs, a link that leads nowhere say, is nothing new.
    async fn settled(&self, stirred: Stirred, before: &mut Stirred) -> Result<Pass> {
        let is_new = |now: &Stirred, before: &Stirred| {
            now.iter().any(|(path, mark)| before.get(path) != Some(mark))
        };
        before.retain(|path, mark| stirred.get(path) == Some(mark));
        let mut now = stirred;
        while is_new(&now, before) {
            tokio::time::sleep(STILL).await;
            let later = self.stirred().await?;
            let moving: HashSet<PathBuf> = later
                .iter()
                .filter(|(path, mark)| mark.is_some() && now.get(*path) != Some(*mark))
                .map(|(path, _)| self.seeds.join(path))
                .collect();
            now = later;
            let mut held = now.clone();
            held.retain(|path, _| !moving.contains(&self.seeds.join(path)));
            if moving.is_empty() || is_new(&held, before) {
                let pass = self.pass_without(&moving).await?;
                *before = held;
                return Ok(pass);
            }
        }
        Ok(Pass::default())
    }
}

/// Watches a folder and those below it, but for hidden ones and the room's own; false if one of them
/// cannot be watched or listed.
fn watch_below(seeds: &Path, own: Option<&Path>, watch: &mut impl FnMut(&Path) -> bool) -> bool {
    let mut open = vec![seeds.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            // The folder above tells when it can be read.
            Err(error) if folder != seeds && error.kind() == ErrorKind::PermissionDenied => {
                continue;
            }
            Err(_) => return false,
        };
        // First, so that a folder that comes meanwhile is either listed or told of.
        if !watch(&folder) {
            return false;
        }
        for entry in entries.flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !is_hidden(&entry.file_name()) && own != Some(&*entry.path()) {
                open.push(entry.path());
            }
        }
    }
    true
}

/// Whether a file of this name can be read by itself: a document, or what is passed over.
fn is_plain(name: &OsStr) -> bool {
    ignored(name).is_none_or(|reason| reason.code != ReasonCode::OwnUse)
}

/// The files that have not changed for a while, and those that have.
async fn held_still(files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mark = |file: &PathBuf| -> Option<Mark> {
        let metadata = fs::symlink_metadata(file).ok()?;
        Some((metadata.len(), modified(&metadata), altered(&metadata)))
    };
    let before: Vec<Option<Mark>> = files.iter().map(mark).collect();
    tokio::time::sleep(STILL).await;
    let (still, moving): (Vec<_>, Vec<_>) =
        files.into_iter().zip(before).partition(|(file, before)| mark(file) == *before);
    let only = |files: Vec<(PathBuf, Option<Mark>)>| files.into_iter().map(|(file, _)| file);
    (only(still).collect(), only(moving).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_is_watched_that_can_hold_a_document() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path();
        for below in ["a/deep", "b", ".hidden/in", "data/kept"] {
            fs::create_dir_all(seeds.join(below)).unwrap();
        }
        fs::write(seeds.join("a/1.txt"), "").unwrap();
        std::os::unix::fs::symlink(seeds.join("b"), seeds.join("link")).unwrap();
        let own = seeds.join("data");
        let watched = |most: usize| {
            let mut watched = HashSet::new();
            let mut watch = |folder: &Path| {
                watched.insert(folder.strip_prefix(seeds).unwrap().to_owned());
                watched.len() <= most
            };
            let tells = watch_below(seeds, Some(&own), &mut watch);
            (tells, watched)
        };
        let all = ["", "a", "a/deep", "b"].map(PathBuf::from);
        assert_eq!(watched(9), (true, HashSet::from(all)));
        // The system watches no more than so many.
        assert!(!watched(2).0);
        fs::remove_dir_all(seeds).unwrap();
        assert_eq!(watched(9), (false, HashSet::new()));
    }
}
