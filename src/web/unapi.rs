//! Records by identifier and format, as reference managers ask for them (unAPI, version 1).
//!
//! Without an identifier the answer names the formats that there are; with one alone it is 300 and
//! the same; with a format it is the document's twin in that format. A document that moved leads to
//! where it is now, one that was withdrawn is 410.

use askama::Template as _;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Reception;
use super::answer::Content;
use super::document;
use super::error::Error;
use super::parameters::{Query, Unreadable};
use super::twin::BY_CODING;
use crate::address::Slug;
use crate::export;
use crate::view::{Trouble, UnapiFormats};

/// `/unapi`.
pub(super) async fn unapi(
    State(reception): State<Reception>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["id", "format"]);
    let (id, format) = (parameters.take("id"), parameters.take("format"));
    Unreadable::refuse(parameters.unreadable.iter())?;
    let Some(id) = id else { return formats(&reception, &headers, None).await };
    let Some(id) = Slug::parse(&id) else { return Err(reception.unknown(&id).await) };
    let Some(format) = format else {
        let elsewhere = |to: &Slug| reception.links().unapi_of(to);
        reception.current(&id, elsewhere).await?;
        let mut answer = formats(&reception, &headers, Some(id)).await?;
        if answer.status() == StatusCode::OK {
            *answer.status_mut() = StatusCode::MULTIPLE_CHOICES;
        }
        return Ok(answer);
    };
    if let Some((_, format)) = export::unapi_formats().find(|(name, _)| *name == format) {
        return document::record(&reception, &headers, &id, format).await;
    }
    // An identifier that is unknown is said before a format that is.
    reception.current(&id, |to| reception.links().unapi_of(to)).await?;
    Err(Trouble::FormatUnknown { format }.into())
}

/// The formats of a document, or of all.
async fn formats(
    reception: &Reception,
    headers: &HeaderMap,
    id: Option<Slug>,
) -> Result<Response, Error> {
    let name = format!("unapi {id:?}");
    let make = async |_| {
        let body = UnapiFormats::new(id).render()?.into_bytes();
        Ok(Content { media_type: "application/xml; charset=utf-8".into(), body })
    };
    reception.answer(headers, name, BY_CODING, make).await
}
