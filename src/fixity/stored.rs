//! The database compared: sources and texts with their checksums, everything else with its seal.

use std::path::Path;

use anyhow::Result;

use super::{Found, Pace};
use crate::ingest::loader_version;
use crate::store::{self, Damage, Sealed, Store};

/// What to do about a database that is damaged: it can be made again.
fn rebuild(data: &Path) -> String {
    format!(
        "stop the room, move {} away with the files -wal and -shm beside it, and start again: it is \
         made anew from the seeds and the kept files",
        data.join("room.sqlite3").display()
    )
}

/// Adds what the store found damaged; what kept it from looking is damage too.
fn add(found: &mut Found, data: &Path, looked_at: &str, damage: store::Result<Vec<Damage>>) {
    match damage {
        Ok(damage) => {
            for damage in damage {
                found.problem(damage.to_string(), "is not as it was stored", &rebuild(data));
            }
        }
        Err(error) => {
            found.problem(looked_at, format!("cannot be read ({error})"), &rebuild(data));
        }
    }
}

/// Stored sources and texts.
pub(super) async fn contents(store: &Store, data: &Path, pace: Pace) -> Result<Found> {
    let mut found = Found::default();
    let stock = store.stock().await.unwrap_or_default();
    (found.stored, found.texts) = (stock.sources, stock.texts);
    add(&mut found, data, "stored sources", store.damage_of_sources(pace).await);
    add(&mut found, data, "stored texts", store.damage_of_texts(&loader_version(), pace).await);
    Ok(found)
}

/// The file itself.
pub(super) async fn structure(store: &Store, data: &Path, pace: Pace) -> Result<Found> {
    let mut found = Found::default();
    add(&mut found, data, "database", store.damage_of_file(pace).await);
    Ok(found)
}

/// All tables by their seal; where it does not hold, the index by one that is made anew.
pub(super) async fn tables(store: &Store, data: &Path, pace: Pace) -> Result<Found> {
    let mut found = Found::default();
    match store.compared_with_seal(pace).await {
        Ok(Sealed::NotSealed) => {
            found.notes.push(
                "the database was written a moment ago and is not sealed yet; its index was \
                 compared, its other tables were not"
                    .to_owned(),
            );
            add(&mut found, data, "full-text index", store.damage_of_index(pace).await);
        }
        Ok(Sealed::Differing(tables)) => {
            for table in tables {
                let of = format!("database, table {}", table.escape_debug());
                found.problem(of, "is not as it was written", &rebuild(data));
            }
        }
        Err(error) => {
            found.problem("database", format!("cannot be read ({error})"), &rebuild(data));
        }
    }
    Ok(found)
}
