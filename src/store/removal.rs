//! What is taken out for good: sources, and what is left of former rows in the file.

use super::{Result, Store};

impl Store {
    /// Removes a source that no edition names any more.
    ///
    /// # Errors
    /// What the database says.
    pub async fn remove_source(&self, sha256: &str) -> Result<()> {
        let mut tx = self.writing().await?;
        sqlx::query!(
            "DELETE FROM source WHERE sha256 = ?1
               AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.sha256 = ?1)",
            sha256
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Writes the file anew without what was removed from it: the words that the full-text index
    /// only marks as removed, free pages, the log beside the file.
    ///
    /// # Errors
    /// What the database says; then what was removed may still stand in the file, out of reach.
    pub async fn forget_removed(&self) -> Result<()> {
        let mut connection = self.writer.acquire().await?;
        for statement in [
            "DELETE FROM abridged",
            "INSERT INTO ft_doc (ft_doc) VALUES ('optimize')",
            "INSERT INTO ft_para (ft_para) VALUES ('optimize')",
            // Whoever else counts writes must see that the index is another.
            "UPDATE setting SET value = CAST(value AS INTEGER) + 1 WHERE name = 'writes'",
            "VACUUM",
            "PRAGMA wal_checkpoint(TRUNCATE)",
        ] {
            sqlx::query(statement).execute(&mut *connection).await?;
        }
        Ok(())
    }
}
