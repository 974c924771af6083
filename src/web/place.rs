//! A place within a document, as it is shared and cited: `/documents/ID/p14?edition=HASH`.
//!
//! It leads to the place on the page, in the current edition where the words still stand there
//! unchanged, else in the edition cited. Its redirects are for this moment only: the next edition
//! may change them. The place by itself, as data or text, is its twin: it holds the words of the
//! edition that is asked for, whatever became of them since.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Reception;
use super::answer::Content;
use super::error::Error;
use super::holding::EditionHash;
use super::parameters::{Query, Unreadable};
use super::passage::{Passage, passage};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use super::{document, history, source};
use crate::address::{Anchor, Slug, split_suffix};
use crate::document::Holding;
use crate::export::{self, Excerpt, ExcerptWriter, Format};
use crate::view::{Place, Trouble};

/// `/documents/{id}/{place}`: the source, its bytes, the links to its files, the history, a place in
/// the text, or a twin of these.
pub(super) async fn place(
    State(reception): State<Reception>,
    Path((id, place)): Path<(String, String)>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let Some(id) = Slug::parse(&id) else { return Err(reception.unknown(&id).await) };
    match place.as_str() {
        "source" => source::page(&reception, &id, &query, &reader).await,
        "linkset.json" => document::linkset(&reception, &id, &query, &reader.headers).await,
        "source.txt" => source::bytes(&reception, &id, &query, &reader.headers).await,
        _ => {
            let (name, suffix) = split_suffix(&place);
            if name == "history" {
                return history::history(&reception, &id, suffix, &query, &reader).await;
            }
            let cited = Cited::read(name, &query)?;
            let format = match suffix {
                None => match negotiated(&reader.headers, &export::EXCERPT) {
                    Some(format) => (format, BY_TYPE),
                    None => return cited.page(&reception, &reader, &id).await,
                },
                Some(suffix) => match export::by_suffix(&export::EXCERPT, suffix) {
                    Some(format) => (format, BY_CODING),
                    None => return Err(cited.suffix_unknown(&reception, &id, suffix).await?),
                },
            };
            cited.twin(&reception, &id, &reader.headers, format).await
        }
    }
}

/// A place as an address names it.
struct Cited {
    /// The words of the address.
    name: String,
    /// What they mean, if anything.
    anchor: Option<Anchor>,
    edition: Option<EditionHash>,
    /// The last of several paragraphs that a twin's citations are to name.
    to: Option<u32>,
}

/// A place that was found.
struct Found {
    anchor: Anchor,
    current: Holding,
    /// The edition that was asked for, where it is an earlier one.
    cited: Option<Holding>,
}

impl Cited {
    fn read(name: &str, query: &Query) -> Result<Self, Error> {
        let mut parameters = query.parameters(&["edition", "to"]);
        let edition = parameters.read("edition", EditionHash::parse);
        let to = parameters.read("to", |to| to.parse().ok());
        Unreadable::refuse(parameters.unreadable.iter())?;
        Ok(Self { name: name.to_owned(), anchor: Anchor::parse(name), edition, to })
    }

    fn edition(&self) -> Option<&str> {
        self.edition.as_ref().map(EditionHash::as_str)
    }

    /// The place in the edition that is asked for. `elsewhere` makes the path of the same place of
    /// another document.
    async fn found(
        &self,
        reception: &Reception,
        id: &Slug,
        elsewhere: impl FnOnce(&Slug, &Anchor) -> String,
    ) -> Result<Found, Error> {
        let Some(anchor) = self.anchor.clone() else {
            let current = reception.current(id, |to| reception.links().document(to)).await?;
            return Err(place_unknown(&current, &self.name, None));
        };
        let current = reception.current(id, |to| elsewhere(to, &anchor)).await?;
        let cited = reception.earlier(&current, self.edition.as_ref()).await?;
        ensure(&anchor, cited.as_ref().unwrap_or(&current))?;
        Ok(Found { anchor, current, cited })
    }

    /// The way to the place on the page.
    async fn page(
        &self,
        reception: &Reception,
        reader: &Reader,
        id: &Slug,
    ) -> Result<Response, Error> {
        let links = reader.links(reception.links());
        let elsewhere = |to: &Slug, anchor: &Anchor| {
            reader.carried.on(&links.place(to, anchor, self.edition()))
        };
        let found = self.found(reception, id, elsewhere).await?;
        let path = match (found.in_current(), &found.cited) {
            (None, Some(cited)) => {
                links.place_on_page(id, &found.anchor, Some(cited.edition.short()))
            }
            (anchor, _) => links.place_on_page(id, &anchor.unwrap_or(found.anchor), None),
        };
        let location = HeaderValue::from_str(&path).map_err(Error::internal)?;
        let headers = [
            (header::LOCATION, location),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, HeaderValue::from_static("Accept")),
        ];
        Ok((StatusCode::FOUND, headers).into_response())
    }

    /// The place by itself, always in the words of the edition that is asked for.
    async fn twin(
        &self,
        reception: &Reception,
        id: &Slug,
        headers: &HeaderMap,
        (format, varies): (&'static Format<ExcerptWriter>, &'static str),
    ) -> Result<Response, Error> {
        let Self { name, edition, to, .. } = self;
        let name = format!("place {id}/{name}.{} {edition:?} {to:?}", format.suffix);
        let make = async |reception: Reception| {
            let links = reception.links();
            let elsewhere = |to: &Slug, anchor: &Anchor| {
                links.place_twin(to, anchor, format.suffix, self.edition())
            };
            let found = self.found(&reception, id, elsewhere).await?;
            let holding = found.cited.as_ref().unwrap_or(&found.current);
            let excerpt = Excerpt::at(holding, found.anchor.clone(), found.in_current())
                .ok_or_else(|| place_unknown(holding, &self.name, None))?;
            let excerpt = match self.to {
                Some(to) => excerpt.cited_through(to).ok_or_else(|| {
                    place_unknown(holding, &format!("{}?to={to}", self.name), None)
                })?,
                None => excerpt,
            };
            let body = (format.write)(reception.room().await?.desk(), &excerpt)
                .map_err(Error::internal)?;
            Ok(Content { media_type: format.media_type.into(), body })
        };
        reception.answer(headers, name, varies, make).await
    }

    /// That the place has no such twin, but others.
    async fn suffix_unknown(
        &self,
        reception: &Reception,
        id: &Slug,
        suffix: &str,
    ) -> Result<Error, Error> {
        let links = reception.links();
        let elsewhere =
            |to: &Slug, anchor: &Anchor| links.place_twin(to, anchor, suffix, self.edition());
        let Found { anchor, .. } = self.found(reception, id, elsewhere).await?;
        let page = links.place(id, &anchor, self.edition());
        let path = |suffix| links.place_twin(id, &anchor, suffix, self.edition());
        Ok(suffix_unknown(suffix, page, &export::EXCERPT, path))
    }
}

impl Found {
    /// Where the words stand in the current edition, if they are unchanged there.
    fn in_current(&self) -> Option<Anchor> {
        let Some(cited) = &self.cited else { return Some(self.anchor.clone()) };
        match passage(&self.anchor, &cited.document, &self.current.document) {
            Passage::Stands(anchor) => Some(anchor),
            Passage::Changed(_) => None,
        }
    }
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
