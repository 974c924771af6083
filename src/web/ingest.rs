//! The report of the last ingest: its page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::export::{self, Format, ReportWriter};
use crate::view::IngestPage;

/// `/ingest`: the page, or the twin that the client would rather have.
pub(super) async fn report(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    if let Some(format) = negotiated(&reader.headers, &export::REPORT) {
        return written(&reception, &reader.headers, format, BY_TYPE).await;
    }
    let make = async |reception: Reception| {
        let report = reception.store().ingest_report().await?;
        let room = reception.room_for(&reader).await?;
        Ok(Content::try_from(Page(IngestPage::new(&room, &report)))?)
    };
    reception.page(&reader, "ingest".to_owned(), BY_TYPE, make).await
}

/// `/ingest.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    reader: Reader,
) -> Result<Response, Error> {
    let Some(format) = export::by_suffix(&export::REPORT, &suffix) else {
        let page = reader.links(reception.links()).ingest();
        let path = |_| reception.links().ingest_json();
        return Err(suffix_unknown(&suffix, page, &export::REPORT, path));
    };
    written(&reception, &reader.headers, format, BY_CODING).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    format: &'static Format<ReportWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let report = reception.store().ingest_report().await?;
        let body = (format.write)(reception.room().await?.desk(), &report);
        Ok(Content { media_type: format.media_type.into(), body: body.into_bytes() })
    };
    reception.answer(headers, format!("ingest.{}", format.suffix), varies, make).await
}
