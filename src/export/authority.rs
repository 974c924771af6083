//! Persons, abbreviations and places as tables.

use std::collections::BTreeMap;

use crate::authority::{Authority, Dossier, Entity, EntityKind, Entry, Presence, Register};

use super::{Desk, csv};

/// A page of the persons, a line each.
#[must_use]
pub(super) fn people(
    desk: Desk<'_>,
    register: &Register<'_>,
    presences: &BTreeMap<Entity, Presence>,
) -> String {
    let names = ["id", "name", "hangul", "dates", "note", "documents", "mentions", "address"];
    let rows = register.entries.iter().map(|entry| {
        let (documents, mentions) = counts(entry, presences);
        vec![
            entry.entity.id.to_string(),
            entry.name.clone(),
            entry.hangul().unwrap_or_default().to_owned(),
            entry.dates.clone().unwrap_or_default(),
            entry.note.clone().unwrap_or_default(),
            documents,
            mentions,
            desk.links.absolute(&desk.links.person(&entry.entity.id, None)),
        ]
    });
    csv::table(&names, rows)
}

/// The abbreviations, terms and places, a line each; other spellings between semicolons.
#[must_use]
pub(super) fn terms(
    desk: Desk<'_>,
    register: &Register<'_>,
    presences: &BTreeMap<Entity, Presence>,
) -> String {
    let names = [
        "id",
        "kind",
        "name",
        "expansion",
        "note",
        "spellings",
        "documents",
        "mentions",
        "address",
    ];
    let rows = register.entries.iter().map(|entry| {
        let (documents, mentions) = counts(entry, presences);
        let spellings: Vec<&str> = entry.variants.iter().map(|v| v.form.as_str()).collect();
        vec![
            entry.entity.id.to_string(),
            entry.entity.kind.as_str().to_owned(),
            entry.name.clone(),
            entry.expansion.clone().unwrap_or_default(),
            entry.note.clone().unwrap_or_default(),
            spellings.join("; "),
            documents,
            mentions,
            desk.links.absolute(&desk.links.term(&entry.entity.id)),
        ]
    });
    csv::table(&names, rows)
}

fn counts(entry: &Entry, presences: &BTreeMap<Entity, Presence>) -> (String, String) {
    let (documents, mentions) =
        presences.get(&entry.entity).map_or((0, 0), |known| (known.documents, known.mentions));
    (documents.to_string(), mentions.to_string())
}

/// A page of a person's mentions, a line each, by the dates of the documents.
#[must_use]
pub(super) fn person(desk: Desk<'_>, entry: &Entry, dossier: &Dossier, _: &Authority) -> String {
    let names = ["name", "id", "title", "date", "archive", "printed", "place", "address", "text"];
    let rows = dossier.page.documents.iter().flat_map(|(document, mentions)| {
        mentions.iter().map(move |mentioned| {
            let anchor = mentioned.spot.anchor();
            let address = match &anchor {
                Some(anchor) => desk.links.place_on_page(&document.id, anchor, None),
                None => desk.links.document(&document.id),
            };
            let printed =
                mentioned.ranges.iter().filter_map(|range| mentioned.text.get(range.clone()));
            let mut printed: Vec<&str> = printed.collect();
            printed.dedup();
            vec![
                entry.name.clone(),
                document.id.to_string(),
                document.title.clone().unwrap_or_default(),
                document.date.value.map(|date| date.to_string()).unwrap_or_default(),
                document.archive.clone().unwrap_or_default(),
                printed.join("; "),
                anchor.map(|anchor| anchor.to_string()).unwrap_or_default(),
                desk.links.absolute(&address),
                crate::markup::plain(&mentioned.text),
            ]
        })
    });
    csv::table(&names, rows)
}

/// The page of an entry: a person's own, else its place among the terms.
#[must_use]
pub(super) fn page_of(desk: Desk<'_>, entity: &Entity) -> String {
    match entity.kind {
        EntityKind::Person => desk.links.person(&entity.id, None),
        EntityKind::Place | EntityKind::Term => desk.links.term(&entity.id),
    }
}
