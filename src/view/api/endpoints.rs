//! The addresses that programs read, each with its parameters and the formats that there are.
//!
//! Formats come from the tables that the routes read too, so none can be described and missing.

use serde_json::{Value, json};

use crate::address::Sort;
use crate::document::{Language, PartialDate};
use crate::export::json::Shape;
use crate::export::{self, Format, of_list};
use crate::search::{LAST_RESULT, RESULTS};
use crate::view::MOST_PAGES;

/// Addresses that differ by their suffix alone.
pub(super) struct Endpoint {
    /// The path below the room, without a suffix; what is in braces is a parameter.
    pub(super) path: &'static str,
    /// Its messages: `api-<name>` is the heading, `api-<name>.words` what is there.
    pub(super) name: &'static str,
    /// What can stand behind the question mark.
    pub(super) query: &'static [&'static str],
    /// The formats.
    pub(super) twins: Vec<Twin>,
    /// The statuses of answers beside 200 and 304.
    pub(super) refusals: &'static [u16],
}

/// A format at an address.
pub(super) struct Twin {
    /// What follows the path, dot included; empty where the path is whole.
    pub(super) ending: String,
    pub(super) media_type: &'static str,
    /// The name of the message that names it for readers.
    pub(super) label: &'static str,
    /// What its JSON looks like.
    pub(super) shape: Option<Shape>,
}

const NARROWING: [&str; 6] = ["from", "to", "year", "archive", "language", "person"];
const LISTING: [&str; 8] =
    ["from", "to", "year", "archive", "language", "person", "after", "before"];
const SEARCHING: [&str; 9] =
    ["q", "from", "to", "year", "archive", "language", "person", "sort", "page"];
/// The levels of an archive, from its name down to one file.
const PLACES: [&str; 5] = [
    "/archives/{archive}",
    "/archives/{archive}/{fond}",
    "/archives/{archive}/{fond}/{opis}",
    "/archives/{archive}/{fond}/{opis}/{papka}",
    "/archives/{archive}/{fond}/{opis}/{papka}/{delo}",
];

/// Every address.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let endpoint =
        |path, name, query, twins, refusals| Endpoint { path, name, query, twins, refusals };
    let mut all = vec![
        endpoint(
            "/documents",
            "documents",
            &LISTING,
            twins(&of_list(&export::LISTING), Shape::Listing),
            &[400],
        ),
        endpoint(
            "/documents/{id}",
            "document",
            &["edition"],
            twins(&export::DOCUMENT, Shape::Document),
            &[308, 400, 404, 410],
        ),
        endpoint(
            "/documents/{id}/{place}",
            "excerpt",
            &["edition"],
            twins(&export::EXCERPT, Shape::Excerpt),
            &[308, 400, 404, 410],
        ),
        endpoint(
            "/documents/{id}/history",
            "history",
            &["from-edition", "to-edition"],
            twins(&export::HISTORY, Shape::History),
            &[308, 400, 404, 410],
        ),
        endpoint("/documents/{id}/source", "source", &["edition"], source(), &[308, 400, 404, 410]),
        endpoint(
            "/search",
            "search",
            &SEARCHING,
            twins(&of_list(&export::SEARCH), Shape::Search),
            &[400, 422, 503],
        ),
        endpoint(
            "/people",
            "people",
            &["page-of-people"],
            twins(&export::PEOPLE, Shape::People),
            &[400],
        ),
        endpoint(
            "/people/{person}",
            "person",
            &["after-mention"],
            twins(&of_list(&export::PERSON), Shape::Person),
            &[300, 303, 400, 404],
        ),
        endpoint("/terms", "terms", &[], twins(&export::TERMS, Shape::Terms), &[]),
        endpoint("/timeline", "timeline", &[], twins(&export::TIMELINE, Shape::Timeline), &[]),
        endpoint(
            "/archives",
            "archives",
            &["after-document"],
            twins(&of_list(&export::UNIT), Shape::ArchivePlace),
            &[400],
        ),
    ];
    for path in PLACES {
        let twins = twins(&of_list(&export::UNIT), Shape::ArchivePlace);
        all.push(endpoint(path, "archive", &["after-document"], twins, &[300, 308, 400, 404]));
    }
    all.push(endpoint(
        "/ingest/events",
        "events",
        &["before-event"],
        twins(&export::EVENTS, Shape::EventLog),
        &[400],
    ));
    let twins = twins(&export::REPORT, Shape::IngestReport);
    all.push(endpoint("/ingest", "ingest", &["after-file"], twins, &[400]));
    all
}

fn twins<W>(formats: &[Format<W>], shape: Shape) -> Vec<Twin> {
    let twin = |format: &Format<W>| Twin {
        ending: format!(".{}", format.suffix),
        media_type: format.media_type,
        label: format.label,
        shape: (format.suffix == "json").then_some(shape),
    };
    formats.iter().map(twin).collect()
}

/// The file as it came. Its charset is the file's own.
fn source() -> Vec<Twin> {
    vec![Twin {
        ending: ".txt".to_owned(),
        media_type: "text/plain",
        label: "api-source-file",
        shape: None,
    }]
}

/// A parameter as requests name it, and what its value must be (JSON Schema). Some names mean
/// different things at different addresses; the table of addresses tells these apart.
///
/// An empty value is none, as forms send it.
pub(super) fn parameter(name: &'static str) -> (&'static str, Value) {
    let like = |pattern: &str| {
        let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
        json!({ "type": "string", "pattern": format!("^(?:|{pattern})$"), "maxLength": 512 })
    };
    let number = |most: u64| {
        let number = json!({ "type": "integer", "minimum": 1, "maximum": most });
        json!({ "anyOf": [number, { "type": "string", "maxLength": 0 }] })
    };
    match name {
        "from" | "to" => (name, like(PartialDate::PATTERN)),
        "year" => (name, like(YEAR)),
        "language" => (name, like(Language::PATTERN)),
        "person" => (name, like(IDENTIFIER)),
        "after" | "before" => (name, like(&format!("{DAY}~{IDENTIFIER}"))),
        "after-document" => ("after", like(IDENTIFIER)),
        "after-file" => ("after", json!({ "type": "string", "maxLength": 512 })),
        "after-mention" => ("after", like(&format!("{DAY}~{IDENTIFIER}~[0-9]{{1,18}}"))),
        "edition" => (name, like("[0-9A-Fa-f]{12,64}")),
        "from-edition" => ("from", like("[0-9A-Fa-f]{12,64}")),
        "to-edition" => ("to", like("[0-9A-Fa-f]{12,64}")),
        "before-event" => ("before", like("[0-9]{1,18}")),
        "sort" => (name, like(&Sort::ALL.map(Sort::as_str).join("|"))),
        "page" => (name, number(LAST_RESULT / RESULTS)),
        "page-of-records" => ("page", number(MOST_PAGES_OF_RECORDS)),
        "page-of-people" => ("page", number(MOST_PAGES)),
        "q" => (name, json!({ "type": "string" })),
        _ => (name, json!({ "type": "string", "maxLength": 512 })),
    }
}

/// The highest page of a search's records; they go on behind the last page that is shown.
const MOST_PAGES_OF_RECORDS: u64 = 100_000_000;
/// A year as it is filtered by.
const YEAR: &str = "[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9]";
/// An identifier of a document or a person.
const IDENTIFIER: &str = "[a-z0-9-]{1,120}";
/// A day in the order of the listing, where some days are beyond their month's end.
const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

/// Whether a parameter narrows lists and searches alike.
pub(super) fn narrows(name: &str) -> bool {
    NARROWING.contains(&name)
}
