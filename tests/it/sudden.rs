//! The program killed at any moment: after a restart the room is what it would have been.
//!
//! With `KILLS` in the environment, as many rounds over a larger room, in many batches.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::ingest::{Room, capture};

/// Rounds that are enough to see a habit.
const ROUNDS: u64 = 12;

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reading-room"));
    program.current_dir(folder).env_clear().stdout(Stdio::null()).stderr(Stdio::null());
    program.arg("ingest");
    program
}

/// The seeds as they are at first, and as they are after somebody worked on them.
fn write_seeds(folder: &Path, letters: u32, edited: bool) {
    let seeds = folder.join("seeds");
    fs::create_dir_all(&seeds).unwrap();
    for n in 0..letters {
        let words = match n % 4 {
            0 if edited => format!("Corrected words number {n} of 6 July 1957."),
            _ => format!("Words number {n}, with 소련의 대사 and Kim Il Sung."),
        };
        let name = seeds.join(format!("letter-{n:02}.txt"));
        fs::write(name, capture("July 3, 1957", &format!("Letter {n}"), &words)).unwrap();
    }
    fs::write(seeds.join("refused.txt"), "").unwrap();
    fs::write(seeds.join("twin.txt"), fs::read(seeds.join("letter-01.txt")).unwrap()).unwrap();
    if edited {
        fs::remove_file(seeds.join("letter-02.txt")).unwrap();
        fs::rename(seeds.join("letter-03.txt"), seeds.join("renamed-03.txt")).unwrap();
        let people = "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n";
        fs::write(seeds.join("people.toml"), people).unwrap();
        fs::write(
            seeds.join("redirects.toml"),
            "[gone.letter-05]\nreason = \"asked for\"\nby = \"the editors\"\non = \"2026-01-01\"\n",
        )
        .unwrap();
    }
}

/// Runs the program to its end, which it may not see.
fn killed(folder: &Path, after: Duration) -> bool {
    let mut child = program(folder).spawn().unwrap();
    let begun = Instant::now();
    while begun.elapsed() < after {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    true
}

fn ended(folder: &Path) {
    assert!(program(folder).status().unwrap().success());
}

/// All that readers can tell a room by, without the instants at which things happened.
async fn told(folder: &Path) -> Vec<String> {
    let room = Room::at(folder).await;
    let mut told = Vec::new();
    for (holding, earlier) in room.everything().await {
        told.push(format!("{} {:?} {:?}", holding.id, holding.edition.sha256, holding.document));
        told.push(format!("{:?} {:?}", holding.alignments, holding.findings));
        told.push(format!("{:?} {}", earlier, holding.custody.absent_since.is_some()));
    }
    for words in ["words", "corrected", "소련", "\"Kim Il Sung\"", "letter"] {
        told.push(format!("{words}: {:?}", room.found(words).await));
    }
    let damage = room.damage().await;
    assert_eq!(damage, []);
    // Events may come in another order where a kill came between two of one reading.
    let lines = fs::read_to_string(folder.join("data/kept/events.jsonl")).unwrap();
    let mut events: BTreeMap<String, u32> = BTreeMap::new();
    for line in lines.lines() {
        let mut event: serde_json::Value = serde_json::from_str(line).expect(line);
        event.as_object_mut().unwrap().remove("at");
        *events.entry(event.to_string()).or_default() += 1;
    }
    told.extend(events.into_iter().map(|(event, count)| format!("{count} {event}")));
    let mut kept: Vec<String> = fs::read_dir(folder.join("data/kept"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    kept.sort();
    told.extend(kept);
    room.store.close().await;
    told
}

/// Fails with what only one of the two rooms tells.
fn same(killed: &[String], calm: &[String], when: &str) {
    let only = |these: &[String], those: &[String]| {
        these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>()
    };
    let (more, less) = (only(killed, calm), only(calm, killed));
    assert!(more.is_empty() && less.is_empty(), "{when}: more: {more:#?}, less: {less:#?}");
    assert_eq!(killed.len(), calm.len(), "{when}");
}

/// What is lost besides the database when the room has to be made from its plain files.
fn forget_database(folder: &Path) {
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(folder.join(format!("data/room.sqlite3{ending}"))).ok();
    }
}

#[tokio::test]
async fn a_room_killed_at_any_moment_is_what_it_would_have_been() {
    let wished = std::env::var("KILLS").ok().and_then(|rounds| rounds.parse().ok());
    let (rounds, letters) = wished.map_or((ROUNDS, 40), |rounds| (rounds, 300));
    let calm = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    write_seeds(calm.path(), letters, false);
    ended(calm.path());
    let first = begun.elapsed();
    let at_first = told(calm.path()).await;
    write_seeds(calm.path(), letters, true);
    ended(calm.path());
    let after_edit = told(calm.path()).await;
    assert_ne!(after_edit, at_first);
    let mut kills = 0;
    for round in 0..rounds {
        let folder = tempfile::tempdir().unwrap();
        // The moments of all rounds lie evenly over the time that a reading takes.
        let moment = |step: u64| first * u32::try_from((round * 7 + step * 3) % 23).unwrap() / 20;
        write_seeds(folder.path(), letters, false);
        kills += u32::from(killed(folder.path(), moment(0)));
        kills += u32::from(killed(folder.path(), moment(1)));
        ended(folder.path());
        same(&told(folder.path()).await, &at_first, &format!("round {round}, first reading"));
        write_seeds(folder.path(), letters, true);
        kills += u32::from(killed(folder.path(), moment(2)));
        kills += u32::from(killed(folder.path(), moment(3)));
        ended(folder.path());
        same(&told(folder.path()).await, &after_edit, &format!("round {round}, after an edit"));
        forget_database(folder.path());
        kills += u32::from(killed(folder.path(), moment(4)));
        ended(folder.path());
        same(&told(folder.path()).await, &after_edit, &format!("round {round}, from plain files"));
    }
    assert!(u64::from(kills) >= rounds, "{kills} kills in {rounds} rounds");
}
