use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::*;
use crate::document::{Block, BlockKind, Language};

/// A text of paragraphs.
fn text<S: AsRef<str>>(language: &str, blocks: &[S]) -> Text {
    let blocks = (1..)
        .zip(blocks)
        .map(|(n, text)| Block {
            n,
            kind: BlockKind::Paragraph,
            text: text.as_ref().to_owned(),
            marks: Vec::new(),
        })
        .collect();
    Text::new(Language::parse(language).unwrap(), blocks)
}

/// Two texts with the pairs that a reader made: blocks of the first text, blocks of the other.
#[derive(Clone)]
struct ByHand {
    language: String,
    units: Vec<(Vec<String>, Vec<String>)>,
}

impl ByHand {
    /// Reads a file of pairs: the other text's language, then one pair a paragraph, its blocks one
    /// a line, behind `<` those of the first text and behind `>` those of the other.
    fn read(file: &str) -> Self {
        let mut parts = file.split("\n\n").filter(|part| !part.trim().is_empty());
        let language = parts.next().unwrap().trim().strip_prefix("language: ").unwrap().to_owned();
        let side = |part: &str, mark: &str| {
            part.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect()
        };
        let units = parts.map(|part| (side(part, "< "), side(part, "> "))).collect();
        Self { language, units }
    }

    fn first(&self) -> Text {
        text("en", &self.units.iter().flat_map(|unit| &unit.0).collect::<Vec<_>>())
    }

    fn other(&self) -> Text {
        text(&self.language, &self.units.iter().flat_map(|unit| &unit.1).collect::<Vec<_>>())
    }

    fn pairs(&self) -> Vec<Pair> {
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        for (first, other) in &self.units {
            pairs.push(Pair {
                first: numbers(Span { from: i, count: first.len() }),
                other: numbers(Span { from: j, count: other.len() }),
            });
            (i, j) = (i + first.len(), j + other.len());
        }
        pairs
    }

    fn figures(&self) -> Figures {
        let (found, wanted) = (aligned(&self.first(), &self.other()).pairs, self.pairs());
        let right = found.iter().filter(|pair| wanted.contains(pair)).count();
        Figures { right, found: found.len(), wanted: wanted.len() }
    }

    /// What differs from the pairs by hand, in words; nothing if nothing does.
    fn differences(&self) -> String {
        let (found, wanted) = (aligned(&self.first(), &self.other()).pairs, self.pairs());
        let mut said = String::new();
        for pair in found.iter().filter(|pair| !wanted.contains(pair)) {
            writeln!(said, "found  {:?} {:?}", pair.first, pair.other).unwrap();
        }
        for pair in wanted.iter().filter(|pair| !found.contains(pair)) {
            writeln!(said, "wanted {:?} {:?}", pair.first, pair.other).unwrap();
        }
        said
    }

    /// The same texts with paragraphs left out, split and run together, as the seed has it.
    fn disturbed(&self, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut units: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        let is_long = |side: &Vec<String>| side.len() == 1 && side[0].chars().count() > 50;
        for unit in &self.units {
            let (mut first, mut other) = unit.clone();
            if !first.is_empty() && !other.is_empty() {
                match dice.below(100) {
                    0..6 => first.clear(),
                    6..12 => other.clear(),
                    12..22 => split(&mut first, &mut dice),
                    22..32 => split(&mut other, &mut dice),
                    32..40 => {
                        if let Some((one, two)) = units.last_mut()
                            && [&first, &other, one, two].into_iter().all(is_long)
                        {
                            one.append(&mut first);
                            *two = vec![format!("{} {}", two[0], other[0])];
                            if dice.falls(50) {
                                *one = vec![one.join(" ")];
                            }
                            continue;
                        }
                    }
                    _ => {}
                }
            }
            if !first.is_empty() || !other.is_empty() {
                units.push((first, other));
            }
        }
        Self { language: self.language.clone(), units }
    }
}

/// Splits a side of one block at the end of one of its sentences, if it has several.
fn split(side: &mut Vec<String>, dice: &mut Dice) {
    let [block] = side.as_slice() else { return };
    let ends: Vec<usize> = block
        .match_indices(['.', '。'])
        .map(|(at, stop)| at + stop.len())
        .filter(|end| {
            let (before, after) = block.split_at(*end);
            (after.starts_with(' ') || before.ends_with('。') && !after.is_empty())
                && before.split(' ').next_back().is_some_and(|word| word.len() > 5)
        })
        .collect();
    if let Some(end) = ends.get(dice.below(ends.len().max(1))) {
        let (before, after) = block.split_at(*end);
        *side = vec![before.to_owned(), after.trim_start().to_owned()];
    }
}

/// Numbers that look like chance (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn falls(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How many pairs were right.
#[derive(Clone, Copy, Default)]
struct Figures {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Figures {
    fn with(self, more: Self) -> Self {
        Self {
            right: self.right + more.right,
            found: self.found + more.found,
            wanted: self.wanted + more.wanted,
        }
    }

    /// The harmonic mean of precision and recall.
    #[expect(clippy::cast_precision_loss, reason = "numbers of pairs are small")]
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

fn fixture(name: &str) -> ByHand {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/parallel").join(name);
    ByHand::read(&fs::read_to_string(path).unwrap())
}

#[test]
fn a_missing_a_split_and_a_lone_paragraph_come_out_as_a_reader_pairs_them() {
    let check = |name: &str| {
        let differences = fixture(name).differences();
        assert!(differences.is_empty(), "{name}\n{differences}");
    };
    check("ko-missing-split-and-lone-heading.txt");
    check("ko-merged.txt");
    check("ru-diary.txt");
    check("ru-transcript.txt");
    check("zh-memo.txt");
    check("zh-telegram.txt");
    check("de-vermerk.txt");
}

#[test]
fn a_text_without_blocks_leaves_the_other_alone() {
    let (none, two) = (text::<&str>("ko", &[]), text("en", &["One.", "Two."]));
    let numbers = |pairs: &[Pair]| {
        pairs.iter().map(|pair| (pair.first.clone(), pair.other.clone())).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&aligned(&none, &none).pairs), []);
    assert_eq!(numbers(&aligned(&two, &none).pairs), [(1..2, 1..1), (2..3, 1..1)]);
    assert_eq!(numbers(&aligned(&none, &two).pairs), [(1..1, 1..2), (1..1, 2..3)]);
    assert_eq!(aligned(&two, &none).language, Language::korean());
}

#[test]
#[ignore = "prints figures for the files of pairs in the folder READING_ROOM_PAIRS"]
fn figures_for_pairs_by_hand() {
    let folder = std::env::var("READING_ROOM_PAIRS").unwrap();
    let mut paths: Vec<_> =
        fs::read_dir(Path::new(&folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let quiet = paths.len() > 60;
    let (mut whole, mut disturbed, mut exact) = (Figures::default(), Figures::default(), 0);
    for path in &paths {
        let by_hand = ByHand::read(&fs::read_to_string(path).unwrap());
        whole = whole.with(by_hand.figures());
        let differences = by_hand.differences();
        exact += usize::from(differences.is_empty());
        let mut of_file = Figures::default();
        if !quiet {
            for seed in 0..60 {
                of_file = of_file.with(by_hand.disturbed(seed).figures());
            }
            println!("{}: {:.4}\n{differences}", path.display(), of_file.f1());
            disturbed = disturbed.with(of_file);
        }
    }
    println!(
        "{} files, {exact} exact, F1 {:.4}; disturbed F1 {:.4}",
        paths.len(),
        whole.f1(),
        disturbed.f1()
    );
}
