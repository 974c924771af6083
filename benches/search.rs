//! How fast texts are cut into tokens, marked and shown in part, and names found in
//! them, on one core.
//!
//! `cargo bench --bench search`; `-- tokens` measures the tokenizer alone. Aim: above 40 MB/s of
//! English. Whole pages of results are measured by `cargo bench --bench finding`.

mod corpus;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use reading_room::authority::sound::{Sound, keys, names_in};
use reading_room::capture::{self, Form, Reading};
use reading_room::document::Text;
use reading_room::search::{Expansions, Marked, Needles, Query, snippet, tokens};

/// Spellings of persons, one person a line.
const NAMES: &str = include_str!("../tests/fixtures/names/further.txt");

/// Queries as readers type them: a word, a phrase, three words, a beginning, a date, Korean.
const QUERIES: &[&str] = &[
    "delegation",
    "\"economic assistance\"",
    "cement railway Hamhung",
    "critic*",
    "10 February 1957",
    "대사관",
    "원조",
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (mut english, mut korean) = (Vec::new(), Vec::new());
    for number in 0..300 {
        for text in texts(number) {
            let is_korean = text.language.as_str() == "ko";
            let blocks = text.blocks.into_iter().map(|block| block.text);
            if is_korean { korean.extend(blocks) } else { english.extend(blocks) }
        }
    }

    let mut group = criterion.benchmark_group("tokens");
    group.sample_size(20);
    for (name, blocks) in [("English", &english), ("Korean", &korean)] {
        group.throughput(Throughput::BytesDecimal(bytes(blocks)));
        group.bench_function(name, |b| {
            b.iter(|| {
                for block in blocks {
                    black_box(tokens(black_box(block)));
                }
            });
        });
    }
    group.finish();

    let needles: Vec<Needles> = QUERIES
        .iter()
        .map(|query| Query::parse(query).compiled(&Expansions::default()).needles)
        .collect();
    let mut group = criterion.benchmark_group("marks");
    group.sample_size(20);
    for (name, blocks) in [("English", &english), ("Korean", &korean)] {
        group.throughput(Throughput::BytesDecimal(bytes(blocks) * needles.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                for needles in &needles {
                    for block in blocks {
                        black_box(needles.marked(black_box(block), false));
                    }
                }
            });
        });
    }
    group.finish();

    let marked: Vec<(&str, Marked)> = english
        .iter()
        .map(|block| (block.as_str(), needles[0].marked(block, false)))
        .filter(|(_, marked)| !marked.ranges.is_empty())
        .collect();
    let mut group = criterion.benchmark_group("snippet");
    group.sample_size(20);
    group.throughput(Throughput::Elements(marked.len() as u64));
    group.bench_function("English", |b| {
        b.iter(|| {
            for (text, marked) in &marked {
                black_box(snippet(black_box(text), marked));
            }
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("names");
    group.sample_size(20);
    let spellings: Vec<&str> = NAMES.lines().flat_map(|line| line.split('|')).collect();
    group.throughput(Throughput::Elements(spellings.len() as u64));
    group.bench_function("spellings as sounds", |b| {
        b.iter(|| {
            for spelling in &spellings {
                black_box(Sound::of(black_box(spelling)));
            }
        });
    });
    for (name, blocks) in [("in English", &english), ("in Korean", &korean)] {
        group.throughput(Throughput::BytesDecimal(bytes(blocks)));
        group.bench_function(name, |b| {
            b.iter(|| {
                for block in blocks {
                    for name in names_in(black_box(block)) {
                        black_box(keys(name));
                    }
                }
            });
        });
    }
    group.finish();
    criterion.final_summary();
}

/// The texts of a record of the corpus.
fn texts(number: u64) -> Vec<Text> {
    let record = corpus::record(number);
    let form = match record.name.rsplit_once('.') {
        Some((_, "md")) => Form::Markdown,
        _ => Form::Capture,
    };
    match capture::read(&record.text, form) {
        Reading::Record(captured) => captured.document.texts,
        Reading::NotARecord(_) => Vec::new(),
    }
}

fn bytes(blocks: &[String]) -> u64 {
    blocks.iter().map(|block| block.len() as u64).sum()
}
