//! The laws of tokens, marks and snippets over the committed captures with their characters turned
//! about. `READING_ROOM_FUZZ_ROUNDS` sets how many changes of each line are tried.

use std::fs;
use std::path::Path;

use super::marks::tests::{index_finds, lawful as lawful_marks, one, phrases};
use super::tokens::tests::lawful as lawful_tokens;

/// Every line of every capture in the project, the seeds and those made for tests.
fn lines() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lines = Vec::new();
    for folder in ["seeds", "tests/fixtures/captures"] {
        let folder = fs::read_dir(root.join(folder)).expect("the project has captures");
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            if let Ok(text) = fs::read_to_string(&file) {
                lines.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
            }
        }
    }
    assert!(lines.len() > 200, "captures were read");
    lines
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

fn turned_about(line: &str, other: &str, dice: &mut Dice) -> String {
    const PIECES: &[&str] = &[
        "[",
        "]",
        "'",
        "’",
        "-",
        "–",
        "—",
        ".",
        " ",
        "\u{a0}",
        "\u{2009}",
        "\u{200b}",
        "\u{ad}",
        "\u{301}",
        "\u{306}",
        "\u{3099}",
        "º",
        "°",
        "№",
        "²",
        "½",
        "26",
        "-29",
        "1957",
        "III.",
        "March ",
        "년 ",
        "월",
        "일",
        "~",
        "부터 ",
        "소련",
        "ᄀ",
        "ㄱ",
        "朝",
        "が",
        "豈",
        "ﬁ",
        "ß",
        "İ",
        "ŉ",
        "ς",
        "\u{fdfa}",
        "ⓓ19570210",
        "😀",
        "\0",
        "\u{202e}",
        "Ещё",
        "ł",
        "\t",
    ];
    let mut chars: Vec<char> = line.chars().collect();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(chars.len() + 1);
        match dice.roll(5) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 if at < chars.len() => {
                let to = (at + dice.roll(6)).min(chars.len());
                chars.drain(at..to);
            }
            2 => {
                let piece: Vec<char> = other.chars().skip(dice.roll(80)).take(12).collect();
                chars.splice(at..at, piece);
            }
            _ => {
                let piece = PIECES[dice.roll(PIECES.len())].chars();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

/// Checks a text and what the index would find in it of two others.
fn lawful(text: &str, others: [&str; 2], dice: &mut Dice) {
    lawful_tokens(text);
    for other in others {
        let phrases = phrases(other);
        if phrases.is_empty() {
            continue;
        }
        let (phrase, _) = &phrases[dice.roll(phrases.len())];
        let needles = one(phrase);
        lawful_marks(text, &needles);
        let is_marked = !needles.marked(text, false).ranges.is_empty();
        assert_eq!(is_marked, index_finds(text, phrase), "{phrase:?} in {text:?}");
    }
}

#[test]
fn the_corpus_and_its_mutations_are_tokenized_and_marked_lawfully() {
    let rounds = std::env::var("READING_ROOM_FUZZ_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(2_usize);
    let lines = lines();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for line in &lines {
        lawful(line, [line, line], &mut dice);
        for _ in 0..rounds {
            let other = &lines[dice.roll(lines.len())];
            let changed = turned_about(line, other, &mut dice);
            let result = std::panic::catch_unwind(|| {
                lawful(&changed, [line, other], &mut Dice(changed.len() as u64 + 1));
            });
            assert!(result.is_ok(), "{changed:?}");
        }
    }
}
