//! A document's history: its editions, what differs between them, and what happened.

use std::fs;

use super::house::House;

fn letter(title: &str, english: &[&str], korean: &[&str]) -> String {
    let mut text = format!("---\ntitle: {title}\ndate: 1957-07-08\n---\n\n");
    text.extend(english.iter().flat_map(|paragraph| [paragraph, "\n\n"]));
    text.push_str("# 편지 {lang=ko}\n\n");
    text.extend(korean.iter().flat_map(|paragraph| [paragraph, "\n\n"]));
    text
}

const ONE: &str = "The embassy received the delegation on Monday in the great hall.";
const TWO: &str = "They spoke of the harvest and of the new school.";

/// A room with one letter in two editions: a paragraph put in, a word of each language and the title
/// changed.
fn house() -> (House, String, String) {
    let korean = "대사관은 월요일에 대표단을 맞이하였다.";
    let house = House::with(&[("letter.md", &letter("A letter", &[ONE, TWO], &[korean]))]);
    let edition = |house: &House| {
        house.get("/documents/letter.json").json()["edition"].as_str().unwrap().to_owned()
    };
    let first = edition(&house);
    let two = TWO.replace("harvest", "weather");
    let english = ["A paragraph put in.", ONE, two.as_str()];
    let korean = korean.replace("월요일에", "화요일에");
    house.takes_in("letter.md", &letter("The letter", &english, &[&korean]));
    let second = edition(&house);
    assert_ne!(first, second);
    (house, first, second)
}

#[test]
fn a_history_tells_editions_and_events_to_people_and_programs() {
    let (house, first, second) = house();
    let page = house.get("/documents/letter/history");
    assert_eq!(page.status, 200);
    let page = page.text();
    for link in [
        format!("/documents/letter?edition={first}"),
        format!("/documents/letter/source?edition={first}"),
        format!("/documents/letter/history?from={first}&#38;to={second}"),
        "/documents/letter/history.json".to_owned(),
    ] {
        assert!(page.contains(&format!("\"{link}\"")), "{link}: {page}");
    }
    let json = house.get("/documents/letter/history.json").json();
    assert_eq!(json["editions"][0]["edition"], second);
    assert_eq!(json["editions"][1]["edition"], first);
    assert_eq!(json["editions"][1]["until"], json["editions"][0]["taken_in"]);
    assert_eq!(json["editions"][1]["layout"], "markdown");
    assert_eq!(json["editions"][1]["file"], "letter.md");
    assert_eq!(json["difference"], serde_json::Value::Null);
    let kinds: Vec<_> = json["events"].as_array().unwrap().iter().map(|e| &e["event"]).collect();
    assert_eq!(kinds, ["replaced", "taken_in"]);
    let csv = house.get("/documents/letter/history.csv").text();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let feed = house.get("/documents/letter/history.atom");
    assert_eq!(feed.said("content-type"), "application/atom+xml; charset=utf-8");
    assert!(feed.text().contains(&format!("history?from={first}&#38;to={second}")));
    let of = |path: &str| house.get(path).text();
    assert!(of("/documents/letter").contains("\"/documents/letter/history\""));
    let difference = format!("/documents/letter/history?from={first}&#38;to={second}");
    assert!(of("/corrections.atom").contains(&difference), "{difference}");
    assert_eq!(house.get("/documents/letter/history.pdf").status, 404);
    assert_eq!(house.get("/documents/none/history").status, 404);
    let asked = house.asked("GET", "/documents/letter/history", &[("Accept", "text/csv")]);
    assert!(asked.said("content-type").starts_with("text/csv"));
}

#[test]
fn what_differs_is_told_word_by_word_in_each_language() {
    let (house, first, second) = house();
    let path = |suffix: &str, from: &str, to: &str| {
        format!("/documents/letter/history{suffix}?from={from}&to={to}")
    };
    let page = house.get(&path("", &first, &second)).text();
    let plain = |html: &str| -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        text
    };
    let versions = |tag: &str| -> Vec<String> {
        let (begin, end) = (format!("<{tag}>"), format!("</{tag}>"));
        let parts = page.split(&begin).skip(1);
        parts.map(|rest| plain(rest.split(&end).next().unwrap())).collect()
    };
    for (tag, words) in [
        ("del", "[removed: harvest ]"),
        ("ins", "[added: weather ]"),
        ("del", "[removed: 월요일에 ]"),
        ("ins", "[added: 화요일에 ]"),
        ("ins", "[added: A paragraph put in. ]"),
        ("del", "[removed: A ]"),
    ] {
        assert!(versions(tag).iter().any(|found| found == words), "{words}: {:?}", versions(tag));
    }
    assert!(page.contains("lang=\"ko\"") && page.contains("1 paragraph unchanged"), "{page}");
    assert!(page.contains("noindex"), "{page}");
    let json = house.get(&path(".json", &first, &second)).json();
    let difference = &json["difference"];
    assert_eq!(difference["description"][0]["field"], "title");
    assert_eq!((&difference["from"], &difference["to"]), (&first.into(), &second.clone().into()));
    let english = &difference["texts"][0];
    assert_eq!((&english["changed"], &english["added"]), (&1.into(), &1.into()));
    let changes: Vec<_> =
        english["rows"].as_array().unwrap().iter().map(|row| row["change"].clone()).collect();
    assert_eq!(changes, ["added", "same", "changed"]);

    // Either may be left out; the other way round is a difference too; one edition has none.
    let first = json["editions"][1]["edition"].as_str().unwrap();
    let only = |name: &str, hash: &str| {
        house.get(&format!("/documents/letter/history.json?{name}={hash}")).json()["difference"]
            .clone()
    };
    assert_eq!(only("from", first), *difference);
    assert_eq!(only("to", &second), *difference);
    assert_eq!(
        house.get(&path(".json", &second, first)).json()["difference"]["texts"][0]["removed"],
        1
    );
    assert!(house.get(&path("", &second, &second)).text().contains("same edition"));
    for (query, page, data) in
        [("from=short", 200, 400), ("from=0123456789ab", 404, 404), ("to=%zz&from=", 200, 400)]
    {
        assert_eq!(
            house.get(&format!("/documents/letter/history?{query}")).status,
            page,
            "{query}"
        );
        let twin = house.get(&format!("/documents/letter/history.json?{query}"));
        assert_eq!(twin.status, data, "{query}");
    }
}

#[test]
fn an_earlier_edition_says_so_and_its_twins_and_citations_name_it() {
    let (house, first, second) = house();
    let page = house.get(&format!("/documents/letter?edition={first}")).text();
    let notices: Vec<&str> = page.split("class=\"notice\"").skip(1).collect();
    assert!(notices[0].contains(&first) && notices[0].contains("current until"), "{page}");
    let difference = format!("/documents/letter/history?from={first}&#38;to={second}");
    assert!(notices[1].contains(&difference) && notices[1].contains("1 paragraph added"), "{page}");
    let source = house.get(&format!("/documents/letter/source?edition={first}")).text();
    assert!(source.contains("current until") && source.contains(&first));
    for suffix in ["json", "md", "txt", "tei.xml", "ris", "bib", "csl.json", "jsonld", "rdf"] {
        let twin = house.get(&format!("/documents/letter.{suffix}?edition={first}"));
        assert_eq!(twin.status, 200, "{suffix}");
        assert!(twin.text().contains(&first), "{suffix}: {}", twin.text());
        assert!(twin.text().contains("A letter"), "{suffix}: {}", twin.text());
    }
    assert_eq!(house.get(&format!("/documents/letter.epub?edition={first}")).status, 200);
    for suffix in ["ris", "bib", "csl.json", "rdf"] {
        let twin = house.get(&format!("/documents/letter.{suffix}")).text();
        // A record is of the document, whose address lasts; a citation is of what was read.
        assert!(
            twin.contains("/documents/letter") && !twin.contains("edition="),
            "{suffix}: {twin}"
        );
    }
    for (path, edition) in [
        ("/documents/letter".to_owned(), &second),
        (format!("/documents/letter?edition={first}"), &first),
    ] {
        let page = house.get(&path).text();
        let citations = page.split("class=\"citation\"").skip(1);
        let named = citations.filter(|citation| {
            citation.split("</div>").next().unwrap().contains(&format!("edition={edition}"))
        });
        // All but the shortened note name the address.
        assert_eq!(named.count(), 5, "{path}: {page}");
    }
}

#[test]
fn of_a_withdrawn_document_only_what_happened_is_told() {
    let (house, first, second) = house();
    fs::write(
        house.seeds().join("redirects.toml"),
        "[gone.letter]\nreason = \"Not ours.\"\nby = \"us\"\non = \"2026-01-01\"\nhide_title = true\n",
    )
    .unwrap();
    house.takes_in("other.txt", "Another letter.\n");
    let between = format!("?from={first}&to={second}");
    for path in ["", &format!("?edition={first}"), "/history", &format!("/history{between}")] {
        let stone = house.get(&format!("/documents/letter{path}"));
        assert_eq!(stone.status, 410, "{path}");
        let stone = stone.text();
        assert!(stone.contains("Withdrawn in redirects.toml") && stone.contains(&first), "{stone}");
        for hidden in ["harvest", "weather", "The letter", "letter.md"] {
            assert!(!stone.contains(hidden), "{path}: {hidden}: {stone}");
        }
    }
    for suffix in ["json", "csv", "atom"] {
        let twin = house.get(&format!("/documents/letter/history.{suffix}{between}"));
        assert_eq!(twin.status, 410, "{suffix}");
        assert!(!twin.text().contains("harvest"), "{suffix}");
    }
}

#[test]
fn what_happened_in_the_room_is_turned_page_by_page() {
    let names: Vec<String> = (0..60).map(|n| format!("letter-{n}.txt")).collect();
    let texts: Vec<String> = (0..60).map(|n| format!("The words of letter {n}.\n")).collect();
    let mut files: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    files.push(("empty.txt", ""));
    let house = House::with(&files);
    let first = house.get("/ingest/events.json").json();
    let events = first["events"].as_array().unwrap();
    assert_eq!((events.len(), &first["total"]), (50, &61.into()));
    let next = first["next"].as_str().unwrap();
    let second = house.get(next).json();
    assert_eq!((second["events"].as_array().unwrap().len(), second["next"].is_null()), (11, true));
    let pages = [house.get("/ingest/events").text(), house.get(&next.replace(".json", "")).text()];
    assert!(
        pages.iter().any(|page| page.contains("A file was refused: it is empty.")),
        "{pages:?}"
    );
    assert!(pages[0].contains("/documents/letter-") && pages[0].contains("rel=\"next\""));
    assert!(house.get("/ingest").text().contains("\"/ingest/events\""));
    assert_eq!(house.get("/ingest/events.csv").text().lines().count(), 51);
    for (path, status) in [
        ("/ingest/events?before=x", 200),
        ("/ingest/events.json?before=x", 400),
        ("/ingest/events.json?before=0", 200),
        ("/ingest/events.pdf", 404),
        ("/ingest/other", 404),
    ] {
        assert_eq!(house.get(path).status, status, "{path}");
    }
}
