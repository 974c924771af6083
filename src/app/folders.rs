//! The two folders that a room lives in: that they are two, that nobody else uses the data folder,
//! and that it is whole.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};

use super::DATABASE;
use crate::bag;
use crate::config::Config;

/// Seeds and data must not be one folder, nor the seeds among what is kept.
pub(super) fn check_folders(config: &Config) -> Result<()> {
    let (seeds, data) = (&config.seeds, &config.data);
    if fs::metadata(seeds).is_ok_and(|metadata| !metadata.is_dir()) {
        bail!("the seeds folder {} is a file; name a folder with --seeds", seeds.display());
    }
    let (Ok(root), Ok(own)) = (fs::canonicalize(seeds), fs::canonicalize(data)) else {
        return Ok(());
    };
    if root == own || root.starts_with(own.join("kept")) {
        bail!(
            "the seeds folder {} is where the program keeps its own files ({}); name two folders \
             with --seeds and --data",
            seeds.display(),
            data.display()
        );
    }
    Ok(())
}

/// The file that whoever uses the data folder holds a lock on.
pub(super) fn lock_file(data: &Path) -> std::io::Result<File> {
    fs::create_dir_all(data)?;
    File::options().create(true).truncate(false).read(true).write(true).open(data.join("lock"))
}

/// Refuses a data folder that a restoring left half filled.
pub(super) fn check_restored(data: &Path) -> Result<()> {
    if data.join(bag::RESTORING).is_dir() {
        bail!(
            "a backup was not restored to its end in the data folder {}; run restore again with the \
             same file",
            data.display()
        );
    }
    Ok(())
}

/// The data folder, made if need be, for this program alone.
///
/// # Errors
/// If it cannot be written, or another program uses it.
pub(crate) fn locked(data: &Path) -> Result<File> {
    let lock = lock_file(data).map_err(|cause| {
        anyhow!(
            "the data folder {} cannot be written ({cause}); give this user write access to it, \
             or name another with --data",
            data.display()
        )
    })?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "another reading-room is using the data folder {}; it takes in changed seeds by \
             itself, so leave it running, or stop it first",
            data.display()
        ),
        // Some network mounts have no locks; the room works without.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, folder = ?data, "the data folder cannot be locked");
        }
    }
    Ok(lock)
}

/// Takes the database away, which is made again from the plain files.
///
/// # Errors
/// If it cannot be removed.
pub(crate) fn forget(data: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = data.join(format!("{DATABASE}{ending}"));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be removed", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}
