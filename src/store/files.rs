//! The seeds folder as it was last read, and the documents that its files are.

use sqlx::{Sqlite, Transaction};

use super::reading::Readers;
use super::rows::{from_word, slug};
use super::{Moved, Result, Store};
use crate::address::Slug;
use crate::document::{
    FileReport, Finding, FindingCode, IngestReport, Outcome, Reason, ReportPage,
};

/// A file of the seeds folder at its last reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The path below the seeds folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// When it was last changed: nanoseconds since 1970.
    pub modified: i64,
    /// When its size, times, name or rights were last changed: nanoseconds since 1970, 0 where that
    /// is not known.
    pub altered: i64,
    /// SHA-256 of its bytes, where they were read.
    pub sha256: Option<String>,
    /// The loader that read it.
    pub loader_version: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The document that it is.
    pub id: Option<Slug>,
    /// The file with the same bytes that stands for both.
    pub same_as: Option<String>,
    /// Why it is none.
    pub reason: Option<Reason>,
    /// What was odd in it, where it has its own use.
    pub findings: Vec<Finding>,
}

/// What the loader must know of a document that the room has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDocument {
    /// Its number, or `None` where only the kept files know it.
    pub number: Option<i64>,
    /// Its identifier.
    pub id: Slug,
    /// The path of its file.
    pub seed_file: String,
    /// SHA-256 of its current edition.
    pub edition: String,
    /// When that came in: RFC 3339, UTC.
    pub taken_in: String,
    /// The loader that read it.
    pub loader_version: String,
    /// SHA-256 of what it read; empty where only the kept files know the document.
    pub text_sha256: String,
    /// Since when its file is missing.
    pub absent_since: Option<String>,
    /// The name of its file before `import`.
    pub original_name: Option<String>,
}

/// A row of `file`.
pub(super) struct StoredFile {
    pub(super) path: String,
    pub(super) size: i64,
    pub(super) modified: i64,
    pub(super) altered: i64,
    pub(super) sha256: Option<String>,
    pub(super) loader_version: String,
    pub(super) outcome: String,
    pub(super) id: Option<String>,
    pub(super) same_as: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) findings: Option<String>,
}

impl StoredFile {
    pub(super) fn row(self) -> Result<FileRow> {
        Ok(FileRow {
            path: self.path,
            size: u64::try_from(self.size).unwrap_or_default(),
            modified: self.modified,
            altered: self.altered,
            sha256: self.sha256,
            loader_version: self.loader_version,
            outcome: from_word(self.outcome)?,
            id: self.id.as_deref().map(slug).transpose()?,
            same_as: self.same_as,
            reason: self.reason.map(|reason| serde_json::from_str(&reason)).transpose()?,
            findings: list(self.findings.as_deref())?,
        })
    }
}

/// What the loader must know of a row of `document`.
pub(super) struct StoredDocument {
    pub(super) number: i64,
    pub(super) id: String,
    pub(super) seed_file: String,
    pub(super) edition: String,
    pub(super) taken_in: String,
    pub(super) loader_version: String,
    pub(super) text_sha256: String,
    pub(super) absent_since: Option<String>,
    pub(super) original_name: Option<String>,
}

impl StoredDocument {
    pub(super) fn known(self) -> Result<KnownDocument> {
        Ok(KnownDocument {
            number: Some(self.number),
            id: slug(&self.id)?,
            seed_file: self.seed_file,
            edition: self.edition,
            taken_in: self.taken_in,
            loader_version: self.loader_version,
            text_sha256: self.text_sha256,
            absent_since: self.absent_since,
            original_name: self.original_name,
        })
    }
}

impl Store {
    /// All files of the last reading, by path.
    ///
    /// # Errors
    /// What the database says.
    pub async fn files(&self) -> Result<Vec<FileRow>> {
        let rows = sqlx::query_as!(
            StoredFile,
            "SELECT path, size, modified, altered, sha256, loader_version, outcome, id, same_as,
                    reason, findings
             FROM file ORDER BY path"
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(StoredFile::row).collect()
    }

    /// All documents, by identifier.
    ///
    /// # Errors
    /// What the database says.
    pub async fn known_documents(&self) -> Result<Vec<KnownDocument>> {
        let rows = sqlx::query_as!(
            StoredDocument,
            r#"SELECT number AS "number!: i64", id, seed_file, edition, taken_in, loader_version,
                      text_sha256, absent_since, original_name
               FROM document ORDER BY id"#
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(StoredDocument::known).collect()
    }

    /// All redirects, stated ones too.
    ///
    /// # Errors
    /// What the database says.
    pub async fn redirects(&self) -> Result<Vec<Moved>> {
        sqlx::query!("SELECT old_id, new_id, holder FROM moved")
            .fetch_all(&self.readers)
            .await?
            .into_iter()
            .map(|row| {
                Ok(Moved { old: slug(&row.old_id)?, new: slug(&row.new_id)?, holder: row.holder })
            })
            .collect()
    }

    /// The report of the last reading.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ingest_report(&self) -> Result<IngestReport> {
        let reading = self.readers.snapshot();
        let rows = sqlx::query!(
            r#"SELECT f.path, f.outcome, f.id, f.same_as, f.reason, f.findings,
                      d.number AS "number?: i64"
               FROM file AS f LEFT JOIN document AS d ON d.id = f.id ORDER BY f.path"#
        )
        .fetch_all(&reading)
        .await?;
        let findings =
            sqlx::query!("SELECT document, finding FROM finding ORDER BY document, ordinal")
                .fetch_all(&reading)
                .await?;
        let absent = absent(&reading).await?;
        let of_document = |number: Option<i64>| -> Result<Vec<Finding>> {
            let Some(number) = number else { return Ok(Vec::new()) };
            let start = findings.partition_point(|row| row.document < number);
            findings[start..]
                .iter()
                .take_while(|row| row.document == number)
                .map(|row| Ok(serde_json::from_str(&row.finding)?))
                .collect()
        };
        let mut report = IngestReport { absent, ..IngestReport::default() };
        for row in rows {
            let outcome: Outcome = from_word(row.outcome)?;
            let mut found = list(row.findings.as_deref())?;
            if outcome == Outcome::Accepted {
                found = of_document(row.number)?;
                if let Some(other) = row.same_as {
                    found = vec![Finding::of_file(FindingCode::SameBytes).with("file", other)];
                }
            }
            report.files.push(FileReport {
                file: row.path,
                outcome,
                id: row.id,
                findings: found,
                reason: row.reason.map(|reason| serde_json::from_str(&reason)).transpose()?,
            });
        }
        drop(reading);
        report.verification = self.last_verification().await?;
        Ok(report)
    }

    /// The documents whose file is gone: identifier, the file's last path, and since when.
    ///
    /// # Errors
    /// What the database says.
    pub async fn absent(&self) -> Result<Vec<(String, String, String)>> {
        absent(&self.readers).await
    }
}

impl Store {
    /// A page of that report: the files behind `after`, at most `most`, and all the sums; with the
    /// first page the documents whose files are gone, of many the first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ingest_page(&self, after: Option<&str>, most: u32) -> Result<IngestReport> {
        let and_one = i64::from(most) + 1;
        let after_path = after.unwrap_or_default();
        let rows = sqlx::query!(
            r#"SELECT f.path, f.outcome, f.id, f.same_as, f.reason, f.findings,
                      (SELECT json_group_array(json(finding))
                         FROM (SELECT o.finding FROM document AS d
                                 JOIN finding AS o ON o.document = d.number
                               WHERE d.id = f.id ORDER BY o.ordinal))
                          AS "of_document!: String"
               FROM file AS f WHERE f.path > ?1 ORDER BY f.path LIMIT ?2 + 0"#,
            after_path,
            and_one
        )
        .fetch_all(&self.readers)
        .await?;
        let sums = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM file) AS "files!: i64",
                      (SELECT count(*) FROM file
                       WHERE outcome <> 'accepted' AND outcome = 'refused') AS "refused!: i64",
                      (SELECT count(*) FROM file
                       WHERE outcome <> 'accepted' AND outcome = 'ignored') AS "ignored!: i64""#
        )
        .fetch_one(&self.readers)
        .await?;
        let absent = sqlx::query!(
            r#"SELECT id, seed_file, absent_since AS "absent_since!: String" FROM document
               WHERE absent_since IS NOT NULL AND ?1 ORDER BY id LIMIT ?2 + 0"#,
            after.is_none(),
            MOST_ABSENT
        )
        .fetch_all(&self.readers)
        .await?;
        let count = |count: i64| usize::try_from(count).unwrap_or_default();
        let accepted = count(sums.files - sums.refused - sums.ignored);
        let mut page =
            ReportPage { sums: [accepted, count(sums.refused), count(sums.ignored)], next: None };
        let mut files = Vec::with_capacity(rows.len());
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let there_is_more = rows.len() > most;
        for row in rows.into_iter().take(most) {
            let outcome: Outcome = from_word(row.outcome)?;
            let findings = match (outcome, row.same_as) {
                (Outcome::Accepted, Some(other)) => {
                    vec![Finding::of_file(FindingCode::SameBytes).with("file", other)]
                }
                (Outcome::Accepted, None) => serde_json::from_str(&row.of_document)?,
                _ => list(row.findings.as_deref())?,
            };
            let reason = row.reason.map(|reason| serde_json::from_str(&reason)).transpose()?;
            files.push(FileReport { file: row.path, outcome, id: row.id, findings, reason });
        }
        page.next = files.last().filter(|_| there_is_more).map(|file| file.file.clone());
        Ok(IngestReport {
            files,
            absent: absent
                .into_iter()
                .map(|row| (row.id, row.seed_file, row.absent_since))
                .collect(),
            verification: self.last_verification().await?,
            page: Some(page),
        })
    }
}

async fn absent(readers: &Readers) -> Result<Vec<(String, String, String)>> {
    let rows = sqlx::query!(
        r#"SELECT id, seed_file, absent_since AS "absent_since!: String" FROM document
           WHERE absent_since IS NOT NULL ORDER BY id"#
    )
    .fetch_all(readers)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.seed_file, row.absent_since)).collect())
}

/// Documents whose files are gone that a page of the report names.
const MOST_ABSENT: i64 = 1_000;

/// A list kept as JSON, empty where there is none.
fn list(json: Option<&str>) -> Result<Vec<Finding>> {
    json.map_or_else(|| Ok(Vec::new()), |json| Ok(serde_json::from_str(json)?))
}

pub(super) async fn write(
    tx: &mut Transaction<'_, Sqlite>,
    files: &[FileRow],
    vanished: &[String],
) -> Result<()> {
    let mut rows = Vec::with_capacity(files.len());
    for file in files {
        rows.push(serde_json::json!([
            file.path,
            i64::try_from(file.size).unwrap_or(i64::MAX),
            file.modified,
            file.altered,
            file.sha256,
            file.loader_version,
            file.outcome,
            file.id.as_ref().map(Slug::as_str),
            file.same_as,
            file.reason.as_ref().map(serde_json::to_string).transpose()?,
            (!file.findings.is_empty())
                .then(|| serde_json::to_string(&file.findings))
                .transpose()?
        ]));
    }
    let rows = serde_json::to_string(&rows)?;
    sqlx::query!(
        "INSERT OR REPLACE INTO file (path, size, modified, altered, sha256, loader_version,
                                      outcome, id, same_as, reason, findings)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10
         FROM json_each(?1)",
        rows
    )
    .execute(&mut **tx)
    .await?;
    let vanished = serde_json::to_string(vanished)?;
    sqlx::query!("DELETE FROM file WHERE path IN (SELECT atom FROM json_each(?1))", vanished)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
