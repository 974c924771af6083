//! A listing's address read as what the database can be asked.

use crate::address::{ListingQuery, Slug};
use crate::document::{Language, PartialDate};

/// A key that no document's place comes before, and one that none comes after.
const FIRST: (&str, &str) = ("", "");
const LAST: (&str, &str) = ("~", "~");

/// What a page of the listing is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The date must end on this day or later, ISO 8601.
    pub(super) from_day: Option<String>,
    /// The date must begin on this day or earlier, ISO 8601.
    pub(super) to_day: Option<String>,
    pub(super) archive: Option<String>,
    pub(super) language: Option<String>,
    /// A person's identifier.
    pub(super) person: Option<String>,
    pub(super) after: Option<Place>,
    pub(super) before: Option<Place>,
}

/// A place in the reading order: a sort key and an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sort_key: String,
    pub(super) id: String,
}

impl Place {
    /// Reads what `written` writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (sort_key, id) = text.split_once('~')?;
        let is_key = sort_key.len() == 10
            && sort_key.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let id = Slug::parse(id)?;
        is_key.then(|| Self { sort_key: sort_key.to_owned(), id: id.to_string() })
    }

    pub(super) fn parts(&self) -> (&str, &str) {
        (&self.sort_key, &self.id)
    }

    /// The opaque key of an address.
    pub(super) fn written(sort_key: &str, id: &str) -> String {
        format!("{sort_key}~{id}")
    }
}

impl Filter {
    /// The filter of an address, and the names of the parameters whose values cannot be read;
    /// these are left out of the filter.
    #[must_use]
    pub fn parse(query: &ListingQuery) -> (Self, Vec<&'static str>) {
        let mut filter = Self::default();
        let mut unreadable = Vec::new();
        let mut narrow = |name, value: &Option<String>, from: bool, to: bool| {
            let Some(value) = value else { return };
            let Some(date) = PartialDate::parse(value) else { return unreadable.push(name) };
            let (first, last) = (date.first_day().to_string(), date.last_day().to_string());
            if from && filter.from_day.as_ref().is_none_or(|day| *day < first) {
                filter.from_day = Some(first);
            }
            if to && filter.to_day.as_ref().is_none_or(|day| *day > last) {
                filter.to_day = Some(last);
            }
        };
        narrow("from", &query.from, true, false);
        narrow("to", &query.to, false, true);
        match &query.year {
            Some(year) if year.len() != 4 => unreadable.push("year"),
            year => narrow("year", year, true, true),
        }
        filter.archive.clone_from(&query.archive);
        if let Some(tag) = &query.language {
            match Language::parse(tag) {
                Some(language) => filter.language = Some(language.to_string()),
                None => unreadable.push("language"),
            }
        }
        match query.person.as_deref().map(Slug::parse) {
            Some(None) => unreadable.push("person"),
            person => filter.person = person.flatten().map(|id| id.to_string()),
        }
        for (name, value, place) in [
            ("after", &query.after, &mut filter.after),
            ("before", &query.before, &mut filter.before),
        ] {
            if let Some(value) = value {
                *place = Place::parse(value);
                if place.is_none() {
                    unreadable.push(name);
                }
            }
        }
        (filter, unreadable)
    }

    /// Whether it says more than one thing of documents, or what none can be: how many it lets through
    /// is not counted beforehand.
    pub(super) fn is_joint(&self) -> bool {
        let is_backwards = match (&self.from_day, &self.to_day) {
            (Some(from), Some(to)) => from > to,
            _ => false,
        };
        is_backwards || self.said() > 1
    }

    /// Whether it lets every document through.
    pub(super) fn is_open(&self) -> bool {
        self.said() == 0
    }

    /// How many things it says of documents.
    fn said(&self) -> usize {
        let Self { from_day, to_day, archive, language, person, .. } = self;
        let has_time = from_day.is_some() || to_day.is_some();
        let said = [has_time, archive.is_some(), language.is_some(), person.is_some()];
        said.into_iter().filter(|is_said| *is_said).count()
    }

    /// The places that the page lies between, both excluded.
    pub(super) fn bounds(&self) -> ((&str, &str), (&str, &str)) {
        let after = self.after.as_ref().map_or(FIRST, Place::parts);
        let before = self.before.as_ref().map_or(LAST, Place::parts);
        (after, before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &ListingQuery, days: (Option<&str>, Option<&str>), unreadable: &[&str]) {
        let (filter, bad) = Filter::parse(query);
        assert_eq!((filter.from_day.as_deref(), filter.to_day.as_deref()), days);
        assert_eq!(bad, unreadable);
    }

    #[test]
    fn dates_widen_to_the_days_that_they_can_mean_and_narrow_each_other() {
        let some = |text: &str| Some(text.to_owned());
        let none = ListingQuery::default();
        check(&none, (None, None), &[]);
        let query = ListingQuery { from: some("1957-02"), to: some("1957-02"), ..none.clone() };
        check(&query, (Some("1957-02-01"), Some("1957-02-28")), &[]);
        let query = ListingQuery { from: some("1957-07-08"), year: some("1957"), ..none.clone() };
        check(&query, (Some("1957-07-08"), Some("1957-12-31")), &[]);
        let query = ListingQuery { from: some("1957-13"), year: some("abc"), ..none.clone() };
        check(&query, (None, None), &["from", "year"]);
    }

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let query = |after: &str| ListingQuery { after: Some(after.into()), ..Default::default() };
        let (filter, bad) = Filter::parse(&query(&Place::written("1957-07-99", "a-b")));
        assert_eq!((filter.bounds().0, bad.len()), (("1957-07-99", "a-b"), 0));
        for garbage in ["", "~", "1957-07-08", "1957-07-08~A", "1957~a", "' OR 1=1~a"] {
            assert_eq!(Filter::parse(&query(garbage)).1, ["after"], "{garbage}");
        }
    }
}
