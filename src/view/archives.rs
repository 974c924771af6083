//! The archives as a tree, from all archives down to one file.

use askama::Template;

use crate::address::{ListingQuery, Slug, unit_part};
use crate::document::{Description, Edtf, Entry, Filed, Level, Shelfmark, Unit, UnitBelow};
use crate::export;

use super::entry::EntryLine;
use super::room::{Alternate, grouped, number};
use super::{Head, Room};

/// All archives, or a place in one.
#[derive(Template)]
#[template(path = "archives.html")]
pub struct ArchivesPage {
    room: Room,
    head: Head,
    /// The places above: label and path.
    way: Vec<(String, String)>,
    heading: String,
    /// How many documents there are here and below.
    total: String,
    /// Of all archives, what the page is.
    words: Option<String>,
    /// The listing of the archive, by date.
    listing: Option<String>,
    /// The heading over what stands below.
    below_heading: Option<String>,
    below: Vec<Tally>,
    unplaced: Option<String>,
    own_heading: String,
    groups: Vec<Group>,
    beginning: Option<String>,
    next: Option<String>,
    formats: Vec<Alternate>,
}

/// A place below, with its count.
struct Tally {
    href: String,
    words: String,
    count: String,
}

/// Documents that cite the same leaves.
struct Group {
    /// The leaves, or that none are stated, where that must be said.
    heading: Option<String>,
    /// What is to be known of the leaves.
    notes: Vec<String>,
    entries: Vec<EntryLine>,
}

impl ArchivesPage {
    /// The page of a place; `after` is the document behind which it begins, where that is not the
    /// first.
    #[must_use]
    pub fn new(room: &Room, unit: &Unit, after: Option<&Slug>) -> Self {
        let way = unit.mark.way();
        let above = way.split_last().map_or(&[][..], |(_, above)| above);
        let mut links = Vec::new();
        if !unit.mark.0.is_empty() {
            links.push((room.say("archives-title"), room.links.archives(&[])));
        }
        for mark in above {
            let parts = &unit.parts[..mark.0.len().min(unit.parts.len())];
            links.push((room.unit_words(mark), room.links.archives(parts)));
        }
        let heading = if unit.mark.0.is_empty() {
            room.say("archives-title")
        } else {
            room.unit_words(&unit.mark)
        };
        let full: Vec<String> = way.iter().map(|mark| room.unit_words(mark)).collect();
        let next = unit.next.as_deref().map(|id| room.links.archives_after(&unit.parts, id));
        let own = match after {
            Some(after) => room.lasting.archives_after(&unit.parts, after.as_str()),
            None => room.lasting.archives(&unit.parts),
        };
        let total = room.say_count("unit-total", unit.total);
        Self {
            head: Head {
                title: Some(if full.is_empty() { heading.clone() } else { full.join(", ") }),
                description: Some(format!("{}: {total}", full.join(", ")))
                    .filter(|_| !full.is_empty()),
                own: Some(own),
                canonical: Some(room.lasting.absolute(&room.lasting.archives(&unit.parts))),
                alternates: formats(room, unit),
                next: next.clone(),
                unlisted: after.is_some(),
                ..Head::default()
            },
            way: links,
            total,
            words: unit.mark.0.is_empty().then(|| room.say("archives-words")),
            listing: listing(room, &unit.mark),
            below_heading: below_heading(room, unit),
            below: unit.below.iter().map(|below| tally(room, unit, below)).collect(),
            unplaced: (unit.unplaced > 0)
                .then(|| room.say_count("archives-unplaced", unit.unplaced)),
            own_heading: own_heading(room, unit),
            groups: groups(room, &unit.documents),
            beginning: after.is_some().then(|| room.links.archives(&unit.parts)),
            next,
            formats: formats(room, unit),
            heading,
            room: room.clone(),
        }
    }
}

impl Room {
    /// A place by its lowest level: `Fond 0102`. An archive goes by its name alone.
    #[must_use]
    pub fn unit_words(&self, mark: &Shelfmark) -> String {
        match mark.last() {
            None => self.say("archives-title"),
            Some((Level::Archive, value)) => value.unwrap_or_default().to_owned(),
            Some((level, Some(value))) => {
                self.say_with(&format!("unit-{}", level.as_str()), &[("value", value.into())])
            }
            Some((level, None)) => self.say(&format!("unit-{}-unstated", level.as_str())),
        }
    }

    /// Where a document stands in the archives by what its source states.
    pub(super) fn place_in_archive(&self, description: &Description) -> Option<String> {
        let mark = Shelfmark::of(description)?.trimmed();
        let parts: Vec<String> = mark.0.iter().map(|level| unit_part(level.as_deref())).collect();
        Some(self.links.archives(&parts))
    }

    /// A place just below another, in words.
    #[must_use]
    pub fn unit_below_words(&self, above: &Unit, below: &UnitBelow) -> String {
        self.unit_words(&above.mark.below(below.value.clone()))
    }
}

fn listing(room: &Room, mark: &Shelfmark) -> Option<String> {
    let [Some(archive)] = mark.0.as_slice() else { return None };
    let query = ListingQuery { archive: Some(archive.clone()), ..ListingQuery::default() };
    Some(room.links.documents(&query))
}

fn below_heading(room: &Room, unit: &Unit) -> Option<String> {
    let level = unit.mark.next_level().filter(|_| !unit.below.is_empty())?;
    (level != Level::Archive).then(|| room.say(&format!("unit-below-{}", level.as_str())))
}

fn own_heading(room: &Room, unit: &Unit) -> String {
    if unit.mark.is_file() {
        room.say("unit-own-file")
    } else if unit.below.is_empty() {
        room.say("unit-own-alone")
    } else {
        room.say_count("unit-own", unit.own)
    }
}

fn tally(room: &Room, unit: &Unit, below: &UnitBelow) -> Tally {
    Tally {
        href: room.links.archives(&below.parts(unit)),
        words: room.unit_below_words(unit, below),
        count: grouped(below.total),
    }
}

/// The documents in runs of the same leaves. Where none has leaves, none is missed either.
fn groups(room: &Room, documents: &[Filed]) -> Vec<Group> {
    let any = documents.iter().any(|filed| filed.leaves.is_some());
    documents
        .chunk_by(|a, b| a.leaves == b.leaves && a.leaves_stated == b.leaves_stated)
        .map(|run| {
            let heading = match &run[0].leaves {
                Some((leaves, _)) => Some(room.leaves_words(leaves)),
                None => any.then(|| room.say("unit-leaves-unstated")),
            };
            Group {
                heading,
                notes: notes(room, run),
                entries: run.iter().map(|filed| filed_line(room, filed)).collect(),
            }
        })
        .collect()
}

fn filed_line(room: &Room, filed: &Filed) -> EntryLine {
    let mut line = room.entry_line(&filed.entry);
    if let Some(stated) = &filed.date_stated {
        let date = Edtf::parse(stated).map(|date| room.date_words(Some(date)));
        let args = [("date", date.unwrap_or_else(|| stated.clone()).into())];
        line.dates.push(room.say_with("unit-date-stated", &args));
    }
    line
}

/// What is to be known of a run's leaves.
fn notes(room: &Room, run: &[Filed]) -> Vec<String> {
    let Some((leaves, count)) = &run[0].leaves else { return Vec::new() };
    if run[0].leaves_stated {
        return vec![room.say("unit-leaves-stated")];
    }
    let entries: Vec<&Entry> = run.iter().map(|filed| &filed.entry).collect();
    room.shared_leaves(leaves, *count, &entries).into_iter().collect()
}

impl Room {
    /// `Leaves 131–145`.
    pub(super) fn leaves_words(&self, leaves: &str) -> String {
        let many = leaves.contains(['–', ',']);
        let args = [("leaves", leaves.into()), ("many", if many { "yes" } else { "no" }.into())];
        self.say_with("unit-leaves", &args)
    }

    /// What follows from `count` documents citing the same leaves, some of which are `entries`.
    /// That they are a whole journal's is said only where all are of a journal.
    pub(super) fn shared_leaves(
        &self,
        leaves: &str,
        count: u64,
        entries: &[&Entry],
    ) -> Option<String> {
        if count < 2 {
            return None;
        }
        let kind = |entry: &Entry| (entry.title.clone(), entry.date.value);
        if entries.len() > 1 && entries.iter().all(|entry| kind(entry) == kind(entries[0])) {
            return Some(self.say("unit-leaves-captures"));
        }
        let of_journal =
            entries.iter().all(|entry| entry.title.as_deref().is_some_and(is_of_journal));
        let name = if of_journal { "unit-leaves-shared" } else { "unit-leaves-shared-other" };
        let args =
            [("leaves", leaves.into()), ("n", number(count)), ("count", grouped(count).into())];
        Some(self.say_with(name, &args))
    }
}

/// Whether a title says that the document is of a journal.
pub(super) fn is_of_journal(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("journal") || title.contains("diary")
}

fn formats(room: &Room, unit: &Unit) -> Vec<Alternate> {
    Alternate::of_list(room, &export::UNIT, unit.total, |suffix, _| {
        room.links.archives_twin(&unit.parts, suffix)
    })
}
