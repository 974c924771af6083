//! The pages of the words that a search names, fetched by one statement.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnection;

use super::anatomy::{AVERAGES, Anatomies, Anatomy, FIRST_GRAVE, STRUCTURE, Segment};
use super::doclist::Doclist;
use super::page::doclists;
use crate::search::{Formula, Phrase};
use crate::store::{Error, Result};

/// How often the index may change under a search before it gives up: each time, what was fetched
/// is of another state than what it was fetched by.
const TRIES: usize = 16;

/// A full-text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::store::search) enum Table {
    /// `ft_doc`, a row for each document.
    Documents,
    /// `ft_para`, a row for each block.
    Paragraphs,
}

/// A word as the index has it, or the beginning of some.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Word {
    letters: String,
    is_prefix: bool,
}

/// The words of a phrase, cut as FTS5's own tokenizer `ascii` cuts what it is asked for.
pub(super) fn words(phrase: &Phrase) -> Vec<Word> {
    let is_apart = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let letters = phrase.tokens.iter().flat_map(|token| token.split(is_apart));
    let letters = letters.filter(|letters| !letters.is_empty());
    let mut words: Vec<Word> = letters
        .map(|letters| Word { letters: letters.to_ascii_lowercase(), is_prefix: false })
        .collect();
    if let Some(last) = words.last_mut() {
        last.is_prefix = phrase.is_prefix;
    }
    words
}

/// Pages of some words, of one state of the index.
#[derive(Debug)]
pub(in crate::store::search) struct Leaves {
    anatomies: Arc<[Anatomy; 2]>,
    /// For each word of a table its pages in each segment.
    pages: HashMap<(Table, Word), Vec<Vec<Vec<u8>>>>,
}

/// The pages of all words of these formulas.
pub(in crate::store::search) async fn fetched(
    connection: &mut SqliteConnection,
    known: &Anatomies,
    formulas: &[(Table, &Formula)],
) -> Result<Leaves> {
    let mut wanted: Vec<(Table, Word)> = Vec::new();
    for (table, formula) in formulas {
        for sought in formula.groups.iter().flatten().chain(&formula.excluded) {
            for word in sought.phrases.iter().flat_map(words) {
                let word = (*table, word);
                if !wanted.contains(&word) {
                    wanted.push(word);
                }
            }
        }
    }
    for _ in 0..TRIES {
        let anatomies = known.last_seen();
        if let Some(leaves) = fetched_by(connection, anatomies, &wanted).await? {
            return Ok(leaves);
        }
        let anatomies = [
            anatomy(connection, Table::Documents).await?,
            anatomy(connection, Table::Paragraphs).await?,
        ];
        known.see(anatomies);
    }
    Err(Error::Busy)
}

/// The pages as they lie in the segments of `anatomies`; `None` if the index has others by now.
async fn fetched_by(
    connection: &mut SqliteConnection,
    anatomies: Arc<[Anatomy; 2]>,
    wanted: &[(Table, Word)],
) -> Result<Option<Leaves>> {
    let mut lists: [Vec<Value>; 2] = [Vec::new(), Vec::new()];
    let mut places: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for (index, (table, word)) in wanted.iter().enumerate() {
        let table = *table as usize;
        for (place, segment) in anatomies[table].segments.iter().enumerate() {
            let Segment { id, pages: (first, last), .. } = segment;
            let end = if word.is_prefix { "\u{10ffff}" } else { "" };
            lists[table].push(json!([
                id,
                first,
                last,
                word.letters,
                format!("{}{end}", word.letters)
            ]));
            places[table].push((index, place));
        }
    }
    let (of_documents, of_paragraphs) =
        (serde_json::to_string(&lists[0])?, serde_json::to_string(&lists[1])?);
    let mut rows = sqlx::query!(
        r#"SELECT 0 AS "of!: i64", 0 AS "key!: i64", id AS "id!: i64", block AS "block!: Vec<u8>"
           FROM ft_doc_data WHERE id IN (?1, ?2)
           UNION ALL SELECT 1, 0, id, block FROM ft_para_data WHERE id IN (?1, ?2)
           UNION ALL
           SELECT 2, wanted.key, page.id, page.block
           FROM json_each(?3) AS wanted CROSS JOIN ft_doc_data AS page
           WHERE page.id BETWEEN ((wanted.value ->> 0) << 37) + max(wanted.value ->> 1, coalesce((
                     SELECT pgno >> 1 FROM ft_doc_idx WHERE segid = wanted.value ->> 0
                        AND term <= CAST('0' || (wanted.value ->> 3) AS BLOB)
                     ORDER BY term DESC LIMIT 1), 0))
                 AND ((wanted.value ->> 0) << 37) + min(wanted.value ->> 2, coalesce((
                     SELECT pgno >> 1 FROM ft_doc_idx WHERE segid = wanted.value ->> 0
                        AND term > CAST('0' || (wanted.value ->> 4) AS BLOB)
                     ORDER BY term LIMIT 1), wanted.value ->> 2))
           UNION ALL
           SELECT 3, wanted.key, page.id, page.block
           FROM json_each(?4) AS wanted CROSS JOIN ft_para_data AS page
           WHERE page.id BETWEEN ((wanted.value ->> 0) << 37) + max(wanted.value ->> 1, coalesce((
                     SELECT pgno >> 1 FROM ft_para_idx WHERE segid = wanted.value ->> 0
                        AND term <= CAST('0' || (wanted.value ->> 3) AS BLOB)
                     ORDER BY term DESC LIMIT 1), 0))
                 AND ((wanted.value ->> 0) << 37) + min(wanted.value ->> 2, coalesce((
                     SELECT pgno >> 1 FROM ft_para_idx WHERE segid = wanted.value ->> 0
                        AND term > CAST('0' || (wanted.value ->> 4) AS BLOB)
                     ORDER BY term LIMIT 1), wanted.value ->> 2))"#,
        AVERAGES,
        STRUCTURE,
        of_documents,
        of_paragraphs
    )
    .fetch(connection);
    let empty =
        |(table, _): &(Table, Word)| vec![Vec::new(); anatomies[*table as usize].segments.len()];
    let mut pages: Vec<Vec<Vec<Vec<u8>>>> = wanted.iter().map(empty).collect();
    let mut is_same = [0; 2];
    // One by one: each row is a page, and is held once.
    while let Some(row) = rows.try_next().await? {
        match usize::try_from(row.of).unwrap_or_default() {
            table @ (0 | 1) => {
                let anatomy = &anatomies[table];
                let known = if row.id == AVERAGES { &anatomy.averages } else { &anatomy.structure };
                is_same[table] += u32::from(*known == row.block);
            }
            table => {
                let place =
                    usize::try_from(row.key).ok().and_then(|key| places[table - 2].get(key));
                let Some(&(index, place)) = place else { continue };
                pages[index][place].push(row.block);
            }
        }
    }
    drop(rows);
    if is_same != [2, 2] {
        return Ok(None);
    }
    let pages = wanted.iter().cloned().zip(pages).collect();
    Ok(Some(Leaves { anatomies, pages }))
}

async fn anatomy(connection: &mut SqliteConnection, table: Table) -> Result<Anatomy> {
    let rows: Vec<(i64, Vec<u8>)> = match table {
        Table::Documents => sqlx::query!(
            r#"SELECT id AS "id!: i64", block AS "block!: Vec<u8>" FROM ft_doc_data
               WHERE id IN (?1, ?2) UNION ALL SELECT id, block FROM ft_doc_data WHERE id >= ?3"#,
            AVERAGES,
            STRUCTURE,
            FIRST_GRAVE
        )
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row.block))
        .collect(),
        Table::Paragraphs => sqlx::query!(
            r#"SELECT id AS "id!: i64", block AS "block!: Vec<u8>" FROM ft_para_data
               WHERE id IN (?1, ?2) UNION ALL SELECT id, block FROM ft_para_data WHERE id >= ?3"#,
            AVERAGES,
            STRUCTURE,
            FIRST_GRAVE
        )
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row.block))
        .collect(),
    };
    let record = |wanted: i64| {
        let found = rows.iter().find(|(id, _)| *id == wanted);
        found.map(|(_, block)| block.clone()).unwrap_or_default()
    };
    let (structure, averages) = (record(STRUCTURE), record(AVERAGES));
    Anatomy::read(structure, averages, &rows).ok_or_else(torn)
}

/// The error of an index that cannot be read.
pub(super) fn torn() -> Error {
    Error::Value("a page of the full-text index".to_owned())
}

impl Leaves {
    pub(super) fn anatomy(&self, table: Table) -> &Anatomy {
        &self.anatomies[table as usize]
    }

    /// The lists of a word's rows, each with its segment.
    pub(super) fn lists(&self, table: Table, word: &Word) -> Option<Vec<(Doclist<'_>, &Segment)>> {
        let Some(pages) = self.pages.get(&(table, word.clone())) else { return Some(Vec::new()) };
        let letters = format!("0{}", word.letters);
        let mut lists = Vec::new();
        for (segment, pages) in self.anatomy(table).segments.iter().zip(pages) {
            let found = doclists(pages, letters.as_bytes(), word.is_prefix)?;
            lists.extend(found.into_iter().map(|list| (list, segment)));
        }
        Some(lists)
    }

    /// How many bytes all pages have.
    pub(in crate::store::search) fn size(&self) -> usize {
        self.pages.values().flatten().flatten().map(Vec::len).sum()
    }
}

impl Word {
    pub(super) fn is_prefix(&self) -> bool {
        self.is_prefix
    }
}

#[cfg(test)]
impl Leaves {
    /// Lets every page be changed.
    pub(super) fn spoil(&mut self, mut change: impl FnMut(&mut Vec<u8>)) {
        self.pages.values_mut().flatten().flatten().for_each(&mut change);
    }
}
