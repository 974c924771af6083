//! Captures in two languages, from file to pairs.

use std::fs;
use std::ops::Range;
use std::path::Path;

use reading_room::capture::{self, Form, Reading};
use reading_room::document::Text;
use reading_room::parallel::aligned;

fn texts(file: &str) -> Vec<Text> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let decoded = capture::decoded(&fs::read(path).unwrap()).unwrap();
    match capture::read(&decoded.text, Form::Capture) {
        Reading::Record(captured) => captured.document.texts,
        Reading::NotARecord(reason) => panic!("{file}: {reason:?}"),
    }
}

/// One side of a pair; `None` where it is empty.
type Side = Option<Range<u32>>;

/// The pairs of the first two texts of a file; an empty side is `None`.
fn pairs(file: &str) -> Vec<(Side, Side)> {
    let texts = texts(file);
    let side = |range: Range<u32>| Some(range).filter(|range| !range.is_empty());
    aligned(&texts[0], &texts[1])
        .pairs
        .into_iter()
        .map(|pair| (side(pair.first), side(pair.other)))
        .collect()
}

#[test]
fn the_bilingual_seed_falls_into_24_pairs() {
    let file = "seeds/1957-04-04-notes-from-a-conversation-between-the-1st-secretary.txt";
    let texts = texts(file);
    assert_eq!((texts[0].blocks.len(), texts[1].blocks.len()), (26, 24));
    // `N o t e` with its subject, and the two halves of the line of six copies, are one Korean
    // block each.
    let merged = [6, 21];
    let mut first = 1;
    let expected: Vec<_> = (1..25)
        .map(|other| {
            let length = if merged.contains(&first) { 2 } else { 1 };
            first += length;
            (Some(first - length..first), Some(other..other + 1))
        })
        .collect();
    assert_eq!(pairs(file), expected);
}

#[test]
fn a_missing_a_split_and_a_lone_heading_keep_their_places() {
    let one = |n: u32| Some(n..n + 1);
    let expected = [
        (one(1), one(1)),
        (one(2), one(2)),
        (one(3), one(3)),
        (Some(4..6), one(4)),
        (one(6), one(5)),
        // `The state of the harbour` has no Korean heading.
        (one(7), None),
        // The cranes fill one English paragraph and two Korean ones.
        (one(8), Some(6..8)),
        (one(9), one(8)),
        // The pilots are missing in the Korean.
        (one(10), None),
        (one(11), one(9)),
        (one(12), one(10)),
        (one(13), one(11)),
        (one(14), one(12)),
        (one(15), one(13)),
    ];
    assert_eq!(pairs("tests/fixtures/captures/bilingual-missing-split-lone-heading.txt"), expected);
}
