//! Everything that a room holds is compared with its checksums: a single bit that turns anywhere
//! is found, and an editor's change is not taken for one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use reading_room::fixity::{self, Found, Pace, Rhythm};
use reading_room::ingest::Ingest;
use reading_room::store::Store;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection as _, Row as _};
use tempfile::TempDir;

const LETTER: &str = "---
title: A letter about the harvest
date: 1957-05-23
summary: Pak Chong-ae reports on the harvest.
---
Comrade Pak Chong-ae [trans. note: a member of the Presidium] spoke about the harvest of 1956.

She said on 21 May 1957 that the plan was fulfilled [sic].

# {lang=ko}

박정애 동지는 1956년의 수확에 대하여 말하였다.

그는 1957년 5월 21일 계획이 수행되었다고 하였다.
";

const PEOPLE: &str = r#"
[[person]]
id = "pak-chong-ae"
name = "Pak Chong-ae"
sources = { name = "the letter" }
variants = ["박정애"]
"#;

/// Numbers that look thrown and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

struct Room(TempDir);

impl Room {
    /// Two documents, one in two languages and two editions, people, and what an editor states.
    async fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        fs::create_dir(room.seeds()).unwrap();
        room.write("letter.md", "To be corrected.\n");
        room.write("note.txt", "A note on the harvest.\n\nIt was good.\n");
        room.write("people.toml", PEOPLE);
        room.write(
            "note.toml",
            "listy = { value = \"3-4\", by = \"x\", on = 2026-01-01, because = \"y\" }\n",
        );
        room.read().await;
        room.write("letter.md", LETTER);
        room.read().await;
        room
    }

    fn seeds(&self) -> PathBuf {
        self.0.path().join("seeds")
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    fn database(&self) -> PathBuf {
        self.data().join("room.sqlite3")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.seeds().join(name), text).unwrap();
    }

    /// Takes in what changed and seals the database.
    async fn read(&self) {
        let store = Store::open(&self.database()).await.unwrap();
        let ingest = Ingest::new(store.clone(), &self.seeds(), &self.data(), jiff::Timestamp::now);
        ingest.unwrap().pass(true).await.unwrap();
        assert!(store.seal(Pace::Full).await.unwrap());
        store.close().await;
    }

    async fn checked(&self) -> Found {
        let store = Store::open_to_read(&self.database()).await.unwrap();
        let found = fixity::compared(&store, &self.seeds(), &self.data(), Pace::Full).await;
        store.close().await;
        found.unwrap()
    }

    /// Turns one bit of a file, which keeps its time, checks the room and turns it back.
    async fn found_with_bit_turned(&self, file: &Path, at: usize, bit: u8) -> usize {
        let whole = fs::read(file).unwrap();
        let time = fs::metadata(file).unwrap().modified().unwrap();
        let mut turned = whole.clone();
        turned[at] ^= 1 << bit;
        let put = |bytes: &[u8]| {
            fs::write(file, bytes).unwrap();
            File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
        };
        put(&turned);
        // A database that cannot even be opened is not served either.
        let found = match Store::open_to_read(&self.database()).await {
            Ok(store) => {
                let found = fixity::compared(&store, &self.seeds(), &self.data(), Pace::Full).await;
                store.close().await;
                found.map_or(1, |found| found.problems.len())
            }
            Err(_) => 1,
        };
        put(&whole);
        found
    }

    async fn connection(&self) -> SqliteConnection {
        SqliteConnection::connect(&format!("sqlite:{}", self.database().display())).await.unwrap()
    }
}

#[tokio::test]
async fn a_room_that_is_well_is_found_well() {
    let room = Room::new().await;
    let found = room.checked().await;
    assert_eq!(found.problems, []);
    assert_eq!(found.notes, Vec::<String>::new());
    assert_eq!((found.files, found.kept, found.stored, found.texts), (4, 1, 3, 2));
}

#[tokio::test]
async fn a_bit_that_turns_in_a_file_is_found() {
    let room = Room::new().await;
    let mut dice = Dice(1957);
    let mut files = Vec::new();
    for folder in [room.seeds(), room.data().join("kept")] {
        files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.sort();
    assert_eq!(files.len(), 6);
    for round in 0..48 {
        let file = &files[round % files.len()];
        let length = usize::try_from(fs::metadata(file).unwrap().len()).unwrap();
        let (at, bit) = (dice.below(length), u8::try_from(dice.below(8)).unwrap());
        let found = room.found_with_bit_turned(file, at, bit).await;
        assert!(found > 0, "bit {bit} of byte {at} of {}", file.display());
    }
    assert_eq!(room.checked().await.problems, []);
}

#[tokio::test]
async fn a_bit_that_turns_in_what_the_database_holds_is_found() {
    let room = Room::new().await;
    let mut connection = room.connection().await;
    // No former state of a value is left in the file, where a turned bit would mean nothing.
    sqlx::query("VACUUM").execute(&mut connection).await.unwrap();
    let tables = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
                  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                    AND t.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1, 2";
    let tables = sqlx::query(tables).fetch_all(&mut connection).await.unwrap();
    let mut values: Vec<(String, Vec<u8>)> = Vec::new();
    for row in tables {
        let (table, column): (String, String) = (row.get(0), row.get(1));
        let values_of = format!("SELECT CAST(\"{column}\" AS BLOB) FROM \"{table}\"");
        let statement = sqlx::AssertSqlSafe(values_of);
        for row in sqlx::query(statement).fetch_all(&mut connection).await.unwrap() {
            let value: Option<Vec<u8>> = row.get(0);
            values
                .extend(value.filter(|v| v.len() >= 16).map(|v| (format!("{table}.{column}"), v)));
        }
    }
    connection.close().await.unwrap();
    let whole = fs::read(room.database()).unwrap();
    let mut dice = Dice(1956);
    let mut turned = 0;
    while turned < 60 {
        let (name, value) = &values[dice.below(values.len())];
        // A long value is spread over pages; its beginning is looked for.
        let head = &value[..value.len().min(64)];
        let places: Vec<usize> =
            (0..whole.len() - head.len()).filter(|at| whole[*at..].starts_with(head)).collect();
        let Some(place) = places.get(dice.below(places.len().max(1))) else { continue };
        let (at, bit) = (place + dice.below(head.len()), u8::try_from(dice.below(8)).unwrap());
        let found = room.found_with_bit_turned(&room.database(), at, bit).await;
        assert!(found > 0, "bit {bit} of byte {at}, in {name}");
        turned += 1;
    }
    assert_eq!(room.checked().await.problems, []);
}

#[tokio::test]
async fn a_row_that_another_program_wrote_is_found_and_named() {
    let check = async |statement: &'static str, of: &str| {
        let room = Room::new().await;
        let mut connection = room.connection().await;
        let written = sqlx::query(statement).execute(&mut connection).await.unwrap();
        assert!(written.rows_affected() > 0, "{statement}");
        connection.close().await.unwrap();
        let found = room.checked().await.problems;
        assert!(found.iter().any(|problem| problem.of.contains(of)), "{statement}: {found:?}");
    };
    let letter = "the stored text of letter";
    check("UPDATE block SET text = text || ' '", letter).await;
    check("UPDATE body SET size = size - 1", letter).await;
    check("UPDATE block SET marks = NULL WHERE marks IS NOT NULL", letter).await;
    check("UPDATE document SET title = 'Another' WHERE id = 'letter'", letter).await;
    check("UPDATE document SET summary = NULL WHERE id = 'letter'", letter).await;
    check("UPDATE document SET sort_key = '1957-05-24' WHERE id = 'letter'", letter).await;
    check("UPDATE note SET text = 'a member'", letter).await;
    check("UPDATE source SET bytes = CAST(bytes || x'20' AS BLOB)", "stored source").await;
    check("UPDATE alignment SET other_to = other_to + 1", "alignment").await;
    check("DELETE FROM mention", "mention").await;
    check("DELETE FROM ft_para WHERE rowid IN (SELECT min(key) FROM block)", "ft_para").await;
    check(
        "DROP TRIGGER event_stays; UPDATE event SET line = replace(line, 'letter', 'lettre')",
        "events.jsonl",
    )
    .await;
    check(
        "UPDATE setting SET value = replace(value, 'Pak', 'Pek') WHERE name = 'people'",
        "setting",
    )
    .await;
}

#[tokio::test]
async fn what_an_editor_does_is_no_damage() {
    let room = Room::new().await;
    room.write("letter.md", &LETTER.replace("fulfilled", "overfulfilled"));
    room.write("new.txt", "A new one.\n");
    fs::remove_file(room.seeds().join("note.txt")).unwrap();
    let found = room.checked().await;
    assert_eq!(found.problems, []);
    let said = found.notes.join("\n");
    for words in ["letter.md: changed", "new.txt: new", "note.txt: not there any more"] {
        assert!(said.contains(words), "{said}");
    }
    room.read().await;
    let found = room.checked().await;
    assert_eq!((found.problems, found.notes), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_seed_that_rotted_with_its_time_unchanged_is_told_from_an_edited_one() {
    let room = Room::new().await;
    let file = room.seeds().join("note.txt");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    fs::write(&file, "A note on the harvesu.\n\nIt was good.\n").unwrap();
    File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    let found = room.checked().await;
    assert_eq!(found.problems.len(), 1, "{found:?}");
    assert!(found.problems[0].what.contains("neither its size nor its time"), "{found:?}");
    // The room takes it for an edition, says so in the event, and keeps what it was.
    room.read().await;
    let events = fs::read_to_string(room.data().join("kept/events.jsonl")).unwrap();
    let last = events.lines().rfind(|line| line.contains("replaced")).unwrap();
    assert!(last.contains("note") && last.contains("time_unchanged"), "{last}");
    assert_eq!(room.checked().await.kept, 2);
}

#[tokio::test]
async fn a_folder_that_is_not_mounted_and_an_edition_that_is_lost_are_damage() {
    let room = Room::new().await;
    let kept = room.data().join("kept");
    let edition = fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().path());
    let edition = edition.into_iter().find(|path| !path.ends_with("events.jsonl")).unwrap();
    fs::remove_file(edition).unwrap();
    let found = room.checked().await.problems;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("an edition of letter"), "{found:?}");
    let seeds = room.seeds();
    fs::rename(&seeds, room.0.path().join("elsewhere")).unwrap();
    assert!(room.checked().await.problems[0].of.starts_with("seeds folder"));
    fs::create_dir(&seeds).unwrap();
    assert!(room.checked().await.problems[0].what.contains("none of the 4 files"));
}

#[tokio::test]
async fn a_check_is_on_record_and_the_room_checks_itself_when_it_is_due() {
    let room = Room::new().await;
    let found = room.checked().await;
    let week_ago = || jiff::Timestamp::now() - jiff::SignedDuration::from_hours(7 * 24);
    fixity::recorded(&found, &room.data(), week_ago).unwrap();
    let store = Store::open(&room.database()).await.unwrap();
    let (seeds, data) = (room.seeds(), room.data());
    let ingest = Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).unwrap();
    ingest.take_over_events().await.unwrap();
    let before = store.last_verification().await.unwrap().unwrap();
    assert_eq!((before.sources, before.texts, before.problems), (8, 2, 0));
    let rhythm = Rhythm { pause: Duration::from_millis(1), ..Rhythm::default() };
    let (tell, told) = tokio::sync::watch::channel(false);
    let folders = [seeds.as_path(), data.as_path()];
    let wait = async {
        while store.last_verification().await.unwrap().unwrap().at == before.at {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // It is not due again.
        tokio::time::sleep(Duration::from_millis(20)).await;
        tell.send_replace(true);
    };
    let begun = SystemTime::now();
    tokio::join!(fixity::keep(store.clone(), ingest, folders, rhythm, told), wait);
    assert!(begun.elapsed().unwrap() < Duration::from_mins(5));
    let report = store.ingest_report().await.unwrap();
    assert_eq!(report.verification.unwrap().problems, 0);
    let events = fs::read_to_string(data.join("kept/events.jsonl")).unwrap();
    assert_eq!(events.matches("\"verified\"").count(), 2);
    store.close().await;
}

#[test]
fn every_transaction_that_writes_is_counted() {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut open = vec![store];
    let mut uncounted = Vec::new();
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with("seal.rs") && !path.ends_with("store/open.rs") {
                // Where the tables are migrated there is no store yet; a seal names the migration.
                let text = fs::read_to_string(&path).unwrap();
                // A seal would be broken by what begins elsewhere than in `Store::writing`.
                if text.contains("begin_with(") || text.contains("writer.begin(") {
                    uncounted.push(path);
                }
            }
        }
    }
    assert_eq!(uncounted, Vec::<PathBuf>::new());
}
