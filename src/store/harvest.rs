//! Records by the instant of their last change, for harvesters: those of documents and those of
//! identifiers that were a document's once.

use super::rows::slug;
use super::{Result, Store};
use crate::address::Slug;

/// The change of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record's identifier.
    pub id: Slug,
    /// When: RFC 3339, UTC.
    pub changed: String,
    /// Whether the document was withdrawn or leads elsewhere now.
    pub deleted: bool,
    /// The archive that the document's source names; of a withdrawn one as far as its tombstone
    /// says, of one that moved what the document at its new address says.
    pub archive: Option<String>,
}

/// Which changes are asked for. Instants are compared as text, so a bound can be an instant's
/// beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// Not before this.
    pub from: Option<String>,
    /// Before this.
    pub before: Option<String>,
    /// Only of documents of these archives.
    pub archives: Option<Vec<String>>,
}

/// After every instant, as text.
const END: &str = "~";

impl Store {
    /// Changes in their order, from behind the one of this instant and identifier.
    ///
    /// # Errors
    /// What the database says.
    pub async fn changes(
        &self,
        span: &Span,
        after: Option<(&str, &str)>,
        limit: u32,
    ) -> Result<Vec<Change>> {
        let from = span.from.as_deref().unwrap_or_default();
        let before = span.before.as_deref().unwrap_or(END);
        let archives = span.archives.as_ref().map(serde_json::to_string).transpose()?;
        let (instant, id) = after.unwrap_or_default();
        let rows = sqlx::query!(
            r#"SELECT r.id, r.changed, d.number IS NULL AS "deleted!: bool",
                      coalesce(d.archive, g.tombstone ->> 'archive', t.archive)
                          AS "archive?: String"
               FROM record AS r
               LEFT JOIN document AS d ON d.id = r.id
               LEFT JOIN gone AS g ON g.id = r.id
               LEFT JOIN moved AS m ON m.old_id = r.id
               LEFT JOIN document AS t ON t.id = m.new_id
               WHERE (r.deleted = 1 OR d.number IS NOT NULL)
                 AND r.changed >= ?1 AND r.changed < ?2 AND (r.changed, r.id) > (?3, ?4)
                 AND (?5 IS NULL OR coalesce(d.archive, g.tombstone ->> 'archive', t.archive)
                                    IN (SELECT value FROM json_each(?5)))
               ORDER BY r.changed, r.id LIMIT ?6 + 0"#,
            from,
            before,
            instant,
            id,
            archives,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Change {
                    id: slug(&row.id)?,
                    changed: row.changed,
                    deleted: row.deleted,
                    archive: row.archive,
                })
            })
            .collect()
    }

    /// How many changes there are.
    ///
    /// # Errors
    /// What the database says.
    pub async fn count_of_changes(&self, span: &Span) -> Result<u64> {
        let from = span.from.as_deref().unwrap_or_default();
        let before = span.before.as_deref().unwrap_or(END);
        let archives = span.archives.as_ref().map(serde_json::to_string).transpose()?;
        if archives.is_none() {
            // Where all that is not deleted is there, nothing has to be looked for one by one.
            let counts = sqlx::query!(
                r#"SELECT (SELECT count(*) FROM record WHERE changed >= ?1 AND changed < ?2)
                              AS "within!: i64",
                          (SELECT count(*) FROM record WHERE changed >= '') AS "all!: i64",
                          (SELECT count(*) FROM record WHERE deleted = 1) AS "deleted!: i64",
                          (SELECT documents FROM tally WHERE facet = 'all' AND value = '')
                              AS "documents?: i64""#,
                from,
                before
            )
            .fetch_one(&self.readers)
            .await?;
            if counts.all - counts.deleted == counts.documents.unwrap_or_default() {
                return Ok(u64::try_from(counts.within).unwrap_or_default());
            }
            let count = sqlx::query_scalar!(
                r#"SELECT count(*) AS "count!: i64" FROM record AS r
                   WHERE (r.deleted = 1 OR EXISTS (SELECT 1 FROM document AS d WHERE d.id = r.id))
                     AND r.changed >= ?1 AND r.changed < ?2"#,
                from,
                before
            )
            .fetch_one(&self.readers)
            .await?;
            return Ok(u64::try_from(count).unwrap_or_default());
        }
        let count = sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64"
               FROM record AS r
               LEFT JOIN document AS d ON d.id = r.id
               LEFT JOIN gone AS g ON g.id = r.id
               LEFT JOIN moved AS m ON m.old_id = r.id
               LEFT JOIN document AS t ON t.id = m.new_id
               WHERE (r.deleted = 1 OR d.number IS NOT NULL)
                 AND r.changed >= ?1 AND r.changed < ?2
                 AND (?3 IS NULL OR coalesce(d.archive, g.tombstone ->> 'archive', t.archive)
                                    IN (SELECT value FROM json_each(?3)))"#,
            from,
            before,
            archives
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The change of one record, if there ever was one of this identifier.
    ///
    /// # Errors
    /// What the database says.
    pub async fn change(&self, id: &Slug) -> Result<Option<Change>> {
        let id = id.as_str();
        let row = sqlx::query!(
            r#"SELECT r.id, r.changed, d.number IS NULL AS "deleted!: bool",
                      coalesce(d.archive, g.tombstone ->> 'archive', t.archive)
                          AS "archive?: String"
               FROM record AS r
               LEFT JOIN document AS d ON d.id = r.id
               LEFT JOIN gone AS g ON g.id = r.id
               LEFT JOIN moved AS m ON m.old_id = r.id
               LEFT JOIN document AS t ON t.id = m.new_id
               WHERE r.id = ?1 AND (r.deleted = 1 OR d.number IS NOT NULL)"#,
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            Ok(Change {
                id: slug(&row.id)?,
                changed: row.changed,
                deleted: row.deleted,
                archive: row.archive,
            })
        })
        .transpose()
    }

    /// The first instant at which a record last changed, if there is any record.
    ///
    /// # Errors
    /// What the database says.
    pub async fn earliest_change(&self) -> Result<Option<String>> {
        Ok(sqlx::query_scalar!(r#"SELECT min(changed) AS "earliest?: String" FROM record"#)
            .fetch_one(&self.readers)
            .await?)
    }

    /// All archives that documents name, and withdrawn ones named, by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn archives_of_records(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            r#"SELECT value AS "archive!: String" FROM tally
               WHERE facet = 'archive' AND documents > 0
               UNION
               SELECT tombstone ->> 'archive' FROM gone WHERE tombstone ->> 'archive' IS NOT NULL
               ORDER BY 1"#
        )
        .fetch_all(&self.readers)
        .await?)
    }
}
