//! Errors as programs read them: problem documents (RFC 9457).

use axum::http::HeaderMap;
use serde_json::{Map, Value, json};

use super::answer::Content;
use super::error::Error;
use super::negotiation::preferred;
use crate::view::{Room, Trouble};

/// Whether a program asks: it wants a twin, or says that it takes JSON rather than pages.
pub(super) fn is_by_program(path: &str, headers: &HeaderMap) -> bool {
    let offers = ["text/html", "application/problem+json", "application/json"];
    let file = path.rsplit('/').next().unwrap_or_default();
    let is_twin =
        file.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"));
    is_twin || preferred(headers, &offers) > 0
}

/// The error as a problem document. Its `type` is the status alone, so `title` is that status in
/// words and `detail` says what is wrong.
pub(super) fn problem(room: &Room, error: &Error) -> Content {
    let status = error.status();
    let mut problem = Map::new();
    problem.insert("type".to_owned(), json!("about:blank"));
    problem.insert("title".to_owned(), json!(status.canonical_reason().unwrap_or_default()));
    problem.insert("status".to_owned(), json!(status.as_u16()));
    for (name, value) in particulars(room, error) {
        problem.insert(name.to_owned(), value);
    }
    Content {
        media_type: "application/problem+json".into(),
        body: Value::Object(problem).to_string().into_bytes(),
    }
}

/// What is wrong, and what helps to go on.
fn particulars(room: &Room, error: &Error) -> Vec<(&'static str, Value)> {
    match error {
        Error::Trouble(trouble, nearest) => {
            let entry = |entry: &crate::document::Entry| {
                json!({
                    "id": entry.id.as_str(),
                    "url": room.links.document(&entry.id),
                    "title": entry.title,
                })
            };
            let mut particulars = vec![("detail", json!(trouble.words(room)))];
            if !nearest.is_empty() {
                particulars.push(("nearest", nearest.iter().map(entry).collect()));
            }
            if let Trouble::UnitUnknown { choices, .. }
            | Trouble::UnitSeveral { choices }
            | Trouble::PersonUnknown { choices, .. }
            | Trouble::PersonSeveral { choices, .. } = trouble
            {
                let choice = |(words, url): &(String, String)| json!({"words": words, "url": url});
                particulars.push(("choices", choices.iter().map(choice).collect()));
            }
            particulars
        }
        Error::Parameters(unreadable) => {
            let parameter =
                |bad: &super::parameters::Unreadable| json!({"name": bad.name, "value": bad.value});
            vec![
                ("detail", json!(Trouble::BadRequest.words(room))),
                ("parameters", unreadable.iter().map(parameter).collect()),
            ]
        }
        Error::Gone(tombstone) => vec![
            ("detail", json!(tombstone.reason)),
            ("id", json!(tombstone.id.as_str())),
            ("by", json!(tombstone.by)),
            ("on", json!(tombstone.on)),
            ("see", json!(tombstone.see)),
            ("document", json!(tombstone.title)),
            ("source", json!(tombstone.source)),
            ("sha256", json!(tombstone.sha256)),
        ],
        Error::Moved(_) | Error::Internal(_) => {
            vec![("detail", json!(Trouble::Internal.words(room)))]
        }
    }
}
