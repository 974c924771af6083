//! Feeds of the room, of lists and searches, and of corrections; what browsers search the room by.

use std::fs;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::house::House;

/// A letter with this title, in front matter.
fn letter(title: &str, date: &str, words: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\n{date}source: \"AVPRF F. 1, Op. 2, P. 3, Delo 4, Listy 5\"\n---\n\n{words}\n"
    )
}

const ODD: &str = r#"<b> & \"quoted\" 'so' {x} \\ _ # % 조선 Россия \u0001 ]]>"#;

fn house() -> House {
    House::with(&[
        ("one.md", &letter("First letter", "date: 1957-07-08\n", "Words of the embassy.")),
        ("odd.md", &letter(ODD, "", "More words.")),
        ("bare.md", "Nothing but words.\n"),
    ])
}

/// That the XML is well-formed; every text and attribute value in it, by element or attribute.
pub(crate) fn values(xml: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(xml).unwrap();
    let forbidden =
        |c: char| (c < ' ' && !"\t\n\r".contains(c)) || ('\u{fffe}'..='\u{ffff}').contains(&c);
    assert!(!text.contains(forbidden), "{text}");
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<String> = Vec::new();
    let mut values: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}")) {
            Event::Eof => break,
            Event::Start(start) => {
                words.clear();
                let name = start.name().as_ref().to_owned();
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    let value =
                        attribute.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned();
                    values.push((format!("{name} {key}"), value));
                }
                open.push(name);
            }
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(character) => words.push(character),
                None => words
                    .push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap()),
            },
            Event::End(_) => {
                let name = open.pop().unwrap();
                if !words.trim().is_empty() {
                    values.push((name, words.trim().to_owned()));
                }
                words.clear();
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{text}");
    values
}

fn all(values: &[(String, String)], name: &str) -> Vec<String> {
    values.iter().filter(|(of, _)| of == name).map(|(_, value)| value.clone()).collect()
}

#[test]
fn every_feed_is_well_formed_names_itself_and_has_what_atom_demands() {
    let house = house();
    let own = format!("http://{}", house.address);
    for path in [
        "/feed.atom",
        "/corrections.atom",
        "/documents.atom?archive=AVPRF",
        "/documents.atom?year=1803",
        "/archives.atom",
        "/archives/avprf/1/2/3/4.atom",
        "/search.atom?q=words",
        "/search.atom?q=%22%3Cb%3E%26",
        "/search.atom?q=",
    ] {
        let answer = house.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type").unwrap(), "application/atom+xml; charset=utf-8");
        assert!(answer.header("etag").is_some(), "{path}");
        let values = values(&answer.body);
        let entries = all(&values, "summary").len();
        let ids = all(&values, "id");
        assert_eq!(
            all(&values, "link href")[0],
            ids.iter().find(|id| id.contains(".atom")).unwrap().clone()
        );
        assert!(ids.iter().all(|id| id.starts_with(&own)), "{path}: {ids:?}");
        assert_eq!(all(&values, "updated").len(), ids.len(), "{path}");
        assert_eq!(all(&values, "title").len(), ids.len(), "{path}");
        assert!(entries < ids.len(), "{path}");
        assert!(!all(&values, "name").is_empty(), "{path}");
    }
}

#[test]
fn the_newest_comes_first_and_keeps_its_address_when_it_changes() {
    let house = house();
    house.takes_in("later.md", &letter("Later letter", "date: 1950-01-01\n", "The embassy again."));
    let feed = values(&house.get("/feed.atom").body);
    let ids = all(&feed, "id");
    assert!(ids[1].ends_with("/documents/later"), "{ids:?}");
    assert_eq!(ids.len(), 5);
    let updated = all(&feed, "updated");
    assert_eq!(updated[0], updated[1]);
    assert_ne!(updated[1], updated[2]);
    house.takes_in(
        "one.md",
        &letter("First letter", "date: 1957-07-08\n", "Other words of the embassy."),
    );
    let feed = values(&house.get("/search.atom?q=embassy").body);
    let ids = all(&feed, "id");
    assert!(ids[1].ends_with("/documents/one") && ids[2].ends_with("/documents/later"), "{ids:?}");
    assert_eq!(all(&feed, "opensearch:totalResults"), ["2"]);
    let published = all(&feed, "published");
    assert!(published[0] < all(&feed, "updated")[1], "{feed:?}");
    let corrections = values(&house.get("/corrections.atom").body);
    assert_eq!(all(&corrections, "title")[1], "New edition: First letter");
    let earlier = all(&corrections, "link href")
        .into_iter()
        .find(|to| to.contains("/history?from="))
        .unwrap();
    assert_eq!(
        house
            .get(
                earlier
                    .split_once("/documents")
                    .map(|(_, rest)| format!("/documents{rest}"))
                    .unwrap()
                    .as_str()
            )
            .status,
        200
    );
}

#[test]
fn what_is_withdrawn_leaves_nothing_in_the_feeds_but_that() {
    let house = house();
    house.takes_in("one.md", &letter("First letter", "date: 1957-07-08\n", "Changed words."));
    house.takes_in(
        "redirects.toml",
        "[gone.one]\nreason = \"A private letter\"\nby = \"R. Editor\"\non = \"2026-01-01\"\nhide_title = true\n",
    );
    for path in ["/feed.atom", "/feed.json", "/corrections.atom", "/search.atom?q=words"] {
        let feed = house.get(path).text();
        assert!(!feed.contains("First letter"), "{path}: {feed}");
    }
    let corrections = values(&house.get("/corrections.atom").body);
    assert_eq!(all(&corrections, "title")[1], "Withdrawn: one");
    assert_eq!(all(&corrections, "title").len(), 2);
    assert!(all(&corrections, "summary")[0].contains("A private letter"));
}

#[test]
fn what_editors_state_is_a_correction() {
    let house = house();
    house.takes_in(
        "bare.toml",
        "[title]\nvalue = \"A <bare> letter\"\nby = \"R. Editor\"\non = \"2026-01-02\"\nbecause = \"It says so\"\n",
    );
    let corrections = values(&house.get("/corrections.atom").body);
    assert_eq!(all(&corrections, "id").len(), 2, "{corrections:?}");
    let words = &all(&corrections, "summary")[0];
    assert!(words.contains("A <bare> letter") && words.contains("R. Editor"), "{words}");
}

#[test]
fn a_client_that_has_a_feed_is_told_so() {
    let house = house();
    for path in ["/feed.atom", "/feed.json", "/corrections.atom", "/search.atom?q=words"] {
        let etag = house.get(path).header("etag").unwrap().to_owned();
        assert_eq!(house.asked("GET", path, &[("If-None-Match", &etag)]).status, 304, "{path}");
    }
}

#[test]
fn the_json_feed_has_what_its_standard_demands() {
    let feed: serde_json::Value = serde_json::from_slice(&house().get("/feed.json").body).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["title"].is_string());
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    for item in items {
        assert!(item["id"].is_string() && item["content_text"].is_string(), "{item}");
        assert!(!item.to_string().contains("null"), "{item}");
    }
}

#[test]
fn every_page_names_the_feeds_and_the_search() {
    let house = house();
    for path in ["/", "/documents", "/documents/one", "/about", "/search?q=words", "/nothing"] {
        let page = house.get(path).text();
        for address in ["/feed.atom", "/feed.json", "/corrections.atom"] {
            let link = page.lines().find(|line| line.contains(&format!("href=\"{address}\"")));
            assert!(
                link.is_some_and(|line| line.contains("rel=\"alternate\"")),
                "{path} {address}"
            );
        }
        let search = page.lines().find(|line| line.contains("opensearch.xml")).unwrap();
        assert!(search.contains("rel=\"search\""), "{path}");
    }
    assert!(house.get("/search?q=words").text().contains("/search.atom?q=words"));
}

#[test]
fn browsers_can_search_a_room_of_any_name() {
    let house = house();
    let check = |collection: &str| {
        fs::write(house.seeds().join("collection.md"), collection).unwrap();
        house.takes_in("bare.md", "Nothing but words.\n");
        let answer = house.get("/opensearch.xml");
        let values = values(&answer.body);
        let name = all(&values, "ShortName")[0].clone();
        assert!((1..=16).contains(&name.chars().count()), "{name}");
        let templates = all(&values, "Url template");
        let page = format!("http://{}/search?q={{searchTerms}}", house.address);
        assert_eq!(templates[0], page);
        assert!(templates[1].contains("/search.atom?q={searchTerms}"));
        name
    };
    assert_eq!(check("Words.\n"), "Reading Room");
    assert_eq!(
        check("---\ntitle: Soviet & Korean <papers> of the 1950s\n---\n"),
        "Soviet & Korean"
    );
    let atom = house.get("/search.atom?q=nothing+at+all");
    assert_eq!(atom.status, 200);
}

#[test]
fn a_twin_that_there_is_not_names_those_there_are() {
    let house = house();
    for path in ["/documents.pdf", "/search.pdf?q=x", "/archives.pdf"] {
        let answer = house.get(path);
        assert_eq!(answer.status, 404, "{path}");
        for suffix in [".json", ".csv", ".atom", ".ris", ".bib", ".csl.json"] {
            assert!(answer.text().contains(suffix), "{path} {suffix}");
        }
    }
}

#[test]
fn every_list_gives_the_records_of_all_its_documents() {
    let house = house();
    let check = |path: &str, expect: usize| {
        let ris = house.get(path);
        assert_eq!(ris.status, 200, "{path}");
        assert_eq!(
            ris.text().lines().filter(|line| line.starts_with("TY  - ")).count(),
            expect,
            "{path}"
        );
        assert!(ris.header("link").is_none(), "{path}");
        let csl = path.replacen(".ris", ".csl.json", 1);
        let items: serde_json::Value = serde_json::from_slice(&house.get(&csl).body).unwrap();
        assert_eq!(items.as_array().unwrap().len(), expect, "{csl}");
        assert_eq!(house.get(&path.replacen(".ris", ".bib", 1)).status, 200);
    };
    check("/documents.ris", 3);
    check("/documents.ris?year=1957", 1);
    check("/documents.ris?year=1803", 0);
    check("/search.ris?q=words", 3);
    check("/search.ris?q=words&page=2", 0);
    check("/search.ris?q=", 0);
    check("/archives.ris", 2);
    check("/archives/avprf/1.ris", 2);
    check("/archives/avprf/1/2/3/4.ris", 2);
    assert_eq!(house.get("/documents.ris?year=x").status, 400);
}

#[test]
fn what_one_file_does_not_hold_follows_in_the_next() {
    let files: Vec<(String, String)> = (0..1003)
        .map(|n| (format!("n{n:04}.md"), letter(&format!("Letter {n}"), "", "The same words.")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let house = House::with(&files);
    let own = format!("http://{}", house.address);
    for (page, first) in [
        ("/documents", "/documents.ris"),
        ("/search?q=words", "/search.ris?q=words"),
        ("/archives/avprf", "/archives/avprf.ris"),
    ] {
        let html = house.get(page).text();
        assert!(html.contains("RIS, the first 1,000 of 1,003"), "{page}");
        let mut path = first.to_owned();
        let mut titles = std::collections::BTreeSet::new();
        for expect in [1000, 1003] {
            let answer = house.get(&path);
            let text = answer.text();
            titles.extend(
                text.lines().filter_map(|line| line.strip_prefix("UR  - ")).map(str::to_owned),
            );
            assert_eq!(titles.len(), expect, "{path}");
            let Some(link) = answer.header("link") else {
                assert_eq!(expect, 1003);
                continue;
            };
            assert!(link.ends_with(">; rel=\"next\""), "{link}");
            let next = link.trim_start_matches('<').split('>').next().unwrap();
            path = next.strip_prefix(&own).unwrap().to_owned();
        }
    }
    let feed = values(&house.get("/feed.atom").body);
    assert_eq!(all(&feed, "id").len(), 51);
    assert!(
        all(&feed, "subtitle")[0].contains("50") && all(&feed, "subtitle")[0].contains("1,003")
    );
}
