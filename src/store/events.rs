//! Events: the database's copy of `kept/events.jsonl`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use sqlx::{Sqlite, Transaction};

use super::{Result, Store, changes};
use crate::address::Slug;
use crate::document::{Event, EventLog, Verification};

/// Events that are read together.
const PORTION: i64 = 512;

/// A line of the event file as the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// Its number.
    pub seq: i64,
    /// The line, without its end.
    pub line: String,
    /// Whether it stands in the event file.
    pub is_written: bool,
}

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

    /// What happened to a document under this identifier and those that it had before, the latest
    /// first, at most `most` events; and how many there are.
    ///
    /// # Errors
    /// What the database says.
    pub async fn events_of(&self, id: &Slug, most: usize) -> Result<(Vec<Event>, u64)> {
        let (mut events, mut total) = (Vec::new(), 0_u64);
        let (mut id, mut last) = (id.to_string(), i64::MAX);
        loop {
            // What was here before the document came under this name was another one.
            let came = sqlx::query!(
                r#"SELECT seq, line ->> 'detail' AS "former?: String" FROM event
                   WHERE line ->> 'id' = ?1 AND seq <= ?2 AND line ->> 'event' = 'renamed'
                   ORDER BY seq DESC LIMIT 1"#,
                id,
                last
            )
            .fetch_optional(&self.readers)
            .await?;
            let first = came.as_ref().map_or(0, |came| came.seq);
            let count = sqlx::query_scalar!(
                r#"SELECT count(*) AS "count!: i64" FROM event
                   WHERE line ->> 'id' = ?1 AND seq BETWEEN ?2 AND ?3"#,
                id,
                first,
                last
            )
            .fetch_one(&self.readers)
            .await?;
            total += u64::try_from(count).unwrap_or_default();
            let room = i64::try_from(most.saturating_sub(events.len())).unwrap_or(i64::MAX);
            let lines = sqlx::query_scalar!(
                "SELECT line FROM event WHERE line ->> 'id' = ?1 AND seq BETWEEN ?2 AND ?3
                 ORDER BY seq DESC LIMIT ?4 + 0",
                id,
                first,
                last,
                room
            )
            .fetch_all(&self.readers)
            .await?;
            for line in lines {
                events.push(serde_json::from_str(&line)?);
            }
            match came.and_then(|came| Some((came.former?, came.seq - 1))) {
                Some((former, before)) => (id, last) = (former, before),
                None => return Ok((events, total)),
            }
        }
    }

    /// A page of what happened in the room, the latest first: at most `most` events, those before
    /// the key `before` where one is given.
    ///
    /// # Errors
    /// What the database says.
    pub async fn event_log(&self, before: Option<u64>, most: u32) -> Result<EventLog> {
        let before = before.and_then(|key| i64::try_from(key).ok()).unwrap_or(i64::MAX);
        let one_more = i64::from(most) + 1;
        let rows = sqlx::query!(
            "SELECT seq, line FROM event WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2 + 0",
            before,
            one_more
        )
        .fetch_all(&self.readers)
        .await?;
        // None is ever deleted, so the number of the last one is how many there are.
        let total = self.last_event().await?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let next = (rows.len() > most).then(|| rows.get(most.checked_sub(1)?)).flatten();
        let next = next.and_then(|row| u64::try_from(row.seq).ok());
        let events = rows.iter().take(most).map(|row| serde_json::from_str(&row.line));
        Ok(EventLog {
            next,
            total: u64::try_from(total).unwrap_or_default(),
            events: events.collect::<std::result::Result<_, _>>()?,
        })
    }

    /// The next events behind the number `after` and up to `last`, oldest first; none at the end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn event_lines(&self, after: i64, last: i64) -> Result<Vec<EventLine>> {
        Ok(sqlx::query_as!(
            EventLine,
            r#"SELECT seq, line, written AS "is_written!: bool" FROM event
               WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3 + 0"#,
            after,
            last,
            PORTION
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The number of the last event; 0 where there is none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn last_event(&self) -> Result<i64> {
        Ok(sqlx::query_scalar!(r#"SELECT coalesce(max(seq), 0) AS "last!: i64" FROM event"#)
            .fetch_one(&self.readers)
            .await?)
    }

    /// Whether there is an event of this line.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_event(&self, line: &str) -> Result<bool> {
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM event WHERE line = ?1) AS "there!: bool""#,
            line
        )
        .fetch_one(&self.readers)
        .await?)
    }

    /// Whether there is an event whose line begins so.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_event_beginning(&self, line: &str) -> Result<bool> {
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM event WHERE substr(line, 1, length(?1)) = ?1)
                   AS "there!: bool""#,
            line
        )
        .fetch_one(&self.readers)
        .await?)
    }

    /// The last full check of the room, if there was one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn last_verification(&self) -> Result<Option<Verification>> {
        let line = sqlx::query_scalar!(
            "SELECT line FROM event WHERE line ->> 'event' = 'verified' ORDER BY seq DESC LIMIT 1"
        )
        .fetch_optional(&self.readers)
        .await?;
        let event: Option<Event> = line.map(|line| serde_json::from_str(&line)).transpose()?;
        Ok(event.as_ref().and_then(Verification::of))
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

    /// Notes that all events up to this number stand in the event file, in these bytes of it.
    ///
    /// What another program added before them has not been read yet; then the file is still known
    /// only as far as it was.
    ///
    /// # Errors
    /// What the database says.
    pub async fn events_written(&self, up_to: i64, bytes: Range<u64>) -> Result<()> {
        let mut tx = self.writing().await?;
        sqlx::query!("UPDATE event SET written = 1 WHERE written = 0 AND seq <= ?1", up_to)
            .execute(&mut *tx)
            .await?;
        let known = sqlx::query_scalar!("SELECT value FROM setting WHERE name = 'events_length'")
            .fetch_optional(&mut *tx)
            .await?;
        let known = known.and_then(|length| length.parse().ok()).unwrap_or(0);
        if bytes.start == known {
            super::settings::put(&mut tx, "events_length", &bytes.end.to_string()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Notes that the event file was written anew with all events, and is `length` bytes long.
    ///
    /// # Errors
    /// What the database says.
    pub async fn events_rewritten(&self, length: u64) -> Result<()> {
        let mut tx = self.writing().await?;
        sqlx::query!("UPDATE event SET written = 1 WHERE written = 0").execute(&mut *tx).await?;
        super::settings::put(&mut tx, "events_length", &length.to_string()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes over events that stand in the event file and not here.
    ///
    /// # Errors
    /// What the database says.
    pub async fn take_over_events(&self, events: &[Event], length: u64) -> Result<()> {
        let mut tx = self.writing().await?;
        add(&mut tx, events, true).await?;
        super::settings::put(&mut tx, "events_length", &length.to_string()).await?;
        tx.commit().await?;
        self.raise_generation();
        Ok(())
    }
}

impl Store {
    /// When the contents (SHA-256) of documents were noted last, of those that were.
    ///
    /// # Errors
    /// What the database says.
    pub async fn noted(
        &self,
        contents: &[(Slug, &str)],
    ) -> Result<HashMap<(Slug, String), String>> {
        let pairs: Vec<[&str; 2]> =
            contents.iter().map(|(id, sha256)| [id.as_str(), *sha256]).collect();
        let pairs = serde_json::to_string(&pairs)?;
        let rows = sqlx::query!(
            r#"SELECT e.line ->> 'id' AS "id!: String", e.line ->> 'sha256' AS "sha256!: String",
                      e.line ->> 'at' AS "at!: String"
               FROM json_each(?1) AS asked
               JOIN event AS e ON e.line ->> 'id' = asked.value ->> 0
               WHERE e.line ->> 'sha256' = asked.value ->> 1
               ORDER BY e.line ->> 'event' IN ('taken_in', 'replaced'), e.seq"#,
            pairs
        )
        .fetch_all(&self.writer)
        .await?;
        let noted =
            rows.into_iter().filter_map(|row| Some(((Slug::parse(&row.id)?, row.sha256), row.at)));
        Ok(noted.collect())
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
    let json = serde_json::to_string(&lines)?;
    let known: HashSet<String> = sqlx::query_scalar!(
        "SELECT line FROM event WHERE line IN (SELECT atom FROM json_each(?1))",
        json
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .collect();
    // What was followed already must not be followed again: later events may have undone it.
    let new: Vec<Event> = events
        .iter()
        .zip(&lines)
        .filter(|(_, line)| !known.contains(*line))
        .map(|(event, _)| event.clone())
        .collect();
    let lines = json;
    sqlx::query!(
        "INSERT INTO event (line, written) SELECT atom, ?2 FROM json_each(?1) WHERE true
         ON CONFLICT (line) DO UPDATE SET written = max(written, excluded.written)",
        lines,
        written
    )
    .execute(&mut **tx)
    .await?;
    changes::follow(tx, &new).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::EventKind;

    async fn store_of(events: &[Event]) -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        store.take_over_events(events, 1).await.unwrap();
        (folder, store)
    }

    fn event(at: u32, event: EventKind, id: &str, detail: Option<&str>) -> Event {
        Event {
            at: format!("2026-01-01T00:00:{at:02}Z"),
            event,
            id: id.into(),
            file: format!("{id}.txt"),
            sha256: None,
            detail: detail.map(str::to_owned),
        }
    }

    #[tokio::test]
    async fn an_event_is_added_and_never_changed_or_deleted() {
        let (_folder, store) = store_of(&[event(1, EventKind::TakenIn, "a", None)]).await;
        for attempt in [
            "UPDATE event SET line = '{}'",
            "UPDATE event SET seq = 7",
            "UPDATE event SET written = 0",
            "DELETE FROM event",
        ] {
            let refused = sqlx::query(attempt).execute(&store.writer).await;
            assert!(refused.is_err(), "{attempt}");
        }
        // What an event is noted as written by is no change of it.
        store.take_over_events(&[event(1, EventKind::TakenIn, "a", None)], 2).await.unwrap();
        assert_eq!(store.events().await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn a_documents_events_are_followed_through_its_names() {
        let (_folder, store) = store_of(&[
            event(1, EventKind::TakenIn, "a", None),
            event(2, EventKind::TakenIn, "b", None),
            event(3, EventKind::Renamed, "c", Some("b")),
            event(4, EventKind::Renamed, "b", Some("a")),
            event(5, EventKind::Replaced, "b", None),
            event(6, EventKind::Absent, "c", None),
        ])
        .await;
        let check = async |id: &str, most: usize, expect: &[&str], of: u64| {
            let (events, total) = store.events_of(&Slug::parse(id).unwrap(), most).await.unwrap();
            let at: Vec<&str> = events.iter().map(|event| &event.at[17..19]).collect();
            assert_eq!((at.as_slice(), total), (expect, of), "{id}");
        };
        check("b", 9, &["05", "04", "01"], 3).await;
        check("b", 2, &["05", "04"], 3).await;
        check("c", 9, &["06", "03", "02"], 3).await;
        check("d", 9, &[], 0).await;
    }

    #[tokio::test]
    async fn the_log_is_turned_from_the_latest_back() {
        let events: Vec<Event> = (1..=5).map(|n| event(n, EventKind::TakenIn, "a", None)).collect();
        let (_folder, store) = store_of(&events).await;
        let first = store.event_log(None, 2).await.unwrap();
        assert_eq!((first.events[0].at.as_str(), first.total), (events[4].at.as_str(), 5));
        let second = store.event_log(first.next, 2).await.unwrap();
        assert_eq!(second.events[0].at, events[2].at);
        let last = store.event_log(second.next, 2).await.unwrap();
        assert_eq!((last.events.len(), last.next), (1, None));
        assert_eq!(store.event_log(Some(0), 2).await.unwrap().events, []);
    }
}
