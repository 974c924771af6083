//! What every handler works with.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::Response;
use tokio::sync::OwnedSemaphorePermit;

use super::answer::{Dispatch, Keeping};
use super::door::Door;
use super::error::Error;
use super::headers::Policy;
use super::kept::{Answer, Kept};
use super::metrics::Metrics;
use super::negotiation::Coding;
use super::reader::Reader;
use super::turns::Turns;
use super::twin::BY_CODING;
use crate::address::{Interface, Links};
use crate::assets::Asset;
use crate::document::Collection;
use crate::store::Store;
use crate::view::Room;
use crate::words::Words;

/// The store, the room's links and words, and the answers kept; clones share them.
#[derive(Clone)]
pub struct Reception(Arc<Shared>, Option<Store>);

struct Shared {
    store: Store,
    links: Links,
    /// The words of each language of the interface, in the order of `Interface::ALL`.
    words: [Arc<Words>; Interface::ALL.len()],
    kind: Kind,
    policy: Policy,
    kept: Kept,
    door: Arc<Door>,
    metrics: Arc<Metrics>,
    /// Whose turn it is to make a book of many documents.
    press: Turns,
    /// Whose turn it is to have two editions compared.
    collating: Turns,
    /// Whose turn it is to make any other answer that is not kept.
    desks: Turns,
    /// The room with its collection's words, and the generation that they were read in.
    room: RwLock<Option<(u64, Room)>>,
}

/// Answers that are made at once: each may hold a document of the largest size. More than the books
/// and those who wait for one take, so that pages are made beside them.
const DESKS: usize = 16;
const DESK_PATIENCE: Duration = Duration::from_secs(10);
/// Books that wait for the one that is being made.
const BOOKS_WAITING: usize = 3;
const BOOK_PATIENCE: Duration = Duration::from_secs(20);
/// Comparisons of editions that wait for the one that is being made.
const COLLATIONS_WAITING: usize = 4;
const COLLATION_PATIENCE: Duration = Duration::from_secs(10);

/// Whom the answers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// For everybody.
    Open,
    /// For those whom a proxy lets in.
    Private,
    /// They are to stand as plain files.
    Still,
}

impl Reception {
    /// A reception for the room that `store` holds, at the addresses that `links` makes.
    #[must_use]
    pub fn new(store: Store, links: Links) -> Self {
        Self::of(store, links, Kind::Open)
    }

    /// A reception for those alone whom a proxy lets in: nothing is announced, kept on the way or
    /// given to other sites.
    #[must_use]
    pub fn of_private(store: Store, links: Links) -> Self {
        Self::of(store, links, Kind::Private)
    }

    /// A reception whose pages are to stand as plain files, which cannot answer to what a reader
    /// chooses.
    #[must_use]
    pub fn of_still(store: Store, links: Links) -> Self {
        Self::of(store, links, Kind::Still)
    }

    fn of(store: Store, links: Links, kind: Kind) -> Self {
        let policy = Policy { is_https: links.is_https(), is_private: kind == Kind::Private };
        let door = Arc::new(Door::of(policy));
        let shared = Shared {
            store,
            links,
            words: Interface::ALL.map(|language| Arc::new(Words::of(language))),
            kind,
            kept: Kept::new(Arc::clone(&door)),
            door,
            policy,
            metrics: Arc::new(Metrics::new()),
            press: Turns::new(1, BOOKS_WAITING, BOOK_PATIENCE),
            collating: Turns::new(1, COLLATIONS_WAITING, COLLATION_PATIENCE),
            desks: Turns::new(DESKS, usize::MAX, DESK_PATIENCE),
            room: RwLock::default(),
        };
        Self(Arc::new(shared), None)
    }

    /// The store; of a reception that makes one answer the store's room at one instant.
    pub(super) fn store(&self) -> &Store {
        self.1.as_ref().unwrap_or(&self.0.store)
    }

    /// The reception that makes one answer: all that it asks of the store is of one instant.
    pub(super) fn reading(&self) -> Self {
        Self(Arc::clone(&self.0), Some(self.0.store.reading()))
    }

    /// Whose turn it is to make a book of many documents: one at a time.
    pub(super) fn press(&self) -> &Turns {
        &self.0.press
    }

    /// Whose turn it is to have two editions compared: one reader at a time.
    pub(super) fn collating(&self) -> &Turns {
        &self.0.collating
    }

    /// A turn at making an answer that is not kept.
    ///
    /// # Errors
    /// That the room is busy.
    pub(super) async fn desk(&self) -> Result<OwnedSemaphorePermit, Error> {
        self.0.desks.turn().await
    }

    pub(super) fn links(&self) -> &Links {
        &self.0.links
    }

    /// What the room says in the header lines of every answer.
    pub(super) fn policy(&self) -> Policy {
        self.0.policy
    }

    /// Where kept answers are given to plain questions.
    pub(super) fn door(&self) -> &Arc<Door> {
        &self.0.door
    }

    /// What the room counts of itself.
    pub(super) fn metrics(&self) -> &Arc<Metrics> {
        &self.0.metrics
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
        let collection = self.store().collection().await?;
        let mut room = self.room_of(&collection);
        room.being_read = self.store().being_read().await?;
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
        room.is_still = self.0.kind == Kind::Still;
        room.is_private = self.0.kind == Kind::Private;
        room
    }

    /// Answers a reader with the page kept under `name` in her language and with her choices, or
    /// with what `make` makes of the room as it is now, at a reception of its own. `name` and `varies` are as `answer` has
    /// them.
    ///
    /// # Errors
    /// What `make` says.
    pub(super) async fn page<F, C>(
        &self,
        reader: &Reader,
        name: String,
        varies: &'static str,
        make: impl FnOnce(Self) -> F + Send,
    ) -> Result<Response, Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let make = async || {
            let _turn = self.desk().await?;
            make(self.reading()).await
        };
        self.page_found(reader, name, varies, make).await
    }

    /// The same for searches, which take turns of their own: those who wait for one keep no page
    /// from being made.
    ///
    /// # Errors
    /// What `make` says.
    pub(super) async fn page_found<F, C>(
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
        self.answer_found(&reader.headers, name, reader.varies(varies), make).await
    }

    /// Answers with what is kept under `name`, or with what `make` makes of the room as it is now,
    /// at a reception of its own: see [`Self::reading`].
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
        make: impl FnOnce(Self) -> F + Send,
    ) -> Result<Response, Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let make = async || {
            let _turn = self.desk().await?;
            make(self.reading()).await
        };
        self.answer_found(asked, name, varies, make).await
    }

    /// The same for searches, which take turns of their own.
    ///
    /// # Errors
    /// What `make` says.
    pub(super) async fn answer_found<F, C>(
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
        let (kept, is_made) = self.0.kept.or_made(name, coding, generation, make).await?;
        self.0.metrics.looked_up(!is_made);
        Ok(sent(kept, asked, Keeping::Asking, varies))
    }

    /// Answers with a file of the room's own.
    pub(super) fn file(
        &self,
        asset: &'static Asset,
        asked: &HeaderMap,
        keeping: Keeping,
    ) -> Response {
        let kept = self.0.kept.of_asset(asset, Coding::wished(asked));
        sent(kept, asked, keeping, BY_CODING)
    }
}

/// A kept answer as it is sent, with itself beside it for the door.
fn sent(kept: Arc<Answer>, asked: &HeaderMap, keeping: Keeping, varies: &'static str) -> Response {
    let mut answer = kept.packed.answer(asked, keeping, varies);
    answer.extensions_mut().insert(kept);
    answer
}
