//! All the ways in which some words can stand in the index.

use super::lexer::Element;
use crate::search::particle;
use crate::search::syllable::{Syllable, is_syllable};
use crate::search::{Column, Kind, Phrase, Token, Tokens, tokens};

/// Syllables of the words that are also looked for apart.
const SPLIT: std::ops::RangeInclusive<usize> = 4..=14;
/// Syllables on either side of such a split.
const LEAST: usize = 2;

/// The phrases any of which is the word or the phrase of `element`.
pub(super) fn readings_of(element: &Element) -> Vec<Phrase> {
    if element.is_prefix { beginnings(&element.text) } else { readings(&element.text) }
}

/// The phrases any of which is `text`: as typed first, then second readings, other spellings of
/// the first sound, and other spacing.
pub(super) fn readings(text: &str) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    push_literal(&mut phrases, text);
    for variant in variants(text) {
        push(&mut phrases, phrase(&tokens(&variant)));
    }
    phrases
}

/// As typed, and the second readings of the whole.
pub(super) fn push_literal(phrases: &mut Vec<Phrase>, text: &str) {
    let tokens = tokens(text);
    push(phrases, phrase(&tokens));
    for token in covering(&tokens, |kind| kind != Kind::Date) {
        push(phrases, Some(single(tokens.text(token))));
    }
    for date in dates(&tokens) {
        push(phrases, Some(date));
    }
}

/// The days, or where it names none the months, that `text` as a whole stands for; a particle may
/// stand behind it.
pub(super) fn date(text: &str) -> Vec<Phrase> {
    if !text.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let mut found = dates(&tokens(text));
    if let Some(stem) = particle::stripped(text).filter(|_| found.is_empty()) {
        found = dates(&tokens(stem));
    }
    found
}

/// The phrases whose last word begins as `text` ends.
fn beginnings(text: &str) -> Vec<Phrase> {
    let tokens = tokens(text);
    let mut phrases = Vec::new();
    let Some(mut exact) = phrase(&tokens) else { return phrases };
    let last = tokens.iter().filter(|token| token.column == Column::Main).last();
    if let Some(last) = last.filter(|last| last.kind != Kind::Syllables) {
        // The index knows words by their stems: `factional` also begins what became `faction`.
        let mut begun = exact.clone();
        if let Some(letters) = begun.tokens.last_mut() {
            tokens.surface(last).clone_into(letters);
        }
        begun.is_prefix = true;
        push(&mut phrases, Some(begun));
    }
    exact.is_prefix |= exact.tokens.is_empty();
    push(&mut phrases, Some(exact));
    for token in covering(&tokens, |kind| kind == Kind::Joined) {
        push(&mut phrases, Some(Phrase { is_prefix: true, ..single(tokens.surface(token)) }));
    }
    phrases
}

/// The main tokens as a phrase. A run of syllables that ends it may go on in the text, so its last
/// syllable, which the index has by itself only at the end of a run, is left out; a syllable that
/// is all of its run need only begin a token.
fn phrase(tokens: &Tokens) -> Option<Phrase> {
    let mut main: Vec<&Token> = tokens.iter().filter(|token| is_main(token)).collect();
    let last = *main.last()?;
    let mut is_prefix = false;
    if last.kind == Kind::Syllables && last.ends_run {
        let before = main.len().checked_sub(2).map(|index| main[index]);
        let continues = |before: &Token| before.kind == Kind::Syllables && before.end == last.end;
        if before.is_some_and(continues) {
            main.pop();
        } else {
            is_prefix = true;
        }
    }
    let tokens = main.into_iter().map(|token| tokens.text(token).to_owned()).collect();
    Some(Phrase { tokens, is_prefix })
}

fn is_main(token: &Token) -> bool {
    token.column == Column::Main
}

/// The tokens of the second column that stand for all main tokens together.
fn covering(tokens: &Tokens, is_kind: impl Fn(Kind) -> bool) -> impl Iterator<Item = &Token> {
    let main = || tokens.iter().filter(|token| is_main(token));
    let start = main().map(|token| token.start).min();
    let end = main().map(|token| token.end).max();
    tokens.iter().filter(move |token| {
        token.column == Column::Alt
            && is_kind(token.kind)
            && start.is_some_and(|start| token.start <= start)
            && end.is_some_and(|end| token.end >= end)
    })
}

/// The date tokens that stand for all main tokens, only the finest of them.
fn dates(tokens: &Tokens) -> Vec<Phrase> {
    let dates = || covering(tokens, |kind| kind == Kind::Date).map(|token| tokens.text(token));
    let finest = dates().map(str::len).max().unwrap_or_default();
    dates().filter(|date| date.len() == finest).map(single).collect()
}

fn single(letters: &str) -> Phrase {
    Phrase { tokens: vec![letters.to_owned()], is_prefix: false }
}

fn push(phrases: &mut Vec<Phrase>, phrase: Option<Phrase>) {
    if let Some(phrase) = phrase.filter(|phrase| !phrase.tokens.is_empty())
        && !phrases.contains(&phrase)
    {
        phrases.push(phrase);
    }
}

/// Other ways to write the same words in Hangul. Of a compound either the first or a later word
/// changes its first sound, not both: all of them together would be very many.
fn variants(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut variants = Vec::new();
    for first in first_sounds(&letters) {
        variants.extend(spacings(&first));
        variants.push(first.into_iter().collect());
    }
    variants.extend(spacings(&letters));
    variants.extend(inner_sounds(&letters));
    variants
}

/// The same words with other letters for the sound that they begin with.
fn first_sounds(letters: &[char]) -> Vec<Vec<char>> {
    let Some(first) = letters.iter().position(|c| c.is_alphanumeric()) else { return Vec::new() };
    sounds_at(letters, first).collect()
}

fn sounds_at(letters: &[char], at: usize) -> impl Iterator<Item = Vec<char>> {
    let variants = letters.get(at).copied().and_then(Syllable::of);
    variants.into_iter().flat_map(Syllable::initial_variants).map(move |variant| {
        let mut letters = letters.to_vec();
        letters[at] = variant;
        letters
    })
}

/// One word of Hangul as two; words of Hangul that follow each other as one.
fn spacings(letters: &[char]) -> Vec<String> {
    if letters.contains(&' ') {
        let is_between = |at: usize| {
            let is_beside = |at: Option<usize>| at.is_some_and(|at| is_syllable_at(letters, at));
            letters[at] == ' ' && is_beside(at.checked_sub(1)) && is_beside(Some(at + 1))
        };
        let places = 0..letters.len();
        let joined: Vec<usize> = places.filter(|at| !is_between(*at)).collect();
        let is_other = joined.len() < letters.len();
        return is_other
            .then(|| joined.into_iter().map(|at| letters[at]).collect())
            .into_iter()
            .collect();
    }
    splits(letters).into_iter().map(|at| apart(letters, at)).collect()
}

/// Compounds whose second word keeps its own first sound, in one word and in two: 조선노동당,
/// 조선로동당.
fn inner_sounds(letters: &[char]) -> Vec<String> {
    let mut sounds = Vec::new();
    for at in splits(letters) {
        for other in sounds_at(letters, at) {
            sounds.push(apart(&other, at));
            sounds.push(other.into_iter().collect());
        }
    }
    sounds
}

fn apart(letters: &[char], at: usize) -> String {
    letters[..at].iter().chain([&' ']).chain(&letters[at..]).collect()
}

/// Where a word of Hangul can be two; phrases are left as they are. What follows a number may begin
/// with a counter of one syllable: 20차당대회, 8월총회.
fn splits(letters: &[char]) -> Vec<usize> {
    if letters.contains(&' ') {
        return Vec::new();
    }
    let mut splits = Vec::new();
    for run in runs(letters) {
        let counts = run.start.checked_sub(1).is_some_and(|before| letters[before].is_numeric());
        if counts && run.len() > LEAST && SPLIT.contains(&(run.len() + 1)) {
            splits.push(run.start + 1);
        }
        if SPLIT.contains(&run.len()) {
            splits.extend(run.start + LEAST..=run.end - LEAST);
        }
    }
    splits
}

fn is_syllable_at(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(|c| is_syllable(*c))
}

/// Where syllables of Hangul follow each other.
fn runs(letters: &[char]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + letters[at..].iter().position(|c| is_syllable(*c))?;
        let length = letters[start..].iter().take_while(|c| is_syllable(**c)).count();
        at = start + length;
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let written: Vec<String> = readings(text).iter().map(written).collect();
        assert_eq!(written, expect, "{text}");
    }

    fn check_beginning(text: &str, expect: &[&str]) {
        let written: Vec<String> = beginnings(text).iter().map(written).collect();
        assert_eq!(written, expect, "{text}*");
    }

    fn written(phrase: &Phrase) -> String {
        phrase.tokens.join(" ") + if phrase.is_prefix { "*" } else { "" }
    }

    #[test]
    fn a_word_of_hangul_may_go_on() {
        check("소련", &["소련"]);
        check("김일성", &["김일 일성"]);
        check("안", &["안*"]);
        check("안 장", &["안 장*", "안장"]);
        check("8월", &["8 월*"]);
        check("5개년", &["5 개년"]);
    }

    #[test]
    fn words_are_stems_and_abbreviations_are_one() {
        check("factional", &["faction"]);
        check("Comr[ade]", &["comrad"]);
        check("—", &[]);
        check("", &[]);
    }

    #[test]
    fn second_readings_of_the_whole_count() {
        check("anti-Party", &["anti parti", "antiparti"]);
        check("TU-104", &["tu 104", "tu104"]);
        check("Choe Chang-ik", &["choe chang ik"]);
    }

    #[test]
    fn dates_are_days_or_else_months() {
        let check = |text: &str, expect: &[&str]| {
            let written: Vec<String> = date(text).iter().map(written).collect();
            assert_eq!(written, expect, "{text}");
        };
        check("August 1956", &["ⓓ195608"]);
        check("1956년 8월", &["ⓓ195608"]);
        check("10 February 1957", &["ⓓ19570210"]);
        check("10.II.1957", &["ⓓ19570210"]);
        check("1956년 8월에", &["ⓓ195608"]);
        check("1957년 3월 26일의", &["ⓓ19570326"]);
        check("1957.3.26", &["ⓓ19570326"]);
        check("1957.3", &[]);
        check("1957", &[]);
        check("August plenum", &[]);
        check("on 10 February 1957", &[]);
        check("July 1957 August 1957", &[]);
    }

    #[test]
    fn the_first_sound_is_written_both_ways() {
        check("로동당", &["로동 동당", "노동 동당"]);
        check("이승만", &["이승 승만", "리승 승만", "니승 승만"]);
        check("여성", &["여성", "려성", "녀성"]);
    }

    #[test]
    fn long_words_are_also_looked_for_apart() {
        check("중앙당회", &["중앙 앙당 당회", "중앙 앙 당회"]);
        check("5개월계획", &["5 개월 월계 계획", "5 개 월계 계획", "5 개월 월 계획"]);
        check("8월총회", &["8 월총 총회", "8 월 총회"]);
        check("20차당대회", &["20 차당 당대 대회", "20 차 당대 대회", "20 차당 당 대회"]);
        check("중앙 당회", &["중앙 앙 당회", "중앙 앙당 당회"]);
        check("5개년 계획", &["5 개년 년 계획", "5 개년 년계 계획"]);
        check("Kim 동지", &["kim 동지"]);
    }

    #[test]
    fn a_compound_keeps_or_changes_its_second_word_s_first_sound() {
        let readings: Vec<String> = readings("조선노동당").iter().map(written).collect();
        for expect in ["조선 선로 로동 동당", "조선 선 로동 동당", "조선 선 노동 동당"]
        {
            assert!(readings.iter().any(|reading| reading == expect), "{expect} {readings:?}");
        }
    }

    #[test]
    fn a_star_asks_for_beginnings() {
        check_beginning("Malenk", &["malenk*", "malenk"]);
        check_beginning("factional", &["factional*", "faction"]);
        check_beginning("TU-1", &["tu 1*", "tu 1", "tu1*"]);
        check_beginning("소련", &["소련"]);
    }
}
