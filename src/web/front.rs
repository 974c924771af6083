//! The front page, and the page about the room.

use axum::extract::State;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::BY_CODING;
use crate::address::Slug;
use crate::authority::{Entity, EntityKind};
use crate::store::Filter;
use crate::view::{AboutPage, AccessibilityPage, FrontPage, Stock};

/// How many of the latest additions the front page of a large room shows.
const LATEST: u32 = 10;
/// How many of the persons that stand in most documents the front page names.
const OFTEN_NAMED: u32 = 5;

/// `/`.
pub(super) async fn front(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let store = reception.store();
        let coverage = store.coverage().await?;
        let collection = store.collection().await?;
        let mut entries = if coverage.documents <= FrontPage::WHOLE_LISTING {
            store.listing(&Filter::default()).await?.entries
        } else {
            store.recent(LATEST).await?
        };
        store.introduce(&mut entries).await?;
        let timeline = store.timeline().await?;
        let beginning = store.beginning(&collection.begin).await?;
        let people = store.frequent_people(OFTEN_NAMED).await?;
        let lexicon = store.lexicon();
        let people: Vec<(Slug, String)> = people
            .into_iter()
            .filter_map(|(id, _)| {
                let entity = Entity { kind: EntityKind::Person, id };
                let name = lexicon.authority().entry(&entity)?.name.clone();
                Some((entity.id, name))
            })
            .collect();
        let room = reception.room_for(&reader).await?;
        let stock = Stock {
            entries: &entries,
            timeline: &timeline,
            beginning: &beginning,
            people: &people,
        };
        let page = FrontPage::new(&room, &coverage, &collection, &stock);
        Ok(Content::try_from(Page(page))?)
    };
    reception.page(&reader, "front".to_owned(), BY_CODING, make).await
}

/// `/about`.
pub(super) async fn about(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let coverage = reception.store().coverage().await?;
        let room = reception.room_for(&reader).await?;
        let last = reception.store().last_verification().await?;
        Ok(Content::try_from(Page(AboutPage::new(&room, &coverage, last.as_ref())))?)
    };
    reception.page(&reader, "about".to_owned(), BY_CODING, make).await
}

/// `/about/accessibility`.
pub(super) async fn accessibility(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let room = reception.room_for(&reader).await?;
        Ok(Content::try_from(Page(AccessibilityPage::new(&room)))?)
    };
    reception.page(&reader, "accessibility".to_owned(), BY_CODING, make).await
}
