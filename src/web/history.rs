//! A document's history, and what differs between two of its editions.
//!
//! `/documents/ID/history` tells editions and events; with `?from=` and `?to=`, each an edition, it
//! tells what differs. Where one of the two is missing, `to` is the current edition and `from` the
//! one before. The comparing is bounded work, done for one reader at a time beside the threads that
//! answer.

use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::gathered;
use super::holding::EditionHash;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{Links, Slug};
use crate::collation::{Collation, Difference, collated};
use crate::document::{Edition, History, Holding};
use crate::export::{self, Format, OfHistory};
use crate::ingest;
use crate::view::{DifferencePage, Feed, HistoryPage};

/// So many events of a document are told.
const MOST_EVENTS: usize = 500;
/// Bytes of earlier sources that are read again to tell their layout and encoding.
const BYTES_LOOKED_AT: u64 = 4 << 20;

/// The editions that an address asks for.
#[derive(Debug, Default)]
struct Wished {
    from: Option<EditionHash>,
    to: Option<EditionHash>,
    unreadable: Vec<Unreadable>,
}

impl Wished {
    fn read(query: &Query) -> Self {
        let mut parameters = query.parameters(&["from", "to"]);
        let from = parameters.read("from", EditionHash::parse);
        let to = parameters.read("to", EditionHash::parse);
        Self { from, to, unreadable: parameters.unreadable }
    }

    /// Whether two editions are to be compared.
    fn compares(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// The page of another document with the same wishes.
    fn page_of(&self, links: &Links, id: &Slug) -> String {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => links.difference(id, from.as_str(), to.as_str()),
            _ => links.history(id),
        }
    }
}

/// `/documents/{id}/history`, and with a suffix its twins.
pub(super) async fn history(
    reception: &Reception,
    id: &Slug,
    suffix: Option<&str>,
    query: &Query,
    reader: &Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(query);
    let format = match suffix {
        None => match negotiated(&reader.headers, &export::HISTORY) {
            Some(format) => (format, BY_TYPE),
            None => return page(reception, id, &wished, reader).await,
        },
        Some(suffix) => {
            let Some(format) = export::by_suffix(&export::HISTORY, suffix) else {
                let page = reader.links(reception.links()).history(id);
                let path = |suffix| reception.links().history_twin(id, suffix, None);
                return Err(suffix_unknown(suffix, page, &export::HISTORY, path));
            };
            (format, BY_CODING)
        }
    };
    twin(reception, id, &wished, &reader.headers, format).await
}

async fn page(
    reception: &Reception,
    id: &Slug,
    wished: &Wished,
    reader: &Reader,
) -> Result<Response, Error> {
    let name = format!("history {id} {wished:?}");
    let make = async |reception: Reception| {
        let links = reader.links(reception.links());
        let current = reception.current(id, |to| wished.page_of(&links, to)).await?;
        let history = reception.history(&current).await?;
        let room = reception.room_for(reader).await?;
        let notices: Vec<_> = wished.unreadable.iter().map(Unreadable::notice).collect();
        if !wished.compares() {
            let page = HistoryPage::new(&room, &current, &history, &notices);
            return Content::try_from(Page(page)).map_err(Error::from);
        }
        let difference = reception.difference(&current, wished).await?;
        let page = DifferencePage::new(&room, &current, &difference, &notices);
        Ok(Content::try_from(Page(page))?)
    };
    reception.page(reader, name, BY_TYPE, make).await
}

async fn twin(
    reception: &Reception,
    id: &Slug,
    wished: &Wished,
    headers: &HeaderMap,
    (format, varies): (&'static Format<OfHistory>, &'static str),
) -> Result<Response, Error> {
    Unreadable::refuse(wished.unreadable.iter())?;
    let name = format!("history {id}.{} {wished:?}", format.suffix);
    let make = async |reception: Reception| {
        let elsewhere = |to: &Slug| {
            let (from, until) = (wished.from.as_ref(), wished.to.as_ref());
            let between = from.zip(until).map(|(from, to)| (from.as_str(), to.as_str()));
            reception.links().history_twin(to, format.suffix, between)
        };
        let current = reception.current(id, elsewhere).await?;
        let history = reception.history(&current).await?;
        let room = reception.room().await?;
        let OfHistory::Whole(write) = format.write else {
            return gathered::feed(&Feed::of_history(&room, &current, &history));
        };
        let difference = if wished.compares() {
            Some(reception.difference(&current, wished).await?)
        } else {
            None
        };
        let body = write(room.desk(), &current, &history, difference.as_ref()).into_bytes();
        Ok(Dispatch::from(Content { media_type: format.media_type.into(), body }))
    };
    reception.answer(headers, name, varies, make).await
}

impl Reception {
    /// The history of the document whose current edition this is.
    async fn history(&self, current: &Holding) -> Result<History, Error> {
        let (events, total) = self.store().events_of(&current.id, MOST_EVENTS).await?;
        let mut history = History::of(current, events, total);
        let mut bytes = 0;
        for facts in history.editions.iter_mut().skip(1) {
            bytes += facts.edition.size;
            if bytes > BYTES_LOOKED_AT {
                break;
            }
            // One that cannot be read again is told with what the events say of it.
            let hash = facts.edition.short();
            if let Ok(Some(read)) = ingest::earlier_edition(self.store(), current, hash).await {
                facts.layout = Some(read.document.layout);
                facts.encoding = Some(read.custody.encoding);
            }
        }
        Ok(history)
    }

    /// What differs between the two editions that are asked for.
    async fn difference(&self, current: &Holding, wished: &Wished) -> Result<Difference, Error> {
        let edition = async |hash: Option<&EditionHash>| match hash {
            Some(hash) => Ok(self.earlier(current, Some(hash)).await?),
            None => Ok::<_, Error>(None),
        };
        let to = edition(wished.to.as_ref()).await?.unwrap_or_else(|| current.clone());
        let from = match &wished.from {
            Some(hash) => edition(Some(hash)).await?.unwrap_or_else(|| current.clone()),
            None => match before(current, &to.edition) {
                Some(hash) => {
                    let hash = EditionHash::parse(hash);
                    edition(hash.as_ref()).await?.unwrap_or_else(|| to.clone())
                }
                None => to.clone(),
            },
        };
        let (one, other) = (from.edition.clone(), to.edition.clone());
        let collation = self.collation(from, to).await?;
        Ok(Difference { from: one, to: other, collation })
    }

    /// What differs between two editions: one comparison at a time, beside the threads that answer.
    ///
    /// # Errors
    /// That the comparison failed.
    pub(super) async fn collation(&self, from: Holding, to: Holding) -> Result<Collation, Error> {
        self.store().rest().await;
        let turn = self.collating().turn().await?;
        let made = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            collated(&from.document, &to.document)
        });
        made.await.map_err(Error::internal)
    }
}

/// The checksum of the edition before this one.
fn before<'a>(current: &'a Holding, edition: &Edition) -> Option<&'a str> {
    let mut editions = current.editions.iter();
    editions.find(|known| known.sha256 == edition.sha256)?;
    editions.next().map(|before| before.sha256.as_str())
}
