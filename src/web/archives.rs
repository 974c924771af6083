//! The archives: all of them, and each place in them, with their machine twins.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::gathered;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{Slug, split_suffix};
use crate::document::{Unit, UnitFound};
use crate::export::{self, Format, MOST_IN_FEED, MOST_RECORDS, OfList, UnitWriter};
use crate::view::{ArchivesPage, Feed, Trouble};

/// An error offers so many places at most.
const MOST_CHOICES: usize = 100;

/// `/archives`.
pub(super) async fn all(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    found(&reception, &reader, &query, &[], None).await
}

/// `/archives.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    found(&reception, &reader, &query, &[], Some(&suffix)).await
}

/// `/archives/{*place}`: the parts of a place, and a suffix on the last.
pub(super) async fn place(
    State(reception): State<Reception>,
    Path(place): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let mut parts: Vec<&str> = place.split('/').collect();
    let last = parts.pop().unwrap_or_default();
    let (name, suffix) = split_suffix(last);
    parts.push(name);
    found(&reception, &reader, &query, &parts, suffix).await
}

async fn found(
    reception: &Reception,
    reader: &Reader,
    query: &Query,
    parts: &[&str],
    suffix: Option<&str>,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["after"]);
    let after = parameters.read("after", Slug::parse);
    let owned: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let formats = export::of_list(&export::UNIT);
    let (format, varies) = if let Some(suffix) = suffix {
        let Some(format) = export::by_suffix(&formats, suffix) else {
            let page = reader.links(reception.links()).archives(&owned);
            let path = |suffix| reception.links().archives_twin(&owned, suffix);
            return Err(suffix_unknown(suffix, page, &formats, path));
        };
        (Some(format), BY_CODING)
    } else {
        (negotiated(&reader.headers, &formats), BY_TYPE)
    };
    let name = format!("archives {parts:?} {after:?} {}", format.map_or("", |f| f.suffix));
    let make = async |reception: Reception| {
        let mut unit = unit(&reception, reader, parts, after.as_ref()).await?;
        if let Some(format) = format {
            return written(&reception, &unit, after.as_ref(), format).await;
        }
        let entries = unit.documents.iter_mut().map(|filed| &mut filed.entry);
        reception.store().introduce(entries).await?;
        let room = reception.room_for(reader).await?;
        Ok(Content::try_from(Page(ArchivesPage::new(&room, &unit, after.as_ref())))?.into())
    };
    if format.is_some() {
        Unreadable::refuse(parameters.unreadable.iter())?;
        return reception.answer(&reader.headers, name, varies, make).await;
    }
    reception.page(reader, name, varies, make).await
}

/// A twin of the place. Records and feed are of the documents below it too.
async fn written(
    reception: &Reception,
    unit: &Unit,
    after: Option<&Slug>,
    format: &Format<OfList<UnitWriter>>,
) -> Result<Dispatch, Error> {
    let store = reception.store();
    match format.write {
        OfList::Page(write) => {
            let body = write(reception.room().await?.desk(), unit).into_bytes();
            Ok(Content { media_type: format.media_type.into(), body }.into())
        }
        OfList::Whole(write) => {
            let gathered = store.gathered_below(unit, after, MOST_RECORDS).await?;
            let links = reception.links();
            let path = |after: &str| links.archives_twin_after(&unit.parts, format.suffix, after);
            let next = gathered.next.as_deref().map(path);
            let page = links.archives(&unit.parts);
            reception.gathered(&gathered.ids, page, (format, write), next).await
        }
        OfList::Feed => {
            let last = store.changed_last_below(unit, MOST_IN_FEED).await?;
            let records = reception.records(&last.ids).await?;
            let room = reception.room().await?;
            gathered::feed(&Feed::of_unit(&room, unit, &records, last.total))
        }
    }
}

/// The place, or what there is instead.
async fn unit(
    reception: &Reception,
    reader: &Reader,
    parts: &[&str],
    after: Option<&Slug>,
) -> Result<Unit, Error> {
    let choices = async |unit: &Unit| -> Result<Vec<(String, String)>, Error> {
        let room = reception.room_for(reader).await?;
        let links = reader.links(reception.links());
        let choice = |below: &crate::document::UnitBelow| {
            (room.unit_below_words(unit, below), links.archives(&below.parts(unit)))
        };
        let mut choices = Vec::new();
        if !unit.mark.0.is_empty() {
            choices.push((room.unit_words(&unit.mark), links.archives(&unit.parts)));
        }
        choices.extend(unit.below.iter().take(MOST_CHOICES).map(choice));
        if choices.is_empty() {
            choices.push((room.say("archives-title"), links.archives(&[])));
        }
        Ok(choices)
    };
    match reception.store().archive_unit(parts, after).await? {
        UnitFound::Here(unit) => Ok(*unit),
        UnitFound::Several(unit) => {
            Err(Trouble::UnitSeveral { choices: choices(&unit).await? }.into())
        }
        UnitFound::Nothing(unit) => {
            let part = parts.get(unit.parts.len()).copied().unwrap_or_default().to_owned();
            Err(Trouble::UnitUnknown { part, choices: choices(&unit).await? }.into())
        }
    }
}
