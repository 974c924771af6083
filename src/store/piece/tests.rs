use sqlx::{AssertSqlSafe, Row as _};

use super::*;
use crate::address::Slug;
use crate::document::{Block, BlockKind, Description, Document, Language, Text};
use crate::search::{Lexicon, indexed};
use crate::store::Store;
use crate::store::fts5::Structure;
use crate::store::index::IndexRows;

/// Documents with their numbers.
type Numbered = Vec<(i64, Arc<Indexed>)>;

/// What both tables hold, and what they take for their sizes.
#[derive(Debug, PartialEq)]
struct Held {
    places: Vec<String>,
    lengths: Vec<String>,
    averages: Vec<Vec<u8>>,
    ranks: Vec<String>,
}

fn of(texts: &[(&str, &[&str])]) -> Arc<Indexed> {
    let text = |(language, blocks): &(&str, &[&str])| {
        let block = |(n, text): (u32, &&str)| Block {
            n,
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            marks: Vec::new(),
        };
        let blocks = (1..).zip(*blocks).map(block).collect();
        Text::new(Language::parse(language).unwrap(), blocks)
    };
    let title = texts.first().map(|_| "Minutes of 8.VII.1957".to_owned());
    let document = Document {
        layout: String::new(),
        description: Description { title, ..Description::default() },
        texts: texts.iter().map(text).collect(),
    };
    Arc::new(indexed(&document, &Slug::parse("a").unwrap(), &Lexicon::default()))
}

async fn opened() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
    (folder, store)
}

async fn held(store: &Store) -> Held {
    let strings = async |statement: String| {
        let rows = sqlx::query(AssertSqlSafe(statement)).fetch_all(&store.writer).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>()
    };
    let mut held =
        Held { places: Vec::new(), lengths: Vec::new(), averages: Vec::new(), ranks: Vec::new() };
    for table in ["ft_doc", "ft_para"] {
        for statement in [
            format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')"),
            format!("DROP TABLE IF EXISTS temp.{table}_all"),
            format!(
                "CREATE VIRTUAL TABLE temp.{table}_all USING
                     fts5vocab('main', '{table}', 'instance')"
            ),
        ] {
            sqlx::query(AssertSqlSafe(statement)).execute(&store.writer).await.unwrap();
        }
        held.places.extend(
            strings(format!(
                "SELECT concat_ws(' ', term, doc, col, \"offset\") FROM temp.{table}_all"
            ))
            .await,
        );
        held.lengths.extend(
            strings(format!("SELECT id || hex(sz) FROM {table}_docsize ORDER BY id")).await,
        );
        let averages = format!("SELECT block FROM {table}_data WHERE id = 1");
        let averages = sqlx::query(AssertSqlSafe(averages)).fetch_one(&store.writer).await.unwrap();
        held.averages.push(averages.get(0));
        for word in ["report", "대사", "word7", "embassi OR \"ⓓ19570708\""] {
            held.ranks.extend(
                strings(format!(
                    "SELECT concat_ws(' ', rowid, bm25({table})) FROM {table}
                     WHERE {table} MATCH '{word}' ORDER BY rowid"
                ))
                .await,
            );
        }
    }
    held
}

/// Writes these batches, those that are marked so in pieces.
async fn written(store: &Store, batches: &[(bool, Numbered)]) {
    for (in_pieces, numbered) in batches {
        let mut tx = store.writing().await.unwrap();
        let mut rows = IndexRows::default();
        if *in_pieces {
            let pieces = Pieces::of(numbered);
            assert!(put(&mut tx, &pieces).await.unwrap());
        } else {
            for (number, indexed) in numbered {
                rows.add(*number, indexed);
            }
            rows.write(&mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// Whatever is written in pieces, the index holds what FTS5 makes of the same documents.
async fn check(batches: &[(bool, Numbered)]) {
    let ((_a, by_pieces), (_b, by_itself)) = (opened().await, opened().await);
    by_pieces.expect_many().await.unwrap();
    by_itself.expect_many().await.unwrap();
    written(&by_pieces, batches).await;
    let alone: Vec<_> = batches.iter().map(|(_, numbered)| (false, numbered.clone())).collect();
    written(&by_itself, &alone).await;
    let expect = held(&by_itself).await;
    assert!(expect.places.len() > 3);
    assert!(held(&by_pieces).await == expect, "before they are joined");
    // Documents go as they do from an index of FTS5's own making.
    for store in [&by_pieces, &by_itself] {
        let first = batches[0].1[0].0;
        let (block, end) = block_keys(first);
        for statement in [
            format!("DELETE FROM ft_doc WHERE rowid = {first}"),
            format!("DELETE FROM ft_para WHERE rowid >= {block} AND rowid < {end}"),
        ] {
            sqlx::query(AssertSqlSafe(statement)).execute(&store.writer).await.unwrap();
        }
    }
    let expect = held(&by_itself).await;
    assert!(held(&by_pieces).await == expect, "after one went");
    by_pieces.join_index().await.unwrap();
    by_itself.join_index().await.unwrap();
    assert!(held(&by_pieces).await == held(&by_itself).await, "after they were joined");
}

#[tokio::test]
async fn a_piece_is_what_fts5_would_have_made() {
    let long = "x".repeat(300);
    let odd = of(&[
        ("en", &["Report to the embassy", "", "  ", &long, "𝐀𐐨 𝕏 Hŏ’s U.S.S.R. W[ar]"]),
        ("ko", &["소련 대사관의 보고", "대사", "𠀀𠀁𠀂"]),
        ("ru", &["Товарищ посол"]),
    ]);
    let empty = of(&[]);
    let plain = of(&[("en", &["The report of the embassy"])]);
    check(&[
        (true, vec![(1, odd.clone()), (2, empty.clone()), (3, plain.clone())]),
        (true, vec![(4, empty.clone())]),
        (true, vec![(7, plain.clone()), (1 << 40, odd.clone())]),
    ])
    .await;
}

#[tokio::test]
async fn a_word_takes_as_many_pages_as_it_needs() {
    // One word that stands five thousand times in a block, then one that each of many blocks has,
    // and thousands that stand once.
    let often = "report ".repeat(5_000);
    let many: Vec<String> = (0..2_000).map(|n| format!("report word{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    check(&[
        (true, vec![(5, of(&[("en", &[&often, "embassy"])])), (6, of(&[("ko", &many)]))]),
        (true, vec![(9, of(&[("en", &[&often])]))]),
    ])
    .await;
}

#[tokio::test]
async fn fts5_goes_on_where_pieces_were_put() {
    let plain = of(&[("en", &["The report of the embassy"])]);
    // FTS5 notes which segments there are when it takes a row, be it without words.
    let empty = of(&[]);
    check(&[
        (false, vec![(1, plain.clone())]),
        (false, vec![(2, empty.clone())]),
        (true, vec![(3, plain.clone()), (4, plain.clone())]),
        (false, vec![(5, empty.clone())]),
        (true, vec![(6, plain.clone())]),
        (false, vec![(7, plain.clone()), (8, plain.clone())]),
        (false, vec![(9, plain.clone())]),
    ])
    .await;
}

#[tokio::test]
async fn a_piece_that_is_not_committed_leaves_nothing() {
    let (_folder, store) = opened().await;
    let plain = of(&[("en", &["The report of the embassy"])]);
    let numbered = |number| vec![(number, plain.clone())];
    written(&store, &[(true, numbered(1))]).await;
    let before = held(&store).await;
    let mut tx = store.writing().await.unwrap();
    assert!(put(&mut tx, &Pieces::of(&numbered(2))).await.unwrap());
    tx.rollback().await.unwrap();
    assert!(held(&store).await == before);
    written(&store, &[(false, numbered(2)), (true, numbered(3))]).await;
    assert_eq!(held(&store).await.lengths.len(), 6);
}

#[test]
fn a_table_that_is_not_as_described_is_left_alone() {
    let structure = |record: &[u8]| Structure::read(record).is_some_and(|read| read.has_graves);
    assert!(structure(&[0, 0, 0, 4, 0xff, 0, 0, 1, 0, 0, 0]));
    // Of a table that no row can be taken out of; torn.
    assert!(!structure(&[0, 0, 0, 4, 0, 0, 0]));
    assert!(!structure(&[0, 0, 0, 4, 0xff, 0, 0, 1, 1, 1, 0, 0, 1]));
    assert!(!structure(&[]));
}
