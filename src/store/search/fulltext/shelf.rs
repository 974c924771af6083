//! What was read of the index and is kept: how its tables were last seen, and the rows of phrases
//! that were looked for.
//!
//! Kept by segment: a document that changes leaves what was read of all other segments as it is.
//! The whole is bounded by its bytes; what was asked for least lately goes first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::anatomy::{Anatomy, Identity};
use super::digest::Digest;
use super::wanted::Wanted;

/// The most that is kept, in bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// What a phrase takes beside its rows, in bytes.
const AROUND: usize = 192;

/// What is kept of the index.
#[derive(Debug, Default)]
pub(in crate::store) struct Shelf {
    anatomies: Mutex<Arc<[Anatomy; 2]>>,
    digests: Mutex<Digests>,
    /// Changes every page that is read.
    #[cfg(test)]
    pub(super) spoiled: Mutex<Option<super::tests::Spoil>>,
}

#[derive(Debug, Default)]
struct Digests {
    known: HashMap<Wanted, Known>,
    /// What all take, in bytes.
    size: usize,
    /// How often anything was asked for.
    asked: u64,
}

#[derive(Debug, Default)]
struct Known {
    of_segments: Vec<(Identity, Arc<Digest>)>,
    /// When it was asked for last.
    asked: u64,
}

impl Known {
    fn size(&self) -> usize {
        AROUND + self.of_segments.iter().map(|(_, digest)| digest.size() + 64).sum::<usize>()
    }
}

impl Shelf {
    /// How the tables were last seen.
    pub(super) fn anatomies(&self) -> Arc<[Anatomy; 2]> {
        Arc::clone(&self.anatomies.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes how the tables are now. What is kept of segments that are no more goes.
    pub(super) fn see(&self, anatomies: [Anatomy; 2]) {
        let anatomies = Arc::new(anatomies);
        *self.anatomies.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&anatomies);
        let mut digests = self.digests();
        let mut size = 0;
        digests.known.retain(|wanted, known| {
            let segments = &anatomies[wanted.table as usize].segments;
            known.of_segments.retain(|(identity, _)| {
                segments.iter().any(|segment| segment.is_still && segment.identity == *identity)
            });
            let stays = !known.of_segments.is_empty();
            size += if stays { known.size() } else { 0 };
            stays
        });
        digests.size = size;
    }

    /// What is kept of a phrase, by segment.
    pub(super) fn known(&self, wanted: &Wanted, anatomy: &Anatomy) -> Vec<Option<Arc<Digest>>> {
        let mut digests = self.digests();
        digests.asked += 1;
        let asked = digests.asked;
        let known = digests.known.get_mut(wanted);
        let of = |identity: Identity, known: &Known| {
            let digest = known.of_segments.iter().find(|(of, _)| *of == identity);
            digest.map(|(_, digest)| Arc::clone(digest))
        };
        let Some(known) = known else { return vec![None; anatomy.segments.len()] };
        known.asked = asked;
        anatomy.segments.iter().map(|segment| of(segment.identity, known)).collect()
    }

    /// Keeps what a phrase comes to in a segment.
    pub(super) fn keep(&self, wanted: &Wanted, segment: Identity, digest: &Arc<Digest>) {
        let mut digests = self.digests();
        let asked = digests.asked;
        let known = digests.known.entry(wanted.clone()).or_default();
        let before = if known.of_segments.is_empty() { 0 } else { known.size() };
        known.asked = asked;
        known.of_segments.retain(|(of, _)| *of != segment);
        known.of_segments.push((segment, Arc::clone(digest)));
        let after = known.size();
        digests.size = digests.size + after - before;
        if digests.size > MOST_BYTES {
            digests.make_room();
        }
    }

    fn digests(&self) -> MutexGuard<'_, Digests> {
        self.digests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Digests {
    /// Lets go what was asked for least lately, an eighth of all.
    fn make_room(&mut self) {
        let mut by_time: Vec<(u64, usize)> =
            self.known.values().map(|known| (known.asked, known.size())).collect();
        by_time.sort_unstable();
        let (mut freed, mut last) = (0, 0);
        for (asked, size) in by_time {
            if freed > MOST_BYTES / 8 {
                break;
            }
            freed += size;
            last = asked;
        }
        self.known.retain(|_, known| known.asked > last);
        self.size = self.known.values().map(Known::size).sum();
    }
}
