//! The plain files compared: seeds with what is on record, kept sources with their names, the event
//! file with its copy.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
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
    let is_settled = of_seeds(&mut found, store, [seeds, data], pace).await?;
    let kept = of_kept(&mut found, &data.join("kept"), store.pacer(pace), portion(pace)).await?;
    // What the seeds no longer hold as it is on record is not counted on.
    let editions = if is_settled { store.editions_without_file().await } else { Ok(Vec::new()) };
    for (id, sha256) in editions.unwrap_or_default() {
        if !kept.contains(&sha256) {
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

/// Compares the seeds. Answers whether all files have the bytes on record.
async fn of_seeds(
    found: &mut Found,
    store: &Store,
    [seeds, data]: [&Path; 2],
    pace: Pace,
) -> Result<bool> {
    let shown = seeds.display().to_string();
    let mut pacer = store.pacer(pace);
    let [folder, own] = [seeds, data].map(Path::to_owned);
    let begun = Instant::now();
    let listed = tokio::task::spawn_blocking(move || Comparison::of([&folder, &own]));
    let mut comparison = match listed.await? {
        Ok(comparison) => comparison,
        Err(error) => {
            let what = format!("cannot be read ({error})");
            let remedy = "mount it, or name the right folder with --seeds";
            found.problem(format!("seeds folder {shown}"), what, remedy);
            return Ok(false);
        }
    };
    pacer.rest(begun).await;
    let mut is_settled = true;
    loop {
        let begun = Instant::now();
        let Some(standings) = comparison.next(store, portion(pace)).await? else { break };
        for (path, standing) in standings {
            found.files += 1;
            is_settled &= standing == Standing::Same;
            match standing {
                Standing::Same => {}
                Standing::New => found.notes.push(format!("{path}: new, not yet taken in")),
                Standing::Changed => found.notes.push(format!("{path}: changed, not yet taken in")),
                Standing::Rotten => found.problem(
                    path,
                    ROTTEN,
                    "if nobody edited it, put it back from a backup; the room still holds the \
                     former bytes",
                ),
                Standing::Unreadable | Standing::Missing => found.problem(
                    path,
                    "can no longer be read",
                    "see that it is a file and that this user may read it",
                ),
            }
        }
        pacer.rest(begun).await;
    }
    let (missing, recorded) = comparison.missing(store).await?;
    is_settled &= missing.is_empty();
    if !missing.is_empty() && missing.len() == recorded {
        found.problem(
            format!("seeds folder {shown}"),
            format!("holds none of the {recorded} files on record"),
            "mount it, or name the right folder with --seeds",
        );
    } else {
        let said = missing.iter().map(|path| format!("{path}: not there any more"));
        found.notes.extend(said);
    }
    Ok(is_settled)
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
