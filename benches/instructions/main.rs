//! How many instructions the hot paths take, so that a change can be told from a busy machine.
//!
//! `cargo bench --bench instructions` runs each of them under valgrind, which has to be installed,
//! a few times and again more times, and prints the difference for one: instructions of all threads,
//! outside the kernel, in an invented room of 40 records. `-- document` measures those alone whose
//! names hold the word. Two runs of one program agree within one in a hundred, and for what is done
//! on one thread nearly to the instruction.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../room/mod.rs"]
mod room;

use std::hint::black_box;
use std::process::Command;

use axum::body::Body;
use axum::http::Request;
use reading_room::address::Sort;
use reading_room::capture::{self, Form, Reading};
use reading_room::document::{Text, Whereabouts};
use reading_room::search::tokens;
use reading_room::store::Filter;
use reading_room::{ingest, parallel};
use tower::ServiceExt as _;

use room::Room;

/// A hot path: its name, how often it is gone at most, and what prepares it.
type Path = (&'static str, u32, fn() -> Box<dyn FnMut(u32)>);

const PATHS: [Path; 13] = [
    ("parse a record", 20, parse),
    ("align a record", 20, align),
    ("tokenise a record", 20, tokenise),
    ("store a document", 8, store),
    ("load a document", 20, load),
    ("make a document's page", 20, page),
    ("make the first list", 20, list),
    ("search", 20, search),
    ("kept answer, at the door", 400, || kept("", "GET")),
    ("kept answer, at the door, as a browser asks", 400, || kept(BROWSER, "GET")),
    ("kept answer, at the door, 304", 400, || kept("If-None-Match: *\r\n", "GET")),
    ("kept answer, at the door, HEAD", 400, || kept("", "HEAD")),
    ("kept answer, the whole way", 400, || kept("TE: trailers\r\n", "GET")),
];

/// What a browser says in a request, on the whole.
const BROWSER: &str = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101\r\n\
    Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n\
    Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\
    Connection: keep-alive\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n";

const RECORDS: u64 = 40;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [once, name, times] = arguments.as_slice()
        && once == "--once"
    {
        let (_, _, prepare) = PATHS.iter().find(|(known, ..)| known == name).expect("a path");
        prepare()(times.parse().expect("a number"));
        return;
    }
    // Run as a test, a bench only shows that it is built.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let wished: Vec<&String> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    for (name, most, _) in PATHS {
        if wished.is_empty() || wished.iter().any(|word| name.contains(word.as_str())) {
            let few = most / 4;
            let each = (instructions(name, most) - instructions(name, few)) / f64::from(most - few);
            println!("{each:>14.0}  {name}");
        }
    }
}

/// The instructions of a run that goes a path so often.
fn instructions(name: &str, times: u32) -> f64 {
    let own = std::env::current_exe().expect("this program");
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(own)
        .args(["--once", name, &times.to_string()])
        .output()
        .expect("valgrind is not installed");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let line = said.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let count = line.and_then(|line| line.rsplit(' ').next()).expect("a count of instructions");
    count.replace(',', "").parse().expect("a number")
}

fn texts(number: u64) -> Vec<Text> {
    let record = corpus::record(number);
    match capture::read(&record.text, Form::Capture) {
        Reading::Record(captured) => captured.document.texts,
        Reading::NotARecord(_) => Vec::new(),
    }
}

fn parse() -> Box<dyn FnMut(u32)> {
    let records: Vec<_> = (0..RECORDS).map(corpus::record).collect();
    Box::new(move |times| {
        for record in records.iter().cycle().take(times as usize) {
            black_box(capture::read(black_box(&record.text), Form::Capture));
        }
    })
}

fn align() -> Box<dyn FnMut(u32)> {
    let pairs: Vec<[Text; 2]> =
        (0..RECORDS).filter_map(|number| texts(number).try_into().ok()).collect();
    Box::new(move |times| {
        for [first, other] in pairs.iter().cycle().take(times as usize) {
            black_box(parallel::aligned(black_box(first), other));
        }
    })
}

fn tokenise() -> Box<dyn FnMut(u32)> {
    let all: Vec<Vec<Text>> = (0..RECORDS).map(texts).collect();
    Box::new(move |times| {
        for block in all.iter().cycle().take(times as usize).flatten().flat_map(|text| &text.blocks)
        {
            black_box(tokens(black_box(&block.text)));
        }
    })
}

fn store() -> Box<dyn FnMut(u32)> {
    let room = Room::of(RECORDS);
    Box::new(move |times| {
        let seeds = room.folder.path().join("seeds");
        for number in 0..u64::from(times) {
            let record = corpus::record(RECORDS + number);
            std::fs::write(seeds.join(&record.name), &record.text).expect("a file");
        }
        room.runtime.block_on(room.ingest.pass(true)).expect("a reading");
    })
}

fn load() -> Box<dyn FnMut(u32)> {
    let room = Room::of(RECORDS);
    Box::new(move |times| {
        for id in room.documents.iter().cycle().take(times as usize) {
            let id = reading_room::address::Slug::parse(id).expect("an identifier");
            let found = room.runtime.block_on(ingest::whereabouts(&room.store, &id));
            assert!(matches!(found, Ok(Whereabouts::Here(_))));
        }
    })
}

fn page() -> Box<dyn FnMut(u32)> {
    let room = Room::of(RECORDS);
    let paths = room.documents.iter().map(|id| format!("/documents/{id}")).collect();
    made(room, paths)
}

fn list() -> Box<dyn FnMut(u32)> {
    // Each page of the list is another, and each is made.
    let years = (1_000..1_400).map(|year| format!("/documents?from={year}")).collect();
    made(Room::of(RECORDS), years)
}

/// Asks for one path after the other, none of which is kept.
fn made(room: Room, paths: Vec<String>) -> Box<dyn FnMut(u32)> {
    Box::new(move |times| {
        let routes = room.routes();
        for path in paths.iter().take(times as usize) {
            let request = Request::get(path).header("host", "room").body(Body::empty());
            let answer = routes.clone().oneshot(request.expect("a request"));
            let answer = room.runtime.block_on(answer).expect("an answer");
            assert_eq!(answer.status().as_u16(), 200, "{path}");
        }
    })
}

fn search() -> Box<dyn FnMut(u32)> {
    let room = Room::of(RECORDS);
    Box::new(move |times| {
        let all = Filter::default();
        for _ in 0..times {
            let found = room.store.answer("embassy", &all, Sort::default(), 1);
            black_box(room.runtime.block_on(found)).expect("an answer");
        }
    })
}

/// Asks for a page that is kept, on a connection that is kept. The client's part counts too, which is to
/// send the request and to take as many bytes as the first answer had.
fn kept(lines: &'static str, method: &'static str) -> Box<dyn FnMut(u32)> {
    let room = Room::of(RECORDS);
    let page = &room.documents[room.documents.len() / 2];
    let request = format!("{method} /documents/{page} HTTP/1.1\r\nHost: room\r\n{lines}\r\n");
    let mut client = room.client();
    let (_, length) = client.answered(&request);
    Box::new(move |times| {
        let _ = &room;
        for _ in 0..times {
            client.answered_with(&request, length);
        }
    })
}
