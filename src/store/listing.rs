//! The chronological listing, page by page, by key and never by offset.

use super::filter::Place;
use super::rows::{EntryRow, slug};
use super::{Filter, Result, Store};
use crate::address::Slug;
use crate::document::{Beginning, Entry, Listing, Why};

/// Documents on a page of the listing.
const PAGE: usize = 50;
/// One more than a page, to see whether there is another.
const PAGE_AND_ONE: i64 = 51;

/// The rows of a page: from where, in which order. The macro that checks statements takes their
/// text alone, so what all of them share is written here once.
macro_rules! rows {
    ($from:literal, $order:literal, ($store:expr, $filter:expr, $key:expr, $id:expr, $bound:expr)) => {
        sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                    d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM " + $from + "
               AND (?3 IS NULL OR d.last_day >= ?3) AND (?4 IS NULL OR d.first_day <= ?4)
               AND (?5 IS NULL OR d.archive = ?5)
               AND (?6 IS NULL OR EXISTS (
                   SELECT 1 FROM text AS t WHERE t.document = d.number AND t.language = ?6))
               AND (?7 IS NULL OR EXISTS (
                   SELECT 1 FROM entity AS e JOIN appearance AS a ON a.entity = e.number
                   WHERE a.document = d.number AND e.kind = 'person' AND e.id = ?7))
             " + $order + " LIMIT ?8 + 0",
            $key,
            $id,
            $filter.from_day,
            $filter.to_day,
            $filter.archive,
            $filter.language,
            $filter.person,
            PAGE_AND_ONE,
            $bound
        )
        .fetch_all(&$store.readers)
        .await?
    };
}

impl Store {
    /// The page of the listing that the filter asks for.
    ///
    /// # Errors
    /// What the database says.
    pub async fn listing(&self, filter: &Filter) -> Result<Listing> {
        let backwards = filter.before.is_some() && filter.after.is_none();
        let (total, mut rows) = if filter.is_joint() || self.is_scarce(filter).await? {
            let (total, numbers) = self.listed(filter, backwards, PAGE + 1).await?;
            (total, self.rows_of(&numbers).await?)
        } else {
            let rows = if backwards {
                self.rows_before(filter).await?
            } else {
                self.rows_after(filter).await?
            };
            (self.matching(filter).await?, rows)
        };
        let there_is_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        if backwards {
            rows.reverse();
        }
        let key = |row: &EntryRow| Place::written(&row.sort_key, &row.id);
        let (more_before, more_after) =
            if backwards { (there_is_more, true) } else { (filter.after.is_some(), there_is_more) };
        let previous = rows.first().filter(|_| more_before).map(key);
        let next = rows.last().filter(|_| more_after).map(key);
        let entries = rows.into_iter().map(Entry::try_from).collect::<Result<_>>()?;
        Ok(Listing { entries, total, next, previous })
    }

    /// The rows of these documents, in this order.
    async fn rows_of(&self, numbers: &[i64]) -> Result<Vec<EntryRow>> {
        let numbers = serde_json::to_string(numbers)?;
        Ok(sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary, d.archive,
                    d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM json_each(?1) AS listed CROSS JOIN document AS d ON d.number = listed.value
             ORDER BY listed.key",
            numbers
        )
        .fetch_all(&self.readers)
        .await?)
    }

    async fn rows_after(&self, filter: &Filter) -> Result<Vec<EntryRow>> {
        let ((sort_key, id), _) = filter.bounds();
        let (first, last) = self.first_and_last(filter).await?;
        // Behind the place, and not before what can be of the time asked for.
        let (sort_key, id) = (sort_key, id).max((first.as_str(), ""));
        Ok(if filter.archive.is_some() {
            rows!(
                "document AS d WHERE d.archive = ?5 AND (d.sort_key, d.id) > (?1, ?2)
                 AND d.sort_key <= ?9",
                "ORDER BY d.sort_key, d.id",
                (self, filter, sort_key, id, last)
            )
        } else {
            rows!(
                "document AS d WHERE (d.sort_key, d.id) > (?1, ?2) AND d.sort_key <= ?9",
                "ORDER BY d.sort_key, d.id",
                (self, filter, sort_key, id, last)
            )
        })
    }

    async fn rows_before(&self, filter: &Filter) -> Result<Vec<EntryRow>> {
        let (_, (sort_key, id)) = filter.bounds();
        let (first, last) = self.first_and_last(filter).await?;
        let (sort_key, id) = (sort_key, id).min((last.as_str(), "~"));
        Ok(if filter.archive.is_some() {
            rows!(
                "document AS d WHERE d.archive = ?5 AND (d.sort_key, d.id) < (?1, ?2)
                 AND d.sort_key >= ?9",
                "ORDER BY d.sort_key DESC, d.id DESC",
                (self, filter, sort_key, id, first)
            )
        } else {
            rows!(
                "document AS d WHERE (d.sort_key, d.id) < (?1, ?2) AND d.sort_key >= ?9",
                "ORDER BY d.sort_key DESC, d.id DESC",
                (self, filter, sort_key, id, first)
            )
        })
    }

    /// The documents whose records changed last, the latest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn recent(&self, limit: u32) -> Result<Vec<Entry>> {
        sqlx::query_as!(
            EntryRow,
            "SELECT id, sort_key, title, date_value, date_read_from, summary, archive, languages,
                    absent_since, edition, taken_in, changed, dates
             FROM document ORDER BY changed DESC, number DESC LIMIT ?1 + 0",
            limit
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(Entry::try_from)
        .collect()
    }

    /// Where readers may begin: with what the editors chose, as far as it is here; else with the
    /// first document by date and the one with texts in the most languages.
    ///
    /// # Errors
    /// What the database says.
    pub async fn beginning(&self, chosen: &[String]) -> Result<Beginning> {
        let chosen = self.selection(chosen).await?.entries;
        if !chosen.is_empty() {
            return Ok(Beginning::Chosen(chosen));
        }
        let first = sqlx::query_scalar!(
            "SELECT id FROM document WHERE date_value IS NOT NULL ORDER BY sort_key, id LIMIT 1"
        )
        .fetch_optional(&self.readers)
        .await?;
        let richest = sqlx::query_scalar!(
            "SELECT id FROM document WHERE number = (
                 SELECT document FROM facet WHERE json_array_length(languages) > 1
                 ORDER BY json_array_length(languages) DESC, sort_key, document LIMIT 1)"
        )
        .fetch_optional(&self.readers)
        .await?;
        let mut found = Vec::new();
        for (id, why) in [(first, Why::First), (richest, Why::MostLanguages)] {
            let Some(id) = id else { continue };
            let entries = self.entries_in_order(&[slug(&id)?]).await?;
            found.extend(entries.into_iter().map(|entry| (entry, why)));
        }
        Ok(Beginning::Found(found))
    }

    /// When the record changed last of each portion of so many documents in the order of their
    /// identifiers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn changes_of_portions(&self, portion: u32) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            r#"SELECT max(r.changed) AS "changed!: String"
               FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / ?1 AS portion
                     FROM document) AS d
                    CROSS JOIN record AS r ON r.id = d.id
               GROUP BY portion ORDER BY portion"#,
            portion
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// Identifiers in their own order with the instant their record last changed, from behind `after`
    /// on.
    ///
    /// # Errors
    /// What the database says.
    pub async fn identifiers(
        &self,
        after: Option<&Slug>,
        limit: u32,
    ) -> Result<Vec<(Slug, String)>> {
        let after = after.map_or("", Slug::as_str);
        sqlx::query!(
            "SELECT id, changed FROM document WHERE id > ?1 ORDER BY id LIMIT ?2 + 0",
            after,
            limit
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(|row| Ok((slug(&row.id)?, row.changed)))
        .collect()
    }

    /// The same behind so many others: what the list for crawlers holds.
    ///
    /// # Errors
    /// What the database says.
    pub async fn identifiers_behind(&self, behind: u32, limit: u32) -> Result<Vec<(Slug, String)>> {
        sqlx::query!(
            "SELECT id, changed FROM document
             WHERE id >= (SELECT id FROM document ORDER BY id LIMIT 1 OFFSET ?1 + 0)
             ORDER BY id LIMIT ?2 + 0",
            behind,
            limit
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(|row| Ok((slug(&row.id)?, row.changed)))
        .collect()
    }
}
