//! The room's feeds, and what browsers read to search it.

use askama::Template as _;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::Content;
use super::error::Error;
use super::gathered;
use super::twin::BY_CODING;
use crate::export::{MOST_IN_FEED, json};
use crate::store::Filter;
use crate::view::{Feed, OpenSearch};

/// The most corrections that their feed holds.
const MOST_CORRECTIONS: u32 = 100;

/// `/feed.atom`.
pub(super) async fn atom(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let last = reception.store().changed_last(&Filter::default(), MOST_IN_FEED).await?;
        let records = reception.records(&last.ids).await?;
        gathered::feed(&Feed::of_room(&reception.room().await?, &records, last.total))
    };
    reception.answer(&headers, "feed.atom".to_owned(), BY_CODING, make).await
}

/// `/feed.json`.
pub(super) async fn json_feed(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let last = reception.store().changed_last(&Filter::default(), MOST_IN_FEED).await?;
        let records = reception.records(&last.ids).await?;
        let body = json::feed(reception.room().await?.desk(), &records).into_bytes();
        Ok(Content { media_type: json::FEED_MEDIA_TYPE.into(), body })
    };
    reception.answer(&headers, "feed.json".to_owned(), BY_CODING, make).await
}

/// `/corrections.atom`.
pub(super) async fn corrections(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let corrections = reception.store().corrections(MOST_CORRECTIONS).await?;
        gathered::feed(&Feed::of_corrections(&reception.room().await?, &corrections))
    };
    reception.answer(&headers, "corrections.atom".to_owned(), BY_CODING, make).await
}

/// `/opensearch.xml`.
pub(super) async fn opensearch(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let body = OpenSearch::new(&reception.room().await?).render()?.into_bytes();
        let media_type = "application/opensearchdescription+xml; charset=utf-8".into();
        Ok(Content { media_type, body })
    };
    reception.answer(&headers, "opensearch".to_owned(), BY_CODING, make).await
}
