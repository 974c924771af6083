//! Documents into rows and out again: the part of a batch that stores and removes whole documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::{Sqlite, Transaction};

use super::arrangement::Arrangement;
use super::binary::Rows;
use super::body::BodyRows;
use super::index::{self, IndexRows};
use super::rows::block_keys;
use super::source::{self, Source};
use super::{Accession, Error, Result, arrangement, bulk, statements};
use crate::address::Slug;
use crate::document::Statement;
use crate::search::Indexed;

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
    sqlx::query!("DELETE FROM body WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM text WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM alignment WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM note WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM finding WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM span WHERE document = ?1", number).execute(&mut **tx).await?;
    Ok(())
}

/// The rows of several documents, one list for each table.
#[derive(Default)]
struct Tables {
    documents: Rows,
    editions: Rows,
    spans: Rows,
    texts: Rows,
    blocks: Rows,
    bodies: BodyRows,
    alignments: Rows,
    notes: Rows,
    findings: Rows,
}

/// Stores documents. In a long load of new ones, from whose transaction none goes (`only_comes`),
/// their words are brought into order beside the thread that writes.
pub(super) async fn accede(
    tx: &mut Transaction<'_, Sqlite>,
    accessions: &[Accession],
    only_comes: bool,
) -> Result<()> {
    if accessions.is_empty() {
        return Ok(());
    }
    let in_pieces = only_comes
        && accessions.iter().all(|accession| accession.number.is_none())
        && bulk::is_in_pieces(tx).await?;
    for number in accessions.iter().filter_map(|accession| accession.number) {
        index::clear(tx, number).await?;
        clear(tx, number).await?;
    }
    for accession in accessions {
        let earlier = accession.earlier.iter().map(|earlier| Source::of(&earlier.bytes));
        source::put(tx, &earlier.collect::<Vec<_>>()).await?;
    }
    source::put(tx, accessions.iter().map(|accession| &accession.source)).await?;
    let ids = accessions.iter().map(|accession| accession.id.as_str());
    let statements = statements::of_all(tx, ids).await?;
    let mut next = next_number(tx, accessions).await?;
    let number_of = |accession: &Accession| {
        accession.number.unwrap_or_else(|| {
            next += 1;
            next - 1
        })
    };
    let numbers: Vec<i64> = accessions.iter().map(number_of).collect();
    let indexed = accessions.iter().map(|accession| Arc::clone(&accession.indexed));
    let numbered: Vec<(i64, Arc<Indexed>)> = numbers.iter().copied().zip(indexed).collect();
    let index_rows = tokio::task::spawn_blocking(move || {
        if in_pieces {
            return IndexRows::in_pieces(numbered);
        }
        let mut rows = IndexRows::default();
        for (number, indexed) in numbered {
            rows.add(number, &indexed);
        }
        rows
    });
    let mut tables = Tables::default();
    for (number, accession) in numbers.iter().zip(accessions) {
        tables.add(*number, accession, &statements)?;
    }
    tables.write(tx).await?;
    for (number, accession) in numbers.into_iter().zip(accessions) {
        if accession.number.is_none() && accession.earlier.is_empty() {
            continue;
        }
        for earlier in &accession.earlier {
            put_edition(tx, number, &earlier.sha256, &earlier.taken_in).await?;
        }
        put_edition(tx, number, &accession.source.sha256, &accession.taken_in).await?;
    }
    let index_rows = index_rows.await.map_err(|error| Error::Value(error.to_string()))?;
    index_rows.write(tx).await
}

/// The number of the next document that has none: beyond all that are given.
async fn next_number(tx: &mut Transaction<'_, Sqlite>, accessions: &[Accession]) -> Result<i64> {
    let last = sqlx::query_scalar!(r#"SELECT max(number) AS "number: i64" FROM document"#)
        .fetch_one(&mut **tx)
        .await?;
    let given = accessions.iter().filter_map(|accession| accession.number).max();
    Ok(last.max(given).unwrap_or(0) + 1)
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

impl Tables {
    fn add(
        &mut self,
        number: i64,
        accession: &Accession,
        statements: &BTreeMap<String, Vec<Statement>>,
    ) -> Result<()> {
        let id = accession.id.as_str();
        let stated = statements.get(id).map(Vec::as_slice).unwrap_or_default();
        let description = &accession.document.description;
        let arrangement = Arrangement::of(description, stated)?;
        self.add_document(number, accession, &arrangement);
        arrangement::add_spans(&mut self.spans, number, description)?;
        if accession.number.is_none() && accession.earlier.is_empty() {
            let (sha256, taken_in) = (&accession.source.sha256, &accession.taken_in);
            self.editions.row().integer(number).integer(1).text(sha256).text(taken_in);
        }
        self.add_texts(number, accession)?;
        for alignment in &accession.alignments {
            for (ordinal, pair) in (1..).zip(&alignment.pairs) {
                let ends = [pair.first.start, pair.first.end, pair.other.start, pair.other.end];
                let row = self.alignments.row().integer(number);
                let row = row.text(alignment.language.as_str()).integer(ordinal);
                ends.iter().fold(row, |row, end| row.integer(i64::from(*end)));
            }
        }
        for note in accession.document.notes() {
            let row = self.notes.row().integer(number).integer(i64::from(note.n));
            let row = row.text(note.language.as_str()).integer(i64::from(note.paragraph));
            row.text(&note.text);
        }
        for (ordinal, finding) in (1..).zip(&accession.findings) {
            let finding = serde_json::to_string(finding)?;
            self.findings.row().integer(number).integer(ordinal).text(&finding);
        }
        Ok(())
    }

    fn add_document(&mut self, number: i64, accession: &Accession, arrangement: &Arrangement) {
        let columns = &accession.columns;
        let row = self.documents.row();
        let row = row.integer(number).text(accession.id.as_str()).text(&accession.seed_file);
        let row = row.text(&accession.source.sha256).text(&accession.taken_in);
        let row = row.text(&accession.document.layout).text(&accession.encoding);
        let row = row.text(&columns.sort_key).maybe_text(columns.date_value.as_deref());
        let row = row.maybe_text(columns.date_read_from.as_deref());
        let row = row.maybe_text(columns.first_day.as_deref());
        let row = row.maybe_text(columns.last_day.as_deref()).maybe_integer(columns.year);
        let row = row.maybe_text(columns.title.as_deref()).maybe_text(columns.summary.as_deref());
        let row = row.maybe_text(columns.archive.as_deref());
        let row = row.maybe_text(columns.reference.as_deref());
        let row = row.text(&columns.languages).text(&columns.description);
        let row = row.text(&columns.text_sha256).text(&accession.loader_version);
        let row = row.text(&accession.program_version);
        let row = row.maybe_text(accession.original_name.as_deref());
        let row = row.maybe_text(accession.absent_since.as_deref());
        let row = row.text(&arrangement.dates).maybe_text(arrangement.shelf.as_deref());
        let row = row.text(&arrangement.shelf_order).maybe_text(arrangement.leaves.as_deref());
        let row = row.maybe_text(arrangement.series.as_deref());
        row.maybe_text(accession.document.description.document_type.as_deref());
    }

    fn add_texts(&mut self, number: i64, accession: &Accession) -> Result<()> {
        if let Some(body) = &accession.body {
            self.bodies.add(number, body);
        }
        let (mut key, end) = block_keys(number);
        for (ordinal, text) in (1..).zip(&accession.document.texts) {
            let language = text.language.as_str();
            let row = self.texts.row().integer(number).integer(ordinal).text(language);
            let row = row.maybe_text(text.translator.as_deref());
            let row = row.maybe_text(text.project.as_deref());
            let row = row.maybe_text(text.source_language.as_deref());
            let row = row.integer(i64::from(text.credit_inferred));
            row.integer(i64::from(text.line_breaks_lost));
            for block in &text.blocks {
                key += 1;
                if key >= end {
                    return Err(Error::Value(format!("{} has too many blocks", accession.id)));
                }
                // Marks go in as the text of a JSON value, so that what comes out is what was read.
                let marks = (!block.marks.is_empty())
                    .then(|| serde_json::to_string(&block.marks))
                    .transpose()?;
                let row = self.blocks.row().integer(key).text(language);
                let row = row.integer(i64::from(block.n)).text(block.kind.as_str());
                let text = if accession.body.is_some() { "" } else { &block.text };
                row.text(text).maybe_text(marks.as_deref());
            }
        }
        Ok(())
    }

    async fn write(self, tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
        put_documents(tx, self.documents.list()).await?;
        arrangement::put_spans(tx, self.spans).await?;
        let editions = self.editions.list();
        let (texts, blocks) = (self.texts.list(), self.blocks.list());
        let (alignments, notes) = (self.alignments.list(), self.notes.list());
        let findings = self.findings.list();
        sqlx::query!(
            "INSERT INTO edition (document, ordinal, sha256, taken_in)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each(?1)",
            editions
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO text (document, ordinal, language, translator, project, source_language,
                               credit_inferred, line_breaks_lost)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6, value ->> 7
             FROM jsonb_each(?1)",
            texts
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO block (key, language, n, kind, text, marks)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
             FROM jsonb_each(?1)",
            blocks
        )
        .execute(&mut **tx)
        .await?;
        self.bodies.write(tx).await?;
        sqlx::query!(
            "INSERT INTO alignment (document, language, ordinal, first_from, first_to, other_from,
                                    other_to)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6
             FROM jsonb_each(?1)",
            alignments
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO note (document, n, language, paragraph, text)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
             FROM jsonb_each(?1)",
            notes
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "INSERT INTO finding (document, ordinal, finding)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(?1)",
            findings
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Writes the rows of documents themselves, and of what searches are narrowed by.
async fn put_documents(tx: &mut Transaction<'_, Sqlite>, documents: Vec<u8>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO document (
             number, id, seed_file, edition, taken_in, layout, encoding, sort_key, date_value,
             date_read_from, first_day, last_day, year, title, summary, archive, reference,
             languages, description, text_sha256, loader_version, program_version,
             original_name, absent_since, dates, shelf, shelf_order, leaves, series, changed)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11,
                value ->> 12, value ->> 13, value ->> 14, value ->> 15, value ->> 16, value ->> 17,
                value ->> 18, value ->> 19, value ->> 20, value ->> 21, value ->> 22, value ->> 23,
                value ->> 24, value ->> 25, value ->> 26, value ->> 27, value ->> 28,
                coalesce((SELECT changed FROM record WHERE record.id = value ->> 1), value ->> 4)
         FROM jsonb_each(?1) WHERE true
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
             absent_since = excluded.absent_since, dates = excluded.dates,
             shelf = excluded.shelf, shelf_order = excluded.shelf_order,
             leaves = excluded.leaves, series = excluded.series, changed = excluded.changed",
        documents
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO facet (document, year, first_day, last_day, sort_key, archive, document_type,
                            languages)
         SELECT value ->> 0, value ->> 12, value ->> 10, value ->> 11, value ->> 7, value ->> 15,
                value ->> 29, value ->> 17
         FROM jsonb_each(?1) WHERE true
         ON CONFLICT (document) DO UPDATE SET
             year = excluded.year, first_day = excluded.first_day, last_day = excluded.last_day,
             sort_key = excluded.sort_key, archive = excluded.archive,
             document_type = excluded.document_type, languages = excluded.languages",
        documents
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
