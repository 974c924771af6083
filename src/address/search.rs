//! What a search can be asked for, and how that is written in an address.

use super::{Anchor, ListingQuery, percent_encoded};

/// A search as it stands in its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchQuery {
    /// What the reader typed.
    pub q: String,
    /// What the results are narrowed to; the listing's filters under the listing's names. Its
    /// places (`after`, `before`) are not used.
    pub narrowing: ListingQuery,
    /// The order of the results.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The earliest document first.
    Date,
    /// The latest document first.
    Newest,
    /// The document that was added or changed last first.
    Changed,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Date, Self::Newest, Self::Changed];

    /// The order as the address carries it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Date => "date",
            Self::Newest => "newest",
            Self::Changed => "changed",
        }
    }

    /// The order that [`Self::as_str`] writes so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }
}

impl SearchQuery {
    /// A search for words, not narrowed, on its first page.
    #[must_use]
    pub fn of_words(q: &str) -> Self {
        Self { q: q.to_owned(), page: 1, ..Self::default() }
    }

    /// The same search at its first page.
    #[must_use]
    pub fn at_beginning(&self) -> Self {
        Self { page: 1, ..self.clone() }
    }

    /// `q=…&year=…&sort=…&page=…`, what is usual left out.
    pub(super) fn written(&self) -> String {
        let mut query = format!("q={}", percent_encoded(&self.q));
        let page = self.page.to_string();
        let pairs = self.narrowing.pairs();
        let sort = (self.sort != Sort::Relevance).then_some(("sort", self.sort.as_str()));
        let page = (self.page > 1).then_some(("page", page.as_str()));
        for (name, value) in pairs.into_iter().chain(sort).chain(page) {
            query.push('&');
            query.push_str(name);
            query.push('=');
            query.push_str(&percent_encoded(value));
        }
        query
    }

    /// What a document's address carries so that it can lead to the next result: the search
    /// without its page, the result's rank from 1, a view and a place.
    pub(super) fn carried(&self, rank: u64, view: Option<&str>, at: Option<&Anchor>) -> String {
        let rank = if rank > 0 { format!("&rank={rank}") } else { String::new() };
        let view = view.map(|view| format!("&view={}", percent_encoded(view)));
        let at = at.map(|at| format!("&at={at}#{at}"));
        let written = self.at_beginning().written();
        format!("{written}{rank}{}{}", view.unwrap_or_default(), at.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_not_written() {
        let query = SearchQuery::of_words("소련 & a");
        assert_eq!(query.written(), "q=%EC%86%8C%EB%A0%A8%20%26%20a");
        let narrowing = ListingQuery { year: Some("1957".into()), ..ListingQuery::default() };
        let query = SearchQuery { narrowing, sort: Sort::Newest, page: 2, ..query };
        assert!(query.written().ends_with("&year=1957&sort=newest&page=2"));
        let at = Anchor::block("ko", 3);
        assert!(query.carried(4, None, Some(&at)).ends_with("&sort=newest&rank=4&at=ko3#ko3"));
    }

    #[test]
    fn orders_are_read_as_they_are_written() {
        for sort in Sort::ALL {
            assert_eq!(Sort::parse(sort.as_str()), Some(sort));
        }
        assert_eq!(Sort::parse("x"), None);
    }
}
