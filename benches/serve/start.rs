//! Loading, starting, changing, and what memory and disk they need.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::Folders;
use super::peers;
use super::process::{Process, cost_of};

/// How often what is short is measured; the median counts.
const TIMES: usize = 5;
/// Of more documents, a second load is not awaited.
const MOST_AWAITED: u64 = 20_000;

/// The first load, beside the `sqlite3` program, and what it left behind.
pub(crate) fn loads(folders: &Folders, count: u64, bytes: u64) {
    println!("| loading | wall s | CPU s | peak MiB |\n|---|---:|---:|---:|");
    let shell = folders.other.join("shell.sqlite3");
    let shell_cost = cost_of("sqlite3", &[&shell.to_string_lossy()], &script(folders));
    if let Some((wall, cpu, peak)) = shell_cost {
        println!(
            "| sqlite3, one table with a full-text index | {wall:.2} | {cpu:.2} | {:.0} |",
            mebibytes(peak)
        );
    }
    let program = peers::program();
    let program = program.to_string_lossy();
    let (seeds, data) = (folders.seeds.to_string_lossy(), folders.data.to_string_lossy());
    let arguments = ["ingest", "--seeds", &seeds, "--data", &data, "--log", "error"];
    let (wall, cpu, peak) = cost_of(&program, &arguments, "").expect("the program loads");
    println!("| first load | {wall:.2} | {cpu:.2} | {:.0} |", mebibytes(peak));
    if let Some((shell_wall, shell_cpu, _)) = shell_cost {
        println!("| times sqlite3 | {:.2} | {:.2} | |", wall / shell_wall, cpu / shell_cpu);
    }
    let database = size_of(&folders.data.join("room.sqlite3"));
    println!(
        "\nDatabase: {:.1} MB for {:.1} MB of text, {:.2} times the text.",
        megabytes(database),
        megabytes(bytes),
        megabytes(database) / megabytes(bytes)
    );
    let second = folders.other.join("second");
    let begun = Instant::now();
    let room = peers::room(&folders.seeds, &second, None);
    room.wait_for("/documents", |answer| answer.status == 200).expect("a list");
    let first = begun.elapsed();
    println!("\nA new room of {count} answers after {}.", seconds(Some(first)));
    if count <= MOST_AWAITED {
        let ready = room.wait_for("/readyz", |answer| answer.status == 200);
        println!("It has read everything after {}.", seconds(ready.map(|_| begun.elapsed())));
    }
    drop(room);
    fs::remove_dir_all(&second).expect("a folder");
}

/// Puts all files into one table and its index; the shell reads them itself.
fn script(folders: &Folders) -> String {
    format!(
        "PRAGMA journal_mode = WAL;
         CREATE TABLE texts (number INTEGER PRIMARY KEY, name TEXT, body TEXT);
         CREATE VIRTUAL TABLE texts_index USING fts5(
             name, body, content = 'texts', content_rowid = 'number');
         BEGIN;
         INSERT INTO texts SELECT NULL, name, CAST(data AS TEXT)
             FROM fsdir('{}') WHERE data IS NOT NULL;
         INSERT INTO texts_index (texts_index) VALUES ('rebuild');
         COMMIT;\n",
        folders.seeds.display()
    )
}

/// Starting with nothing changed, beside `find`, and one change.
pub(crate) fn starts(folders: &Folders, count: u64) {
    let seeds = folders.seeds.to_string_lossy();
    let found: Vec<f64> = (0..TIMES)
        .filter_map(|_| cost_of("find", &[&seeds, "-printf", "%p %s %T@\n"], ""))
        .map(|(wall, ..)| wall * 1e3)
        .collect();
    let mut answers = Vec::new();
    let mut cpu = 0.0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let room = peers::room(&folders.seeds, &folders.data, None);
        answers.push(begun.elapsed().as_secs_f64() * 1e3);
        room.wait_until_checked();
        cpu = room.cpu();
    }
    println!(
        "\n| starting again, nothing changed | ms |\n|---|---:|\n| find, names, sizes and times | {:.0} |\n\
         | the first answer | {:.0} |\n| CPU until nothing is left to do | {:.0} |",
        median(found),
        median(answers),
        cpu * 1e3
    );
    let room = peers::room(&folders.seeds, &folders.data, None);
    room.wait_until_checked();
    let mut changes = Vec::new();
    let mut spent = Vec::new();
    for number in 0..TIMES {
        let before = room.cpu();
        changes.push(changed(&room, folders, number).as_secs_f64());
        spent.push((room.cpu() - before) * 1e3);
    }
    println!(
        "| one file of {count} changed: shown | {:.0} |\n| the same, CPU | {:.0} |",
        median(changes) * 1e3,
        median(spent)
    );
}

/// Adds words to the longest paragraph of a file; how long until they are shown.
fn changed(room: &Process, folders: &Folders, number: usize) -> Duration {
    let mut files: Vec<PathBuf> = fs::read_dir(&folders.seeds)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort_unstable();
    let file = files.iter().cycle().nth(number).expect("a file");
    let id = file.file_stem().expect("a name").to_string_lossy().replace('_', "-");
    let text = fs::read_to_string(file).expect("a text");
    let paragraph = text.lines().filter(|line| line.is_ascii()).max_by_key(|line| line.len());
    let paragraph = paragraph.expect("a paragraph");
    let (first, others) = paragraph.split_once(' ').expect("words");
    let added = format!("quincunx {number}");
    let longer = text.replacen(paragraph, &format!("{first} {added} {others}"), 1);
    let begun = Instant::now();
    fs::write(file, longer).expect("a file");
    let shown = room.wait_for(&format!("/documents/{id}.txt"), |answer| {
        String::from_utf8_lossy(&answer.body).contains(&added)
    });
    shown.map_or(Duration::MAX, |_| begun.elapsed())
}

/// What the room has in memory after all that was asked.
pub(crate) fn memory(room: &Process) {
    let memory = room.memory();
    println!(
        "\nMemory after the loads: {:.0} MiB of its own, {:.0} MiB resident at most.",
        mebibytes(memory.own),
        mebibytes(memory.peak)
    );
}

fn size_of(path: &std::path::Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn seconds(time: Option<Duration>) -> String {
    time.map_or_else(
        || "more than five minutes".to_owned(),
        |time| format!("{:.2} s", time.as_secs_f64()),
    )
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
