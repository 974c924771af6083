//! What stands at an address: a document, a redirect, a tombstone, or nothing.

use super::documents::Standing;
use super::rows::slug;
use super::{Redirects, Result, Store};
use crate::address::Slug;
use crate::document::{Tombstone, Whereabouts};

/// Redirects that one address may lead through; more is a circle.
const MOST_STEPS: usize = 16;

impl Store {
    /// What stands at the address of `id`.
    ///
    /// A tombstone comes before a document, a document before a redirect. A redirect that leads
    /// nowhere is none.
    ///
    /// # Errors
    /// `Damaged` if the document's stored text does not match its checksum; else what the database
    /// says.
    pub async fn whereabouts(&self, id: &Slug) -> Result<Whereabouts> {
        match self.read_standing(id, true).await? {
            Some(Standing { tombstone: Some(tombstone), .. }) => {
                return Ok(Whereabouts::Gone(Box::new(serde_json::from_str(&tombstone)?)));
            }
            Some(Standing { holding, .. }) => return Ok(Whereabouts::Here(Box::new(holding))),
            None => {}
        }
        if let Some(tombstone) = self.tombstone(id).await? {
            return Ok(Whereabouts::Gone(Box::new(tombstone)));
        }
        let mut at = id.to_string();
        for _ in 0..MOST_STEPS {
            let step = sqlx::query_scalar!("SELECT new_id FROM moved WHERE old_id = ?1", at)
                .fetch_optional(&self.readers)
                .await?;
            let Some(next) = step else { break };
            at = next;
            let stands = sqlx::query_scalar!(
                r#"SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)
                       OR EXISTS (SELECT 1 FROM gone WHERE id = ?1) AS "stands!: bool""#,
                at
            )
            .fetch_one(&self.readers)
            .await?;
            if stands {
                return Ok(Whereabouts::Moved(slug(&at)?));
            }
        }
        Ok(Whereabouts::Unknown)
    }

    async fn tombstone(&self, id: &Slug) -> Result<Option<Tombstone>> {
        let id = id.as_str();
        let json = sqlx::query_scalar!("SELECT tombstone FROM gone WHERE id = ?1", id)
            .fetch_optional(&self.readers)
            .await?;
        Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
    }
}

impl Store {
    /// What `redirects.toml` stated at the last reading, in the order of identifiers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn stated_redirects(&self) -> Result<Redirects> {
        let moved =
            sqlx::query!("SELECT old_id, new_id FROM moved WHERE why = 'stated' ORDER BY old_id")
                .fetch_all(&self.readers)
                .await?
                .into_iter()
                .map(|row| Ok((slug(&row.old_id)?, slug(&row.new_id)?)))
                .collect::<Result<_>>()?;
        let gone = sqlx::query_scalar!("SELECT tombstone FROM gone ORDER BY id")
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|json| Ok(serde_json::from_str(json)?))
            .collect::<Result<_>>()?;
        Ok(Redirects { moved, gone })
    }
}
