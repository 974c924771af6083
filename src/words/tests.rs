//! Every language says everything that English says, with the same particulars.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Messages that are the same in Korean: names, and forms that hold no words.
const SAME_IN_KOREAN: &[&str] = &[
    "program-name",
    "format-json",
    "format-csv",
    "format-ris",
    "format-bibtex",
    "format-csl",
    "format-jsonld",
    "format-zotero-rdf",
    "format-markdown",
    "format-epub",
    "format-tei",
    "feed-title",
    "correction-stated-words",
    "coverage-sentence",
    "difference-of-text",
    "correction-withdrawn-words",
    "filter-choice",
    "search-help-fields",
    "byline-author",
    "text-line",
    "text-credit",
    "translator-alone",
    "translator-of",
    "layout-markdown",
    "style-mla",
    "style-apa",
    "standing",
    "spelling-scheme",
];

/// Particles whose form depends on the sound before them, which nobody knows of a placeable.
const PARTICLES: [&str; 14] =
    ["은", "는", "이", "가", "을", "를", "과", "와", "로", "으로", "이나", "나", "라", "이라"];

/// The messages and attributes of a file, each with its pattern as written.
fn messages(file: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let (mut message, mut open) = (String::new(), None::<String>);
    for line in file.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let attribute = line.strip_prefix("    .").and_then(|line| line.split_once(" ="));
        let named = match (line.split_once(" ="), attribute) {
            (Some((name, pattern)), _) if begins => {
                name.clone_into(&mut message);
                Some((name.to_owned(), pattern))
            }
            (_, Some((name, pattern))) => Some((format!("{message}.{name}"), pattern)),
            _ => None,
        };
        if let Some((name, pattern)) = named {
            assert!(!all.contains_key(&name), "{name} stands twice");
            all.insert(name.clone(), pattern.to_owned());
            open = Some(name);
        } else if line.is_empty() || line.starts_with('#') {
            open = None;
        } else if let Some(pattern) = open.as_ref().and_then(|name| all.get_mut(name)) {
            pattern.push('\n');
            pattern.push_str(line);
        }
    }
    all
}

/// The particulars of a pattern: all of them, and those that are written and not only chosen by.
fn particulars(pattern: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut all, mut written) = (BTreeSet::new(), BTreeSet::new());
    for part in pattern.split('$').skip(1) {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        all.insert(name);
        if !rest.trim_start().starts_with("->") {
            written.insert(name);
        }
    }
    (all, written)
}

#[test]
fn the_files_are_read_whole() {
    for interface in Interface::ALL {
        let read = FluentResource::try_new(file(interface).to_owned());
        assert!(read.is_ok(), "{interface:?}: {:?}", read.err().map(|(_, errors)| errors));
        let words = Words::of(interface);
        for name in messages(file(interface)).keys() {
            assert_ne!(words.say(name), *name, "{interface:?}");
        }
    }
}

#[test]
fn every_language_has_every_message_and_attribute() {
    let english = messages(file(Interface::English));
    assert!(english.len() > 500, "{}", english.len());
    for interface in Interface::ALL {
        let own = messages(file(interface));
        let missing: Vec<&String> =
            english.keys().filter(|name| !own.contains_key(*name)).collect();
        let beyond: Vec<&String> = own.keys().filter(|name| !english.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{interface:?} lacks {missing:#?}");
        assert!(beyond.is_empty(), "English lacks {beyond:#?}, which stands in {interface:?}");
    }
}

#[test]
fn every_language_is_told_the_same_particulars() {
    let english = messages(file(Interface::English));
    for interface in Interface::ALL {
        for (name, own) in messages(file(interface)) {
            let Some(twin) = english.get(&name) else { continue };
            let ((known, needed), (used, written)) = (particulars(twin), particulars(&own));
            let unknown: Vec<&&str> = used.difference(&known).collect();
            let unsaid: Vec<&&str> = needed.difference(&written).collect();
            assert!(unknown.is_empty(), "{interface:?} {name} knows no {unknown:?}");
            assert!(unsaid.is_empty(), "{interface:?} {name} leaves out {unsaid:?}");
        }
    }
}

#[test]
fn nothing_but_names_is_the_same_in_korean() {
    let english = messages(file(Interface::English));
    let same: Vec<String> = messages(file(Interface::Korean))
        .into_iter()
        .filter(|(name, pattern)| english.get(name) == Some(pattern))
        .map(|(name, _)| name)
        .collect();
    let mut listed = SAME_IN_KOREAN.to_vec();
    listed.sort_unstable();
    assert_eq!(same, listed);
}

#[test]
fn no_korean_particle_hangs_on_a_sound_that_nobody_knows() {
    let hangul = |c: char| ('가'..='힣').contains(&c);
    let hangs = |pattern: &str| {
        let afters =
            pattern.split('}').skip(1).map(|after| after.trim_start_matches(['」', '”', '"']));
        afters
            .map(|after| after.split(|c: char| !hangul(c)).next().unwrap_or_default())
            .any(|word| PARTICLES.contains(&word))
    };
    assert!(hangs("{ $name }은 없습니다") && hangs("「{ $name }」과") && !hangs("{ $name } 과목"));
    for (name, pattern) in messages(file(Interface::Korean)) {
        assert!(!hangs(&pattern), "{name}: {pattern}");
    }
}

#[test]
fn numbers_choose_their_form() {
    let check = |interface, n: i64, expect: &str| {
        let args = [("n", n.into()), ("count", n.to_string().into())];
        assert_eq!(Words::of(interface).say_with("coverage-documents", &args), expect);
    };
    check(Interface::English, 1, "1 document");
    check(Interface::English, 2, "2 documents");
    check(Interface::Korean, 1, "문서 1건");
    check(Interface::Korean, 2, "문서 2건");
}
