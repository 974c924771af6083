//! What stands in the seeds folder: every entry once, with its checksum or the reason why it is no
//! document.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::checksum;
use crate::document::{Fate, Outcome, Reason, ReasonCode, fate};
use crate::store::FileRow;

/// The largest file that is read: 16 MiB.
pub(crate) const LARGEST: u64 = 16 << 20;

/// An entry of the seeds folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The path below the seeds folder, as reports show it.
    pub(crate) path: String,
    /// Where the file is.
    pub(crate) file: PathBuf,
    /// Bytes.
    pub(crate) size: u64,
    /// When it was last changed: nanoseconds since 1970.
    pub(crate) modified: i64,
    /// When its size, times, name or rights were last changed: nanoseconds since 1970.
    pub(crate) altered: i64,
    /// What it is.
    pub(crate) content: Content,
    /// SHA-256 of its bytes, where it is no document and has its own use.
    pub(crate) of_own_use: Option<String>,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A file that may be a document, by the SHA-256 of its bytes.
    Candidate(String),
    /// No document, and why.
    Not(Outcome, Reason),
}

impl Seen {
    /// The part of the file's name that its address is made from, in NFC.
    pub(crate) fn stem(&self) -> String {
        stem(&self.path)
    }

    /// The checksum, if the file may be a document.
    pub(crate) fn sha256(&self) -> Option<&str> {
        match &self.content {
            Content::Candidate(sha256) => Some(sha256),
            Content::Not(..) => None,
        }
    }
}

/// The part of a file's name that its address is made from, in NFC.
pub(crate) fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    unescaped(name.rsplit_once('.').map_or(name, |(stem, _)| stem)).nfc().collect()
}

/// A name with the unseen characters that [`shown_path`] shows by their numbers, so that addresses
/// are made from names and not from how they are shown.
fn unescaped(shown: &str) -> Cow<'_, str> {
    if !shown.contains("\\u{") {
        return Cow::Borrowed(shown);
    }
    let mut name = String::with_capacity(shown.len());
    for (at, part) in shown.split("\\u{").enumerate() {
        let escape = part.split_once('}').filter(|_| at > 0);
        let unseen = escape.and_then(|(hex, rest)| {
            let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
            (!c.is_control() && fate(c) != Fate::Kept).then_some((c, rest))
        });
        match unseen {
            Some((c, rest)) => name.extend([c.to_string().as_str(), rest]),
            None if at > 0 => name.extend(["\\u{", part]),
            None => name.push_str(part),
        }
    }
    Cow::Owned(name)
}

/// What stands in the seeds folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// Every entry in the order of its path's bytes.
    pub(crate) seen: Vec<Seen>,
    /// Folders below the seeds folder in which there is no file at all, or that cannot be read: as
    /// if what is mounted there were not. Paths as reports show them.
    pub(crate) silent: Vec<String>,
}

/// Every entry of the folder, but for the folder `own` in it, which is the room's own.
///
/// A file whose size and time are those of `known` is not read again; with `known` empty, all are.
///
/// # Errors
/// If the folder itself cannot be read.
pub(crate) fn survey(
    seeds: &Path,
    known: &HashMap<String, FileRow>,
    own: Option<&Path>,
) -> io::Result<Survey> {
    let Listed { entries, silent } = listed(seeds, own)?;
    let mut seen = looked_at(seeds, entries, known)?;
    seen.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    Ok(Survey { seen, silent })
}

/// An entry of the folder that was found, and what kept it from being looked at.
pub(crate) type Found = (PathBuf, Option<String>);

/// The seeds folder before anything in it was looked at.
pub(crate) struct Listed {
    /// Every entry, in no order.
    pub(crate) entries: Vec<Found>,
    /// As in [`Survey`].
    silent: Vec<String>,
}

/// Lists the folder, but for the folder `own` in it, which is the room's own.
///
/// # Errors
/// If the folder itself cannot be read.
pub(crate) fn listed(seeds: &Path, own: Option<&Path>) -> io::Result<Listed> {
    fs::read_dir(seeds)?;
    let mut entries = Vec::new();
    let (mut folders, mut filled) = (BTreeSet::new(), BTreeSet::new());
    let mut walk = WalkDir::new(seeds).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) => {
                let is_folder = entry.file_type().is_dir();
                if is_folder && (is_hidden(entry.file_name()) || own == Some(entry.path())) {
                    walk.skip_current_dir();
                    if own == Some(entry.path()) {
                        continue;
                    }
                }
                if is_folder {
                    folders.insert(entry.path().to_owned());
                } else {
                    let above = entry.path().ancestors().skip(1);
                    for folder in above.take_while(|folder| *folder != seeds) {
                        if !filled.insert(folder.to_owned()) {
                            break;
                        }
                    }
                }
                if !is_folder
                    || looks_like_document(entry.file_name())
                    || is_hidden(entry.file_name())
                {
                    entries.push((entry.into_path(), None));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(seeds).to_owned();
                folders.insert(path.clone());
                entries.push((path, Some(error.to_string())));
            }
        }
    }
    let below = |folder: &PathBuf| shown_path(folder.strip_prefix(seeds).unwrap_or(folder));
    let silent = folders.difference(&filled).map(below).collect();
    Ok(Listed { entries, silent })
}

/// What these entries of the folder are.
///
/// # Errors
/// If the folder itself cannot be read.
pub(crate) fn looked_at(
    seeds: &Path,
    entries: Vec<Found>,
    known: &HashMap<String, FileRow>,
) -> io::Result<Vec<Seen>> {
    let root = fs::canonicalize(seeds)?;
    Ok(entries
        .into_par_iter()
        .map(|(file, trouble)| {
            let path = shown_path(file.strip_prefix(seeds).unwrap_or(&file));
            match trouble {
                Some(message) => not_read(path, file, &message),
                None => look(path, file, &root, known),
            }
        })
        .collect())
}

fn look(path: String, file: PathBuf, root: &Path, known: &HashMap<String, FileRow>) -> Seen {
    look_and(path, file, root, known, |_, _| {})
}

/// The entry as it is seen; where its bytes were read for that, `reads` is given them and their
/// checksum.
pub(super) fn look_and(
    path: String,
    file: PathBuf,
    root: &Path,
    known: &HashMap<String, FileRow>,
    reads: impl FnOnce(&[u8], &str),
) -> Seen {
    let not = |path, file, outcome, reason| Seen {
        path,
        file,
        size: 0,
        modified: 0,
        altered: 0,
        content: Content::Not(outcome, reason),
        of_own_use: None,
    };
    let name = file.file_name().unwrap_or_default().to_owned();
    if let Some(reason) = ignored(&name) {
        let has_own_use = reason.code == ReasonCode::OwnUse;
        let seen = not(path, file, Outcome::Ignored, reason);
        return if has_own_use { with_checksum(seen, root, known) } else { seen };
    }
    let link = fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_symlink());
    if link {
        let target = fs::canonicalize(&file).ok().filter(|target| target.starts_with(root));
        if target.is_none() {
            let named = fs::read_link(&file).map(|target| shown_path(&target)).unwrap_or_default();
            let reason = Reason::new(ReasonCode::LinkDangling).with("target", named);
            return not(path, file, Outcome::Refused, reason);
        }
    }
    let metadata = match fs::metadata(&file) {
        Ok(metadata) => metadata,
        Err(error) => return not_read(path, file, &error.to_string()),
    };
    if !metadata.is_file() {
        let reason = Reason::new(ReasonCode::NotAFile).with("kind", kind(&metadata));
        return not(path, file, Outcome::Refused, reason);
    }
    let (size, modified, altered) = (metadata.len(), modified(&metadata), altered(&metadata));
    let content = if size > LARGEST {
        Content::Not(Outcome::Refused, oversized(size))
    } else if let Some(row) = known.get(&path)
        && let Some(sha256) = &row.sha256
        && (row.size, row.modified, row.altered) == (size, modified, altered)
    {
        Content::Candidate(sha256.clone())
    } else {
        match bytes(&file) {
            Ok(Ok(bytes)) => {
                let sha256 = checksum(&bytes);
                reads(&bytes, &sha256);
                Content::Candidate(sha256)
            }
            Ok(Err(reason)) => Content::Not(Outcome::Refused, reason),
            Err(error) => return not_read(path, file, &error.to_string()),
        }
    };
    Seen { path, file, size, modified, altered, content, of_own_use: None }
}

/// The entry with size, time and checksum, if it is a file of the folder that can be read: so that
/// what stands in it can be checked later. Whoever uses it says what is wrong with it.
fn with_checksum(seen: Seen, root: &Path, known: &HashMap<String, FileRow>) -> Seen {
    let inside = fs::canonicalize(&seen.file).is_ok_and(|target| target.starts_with(root));
    let metadata = fs::metadata(&seen.file).ok().filter(Metadata::is_file);
    let Some(metadata) = metadata.filter(|metadata| inside && metadata.len() <= LARGEST) else {
        return seen;
    };
    let (size, modified, altered) = (metadata.len(), modified(&metadata), altered(&metadata));
    let is_same =
        |row: &&FileRow| (row.size, row.modified, row.altered) == (size, modified, altered);
    let row = known.get(&seen.path).filter(is_same);
    let sha256 = row.and_then(|row| row.sha256.clone()).or_else(|| {
        let read = bytes(&seen.file).ok()?.ok()?;
        Some(checksum(&read))
    });
    Seen { size, modified, altered, of_own_use: sha256, ..seen }
}

/// The bytes of a file, or why it is refused. Opening never waits for another process, and what
/// was opened is looked at again.
pub(crate) fn bytes(file: &Path) -> io::Result<Result<Vec<u8>, Reason>> {
    let mut opened: File =
        OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(file)?;
    let metadata = opened.metadata()?;
    if !metadata.is_file() {
        return Ok(Err(Reason::new(ReasonCode::NotAFile).with("kind", kind(&metadata))));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(LARGEST)).unwrap_or(0));
    Read::by_ref(&mut opened).take(LARGEST + 1).read_to_end(&mut bytes)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(if size > LARGEST { Err(oversized(metadata.len().max(size))) } else { Ok(bytes) })
}

fn oversized(size: u64) -> Reason {
    Reason::new(ReasonCode::Oversized)
        .with("size", size.to_string())
        .with("limit", LARGEST.to_string())
}

pub(super) fn not_read(path: String, file: PathBuf, message: &str) -> Seen {
    let reason = Reason::new(ReasonCode::Unreadable).with("message", without_path(message));
    let content = Content::Not(Outcome::Refused, reason);
    Seen { path, file, size: 0, modified: 0, altered: 0, content, of_own_use: None }
}

/// A system's message without what it may say of folders above the seeds.
fn without_path(message: &str) -> String {
    message.rsplit(": ").next().unwrap_or(message).to_owned()
}

/// The rule by which a name is passed over, if there is one.
pub(super) fn ignored(name: &OsStr) -> Option<Reason> {
    let shown = name.to_string_lossy();
    let lower = shown.to_ascii_lowercase();
    let backup = lower.ends_with('~')
        || lower.starts_with("~$")
        || (lower.starts_with('#') && lower.ends_with('#'))
        || [".bak", ".orig", ".swp", ".tmp", ".part", ".crdownload"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    if is_hidden(name) || backup {
        return Some(Reason::new(ReasonCode::HiddenOrBackup));
    }
    let own_use = match lower.as_str() {
        "readme.md" | "readme.txt" => Some("readme"),
        "collection.md" => Some("collection"),
        "redirects.toml" => Some("redirects"),
        "people.toml" => Some("people"),
        "terms.toml" => Some("terms"),
        other if Path::new(other).extension().is_some_and(|end| end == "toml") => {
            Some(super::statements::USE)
        }
        _ => None,
    };
    if let Some(own_use) = own_use {
        return Some(Reason::new(ReasonCode::OwnUse).with("use", own_use));
    }
    (!looks_like_document(name)).then(|| Reason::new(ReasonCode::OtherKind))
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether the name ends as a document's does: `.txt` or `.md`, in any case.
pub(crate) fn looks_like_document(name: &OsStr) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("md")
}

fn kind(metadata: &Metadata) -> &'static str {
    let kind = metadata.file_type();
    if kind.is_dir() {
        "folder"
    } else if kind.is_fifo() {
        "pipe"
    } else if kind.is_socket() {
        "socket"
    } else {
        "device"
    }
}

/// When a file's size, times, name or rights were last changed. Unlike the time of its last change
/// that can be set, this tells of an edit that put the time back.
pub(super) fn altered(metadata: &Metadata) -> i64 {
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

pub(super) fn modified(metadata: &Metadata) -> i64 {
    let Ok(time) = metadata.modified() else { return 0 };
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

/// A path as reports show it: parts joined by `/`, bytes that are no UTF-8 as `\xNN`, characters
/// that no text should hold by their numbers.
pub(crate) fn shown_path(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || fate(c) != Fate::Kept {
                shown.extend(c.escape_default());
            } else {
                shown.push(c);
            }
        }
        for byte in chunk.invalid() {
            shown.push_str("\\x");
            shown.push_str(&crate::store::hex(&[*byte]));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome_of(name: &str) -> Option<ReasonCode> {
        ignored(OsStr::new(name)).map(|reason| reason.code)
    }

    #[test]
    fn names_are_passed_over_by_rule() {
        for document in ["a.txt", "A.TXT", "b.md", "소련.txt"] {
            assert_eq!(outcome_of(document), None, "{document}");
        }
        for hidden in [".a.txt", "a.txt~", "#a.txt#", "a.txt.bak", "~$a.txt"] {
            assert_eq!(outcome_of(hidden), Some(ReasonCode::HiddenOrBackup), "{hidden}");
        }
        for own in
            ["README.md", "collection.md", "redirects.toml", "people.toml", "terms.toml", "a.toml"]
        {
            assert_eq!(outcome_of(own), Some(ReasonCode::OwnUse), "{own}");
        }
        for other in ["a.pdf", "txt", "a.txt.gz", "a"] {
            assert_eq!(outcome_of(other), Some(ReasonCode::OtherKind), "{other}");
        }
    }

    #[test]
    fn odd_entries_have_a_reason_and_do_not_stop_the_walk() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path().join("seeds");
        fs::create_dir_all(seeds.join("folder.txt")).unwrap();
        fs::write(seeds.join("folder.txt/inside.txt"), "text").unwrap();
        fs::write(folder.path().join("outside.txt"), "secret").unwrap();
        fs::write(seeds.join("good.txt"), "text").unwrap();
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, seeds.join(name)).unwrap();
        link("nowhere.txt", "dangling.txt");
        link("loop.txt", "loop.txt");
        link("../outside.txt", "out.txt");
        link("good.txt", "inner.txt");
        File::create(seeds.join("big.txt")).unwrap().set_len(LARGEST + 1).unwrap();
        let seen = survey(&seeds, &HashMap::new(), None).unwrap().seen;
        let found: Vec<(&str, Option<ReasonCode>)> = seen
            .iter()
            .map(|seen| match &seen.content {
                Content::Candidate(_) => (seen.path.as_str(), None),
                Content::Not(_, reason) => (seen.path.as_str(), Some(reason.code)),
            })
            .collect();
        assert_eq!(
            found,
            [
                ("big.txt", Some(ReasonCode::Oversized)),
                ("dangling.txt", Some(ReasonCode::LinkDangling)),
                ("folder.txt", Some(ReasonCode::NotAFile)),
                ("folder.txt/inside.txt", None),
                ("good.txt", None),
                ("inner.txt", None),
                ("loop.txt", Some(ReasonCode::LinkDangling)),
                ("out.txt", Some(ReasonCode::LinkDangling)),
            ]
        );
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
        let own = seeds.join("data");
        let found = survey(seeds, &HashMap::new(), Some(&own)).unwrap();
        assert_eq!(found.silent, ["empty", "empty/deep"]);
        assert_eq!(
            found.seen.iter().map(|seen| &*seen.path).collect::<Vec<_>>(),
            ["full/deep/a.txt"]
        );
    }

    #[test]
    fn an_address_is_made_from_the_name_however_it_is_shown() {
        let shown = shown_path(Path::new("right\u{202e}txt.txt"));
        assert_eq!(shown, "right\\u{202e}txt.txt");
        assert_eq!(stem(&shown), "right\u{202e}txt");
        for plain in ["a\\u{41}b.txt", "a\\u{b.txt", "a\\n.txt", "a\\u{7f}.txt"] {
            assert_eq!(stem(plain), plain.strip_suffix(".txt").unwrap());
        }
    }

    #[test]
    fn a_path_that_is_not_utf_8_is_shown_by_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(OsStr::from_bytes(b"a\xff\nb.txt"));
        assert_eq!(shown_path(path), "a\\xff\\nb.txt");
    }
}
