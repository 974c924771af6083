//! What was put right: editions that replaced others, statements of the editors, withdrawals.

use super::rows::slug;
use super::{Result, Store};
use crate::document::{Corrected, Correction};

impl Store {
    /// What was put right last, the latest first, at most `most` things. Of a document that is
    /// withdrawn nothing is told but that.
    ///
    /// # Errors
    /// What the database says.
    pub async fn corrections(&self, most: u32) -> Result<Vec<Correction>> {
        let mut corrections = self.replacements(most).await?;
        corrections.extend(self.statements_made(most).await?);
        corrections.extend(self.withdrawals(most).await?);
        corrections.sort_by(|one, other| (&other.at, &one.id).cmp(&(&one.at, &other.id)));
        corrections.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(corrections)
    }

    async fn replacements(&self, most: u32) -> Result<Vec<Correction>> {
        sqlx::query!(
            r#"SELECT d.id, d.title, e.taken_in, substr(e.sha256, 1, 12) AS "edition!: String",
                      substr(b.sha256, 1, 12) AS "before!: String"
               FROM edition AS e
               CROSS JOIN edition AS b ON b.document = e.document AND b.ordinal = e.ordinal - 1
               CROSS JOIN document AS d ON d.number = e.document
               WHERE e.ordinal > 1 AND NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = d.id)
               ORDER BY e.taken_in DESC, e.document LIMIT ?1 + 0"#,
            most
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Correction {
                id: slug(&row.id)?,
                title: row.title,
                at: row.taken_in,
                what: Corrected::Replaced { edition: row.edition, before: row.before },
            })
        })
        .collect()
    }

    /// What the editors state now of each document, at the instant at which that last changed.
    async fn statements_made(&self, most: u32) -> Result<Vec<Correction>> {
        let rows = sqlx::query!(
            r#"SELECT d.id, d.title, made.at AS "at!: String",
                      (SELECT json_group_array(json(s.statement) ORDER BY s.ordinal)
                         FROM statement AS s WHERE s.id = d.id) AS "statements!: String"
               FROM (SELECT line ->> 'id' AS id, max(line ->> 'at') AS at FROM event
                     WHERE line ->> 'event' IN ('stated', 'withdrawn', 'restored')
                       AND line ->> 'event' = 'stated'
                     GROUP BY 1) AS made
               JOIN document AS d ON d.id = made.id
               WHERE EXISTS (SELECT 1 FROM statement AS s WHERE s.id = d.id)
                 AND NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = d.id)
               ORDER BY made.at DESC, d.number LIMIT ?1 + 0"#,
            most
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Correction {
                    id: slug(&row.id)?,
                    title: row.title,
                    at: row.at,
                    what: Corrected::Stated(serde_json::from_str(&row.statements)?),
                })
            })
            .collect()
    }

    /// What holds now of documents that were ever withdrawn: the last such event of each.
    async fn withdrawals(&self, most: u32) -> Result<Vec<Correction>> {
        let rows = sqlx::query!(
            r#"SELECT e.line ->> 'id' AS "id!: String", e.line ->> 'at' AS "at!: String",
                      e.line ->> 'event' = 'withdrawn' AS "is_withdrawn!: bool",
                      g.tombstone AS "tombstone?", d.title AS "title?"
               FROM (SELECT max(seq) AS seq FROM event
                     WHERE line ->> 'event' IN ('stated', 'withdrawn', 'restored')
                       AND line ->> 'event' <> 'stated'
                     GROUP BY line ->> 'id') AS last
               JOIN event AS e ON e.seq = last.seq
               LEFT JOIN gone AS g ON g.id = e.line ->> 'id'
               LEFT JOIN document AS d ON d.id = e.line ->> 'id'
               ORDER BY e.seq DESC LIMIT ?1 + 0"#,
            most
        )
        .fetch_all(&self.readers)
        .await?;
        let mut withdrawals = Vec::with_capacity(rows.len());
        for row in rows {
            let (title, what) = match (row.tombstone, row.is_withdrawn) {
                (Some(stone), true) => {
                    (None, Corrected::Withdrawn(Box::new(serde_json::from_str(&stone)?)))
                }
                (None, false) => (row.title, Corrected::Restored),
                _ => continue,
            };
            withdrawals.push(Correction { id: slug(&row.id)?, title, at: row.at, what });
        }
        Ok(withdrawals)
    }
}
