//! Answers kept in memory, so that a page that many ask for is made once.
//!
//! In come a name for what is asked and a way to make it; out goes the packed content. An answer
//! carries the room's generation: one from before the last change is made again, and stays as it
//! is, packed body and entity tag, if nothing in it changed. Requests for one page wait for one
//! making. The whole is bounded by its bytes, whatever is asked for (`shelf`), and what leads to a
//! kept answer from the door (`door`) leaves with it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Mutex as Turn;

use super::answer::{Dispatch, Packed};
use super::door::Door;
use super::error::Error;
use super::negotiation::Coding;
use super::shelf::Shelf;
use crate::assets::Asset;

/// The most that is kept, in bytes.
const MOST_BYTES: usize = 12 * 1024 * 1024;
/// What an answer takes beside its body and what is said about it, its ways in from the door
/// included, in bytes.
const AROUND: usize = 1024;
/// How often an answer that was asked for again comes past the end of the shelf.
const ASKED: u8 = 3;
/// Up to this length a body that is not packed is made ready where it was made.
const SHORT: usize = 256 * 1024;

/// What a kept answer is found by: path, known parameters in their order, media type; and coding.
pub(super) type Key = (Box<str>, Coding);

/// An answer and the generation of the room that it was made in.
#[derive(Debug)]
pub(super) struct Answer {
    generation: u64,
    pub(super) packed: Packed,
    /// In bytes, all that it keeps.
    size: usize,
    asked: AtomicU8,
    /// The addresses that lead to it from the door; nothing once it is no longer kept.
    pub(super) addresses: Mutex<Option<Vec<Arc<str>>>>,
}

impl Answer {
    pub(super) fn new(generation: u64, packed: Packed, key: &Key) -> Self {
        let size = packed.size() + 2 * key.0.len() + AROUND;
        let addresses = Mutex::new(Some(Vec::new()));
        Self { generation, packed, size, asked: AtomicU8::new(0), addresses }
    }

    /// Whether it is of this generation of the room, or a later one.
    pub(super) fn is_of(&self, generation: u64) -> bool {
        self.generation >= generation
    }

    /// Whether it is the same in every generation.
    pub(super) fn is_for_ever(&self) -> bool {
        self.generation == u64::MAX
    }

    /// Notes that it was asked for again.
    pub(super) fn is_asked_for(&self) {
        let asked = self.asked.load(Ordering::Relaxed);
        if asked < ASKED {
            self.asked.store(asked + 1, Ordering::Relaxed);
        }
    }

    /// Whether it was asked for again, which then counts for less.
    pub(super) fn was_asked_for(&self) -> bool {
        let asked = self.asked.load(Ordering::Relaxed);
        self.asked.store(asked.saturating_sub(1), Ordering::Relaxed);
        asked > 0
    }

    /// What it takes of the memory, in bytes.
    pub(super) fn size(&self) -> usize {
        self.size
    }
}

/// The answers kept.
#[derive(Debug)]
pub(super) struct Kept {
    shelf: Mutex<Shelf>,
    /// Whose turn it is to make an answer that is not there.
    makings: Mutex<HashMap<Arc<Key>, Arc<Turn<()>>>>,
    door: Arc<Door>,
}

impl Kept {
    /// Nothing yet, with the door that leads to it.
    pub(super) fn new(door: Arc<Door>) -> Self {
        Self { shelf: Mutex::new(Shelf::new(MOST_BYTES)), makings: Mutex::default(), door }
    }

    /// The answer named `name`, made by `make` unless one of this generation or a later is kept, and
    /// whether it had to be made.
    ///
    /// # Errors
    /// What `make` says; nothing is kept then.
    pub(super) async fn or_made<F, C>(
        &self,
        name: String,
        coding: Coding,
        generation: u64,
        make: impl FnOnce() -> F + Send,
    ) -> Result<(Arc<Answer>, bool), Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let key: Arc<Key> = Arc::new((name.into(), coding));
        let (fresh, _) = self.found(&key, generation);
        if let Some(answer) = fresh {
            answer.is_asked_for();
            return Ok((answer, false));
        }
        let making = Making::of(self, Arc::clone(&key));
        let _turn = making.turn.lock().await;
        let (fresh, stale) = self.found(&key, generation);
        if let Some(answer) = fresh {
            return Ok((answer, false));
        }
        let content: Dispatch = make().await?.into();
        let before = stale.map(|stale| stale.packed.clone());
        let packed = if coding == Coding::Identity && content.len() <= SHORT {
            Packed::anew(content, coding, before)
        } else {
            // A long body takes milliseconds to pack; others are not to wait for it.
            let packed = tokio::task::spawn_blocking(move || Packed::anew(content, coding, before));
            packed.await.map_err(Error::internal)?
        };
        let answer = Arc::new(Answer::new(generation, packed, &key));
        self.put(key, Arc::clone(&answer));
        Ok((answer, true))
    }

    /// A file of the room's own, which is the same in every generation.
    pub(super) fn of_asset(&self, asset: &'static Asset, coding: Coding) -> Arc<Answer> {
        let key: Arc<Key> = Arc::new((format!("file {}", asset.name).into(), coding));
        if let (Some(answer), _) = self.found(&key, u64::MAX) {
            return answer;
        }
        let answer = Arc::new(Answer::new(u64::MAX, Packed::of_asset(asset, coding), &key));
        self.put(key, Arc::clone(&answer));
        answer
    }

    /// The answer if it is of this generation, and the one kept if it is older.
    fn found(&self, key: &Key, generation: u64) -> (Option<Arc<Answer>>, Option<Arc<Answer>>) {
        match self.shelf().answer(key).cloned() {
            Some(answer) if answer.is_of(generation) => (Some(answer), None),
            stale => (None, stale),
        }
    }

    fn put(&self, key: Arc<Key>, answer: Arc<Answer>) {
        let left = self.shelf().put(key, answer);
        for answer in left {
            self.door.closes_to(&answer);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn makings(&self) -> MutexGuard<'_, HashMap<Arc<Key>, Arc<Turn<()>>>> {
        self.makings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who waits for an answer to be made, or makes it.
struct Making<'a> {
    kept: &'a Kept,
    key: Arc<Key>,
    turn: Arc<Turn<()>>,
}

impl<'a> Making<'a> {
    fn of(kept: &'a Kept, key: Arc<Key>) -> Self {
        let turn = Arc::clone(kept.makings().entry(Arc::clone(&key)).or_default());
        Self { kept, key, turn }
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        let mut makings = self.kept.makings();
        // The last one takes the key away: one is here, one in the table.
        if Arc::strong_count(&self.turn) <= 2 {
            makings.remove(&*self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Content;
    use super::*;

    fn kept() -> Kept {
        Kept::new(Arc::default())
    }

    fn content(text: &str) -> Content {
        Content { media_type: "text/plain; charset=utf-8".into(), body: text.as_bytes().to_vec() }
    }

    async fn asked(kept: &Kept, generation: u64, text: &str) -> (usize, bool) {
        let make = || async { Ok(content(text)) };
        let answer = kept.or_made("/".to_owned(), Coding::Identity, generation, make).await;
        answer.map_or((0, false), |(answer, is_made)| (answer.packed.size(), is_made))
    }

    #[tokio::test]
    async fn an_answer_is_made_once_for_each_generation() {
        let kept = kept();
        let (short, is_made) = asked(&kept, 1, "a").await;
        assert!(is_made);
        assert_eq!(asked(&kept, 1, "longer").await, (short, false));
        let (longer, is_made) = asked(&kept, 2, "longer").await;
        assert!(longer > short && is_made);
        let older = asked(&kept, 1, "a").await;
        assert_eq!(older, (longer, false), "an older request takes the newer answer");
        assert!(kept.makings().is_empty());
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let kept = kept();
        let make = || async { Err::<Content, _>(crate::view::Trouble::NotFound.into()) };
        let failed = kept.or_made("/".to_owned(), Coding::Identity, 1, make).await;
        assert!(failed.is_err() && kept.makings().is_empty());
        assert!(asked(&kept, 1, "a").await.1);
    }

    #[tokio::test]
    async fn many_who_ask_at_once_wait_for_one_making() {
        let kept = kept();
        let count = AtomicU8::new(0);
        let ask = || async {
            let make = || async {
                count.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(content("a"))
            };
            kept.or_made("/".to_owned(), Coding::Brotli, 1, make).await.map(|_| ()).ok()
        };
        let answers = tokio::join!(ask(), ask(), ask(), ask());
        assert_eq!(answers, (Some(()), Some(()), Some(()), Some(())));
        assert_eq!(count.into_inner(), 1);
        assert!(kept.makings().is_empty());
    }

    #[tokio::test]
    async fn what_did_not_change_is_not_packed_again() {
        let kept = kept();
        let ask = async |generation, text: &str| {
            let make = || async { Ok(content(text)) };
            let answer = kept.or_made("/".to_owned(), Coding::Brotli, generation, make).await;
            answer.ok().map(|(answer, _)| answer.packed.body().as_ptr())
        };
        let first = ask(1, "the same").await;
        assert_eq!(ask(2, "the same").await, first);
        assert_ne!(ask(3, "another").await, first);
    }
}
