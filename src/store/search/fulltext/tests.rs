use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{AssertSqlSafe, Row as _};

use super::*;
use crate::search::{Columns, Formula, Phrase, Sought};
use crate::store::{Pace, Store};

/// Numbers that look thrown and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    /// A word; the first ones far more often than the last.
    fn word(&mut self) -> String {
        let place = self.below(12) * self.below(12) * self.below(12) / 20;
        let stem = ["a", "b", "가나", "나다", "ⓓ1957", "comrad", "가다"][(place % 7) as usize];
        format!("{stem}{}", place / 7)
    }

    fn text(&mut self, most: u64) -> String {
        let length = self.below(most);
        (0..length).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn sought(&mut self, columns: Columns, needle: u32) -> Sought {
        let phrases = (0..=self.below(3)).map(|_| {
            let tokens: Vec<String> = (0..=self.below(5) / 2).map(|_| self.word()).collect();
            let mut phrase = Phrase { tokens, is_prefix: self.below(4) == 0 };
            if let Some(last) = phrase.tokens.last_mut().filter(|_| phrase.is_prefix) {
                last.pop();
            }
            phrase
        });
        Sought { columns, phrases: phrases.collect(), needle }
    }

    fn columns(&mut self) -> Columns {
        let all = [Columns::Title, Columns::English, Columns::Korean, Columns::Other];
        all.get(self.below(12) as usize).copied().unwrap_or_default()
    }

    fn formula(&mut self, are_columns_chosen: bool) -> Formula {
        let mut needle = 0;
        let mut sought = |dice: &mut Self| {
            let columns = if are_columns_chosen { dice.columns() } else { Columns::All };
            needle += 1;
            dice.sought(columns, needle - 1)
        };
        let groups = (0..=self.below(3))
            .map(|_| (0..=self.below(6) / 4).map(|_| sought(self)).collect())
            .collect();
        let excluded = (0..self.below(5) / 3).map(|_| sought(self)).collect();
        Formula { groups, excluded }
    }
}

/// A change to the bytes of a page.
type Spoiling = Box<dyn FnMut(&mut Vec<u8>) + Send>;

/// Something that is done to all pages that are read.
pub(super) struct Spoil(pub(super) Spoiling);

impl std::fmt::Debug for Spoil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spoil")
    }
}

impl Lengths for BTreeMap<i64, u32> {
    fn tokens(&self, document: i64) -> Option<u32> {
        self.get(&document).copied()
    }
}

/// A store whose index holds texts that were thrown, on pages of so many bytes.
async fn thrown(folder: &std::path::Path, page: u32, dice: &mut Dice) -> Store {
    let store = Store::open(&folder.join("room.sqlite3")).await.unwrap();
    let mut connection = store.writer.acquire().await.unwrap();
    for setting in [format!("'pgsz', {page}"), "'automerge', 3".to_owned()] {
        for table in ["ft_doc", "ft_para"] {
            let set = format!("INSERT INTO {table} ({table}, rank) VALUES ({setting})");
            sqlx::query(AssertSqlSafe(set)).execute(&mut *connection).await.unwrap();
        }
    }
    let (mut numbers, mut next) = (BTreeSet::new(), 0);
    for step in 0..60 {
        sqlx::query("BEGIN").execute(&mut *connection).await.unwrap();
        for _ in 0..dice.below(20) {
            let (again, place) = (dice.below(6) == 0, dice.below(next + 1) as i64);
            let number = if again && numbers.remove(&place) { place } else { next as i64 };
            if number == place && again {
                sqlx::query("DELETE FROM ft_doc WHERE rowid = ?1")
                    .bind(number)
                    .execute(&mut *connection)
                    .await
                    .unwrap();
                sqlx::query("DELETE FROM ft_para WHERE rowid >> 20 = ?1 AND rowid > ?1 << 20")
                    .bind(number)
                    .execute(&mut *connection)
                    .await
                    .unwrap();
                if dice.below(3) == 0 {
                    continue;
                }
            } else {
                next += 1 + dice.below(300) / 299 * 100_000;
            }
            numbers.insert(number);
            let mut insert = sqlx::query(
                "INSERT INTO ft_doc (rowid, title, summary, en, ko, xx, alt, alt_en, alt_ko, alt_xx)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .bind(number);
            for most in [3, 5, 200, 60, 9, 3, 9, 3, 2] {
                insert = insert.bind(dice.text(most));
            }
            insert.execute(&mut *connection).await.unwrap();
            for ordinal in 1..=1 + dice.below(4) {
                sqlx::query("INSERT INTO ft_para (rowid, main, alt) VALUES (?1, ?2, ?3)")
                    .bind((number << 20) + ordinal as i64)
                    .bind(dice.text(80))
                    .bind(dice.text(4))
                    .execute(&mut *connection)
                    .await
                    .unwrap();
            }
        }
        sqlx::query("COMMIT").execute(&mut *connection).await.unwrap();
        let mend = match step {
            20 => "INSERT INTO ft_doc (ft_doc, rank) VALUES ('merge', 7)",
            30 => "INSERT INTO ft_para (ft_para) VALUES ('optimize')",
            40 => "INSERT INTO ft_para (ft_para, rank) VALUES ('merge', -30)",
            _ => continue,
        };
        sqlx::query(mend).execute(&mut *connection).await.unwrap();
    }
    drop(connection);
    store
}

/// What FTS5 finds, with what it says each is worth.
async fn found(store: &Store, statement: &'static str, formula: &Formula) -> Vec<(i64, f64)> {
    let rows = sqlx::query(statement).bind(formula.to_string()).fetch_all(&store.readers).await;
    rows.unwrap().iter().map(|row| (row.get(0), row.get(1))).collect()
}

async fn check(page: u32, formulas: usize) {
    check_with(page, formulas, false).await;
    check_with(page, formulas, true).await;
}

async fn check_with(page: u32, formulas: usize, is_abridged: bool) {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(u64::from(page) * 7919);
    let store = thrown(folder.path(), page, &mut dice).await;
    if is_abridged {
        store.abridge(Pace::Full).await.unwrap();
    }
    let sizes: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT id, sz FROM ft_doc_docsize ORDER BY id")
            .fetch_all(&store.readers)
            .await
            .unwrap();
    let lengths: BTreeMap<i64, u32> =
        sizes.iter().map(|(number, size)| (*number, total(size))).collect();
    let numbers: Vec<i64> = lengths.keys().copied().collect();
    let mut connection = store.readers.pool().acquire().await.unwrap();
    let (shelf, mut answers) = (Shelf::default(), 0);
    for _ in 0..formulas {
        let (of_documents, of_paragraphs) = (dice.formula(true), dice.formula(false));
        let wanted = [&of_documents];
        let leaves =
            fetched(&mut connection, &shelf, Table::Documents, &wanted, None).await.unwrap();
        let mine = leaves.documents(&of_documents, &lengths).unwrap();
        let mine: Vec<(i64, f64)> = mine.into_iter().map(|(row, worth)| (row, -worth)).collect();
        let theirs = found(
            &store,
            "SELECT rowid, rank FROM ft_doc WHERE ft_doc MATCH ?1 ORDER BY rowid",
            &of_documents,
        )
        .await;
        let numbers_of = |found: &[(i64, f64)]| found.iter().map(|(row, _)| *row).collect();
        let (rows, their_rows): (Vec<i64>, Vec<i64>) = (numbers_of(&mine), numbers_of(&theirs));
        assert_eq!(rows, their_rows, "{of_documents}");
        // Where something is excluded FTS5 forgets phrases of some rows when the row before did not
        // match after all. What is excluded adds nothing, so it is asked without.
        let wanted = Formula { excluded: Vec::new(), ..of_documents.clone() };
        let mut worths = found(
            &store,
            "SELECT rowid, rank FROM ft_doc WHERE ft_doc MATCH ?1 ORDER BY rowid",
            &wanted,
        )
        .await;
        worths.retain(|(row, _)| rows.binary_search(row).is_ok());
        assert_eq!(mine, worths, "{of_documents}");
        assert_eq!(leaves.is_held(&of_documents), !theirs.is_empty());
        answers += theirs.len();

        let paragraphs = found(
            &store,
            "SELECT rowid, 0.0 FROM ft_para WHERE ft_para MATCH ?1 ORDER BY rowid",
            &of_paragraphs,
        )
        .await;
        let few: Vec<i64> = numbers.iter().copied().filter(|_| dice.below(9) == 0).collect();
        for among in [&numbers, &few] {
            let wanted = [&of_paragraphs];
            let only = Some(among.as_slice()).filter(|_| dice.below(2) == 0);
            let leaves =
                fetched(&mut connection, &shelf, Table::Paragraphs, &wanted, only).await.unwrap();
            let mine = leaves.paragraphs(&of_paragraphs, among);
            let mine: Vec<i64> = mine.into_iter().map(|(key, _)| key).collect();
            assert_eq!(mine, leaves.keys(&of_paragraphs, among));
            let theirs = paragraphs.iter().map(|(key, _)| *key);
            let theirs: Vec<i64> = theirs.filter(|key| among.contains(&(key >> 20))).collect();
            assert_eq!(mine, theirs, "{of_paragraphs}");
        }
    }
    assert!(answers > formulas, "something is found");
}

#[tokio::test]
async fn what_is_found_and_its_worth_are_what_fts5_says() {
    check(4050, 150).await;
}

#[tokio::test]
async fn lists_go_on_over_pages() {
    check(32, 60).await;
    check(100, 60).await;
}

#[tokio::test]
async fn of_a_long_list_only_the_pages_are_read_that_tell_of_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    let store = thrown(folder.path(), 100, &mut Dice(5)).await;
    sqlx::query("INSERT INTO ft_para (ft_para) VALUES ('optimize')")
        .execute(&store.writer)
        .await
        .unwrap();
    let numbers: Vec<i64> = sqlx::query_scalar("SELECT id FROM ft_doc_docsize ORDER BY id")
        .fetch_all(&store.readers)
        .await
        .unwrap();
    let few: Vec<i64> = numbers.iter().copied().step_by(numbers.len() / 3).collect();
    let mut connection = store.readers.pool().acquire().await.unwrap();
    let of = |words: &[&str]| {
        let tokens = words.iter().map(|word| (*word).to_owned()).collect();
        let phrase = Phrase { tokens, is_prefix: false };
        Formula::from(Sought { columns: Columns::All, phrases: vec![phrase], needle: 0 })
    };
    for formula in [of(&["a0"]), of(&["a0", "b0"])] {
        let mut answers = Vec::new();
        for among in [None, Some(few.as_slice())] {
            let (shelf, sum) = (Shelf::default(), Arc::new(AtomicUsize::new(0)));
            let read = Arc::clone(&sum);
            *shelf.spoiled.lock().unwrap() = Some(Spoil(Box::new(move |pages| {
                read.fetch_add(pages.len(), Ordering::Relaxed);
            })));
            let wanted = [&formula];
            let leaves =
                fetched(&mut connection, &shelf, Table::Paragraphs, &wanted, among).await.unwrap();
            answers.push((leaves.keys(&formula, &few), sum.load(Ordering::Relaxed)));
        }
        let [(all, whole), (found, part)] = &answers[..] else { unreachable!() };
        assert_eq!(all, found);
        assert!(!found.is_empty() && part * 3 < *whole, "{part} of {whole} bytes");
    }
}

#[tokio::test]
async fn pages_that_are_torn_are_errors_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(11);
    let store = thrown(folder.path(), 100, &mut dice).await;
    let mut connection = store.readers.pool().acquire().await.unwrap();
    for seed in 0..200 {
        let formula = dice.formula(true);
        let shelf = Shelf::default();
        // Words that were read before as they are, and others.
        let before = [&dice.formula(true)];
        drop(fetched(&mut connection, &shelf, Table::Documents, &before, None).await.unwrap());
        let mut spoiling = Dice(seed + 1);
        *shelf.spoiled.lock().unwrap() = Some(Spoil(Box::new(move |pages| {
            for _ in 0..=pages.len() / 30 {
                let at = spoiling.below(pages.len().max(1) as u64) as usize;
                if let Some(byte) = pages.get_mut(at) {
                    *byte = spoiling.below(256) as u8;
                }
            }
        })));
        let wanted = [&formula];
        let leaves = fetched(&mut connection, &shelf, Table::Documents, &wanted, None).await;
        let all: BTreeMap<i64, u32> = BTreeMap::new();
        drop(leaves.map(|leaves| leaves.documents(&formula, &all)));
    }
}

/// Words of which lists are abridged, by table.
async fn words_abridged(store: &Store) -> Vec<(i64, String)> {
    let words = sqlx::query_as("SELECT of_table, word FROM abridged ORDER BY of_table, word");
    words.fetch_all(&store.readers).await.unwrap()
}

#[tokio::test]
async fn a_long_list_is_abridged_once_and_read_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = thrown(folder.path(), 100, &mut Dice(5)).await;
    let word = |word: &str| {
        let phrase = Phrase { tokens: vec![word.to_owned()], is_prefix: false };
        Formula::from(Sought { columns: Columns::All, phrases: vec![phrase], needle: 0 })
    };
    let formula = word("a0");
    let mut connection = store.readers.pool().acquire().await.unwrap();
    let mut read = async || {
        let (shelf, sum) = (Shelf::default(), Arc::new(AtomicUsize::new(0)));
        let of_pages = Arc::clone(&sum);
        *shelf.spoiled.lock().unwrap() = Some(Spoil(Box::new(move |pages| {
            of_pages.fetch_add(pages.len(), Ordering::Relaxed);
        })));
        let leaves = fetched(&mut connection, &shelf, Table::Paragraphs, &[&formula], None).await;
        let leaves = leaves.unwrap();
        let numbers: Vec<i64> = (0..200_000).collect();
        (leaves.keys(&formula, &numbers), sum.load(Ordering::Relaxed))
    };
    let (rows, whole) = read().await;
    for table in ["ft_doc", "ft_para"] {
        let optimize = format!("INSERT INTO {table} ({table}) VALUES ('optimize')");
        sqlx::query(AssertSqlSafe(optimize)).execute(&store.writer).await.unwrap();
    }
    store.abridge(Pace::Full).await.unwrap();
    let words = words_abridged(&store).await;
    assert!(words.contains(&(0, "a0".to_owned())) && words.contains(&(1, "a0".to_owned())));
    assert!(!words.iter().any(|(_, word)| word == "comrad20"), "short lists stay as they are");
    let (same, none) = read().await;
    assert!(same == rows && none == 0 && whole > 0, "{none} of {whole} bytes");

    // Nothing is left to do, so nothing is written.
    let written = async || sqlx::query_scalar::<_, i64>("SELECT total_changes()");
    let before: i64 = written().await.fetch_one(&store.writer).await.unwrap();
    store.abridge(Pace::Full).await.unwrap();
    assert_eq!(written().await.fetch_one(&store.writer).await.unwrap(), before);

    // One that is damaged is passed over.
    for damage in [
        "size = -1",
        "size = 1 << 62",
        "size = 1",
        "list = CAST('torn' || substr(list, 5) AS BLOB)",
        "list = x''",
    ] {
        let damaged = format!("UPDATE abridged SET {damage}");
        sqlx::query(AssertSqlSafe(damaged)).execute(&store.writer).await.unwrap();
        let (same, again) = read().await;
        assert!(same == rows && again > 0, "{damage}");
    }

    // A load that has joined its pieces has abridged their lists.
    store.expect_many().await.unwrap();
    sqlx::query("DELETE FROM abridged").execute(&store.writer).await.unwrap();
    store.join_index().await.unwrap();
    assert_eq!(words_abridged(&store).await, words);
    let (same, none) = read().await;
    assert!(same == rows && none == 0);

    // What is removed for good leaves no word behind; the rest is abridged when the room holds still.
    store.forget_removed().await.unwrap();
    assert_eq!(words_abridged(&store).await, []);
    assert!(store.settle(Pace::Full).await.unwrap());
    assert_eq!(words_abridged(&store).await, words);

    // Those of segments that are no more go.
    sqlx::query("INSERT INTO ft_para (ft_para) VALUES ('delete-all')")
        .execute(&store.writer)
        .await
        .unwrap();
    store.abridge(Pace::Full).await.unwrap();
    let left: Vec<_> = words.into_iter().filter(|(table, _)| *table == 0).collect();
    assert_eq!(words_abridged(&store).await, left);
}

#[tokio::test]
async fn what_was_taken_out_of_the_only_segment_with_common_words_is_not_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
    let put = async |statement: &'static str| {
        sqlx::query(statement).execute(&store.writer).await.unwrap();
    };
    put("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
         INSERT INTO ft_doc (rowid, en) SELECT i, 'wheat rice' FROM n")
    .await;
    put("DELETE FROM ft_doc WHERE rowid IN (1, 7, 30)").await;
    put("INSERT INTO ft_doc (rowid, en) VALUES (7, 'other words')").await;
    let sought = |needle: u32, word: &str| {
        let phrase = Phrase { tokens: vec![word.to_owned()], is_prefix: false };
        vec![Sought { columns: Columns::All, phrases: vec![phrase], needle }]
    };
    let groups = vec![sought(0, "wheat"), sought(1, "rice")];
    let formula = Formula { groups, excluded: Vec::new() };
    let lengths: BTreeMap<i64, u32> = (1..=30).map(|number| (number, 2)).collect();
    let mut connection = store.readers.pool().acquire().await.unwrap();
    let shelf = Shelf::default();
    let leaves =
        fetched(&mut connection, &shelf, Table::Documents, &[&formula], None).await.unwrap();
    let found = leaves.documents(&formula, &lengths).unwrap();
    let mut expect: Vec<i64> = (2..30).collect();
    expect.retain(|number| *number != 7);
    assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), expect);
    let asked = "SELECT rowid, rank FROM ft_doc WHERE ft_doc MATCH ?1 ORDER BY rowid";
    let theirs = self::found(&store, asked, &formula).await;
    assert_eq!(found.into_iter().map(|(row, worth)| (row, -worth)).collect::<Vec<_>>(), theirs);
}
