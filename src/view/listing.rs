//! The listing, its filters and its pages.

use askama::Template;

use crate::address::{ListingQuery, Slug};
use crate::document::{Coverage, Language, Listing};

use super::entry::YearGroup;
use super::notice::NoticeLine;
use super::room::Alternate;
use super::{Head, Notice, Room};

/// The listing.
#[derive(Template)]
#[template(path = "listing.html")]
pub struct ListingPage {
    room: Room,
    head: Head,
    notices: Vec<NoticeLine>,
    /// What the listing is narrowed to now.
    active: Vec<ActiveFilter>,
    filters: Filters,
    /// How many there are, in words.
    total: String,
    years: Vec<YearGroup>,
    previous: Option<String>,
    next: Option<String>,
    /// Whether search engines should not follow to further pages.
    nofollow: bool,
    /// The listing without filters, where there are any.
    clear: Option<String>,
    formats: Vec<Alternate>,
}

/// A filter that is set, with the listing without it.
pub(super) struct ActiveFilter {
    /// `Archive: AVPRF`.
    pub words: String,
    /// The listing with all other filters.
    pub without: String,
    /// Whether search engines should not follow there.
    pub nofollow: bool,
}

/// What the form offers: a list that is empty is not offered.
pub(super) struct Filters {
    /// Where the form leads.
    pub action: String,
    /// Years.
    pub years: Vec<Choice>,
    /// Archives.
    pub archives: Vec<Choice>,
    /// Languages.
    pub languages: Vec<Choice>,
    /// People.
    pub people: Vec<Choice>,
    /// The beginning of the span asked for.
    pub from: String,
    /// The end of the span asked for.
    pub to: String,
    /// Whether a span makes sense: more than one date is there, or one is asked for.
    pub spans: bool,
}

impl Filters {
    /// Whether there is anything to choose.
    #[must_use]
    pub(super) fn any(&self) -> bool {
        self.spans
            || !self.years.is_empty()
            || !self.archives.is_empty()
            || !self.languages.is_empty()
            || !self.people.is_empty()
    }
}

/// A value to choose.
pub(super) struct Choice {
    /// The value as the address carries it.
    pub value: String,
    /// The value and its count as readers see it.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl ListingPage {
    /// A page of the listing made for `query`; `coverage` is that of the whole room and says what
    /// can be chosen.
    #[must_use]
    pub fn new(
        room: &Room,
        query: &ListingQuery,
        listing: &Listing,
        coverage: &Coverage,
        notices: &[Notice],
    ) -> Self {
        let place = |after: Option<&String>, before: Option<&String>| {
            room.links.documents(&ListingQuery {
                after: after.cloned(),
                before: before.cloned(),
                ..query.at_beginning()
            })
        };
        let previous = listing.previous.as_ref().map(|key| place(None, Some(key)));
        let next = listing.next.as_ref().map(|key| place(Some(key), None));
        let active = active(room, query);
        let formats = Alternate::of_listing(room, query, listing.total);
        let head = Head {
            title: Some(title(room, &active)),
            description: Some(room.coverage_sentence(coverage)),
            own: Some(room.lasting.documents(query)),
            canonical: Some(room.lasting.absolute(&room.lasting.documents(query))),
            alternates: formats.clone(),
            previous: previous.clone(),
            next: next.clone(),
            unlisted: query.is_combined() || listing.entries.is_empty(),
            citable: None,
        };
        let message = if query.is_filtered() { "listing-matching" } else { "listing-total" };
        Self {
            head,
            notices: room.notice_lines(notices, None),
            active,
            nofollow: query.is_combined(),
            filters: filters(room, query, coverage),
            total: room.say_count(message, listing.total),
            years: room.chronology(&listing.entries),
            previous,
            next,
            formats,
            clear: query.is_filtered().then(|| room.listing()),
            room: room.clone(),
        }
    }
}

/// `Documents`, or with what they are narrowed to.
fn title(room: &Room, active: &[ActiveFilter]) -> String {
    let title = room.say("listing-title");
    let narrowed: Vec<&str> = active.iter().map(|filter| filter.words.as_str()).collect();
    if narrowed.is_empty() { title } else { format!("{title}: {}", narrowed.join(", ")) }
}

/// The title of the listing that is narrowed so, with the person's name where it is known.
pub(super) fn title_of(room: &Room, query: &ListingQuery, person: Option<&str>) -> String {
    let mut named = query.clone();
    if let Some(name) = person.filter(|_| query.person.is_some()) {
        named.person = Some(name.to_owned());
    }
    title(room, &active(room, &named))
}

impl ListingPage {
    /// The page with people to choose: identifier, name and number of documents.
    #[must_use]
    pub fn offering(mut self, query: &ListingQuery, people: &[(Slug, String, u64)]) -> Self {
        let room = &self.room;
        let chosen = query.person.as_deref();
        let choices = people.iter().map(|(id, name, documents)| Choice {
            words: room.say_with(
                "filter-choice",
                &[
                    ("value", name.as_str().into()),
                    ("count", super::room::grouped(*documents).into()),
                ],
            ),
            chosen: chosen == Some(id.as_str()),
            value: id.to_string(),
        });
        self.filters.people = worth_offering(choices.collect());
        let naming =
            |value: &str| room.say_with("filter-active-person", &[("value", value.into())]);
        if let Some(id) = chosen
            && let Some((_, name, _)) = people.iter().find(|(known, ..)| known.as_str() == id)
            && let Some(filter) = self.active.iter_mut().find(|filter| filter.words == naming(id))
        {
            filter.words = naming(name);
        }
        self
    }
}

fn active(room: &Room, query: &ListingQuery) -> Vec<ActiveFilter> {
    let filters =
        query.pairs().into_iter().filter(|(name, _)| !matches!(*name, "after" | "before"));
    filters
        .map(|(name, value)| {
            let mut rest = query.at_beginning();
            let shown = match name {
                "language" => Language::parse(value)
                    .map_or_else(|| value.to_owned(), |language| room.language_name(&language)),
                "from" | "to" => crate::document::Edtf::parse(value)
                    .map_or_else(|| value.to_owned(), |date| room.date_words(Some(date))),
                _ => value.to_owned(),
            };
            match name {
                "from" => rest.from = None,
                "to" => rest.to = None,
                "year" => rest.year = None,
                "archive" => rest.archive = None,
                "person" => rest.person = None,
                _ => rest.language = None,
            }
            ActiveFilter {
                words: room.say_with(&format!("filter-active-{name}"), &[("value", shown.into())]),
                without: room.links.documents(&rest),
                nofollow: rest.is_combined(),
            }
        })
        .collect()
}

fn filters(room: &Room, query: &ListingQuery, coverage: &Coverage) -> Filters {
    let choice = |value: String, words: String, n: u64, chosen: Option<&String>| Choice {
        words: room.say_with(
            "filter-choice",
            &[("value", words.into()), ("count", super::room::grouped(n).into())],
        ),
        chosen: chosen == Some(&value),
        value,
    };
    let years = coverage.years.iter().map(|(year, n)| {
        let words = room.year_words(*year);
        choice(year.to_string(), words, *n, query.year.as_ref())
    });
    let archives = coverage
        .archives
        .iter()
        .map(|(archive, n)| choice(archive.clone(), archive.clone(), *n, query.archive.as_ref()));
    let languages = coverage.languages.iter().map(|(language, n)| {
        choice(language.to_string(), room.language_name(language), *n, query.language.as_ref())
    });
    Filters {
        action: room.lasting.documents(&ListingQuery::default()),
        years: worth_offering(years.collect()),
        archives: worth_offering(archives.collect()),
        languages: worth_offering(languages.collect()),
        people: Vec::new(),
        from: query.from.clone().unwrap_or_default(),
        to: query.to.clone().unwrap_or_default(),
        spans: coverage.first != coverage.last || query.from.is_some() || query.to.is_some(),
    }
}

/// One value alone narrows nothing; it is offered only where it is already chosen.
fn worth_offering(choices: Vec<Choice>) -> Vec<Choice> {
    if choices.len() > 1 || choices.iter().any(|choice| choice.chosen) {
        choices
    } else {
        Vec::new()
    }
}
