//! Searching: which documents, in which order, and which of their paragraphs.
//!
//! A page of results costs a fixed number of statements, on connections of their own, so that
//! searches cannot hold up those who read; a search whose time is over is ended and says so.

mod answer;
mod conditions;
mod documents;
mod fulltext;
mod names;
mod passages;
mod patience;
mod ranking;
mod roster;
mod steps;

pub use conditions::Asked;
pub use patience::Searches;
pub(super) use patience::Searching;

use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::rows::slug;
use super::{Result, Store};
use crate::address::{Slug, Sort};
use crate::search::{Formula, Found, LAST_RESULT, RESULTS, Sought};
use documents::Documents;
use fulltext::{Leaves, Table, fetched};
use ranking::Wish;
use roster::Roster;

/// Bytes of the index that are read beside the threads that answer requests.
const LONG: usize = 128 * 1024;

impl Store {
    /// A page of results, from 1.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn found(&self, asked: &Asked, sort: Sort, page: u32) -> Result<Found> {
        let before = (u64::from(page.max(1)) - 1) * RESULTS;
        self.found_behind(asked, sort, before, RESULTS).await
    }

    /// The results behind the first `before`, at most `most` of them.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn found_behind(
        &self,
        asked: &Asked,
        sort: Sort,
        before: u64,
        most: u64,
    ) -> Result<Found> {
        let mut search = self.patient().await?;
        let found = self.looked_up(search.connection(), asked, sort, (before, most)).await;
        let (found, leaves) = search.judged(found)?;
        let numbers = found.range(before, most);
        let hits = passages::hits(search.connection(), &leaves, asked, numbers, before).await;
        let hits = search.judged(hits)?;
        Ok(Found { total: found.total, hits, facets: found.facets.clone() })
    }

    /// The documents found behind the first `before`, at most `most` of them, without what was
    /// found in each.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn identifiers_found(
        &self,
        asked: &Asked,
        sort: Sort,
        before: u64,
        most: u64,
    ) -> Result<(Vec<Slug>, u64)> {
        let mut search = self.patient().await?;
        let found = self.looked_up(search.connection(), asked, sort, (before, most)).await;
        let (documents, _) = search.judged(found)?;
        let numbers = serde_json::to_string(documents.range(before, most))?;
        let ids = sqlx::query_scalar!(
            "SELECT d.id FROM json_each(?1) AS found JOIN document AS d ON d.number = found.value
             ORDER BY found.key",
            numbers
        )
        .fetch_all(search.connection())
        .await?;
        let ids = ids.iter().map(|id| slug(id)).collect::<Result<_>>()?;
        Ok((ids, documents.total))
    }

    /// For each of the units whether any document holds it.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub(super) async fn are_held(&self, units: &[Sought]) -> Result<Vec<bool>> {
        let formulas: Vec<Formula> = units.iter().cloned().map(Formula::from).collect();
        let wanted: Vec<_> = formulas.iter().map(|unit| (Table::Documents, unit)).collect();
        let mut search = self.patient().await?;
        let leaves = fetched(search.connection(), &self.searching.anatomies, &wanted).await;
        let leaves = search.judged(leaves)?;
        formulas.iter().map(|unit| leaves.is_held(unit)).collect()
    }

    /// Reads what searches hold in memory of all documents.
    ///
    /// # Errors
    /// What the database says.
    pub async fn prepare_searches(&self) -> Result<()> {
        self.roster().await.map(drop)
    }

    /// What is known of all documents.
    async fn roster(&self) -> Result<Arc<Roster>> {
        let mut connection = self.readers.pool().acquire().await?;
        self.searching.rosters.now(&mut connection).await
    }

    /// What is found, with the numbers of this range at least, and the pages of the index that tell
    /// in which paragraphs.
    async fn looked_up(
        &self,
        connection: &mut SqliteConnection,
        asked: &Asked,
        sort: Sort,
        (before, most): (u64, u64),
    ) -> Result<(Arc<Documents>, Arc<Leaves>)> {
        let compiled = &asked.compiled;
        let anatomies = &self.searching.anatomies;
        let of_paragraphs = compiled.paragraphs.iter().chain(&compiled.any_paragraph);
        let of_paragraphs = of_paragraphs.map(|formula| (Table::Paragraphs, formula));
        let wish = Wish::of(asked, sort, self.generation.commits());
        let is_kept = sort != Sort::Changed && before.saturating_add(most) <= LAST_RESULT;
        if let Some(found) = self.searching.rankings.kept(&wish).filter(|_| is_kept) {
            let formulas: Vec<_> = of_paragraphs.collect();
            return Ok((found, Arc::new(fetched(connection, anatomies, &formulas).await?)));
        }
        let range = if is_kept { (0, LAST_RESULT) } else { (before, most) };
        let formulas = compiled.documents.iter().map(|formula| (Table::Documents, formula));
        let formulas: Vec<_> = formulas.chain(of_paragraphs).collect();
        let conditions = Arc::new(documents::conditions(connection, asked).await?);
        loop {
            let roster = self.searching.rosters.now(connection).await?;
            let leaves = Arc::new(fetched(connection, anatomies, &formulas).await?);
            let found = if leaves.size() < LONG {
                documents::found(&leaves, &roster, asked, &conditions, sort, range)?
            } else {
                // Not on a thread that others wait for.
                let (leaves, conditions) = (Arc::clone(&leaves), Arc::clone(&conditions));
                let asked = asked.clone();
                let found =
                    move || documents::found(&leaves, &roster, &asked, &conditions, sort, range);
                let found = tokio::task::spawn_blocking(found).await;
                found.map_err(|error| super::Error::Value(error.to_string()))??
            };
            let Some(mut found) = found else {
                self.searching.rosters.touch_all();
                continue;
            };
            if sort == Sort::Changed {
                found.numbers = documents::by_change(connection, &found.numbers, range).await?;
            }
            if !found.few.is_empty() {
                let few = std::mem::take(&mut found.few);
                found.facets.people = documents::people(connection, &self.lexicon(), &few).await?;
            }
            let found = Arc::new(found);
            if is_kept {
                self.searching.rankings.keep(wish, Arc::clone(&found));
            }
            return Ok((found, leaves));
        }
    }
}
