//! Documents into rows and out again: the part of a batch that stores and removes whole documents.

use serde_json::{Value, json};
use sqlx::{Sqlite, Transaction};

use super::columns::Columns;
use super::index::{self, IndexRows};
use super::rows::block_keys;
use super::{Accession, Error, Result, arrangement};
use crate::address::Slug;

/// Takes a document out with everything that only it has.
pub(super) async fn withdraw(tx: &mut Transaction<'_, Sqlite>, id: &Slug) -> Result<()> {
    let id = id.as_str();
    let number = sqlx::query_scalar!("SELECT number FROM document WHERE id = ?1", id)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(number) = number else { return Ok(()) };
    index::clear(tx, number).await?;
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

pub(super) async fn accede(
    tx: &mut Transaction<'_, Sqlite>,
    accessions: &[Accession],
) -> Result<()> {
    let mut rows = Rows::default();
    let mut index_rows = IndexRows::default();
    for accession in accessions {
        put_source(tx, &accession.sha256, &accession.bytes).await?;
        for earlier in &accession.earlier {
            put_source(tx, &earlier.sha256, &earlier.bytes).await?;
        }
        if let Some(number) = accession.number {
            index::clear(tx, number).await?;
            clear(tx, number).await?;
        }
        let number = put_document(tx, accession).await?;
        for earlier in &accession.earlier {
            put_edition(tx, number, &earlier.sha256, &earlier.taken_in).await?;
        }
        put_edition(tx, number, &accession.sha256, &accession.taken_in).await?;
        let id = accession.id.as_str();
        arrangement::arrange(tx, number, id, &accession.document.description).await?;
        rows.add(number, accession)?;
        index_rows.add(number, &accession.indexed);
    }
    rows.write(tx).await?;
    index_rows.write(tx).await
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
    let columns = Columns::of(&accession.document)?;
    let id = accession.id.as_str();
    let document_type = accession.document.description.document_type.as_deref();
    let number = sqlx::query_scalar!(
        r#"INSERT INTO document (
               number, id, seed_file, edition, taken_in, layout, encoding, sort_key, date_value,
               date_read_from, first_day, last_day, year, title, summary, archive, reference,
               languages, description, text_sha256, loader_version, program_version,
               original_name, absent_since, changed)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                   ?18, ?19, ?20, ?21, ?22, ?23, ?24,
                   coalesce((SELECT changed FROM record WHERE record.id = ?2), ?5))
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
               absent_since = excluded.absent_since, changed = excluded.changed
           RETURNING number AS "number!: i64""#,
        accession.number,
        id,
        accession.seed_file,
        accession.sha256,
        accession.taken_in,
        accession.document.layout,
        accession.encoding,
        columns.sort_key,
        columns.date_value,
        columns.date_read_from,
        columns.first_day,
        columns.last_day,
        columns.year,
        columns.title,
        columns.summary,
        columns.archive,
        columns.reference,
        columns.languages,
        columns.description,
        columns.text_sha256,
        accession.loader_version,
        accession.program_version,
        accession.original_name,
        accession.absent_since
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO facet (document, year, first_day, last_day, sort_key, archive, document_type,
                            languages)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (document) DO UPDATE SET
             year = excluded.year, first_day = excluded.first_day, last_day = excluded.last_day,
             sort_key = excluded.sort_key, archive = excluded.archive,
             document_type = excluded.document_type, languages = excluded.languages",
        number,
        columns.year,
        columns.first_day,
        columns.last_day,
        columns.sort_key,
        columns.archive,
        document_type,
        columns.languages
    )
    .execute(&mut **tx)
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
