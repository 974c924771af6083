//! What both texts hold, and what it is worth.
//!
//! In come the anchors of all blocks; out goes, for each pair of blocks in the band, the worth of
//! what they share. An anchor is worth the more, the fewer blocks hold it, and the less, the more
//! its counts in the two texts differ; what a block holds and its counterpart lacks costs a part of
//! that. A number that stands nowhere in the other text speaks against any counterpart.

use crate::document::Text;

use super::anchors;
use super::band::{self, Band};

/// How much of a shared anchor's weight its lack on one side costs.
const LACK: f32 = 0.25;

/// What a number costs that stands nowhere in the other text, and the most for a block.
const NOWHERE: (f32, f32) = (0.4, 2.0);

/// How many places an anchor may have in both texts, multiplied, for each block of the longer
/// text, and for any text: what stands everywhere says nothing and costs much to say.
const PLACES: (usize, usize) = (16, 64);

/// An anchor in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: u64,
    /// The text: 0 the first, 1 the other.
    side: usize,
    /// The block's place, from 0.
    block: usize,
    worth: u8,
    expected: bool,
}

/// The anchors of both texts, sorted by key, side and block.
pub(super) struct Held {
    entries: Vec<Entry>,
    blocks: [usize; 2],
}

/// What pairs of blocks share, by the cells of a band: row and column are the blocks' places.
pub(super) struct Shared {
    /// The worth of what both hold.
    pub(super) both: Vec<f32>,
    /// The part that the next block of the first text holds as well: it would be counted twice
    /// when both are joined.
    pub(super) in_first_too: Vec<f32>,
    /// The part that the next block of the other text holds as well.
    pub(super) in_other_too: Vec<f32>,
    /// What each block costs if its counterpart has nothing of what it holds.
    pub(super) lacks: [Vec<f32>; 2],
}

impl Held {
    /// What two texts hold.
    pub(super) fn new(first: &Text, other: &Text) -> Self {
        let mut entries = Vec::new();
        for (side, text) in [first, other].into_iter().enumerate() {
            for (block, words) in text.blocks.iter().enumerate() {
                entries.extend(anchors::of(&words.text).into_iter().map(|anchor| Entry {
                    key: anchor.key,
                    side,
                    block,
                    worth: anchor.worth,
                    expected: anchor.expected,
                }));
            }
        }
        entries.sort_unstable();
        Self { entries, blocks: [first.blocks.len(), other.blocks.len()] }
    }

    /// Each anchor with its entries of the first text and those of the other.
    fn anchors(&self) -> impl Iterator<Item = (&[Entry], &[Entry])> {
        self.entries
            .chunk_by(|one, next| one.key == next.key)
            .map(|anchor| anchor.split_at(anchor.partition_point(|entry| entry.side == 0)))
    }

    /// The places of sure anchors that stand once in each text.
    pub(super) fn posts(&self) -> Vec<(usize, usize)> {
        let places = self
            .anchors()
            .filter_map(|anchor| match anchor {
                ([one], [two]) if one.worth >= 70 => Some((one.block, two.block)),
                _ => None,
            })
            .collect();
        band::posts(places)
    }

    /// What the pairs of blocks in the band share.
    pub(super) fn weighed(&self, band: &Band) -> Shared {
        let none = || vec![0.0_f32; band.cells()];
        let mut shared = Shared {
            both: none(),
            in_first_too: none(),
            in_other_too: none(),
            lacks: self.blocks.map(|blocks| vec![0.0; blocks]),
        };
        let mut nowhere = self.blocks.map(|blocks| vec![0.0_f32; blocks]);
        for (first, other) in self.anchors() {
            if first.is_empty() || other.is_empty() {
                for entry in first.iter().chain(other).filter(|entry| entry.expected) {
                    nowhere[entry.side][entry.block] += NOWHERE.0;
                }
            } else {
                self.weigh(first, other, band, &mut shared);
            }
        }
        for (lacks, nowhere) in shared.lacks.iter_mut().zip(nowhere) {
            for (lack, nowhere) in lacks.iter_mut().zip(nowhere) {
                *lack += nowhere.min(NOWHERE.1);
            }
        }
        shared
    }

    /// Adds one anchor that both texts hold.
    #[expect(clippy::cast_precision_loss, reason = "numbers of blocks are small")]
    fn weigh(&self, first: &[Entry], other: &[Entry], band: &Band, shared: &mut Shared) {
        let blocks = self.blocks[0].max(self.blocks[1]);
        let counts = [first.len() as f32, other.len() as f32];
        let (fewer, more) = (counts[0].min(counts[1]), counts[0].max(counts[1]));
        let rarity = ((blocks as f32 + 6.0) / (more + 0.5)).ln();
        let worth = f32::from(first[0].worth.min(other[0].worth)) / 60.0;
        let weight = worth * (fewer / more).sqrt() * rarity;
        let places = first.len().saturating_mul(other.len());
        if weight < 0.1 || places > PLACES.0 * blocks + PLACES.1 {
            return;
        }
        // The text that holds it more often must lack it sometimes.
        let lack = counts.map(|count| LACK * weight * fewer / count);
        for entry in first.iter().chain(other) {
            shared.lacks[entry.side][entry.block] += lack[entry.side];
        }
        let whole = weight + lack[0] + lack[1];
        let goes_on = |entries: &[Entry], at: usize| {
            entries.get(at + 1).is_some_and(|next| next.block == entries[at].block + 1)
        };
        for (at, one) in first.iter().enumerate() {
            for (place, two) in other.iter().enumerate() {
                let Some(cell) = band.cell(one.block, two.block) else { continue };
                shared.both[cell] += whole;
                if goes_on(first, at) {
                    shared.in_first_too[cell] += whole;
                }
                if goes_on(other, place) {
                    shared.in_other_too[cell] += whole;
                }
            }
        }
    }
}
