//! What differs between two editions of a document: paragraph by paragraph in each language, word by
//! word within them, and in the description and the notes.
//!
//! In come two documents as they were read; out go plain values: fields, rows and runs of words. A
//! paragraph is first looked for wherever it stands now, so that one put in at the top makes no other
//! differ. What has no like is told as it is, removed or added. The room reads no clock: its work is
//! bounded by sizes, so the same editions always give the same answer, and what it leaves out it
//! counts. It words nothing and writes no HTML.

mod blocks;
mod description;
mod likeness;
mod notes;
mod words;

use crate::document::{BlockKind, Document, Edition, Language, Note};

pub use words::{Fate, Run, runs};

/// Rows of one text that are told; the rest is counted. Unchanged stretches do not count.
pub const MOST_ROWS: usize = 500;

/// Bytes of both editions' paragraphs that are compared word by word; paragraphs beyond are told
/// whole.
const MOST_BYTES: usize = 1 << 19;

/// Two editions and what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The edition taken for the earlier one.
    pub from: Edition,
    /// The edition taken for the later one.
    pub to: Edition,
    /// What differs.
    pub collation: Collation,
}

/// All that differs between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collation {
    /// Fields of the description whose values differ, in the order of the description.
    pub fields: Vec<FieldChange>,
    /// The texts that differ or stand in one edition only, in the order of the later edition.
    pub texts: Vec<TextCollation>,
    /// Languages whose texts are the same in both, with the number of their paragraphs.
    pub same: Vec<(Language, usize)>,
    /// Notes that differ.
    pub notes: Vec<NoteChange>,
    /// Whether some paragraphs were too long in sum to be compared word by word.
    pub is_coarse: bool,
}

/// A field of the description with both values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name: `title`, `original-language`.
    pub name: &'static str,
    /// The text that it belongs to, where it is a credit of one of several.
    pub language: Option<Language>,
    /// The value in the earlier edition.
    pub before: Option<String>,
    /// The value in the later one.
    pub after: Option<String>,
}

/// One text in both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCollation {
    /// Its language.
    pub language: Language,
    /// How many paragraphs it had; `None` where there was no such text.
    pub before: Option<usize>,
    /// How many it has; `None` where there is none any more.
    pub after: Option<usize>,
    /// What became of the paragraphs, in their order; empty where the text stands in one edition
    /// only.
    pub rows: Vec<Row>,
    /// How many rows are not told.
    pub left_out: usize,
    /// How many paragraphs changed in place.
    pub changed: usize,
    /// How many were added.
    pub added: usize,
    /// How many were removed.
    pub removed: usize,
}

/// What became of a paragraph, or of several that stayed as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Paragraphs that are the same: the numbers of the first one in both editions, and how many.
    Same {
        /// In the earlier edition, from 1.
        before: u32,
        /// In the later one, from 1.
        after: u32,
        /// How many.
        count: u32,
    },
    /// A paragraph whose words, kind or marks changed.
    Changed {
        /// Its number in the earlier edition.
        before: u32,
        /// Its number in the later one.
        after: u32,
        /// Its words, each run with what became of it.
        runs: Vec<Run>,
        /// What it was and is on the page, where that changed.
        kinds: Option<(BlockKind, BlockKind)>,
        /// Whether parts of it are marked otherwise, with the same words.
        is_marked_otherwise: bool,
    },
    /// A paragraph that is gone.
    Removed {
        /// Its number in the earlier edition.
        n: u32,
        /// Its words.
        text: String,
    },
    /// A paragraph that is new.
    Added {
        /// Its number in the later edition.
        n: u32,
        /// Its words.
        text: String,
    },
}

/// A note that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteChange {
    /// The note in the earlier edition.
    pub before: Option<Note>,
    /// The note in the later one.
    pub after: Option<Note>,
}

impl Collation {
    /// Whether nothing that is read out of the two sources differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.texts.is_empty() && self.notes.is_empty()
    }
}

/// What differs between two editions, the first taken for the earlier one.
#[must_use]
pub fn collated(before: &Document, after: &Document) -> Collation {
    let mut collation = Collation {
        fields: description::changes(before, after),
        notes: notes::changes(before, after),
        ..Collation::default()
    };
    let mut bytes_left = MOST_BYTES;
    let gone = before.texts.iter().filter(|text| after.text(&text.language).is_none());
    for text in after.texts.iter().chain(gone) {
        let language = &text.language;
        let (was, is) = (before.text(language), after.text(language));
        if let (Some(was), Some(is)) = (was, is)
            && was.blocks == is.blocks
        {
            collation.same.push((language.clone(), is.blocks.len()));
            continue;
        }
        let told = match (was, is) {
            (Some(was), Some(is)) => blocks::told(&was.blocks, &is.blocks, &mut bytes_left),
            _ => blocks::Told::default(),
        };
        collation.is_coarse |= told.is_coarse;
        collation.texts.push(TextCollation {
            language: language.clone(),
            before: was.map(|text| text.blocks.len()),
            after: is.map(|text| text.blocks.len()),
            rows: told.rows,
            left_out: told.left_out,
            changed: told.changed,
            added: told.added,
            removed: told.removed,
        });
    }
    collation
}

#[cfg(test)]
mod tests;
