//! The kept folder: what the seeds no longer hold, as plain files.
//!
//! `kept/` holds the sources of earlier editions and of absent files, each under its SHA-256, and
//! `events.jsonl`, to which lines are only ever added. From the seeds and this folder the room can
//! be made again whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::checksum;
use crate::document::Event;

const EVENTS: &str = "events.jsonl";
/// More bytes than any line of it has.
const LONGEST_LINE: u64 = 1 << 20;

/// The folder, made where it is missing.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    folder: PathBuf,
    /// Where sources are looked for that are not in the folder: in a trial, the real one.
    elsewhere: Option<PathBuf>,
    /// Whether it is another room's, which alone writes into it.
    is_anothers: bool,
}

/// What stands in the event file behind a place.
pub(crate) struct EventTail {
    /// The events, oldest first.
    pub(crate) events: Vec<Event>,
    /// The file's length in bytes, up to the last whole line.
    pub(crate) length: u64,
    /// Lines that are no events; they are left alone.
    pub(crate) unreadable: usize,
}

/// The events of a file, one after the other.
pub(crate) struct EventReader {
    /// None where there is no file.
    file: Option<BufReader<File>>,
    /// The bytes up to the end of the last line that was read.
    pub(crate) at: u64,
    /// Its number, from 1.
    pub(crate) number: u64,
    line: Vec<u8>,
    path: PathBuf,
}

impl EventReader {
    /// The events behind the first `from` bytes of a file; of a shorter one all, of none none.
    pub(crate) fn of(path: PathBuf, from: u64) -> Result<Self> {
        let mut reader = Self { file: None, at: 0, number: 0, line: Vec::new(), path };
        let mut open = || -> io::Result<()> {
            let mut file = match File::open(&reader.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                opened => opened?,
            };
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            reader.at = if from > length { 0 } else { from };
            file.seek(SeekFrom::Start(reader.at))?;
            reader.file = Some(BufReader::new(file));
            Ok(())
        };
        let opened = open();
        opened.with_context(|| format!("{} cannot be read", reader.path.display()))?;
        Ok(reader)
    }

    /// The line that was read last, as far as it is text.
    pub(crate) fn line(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.line.strip_suffix(b"\n").unwrap_or(&self.line))
    }

    /// The next line that ends within the first `end` bytes of the file: its event, or why it
    /// is none. Empty lines are passed over. A last line without its end was cut off by a crash;
    /// it is written again by its owner.
    pub(crate) fn next_before(&mut self, end: u64) -> Result<Option<serde_json::Result<Event>>> {
        let Some(file) = &mut self.file else { return Ok(None) };
        loop {
            self.line.clear();
            let read = file.read_until(b'\n', &mut self.line);
            let read = read.with_context(|| format!("{} cannot be read", self.path.display()))?;
            let upto = self.at + u64::try_from(read).unwrap_or(u64::MAX);
            if self.line.last() != Some(&b'\n') || upto > end {
                return Ok(None);
            }
            self.at = upto;
            self.number += 1;
            if read > 1 {
                return Ok(Some(serde_json::from_slice(&self.line)));
            }
        }
    }
}

impl Kept {
    /// The kept folder below the data folder.
    pub(crate) fn below(data: &Path) -> Result<Self> {
        let folder = data.join("kept");
        fs::create_dir_all(&folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        Ok(Self { folder, elsewhere: None, is_anothers: false })
    }

    /// The kept folder of another room, in which nothing is ever changed.
    pub(crate) fn of_another(folder: &Path) -> Result<Self> {
        let events = folder.join(EVENTS);
        File::open(&events).with_context(|| {
            format!(
                "{} cannot be read; name the kept folder of a room that was opened before, as in \
                 --keeper /var/lib/reading-room/kept",
                events.display()
            )
        })?;
        Ok(Self { folder: folder.to_owned(), elsewhere: None, is_anothers: true })
    }

    /// Whether it is another room's, which alone writes into it.
    pub(crate) fn is_anothers(&self) -> bool {
        self.is_anothers
    }

    /// The same folder, with sources read from another data folder's too; nothing is written there.
    pub(crate) fn reading_also(self, data: &Path) -> Self {
        Self { elsewhere: Some(data.join("kept")), ..self }
    }

    /// Whether a source is kept.
    pub(crate) fn holds(&self, sha256: &str) -> bool {
        self.folder.join(sha256).exists()
    }

    /// Keeps a source. One that is kept already is left as it is.
    pub(crate) fn put(&self, sha256: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(sha256);
        if self.is_anothers || self.holds(sha256) {
            return Ok(());
        }
        let write = || -> io::Result<()> {
            let unfinished = self.folder.join(format!(".{sha256}"));
            let mut file = File::create(&unfinished)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)?;
            // The name is safe only when the folder is: fsync(2).
            File::open(&self.folder)?.sync_all()
        };
        write().with_context(|| format!("{} cannot be written", path.display()))
    }

    /// Removes a source, also one that a crash left unfinished.
    pub(crate) fn remove(&self, sha256: &str) -> Result<()> {
        for name in [sha256.to_owned(), format!(".{sha256}")] {
            let path = self.folder.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("{} cannot be removed", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What stands in the data folder that the room does not keep up, by name.
    pub(crate) fn beside(&self) -> Result<Vec<String>> {
        let Some(data) = self.folder.parent() else { return Ok(Vec::new()) };
        let entries = fs::read_dir(data)
            .with_context(|| format!("the data folder {} cannot be read", data.display()))?;
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| !super::purge::is_kept_up(&entry.path()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        Ok(names)
    }

    /// A kept source, if it is there and still has its checksum.
    pub(crate) fn source(&self, sha256: &str) -> Option<Vec<u8>> {
        let bytes = std::iter::once(&self.folder)
            .chain(&self.elsewhere)
            .find_map(|folder| fs::read(folder.join(sha256)).ok())?;
        if checksum(&bytes) == sha256 {
            return Some(bytes);
        }
        tracing::error!(sha256, "a kept source does not match its checksum and is not used");
        None
    }

    /// The events that stand behind the first `from` bytes of the file. If the file is shorter,
    /// all of them.
    pub(crate) fn events_from(&self, from: u64) -> Result<EventTail> {
        let mut reader = self.event_reader(from)?;
        let mut tail = EventTail { events: Vec::new(), length: 0, unreadable: 0 };
        while let Some(line) = reader.next_before(u64::MAX)? {
            match line {
                Ok(event) => tail.events.push(event),
                Err(_) => tail.unreadable += 1,
            }
        }
        tail.length = reader.at;
        Ok(tail)
    }

    /// The same, one after the other.
    pub(crate) fn event_reader(&self, from: u64) -> Result<EventReader> {
        EventReader::of(self.events_file(), from)
    }

    /// The event whose line ends where the first `end` bytes of the file do, if one does.
    pub(crate) fn event_before(&self, end: u64) -> Result<Option<Event>> {
        let path = self.events_file();
        let from = end.saturating_sub(LONGEST_LINE);
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(&path)?;
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            file.take(end - from).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = match read() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(|| format!("{} cannot be read", path.display()))?,
        };
        let is_whole = from + bytes.len() as u64 == end;
        let Some(lines) = bytes.strip_suffix(b"\n").filter(|_| is_whole) else { return Ok(None) };
        let begin = lines.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Ok(serde_json::from_slice(&lines[begin..]).ok())
    }

    /// Adds lines to the event file and answers which bytes of it they are. Whatever keeps them
    /// from being written whole, none of them stands there then.
    pub(crate) fn append<'a>(&self, lines: impl Iterator<Item = &'a str>) -> Result<Range<u64>> {
        let path = self.events_file();
        let mut text = String::new();
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        let write = || -> io::Result<Range<u64>> {
            let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
            // One program after the other; where there are no locks, each line is whole all the same.
            drop(file.lock());
            let start = whole(&mut file)?;
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            if let Err(error) = written {
                // A disk that is full took the beginning.
                drop(file.set_len(start));
                return Err(error);
            }
            Ok(start..start + text.len() as u64)
        };
        write().with_context(|| format!("{} cannot be written", path.display()))
    }

    /// Writes the event file anew with these lines, the one that is there set aside under another
    /// name with this stamp. Answers its length in bytes.
    pub(crate) fn rewrite(&self, lines: &[String], stamp: &str) -> Result<u64> {
        let path = self.events_file();
        let unfinished = self.folder.join(".events.unfinished");
        let write = || -> io::Result<u64> {
            let mut text = lines.join("\n");
            text.push('\n');
            let mut file = File::create(&unfinished)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            if path.exists() {
                fs::copy(&path, self.folder.join(format!("{EVENTS}.damaged-{stamp}")))?;
            }
            fs::rename(&unfinished, &path)?;
            File::open(&self.folder)?.sync_all()?;
            Ok(text.len() as u64)
        };
        write().with_context(|| format!("{} cannot be written", path.display()))
    }

    /// Where the events stand.
    pub(crate) fn events_file(&self) -> PathBuf {
        self.folder.join(EVENTS)
    }

    /// Removes what a crash left unfinished; nobody else may be writing.
    pub(super) fn tidy(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}

/// The file's length once a last line that a crash cut off is taken away; one that is an event and
/// only lacks its end gets it.
fn whole(file: &mut File) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let from = length.saturating_sub(LONGEST_LINE);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    Read::by_ref(file).take(LONGEST_LINE).read_to_end(&mut tail)?;
    let end = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    if end == tail.len() {
        return Ok(length);
    }
    if serde_json::from_slice::<Event>(&tail[end..]).is_ok() {
        file.write_all(b"\n")?;
        return Ok(length + 1);
    }
    let length = from + end as u64;
    file.set_len(length)?;
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::EventKind;

    fn event(id: &str) -> Event {
        Event {
            at: "2026-01-01T00:00:00Z".into(),
            event: EventKind::TakenIn,
            id: id.into(),
            file: format!("{id}.txt"),
            sha256: None,
            detail: None,
        }
    }

    #[test]
    fn events_are_read_as_they_were_added() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::below(folder.path()).unwrap();
        let lines = ["a", "b"].map(|id| serde_json::to_string(&event(id)).unwrap());
        let length = kept.append(lines.iter().map(String::as_str)).unwrap();
        let tail = kept.events_from(0).unwrap();
        assert_eq!((tail.events, 0..tail.length), (vec![event("a"), event("b")], length.clone()));
        assert!(kept.events_from(length.end).unwrap().events.is_empty());
    }

    #[test]
    fn the_event_that_ends_at_a_place_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::below(folder.path()).unwrap();
        assert_eq!(kept.event_before(0).unwrap(), None);
        assert_eq!(kept.event_before(9).unwrap(), None, "there is no file");
        let lines = ["a", "b"].map(|id| serde_json::to_string(&event(id)).unwrap());
        let end = kept.append(lines.iter().map(String::as_str)).unwrap().end;
        let first = lines[0].len() as u64 + 1;
        for (at, expect) in [
            (first, Some(event("a"))),
            (end, Some(event("b"))),
            (end - 1, None),
            (first + 1, None),
            (end + 1, None),
        ] {
            assert_eq!(kept.event_before(at).unwrap(), expect, "{at}");
        }
    }

    #[test]
    fn a_line_that_a_crash_cut_off_swallows_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::below(folder.path()).unwrap();
        fs::write(folder.path().join("kept").join(EVENTS), "{\"at\":\"2026").unwrap();
        assert_eq!(kept.events_from(0).unwrap().length, 0);
        kept.append(std::iter::once(serde_json::to_string(&event("a")).unwrap().as_str())).unwrap();
        let tail = kept.events_from(0).unwrap();
        assert_eq!((tail.events, tail.unreadable), (vec![event("a")], 0));
    }

    #[test]
    fn a_last_line_that_lacks_only_its_end_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::below(folder.path()).unwrap();
        let lines = ["a", "b"].map(|id| serde_json::to_string(&event(id)).unwrap());
        fs::write(kept.events_file(), &lines[0]).unwrap();
        kept.append(std::iter::once(lines[1].as_str())).unwrap();
        assert_eq!(kept.events_from(0).unwrap().events, [event("a"), event("b")]);
    }

    #[test]
    fn a_kept_source_with_a_flipped_bit_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::below(folder.path()).unwrap();
        let sha256 = checksum(b"text");
        kept.put(&sha256, b"text").unwrap();
        assert_eq!(kept.source(&sha256).as_deref(), Some(&b"text"[..]));
        fs::write(folder.path().join("kept").join(&sha256), "tezt").unwrap();
        assert_eq!(kept.source(&sha256), None);
    }
}
