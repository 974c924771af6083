//! Captures in every layout, read as their expectations say.
//!
//! `tests/fixtures/held_out` holds invented captures, each beside a JSON file that names the
//! fields to be right. They were written from the description of the layouts, not from the parser.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reading_room::capture::{self, Form, Reading};
use reading_room::document::Document;
use serde_json::{Map, Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/held_out")
}

fn reading(bytes: &[u8], form: Form) -> Value {
    let decoded = match capture::decoded(bytes) {
        Ok(decoded) => decoded,
        Err(reason) => return json!({ "refused": reason.code }),
    };
    match capture::read(&decoded.text, form) {
        Reading::Record(captured) => fields(&captured.document),
        Reading::NotARecord(reason) => json!({ "refused": reason.code }),
    }
}

/// What an expectation can name.
fn fields(document: &Document) -> Value {
    let description = &document.description;
    let mut blocks = BTreeMap::new();
    let (mut first, mut last) = (BTreeMap::new(), BTreeMap::new());
    for text in &document.texts {
        let language = text.language.as_str();
        blocks.insert(language, text.blocks.len());
        first.insert(language, text.blocks.first().map(|block| block.text.as_str()));
        last.insert(language, text.blocks.last().map(|block| block.text.as_str()));
    }
    json!({
        "layout": document.layout,
        "date": description.date.value.map(|value| value.to_string()),
        "precision": description.date.precision(),
        "title": description.title,
        "summary": description.summary,
        "funders": description.funders,
        "citation": description.citation_as_given.is_some(),
        "source": description.source,
        "archive": description.archive,
        "obtained_by": description.obtained_by,
        "translator": description.translator,
        "original_language": description.original_language,
        "document_type": description.document_type,
        "record_id": description.record_id,
        "source_url": description.source_url,
        "rights": description.rights.is_some(),
        "languages": document.languages(),
        "blocks": blocks,
        "first": first,
        "last": last,
    })
}

/// What differs in the fields that are named, in words.
fn differences(found: &Value, expected: &Map<String, Value>) -> String {
    let mut said = String::new();
    for (name, value) in expected {
        match (value, &found[name]) {
            // Of a text's ends only the languages named count.
            (Value::Object(ends), found) if name != "blocks" => {
                for (language, end) in ends {
                    if found[language] != *end {
                        let found = &found[language];
                        let _ = writeln!(said, "  {name} {language}: {found} not {end}");
                    }
                }
            }
            (value, found) if value == found => {}
            (value, found) => {
                let _ = writeln!(said, "  {name}: {found} not {value}");
            }
        }
    }
    said
}

#[test]
fn every_layout_is_read_as_described() {
    let mut said = String::new();
    let mut read = 0;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let form = match path.extension().and_then(|end| end.to_str()) {
            Some("txt") => Form::Capture,
            Some("md") => Form::Markdown,
            _ => continue,
        };
        let expected: Value =
            serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let found = reading(&fs::read(&path).unwrap(), form);
        let differences = differences(&found, expected.as_object().unwrap());
        if !differences.is_empty() {
            let name = path.file_name().unwrap().display();
            let _ = write!(said, "{name}\n{differences}");
        }
        read += 1;
    }
    assert!(read >= 30, "only {read} captures");
    assert!(said.is_empty(), "\n{said}");
}
