//! Feeds of documents: the room's, a list's, a search's.

use std::collections::HashMap;

use crate::address::{ListingQuery, SearchQuery, Slug, Sort};
use crate::authority;
use crate::citation::Record;
use crate::document::Unit;
use crate::markup;
use crate::search::Found;

use super::super::Room;
use super::super::room::{grouped, number};
use super::{Feed, entry};

impl Feed {
    /// The documents of the whole room that were added or changed last.
    #[must_use]
    pub fn of_room(room: &Room, records: &[Record], total: u64) -> Self {
        let (path, page) = (room.links.feed(), room.links.front());
        Self::of_records(room, &room.title, &path, &page, records).saying(room, total)
    }

    /// Those of a listing. Without filters it is the whole room.
    #[must_use]
    pub fn of_listing(
        room: &Room,
        query: &ListingQuery,
        person: Option<&str>,
        records: &[Record],
        total: u64,
    ) -> Self {
        if !query.is_filtered() {
            return Self::of_room(room, records, total);
        }
        let query = query.at_beginning();
        let title = super::super::listing::title_of(room, &query, person);
        let path = room.links.documents_twin("atom", &query);
        let page = room.links.documents(&query);
        Self::of_records(room, &named(room, &title), &path, &page, records).saying(room, total)
    }

    /// Those in which a person stands.
    #[must_use]
    pub fn of_person(
        room: &Room,
        person: &authority::Entry,
        records: &[Record],
        total: u64,
    ) -> Self {
        let id = &person.entity.id;
        let path = room.links.person_twin(id, "atom", None);
        let page = room.links.person(id, None);
        let title = named(room, &person.name);
        Self::of_records(room, &title, &path, &page, records).saying(room, total)
    }

    /// Those that stand at a place in the archives and below it.
    #[must_use]
    pub fn of_unit(room: &Room, unit: &Unit, records: &[Record], total: u64) -> Self {
        let way: Vec<String> = unit.mark.way().iter().map(|mark| room.unit_words(mark)).collect();
        let title = if way.is_empty() { room.say("archives-title") } else { way.join(", ") };
        let path = room.links.archives_twin(&unit.parts, "atom");
        let page = room.links.archives(&unit.parts);
        let title = named(room, &title);
        Self::of_records(room, &title, &path, &page, records).saying(room, total)
    }

    /// Those that a search finds, each with the first of its paragraphs in which it was found. The
    /// order is that of all feeds, whatever the search's is, so that what is new stands first.
    #[must_use]
    pub fn of_search(room: &Room, query: &SearchQuery, found: &Found, records: &[Record]) -> Self {
        let query = SearchQuery { sort: Sort::Relevance, ..query.at_beginning() };
        let words = |hit: &crate::search::Hit| {
            let passage = hit.passages.first()?;
            Some((hit.entry.id.clone(), markup::plain(&passage.text)))
        };
        let words: HashMap<Slug, String> = found.hits.iter().filter_map(words).collect();
        let entries =
            records.iter().map(|of| entry(room, of, words.get(&of.id).cloned())).collect();
        let args = [("query", query.q.clone().into()), ("room", room.title.clone().into())];
        let path = room.links.search_twin("atom", &query);
        let page = room.links.search(&SearchQuery { sort: Sort::Changed, ..query });
        let mut feed =
            Self::of(room, &room.say_with("search-feed-title", &args), &path, &page, entries);
        feed.found = Some(found.total);
        feed.saying(room, found.total)
    }

    /// Documents that a reader chose, in that order.
    #[must_use]
    pub fn of_selection(room: &Room, ids: &[Slug], records: &[Record]) -> Self {
        let path = room.links.selection_twin("atom", ids);
        let page = room.links.selection(ids, None, false);
        let title = named(room, &room.say("selection-title"));
        Self::of_records(room, &title, &path, &page, records)
    }

    fn of_records(room: &Room, title: &str, path: &str, page: &str, records: &[Record]) -> Self {
        let entries = records.iter().map(|record| entry(room, record, None)).collect();
        Self::of(room, title, path, page, entries)
    }

    /// With a sentence that says of how many documents these are the last.
    fn saying(mut self, room: &Room, total: u64) -> Self {
        let shown = u64::try_from(self.entries.len()).unwrap_or(u64::MAX);
        if shown < total {
            let args = [
                ("n", number(shown)),
                ("count", grouped(shown).into()),
                ("total", grouped(total).into()),
            ];
            self.subtitle = Some(room.say_with("feed-last", &args));
        }
        self
    }
}

/// The title of a list with the room's name.
fn named(room: &Room, title: &str) -> String {
    room.say_with("feed-title", &[("title", title.into()), ("room", room.title.clone().into())])
}
