//! Names that stand in running text.

use std::ops::Range;

use super::letters::is_apostrophe;
use super::remembered::{is_name, traits};
use super::surname;

/// The longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 24;
/// The shortest Latin word that is taken for a name by itself, in letters.
const SHORTEST_ALONE: usize = 5;

/// What follows a name without a blank: particles, and words for who somebody is.
const AFTER_NAMES: [&str; 33] = [
    "은", "는", "이", "가", "을", "를", "과", "와", "의", "에", "도", "만", "로", "으로", "께",
    "부터", "까지", "처럼", "보다", "라고", "라는", "란", "마저", "조차", "나", "및", "씨", "동지",
    "동무", "수상", "장군", "외", "등",
];

/// The names that stand in a text, as their letters stand there, in the order of their beginnings.
///
/// Latin: capitalised words that read as a surname and a given name in either order, and single
/// capitalised words that read as Korean syllables. Hangul: the first syllables of runs that begin
/// with a surname, at each length that a name can have, since particles follow without a blank, and
/// what a particle of place follows.
#[must_use]
pub fn names_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let words = words(text, &mut names);
    let mut at = 0;
    while at < words.len() {
        let Some((name, taken)) = name_at(text, &words, at) else {
            at += 1;
            continue;
        };
        names.push(&text[name]);
        at += taken;
    }
    names.sort_unstable_by_key(|name| (name.as_ptr() as usize, name.len()));
    names.dedup_by_key(|name| (name.as_ptr(), name.len()));
    names
}

/// A word in Latin letters.
#[derive(Debug)]
struct Word<'a> {
    letters: &'a str,
    start: usize,
    is_capital: bool,
    /// What stands between it and the next one.
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Blank,
    Hyphen,
    Comma,
    Other,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.letters.len()
    }
}

/// The Latin words of the text; names in Hangul are added on the way.
fn words<'a>(text: &'a str, hangul: &mut Vec<&'a str>) -> Vec<Word<'a>> {
    let mut words: Vec<Word> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        // Most texts are of these letters and blanks alone.
        if byte.is_ascii() && !byte.is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let Some(first) = text[at..].chars().next() else { break };
        at += first.len_utf8();
        if is_hangul(first) {
            let rest = &text[at..];
            at = text.len() - rest.trim_start_matches(is_hangul).len();
            in_hangul(&text[start..at], hangul);
            continue;
        }
        if !is_latin(first) {
            continue;
        }
        loop {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            if matches!(bytes.get(at), None | Some(b' ')) {
                break;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let after = at + c.len_utf8();
            let is_inner =
                || is_apostrophe(c) && text[after..].chars().next().is_some_and(is_latin);
            if !(is_latin(c) || is_mark(c) || is_inner()) {
                break;
            }
            at = after;
        }
        let end = at;
        let letters = without_possessive(&text[start..end]);
        if let Some(before) = words.last_mut() {
            before.then = then(&text[before.end()..start]);
        }
        words.push(Word { letters, start, is_capital: first.is_uppercase(), then: Then::Other });
    }
    words
}

/// Adds the names that a run of Hangul may begin with: those that begin with a surname, and what
/// stands before `에서`, which says where.
fn in_hangul<'a>(run: &'a str, names: &mut Vec<&'a str>) {
    if let Some(at) = run.find("에서") {
        let place = &run[..at];
        if (2..=4).contains(&place.chars().count()) {
            names.push(place);
        }
    }
    let mut ends = run.char_indices().map(|(at, c)| (c, at + c.len_utf8()));
    let mut begun: Vec<(char, usize)> = ends.by_ref().take(2).collect();
    let Some((first, _)) = begun.first() else { return };
    if !surname::is_single(*first) && !surname::begins_double(*first) {
        return;
    }
    begun.extend(ends.take(2));
    let letters: Vec<char> = begun.iter().map(|(letter, _)| *letter).collect();
    let longest = match surname::length(&letters) {
        None => return,
        Some(1) => 3,
        // Two syllables that are a surname can also be one with the beginning of a given name.
        Some(_) => 4,
    };
    for (_, end) in begun.iter().take(longest).skip(1) {
        let (name, rest) = run.split_at(*end);
        // Two syllables begin many longer names; three rarely do.
        let is_short = *end == begun[1].1;
        if !is_short || rest.is_empty() || AFTER_NAMES.iter().any(|word| rest.starts_with(word)) {
            names.push(name);
        }
    }
}

/// The name that begins at a word, and how many words on the next one can begin.
fn name_at(text: &str, words: &[Word], at: usize) -> Option<(Range<usize>, usize)> {
    let word = &words[at];
    if !word.is_capital || word.letters.len() > LONGEST_WORD {
        return None;
    }
    let range = |count: usize| word.start..words[at + count - 1].end();
    let is_common = traits(word.letters).surname;
    if let Some(count) = surname_first(text, words, at) {
        return Some((range(count), if is_common == Some(true) { 1 } else { count }));
    }
    if let Some(count) = given_first(text, words, at) {
        return Some((range(count), count));
    }
    let is_alone = word.then != Then::Hyphen && (at == 0 || words[at - 1].then != Then::Hyphen);
    (is_alone
        && word.letters.chars().filter(|c| is_latin(*c)).count() >= SHORTEST_ALONE
        && traits(word.letters).is_korean)
        .then(|| (range(1), 1))
}

/// How many words from here on are a surname with its given name.
fn surname_first(text: &str, words: &[Word], at: usize) -> Option<usize> {
    // A surname of two syllables may have a hyphen: `Sŏn-u`, `Hwang-bo`.
    let surname = 1 + usize::from(words[at].then == Then::Hyphen);
    if surname == 1 {
        traits(words[at].letters).surname?;
    }
    let comma = words.get(at + surname - 1)?.then;
    if !matches!(comma, Then::Blank | Then::Comma) {
        return None;
    }
    let first = words.get(at + surname).filter(|word| word.is_capital)?;
    let second = words.get(at + surname + 1).filter(|word| match first.then {
        Then::Hyphen => true,
        Then::Blank => word.is_capital && comma == Then::Blank,
        Then::Comma | Then::Other => false,
    });
    let can_be = |count: usize| is_name(&text[words[at].start..words[at + count - 1].end()]);
    if second.is_some_and(|second| second.then != Then::Hyphen) && can_be(surname + 2) {
        return Some(surname + 2);
    }
    // Behind a comma only a whole given name is one: `Kim, Pak and Choe` are three persons.
    let is_whole = comma == Then::Blank || traits(first.letters).is_given_of_two;
    (first.then != Then::Hyphen && is_whole && can_be(surname + 1)).then_some(surname + 1)
}

/// How many words from here on are a given name of two syllables with its surname.
fn given_first(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let given = match words[at].then {
        Then::Hyphen => 2,
        Then::Blank if traits(words[at].letters).is_given_of_two => 1,
        Then::Blank if traits(words[at].letters).is_given_of_one => 2,
        _ => return None,
    };
    let last_given = words.get(at + given - 1)?;
    let surname = words.get(at + given).filter(|word| word.is_capital)?;
    let is_written_so = last_given.then == Then::Blank
        && surname.then != Then::Hyphen
        && (given == 1 || words[at].then == Then::Hyphen || last_given.is_capital);
    (is_written_so
        && traits(surname.letters).surname == Some(false)
        && surname_first(text, words, at + given).is_none()
        && is_name(&text[words[at].start..surname.end()]))
    .then_some(given + 1)
}

fn then(between: &str) -> Then {
    let mut letters = between.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_whitespace() => Then::Blank,
        (Some('-' | '\u{2010}' | '\u{2011}'), None) => Then::Hyphen,
        (Some(','), Some(' ')) if letters.next().is_none() => Then::Comma,
        _ => Then::Other,
    }
}

fn without_possessive(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return word };
    stem.strip_suffix(is_apostrophe).unwrap_or(word)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic()
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
