//! Files that nobody would write, in one folder, before the program as it is started.
//!
//! Every file is shown, refused by name with its reason, or ignored by a rule; all others stand;
//! and whatever the room says of those that are shown can be read by what reads it.
//! `READING_ROOM_HOSTILE=full` makes the largest files as large as they may be and looks at every
//! answer of every document; `docs/fuzzing.md` tells what was measured.

mod kit;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::fuzz::xml;
use super::house::FOR_EVER;
use kit::{Fate, INJECTED, Kit};

/// Twins of a document, by their suffix.
const TWINS: [&str; 10] =
    ["json", "txt", "md", "tei.xml", "ris", "bib", "csl.json", "jsonld", "rdf", "epub"];

/// What the room says of itself and of all documents.
const PAGES: [&str; 36] = [
    "/",
    "/documents",
    "/documents.json",
    "/documents.csv",
    "/documents.atom",
    "/documents.ris",
    "/documents.bib",
    "/documents.csl.json",
    "/search?q=words",
    "/search.json?q=words",
    "/search.csv?q=words",
    "/search.atom?q=words",
    "/people",
    "/people.json",
    "/people.csv",
    "/terms",
    "/terms.json",
    "/archives",
    "/archives.json",
    "/archives.csv",
    "/timeline",
    "/timeline.json",
    "/about",
    "/ingest",
    "/ingest.json",
    "/feed.atom",
    "/feed.json",
    "/corrections.atom",
    "/sitemap.xml",
    "/opensearch.xml",
    "/robots.txt",
    "/readyz",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/people/kim",
    "/?ui=ko",
];

struct Program {
    child: Child,
    address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// An answer: its status, its head in small letters, its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Program {
    fn get(&self, path: &str) -> Answer {
        let mut client = TcpStream::connect(&self.address).unwrap();
        client.set_read_timeout(Some(FOR_EVER)).unwrap();
        write!(client, "GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        client.read_to_end(&mut bytes).unwrap_or_else(|error| panic!("{error} from {path}"));
        drop(client.shutdown(Shutdown::Both));
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect(path);
        let head = String::from_utf8(bytes[..end].to_vec()).expect(path).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect(path);
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.get(path).body).unwrap_or_else(|e| panic!("{e} in {path}"))
    }

    /// The most memory that the program had, in KiB.
    fn most_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

/// Whether the run is the long one.
fn is_full() -> bool {
    std::env::var("READING_ROOM_HOSTILE").is_ok_and(|value| value == "full")
}

#[test]
fn every_hostile_file_is_shown_or_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    let kit = Kit::filled(&seeds, if is_full() { 16 } else { 1 });
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_reading-room"))
        .current_dir(folder.path())
        .env_clear()
        .env("READING_ROOM_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(fs::File::create(folder.path().join("log")).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
    let program = Program { child, address };
    let report = read_in(&program, kit.made.len());
    let ready = begun.elapsed();
    let memory = program.most_memory();
    let (shown, mut wrong) = outcomes(&kit, &report);
    let pages = PAGES.map(str::to_owned).into_iter();
    for path in pages.chain(shown.iter().flat_map(|id| paths(&program, id))) {
        let answer = program.get(&path);
        if catch_unwind(AssertUnwindSafe(|| lawful(&path, &answer))).is_err() {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    log_is_plain(&fs::read_to_string(folder.path().join("log")).unwrap());
    let most = program.most_memory();
    eprintln!("{} files, ready in {ready:?}, {memory} KiB; {most} KiB in all", kit.made.len());
    if is_full() {
        assert!(ready < Duration::from_secs(30), "{ready:?}");
        assert!(memory < 256 << 10, "{memory} KiB");
    }
}

/// Waits until every file has its row; the report.
fn read_in(program: &Program, files: usize) -> Value {
    let begun = Instant::now();
    loop {
        let report = program.json("/ingest.json");
        let count = |outcome: &str| report[outcome].as_u64().unwrap();
        let rows = report["files"].as_array().unwrap().len();
        if rows >= files {
            let sum = count("accepted") + count("refused") + count("ignored");
            assert_eq!((rows, sum), (files, u64::try_from(files).unwrap()), "a row for each file");
            return report;
        }
        assert!(begun.elapsed() < 10 * FOR_EVER, "{rows} of {files} files have a row");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Compares what became of each file with what must: the documents that are shown, and what is
/// wrong.
fn outcomes(kit: &Kit<'_>, report: &Value) -> (Vec<String>, Vec<String>) {
    let mut rows: BTreeMap<&str, &Value> = BTreeMap::new();
    for row in report["files"].as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        assert!(!file.contains(char::is_control), "{file:?}");
        assert!(rows.insert(file, row).is_none(), "{file} has two rows");
        let is_told =
            row["outcome"] == "accepted" || row["reason"].as_str().is_some_and(|r| r.len() > 8);
        assert!(is_told, "no reason in {row}");
    }
    let mut wrong = Vec::new();
    for (name, fate) in &kit.made {
        let Ok(name) = std::str::from_utf8(name) else { continue };
        let Some(row) = rows.get(name) else {
            let is_escaped = name.contains(|c: char| c.is_control() || c == '\u{202e}');
            assert!(is_escaped, "{name} has no row");
            continue;
        };
        let outcome = row["outcome"].as_str().unwrap();
        let code = row["reason_code"].as_str().unwrap_or_default();
        let is_right = match fate {
            Fate::Shown => outcome == "accepted",
            Fate::Refused(expect) => outcome == "refused" && (code == *expect || code.is_empty()),
            Fate::Ignored(expect) => outcome == "ignored" && (code == *expect || code.is_empty()),
            Fate::Told => true,
        };
        if !is_right {
            wrong.push(format!("{name} must be {fate:?}: {row}"));
        }
        assert_ne!(code, "reader-failed", "{row}");
        assert_ne!(code, "store-failed", "{row}");
    }
    let accepted = rows.values().filter(|row| row["outcome"] == "accepted");
    let mut shown: Vec<String> =
        accepted.map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    shown.sort();
    shown.dedup();
    (shown, wrong)
}

/// The addresses of everything that the room says of one document.
fn paths(program: &Program, id: &str) -> Vec<String> {
    let page = format!("/documents/{id}");
    let answer = program.get(&page);
    if answer.status == 308 || answer.status == 410 {
        return Vec::new();
    }
    let twins = TWINS.iter().map(|suffix| format!("{page}.{suffix}"));
    let others = ["source", "history", "source.txt"].iter().map(|of| format!("{page}/{of}"));
    let view = format!("{page}?view=en&q=words&ui=ko");
    let all = [page.clone(), view].into_iter().chain(twins).chain(others);
    // What is large, and what is odd in its text alone, is made in each form only where there is
    // time for it.
    let is_odd_in_fields =
        ["field-", "letters-", "date-", "leaves-"].iter().any(|begins| id.starts_with(begins));
    let few = match answer.body.len() {
        _ if is_full() => usize::MAX,
        0x1_0000.. => 1,
        _ if is_odd_in_fields => usize::MAX,
        _ => 3,
    };
    all.take(few).collect()
}

/// An answer that is whole: its status, its head, and a body that its readers can read.
fn lawful(path: &str, answer: &Answer) {
    let Answer { status, head, body } = answer;
    assert_eq!(*status, 200, "{path}: {head}\n{}", String::from_utf8_lossy(body));
    for line in head.lines().skip(1) {
        let (name, _) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?} in {path}"));
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{line:?} in {path}");
        assert_ne!(name, "x-injected", "{path}");
    }
    for name in
        ["content-security-policy", "x-content-type-options", "referrer-policy", "content-type"]
    {
        let lines = head.lines().filter(|line| line.starts_with(&format!("{name}: "))).count();
        assert_eq!(lines, 1, "{name} in {path}");
    }
    let kind = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap();
    let essence = kind.split(';').next().unwrap();
    if essence == "application/epub+zip" {
        assert!(body.starts_with(b"PK"), "{path}");
        return;
    }
    // The capture itself is given away as it came.
    if path.ends_with("/source.txt") {
        return;
    }
    let text = std::str::from_utf8(body).unwrap_or_else(|error| panic!("{error} in {path}"));
    let is_unseen = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{202a}'..='\u{202e}');
    assert!(path.contains("/source") || !text.contains(is_unseen), "{path}");
    match essence {
        "text/html" => {
            xml::html(text);
            assert!(!text.contains(&INJECTED[..20]), "{path}");
        }
        _ if essence.ends_with("json") => {
            serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error} in {path}"));
        }
        _ if essence.ends_with("xml") => drop(xml::document(text)),
        "text/csv" => {
            let is_formula = |cell: &String| cell.starts_with(['=', '@', '\t', '\r']);
            assert!(!cells(text).iter().any(is_formula), "a formula in {path}");
        }
        _ => {}
    }
}

/// The cells of a table.
fn cells(csv: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for c in csv.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

/// One line for each event, and nothing in it that moves a terminal.
fn log_is_plain(log: &str) {
    for line in log.lines() {
        assert!(!line.contains(|c: char| c.is_control() && c != '\u{1b}'), "{line:?}");
        assert!(!line.contains("panicked"), "{line:?}");
    }
}
