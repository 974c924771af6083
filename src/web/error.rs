//! Whatever keeps a handler from answering, and the answer that is sent instead.
//!
//! In come troubles of requests and failures of the house; out go a page in the room's style for
//! people and a problem document (RFC 9457) for programs. The cause of a failure is logged and
//! never sent: no answer names a file, a query or a line of code.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Reception;
use super::answer::{Content, Page};
use super::parameters::Unreadable;
use super::problem::{is_by_program, problem};
use super::reader::Reader;
use crate::address::{Links, percent_encoded};
use crate::document::{Entry, Event, Tombstone};
use crate::store;
use crate::view::{ErrorPage, Room, TombstonePage, Trouble};

/// Why a handler has no answer of its own.
#[derive(Debug)]
pub(super) enum Error {
    /// The request's own trouble, and documents that the client may have meant.
    Trouble(Trouble, Vec<Entry>),
    /// Parameters that cannot be read, in a request by a program.
    Parameters(Vec<Unreadable>),
    /// The document was withdrawn, after this had happened to it.
    Gone(Box<Tombstone>, Vec<Event>),
    /// It stands at this path for good.
    Moved(String),
    /// The house failed; the cause.
    Internal(anyhow::Error),
}

impl Error {
    /// A failure of the house.
    pub(super) fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self::Internal(cause.into())
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Trouble(trouble, _) => {
                StatusCode::from_u16(trouble.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Self::Parameters(_) => StatusCode::BAD_REQUEST,
            Self::Gone(..) => StatusCode::GONE,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
            Self::Internal(cause) if tells_of_damage(cause) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error as a page.
    /// `own` is the path that was asked for, where that can be told.
    pub(super) fn content(&self, room: &Room, own: Option<&str>) -> Result<Content, askama::Error> {
        let page = |trouble| Page(ErrorPage::new(room, trouble, &[]).at(own)).try_into();
        match self {
            Self::Trouble(trouble, nearest) => {
                Page(ErrorPage::new(room, trouble, nearest).at(own)).try_into()
            }
            Self::Gone(tombstone, events) => {
                Page(TombstonePage::new(room, tombstone, events)).try_into()
            }
            Self::Parameters(_) => page(&Trouble::BadRequest),
            Self::Internal(cause) if tells_of_damage(cause) => page(&Trouble::Unavailable),
            Self::Moved(_) | Self::Internal(_) => page(&Trouble::Internal),
        }
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble, Vec::new())
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::TooBroad => Trouble::SearchTooBroad.into(),
            store::Error::Busy => Trouble::Unavailable.into(),
            error => Self::internal(error),
        }
    }
}

/// Whether a failure came from a database that is damaged.
fn tells_of_damage(cause: &anyhow::Error) -> bool {
    cause
        .chain()
        .any(|cause| cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_damage))
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Error {
    /// The status, with the error for `worded` to say.
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        match &self {
            Self::Moved(path) => {
                let headers = answer.headers_mut();
                if let Ok(path) = HeaderValue::from_str(&escaped(path)) {
                    headers.insert(header::LOCATION, path);
                }
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=3600"));
                return answer;
            }
            Self::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "a request could not be answered");
            }
            Self::Trouble(Trouble::TooSlow, _) => {
                let headers = answer.headers_mut();
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Self::Trouble(..) | Self::Parameters(_) | Self::Gone(..) => {}
        }
        answer.extensions_mut().insert(Arc::new(self));
        answer
    }
}

/// The path with every byte escaped that a header cannot hold: a query that is passed on may have
/// such.
fn escaped(path: &str) -> String {
    path.chars()
        .map(|c| {
            if c.is_ascii_graphic() {
                c.to_string()
            } else {
                percent_encoded(c.encode_utf8(&mut [0; 4]))
            }
        })
        .collect()
}

/// The longest path that an error page leads back to, in bytes.
const LONGEST_OWN: usize = 500;

/// The path below the room's base that was asked for, if it is plain: a page may lead back to it in
/// another language. Two slashes could lead to another host.
fn own_path(path: &str, links: &Links) -> Option<String> {
    let is_plain = path.starts_with('/')
        && !path.contains("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte));
    let below = path.strip_prefix(links.base_path()).filter(|rest| rest.starts_with('/'));
    (is_plain && path.len() <= LONGEST_OWN).then(|| links.below(below.unwrap_or(path)))
}

/// Gives every error its words: a page for people, a problem document for programs.
pub(super) async fn worded(
    State(reception): State<Reception>,
    request: Request,
    next: Next,
) -> Response {
    let by_program = is_by_program(request.uri().path(), request.headers());
    let reader = Reader::of(request.uri(), request.headers());
    let own = own_path(request.uri().path(), reception.links());
    let mut answer = next.run(request).await;
    let Some(error) = answer.extensions_mut().remove::<Arc<Error>>() else { return answer };
    if matches!(&*error, Error::Internal(cause) if tells_of_damage(cause)) {
        reception.store().condemn();
    }
    let room = reception.room_or_unnamed(&reader).await;
    let headers = answer.headers_mut();
    let content = if by_program {
        // What programs are told is the same whoever asks.
        problem(&reception.plain_room_or_unnamed().await, &error)
    } else {
        let Ok(content) = error.content(&room, own.as_deref()) else {
            tracing::error!("an error page could not be printed");
            return answer;
        };
        let language = HeaderValue::from_static(reader.interface.tag());
        headers.insert(header::CONTENT_LANGUAGE, language);
        content
    };
    if let Ok(media_type) = HeaderValue::from_str(&content.media_type) {
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    *answer.body_mut() = Body::from(content.body);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_back_to_plain_paths_alone() {
        let links = Links::parse("http://host/archive").unwrap();
        let check = |path: &str, expect: Option<&str>| {
            assert_eq!(own_path(path, &links).as_deref(), expect, "{path}");
        };
        check("/documents/x", Some("/archive/documents/x"));
        check("/archive/documents/x", Some("/archive/documents/x"));
        check("/archives", Some("/archive/archives"));
        check("//evil.example/x", None);
        check("/archive//evil.example", None);
        check("/a\"onclick=", None);
        check("*", None);
        check(&format!("/{}", "a".repeat(500)), None);
    }
}
