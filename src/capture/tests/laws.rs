//! Laws that hold for any input, tried on arbitrary strings and on files with their lines and
//! bytes turned about. `READING_ROOM_FUZZ_ROUNDS` sets how many changes of each file are tried.

use std::collections::BTreeMap;

use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::*;
use crate::document::Block;

/// Reads a text and checks all that must hold of it, whatever it is.
fn lawful(text: &str, form: Form) {
    let Reading::Record(captured) = read(text, form) else { return };
    let cleaned = characters::cleaned(text, &mut Findings::default()).into_owned();
    let lines: Vec<&str> = cleaned.split('\n').collect();
    assert_eq!(captured.regions.len(), lines.len(), "a region for each line");
    for (line, region) in lines.iter().zip(&captured.regions) {
        assert_eq!(line.trim().is_empty(), *region == Region::Blank, "{line:?} is {region:?}");
    }
    for text in &captured.document.texts {
        assert!(!text.blocks.is_empty(), "a text has words");
        for (n, block) in (1..).zip(&text.blocks) {
            assert_eq!(block.n, n);
            lawful_block(block);
        }
    }
    let d = &captured.document.description;
    for words in [&d.title, &d.summary, &d.source, &d.citation_as_given].into_iter().flatten() {
        assert!(!words.contains('\u{fffd}') && !words.is_empty());
    }
    if !matches!(captured.document.layout.as_str(), "C1" | "C2" | "markdown") {
        nothing_is_lost(&lines, &captured);
    }
}

fn lawful_block(block: &Block) {
    let text = &block.text;
    assert!(!text.trim().is_empty() && text.trim() == text, "{text:?}");
    assert!(is_nfc(text) && !text.contains(['\u{fffd}', '\0', '\r', '\u{200b}']));
    let mut open: Vec<u32> = Vec::new();
    let mut last = (0, u32::MAX);
    for mark in &block.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        assert!(start < end && end <= text.len(), "{mark:?} in {text:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(last.0 < mark.start || (last.0 == mark.start && last.1 >= mark.end), "sorted");
        last = (mark.start, mark.end);
        while open.last().is_some_and(|&end| end <= mark.start) {
            open.pop();
        }
        assert!(open.last().is_none_or(|&end| mark.end <= end), "nested: {:?}", block.marks);
        open.push(mark.end);
    }
}

/// Every word on a line of text stands in a block, and every word of a block on such a line.
fn nothing_is_lost(lines: &[&str], captured: &Captured) {
    let count = |words: &mut BTreeMap<String, i64>, text: &str, by: i64| {
        let plain = text.replace(['<', '>', '/'], " ");
        for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !matches!(word.to_ascii_lowercase().as_str(), "sup" | "sub" | "em" | "strong" | "br")
            {
                *words.entry(word.to_owned()).or_default() += by;
            }
        }
    };
    // Letters raised in the midst of a word part it on one side alone.
    if lines.iter().any(|line| line.contains('<')) {
        return;
    }
    let mut words = BTreeMap::new();
    for (line, region) in lines.iter().zip(&captured.regions) {
        if *region == Region::Text {
            count(&mut words, line, 1);
        }
    }
    for block in captured.document.texts.iter().flat_map(|text| &text.blocks) {
        count(&mut words, &block.text, -1);
    }
    words.retain(|_, count| *count != 0);
    assert!(words.is_empty(), "{}: {words:?}", captured.document.layout);
}

/// A small generator of pseudo-random numbers, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % sides.max(1)
    }
}

fn turned_about(text: &str, dice: &mut Dice) -> String {
    const PIECES: &[&str] = &[
        "[",
        "]",
        "[[",
        "]]",
        "\u{a0}",
        "\n\n",
        "\n",
        "Document Information",
        "\"",
        "**",
        "<sup>",
        "</sup>",
        "<br>",
        "July 3, 1957",
        "31.II.1957",
        "Citation:",
        "Contents:",
        "English HTML",
        "Korean HTML",
        "한국어",
        "Привет",
        "---",
        "+++",
        "# a {lang=ko}",
        "e\u{301}",
        "\u{200b}",
        ", 1957, History and Public Policy Program Digital Archive, ",
        "Translated by ",
        "(",
        "*",
        "Skip to content",
        "Author(s):",
        "\t",
        "□",
        "f. 5, op. ",
        "for the period ",
        "\u{fffd}",
    ];
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=dice.roll(4) {
        let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
        match dice.roll(7) {
            0 => lines.swap(a, b),
            1 => {
                lines.remove(a);
            }
            2 => {
                let line = lines[a].clone();
                lines.insert(b, line);
            }
            3 => lines.truncate(a.max(1)),
            4 => {
                let next = if a + 1 < lines.len() { lines.remove(a + 1) } else { String::new() };
                lines[a].push_str(&next);
            }
            _ => {
                let places: Vec<usize> = lines[a].char_indices().map(|(at, _)| at).collect();
                let at = places.get(dice.roll(places.len())).copied().unwrap_or(0);
                lines[a].insert_str(at, PIECES[dice.roll(PIECES.len())]);
            }
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
    }
    lines.join("\n")
}

#[test]
fn the_corpus_and_its_mutations_are_read_lawfully() {
    let rounds = std::env::var("READING_ROOM_FUZZ_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(60_usize);
    for (number, (name, text)) in (1..).zip(CORPUS) {
        for form in [Form::Capture, Form::Markdown] {
            lawful(text, form);
        }
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ number);
        for round in 0..rounds {
            let changed = turned_about(text, &mut dice);
            let result = std::panic::catch_unwind(|| lawful(&changed, form_of(name)));
            assert!(result.is_ok(), "{name}, round {round}:\n{changed}");
        }
    }
}

#[test]
fn bytes_turned_about_never_panic() {
    let mut dice = Dice(42);
    for (name, text) in CORPUS {
        for _ in 0..20 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(256)).unwrap();
            }
            if let Ok(read) = decoded(&bytes) {
                lawful(&read.text, form_of(name));
            }
        }
    }
}

#[test]
fn hostile_files_are_read_in_linear_time() {
    let long = "word ".repeat(60_000);
    let check = |text: &str| {
        for form in [Form::Capture, Form::Markdown] {
            let _ = read(text, form);
        }
    };
    check(&long);
    check(&"[".repeat(200_000));
    check(&"]".repeat(200_000));
    check(&"[]".repeat(100_000));
    check(&"\n".repeat(100_000));
    check(&"a\n\n".repeat(50_000));
    check(&"<sup>".repeat(40_000));
    check(&"\"".repeat(100_000));
    check(&"Document Information\n".repeat(10_000));
    check(&format!(
        "Skip to content\n\nMay 1, 1950\n\nA\n\n{long}\n\nDocument Information\n\n{long}"
    ));
    check(&format!(
        "\"A,\" May 1, 1950, History and Public Policy Program Digital Archive, {long}"
    ));
    check(&format!("Citation: {long}"));
    check(&"Digital Archive, ".repeat(20_000));
    check(&"1, 2, ".repeat(40_000));
    check(&format!("---\ntitle: {}\n---\n", "[".repeat(20_000)));
    check(&format!("---\n{}\n---\n", "a: &a\n".repeat(5_000)));
    check(&"> ".repeat(50_000));
    check(&"*a ".repeat(30_000));
    check(&"1957-".repeat(40_000));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_read_lawfully(text in "\\PC{0,200}", lines in proptest::collection::vec("[ -~\u{a0}가-힣а-я\\[\\]]{0,40}", 0..20)) {
        for form in [Form::Capture, Form::Markdown] {
            lawful(&text, form);
            lawful(&lines.join("\n"), form);
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        match decoded(&bytes) {
            Ok(read) => {
                prop_assert!(!read.text.contains('\0') && !read.text.contains('\r'));
                lawful(&read.text, Form::Capture);
            }
            Err(reason) => prop_assert!(!reason.code.as_str().is_empty()),
        }
    }
}
