//! Documents that belong with another, with the reason.

use serde_json::Value;

use super::house::House;

fn document(title: &str, date: &str, further: &str, text: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: {date}\n{further}---\n\n{text}\n")
}

/// The related documents with the codes of their reasons, in order.
fn related(house: &House, id: &str) -> Vec<(String, Vec<String>)> {
    let json = house.get(&format!("/documents/{id}.json")).json();
    let codes = |one: &Value| {
        let reasons = one["reasons"].as_array().unwrap();
        reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
    };
    let related = json["related"].as_array().unwrap();
    related.iter().map(|one| (one["id"].as_str().unwrap().to_owned(), codes(one))).collect()
}

fn check(house: &House, id: &str, expect: &[(&str, &[&str])]) {
    let expect: Vec<(String, Vec<String>)> = expect
        .iter()
        .map(|(id, codes)| ((*id).to_owned(), codes.iter().map(|c| (*c).to_owned()).collect()))
        .collect();
    assert_eq!(related(house, id), expect, "{id}");
}

#[test]
fn one_record_captured_twice_comes_first() {
    let file = "source: \"AVPRF F. 1, Op. 2, P. 3, Delo 4, Listy 5-6\"\n";
    let house = House::with(&[
        ("a.md", &document("A note", "1957-07-03", file, "One.")),
        ("b.md", &document("A note", "1957-07-03", file, "Two.")),
        ("c.md", &document("A letter", "1957-07-04", file, "Three.")),
    ]);
    check(&house, "a", &[("b", &["same-record", "same-leaves"]), ("c", &["same-leaves"])]);
    let page = house.get("/documents/a").text();
    assert!(page.contains("Another capture of this record") && page.contains("/documents/c"));
}

#[test]
fn a_journal_leads_to_its_entries_before_and_after() {
    let entry = |day: u8| {
        let further = format!(
            "authors: A. B. Ivanov\ndates:\n  - role: described\n    value: 1957-07-{day:02}\n    as_printed: {day} July 1957\n"
        );
        document(
            &format!("Journal of Ivanov for {day} July 1957"),
            &format!("1957-07-{day:02}"),
            &further,
            &format!("Day {day}."),
        )
    };
    let house = House::with(&[
        ("a.md", &entry(3)),
        ("b.md", &entry(8)),
        ("c.md", &entry(9)),
        ("d.md", &entry(20)),
        ("e.md", &document("Journal of Petrov for 10 July 1957", "1957-07-10", "", "Else.")),
    ]);
    check(&house, "b", &[("a", &["journal-entry-before"]), ("c", &["journal-entry-after"])]);
    check(&house, "a", &[("b", &["journal-entry-after"])]);
    check(&house, "e", &[]);
}

#[test]
fn a_day_named_in_a_text_leads_to_the_document_of_that_day_and_back() {
    let house = House::with(&[
        ("a.md", &document("Telegram", "1957-03-28", "", "Come at once.")),
        ("b.md", &document("Report", "1957-05-01", "", "As I wrote on 28 March 1957, he left.")),
        ("c.md", &document("Cable", "1957-06-01", "", "See 27.III.1957 and March 1957.")),
        ("d.md", &document("Of a month", "1957-03", "", "Nothing.")),
    ]);
    check(&house, "b", &[("a", &["date-named-here"])]);
    check(&house, "a", &[("b", &["date-named-there"])]);
    check(&house, "c", &[]);
    check(&house, "d", &[]);
    let page = house.get("/documents/b").text();
    assert!(page.contains("names its date, 28 March 1957"));
    house.takes_in("b.md", &document("Report", "1957-05-01", "", "He left."));
    check(&house, "a", &[]);
}

#[test]
fn no_more_than_eight_are_named_and_none_twice() {
    let file = "source: \"AVPRF F. 1, Op. 2, P. 3, Delo 4\"\n";
    let files: Vec<(String, String)> = (1..=28)
        .map(|n| {
            let text = format!("Words of {n}, after 1 July 1957.");
            (
                format!("d{n:02}.md"),
                document(&format!("T{n}"), &format!("1957-07-{n:02}"), file, &text),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let house = House::with(&files);
    for id in ["d01", "d14", "d28"] {
        let mut ids: Vec<_> = related(&house, id).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 8, "{id}");
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 8, "{id}");
        assert!(!ids.contains(&id.to_owned()));
    }
    assert_eq!(related(&house, "d14")[0].0, "d01", "the named day comes before the file");
}
