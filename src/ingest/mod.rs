//! The way in: from the seeds folder to the store.
//!
//! A reading of the folder surveys it, plans what is to be done, and does it: files are read in
//! parallel, documents stored in whole batches, what the seeds no longer hold is kept aside, and
//! every change is an event. The room knows no page and no request. A file can be as odd as it
//! likes: it gets a row in the report, and the others come in.

mod agreement;
mod ahead;
mod apply;
mod around;
mod authority;
mod check;
mod edition;
mod first;
mod glance;
mod history;
mod import;
mod kept;
mod load;
mod mend;
mod opening;
mod parts;
mod pass;
mod plan;
mod progress;
mod purge;
mod redirects;
mod replica;
mod restore;
mod settings;
mod standing;
mod statements;
mod survey;
mod take;
mod watch;

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use walkdir::WalkDir;

pub use agreement::{Discord, discord};
pub use check::report_of_trial;
pub use edition::{earlier_edition, whereabouts};
pub use import::{Imported, import};
pub use load::loader_version;
pub use opening::{Doubt, Mended, Opened, opened, strays_set_aside};
pub use purge::Purged;
pub use redirects::read as stated_redirects;
pub use standing::{Comparison, Standing};
pub use statements::read as stated;
pub use watch::Watch;

use crate::document::Event;
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
    /// The data folder's path, if it lies inside of the seeds folder: nothing in it is a seed.
    own: Option<PathBuf>,
    /// Whether over half of the documents may be missing at once.
    accepts_losses: bool,
    /// One reading at a time.
    turn: Arc<Mutex<()>>,
    /// Whether the room's own words, people, terms and redirects were read since it was opened;
    /// from then on they are when their files change.
    has_settings: Arc<AtomicBool>,
    /// Whether a new room turned out to be a large one.
    is_of_many: Arc<AtomicBool>,
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
    /// Documents that are missing and were not marked so, since they are too many at once.
    pub withheld: usize,
    /// Files that a replica leaves as they were, since its keeper has not noted them yet.
    pub unnoted: usize,
}

impl Ingest {
    /// An ingest from `seeds` into `store`, keeping aside below `data`.
    ///
    /// # Errors
    /// If the kept folder cannot be made.
    pub fn new(store: Store, seeds: &Path, data: &Path, clock: Clock) -> Result<Self> {
        let kept = Kept::below(data)?;
        kept.tidy();
        Ok(Self {
            store,
            seeds: seeds.to_owned(),
            kept,
            clock,
            own: own(seeds, data),
            accepts_losses: false,
            turn: Arc::default(),
            has_settings: Arc::default(),
            is_of_many: Arc::default(),
        })
    }

    /// The same, but over half of the documents may be missing at once if `accepts`.
    #[must_use]
    pub fn accepting_losses(self, accepts: bool) -> Self {
        Self { accepts_losses: accepts, ..self }
    }

    /// Whether the folder of a new room was seen to hold so many files that reading them all takes
    /// long.
    #[must_use]
    pub fn reads_many(&self) -> bool {
        self.is_of_many.load(Ordering::Acquire)
    }

    /// Notes that the store turned out to be damaged.
    pub fn condemn(&self) {
        self.store.condemn();
    }

    /// Whether there is anything to read: a file in the seeds folder that may be a document, or an
    /// event of an earlier room.
    #[must_use]
    pub fn is_anything_there(&self) -> bool {
        let own = self.own.as_deref();
        let mut entries =
            WalkDir::new(&self.seeds).min_depth(1).into_iter().filter_entry(|entry| {
                !survey::is_hidden(entry.file_name()) && own != Some(entry.path())
            });
        let is_document = |entry: walkdir::Result<walkdir::DirEntry>| {
            entry.is_ok_and(|entry| survey::looks_like_document(entry.file_name()))
        };
        // The first will do, however many there are.
        entries.any(is_document) || fs::metadata(self.kept.events_file()).is_ok_and(|f| f.len() > 0)
    }

    /// The present instant: RFC 3339, UTC, to the millisecond.
    fn now(&self) -> String {
        format!("{:.3}", (self.clock)())
    }
}

/// The path of the data folder as a walk through the seeds folder meets it, if it does.
fn own(seeds: &Path, data: &Path) -> Option<PathBuf> {
    let (root, data) = (fs::canonicalize(seeds).ok()?, fs::canonicalize(data).ok()?);
    let below = data.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty())?;
    Some(seeds.join(below))
}

/// SHA-256 of a file's bytes, in lower-case hex.
///
/// # Errors
/// If it cannot be read, or is no file.
pub fn checksum_of(path: &Path) -> io::Result<String> {
    let mut file = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut digest = Sha256::new();
    io::copy(&mut file, &mut HashWriter(&mut digest))?;
    Ok(hex(&digest.finalize()))
}

/// Puts an event into the event file of a data folder, whose room takes it over.
///
/// # Errors
/// If it cannot be written.
pub fn put_event(data: &Path, event: &Event) -> Result<()> {
    let line = serde_json::to_string(event)?;
    Kept::below(data)?.append(std::iter::once(line.as_str()))?;
    Ok(())
}

/// Bytes on their way into a checksum.
struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// SHA-256 in lower-case hex.
fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
