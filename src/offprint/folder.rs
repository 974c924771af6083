//! The folder that a copy is written into.
//!
//! Every file is written under another name and renamed when it is whole, so that whoever reads the
//! folder meanwhile sees the old file or the new one. A mark in the folder lists the files that are
//! ours: a later copy replaces them, removes those that it no longer has, and touches nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The mark: a file that names the files of the copy, one to a line, in order.
pub(super) const MARK: &str = ".reading-room-export";
/// What a name ends in while its file is being written.
const UNFINISHED: &str = ".unfinished";

/// A folder that may be written into.
pub(super) struct Folder {
    root: PathBuf,
    /// The files of the copy before.
    before: BTreeSet<String>,
    written: BTreeSet<String>,
    bytes: u64,
}

impl Folder {
    /// Opens a folder that is not there yet, is empty, or holds a copy.
    ///
    /// # Errors
    /// If anything else stands in it, or it cannot be written.
    pub(super) fn open(root: &Path) -> Result<Self> {
        let unusable = || format!("the folder {} cannot be written", root.display());
        fs::create_dir_all(root).with_context(unusable)?;
        let mut folder = Self {
            root: root.to_owned(),
            before: BTreeSet::new(),
            written: BTreeSet::new(),
            bytes: 0,
        };
        match fs::read_to_string(root.join(MARK)) {
            Ok(list) => folder.before = list.lines().map(str::to_owned).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if fs::read_dir(root).with_context(unusable)?.next().is_some() {
                    bail!(
                        "the folder {} is not empty and holds no copy of a room; name another one, \
                         or empty it first",
                        root.display()
                    );
                }
                folder.mark()?;
            }
            Err(error) => return Err(error).with_context(unusable),
        }
        Ok(folder)
    }

    /// Writes a file of the copy.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn put(&mut self, file: &str, body: &[u8]) -> Result<()> {
        self.written.insert(file.to_owned());
        self.bytes += u64::try_from(body.len()).unwrap_or(u64::MAX);
        self.replace(file, body)
    }

    /// Takes away what only the copy before had, and closes the list.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub(super) fn finish(self) -> Result<(usize, u64)> {
        for file in self.before.difference(&self.written) {
            // A list that someone wrote into must not lead out of the folder.
            let within =
                Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
            if within {
                self.remove(file);
            }
        }
        self.mark()?;
        Ok((self.written.len(), self.bytes))
    }

    /// Removes a file, and the folders that are empty without it.
    fn remove(&self, file: &str) {
        let mut path = self.root.join(file);
        if fs::remove_file(&path).is_err() {
            return;
        }
        while path.pop() && path != self.root && fs::remove_dir(&path).is_ok() {}
    }

    /// Writes the mark. Until all is done the one of the copy before stands.
    fn mark(&self) -> Result<()> {
        let list: String = self.written.iter().flat_map(|file| [file.as_str(), "\n"]).collect();
        self.replace(MARK, list.as_bytes())
    }

    fn replace(&self, file: &str, body: &[u8]) -> Result<()> {
        let path = self.root.join(file);
        let mut unfinished = path.clone().into_os_string();
        unfinished.push(UNFINISHED);
        let unfinished = PathBuf::from(unfinished);
        let write = || -> io::Result<()> {
            if let Err(error) = fs::write(&unfinished, body) {
                if error.kind() != ErrorKind::NotFound {
                    return Err(error);
                }
                fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
                fs::write(&unfinished, body)?;
            }
            fs::rename(&unfinished, &path)
        };
        write().with_context(|| {
            drop(fs::remove_file(&unfinished));
            format!("{} cannot be written", path.display())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_folder_or_a_copy_is_written_into() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("a/b");
        let mut folder = Folder::open(&root).unwrap();
        folder.put("x/y.html", b"1").unwrap();
        folder.put("z.html", b"2").unwrap();
        assert_eq!(folder.finish().unwrap(), (2, 2));
        fs::write(root.join("CNAME"), "mine").unwrap();
        let mut folder = Folder::open(&root).unwrap();
        folder.put("z.html", b"3").unwrap();
        folder.finish().unwrap();
        assert!(!root.join("x").exists(), "what the room no longer has goes");
        assert_eq!(fs::read(root.join("z.html")).unwrap(), b"3");
        assert!(root.join("CNAME").exists(), "what is not ours stays");
        fs::remove_file(root.join(MARK)).unwrap();
        assert!(Folder::open(&root).is_err());
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_removes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("copy");
        fs::create_dir(&root).unwrap();
        fs::write(place.path().join("mine"), "").unwrap();
        let mine = place.path().join("mine");
        fs::write(root.join(MARK), format!("../mine\n{}\n", mine.display())).unwrap();
        Folder::open(&root).unwrap().finish().unwrap();
        assert!(mine.exists());
    }
}
