//! Twins that are read back: what leaves the room as Markdown comes in again as it was.

use std::fs;
use std::path::{Path, PathBuf};

use reading_room::address::{Links, Slug};
use reading_room::authority::Authority;
use reading_room::capture::{self, Form, Reading};
use reading_room::document::{Custody, Document, Edition, Holding};
use reading_room::export::{self, Beside, Desk};
use reading_room::words::Words;

/// Every capture that the tests have, and the seeds.
fn captures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        ["seeds", "tests/fixtures/captures", "tests/fixtures/held_out", "tests/fixtures/parallel"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
    files.sort();
    files
}

fn read(bytes: &[u8], form: Form) -> Option<Document> {
    match capture::read(&capture::decoded(bytes).ok()?.text, form) {
        Reading::Record(captured) => Some(captured.document),
        Reading::NotARecord(_) => None,
    }
}

fn holding(document: Document) -> Holding {
    let edition = Edition {
        sha256: "0123456789abcdef".repeat(4),
        taken_in: "2026-11-22T03:08:44Z".to_owned(),
        size: 7,
    };
    Holding {
        changed: "2026-11-22T03:08:44Z".to_owned(),
        id: Slug::from_stem("a-b"),
        document,
        alignments: Vec::new(),
        findings: Vec::new(),
        edition: edition.clone(),
        editions: vec![edition],
        related: Vec::new(),
        statements: Vec::new(),
        custody: Custody {
            seed_file: "a-b.txt".to_owned(),
            original_name: None,
            encoding: "UTF-8".to_owned(),
            text_sha256: "f".repeat(64),
            program_version: "0".to_owned(),
            absent_since: None,
            other_captures: Vec::new(),
        },
    }
}

fn twin(holding: &Holding) -> Vec<u8> {
    let links = Links::parse("https://room.example/").unwrap();
    let words = Words::english();
    let desk = Desk { links: &links, words: &words, room: "Reading Room", licence: None };
    let authority = Authority::default();
    let format = export::by_suffix(&export::DOCUMENT, "md").unwrap();
    (format.write)(desk, holding, Beside { named: &[], authority: &authority }).unwrap()
}

#[test]
fn every_capture_comes_back_from_its_markdown() {
    let mut count = 0;
    for file in captures() {
        let is_markdown = file.extension().is_some_and(|ending| ending == "md");
        let form = if is_markdown { Form::Markdown } else { Form::Capture };
        let Some(document) = read(&fs::read(&file).unwrap(), form) else { continue };
        let holding = holding(document);
        let markdown = twin(&holding);
        let mut back = read(&markdown, Form::Markdown).unwrap();
        assert_eq!(back.layout, "markdown");
        back.layout.clone_from(&holding.document.layout);
        assert_eq!(back, holding.document, "{}", file.display());
        assert_eq!(twin(&Holding { document: back, ..holding }), markdown, "{}", file.display());
        count += 1;
    }
    assert!(count > 60, "{count} captures");
}
