//! Answers kept in memory, so that a page that many ask for is made once.
//!
//! In come a name for what is asked and a way to make it; out goes the packed content. An entry
//! carries the room's generation: one from before the last change is made again, and keeps its
//! entity tag if nothing in it changed. Requests for one page wait for one making. The whole is
//! bounded by its bytes, whatever is asked for.

use std::sync::Arc;

use moka::future::Cache;
use moka::ops::compute::{CompResult, Op};

use super::answer::{Dispatch, Packed};
use super::error::Error;
use super::negotiation::Coding;

/// The most that is kept, in bytes.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// What a kept answer is found by: path, known parameters in their order, media type.
pub(super) type Name = String;

/// An answer and the generation of the room that it was made in.
#[derive(Debug)]
struct Entry {
    generation: u64,
    packed: Packed,
}

/// The answers kept.
#[derive(Debug, Clone)]
pub(super) struct Kept(Cache<(Name, Coding), Arc<Entry>>);

impl Default for Kept {
    fn default() -> Self {
        let size = |(name, _): &(Name, Coding), entry: &Arc<Entry>| {
            u32::try_from(name.len() + entry.packed.size()).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(MOST_BYTES).weigher(size).build())
    }
}

impl Kept {
    /// The answer named `name`, made by `make` unless one of this generation or a later is kept.
    ///
    /// # Errors
    /// What `make` says; nothing is kept then.
    pub(super) async fn or_made<F, C>(
        &self,
        name: Name,
        coding: Coding,
        generation: u64,
        make: impl FnOnce() -> F + Send,
    ) -> Result<Packed, Error>
    where
        F: Future<Output = Result<C, Error>> + Send,
        C: Into<Dispatch>,
    {
        let key = (name, coding);
        let is_fresh = |entry: &Arc<Entry>| entry.generation >= generation;
        if let Some(entry) = self.0.get(&key).await.filter(is_fresh) {
            return Ok(entry.packed.clone());
        }
        let outcome = self
            .0
            .entry(key)
            .and_try_compute_with(async |kept| {
                if kept.is_some_and(|kept| is_fresh(kept.value())) {
                    return Ok(Op::Nop);
                }
                let content: Dispatch = make().await?.into();
                // A long body takes milliseconds to pack; others are not to wait for it.
                let packed = tokio::task::spawn_blocking(move || Packed::new(content, coding));
                let packed = packed.await.map_err(Error::internal)?;
                Ok::<_, Error>(Op::Put(Arc::new(Entry { generation, packed })))
            })
            .await?;
        match outcome {
            CompResult::Inserted(entry)
            | CompResult::ReplacedWith(entry)
            | CompResult::Unchanged(entry)
            | CompResult::Removed(entry) => Ok(entry.value().packed.clone()),
            CompResult::StillNone(_) => {
                Err(Error::internal(std::io::Error::other("nothing was made")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Content;
    use super::*;

    fn content(text: &str) -> Content {
        Content { media_type: "text/plain; charset=utf-8".into(), body: text.as_bytes().to_vec() }
    }

    async fn asked(kept: &Kept, generation: u64, text: &str) -> usize {
        let make = || async { Ok(content(text)) };
        let answer = kept.or_made("/".to_owned(), Coding::Identity, generation, make).await;
        answer.map_or(0, |packed| packed.size())
    }

    #[tokio::test]
    async fn an_answer_is_made_once_for_each_generation() {
        let kept = Kept::default();
        let short = asked(&kept, 1, "a").await;
        assert_eq!(asked(&kept, 1, "longer").await, short);
        assert!(asked(&kept, 2, "longer").await > short);
        assert!(asked(&kept, 1, "a").await > short, "an older request takes the newer answer");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let kept = Kept::default();
        let make = || async { Err::<Content, _>(crate::view::Trouble::NotFound.into()) };
        let failed = kept.or_made("/".to_owned(), Coding::Identity, 1, make).await;
        assert!(failed.is_err());
        assert!(asked(&kept, 1, "a").await > 0);
    }
}
