//! What happened in the room: its page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::split_suffix;
use crate::document::EventLog;
use crate::export::{self, EventsWriter, Format};
use crate::view::{EventsPage, Trouble};

/// Events on a page.
const ON_A_PAGE: u32 = 50;

/// `/ingest/{file}`: the events, or the twin that the suffix or the client's wishes name.
pub(super) async fn events(
    State(reception): State<Reception>,
    Path(file): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let (name, suffix) = split_suffix(&file);
    if name != "events" {
        return Err(Trouble::NotFound.into());
    }
    let mut parameters = query.parameters(&["before"]);
    let before = parameters.read("before", |key| key.parse().ok());
    let unreadable = parameters.unreadable;
    let format = match suffix {
        None => match negotiated(&reader.headers, &export::EVENTS) {
            Some(format) => (format, BY_TYPE),
            None => return page(&reception, before, &unreadable, &reader).await,
        },
        Some(suffix) => {
            let Some(format) = export::by_suffix(&export::EVENTS, suffix) else {
                let page = reader.links(reception.links()).events(None);
                let path = |suffix| reception.links().events_twin(suffix, None);
                return Err(suffix_unknown(suffix, page, &export::EVENTS, path));
            };
            (format, BY_CODING)
        }
    };
    Unreadable::refuse(unreadable.iter())?;
    written(&reception, before, &reader.headers, format).await
}

async fn page(
    reception: &Reception,
    before: Option<u64>,
    unreadable: &[Unreadable],
    reader: &Reader,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let log = reception.events(before).await?;
        let room = reception.room_for(reader).await?;
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        Ok(Content::try_from(Page(EventsPage::new(&room, &log, before, &notices)))?)
    };
    reception.page(reader, format!("events {before:?} {unreadable:?}"), BY_TYPE, make).await
}

async fn written(
    reception: &Reception,
    before: Option<u64>,
    headers: &HeaderMap,
    (format, varies): (&'static Format<EventsWriter>, &'static str),
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let log = reception.events(before).await?;
        let body = (format.write)(reception.room().await?.desk(), &log).into_bytes();
        Ok(Content { media_type: format.media_type.into(), body })
    };
    reception.answer(headers, format!("events.{} {before:?}", format.suffix), varies, make).await
}

impl Reception {
    /// A page of the room's events, without what is no longer told of withdrawn documents.
    async fn events(&self, before: Option<u64>) -> Result<EventLog, Error> {
        let mut log = self.store().event_log(before, ON_A_PAGE).await?;
        let withdrawn = self.store().withdrawn().await?;
        let is_withdrawn = |id: &str| withdrawn.iter().any(|known| known.as_str() == id);
        for event in &mut log.events {
            if is_withdrawn(&event.id) {
                event.withhold();
            }
        }
        Ok(log)
    }
}
