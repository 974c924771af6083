//! Every page, rendered from samples in Korean, speaks Korean wherever the room itself speaks.

use std::collections::BTreeSet;

use super::tests::pages_in;
use crate::address::Interface;
use crate::words::Words;

/// Elements without content.
const EMPTY: [&str; 9] = ["meta", "link", "img", "input", "br", "hr", "wbr", "line", "rect"];
/// Elements whose content is for programs, or is written as programs take it.
const FOR_PROGRAMS: [&str; 5] = ["head", "script", "code", "pre", "abbr"];
/// Attributes that are read out or shown.
const SPOKEN: [&str; 4] = ["aria-label", "title", "placeholder", "alt"];
/// Names of more than one word that are the same in every language.
const NAMES: [&str; 3] = [
    "Reading Room",
    "Zotero RDF",
    // The fields of a query.
    "year, before, after, lang, person, place, archive, type, title",
];
/// A run of more words than this is no name.
const LONGEST_NAME: usize = 5;
/// What the samples hold is data, in whatever language.
const SAMPLES: [&str; 2] = [include_str!("sample.rs"), include_str!("tests.rs")];

/// What a page says in the language `tag`: the words between its tags and in spoken attributes,
/// but for parts that are marked as another language.
fn said(html: &str, tag: &str) -> Vec<String> {
    let mut said = Vec::new();
    // For each open element: its name, and whether its words are in another language.
    let mut open: Vec<(String, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (element, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String = element.chars().take_while(|c| !c.is_whitespace()).collect();
        if let Some(name) = name.strip_prefix('/') {
            let at = open.iter().rposition(|(open, _)| open == name);
            open.truncate(at.unwrap_or(open.len()));
        } else if !name.starts_with('!') {
            let foreign = FOR_PROGRAMS.contains(&name.as_str())
                || match value(element, "lang") {
                    Some(lang) => lang != tag,
                    None => open.last().is_some_and(|(_, foreign)| *foreign),
                };
            if !foreign && name != "link" {
                said.extend(SPOKEN.iter().filter_map(|spoken| value(element, spoken)));
            }
            if !EMPTY.contains(&name.as_str()) && !element.ends_with('/') {
                open.push((name, foreign));
            }
        }
        if !open.last().is_some_and(|(_, foreign)| *foreign) {
            said.push(unescaped(text));
        }
    }
    said.retain(|words| !words.trim().is_empty());
    said
}

fn value(element: &str, attribute: &str) -> Option<String> {
    let (_, rest) = element.split_once(&format!(" {attribute}=\""))?;
    rest.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

/// Runs of two English words and more.
fn english_runs(text: &str) -> Vec<String> {
    let is_english = |word: &&str| {
        word.chars().filter(char::is_ascii_lowercase).count() > 1
            && word.chars().all(|c| c.is_ascii_alphabetic() || "’'-.,:;?!“”()".contains(c))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let runs = words.split(|word| !is_english(word));
    runs.filter(|run| run.len() > 1).map(|run| run.join(" ")).collect()
}

#[test]
fn what_a_page_says_is_told_from_what_it_quotes() {
    let html = "<html lang=\"ko\"><p>문서 <b lang=\"en\">One <i>two</i></b> 끝</p><img alt=\"그림\">\
                <code>plain text</code><p title=\"제목\">&#60;끝</p></html>";
    assert_eq!(said(html, "ko"), ["문서 ", " 끝", "그림", "제목", "<끝"]);
    assert_eq!(english_runs("문서 in one file, 끝 JSON x Side"), ["in one file,"]);
}

#[test]
fn no_page_in_korean_shows_a_bare_key_or_says_something_in_english() {
    let (english, korean) = (Words::of(Interface::English), Words::of(Interface::Korean));
    let names = include_str!("../../locales/en.ftl").lines().filter_map(|line| {
        let name = line.split_once(" =").map(|(name, _)| name)?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    });
    let whole: BTreeSet<String> = names
        .filter(|name| !name.starts_with("number-") && english.say(name) != korean.say(name))
        .map(|name| english.say(name))
        .collect();
    let quoted = SAMPLES.map(|source| source.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut left = BTreeSet::new();
    for (page, html) in pages_in(Interface::Korean) {
        for words in said(&html, "ko") {
            let words = words.trim();
            let bare = words.contains('-') && english.has(words);
            let is_sample = quoted.iter().any(|source| source.contains(&format!("\"{words}\"")));
            if bare || (whole.contains(words) && !is_sample) {
                left.insert(format!("{page}: {words}"));
            }
            // What the samples hold may stand unmarked while it is short: a name, a reference.
            let short = |run: &str| run.split(' ').count() <= LONGEST_NAME;
            let known = |run: &String| {
                NAMES.iter().any(|name| run.contains(name))
                    || quoted.iter().any(|source| source.contains(run.as_str())) && short(run)
            };
            let runs = english_runs(words).into_iter().filter(|run| !known(run));
            left.extend(runs.map(|run| format!("{page}: {run}")));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
