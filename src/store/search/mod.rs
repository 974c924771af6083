//! Searching: which documents, in which order, and which of their paragraphs.
//!
//! A page of results costs a fixed number of statements, on connections of their own, so that
//! searches cannot hold up those who read; a search whose time is over is ended and says so.

mod answer;
mod conditions;
mod documents;
mod names;
mod passages;
mod patience;
mod steps;

pub use conditions::Asked;
pub use patience::Searches;
pub(super) use patience::Searching;

use crate::search::{Found, RESULTS};

use super::rows::slug;
use super::{Result, Store};
use crate::address::{Slug, Sort};

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
        let lexicon = self.lexicon();
        let mut search = self.patient().await?;
        let range = (before, most);
        let documents = documents::found(search.connection(), &lexicon, asked, sort, range).await;
        let documents = search.judged(documents)?;
        let hits = passages::hits(search.connection(), asked, &documents.numbers, before).await;
        let hits = search.judged(hits)?;
        Ok(Found { total: documents.total, hits, facets: documents.facets })
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
        let lexicon = self.lexicon();
        let mut search = self.patient().await?;
        let range = (before, most);
        let documents = documents::found(search.connection(), &lexicon, asked, sort, range).await;
        let documents = search.judged(documents)?;
        let numbers = serde_json::to_string(&documents.numbers)?;
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

    /// Whether any document answers the expression.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn has_any(&self, expression: &str) -> Result<bool> {
        let mut search = self.patient().await?;
        let answer = sqlx::query_scalar!(
            r#"SELECT rowid AS "rowid!: i64" FROM ft_doc WHERE ft_doc MATCH ?1 LIMIT 1"#,
            expression
        )
        .fetch_optional(search.connection())
        .await;
        Ok(search.judged(answer.map_err(Into::into))?.is_some())
    }
}
