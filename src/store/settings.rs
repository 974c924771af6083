//! Single values by name.

use sqlx::{Sqlite, Transaction};

use super::{Result, Store};
use crate::document::Collection;

/// When the seeds folder was last read to its end for the first time or with another result.
const READ: &str = "read";
/// How many documents were missing at once.
const WITHHELD: &str = "withheld";

impl Store {
    /// The room's own words, or none before `collection.md` was first read.
    ///
    /// # Errors
    /// What the database says.
    pub async fn collection(&self) -> Result<Collection> {
        match self.setting("collection").await? {
            Some(json) => Ok(serde_json::from_str(&json)?),
            None => Ok(Collection::default()),
        }
    }

    /// Whether the seeds folder was ever read to its end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_read(&self) -> Result<bool> {
        Ok(self.setting(READ).await?.is_some())
    }

    /// Notes that the seeds folder was read to its end, and how many documents are missing from it
    /// that were not marked so, of how many (`None` where that is not so).
    ///
    /// # Errors
    /// What the database says.
    pub async fn note_reading(&self, at: &str, withheld: Option<(usize, usize)>) -> Result<()> {
        let withheld = withheld.map(|(missing, of)| format!("{missing} of {of}"));
        let is_known = self.setting(WITHHELD).await? == withheld && self.is_read().await?;
        if is_known {
            return Ok(());
        }
        let mut tx = self.writing().await?;
        put(&mut tx, READ, at).await?;
        match withheld {
            Some(withheld) => put(&mut tx, WITHHELD, &withheld).await?,
            None => {
                sqlx::query!("DELETE FROM setting WHERE name = ?1", WITHHELD)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        tx.commit().await?;
        self.raise_generation();
        Ok(())
    }

    /// A value that was put away under a name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar!("SELECT value FROM setting WHERE name = ?1", name)
            .fetch_optional(&self.readers)
            .await?)
    }

    /// Keeps a value by its name, in place of the one before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let mut tx = self.writing().await?;
        put(&mut tx, name, value).await?;
        tx.commit().await?;
        Ok(())
    }
}

pub(super) async fn put(tx: &mut Transaction<'_, Sqlite>, name: &str, value: &str) -> Result<()> {
    sqlx::query!(
        "INSERT INTO setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
