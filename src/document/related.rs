//! Documents that belong with another, and why.

use crate::address::Slug;

use super::{DocumentDate, PartialDate};

/// A document that belongs with the one shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The document.
    pub id: Slug,
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: DocumentDate,
    /// Why, the best reason first; never empty.
    pub reasons: Vec<Relation>,
}

/// Why a document belongs with the one shown. The order is that of their worth, the best first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It captures the same record: same date, title and reference.
    Capture,
    /// It is the entry before in the same journal: same authors, same title but for the date.
    EntryBefore,
    /// It is the entry after.
    EntryAfter,
    /// The text shown names the day that is this document's date.
    Named(Day),
    /// Its text names the day that is the date of the one shown.
    Names(Day),
    /// It is kept in the same archive file; whether the very same leaves are cited for both.
    SameFile {
        /// Whether its reference cites the same leaves.
        same_leaves: bool,
    },
    /// So many people stand in both, and their dates lie within 30 days.
    People(u32),
}

/// A day, as a date of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub jiff::civil::Date);

impl Day {
    /// The day as a date.
    #[must_use]
    pub fn date(self) -> PartialDate {
        PartialDate::Day(self.0)
    }
}

impl Relation {
    /// The reason's name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Capture => "same-record",
            Self::EntryBefore => "journal-entry-before",
            Self::EntryAfter => "journal-entry-after",
            Self::Named(_) => "date-named-here",
            Self::Names(_) => "date-named-there",
            Self::SameFile { same_leaves: true } => "same-leaves",
            Self::SameFile { same_leaves: false } => "same-file",
            Self::People(_) => "same-people",
        }
    }
}
