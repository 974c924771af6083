//! Lists whose filter says several things at once: how many documents it lets through, and which of
//! them a page begins with, from what is held in memory of all documents. The database could only
//! try one by one those that one of the things lets through.

use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::documents::{self, conditions};
use super::{Asked, LONG, Result, Store, beside};
use crate::store::{Error, Filter};

impl Asked {
    /// What a list is to hold, wherever its page begins.
    fn of_list(filter: &Filter) -> Self {
        let entities = filter.person.as_ref().map(|id| serde_json::json!([[["person", id]]]));
        Self {
            from_day: filter.from_day.clone(),
            to_day: filter.to_day.clone(),
            language: filter.language.clone(),
            archives: filter.archive.clone().map(|archive| vec![archive]),
            entities: entities.map(|entities| entities.to_string()),
            ..Self::default()
        }
    }
}

impl Store {
    /// How many documents the filter lets through, and the numbers of those on its page, at most
    /// `most`: in reading order from behind its `after` on, or with `backwards` in the opposite order
    /// from before its `before` on.
    pub(in crate::store) async fn listed(
        &self,
        filter: &Filter,
        backwards: bool,
        most: usize,
    ) -> Result<(u64, Vec<i64>)> {
        let asked = Asked::of_list(filter);
        let mut connection = self.readers.pool().acquire().await?;
        let first = match (backwards, &filter.after, &filter.before) {
            (false, Some(after), _) => Some(behind(&mut connection, after.parts()).await?),
            (true, _, Some(before)) => Some(ahead(&mut connection, before.parts()).await?),
            _ => None,
        };
        let conditions = conditions(&mut connection, &asked).await?;
        let roster = self.searching.rosters.now(&mut connection).await?;
        drop(connection);
        let known = Arc::clone(&roster);
        let all = move || documents::all(&known, &asked, &conditions);
        let matches = beside(roster.size() >= LONG, all).await?;
        let total = matches.len() as u64;
        let first = match first {
            None => None,
            Some(None) => return Ok((total, Vec::new())),
            // It went since it was found.
            Some(Some(number)) => Some(roster.facts(number).ok_or(Error::Busy)?.place),
        };
        Ok((total, documents::in_reading_order(matches, first, backwards, most)))
    }
}

/// The number of the first document behind a place.
async fn behind(
    connection: &mut SqliteConnection,
    (sort_key, id): (&str, &str),
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT number FROM document WHERE (sort_key, id) > (?1, ?2)
         ORDER BY sort_key, id LIMIT 1",
        sort_key,
        id
    )
    .fetch_optional(connection)
    .await?)
}

/// The number of the last document before a place.
async fn ahead(
    connection: &mut SqliteConnection,
    (sort_key, id): (&str, &str),
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT number FROM document WHERE (sort_key, id) < (?1, ?2)
         ORDER BY sort_key DESC, id DESC LIMIT 1",
        sort_key,
        id
    )
    .fetch_optional(connection)
    .await?)
}
