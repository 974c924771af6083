//! `import`: captures copied into the seeds folder under a name that says what they are.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::glance::{Glance, Kind};
use super::kept::Kept;
use super::{Clock, checksum, load, survey};
use crate::address;
use crate::document::{Document, Event, EventKind, Reason};

/// The longest title part of a name, in characters.
const LONGEST_TITLE: usize = 60;
/// So many documents of one date and title can stand side by side.
const MOST_ALIKE: u32 = 1000;

/// What became of a file to import.
#[derive(Debug, PartialEq, Eq)]
pub enum Imported {
    /// It was copied to this name.
    As(String),
    /// The seeds folder has these bytes already, under this name.
    Known(String),
    /// It is no document.
    Refused(Reason),
}

/// Copies a capture into the seeds folder as `YYYY-MM-DD-short-title.txt`, from its own date and
/// title; the original name is kept as an event. Nothing that is there is ever overwritten.
///
/// # Errors
/// If the file cannot be read or the folders not written.
pub fn import(file: &Path, seeds: &Path, data: &Path, clock: Clock) -> Result<Imported> {
    let name = file.file_name().unwrap_or_default();
    if !survey::looks_like_document(name) {
        bail!("{} is neither a .txt nor a .md file", file.display());
    }
    let bytes =
        match survey::bytes(file).with_context(|| format!("{} cannot be read", file.display()))? {
            Ok(bytes) => bytes,
            Err(reason) => return Ok(Imported::Refused(reason)),
        };
    let shown = survey::shown_path(Path::new(name));
    let loaded = match load::from_bytes(&bytes, &shown) {
        Ok(loaded) => loaded,
        Err(reason) => return Ok(Imported::Refused(reason)),
    };
    fs::create_dir_all(seeds)
        .with_context(|| format!("the seeds folder {} cannot be made", seeds.display()))?;
    let sha256 = checksum(&bytes);
    if let Some(known) = with_bytes(seeds, &bytes)? {
        return Ok(Imported::Known(known));
    }
    let ending = Path::new(name).extension().unwrap_or_default().to_ascii_lowercase();
    let stem = stem_of(&loaded.document, &sha256);
    let (path, mut opened) = free_name(seeds, &stem, &ending.to_string_lossy())?;
    opened
        .write_all(&bytes)
        .and_then(|()| opened.sync_all())
        .with_context(|| format!("{} cannot be written", path.display()))?;
    let new = survey::shown_path(path.strip_prefix(seeds).unwrap_or(&path));
    let event = Event {
        at: format!("{:.3}", clock()),
        event: EventKind::Imported,
        id: address::Slug::from_stem(
            path.file_stem().unwrap_or_default().to_string_lossy().as_ref(),
        )
        .to_string(),
        file: new.clone(),
        sha256: Some(sha256),
        detail: Some(shown),
    };
    let line = serde_json::to_string(&event)?;
    Kept::below(data)?.append(std::iter::once(line.as_str()))?;
    Ok(Imported::As(new))
}

/// The seed with these very bytes, if there is one.
fn with_bytes(seeds: &Path, bytes: &[u8]) -> Result<Option<String>> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let glance = Glance::of(seeds, None).unwrap_or_default();
    for at in 0..glance.len() {
        let (path, _) = glance.found(seeds, at);
        let is_alike = match glance.kind(at) {
            Kind::Plain => glance.mark(at).0 == size,
            Kind::Odd => fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() == size),
            Kind::Own | Kind::Passed => false,
        };
        if is_alike && survey::bytes(&path)?.is_ok_and(|other| other == bytes) {
            return Ok(Some(survey::shown_path(path.strip_prefix(seeds).unwrap_or(&path))));
        }
    }
    Ok(None)
}

/// Opens the first name that is free: the stem, then the stem with `-2`, `-3` …
fn free_name(seeds: &Path, stem: &str, ending: &str) -> Result<(PathBuf, fs::File)> {
    for number in 1..=MOST_ALIKE {
        let name = if number == 1 {
            format!("{stem}.{ending}")
        } else {
            format!("{stem}-{number}.{ending}")
        };
        let path = seeds.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be made", path.display()));
            }
        }
    }
    bail!("{MOST_ALIKE} files named {stem} stand in {} already", seeds.display())
}

/// Date and short title of a document: `1957-07-03-journal-of-soviet-ambassador-to-the-dprk`.
///
/// An undated document begins with `undated`; a title without letters of the slug form gives way
/// to the first digits of the checksum.
fn stem_of(document: &Document, sha256: &str) -> String {
    let date = document.description.date.value;
    let date = date.map_or_else(|| "undated".to_owned(), |value| value.start().to_string());
    let title = document.description.title.as_deref().unwrap_or_default();
    let title = short_title(title);
    let title = if title.is_empty() { &sha256[..8] } else { &title };
    format!("{date}-{title}")
}

/// The title's words in slug form without the date at its end, cut between words.
fn short_title(title: &str) -> String {
    let folded = address::folded(title);
    let mut words: Vec<&str> = folded.split('-').filter(|word| !word.is_empty()).collect();
    if let Some(date) = words.iter().rposition(|word| matches!(*word, "for" | "on" | "of"))
        && words.len() > date + 1
        && words[date + 1..].iter().all(|word| is_of_a_date(word))
    {
        words.truncate(date);
    }
    let mut short = String::new();
    for word in words {
        if !short.is_empty() && short.len() + 1 + word.len() > LONGEST_TITLE {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(word);
    }
    short.truncate(LONGEST_TITLE);
    while let Some(shorter) = [
        "-the", "-a", "-an", "-of", "-to", "-and", "-with", "-for", "-on", "-in", "-from", "-by",
        "-at",
    ]
    .iter()
    .find_map(|ending| short.strip_suffix(ending))
    {
        short.truncate(shorter.len());
    }
    short
}

/// Whether a word of a title in slug form can belong to a date.
fn is_of_a_date(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word.bytes().all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| b"ivx".contains(&byte))
        || MONTHS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_title_leaves_the_date_at_the_end_to_the_date() {
        let check = |title: &str, expect: &str| assert_eq!(short_title(title), expect);
        check(
            "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957",
            "journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov",
        );
        check(
            "Note from a Conversation with the 1st Secretary of the Embassy of the USSR, Comrade \
             Pimenov on 10 February 1957",
            "note-from-a-conversation-with-the-1st-secretary",
        );
        check("Conversation of 26-27-28-29.III.1957", "conversation");
        check("Report for the Year", "report-for-the-year");
        check("1957", "1957");
        check("김일성", "");
        check(&"a".repeat(100), &"a".repeat(60));
    }
}
