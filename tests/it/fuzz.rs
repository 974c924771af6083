//! The laws of `fuzz/targets`, tried on the files of the corpora and on changes of them.
//!
//! The changes are the same in every run. `READING_ROOM_FUZZ_ROUNDS` says how many are tried of
//! each target, or `READING_ROOM_FUZZ_SECONDS` for how long; `docs/fuzzing.md` tells how to look
//! for more.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../../fuzz/mutation.rs"]
mod mutation;
#[path = "../../fuzz/targets/mod.rs"]
pub(super) mod targets;

use mutation::Mutation;
use targets::Target;
pub(super) use targets::xml;

/// How often a smaller input is tried that breaks the same law.
const SHORTER: usize = 200;

/// The inputs that stand in the repository: the target's own, and files made for other tests.
fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let beside: &[&str] = match name {
        "capture" => &["tests/fixtures/captures", "tests/fixtures/parallel"],
        "markdown" => &["tests/fixtures/exchange", "docs"],
        "authority" | "redirects" | "statements" => &["seeds"],
        _ => &[],
    };
    let own = ["fuzz/corpus", "fuzz/regressions"].map(|folder| format!("{folder}/{name}"));
    let folders = own.iter().map(String::as_str).chain(beside.iter().copied());
    let mut files: Vec<PathBuf> = folders
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|end| end != "png"))
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Whether the input breaks a law.
fn is_broken(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err()
}

/// Tries the target on its corpus and on `rounds` changes of it.
fn tried(name: &str, rounds: usize) {
    let rounds = std::env::var("READING_ROOM_FUZZ_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(rounds);
    let target = targets::named(name).unwrap();
    let corpus = corpus(name);
    assert!(corpus.len() > 3, "{name} has a corpus");
    for (path, input) in &corpus {
        assert!(!is_broken(target, input), "{name} breaks a law: {}", path.display());
    }
    let inputs: Vec<&[u8]> = corpus.iter().map(|(_, input)| input.as_slice()).collect();
    let seconds = std::env::var("READING_ROOM_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let begun = Instant::now();
    for round in 0.. {
        if seconds.map_or(round == rounds, |most| begun.elapsed() > most) {
            eprintln!("{name}: {} files and {round} changes", corpus.len());
            break;
        }
        let input = Mutation::of(name, round).applied(&inputs);
        if is_broken(target, &input) {
            let path = kept(name, &shortest(target, input));
            panic!("{name} breaks a law in round {round}; the input is {}", path.display());
        }
    }
}

/// The input without the parts that it does not need to break a law.
fn shortest(target: &Target, mut input: Vec<u8>) -> Vec<u8> {
    let (mut part, mut tries) = (input.len() / 2, 0);
    while part > 0 && tries < SHORTER {
        let mut at = 0;
        while at < input.len() && tries < SHORTER {
            let mut shorter = input.clone();
            shorter.drain(at..(at + part).min(input.len()));
            tries += 1;
            if is_broken(target, &shorter) {
                input = shorter;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    input
}

/// Keeps an input where it can be found after the run.
fn kept(name: &str, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("fuzz-{name}"));
    fs::write(&path, input).unwrap();
    path
}

macro_rules! targets {
    ($($name:ident: $rounds:literal,)*) => {
        $(
            #[test]
            fn $name() {
                tried(stringify!($name), $rounds);
            }
        )*

        #[test]
        fn every_target_is_tried() {
            let tried = [$(stringify!($name)),*];
            assert!(targets::ALL.iter().map(|target| target.name).eq(tried));
        }
    };
}

targets! {
    address: 1_000,
    authority: 150,
    bag: 1_000,
    capture: 60,
    collection: 100,
    encoding: 400,
    events: 1_000,
    growth: 0,
    highlighter: 300,
    markdown: 60,
    query: 60,
    redirects: 400,
    request: 200,
    statements: 400,
    values: 2_000,
}
