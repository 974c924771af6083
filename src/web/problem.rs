//! Errors as programs read them: problem documents (RFC 9457).

use axum::http::{HeaderMap, header};

use super::answer::Content;
use super::error::Error;
use super::negotiation::preferred;
use super::parameters::Unreadable;
use crate::document::Entry;
use crate::export::json::{self, ChoiceOut, NearestOut, ParameterErrorOut, ProblemOut};
use crate::export::{DOCUMENT, LISTING, of_list};
use crate::view::{Room, Trouble};

/// Whether a program asks: it says that it takes JSON rather than pages, or it wants what only
/// programs read and does not ask for a page in so many words.
pub(super) fn is_by_program(path: &str, headers: &HeaderMap) -> bool {
    let offers = ["text/html", "application/problem+json", "application/json"];
    let file = path.rsplit('/').next().unwrap_or_default();
    let of_data = || {
        let ends = |suffix: &str| {
            file.strip_suffix(suffix).is_some_and(|stem| stem.ends_with('.') && stem.len() > 1)
        };
        DOCUMENT.iter().any(|format| ends(format.suffix))
            || of_list(&LISTING).iter().any(|format| ends(format.suffix))
            || ends("txt")
            || path.ends_with("/oai")
    };
    let is_json = file.to_ascii_lowercase().ends_with(".json");
    is_json || preferred(headers, &offers) > 0 || (of_data() && !asks_for_a_page(headers))
}

/// Whether the client names pages among the types that it takes.
fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
    lines.map(str::to_ascii_lowercase).any(|line| line.contains("text/html"))
}

/// The error as a problem document. Its `type` is the status alone, so `title` is that status in
/// words and `detail` says what is wrong.
pub(super) fn problem(room: &Room, error: &Error) -> Content {
    let status = error.status();
    let problem = ProblemOut {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        ..particulars(room, error)
    };
    Content { media_type: json::PROBLEM.into(), body: json::problem(&problem).into_bytes() }
}

/// What is wrong, and what helps to go on.
fn particulars<'a>(room: &Room, error: &'a Error) -> ProblemOut<'a> {
    match error {
        Error::Trouble(trouble, nearest) => {
            let entry = |entry: &'a Entry| NearestOut {
                id: entry.id.as_str(),
                url: room.links.document(&entry.id),
                title: entry.title.as_deref(),
            };
            let choice = |(words, url): (String, String)| ChoiceOut { words, url };
            ProblemOut {
                detail: trouble.words(room),
                nearest: nearest.iter().map(entry).collect(),
                choices: trouble.choices(room).into_iter().map(choice).collect(),
                ..ProblemOut::default()
            }
        }
        Error::Parameters(unreadable) => {
            let error = |bad: &'a Unreadable| ParameterErrorOut {
                parameter: bad.name,
                value: &bad.value,
                detail: expectation(room, bad.name),
            };
            ProblemOut {
                detail: Trouble::BadRequest.words(room),
                errors: unreadable.iter().map(error).collect(),
                ..ProblemOut::default()
            }
        }
        Error::Gone(tombstone, _) => ProblemOut {
            detail: tombstone.reason.clone(),
            tombstone: Some(tombstone.as_ref().into()),
            ..ProblemOut::default()
        },
        Error::Moved(_) | Error::Internal(_) => {
            ProblemOut { detail: Trouble::Internal.words(room), ..ProblemOut::default() }
        }
    }
}

/// What a parameter should have been.
fn expectation(room: &Room, name: &str) -> String {
    let message = format!("expects-{name}");
    room.say(if room.words.has(&message) { &message } else { "expects-other" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_what_it_asks_for() {
        let check = |path: &str, accept: Option<&str>, expect: bool| {
            let mut headers = HeaderMap::new();
            if let Some(accept) = accept {
                headers.insert(header::ACCEPT, accept.parse().unwrap());
            }
            assert_eq!(is_by_program(path, &headers), expect, "{path} {accept:?}");
        };
        let browser = Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        check("/documents/a", None, false);
        check("/documents/a", Some("*/*"), false);
        check("/documents/a", Some("application/json"), true);
        check("/documents/a", browser, false);
        check("/documents/a.json", browser, true);
        check("/documents.csv", Some("*/*"), true);
        check("/documents.csv", browser, false);
        check("/documents.pdf", None, false);
        check("/search.atom", Some("application/atom+xml"), true);
        check("/oai", None, true);
    }
}
