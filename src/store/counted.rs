//! How many documents a filter lets through that says one thing, by what was counted when documents
//! came and went.

use sqlx::{Sqlite, Transaction};

use super::{Filter, Result, Store};

/// Beyond so many, documents are met often enough on the way through time.
const FEW: i64 = 1_000;
/// Before and after every place in the reading order.
const FIRST: &str = "";
const LAST: &str = "~";

impl Store {
    /// How many documents the filter lets through, wherever the page begins.
    pub(super) async fn matching(&self, filter: &Filter) -> Result<u64> {
        if filter.is_joint() {
            return Ok(self.listed(filter, false, 0).await?.0);
        }
        let count = match filter {
            Filter { archive: Some(archive), .. } => self.counted("archive", archive).await?,
            Filter { language: Some(language), .. } => self.counted("language", language).await?,
            Filter { person: Some(person), .. } => self.with_person(person).await?,
            Filter { from_day: None, to_day: None, .. } => self.counted("all", "").await?,
            _ => self.of_time(filter).await?,
        };
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The first and the last place in the reading order that a document of the filter's time can
    /// have. A document of one day, month or year has its place at its last day or behind it, and
    /// within its first day's year; one of several days may begin long before.
    pub(super) async fn first_and_last(&self, filter: &Filter) -> Result<(String, String)> {
        let last = filter.to_day.as_deref().and_then(|day| day.split('-').next());
        let last = last.map_or_else(|| LAST.to_owned(), |year| format!("{year}-99-99"));
        let Some(from) = &filter.from_day else { return Ok((FIRST.to_owned(), last)) };
        let lasting = sqlx::query_scalar!(
            r#"SELECT min(sort_key) AS "first?: String" FROM facet
               WHERE last_day > sort_key AND last_day >= ?1 AND sort_key < ?1"#,
            from
        )
        .fetch_one(&self.readers)
        .await?;
        Ok((lasting.unwrap_or_else(|| from.clone()), last))
    }

    /// Whether so few documents are of the filter's language or person that a page of them is met too
    /// late on the way through time.
    pub(super) async fn is_scarce(&self, filter: &Filter) -> Result<bool> {
        let counted = match filter {
            Filter { language: Some(language), .. } => self.counted("language", language).await?,
            Filter { person: Some(person), .. } => self.with_person(person).await?,
            _ => return Ok(false),
        };
        Ok(counted <= FEW)
    }

    pub(super) async fn counted(&self, facet: &str, value: &str) -> Result<i64> {
        let counted = sqlx::query_scalar!(
            "SELECT documents FROM tally WHERE facet = ?1 AND value = ?2",
            facet,
            value
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(counted.unwrap_or_default())
    }

    async fn with_person(&self, id: &str) -> Result<i64> {
        let counted = sqlx::query_scalar!(
            "SELECT documents FROM entity WHERE kind = 'person' AND id = ?1",
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(counted.unwrap_or_default())
    }

    /// All dated ones without those that end before the time and those that begin after it: by
    /// months, and by days in the month that the time begins or ends in.
    async fn of_time(&self, filter: &Filter) -> Result<i64> {
        Ok(sqlx::query_scalar!(
            r#"SELECT (SELECT coalesce(sum(documents), 0) FROM tally WHERE facet = 'first')
                   - (SELECT coalesce(sum(documents), 0) FROM tally
                      WHERE facet = 'last' AND value < substr(?1, 1, 7))
                   - (SELECT count(*) FROM facet
                      WHERE last_day >= substr(?1, 1, 7) AND last_day < ?1)
                   - (SELECT coalesce(sum(documents), 0) FROM tally
                      WHERE facet = 'first' AND value > substr(?2, 1, 7))
                   - (SELECT count(*) FROM facet
                      WHERE first_day > ?2 AND first_day < substr(?2, 1, 7) || '~')
                   AS "count!: i64""#,
            filter.from_day,
            filter.to_day
        )
        .fetch_one(&self.readers)
        .await?)
    }
}

/// Whether the counts are those of what is there.
pub(super) async fn counts_follow(tx: &mut Transaction<'_, Sqlite>) -> Result<bool> {
    let differing = sqlx::query_scalar!(
        r#"WITH counted (facet, value, documents) AS (
               SELECT 'all', '', count(*) FROM facet
               UNION ALL SELECT 'year', CAST(year AS TEXT), count(*) FROM facet
                   WHERE year IS NOT NULL GROUP BY year
               UNION ALL SELECT 'month', substr(sort_key, 1, 7), count(*) FROM facet
                   GROUP BY substr(sort_key, 1, 7)
               UNION ALL SELECT 'first', substr(first_day, 1, 7), count(*) FROM facet
                   WHERE first_day IS NOT NULL GROUP BY substr(first_day, 1, 7)
               UNION ALL SELECT 'last', substr(last_day, 1, 7), count(*) FROM facet
                   WHERE last_day IS NOT NULL GROUP BY substr(last_day, 1, 7)
               UNION ALL SELECT 'archive', archive, count(*) FROM facet
                   WHERE archive IS NOT NULL GROUP BY archive
               UNION ALL SELECT 'language', l.value, count(*)
                   FROM facet, json_each(facet.languages) AS l GROUP BY l.value
               UNION ALL SELECT 'span', '', count(*) FROM span
           ),
           kept AS (SELECT facet, value, documents FROM tally)
           SELECT (SELECT count(*) FROM (SELECT * FROM counted WHERE documents > 0
                                         EXCEPT SELECT * FROM kept))
                + (SELECT count(*) FROM (SELECT * FROM kept WHERE documents <> 0
                                         EXCEPT SELECT * FROM counted))
                + (SELECT count(*) FROM (SELECT above, value, count(*) FROM place_of
                                         GROUP BY above, value
                                         EXCEPT SELECT above, value, documents FROM place))
                + (SELECT count(*) FROM (SELECT above, value, documents FROM place
                                         WHERE documents <> 0
                                         EXCEPT SELECT above, value, count(*) FROM place_of
                                         GROUP BY above, value))
                + (SELECT count(*) FROM entity AS e WHERE e.documents <>
                       (SELECT count(*) FROM appearance AS a WHERE a.entity = e.number))
                + (SELECT count(*) FROM spelling AS s WHERE s.mentions <>
                       (SELECT count(*) FROM mention AS m WHERE m.spelling = s.number))
                AS "differing!: i64""#
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(differing == 0)
}
