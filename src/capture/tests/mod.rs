//! The room as a whole: the seeds field by field, invented captures in every layout, the laws that
//! hold for any input.

mod fixtures;
mod laws;
mod seeds;

use super::*;

/// The files that the laws are tried on: the seeds and the invented captures.
const CORPUS: &[(&str, &str)] = &[
    ("seed 000", seeds::S000),
    ("seed 001", seeds::S001),
    ("seed 002", seeds::S002),
    ("seed 003", seeds::S003),
    ("seed 004", seeds::S004),
    ("a1-note", include_str!("../../../tests/fixtures/captures/a1-note.txt")),
    (
        "a1-undated-no-credits",
        include_str!("../../../tests/fixtures/captures/a1-undated-no-credits.txt"),
    ),
    ("a2-cable", include_str!("../../../tests/fixtures/captures/a2-cable.txt")),
    ("a2-korean", include_str!("../../../tests/fixtures/captures/a2-korean.txt")),
    ("a3-foreign-summary", include_str!("../../../tests/fixtures/captures/a3-foreign-summary.txt")),
    ("a4-german", include_str!("../../../tests/fixtures/captures/a4-german.txt")),
    ("b0-journal", include_str!("../../../tests/fixtures/captures/b0-journal.txt")),
    ("b1-telegram", include_str!("../../../tests/fixtures/captures/b1-telegram.txt")),
    ("b2-collapsed", include_str!("../../../tests/fixtures/captures/b2-collapsed.txt")),
    ("b3-bare", include_str!("../../../tests/fixtures/captures/b3-bare.txt")),
    ("c1-one-line", include_str!("../../../tests/fixtures/captures/c1-one-line.txt")),
    ("c2-print", include_str!("../../../tests/fixtures/captures/c2-print.txt")),
    ("md-yaml", include_str!("../../../tests/fixtures/captures/md-yaml.md")),
    ("md-toml", include_str!("../../../tests/fixtures/captures/md-toml.md")),
    ("md-plain", include_str!("../../../tests/fixtures/captures/md-plain.md")),
    ("listing", include_str!("../../../tests/fixtures/captures/listing.txt")),
    ("unknown", include_str!("../../../tests/fixtures/captures/unknown.txt")),
];

fn form_of(name: &str) -> Form {
    if name.starts_with("md-") { Form::Markdown } else { Form::Capture }
}

fn record(text: &str, form: Form) -> Captured {
    match read(text, form) {
        Reading::Record(captured) => *captured,
        Reading::NotARecord(reason) => panic!("{reason:?}"),
    }
}

#[test]
fn listings_and_blank_files_are_no_records() {
    let check = |text: &str, code: ReasonCode| match read(text, Form::Capture) {
        Reading::NotARecord(reason) => assert_eq!(reason.code, code),
        Reading::Record(_) => panic!("{text}"),
    };
    check("Skip to content\n\nResults:\n\n1 - 10 of 11\n", ReasonCode::SearchListing);
    check(" \n\u{a0}\n", ReasonCode::Empty);
}

#[test]
fn a_bracket_that_ends_the_file_is_no_list_mark() {
    for words in ["(j", "(", "(1", "Words.\n\n(a"] {
        record(words, Form::Capture);
    }
}

#[test]
fn words_of_no_layout_are_plain_blocks() {
    let captured = record("Some words.\n\nMore words of the same kind.", Form::Capture);
    assert_eq!(captured.document.layout, "unknown");
    assert_eq!(captured.document.texts[0].blocks.len(), 2);
    assert_eq!(captured.regions, [Region::Text, Region::Blank, Region::Text]);
}

#[test]
fn the_collection_has_a_title_and_an_introduction() {
    let (read, _) = collection("# The Room\n\nFive letters.\n\n## Where they come from\n\nA box.");
    assert_eq!(read.title.as_deref(), Some("The Room"));
    let texts: Vec<&str> = read.introduction.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["Five letters.", "Where they come from", "A box."]);
    let (stated, _) = collection("---\ntitle: A Room\n---\n\nWords.");
    assert_eq!(stated.title.as_deref(), Some("A Room"));
    assert_eq!(stated.introduction.len(), 1);
}
