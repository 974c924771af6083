//! What pages cost the database in small rooms and in larger ones, and how their counts are kept.

use super::house::House;

/// A document of the day with this number, in one of two archives, every third in Korean too; every
/// fifth names a person.
fn seed(n: usize) -> (String, String) {
    let (year, day) = (1945 + n % 12, 1 + n % 28);
    let korean = if n.is_multiple_of(3) { "\n# 글 {lang=ko}\n\n둘째 글.\n" } else { "" };
    let archive = if n.is_multiple_of(2) { "AVPRF" } else { "GARF" };
    let person = if n.is_multiple_of(5) { " Kim Il Sung spoke." } else { "" };
    let text = format!(
        "---\ntitle: \"Report {n}\"\ndate: {year}-07-{day:02}\narchive: {archive}\n---\n\n\
         Report {n} names 3 July 1950.{person}\n{korean}"
    );
    (format!("report-{n:04}.md"), text)
}

const PEOPLE: &str = "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n";

fn room(documents: usize) -> House {
    room_with(documents, &[])
}

fn room_with(documents: usize, others: &[(&str, &str)]) -> House {
    let seeds: Vec<(String, String)> = (0..documents).map(seed).collect();
    let seeds = seeds.iter().map(|(name, text)| (&**name, &**text));
    House::with(&seeds.chain(others.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn a_page_asks_as_much_of_a_large_room_as_of_a_small_one() {
    let (small, large) = (room(5), room(300));
    let asked = |house: &House, path: &str| {
        let before = house.store.statements_sent();
        let answer = house.get(path);
        assert_eq!(answer.status, 200, "{path}");
        house.store.statements_sent() - before
    };
    // The words of the room are read with whatever page comes first.
    for house in [&small, &large] {
        asked(house, "/about");
    }
    for (path, most) in [
        ("/documents/report-0003", 4),
        ("/documents/report-0003.json", 3),
        ("/documents/report-0003.ris", 3),
        ("/documents/report-0003/source", 2),
        ("/documents", 5),
        ("/documents?archive=GARF", 8),
        ("/documents?year=1947", 9),
        ("/documents?language=ko", 9),
        ("/documents.json", 4),
        ("/documents.atom", 4),
        ("/documents.bib", 4),
        ("/documents.atom?language=ko", 4),
        ("/archives", 8),
        ("/archives.json", 8),
        ("/archives.atom", 8),
        ("/archives/avprf", 8),
        ("/archives/avprf.atom", 8),
        ("/people", 8),
        ("/people.json", 8),
        ("/terms", 8),
        ("/terms.json", 8),
        ("/timeline", 8),
        ("/timeline.json", 8),
        ("/ingest", 8),
        ("/ingest/events", 8),
        ("/sitemap.xml", 8),
    ] {
        let statements = asked(&large, path);
        assert_eq!(asked(&small, path), statements, "{path}");
        assert!(statements <= most, "{path}: {statements}");
        assert_eq!(asked(&large, path), 0, "{path} is kept");
    }
    // The front page asks once more where all documents fit on it; harvesters are answered anew.
    for (path, most) in [("/", 13), ("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc", 8)] {
        let statements = asked(&large, path);
        assert!(statements <= most, "{path}: {statements}");
    }
}

#[test]
fn counts_follow_every_change() {
    let house = room(10);
    let check = |path: &str, expect: usize| {
        let listing = house.get(&format!("/documents.json{path}")).json();
        assert_eq!(listing["total"], expect, "{path}");
        let shown = listing["documents"].as_array().unwrap().len();
        assert_eq!(shown, expect, "{path}");
    };
    for (path, expect) in [
        ("", 10),
        ("?archive=AVPRF", 5),
        ("?language=ko", 4),
        ("?year=1950", 1),
        ("?from=1950", 5),
        ("?to=1950", 6),
        ("?from=1946-07-02&to=1949", 4),
        ("?from=1946-07-03&to=1949", 3),
        ("?from=1949-08&to=1949-07-20", 0),
        ("?archive=AVPRF&language=ko", 2),
        ("?year=1951&language=ko", 1),
        ("?archive=nowhere", 0),
    ] {
        check(path, expect);
    }
    let (name, text) = seed(3);
    house.takes_in(&name, &text.replace("GARF", "AVPRF").replace("1948-07-04", "1946/1951"));
    for (path, expect) in [
        ("", 10),
        ("?archive=AVPRF", 6),
        ("?year=1948", 1),
        ("?year=1950", 2),
        ("?from=1950", 6),
        ("?from=1950-02&to=1950-03", 1),
    ] {
        check(path, expect);
    }
    let page = house.get("/documents").text();
    assert!(page.contains("AVPRF (6)") && page.contains("GARF (4)"), "{page}");
}

#[test]
fn lists_are_turned_page_by_page_both_ways_and_are_the_same_in_files_and_feeds() {
    let house = room_with(800, &[("people.toml", PEOPLE)]);
    let json = |path: &str| house.get(path).json();
    let ids = |page: &serde_json::Value| -> Vec<String> {
        let documents = page["documents"].as_array().unwrap();
        documents.iter().map(|document| document["id"].as_str().unwrap().to_owned()).collect()
    };
    // All pages from this one on, and the last one's address.
    let turned = |path: &str, to: &str| {
        let (mut found, mut path) = (Vec::new(), path.to_owned());
        loop {
            let page = json(&path);
            found.push(ids(&page));
            let Some(next) = page[to].as_str() else { return (found, path) };
            let at = next.find("/documents.json").unwrap();
            next[at..].clone_into(&mut path);
        }
    };
    let every = turned("/documents.json", "next").0.concat();
    assert_eq!(every.len(), 800);
    let check = |query: &str, is_meant: &dyn Fn(usize) -> bool| {
        let mut expect = every.clone();
        expect.retain(|id| is_meant(id.strip_prefix("report-").unwrap().parse().unwrap()));
        let path = format!("/documents.json?{query}");
        assert_eq!(json(&path)["total"], expect.len(), "{query}");
        let (forwards, last) = turned(&path, "next");
        assert_eq!(forwards.concat(), expect, "{query}");
        let (mut backwards, _) = turned(&last, "previous");
        backwards.reverse();
        assert_eq!(backwards.concat(), expect, "{query}");
        let named = |text: &str, before: &str| -> Vec<String> {
            let addresses = text.lines().filter_map(|line| line.strip_prefix(before));
            let ids = addresses.filter_map(|address| address.split("/documents/").nth(1));
            ids.map(|id| id.trim_end_matches("</id>").to_owned()).collect()
        };
        let records = house.get(&format!("/documents.ris?{query}")).text();
        assert_eq!(named(&records, "UR  - "), expect, "{query}");
        let feed = house.get(&format!("/documents.atom?{query}")).text();
        let mut entries = named(&feed, "<id>");
        assert_eq!(entries.len(), expect.len().min(50), "{query}");
        entries.retain(|id| !expect.contains(id));
        assert!(entries.is_empty(), "{query}: {entries:?}");
    };
    let is_of_avprf = |n: usize| n.is_multiple_of(2);
    let has_korean = |n: usize| n.is_multiple_of(3);
    let year = |n: usize| 1945 + n % 12;
    let is_named = |n: usize| n.is_multiple_of(5);
    check("archive=AVPRF", &is_of_avprf);
    check("language=ko", &has_korean);
    check("person=kim-il-sung", &is_named);
    check("from=1950&to=1952", &|n| (1950..=1952).contains(&year(n)));
    check("archive=AVPRF&language=ko", &|n| is_of_avprf(n) && has_korean(n));
    check("person=kim-il-sung&language=ko", &|n| is_named(n) && has_korean(n));
    check("person=kim-il-sung&year=1950", &|n| is_named(n) && year(n) == 1950);
    check("archive=GARF&from=1950", &|n| !is_of_avprf(n) && year(n) >= 1950);
    check("language=ko&from=1947&to=1950", &|n| has_korean(n) && (1947..=1950).contains(&year(n)));
    check("archive=AVPRF&language=ko&to=1949", &|n| {
        is_of_avprf(n) && has_korean(n) && year(n) <= 1949
    });
    check("archive=nowhere&language=ko", &|_| false);
    check("archive=AVPRF&person=nobody", &|_| false);
}

#[test]
fn the_report_of_many_files_is_turned_page_by_page() {
    let house = room(230);
    let first = house.get("/ingest").text();
    assert!(first.contains("230 files") && first.contains("report-0199.md"), "{first}");
    assert!(!first.contains("report-0200.md"));
    let second = house.get("/ingest?after=report-0199.md").text();
    assert!(first.contains("/ingest?after=report-0199.md"), "{first}");
    assert!(second.contains("report-0200.md") && second.contains("report-0229.md"), "{second}");
    assert!(!second.contains("report-0199.md</bdi>") && second.contains("230 files"));
    let whole = house.get("/ingest.json").json();
    assert_eq!(whole["files"].as_array().unwrap().len(), 230);
    assert_eq!(whole["accepted"], 230);
}
