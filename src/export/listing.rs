//! A page of the listing as a table.

use super::{Desk, csv};
use crate::address::{ListingQuery, Slug};
use crate::document::{Entry, Language, Listing};

const COLUMNS: [&str; 8] =
    ["id", "address", "date", "title", "summary", "archive", "languages", "edition"];

/// The documents of this page, a line each, as its JSON has them.
#[must_use]
pub(super) fn table(desk: Desk<'_>, _: &ListingQuery, listing: &Listing) -> String {
    entries(desk, &listing.entries)
}

/// Documents of a list, a line each.
#[must_use]
pub(super) fn entries(desk: Desk<'_>, entries: &[Entry]) -> String {
    let rows = entries.iter().map(|entry| {
        let languages: Vec<&str> = entry.languages.iter().map(Language::as_str).collect();
        vec![
            Slug::as_str(&entry.id).to_owned(),
            desk.links.absolute(&desk.links.document(&entry.id)),
            entry.date.value.map(|date| date.to_string()).unwrap_or_default(),
            entry.title.clone().unwrap_or_default(),
            entry.summary.clone().unwrap_or_default(),
            entry.archive.clone().unwrap_or_default(),
            languages.join(" "),
            entry.edition.clone(),
        ]
    });
    csv::table(&COLUMNS, rows)
}
