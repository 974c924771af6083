//! The full-text index over time: what is written bit by bit is what a new making gives.

use std::collections::BTreeSet;
use std::fs;

use reading_room::address::Sort;
use reading_room::store::Filter;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};

use super::ingest::{Room, capture};

/// Everything that the index holds, one line for each thing: each token with its place, words,
/// names, mentions.
pub(super) async fn of(room: &Room) -> BTreeSet<String> {
    let mut connection = opened(room).await;
    for table in ["ft_doc", "ft_para"] {
        let check = format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')");
        sqlx::query(sqlx::AssertSqlSafe(check)).execute(&mut connection).await.unwrap();
        let view = format!(
            "CREATE VIRTUAL TABLE temp.{table}_all USING fts5vocab('main', '{table}', 'instance')"
        );
        sqlx::query(sqlx::AssertSqlSafe(view)).execute(&mut connection).await.unwrap();
    }
    let lines: Vec<String> = sqlx::query_scalar(
        "SELECT 'document ' || doc || ' ' || col || ' ' || \"offset\" || ' ' || term FROM ft_doc_all
         UNION ALL
         SELECT 'block ' || doc || ' ' || col || ' ' || \"offset\" || ' ' || term FROM ft_para_all
         UNION ALL SELECT 'word ' || word || ' ' || frequency FROM vocabulary
         UNION ALL SELECT 'name ' || key || ' ' || form || ' ' || frequency FROM name_form
         UNION ALL SELECT 'totals ' || hex(block) FROM ft_doc_data WHERE id = 1
         UNION ALL
         SELECT 'tally ' || facet || ' ' || value || ' ' || documents FROM tally
         WHERE documents <> 0
         UNION ALL SELECT 'entity ' || kind || ' ' || id || ' ' || documents FROM entity
         WHERE documents <> 0
         UNION ALL SELECT 'spelling ' || form || ' ' || mentions FROM spelling WHERE mentions <> 0
         UNION ALL SELECT 'facet ' || document || ' ' || sort_key || ' ' || languages FROM facet
         UNION ALL
         SELECT 'mention ' || kind || ' ' || id || ' ' || form || ' ' || block
         FROM mention JOIN spelling ON spelling.number = mention.spelling
              JOIN entity ON entity.number = spelling.entity
         UNION ALL
         SELECT 'appearance ' || kind || ' ' || id || ' ' || document
         FROM appearance JOIN entity ON entity.number = appearance.entity",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    lines.into_iter().collect()
}

async fn opened(room: &Room) -> SqliteConnection {
    SqliteConnectOptions::new().filename(room.database()).connect().await.unwrap()
}

/// The room's index made anew, as for another version of the tokenizer.
pub(super) async fn remade(room: &Room) {
    let mut connection = opened(room).await;
    sqlx::query("UPDATE setting SET value = 'another' WHERE name = 'index_version'")
        .execute(&mut connection)
        .await
        .unwrap();
    room.store.refresh_index().await.unwrap();
}

#[tokio::test]
async fn an_index_of_another_version_is_made_anew_by_itself() {
    let room = Room::new().await;
    let seeds = room.seeds();
    fs::write(seeds.join("a.txt"), capture("July 3, 1957", "One", "Kim Il Sung said so.")).unwrap();
    fs::write(seeds.join("b.txt"), capture("July 4, 1957", "Two", "소련의 대사가 왔다.")).unwrap();
    room.pass().await;
    let before = of(&room).await;
    assert!(before.iter().any(|line| line.ends_with(" 소련")), "{before:?}");
    let mut connection = opened(&room).await;
    for statement in [
        "UPDATE setting SET value = 'another' WHERE name = 'index_version'",
        "INSERT INTO ft_doc (ft_doc) VALUES ('delete-all')",
        "DELETE FROM vocabulary",
        "DELETE FROM facet",
    ] {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    assert_ne!(of(&room).await, before);
    room.pass().await;
    assert_eq!(of(&room).await, before);
}

#[tokio::test]
async fn what_is_found_follows_every_change_of_the_files() {
    let room = Room::new().await;
    let file = room.seeds().join("a.txt");
    fs::write(&file, capture("July 3, 1957", "One", "The plenum met.")).unwrap();
    fs::write(room.seeds().join("b.txt"), capture("July 4, 1957", "Two", "Rain.")).unwrap();
    room.pass().await;
    let found = async |q: &str| {
        let answer = room.store.answer(q, &Filter::default(), Sort::Relevance, 1).await.unwrap();
        (answer.found.total, answer.spellings.len())
    };
    assert_eq!(found("plenum").await, (1, 0));
    fs::write(&file, capture("July 3, 1957", "One", "The congress met.")).unwrap();
    room.pass().await;
    assert_eq!(found("plenum").await.0, 0);
    assert_eq!(found("plenumm").await, (0, 0), "a word that is gone is no suggestion");
    assert_eq!(found("congress").await.0, 1);
    let gone = "[gone.a]\nreason = \"r\"\nby = \"x\"\non = \"2026-01-01\"\n";
    fs::write(room.seeds().join("redirects.toml"), gone).unwrap();
    room.pass().await;
    assert_eq!(found("congress").await.0, 0, "a withdrawn document is not found");
    let left = of(&room).await;
    remade(&room).await;
    assert_eq!(of(&room).await, left);
}

/// Letters from `from` to before `to`, in a room's seeds.
fn write_letters(room: &Room, from: usize, to: usize) {
    for n in from..to {
        let words = format!("Comrade Kim Il Sung spoke of harvest {n} on {} July.", n % 28 + 1);
        let text = capture("July 3, 1957", &format!("Letter {n}"), &words);
        fs::write(room.seeds().join(format!("letter-{n:04}.txt")), text).unwrap();
    }
}

#[tokio::test]
async fn many_documents_at_once_make_the_room_that_some_at_a_time_make() {
    const LETTERS: usize = 520;
    let (once, by_and_by) = (Room::new().await, Room::new().await);
    write_letters(&once, 0, LETTERS);
    once.pass().await;
    for from in (0..LETTERS).step_by(130) {
        write_letters(&by_and_by, from, from + 130);
        by_and_by.pass().await;
    }
    assert_eq!(of(&once).await, of(&by_and_by).await);
    assert!(!once.store.is_in_pieces().await.unwrap());
    let told = async |room: &Room| {
        let mut told = Vec::new();
        for (holding, _) in room.everything().await {
            told.push(format!(
                "{} {:?} {:?}",
                holding.id, holding.edition.sha256, holding.document
            ));
        }
        told
    };
    assert_eq!(told(&once).await, told(&by_and_by).await);
    // The pieces were joined: one segment for each table.
    let mut connection = opened(&once).await;
    for table in ["ft_doc", "ft_para"] {
        let segments = format!("SELECT count(DISTINCT segid) FROM {table}_idx");
        let segments: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(segments))
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(segments, 1, "{table}");
    }
}

#[tokio::test]
async fn an_index_that_a_load_left_in_pieces_is_joined_by_the_next_reading() {
    let room = Room::new().await;
    room.store.expect_many().await.unwrap();
    for n in 0..3 {
        write_letters(&room, n, n + 1);
        // A reading joins what it finds before it takes anything in.
        room.pass().await;
        room.store.expect_many().await.unwrap();
    }
    assert!(room.store.is_in_pieces().await.unwrap());
    let before = of(&room).await;
    room.pass().await;
    assert!(!room.store.is_in_pieces().await.unwrap());
    assert_eq!(of(&room).await, before);
    // What is taken out of joined pieces and what comes after stand as ever.
    fs::remove_file(room.seeds().join("letter-0001.txt")).unwrap();
    write_letters(&room, 2, 5);
    room.pass().await;
    let bit_by_bit = of(&room).await;
    remade(&room).await;
    assert_eq!(bit_by_bit, of(&room).await);
}

#[tokio::test]
async fn a_room_killed_while_its_index_is_joined_joins_the_rest() {
    let room = Room::new().await;
    for from in (0..240).step_by(80) {
        write_letters(&room, from, from + 80);
        room.pass().await;
        room.store.expect_many().await.unwrap();
    }
    let before = of(&room).await;
    // One step of one page: more is left.
    let mut connection = opened(&room).await;
    sqlx::query("INSERT INTO ft_doc (ft_doc, rank) VALUES ('merge', -1)")
        .execute(&mut connection)
        .await
        .unwrap();
    let pieces: i64 = sqlx::query_scalar("SELECT count(DISTINCT segid) FROM ft_doc_idx")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(pieces > 1);
    // A kill leaves the file and its log as they are.
    let killed = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(room.data().parent().unwrap()).min_depth(1) {
        let entry = entry.unwrap();
        let to =
            killed.path().join(entry.path().strip_prefix(room.data().parent().unwrap()).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    let killed = Room::made_sure_of(killed).await.unwrap();
    assert!(!killed.store.is_in_pieces().await.unwrap());
    assert_eq!(of(&killed).await, before);
    assert_eq!(killed.damage().await, []);
}
