//! The report of the last ingest: its page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::export::{self, Format, ReportWriter};
use crate::view::IngestPage;

/// Files on a page of the report, and in a file of it.
const ON_A_PAGE: u32 = 200;
const IN_A_FILE: u32 = 2_000;

/// `/ingest`: the page, or the twin that the client would rather have.
pub(super) async fn report(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let after = behind(&query);
    if let Some(format) = negotiated(&reader.headers, &export::REPORT) {
        return written(&reception, &reader.headers, after?, format, BY_TYPE).await;
    }
    let after = after.unwrap_or_default();
    let name = format!("ingest {after:?}");
    let make = async |reception: Reception| {
        let report = reception.store().ingest_page(after.as_deref(), ON_A_PAGE).await?;
        let room = reception.room_for(&reader).await?;
        Ok(Content::try_from(Page(IngestPage::new(&room, &report, after.as_deref())))?)
    };
    reception.page(&reader, name, BY_TYPE, make).await
}

/// The file behind which the report is asked for.
fn behind(query: &Query) -> Result<Option<String>, Error> {
    let mut parameters = query.parameters(&["after"]);
    let after = parameters.take("after");
    Unreadable::refuse(parameters.unreadable.iter())?;
    Ok(after)
}

/// `/ingest.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let Some(format) = export::by_suffix(&export::REPORT, &suffix) else {
        let page = reader.links(reception.links()).ingest();
        let path = |_| reception.links().ingest_json();
        return Err(suffix_unknown(&suffix, page, &export::REPORT, path));
    };
    written(&reception, &reader.headers, behind(&query)?, format, BY_CODING).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    after: Option<String>,
    format: &'static Format<ReportWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let name = format!("ingest.{} {after:?}", format.suffix);
    let make = async |reception: Reception| {
        let report = reception.store().ingest_page(after.as_deref(), IN_A_FILE).await?;
        let body = (format.write)(reception.room().await?.desk(), &report);
        Ok(Content { media_type: format.media_type.into(), body: body.into_bytes() })
    };
    reception.answer(headers, name, varies, make).await
}
