//! Links to pages: each carries what the reader chose.

use super::links::{in_edition, page_written, with_ids, with_pair};
use super::{Anchor, Links, ListingQuery, SearchQuery, Slug};

impl Links {
    /// The path of a page with what the reader chose.
    fn page(&self, path: &str) -> String {
        self.carried().on(path)
    }

    /// A form's address: the page itself, without what its fields say.
    #[must_use]
    pub fn listing_form(&self) -> String {
        format!("{}/documents", self.base_path())
    }

    /// The front page.
    #[must_use]
    pub fn front(&self) -> String {
        self.page(&format!("{}/", self.base_path()))
    }

    /// The listing.
    #[must_use]
    pub fn documents(&self, query: &ListingQuery) -> String {
        self.page(&format!("{}/documents{}", self.base_path(), query.written()))
    }

    /// A document.
    #[must_use]
    pub fn document(&self, id: &Slug) -> String {
        self.page(&self.document_path(id))
    }

    /// A document in a view (`both`, `interleaved`, or a language tag) and perhaps an edition.
    #[must_use]
    pub fn document_view(&self, id: &Slug, view: Option<&str>, edition: Option<&str>) -> String {
        let path = self.document_path(id);
        let path = view.map_or(path.clone(), |view| with_pair(path, "view", view));
        self.page(&in_edition(path, edition))
    }

    /// Where `place` lands: the document with the place marked.
    #[must_use]
    pub fn place_on_page(&self, id: &Slug, anchor: &Anchor, edition: Option<&str>) -> String {
        let path = with_pair(self.document_path(id), "at", &anchor.to_string());
        self.page(&format!("{}#{anchor}", in_edition(path, edition)))
    }

    /// The same in a view of the document.
    #[must_use]
    pub fn place_in_view(
        &self,
        id: &Slug,
        view: &str,
        anchor: Option<&Anchor>,
        edition: Option<&str>,
    ) -> String {
        let path = with_pair(self.document_path(id), "view", view);
        let Some(anchor) = anchor else { return self.page(&in_edition(path, edition)) };
        let path = with_pair(path, "at", &anchor.to_string());
        self.page(&format!("{}#{anchor}", in_edition(path, edition)))
    }

    /// The capture as it is, with line numbers.
    #[must_use]
    pub fn source(&self, id: &Slug, edition: Option<&str>) -> String {
        self.page(&in_edition(format!("{}/source", self.document_path(id)), edition))
    }

    /// What became of a document: its editions and events.
    #[must_use]
    pub fn history(&self, id: &Slug) -> String {
        self.page(&self.history_page(id))
    }

    /// Where the form leads that chooses two editions; it carries what the reader chose in fields of
    /// its own.
    #[must_use]
    pub fn history_page(&self, id: &Slug) -> String {
        format!("{}/history", self.document_path(id))
    }

    /// What differs between two editions of a document.
    #[must_use]
    pub fn difference(&self, id: &Slug, from: &str, to: &str) -> String {
        let path = with_pair(self.history_page(id), "from", from);
        self.page(&with_pair(path, "to", to))
    }

    /// The results of a search.
    #[must_use]
    pub fn search(&self, query: &SearchQuery) -> String {
        self.page(&format!("{}/search?{}", self.base_path(), query.written()))
    }

    /// A document with what a search found in it marked, as the result of this rank (from 1, 0
    /// where it is not known), in a view and at a place where they are given.
    #[must_use]
    pub fn found(
        &self,
        id: &Slug,
        query: &SearchQuery,
        rank: u64,
        view: Option<&str>,
        at: Option<&Anchor>,
    ) -> String {
        self.page(&format!("{}?{}", self.document_path(id), query.carried(rank, view, at)))
    }

    /// Chosen documents, cited in a style where one is named, with their texts or without.
    #[must_use]
    pub fn selection(&self, ids: &[Slug], style: Option<&str>, texts: bool) -> String {
        let path = with_ids(self.selection_page(), ids);
        let path = style.map_or(path.clone(), |style| with_pair(path, "style", style));
        self.page(&if texts { with_pair(path, "texts", "1") } else { path })
    }

    /// A page of the persons, from 1.
    #[must_use]
    pub fn people(&self, page: usize) -> String {
        self.page(&format!("{}/people{}", self.base_path(), page_written(page)))
    }

    /// A person; `after` is the key that the page of mentions begins after.
    #[must_use]
    pub fn person(&self, id: &Slug, after: Option<&str>) -> String {
        let path = format!("{}/people/{id}", self.base_path());
        self.page(&after.map_or(path.clone(), |key| with_pair(path, "after", key)))
    }

    /// The abbreviations, terms and places.
    #[must_use]
    pub fn terms(&self) -> String {
        self.page(&format!("{}/terms", self.base_path()))
    }

    /// An abbreviation, term or place among the others.
    #[must_use]
    pub fn term(&self, id: &Slug) -> String {
        self.page(&format!("{}/terms#{id}", self.base_path()))
    }

    /// All archives, or with the parts of a place below each other, that place.
    #[must_use]
    pub fn archives(&self, parts: &[String]) -> String {
        self.page(&self.unit_path(parts))
    }

    /// A place in an archive from behind a document on.
    #[must_use]
    pub fn archives_after(&self, parts: &[String], after: &str) -> String {
        self.page(&with_pair(self.unit_path(parts), "after", after))
    }

    /// The documents over time.
    #[must_use]
    pub fn timeline(&self) -> String {
        self.page(&format!("{}/timeline", self.base_path()))
    }

    /// What the room is.
    #[must_use]
    pub fn about(&self) -> String {
        self.page(&format!("{}/about", self.base_path()))
    }

    /// How everyone can use the room.
    #[must_use]
    pub fn accessibility(&self) -> String {
        self.page(&format!("{}/about/accessibility", self.base_path()))
    }

    /// The report of the last ingest.
    #[must_use]
    pub fn ingest(&self) -> String {
        self.page(&format!("{}/ingest", self.base_path()))
    }

    /// The report's page behind a file.
    #[must_use]
    pub fn ingest_after(&self, file: &str) -> String {
        self.page(&with_pair(format!("{}/ingest", self.base_path()), "after", file))
    }

    /// What happened in the room, from before a key on.
    #[must_use]
    pub fn events(&self, before: Option<u64>) -> String {
        let path = format!("{}/ingest/events", self.base_path());
        self.page(&before.map_or(path.clone(), |key| with_pair(path, "before", &key.to_string())))
    }

    /// What programs can ask for, told to people.
    #[must_use]
    pub fn api(&self) -> String {
        self.page(&format!("{}/api", self.base_path()))
    }

    /// Where the search box leads. A form carries what the reader chose in fields of its own.
    #[must_use]
    pub fn search_page(&self) -> String {
        format!("{}/search", self.base_path())
    }

    /// Where the form leads that chooses documents; it carries what the reader chose in fields of
    /// its own.
    #[must_use]
    pub fn selection_page(&self) -> String {
        format!("{}/selection", self.base_path())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Carried, Choice};
    use super::*;

    fn links() -> Links {
        let carried = Carried::default().with(Choice::Interface, Some("ko"));
        let links = Links::parse("http://host/archive/").expect("a good address");
        links.carrying(carried.with(Choice::Theme, Some("dark")))
    }

    #[test]
    fn every_page_carries_what_was_chosen() {
        let (links, id) = (links(), Slug::from_stem("a"));
        let (at, key) = (Anchor::block("p", 14), "k");
        let part = ["b".to_owned()];
        let query = SearchQuery::of_words("c");
        for path in [
            links.front(),
            links.documents(&ListingQuery::default()),
            links.documents(&ListingQuery::of_time("1957")),
            links.document(&id),
            links.document_view(&id, Some("ko"), Some("abc")),
            links.place_on_page(&id, &at, Some("abc")),
            links.source(&id, Some("abc")),
            links.history(&id),
            links.difference(&id, "abc", "def"),
            links.events(Some(7)),
            links.search(&query),
            links.found(&id, &query, 1, None, Some(&at)),
            links.selection(std::slice::from_ref(&id), Some("mla"), true),
            links.people(2),
            links.person(&id, Some(key)),
            links.terms(),
            links.term(&id),
            links.archives(&part),
            links.archives_after(&part, key),
            links.timeline(),
            links.about(),
            links.accessibility(),
            links.ingest(),
            links.api(),
        ] {
            let page = path.split('#').next().unwrap();
            assert!(page.starts_with("/archive/"), "{path}");
            assert!(page.ends_with("ui=ko&theme=dark"), "{path}");
            assert_eq!(page.matches('?').count(), 1, "{path}");
        }
    }

    #[test]
    fn a_page_without_choices_is_its_plain_address() {
        let (links, id) = (links().lasting(), Slug::from_stem("a"));
        let at = Anchor::block("p", 14);
        let check = |path: String, expect: &str| assert_eq!(path, expect);
        let archive = ListingQuery { archive: Some("Ä & B".into()), ..ListingQuery::default() };
        check(links.front(), "/archive/");
        check(links.documents(&archive), "/archive/documents?archive=%C3%84%20%26%20B");
        check(
            links.place_on_page(&id, &at, Some("abc")),
            "/archive/documents/a?at=p14&edition=abc#p14",
        );
        check(
            links.document_view(&id, Some("both"), Some("abc")),
            "/archive/documents/a?view=both&edition=abc",
        );
        check(links.term(&id), "/archive/terms#a");
        check(links.absolute(&links.document(&id)), "http://host/archive/documents/a");
    }
}
