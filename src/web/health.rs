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

/// `/readyz`: an answer from the database, that the seeds were read to their end and nothing in it
/// is known to be damaged.
pub(super) async fn ready(State(reception): State<Reception>) -> Result<Response, Error> {
    match reception.store().is_ready().await {
        Ok(true) => Ok(said("ready\n")),
        Ok(false) => Err(Trouble::Unavailable.into()),
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
