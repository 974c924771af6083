//! Searching, and the machine twins of what is found.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Keeping, Packed, Page};
use super::error::Error;
use super::gathered;
use super::negotiation::Coding;
use super::parameters::{Parameters, Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{ListingQuery, SearchQuery, Slug, Sort};
use crate::export::{self, Format, MOST_IN_FEED, MOST_RECORDS, OfList, SearchWriter, Whole};
use crate::search::{Answer, Found, LAST_RESULT, RESULTS};
use crate::store::Filter;
use crate::view::{Feed, Notice, SearchPage, Trouble};

/// The last page of results from which records are given: results are counted in 32 bits.
const LAST_RECORDS_PAGE: u32 = 100_000_000;

/// The parameters of a search beside its words.
pub(super) const NAMES: [&str; 8] =
    ["from", "to", "year", "archive", "language", "person", "sort", "page"];

/// `/search`: the page, or the twin that the client would rather have.
pub(super) async fn search(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    match negotiated(&reader.headers, &export::of_list(&export::SEARCH)) {
        Some(format) => written(&reception, &reader.headers, &wished, format, BY_TYPE).await,
        None => page(&reception, &reader, &wished).await,
    }
}

/// `/search.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let formats = export::of_list(&export::SEARCH);
    let format = export::by_suffix(&formats, &suffix);
    let goes_on = format.is_some_and(|format| matches!(format.write, OfList::Whole(_)));
    let wished = if goes_on { Wished::of_records(&query) } else { Wished::read(&query) };
    let Some(format) = format else {
        let page = reader.links(reception.links()).search(&wished.query);
        let path = |suffix| reception.links().search_twin(suffix, &wished.query);
        return Err(suffix_unknown(&suffix, page, &formats, path));
    };
    written(&reception, &reader.headers, &wished, format, BY_CODING).await
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

    /// The search whose records are asked for: they go on behind the last page that is shown.
    fn of_records(query: &Query) -> Self {
        Self::up_to(LAST_RECORDS_PAGE, query, query.parameters(&NAMES))
    }

    /// The search in an address whose parameters may hold others beside it.
    pub(super) fn from_parameters(query: &Query, parameters: Parameters) -> Self {
        let last = u32::try_from(LAST_RESULT / RESULTS).unwrap_or(u32::MAX);
        Self::up_to(last, query, parameters)
    }

    fn up_to(last: u32, query: &Query, mut parameters: Parameters) -> Self {
        let sort = parameters.read("sort", Sort::parse).unwrap_or_default();
        let in_range = |page: &str| {
            let plain = page.bytes().all(|byte| byte.is_ascii_digit());
            page.parse().ok().filter(|page| plain && (1..=last).contains(page))
        };
        let page = parameters.read("page", in_range).unwrap_or(1);
        let (narrowing, filter, unreadable) = super::listing::narrowing(parameters);
        let narrowing = ListingQuery { after: None, before: None, ..narrowing };
        let query = SearchQuery { q: query.words("q"), narrowing, sort, page };
        Self { query, filter, unreadable }
    }
}

async fn page(reception: &Reception, reader: &Reader, wished: &Wished) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    let name = format!("search {query:?} {unreadable:?}");
    let make = async || {
        let store = reception.store();
        let mut answer = store.answer(&query.q, filter, query.sort, query.page).await?;
        store.introduce_found(&mut answer.found).await?;
        let room = reception.room_for(reader).await?;
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        Ok(Content::try_from(Page(SearchPage::new(&room, query, &answer, &notices)))?)
    };
    match reception.page_found(reader, name, BY_TYPE, make).await {
        Err(Error::Trouble(Trouble::SearchTooBroad, _)) => {
            too_broad(reception, reader, query).await
        }
        answer => answer,
    }
}

/// The page of a search that took too long: it says so, and is not kept.
async fn too_broad(
    reception: &Reception,
    reader: &Reader,
    query: &SearchQuery,
) -> Result<Response, Error> {
    let room = reception.room_for(reader).await?;
    let notices = [Notice::SearchTooBroad];
    let page = Page(SearchPage::new(&room, query, &Answer::default(), &notices));
    let page = Dispatch::from(Content::try_from(page)?).in_language(reader.interface.tag());
    let packed = Packed::new(page, Coding::Identity);
    Ok(packed.answer(&reader.headers, Keeping::Asking, reader.varies(BY_TYPE)))
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    wished: &Wished,
    format: &Format<OfList<SearchWriter>>,
    varies: &'static str,
) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    Unreadable::refuse(unreadable.iter())?;
    let name = format!("search.{} {query:?}", format.suffix);
    let make = async || match format.write {
        OfList::Page(write) => {
            let answer = reception.store().answer(&query.q, filter, query.sort, query.page).await?;
            let body = write(reception.room().await?.desk(), query, &answer).into_bytes();
            Ok(Dispatch::from(Content { media_type: format.media_type.into(), body }))
        }
        OfList::Whole(write) => records(reception, wished, (format, write)).await,
        OfList::Feed => feed(reception, wished).await,
    };
    reception.answer_found(headers, name, varies, make).await
}

/// A file of all that the page of results leads through, and of what comes behind.
async fn records<W>(
    reception: &Reception,
    wished: &Wished,
    written: (&Format<W>, Whole),
) -> Result<Dispatch, Error> {
    let Wished { query, filter, .. } = wished;
    let store = reception.store();
    let answer = store.answer(&query.q, filter, query.sort, 1).await?;
    let searched = answer.eased.as_ref().map_or(query.q.as_str(), |step| step.text.as_str());
    let asked = store.asked(searched, filter).await?;
    let before = u64::from(query.page.saturating_sub(1)) * RESULTS;
    let (ids, total) = if asked.is_any() {
        store.identifiers_found(&asked, query.sort, before, MOST_RECORDS.into()).await?
    } else {
        (Vec::new(), 0)
    };
    let pages = MOST_RECORDS / u32::try_from(RESULTS).unwrap_or(1);
    let rest = SearchQuery { page: query.page.saturating_add(pages), ..query.clone() };
    let next = (before + u64::from(MOST_RECORDS) < total && rest.page <= LAST_RECORDS_PAGE)
        .then(|| reception.links().search_twin(written.0.suffix, &rest));
    let page = reception.links().search(query);
    reception.gathered(&ids, page, written, next).await
}

/// The feed of what answers the search as it was typed: who follows it wants nothing else.
async fn feed(reception: &Reception, wished: &Wished) -> Result<Dispatch, Error> {
    let Wished { query, filter, .. } = wished;
    let store = reception.store();
    let asked = store.asked(&query.q, filter).await?;
    let found = if asked.is_any() {
        store.found_behind(&asked, Sort::Changed, 0, MOST_IN_FEED.into()).await?
    } else {
        Found::default()
    };
    let ids: Vec<Slug> = found.hits.iter().map(|hit| hit.entry.id.clone()).collect();
    let records = reception.records(&ids).await?;
    gathered::feed(&Feed::of_search(&reception.room().await?, query, &found, &records))
}
