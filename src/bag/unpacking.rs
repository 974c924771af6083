//! A bag taken into a room, which may hold documents already.
//!
//! Into empty folders a bag brings everything, the log of events byte by byte. Beside what is there
//! it brings what is new: a file whose path or address is taken stays behind and is named, and with
//! it the events of its document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use walkdir::WalkDir;

use super::manifest::{self, Algorithm, Sums};
use super::reading::Bag;
use super::{EVENTS, KEPT, SEEDS, files};
use crate::address::Slug;
use crate::document::Event;

/// What became of a bag.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Unpacked {
    /// Seeds that were added.
    pub seeds: usize,
    /// Kept sources that were added.
    pub kept: usize,
    /// Events that were added.
    pub events: usize,
    /// Files that were there already, with the same bytes.
    pub known: usize,
    /// Files that stayed behind, each with what stands in its place.
    pub collisions: Vec<(String, String)>,
}

/// Takes a bag into these folders, which no other program may use meanwhile.
///
/// # Errors
/// What is wrong with the bag, before anything is written; if the folders cannot be written.
pub fn unpacked(root: &Path, seeds: &Path, data: &Path) -> Result<Unpacked> {
    let bag = Bag::checked(root)?;
    let of = |folder: &str| {
        let prefix = format!("data/{folder}/");
        bag.payload
            .iter()
            .filter_map(|(path, sums)| Some((path.strip_prefix(&prefix)?.to_owned(), sums.clone())))
            .collect::<BTreeMap<String, Sums>>()
    };
    let of_kept = of(KEPT);
    // By the names that the files had, with those that they have in the bag.
    let of_seeds: BTreeMap<String, (String, Sums)> = of(SEEDS)
        .into_iter()
        .map(|(path, sums)| (manifest::named_before(&path), (path, sums)))
        .collect();
    ensure!(
        !of_seeds.is_empty() || !of_kept.is_empty(),
        "the bag is whole, but it is not of a room: it has neither data/seeds nor data/kept"
    );
    for (name, sums) in of_kept.iter().filter(|(name, _)| *name != EVENTS) {
        ensure!(
            sums.of(Algorithm::Sha256) == name,
            "data/kept/{} is not named by its SHA-256",
            name.escape_debug()
        );
    }
    let mut unpacked = Unpacked::default();
    let known = addresses(seeds)?;
    let mut new = Vec::new();
    let mut collided = BTreeSet::new();
    for (path, (_, sums)) in &of_seeds {
        match standing(seeds, path, sums, &known)? {
            Standing::Free => new.push(path),
            Standing::Same => unpacked.known += 1,
            Standing::Taken(by) => {
                collided.extend(address(path));
                unpacked.collisions.push((path.clone(), by));
            }
        }
    }
    // The log comes after what it tells of, and the seeds come last: whatever ends this, the room
    // is one that can be opened, and the bag can be taken in again.
    let kept = data.join("kept");
    for (name, sums) in of_kept.iter().filter(|(name, _)| *name != EVENTS) {
        if kept.join(name).exists() {
            unpacked.known += 1;
        } else {
            copied(&bag, &format!("data/{KEPT}/{name}"), &kept.join(name), sums)?;
            unpacked.kept += 1;
        }
    }
    if let Some(sums) = of_kept.get(EVENTS) {
        unpacked.events = add_events(&bag, sums, &kept.join(EVENTS), &collided)?;
    }
    for path in new {
        let (from, sums) = &of_seeds[path];
        copied(&bag, &format!("data/{SEEDS}/{from}"), &seeds.join(path), sums)?;
        unpacked.seeds += 1;
    }
    Ok(unpacked)
}

/// What stands where a seed is to come.
enum Standing {
    Free,
    Same,
    /// Another file, by its path.
    Taken(String),
}

fn standing(
    seeds: &Path,
    path: &str,
    sums: &Sums,
    known: &BTreeMap<Slug, String>,
) -> Result<Standing> {
    let there = seeds.join(path);
    match fs::symlink_metadata(&there) {
        Ok(metadata) if metadata.is_file() => {
            let (of_there, _) = files::sums(&there)
                .with_context(|| format!("{} cannot be read", there.display()))?;
            let is_same = of_there == *sums;
            return Ok(if is_same { Standing::Same } else { Standing::Taken(path.to_owned()) });
        }
        Ok(_) => return Ok(Standing::Taken(path.to_owned())),
        // A file where the path has a folder.
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Ok(Standing::Taken(path.to_owned()));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", there.display()));
        }
    }
    // No link may lead the file to where it does not belong.
    let mut folder = there.parent();
    while let Some(above) = folder.filter(|above| *above != seeds) {
        if fs::symlink_metadata(above).is_ok_and(|metadata| !metadata.is_dir()) {
            return Ok(Standing::Taken(path.to_owned()));
        }
        folder = above.parent();
    }
    let taken = address(path).and_then(|id| known.get(&id));
    Ok(taken.map_or(Standing::Free, |by| Standing::Taken(by.clone())))
}

/// The address that a seed's name gives it, if it may be a document.
fn address(path: &str) -> Option<Slug> {
    let name = path.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_document = ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("md");
    let has_own_use = ["readme", "collection"].iter().any(|own| stem.eq_ignore_ascii_case(own));
    (is_document && !has_own_use).then(|| Slug::from_stem(stem))
}

/// The addresses that the seeds folder's files have, with the files.
fn addresses(seeds: &Path) -> Result<BTreeMap<Slug, String>> {
    let mut known = BTreeMap::new();
    if !seeds.exists() {
        return Ok(known);
    }
    for entry in WalkDir::new(seeds).min_depth(1).sort_by_file_name() {
        let entry = entry.with_context(|| format!("{} cannot be read", seeds.display()))?;
        let path = entry.path().strip_prefix(seeds).unwrap_or(entry.path());
        let path = path.to_string_lossy().into_owned();
        if !entry.file_type().is_dir()
            && let Some(id) = address(&path)
        {
            known.entry(id).or_insert(path);
        }
    }
    Ok(known)
}

/// Copies a file of the bag, whose bytes must still be those that were checked.
fn copied(bag: &Bag, from: &str, to: &Path, expected: &Sums) -> Result<()> {
    let (sums, _) = files::copied(&bag.root.join(from), to)?;
    if sums != *expected {
        drop(fs::remove_file(to));
        bail!("{} changed while it was read", from.escape_debug());
    }
    Ok(())
}

/// Adds the events that the log does not have, but none of a document that this room tells
/// otherwise of; answers how many.
fn add_events(bag: &Bag, sums: &Sums, log: &Path, collided: &BTreeSet<Slug>) -> Result<usize> {
    let from = format!("data/{KEPT}/{EVENTS}");
    let lines_of = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let there = match fs::read_to_string(log) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", log.display()));
        }
    };
    if there.is_empty() && collided.is_empty() {
        drop(fs::remove_file(log));
        copied(bag, &from, log, sums)?;
        return Ok(lines_of(&fs::read_to_string(log).unwrap_or_default()));
    }
    let theirs = fs::read_to_string(bag.root.join(&from))
        .with_context(|| format!("{from} cannot be read"))?;
    let ours: BTreeSet<&str> = there.lines().collect();
    let mut held: BTreeSet<String> = collided.iter().map(ToString::to_string).collect();
    held.extend(there.lines().filter_map(event).map(|event| event.id));
    let mut whole = there.clone();
    if !whole.is_empty() && !whole.ends_with('\n') {
        whole.push('\n');
    }
    let mut added = 0;
    for line in theirs.lines().filter(|line| !ours.contains(line)) {
        let Some(event) = event(line) else { continue };
        let is_held = |id: &str| held.contains(id);
        if is_held(&event.id) || event.detail.as_deref().is_some_and(is_held) {
            continue;
        }
        whole.push_str(line);
        whole.push('\n');
        added += 1;
    }
    if added > 0 {
        let unfinished = log.with_file_name(".events.unfinished");
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
        fs::write(&unfinished, whole)
            .and_then(|()| fs::rename(&unfinished, log))
            .with_context(|| format!("{} cannot be written", log.display()))?;
    }
    Ok(added)
}

fn event(line: &str) -> Option<Event> {
    serde_json::from_str(line).ok()
}
