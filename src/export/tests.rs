//! The promised names, and what stands under them.

use serde_json::Value;

use super::*;
use crate::address::Slug;
use crate::document::*;

pub(super) fn links() -> Links {
    Links::parse("https://room.example/archive").unwrap()
}

fn written(write: impl Fn(Desk<'_>) -> String) -> Value {
    let (links, words) = (links(), Words::english());
    serde_json::from_str(&write(Desk {
        links: &links,
        words: &words,
        room: "Reading Room",
        licence: None,
    }))
    .unwrap()
}

pub(super) fn text(tag: &str, blocks: usize) -> Text {
    let block = |n: u32| Block {
        n,
        kind: BlockKind::ListItem,
        text: format!("Words {n} [note: x]"),
        marks: vec![Mark {
            start: 8,
            end: 17,
            kind: MarkKind::Note,
            value: Some("x".into()),
            part: MarkPart::Whole,
        }],
    };
    Text::new(Language::parse(tag).unwrap(), (1..).take(blocks).map(block).collect())
}

pub(super) fn holding(description: Description, texts: Vec<Text>) -> Holding {
    let edition = Edition {
        sha256: "0123456789abcdef".repeat(4),
        taken_in: "2026-11-22T03:08:44Z".into(),
        size: 7,
    };
    Holding {
        changed: "2026-11-22T03:08:44Z".into(),
        id: Slug::from_stem("a-b"),
        document: Document { layout: "A1".into(), description, texts },
        alignments: Vec::new(),
        findings: vec![Finding::at(FindingCode::DateInvalid, 3).with("value", "31 June")],
        edition: edition.clone(),
        editions: vec![edition],
        related: Vec::new(),
        statements: Vec::new(),
        custody: Custody {
            seed_file: "a/a-b.txt".into(),
            original_name: None,
            encoding: "UTF-8".into(),
            text_sha256: "f".repeat(64),
            program_version: "0.1.0".into(),
            absent_since: None,
            other_captures: Vec::new(),
        },
    }
}

/// No entry of the authority files.
pub(super) fn nobody() -> Beside<'static> {
    static NONE: Authority = Authority { entries: Vec::new() };
    Beside { named: &[], authority: &NONE }
}

#[test]
fn what_is_not_known_is_null_and_lists_are_empty() {
    let json = written(|desk| {
        json::document(desk, &holding(Description::default(), Vec::new()), nobody())
    });
    for name in [
        "title",
        "summary",
        "translator",
        "obtained_by",
        "source",
        "source_raw",
        "archive",
        "fond",
        "opis",
        "papka",
        "delo",
        "listy",
        "citation_as_given",
        "original_language",
        "original_language_tag",
        "document_type",
        "record_id",
        "source_url",
        "rights",
    ] {
        assert!(json.as_object().unwrap().contains_key(name) && json[name].is_null(), "{name}");
    }
    for name in ["dates", "authors", "languages", "funders", "alignment", "notes", "people"] {
        assert_eq!(json[name], serde_json::json!([]), "{name}");
    }
    assert_eq!(json["date"], serde_json::json!({"value": null, "precision": "unknown"}));
    assert_eq!(json["bodies"], serde_json::json!({}));
    assert_eq!(json["url"], "/archive/documents/a-b");
    assert_eq!(json["canonical"], "https://room.example/archive/documents/a-b");
    assert_eq!(json["edition"], "0123456789ab");
    assert_eq!(
        json["findings"][0],
        serde_json::json!({
            "code": "date-invalid", "line": 3, "message": "“31 June” is not a date of the calendar."
        })
    );
}

#[test]
fn texts_stand_by_language_in_their_order_with_their_alignment() {
    let mut of = holding(
        Description {
            date: DocumentDate { value: Edtf::parse("1957-07-08"), read_from: None },
            authors: vec![Author {
                name: "A. M. Puzanov".into(),
                kind: AuthorKind::Person,
                evidence: Some("the title".into()),
            }],
            ..Description::default()
        },
        vec![text("en", 3), text("ko", 2), text("de", 1)],
    );
    of.document.texts[0].translator = Some("Gary Goldberg".into());
    of.alignments = vec![Alignment {
        language: Language::korean(),
        pairs: vec![
            Pair { first: 1..3, other: 1..2 },
            Pair { first: 3..4, other: 2..2 },
            Pair { first: 4..4, other: 2..3 },
        ],
    }];
    let written_out = {
        let (links, words) = (links(), Words::english());
        json::document(
            Desk { links: &links, words: &words, room: "Reading Room", licence: None },
            &of,
            nobody(),
        )
    };
    let place = |name: &str| written_out.find(name).unwrap();
    assert!(place("\"en\":{") < place("\"ko\":{") && place("\"ko\":{") < place("\"de\":{"));
    let json: Value = serde_json::from_str(&written_out).unwrap();
    assert_eq!(json["date"], serde_json::json!({"value": "1957-07-08", "precision": "day"}));
    assert_eq!(json["languages"], serde_json::json!(["en", "ko", "de"]));
    assert_eq!(json["translator"], "Gary Goldberg");
    assert_eq!(json["authors"][0]["inferred"], true);
    assert_eq!(json["alignment"], serde_json::json!([[[1, 2], [1]], [[3], []], [[], [2]]]));
    assert_eq!(json["alignments"]["ko"], json["alignment"]);
    let paragraph = &json["bodies"]["en"]["paragraphs"][1];
    assert_eq!((&paragraph["n"], &paragraph["kind"]), (&2.into(), &"list_item".into()));
    assert_eq!(paragraph["text"], "Words 2 [note: x]");
    assert_eq!(paragraph["marks"][0]["kind"], "note");
    assert_eq!(
        json["notes"][3],
        serde_json::json!({"n": 4, "language": "ko", "paragraph": 1, "text": "x"})
    );
}

#[test]
fn a_page_of_the_listing_leads_to_the_next_with_its_filters() {
    let entry = Entry {
        dates: Vec::new(),
        id: Slug::from_stem("a"),
        title: None,
        date: DocumentDate::default(),
        summary: None,
        archive: Some("AVPRF".into()),
        languages: vec![Language::english()],
        absent_since: None,
        edition: "0123456789ab".into(),
        taken_in: "2026-11-22T03:08:44Z".into(),
        changed: "2026-11-22T03:08:44Z".into(),
        cast: Cast::default(),
    };
    let listing =
        Listing { entries: vec![entry], total: 51, next: Some("k 1".into()), previous: None };
    let query = ListingQuery {
        archive: Some("AVPRF".into()),
        after: Some("k0".into()),
        ..ListingQuery::default()
    };
    let json = written(|desk| json::listing(desk, &query, &listing));
    assert_eq!(json["total"], 51);
    assert_eq!(json["next"], "/archive/documents.json?archive=AVPRF&after=k%201");
    assert!(json["previous"].is_null());
    let document = &json["documents"][0];
    assert_eq!(document["url"], "/archive/documents/a");
    assert!(document["title"].is_null());
    assert_eq!(document["languages"], serde_json::json!(["en"]));
}

#[test]
fn the_report_has_a_row_for_each_file_and_the_sums() {
    let row = |file: &str, outcome, reason| FileReport {
        file: file.into(),
        outcome,
        id: None,
        findings: Vec::new(),
        reason,
    };
    let report = IngestReport {
        files: vec![
            row("a.txt", Outcome::Accepted, None),
            row("b.txt", Outcome::Refused, Some(Reason::new(ReasonCode::Empty))),
        ],
        absent: Vec::new(),
        verification: Some(Verification {
            at: "2026-11-22T10:00:00.000Z".to_owned(),
            sources: 12,
            texts: 5,
            problems: 0,
        }),
        page: None,
    };
    let json = written(|desk| json::ingest_report(desk, &report));
    assert_eq!((&json["accepted"], &json["refused"]), (&1.into(), &1.into()));
    assert_eq!(json["ignored"], 0);
    assert!(json["files"][0]["reason"].is_null());
    assert_eq!(json["files"][1]["outcome"], "refused");
    assert_eq!(json["files"][1]["reason"], "The file is empty or holds only blanks.");
    assert_eq!(json["files"][1]["reason_code"], "empty");
    assert_eq!(json["verification"]["at"], "2026-11-22T10:00:00.000Z");
    assert_eq!(json["verification"]["problems"], 0);
}

#[test]
fn every_format_is_named_for_readers_and_stands_once() {
    let words = Words::english();
    for label in DOCUMENT.iter().map(|f| f.label).chain(LISTING.iter().map(|f| f.label)) {
        assert!(words.has(label), "{label}");
    }
    assert!(by_suffix(&DOCUMENT, "json").is_some() && by_suffix(&DOCUMENT, "").is_none());
}
