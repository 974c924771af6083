//! The room as a whole.

use super::*;

/// A record in each layout is enough here; the rooms' parts test the rest.
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
fn words_of_no_layout_are_plain_blocks() {
    let captured = record("Some words.\n\nMore words of the same kind.", Form::Capture);
    assert_eq!(captured.document.layout, "unknown");
    assert_eq!(captured.document.texts[0].blocks.len(), 2);
    assert_eq!(captured.regions, [Region::Text, Region::Blank, Region::Text]);
}
