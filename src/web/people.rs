//! The persons: their list, each of them, and their machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::gathered;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{ListingQuery, Slug, split_suffix};
use crate::authority::{Entity, EntityKind, Entry};
use crate::export::{self, Format, MOST_IN_FEED, MOST_RECORDS, OfList, PeopleWriter, PersonWriter};
use crate::search::Lexicon;
use crate::store::{Filter, MentionKey};
use crate::view::{Feed, MOST_PAGES, PEOPLE_ON_A_PAGE, PeoplePage, PersonPage, Trouble};

/// `/people`: a page of the list, or who has the name that is asked for.
pub(super) async fn people(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["page", "name"]);
    if let Some(name) = parameters.take("name") {
        return named(&reception, &reader, &name, None);
    }
    let page = parameters.read("page", page_number).unwrap_or(1);
    match negotiated(&reader.headers, &export::PEOPLE) {
        Some(format) => {
            Unreadable::refuse(parameters.unreadable.iter())?;
            list_written(&reception, &reader.headers, page, format, BY_TYPE).await
        }
        None => list(&reception, &reader, page, &parameters.unreadable).await,
    }
}

/// `/people.{suffix}`.
pub(super) async fn people_twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["page"]);
    let page = parameters.read("page", page_number);
    Unreadable::refuse(parameters.unreadable.iter())?;
    let page = page.unwrap_or(1);
    let Some(format) = export::by_suffix(&export::PEOPLE, &suffix) else {
        let path = |suffix| reception.links().people_twin(suffix, page);
        return Err(suffix_unknown(
            &suffix,
            reader.links(reception.links()).people(page),
            &export::PEOPLE,
            path,
        ));
    };
    list_written(&reception, &reader.headers, page, format, BY_CODING).await
}

/// `/people/{file}`: a person by identifier, or by any spelling of the name.
pub(super) async fn person(
    State(reception): State<Reception>,
    Path(file): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let lexicon = reception.store().lexicon();
    let (name, suffix) = split_suffix(&file);
    let Some(entry) = Slug::parse(name).and_then(|id| person_entry(&lexicon, id)) else {
        let formats = export::of_list(&export::PERSON);
        let suffix = suffix.filter(|suffix| export::by_suffix(&formats, suffix).is_some());
        return named(&reception, &reader, if suffix.is_some() { name } else { &file }, suffix);
    };
    let mut parameters = query.parameters(&["after"]);
    let read = |text: &str| Some((text.to_owned(), MentionKey::parse(text)?));
    let (after, key) = parameters.read("after", read).unzip();
    let id = &entry.entity.id;
    let asked = AskedPerson { entry: entry.clone(), after, key, unreadable: parameters.unreadable };
    let formats = export::of_list(&export::PERSON);
    let Some(suffix) = suffix else {
        return match negotiated(&reader.headers, &formats) {
            Some(format) => {
                written(&reception, &reader.headers, &lexicon, &asked, format, BY_TYPE).await
            }
            None => page(&reception, &reader, &lexicon, &asked).await,
        };
    };
    let Some(format) = export::by_suffix(&formats, suffix) else {
        let path = |suffix| reception.links().person_twin(id, suffix, None);
        let page = reader.links(reception.links()).person(id, None);
        return Err(suffix_unknown(suffix, page, &formats, path));
    };
    written(&reception, &reader.headers, &lexicon, &asked, format, BY_CODING).await
}

/// A person with the place from which the mentions are asked for.
struct AskedPerson {
    entry: Entry,
    after: Option<String>,
    key: Option<MentionKey>,
    unreadable: Vec<Unreadable>,
}

/// A page's number from 1.
fn page_number(text: &str) -> Option<usize> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|page| plain && (1..=MOST_PAGES).contains(page))?;
    usize::try_from(number).ok()
}

fn person_entry(lexicon: &Lexicon, id: Slug) -> Option<&Entry> {
    lexicon.authority().entry(&Entity { kind: EntityKind::Person, id })
}

/// Leads to the one person with this spelling; else says who has it, or whose is most like it.
fn named(
    reception: &Reception,
    reader: &Reader,
    name: &str,
    twin: Option<&str>,
) -> Result<Response, Error> {
    let lexicon = reception.store().lexicon();
    let links = reader.links(reception.links());
    let path = |entry: &Entry| match twin {
        Some(suffix) => links.person_twin(&entry.entity.id, suffix, None),
        None => links.person(&entry.entity.id, None),
    };
    let choice = |entry: &Entry| {
        let path = path(entry);
        let words = match &entry.note {
            Some(note) => format!("{} – {note}", entry.name),
            None => entry.name.clone(),
        };
        (words, path)
    };
    let mut found: Vec<&Entry> = lexicon
        .entities_named(name)
        .into_iter()
        .filter(|entity| entity.kind == EntityKind::Person)
        .filter_map(|entity| lexicon.authority().entry(&entity))
        .collect();
    found.dedup_by_key(|entry| &entry.entity);
    match found.as_slice() {
        [] => {
            let nearest = lexicon.authority().nearest(EntityKind::Person, name);
            Err(Error::from(Trouble::PersonUnknown {
                name: name.to_owned(),
                choices: nearest.into_iter().map(choice).collect(),
            }))
        }
        [entry] => Ok(Redirect::to(&path(entry)).into_response()),
        several => Err(Error::from(Trouble::PersonSeveral {
            name: name.to_owned(),
            choices: several.iter().map(|entry| choice(entry)).collect(),
        })),
    }
}

async fn list(
    reception: &Reception,
    reader: &Reader,
    page: usize,
    unreadable: &[Unreadable],
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let lexicon = reception.store().lexicon();
        let people = [EntityKind::Person];
        let register = lexicon.authority().register(&people, page, PEOPLE_ON_A_PAGE);
        let entities: Vec<Entity> =
            register.entries.iter().map(|entry| entry.entity.clone()).collect();
        let presences = reception.store().presences(&entities).await?;
        let room = reception.room_for(reader).await?;
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        Ok(Content::try_from(Page(PeoplePage::new(&room, &register, &presences, &notices)))?)
    };
    reception.page(reader, format!("people {page} {unreadable:?}"), BY_TYPE, make).await
}

async fn list_written(
    reception: &Reception,
    headers: &HeaderMap,
    page: usize,
    format: &'static Format<PeopleWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let lexicon = reception.store().lexicon();
        let people = [EntityKind::Person];
        let register = lexicon.authority().register(&people, page, PEOPLE_ON_A_PAGE);
        let entities: Vec<Entity> =
            register.entries.iter().map(|entry| entry.entity.clone()).collect();
        let presences = reception.store().presences(&entities).await?;
        let body = (format.write)(reception.room().await?.desk(), &register, &presences);
        Ok(Content { media_type: format.media_type.into(), body: body.into_bytes() })
    };
    reception.answer(headers, format!("people.{} {page}", format.suffix), varies, make).await
}

async fn page(
    reception: &Reception,
    reader: &Reader,
    lexicon: &Lexicon,
    asked: &AskedPerson,
) -> Result<Response, Error> {
    let AskedPerson { entry, after, key, unreadable } = asked;
    let name = format!("person {} {after:?} {unreadable:?}", entry.entity.id);
    let make = async |reception: Reception| {
        let mut dossier = reception.store().dossier(entry, key.as_ref()).await?;
        let entries = dossier.page.documents.iter_mut().map(|(entry, _)| entry);
        reception.store().introduce(entries).await?;
        let room = reception.room_for(reader).await?;
        let authority = lexicon.authority();
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        let page = PersonPage::new(&room, entry, &dossier, authority, after.as_deref(), &notices);
        Ok(Content::try_from(Page(page))?)
    };
    reception.page(reader, name, BY_TYPE, make).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    lexicon: &Lexicon,
    asked: &AskedPerson,
    format: &Format<OfList<PersonWriter>>,
    varies: &'static str,
) -> Result<Response, Error> {
    let AskedPerson { entry, after, key, unreadable } = asked;
    Unreadable::refuse(unreadable.iter())?;
    let name = format!("person {}.{} {after:?}", entry.entity.id, format.suffix);
    let query =
        ListingQuery { person: Some(entry.entity.id.to_string()), ..ListingQuery::default() };
    let (filter, _) = Filter::parse(&query);
    let make = async |reception: Reception| match format.write {
        OfList::Page(write) => {
            let dossier = reception.store().dossier(entry, key.as_ref()).await?;
            let room = reception.room().await?;
            let body = write(room.desk(), entry, &dossier, lexicon.authority()).into_bytes();
            Ok(Dispatch::from(Content { media_type: format.media_type.into(), body }))
        }
        OfList::Whole(write) => {
            let gathered = reception.store().gathered(&filter, MOST_RECORDS).await?;
            // A person's page goes on by mentions, the documents of one by documents.
            let rest = |after| ListingQuery { after: Some(after), ..query.clone() };
            let path = |after| reception.links().documents_twin(format.suffix, &rest(after));
            let next = gathered.next.map(path);
            let page = reception.links().person(&entry.entity.id, None);
            reception.gathered(&gathered.ids, page, (format, write), next).await
        }
        OfList::Feed => {
            let last = reception.store().changed_last(&filter, MOST_IN_FEED).await?;
            let records = reception.records(&last.ids).await?;
            let room = reception.room().await?;
            gathered::feed(&Feed::of_person(&room, entry, &records, last.total))
        }
    };
    reception.answer(headers, name, varies, make).await
}
