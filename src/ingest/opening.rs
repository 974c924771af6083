//! Opening the room's memory so that nothing damaged is ever served.
//!
//! In come the folders; out goes a store that was examined, or is too large to be examined before
//! anybody may read. What is damaged in it is made again in its place; a file that is torn, or that
//! tells otherwise than the events beside it, is set aside under another name, and a new one is
//! made from the seeds and the kept files. That is done only if they hold everything: what the old
//! file alone has is brought to safety first, and if something cannot be, the old file stays.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::history::History;
use super::kept::Kept;
use super::survey::survey;
use super::{Clock, Ingest, checksum, redirects};
use crate::address::Slug;
use crate::document::{Event, EventKind};
use crate::store::{BESIDE, Batch, Pace, Salvage, Store, beside};

/// A database up to this size, in bytes, is examined whole before it is served.
const EXAMINED_FIRST: u64 = 32 << 20;

/// A room's memory, open.
#[derive(Debug)]
pub struct Opened {
    /// The memory.
    pub store: Store,
    /// The way in.
    pub ingest: Ingest,
    /// Whether all of it was examined; if not, somebody should, behind the readers.
    pub is_examined: bool,
}

/// What there is to say against a database before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing: it was closed in order after all of it had been examined, and it is that file.
    Unfounded,
    /// Nothing is known of it.
    Open,
    /// It was found damaged while it was open.
    Damaged,
    /// It was closed in order and is not the file that was closed.
    Changed,
}

/// Opens the database at `database` and makes sure that it is sound.
///
/// # Errors
/// One sentence: the database cannot be used, or it is damaged and holds what nothing else does.
pub async fn opened(
    database: &Path,
    seeds: &Path,
    data: &Path,
    keeper: Option<&Path>,
    clock: Clock,
    doubt: Doubt,
) -> Result<Opened> {
    let place = Place { database, seeds, data, keeper, clock };
    let store = match Store::open(database).await {
        Ok(store) => store,
        Err(error) if error.is_damage() || error.is_of_value() => {
            return place.remade(&error.to_string()).await;
        }
        Err(error) => return Err(error.into()),
    };
    let ingest = Ingest::new(store.clone(), seeds, data, clock)?.following(keeper)?;
    let size = fs::metadata(database).map_or(0, |metadata| metadata.len());
    let is_large = size >= EXAMINED_FIRST;
    // Reading all events takes seconds in a large room; that is done behind the readers then.
    if (doubt == Doubt::Unfounded || is_large && doubt == Doubt::Open)
        && ingest.goes_on().await.unwrap_or(false)
    {
        return Ok(Opened { store, ingest, is_examined: doubt == Doubt::Unfounded });
    }
    let told = match ingest.contradiction().await {
        Err(error) if tells_of_damage(&error) => Some(format!("{error:#}")),
        told => told?,
    };
    if let Some(what) = told {
        store.close().await;
        return place.remade(&what).await;
    }
    if is_large && matches!(doubt, Doubt::Open | Doubt::Unfounded) {
        return Ok(Opened { store, ingest, is_examined: false });
    }
    let torn = match ingest.mended(Pace::Full).await {
        Err(error) if tells_of_damage(&error) => Some(format!("{error:#}")),
        Ok(Mended::Torn(what)) => Some(what),
        Ok(Mended::Nothing) if doubt == Doubt::Changed => {
            Some("it is not as it was when it was closed".to_owned())
        }
        Ok(Mended::Nothing | Mended::Repaired) => None,
        Err(error) => return Err(error),
    };
    if let Some(what) = torn {
        store.close().await;
        return place.remade(&what).await;
    }
    Ok(Opened { store, ingest, is_examined: true })
}

/// What became of damage.
#[derive(Debug, PartialEq, Eq)]
pub enum Mended {
    /// There was none.
    Nothing,
    /// It was made good in its place.
    Repaired,
    /// It cannot be made good in its place: what is wrong.
    Torn(String),
}

/// Whether an error comes from a damaged database.
fn tells_of_damage(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<crate::store::Error>()
            .is_some_and(|error| error.is_damage() || error.is_of_value())
    })
}

/// Where a room lies.
struct Place<'a> {
    database: &'a Path,
    seeds: &'a Path,
    data: &'a Path,
    keeper: Option<&'a Path>,
    clock: Clock,
}

impl Place<'_> {
    /// Sets the database aside and begins a new one, after everything that the old one alone has
    /// was brought to safety.
    async fn remade(&self, what: &str) -> Result<Opened> {
        // A replica has nothing that its keeper has not.
        if self.keeper.is_none() {
            self.rescue(&Kept::below(self.data)?, what).await?;
        }
        let stamp = stamp(self.clock);
        let aside = set_aside(self.database, &stamp)?;
        tracing::error!(
            what,
            "the database was damaged and is made again from the seeds and the kept files; the \
             damaged one is now {}",
            aside.display()
        );
        let store = Store::open(self.database).await?;
        let ingest = Ingest::new(store.clone(), self.seeds, self.data, self.clock)?;
        let ingest = ingest.following(self.keeper)?;
        ingest.settle_events().await?;
        let event = ingest.event(EventKind::Repaired, "", "", None, Some("database"));
        ingest.store.commit(&Batch { events: vec![event], ..Batch::default() }).await?;
        ingest.write_events().await?;
        Ok(Opened { store, ingest, is_examined: true })
    }

    /// Brings events and sources to the kept files that only the damaged database has.
    async fn rescue(&self, kept: &Kept, what: &str) -> Result<()> {
        let shown = self.database.display();
        let mut salvage = Salvage::of(self.database).await;
        let events = self.rescued_events(kept, &mut salvage).await?;
        if events.is_empty() {
            bail!(
                "the database {shown} is damaged ({what}), and {} is missing or empty, from which \
                 addresses and editions are made again; put the kept folder back from a backup, \
                 or move the database away to begin anew",
                kept.events_file().display()
            );
        }
        let gone: HashSet<Slug> = fs::read_to_string(self.seeds.join("redirects.toml"))
            .ok()
            .and_then(|text| redirects::read(&text).ok())
            .map(|(stated, _)| {
                stated.gone.iter().filter_map(|stone| Slug::parse(&stone.id)).collect()
            })
            .unwrap_or_default();
        let seen = survey(self.seeds, &std::collections::HashMap::new(), None)
            .map(|survey| survey.seen)
            .unwrap_or_default();
        let in_seeds: HashSet<&str> = seen.iter().filter_map(|seen| seen.sha256()).collect();
        let mut lost = Vec::new();
        for (id, life) in &History::of(&events).lives {
            if gone.contains(id) {
                continue;
            }
            for (sha256, _) in &life.editions {
                if in_seeds.contains(sha256.as_str()) || kept.source(sha256).is_some() {
                    continue;
                }
                match salvage.source(sha256).await.filter(|bytes| checksum(bytes) == *sha256) {
                    Some(bytes) => kept.put(sha256, &bytes)?,
                    None => lost.push(life.seed_file.clone()),
                }
            }
        }
        if let Some(first) = lost.first() {
            bail!(
                "the database {shown} is damaged ({what}), and neither the seeds folder {} nor the \
                 kept files hold all that is in it: {} sources are missing, the first of {first}; \
                 put the files back or restore a backup, or move the database away to open the \
                 room without them",
                self.seeds.display(),
                lost.len()
            );
        }
        Ok(())
    }

    /// All events, after those that only the database has were added to the file.
    async fn rescued_events(&self, kept: &Kept, salvage: &mut Salvage) -> Result<Vec<Event>> {
        let tail = kept.events_from(0)?;
        let known = lines_of(&tail.events)?;
        let read: Vec<Event> = salvage
            .events()
            .await
            .iter()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let rescued = lines_of(&read)?;
        // A database that begins with other events is of another room.
        let is_ours = known.first().is_none_or(|first| rescued.contains(first));
        if !is_ours {
            return Ok(tail.events);
        }
        let in_file: HashSet<&String> = known.iter().collect();
        let missing: Vec<&String> = rescued.iter().filter(|line| !in_file.contains(line)).collect();
        if tail.unreadable > 0 && !missing.is_empty() {
            let in_database: HashSet<&String> = rescued.iter().collect();
            let rest = known.iter().filter(|line| !in_database.contains(line));
            let all: Vec<String> = rescued.iter().chain(rest).cloned().collect();
            kept.rewrite(&all, &stamp(self.clock))?;
        } else if !missing.is_empty() {
            kept.append(missing.into_iter().map(String::as_str))?;
        }
        Ok(kept.events_from(0)?.events)
    }
}

impl Ingest {
    /// Whether the event file is as the database knows it, up to where the database knows it, and
    /// what follows there is nothing that the database must have known: a look at two places of the
    /// file, whatever its length.
    async fn goes_on(&self) -> Result<bool> {
        if self.is_replica() {
            return Ok(self.contradiction().await?.is_none());
        }
        let read = self.store.setting("events_length").await?;
        let known: u64 = read.and_then(|length| length.parse().ok()).unwrap_or(0);
        let tail = self.kept.events_from(known)?;
        let is_foreign = |event: &Event| !is_from_outside(event);
        if tail.length < known || tail.unreadable > 0 || tail.events.iter().any(is_foreign) {
            return Ok(false);
        }
        if known == 0 {
            return Ok(true);
        }
        let Some(last) = self.kept.event_before(known)? else { return Ok(false) };
        Ok(self.store.has_event(&serde_json::to_string(&last)?).await?)
    }
}

/// Whether an event may stand in the file before the database has it.
pub(super) fn is_from_outside(event: &Event) -> bool {
    matches!(event.event, EventKind::Imported | EventKind::Verified | EventKind::Repaired)
}

pub(super) fn lines_of(events: &[Event]) -> Result<Vec<String>> {
    Ok(events.iter().map(serde_json::to_string).collect::<Result<_, _>>()?)
}

/// The present instant as a part of a file's name.
pub(super) fn stamp(clock: Clock) -> String {
    clock().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Gives the database and what SQLite keeps beside it other names, and answers the new one.
fn set_aside(database: &Path, stamp: &str) -> Result<PathBuf> {
    let mut aside = beside(database, &format!(".damaged-{stamp}"));
    for again in 2.. {
        if !aside.exists() {
            break;
        }
        aside = beside(database, &format!(".damaged-{stamp}-{again}"));
    }
    // What lies beside the file goes first: it must not be taken for part of a new one.
    for ending in BESIDE {
        renamed(&beside(database, ending), &beside(&aside, ending))?;
    }
    renamed(database, &aside)?;
    Ok(aside)
}

/// Sets a log and a journal aside that are not the database's: it was closed in order, which leaves
/// none behind.
///
/// # Errors
/// If they cannot be renamed.
pub fn strays_set_aside(database: &Path, clock: Clock) -> Result<()> {
    let is_filled = |ending: &str| {
        fs::metadata(beside(database, ending)).is_ok_and(|metadata| metadata.len() > 0)
    };
    if !is_filled("-wal") && !is_filled("-journal") {
        return Ok(());
    }
    let stamp = stamp(clock);
    for ending in BESIDE {
        let stray = beside(database, ending);
        renamed(&stray, &beside(&stray, &format!(".stray-{stamp}")))?;
    }
    tracing::warn!(
        database = ?database,
        "a log that is not the database's lay beside it and was set aside"
    );
    Ok(())
}

fn renamed(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error)
            .with_context(|| format!("{} cannot be renamed to {}", from.display(), to.display())),
        _ => Ok(()),
    }
}
