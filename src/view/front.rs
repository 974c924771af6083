//! The front page: what the room is, what it holds, and where to begin.

use std::cmp::Reverse;

use askama::Template;

use crate::address::{ListingQuery, Slug};
use crate::authority::sorted_as;
use crate::document::{Beginning, BlockKind, Collection, Coverage, Entry, Timeline, Why};
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
    /// The first paragraph of what the collection says of itself.
    lead: Option<Html>,
    /// What it says further before its first heading.
    more: Vec<Html>,
    /// The language of all that, where it is not the interface's.
    lang: Option<String>,
    /// What it says below headings.
    sections: Vec<Section>,
    coverage: String,
    /// Persons who are named in many documents, with their pages.
    people: Vec<(String, String)>,
    begin: Option<Begin>,
    /// The documents over time, where that is a picture.
    chart: Option<Box<Chart>>,
    shown: Shown,
}

/// What a front page is made of beside the room's coverage and words.
pub struct Stock<'a> {
    /// The whole listing in reading order where the room has at most `FrontPage::WHOLE_LISTING`
    /// documents, else the ones taken in last, latest first.
    pub entries: &'a [Entry],
    /// The documents over time.
    pub timeline: &'a Timeline,
    /// Where readers may begin.
    pub beginning: &'a Beginning,
    /// Persons who are named in many documents, by identifier and name.
    pub people: &'a [(Slug, String)],
}

/// Documents to begin with.
struct Begin {
    /// Who chose them, if anybody did.
    whose: Option<String>,
    /// Each with what speaks for it.
    documents: Vec<(EntryLine, Option<String>)>,
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
        years: Vec<Tally>,
        archives: Vec<Tally>,
        /// How many archives more there are, in words, where not all are shown.
        more_archives: Option<String>,
        /// Documents added or corrected last, each with its history and when that was.
        recent: Vec<(EntryLine, String, String)>,
    },
}

/// A document added or corrected last, with its history and when that was.
fn recent(room: &Room, entry: &Entry) -> (EntryLine, String, String) {
    let when = room.time_words(&entry.changed);
    let words = room.say_with("front-recent-when", &[("when", when.into())]);
    (room.entry_line(entry), room.links.history(&entry.id), words)
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

    /// The front page.
    #[must_use]
    pub fn new(
        room: &Room,
        coverage: &Coverage,
        collection: &Collection,
        stock: &Stock<'_>,
    ) -> Self {
        let entries = stock.entries;
        let shown = if coverage.documents == 0 {
            Shown::Nothing
        } else if coverage.documents <= Self::WHOLE_LISTING {
            Shown::Everything(room.chronology(entries))
        } else {
            let mut archives = coverage.archives.clone();
            archives.sort_by_key(|(_, documents)| Reverse(*documents));
            archives.truncate(MOST_ARCHIVES);
            let shown = u64::try_from(archives.len()).unwrap_or(u64::MAX);
            let more = coverage.archives_in_all.saturating_sub(shown);
            archives.sort_by_cached_key(|(archive, _)| sorted_as(archive));
            Shown::WaysIn {
                years: room.year_counts(coverage),
                archives: room.archive_counts(&archives),
                more_archives: (more > 0)
                    .then(|| room.say_with("front-more-archives", &[("count", number(more))])),
                recent: entries.iter().map(|entry| recent(room, entry)).collect(),
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
        let (mut lead, sections) = introduction(collection);
        let more = lead.split_off(lead.len().min(1));
        let words: Vec<&str> =
            collection.introduction.iter().map(|block| block.text.as_str()).collect();
        let person = |(id, name): &(Slug, String)| (room.links.person(id, None), name.clone());
        Self {
            head,
            lead: lead.pop(),
            more,
            lang: room.tongue(&words.join(" ")),
            sections,
            coverage: sentence,
            people: stock.people.iter().map(person).collect(),
            begin: begin(room, coverage, stock.beginning),
            chart: chart(room, stock.timeline),
            shown,
            room: room.clone(),
        }
    }
}

/// A room of so many documents or fewer is its own beginning, unless the editors chose one.
const FEW: u64 = 3;

/// What is offered to begin with. What nobody chose says why it is offered.
fn begin(room: &Room, coverage: &Coverage, beginning: &Beginning) -> Option<Begin> {
    let (whose, documents) = match beginning {
        Beginning::Chosen(entries) => {
            let line = |entry: &Entry| (room.entry_line(entry), None);
            (Some(room.say("begin-chosen")), entries.iter().map(line).collect())
        }
        Beginning::Found(_) if coverage.documents <= FEW => return None,
        Beginning::Found(found) => {
            let mut documents: Vec<(EntryLine, Option<String>)> = Vec::new();
            for (entry, why) in found {
                let words = match why {
                    Why::First => room.say("begin-first"),
                    Why::MostLanguages => room.say("begin-languages"),
                };
                match documents.iter_mut().find(|(line, _)| line.id == entry.id) {
                    Some((_, Some(known))) => *known = format!("{known}; {words}"),
                    _ => documents.push((room.entry_line(entry), Some(words))),
                }
            }
            (None, documents)
        }
    };
    (!documents.is_empty()).then_some(Begin { whose, documents })
}

/// The documents over time without times of several days; one bar alone is no picture.
fn chart(room: &Room, timeline: &Timeline) -> Option<Box<Chart>> {
    let chart = room.chart(timeline).filter(|chart| chart.bars.len() > 1)?;
    Some(Box::new(Chart { lanes: Vec::new(), ..chart }))
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

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn page(documents: u64, beginning: &Beginning) -> String {
        let (entries, timeline) = (sample::entries(), sample::timeline());
        let people = [(Slug::from_stem("nam-il"), "Nam <Il>".to_owned())];
        let stock = Stock { entries: &entries, timeline: &timeline, beginning, people: &people };
        let coverage = sample::coverage(documents);
        FrontPage::new(&sample::room(), &coverage, &sample::collection(), &stock).render().unwrap()
    }

    #[test]
    fn what_nobody_chose_to_begin_with_says_why_it_is_offered() {
        let entries = sample::entries();
        let first = (entries[0].clone(), Why::First);
        let check = |beginning: Beginning, documents: u64, expect: &[&str]| {
            let page = page(documents, &beginning);
            for words in
                ["Chosen by the editors", "The first by date", "Texts in the most languages"]
            {
                assert_eq!(page.contains(words), expect.contains(&words), "{words}: {page}");
            }
        };
        let other = (entries[1].clone(), Why::MostLanguages);
        let both = ["The first by date", "Texts in the most languages"];
        check(Beginning::Found(vec![first.clone(), other]), 900, &both);
        // The same document twice is offered once, for both reasons.
        let same = Beginning::Found(vec![first.clone(), (entries[0].clone(), Why::MostLanguages)]);
        assert!(page(6, &same).contains("The first by date; Texts in the most languages"));
        check(Beginning::Found(vec![first]), 3, &[]);
        check(Beginning::Chosen(entries), 3, &["Chosen by the editors"]);
        check(Beginning::default(), 900, &[]);
    }

    #[test]
    fn the_first_paragraph_stands_above_the_documents_and_the_rest_below() {
        let page = page(6, &Beginning::default());
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(at("id=\"collection\"") > at("id=\"documents\""));
        assert!(at("class=\"lead\"") < at("id=\"documents\""));
    }
}
