//! What a search gives: documents with their passages, counts by facet.

use crate::address::{Anchor, Slug};
use crate::authority::Entity;
use crate::document::{Entry, Language};

use super::{Compiled, Marked, ladder};

/// Documents on a page of results.
pub const RESULTS: u64 = 20;
/// Results beyond this place are not shown; a reader narrows the search instead.
pub const LAST_RESULT: u64 = 1_000;

/// What a search gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Whether anything was asked for: a word, or a condition in the query itself.
    pub is_any: bool,
    /// What was looked for in the end, and what is to be said of the query as it was typed.
    pub compiled: Compiled,
    /// What was found.
    pub found: Found,
    /// The query that found it, where the one typed found nothing.
    pub eased: Option<ladder::Step>,
    /// Other spellings of words that no document holds.
    pub spellings: Vec<Respelling>,
    /// Names in the query that more than one entry of the authority files has.
    pub choices: Vec<(String, Vec<Named>)>,
}

/// Another spelling of a word that no document holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelling {
    /// The spelling, as it stands in the texts.
    pub spelling: String,
    /// The whole query with it.
    pub query: String,
}

/// An entry of the authority files with its authorised name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The entry.
    pub entity: Entity,
    /// Its name; its identifier where the files no longer have it.
    pub name: String,
}

/// A page of results.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// How many documents are found in all.
    pub total: u64,
    /// The documents of this page.
    pub hits: Vec<Hit>,
    /// What the results can be narrowed to.
    pub facets: Facets,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub entry: Entry,
    /// Its place in the order of all results, from 1.
    pub rank: u64,
    /// What is marked in its title.
    pub title: Marked,
    /// What is marked in its summary.
    pub summary: Marked,
    /// The best paragraphs, at most three, in the order of the document.
    pub passages: Vec<Passage>,
    /// In how many paragraphs something was found.
    pub paragraphs: u64,
}

/// A paragraph in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The language of its text.
    pub language: Language,
    /// Its number in that text.
    pub n: u32,
    /// The whole paragraph.
    pub text: String,
    /// What is marked in it.
    pub marked: Marked,
}

impl Passage {
    /// Its place in the document.
    #[must_use]
    pub fn anchor(&self) -> Anchor {
        Anchor::block(self.language.anchor_prefix(), self.n)
    }
}

/// Values to narrow the results to, with the number of documents that have each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Years, the earliest first.
    pub years: Vec<(i64, u64)>,
    /// Archives, the most frequent first.
    pub archives: Vec<(String, u64)>,
    /// Languages, the most frequent first.
    pub languages: Vec<(Language, u64)>,
    /// Persons, the most frequent first.
    pub people: Vec<(Named, u64)>,
    /// Whether there are too many results to count persons in.
    pub people_left_out: bool,
}

/// A result before or after another, and the first place in it where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The document.
    pub id: Slug,
    /// Its title, where the source states one.
    pub title: Option<String>,
    /// Its place in the order of all results, from 1.
    pub rank: u64,
    /// The first paragraph in which something was found; none where only title or summary has it.
    pub at: Option<Anchor>,
}

/// The results before and after one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// The one before.
    pub previous: Option<Step>,
    /// The one after.
    pub next: Option<Step>,
    /// How many documents are found in all.
    pub total: u64,
}
