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
