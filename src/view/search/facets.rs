//! What results can be narrowed to, and what they are narrowed to now.

use crate::address::{ListingQuery, SearchQuery};
use crate::document::Language;
use crate::search::{Answer, Facets};

use super::super::Room;
use super::super::listing::ActiveFilter;
use super::super::room::grouped;

/// The most values of one facet that are offered at once.
const MOST: usize = 12;

/// Values of one kind to narrow the results to.
pub(super) struct Facet {
    /// The kind's name.
    pub words: String,
    pub values: Vec<Value>,
    /// What is left out and why.
    pub remark: Option<String>,
}

/// A value to narrow the results to.
pub(super) struct Value {
    pub href: String,
    pub words: String,
    /// How many documents have it.
    pub count: String,
}

/// The facets that offer a choice: one value that every result has narrows nothing.
pub(super) fn facets(room: &Room, query: &SearchQuery, facets: &Facets) -> Vec<Facet> {
    let value = |words: String, count: u64, narrow: &dyn Fn(&mut ListingQuery)| {
        let mut narrowed = query.at_beginning();
        narrow(&mut narrowed.narrowing);
        Value { href: room.links.search(&narrowed), words, count: grouped(count) }
    };
    let years = facets.years.iter().map(|(year, n)| {
        let words = room.year_words(*year);
        value(words, *n, &|query| query.year = Some(year.to_string()))
    });
    let archives = facets.archives.iter().map(|(archive, n)| {
        value(archive.clone(), *n, &|query| query.archive = Some(archive.clone()))
    });
    let languages = facets.languages.iter().map(|(language, n)| {
        value(room.language_name(language), *n, &|query| {
            query.language = Some(language.to_string());
        })
    });
    let people = facets.people.iter().map(|(person, n)| {
        value(person.name.clone(), *n, &|query| {
            query.person = Some(person.entity.id.to_string());
        })
    });
    let narrowing = &query.narrowing;
    let left_out = facets.people_left_out.then(|| room.say("facet-people-left-out"));
    [
        ("facet-year", years.collect::<Vec<_>>(), narrowing.year.is_some(), None),
        ("facet-archive", archives.collect(), narrowing.archive.is_some(), None),
        ("facet-language", languages.collect(), narrowing.language.is_some(), None),
        ("facet-person", people.collect(), narrowing.person.is_some(), left_out),
    ]
    .into_iter()
    .filter(|(_, values, is_set, remark)| !is_set && (values.len() > 1 || remark.is_some()))
    .map(|(name, mut values, _, remark)| {
        let rest = values.len().saturating_sub(MOST);
        values.truncate(MOST);
        let rest = u64::try_from(rest).unwrap_or(u64::MAX);
        Facet {
            words: room.say(name),
            values,
            remark: remark.or_else(|| (rest > 0).then(|| room.say_count("facet-rest", rest))),
        }
    })
    .collect()
}

/// What the results are narrowed to, each with the search without it.
pub(super) fn active(room: &Room, query: &SearchQuery, answer: &Answer) -> Vec<ActiveFilter> {
    let mut active = Vec::new();
    for (name, value) in query.narrowing.pairs() {
        let mut rest = query.at_beginning();
        let narrowing = &mut rest.narrowing;
        let slot = match name {
            "from" => &mut narrowing.from,
            "to" => &mut narrowing.to,
            "year" => &mut narrowing.year,
            "archive" => &mut narrowing.archive,
            "language" => &mut narrowing.language,
            "person" => &mut narrowing.person,
            _ => continue,
        };
        *slot = None;
        let person = || {
            let people = answer.found.facets.people.iter();
            people.map(|(person, _)| person).find(|person| person.entity.id.as_str() == value)
        };
        let shown = match name {
            "language" => Language::parse(value)
                .map_or_else(|| value.to_owned(), |language| room.language_name(&language)),
            "from" | "to" => crate::document::Edtf::parse(value)
                .map_or_else(|| value.to_owned(), |date| room.date_words(Some(date))),
            "person" => person().map_or_else(|| value.to_owned(), |person| person.name.clone()),
            _ => value.to_owned(),
        };
        active.push(ActiveFilter {
            words: room.say_with(&format!("filter-active-{name}"), &[("value", shown.into())]),
            without: room.links.search(&rest),
            nofollow: true,
        });
    }
    active
}
