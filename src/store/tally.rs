//! How much the room holds, in numbers, for those who watch over it.

use super::{Result, Store};

/// Numbers of documents, files and events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents with a page of their own.
    pub documents: u64,
    /// Files of the seeds folder by outcome.
    pub files: Vec<(String, u64)>,
    /// Events by kind, with the time of the last one, in seconds since 1970.
    pub events: Vec<(String, u64, Option<i64>)>,
}

impl Store {
    /// The numbers of this moment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn tally(&self) -> Result<Tally> {
        let reading = self.readers.snapshot();
        let documents = sqlx::query_scalar!(r#"SELECT count(*) AS "count!: i64" FROM document"#)
            .fetch_one(&reading)
            .await?;
        let files = sqlx::query!(
            r#"SELECT outcome AS "outcome!: String", count(*) AS "count!: i64" FROM file
               GROUP BY outcome ORDER BY outcome"#
        )
        .fetch_all(&reading)
        .await?;
        let events = sqlx::query!(
            r#"SELECT line ->> 'event' AS "kind!: String", count(*) AS "count!: i64",
                      CAST(strftime('%s', max(line ->> 'at')) AS INTEGER) AS "last: i64"
               FROM event GROUP BY 1 ORDER BY 1"#
        )
        .fetch_all(&reading)
        .await?;
        let number = |count: i64| u64::try_from(count).unwrap_or_default();
        Ok(Tally {
            documents: number(documents),
            files: files.into_iter().map(|row| (row.outcome, number(row.count))).collect(),
            events: events.into_iter().map(|row| (row.kind, number(row.count), row.last)).collect(),
        })
    }
}
