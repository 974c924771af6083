//! Chosen documents as JSON.

use serde::Serialize;

use crate::address::Slug;
use crate::document::Selection;

use super::super::Desk;
use super::listing::{EntryOut, entry_out};
use super::written;

#[derive(Serialize)]
struct SelectionOut<'a> {
    documents: Vec<EntryOut<'a>>,
    total: usize,
    withdrawn: Vec<&'a str>,
    unknown: &'a [String],
}

/// The chosen documents as in a listing; those that were withdrawn, and what no document is called.
#[must_use]
pub fn selection(desk: Desk<'_>, selection: &Selection) -> String {
    written(&SelectionOut {
        documents: selection.entries.iter().map(|entry| entry_out(desk, entry)).collect(),
        total: selection.entries.len(),
        withdrawn: selection.withdrawn.iter().map(Slug::as_str).collect(),
        unknown: &selection.unknown,
    })
}
