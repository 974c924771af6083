//! Queries of each class, out of what the records say.

use std::collections::{BTreeSet, HashMap};

use super::corpus;
use super::corpus::words::{ADJECTIVES, MONTHS, NAMES, NOUNS, PLACES};

/// Queries that ask for the same kind of thing.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) queries: Vec<String>,
}

/// The names of the records as other romanizations, and other typing, have them.
const SPELLINGS: &[&str] = &[
    "Kim Cheol-su",
    "Kim Ch’ŏl-su",
    "Park Yong-ho",
    "Pak Yŏng-ho",
    "Lee Hak-song",
    "Ri Haksong",
    "Choi Man-seok",
    "Ch’oe Man-sŏk",
    "Chong T’ae-il",
    "Jeong Tae-il",
    "Kang Hyeok",
    "김철수",
    "리학성",
    "최만석",
];

/// All classes for a corpus of so many records.
pub(crate) fn classes(count: u64) -> Vec<Class> {
    let nouns = || NOUNS.iter().map(|(noun, _)| *noun).filter(|noun| !noun.contains(' '));
    let korean = |is_of_length: fn(usize) -> bool| {
        let words = NOUNS.iter().chain(PLACES).map(|(_, korean)| *korean);
        words.filter(|word| is_of_length(word.chars().count())).map(str::to_owned).collect()
    };
    let syllables: BTreeSet<char> =
        NOUNS.iter().chain(NAMES).filter_map(|(_, korean)| korean.chars().next()).collect();
    let adjectives = ADJECTIVES.iter().cycle();
    let places = PLACES.iter().map(|(place, _)| *place).cycle();
    vec![
        Class { name: "rare word", queries: rare(count) },
        Class { name: "common word", queries: nouns().map(str::to_owned).collect() },
        Class {
            name: "three words",
            queries: nouns()
                .zip(adjectives.clone())
                .zip(places)
                .map(|((noun, adjective), place)| format!("{noun} {adjective} {place}"))
                .collect(),
        },
        Class {
            name: "phrase",
            queries: nouns()
                .zip(adjectives.skip(3))
                .map(|(noun, adjective)| format!("\"{adjective} {noun}\""))
                .collect(),
        },
        Class {
            name: "prefix",
            queries: nouns()
                .map(|noun| format!("{}*", &noun[..noun.len().min(5) - 1]))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        },
        Class {
            name: "misspelt word",
            queries: nouns().filter(|noun| noun.len() > 6).map(misspelt).collect(),
        },
        Class { name: "name", queries: SPELLINGS.iter().map(|&name| name.to_owned()).collect() },
        Class { name: "date", queries: (0..40).map(date).collect() },
        Class { name: "Korean word", queries: korean(|length| length > 2) },
        Class { name: "Korean, two syllables", queries: korean(|length| length == 2) },
        Class {
            name: "Korean, one syllable",
            queries: syllables.into_iter().map(String::from).collect(),
        },
    ]
}

/// A word with two letters the wrong way round, so that nothing is found at first.
fn misspelt(word: &str) -> String {
    format!("{}{}{}{}", &word[..3], &word[4..5], &word[3..4], &word[5..])
}

/// A day in one of two notations.
fn date(number: usize) -> String {
    let (day, month, year) = (1 + number * 5 % 28, MONTHS[number * 7 % 12], 1946 + number);
    if number.is_multiple_of(2) {
        format!("{day} {month} {year}")
    } else {
        format!("{month} {year}")
    }
}

/// Words that stand in one to five records.
fn rare(count: u64) -> Vec<String> {
    let mut records_with: HashMap<String, u64> = HashMap::new();
    for number in 0..count {
        let text = corpus::record(number).text;
        let words: BTreeSet<&str> = text
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| word.len() > 6 && word.starts_with(|c: char| c.is_ascii_uppercase()))
            .collect();
        for word in words {
            match records_with.get_mut(word) {
                Some(records) => *records += 1,
                None => drop(records_with.insert(word.to_owned(), 1)),
            }
        }
    }
    let rare = records_with.into_iter().filter(|(_, records)| (1..=5).contains(records));
    let rare: BTreeSet<String> = rare.map(|(word, _)| word).collect();
    let step = (rare.len() / 40).max(1);
    rare.into_iter().step_by(step).take(40).collect()
}
