//! The index's pages, as statements fetch them: many in one row, since a row costs more than a page.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnection;

use super::abridged::Abridged;
use super::anatomy::{Anatomy, FIRST_GRAVE, Identity};
use super::leaves::torn;
use super::wanted::Table;
use crate::store::Result;
use crate::store::fts5::{AVERAGES, PAGE_BITS, STRUCTURE};

/// Pages whose numbers are these, ends included.
pub(super) type Run = (i64, i64);

/// Pages by their numbers.
#[derive(Debug, Default)]
pub(super) struct Pages {
    bytes: Vec<u8>,
    /// The number of each and where it is, numbers ascending.
    places: Vec<(i64, Range<usize>)>,
}

impl Pages {
    /// The pages of a run, each with its number; those that are not there are left out.
    pub(super) fn run(&self, (first, last): Run) -> impl Iterator<Item = (i64, &[u8])> {
        let from = self.places.partition_point(|(id, _)| *id < first);
        let places = self.places[from..].iter().take_while(move |(id, _)| *id <= last);
        places.map(|(id, place)| (*id, self.bytes.get(place.clone()).unwrap_or_default()))
    }

    /// How many bytes they have.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    fn of(ids: &str, sizes: &str, bytes: Vec<u8>) -> Option<Self> {
        let (mut places, mut at) = (Vec::new(), 0_usize);
        for (id, size) in ids.split_terminator(' ').zip(sizes.split_terminator(' ')) {
            let end = at.checked_add(size.parse().ok()?)?;
            places.push((id.parse().ok()?, at..end));
            at = end;
        }
        places.sort_unstable_by_key(|(id, _)| *id);
        (at == bytes.len()).then_some(Self { bytes, places })
    }

    #[cfg(test)]
    pub(super) fn spoil(&mut self, change: &mut super::tests::Spoil) {
        change.0(&mut self.bytes);
    }
}

/// The two records that tell one state of a table from another, and what was asked beside them.
struct Answer<T> {
    structure: Vec<u8>,
    averages: Vec<u8>,
    found: T,
}

impl<T> Answer<T> {
    /// What was asked, if the table is still as it was.
    fn of(self, anatomy: &Anatomy) -> Option<T> {
        let is_same = self.structure == anatomy.structure && self.averages == anatomy.averages;
        is_same.then_some(self.found)
    }
}

/// The statement that finds the first and last page on which words can be, by segment, and what is
/// abridged of them.
macro_rules! located {
    ($connection:expr, $wanted:expr, $of_table:expr, $data:literal, $idx:literal) => {{
        let of_table = $of_table;
        let row = sqlx::query!(
            r#"SELECT (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?1) AS "averages?: Vec<u8>",
                      (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?2) AS "structure?: Vec<u8>",
                      (SELECT json_group_array(json_array(key, max(value ->> 1, coalesce((
                              SELECT pgno >> 1 FROM "#
                + $idx
                + r#" WHERE segid = value ->> 0
                                 AND term <= CAST('0' || (value ->> 3) AS BLOB)
                              ORDER BY term DESC LIMIT 1), 0)), min(value ->> 2, coalesce((
                              SELECT pgno >> 1 FROM "#
                + $idx
                + r#" WHERE segid = value ->> 0
                                 AND term > CAST('0' || (value ->> 4) AS BLOB)
                              ORDER BY term LIMIT 1), value ->> 2))))
                       FROM json_each(?3)) AS "runs!: String",
                      lists AS "lists!: String", bytes AS "bytes?: Vec<u8>"
               FROM (SELECT json_group_array(
                                json_array(wish.key, a.word, a.size, length(a.list))) AS lists,
                            CAST(group_concat(a.list, '') AS BLOB) AS bytes
                     FROM json_each(?3) AS wish CROSS JOIN abridged AS a
                     WHERE a.of_table = ?4 AND a.segment = wish.value ->> 5
                       AND a.word BETWEEN wish.value ->> 3 AND wish.value ->> 4)"#,
            AVERAGES,
            STRUCTURE,
            $wanted,
            of_table
        )
        .fetch_one($connection)
        .await?;
        let (structure, averages) = (row.structure.unwrap_or_default(), row.averages);
        let lists = abridged(&row.lists, &row.bytes.unwrap_or_default()).ok_or_else(torn)?;
        let found = (row.runs, lists);
        Answer { structure, averages: averages.unwrap_or_default(), found }
    }};
}

/// The statement that fetches runs of pages.
macro_rules! fetched {
    ($connection:expr, $runs:expr, $data:literal) => {{
        let row = sqlx::query!(
            r#"SELECT (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?1) AS "averages?: Vec<u8>",
                      (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?2) AS "structure?: Vec<u8>",
                      group_concat(page.id, ' ') AS "ids?: String",
                      group_concat(length(page.block), ' ') AS "sizes?: String",
                      CAST(group_concat(page.block, '') AS BLOB) AS "bytes?: Vec<u8>"
               FROM json_each(?3) AS run CROSS JOIN "#
                + $data
                + r#" AS page
               WHERE page.id BETWEEN run.value ->> 0 AND run.value ->> 1"#,
            AVERAGES,
            STRUCTURE,
            $runs
        )
        .fetch_one($connection)
        .await?;
        let (ids, sizes) = (row.ids.unwrap_or_default(), row.sizes.unwrap_or_default());
        let pages = Pages::of(&ids, &sizes, row.bytes.unwrap_or_default()).ok_or_else(torn)?;
        let (structure, averages) = (row.structure.unwrap_or_default(), row.averages);
        Answer { structure, averages: averages.unwrap_or_default(), found: pages }
    }};
}

/// The statement that reads what a table is made of.
macro_rules! records {
    ($connection:expr, $data:literal) => {
        sqlx::query!(
            r#"SELECT id AS "id!: i64", block AS "block!: Vec<u8>" FROM "#
                + $data
                + r#"
               WHERE id IN (?1, ?2) UNION ALL SELECT id, block FROM "#
                + $data
                + r#"
               WHERE id >= ?3"#,
            AVERAGES,
            STRUCTURE,
            FIRST_GRAVE
        )
        .fetch_all($connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row.block))
        .collect::<Vec<(i64, Vec<u8>)>>()
    };
}

/// A word, or the beginning of some, in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) segment: Identity,
    pub(super) letters: &'a str,
    pub(super) is_prefix: bool,
    /// Whether what is abridged is as good as the pages.
    pub(super) takes_lists: bool,
}

/// Where a word, or a beginning, is found.
#[derive(Debug)]
pub(super) struct Located {
    /// The pages on which it can be.
    pub(super) run: Run,
    /// Its long lists, each with the word that it is of.
    pub(super) lists: Vec<(String, Abridged)>,
}

/// Lists by the places of those that they are of, from what is said of each and the bytes of all.
fn abridged(said: &str, bytes: &[u8]) -> Option<HashMap<usize, Vec<(String, Abridged)>>> {
    let said: Vec<(usize, String, i64, usize)> = serde_json::from_str(said).ok()?;
    let (mut found, mut at): (HashMap<_, Vec<_>>, usize) = (HashMap::new(), 0);
    for (place, word, size, length) in said {
        let packed = bytes.get(at..at.checked_add(length)?)?.to_vec();
        at += length;
        found.entry(place).or_default().push((word, Abridged { size, packed }));
    }
    Some(found)
}

/// Where each of the words is; `None` if the table is not as `anatomy` has it.
pub(super) async fn located(
    connection: &mut SqliteConnection,
    (table, anatomy): (Table, &Anatomy),
    words: &[Place<'_>],
) -> Result<Option<Vec<Located>>> {
    let wanted = words.iter().map(|Place { segment, letters, is_prefix, takes_lists }| {
        let end = if *is_prefix { "\u{10ffff}" } else { "" };
        let (first, last) = segment.pages;
        let key = takes_lists.then(|| segment.key());
        json!([segment.id, first, last, letters, format!("{letters}{end}"), key])
    });
    let wanted = wanted.collect::<Vec<Value>>();
    let wanted = serde_json::to_string(&wanted)?;
    let answer = match table {
        Table::Documents => {
            located!(connection, wanted, table as i64, "ft_doc_data", "ft_doc_idx")
        }
        Table::Paragraphs => {
            located!(connection, wanted, table as i64, "ft_para_data", "ft_para_idx")
        }
    };
    let Some((found, mut lists)) = answer.of(anatomy) else { return Ok(None) };
    let mut found: Vec<(usize, i64, i64)> = serde_json::from_str(&found)?;
    found.sort_unstable();
    let places = found.into_iter().zip(words).map(|((place, first, last), word)| {
        let segment = word.segment.id << PAGE_BITS;
        let lists = lists.remove(&place).unwrap_or_default();
        Located { run: (segment + first, segment + last), lists }
    });
    Ok(Some(places.collect()))
}

/// The pages of these runs; `None` if the table is not as `anatomy` has it.
pub(super) async fn pages(
    connection: &mut SqliteConnection,
    (table, anatomy): (Table, &Anatomy),
    runs: &[Run],
) -> Result<Option<Pages>> {
    let mut runs = runs.to_vec();
    runs.sort_unstable();
    // No page twice.
    runs.dedup_by(|later, kept| {
        let is_joined = later.0 <= kept.1;
        if is_joined {
            kept.1 = kept.1.max(later.1);
        }
        is_joined
    });
    let runs = serde_json::to_string(&runs)?;
    let answer = match table {
        Table::Documents => fetched!(connection, runs, "ft_doc_data"),
        Table::Paragraphs => fetched!(connection, runs, "ft_para_data"),
    };
    Ok(answer.of(anatomy))
}

/// What a table is made of now.
pub(super) async fn anatomy(connection: &mut SqliteConnection, table: Table) -> Result<Anatomy> {
    let rows = match table {
        Table::Documents => records!(connection, "ft_doc_data"),
        Table::Paragraphs => records!(connection, "ft_para_data"),
    };
    let record = |wanted: i64| {
        let found = rows.iter().find(|(id, _)| *id == wanted);
        found.map(|(_, block)| block.clone()).unwrap_or_default()
    };
    let (structure, averages) = (record(STRUCTURE), record(AVERAGES));
    Anatomy::read(structure, averages, &rows).ok_or_else(torn)
}
