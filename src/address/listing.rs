//! What a listing can be asked for, and how that is written in an address.

use super::percent_encoded;

/// The filters and the place of a listing, as they stand in its address. All optional.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListingQuery {
    /// Only documents whose date overlaps from here on: EDTF day, month or year.
    pub from: Option<String>,
    /// Only documents whose date overlaps up to here: EDTF day, month or year.
    pub to: Option<String>,
    /// Only documents whose date overlaps this year.
    pub year: Option<String>,
    /// Only documents of this archive, as printed.
    pub archive: Option<String>,
    /// Only documents with a text in this language (BCP 47 tag).
    pub language: Option<String>,
    /// Only documents in which this person stands: the identifier of `people.toml`.
    pub person: Option<String>,
    /// Documents after this opaque key.
    pub after: Option<String>,
    /// Documents before this opaque key.
    pub before: Option<String>,
}

impl ListingQuery {
    /// Documents of a month (`1957-07`) or a year (`1957`).
    #[must_use]
    pub fn of_time(edtf: &str) -> Self {
        if edtf.len() == 4 {
            return Self { year: Some(edtf.to_owned()), ..Self::default() };
        }
        let edtf = Some(edtf.to_owned());
        Self { from: edtf.clone(), to: edtf, ..Self::default() }
    }

    /// The undated documents: they stand behind all others.
    #[must_use]
    pub fn undated() -> Self {
        Self { after: Some("9998-99-99~z".to_owned()), ..Self::default() }
    }

    /// Names and values in their fixed order, those not given left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("year", &self.year),
            ("archive", &self.archive),
            ("language", &self.language),
            ("person", &self.person),
            ("after", &self.after),
            ("before", &self.before),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.as_deref().map(|value| (name, value)))
        .collect()
    }

    /// Whether any filter is set; the place alone is none.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.pairs().iter().any(|(name, _)| !matches!(*name, "after" | "before"))
    }

    /// Whether the listing stands for no one thing: it has several filters, or a span of time that
    /// anyone may choose. Search engines stay away from such, so that what they visit grows with
    /// the documents and not with the combinations of what can be said of them.
    #[must_use]
    pub fn is_combined(&self) -> bool {
        let filters =
            self.pairs().into_iter().filter(|(name, _)| !matches!(*name, "after" | "before"));
        filters.count() > 1 || self.from.is_some() || self.to.is_some()
    }

    /// The same filters at the beginning of the listing.
    #[must_use]
    pub fn at_beginning(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }

    /// `?from=…&archive=…`, or nothing.
    pub(super) fn written(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.pairs() {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&percent_encoded(value));
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::ListingQuery;

    #[test]
    fn one_value_stands_for_something_and_several_for_a_choice() {
        let none = ListingQuery::default();
        let year = ListingQuery::of_time("1957");
        let archive = ListingQuery { archive: Some("AVPRF".to_owned()), ..year.clone() };
        let later = ListingQuery { after: Some("k".to_owned()), ..year.clone() };
        for (query, expect) in [
            (&none, false),
            (&year, false),
            (&later, false),
            (&archive, true),
            (&ListingQuery::of_time("1957-07"), true),
        ] {
            assert_eq!(query.is_combined(), expect, "{query:?}");
        }
    }
}
