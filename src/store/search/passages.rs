//! The documents of a page of results with the paragraphs in which something was found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use sqlx::sqlite::SqliteConnection;

use super::super::body::Bodies;
use super::super::rows::{BLOCK_BITS, EntryRow, language, small};
use super::super::{Error, Result};
use super::Asked;
use super::fulltext::{Shelf, Table, fetched};
use crate::document::Entry;
use crate::search::{Hit, Needles, Passage};

/// Paragraphs that are shown of a document.
const SHOWN: usize = 3;
/// Paragraphs that are weighed against each other where none holds all units.
const WEIGHED: usize = 24;

/// The results whose documents have these numbers, the first of them behind `before` others.
pub(super) async fn hits(
    connection: &mut SqliteConnection,
    shelf: &Shelf,
    asked: &Asked,
    numbers: &[i64],
    before: u64,
) -> Result<Vec<Hit>> {
    let mut entries = entries(connection, numbers).await?;
    let paragraphs = paragraphs(connection, shelf, asked, numbers).await?;
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
    /// Their keys, ascending, each with a bit for each needle that the paragraph holds.
    pub(super) keys: Vec<(i64, u32)>,
    /// Whether each holds all units.
    have_all: bool,
}

impl Paragraphs {
    /// The paragraphs to show, in the order of the document: the first that hold all units, or of
    /// the first that hold any those with the most units.
    fn shown(&self) -> Vec<i64> {
        let most = if self.have_all { SHOWN } else { WEIGHED };
        let mut weighed: Vec<(i64, u32)> = self.keys.iter().take(most).copied().collect();
        weighed.sort_by_key(|(_, needles)| Reverse(needles.count_ones()));
        let mut shown: Vec<i64> = weighed.into_iter().take(SHOWN).map(|(key, _)| key).collect();
        shown.sort_unstable();
        shown
    }
}

/// The paragraphs in which something was found, by document: those that hold all units, or where a
/// document has none, those that hold any.
pub(super) async fn paragraphs(
    connection: &mut SqliteConnection,
    shelf: &Shelf,
    asked: &Asked,
    numbers: &[i64],
) -> Result<BTreeMap<i64, Paragraphs>> {
    let mut found: BTreeMap<i64, Paragraphs> = BTreeMap::new();
    let compiled = &asked.compiled;
    let mut ascending = numbers.to_vec();
    ascending.sort_unstable();
    for (formula, have_all) in [(&compiled.paragraphs, true), (&compiled.any_paragraph, false)] {
        let Some(formula) = formula else { continue };
        ascending.retain(|number| !found.contains_key(number));
        if ascending.is_empty() {
            break;
        }
        let among = Some(ascending.as_slice());
        let leaves = fetched(connection, shelf, Table::Paragraphs, &[formula], among).await?;
        let mut keys = leaves.paragraphs(formula, &ascending);
        if let Some(language) = &asked.text_language {
            keys = in_language(connection, keys, language).await?;
        }
        for (key, needles) in keys {
            let paragraphs = found.entry(key >> BLOCK_BITS).or_default();
            paragraphs.have_all = have_all;
            paragraphs.keys.push((key, needles));
        }
    }
    Ok(found)
}

/// Those of the blocks that are of texts in this language.
async fn in_language(
    connection: &mut SqliteConnection,
    mut keys: Vec<(i64, u32)>,
    language: &str,
) -> Result<Vec<(i64, u32)>> {
    let all: Vec<i64> = keys.iter().map(|(key, _)| *key).collect();
    let all = serde_json::to_string(&all)?;
    let kept: HashSet<i64> = sqlx::query_scalar!(
        r#"SELECT key AS "key!" FROM block
           WHERE key IN (SELECT value FROM json_each(?1)) AND language = ?2"#,
        all,
        language
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .collect();
    keys.retain(|(key, _)| kept.contains(key));
    Ok(keys)
}

/// The passages to show of each document.
async fn read(
    connection: &mut SqliteConnection,
    needles: &Needles,
    paragraphs: &BTreeMap<i64, Paragraphs>,
) -> Result<BTreeMap<i64, Vec<Passage>>> {
    let shown: Vec<i64> = paragraphs.values().flat_map(Paragraphs::shown).collect();
    if shown.is_empty() {
        return Ok(BTreeMap::new());
    }
    let numbers: Vec<i64> = paragraphs.keys().copied().collect();
    let bodies = bodies(connection, &numbers).await?;
    let mut passages: BTreeMap<i64, Vec<Passage>> = BTreeMap::new();
    let mut add = |key: i64, language, n, text: String| {
        let marked = needles.marked(&text, false);
        let passage = Passage { language, n, text, marked };
        passages.entry(key >> BLOCK_BITS).or_default().push(passage);
    };
    let mut unnoted = Vec::new();
    for key in shown {
        match bodies.number_of(key) {
            Some((language, n)) => add(key, language.clone(), n, bodies.text(key, String::new())),
            None => unnoted.push(key),
        }
    }
    if !unnoted.is_empty() {
        let unnoted = serde_json::to_string(&unnoted)?;
        let blocks = sqlx::query!(
            r#"SELECT key AS "key!: i64", language, n, text FROM block
               WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY key"#,
            unnoted
        );
        for row in blocks.fetch_all(connection).await? {
            add(row.key, language(&row.language)?, small(row.n)?, bodies.text(row.key, row.text));
        }
    }
    Ok(passages)
}

/// The texts of these documents as far as they are packed: all in one row, since a row costs more
/// than what it tells.
async fn bodies(connection: &mut SqliteConnection, numbers: &[i64]) -> Result<Bodies> {
    let numbers = serde_json::to_string(numbers)?;
    let row = sqlx::query!(
        r#"SELECT group_concat(b.document || ' ' || b.size || ' ' || octet_length(b.packed) || ' '
                               || s.size || ' ' || octet_length(s.bytes), char(10))
                      AS "heads: String",
                  CAST(group_concat(b.packed, '') AS BLOB) AS "packed: Vec<u8>",
                  CAST(group_concat(s.bytes, '') AS BLOB) AS "sources: Vec<u8>"
           FROM json_each(?1) AS wanted CROSS JOIN body AS b ON b.document = wanted.value
                CROSS JOIN document AS d ON d.number = b.document
                CROSS JOIN source AS s ON s.sha256 = d.edition"#,
        numbers
    )
    .fetch_one(connection)
    .await?;
    let (heads, packed) = (row.heads.unwrap_or_default(), row.packed.unwrap_or_default());
    let bodies = Bodies::joined(&heads, &packed, &row.sources.unwrap_or_default());
    bodies.ok_or_else(|| Error::Value("texts of blocks".to_owned()))
}

async fn entries(
    connection: &mut SqliteConnection,
    numbers: &[i64],
) -> Result<HashMap<i64, Entry>> {
    let wanted = serde_json::to_string(numbers)?;
    let rows = sqlx::query_scalar!(
        r#"SELECT json_group_array(json_array(number, id, sort_key, title, date_value,
                  date_read_from, summary, archive, languages, absent_since, edition, taken_in,
                  changed, dates)) AS "rows!: String"
           FROM document WHERE number IN (SELECT value FROM json_each(?1))"#,
        wanted
    )
    .fetch_one(connection)
    .await?;
    let rows: Vec<(i64, EntryRow)> = serde_json::from_str::<Vec<Row>>(&rows)?
        .into_iter()
        .map(|row| {
            let entry = EntryRow {
                id: row.1,
                sort_key: row.2,
                title: row.3,
                date_value: row.4,
                date_read_from: row.5,
                summary: row.6,
                archive: row.7,
                languages: row.8,
                absent_since: row.9,
                edition: row.10,
                taken_in: row.11,
                changed: row.12,
                dates: row.13,
            };
            (row.0, entry)
        })
        .collect();
    let entries = rows.into_iter().map(|(number, row)| Ok((number, Entry::try_from(row)?)));
    entries.collect::<std::result::Result<_, Error>>()
}

/// The columns of a document's row, in the order of the statement.
type Row = (
    i64,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
);
