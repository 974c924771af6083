//! Sources and texts compared with their checksums.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};

use super::{Damage, Pace, found_by};
use crate::document::Document;
use crate::store::body::Bodies;
use crate::store::columns::Columns;
use crate::store::rows::{BLOCK_BITS, BlockRow, TextRow, block_keys, document};
use crate::store::source::as_it_came;
use crate::store::{Error, Result, Store, hex};

/// Bytes of sources that are read together.
const fn bytes_together(pace: Pace) -> i64 {
    match pace {
        Pace::Full => 4 << 20,
        Pace::Behind => 128 << 10,
    }
}

/// Documents that are read together.
pub(super) const fn together(pace: Pace) -> usize {
    match pace {
        Pace::Full => 64,
        Pace::Behind => 8,
    }
}

impl Store {
    /// Stored sources that do not have their checksum or their size.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub async fn damage_of_sources(&self, pace: Pace) -> Result<Vec<Damage>> {
        let asked = async {
            let mut connection = self.examiner(Pace::Full).await?;
            let sources = sqlx::query!("SELECT sha256, size FROM source ORDER BY sha256")
                .fetch_all(&mut connection)
                .await?;
            let mut found = Vec::new();
            let (mut rest, mut pacer) = (sources.as_slice(), self.pacer(pace));
            while !rest.is_empty() {
                let begun = Instant::now();
                let mut bytes = 0;
                let count = rest.iter().take_while(|source| {
                    let fits = bytes < bytes_together(pace);
                    bytes += source.size.max(0);
                    fits
                });
                let (chunk, after) = rest.split_at(count.count());
                rest = after;
                let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { break };
                let rows = sqlx::query!(
                    "SELECT sha256, size, bytes FROM source WHERE sha256 BETWEEN ?1 AND ?2",
                    first.sha256,
                    last.sha256
                )
                .fetch_all(&mut connection)
                .await?;
                let wrong = tokio::task::spawn_blocking(move || {
                    rows.into_par_iter()
                        .filter_map(|row| {
                            let bytes = as_it_came(row.bytes, row.size);
                            let is_sound = i64::try_from(bytes.len()) == Ok(row.size)
                                && hex(&Sha256::digest(&bytes)) == row.sha256;
                            (!is_sound).then_some(Damage::Source(row.sha256))
                        })
                        .collect::<Vec<_>>()
                });
                found.extend(wrong.await.map_err(|error| Error::Value(error.to_string()))?);
                pacer.rest(begun).await;
            }
            Ok(found)
        };
        found_by(asked.await)
    }

    /// Documents whose stored text, or what lists show of it, does not match its checksum. Those
    /// that another version of the loader read are passed over.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub async fn damage_of_texts(&self, loader_version: &str, pace: Pace) -> Result<Vec<Damage>> {
        let asked = async {
            let mut connection = self.examiner(Pace::Full).await?;
            let numbers: Vec<(i64, String)> = sqlx::query!(
                r#"SELECT number AS "number!: i64", id FROM document
                   WHERE loader_version = ?1 ORDER BY number"#,
                loader_version
            )
            .fetch_all(&mut connection)
            .await?
            .into_iter()
            .map(|row| (row.number, row.id))
            .collect();
            let mut found = Vec::new();
            let mut pacer = self.pacer(pace);
            for chunk in numbers.chunks(together(pace)) {
                let begun = Instant::now();
                let (Some((first, _)), Some((last, _))) = (chunk.first(), chunk.last()) else {
                    break;
                };
                match sound(&mut connection, *first, *last, loader_version).await {
                    Ok(sound) => found.extend(
                        chunk
                            .iter()
                            .filter(|(number, _)| sound.get(number) != Some(&true))
                            .map(|(_, id)| Damage::Text(id.clone())),
                    ),
                    // One of them cannot even be read: which?
                    Err(error) if error.is_of_value() => {
                        for (number, id) in chunk {
                            match sound(&mut connection, *number, *number, loader_version).await {
                                Ok(sound) if sound.get(number) == Some(&true) => {}
                                Err(error) if !error.is_of_value() => return Err(error),
                                _ => found.push(Damage::Text(id.clone())),
                            }
                        }
                    }
                    Err(error) => return Err(error),
                }
                pacer.rest(begun).await;
            }
            Ok(found)
        };
        found_by(asked.await)
    }
}

/// A note: number, language, paragraph, text.
type NoteRow = (i64, String, i64, String);

/// A document as it is stored, and what is shown of it in lists.
struct Stored {
    number: i64,
    columns: Columns,
    document: Document,
    notes: Vec<NoteRow>,
    edition_is_known: bool,
    /// Whether a text stands both with its block and packed, or is packed as that of another block.
    is_astray: bool,
}

impl Stored {
    /// Whether everything follows from the text, and the text has its checksum.
    fn is_sound(&self) -> bool {
        let notes = self.document.notes();
        let mut notes = notes.iter().map(|note| {
            (i64::from(note.n), note.language.as_str(), i64::from(note.paragraph), &*note.text)
        });
        let stored = self.notes.iter().map(|(n, language, paragraph, text)| {
            (*n, language.as_str(), *paragraph, text.as_str())
        });
        self.edition_is_known
            && !self.is_astray
            && Columns::of(&self.document).is_ok_and(|columns| columns == self.columns)
            && stored.eq(&mut notes)
    }
}

/// Which of the documents with these numbers are sound.
async fn sound(
    connection: &mut SqliteConnection,
    first: i64,
    last: i64,
    loader_version: &str,
) -> Result<BTreeMap<i64, bool>> {
    let mut tx = connection.begin().await?;
    let stored = stored(&mut tx, first, last, loader_version).await?;
    let judged = tokio::task::spawn_blocking(move || {
        stored.into_par_iter().map(|stored| (stored.number, stored.is_sound())).collect()
    });
    judged.await.map_err(|error| Error::Value(error.to_string()))
}

async fn stored(
    tx: &mut Transaction<'_, Sqlite>,
    first: i64,
    last: i64,
    loader_version: &str,
) -> Result<Vec<Stored>> {
    let rows = sqlx::query!(
        r#"SELECT number AS "number!: i64", layout, sort_key, date_value, date_read_from,
                  first_day, last_day, year, title, summary, archive, reference, languages,
                  description, text_sha256,
                  EXISTS (SELECT 1 FROM edition AS e WHERE e.document = document.number
                          AND e.sha256 = document.edition) AS "edition_is_known!: bool"
           FROM document WHERE number BETWEEN ?1 AND ?2 AND loader_version = ?3
           ORDER BY number"#,
        first,
        last,
        loader_version
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut texts: BTreeMap<i64, Vec<TextRow>> = BTreeMap::new();
    for row in sqlx::query!(
        r#"SELECT document, language, translator, project, source_language,
                  credit_inferred AS "credit_inferred!: bool",
                  line_breaks_lost AS "line_breaks_lost!: bool"
           FROM text WHERE document BETWEEN ?1 AND ?2 ORDER BY document, ordinal"#,
        first,
        last
    )
    .fetch_all(&mut **tx)
    .await?
    {
        texts.entry(row.document).or_default().push(TextRow {
            language: row.language,
            translator: row.translator,
            project: row.project,
            source_language: row.source_language,
            credit_inferred: row.credit_inferred,
            line_breaks_lost: row.line_breaks_lost,
        });
    }
    let ((first_key, _), (_, end)) = (block_keys(first), block_keys(last));
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let bodies = Bodies::of(&mut **tx, &numbers).await?;
    let mut astray = BTreeSet::new();
    let mut blocks: BTreeMap<i64, Vec<BlockRow>> = BTreeMap::new();
    for row in sqlx::query!(
        r#"SELECT key AS "key!: i64", language, n, kind, text, marks FROM block
           WHERE key >= ?1 AND key < ?2 ORDER BY key"#,
        first_key,
        end
    )
    .fetch_all(&mut **tx)
    .await?
    {
        let number = row.key >> BLOCK_BITS;
        let is_other = bodies.number_of(row.key).is_some_and(|(language, n)| {
            language.to_string() != row.language || i64::from(n) != row.n
        });
        if bodies.holds(number) && (!row.text.is_empty() || is_other) {
            astray.insert(number);
        }
        blocks.entry(number).or_default().push(BlockRow {
            language: row.language,
            n: row.n,
            kind: row.kind,
            text: bodies.text(row.key, row.text),
            marks: row.marks,
        });
    }
    let mut notes = notes(tx, first, last).await?;
    rows.into_iter()
        .map(|row| {
            let texts = texts.remove(&row.number).unwrap_or_default();
            let blocks = blocks.remove(&row.number).unwrap_or_default();
            let document = document(row.layout, &row.description, texts, blocks)?;
            let columns = Columns {
                sort_key: row.sort_key,
                date_value: row.date_value,
                date_read_from: row.date_read_from,
                first_day: row.first_day,
                last_day: row.last_day,
                year: row.year,
                title: row.title,
                summary: row.summary,
                archive: row.archive,
                reference: row.reference,
                languages: row.languages,
                description: row.description,
                text_sha256: row.text_sha256,
            };
            let notes = notes.remove(&row.number).unwrap_or_default();
            let (number, edition_is_known) = (row.number, row.edition_is_known);
            let is_astray = astray.contains(&number);
            Ok(Stored { number, columns, document, notes, edition_is_known, is_astray })
        })
        .collect()
}

/// The notes of the documents with these numbers.
async fn notes(
    tx: &mut Transaction<'_, Sqlite>,
    first: i64,
    last: i64,
) -> Result<BTreeMap<i64, Vec<NoteRow>>> {
    let mut notes: BTreeMap<i64, Vec<NoteRow>> = BTreeMap::new();
    for row in sqlx::query!(
        "SELECT document, n, language, paragraph, text FROM note
         WHERE document BETWEEN ?1 AND ?2 ORDER BY document, n",
        first,
        last
    )
    .fetch_all(&mut **tx)
    .await?
    {
        let note = (row.n, row.language, row.paragraph, row.text);
        notes.entry(row.document).or_default().push(note);
    }
    Ok(notes)
}
