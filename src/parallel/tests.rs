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

    /// The pairs, a block without counterpart alone in its pair.
    fn pairs(&self) -> Vec<Pair> {
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        for (first, other) in &self.units {
            let first = Span { from: i, count: first.len() };
            let other = Span { from: j, count: other.len() };
            let steps = if first.count == 0 || other.count == 0 {
                alone(first, other)
            } else {
                vec![(first, other)]
            };
            pairs.extend(
                steps
                    .into_iter()
                    .map(|(first, other)| Pair { first: numbers(first), other: numbers(other) }),
            );
            (i, j) = (first.end(), other.end());
        }
        pairs
    }

    fn figures(&self) -> Figures {
        let (found, wanted) = (aligned(&self.first(), &self.other()).pairs, self.pairs());
        let right = found.iter().filter(|pair| contains(&wanted, pair)).count();
        Figures { right, found: found.len(), wanted: wanted.len() }
    }

    /// What differs from the pairs by hand, in words; nothing if nothing does.
    fn differences(&self) -> String {
        let (found, wanted) = (aligned(&self.first(), &self.other()).pairs, self.pairs());
        let mut said = String::new();
        for pair in found.iter().filter(|pair| !contains(&wanted, pair)) {
            writeln!(said, "found  {:?} {:?}", pair.first, pair.other).unwrap();
        }
        for pair in wanted.iter().filter(|pair| !contains(&found, pair)) {
            writeln!(said, "wanted {:?} {:?}", pair.first, pair.other).unwrap();
        }
        said
    }

    /// The same texts with paragraphs left out, split and run together, as the seed has it.
    fn disturbed(&self, seed: u64, calm: usize) -> Self {
        let mut dice = Dice(seed);
        let mut units: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        let is_long = |side: &Vec<String>| side.len() == 1 && side[0].chars().count() > 50;
        for unit in &self.units {
            let (mut first, mut other) = unit.clone();
            if !first.is_empty() && !other.is_empty() {
                match dice.below(100 * calm) {
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

/// Whether some pair joins the same blocks; where an empty side stands does not matter.
fn contains(pairs: &[Pair], pair: &Pair) -> bool {
    let same =
        |one: &Range<u32>, other: &Range<u32>| one == other || one.is_empty() && other.is_empty();
    pairs.iter().any(|other| same(&pair.first, &other.first) && same(&pair.other, &other.other))
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

const FIXTURES: [&str; 9] = [
    "de-vermerk.txt",
    "ko-ends-and-notes.txt",
    "ko-long-run.txt",
    "ko-merged.txt",
    "ko-missing-split-and-lone-heading.txt",
    "ru-diary.txt",
    "ru-transcript.txt",
    "zh-memo.txt",
    "zh-telegram.txt",
];

fn fixture(name: &str) -> ByHand {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/parallel").join(name);
    ByHand::read(&fs::read_to_string(path).unwrap())
}

#[test]
fn what_a_reader_paired_comes_out_the_same() {
    for name in FIXTURES {
        let differences = fixture(name).differences();
        assert!(differences.is_empty(), "{name}\n{differences}");
    }
}

#[test]
fn most_pairs_survive_paragraphs_left_out_split_and_run_together() {
    let mut all = Figures::default();
    for name in FIXTURES {
        let by_hand = fixture(name);
        all = (0..20).fold(all, |all, seed| all.with(by_hand.disturbed(seed, 2).figures()));
    }
    assert!(all.f1() > 0.93, "F1 {:.4}", all.f1());
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
fn a_text_whose_line_breaks_were_lost_is_one_pair() {
    let many = text("en", &["One here.", "Two there.", "Three.", "Four.", "Five.", "Six."]);
    let mut one = text("ko", &["하나. 둘. 셋. 넷. 다섯. 여섯."]);
    one.line_breaks_lost = true;
    assert_eq!(aligned(&many, &one).pairs, [Pair { first: 1..7, other: 1..2 }]);
    assert_eq!(aligned(&one, &many).pairs, [Pair { first: 1..2, other: 1..7 }]);
}

/// A long text made of fixtures, each paragraph with a number of its own if `numbered`.
fn long(blocks: usize, numbered: bool) -> ByHand {
    let units: Vec<_> =
        FIXTURES.map(fixture).into_iter().flat_map(|by_hand| by_hand.units).collect();
    let units = (0..blocks)
        .map(|at| {
            let (mut first, mut other) = units[at % units.len()].clone();
            if numbered && at % 7 == 0 {
                for side in [&mut first, &mut other] {
                    if let Some(block) = side.first_mut() {
                        write!(block, " {}", 100_000 + at).unwrap();
                    }
                }
            }
            (first, other)
        })
        .collect();
    ByHand { language: "ko".to_owned(), units }
}

#[test]
fn a_long_text_finds_its_way_back_after_a_long_gap() {
    let mut by_hand = long(1_500, true);
    for unit in &mut by_hand.units[200..700] {
        unit.1.clear();
    }
    by_hand.units.retain(|(first, other)| !first.is_empty() || !other.is_empty());
    let figures = by_hand.figures();
    assert!(figures.f1() > 0.98, "F1 {:.4}", figures.f1());
}

/// Every block once, in order, and no pair without blocks.
fn is_whole(first: &Text, other: &Text, pairs: &[Pair]) -> bool {
    let (mut i, mut j) = (1, 1);
    for pair in pairs {
        if pair.first.start != i
            || pair.other.start != j
            || pair.first.end < i
            || pair.other.end < j
        {
            return false;
        }
        if pair.first.is_empty() && pair.other.is_empty() {
            return false;
        }
        (i, j) = (pair.first.end, pair.other.end);
    }
    i as usize == first.blocks.len() + 1 && j as usize == other.blocks.len() + 1
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn every_block_stands_in_one_pair_and_pairs_never_cross(
        first in proptest::collection::vec("[ -~\u{ac00}-\u{ac40}\u{410}-\u{44f}\u{4e00}-\u{4e20}\\[\\].0-9]{0,60}", 0..40),
        other in proptest::collection::vec("\\PC{0,60}", 0..40),
    ) {
        let (first, other) = (text("en", &first), text("und", &other));
        let pairs = aligned(&first, &other).pairs;
        proptest::prop_assert!(is_whole(&first, &other, &pairs));
        proptest::prop_assert_eq!(&aligned(&first, &other).pairs, &pairs);
    }

    #[test]
    fn a_text_is_aligned_with_itself_block_by_block(
        seed in 0_u64..1_000, at in 0_usize..FIXTURES.len(),
    ) {
        let one = fixture(FIXTURES[at]).disturbed(seed, 1).first();
        let pairs = aligned(&one, &one).pairs;
        proptest::prop_assert!(pairs.iter().all(|pair| pair.first == pair.other && pair.first.len() == 1));
    }
}

#[test]
fn swapping_the_texts_swaps_nearly_all_pairs() {
    let (mut same, mut all) = (0, 0);
    for name in FIXTURES {
        for seed in 0..10 {
            let by_hand = fixture(name).disturbed(seed, 1);
            let pairs = aligned(&by_hand.first(), &by_hand.other()).pairs;
            let swapped: Vec<Pair> = aligned(&by_hand.other(), &by_hand.first())
                .pairs
                .into_iter()
                .map(|pair| Pair { first: pair.other, other: pair.first })
                .collect();
            same += pairs.iter().filter(|pair| contains(&swapped, pair)).count();
            all += pairs.len();
        }
    }
    assert!(same * 100 >= all * 97, "{same} of {all}");
}

#[test]
#[ignore = "takes long without optimisation: cargo test --release -- --ignored"]
fn five_thousand_blocks_take_less_than_a_second() {
    for numbered in [true, false] {
        let by_hand = long(5_000, numbered);
        let (first, other) = (by_hand.first(), by_hand.other());
        let begun = std::time::Instant::now();
        let pairs = aligned(&first, &other).pairs;
        let took = begun.elapsed();
        println!("{} and {} blocks in {took:?}", first.blocks.len(), other.blocks.len());
        assert!(is_whole(&first, &other, &pairs));
        assert!(took.as_secs_f64() < 1.0, "{took:?}");
    }
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
                of_file = of_file.with(by_hand.disturbed(seed, 2).figures());
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
