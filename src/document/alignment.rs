//! Which blocks of two texts say the same.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Language;

/// The pairs of ranges that join the first text of a document with another.
///
/// Every block of both texts stands in exactly one pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alignment {
    /// The language of the other text.
    pub language: Language,
    /// The pairs in the order of the first text.
    pub pairs: Vec<Pair>,
}

/// Blocks that belong together; one side may be empty, never both.
///
/// The ranges hold block numbers, which begin at 1; the end is excluded. An empty range stands at
/// the number where the counterpart would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Blocks of the first text.
    pub first: Range<u32>,
    /// Blocks of the other text.
    pub other: Range<u32>,
}
