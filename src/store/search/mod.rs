//! Searching: which documents, in which order, and which of their paragraphs.
//!
//! A page of results costs a fixed number of statements, on connections of their own, so that
//! searches cannot hold up those who read; a search whose time is over is ended and says so.

mod answer;
mod conditions;
mod documents;
mod fulltext;
mod listed;
mod names;
mod passages;
mod patience;
mod ranking;
mod roster;
mod steps;
mod together;

pub use conditions::Asked;
pub use patience::Searches;
pub(super) use patience::Searching;

use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::rows::slug;
use super::{Result, Store};
use crate::address::{Slug, Sort};
use crate::authority::EntityKind;
use crate::search::{Formula, Found, LAST_RESULT, RESULTS, Sought};
use documents::{Conditions, Documents, Match};

use fulltext::{Table, fetched};
use ranking::Wish;
use roster::Roster;

/// Rows of the index that are gone through beside the threads that answer requests.
const LONG: usize = 40_000;

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
        let found = search.judged(found)?;
        let numbers = found.range(before, most);
        let kept = &self.searching.shelf;
        let hits = passages::hits(search.connection(), kept, asked, numbers, before).await;
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
        let documents = search.judged(found)?;
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

    /// Tells of the documents of a page of results who wrote them and whom they name most often.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn introduce_found(&self, found: &mut Found) -> Result<()> {
        if found.hits.is_empty() {
            return Ok(());
        }
        let mut search = self.patient().await?;
        let entries = found.hits.iter_mut().map(|hit| &mut hit.entry);
        let introduced = self.introduce_by(search.connection(), entries).await;
        search.judged(introduced)
    }

    /// For each of the units whether any document holds it.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub(super) async fn are_held(&self, units: &[Sought]) -> Result<Vec<bool>> {
        let formulas: Vec<Formula> = units.iter().cloned().map(Formula::from).collect();
        let wanted: Vec<_> = formulas.iter().collect();
        let mut search = self.patient().await?;
        let kept = &self.searching.shelf;
        let leaves = fetched(search.connection(), kept, Table::Documents, &wanted, None).await;
        let leaves = search.judged(leaves)?;
        Ok(formulas.iter().map(|unit| leaves.is_held(unit)).collect())
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

    /// What is found, with the numbers of this range at least.
    async fn looked_up(
        &self,
        connection: &mut SqliteConnection,
        asked: &Asked,
        sort: Sort,
        (before, most): (u64, u64),
    ) -> Result<Arc<Documents>> {
        let wish = Wish::of(asked, sort, self.generation.commits());
        let end = before.saturating_add(most);
        let is_kept = sort != Sort::Changed && end <= LAST_RESULT;
        let kept = self.searching.rankings.kept(&wish).filter(|found| found.reaches(end));
        if let Some(found) = kept.filter(|_| is_kept) {
            return Ok(found);
        }
        // Most who search read one page. Who turns to the next may go on, so each time more is kept.
        let range = match (is_kept, before) {
            (true, 0) => (0, end),
            (true, _) => (0, end.saturating_mul(4).min(LAST_RESULT)),
            (false, _) => (before, most),
        };
        let conditions = documents::conditions(connection, asked).await?;
        let (roster, mut matches) = self.matches(connection, asked, conditions).await?;
        if let Some(formula) = asked.together().filter(|_| sort == Sort::Relevance) {
            let most = usize::try_from(range.0.saturating_add(range.1)).unwrap_or(usize::MAX);
            let kept = &self.searching.shelf;
            together::judge(connection, kept, formula, &mut matches, most).await?;
        }
        let rows = matches.len();
        let by_relevance = sort == Sort::Relevance && asked.compiled.documents.is_some();
        let order = (sort, by_relevance);
        let ranked = move || documents::ranked(matches, &roster, order, range);
        let mut found = beside(rows >= LONG, ranked).await??;
        if sort == Sort::Changed {
            found.numbers = documents::by_change(connection, &found.numbers, range).await?;
        }
        let few = std::mem::take(&mut found.few);
        let lexicon = self.lexicon();
        let mut known = lexicon.authority().entries.iter();
        // Where no person is known, nobody stands anywhere.
        if !few.is_empty() && known.any(|entry| entry.entity.kind == EntityKind::Person) {
            found.facets.people = documents::people(connection, &lexicon, &few).await?;
        }
        let found = Arc::new(found);
        if is_kept {
            self.searching.rankings.keep(wish, Arc::clone(&found));
        }
        Ok(found)
    }

    /// The documents that answer, by number, and the roster that knows all of them.
    async fn matches(
        &self,
        connection: &mut SqliteConnection,
        asked: &Asked,
        conditions: Conditions,
    ) -> Result<(Arc<Roster>, Vec<Match>)> {
        let formulas: Vec<&Formula> = asked.compiled.documents.iter().collect();
        let conditions = Arc::new(conditions);
        loop {
            let roster = self.searching.rosters.now(connection).await?;
            let kept = &self.searching.shelf;
            let leaves = fetched(connection, kept, Table::Documents, &formulas, None).await?;
            let rows = if formulas.is_empty() { roster.size() } else { leaves.size() };
            let (known, asked) = (Arc::clone(&roster), asked.clone());
            let conditions = Arc::clone(&conditions);
            let matches = move || documents::matches(&leaves, &known, &asked, &conditions);
            match beside(rows >= LONG, matches).await? {
                Some(matches) => return Ok((roster, matches)),
                None => self.searching.rosters.touch_all(),
            }
        }
    }
}

/// What `work` comes to, done on a thread that nobody waits for if it is long.
async fn beside<T: Send + 'static>(
    is_long: bool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    if !is_long {
        return Ok(work());
    }
    let work = tokio::task::spawn_blocking(work).await;
    work.map_err(|error| super::Error::Value(error.to_string()))
}
