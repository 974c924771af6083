//! What every handler works with.

use std::sync::{Arc, PoisonError, RwLock};

use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{Dispatch, Keeping, Packed};
use super::error::Error;
use super::headers::IsHttps;
use super::kept::Kept;
use super::negotiation::Coding;
use super::reader::Reader;
use crate::address::{Interface, Links};
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
    /// The words of each language of the interface, in the order of `Interface::ALL`.
    words: [Arc<Words>; Interface::ALL.len()],
    /// Whether the answers are to stand as plain files.
    is_still: bool,
    kept: Kept,
    /// Whose turn it is to make a book of many documents.
    press: Arc<tokio::sync::Mutex<()>>,
    /// Whose turn it is to have two editions compared.
    collating: Arc<tokio::sync::Mutex<()>>,
    /// The room with its collection's words, and the generation that they were read in.
    room: RwLock<Option<(u64, Room)>>,
}

impl Reception {
    /// A reception for the room that `store` holds, at the addresses that `links` makes.
    #[must_use]
    pub fn new(store: Store, links: Links) -> Self {
        Self::of(store, links, false)
    }

    /// A reception whose pages are to stand as plain files, which cannot answer to what a reader
    /// chooses.
    #[must_use]
    pub fn of_still(store: Store, links: Links) -> Self {
        Self::of(store, links, true)
    }

    fn of(store: Store, links: Links, is_still: bool) -> Self {
        Self(Arc::new(Shared {
            store,
            links,
            words: Interface::ALL.map(|language| Arc::new(Words::of(language))),
            is_still,
            kept: Kept::default(),
            press: Arc::default(),
            collating: Arc::default(),
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

    /// Whose turn it is to have two editions compared: one reader at a time.
    pub(super) fn collating(&self) -> &Arc<tokio::sync::Mutex<()>> {
        &self.0.collating
    }

    pub(super) fn links(&self) -> &Links {
        &self.0.links
    }

    pub(super) fn is_https(&self) -> IsHttps {
        IsHttps(self.0.links.is_https())
    }

    /// The room as all have it, in English: for whatever programs read.
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

    /// The room for a reader: in her language, its links with what she chose.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn room_for(&self, reader: &Reader) -> Result<Room, Error> {
        Ok(self.suited(&self.room().await?, reader))
    }

    /// The room for a reader, under the program's name if its own cannot be read.
    pub(super) async fn room_or_unnamed(&self, reader: &Reader) -> Room {
        self.suited(&self.plain_room_or_unnamed().await, reader)
    }

    /// The room as all have it, under the program's name if its own cannot be read.
    pub(super) async fn plain_room_or_unnamed(&self) -> Room {
        self.room().await.unwrap_or_else(|_| self.room_of(&Collection::default()))
    }

    fn suited(&self, room: &Room, reader: &Reader) -> Room {
        let words = Arc::clone(&self.0.words[reader.interface as usize]);
        room.for_reader(reader.interface, reader.carried, words)
    }

    fn room_of(&self, collection: &Collection) -> Room {
        let words = Arc::clone(&self.0.words[Interface::English as usize]);
        let mut room = Room::new(self.0.links.clone(), words, collection);
        room.is_still = self.0.is_still;
        room
    }

    /// Answers a reader with the page kept under `name` in her language and with her choices, or
    /// with what `make` makes of the room as it is now. `name` and `varies` are as `answer` has
    /// them.
    ///
    /// # Errors
    /// What `make` says.
    pub(super) async fn page<F, C>(
        &self,
        reader: &Reader,
        name: String,
        varies: &'static str,
        make: impl FnOnce() -> F + Send,
    ) -> Result<Response, Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let name = format!("{name} {}", reader.dress());
        let tag = reader.interface.tag();
        let make = async || Ok(make().await?.into().in_language(tag));
        self.answer(&reader.headers, name, reader.varies(varies), make).await
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
