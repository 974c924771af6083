//! A backup taken apart again, into empty folders.
//!
//! First the archive is read to its end: one that is no backup, is damaged, leads out of its folder
//! or would fill the disk is refused before anything is written. Then it is unpacked beside the kept
//! files and taken in like any bag. As long as that folder is there no room is served, and the same
//! command takes up where it was left.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use zip::ZipArchive;

use super::backup::ROOT;
use super::manifest::{self, Algorithm, Digests};
use super::unpacking::{Unpacked, unpacked};
use super::{KEPT, SEEDS};

/// The folder in the data folder that a backup is unpacked into.
pub const RESTORING: &str = ".restoring";
/// The largest manifest that is read, in bytes.
const LARGEST_TAG: u64 = 256 << 20;
/// An archive may unpack to so many times its own length; texts come to some thirty.
const MOST_TIMES: u128 = 200;
/// What any archive may unpack to, in bytes.
const ALWAYS: u128 = 64 << 20;
/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// Takes a backup apart into these folders, which are empty and which no other program may use
/// meanwhile.
///
/// # Errors
/// If a folder is not empty; what is wrong with the backup, before anything is written; if the
/// folders cannot be written.
pub fn restored(archive: &Path, seeds: &Path, data: &Path) -> Result<Unpacked> {
    let staging = data.join(RESTORING);
    let is_resumed = staging.is_dir();
    if !is_resumed {
        refuse_used(seeds, &[])?;
        // The lock that keeps others out.
        refuse_used(data, &["lock"])?;
    }
    checked(archive)?;
    if is_resumed {
        fs::remove_dir_all(&staging)
            .with_context(|| format!("{} cannot be removed", staging.display()))?;
    }
    fs::create_dir_all(&staging)
        .with_context(|| format!("the folder {} cannot be made", staging.display()))?;
    take_apart(archive, &staging)?;
    let unpacked = unpacked(&staging.join(ROOT), seeds, data)?;
    if let Some((file, by)) = unpacked.collisions.first() {
        bail!(
            "{file} cannot be put back, as {by} stands in its place; empty both folders and restore \
             again"
        );
    }
    fs::remove_dir_all(&staging)
        .with_context(|| format!("{} cannot be removed", staging.display()))?;
    Ok(unpacked)
}

/// Refuses a folder that holds anything but these names.
fn refuse_used(folder: &Path, but: &[&str]) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(error)
                .with_context(|| format!("the folder {} cannot be read", folder.display()));
        }
    };
    for entry in entries {
        let name = entry?.file_name();
        if !but.iter().any(|known| name == **known) && name != "lost+found" {
            bail!(
                "{} is not empty: it holds {}; a backup is restored into empty folders, which \
                 --seeds and --data name",
                folder.display(),
                name.display()
            );
        }
    }
    Ok(())
}

fn opened(archive: &Path) -> Result<ZipArchive<File>> {
    let shown = archive.display();
    let file = File::open(archive).with_context(|| format!("{shown} cannot be read"))?;
    ensure!(file.metadata().is_ok_and(|metadata| metadata.is_file()), "{shown} is no file");
    ZipArchive::new(file).with_context(|| format!("{shown} is no backup, or is cut off"))
}

/// Reads an archive to its end and compares every file with the manifest. Answers how many files
/// its payload has.
///
/// # Errors
/// What is wrong with it.
pub(super) fn checked(archive: &Path) -> Result<usize> {
    let length = u128::from(fs::metadata(archive).map_or(0, |metadata| metadata.len()));
    let mut zip = opened(archive)?;
    ensure!(!zip.has_duplicate_names(), "the archive holds two files of one name");
    ensure!(
        !zip.has_overlapping_entries().unwrap_or(true),
        "the archive's files lie over each other: it was not made by backup"
    );
    let mut paths = BTreeSet::new();
    let mut bytes: u128 = 0;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).context("the archive is damaged")?;
        let shown = String::from_utf8_lossy(entry.name_raw()).escape_debug().to_string();
        let path = path_of(entry.name_raw());
        let path = path.with_context(|| format!("{shown} leads out of the archive's folder"))?;
        ensure!(
            entry.is_file() && !entry.is_symlink() && !entry.encrypted(),
            "{shown} is a link, a folder or locked; a backup holds files"
        );
        bytes += u128::from(entry.size());
        ensure!(paths.insert(path.to_owned()), "the archive holds two files named {shown}");
    }
    ensure!(
        bytes <= ALWAYS + length * MOST_TIMES,
        "the archive would unpack to {bytes} bytes, far more than texts come to"
    );
    let name = format!("manifest-{}.txt", Algorithm::Sha256.as_str());
    ensure!(paths.contains("bagit.txt") && paths.contains(&name), "the archive is no backup");
    let of_tags = manifest::read("tagmanifest", &tag(&mut zip, "tagmanifest-sha256.txt")?)?;
    let expected = manifest::read(&name, &tag(&mut zip, &name)?)?;
    let is_payload = |path: &&String| path.starts_with("data/");
    if let Some(path) = paths.iter().filter(is_payload).find(|path| !expected.contains_key(*path)) {
        bail!("{} is in the archive and not in its manifest", path.escape_debug());
    }
    for path in expected.keys() {
        let (folder, _) =
            path.strip_prefix("data/").and_then(|p| p.split_once('/')).unwrap_or_default();
        ensure!(
            [SEEDS, KEPT].contains(&folder),
            "{} is neither a seed nor a kept file: the archive is no backup",
            path.escape_debug()
        );
    }
    for (path, sum) in of_tags.iter().chain(&expected) {
        let shown = path.escape_debug();
        ensure!(paths.contains(path), "{shown} is in the manifest and not in the archive");
        let mut entry = entry(&mut zip, path)?;
        let (mut digests, mut chunk) = (Digests::default(), vec![0; CHUNK]);
        let mut read: u64 = 0;
        loop {
            let count = entry.read(&mut chunk).with_context(|| format!("{shown} is damaged"))?;
            let Some(some) = chunk.get(..count).filter(|some| !some.is_empty()) else { break };
            read += u64::try_from(count).unwrap_or(u64::MAX);
            ensure!(read <= entry.size(), "{shown} is longer than it says");
            digests.update(some);
        }
        ensure!(digests.finish().is_sha256(sum), "{shown} is damaged: its checksum is another");
    }
    Ok(expected.len())
}

/// The path below the archive's one folder, if it stays there.
fn path_of(name: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(name).ok()?;
    let path = name.strip_prefix(ROOT)?.strip_prefix('/')?;
    manifest::safe(path).filter(|path| !path.contains(['\n', '\r']))
}

fn entry<'a>(zip: &'a mut ZipArchive<File>, path: &str) -> Result<zip::read::ZipFile<'a, File>> {
    zip.by_name(&format!("{ROOT}/{path}"))
        .with_context(|| format!("{} cannot be read", path.escape_debug()))
}

/// A tag file's text.
fn tag(zip: &mut ZipArchive<File>, path: &str) -> Result<String> {
    let mut text = String::new();
    let entry = entry(zip, path).context("the archive is no backup")?;
    ensure!(entry.size() <= LARGEST_TAG, "{path} is too large");
    entry
        .take(LARGEST_TAG)
        .read_to_string(&mut text)
        .with_context(|| format!("{path} is damaged"))?;
    Ok(text)
}

/// Writes the files of an archive that was checked into a folder.
fn take_apart(archive: &Path, into: &Path) -> Result<()> {
    let mut zip = opened(archive)?;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).context("the archive is damaged")?;
        let path = path_of(entry.name_raw()).context("the archive changed while it was read")?;
        let to = into.join(ROOT).join(path);
        let write = || -> io::Result<()> {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::options().write(true).create_new(true).open(&to)?;
            let size = entry.size();
            io::copy(&mut entry.take(size), &mut file)?;
            file.sync_all()
        };
        write().with_context(|| format!("{} cannot be written", to.display()))?;
    }
    Ok(())
}
