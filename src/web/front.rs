//! The front page, and the page about the room.

use axum::extract::State;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::BY_CODING;
use crate::document::Timeline;
use crate::store::Filter;
use crate::view::{AboutPage, FrontPage};

/// How many of the latest additions the front page of a large room shows.
const LATEST: u32 = 10;

/// `/`.
pub(super) async fn front(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async || {
        let store = reception.store();
        let coverage = store.coverage().await?;
        let collection = store.collection().await?;
        let (mut entries, timeline) = if coverage.documents <= FrontPage::WHOLE_LISTING {
            (store.listing(&Filter::default()).await?.entries, Timeline::default())
        } else {
            (store.recent(LATEST).await?, store.timeline().await?)
        };
        store.introduce(&mut entries).await?;
        let room = reception.room_for(&reader).await?;
        let page = FrontPage::new(&room, &coverage, &collection, &entries, &timeline);
        Ok(Content::try_from(Page(page))?)
    };
    reception.page(&reader, "front".to_owned(), BY_CODING, make).await
}

/// `/about`.
pub(super) async fn about(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    let make = async || {
        let coverage = reception.store().coverage().await?;
        let room = reception.room_for(&reader).await?;
        Ok(Content::try_from(Page(AboutPage::new(&room, &coverage)))?)
    };
    reception.page(&reader, "about".to_owned(), BY_CODING, make).await
}
