//! What the room costs beside programs that do less: nginx, which sends files, and Datasette, which
//! shows a database.
//!
//! `cargo bench --bench serve` invents 1,000 records; `-- 10 1000 10000 100000` measures these
//! sizes one after the other, and `-- 100000 rates fresh` these parts of it alone. One run of a size
//!
//! 1. loads the records into a new room, beside the `sqlite3` program that takes the same files into
//!    one table with a full-text index, and looks at what the load needed and left behind;
//! 2. starts the room again with nothing changed, and changes one file of it;
//! 3. asks the room, nginx with the same bodies as files, and Datasette with the room's own
//!    database, in turn, for the same pages, by `wrk`: three rounds, of which the median counts;
//! 4. asks the room and nginx at a fixed rate, and the room for pages and searches that it has not
//!    made yet.
//!
//! A server has one core and the load another (`taskset`). What counts is CPU time a request,
//! and its ratio to that of nginx in the same run: requests a second swing with whatever else the
//! machine does. Rows whose program is not installed are left out. Debian has `nginx`, `wrk` and
//! `sqlite3`; Datasette comes from its project (`pip install datasette`).
//!
//! `MEASURED_PROGRAM` names another build of the program to measure in place of this one.
//! Everything is printed as tables for `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../corpus/mod.rs"]
mod corpus;
mod load;
mod pages;
mod peers;
mod process;
#[path = "../finding/queries.rs"]
mod queries;
mod start;

use std::fs;
use std::path::PathBuf;

use peers::{Bodies, Peers};

/// The folders of one run.
pub(crate) struct Folders {
    pub(crate) seeds: PathBuf,
    pub(crate) data: PathBuf,
    /// What nginx sends.
    pub(crate) files: PathBuf,
    /// Whatever else is written.
    pub(crate) other: PathBuf,
}

fn main() {
    // Run as a test, a bench only shows that it is built.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let (sizes, parts): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|word| word.parse::<u64>().is_ok());
    let sizes: Vec<u64> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    let is_wished = |part: &str| parts.is_empty() || parts.iter().any(|wished| wished == part);
    for count in if sizes.is_empty() { vec![1_000] } else { sizes } {
        measure(count, is_wished);
    }
}

/// Measures a room of so many documents. It is always loaded; the other parts by their names.
fn measure(count: u64, is_wished: impl Fn(&str) -> bool) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let below = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(&path).expect("a folder");
        path
    };
    let folders = Folders {
        seeds: below("seeds"),
        data: below("data"),
        files: below("files"),
        other: below("other"),
    };
    let bytes = corpus::write(&folders.seeds, count);
    println!("\n## {count} documents\n");
    start::loads(&folders, count, bytes);
    if is_wished("starts") {
        start::starts(&folders, count);
    }
    let room = peers::room(&folders.seeds, &folders.data, Some(peers::SERVER_CORE));
    room.wait_until_checked();
    let asked = pages::asked(&folders.data, count);
    let peers = Peers::beside(&room, &folders, &Bodies::of(&room, &asked));
    if is_wished("rates") {
        pages::rates(&room, &peers, &asked);
    }
    if is_wished("connections") {
        pages::connections(&room, &peers, &asked);
    }
    if is_wished("paced") {
        pages::paced(&room, &peers, &asked);
    }
    if is_wished("fresh") {
        pages::fresh(&room, &peers, count);
    }
    start::memory(&room);
}
