//! A text with eight times as much of the same takes about eight times as long.
//!
//! The input is a pattern: a head, `%%`, what is repeated, `%%`, a tail. What is compared is the
//! time that this thread had the processor, so that a busy machine changes nothing; it is compared
//! with itself at another size, never with a number of seconds.

use std::fs;

use reading_room::address::Slug;
use reading_room::authority;
use reading_room::capture::{self, Form, Reading};
use reading_room::document::Document;
use reading_room::search::{self, Expansions, Lexicon, Query};
use reading_room::{ingest, markup, parallel};

/// The smaller size of a text, in bytes, where `READING_ROOM_FUZZ_SIZE` says no other.
const SIZE: usize = 4 << 10;
/// How many times larger the larger one is.
const TIMES: usize = 8;
/// How much longer than that in proportion it may take.
const SLACK: u64 = 3;
/// As finely as every system counts a thread's time, in nanoseconds.
const TICK: u64 = 20_000_000;

/// Tries a pattern on every reader of texts.
pub(super) fn growth(bytes: &[u8]) {
    let Ok(pattern) = std::str::from_utf8(bytes) else { return };
    let mut parts = pattern.splitn(3, "%%");
    let (head, unit) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let tail = parts.next().unwrap_or_default();
    if unit.is_empty() || unit.len() > 2_000 || head.len() + tail.len() > 8_000 {
        return;
    }
    let text = |size: usize| format!("{head}{}{tail}", unit.repeat(size / unit.len() + 1));
    let size = std::env::var("READING_ROOM_FUZZ_SIZE").ok().and_then(|size| size.parse().ok());
    let size = size.unwrap_or(SIZE);
    let (small, large) = (text(size), text(size * TIMES));
    for (name, work) in WORKS {
        let Some(short) = processor_time(work, &small) else { return };
        let long = processor_time(work, &large).unwrap_or_default();
        if is_too_long(short, long) {
            // Once more, since the first time pays for what others find ready.
            let again = |text| (0..3).filter_map(|_| processor_time(work, text)).min();
            let (short, long) = (again(&small).unwrap_or(short), again(&large).unwrap_or(long));
            assert!(!is_too_long(short, long), "{name} took {long} ns after {short} ns");
        }
    }
}

fn is_too_long(short: u64, long: u64) -> bool {
    long > short.max(TICK) * u64::try_from(TIMES).unwrap_or(8) * SLACK
}

/// A reader with its name.
type Work = (&'static str, fn(&str));

const WORKS: [Work; 8] = [
    ("a capture", |text| read(text, Form::Capture)),
    ("Markdown", |text| read(text, Form::Markdown)),
    ("a decoder", |text| drop(capture::decoded(text.as_bytes()))),
    ("the tokenizer", |text| drop(search::tokens(text))),
    ("the highlighter", |text| {
        let needles = Query::parse("the Kim Il Sung a 소련 1957").compiled(&Expansions::default());
        let marked = needles.needles.marked(text, false);
        drop(search::snippet(text, &marked));
    }),
    ("statements", |text| drop(ingest::stated(text))),
    ("redirects", |text| drop(ingest::stated_redirects(text))),
    ("the authority files", |text| drop(authority::read(text, text))),
];

fn read(text: &str, form: Form) {
    let Reading::Record(captured) = capture::read(text, form) else { return };
    let Document { texts, .. } = &captured.document;
    if let Some((first, others)) = texts.split_first() {
        for other in others {
            drop(parallel::aligned(first, other));
        }
    }
    let id = Slug::from_stem("1957-a");
    drop(search::indexed(&captured.document, &id, &Lexicon::default()));
    for block in texts.iter().flat_map(|text| &text.blocks) {
        drop(markup::html(block, 1, &[]));
        drop(markup::side_notes(block, 1, &[]));
    }
}

/// Nanoseconds that this thread had the processor for the work, where the system says so.
fn processor_time(work: fn(&str), text: &str) -> Option<u64> {
    let before = on_processor()?;
    work(text);
    Some(on_processor()? - before)
}

fn on_processor() -> Option<u64> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ').next()?.parse().ok()
}
