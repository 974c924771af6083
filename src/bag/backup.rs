//! A backup: seeds and kept files as a bag in one zip file, made while a room is being served.
//!
//! Kept sources come first, then the seeds, then the log of events: what a log tells of was there
//! before it was told. An edition of the log that is neither among the kept files nor the seeds, as
//! when a seed was just edited, is taken from the database. The database itself is never packed: it
//! is made again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{Digests, Sums};
use super::packing::{Bag, Packed, Place, info, is_source};
use super::restore::checked;
use super::{EVENTS, KEPT, SEEDS};
use crate::document::{Collection, Event};
use crate::store::Store;

/// The folder that the archive holds.
pub(super) const ROOT: &str = "reading-room";
/// How often a file that is being written is read again.
const MOST_READINGS: u32 = 5;
/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// The files, and their bytes.
    pub packed: Packed,
    /// Editions that were taken from the database, as no file held them.
    pub from_database: usize,
    /// The archive's length in bytes.
    pub length: u64,
}

/// Packs the room of these folders into the new file `to`. The store, if there is one, is only read.
///
/// # Errors
/// If something stands at `to`, or it lies in one of the folders; if a file cannot be read or keeps
/// changing; if an edition that the log tells of is nowhere; if what was written does not read back.
pub async fn backed_up(
    store: Option<&Store>,
    [seeds, data]: [&Path; 2],
    to: &Path,
    now: Timestamp,
) -> Result<BackedUp> {
    refuse_place(to, [seeds, &data.join("kept")])?;
    ensure!(
        fs::read_dir(seeds).is_ok() || data.join("kept").is_dir(),
        "there is neither a seeds folder {} nor a folder {}; nothing was packed",
        seeds.display(),
        data.join("kept").display()
    );
    let name = to.file_name().context("a backup is a file; name one")?.to_string_lossy();
    let unfinished = to.with_file_name(format!(".{name}.unfinished"));
    let written = write(store, [seeds, data], &unfinished, now).await;
    let settled = written.and_then(|(packed, from_database)| {
        let length = fs::metadata(&unfinished)?.len();
        // A link never replaces what stands there; not every file system has links.
        match fs::hard_link(&unfinished, to) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !to.exists() => {
                fs::rename(&unfinished, to)
            }
            linked => linked,
        }
        .with_context(|| format!("{} cannot be written", to.display()))?;
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            // The name is safe only when the folder is.
            drop(File::open(folder).and_then(|folder| folder.sync_all()));
        }
        Ok(BackedUp { packed, from_database, length })
    });
    drop(fs::remove_file(&unfinished));
    settled
}

/// Refuses a file that is there, and one that would become part of what is packed.
fn refuse_place(to: &Path, folders: [&Path; 2]) -> Result<()> {
    ensure!(
        fs::symlink_metadata(to).is_err(),
        "{} is there already and is not overwritten; name another file, one with the date perhaps",
        to.display()
    );
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let parent = fs::canonicalize(parent)
        .with_context(|| format!("the folder {} cannot be used", parent.display()))?;
    for folder in folders {
        if fs::canonicalize(folder).is_ok_and(|folder| parent.starts_with(folder)) {
            bail!("{} would stand in {}, which it is to hold", to.display(), folder.display());
        }
    }
    Ok(())
}

async fn write(
    store: Option<&Store>,
    [seeds, data]: [&Path; 2],
    to: &Path,
    now: Timestamp,
) -> Result<(Packed, usize)> {
    let unwritable = || format!("{} cannot be written", to.display());
    let file = File::create(to).with_context(unwritable)?;
    let mut bag = Bag::new(Archive { zip: ZipWriter::new(file).set_auto_large_file() });
    let kept = data.join("kept");
    bag.take_folder(&kept, KEPT, is_source)?;
    bag.take_folder(seeds, SEEDS, |_| true)?;
    let log = log(&kept.join(EVENTS))?;
    let from_database = complete(&mut bag, store, &kept, &log).await?;
    if !log.is_empty() {
        bag.put(&format!("data/{KEPT}/{EVENTS}"), &log)?;
    }
    let collection = match store {
        Some(store) => store.collection().await.unwrap_or_default(),
        None => Collection::default(),
    };
    let packed = bag.packed();
    bag.close(&info(&packed, &collection, None, now))?;
    let file = bag.place.zip.finish().with_context(unwritable)?;
    file.sync_all().with_context(unwritable)?;
    let read = checked(to).context("what was written does not read back; is the disk damaged?")?;
    ensure!(read == packed.files, "what was written does not read back; is the disk damaged?");
    Ok((packed, from_database))
}

/// The log of events up to its last whole line.
fn log(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", path.display()));
        }
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(whole);
    Ok(bytes)
}

/// Adds the editions of the log that no file had yet; answers how many came from the database.
async fn complete(
    bag: &mut Bag<Archive>,
    store: Option<&Store>,
    kept: &Path,
    log: &[u8],
) -> Result<usize> {
    let mut from_database = 0;
    let Some(store) = store else { return Ok(0) };
    let told: BTreeSet<String> = log
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Event>(line).ok())
        .filter(|event| event.event.is_of_an_edition())
        .filter_map(|event| event.sha256)
        .collect();
    for sha256 in told {
        let to = format!("data/{KEPT}/{sha256}");
        if !is_source(&sha256) || bag.holds(&sha256) {
            continue;
        }
        if kept.join(&sha256).is_file() {
            bag.take(&kept.join(&sha256), &to)?;
        } else if let Ok(Some(bytes)) = store.source(&sha256).await {
            bag.put(&to, &bytes)?;
            let is_it = bag.sums(&to).is_some_and(|sums| sums.is_sha256(&sha256));
            ensure!(is_it, "the stored source {sha256} does not match its checksum; run verify");
            from_database += 1;
        }
        // What is nowhere was purged, or lost before: `verify` tells the one from the other.
    }
    Ok(from_database)
}

/// A bag that is written into a zip file.
struct Archive {
    zip: ZipWriter<File>,
}

impl Archive {
    fn begin(&mut self, to: &str) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(format!("{ROOT}/{to}"), options)?;
        Ok(())
    }

    fn copied(&mut self, from: &Path) -> Result<(Sums, u64)> {
        let mut file = File::open(from)?;
        let (mut digests, mut length, mut chunk) = (Digests::default(), 0, vec![0; CHUNK]);
        loop {
            let count = file.read(&mut chunk)?;
            let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else { break };
            digests.update(read);
            length += u64::try_from(count).unwrap_or(u64::MAX);
            self.zip.write_all(read)?;
        }
        Ok((digests.finish(), length))
    }
}

impl Place for Archive {
    /// A file that is written meanwhile is read again.
    fn take(&mut self, from: &Path, to: &str) -> Result<(Sums, u64)> {
        let unreadable = || format!("{} cannot be packed", from.display());
        let state = |path: &Path| -> std::io::Result<_> {
            let metadata = fs::metadata(path)?;
            Ok((metadata.len(), metadata.modified()?))
        };
        for _ in 0..MOST_READINGS {
            let before = state(from).with_context(unreadable)?;
            self.begin(to).with_context(unreadable)?;
            let (sums, length) = self.copied(from).with_context(unreadable)?;
            if state(from).with_context(unreadable)? == before && before.0 == length {
                return Ok((sums, length));
            }
            self.zip.abort_file().with_context(unreadable)?;
        }
        bail!("{} keeps changing; try again when it holds still", from.display())
    }

    fn put(&mut self, to: &str, bytes: &[u8]) -> Result<Sums> {
        let unwritable = || format!("{to} cannot be packed");
        self.begin(to).with_context(unwritable)?;
        self.zip.write_all(bytes).with_context(unwritable)?;
        let mut digests = Digests::default();
        digests.update(bytes);
        Ok(digests.finish())
    }
}
