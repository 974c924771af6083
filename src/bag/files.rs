//! Files copied with their checksums taken on the way.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::manifest::{Digests, Sums};

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// The checksums and the length of a file, in bytes.
pub(super) fn sums(path: &Path) -> io::Result<(Sums, u64)> {
    passed(path, None)
}

/// Copies a file to a path that is free, and answers its checksums. The file appears there only
/// when it is whole.
///
/// # Errors
/// If either cannot be read or written; if something stands there.
pub(super) fn copied(from: &Path, to: &Path) -> Result<(Sums, u64)> {
    let unfinished = unfinished(to);
    let copy = || -> io::Result<(Sums, u64)> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(&unfinished)?;
        let sums = passed(from, Some(&mut file))?;
        file.sync_all()?;
        Ok(sums)
    };
    let copied = copy().with_context(|| format!("{} cannot be copied", from.display()));
    settled(copied, &unfinished, to)
}

/// Writes bytes to a path that is free.
///
/// # Errors
/// If it cannot be written; if something stands there.
pub(super) fn put(to: &Path, bytes: &[u8]) -> Result<Sums> {
    let unfinished = unfinished(to);
    let write = || -> io::Result<()> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&unfinished, bytes)
    };
    let written = write().with_context(|| format!("{} cannot be written", to.display()));
    let mut digests = Digests::default();
    digests.update(bytes);
    settled(written.map(|()| digests.finish()), &unfinished, to)
}

/// Gives what was written its name, which nothing has yet: a link never replaces a file.
fn settled<T>(written: Result<T>, unfinished: &Path, to: &Path) -> Result<T> {
    let settled = written.and_then(|written| {
        let linked = match fs::hard_link(unfinished, to) {
            // Not every file system has links.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !to.exists() => {
                fs::copy(unfinished, to).map(|_| ())
            }
            linked => linked,
        };
        linked.with_context(|| format!("{} cannot be written", to.display()))?;
        Ok(written)
    });
    drop(fs::remove_file(unfinished));
    settled
}

fn unfinished(to: &Path) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that no reading of a seeds folder takes it for a document; short, so that it fits.
    let name: String = name.chars().take(40).collect();
    to.with_file_name(format!(".{name}.unfinished"))
}

fn passed(path: &Path, mut to: Option<&mut File>) -> io::Result<(Sums, u64)> {
    let mut file = File::open(path)?;
    let (mut digests, mut length) = (Digests::default(), 0);
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk)?;
        let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else { break };
        digests.update(read);
        length += u64::try_from(count).unwrap_or(u64::MAX);
        if let Some(to) = &mut to {
            to.write_all(read)?;
        }
    }
    Ok((digests.finish(), length))
}
