//! The house stands on floors, and dependencies point down: see ARCHITECTURE.md.
//!
//! These tests read the sources as text. A path that names another room, `crate::room` or, in the
//! program itself, `reading_room::room`, must lead to a room that the table below allows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may use, and whether it may reach outside the program: files, network,
/// database, clock.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    reaches_out: bool,
}

const fn room(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, may_use, reaches_out: false }
}

const fn outer(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, may_use, reaches_out: true }
}

/// The rooms from the ground up.
const ROOMS: &[Room] = &[
    // Floor 0
    room("address", &[]),
    room("assets", &[]),
    room("words", &["address"]),
    room("document", &["address"]),
    room("authority", &["address", "document"]),
    // Floor 1
    room("capture", GROUND),
    room("citation", GROUND),
    room("collation", GROUND),
    room("markup", GROUND),
    room("parallel", GROUND),
    room("search", GROUND),
    // Floor 2
    room(
        "export",
        &[
            "address",
            "assets",
            "authority",
            "words",
            "document",
            "capture",
            "citation",
            "collation",
            "markup",
            "search",
        ],
    ),
    outer("store", &["address", "assets", "authority", "words", "document", "search"]),
    // Floor 3
    outer(
        "ingest",
        &[
            "address",
            "assets",
            "authority",
            "words",
            "document",
            "capture",
            "parallel",
            "search",
            "store",
        ],
    ),
    room(
        "view",
        &[
            "address",
            "assets",
            "authority",
            "words",
            "document",
            "citation",
            "collation",
            "markup",
            "search",
            "export",
        ],
    ),
    // Floor 4: `ingest` only to read an earlier edition again.
    outer(
        "web",
        &[
            "address",
            "assets",
            "authority",
            "words",
            "document",
            "collation",
            "search",
            "export",
            "store",
            "ingest",
            "view",
        ],
    ),
    // Floor 5
    outer("app", EVERYTHING),
    outer("bag", EVERYTHING),
    outer("cli", EVERYTHING),
    outer("config", EVERYTHING),
    outer("fixity", EVERYTHING),
    outer("log", EVERYTHING),
    outer("main", EVERYTHING),
    outer("offprint", EVERYTHING),
];

const GROUND: &[&str] = &["address", "assets", "authority", "words", "document"];

const EVERYTHING: &[&str] = &[
    "address",
    "assets",
    "authority",
    "words",
    "document",
    "capture",
    "citation",
    "collation",
    "markup",
    "parallel",
    "search",
    "export",
    "store",
    "ingest",
    "view",
    "web",
    "app",
    "bag",
    "cli",
    "config",
    "fixity",
    "log",
    "offprint",
];

/// What a room that does not reach out never names.
const OUTSIDE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::std",
    "std::net",
    "std::process",
    "std::time::Instant",
    "SystemTime",
    "Timestamp::now",
    "Zoned::now",
    "Instant::now",
    "sqlx::",
    "tokio::",
    "axum::",
    "tracing::",
];

/// Whether a part of a path holds a room's own tests: `tests`, `tests.rs`, `html_tests.rs`.
fn is_of_tests(part: &str) -> bool {
    let stem = part.trim_end_matches(".rs");
    stem == "tests" || stem.ends_with("_tests")
}

/// Every source but tests: its room, its path below `src`, its text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                let below = path.strip_prefix(&src).unwrap();
                if below.iter().any(|part| is_of_tests(&part.to_string_lossy())) {
                    continue;
                }
                let room = below.iter().next().unwrap().to_str().unwrap();
                let room = room.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                found.push((room, below.to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The code of a source, without comments and without the tests at its end.
fn code(source: &str) -> String {
    source
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// The rooms that a piece of code names.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    let mut rooms = BTreeSet::new();
    for root in ["crate::", "reading_room::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let Some(group) = rest.strip_prefix('{') else {
                rooms.insert(word(rest));
                continue;
            };
            let mut depth = 1_usize;
            let mut item = true;
            for (at, letter) in group.char_indices() {
                if depth == 1 && item && !letter.is_whitespace() && letter != '}' {
                    rooms.insert(word(&group[at..]));
                    item = false;
                }
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => item = true,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
        }
    }
    rooms
}

/// What is wrong with a source in a room, one sentence each.
fn faults(name: &str, source: &str) -> Vec<String> {
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        return vec![format!("`{name}` has no floor: add it to the table and to ARCHITECTURE.md")];
    };
    let code = code(source);
    let mut faults = Vec::new();
    for used in rooms_named(&code) {
        // What stands at the root and is no room: a macro, a constant.
        let is_room = ROOMS.iter().any(|room| room.name == used);
        if is_room && used != name && !room.may_use.contains(&used.as_str()) {
            faults.push(format!("`{name}` may not use `{used}`"));
        }
    }
    if !room.reaches_out {
        for outside in OUTSIDE {
            if code.contains(outside) {
                faults.push(format!("`{name}` may not name `{outside}`"));
            }
        }
    }
    if name != "store" && code.contains("sqlx::") {
        faults.push(format!("only `store` speaks SQL, not `{name}`"));
    }
    faults
}

#[test]
fn every_room_uses_only_what_stands_below_it() {
    let mut all = Vec::new();
    for (room, path, source) in sources() {
        if room == "lib" {
            continue;
        }
        for fault in faults(&room, &source) {
            all.push(format!("src/{}: {fault}", path.display()));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn no_room_is_reached_by_climbing() {
    for (_, path, source) in sources() {
        let climb = "super::".repeat(path.components().count() - 1);
        let door = path.file_name().is_some_and(|name| name == "mod.rs");
        let climb = if door { climb } else { format!("super::{climb}") };
        if path.components().count() > 1 {
            let climbs = code(&source).contains(&climb);
            assert!(!climbs, "src/{}: write `crate::`, not `{climb}`", path.display());
        }
    }
}

/// SQLite plans a statement anew each time that a bare limit is bound.
#[test]
fn no_limit_is_bound_bare() {
    for (_, path, source) in sources() {
        for bare in ["LIMIT ?", "OFFSET ?"] {
            for (at, _) in source.match_indices(bare) {
                let rest =
                    source[at + bare.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
                assert!(rest.starts_with(" + 0"), "{}: {bare}", path.display());
            }
        }
    }
}

#[test]
fn a_step_upward_is_seen_however_it_is_written() {
    let check = |room: &str, source: &str, expect: &[&str]| {
        assert_eq!(faults(room, source), expect, "{source}");
    };
    check("document", "use crate::address::Slug;", &[]);
    check("document", "use crate::store::Store;", &["`document` may not use `store`"]);
    check(
        "view",
        "use crate::{\n    markup,\n    store::{Store, web},\n};",
        &["`view` may not use `store`"],
    );
    check("capture", "fn f() { crate::markup::html() }", &["`capture` may not use `markup`"]);
    check("web", "use crate::{view, export, store};", &[]);
    check("parallel", "//! See [`crate::web`].\n/// [`crate::web`]", &[]);
    check("parallel", "#[cfg(test)]\nmod tests { use crate::capture; }", &[]);
    check("markup", "use std::fs;", &["`markup` may not name `std::fs`"]);
    check("web", "sqlx::query(\"\")", &["only `store` speaks SQL, not `web`"]);
    check("attic", "", &["`attic` has no floor: add it to the table and to ARCHITECTURE.md"]);
}
