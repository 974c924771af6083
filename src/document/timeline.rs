//! The room's documents over time.

use crate::address::Slug;

use super::{DateRole, Edtf, PartialDate};

/// How many documents there are of each month, and what took several days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// Months, and years where no month is stated, that have documents, in order; a document counts
    /// where its date begins.
    pub counts: Vec<(PartialDate, u64)>,
    /// How many documents have no date.
    pub undated: u64,
    /// Times of several days that documents describe or cover, the longest of all, in order.
    pub spans: Vec<TimelineSpan>,
    /// How many such times there are in all.
    pub spans_in_all: u64,
}

/// A time of several days that a document describes or covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineSpan {
    /// The document.
    pub id: Slug,
    /// Its title.
    pub title: Option<String>,
    /// Described, or the period that it covers.
    pub role: DateRole,
    /// From when to when.
    pub value: Edtf,
}
