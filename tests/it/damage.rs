//! A database, its log or the event file damaged in every way that disks and people find: what is
//! shown afterwards is what was shown before, or the room does not open and says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reading_room::document::{Document, EventKind, Holding};
use reading_room::store::Store;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use super::index;
use super::ingest::{Room, capture};

/// A room with editions, an absent document, a rename, a tombstone and names.
async fn room() -> Room {
    let room = Room::new().await;
    for (name, day, words) in [
        ("a.txt", "July 3, 1957", "Kim Il Sung said so [sic] to the plenum."),
        ("b.txt", "July 4, 1957", "The harvest of 5 July 1957 was good."),
        ("c.txt", "July 5, 1957", "A letter that somebody lost."),
        ("d.txt", "July 6, 1957", "소련의 대사가 왔다."),
        ("e.txt", "July 7, 1957", "A letter that was withdrawn."),
    ] {
        room.write(name, &capture(day, &format!("Title of {name}"), words));
    }
    room.write("people.toml", "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n");
    room.pass().await;
    room.write("b.txt", &capture("July 4, 1957", "Title of b.txt", "The harvest was bad."));
    room.remove("c.txt");
    fs::rename(room.seeds().join("d.txt"), room.seeds().join("dd.txt")).unwrap();
    room.write(
        "redirects.toml",
        "[gone.e]\nreason = \"asked for\"\nby = \"the editors\"\non = \"2026-01-01\"\n",
    );
    room.pass().await;
    room
}

/// Everything that must be the same afterwards.
type All = (Vec<(Holding, Vec<Document>)>, Vec<(EventKind, String)>, BTreeSet<String>);

async fn all(room: &Room) -> All {
    let mut events = room.events().await;
    events.retain(|(kind, _)| *kind != EventKind::Repaired);
    // Numbers of documents are the database's own; words, names and their counts are not.
    let words = index::of(room).await;
    let words = words.into_iter().filter(|line| line.starts_with("word ")).collect();
    (room.everything().await, events, words)
}

/// Fails with the first thing that differs.
fn same(after: &All, before: &All, case: &str) {
    for (after, before) in after.0.iter().zip(&before.0) {
        assert_eq!(after, before, "{case}");
    }
    assert_eq!(
        (after.0.len(), &after.1, &after.2),
        (before.0.len(), &before.1, &before.2),
        "{case}"
    );
}

/// The names in the data folder that begin so.
fn names(data: &Path, beginning: &str) -> Vec<String> {
    let names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().unwrap())
        .filter(|name| name.starts_with(beginning))
        .collect();
    names.sort();
    names
}

/// Harms a closed room and opens it again.
async fn check(case: &str, harm: impl FnOnce(&Path)) -> Room {
    let room = room().await;
    let before = all(&room).await;
    let folder = room.closed().await;
    harm(&folder.path().join("data"));
    let room = Room::made_sure_of(folder).await.expect(case);
    same(&all(&room).await, &before, case);
    let lines = fs::read_to_string(room.data().join("kept/events.jsonl")).unwrap();
    let distinct: BTreeSet<&str> = lines.lines().collect();
    assert_eq!(distinct.len(), lines.lines().count(), "{case}: an event stands twice");
    room
}

fn was_set_aside(room: &Room) -> bool {
    !names(&room.data(), "room.sqlite3.damaged-").is_empty()
}

/// Bytes that follow no pattern and are the same each time.
fn noise(length: usize, mut seed: u64) -> Vec<u8> {
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_be_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn a_torn_database_is_set_aside_and_made_again() {
    let cut = check("cut to half", |data| {
        change(&data.join("room.sqlite3"), |bytes| bytes.truncate(bytes.len() / 2));
    });
    assert!(was_set_aside(&cut.await));
    let foreign = check("another file", |data| {
        fs::write(data.join("room.sqlite3"), "These are no pages of a database.\n").unwrap();
    });
    assert!(was_set_aside(&foreign.await));
    let encrypted = check("noise", |data| {
        change(&data.join("room.sqlite3"), |bytes| *bytes = noise(bytes.len(), 7));
    });
    assert!(was_set_aside(&encrypted.await));
    for case in ["deleted", "empty"] {
        check(case, |data| {
            let path = data.join("room.sqlite3");
            fs::remove_file(&path).unwrap();
            if case == "empty" {
                fs::write(path, "").unwrap();
            }
        })
        .await;
    }
}

#[tokio::test]
async fn whatever_page_is_overwritten_nothing_else_is_shown() {
    const PAGE: usize = 4096;
    let folder = room().await.closed().await;
    let pages = fs::read(folder.path().join("data/room.sqlite3")).unwrap().len() / PAGE;
    // Every page once in some days of tests; the first, with the schema, each time.
    let sample = noise(9, 1957).into_iter().map(|at| usize::from(at) * pages / 256);
    for page in std::iter::once(0).chain(sample) {
        check(&format!("page {page}"), |data| {
            change(&data.join("room.sqlite3"), |bytes| {
                bytes[page * PAGE..][..PAGE]
                    .copy_from_slice(&noise(PAGE, u64::try_from(page).unwrap() + 1));
            });
        })
        .await;
    }
}

#[tokio::test]
async fn a_letter_that_turned_is_turned_back() {
    for (case, table, statement) in [
        ("text", "text", "UPDATE body SET packed = zeroblob(length(packed))"),
        ("texts", "text", "DELETE FROM body"),
        ("title", "text", "UPDATE document SET title = 'Tit1e' WHERE id = 'a'"),
        ("source", "source", "UPDATE source SET bytes = x'00' WHERE size > 0"),
        ("word", "", "UPDATE vocabulary SET word = 'pienum' WHERE word = 'plenum'"),
        ("index", "", "UPDATE ft_para_data SET block = zeroblob(length(block)) WHERE id > 10"),
        ("address", "database", "UPDATE document SET id = 'x' WHERE id = 'a'"),
    ] {
        let room = room().await;
        let before = all(&room).await;
        let folder = room.closed().await;
        let path = folder.path().join("data/room.sqlite3");
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
        let mut connection = options.connect().await.unwrap();
        sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let room = Room::made_sure_of(folder).await.unwrap();
        same(&all(&room).await, &before, case);
        assert_eq!(was_set_aside(&room), table == "database", "{case}");
        let events = room.store.events().await.unwrap();
        let repaired = events.iter().rfind(|event| event.event == EventKind::Repaired);
        let told = repaired.and_then(|event| event.detail.as_deref()).unwrap_or_default();
        assert_eq!(told, table, "{case}");
    }
}

#[tokio::test]
async fn a_log_of_another_database_harms_nothing() {
    for ending in ["-wal", "-shm", "-journal"] {
        check(ending, |data| {
            let path = data.join(format!("room.sqlite3{ending}"));
            fs::write(path, noise(70_000, 3)).unwrap();
        })
        .await;
    }
    // A log that is whole, and of another room.
    let other = Room::new().await;
    other.write("z.txt", &capture("July 9, 1957", "Another room", "Other words."));
    other.pass().await;
    let wal = fs::read(other.data().join("room.sqlite3-wal")).unwrap();
    assert!(wal.len() > 4096);
    check("another room's log", |data| fs::write(data.join("room.sqlite3-wal"), wal).unwrap())
        .await;
}

#[tokio::test]
async fn an_older_database_or_log_does_not_bring_the_past_back() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words."));
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words."));
    room.pass().await;
    let folder = room.closed().await;
    let old = fs::read(folder.path().join("data/room.sqlite3")).unwrap();
    let room = Room::made_sure_of(folder).await.unwrap();
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected words."));
    room.pass().await;
    let old_log = fs::read(room.data().join("room.sqlite3-wal")).unwrap();
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected again."));
    room.write("c.txt", &capture("July 5, 1957", "Three", "New words."));
    room.pass().await;
    room.remove("c.txt");
    room.pass().await;
    let before = all(&room).await;
    let mut folder = room.closed().await;
    for log in [false, true] {
        let data = folder.path().join("data");
        if log {
            fs::write(data.join("room.sqlite3-wal"), &old_log).unwrap();
        } else {
            fs::write(data.join("room.sqlite3"), &old).unwrap();
        }
        let room = Room::made_sure_of(folder).await.unwrap();
        same(&all(&room).await, &before, if log { "the log" } else { "the database" });
        folder = room.closed().await;
    }
}

#[tokio::test]
async fn an_event_file_that_is_damaged_is_written_anew() {
    let file = |data: &Path| data.join("kept/events.jsonl");
    check("lost", |data| fs::remove_file(file(data)).unwrap()).await;
    check("cut", |data| change(&file(data), |bytes| bytes.truncate(bytes.len() / 2))).await;
    check("overwritten", |data| change(&file(data), |bytes| bytes[30..90].fill(b'x'))).await;
    check("torn at its end", |data| {
        change(&file(data), |bytes| bytes.extend(br#"{"at":"2026-01-01T00:00:0"#));
    })
    .await;
    check("lost with a page of the database", |data| {
        change(&file(data), |bytes| bytes[30..90].fill(b'x'));
        change(&data.join("room.sqlite3"), |bytes| lose_words(bytes));
    })
    .await;
}

/// Loses the page that the words for suggestions stand in.
fn lose_words(bytes: &mut [u8]) {
    const LEAF_OF_INDEX: u8 = 0x0a;
    let word = b"ambassador";
    let has_word = |page: &[u8]| page.windows(word.len()).any(|part| part == word);
    let is_theirs = |page: &&mut [u8]| page[0] == LEAF_OF_INDEX && has_word(page);
    bytes.chunks_mut(4096).find(is_theirs).unwrap().fill(0);
}

#[tokio::test]
async fn lines_that_were_written_and_not_noted_do_not_stand_twice() {
    let folder = room().await.closed().await;
    let path = folder.path().join("data/room.sqlite3");
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    for statement in [
        "DROP TRIGGER event_stays",
        "UPDATE event SET written = 0 WHERE seq > 3",
        "UPDATE setting SET value = (SELECT sum(octet_length(line) + 1) FROM event WHERE seq <= 3)
         WHERE name = 'events_length'",
    ] {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    let file = folder.path().join("data/kept/events.jsonl");
    let before = fs::read_to_string(&file).unwrap();
    // The crash came in the middle of the last line.
    fs::write(&file, &before[..before.len() - 5]).unwrap();
    let room = Room::made_sure_of(folder).await.unwrap();
    room.pass().await;
    assert_eq!(fs::read_to_string(file).unwrap(), before);
}

#[tokio::test]
async fn what_only_the_damaged_file_has_is_brought_to_safety() {
    let room = room().await;
    let before = all(&room).await;
    let folder = room.closed().await;
    let data = folder.path().join("data");
    // The kept source of the absent document is gone, and so is a page beside all sources.
    for name in names(&data.join("kept"), "") {
        if name != "events.jsonl" {
            fs::remove_file(data.join("kept").join(name)).unwrap();
        }
    }
    change(&data.join("room.sqlite3"), |bytes| lose_words(bytes));
    let room = Room::made_sure_of(folder).await.unwrap();
    same(&all(&room).await, &before, "rescued");
}

#[tokio::test]
async fn a_database_that_holds_what_nothing_else_does_is_left_as_it_is() {
    for lost in ["a source", "the events"] {
        let folder = room().await.closed().await;
        let data = folder.path().join("data");
        if lost == "a source" {
            fs::remove_file(folder.path().join("seeds/a.txt")).unwrap();
        } else {
            fs::remove_file(data.join("kept/events.jsonl")).unwrap();
        }
        let path = data.join("room.sqlite3");
        change(&path, |bytes| *bytes = noise(bytes.len(), 5));
        let bytes = fs::read(&path).unwrap();
        let error = Room::made_sure_of(folder).await.map(drop).unwrap_err().to_string();
        let word = if lost == "a source" { "a.txt" } else { "events.jsonl" };
        assert!(error.contains(word) && error.contains("room.sqlite3"), "{error}");
        drop(bytes);
    }
}

/// A closed database, changed by these statements, that the store refuses to open and leaves
/// byte by byte as it is.
async fn refused(statements: &[&str], words: &str) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("room.sqlite3");
    if !statements[0].starts_with("CREATE") {
        Store::open(&path).await.unwrap().close().await;
    }
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Delete);
    let mut connection = options.connect().await.unwrap();
    for statement in statements {
        let statement = AssertSqlSafe((*statement).to_owned());
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).await.unwrap_err().to_string();
    assert!(error.contains(words) && error.contains("room.sqlite3"), "{error}");
    assert!(!error.contains('\n'), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before, "{words}");
}

#[tokio::test]
async fn a_database_that_is_not_this_programs_is_left_as_it_is() {
    const LATER: &str = "INSERT INTO _sqlx_migrations VALUES (9999, 'later', 0, 1, x'00', 0)";
    refused(&[LATER], "newer version").await;
    refused(&["UPDATE _sqlx_migrations SET checksum = x'00'"], "released version").await;
    refused(&["CREATE TABLE bookmark (url TEXT)"], "another program's").await;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("room.sqlite3");
    fs::create_dir(&path).unwrap();
    let error = Store::open(&path).await.unwrap_err().to_string();
    assert!(error.contains("not a file"), "{error}");
}
