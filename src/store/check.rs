//! What a check of the plain files asks of the database, and how many things it holds to check.

use super::rows::hex;
use super::{Result, Store};

/// Rows that are read together.
const PORTION: i64 = 512;

/// How much the database holds that has a checksum of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stock {
    /// Sources, of all editions.
    pub sources: usize,
    /// Texts of documents in their current edition.
    pub texts: usize,
}

impl Store {
    /// How many sources and texts are stored.
    ///
    /// # Errors
    /// What the database says.
    pub async fn stock(&self) -> Result<Stock> {
        let counted = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM source) AS "sources!: i64",
                      (SELECT count(*) FROM document) AS "texts!: i64""#
        )
        .fetch_one(&self.readers)
        .await?;
        let count = |count: i64| usize::try_from(count).unwrap_or_default();
        Ok(Stock { sources: count(counted.sources), texts: count(counted.texts) })
    }

    /// The next documents behind this identifier in their order, each with the checksum of its
    /// edition; none at the end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn editions_after(&self, after: &str) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query!(
            "SELECT id, edition FROM document WHERE id > ?1 ORDER BY id LIMIT ?2 + 0",
            after,
            PORTION
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|row| (row.id, row.edition)).collect())
    }

    /// The sources that editions name and no file on record has, each with the identifier of its
    /// document.
    ///
    /// # Errors
    /// What the database says.
    pub async fn editions_without_file(&self) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query!(
            "SELECT DISTINCT d.id, e.sha256 FROM edition AS e
             JOIN document AS d ON d.number = e.document
             WHERE e.sha256 NOT IN (SELECT sha256 FROM file WHERE sha256 IS NOT NULL)
             ORDER BY d.id, e.ordinal DESC"
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|row| (row.id, row.sha256)).collect())
    }
}

/// The checksum of rows, taken one after the other.
#[derive(Default)]
pub(super) struct RowDigest(sha2::Sha256);

impl RowDigest {
    /// Adds a value, so that no two lists of values are alike.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        use sha2::Digest as _;
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
    }

    pub(super) fn finish(self) -> String {
        use sha2::Digest as _;
        hex(&self.0.finalize())
    }
}
