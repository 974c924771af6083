//! What the room holds as a whole.

use super::rows::{date, language};
use super::{Result, Store};
use crate::authority::sorted_as;
use crate::document::Coverage;

impl Store {
    /// The room's documents counted by year, archive and language.
    ///
    /// # Errors
    /// What the database says.
    pub async fn coverage(&self) -> Result<Coverage> {
        let reading = self.readers.snapshot();
        let sums = sqlx::query!(
            r#"SELECT count(*) AS "documents!: i64",
                      count(*) FILTER (WHERE first_day IS NULL) AS "undated!: i64"
               FROM facet"#
        )
        .fetch_one(&reading)
        .await?;
        let first = sqlx::query!(
            "SELECT date_value, date_read_from FROM document
             WHERE date_value IS NOT NULL ORDER BY sort_key, id LIMIT 1"
        )
        .fetch_optional(&reading)
        .await?;
        let last = sqlx::query!(
            "SELECT date_value, date_read_from FROM document
             WHERE number = (SELECT document FROM facet WHERE last_day IS NOT NULL
                             ORDER BY last_day DESC, sort_key DESC LIMIT 1)"
        )
        .fetch_optional(&reading)
        .await?;
        let years = sqlx::query!(
            r#"SELECT year AS "year!: i64", count(*) AS "count!: i64" FROM facet
               WHERE year IS NOT NULL GROUP BY year ORDER BY year"#
        )
        .fetch_all(&reading)
        .await?;
        let archives = sqlx::query!(
            r#"SELECT archive AS "archive!: String", count(*) AS "count!: i64" FROM document
               WHERE archive IS NOT NULL GROUP BY archive ORDER BY archive"#
        )
        .fetch_all(&reading)
        .await?;
        let languages = sqlx::query!(
            r#"SELECT language, count(*) AS "count!: i64" FROM text
               GROUP BY language ORDER BY 2 DESC, language"#
        )
        .fetch_all(&reading)
        .await?;
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        let mut archives: Vec<(String, u64)> =
            archives.into_iter().map(|row| (row.archive, count(row.count))).collect();
        archives.sort_by_cached_key(|(archive, _)| sorted_as(archive));
        Ok(Coverage {
            documents: count(sums.documents),
            undated: count(sums.undated),
            first: first
                .map(|row| date(row.date_value.as_deref(), row.date_read_from))
                .transpose()?,
            last: last
                .map(|row| date(row.date_value.as_deref(), row.date_read_from))
                .transpose()?,
            years: years
                .into_iter()
                .filter_map(|row| Some((i16::try_from(row.year).ok()?, count(row.count))))
                .collect(),
            archives,
            languages: languages
                .into_iter()
                .map(|row| Ok((language(&row.language)?, count(row.count))))
                .collect::<Result<_>>()?,
        })
    }
}
