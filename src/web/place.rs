//! A place within a document, as it is shared and cited: `/documents/ID/p14?edition=HASH`.
//!
//! It leads to the place on the page, in the current edition where the words still stand there
//! unchanged, else in the edition cited. Its redirects are for this moment only: the next edition
//! may change them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Reception;
use super::error::Error;
use super::holding::EditionHash;
use super::parameters::{Query, Unreadable};
use super::passage::{Passage, passage};
use super::{document, source};
use crate::address::{Anchor, Slug};
use crate::document::Holding;
use crate::view::{Place, Trouble};

/// `/documents/{id}/{place}`: the source, its bytes, the links to its files, or a place in the text.
pub(super) async fn place(
    State(reception): State<Reception>,
    Path((id, place)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Some(id) = Slug::parse(&id) else { return Err(reception.unknown(&id).await) };
    match place.as_str() {
        "source" => source::page(&reception, &id, &query, &headers).await,
        "linkset.json" => document::linkset(&reception, &id, &query, &headers).await,
        "source.txt" => source::bytes(&reception, &id, &query, &headers).await,
        _ => anchored(&reception, &id, &place, &query).await,
    }
}

async fn anchored(
    reception: &Reception,
    id: &Slug,
    place: &str,
    query: &Query,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["edition"]);
    let hash = parameters.read("edition", EditionHash::parse);
    Unreadable::refuse(parameters.unreadable.iter())?;
    let Some(anchor) = Anchor::parse(place) else {
        let current = reception.current(id, |to| reception.links().document(to)).await?;
        return Err(place_unknown(&current, place, None));
    };
    let edition = hash.as_ref().map(EditionHash::as_str);
    let elsewhere = |to: &Slug| reception.links().place(to, &anchor, edition);
    let current = reception.current(id, elsewhere).await?;
    let cited = reception.earlier(&current, hash.as_ref()).await?;
    let path = match &cited {
        None => {
            ensure(&anchor, &current)?;
            reception.links().place_on_page(id, &anchor, None)
        }
        Some(cited) => {
            ensure(&anchor, cited)?;
            match passage(&anchor, &cited.document, &current.document) {
                Passage::Stands(anchor) => reception.links().place_on_page(id, &anchor, None),
                Passage::Changed(_) => {
                    let edition = Some(cited.edition.short());
                    reception.links().place_on_page(id, &anchor, edition)
                }
            }
        }
    };
    let location = HeaderValue::from_str(&path).map_err(Error::internal)?;
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((StatusCode::FOUND, headers).into_response())
}

/// That the document has the place.
fn ensure(anchor: &Anchor, holding: &Holding) -> Result<(), Error> {
    match Place::of(anchor, &holding.document) {
        Place::Here => Ok(()),
        Place::Beyond(last) => Err(place_unknown(holding, &anchor.to_string(), Some(last))),
        Place::NoSuchText => Err(place_unknown(holding, &anchor.to_string(), None)),
    }
}

fn place_unknown(holding: &Holding, place: &str, count: Option<u32>) -> Error {
    Trouble::PlaceUnknown { id: holding.id.clone(), place: place.to_owned(), count }.into()
}
