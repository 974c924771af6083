//! What a reading of the seeds folder asks for: sizes and times of all files as they were last
//! read, in the order of paths, and whatever hangs together with some of them by path, address or
//! content. Each question but the first is answered by indexes.

use super::files::{StoredDocument, StoredFile};
use super::rows::slug;
use super::{FileRow, KnownDocument, Moved, Result, Store};
use crate::address::Slug;
use crate::document::Event;

/// How many files are asked for at once.
const PORTION: i64 = 1024;
/// Between the parts of a mark, and between marks: no path as it is shown has control characters.
const PART: char = '\u{1f}';
const MARK: char = '\u{1e}';

/// What a file is known again by, as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMark {
    /// The path below the seeds folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// When it was last changed: nanoseconds since 1970.
    pub modified: i64,
    /// As in [`FileRow`].
    pub altered: i64,
    /// Whether the present loader has said what it is.
    pub is_settled: bool,
}

impl FileMark {
    fn parse(mark: &str) -> Option<Self> {
        let mut parts = mark.split(PART);
        Some(Self {
            path: parts.next()?.to_owned(),
            size: parts.next()?.parse().ok()?,
            modified: parts.next()?.parse().ok()?,
            altered: parts.next()?.parse().ok()?,
            is_settled: parts.next()? == "1",
        })
    }
}

fn json(ids: &[&Slug]) -> Result<String> {
    Ok(serde_json::to_string(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>())?)
}

impl Store {
    /// The next files behind this path, in the order of paths; none at the end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn file_marks(&self, after: &str, loader_version: &str) -> Result<Vec<FileMark>> {
        // One row for many files: asking for each by itself takes ten times as long.
        let marks = sqlx::query_scalar!(
            r#"SELECT group_concat(path || char(31) || size || char(31) || modified || char(31)
                                   || altered || char(31) || is_settled, char(30)) AS "marks?: String"
               FROM (SELECT path, size, modified, altered,
                            (loader_version = ?2 OR outcome = 'ignored' AND loader_version = '')
                            AS is_settled
                     FROM file WHERE path > ?1 ORDER BY path LIMIT ?3 + 0)"#,
            after,
            loader_version,
            PORTION
        )
        .fetch_one(&self.readers)
        .await?;
        let marks = marks.unwrap_or_default();
        let mut marks: Vec<FileMark> = marks.split(MARK).filter_map(FileMark::parse).collect();
        marks.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(marks)
    }

    /// The next files behind this path whose bytes were read, in the order of paths; none at the end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn files_with_bytes(&self, after: &str) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT path FROM file WHERE path > ?1 AND sha256 IS NOT NULL
             ORDER BY path LIMIT ?2 + 0",
            after,
            PORTION
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// What is on record of the files at these paths.
    ///
    /// # Errors
    /// What the database says.
    pub async fn files_at(&self, paths: &[&str]) -> Result<Vec<FileRow>> {
        let paths = serde_json::to_string(paths)?;
        let rows = sqlx::query_as!(
            StoredFile,
            "SELECT path, size, modified, altered, sha256, loader_version, outcome, id, same_as,
                    reason, findings
             FROM file WHERE path IN (SELECT atom FROM json_each(?1))",
            paths
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(StoredFile::row).collect()
    }

    /// The paths of files that are documents of these identifiers, or are none because of one of
    /// these addresses.
    ///
    /// # Errors
    /// What the database says.
    pub async fn paths_of(&self, ids: &[&Slug]) -> Result<Vec<String>> {
        let ids = json(ids)?;
        Ok(sqlx::query_scalar!(
            r#"SELECT path AS "path!" FROM file WHERE id IN (SELECT atom FROM json_each(?1))
               UNION ALL
               SELECT path FROM file
               WHERE outcome <> 'accepted' AND reason ->> '$.args.id' IS NOT NULL
                 AND reason ->> '$.args.id' IN (SELECT atom FROM json_each(?1))"#,
            ids
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The paths of all files that are no documents because of an address.
    ///
    /// # Errors
    /// What the database says.
    pub async fn paths_without_address(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT path FROM file
             WHERE outcome <> 'accepted' AND reason ->> '$.args.id' IS NOT NULL"
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// Whether a file is on record at this path, or below it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_on_record(&self, path: &str) -> Result<bool> {
        let (from, to) = (format!("{path}/"), format!("{path}0"));
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM file WHERE path = ?1)
                   OR EXISTS (SELECT 1 FROM file WHERE path >= ?2 AND path < ?3) AS "there!: bool""#,
            path,
            from,
            to
        )
        .fetch_one(&self.readers)
        .await?)
    }

    /// The paths of all statement files.
    ///
    /// # Errors
    /// What the database says.
    pub async fn statement_files(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT path FROM file WHERE reason ->> '$.args.use' = 'statements' ORDER BY path"
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The documents of these identifiers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn documents_of(&self, ids: &[&Slug]) -> Result<Vec<KnownDocument>> {
        let ids = json(ids)?;
        let rows = sqlx::query_as!(
            StoredDocument,
            r#"SELECT number AS "number!: i64", id, seed_file, edition, taken_in, loader_version,
                      text_sha256, absent_since, original_name
               FROM document WHERE id IN (SELECT atom FROM json_each(?1)) ORDER BY id"#,
            ids
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(StoredDocument::known).collect()
    }

    /// The identifiers of the documents whose current edition is one of these.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ids_with(&self, editions: &[&str]) -> Result<Vec<Slug>> {
        let editions = serde_json::to_string(editions)?;
        sqlx::query_scalar!(
            "SELECT id FROM document WHERE edition IN (SELECT atom FROM json_each(?1))",
            editions
        )
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|id| slug(id))
        .collect()
    }

    /// Where these addresses lead, those that lead elsewhere.
    ///
    /// # Errors
    /// What the database says.
    pub async fn redirects_of(&self, ids: &[&Slug]) -> Result<Vec<Moved>> {
        let (ids, is_read) = (json(ids)?, self.is_read().await?);
        // A file of a new room was there before what redirects.toml states of its address.
        sqlx::query!(
            "SELECT old_id, new_id, holder FROM moved
             WHERE old_id IN (SELECT atom FROM json_each(?1)) AND (?2 OR why <> 'stated')",
            ids,
            is_read
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Moved { old: slug(&row.old_id)?, new: slug(&row.new_id)?, holder: row.holder })
        })
        .collect()
    }

    /// What imported files at these paths were called before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn imports_of(&self, paths: &[&str]) -> Result<Vec<Event>> {
        let paths = serde_json::to_string(paths)?;
        sqlx::query_scalar!(
            "SELECT line FROM event WHERE line ->> 'event' = 'imported'
               AND line ->> 'file' IN (SELECT atom FROM json_each(?1)) ORDER BY seq",
            paths
        )
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
    }

    /// The documents that `redirects.toml` withdraws.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gone(&self) -> Result<Vec<Slug>> {
        let ids = sqlx::query_scalar!("SELECT id FROM gone").fetch_all(&self.readers).await?;
        Ok(ids.iter().filter_map(|id| Slug::parse(id)).collect())
    }

    /// How many documents there are whose file is not missing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn documents_present(&self) -> Result<usize> {
        let count = sqlx::query_scalar!(
            r#"SELECT (SELECT count(*) FROM facet)
                    - (SELECT count(*) FROM document WHERE absent_since IS NOT NULL)
                   AS "count!: i64""#
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// How many documents were taken in so far, while the seeds are being read for the first time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn being_read(&self) -> Result<Option<u64>> {
        if self.is_read().await? {
            return Ok(None);
        }
        let count = sqlx::query_scalar!(r#"SELECT count(*) AS "count!: i64" FROM facet"#)
            .fetch_one(&self.readers)
            .await?;
        Ok(Some(u64::try_from(count).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_from_its_parts() {
        let mark = "a b/ü.txt\u{1f}12\u{1f}-3\u{1f}4\u{1f}1";
        let expect = FileMark {
            path: "a b/ü.txt".into(),
            size: 12,
            modified: -3,
            altered: 4,
            is_settled: true,
        };
        assert_eq!(FileMark::parse(mark), Some(expect));
        assert_eq!(FileMark::parse(""), None);
    }
}
