//! What was put right in the room after it was first shown.

use crate::address::Slug;

use super::{Statement, Tombstone};

/// Something that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The document.
    pub id: Slug,
    /// Its title, where it is still here and its source states one.
    pub title: Option<String>,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// What.
    pub what: Corrected,
}

/// What was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// The source changed: these are the first 12 hex digits of the new edition and of the one
    /// before.
    Replaced {
        /// The new one.
        edition: String,
        /// The one before.
        before: String,
    },
    /// The editors changed what they state beside the source; all of it as it is now.
    Stated(Vec<Statement>),
    /// The document was withdrawn.
    Withdrawn(Box<Tombstone>),
    /// It is no longer withdrawn.
    Restored,
}
