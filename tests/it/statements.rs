//! What editors state, from the file beside a capture to page, data and report.

use super::house::House;

const REFERENCE: &str = "source: AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145\n";

fn journal(day: u8) -> String {
    format!(
        "---\ntitle: Journal for {day} July 1957\ndate: 1957-07-{day:02}\n{REFERENCE}---\n\nWords of day {day}.\n"
    )
}

fn stated(field: &str, value: &str) -> String {
    format!(
        "[{field}]\nvalue = {value}\nby = \"Jane Roe\"\non = 2026-11-22\nbecause = \"Seen there.\"\n"
    )
}

fn ids(house: &House) -> Vec<String> {
    let file = house.get("/archives/avprf/0102/13/72/5.json").json();
    let documents = file["documents"].as_array().unwrap();
    documents.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_statement_stands_beside_what_the_source_says() {
    let statement = stated("original_language", "\"Polish\"");
    let house = House::with(&[("a.md", &journal(3)), ("a.toml", &statement)]);
    let json = house.get("/documents/a.json").json();
    assert!(json["original_language"].is_null());
    assert_eq!(
        json["statements"],
        serde_json::json!([{
            "field": "original_language", "value": "Polish", "by": "Jane Roe",
            "on": "2026-11-22", "because": "Seen there."
        }])
    );
    let page = house.get("/documents/a").text();
    assert!(page.contains("stated by the editors: Jane Roe, 22 November 2026. Seen there."));
    house.takes_in("a.toml", "");
    assert_eq!(house.get("/documents/a.json").json()["statements"], serde_json::json!([]));
    assert!(!house.get("/documents/a").text().contains("Jane Roe"));
}

#[test]
fn stated_leaves_order_the_file_and_its_page_says_so() {
    let house = House::with(&[("a.md", &journal(3)), ("b.md", &journal(8))]);
    assert_eq!(ids(&house), ["a", "b"]);
    house.takes_in("b.toml", &stated("listy", "\"12-13\""));
    assert_eq!(ids(&house), ["b", "a"]);
    let page = house.get("/archives/avprf/0102/13/72/5").text();
    assert!(page.contains("Leaves 12–13") && page.contains("leaves that the editors state"));
    assert!(!page.contains("are cited for both"));
    let json = house.get("/documents/b.json").json();
    assert_eq!(json["listy"], "131-145", "the description stays what the source says");
    house.takes_in("b.toml", &stated("date", "1957-07-01"));
    assert_eq!(ids(&house), ["b", "a"]);
    assert!(house.get("/archives/avprf/0102/13/72/5").text().contains("by the date 1 July 1957"));
    assert_eq!(house.get("/documents/b.json").json()["date"]["value"], "1957-07-08");
}

#[test]
fn what_is_odd_in_a_statement_file_is_reported_with_file_and_line() {
    let bad = format!("{}\n{}", stated("colour", "\"red\""), stated("title", "\"A title\""));
    let house = House::with(&[
        ("a.md", &journal(3)),
        ("a.toml", &bad),
        ("nobody.toml", &stated("title", "\"x\"")),
        ("b.md", &journal(8)),
        ("b.toml", "[title\n"),
    ]);
    let report = house.get("/ingest.json").json();
    let check = |file: &str, code: &str, line: Option<u64>| {
        let files = report["files"].as_array().unwrap();
        let row = files.iter().find(|row| row["file"] == file).unwrap();
        assert_eq!(row["findings"][0]["code"], code, "{row}");
        assert_eq!(row["findings"][0]["line"].as_u64(), line, "{row}");
    };
    check("a.toml", "field-unknown", Some(1));
    check("nobody.toml", "statements-unplaced", None);
    check("b.toml", "statements-unreadable", Some(1));
    assert_eq!(house.get("/documents/a.json").json()["statements"][0]["field"], "title");
    assert_eq!(report["refused"], 0);
    house.takes_in("nobody.md", &journal(9));
    assert_eq!(house.get("/documents/nobody.json").json()["statements"][0]["value"], "x");
    house.takes_in("b.toml", &stated("title", "\"y\""));
    let report = house.get("/ingest.json").json();
    for row in report["files"].as_array().unwrap() {
        assert!(row["file"] == "a.toml" || row["findings"] == serde_json::json!([]), "{row}");
    }
}

#[test]
fn a_capture_is_the_same_with_and_without_statements() {
    let house = House::with(&[("a.md", &journal(3))]);
    let before = house.get("/documents/a.json").json();
    house.takes_in("a.toml", &stated("title", "\"Another\""));
    let after = house.get("/documents/a.json").json();
    for name in ["title", "sha256", "text_sha256", "edition", "editions"] {
        assert_eq!(before[name], after[name], "{name}");
    }
}
