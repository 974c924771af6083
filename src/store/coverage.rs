//! What the room holds as a whole, as it was counted when documents came and went.

use super::rows::{date, language};
use super::{Result, Store};
use crate::authority::sorted_as;
use crate::document::{Coverage, DocumentDate};

/// Archives that are named, those with the most documents, where not more are asked for.
const MOST_ARCHIVES: u32 = 100;

/// A date as rows hold it: its value, and where it was read.
type Dated = (Option<String>, Option<String>);

impl Store {
    /// The room's documents counted by year, archive and language; of many archives those with the
    /// most documents.
    ///
    /// # Errors
    /// What the database says.
    pub async fn coverage(&self) -> Result<Coverage> {
        self.coverage_beside(MOST_ARCHIVES, None).await
    }

    /// The same where a list is narrowed to an archive, which is named whatever it holds.
    ///
    /// # Errors
    /// What the database says.
    pub async fn coverage_with(&self, archive: Option<&str>) -> Result<Coverage> {
        self.coverage_beside(MOST_ARCHIVES, archive).await
    }

    /// The same with so many archives.
    ///
    /// # Errors
    /// What the database says.
    pub async fn coverage_of(&self, most_archives: u32) -> Result<Coverage> {
        self.coverage_beside(most_archives, None).await
    }

    async fn coverage_beside(&self, most: u32, archive: Option<&str>) -> Result<Coverage> {
        let row = sqlx::query!(
            r#"SELECT (SELECT documents FROM tally WHERE facet = 'all' AND value = '')
                          AS "documents?: i64",
                      (SELECT documents FROM tally WHERE facet = 'month' AND value = '9999-99')
                          AS "undated?: i64",
                      (SELECT json_array(date_value, date_read_from) FROM document
                       WHERE date_value IS NOT NULL ORDER BY sort_key, id LIMIT 1)
                          AS "first?: String",
                      (SELECT json_array(date_value, date_read_from) FROM document
                       WHERE number = (SELECT document FROM facet WHERE last_day IS NOT NULL
                                       ORDER BY last_day DESC, sort_key DESC LIMIT 1))
                          AS "last?: String",
                      (SELECT json_group_array(json_array(CAST(value AS INTEGER), documents))
                       FROM tally WHERE facet = 'year' AND documents > 0)
                          AS "years!: String",
                      (SELECT json_group_array(json_array(value, documents))
                       FROM (SELECT value, documents FROM tally INDEXED BY tally_of_archives
                             WHERE facet = 'archive' AND documents > 0
                             ORDER BY documents DESC, value LIMIT ?1 + 0))
                          AS "archives!: String",
                      (SELECT count(*) FROM tally INDEXED BY tally_of_archives
                       WHERE facet = 'archive' AND documents > 0)
                          AS "archives_in_all!: i64",
                      (SELECT documents FROM tally WHERE facet = 'archive' AND value = ?2)
                          AS "in_archive?: i64",
                      (SELECT json_group_array(json_array(value, documents))
                       FROM (SELECT value, documents FROM tally
                             WHERE facet = 'language' AND documents > 0
                             ORDER BY documents DESC, value))
                          AS "languages!: String""#,
            most,
            archive
        )
        .fetch_one(&self.readers)
        .await?;
        let count =
            |count: Option<i64>| u64::try_from(count.unwrap_or_default()).unwrap_or_default();
        let dated = |json: Option<String>| -> Result<Option<DocumentDate>> {
            let Some(json) = json else { return Ok(None) };
            let (value, read_from): Dated = serde_json::from_str(&json)?;
            date(value.as_deref(), read_from).map(Some)
        };
        let years: Vec<(i64, u64)> = serde_json::from_str(&row.years)?;
        let mut years: Vec<(i16, u64)> = years
            .into_iter()
            .filter_map(|(year, documents)| Some((i16::try_from(year).ok()?, documents)))
            .collect();
        years.sort_unstable();
        let mut archives: Vec<(String, u64)> = serde_json::from_str(&row.archives)?;
        if let (Some(archive), Some(documents)) = (archive, row.in_archive.filter(|n| *n > 0))
            && archives.iter().all(|(known, _)| known != archive)
        {
            archives.push((archive.to_owned(), count(Some(documents))));
        }
        archives.sort_by_cached_key(|(archive, _)| (sorted_as(archive), archive.clone()));
        let languages: Vec<(String, u64)> = serde_json::from_str(&row.languages)?;
        Ok(Coverage {
            documents: count(row.documents),
            undated: count(row.undated),
            first: dated(row.first)?,
            last: dated(row.last)?,
            years,
            archives,
            archives_in_all: count(Some(row.archives_in_all)),
            languages: languages
                .into_iter()
                .map(|(tag, documents)| Ok((language(&tag)?, documents)))
                .collect::<Result<_>>()?,
        })
    }
}
