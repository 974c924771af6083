//! What the store finds damaged in itself, and what it lets be.

use std::fs;

use reading_room::ingest::loader_version;
use reading_room::store::{Damage, Pace};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _};

use super::ingest::{Room, capture};

/// A room of two documents, one of them in two languages.
async fn room() -> Room {
    let room = Room::new().await;
    let seeds = room.seeds();
    fs::write(seeds.join("a.txt"), capture("July 3, 1957", "One", "Kim Il Sung said so [sic]."))
        .unwrap();
    let both = "---\ntitle: Two\ndate: 1957-07-04\n---\n\nThe plenum met on 5 July 1957.\n\n\
                # Korean {lang=ko}\n\n소련의 대사가 왔다.\n";
    fs::write(seeds.join("b.md"), both).unwrap();
    fs::write(
        seeds.join("people.toml"),
        "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n",
    )
    .unwrap();
    room.pass().await;
    room
}

async fn damage(room: &Room) -> Vec<Damage> {
    room.store.damage(&loader_version(), Pace::Full).await.unwrap()
}

/// Changes the database behind the store's back.
async fn with(room: &Room, statement: &str) {
    let options = SqliteConnectOptions::new().filename(room.database()).foreign_keys(false);
    let mut connection = options.connect().await.unwrap();
    let done = sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await;
    assert!(done.unwrap().rows_affected() > 0, "{statement}");
}

#[tokio::test]
async fn in_a_sound_room_nothing_is_damaged() {
    let room = room().await;
    assert_eq!(damage(&room).await, []);
    fs::remove_file(room.seeds().join("a.txt")).unwrap();
    room.pass().await;
    assert_eq!(damage(&room).await, [], "nor is what has no file any more");
}

#[tokio::test]
async fn what_turned_into_something_else_is_named() {
    let text = |id: &str| Damage::Text(id.to_owned());
    let index = |part: &str| Damage::Index(part.to_owned());
    let cases = [
        ("UPDATE body SET packed = zeroblob(length(packed)) WHERE document = 2", text("b")),
        ("UPDATE body SET packed = substr(packed, 2) WHERE document = 2", text("b")),
        ("UPDATE body SET size = size + 1 WHERE document = 2", text("b")),
        ("DELETE FROM body WHERE document = 2", text("b")),
        ("UPDATE block SET text = 'pienum' WHERE language = 'ko'", text("b")),
        ("UPDATE block SET marks = replace(marks, '0', '1') WHERE marks NOT NULL", text("a")),
        ("UPDATE block SET text = cast(x'80' AS TEXT) WHERE language = 'ko'", text("b")),
        ("DELETE FROM block WHERE language = 'ko'", text("b")),
        ("UPDATE document SET title = 'Tvo' WHERE id = 'b'", text("b")),
        ("UPDATE document SET sort_key = '1' WHERE id = 'a'", text("a")),
        ("UPDATE document SET text_sha256 = '0' WHERE id = 'a'", text("a")),
        ("UPDATE text SET translator = 'Nobody' WHERE document = 1", text("a")),
        ("UPDATE vocabulary SET frequency = 7 WHERE word = 'plenum'", index("words")),
        ("UPDATE vocabulary SET word = 'pienum' WHERE word = 'plenum'", index("words")),
        ("UPDATE day_named SET day = '1957-07-06' WHERE day = '1957-07-05'", index("days")),
        ("DELETE FROM ft_para WHERE rowid = (SELECT max(key) FROM block)", index("paragraphs")),
        ("DELETE FROM ft_doc WHERE rowid = 1", index("documents")),
        ("INSERT INTO ft_doc (rowid, en) VALUES (77, 'more')", index("documents")),
    ];
    for (statement, expect) in cases {
        let room = room().await;
        with(&room, statement).await;
        assert_eq!(damage(&room).await, [expect], "{statement}");
    }
}

#[tokio::test]
async fn a_source_with_one_bit_turned_is_named() {
    let room = room().await;
    with(&room, "UPDATE source SET bytes = cast(replace(bytes, 'plenum', 'plenun') AS BLOB)").await;
    let found = damage(&room).await;
    let sources = room.store.known_documents().await.unwrap();
    let of_b = sources.iter().find(|known| known.id.as_str() == "b").unwrap();
    assert!(found.contains(&Damage::Source(of_b.edition.clone())), "{found:?}");
}

#[tokio::test]
async fn a_row_that_names_one_that_is_not_there_is_damage() {
    let room = room().await;
    with(&room, "DELETE FROM source WHERE sha256 = (SELECT edition FROM document LIMIT 1)").await;
    assert!(matches!(damage(&room).await.as_slice(), [Damage::File(_), ..]));
}

#[tokio::test]
async fn a_torn_full_text_index_is_told_from_a_torn_file() {
    let room = room().await;
    // What the index holds, with a page of its own turned round.
    with(&room, "UPDATE ft_para_data SET block = zeroblob(length(block)) WHERE id > 10").await;
    let found = damage(&room).await;
    assert!(matches!(found.as_slice(), [Damage::Index(_), ..]), "{found:?}");
}
