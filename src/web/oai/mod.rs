//! `/oai`: harvesting by OAI-PMH 2.0, with GET and with POST.
//!
//! The protocol has its own errors: whatever is wrong with the arguments is answered with status
//! 200 and a code. Every answer carries its instant, so none is kept.

mod arguments;
mod token;

use std::collections::HashMap;

use askama::Template as _;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;

use self::arguments::{Asked, Content, Request};
use self::token::Place;
use super::Reception;
use super::answer::{self, Keeping, Packed};
use super::error::Error;
use super::exchange::is_late;
use super::negotiation::Coding;
use super::places::Waiting;
use super::twin::BY_CODING;
use crate::address::Slug;
use crate::export::Beside;
use crate::store::Change;
use crate::view::{
    OaiAnswer, OaiBody, OaiFault, OaiFormat, OaiHeader, OaiIdentity, OaiRecord, OaiToken, Room,
    Trouble, oai_set,
};

/// The media type of an answer, as the protocol has it.
const XML: &str = "text/xml; charset=utf-8";
/// The media type of a request with a body.
const FORM: &str = "application/x-www-form-urlencoded";
/// The longest body that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// `/oai`.
pub(super) async fn oai(
    State(reception): State<Reception>,
    request: HttpRequest,
) -> Result<Response, Error> {
    let (head, body) = request.into_parts();
    let request = if head.method == Method::POST {
        if !is_form(&head.headers) {
            return Err(Trouble::MediaTypeRefused.into());
        }
        let body = axum::body::to_bytes(body, LONGEST).await;
        let body = body.map_err(|error| {
            if is_late(&error) {
                reception.metrics().dropped(Waiting::Body);
                Error::from(Trouble::TooSlow)
            } else {
                Error::from(Trouble::BodyRefused)
            }
        })?;
        Request::read(&String::from_utf8_lossy(&body))
    } else {
        Request::read(head.uri.query().unwrap_or_default())
    };
    let _desk = reception.desk().await?;
    let room = reception.room().await?;
    // Before the reading: what changes from now on is for the next harvest.
    let now = format!("{:.0}", jiff::Timestamp::now());
    let body = match request.asked {
        Ok(asked) => answered(&reception, &room, asked).await?,
        Err(faults) => Err(faults),
    };
    let body = body.unwrap_or_else(|faults| OaiBody::of_faults(&room, &faults));
    let body = OaiAnswer::new(&room, &now, &request.arguments, body).render()?.into_bytes();
    let content = answer::Content { media_type: XML.into(), body };
    let coding = Coding::wished(&head.headers);
    let packed = tokio::task::spawn_blocking(move || Packed::new(content, coding)).await;
    let packed = packed.map_err(Error::internal)?;
    Ok(packed.answer(&head.headers, Keeping::Asking, BY_CODING))
}

/// Whether the body is a form; one whose type is not said is taken for one.
fn is_form(headers: &HeaderMap) -> bool {
    let Some(said) = headers.get(header::CONTENT_TYPE) else { return true };
    let said = said.to_str().unwrap_or_default();
    said.split(';').next().is_some_and(|said| said.trim().eq_ignore_ascii_case(FORM))
}

type Answered = Result<OaiBody, Vec<OaiFault>>;

async fn answered(reception: &Reception, room: &Room, asked: Asked) -> Result<Answered, Error> {
    let store = reception.store();
    Ok(match asked {
        Asked::Identify => {
            let earliest = store.earliest_change().await?;
            Ok(OaiBody::Identify(Box::new(OaiIdentity::new(room, earliest.as_deref()))))
        }
        Asked::Formats(None) => Ok(OaiBody::Formats),
        Asked::Formats(Some(identifier)) => {
            change(reception, &identifier).await?.map(|_| OaiBody::Formats)
        }
        Asked::Sets => {
            let mut sets: Vec<(String, String)> = Vec::new();
            for archive in store.archives_of_records().await? {
                let spec = oai_set(&archive);
                if sets.iter().all(|(known, _)| *known != spec) {
                    sets.push((spec, archive));
                }
            }
            if sets.is_empty() { Err(vec![OaiFault::NoSets]) } else { Ok(OaiBody::Sets(sets)) }
        }
        Asked::Record(identifier, format) => match change(reception, &identifier).await? {
            Ok(change) => {
                let mut records = records(reception, room, format, vec![change]).await?;
                match records.pop() {
                    Some(record) => Ok(OaiBody::Record(Box::new(record))),
                    None => Err(vec![OaiFault::Identifier(identifier)]),
                }
            }
            Err(faults) => Err(faults),
        },
        Asked::List(place, content) => listed(reception, room, &place, content).await?,
    })
}

/// The record that an identifier names.
async fn change(
    reception: &Reception,
    identifier: &str,
) -> Result<Result<Change, Vec<OaiFault>>, Error> {
    let known = match room_slug(reception, identifier) {
        Some(id) => reception.store().change(&id).await?,
        None => None,
    };
    Ok(known.ok_or_else(|| vec![OaiFault::Identifier(identifier.to_owned())]))
}

fn room_slug(reception: &Reception, identifier: &str) -> Option<Slug> {
    reception.links().of_oai_identifier(identifier)
}

/// A page of a list.
async fn listed(
    reception: &Reception,
    room: &Room,
    place: &Place,
    content: Content,
) -> Result<Answered, Error> {
    let store = reception.store();
    let archives = match place.set {
        Some(_) => store.archives_of_records().await?,
        None => Vec::new(),
    };
    if place.set.is_some() && archives.is_empty() {
        return Ok(Err(vec![OaiFault::NoSets]));
    }
    let span = place.span(&archives);
    let page = place.format.page;
    let after = place.after.as_ref().map(|(instant, id)| (instant.as_str(), id.as_str()));
    let one_more = u32::try_from(page + 1).unwrap_or(u32::MAX);
    let mut changes = store.changes(&span, after, one_more).await?;
    if changes.is_empty() {
        return Ok(Err(vec![OaiFault::Nothing]));
    }
    let there_is_more = changes.len() > page;
    changes.truncate(page);
    let count = u64::try_from(changes.len()).unwrap_or(u64::MAX);
    let token = if there_is_more || place.after.is_some() {
        let total = match place.total {
            Some(total) => total,
            None => store.count_of_changes(&span).await?,
        };
        let token = match changes.last() {
            Some(last) if there_is_more => place.behind(&last.changed, &last.id, count, total),
            _ => String::new(),
        };
        Some(OaiToken { token, total, cursor: place.cursor })
    } else {
        None
    };
    Ok(Ok(match content {
        Content::Headers => {
            let headers = changes.iter().map(|change| header_of(room, change)).collect();
            OaiBody::Headers(headers, token)
        }
        Content::Records => {
            OaiBody::Records(records(reception, room, place.format, changes).await?, token)
        }
    }))
}

fn header_of(room: &Room, change: &Change) -> OaiHeader {
    let archive = change.archive.as_deref();
    OaiHeader::new(room, &change.id, &change.changed, archive, change.deleted)
}

/// The records of these changes. One that was withdrawn since the list was read is left out: it
/// comes again behind all others.
async fn records(
    reception: &Reception,
    room: &Room,
    format: &'static OaiFormat,
    changes: Vec<Change>,
) -> Result<Vec<OaiRecord>, Error> {
    if format.is_whole {
        return whole(reception, room, &changes).await;
    }
    let ids: Vec<Slug> =
        changes.iter().filter(|change| !change.deleted).map(|change| change.id.clone()).collect();
    let cards = reception.store().cards(&ids).await?;
    let records = room.desk().records(&cards);
    let records: HashMap<&Slug, _> = records.iter().map(|record| (&record.id, record)).collect();
    let record = |change: &Change| {
        let header = header_of(room, change);
        if change.deleted {
            return Some(OaiRecord::deleted(header));
        }
        Some(OaiRecord::dublin_core(room, header, records.get(&change.id)?))
    };
    Ok(changes.iter().filter_map(record).collect())
}

/// The same with the documents themselves.
async fn whole(
    reception: &Reception,
    room: &Room,
    changes: &[Change],
) -> Result<Vec<OaiRecord>, Error> {
    let lexicon = reception.store().lexicon();
    let mut records = Vec::with_capacity(changes.len());
    for change in changes {
        let header = header_of(room, change);
        if change.deleted {
            records.push(OaiRecord::deleted(header));
            continue;
        }
        // A damaged text is read again from its source, as its page does.
        let Ok(holding) = reception.current(&change.id, ToString::to_string).await else {
            continue;
        };
        let named = reception.named(&holding, &lexicon).await?;
        let beside = Beside { named: &named, authority: lexicon.authority() };
        let record = OaiRecord::tei(room, header, &holding, beside);
        records.push(record.map_err(Error::internal)?);
    }
    Ok(records)
}
