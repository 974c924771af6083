//! What editors state of documents.

use std::collections::BTreeMap;

use sqlx::{Sqlite, Transaction};

use super::rows::slug;
use super::{Result, Store, arrangement};
use crate::address::Slug;
use crate::document::Statement;

impl Store {
    /// All statements, by document, in the order of their files.
    ///
    /// # Errors
    /// What the database says.
    pub async fn statements(&self) -> Result<BTreeMap<Slug, Vec<Statement>>> {
        let rows = sqlx::query!("SELECT id, statement FROM statement ORDER BY id, ordinal")
            .fetch_all(&self.readers)
            .await?;
        let mut statements: BTreeMap<Slug, Vec<Statement>> = BTreeMap::new();
        for row in rows {
            let statement = serde_json::from_str(&row.statement)?;
            statements.entry(slug(&row.id)?).or_default().push(statement);
        }
        Ok(statements)
    }

    /// Whether the room has a document of this identifier.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_document(&self, id: &Slug) -> Result<bool> {
        let id = id.as_str();
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1) AS "there!: bool""#,
            id
        )
        .fetch_one(&self.readers)
        .await?)
    }
}

/// The statements about these documents, by identifier; none stands for a document without any.
pub(super) async fn of_all(
    tx: &mut Transaction<'_, Sqlite>,
    ids: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, Vec<Statement>>> {
    let ids = serde_json::to_string(&ids.collect::<Vec<_>>())?;
    let rows = sqlx::query!(
        "SELECT id, statement FROM statement WHERE id IN (SELECT value FROM json_each(?1))
         ORDER BY id, ordinal",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut statements: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for row in rows {
        statements.entry(row.id).or_default().push(serde_json::from_str(&row.statement)?);
    }
    Ok(statements)
}

/// The statements about one document.
pub(super) async fn of(tx: &mut Transaction<'_, Sqlite>, id: &str) -> Result<Vec<Statement>> {
    sqlx::query_scalar!("SELECT statement FROM statement WHERE id = ?1 ORDER BY ordinal", id)
        .fetch_all(&mut **tx)
        .await?
        .iter()
        .map(|json| Ok(serde_json::from_str(json)?))
        .collect()
}

/// Replaces the statements about documents and arranges these anew.
pub(super) async fn put(
    tx: &mut Transaction<'_, Sqlite>,
    stated: &[(Slug, Vec<Statement>)],
) -> Result<()> {
    for (id, statements) in stated {
        let id = id.as_str();
        sqlx::query!("DELETE FROM statement WHERE id = ?1", id).execute(&mut **tx).await?;
        for (ordinal, statement) in (1_i64..).zip(statements) {
            let json = serde_json::to_string(statement)?;
            sqlx::query!(
                "INSERT INTO statement (id, ordinal, statement) VALUES (?1, ?2, ?3)",
                id,
                ordinal,
                json
            )
            .execute(&mut **tx)
            .await?;
        }
        arrangement::arrange_stored(tx, id).await?;
    }
    Ok(())
}
