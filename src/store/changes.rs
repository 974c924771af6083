//! When records last changed: what the events say of it, kept where it can be asked for.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Sqlite, Transaction};

use super::{Result, Store, settings};
use crate::address::Slug;
use crate::document::{Event, EventKind};

/// The version of [`Event::changes`]; all events are followed anew when it changes.
const VERSION: &str = "1";

impl Store {
    /// Follows all events anew if the rules have changed since that was last done.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn follow_anew(&self) -> Result<()> {
        if self.setting("changes_version").await?.as_deref() == Some(VERSION) {
            return Ok(());
        }
        let events = self.events().await?;
        let mut tx = self.writing().await?;
        sqlx::query!("DELETE FROM record").execute(&mut *tx).await?;
        follow(&mut tx, &events).await?;
        settings::put(&mut tx, "changes_version", VERSION).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The identifiers that were withdrawn, as far as the events go.
    ///
    /// # Errors
    /// What the database says.
    pub async fn withdrawn(&self) -> Result<BTreeSet<Slug>> {
        let mut withdrawn = BTreeSet::new();
        for event in self.states().await? {
            let Some(id) = Slug::parse(&event.id) else { continue };
            match event.event {
                EventKind::Withdrawn => withdrawn.insert(id),
                EventKind::Restored => withdrawn.remove(&id),
                _ => false,
            };
        }
        Ok(withdrawn)
    }

    /// The checksum of what was last stated of each document, as far as the events go.
    ///
    /// # Errors
    /// What the database says.
    pub async fn last_stated(&self) -> Result<BTreeMap<Slug, String>> {
        let mut stated = BTreeMap::new();
        for event in self.states().await? {
            if let (EventKind::Stated, Some(id)) = (event.event, Slug::parse(&event.id)) {
                match event.detail {
                    Some(checksum) => stated.insert(id, checksum),
                    None => stated.remove(&id),
                };
            }
        }
        Ok(stated)
    }

    async fn states(&self) -> Result<Vec<Event>> {
        sqlx::query_scalar!(
            "SELECT line FROM event
             WHERE line ->> 'event' IN ('stated', 'withdrawn', 'restored') ORDER BY seq"
        )
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
    }
}

/// Puts down what these events change, in their order. Following an event twice changes nothing.
///
/// An instant never goes back, whatever the clock did between two events; what came last says
/// whether the identifier is still a document's.
pub(super) async fn follow(tx: &mut Transaction<'_, Sqlite>, events: &[Event]) -> Result<()> {
    let changes: Vec<(&str, &str, bool)> = events
        .iter()
        .flat_map(|event| {
            event.changes().into_iter().map(|(id, gone)| (id, event.at.as_str(), gone))
        })
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    let changes = serde_json::to_string(&changes)?;
    sqlx::query!(
        "INSERT INTO record (id, changed, deleted)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET
             changed = max(changed, excluded.changed), deleted = excluded.deleted",
        changes
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE document SET changed = r.changed FROM record AS r
         WHERE r.id = document.id AND document.changed <> r.changed
           AND document.id IN (SELECT value ->> 0 FROM json_each(?1))",
        changes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
