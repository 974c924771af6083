//! A record as simple Dublin Core, as every harvester reads it.

use super::super::Room;
use super::super::xml::writable;
use crate::citation::{Agent, Publisher, Record, Translator};

/// The elements of a record in their order, none of them empty.
#[derive(Debug)]
pub(super) struct DublinCore {
    pub(super) elements: Vec<(&'static str, String)>,
}

impl DublinCore {
    pub(super) fn new(room: &Room, record: &Record) -> Self {
        let mut elements = Vec::new();
        let mut add = |name: &'static str, values: Vec<String>| {
            for value in values {
                let value = writable(&value).trim().to_owned();
                if !value.is_empty() && !elements.contains(&(name, value.clone())) {
                    elements.push((name, value));
                }
            }
        };
        let agent = |agent: &Agent| agent.name.inverted();
        let translator = |translator: &Translator| translator.name.inverted();
        let publisher = record.publisher.as_ref().map(|publisher: &Publisher| &publisher.name);
        add("title", list(record.title.as_ref()));
        add("creator", record.authors.iter().map(agent).collect());
        add("contributor", record.translators.iter().map(translator).collect());
        add("subject", record.subjects.clone());
        add("description", list(record.summary.as_ref()));
        add("publisher", list(publisher));
        add("date", record.date.iter().map(ToString::to_string).collect());
        add("type", vec!["Text".to_owned()]);
        add("type", list(record.genre.as_ref()));
        add("format", vec!["text/html".to_owned()]);
        add("identifier", vec![record.address.clone()]);
        let place: Vec<&str> =
            record.archive.iter().chain(&record.shelfmark).map(String::as_str).collect();
        add("source", vec![place.join(", ")]);
        add("language", record.languages.iter().map(ToString::to_string).collect());
        // A number alone says nothing: it is the publisher's.
        if let (Some(number), Some(publisher)) = (&record.source_record, publisher) {
            let args = [("publisher", publisher.into()), ("record", number.into())];
            add("relation", vec![room.say_with("oai-source-record", &args)]);
        }
        add("rights", list(record.rights.as_ref()));
        add("rights", list(record.licence.as_ref()));
        Self { elements }
    }
}

fn list(value: Option<&String>) -> Vec<String> {
    value.into_iter().cloned().collect()
}
