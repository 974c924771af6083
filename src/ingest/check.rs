//! A trial: what a reading would report, with nothing changed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Clock, Ingest};
use crate::document::IngestReport;
use crate::store::Store;

/// The report that a reading of `seeds` would give beside what `data` keeps. Everything is written
/// to a folder of its own that is removed afterwards.
///
/// # Errors
/// If the seeds folder cannot be read or the system's folder for such things not written.
pub async fn report_of_trial(seeds: &Path, data: &Path, clock: Clock) -> Result<IngestReport> {
    fs::read_dir(seeds)
        .with_context(|| format!("the seeds folder {} cannot be read", seeds.display()))?;
    let folder = tempfile::tempdir().context("no folder for a trial can be made")?;
    let kept = folder.path().join("kept");
    fs::create_dir(&kept)?;
    // Addresses that were given before hold in a trial too.
    match fs::copy(data.join("kept/events.jsonl"), kept.join("events.jsonl")) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).context("the event file cannot be read"),
    }
    let store = Store::open(&folder.path().join("room.sqlite3")).await?;
    let mut ingest = Ingest::new(store.clone(), seeds, folder.path(), clock)?;
    ingest.kept = ingest.kept.reading_also(data);
    ingest.own = super::own(seeds, data);
    ingest.pass(true).await?;
    let report = store.ingest_report().await?;
    store.close().await;
    Ok(report)
}
