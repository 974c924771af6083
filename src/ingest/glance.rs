//! A glance at the seeds folder: every entry by its path, size and times, none of them opened, some
//! tens of bytes each. Compared with what is on record it tells which files have to be looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::survey::{
    Found, altered, ignored, is_hidden, looks_like_document, modified, shown_path,
};
use crate::document::ReasonCode;
use crate::store::FileMark;

/// Entries of a folder whose sizes and times are asked for at once.
const PORTION: usize = 2048;

/// What kind of entry it is, as far as a glance tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file whose name is a document's.
    Plain,
    /// A file with its own use: the collection's words, people, statements.
    Own,
    /// An entry that its name passes over.
    Passed,
    /// A link, a folder with a document's name, what cannot be read: always looked at.
    Odd,
}

/// How an entry stands to what is on record of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// As it was.
    Same,
    /// On record, and another now.
    Changed,
    /// Not on record.
    New,
    /// Being written: as it was for now.
    Held,
    /// Dealt with in this reading.
    Done,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Where its path begins among the paths, and its length.
    start: usize,
    length: u32,
    kind: Kind,
    state: State,
    size: u64,
    modified: i64,
    altered: i64,
}

/// The entries of a folder, or some of them.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// Paths as reports show them, one after the other.
    paths: String,
    /// In the order of their paths' bytes.
    entries: Vec<Entry>,
    /// Where a file is whose path cannot be told from how it is shown, and what kept it from being
    /// read.
    odd: BTreeMap<String, Found>,
    /// As in [`super::survey::Survey`].
    pub(super) silent: Vec<String>,
}

/// An entry on its way into a glance.
struct Item {
    path: String,
    kind: Kind,
    size: u64,
    modified: i64,
    altered: i64,
    odd: Option<Found>,
}

impl Glance {
    /// Every entry of the folder, but for the folder `own` in it, which is the room's own.
    ///
    /// # Errors
    /// If the folder itself cannot be read.
    pub(super) fn of(seeds: &Path, own: Option<&Path>) -> io::Result<Self> {
        fs::read_dir(seeds)?;
        let mut glance = Self::default();
        let (mut folders, mut filled) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![seeds.to_owned()];
        while let Some(folder) = open.pop() {
            let mut rest = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    glance.add(troubled(seeds, folder, &error));
                    continue;
                }
            };
            let mut is_filled = false;
            loop {
                let portion: Vec<io::Result<DirEntry>> = rest.by_ref().take(PORTION).collect();
                if portion.is_empty() {
                    break;
                }
                let met: Vec<Met> =
                    portion.into_par_iter().map(|entry| met(seeds, &folder, own, entry)).collect();
                for Met { item, below, is_file } in met {
                    is_filled |= is_file;
                    if let Some(item) = item {
                        glance.add(item);
                    }
                    if let Some(below) = below {
                        folders.insert(below.clone());
                        open.push(below);
                    }
                }
            }
            if is_filled {
                let above = folder.ancestors().take_while(|folder| *folder != seeds);
                filled.extend(above.map(Path::to_owned));
            }
        }
        let shown = |folder: &PathBuf| shown_path(folder.strip_prefix(seeds).unwrap_or(folder));
        glance.silent = folders.difference(&filled).map(shown).collect();
        glance.sort();
        Ok(glance)
    }

    /// These files alone, those that are there.
    pub(super) fn of_files(seeds: &Path, files: &[PathBuf]) -> Self {
        let mut glance = Self::default();
        for file in files {
            let (Ok(metadata), Some(name)) = (fs::symlink_metadata(file), file.file_name()) else {
                continue;
            };
            let kind = kind(name, metadata.is_file());
            glance.add(item(seeds, file, kind, Some(&metadata)));
        }
        glance.sort();
        glance
    }

    fn add(&mut self, item: Item) {
        let Item { path, kind, size, modified, altered, odd } = item;
        let start = self.paths.len();
        let length = u32::try_from(path.len()).unwrap_or(u32::MAX);
        self.paths.push_str(&path);
        let state = State::New;
        self.entries.push(Entry { start, length, kind, state, size, modified, altered });
        if let Some(odd) = odd {
            self.odd.insert(path, odd);
        }
    }

    fn sort(&mut self) {
        let Self { paths, entries, .. } = self;
        entries.par_sort_unstable_by(|a, b| {
            paths.as_bytes()[range(a)].cmp(&paths.as_bytes()[range(b)])
        });
        entries.dedup_by(|a, b| paths.as_bytes()[range(a)] == paths.as_bytes()[range(b)]);
        self.paths.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn path(&self, at: usize) -> &str {
        &self.paths[range(&self.entries[at])]
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.entries[at].kind
    }

    pub(super) fn state(&self, at: usize) -> State {
        self.entries[at].state
    }

    pub(super) fn set(&mut self, at: usize, state: State) {
        self.entries[at].state = state;
    }

    /// Size and times.
    pub(super) fn mark(&self, at: usize) -> (u64, i64, i64) {
        let entry = &self.entries[at];
        (entry.size, entry.modified, entry.altered)
    }

    /// Where the entry with this path stands.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let path = path.as_bytes();
        self.entries.binary_search_by(|entry| self.paths.as_bytes()[range(entry)].cmp(path)).ok()
    }

    /// Where the file is, and what kept it from being looked at.
    pub(super) fn found(&self, seeds: &Path, at: usize) -> Found {
        let path = self.path(at);
        self.odd.get(path).cloned().unwrap_or_else(|| (seeds.join(path), None))
    }

    /// Whether there is nothing in it that could be a document.
    pub(super) fn holds_nothing(&self) -> bool {
        self.entries.iter().all(|entry| matches!(entry.kind, Kind::Own | Kind::Passed))
    }

    /// Compares the next entries, from `at` on, with marks in the order of their paths. Answers up
    /// to where entries were compared, and adds the paths that are on record and not there. The
    /// last marks of all are followed by none.
    pub(super) fn compare(
        &mut self,
        mut at: usize,
        marks: &[FileMark],
        vanished: &mut Vec<String>,
    ) -> usize {
        for mark in marks {
            while at < self.len() && self.path(at).as_bytes() < mark.path.as_bytes() {
                at += 1;
            }
            if at == self.len() || self.path(at) != mark.path {
                vanished.push(mark.path.clone());
                continue;
            }
            let same = match self.kind(at) {
                Kind::Odd => false,
                Kind::Passed => mark.size == 0 && mark.modified == 0,
                Kind::Plain | Kind::Own => {
                    (mark.size, mark.modified, mark.altered) == self.mark(at)
                }
            };
            self.set(at, if same && mark.is_settled { State::Same } else { State::Changed });
            at += 1;
        }
        at
    }
}

fn range(entry: &Entry) -> std::ops::Range<usize> {
    entry.start..entry.start + entry.length as usize
}

/// An entry of a folder that was met.
struct Met {
    item: Option<Item>,
    /// The folder that it is, to be read as well.
    below: Option<PathBuf>,
    is_file: bool,
}

fn met(seeds: &Path, folder: &Path, own: Option<&Path>, entry: io::Result<DirEntry>) -> Met {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let item = troubled(seeds, folder.to_owned(), &error);
            return Met { item: Some(item), below: None, is_file: false };
        }
    };
    let (path, name) = (entry.path(), entry.file_name());
    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    if is_folder {
        if own == Some(path.as_path()) {
            return Met { item: None, below: None, is_file: false };
        }
        let is_hidden = is_hidden(&name);
        let is_listed = is_hidden || looks_like_document(&name);
        let item = is_listed.then(|| item(seeds, &path, kind(&name, false), None));
        return Met { item, below: (!is_hidden).then_some(path), is_file: false };
    }
    let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
    let kind = kind(&name, is_file);
    let metadata = matches!(kind, Kind::Plain | Kind::Own).then(|| entry.metadata());
    let item = match metadata {
        Some(Err(_)) => item(seeds, &path, Kind::Odd, None),
        metadata => item(seeds, &path, kind, metadata.and_then(Result::ok).as_ref()),
    };
    Met { item: Some(item), below: None, is_file: true }
}

fn kind(name: &std::ffi::OsStr, is_file: bool) -> Kind {
    match ignored(name) {
        Some(reason) if reason.code != ReasonCode::OwnUse => Kind::Passed,
        Some(_) if is_file => Kind::Own,
        None if is_file => Kind::Plain,
        _ => Kind::Odd,
    }
}

fn item(seeds: &Path, file: &Path, kind: Kind, metadata: Option<&fs::Metadata>) -> Item {
    let below = file.strip_prefix(seeds).unwrap_or(file);
    let path = shown_path(below);
    let odd = (Path::new(&path) != below).then(|| (file.to_owned(), None));
    let (size, modified, altered) = match metadata {
        Some(metadata) if kind != Kind::Passed && kind != Kind::Odd => {
            (metadata.len(), modified(metadata), altered(metadata))
        }
        _ => (0, 0, 0),
    };
    Item { path, kind, size, modified, altered, odd }
}

fn troubled(seeds: &Path, path: PathBuf, error: &io::Error) -> Item {
    let met = item(seeds, &path, Kind::Odd, None);
    Item { odd: Some((path, Some(error.to_string()))), ..met }
}

#[cfg(test)]
mod tests {
    use super::State::{Changed, New, Same};
    use super::*;

    fn mark(glance: &Glance, path: &str) -> FileMark {
        let (size, modified, altered) = glance.mark(glance.find(path).unwrap());
        FileMark { path: path.to_owned(), size, modified, altered, is_settled: true }
    }

    #[test]
    fn what_differs_from_what_is_on_record_is_told_from_what_does_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.txt", "c.txt", ".hidden", "people.toml", "sub/d.md"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        std::os::unix::fs::symlink("a.txt", folder.path().join("link.txt")).unwrap();
        let mut glance = Glance::of(folder.path(), None).unwrap();
        let names = [".hidden", "a.txt", "b.txt", "c.txt", "link.txt", "people.toml", "sub/d.md"];
        let paths: Vec<&str> = (0..glance.len()).map(|at| glance.path(at)).collect();
        assert_eq!(paths, names);
        let hidden = FileMark { size: 0, modified: 0, ..mark(&glance, ".hidden") };
        let older = FileMark { modified: 1, ..mark(&glance, "b.txt") };
        let renamed = FileMark { path: "bb.txt".into(), ..older.clone() };
        let put_back = FileMark { altered: 1, ..mark(&glance, "c.txt") };
        let unsettled = FileMark { is_settled: false, ..mark(&glance, "sub/d.md") };
        let [a, link] = ["a.txt", "link.txt"].map(|path| mark(&glance, path));
        let mut vanished = Vec::new();
        // In two portions, as they come from the store.
        let at = glance.compare(0, &[hidden, a, older], &mut vanished);
        glance.compare(at, &[renamed, put_back, link, unsettled], &mut vanished);
        assert_eq!(vanished, ["bb.txt"]);
        let states: Vec<State> = (0..glance.len()).map(|at| glance.state(at)).collect();
        assert_eq!(states, [Same, Same, Changed, Changed, Changed, New, Changed]);
    }

    #[test]
    fn folders_without_a_file_are_silent_and_the_rooms_own_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path();
        for name in ["empty/deep", "full/deep", "data/kept"] {
            fs::create_dir_all(seeds.join(name)).unwrap();
        }
        fs::write(seeds.join("full/deep/a.txt"), "text").unwrap();
        fs::write(seeds.join("data/kept/b.txt"), "text").unwrap();
        let glance = Glance::of(seeds, Some(&seeds.join("data"))).unwrap();
        assert_eq!(glance.silent, ["empty", "empty/deep"]);
        assert_eq!((glance.len(), glance.path(0)), (1, "full/deep/a.txt"));
    }
}
