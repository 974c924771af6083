//! Everything that is written of a document can be read by what reads it.

use std::io::{Cursor, Read as _};

use reading_room::address::{Anchor, Links, Slug};
use reading_room::authority::Authority;
use reading_room::capture::{self, Captured, Form, Reading};
use reading_room::document::{Alignment, Block, Custody, Document, Edition, Holding};
use reading_room::export::{self, Beside, Desk, Excerpt};
use reading_room::markup::{self, TeiSetting, is_xml};
use reading_room::search::{self, Lexicon};
use reading_room::words::Words;

use super::xml;

/// Places of a document that are written by themselves.
const EXCERPTS: usize = 12;

/// Tries every format on a document that was just read.
pub(super) fn document(captured: Captured, alignments: Vec<Alignment>) {
    thread_local! {
        static WORDS: Words = Words::english();
    }
    let Captured { document, findings, .. } = captured;
    index(&document);
    for text in &document.texts {
        text.blocks.iter().for_each(block);
    }
    let edition = Edition {
        sha256: "0123456789abcdef".repeat(4),
        taken_in: "2026-11-22T03:08:44Z".to_owned(),
        size: 7,
    };
    let holding = Holding {
        id: Slug::from_stem("1957-a"),
        document,
        alignments,
        findings,
        edition: edition.clone(),
        editions: vec![edition],
        changed: "2026-11-22T03:08:44Z".to_owned(),
        related: Vec::new(),
        statements: Vec::new(),
        custody: Custody {
            seed_file: "1957-a.txt".to_owned(),
            original_name: None,
            encoding: "UTF-8".to_owned(),
            text_sha256: "f".repeat(64),
            program_version: "0".to_owned(),
            absent_since: None,
            other_captures: Vec::new(),
        },
    };
    let links = Links::parse("https://room.example/archive").unwrap();
    WORDS.with(|words| {
        let room = "Reading & <Room>";
        let desk = Desk { links: &links, words, room, licence: None };
        formats(desk, &holding);
        excerpts(desk, &holding);
    });
}

/// The index holds each block, and nothing in it is an operator.
fn index(document: &Document) {
    let held = search::indexed(document, &Slug::from_stem("1957-a"), &Lexicon::default());
    let blocks: usize = document.texts.iter().map(|text| text.blocks.len()).sum();
    assert_eq!(held.blocks(), blocks, "a row for each block");
    for column in held.block_columns().iter().flatten() {
        assert!(!column.contains(['"', '*', '(', '\0', '\n']), "{column:?}");
    }
}

/// A block's words survive every printer.
pub(super) fn block(block: &Block) {
    assert_eq!(xml::html(markup::html(block, 1, &[]).as_str()), block.text);
    assert_eq!(xml::html(markup::sample(block).as_str()), block.text);
    for note in markup::side_notes(block, 1, &[]) {
        xml::html(&note.html.to_string());
    }
    let setting = TeiSetting { ids: "", first_note: 1, translator: None, original: "und" };
    let tei = markup::tei(block, setting);
    let expect: String = block.text.chars().filter(|c| is_xml(*c)).collect();
    assert_eq!(xml::document(&format!("<p>{}</p>", tei.as_str())), expect);
    let xhtml = markup::xhtml(block, 1);
    xml::document(&format!("<p>{}</p>", xhtml.words));
    for (_, note) in xhtml.notes {
        xml::document(&format!("<p>{note}</p>"));
    }
}

fn formats(desk: Desk<'_>, holding: &Holding) {
    static NOBODY: Authority = Authority { entries: Vec::new() };
    let beside = Beside { named: &[], authority: &NOBODY };
    for format in &export::DOCUMENT {
        let written = (format.write)(desk, holding, beside).expect("a file");
        let words = || String::from_utf8(written.clone()).expect("text");
        match format.suffix {
            "json" => json(&words(), holding),
            "csl.json" | "jsonld" => drop(parsed(&words())),
            "tei.xml" | "rdf" => drop(xml::document(&words())),
            "ris" => ris(&words()),
            "bib" => bibtex(&words()),
            "md" => markdown(&words(), &holding.document),
            "epub" => epub(&written),
            _ => drop(words()),
        }
    }
    let record = desk.record(holding, beside);
    let in_page = desk.json_ld(&record);
    drop(parsed(&in_page));
}

fn parsed(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

fn json(json: &str, holding: &Holding) {
    let json = parsed(json);
    for text in &holding.document.texts {
        let paragraphs = &json["bodies"][text.language.as_str()]["paragraphs"];
        let said: Vec<_> = paragraphs.as_array().unwrap().iter().map(|of| &of["text"]).collect();
        let meant: Vec<_> = text.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(said, meant);
    }
}

/// Two letters, two blanks, a hyphen, a blank, a value, on each line.
fn ris(ris: &str) {
    let lines: Vec<&str> = ris.strip_suffix("\r\n").expect("a last line").split("\r\n").collect();
    for line in &lines {
        assert!(line.as_bytes()[..2].iter().all(u8::is_ascii_alphanumeric), "{line:?}");
        assert_eq!(&line[2..6], "  - ", "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    assert!(lines[0].starts_with("TY") && lines.ends_with(&["ER  - "]), "{ris}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("ER")).count(), 1, "{ris}");
}

/// Braces close, and only the last one closes the entry.
fn bibtex(bib: &str) {
    assert!(bib.starts_with('@'), "{bib}");
    let mut depth = 0_u32;
    let mut is_escaped = false;
    for (at, c) in bib.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '{' => depth += 1,
            '}' => {
                depth = depth.checked_sub(1).unwrap_or_else(|| panic!("{bib}"));
                assert!(depth > 0 || bib[at + 1..].trim().is_empty(), "{bib}");
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{bib}");
}

/// What is written as Markdown is read back as the document that it was.
fn markdown(file: &str, document: &Document) {
    let decoded = capture::decoded(file.as_bytes()).expect("text");
    let Reading::Record(read) = capture::read(&decoded.text, Form::Markdown) else {
        panic!("no record: {file}")
    };
    let back = read.document;
    assert_eq!(back.description, document.description, "{file}");
    for (text, back) in document.texts.iter().zip(&back.texts) {
        for (block, back) in text.blocks.iter().zip(&back.blocks) {
            assert_eq!(back, block, "{file}");
        }
    }
    assert_eq!(back.texts, document.texts, "{file}");
}

fn epub(book: &[u8]) {
    let mut book = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    for at in 0..book.len() {
        let mut file = book.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        if [".xhtml", ".opf", ".xml", ".ncx"].iter().any(|end| name.ends_with(end)) {
            let mut words = String::new();
            file.read_to_string(&mut words).expect("text");
            xml::document(&words);
        }
    }
}

/// Paragraphs and notes by themselves.
fn excerpts(desk: Desk<'_>, holding: &Holding) {
    let blocks = holding.document.texts.iter().flat_map(|text| {
        let prefix = text.language.anchor_prefix();
        text.blocks.iter().map(move |block| Anchor::block(prefix, block.n))
    });
    let notes = holding.document.notes();
    let notes = notes.iter().map(|note| Anchor::Note(note.n));
    for anchor in blocks.take(EXCERPTS).chain(notes.take(EXCERPTS)) {
        assert_eq!(Anchor::parse(&anchor.to_string()), Some(anchor.clone()));
        let excerpt = Excerpt::at(holding, anchor.clone(), Some(anchor)).expect("a place");
        for format in &export::EXCERPT {
            let written = (format.write)(desk, &excerpt).expect("a file");
            let words = String::from_utf8(written).expect("text");
            if format.suffix == "json" {
                parsed(&words);
            }
        }
    }
}
