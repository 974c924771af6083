//! Where entries stand in the room's texts, as pages tell it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::address::{Anchor, Slug};
use crate::document::{self, Language};

use super::Entity;

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The title or the summary.
    Opening,
    /// A block of one of its texts.
    Block {
        /// The text's language.
        language: Language,
        /// The block's number in that text, from 1.
        n: u32,
    },
}

impl Spot {
    /// Its anchor on the document's page; the opening has none.
    #[must_use]
    pub fn anchor(&self) -> Option<Anchor> {
        match self {
            Self::Opening => None,
            Self::Block { language, n } => Some(Anchor::block(language.anchor_prefix(), *n)),
        }
    }
}

/// How often an entry stands in the room, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The entry.
    pub entity: Entity,
    /// In how many documents.
    pub documents: u64,
    /// How often; a spelling counts once in a block.
    pub mentions: u64,
    /// The first few places in the first few documents that came in.
    pub first: Vec<(Slug, Spot)>,
}

/// A spelling as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The letters.
    pub form: String,
    /// In how many blocks, titles and summaries.
    pub mentions: u64,
    /// The first few of these.
    pub first: Vec<(Slug, Spot)>,
}

/// An entry that stands in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The entry.
    pub entity: Entity,
    /// Its spellings there with their places, in the order of the document.
    pub places: Vec<(String, Spot)>,
}

/// A page of an entry's mentions, by the dates of their documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mentions {
    /// Documents with the blocks that mention the entry.
    pub documents: Vec<(document::Entry, Vec<Mentioned>)>,
    /// The opaque key that the next page begins after, if there is one.
    pub next: Option<String>,
}

/// A block that mentions an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// Where it stands.
    pub spot: Spot,
    /// The whole text; of the opening, title and summary in two lines.
    pub text: String,
    /// The mentions, as ranges of bytes.
    pub ranges: Vec<Range<usize>>,
}

/// What an entry shares with others: entries that stand in the same documents, the most frequent
/// first, with the number of these documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// The entries and the numbers of documents.
    pub entities: Vec<(Entity, u64)>,
    /// How many documents were looked at, where the entry stands in more.
    pub counted_in: Option<u64>,
}

/// A spelling that a text gives in brackets beside another: `Heo Ga-I [Ho Ka I]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gloss {
    /// The letters in brackets.
    pub form: String,
    /// The letters that they stand beside.
    pub beside: String,
}

/// Everything that the room's texts tell of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dossier {
    /// In how many documents it stands.
    pub documents: u64,
    /// How often it stands there.
    pub mentions: u64,
    /// In which letters.
    pub printed: Vec<Printed>,
    /// A page of its mentions.
    pub page: Mentions,
    /// Who stands beside it.
    pub company: Company,
    /// Spellings in brackets beside its own, with their places.
    pub glosses: Vec<(Gloss, Slug, Spot)>,
    /// The documents that are named in all this, and in the sources of the entry's statements.
    pub named: BTreeMap<Slug, document::Entry>,
}
