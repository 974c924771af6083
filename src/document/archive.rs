//! A place in an archive with what stands there.

use super::{Entry, Shelfmark};

/// All archives, or a place in one: the places just below it and its own documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// The place; empty for all archives.
    pub mark: Shelfmark,
    /// The parts of its address, one for each level.
    pub parts: Vec<String>,
    /// How many documents stand here and below.
    pub total: u64,
    /// The places just below, in the order of their values.
    pub below: Vec<UnitBelow>,
    /// How many documents stand here and not below.
    pub own: u64,
    /// Those of this page, by first leaf, last leaf, and date.
    pub documents: Vec<Filed>,
    /// The opaque key that the next page begins after, if there is one.
    pub next: Option<String>,
    /// Of all archives: how many documents name none.
    pub unplaced: u64,
}

/// A place just below another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitBelow {
    /// Its value as printed, `None` where the level is not stated.
    pub value: Option<String>,
    /// The last part of its address.
    pub part: String,
    /// How many documents stand there and below.
    pub total: u64,
}

impl UnitBelow {
    /// The parts of its address, below that of `above`.
    #[must_use]
    pub fn parts(&self, above: &Unit) -> Vec<String> {
        above.parts.iter().chain([&self.part]).cloned().collect()
    }
}

/// A document in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The document.
    pub entry: Entry,
    /// The leaves that place it, with how many documents cite the very same.
    pub leaves: Option<(String, u64)>,
    /// Whether the editors state the leaves.
    pub leaves_stated: bool,
    /// The date by which it stands here where the editors state another than the source's.
    pub date_stated: Option<String>,
}

/// What an address below `/archives` comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitFound {
    /// A place.
    Here(Box<Unit>),
    /// Several places have this address; each has one of its own. The place above them, with only
    /// these below it.
    Several(Box<Unit>),
    /// Nothing. The nearest place above, with what there is below it.
    Nothing(Box<Unit>),
}
