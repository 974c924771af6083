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

/// A change as a statement tells it.
struct Row {
    id: String,
    changed: String,
    deleted: bool,
    archive: Option<String>,
}

impl Row {
    fn change(self) -> Result<Change> {
        let Self { id, changed, deleted, archive } = self;
        Ok(Change { id: slug(&id)?, changed, deleted, archive })
    }
}

/// Archives with less than this part of the documents have few of them.
const SHARE: i64 = 16;
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
        if let Some(archives) = &archives
            && self.are_few(archives).await?
        {
            return self.changes_of_few(span, archives, after, limit).await;
        }
        let rows = sqlx::query_as!(
            Row,
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
        rows.into_iter().map(Row::change).collect()
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
        let is_whole = span.from.is_none() && span.before.is_none();
        let counts = sqlx::query!(
            r#"SELECT CASE WHEN ?4 THEN
                          (SELECT count(*) FROM document
                           WHERE archive IN (SELECT value FROM json_each(?3)))
                      ELSE
                          (SELECT count(*) FROM document AS d CROSS JOIN record AS r ON r.id = d.id
                           WHERE d.archive IN (SELECT value FROM json_each(?3))
                             AND r.changed >= ?1 AND r.changed < ?2)
                      END AS "documents!: i64",
                      (SELECT count(*)
                       FROM (SELECT id FROM gone UNION SELECT old_id FROM moved) AS other
                            CROSS JOIN record AS r ON r.id = other.id
                            LEFT JOIN document AS d ON d.id = r.id
                            LEFT JOIN gone AS g ON g.id = r.id
                            LEFT JOIN moved AS m ON m.old_id = r.id
                            LEFT JOIN document AS t ON t.id = m.new_id
                       WHERE (r.deleted = 1 OR d.number IS NOT NULL) AND d.archive IS NULL
                         AND r.changed >= ?1 AND r.changed < ?2
                         AND coalesce(g.tombstone ->> 'archive', t.archive)
                             IN (SELECT value FROM json_each(?3))) AS "others!: i64""#,
            from,
            before,
            archives,
            is_whole
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(u64::try_from(counts.documents + counts.others).unwrap_or_default())
    }

    /// Whether these archives have few of the room's documents: then these are looked for by them,
    /// and else among all changes.
    async fn are_few(&self, archives: &str) -> Result<bool> {
        let counts = sqlx::query!(
            r#"SELECT (SELECT coalesce(sum(documents), 0) FROM tally
                       WHERE facet = 'archive' AND value IN (SELECT value FROM json_each(?1)))
                          AS "wanted!: i64",
                      (SELECT documents FROM tally WHERE facet = 'all' AND value = '')
                          AS "all?: i64""#,
            archives
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(counts.wanted < counts.all.unwrap_or_default() / SHARE)
    }

    /// The changes of documents of a few archives, and of what was one.
    async fn changes_of_few(
        &self,
        span: &Span,
        archives: &str,
        after: Option<(&str, &str)>,
        limit: u32,
    ) -> Result<Vec<Change>> {
        let from = span.from.as_deref().unwrap_or_default();
        let before = span.before.as_deref().unwrap_or(END);
        let (instant, id) = after.unwrap_or_default();
        let rows = sqlx::query_as!(
            Row,
            r#"SELECT r.id AS "id!", r.changed AS "changed!", false AS "deleted!: bool",
                      d.archive AS "archive?: String"
               FROM document AS d CROSS JOIN record AS r ON r.id = d.id
               WHERE d.archive IN (SELECT value FROM json_each(?5))
                 AND r.changed >= ?1 AND r.changed < ?2 AND (r.changed, r.id) > (?3, ?4)
               UNION ALL
               SELECT r.id, r.changed, d.number IS NULL,
                      coalesce(g.tombstone ->> 'archive', t.archive)
               FROM (SELECT id FROM gone UNION SELECT old_id FROM moved) AS other
                    CROSS JOIN record AS r ON r.id = other.id
                    LEFT JOIN document AS d ON d.id = r.id
                    LEFT JOIN gone AS g ON g.id = r.id
                    LEFT JOIN moved AS m ON m.old_id = r.id
                    LEFT JOIN document AS t ON t.id = m.new_id
               WHERE (r.deleted = 1 OR d.number IS NOT NULL) AND d.archive IS NULL
                 AND r.changed >= ?1 AND r.changed < ?2 AND (r.changed, r.id) > (?3, ?4)
                 AND coalesce(g.tombstone ->> 'archive', t.archive)
                     IN (SELECT value FROM json_each(?5))
               ORDER BY 2, 1 LIMIT ?6 + 0"#,
            from,
            before,
            instant,
            id,
            archives,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::change).collect()
    }

    /// The change of one record, if there ever was one of this identifier.
    ///
    /// # Errors
    /// What the database says.
    pub async fn change(&self, id: &Slug) -> Result<Option<Change>> {
        let id = id.as_str();
        let row = sqlx::query_as!(
            Row,
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
        row.map(Row::change).transpose()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bare;

    #[tokio::test]
    async fn a_set_has_the_same_records_however_they_are_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let archive = "CASE WHEN i % 40 = 0 THEN 'small' WHEN i % 3 THEN 'large' END";
        bare::put(&store, 400, "sort_key, archive", &format!("'', {archive}")).await;
        let mut connection = store.writer.acquire().await.unwrap();
        for statement in [
            "INSERT INTO record (id, changed, deleted)
             SELECT id, '202' || ((number * 7 + number / 40) % 5), 0 FROM document",
            // One that was withdrawn, two that lead elsewhere, one of which nothing is left.
            "INSERT INTO record (id, changed, deleted)
             VALUES ('gone', '2023', 1), ('to-40', '2021', 1), ('to-41', '2021', 1), ('none', '2022', 0)",
            r#"INSERT INTO gone (id, tombstone) VALUES ('gone', '{"archive": "small"}')"#,
            "INSERT INTO moved (old_id, new_id, why)
             VALUES ('to-40', 'd40', 'renamed'), ('to-41', 'd41', 'renamed')",
            "INSERT OR REPLACE INTO tally (facet, value, documents)
             VALUES ('all', '', 400), ('archive', 'small', 10), ('archive', 'large', 257)",
        ] {
            sqlx::query(statement).execute(&mut *connection).await.unwrap();
        }
        drop(connection);
        for (from, before) in [(None, None), (Some("2021"), None), (Some("2021"), Some("2023"))] {
            let of = |archives: Option<&str>| Span {
                from: from.map(str::to_owned),
                before: before.map(str::to_owned),
                archives: archives.map(|archive| vec![archive.to_owned()]),
            };
            let all = store.changes(&of(None), None, 1000).await.unwrap();
            assert_eq!(store.count_of_changes(&of(None)).await.unwrap(), all.len() as u64);
            for archive in ["small", "large"] {
                let mut expect = all.clone();
                expect.retain(|change| change.archive.as_deref() == Some(archive));
                let found = store.changes(&of(Some(archive)), None, 1000).await.unwrap();
                assert_eq!(found, expect);
                assert!(found.len() > 4);
                let count = store.count_of_changes(&of(Some(archive))).await.unwrap();
                assert_eq!(count, found.len() as u64);
                // And from the middle on.
                let (before, after) = (&found[2], &found[3..5]);
                let at = Some((before.changed.as_str(), before.id.as_str()));
                let next = store.changes(&of(Some(archive)), at, 2).await.unwrap();
                assert_eq!(next, after);
            }
        }
    }
}
