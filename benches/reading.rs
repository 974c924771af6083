//! How fast captures are parsed and parallel texts aligned, on one core.
//!
//! `cargo bench --bench reading`. Aim: parsing above 100 MB/s.

mod corpus;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use reading_room::capture::{self, Form, Reading};
use reading_room::document::Text;
use reading_room::parallel;

use corpus::Record;

fn form(record: &Record) -> Form {
    match record.name.rsplit_once('.') {
        Some((_, "md")) => Form::Markdown,
        _ => Form::Capture,
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let records: Vec<Record> = (0..1_000).map(corpus::record).collect();
    let bytes: usize = records.iter().map(|record| record.text.len()).sum();

    let mut group = criterion.benchmark_group("parse");
    group.sample_size(20);
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.bench_function("1,000 records, bytes", |b| {
        b.iter(|| {
            for record in &records {
                black_box(capture::read(black_box(&record.text), form(record)));
            }
        });
    });
    group.throughput(Throughput::Elements(records.len() as u64));
    group.bench_function("1,000 records", |b| {
        b.iter(|| {
            for record in &records {
                let decoded = capture::decoded(black_box(record.text.as_bytes()));
                let text = decoded.expect("the corpus is UTF-8").text;
                black_box(capture::read(&text, form(record)));
            }
        });
    });
    group.finish();

    let pairs: Vec<(Text, Text)> = records
        .iter()
        .filter_map(|record| match capture::read(&record.text, form(record)) {
            Reading::Record(captured) => Some(captured.document.texts),
            Reading::NotARecord(_) => None,
        })
        .filter_map(|texts| texts.try_into().ok())
        .map(|[first, other]: [Text; 2]| (first, other))
        .collect();
    let mut group = criterion.benchmark_group("align");
    group.sample_size(20);
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("bilingual records", |b| {
        b.iter(|| {
            for (first, other) in &pairs {
                black_box(parallel::aligned(black_box(first), black_box(other)));
            }
        });
    });
    group.finish();
    criterion.final_summary();
}
