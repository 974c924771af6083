//! The listing's page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::gathered;
use super::parameters::{Parameters, Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{ListingQuery, Slug};
use crate::authority::{Entity, EntityKind};
use crate::export::{self, Format, ListingWriter, MOST_IN_FEED, MOST_RECORDS, OfList};
use crate::store::Filter;
use crate::view::{Feed, ListingPage};

/// People whom the listing offers to choose from.
const MOST_PEOPLE: u32 = 100;

/// `/documents`: the page, or the twin that the client would rather have.
pub(super) async fn listing(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    match negotiated(&reader.headers, &export::of_list(&export::LISTING)) {
        Some(format) => written(&reception, &reader.headers, &wished, format, BY_TYPE).await,
        None => page(&reception, &reader, &wished).await,
    }
}

/// `/documents.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    let formats = export::of_list(&export::LISTING);
    let Some(format) = export::by_suffix(&formats, &suffix) else {
        let page = reader.links(reception.links()).documents(&wished.query);
        let path = |suffix| reception.links().documents_twin(suffix, &wished.query);
        return Err(suffix_unknown(&suffix, page, &formats, path));
    };
    written(&reception, &reader.headers, &wished, format, BY_CODING).await
}

/// What a listing's address asks for, as far as it can be read.
pub(super) struct Wished {
    pub(super) query: ListingQuery,
    pub(super) filter: Filter,
    pub(super) unreadable: Vec<Unreadable>,
}

impl Wished {
    pub(super) fn read(query: &Query) -> Self {
        let names = ["from", "to", "year", "archive", "language", "person", "after", "before"];
        let (query, filter, unreadable) = narrowing(query.parameters(&names));
        Self { query, filter, unreadable }
    }
}

/// The filters of a listing or a search, and which of them cannot be read; these are left out.
pub(super) fn narrowing(mut parameters: Parameters) -> (ListingQuery, Filter, Vec<Unreadable>) {
    let mut query = ListingQuery {
        from: parameters.take("from"),
        to: parameters.take("to"),
        year: parameters.take("year"),
        archive: parameters.take("archive"),
        language: parameters.take("language"),
        person: parameters.take("person"),
        after: parameters.take("after"),
        before: parameters.take("before"),
    };
    let (filter, unfit) = Filter::parse(&query);
    let mut unreadable = parameters.unreadable;
    for name in unfit {
        let value = match name {
            "from" => query.from.take(),
            "to" => query.to.take(),
            "year" => query.year.take(),
            "language" => query.language.take(),
            "person" => query.person.take(),
            "after" => query.after.take(),
            "before" => query.before.take(),
            _ => None,
        };
        unreadable.push(Unreadable { name, value: value.unwrap_or_default() });
    }
    (query, filter, unreadable)
}

async fn page(reception: &Reception, reader: &Reader, wished: &Wished) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    let name = format!("listing {query:?} {unreadable:?}");
    let make = async |reception: Reception| {
        let mut listing = reception.store().listing(filter).await?;
        reception.store().introduce(&mut listing.entries).await?;
        let coverage = reception.store().coverage_with(query.archive.as_deref()).await?;
        let room = reception.room_for(reader).await?;
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        let people = people(&reception, query).await?;
        let page = ListingPage::new(&room, query, &listing, &coverage, &notices);
        Ok(Content::try_from(Page(page.offering(query, &people)))?)
    };
    reception.page(reader, name, BY_TYPE, make).await
}

/// The people that stand in most documents and the one who is chosen, by name: identifier, name and
/// number of documents.
async fn people(
    reception: &Reception,
    query: &ListingQuery,
) -> Result<Vec<(Slug, String, u64)>, Error> {
    let lexicon = reception.store().lexicon();
    let mut frequent = reception.store().frequent_people(MOST_PEOPLE).await?;
    if let Some(id) = query.person.as_deref().and_then(Slug::parse)
        && frequent.iter().all(|(known, _)| *known != id)
    {
        let entity = Entity { kind: EntityKind::Person, id };
        let presences = reception.store().presences(std::slice::from_ref(&entity)).await?;
        let documents = presences.get(&entity).map_or(0, |presence| presence.documents);
        frequent.push((entity.id, documents));
    }
    let mut people: Vec<(Slug, String, u64)> = frequent
        .into_iter()
        .filter_map(|(id, documents)| {
            let entity = Entity { kind: EntityKind::Person, id };
            let name = lexicon.authority().entry(&entity)?.name.clone();
            Some((entity.id, name, documents))
        })
        .collect();
    people.sort_by_cached_key(|(_, name, _)| name.to_lowercase());
    Ok(people)
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    wished: &Wished,
    format: &Format<OfList<ListingWriter>>,
    varies: &'static str,
) -> Result<Response, Error> {
    let Wished { query, filter, unreadable } = wished;
    Unreadable::refuse(unreadable.iter())?;
    let name = format!("listing.{} {query:?}", format.suffix);
    let make = async |reception: Reception| match format.write {
        OfList::Page(write) => {
            let listing = reception.store().listing(filter).await?;
            let body = write(reception.room().await?.desk(), query, &listing).into_bytes();
            Ok(Dispatch::from(Content { media_type: format.media_type.into(), body }))
        }
        OfList::Whole(write) => {
            let gathered = reception.store().gathered(filter, MOST_RECORDS).await?;
            let rest = |after| ListingQuery { after: Some(after), ..query.at_beginning() };
            let path = |after| reception.links().documents_twin(format.suffix, &rest(after));
            let next = gathered.next.map(path);
            let page = reception.links().documents(query);
            reception.gathered(&gathered.ids, page, (format, write), next).await
        }
        OfList::Feed => {
            let last = reception.store().changed_last(filter, MOST_IN_FEED).await?;
            let records = reception.records(&last.ids).await?;
            let room = reception.room().await?;
            let person = person_name(&reception, query);
            let person = person.as_deref();
            gathered::feed(&Feed::of_listing(&room, query, person, &records, last.total))
        }
    };
    reception.answer(headers, name, varies, make).await
}

/// The name of the person that the listing is narrowed to.
fn person_name(reception: &Reception, query: &ListingQuery) -> Option<String> {
    let id = Slug::parse(query.person.as_deref()?)?;
    let entity = Entity { kind: EntityKind::Person, id };
    Some(reception.store().lexicon().authority().entry(&entity)?.name.clone())
}
