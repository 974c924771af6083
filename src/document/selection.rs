//! Documents that a reader chose one by one.

use crate::address::Slug;

use super::{Card, Entry};

/// Documents that a reader chose, in the order in which they were named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Those that are here; one that moved stands at its new address.
    pub entries: Vec<Entry>,
    /// Their cards, in the same order.
    pub cards: Vec<Card>,
    /// Those that were withdrawn.
    pub withdrawn: Vec<Slug>,
    /// What no document was ever called.
    pub unknown: Vec<String>,
}

impl Selection {
    /// The most documents that one address chooses.
    pub const MOST: usize = 200;

    /// The documents that are here.
    #[must_use]
    pub fn ids(&self) -> Vec<Slug> {
        self.cards.iter().map(|card| card.id.clone()).collect()
    }
}
