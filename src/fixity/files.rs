//! The plain files compared: seeds with what is on record, kept sources with their names, the event
//! file with its copy.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::{Found, Pace, portion};
use crate::ingest::{self, Comparison, Standing};
use crate::store::{Pacer, Store};

const EVENTS: &str = "events.jsonl";
/// What is wrong with a seed whose bytes turned.
pub(super) const ROTTEN: &str =
    "has other bytes than were taken in, though neither its size nor its time changed";
const FROM_BACKUP: &str = "put it back from a backup";

/// The seeds folder and the kept folder.
pub(super) async fn compared(
    store: &Store,
    seeds: &Path,
    data: &Path,
    pace: Pace,
) -> Result<Found> {
    let mut found = Found::default();
    let rows = store.files().await.context("what is on record of the seeds cannot be read")?;
    let mut at_hand: HashSet<String> = rows.iter().filter_map(|row| row.sha256.clone()).collect();
    let of_path: HashMap<String, String> =
        rows.iter().filter_map(|row| Some((row.path.clone(), row.sha256.clone()?))).collect();
    let apart = of_seeds(&mut found, [seeds, data], rows, store.pacer(pace), portion(pace)).await?;
    // What the seeds no longer hold as it is on record is not counted on.
    for path in &apart {
        if let Some(sha256) = of_path.get(path) {
            at_hand.remove(sha256);
        }
    }
    let kept = of_kept(&mut found, &data.join("kept"), store.pacer(pace), portion(pace)).await?;
    let is_settled = apart.is_empty();
    for (id, sha256) in store.editions_named().await.unwrap_or_default() {
        if is_settled && !at_hand.contains(&sha256) && !kept.contains(&sha256) {
            found.problem(
                format!("kept/{sha256}"),
                format!("is missing, and no seed has these bytes: an edition of {id}"),
                FROM_BACKUP,
            );
        }
    }
    of_events(&mut found, store, data, store.pacer(pace)).await;
    Ok(found)
}

/// Compares the seeds. Answers the paths of files that do not have the bytes on record.
async fn of_seeds(
    found: &mut Found,
    [seeds, data]: [&Path; 2],
    rows: Vec<crate::store::FileRow>,
    mut pacer: Pacer,
    portion: usize,
) -> Result<BTreeSet<String>> {
    let shown = seeds.display().to_string();
    let mut apart = BTreeSet::new();
    let recorded: Vec<String> =
        rows.iter().filter(|row| row.sha256.is_some()).map(|row| row.path.clone()).collect();
    let mut comparison = match Comparison::of([seeds, data], rows) {
        Ok(comparison) => comparison,
        Err(error) => {
            let what = format!("cannot be read ({error})");
            let remedy = "mount it, or name the right folder with --seeds";
            found.problem(format!("seeds folder {shown}"), what, remedy);
            return Ok(recorded.into_iter().collect());
        }
    };
    loop {
        let begun = Instant::now();
        let folder = seeds.to_owned();
        let (next, others) = tokio::task::spawn_blocking(move || {
            let next = comparison.next(&folder, portion);
            (next, comparison)
        })
        .await?;
        comparison = others;
        let Some(standings) = next.with_context(|| format!("{shown} cannot be read"))? else {
            break;
        };
        for (path, standing) in standings {
            found.files += 1;
            match standing {
                Standing::Same => continue,
                Standing::New => found.notes.push(format!("{path}: new, not yet taken in")),
                Standing::Changed => found.notes.push(format!("{path}: changed, not yet taken in")),
                Standing::Rotten => found.problem(
                    path.clone(),
                    ROTTEN,
                    "if nobody edited it, put it back from a backup; the room still holds the \
                     former bytes",
                ),
                Standing::Unreadable | Standing::Missing => found.problem(
                    path.clone(),
                    "can no longer be read",
                    "see that it is a file and that this user may read it",
                ),
            }
            apart.insert(path);
        }
        pacer.rest(begun).await;
    }
    let missing = comparison.missing();
    if !missing.is_empty() && missing.len() == recorded.len() {
        found.problem(
            format!("seeds folder {shown}"),
            format!("holds none of the {} files on record", missing.len()),
            "mount it, or name the right folder with --seeds",
        );
    } else {
        let said = missing.iter().map(|path| format!("{path}: not there any more"));
        found.notes.extend(said);
    }
    apart.extend(missing);
    Ok(apart)
}

/// Compares the kept sources with their names. Answers those that hold.
async fn of_kept(
    found: &mut Found,
    folder: &Path,
    mut pacer: Pacer,
    portion: usize,
) -> Result<HashSet<String>> {
    let mut names: Vec<String> = match fs::read_dir(folder) {
        Ok(entries) => {
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            let what = format!("cannot be read ({error})");
            found.problem(folder.display().to_string(), what, "see that this user may read it");
            Vec::new()
        }
    };
    names.sort();
    let is_source = |name: &str| {
        name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    for odd in names.iter().filter(|name| !is_source(name) && *name != EVENTS) {
        if !odd.starts_with('.') {
            found.notes.push(format!("kept/{}: not a file of this room", odd.escape_debug()));
        }
    }
    names.retain(|name| is_source(name));
    let mut held = HashSet::with_capacity(names.len());
    for portion in names.chunks(portion) {
        let begun = Instant::now();
        let paths: Vec<(String, PathBuf)> =
            portion.iter().map(|name| (name.clone(), folder.join(name))).collect();
        let compared = tokio::task::spawn_blocking(move || {
            paths
                .into_par_iter()
                .map(|(name, path)| {
                    let sum = ingest::checksum_of(&path);
                    (name, sum)
                })
                .collect::<Vec<_>>()
        })
        .await?;
        for (name, sum) in compared {
            found.kept += 1;
            match sum {
                Ok(sum) if sum == name => drop(held.insert(name)),
                Ok(_) => {
                    found.problem(format!("kept/{name}"), "does not match its name", FROM_BACKUP);
                    // Damaged is said; missing it is not.
                    held.insert(name);
                }
                Err(error) => {
                    let what = format!("cannot be read ({error})");
                    found.problem(format!("kept/{name}"), what, FROM_BACKUP);
                    held.insert(name);
                }
            }
        }
        pacer.rest(begun).await;
    }
    Ok(held)
}

/// Compares the event file with its copy in the store.
async fn of_events(found: &mut Found, store: &Store, data: &Path, pacer: Pacer) {
    const NAME: &str = "kept/events.jsonl";
    let discord = match ingest::discord(store, &data.join(NAME), pacer).await {
        Ok(discord) => discord,
        Err(error) => {
            found.problem(NAME, format!("cannot be compared ({error:#})"), FROM_BACKUP);
            return;
        }
    };
    for number in discord.strange {
        let what = "is not the event that happened: the database tells otherwise";
        found.problem(format!("{NAME}:{number}"), what, FROM_BACKUP);
    }
    for number in discord.broken {
        found.problem(format!("{NAME}:{number}"), "is no event", FROM_BACKUP);
    }
    if discord.lost > 0 {
        let what = format!("lacks {} events that the database has", discord.lost);
        found.problem(NAME, what, FROM_BACKUP);
    }
}
