//! What the head of a document's page tells reference managers, search engines and previews.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::authority::{Authority, Named};
use crate::citation::{Name, Record};
use crate::document::{Edtf, Holding, PartialDate};
use crate::export::Beside;

use super::Room;

/// The record of the document that a page shows, as its head holds it.
#[derive(Debug, Clone)]
pub struct Citable {
    /// The address to cite.
    pub address: String,
    /// The licence that the group states.
    pub licence: Option<String>,
    /// Names and contents of `meta` elements.
    pub values: Vec<(&'static str, String)>,
    /// The record as JSON-LD.
    pub json_ld: JsonLd,
}

/// JSON that can stand in a `script` element: nothing in it ends the element.
#[derive(Debug, Clone)]
pub struct JsonLd(String);

impl JsonLd {
    fn of(json: &str) -> Self {
        Self(json.trim_end().replace('<', "\\u003c"))
    }
}

impl fmt::Display for JsonLd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for JsonLd {}

impl Room {
    /// What the head of the document's page tells of it.
    pub(super) fn citable(
        &self,
        holding: &Holding,
        named: &[Named],
        authority: &Authority,
    ) -> Citable {
        let desk = self.desk();
        let record = desk.record(holding, Beside { named, authority });
        Citable {
            json_ld: JsonLd::of(&desk.json_ld(&record)),
            values: values(&record),
            licence: record.licence,
            address: record.address,
        }
    }
}

/// The `meta` elements of a record; what is not stated has none.
fn values(record: &Record) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    let mut put = |name: &'static str, content: Option<&str>| {
        // One line, as forms and clipboards make of it anyway.
        let content =
            content.map(|content| content.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(content) = content.filter(|content| !content.is_empty()) {
            values.push((name, content));
        }
    };
    let date = record.date.map(|date| date.to_string());
    let publisher = record.publisher.as_ref().map(|publisher| publisher.name.as_str());
    let languages = || {
        record.languages.iter().map(crate::document::Language::as_str).filter(|tag| *tag != "und")
    };
    put("z:itemType", Some("manuscript"));
    put("DC.title", record.title.as_deref());
    for author in &record.authors {
        put("DC.creator", Some(&author.name.inverted()));
    }
    let mut translators: Vec<&Name> = Vec::new();
    for translator in &record.translators {
        if !translators.contains(&&translator.name) {
            translators.push(&translator.name);
        }
    }
    for translator in translators {
        put("z:translators", Some(&translator.inverted()));
    }
    put("DC.date", date.as_deref());
    for language in languages() {
        put("DC.language", Some(language));
    }
    put("DC.publisher", publisher);
    put("DC.identifier", Some(&record.address));
    for subject in &record.subjects {
        put("DC.subject", Some(subject));
    }
    put("DC.rights", record.rights.as_deref().or(record.licence.as_deref()));
    put("DCTERMS.license", record.licence.as_deref());
    put("DCTERMS.abstract", record.summary.as_deref());
    put("z:archive", record.archive.as_deref());
    put("z:archiveLocation", record.shelfmark.as_deref());
    put("z:manuscriptType", record.genre.as_deref());
    put("z:shortTitle", record.short_title.as_deref());
    put("citation_title", record.title.as_deref());
    for author in &record.authors {
        put("citation_author", Some(&author.name.inverted()));
    }
    put("citation_publication_date", record.date.map(slashed).as_deref());
    put("citation_language", languages().next());
    put("citation_public_url", Some(&record.address));
    values
}

/// `1957/07/08`, as far as the date is known; of an interval its beginning.
fn slashed(date: Edtf) -> String {
    match date.start() {
        PartialDate::Day(day) => {
            format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day())
        }
        PartialDate::Month(year, month) => format!("{year:04}/{month:02}"),
        PartialDate::Year(year) => format!("{year:04}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::document::Description;

    fn citable(holding: &Holding) -> Citable {
        let room = Room { licence: None, ..sample::room() };
        room.citable(holding, &[], &Authority::default())
    }

    #[test]
    fn a_document_that_states_nothing_has_only_its_type_and_address() {
        let holding = sample::holding("none", Description::default(), vec![]);
        let names: Vec<&str> = citable(&holding).values.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["z:itemType", "DC.identifier", "citation_public_url"]);
    }

    #[test]
    fn values_are_one_line_and_the_script_cannot_be_ended() {
        let title = "A\r\n</script><script>alert(1)</script> & \"B\"";
        let description = Description { title: Some(title.into()), ..Description::default() };
        let citable = citable(&sample::holding("odd", description, vec![]));
        let of = |name| citable.values.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        assert_eq!(of("DC.title"), Some("A </script><script>alert(1)</script> & \"B\""));
        let json = citable.json_ld.to_string();
        assert!(!json.contains('<') && json.contains("\\u003c/script>"), "{json}");
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    }

    #[test]
    fn a_publication_date_has_slashes() {
        let check = |edtf: &str, expect: &str| {
            assert_eq!(slashed(Edtf::parse(edtf).unwrap()), expect, "{edtf}");
        };
        check("1957-07-08", "1957/07/08");
        check("1957-07", "1957/07");
        check("1957", "1957");
        check("1957-03-26/1957-03-29", "1957/03/26");
    }
}
