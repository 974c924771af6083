//! The documents of a page of results with the paragraphs in which something was found.

use std::collections::{BTreeMap, HashMap};

use sqlx::sqlite::SqliteConnection;

use super::super::rows::{EntryRow, language, small};
use super::super::{Error, Result};
use super::Asked;
use crate::document::Entry;
use crate::search::{Hit, Needles, Passage};

/// Paragraphs that are shown of a document.
const SHOWN: usize = 3;
/// Paragraphs that are weighed against each other where none holds all units.
const WEIGHED: usize = 24;

/// The results whose documents have these numbers, the first of them behind `before` others.
pub(super) async fn hits(
    connection: &mut SqliteConnection,
    asked: &Asked,
    numbers: &[i64],
    before: u64,
) -> Result<Vec<Hit>> {
    let mut entries = entries(connection, numbers).await?;
    let paragraphs = paragraphs(connection, asked, numbers).await?;
    let mut passages = read(connection, &asked.compiled.needles, &paragraphs).await?;
    let needles = &asked.compiled.needles;
    let mut hits = Vec::with_capacity(numbers.len());
    for (rank, number) in (before + 1..).zip(numbers) {
        let Some(entry) = entries.remove(number) else { continue };
        let in_document = paragraphs.get(number).map_or(0, |found| found.keys.len());
        hits.push(Hit {
            rank,
            title: needles.marked(entry.title.as_deref().unwrap_or_default(), true),
            summary: needles.marked(entry.summary.as_deref().unwrap_or_default(), false),
            passages: passages.remove(number).unwrap_or_default(),
            paragraphs: u64::try_from(in_document).unwrap_or(u64::MAX),
            entry,
        });
    }
    Ok(hits)
}

/// The paragraphs of one document.
#[derive(Default)]
pub(super) struct Paragraphs {
    /// Their keys, ascending.
    pub(super) keys: Vec<i64>,
    /// Whether each holds all units.
    have_all: bool,
}

/// The paragraphs in which something was found, by document: those that hold all units, or where a
/// document has none, those that hold any.
pub(super) async fn paragraphs(
    connection: &mut SqliteConnection,
    asked: &Asked,
    numbers: &[i64],
) -> Result<BTreeMap<i64, Paragraphs>> {
    let mut found: BTreeMap<i64, Paragraphs> = BTreeMap::new();
    let compiled = &asked.compiled;
    for (expression, have_all) in [(&compiled.paragraphs, true), (&compiled.any_paragraph, false)] {
        let Some(expression) = expression else { continue };
        let rest: Vec<i64> =
            numbers.iter().filter(|number| !found.contains_key(number)).copied().collect();
        if rest.is_empty() {
            break;
        }
        for key in keys(connection, asked, expression, &rest).await? {
            let paragraphs = found.entry(key >> 20).or_default();
            paragraphs.have_all = have_all;
            paragraphs.keys.push(key);
        }
    }
    Ok(found)
}

/// The keys of the paragraphs of these documents that answer the expression.
async fn keys(
    connection: &mut SqliteConnection,
    asked: &Asked,
    expression: &str,
    numbers: &[i64],
) -> Result<Vec<i64>> {
    let wanted = serde_json::to_string(numbers)?;
    if expression.contains('*') {
        // The beginnings of words are gathered anew for every look into the index, so it is looked
        // into once for all documents. Nothing in quotation marks holds an asterisk.
        return Ok(sqlx::query_scalar!(
            r#"SELECT rowid AS "key!: i64" FROM ft_para
               WHERE ft_para MATCH ?1
                 AND rowid >> 20 IN (SELECT value FROM json_each(?2))
                 AND (?3 IS NULL OR EXISTS (
                     SELECT 1 FROM block WHERE block.key = ft_para.rowid
                        AND block.language = ?3))
               ORDER BY rowid"#,
            expression,
            wanted,
            asked.text_language
        )
        .fetch_all(connection)
        .await?);
    }
    Ok(sqlx::query_scalar!(
        r#"SELECT ft_para.rowid AS "key!: i64"
           FROM json_each(?2) AS wanted CROSS JOIN ft_para
           WHERE ft_para MATCH ?1
             AND ft_para.rowid > (wanted.value << 20)
             AND ft_para.rowid < ((wanted.value + 1) << 20)
             AND (?3 IS NULL OR EXISTS (
                 SELECT 1 FROM block WHERE block.key = ft_para.rowid AND block.language = ?3))"#,
        expression,
        wanted,
        asked.text_language
    )
    .fetch_all(connection)
    .await?)
}

/// The passages to show of each document.
async fn read(
    connection: &mut SqliteConnection,
    needles: &Needles,
    paragraphs: &BTreeMap<i64, Paragraphs>,
) -> Result<BTreeMap<i64, Vec<Passage>>> {
    let candidates: Vec<i64> = paragraphs
        .values()
        .flat_map(|found| {
            let most = if found.have_all { SHOWN } else { WEIGHED };
            found.keys.iter().take(most).copied()
        })
        .collect();
    let candidates = serde_json::to_string(&candidates)?;
    let rows = sqlx::query!(
        r#"SELECT key AS "key!", language, n, text FROM block
           WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY key"#,
        candidates
    )
    .fetch_all(connection)
    .await?;
    let mut passages: BTreeMap<i64, Vec<Passage>> = BTreeMap::new();
    for row in rows {
        let marked = needles.marked(&row.text, false);
        passages.entry(row.key >> 20).or_default().push(Passage {
            language: language(&row.language)?,
            n: small(row.n)?,
            text: row.text,
            marked,
        });
    }
    for (number, of_document) in &mut passages {
        if !paragraphs.get(number).is_some_and(|found| found.have_all) {
            keep_richest(of_document);
        }
    }
    Ok(passages)
}

/// Keeps the paragraphs with the most units, in the order of the document.
fn keep_richest(passages: &mut Vec<Passage>) {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(passages[*at].marked.needles.count_ones()));
    order.truncate(SHOWN);
    let mut at = 0;
    passages.retain(|_| {
        let stays = order.contains(&at);
        at += 1;
        stays
    });
}

async fn entries(
    connection: &mut SqliteConnection,
    numbers: &[i64],
) -> Result<HashMap<i64, Entry>> {
    let wanted = serde_json::to_string(numbers)?;
    let rows = sqlx::query!(
        r#"SELECT number AS "number!", id, sort_key, title, date_value, date_read_from, summary,
                  archive, languages, absent_since, edition, taken_in, changed, dates
           FROM document WHERE number IN (SELECT value FROM json_each(?1))"#,
        wanted
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let entry = EntryRow {
                id: row.id,
                sort_key: row.sort_key,
                title: row.title,
                date_value: row.date_value,
                date_read_from: row.date_read_from,
                summary: row.summary,
                archive: row.archive,
                languages: row.languages,
                absent_since: row.absent_since,
                edition: row.edition,
                taken_in: row.taken_in,
                changed: row.changed,
                dates: row.dates,
            };
            Ok((row.number, Entry::try_from(entry)?))
        })
        .collect::<std::result::Result<_, Error>>()
}
