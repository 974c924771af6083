//! Whether the program is alive, and whether the room can be read: for those who watch over it.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::Reception;
use super::error::Error;
use crate::view::Trouble;

/// `/healthz`: an answer at all.
pub(super) async fn alive() -> Response {
    said("alive\n")
}

/// `/readyz`: an answer from the database.
pub(super) async fn ready(State(reception): State<Reception>) -> Result<Response, Error> {
    match reception.store().is_readable().await {
        Ok(()) => Ok(said("ready\n")),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            Err(Trouble::Unavailable.into())
        }
    }
}

fn said(words: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, words).into_response()
}
