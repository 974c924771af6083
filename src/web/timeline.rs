//! The documents over time: the page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::export::{self, Format, TimelineWriter};
use crate::view::TimelinePage;

/// `/timeline`: the page, or the twin that the client would rather have.
pub(super) async fn timeline(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    if let Some(format) = negotiated(&reader.headers, &export::TIMELINE) {
        return written(&reception, &reader.headers, format, BY_TYPE).await;
    }
    let make = async |reception: Reception| {
        let timeline = reception.store().timeline().await?;
        let room = reception.room_for(&reader).await?;
        Ok(Content::try_from(Page(TimelinePage::new(&room, &timeline)))?)
    };
    reception.page(&reader, "timeline".to_owned(), BY_TYPE, make).await
}

/// `/timeline.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    reader: Reader,
) -> Result<Response, Error> {
    let Some(format) = export::by_suffix(&export::TIMELINE, &suffix) else {
        let page = reader.links(reception.links()).timeline();
        let path = |suffix| reception.links().timeline_twin(suffix);
        return Err(suffix_unknown(&suffix, page, &export::TIMELINE, path));
    };
    written(&reception, &reader.headers, format, BY_CODING).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    format: &'static Format<TimelineWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let timeline = reception.store().timeline().await?;
        let body = (format.write)(reception.room().await?.desk(), &timeline);
        Ok(Content { media_type: format.media_type.into(), body: body.into_bytes() })
    };
    reception.answer(headers, format!("timeline.{}", format.suffix), varies, make).await
}
