//! A place in the archives as a table.

use crate::document::{Level, Unit};

use super::{Desk, csv};

/// What stands below the place and its own documents of this page, a line each.
#[must_use]
pub(super) fn table(desk: Desk<'_>, unit: &Unit) -> String {
    let names = ["kind", "value", "date", "leaves", "documents", "address"];
    let full = |path: String| desk.links.absolute(&path);
    let kind = unit.mark.next_level().map_or("", Level::as_str);
    let below = unit.below.iter().map(|below| {
        let address = full(desk.links.archives(&below.parts(unit)));
        let value = below.value.clone().unwrap_or_default();
        vec![kind.into(), value, String::new(), String::new(), below.total.to_string(), address]
    });
    let documents = unit.documents.iter().map(|filed| {
        let entry = &filed.entry;
        vec![
            "document".into(),
            entry.title.clone().unwrap_or_default(),
            entry.date.value.map(|date| date.to_string()).unwrap_or_default(),
            filed.leaves.as_ref().map(|(words, _)| words.clone()).unwrap_or_default(),
            "1".into(),
            full(desk.links.document(&entry.id)),
        ]
    });
    csv::table(&names, below.chain(documents))
}
