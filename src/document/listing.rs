//! Many documents at once: a page of the listing, the room's coverage, its own words.

use serde::{Deserialize, Serialize};

use crate::address::Slug;

use super::{Block, DocumentDate, Entry, Holding, Language, Tombstone};

/// A page of the chronological listing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The documents of this page in reading order.
    pub entries: Vec<Entry>,
    /// How many documents match in all.
    pub total: u64,
    /// The opaque key that the next page begins after, if there is one.
    pub next: Option<String>,
    /// The opaque key that the previous page ends before, if there is one.
    pub previous: Option<String>,
}

/// Documents of a list from one place on, as many as one file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// The documents in the order of the list.
    pub ids: Vec<Slug>,
    /// How many the whole list has.
    pub total: u64,
    /// The opaque key that the rest begins after, if there is one.
    pub next: Option<String>,
}

/// What the room holds, counted over its current documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// How many documents there are.
    pub documents: u64,
    /// How many of them have no date.
    pub undated: u64,
    /// The date of the first dated document in reading order.
    pub first: Option<DocumentDate>,
    /// The latest date of all dated documents.
    pub last: Option<DocumentDate>,
    /// Years with their counts, earliest first; a document counts in the year that it begins in.
    pub years: Vec<(i16, u64)>,
    /// Archives with their counts, by name; of many those with the most documents.
    pub archives: Vec<(String, u64)>,
    /// How many archives there are in all.
    pub archives_in_all: u64,
    /// Languages with the count of documents that have a text in them, most frequent first.
    pub languages: Vec<(Language, u64)>,
}

/// The room's own words, from `collection.md`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Collection {
    /// The room's title.
    pub title: Option<String>,
    /// The introduction, as blocks.
    pub introduction: Vec<Block>,
    /// Where readers report errors: a mail address, or an http or https address.
    #[serde(default)]
    pub contact: Option<String>,
    /// The licence under which the group gives its records and texts away: an http or https
    /// address.
    #[serde(default)]
    pub licence: Option<String>,
    /// The documents that the editors would have readers begin with, by identifier.
    #[serde(default)]
    pub begin: Vec<String>,
}

/// Where a reader may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// With documents that the editors chose, in their order.
    Chosen(Vec<Entry>),
    /// Where they chose none: the first by date, and the one with texts in the most languages. They
    /// may be one.
    Found(Vec<(Entry, Why)>),
}

/// Why a document is offered to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is the first by date.
    First,
    /// It has texts in the most languages.
    MostLanguages,
}

impl Default for Beginning {
    fn default() -> Self {
        Self::Found(Vec::new())
    }
}

impl Beginning {
    /// The documents, to tell more of them.
    pub fn entries_mut(&mut self) -> Vec<&mut Entry> {
        match self {
            Self::Chosen(entries) => entries.iter_mut().collect(),
            Self::Found(found) => found.iter_mut().map(|(entry, _)| entry).collect(),
        }
    }
}

/// The documents before and after one in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<Entry>,
    /// The one after.
    pub next: Option<Entry>,
}

/// What stands at a document's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// The document.
    Here(Box<Holding>),
    /// It moved to another address for good.
    Moved(Slug),
    /// It was withdrawn.
    Gone(Box<Tombstone>),
    /// Nothing ever stood here.
    Unknown,
}
