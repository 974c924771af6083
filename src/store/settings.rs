//! Single values by name.

use sqlx::{Sqlite, Transaction};

use super::{Result, Store};
use crate::document::Collection;

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

    /// A value that was put away under a name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar!("SELECT value FROM setting WHERE name = ?1", name)
            .fetch_optional(&self.readers)
            .await?)
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
