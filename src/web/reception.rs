//! What every handler works with.

use std::sync::{Arc, PoisonError, RwLock};

use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{Dispatch, Keeping, Packed};
use super::error::Error;
use super::headers::IsHttps;
use super::kept::Kept;
use super::negotiation::Coding;
use crate::address::Links;
use crate::document::Collection;
use crate::store::Store;
use crate::view::Room;
use crate::words::Words;

/// The store, the room's links and words, and the answers kept; clones share them.
#[derive(Clone)]
pub struct Reception(Arc<Shared>);

struct Shared {
    store: Store,
    links: Links,
    words: Arc<Words>,
    kept: Kept,
    /// Whose turn it is to make a book of many documents.
    press: Arc<tokio::sync::Mutex<()>>,
    /// The room with its collection's words, and the generation that they were read in.
    room: RwLock<Option<(u64, Room)>>,
}

impl Reception {
    /// A reception for the room that `store` holds, at the addresses that `links` makes.
    #[must_use]
    pub fn new(store: Store, links: Links, words: Arc<Words>) -> Self {
        Self(Arc::new(Shared {
            store,
            links,
            words,
            kept: Kept::default(),
            press: Arc::default(),
            room: RwLock::default(),
        }))
    }

    pub(super) fn store(&self) -> &Store {
        &self.0.store
    }

    /// Whose turn it is to make a book of many documents: one at a time.
    pub(super) fn press(&self) -> &Arc<tokio::sync::Mutex<()>> {
        &self.0.press
    }

    pub(super) fn links(&self) -> &Links {
        &self.0.links
    }

    pub(super) fn is_https(&self) -> IsHttps {
        IsHttps(self.0.links.is_https())
    }

    /// The room with the words that its collection has now.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn room(&self) -> Result<Room, Error> {
        let generation = self.0.store.generation();
        let known = self.0.room.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, room)) = known.filter(|(known, _)| *known == generation) {
            return Ok(room);
        }
        let collection = self.0.store.collection().await?;
        let room = self.room_of(&collection);
        *self.0.room.write().unwrap_or_else(PoisonError::into_inner) =
            Some((generation, room.clone()));
        Ok(room)
    }

    /// The room, under the program's name if its own cannot be read.
    pub(super) async fn room_or_unnamed(&self) -> Room {
        self.room().await.unwrap_or_else(|_| self.room_of(&Collection::default()))
    }

    fn room_of(&self, collection: &Collection) -> Room {
        Room::new(self.0.links.clone(), Arc::clone(&self.0.words), collection)
    }

    /// Answers with what is kept under `name`, or with what `make` makes of the room as it is now.
    ///
    /// `name` is the address with its known parameters, and the media type where one address has
    /// several; `varies` are the request headers that chose among them.
    ///
    /// # Errors
    /// What `make` says.
    pub(super) async fn answer<F, C>(
        &self,
        asked: &HeaderMap,
        name: String,
        varies: &'static str,
        make: impl FnOnce() -> F + Send,
    ) -> Result<Response, Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let coding = Coding::wished(asked);
        // Read before the making: what is made is of this generation or a later one.
        let generation = self.0.store.generation();
        let packed: Packed = self.0.kept.or_made(name, coding, generation, make).await?;
        Ok(packed.answer(asked, Keeping::Asking, varies))
    }
}
