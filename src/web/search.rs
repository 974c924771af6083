//! Searching, and the machine twins of what is found.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::parameters::{Parameters, Query, Unreadable};
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{ListingQuery, SearchQuery, Sort};
use crate::export::{self, Format};
use crate::search::{LAST_RESULT, RESULTS};
use crate::store::Filter;
use crate::view::{SEARCH, SearchPage, SearchWriter};

/// The parameters of a search beside its words.
pub(super) const NAMES: [&str; 8] =
    ["from", "to", "year", "archive", "language", "person", "sort", "page"];

/// `/search`: the page, or the twin that the client would rather have.
pub(super) async fn search(
    State(reception): State<Reception>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    match negotiated(&headers, &SEARCH) {
        Some(format) => written(&reception, &headers, &wished, format, BY_TYPE).await,
        None => page(&reception, &headers, &wished).await,
    }
}

/// `/search.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    let Some(format) = export::by_suffix(&SEARCH, &suffix) else {
        let page = reception.links().search(&wished.query);
        let path = |suffix| reception.links().search_twin(suffix, &wished.query);
        return Err(suffix_unknown(&suffix, page, &SEARCH, path));
    };
    written(&reception, &headers, &wished, format, BY_CODING).await
}

/// What a search's address asks for, as far as it can be read.
pub(super) struct Wished {
    pub(super) query: SearchQuery,
    pub(super) filter: Filter,
    pub(super) unreadable: Vec<Unreadable>,
}

impl Wished {
    fn read(query: &Query) -> Self {
        Self::from_parameters(query, query.parameters(&NAMES))
    }

    /// The search in an address whose parameters may hold others beside it.
    pub(super) fn from_parameters(query: &Query, mut parameters: Parameters) -> Self {
        let sort = parameters.read("sort", Sort::parse).unwrap_or_default();
        let last = u32::try_from(LAST_RESULT / RESULTS).unwrap_or(u32::MAX);
        let in_range = |page: &str| page.parse().ok().filter(|page| (1..=last).contains(page));
        let page = parameters.read("page", in_range).unwrap_or(1);
        let (narrowing, filter, unreadable) = super::listing::narrowing(parameters);
        let narrowing = ListingQuery { after: None, before: None, ..narrowing };
        let query = SearchQuery { q: query.words("q"), narrowing, sort, page };
        Self { query, filter, unreadable }
    }
}

async fn page(
    reception: &Reception,
    headers: &HeaderMap,
    wished: &Wished,
) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    let name = format!("search {query:?} {unreadable:?}");
    let make = async || {
        let answer = reception.store().answer(&query.q, filter, query.sort, query.page).await?;
        let room = reception.room().await?;
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        Ok(Content::try_from(Page(SearchPage::new(&room, query, &answer, &notices)))?)
    };
    reception.answer(headers, name, BY_TYPE, make).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    wished: &Wished,
    format: &'static Format<SearchWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    Unreadable::refuse(unreadable.iter())?;
    let name = format!("search.{} {query:?}", format.suffix);
    let make = async || {
        let answer = reception.store().answer(&query.q, filter, query.sort, query.page).await?;
        let room = reception.room().await?;
        let body = (format.write)(&room, query, &answer)?.into_bytes();
        Ok(Content { media_type: format.media_type.into(), body })
    };
    reception.answer(headers, name, varies, make).await
}
