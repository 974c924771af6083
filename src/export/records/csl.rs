//! Records as CSL-JSON, the items that citation processors take.

use serde::Serialize;
use serde_json::{Value, json};

use crate::citation::{Name, Record};
use crate::document::{Edtf, PartialDate};
use crate::export::{Desk, Written};

use super::stated;

/// The records as a list of items.
///
/// # Errors
/// None: all values can be written as JSON.
pub(super) fn csl_json(_: Desk<'_>, records: &[Record]) -> Written {
    let items: Vec<Item> = records.iter().map(Item::of).collect();
    let mut json = serde_json::to_vec(&items)?;
    json.push(b'\n');
    Ok(json)
}

/// An item with the variables that the schema of CSL 1.0.2 knows.
#[derive(Serialize)]
struct Item {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "title-short", skip_serializing_if = "Option::is_none")]
    title_short: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translator: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<String>,
    /// Where a processor would lead with the translator for want of an author.
    #[serde(skip_serializing_if = "Option::is_none")]
    medium: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "URL")]
    url: String,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
}

impl Item {
    fn of(record: &Record) -> Self {
        let translators: Vec<&Name> =
            record.translators.iter().map(|translator| &translator.name).collect();
        let has_author = !record.authors.is_empty();
        let spoken: Vec<String> = translators.iter().map(|name| name.spoken()).collect();
        let medium = (!has_author && !spoken.is_empty())
            .then(|| format!("translated by {}", spoken.join(" and ")));
        let translators = if has_author { translators } else { Vec::new() };
        let subjects: Vec<String> =
            record.subjects.iter().filter_map(|subject| stated(Some(subject))).collect();
        Self {
            id: record.id.to_string(),
            r#type: "manuscript",
            title: stated(record.title.as_deref()),
            title_short: stated(record.short_title.as_deref()),
            author: record.authors.iter().filter_map(|author| name(&author.name)).collect(),
            translator: translators.into_iter().filter_map(name).collect(),
            issued: record.date.map(issued),
            genre: stated(record.genre.as_deref()),
            medium,
            publisher: record.publisher.as_ref().and_then(|p| stated(Some(&p.name))),
            archive: stated(record.archive.as_deref()),
            archive_location: stated(record.shelfmark.as_deref()),
            source: stated(Some(&record.room)),
            language: record.languages.first().map(ToString::to_string),
            url: record.address.clone(),
            summary: stated(record.summary.as_deref()),
            keyword: stated(Some(&subjects.join(", "))),
        }
    }
}

fn name(name: &Name) -> Option<Value> {
    match name {
        Name::Whole(name) => Some(json!({ "literal": stated(Some(name))? })),
        Name::Person { family, given, .. } => {
            let family = stated(Some(family))?;
            Some(match stated(Some(given)) {
                Some(given) => json!({ "family": family, "given": given }),
                None => json!({ "family": family }),
            })
        }
    }
}

/// One date, or two for an interval, each of as many parts as are known.
fn issued(date: Edtf) -> Value {
    let parts = |date: PartialDate| match date {
        PartialDate::Day(day) => json!([day.year(), day.month(), day.day()]),
        PartialDate::Month(year, month) => json!([year, month]),
        PartialDate::Year(year) => json!([year]),
    };
    match date {
        Edtf::Point(date) => json!({ "date-parts": [parts(date)] }),
        Edtf::Interval(from, to) => json!({ "date-parts": [parts(from), parts(to)] }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, journal, odd, written};
    use super::*;

    fn items(records: &[Record]) -> Value {
        serde_json::from_str(&written(csl_json, records)).unwrap()
    }

    #[test]
    fn a_record_is_an_item_with_all_its_variables() {
        let expect = json!([{
            "id": "115633", "type": "manuscript",
            "title": "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957",
            "title-short": "Puzanov journal, 8 July 1957",
            "author": [{"family": "Puzanov", "given": "A. M."}],
            "translator": [{"family": "Goldberg", "given": "Gary"}],
            "issued": {"date-parts": [[1957, 7, 8]]},
            "genre": "Diary entry", "publisher": "Wilson Center Digital Archive",
            "archive": "AVPRF",
            "archive_location": "F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145",
            "source": "Reading Room", "language": "en",
            "URL": "https://room.example/documents/115633",
            "abstract": "Puzanov and Kim Il Sung talk. They part."
        }]);
        assert_eq!(items(&[journal()]), expect);
    }

    #[test]
    fn a_translator_without_an_author_is_no_creator() {
        let record = Record { authors: Vec::new(), ..journal() };
        let item = &items(&[record])[0];
        assert!(item.get("translator").is_none() && item.get("author").is_none());
        assert_eq!(item["medium"], "translated by Gary Goldberg");
    }

    #[test]
    fn what_is_not_stated_has_no_key() {
        let expect = json!([{
            "id": "a", "type": "manuscript", "source": "Reading Room",
            "URL": "https://room.example/documents/a"
        }]);
        assert_eq!(items(&[bare("a")]), expect);
        assert_eq!(items(&[odd()])[0]["author"][0].as_object().unwrap().len(), 1);
    }

    #[test]
    fn an_interval_has_two_dates() {
        let check = |edtf: &str, expect: Value| {
            assert_eq!(issued(Edtf::parse(edtf).unwrap())["date-parts"], expect);
        };
        check("1957", json!([[1957]]));
        check("1957-02", json!([[1957, 2]]));
        check("1957-03-26/1957-03-29", json!([[1957, 3, 26], [1957, 3, 29]]));
    }
}
