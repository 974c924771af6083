//! The archives as readers walk through them, from all of them down to one file.

use serde_json::Value;

use super::house::House;

/// A document with a date and a reference; without a reference it names no archive.
fn document(date: &str, reference: &str) -> String {
    let source =
        if reference.is_empty() { String::new() } else { format!("source: \"{reference}\"\n") };
    format!("---\ntitle: \"Journal for {date}\"\ndate: {date}\n{source}---\n\nWords of {date}.\n")
}

fn house(documents: &[(&str, &str, &str)]) -> House {
    let files: Vec<(String, String)> = documents
        .iter()
        .map(|(id, date, reference)| (format!("{id}.md"), document(date, reference)))
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    House::with(&files)
}

fn below(unit: &Value) -> Vec<(String, u64)> {
    let one = |below: &Value| {
        (below["url"].as_str().unwrap().to_owned(), below["total"].as_u64().unwrap())
    };
    unit["below"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn each_level_lists_what_is_below_it_and_its_own_documents() {
    let house = house(&[
        ("a", "1957-07-08", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
        ("b", "1957-07-03", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
        ("c", "1957-08-01", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 44-113"),
        ("d", "1957-01-01", "AVPRF F. 0102, Op. 13, P. 72, Delo 5"),
        ("e", "1957-01-02", "AVPRF F. 0102, Op. 13, P. 72, Delo 12, Listy 3"),
        ("f", "1957-01-03", "Polish Foreign Ministry Archive"),
        ("g", "1957-01-04", ""),
    ]);
    let all = house.get("/archives.json").json();
    assert_eq!(all["total"], 6);
    assert_eq!(all["unplaced"], 1);
    let check = |path: &str, expect: &[(&str, u64)]| {
        let expect: Vec<_> = expect.iter().map(|(url, n)| ((*url).to_owned(), *n)).collect();
        assert_eq!(below(&house.get(&format!("{path}.json")).json()), expect, "{path}");
        assert_eq!(house.get(path).status, 200, "{path}");
    };
    check("/archives", &[("/archives/avprf", 5), ("/archives/polish-foreign-ministry-archive", 1)]);
    check("/archives/avprf", &[("/archives/avprf/0102", 5)]);
    check(
        "/archives/avprf/0102/13/72",
        &[("/archives/avprf/0102/13/72/5", 4), ("/archives/avprf/0102/13/72/12", 1)],
    );
    let file = house.get("/archives/avprf/0102/13/72/5.json").json();
    let order: Vec<_> =
        file["documents"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap()).collect();
    assert_eq!(order, ["c", "b", "a", "d"], "by first leaf, then date, none last");
    assert_eq!(file["documents"][1]["leaves_cited_for"], 2);
    let page = house.get("/archives/avprf/0102/13/72/5").text();
    assert!(
        page.contains("Leaves 131–145 are cited for both; probably the whole journal (inferred)")
    );
    let place = house.get("/archives/polish-foreign-ministry-archive.json").json();
    assert_eq!(place["documents"][0]["id"], "f");
    let csv = house.get("/archives/avprf/0102/13/72.csv").text();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(house.get("/documents/a").text().contains("href=\"/archives/avprf/0102/13/72/5\""));
}

#[test]
fn a_level_that_is_not_stated_is_a_hyphen() {
    let house = house(&[
        ("a", "1957-07-08", "RGANI f. 5, d. 131"),
        ("b", "1957-07-09", "RGANI f. 5, op. 49, d. 131, ll. 193-194"),
    ]);
    let check = |path: &str, id: &str| {
        let unit = house.get(&format!("{path}.json")).json();
        assert_eq!(unit["documents"][0]["id"], id, "{path}: {unit}");
    };
    check("/archives/rgani/5/-/-/131", "a");
    check("/archives/rgani/5/49/-/131", "b");
    assert!(house.get("/archives/rgani/5").text().contains("not stated"));
}

#[test]
fn values_that_only_an_address_cannot_tell_apart_have_an_address_each() {
    let house = house(&[
        ("a", "1957-07-08", "AVP RF F. 1"),
        ("b", "1957-07-09", "AVP-RF F. 1"),
        ("c", "1957-07-09", "Archiwum Łódź"),
        ("d", "1957-07-09", "Archiwum Lodz"),
    ]);
    let all = below(&house.get("/archives.json").json());
    assert_eq!(all.len(), 4);
    for (url, total) in &all {
        let unit = house.get(&format!("{url}.json")).json();
        assert_eq!(
            (unit["total"].as_u64(), unit["url"].as_str()),
            (Some(*total), Some(url.as_str()))
        );
    }
    let choice = house.get("/archives/avp-rf");
    assert_eq!(choice.status, 300);
    for (url, _) in all.iter().filter(|(url, _)| url.starts_with("/archives/avp-rf")) {
        assert!(choice.text().contains(&format!("href=\"{url}\"")), "{url}");
    }
}

#[test]
fn an_address_that_tells_a_value_apart_stays_good_when_it_stands_alone_again() {
    let house = house(&[("a", "1957-07-08", "AVP RF F. 1")]);
    let plain = house.get("/archives/avp-rf");
    assert_eq!(plain.status, 200);
    house.takes_in("b.md", &document("1957-07-09", "AVP-RF F. 1"));
    let apart = below(&house.get("/archives.json").json());
    assert_eq!(house.get("/archives/avp-rf").status, 300);
    let alone = self::house(&[("a", "1957-07-08", "AVP RF F. 1")]);
    let good = apart.iter().filter(|(url, _)| alone.get(url).status == 200).count();
    assert_eq!(good, 1, "{apart:?}");
}

#[test]
fn an_unknown_place_tells_what_there_is() {
    let house = house(&[("a", "1957-07-08", "AVPRF F. 0102, Op. 13")]);
    let page = house.get("/archives/avprf/0103");
    assert_eq!(page.status, 404);
    assert!(page.text().contains("href=\"/archives/avprf/0102\""));
    let json = house.get("/archives/nothing.json");
    assert_eq!(
        (json.status, json.json()["choices"][0]["url"].as_str()),
        (404, Some("/archives/avprf"))
    );
    assert_eq!(house.get("/archives/avprf/0102/13/-/-/-").status, 404);
    assert_eq!(house.get("/archives/avprf.docx").status, 404);
}

#[test]
fn a_place_with_many_documents_has_several_pages_that_miss_none() {
    let documents: Vec<(String, String)> = (0..120)
        .map(|n| (format!("d{n:03}"), format!("1957-{:02}-{:02}", n / 28 + 1, n % 28 + 1)))
        .collect();
    let documents: Vec<(&str, &str, &str)> = documents
        .iter()
        .map(|(id, date)| (id.as_str(), date.as_str(), "RGANI f. 5, op. 1, d. 2, ll. 7-9"))
        .collect();
    let house = house(&documents);
    let mut path = "/archives/rgani/5/1/-/2.json".to_owned();
    let mut found = Vec::new();
    loop {
        let unit = house.get(&path).json();
        for document in unit["documents"].as_array().unwrap() {
            found.push(document["id"].as_str().unwrap().to_owned());
            assert_eq!(document["leaves_cited_for"], 120);
        }
        match unit["next"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(found.len(), 120);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 120);
}
