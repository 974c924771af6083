//! What programs can ask for: a page that people read, and the same for machines.

mod endpoints;
mod openapi;

pub use openapi::openapi;

use askama::Template;

use self::endpoints::{Endpoint, endpoints, narrows, parameter};
use super::{Head, OAI_FORMATS, Room};
use crate::address::{ListingQuery, SearchQuery, Slug};

/// The page about the room's data.
#[derive(Template)]
#[template(path = "api.html")]
pub struct ApiPage {
    room: Room,
    head: Head,
    description: String,
    endpoints: Vec<EndpointShown>,
    /// Parameters that narrow lists and searches: name and meaning.
    narrowing: Vec<(String, String)>,
    examples: Vec<Example>,
    problem: String,
    harvest: String,
    formats_of_records: String,
}

/// Addresses that differ by their suffix alone.
struct EndpointShown {
    name: &'static str,
    heading: String,
    words: String,
    path: String,
    /// Ending and name of each format.
    formats: Vec<(String, String)>,
    narrowed: bool,
    /// Parameters: name and meaning.
    parameters: Vec<(String, String)>,
}

/// Something to try.
struct Example {
    words: String,
    address: String,
}

impl ApiPage {
    /// The page; `sample` is a document to try things with, where the room has one.
    #[must_use]
    pub fn new(room: &Room, sample: Option<&Slug>) -> Self {
        let head = Head {
            title: Some(room.say("api-title")),
            description: Some(room.say("api-what")),
            own: Some(room.lasting.api()),
            canonical: Some(room.lasting.absolute(&room.lasting.api())),
            ..Head::default()
        };
        let meaning = |name: &str| room.say(&format!("api-parameter-{name}"));
        let prefixes: Vec<&str> = OAI_FORMATS.iter().map(|format| format.prefix).collect();
        Self {
            head,
            description: room.links.absolute(&room.links.openapi()),
            endpoints: shown(room),
            narrowing: ["from", "to", "year", "archive", "language", "person"]
                .into_iter()
                .map(|name| (name.to_owned(), meaning(name)))
                .collect(),
            examples: examples(room, sample),
            problem: PROBLEM.to_owned(),
            harvest: room.links.absolute(&room.links.oai()),
            formats_of_records: prefixes.join(", "),
            room: room.clone(),
        }
    }
}

/// What a refusal looks like.
const PROBLEM: &str = r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"…",
 "errors":[{"parameter":"year","value":"x","detail":"…"}]}"#;

fn shown(room: &Room) -> Vec<EndpointShown> {
    let mut all: Vec<EndpointShown> = Vec::new();
    for endpoint in endpoints() {
        // The levels of an archive are one thing with more or fewer parts.
        match all.last_mut().filter(|last| last.name == endpoint.name) {
            Some(last) => last.path = room.links.below(endpoint.path),
            None => all.push(one_shown(room, &endpoint)),
        }
    }
    all
}

fn one_shown(room: &Room, endpoint: &Endpoint) -> EndpointShown {
    let own = endpoint.query.iter().filter(|name| !narrows(name));
    let meaning = |name: &&'static str| {
        let (sent, _) = parameter(name);
        (sent.to_owned(), room.say(&format!("api-parameter-{name}")))
    };
    let format = |twin: &endpoints::Twin| (twin.ending.clone(), room.say(twin.label));
    EndpointShown {
        name: endpoint.name,
        heading: room.say(&format!("api-{}", endpoint.name)),
        words: room.say(&format!("api-{}.words", endpoint.name)),
        path: room.links.below(endpoint.path),
        formats: endpoint.twins.iter().map(format).collect(),
        narrowed: endpoint.query.iter().any(|name| narrows(name)),
        parameters: own.map(meaning).collect(),
    }
}

fn examples(room: &Room, sample: Option<&Slug>) -> Vec<Example> {
    let links = &room.links;
    let example = |name: &str, path: String| Example {
        words: room.say(&format!("api-example-{name}")),
        address: links.absolute(&path),
    };
    let year = ListingQuery::of_time("1957");
    let mut examples = vec![
        example("listing", links.documents_twin("json", &year)),
        example("search", links.search_twin("json", &SearchQuery::of_words("embassy"))),
    ];
    if let Some(id) = sample {
        examples.push(example("document", links.document_twin(id, "json", None)));
        examples.push(example("record", links.document_twin(id, "ris", None)));
    }
    let list = "?verb=ListRecords&metadataPrefix=oai_dc";
    examples.push(example("harvest", format!("{}{list}", links.oai())));
    examples
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::view::sample;

    #[test]
    fn every_reference_of_the_description_leads_somewhere() {
        fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
            match value {
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str));
                    map.values().for_each(|value| references(value, found));
                }
                Value::Array(list) => list.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let description: Value = serde_json::from_str(&openapi(&sample::room())).unwrap();
        let mut found = Vec::new();
        references(&description, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for reference in found {
            let pointer = reference.trim_start_matches('#');
            assert!(description.pointer(pointer).is_some(), "{reference}");
        }
    }

    #[test]
    fn nothing_in_the_description_is_without_its_words() {
        let text = openapi(&sample::room());
        assert!(!text.contains("api-"), "a message is missing: {text}");
        let page = ApiPage::new(&sample::room(), None).render().unwrap();
        for endpoint in endpoints() {
            assert!(page.contains(endpoint.twins[0].ending.as_str()), "{}", endpoint.path);
        }
    }
}
