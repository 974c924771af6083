//! Writing: everything that one step of an ingest changes, in one transaction.
//!
//! A batch holds whole documents, so a document is stored with its texts, blocks, alignment,
//! findings, event and file row, or not at all. Rows of many documents go in with one statement
//! per table, which costs a fraction of one statement per row.

use serde_json::{Value, json};
use sqlx::{Sqlite, Transaction};

use super::rows::{block_keys, checksum, word};
use super::{Error, FileRow, Result, Store, events, settings};
use crate::address::Slug;
use crate::document::{Alignment, Collection, Document, Event, Finding, PartialDate, Tombstone};

/// A document as the loader read it, ready to be stored as its current edition.
#[derive(Debug, Clone)]
pub struct Accession {
    /// The document's number, if it has one.
    pub number: Option<i64>,
    /// Its identifier.
    pub id: Slug,
    /// The path below the seeds folder.
    pub seed_file: String,
    /// The file's name before `import` gave it its present one.
    pub original_name: Option<String>,
    /// The source's bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// The encoding that they were read in.
    pub encoding: String,
    /// What was read.
    pub document: Document,
    /// One alignment for each further text.
    pub alignments: Vec<Alignment>,
    /// What was odd.
    pub findings: Vec<Finding>,
    /// The versions of parser and aligner.
    pub loader_version: String,
    /// The version of the program.
    pub program_version: String,
    /// When this edition came in: RFC 3339, UTC.
    pub taken_in: String,
    /// Since when no readable file stands for the document.
    pub absent_since: Option<String>,
    /// Earlier editions that the database does not know yet, oldest first.
    pub earlier: Vec<EarlierEdition>,
}

/// An edition known from the kept files.
#[derive(Debug, Clone)]
pub struct EarlierEdition {
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// When it came in: RFC 3339, UTC.
    pub taken_in: String,
    /// The source's bytes.
    pub bytes: Vec<u8>,
}

/// A redirect that was found by content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The address that leads elsewhere.
    pub old: Slug,
    /// The document that it leads to.
    pub new: Slug,
    /// The file whose address it is, where that file has the bytes of another document. Only this
    /// file can have the address back.
    pub holder: Option<String>,
}

/// What `redirects.toml` states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redirects {
    /// Old and new identifiers.
    pub moved: Vec<(Slug, Slug)>,
    /// Documents withdrawn.
    pub gone: Vec<Tombstone>,
}

/// What one transaction writes. All parts may be empty.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Documents that get another identifier: number and new one, and the file that stands for
    /// them now.
    pub renamed: Vec<(i64, Slug, String)>,
    /// Documents whose file is missing or unreadable since an instant, or present again (`None`).
    pub absent: Vec<(Slug, Option<String>)>,
    /// Documents to take out of the room, with what is left of them.
    pub withdrawn: Vec<Slug>,
    /// Documents to store.
    pub accessions: Vec<Accession>,
    /// Redirects found by content.
    pub moved: Vec<Moved>,
    /// Redirects found by content that a document of its own now replaces.
    pub unmoved: Vec<Slug>,
    /// Rows of the ingest report to write.
    pub files: Vec<FileRow>,
    /// Paths that are no longer there.
    pub vanished: Vec<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// All redirects and tombstones of `redirects.toml`, if they changed.
    pub redirects: Option<Redirects>,
    /// The collection's own words, if they changed.
    pub collection: Option<Collection>,
}

impl Batch {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.renamed.is_empty()
            && self.absent.is_empty()
            && self.withdrawn.is_empty()
            && self.accessions.is_empty()
            && self.moved.is_empty()
            && self.unmoved.is_empty()
            && self.files.is_empty()
            && self.vanished.is_empty()
            && self.events.is_empty()
            && self.redirects.is_none()
            && self.collection.is_none()
    }
}

impl Store {
    /// Writes the batch whole or not at all.
    ///
    /// # Errors
    /// What the database says; then nothing of the batch was written.
    pub async fn commit(&self, batch: &Batch) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for (number, id, seed_file) in &batch.renamed {
            let id = id.as_str();
            sqlx::query!(
                "UPDATE document SET id = ?2, seed_file = ?3 WHERE number = ?1",
                number,
                id,
                seed_file
            )
            .execute(&mut *tx)
            .await?;
            sqlx::query!("DELETE FROM moved WHERE old_id = ?1 AND why <> 'stated'", id)
                .execute(&mut *tx)
                .await?;
        }
        for (id, since) in &batch.absent {
            let id = id.as_str();
            sqlx::query!("UPDATE document SET absent_since = ?2 WHERE id = ?1", id, since)
                .execute(&mut *tx)
                .await?;
        }
        for id in &batch.withdrawn {
            withdraw(&mut tx, id).await?;
        }
        accede(&mut tx, &batch.accessions).await?;
        redirect(&mut tx, batch).await?;
        super::files::write(&mut tx, &batch.files, &batch.vanished).await?;
        events::add(&mut tx, &batch.events, false).await?;
        if let Some(collection) = &batch.collection {
            settings::put(&mut tx, "collection", &serde_json::to_string(collection)?).await?;
        }
        tx.commit().await?;
        self.raise_generation();
        Ok(())
    }
}

/// Takes a document out with everything that only it has.
async fn withdraw(tx: &mut Transaction<'_, Sqlite>, id: &Slug) -> Result<()> {
    let id = id.as_str();
    let number = sqlx::query_scalar!("SELECT number FROM document WHERE id = ?1", id)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(number) = number else { return Ok(()) };
    clear(tx, number).await?;
    let sources = sqlx::query_scalar!("SELECT sha256 FROM edition WHERE document = ?1", number)
        .fetch_all(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM document WHERE number = ?1", number).execute(&mut **tx).await?;
    for sha256 in sources {
        sqlx::query!(
            "DELETE FROM source WHERE sha256 = ?1
               AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.sha256 = ?1)",
            sha256
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Removes what belongs to a document's current edition, the row itself excepted.
async fn clear(tx: &mut Transaction<'_, Sqlite>, number: i64) -> Result<()> {
    let (first, end) = block_keys(number);
    sqlx::query!("DELETE FROM block WHERE key >= ?1 AND key < ?2", first, end)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM text WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM alignment WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM note WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM finding WHERE document = ?1", number).execute(&mut **tx).await?;
    Ok(())
}

/// The rows of several documents, one JSON list for each table.
#[derive(Default)]
struct Rows {
    texts: Vec<Value>,
    blocks: Vec<Value>,
    alignments: Vec<Value>,
    notes: Vec<Value>,
    findings: Vec<Value>,
}

async fn accede(tx: &mut Transaction<'_, Sqlite>, accessions: &[Accession]) -> Result<()> {
    let mut rows = Rows::default();
    for accession in accessions {
        put_source(tx, &accession.sha256, &accession.bytes).await?;
        for earlier in &accession.earlier {
            put_source(tx, &earlier.sha256, &earlier.bytes).await?;
        }
        let number = put_document(tx, accession).await?;
        if accession.number.is_some() {
            clear(tx, number).await?;
        }
        for earlier in &accession.earlier {
            put_edition(tx, number, &earlier.sha256, &earlier.taken_in).await?;
        }
        put_edition(tx, number, &accession.sha256, &accession.taken_in).await?;
        rows.add(number, accession)?;
    }
    rows.write(tx).await
}

async fn put_source(tx: &mut Transaction<'_, Sqlite>, sha256: &str, bytes: &[u8]) -> Result<()> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO source (sha256, size, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        sha256,
        size,
        bytes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds an edition unless it is the document's latest already.
async fn put_edition(
    tx: &mut Transaction<'_, Sqlite>,
    number: i64,
    sha256: &str,
    taken_in: &str,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO edition (document, ordinal, sha256, taken_in)
         SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2, ?3 FROM edition WHERE document = ?1
         HAVING ?2 IS NOT (
             SELECT sha256 FROM edition WHERE document = ?1 ORDER BY ordinal DESC LIMIT 1)",
        number,
        sha256,
        taken_in
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn put_document(tx: &mut Transaction<'_, Sqlite>, accession: &Accession) -> Result<i64> {
    let description = &accession.document.description;
    let date = description.date;
    let id = accession.id.as_str();
    let sort_key = date.sort_key();
    let date_value = date.value.map(|value| value.to_string());
    let date_read_from = date.read_from.as_ref().map(word).transpose()?;
    let first_day = date.value.map(|value| value.start().first_day());
    let year = first_day.map(|day| i64::from(day.year()));
    let first_day = first_day.map(|day| PartialDate::Day(day).to_string());
    let last_day = date.value.map(|value| PartialDate::Day(value.end().last_day()).to_string());
    let languages = serde_json::to_string(&accession.document.languages())?;
    let description_json = serde_json::to_string(description)?;
    let text_sha256 = checksum(&accession.document)?;
    let number = sqlx::query_scalar!(
        r#"INSERT INTO document (
               number, id, seed_file, edition, taken_in, layout, encoding, sort_key, date_value,
               date_read_from, first_day, last_day, year, title, summary, archive, reference,
               languages, description, text_sha256, loader_version, program_version,
               original_name, absent_since)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                   ?18, ?19, ?20, ?21, ?22, ?23, ?24)
           ON CONFLICT (number) DO UPDATE SET
               id = excluded.id, seed_file = excluded.seed_file, edition = excluded.edition,
               taken_in = excluded.taken_in, layout = excluded.layout,
               encoding = excluded.encoding, sort_key = excluded.sort_key,
               date_value = excluded.date_value, date_read_from = excluded.date_read_from,
               first_day = excluded.first_day, last_day = excluded.last_day,
               year = excluded.year, title = excluded.title, summary = excluded.summary,
               archive = excluded.archive, reference = excluded.reference,
               languages = excluded.languages, description = excluded.description,
               text_sha256 = excluded.text_sha256, loader_version = excluded.loader_version,
               program_version = excluded.program_version,
               original_name = coalesce(excluded.original_name, original_name),
               absent_since = excluded.absent_since
           RETURNING number AS "number!: i64""#,
        accession.number,
        id,
        accession.seed_file,
        accession.sha256,
        accession.taken_in,
        accession.document.layout,
        accession.encoding,
        sort_key,
        date_value,
        date_read_from,
        first_day,
        last_day,
        year,
        description.title,
        description.summary,
        description.archive,
        description.source,
        languages,
        description_json,
        text_sha256,
        accession.loader_version,
        accession.program_version,
        accession.original_name,
        accession.absent_since
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(number)
}

impl Rows {
    fn add(&mut self, number: i64, accession: &Accession) -> Result<()> {
        let document = &accession.document;
        let (mut key, end) = block_keys(number);
        for (ordinal, text) in (1_i64..).zip(&document.texts) {
            let language = text.language.as_str();
            self.texts.push(json!([
                number,
                ordinal,
                language,
                text.translator,
                text.project,
                text.source_language,
                i32::from(text.credit_inferred),
                i32::from(text.line_breaks_lost)
            ]));
            for block in &text.blocks {
                key += 1;
                if key >= end {
                    return Err(Error::Value(format!("{} has too many blocks", accession.id)));
                }
                // Marks go in as the text of a JSON value, so that what comes out is what was read.
                let marks = (!block.marks.is_empty())
                    .then(|| serde_json::to_string(&block.marks))
                    .transpose()?;
                self.blocks.push(json!([
                    key,
                    language,
                    block.n,
                    block.kind.as_str(),
                    block.text,
                    marks
                ]));
            }
        }
        for alignment in &accession.alignments {
            for (ordinal, pair) in (1_i64..).zip(&alignment.pairs) {
                self.alignments.push(json!([
                    number,
                    alignment.language,
                    ordinal,
                    pair.first.start,
                    pair.first.end,
                    pair.other.start,
                    pair.other.end
                ]));
            }
        }
        for note in document.notes() {
            self.notes.push(json!([number, note.n, note.language, note.paragraph, note.text]));
        }
        for (ordinal, finding) in (1_i64..).zip(&accession.findings) {
            self.findings.push(json!([number, ordinal, serde_json::to_string(finding)?]));
        }
        Ok(())
    }

    async fn write(self, tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
        let (texts, blocks, alignments, notes, findings) = (
            serde_json::to_string(&self.texts)?,
            serde_json::to_string(&self.blocks)?,
            serde_json::to_string(&self.alignments)?,
            serde_json::to_string(&self.notes)?,
            serde_json::to_string(&self.findings)?,
        );
        sqlx::query!(
            "INSERT INTO text (document, ordinal, language, translator, project, source_language,
                               credit_inferred, line_breaks_lost)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6, value ->> 7
             FROM json_each(?1)",
            texts
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO block (key, language, n, kind, text, marks)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
             FROM json_each(?1)",
            blocks
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO alignment (document, language, ordinal, first_from, first_to, other_from,
                                    other_to)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6
             FROM json_each(?1)",
            alignments
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO note (document, n, language, paragraph, text)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
             FROM json_each(?1)",
            notes
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO finding (document, ordinal, finding)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)",
            findings
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

async fn redirect(tx: &mut Transaction<'_, Sqlite>, batch: &Batch) -> Result<()> {
    for id in &batch.unmoved {
        let id = id.as_str();
        sqlx::query!("DELETE FROM moved WHERE old_id = ?1 AND why = 'same-bytes'", id)
            .execute(&mut **tx)
            .await?;
    }
    for Moved { old, new, holder } in &batch.moved {
        let why = if holder.is_some() { "same-bytes" } else { "renamed" };
        put_moved(tx, old, new, why, holder.as_deref()).await?;
    }
    let Some(Redirects { moved, gone }) = &batch.redirects else { return Ok(()) };
    sqlx::query!("DELETE FROM moved WHERE why = 'stated'").execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM gone").execute(&mut **tx).await?;
    for (old, new) in moved {
        put_moved(tx, old, new, "stated", None).await?;
    }
    for tombstone in gone {
        let json = serde_json::to_string(tombstone)?;
        sqlx::query!(
            "INSERT INTO gone (id, tombstone) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            tombstone.id,
            json
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Lets `old` lead to `new`; what was found before gives way to what is stated.
async fn put_moved(
    tx: &mut Transaction<'_, Sqlite>,
    old: &Slug,
    new: &Slug,
    why: &str,
    holder: Option<&str>,
) -> Result<()> {
    let (old, new) = (old.as_str(), new.as_str());
    sqlx::query!(
        "INSERT INTO moved (old_id, new_id, why, holder) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (old_id) DO UPDATE SET
             new_id = excluded.new_id, why = excluded.why, holder = excluded.holder
         WHERE excluded.why = 'stated' OR moved.why <> 'stated'",
        old,
        new,
        why,
        holder
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
