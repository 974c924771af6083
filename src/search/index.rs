//! What the index holds of a document.

use std::collections::BTreeMap;

use super::Lexicon;
use crate::address::Slug;
use crate::authority::Entity;
use crate::document::Document;

/// What the index holds of a document: tokens joined by blanks, one string for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indexed {
    /// The title.
    pub title: String,
    /// The summary.
    pub summary: String,
    /// The English text.
    pub en: String,
    /// The Korean text.
    pub ko: String,
    /// All other texts.
    pub xx: String,
    /// Second readings of all these.
    pub alt: String,
    /// The main and second column of each block, over all texts in their order.
    pub blocks: Vec<(String, String)>,
    /// The words as they stand, folded, with the number of blocks that hold each.
    pub words: BTreeMap<String, u32>,
    /// Names that stand in the texts.
    pub names: Vec<NameForm>,
    /// Entries of the authority files that stand in the texts.
    pub sightings: Vec<Sighting>,
}

/// A name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameForm {
    /// What names that may be one have in common.
    pub key: String,
    /// The letters as they stand.
    pub form: String,
}

/// An entry of the authority files in a block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// The block's place among all blocks of the document, from 1; 0 is title and summary.
    pub ordinal: u32,
    /// The entry.
    pub entity: Entity,
    /// The spelling as it stands there.
    pub form: String,
}

/// What the index holds of `document`.
#[must_use]
pub fn indexed(document: &Document, id: &Slug, lexicon: &Lexicon) -> Indexed {
    let _ = (document, id, lexicon);
    Indexed::default()
}
