//! A document that is withdrawn is withdrawn everywhere: every address that told of it before is
//! asked again.

use std::collections::BTreeSet;

use super::house::House;

const FIRST: &str = "---
title: Marmalade and its plans
date: 1957-05-23
archive: Archive of Plans
---
The Marmalade plan was read.
";

const LETTER: &str = "---
title: Marmalade plans
date: 1957-05-23
summary: About marmalade.
archive: Archive of Plans
fond: 5
opis: 7
papka: 9
delo: 11
listy: 3-4
authors:
  - name: Pak Chong-ae
---
Comrade Pak Chong-ae [trans. note: of marmalade fame] spoke about marmalade on 21 May 1957.

She said that umbrellas were distributed.

# {lang=ko}

박정애 동지는 마멀레이드에 대하여 말하였다.

우산이 분배되었다.
";

const OTHER: &str = "---
title: Another letter
date: 1957-05-24
archive: Archive of Letters
---
Comrade Kim Il Sung answered.
";

const PEOPLE: &str = r#"
[[person]]
id = "pak-chong-ae"
name = "Pak Chong-ae"
sources = { name = "the letter" }
variants = ["박정애"]
[[person]]
id = "kim-il-sung"
name = "Kim Il Sung"
sources = { name = "the letter" }
"#;

const GONE: &str = "[gone.plans]\nreason = \"At the family's request\"\nby = \"The editors\"\n\
                    on = 2026-01-02\nhide_title = true\n";

/// What only the withdrawn document says. Its archive stays known: the tombstone names it.
const WORDS: [&str; 4] = ["marmalade", "umbrella", "마멀레이드", "우산"];

/// Addresses that nothing leads to.
const MORE: &[&str] = &[
    "/documents.json",
    "/documents.csv",
    "/documents.atom",
    "/documents?archive=Archive+of+Plans",
    "/documents?person=pak-chong-ae",
    "/documents?year=1957",
    "/documents/plans/p1",
    "/documents/plans/ko1",
    "/documents/plans/p1.json",
    "/documents/plans/p1.txt",
    "/documents/plans/history",
    "/documents/plans/source",
    "/documents/plans/source.txt",
    "/documents/plans.linkset.json",
    "/documents/plans?view=ko",
    "/documents/plans?q=umbrellas",
    "/documents/plans?at=p1",
    "/documents/plan",
    "/documents/another?q=umbrellas",
    "/search?q=distributed",
    "/search.json?q=distributed",
    "/search.csv?q=distributed",
    "/search.atom?q=distributed",
    "/search?q=distribuded",
    "/search.json?q=distribuded",
    "/search?q=%EB%B6%84%EB%B0%B0",
    "/search?q=day:1957-05-21",
    "/people/pak-chong-ae",
    "/people/pak-chong-ae.json",
    "/people.json",
    "/people.csv",
    "/archives.json",
    "/archives/archive-of-plans",
    "/archives/archive-of-plans/5/7/9/11",
    "/timeline.json",
    "/selection?id=plans&id=another",
    "/selection.json?id=plans&id=another",
    "/selection.ris?id=plans&id=another",
    "/selection.epub?id=plans&id=another",
    "/unapi?id=plans",
    "/unapi?id=plans&format=ris",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/oai?verb=ListSets",
    "/feed.atom",
    "/corrections.atom",
    "/sitemap.xml",
    "/ingest",
    "/ingest.json",
    "/about",
];

/// The paths that an answer's body leads to.
fn leads(body: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for mark in ["href=\"", "\"url\":\"", "\"next\":\"", "<loc>"] {
        for rest in body.split(mark).skip(1) {
            let end = rest.find(['"', '<', '#']).unwrap_or(rest.len());
            let path = rest[..end].replace("&amp;", "&").replace("&#38;", "&");
            let path = path.strip_prefix("http://room").map(str::to_owned).unwrap_or(path);
            if path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/static/") {
                paths.insert(path);
            }
        }
    }
    paths
}

fn tells(body: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(body).to_lowercase();
    WORDS.into_iter().filter(|word| text.contains(word)).collect()
}

#[test]
fn every_address_that_told_of_a_document_tells_no_more_when_it_is_withdrawn() {
    let house = House::with(&[
        ("plans.md", FIRST),
        ("another.md", OTHER),
        ("people.toml", PEOPLE),
        ("collection.md", "---\ntitle: A room\n---\nLetters.\n"),
    ]);
    house.takes_in("plans.md", LETTER);
    let mut open: Vec<String> = MORE.iter().map(|path| (*path).to_owned()).collect();
    open.push("/".to_owned());
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    let mut told: Vec<(String, u16)> = Vec::new();
    while let Some(path) = open.pop() {
        let answer = house.get(&path);
        // Each page links to itself in other guises; one step from each is enough.
        let text = String::from_utf8_lossy(&answer.body);
        let is_choice = ["ui=", "theme=", "size=", "width=", "notes="]
            .iter()
            .any(|choice| path.contains(choice));
        if !is_choice && seen.len() < 700 {
            for path in leads(&text) {
                if seen.insert(path.clone()) {
                    open.push(path);
                }
            }
        }
        let is_of_it = path.contains("/plans") || !tells(&answer.body).is_empty();
        if is_of_it && answer.status < 400 {
            told.push((path, answer.status));
        }
    }
    assert!(told.len() > 60, "{}", told.len());
    house.takes_in("redirects.toml", GONE);
    let mut bad = Vec::new();
    for (path, before) in &told {
        let answer = house.get(path);
        // What was asked for may be said again.
        let asked = path.to_lowercase();
        let words: Vec<_> =
            tells(&answer.body).into_iter().filter(|word| !asked.contains(word)).collect();
        let is_its_own = path.starts_with("/documents/plans");
        if !words.is_empty() || (is_its_own && answer.status != 410) || answer.status >= 500 {
            bad.push(format!("{path}: {before}, now {} with {words:?}", answer.status));
        }
    }
    assert!(bad.is_empty(), "{} of {}:\n{}", bad.len(), told.len(), bad.join("\n"));
    let stone = house.get("/documents/plans").text();
    for words in ["At the family", "The editors", "2 January 2026", "plans"] {
        assert!(stone.contains(words), "{words} in {stone}");
    }
    house.stops();
}
