//! The authority files' spellings as the tokenizer sees them, and where they stand in a text.

use std::ops::Range;

use super::Named;
use crate::address::Slug;
use crate::authority::{Authority, Entity};

/// All spellings of all entries, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    authority: Authority,
}

/// A spelling of an entry in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The entries that have this spelling; more than one where nothing tells which is meant.
    pub entities: Vec<Entity>,
}

impl Lexicon {
    /// The lexicon of the authority files.
    #[must_use]
    pub fn new(authority: Authority) -> Self {
        Self { authority }
    }

    /// The entries.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// An entry with its authorised name.
    #[must_use]
    pub fn named(&self, entity: Entity) -> Named {
        let name = match self.authority.entry(&entity) {
            Some(entry) => entry.name.clone(),
            None => entity.id.to_string(),
        };
        Named { entity, name }
    }

    /// The entries that have this spelling.
    #[must_use]
    pub fn entities_named(&self, name: &str) -> Vec<Entity> {
        let _ = name;
        Vec::new()
    }

    /// What stands in `text`, a block or title of the document `id`: longest spellings first,
    /// apart from each other, in order.
    #[must_use]
    pub fn mentions(&self, text: &str, id: &Slug) -> Vec<Mention> {
        let _ = (text, id);
        Vec::new()
    }
}
