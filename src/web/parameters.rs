//! The parameters of an address (`?from=1957&archive=…`).
//!
//! In come the query and the names that a page knows; out go their values, and what could not be
//! read. Names that the page does not know are ignored. The room judges no value.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::error::Error;
use super::wanted::unescaped;
use crate::view::Notice;

/// The longest value that is read, in characters.
const LONGEST: usize = 512;

/// A request's query as it was sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(String);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.uri.query().unwrap_or_default().to_owned()))
    }
}

/// A parameter that the page knows and whose value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The parameter.
    pub(super) name: &'static str,
    /// Its value as it was sent.
    pub(super) value: String,
}

impl Unreadable {
    /// What people are told, above a page that goes without the parameter.
    pub(super) fn notice(&self) -> Notice {
        Notice::ParameterInvalid { name: self.name.to_owned(), value: self.value.clone() }
    }

    /// What programs are told, which could not see a notice.
    pub(super) fn refuse<'a>(unreadable: impl Iterator<Item = &'a Self>) -> Result<(), Error> {
        let unreadable: Vec<Self> = unreadable.cloned().collect();
        if unreadable.is_empty() { Ok(()) } else { Err(Error::Parameters(unreadable)) }
    }
}

/// The values of the parameters that a page knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parameters {
    values: Vec<(&'static str, String)>,
    /// Parameters that are broken, too long, or given more than once.
    pub(super) unreadable: Vec<Unreadable>,
}

impl Query {
    /// What a reader typed into the field `name`, as well as it can be read: anything is a search.
    /// Where it stands more than once the first counts.
    pub(super) fn words(&self, name: &str) -> String {
        let mut pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        let value = value.replace('+', " ");
        percent_encoding::percent_decode_str(&value).decode_utf8_lossy().into_owned()
    }

    /// Every value of a parameter that may stand more than once, in order; those that cannot be
    /// read stay as they were sent.
    pub(super) fn every(&self, name: &str) -> Vec<String> {
        let pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        let values = pairs.filter(|(key, value)| *key == name && !value.is_empty());
        let read = |value: &str| unescaped(&value.replace('+', " "));
        values.map(|(_, value)| read(value).unwrap_or_else(|| value.to_owned())).collect()
    }

    /// The values of the parameters `known`. An empty value is none, as forms send it.
    pub(super) fn parameters(&self, known: &[&'static str]) -> Parameters {
        let mut parameters = Parameters::default();
        for pair in self.0.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = unescaped(&name.replace('+', " "));
            let Some(name) = known.iter().find(|known| Some(**known) == name.as_deref()) else {
                continue;
            };
            match unescaped(&value.replace('+', " ")) {
                Some(read) if read.is_empty() => {}
                Some(read) if read.chars().count() <= LONGEST && parameters.has_no(name) => {
                    parameters.values.push((name, read));
                }
                read => {
                    let value = read.unwrap_or_else(|| value.to_owned());
                    parameters.unreadable.push(Unreadable { name, value });
                }
            }
        }
        parameters
    }
}

impl Parameters {
    fn has_no(&self, name: &str) -> bool {
        self.values.iter().all(|(known, _)| *known != name)
    }

    /// The value of a parameter, taken out.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.values.iter().position(|(known, _)| *known == name)?;
        Some(self.values.swap_remove(place).1)
    }

    /// Reads the value of a parameter; what cannot be read joins the unreadable ones.
    pub(super) fn read<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let read = read(&value);
        if read.is_none() {
            self.unreadable.push(Unreadable { name, value });
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, values: &[(&'static str, &str)], unreadable: &[&str]) {
        let read = Query(query.to_owned()).parameters(&["year", "archive"]);
        let found: Vec<_> =
            read.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(found, values, "{query}");
        let names: Vec<_> = read.unreadable.iter().map(|bad| bad.name).collect();
        assert_eq!(names, unreadable, "{query}");
    }

    #[test]
    fn known_parameters_are_read_and_others_ignored() {
        check("", &[], &[]);
        check("year=1957&utm=x&%zz=1&=&&", &[("year", "1957")], &[]);
        check("archive=AVP+RF%20%C3%84&year", &[("archive", "AVP RF Ä")], &[]);
        check("%79ear=1957", &[("year", "1957")], &[]);
        check("year=", &[], &[]);
    }

    #[test]
    fn a_value_that_is_broken_or_doubled_is_unreadable() {
        check("year=1957&year=1958", &[("year", "1957")], &["year"]);
        check("year=%zz&archive=%ff", &[], &["year", "archive"]);
        check(&format!("archive={}", "a".repeat(513)), &[], &["archive"]);
    }
}
