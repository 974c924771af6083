//! What programs can ask for: the page about it, and the description that machines read.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::BY_CODING;
use crate::view::{ApiPage, openapi};

/// `/api`.
pub(super) async fn page(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let room = reception.room_for(&reader).await?;
        let sample = reception.store().identifiers(None, 1).await?;
        Ok(Content::try_from(Page(ApiPage::new(&room, sample.first().map(|(id, _)| id))))?)
    };
    reception.page(&reader, "api".to_owned(), BY_CODING, make).await
}

/// `/openapi.json`.
pub(super) async fn description(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let body = openapi(&reception.room().await?).into_bytes();
        Ok(Content { media_type: "application/json".into(), body })
    };
    reception.answer(&headers, "openapi".to_owned(), BY_CODING, make).await
}
