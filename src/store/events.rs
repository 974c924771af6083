//! Events: the database's copy of `kept/events.jsonl`.

use sqlx::{Sqlite, Transaction};

use super::{Result, Store, changes};
use crate::document::Event;

impl Store {
    /// All events in the order in which they happened.
    ///
    /// # Errors
    /// What the database says.
    pub async fn events(&self) -> Result<Vec<Event>> {
        sqlx::query_scalar!("SELECT line FROM event ORDER BY seq")
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|line| Ok(serde_json::from_str(line)?))
            .collect()
    }

    /// The events of files that `import` named.
    ///
    /// # Errors
    /// What the database says.
    pub async fn imports(&self) -> Result<Vec<Event>> {
        sqlx::query_scalar!(
            "SELECT line FROM event WHERE line ->> 'event' = 'imported' ORDER BY seq"
        )
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
    }

    /// Lines that are not in the event file yet, with their numbers, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn unwritten_events(&self) -> Result<Vec<(i64, String)>> {
        Ok(sqlx::query!("SELECT seq, line FROM event WHERE written = 0 ORDER BY seq")
            .fetch_all(&self.writer)
            .await?
            .into_iter()
            .map(|row| (row.seq, row.line))
            .collect())
    }

    /// Notes that all events up to this number stand in the event file, which is `length` bytes
    /// long.
    ///
    /// # Errors
    /// What the database says.
    pub async fn events_written(&self, up_to: i64, length: u64) -> Result<()> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query!("UPDATE event SET written = 1 WHERE written = 0 AND seq <= ?1", up_to)
            .execute(&mut *tx)
            .await?;
        super::settings::put(&mut tx, "events_length", &length.to_string()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes over events that stand in the event file and not here.
    ///
    /// # Errors
    /// What the database says.
    pub async fn take_over_events(&self, events: &[Event], length: u64) -> Result<()> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        add(&mut tx, events, true).await?;
        super::settings::put(&mut tx, "events_length", &length.to_string()).await?;
        tx.commit().await?;
        Ok(())
    }
}

pub(super) async fn add(
    tx: &mut Transaction<'_, Sqlite>,
    events: &[Event],
    written: bool,
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> =
        events.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?;
    let lines = serde_json::to_string(&lines)?;
    sqlx::query!(
        "INSERT INTO event (line, written) SELECT atom, ?2 FROM json_each(?1) WHERE true
         ON CONFLICT (line) DO UPDATE SET written = max(written, excluded.written)",
        lines,
        written
    )
    .execute(&mut **tx)
    .await?;
    changes::follow(tx, events).await
}
