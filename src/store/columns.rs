//! What lists show of a document and find it by: the columns of its row that follow from its text.

use super::Result;
use super::rows::{checksum, word};
use crate::document::{Document, PartialDate};

/// The columns of `document` that can be made again from the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(super) sort_key: String,
    pub(super) date_value: Option<String>,
    pub(super) date_read_from: Option<String>,
    pub(super) first_day: Option<String>,
    pub(super) last_day: Option<String>,
    pub(super) year: Option<i64>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) archive: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) languages: String,
    pub(super) description: String,
    pub(crate) text_sha256: String,
}

impl Columns {
    /// The columns of this document.
    pub(crate) fn of(document: &Document) -> Result<Self> {
        let description = &document.description;
        let date = description.date;
        let first_day = date.value.map(|value| value.start().first_day());
        let last_day = date.value.map(|value| value.end().last_day());
        Ok(Self {
            sort_key: date.sort_key(),
            date_value: date.value.map(|value| value.to_string()),
            date_read_from: date.read_from.as_ref().map(word).transpose()?,
            first_day: first_day.map(|day| PartialDate::Day(day).to_string()),
            last_day: last_day.map(|day| PartialDate::Day(day).to_string()),
            year: first_day.map(|day| i64::from(day.year())),
            title: description.title.clone(),
            summary: description.summary.clone(),
            archive: description.archive.clone(),
            reference: description.source.clone(),
            languages: serde_json::to_string(&document.languages())?,
            description: serde_json::to_string(description)?,
            text_sha256: checksum(document)?,
        })
    }
}
