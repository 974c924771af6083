//! The front page: what the room is, what it holds, and where to begin.

use std::cmp::Reverse;

use askama::Template;

use crate::address::ListingQuery;
use crate::authority::sorted_as;
use crate::document::{BlockKind, Collection, Coverage, Entry, Timeline};
use crate::export;
use crate::markup::Html;

use super::entry::{EntryLine, YearGroup};
use super::room::{Alternate, grouped, number};
use super::timeline::Chart;
use super::{Head, Room};

/// The front page.
#[derive(Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    room: Room,
    head: Head,
    /// What the collection says of itself before its first heading.
    lead: Vec<Html>,
    /// The language of all that, where it is not the interface's.
    lang: Option<String>,
    /// What it says below headings.
    sections: Vec<Section>,
    coverage: String,
    shown: Shown,
}

/// A part of the collection's words.
struct Section {
    heading: Html,
    paragraphs: Vec<Html>,
}

/// What stands below the introduction.
enum Shown {
    /// A room without documents.
    Nothing,
    /// A small room: all its documents.
    Everything(Vec<YearGroup>),
    /// A large room: ways in.
    WaysIn {
        chart: Option<Box<Chart>>,
        years: Vec<Tally>,
        archives: Vec<Tally>,
        /// How many archives more there are, in words, where not all are shown.
        more_archives: Option<String>,
        recent: Vec<EntryLine>,
    },
}

/// So many archives stand on the front page, those with the most documents.
const MOST_ARCHIVES: usize = 48;

/// A value that the listing can be narrowed to, with its count.
pub(super) struct Tally {
    /// The listing narrowed to it.
    pub href: String,
    /// The value as readers see it.
    pub words: String,
    /// How many documents it has.
    pub count: String,
}

impl FrontPage {
    /// Up to this many documents the front page shows them all.
    pub const WHOLE_LISTING: u64 = 50;

    /// The front page. `entries` are the whole listing in reading order where the room has at most
    /// `WHOLE_LISTING` documents, else the ones taken in last, latest first; `timeline` is only shown
    /// then.
    #[must_use]
    pub fn new(
        room: &Room,
        coverage: &Coverage,
        collection: &Collection,
        entries: &[Entry],
        timeline: &Timeline,
    ) -> Self {
        let shown = if coverage.documents == 0 {
            Shown::Nothing
        } else if coverage.documents <= Self::WHOLE_LISTING {
            Shown::Everything(room.chronology(entries))
        } else {
            let mut archives = coverage.archives.clone();
            archives.sort_by_key(|(_, documents)| Reverse(*documents));
            let more = archives.split_off(archives.len().min(MOST_ARCHIVES)).len();
            archives.sort_by_cached_key(|(archive, _)| sorted_as(archive));
            Shown::WaysIn {
                chart: room.chart(timeline).map(Box::new),
                years: room.year_counts(coverage),
                archives: room.archive_counts(&archives),
                more_archives: (more > 0).then(|| {
                    let count = u64::try_from(more).unwrap_or(u64::MAX);
                    room.say_with("front-more-archives", &[("count", number(count))])
                }),
                recent: entries.iter().map(|entry| room.entry_line(entry)).collect(),
            }
        };
        let sentence = room.coverage_sentence(coverage);
        let head = Head {
            description: Some(format!("{}: {sentence}", room.title)),
            own: Some(room.lasting.front()),
            canonical: Some(room.lasting.absolute(&room.lasting.front())),
            alternates: Alternate::of_listing(room, &ListingQuery::default(), coverage.documents),
            ..Head::default()
        };
        let (lead, sections) = introduction(collection);
        let words: Vec<&str> =
            collection.introduction.iter().map(|block| block.text.as_str()).collect();
        let lang = room.tongue(&words.join(" "));
        Self { room: room.clone(), head, lead, lang, sections, coverage: sentence, shown }
    }
}

/// The collection's words: what stands before the first heading, and the sections below headings.
fn introduction(collection: &Collection) -> (Vec<Html>, Vec<Section>) {
    let (mut lead, mut sections): (Vec<Html>, Vec<Section>) = (Vec::new(), Vec::new());
    for block in &collection.introduction {
        let html = crate::markup::html(block, 1, &[]);
        match sections.last_mut() {
            _ if block.kind == BlockKind::Heading => {
                sections.push(Section { heading: html, paragraphs: Vec::new() });
            }
            Some(section) => section.paragraphs.push(html),
            None => lead.push(html),
        }
    }
    (lead, sections)
}

impl Room {
    pub(super) fn year_counts(&self, coverage: &Coverage) -> Vec<Tally> {
        let count = |(year, n): &(i16, u64)| Tally {
            href: self.links.documents(&ListingQuery {
                year: Some(year.to_string()),
                ..ListingQuery::default()
            }),
            words: self.year_words(*year),
            count: grouped(*n),
        };
        coverage.years.iter().map(count).collect()
    }

    pub(super) fn archive_counts(&self, archives: &[(String, u64)]) -> Vec<Tally> {
        let count = |(archive, n): &(String, u64)| Tally {
            href: self.links.documents(&ListingQuery {
                archive: Some(archive.clone()),
                ..ListingQuery::default()
            }),
            words: archive.clone(),
            count: grouped(*n),
        };
        archives.iter().map(count).collect()
    }
}

impl Alternate {
    /// The twins of the listing made for `query`, of `total` documents.
    pub(super) fn of_listing(room: &Room, query: &ListingQuery, total: u64) -> Vec<Self> {
        Self::of_list(room, &export::LISTING, total, |suffix, is_whole| {
            if is_whole {
                return room.links.documents_twin(suffix, &query.at_beginning());
            }
            room.links.documents_twin(suffix, query)
        })
    }
}
