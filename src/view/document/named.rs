//! The people, places and abbreviations that stand in a document.

use std::collections::BTreeSet;

use crate::authority::{Authority, EntityKind, Entry, Named, Spot, sorted_as};
use crate::document::Holding;

use super::super::Room;
use super::earlier;
use super::reading::{Cell, Reading};

/// Places that are named with each spelling.
const MOST_PLACES: usize = 12;

/// Entries of one kind.
pub(super) struct NamedGroup {
    /// `People`.
    pub heading: String,
    pub entries: Vec<NamedLine>,
}

/// An entry with its spellings here.
pub(super) struct NamedLine {
    /// Its page.
    pub href: String,
    pub name: String,
    /// What an abbreviation stands for.
    pub expansion: Option<String>,
    pub forms: Vec<NamedForm>,
}

/// A spelling, and where it stands.
pub(super) struct NamedForm {
    /// The letters, where they are not those of the name; of a misprint what it is read as.
    pub form: Option<String>,
    /// Places: label and path.
    pub places: Vec<(String, Option<String>)>,
    /// How many further places there are.
    pub more: Option<String>,
}

/// What stands in the document, by kind and then by name.
pub(super) fn groups(
    room: &Room,
    holding: &Holding,
    reading: &Reading,
    named: &[Named],
    authority: &Authority,
) -> Vec<NamedGroup> {
    let blocks = reading.rows.iter().flat_map(|row| &row.cells).flat_map(Cell::blocks);
    let shown: BTreeSet<&str> = blocks.map(|block| block.id.as_str()).collect();
    let page = Page { room, holding, shown };
    let kinds = [
        (EntityKind::Person, "named-people"),
        (EntityKind::Place, "named-places"),
        (EntityKind::Term, "named-terms"),
    ];
    let group = |(kind, heading): (EntityKind, &str)| {
        let wanted = named.iter().filter(|named| named.entity.kind == kind);
        let mut entries: Vec<NamedLine> = wanted
            .filter_map(|named| Some(page.line(authority.entry(&named.entity)?, named)))
            .collect();
        entries.sort_by_cached_key(|line| sorted_as(&line.name));
        NamedGroup { heading: room.say(heading), entries }
    };
    kinds.into_iter().map(group).filter(|group| !group.entries.is_empty()).collect()
}

/// The page that the places stand on.
struct Page<'a> {
    room: &'a Room,
    holding: &'a Holding,
    /// The anchors that are shown.
    shown: BTreeSet<&'a str>,
}

impl Page<'_> {
    fn line(&self, entry: &Entry, named: &Named) -> NamedLine {
        let links = &self.room.links;
        let mut forms: Vec<(&str, Vec<&Spot>)> = Vec::new();
        for (form, spot) in &named.places {
            let is_name = form.to_lowercase() == entry.name.to_lowercase();
            let form = if is_name { entry.name.as_str() } else { form.as_str() };
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, spots)) if spots.last() == Some(&spot) => {}
                Some((_, spots)) => spots.push(spot),
                None => forms.push((form, vec![spot])),
            }
        }
        forms.sort_by_key(|(form, _)| *form != entry.name);
        NamedLine {
            href: match entry.entity.kind {
                EntityKind::Person => links.person(&entry.entity.id, None),
                EntityKind::Place | EntityKind::Term => links.term(&entry.entity.id),
            },
            name: entry.name.clone(),
            expansion: entry.expansion.clone(),
            forms: forms.into_iter().map(|(form, spots)| self.form(entry, form, &spots)).collect(),
        }
    }

    fn form(&self, entry: &Entry, form: &str, spots: &[&Spot]) -> NamedForm {
        let room = self.room;
        let words = entry.misprint(form).map_or_else(
            || form.to_owned(),
            |misprint| {
                let read = entry.read_as(&misprint.form);
                room.say_with("spelling-misprint", &[("form", form.into()), ("read", read.into())])
            },
        );
        let more = u64::try_from(spots.len().saturating_sub(MOST_PLACES)).unwrap_or_default();
        NamedForm {
            form: (form != entry.name).then_some(words),
            places: spots.iter().take(MOST_PLACES).map(|spot| self.place(spot)).collect(),
            more: (more > 0).then(|| room.say_count("standing-more", more)),
        }
    }

    fn place(&self, spot: &Spot) -> (String, Option<String>) {
        let Some(anchor) = spot.anchor() else { return (self.room.say("spot-opening"), None) };
        let label = anchor.to_string();
        let path = if self.shown.contains(label.as_str()) {
            format!("#{label}")
        } else {
            let id = &self.holding.id;
            self.room.links.place_on_page(id, &anchor, earlier(self.holding))
        };
        (label, Some(path))
    }
}
