//! The way in: from the seeds folder to the store.
//!
//! A reading of the folder surveys it, plans what is to be done, and does it: files are read in
//! parallel, documents stored in whole batches, what the seeds no longer hold is kept aside, and
//! every change is an event. The room knows no page and no request. A file can be as odd as it
//! likes: it gets a row in the report, and the others come in.

mod apply;
mod authority;
mod check;
mod edition;
mod history;
mod import;
mod kept;
mod load;
mod pass;
mod plan;
mod progress;
mod redirects;
mod restore;
mod settings;
mod statements;
mod survey;
mod take;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

pub use check::report_of_trial;
pub use edition::{earlier_edition, whereabouts};
pub use import::{Imported, import};
pub use load::loader_version;
pub use watch::watch;

use crate::store::{Store, hex};
use kept::Kept;

/// How instants are read; a parameter, so that tests can stand still.
pub type Clock = fn() -> Timestamp;

/// Reads a seeds folder into a store.
#[derive(Debug, Clone)]
pub struct Ingest {
    store: Store,
    seeds: PathBuf,
    kept: Kept,
    clock: Clock,
    /// One reading at a time.
    turn: Arc<Mutex<()>>,
}

/// What a reading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pass {
    /// Documents stored.
    pub taken: usize,
    /// Files refused in this reading.
    pub refused: usize,
    /// Whether the folder was missing or held nothing, so that nothing was changed.
    pub nothing_there: bool,
}

impl Ingest {
    /// An ingest from `seeds` into `store`, keeping aside below `data`.
    ///
    /// # Errors
    /// If the kept folder cannot be made.
    pub fn new(store: Store, seeds: &Path, data: &Path, clock: Clock) -> Result<Self> {
        let kept = Kept::below(data)?;
        Ok(Self { store, seeds: seeds.to_owned(), kept, clock, turn: Arc::default() })
    }

    /// The present instant: RFC 3339, UTC, to the millisecond.
    fn now(&self) -> String {
        format!("{:.3}", (self.clock)())
    }
}

/// SHA-256 in lower-case hex.
fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
