//! Words whose rows are asked for: those of long lists as they were abridged, all others as their
//! pages say.

use std::sync::Arc;

use super::super::digest::Digest;
use super::super::extent::Extent;
use super::super::pages::{Located, Pages, Run};
use super::super::sought::word_read;
use super::super::wanted::Wanted;
use super::{Fetched, LONG, Reading, beside, torn};
use crate::store::Result;

impl Reading<'_> {
    /// Learns what is abridged of words; answers where the others are.
    pub(super) async fn without_abridged(
        &mut self,
        words: impl Iterator<Item = ((Wanted, usize), Located)>,
    ) -> Result<Fetched> {
        let (mut fetched, mut lists) = (Fetched::new(), Vec::new());
        let mut size = 0;
        for (key, Located { run, lists: of_key }) in words {
            for (word, list) in of_key {
                size += list.packed.len();
                lists.push((key.clone(), word, list));
            }
            fetched.insert(key, run);
        }
        let read = beside(size >= LONG, move || {
            let digests = lists.into_iter().map(|(key, word, list)| (key, word, list.digest()));
            digests.collect::<Vec<_>>()
        });
        let mut words = Vec::new();
        for (key, word, digest) in read.await? {
            // What is damaged stands in the index too.
            let Some(digest) = digest.map(Arc::new) else { continue };
            if key.0.is_prefix {
                self.beginning.entry(key).or_default().push((word, digest));
            } else {
                fetched.remove(&key);
                words.push((key, digest));
            }
        }
        self.learn(words);
        Ok(fetched)
    }

    /// The pages of this run but for those on which there are only rows that are known.
    pub(super) fn without_known(&self, key: &(Wanted, usize), (mut first, last): Run) -> Vec<Run> {
        let known = self.beginning.get(key).map_or(&[][..], Vec::as_slice);
        let mut known: Vec<&Extent> = known.iter().map(|(_, digest)| &digest.pages).collect();
        known.sort_unstable_by_key(|pages| pages.first);
        let mut runs = Vec::with_capacity(known.len() + 1);
        for pages in known {
            runs.push((first, pages.first));
            // Another word may begin on the last page of the list.
            let count = i64::try_from(pages.rows.len()).unwrap_or(i64::MAX);
            first = pages.first.saturating_add(count).saturating_sub(1);
        }
        runs.push((first, last));
        runs
    }

    /// What whole words come to that were read.
    pub(super) async fn words_read(
        &self,
        read: Pages,
        fetched: &Fetched,
    ) -> Result<(Arc<Pages>, Vec<((Wanted, usize), Arc<Digest>)>)> {
        let read = Arc::new(read);
        let words = fetched.iter().filter(|((word, _), _)| word.is_word());
        let words: Vec<((Wanted, usize), Run)> =
            words.map(|(word, run)| (word.clone(), *run)).collect();
        let bits = self.table.bits();
        let pages = Arc::clone(&read);
        let made = beside(read.size() >= LONG, move || {
            let digests = words.into_iter().map(|((word, segment), run)| {
                let digest = word_read(&pages, &word, run, bits)?;
                Some(((word, segment), Arc::new(digest)))
            });
            digests.collect::<Option<Vec<_>>>()
        });
        Ok((read, made.await?.ok_or_else(torn)?))
    }
}
