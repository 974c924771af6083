//! Two editions of a document and what differs.

use super::*;
use crate::document::{Block, Description, Edtf, Mark, MarkKind, MarkPart, Text};

fn block(n: usize, text: &str) -> Block {
    let mut marks = Vec::new();
    if let Some(start) = text.find("[note") {
        let end = text.find(']').unwrap() + 1;
        marks.push(Mark {
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(end).unwrap(),
            kind: MarkKind::Note,
            value: Some(text[start + 1..end - 1].to_owned()),
            part: MarkPart::Whole,
        });
    }
    let n = u32::try_from(n).unwrap();
    Block { n, kind: BlockKind::Paragraph, text: text.to_owned(), marks }
}

fn document(texts: &[(&str, &[&str])]) -> Document {
    let text = |(tag, blocks): &(&str, &[&str])| {
        let blocks = blocks.iter().enumerate().map(|(at, text)| block(at + 1, text)).collect();
        Text::new(Language::parse(tag).unwrap(), blocks)
    };
    Document {
        layout: "A1".to_owned(),
        description: Description::default(),
        texts: texts.iter().map(text).collect(),
    }
}

/// The rows as short words: `=3` for three that are the same, `1~2` for one that changed.
fn rows(text: &TextCollation) -> Vec<String> {
    let row = |row: &Row| match row {
        Row::Same { count, .. } => format!("={count}"),
        Row::Changed { before, after, .. } => format!("{before}~{after}"),
        Row::Removed { n, .. } => format!("-{n}"),
        Row::Added { n, .. } => format!("+{n}"),
    };
    text.rows.iter().map(row).collect()
}

fn check(before: &[&str], after: &[&str], expect: &[&str]) {
    let collation = collated(&document(&[("en", before)]), &document(&[("en", after)]));
    let told = collation.texts.first().map(rows).unwrap_or_default();
    assert_eq!(told, expect, "{before:?} {after:?}");
}

const ONE: &str = "The first secretary asked for a car to the border.";
const TWO: &str = "On the way they spoke of the plenum in December.";
const THREE: &str = "He promised an answer within the week [note: none came].";

#[test]
fn a_paragraph_put_in_at_the_top_makes_no_other_differ() {
    check(&[ONE, TWO, THREE], &["New.", ONE, TWO, THREE], &["+1", "=3"]);
    check(&["New.", ONE, TWO], &[ONE, TWO], &["-1", "=2"]);
    check(&[ONE, TWO, THREE], &[ONE, THREE], &["=1", "-2", "=1"]);
    check(&[ONE, ONE, TWO], &[ONE, TWO], &["=1", "-2", "=1"]);
    check(&[], &[ONE], &["+1"]);
    check(&[ONE], &[ONE], &[]);
}

#[test]
fn versions_of_a_paragraph_find_each_other_whatever_their_numbers() {
    let two = TWO.replace("December", "January");
    check(&[ONE, TWO, THREE], &["New.", ONE, &two, THREE], &["+1", "=1", "2~3", "=1"]);
    let three = THREE.replace("week", "month");
    check(
        &[ONE, TWO, THREE],
        &[&two, "Something else entirely.", &three],
        &["-1", "2~1", "+2", "3~3"],
    );
}

#[test]
fn the_same_words_set_or_marked_otherwise_are_a_change() {
    let (before, mut after) =
        (document(&[("en", &[ONE, THREE])]), document(&[("en", &[ONE, THREE])]));
    after.texts[0].blocks[0].kind = BlockKind::Heading;
    after.texts[0].blocks[1].marks.clear();
    let collation = collated(&before, &after);
    let [Row::Changed { kinds: Some(_), .. }, Row::Changed { is_marked_otherwise: true, runs, .. }] =
        collation.texts[0].rows.as_slice()
    else {
        panic!("{collation:?}")
    };
    assert_eq!(runs.len(), 1);
    assert_eq!(collation.notes.len(), 1);
}

#[test]
fn each_language_is_told_by_itself() {
    let before = document(&[("en", &[ONE, TWO]), ("ko", &["첫째 문단이다.", "둘째 문단이다."])]);
    let after = document(&[("en", &[ONE, TWO]), ("ko", &["첫째 문단이다.", "둘째 문단입니다."])]);
    let collation = collated(&before, &after);
    assert_eq!(collation.same, [(Language::english(), 2)]);
    assert_eq!(collation.texts.len(), 1);
    assert_eq!(rows(&collation.texts[0]), ["=1", "2~2"]);
    let alone = collated(&document(&[("en", &[ONE])]), &after);
    let ko = alone.texts.iter().find(|text| text.language == Language::korean()).unwrap();
    assert_eq!((ko.before, ko.after, ko.rows.len()), (None, Some(2), 0));
    let gone = collated(&after, &document(&[("en", &[ONE])]));
    assert_eq!(gone.texts.last().unwrap().after, None);
}

#[test]
fn fields_and_notes_are_told_and_equal_ones_are_not() {
    let (mut before, mut after) = (document(&[("en", &[THREE])]), document(&[("en", &[THREE])]));
    assert!(collated(&before, &after).is_empty());
    before.description.title = Some("A visit".into());
    after.description.title = Some("Another visit".into());
    after.description.date.value = Edtf::parse("1957-07-08");
    after.texts[0].translator = Some("Kim".into());
    let fields = collated(&before, &after).fields;
    let names: Vec<_> = fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["title", "date", "text-translator"]);
    assert_eq!(fields[1].after.as_deref(), Some("1957-07-08"));
    let three = THREE.replace("none", "it never");
    let notes = collated(&before, &document(&[("en", &[ONE, &three])])).notes;
    let [NoteChange { before: Some(was), after: Some(is) }] = notes.as_slice() else {
        panic!("{notes:?}")
    };
    assert_eq!((was.text.as_str(), is.text.as_str()), ("note: none came", "note: it never came"));
}

#[test]
fn a_long_document_of_other_words_is_told_in_bounded_work() {
    // Everything differs, and every paragraph has words of every other: the worst there is.
    let paragraph = |seed: usize| -> String {
        let word = |at: usize| format!("w{} ", (seed * 31 + at * at * 7) % 97);
        (0..20).map(word).collect::<Vec<_>>().concat()
    };
    let before: Vec<String> = (0..900).map(paragraph).collect();
    let after: Vec<String> = (0..900).map(|n| paragraph(n + 13) + "x").collect();
    let of = |blocks: &[String]| {
        document(&[("en", &blocks.iter().map(String::as_str).collect::<Vec<_>>())])
    };
    let collation = collated(&of(&before), &of(&after));
    let text = &collation.texts[0];
    assert_eq!(text.rows.len(), MOST_ROWS);
    assert!(text.left_out > 0);
    assert_eq!(text.changed + text.added, 900);
    // One endless paragraph is told whole.
    let one = |words: &str| document(&[("en", &[words])]);
    let long = "more ".repeat(30_000);
    assert!(collated(&one(&long), &one(&format!("{long}x"))).is_coarse);
    assert!(!collated(&one(&before[..99].concat()), &one(&after[..99].concat())).is_coarse);
}
