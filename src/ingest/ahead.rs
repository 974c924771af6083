//! Files read ahead of their turn, so that both reading and storing always have work to do.
//!
//! In come files that no reading knows yet, in the order in which they are planned; out they come
//! as they were seen, and as the documents that they are under the address of their own name. Each
//! is opened once. Which document a file is, the plan alone says; where it says otherwise than the
//! name, the file is read again.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::Ingest;
use super::around::Ground;
use super::glance::State;
use super::load::{Read, read_as};
use super::survey::{Found, Seen, look_and, not_read, shown_path, stem};
use crate::address::Slug;

/// Portions that are read while another is stored. To read one takes more work than to store it, so
/// that no further one is needed to keep two cores busy; what it would hold in memory is saved.
const AHEAD: usize = 1;
/// Files of a portion at most, the first ones being small, so that a new room opens soon.
const PORTIONS: [usize; 3] = [16, 64, 256];
/// Bytes of a portion's files, unless one alone has more: what is held in memory at once follows
/// from them.
const BYTES: u64 = 3 << 19;

/// What was read of a file before it was planned.
pub(super) struct Early {
    pub(super) seen: Seen,
    /// `None` where it is no candidate, or another was.
    pub(super) read: Option<Read>,
}

/// Files that were read early, by their paths.
pub(super) type Earlies = HashMap<String, Early>;

/// A reading of new files that is always some portions ahead.
pub(super) struct Ahead {
    ingest: Ingest,
    /// Where in the glance the next file is looked for.
    at: usize,
    begun: usize,
    /// One portion is read at a time, so that the first is there as soon as can be.
    turn: Arc<Mutex<()>>,
    underway: VecDeque<JoinHandle<Result<Earlies>>>,
}

impl Ahead {
    pub(super) fn of(ingest: &Ingest) -> Self {
        let (turn, underway) = (Arc::default(), VecDeque::new());
        Self { ingest: ingest.clone(), at: 0, begun: 0, turn, underway }
    }

    /// The next new files, read; none where all were taken.
    pub(super) async fn next(&mut self, ground: &Ground) -> Result<Earlies> {
        while self.underway.len() <= AHEAD && self.begin(ground) {}
        match self.underway.pop_front() {
            Some(portion) => portion.await?,
            None => Ok(Earlies::new()),
        }
    }

    /// Begins to read another portion; false where no file is left.
    fn begin(&mut self, ground: &Ground) -> bool {
        let glance = &ground.glance;
        let most = PORTIONS.get(self.begun).copied().unwrap_or(PORTIONS[2]);
        let (mut found, mut bytes) = (Vec::new(), 0);
        while self.at < glance.len() && found.len() < most && bytes < BYTES {
            if glance.state(self.at) == State::New {
                bytes += glance.mark(self.at).0;
                found.push(glance.found(&self.ingest.seeds, self.at));
            }
            self.at += 1;
        }
        if found.is_empty() {
            return false;
        }
        self.begun += 1;
        let (ingest, turn) = (self.ingest.clone(), Arc::clone(&self.turn));
        self.underway.push_back(tokio::spawn(async move {
            let _turn = turn.lock().await;
            tokio::task::spawn_blocking(move || ingest.read_early(found)).await?
        }));
        true
    }
}

impl Ingest {
    fn read_early(&self, found: Vec<Found>) -> Result<Earlies> {
        let root = std::fs::canonicalize(&self.seeds)?;
        let lexicon = self.store.lexicon();
        let early = |(file, trouble): (PathBuf, Option<String>)| {
            let path = shown_path(file.strip_prefix(&self.seeds).unwrap_or(&file));
            if let Some(message) = trouble {
                let seen = not_read(path.clone(), file, &message);
                return (path, Early { seen, read: None });
            }
            let mut read = None;
            let seen = look_and(path.clone(), file, &root, &HashMap::new(), |bytes, sha256| {
                let id = Slug::from_stem(&stem(&path));
                read = Some(read_as(bytes, sha256, &path, &id, &lexicon));
            });
            (path, Early { seen, read })
        };
        Ok(found.into_par_iter().map(early).collect())
    }
}
