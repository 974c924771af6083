//! Links to what programs read, and addresses to share and cite: whatever a reader chose, they stay
//! the same.

use super::links::{in_edition, page_written, with_ids, with_pair};
use super::{Anchor, Links, ListingQuery, SearchQuery, Slug};

impl Links {
    /// A machine twin of the listing.
    #[must_use]
    pub fn documents_twin(&self, suffix: &str, query: &ListingQuery) -> String {
        format!("{}/documents.{suffix}{}", self.base_path(), query.written())
    }

    /// A machine twin of a document: `json`.
    #[must_use]
    pub fn document_twin(&self, id: &Slug, suffix: &str, edition: Option<&str>) -> String {
        in_edition(format!("{}.{suffix}", self.document_path(id)), edition)
    }

    /// The links between a document and its files, for crawlers.
    #[must_use]
    pub fn linkset(&self, id: &Slug, edition: Option<&str>) -> String {
        in_edition(format!("{}/linkset.json", self.document_path(id)), edition)
    }

    /// The capture's untouched bytes.
    #[must_use]
    pub fn source_bytes(&self, id: &Slug, edition: Option<&str>) -> String {
        in_edition(format!("{}/source.txt", self.document_path(id)), edition)
    }

    /// The address of a place to share and cite, with the edition it was read in.
    #[must_use]
    pub fn place(&self, id: &Slug, anchor: &Anchor, edition: Option<&str>) -> String {
        in_edition(format!("{}/{anchor}", self.document_path(id)), edition)
    }

    /// A machine twin of a place: `json`.
    #[must_use]
    pub fn place_twin(
        &self,
        id: &Slug,
        anchor: &Anchor,
        suffix: &str,
        edition: Option<&str>,
    ) -> String {
        in_edition(format!("{}/{anchor}.{suffix}", self.document_path(id)), edition)
    }

    /// A machine twin of a search.
    #[must_use]
    pub fn search_twin(&self, suffix: &str, query: &SearchQuery) -> String {
        format!("{}/search.{suffix}?{}", self.base_path(), query.written())
    }

    /// A machine twin of chosen documents.
    #[must_use]
    pub fn selection_twin(&self, suffix: &str, ids: &[Slug]) -> String {
        with_ids(format!("{}.{suffix}", self.selection_page()), ids)
    }

    /// A machine twin of a page of the persons.
    #[must_use]
    pub fn people_twin(&self, suffix: &str, page: usize) -> String {
        format!("{}/people.{suffix}{}", self.base_path(), page_written(page))
    }

    /// A machine twin of a person.
    #[must_use]
    pub fn person_twin(&self, id: &Slug, suffix: &str, after: Option<&str>) -> String {
        let path = format!("{}/people/{id}.{suffix}", self.base_path());
        after.map_or(path.clone(), |key| with_pair(path, "after", key))
    }

    /// A machine twin of the abbreviations, terms and places.
    #[must_use]
    pub fn terms_twin(&self, suffix: &str) -> String {
        format!("{}/terms.{suffix}", self.base_path())
    }

    /// A machine twin of all archives or a place in one.
    #[must_use]
    pub fn archives_twin(&self, parts: &[String], suffix: &str) -> String {
        format!("{}.{suffix}", self.unit_path(parts))
    }

    /// A machine twin of a place in an archive from behind a document on.
    #[must_use]
    pub fn archives_twin_after(&self, parts: &[String], suffix: &str, after: &str) -> String {
        with_pair(self.archives_twin(parts, suffix), "after", after)
    }

    /// A machine twin of the documents over time.
    #[must_use]
    pub fn timeline_twin(&self, suffix: &str) -> String {
        format!("{}/timeline.{suffix}", self.base_path())
    }

    /// The machine twin of the ingest report.
    #[must_use]
    pub fn ingest_json(&self) -> String {
        format!("{}/ingest.json", self.base_path())
    }

    /// The same from behind a file on.
    #[must_use]
    pub fn ingest_json_after(&self, file: &str) -> String {
        with_pair(self.ingest_json(), "after", file)
    }

    /// A machine twin of a document's history, with what differs between two editions where they are
    /// named.
    #[must_use]
    pub fn history_twin(&self, id: &Slug, suffix: &str, between: Option<(&str, &str)>) -> String {
        let path = format!("{}/history.{suffix}", self.document_path(id));
        between
            .map_or(path.clone(), |(from, to)| with_pair(with_pair(path, "from", from), "to", to))
    }

    /// A machine twin of what happened in the room, from before a key on.
    #[must_use]
    pub fn events_twin(&self, suffix: &str, before: Option<u64>) -> String {
        let path = format!("{}/ingest/events.{suffix}", self.base_path());
        before.map_or(path.clone(), |key| with_pair(path, "before", &key.to_string()))
    }

    /// Where reference managers ask for the records of documents by their identifiers (unAPI).
    #[must_use]
    pub fn unapi(&self) -> String {
        format!("{}/unapi", self.base_path())
    }

    /// Where they ask what formats there are of one.
    #[must_use]
    pub fn unapi_of(&self, id: &Slug) -> String {
        format!("{}?id={id}", self.unapi())
    }

    /// What harvesters ask.
    #[must_use]
    pub fn oai(&self) -> String {
        format!("{}/oai", self.base_path())
    }

    /// What the identifiers of this room's records begin with: the host names the room, with the
    /// path where one host has several.
    fn oai_namespace(&self) -> String {
        match self.base_path().trim_start_matches('/') {
            "" => format!("oai:{}:", self.host()),
            path => format!("oai:{}:{path}/", self.host()),
        }
    }

    /// A document's identifier for harvesters: `oai:room.example:1957-07-08-a-visit`.
    #[must_use]
    pub fn oai_identifier(&self, id: &Slug) -> String {
        format!("{}{id}", self.oai_namespace())
    }

    /// The document that an identifier for harvesters names.
    #[must_use]
    pub fn of_oai_identifier(&self, identifier: &str) -> Option<Slug> {
        Slug::parse(identifier.strip_prefix(self.oai_namespace().as_str())?)
    }

    /// The feed of the documents that were added or changed last (Atom).
    #[must_use]
    pub fn feed(&self) -> String {
        format!("{}/feed.atom", self.base_path())
    }

    /// The same as a JSON Feed.
    #[must_use]
    pub fn feed_json(&self) -> String {
        format!("{}/feed.json", self.base_path())
    }

    /// The feed of what was put right (Atom).
    #[must_use]
    pub fn corrections(&self) -> String {
        format!("{}/corrections.atom", self.base_path())
    }

    /// What browsers read to search the room.
    #[must_use]
    pub fn opensearch(&self) -> String {
        format!("{}/opensearch.xml", self.base_path())
    }

    /// The address of a search with its words left open, as `OpenSearch` writes them; with a suffix
    /// that of a machine twin.
    #[must_use]
    pub fn search_template(&self, suffix: &str) -> String {
        let dot = if suffix.is_empty() { "" } else { "." };
        self.absolute(&format!("{}/search{dot}{suffix}?q={{searchTerms}}", self.base_path()))
    }

    /// The list of addresses for crawlers.
    #[must_use]
    pub fn sitemap(&self) -> String {
        format!("{}/sitemap.xml", self.base_path())
    }

    /// A part of the list of addresses, from 1, where one file would be too long.
    #[must_use]
    pub fn sitemap_part(&self, part: usize) -> String {
        format!("{}/sitemap-{part}.xml", self.base_path())
    }

    /// The same told to machines.
    #[must_use]
    pub fn openapi(&self) -> String {
        format!("{}/openapi.json", self.base_path())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Carried, Choice};
    use super::*;

    fn links(base: &str) -> Links {
        let links = Links::parse(base).expect("a good address");
        links.carrying(Carried::default().with(Choice::Interface, Some("ko")))
    }

    #[test]
    fn what_was_chosen_is_in_no_twin_and_in_nothing_to_share() {
        let (links, id) = (links("http://host/archive/"), Slug::from_stem("a"));
        let at = Anchor::block("p", 14);
        let check = |path: String, expect: &str| assert_eq!(path, expect);
        let query = ListingQuery::of_time("1957");
        check(links.documents_twin("json", &query), "/archive/documents.json?year=1957");
        check(links.document_twin(&id, "ris", None), "/archive/documents/a.ris");
        check(links.place(&id, &at, Some("abc")), "/archive/documents/a/p14?edition=abc");
        check(
            links.place_twin(&id, &at, "json", Some("abc")),
            "/archive/documents/a/p14.json?edition=abc",
        );
        check(
            links.archives_twin_after(&["b".to_owned()], "json", "a"),
            "/archive/archives/b.json?after=a",
        );
        check(
            links.history_twin(&id, "json", Some(("abc", "def"))),
            "/archive/documents/a/history.json?from=abc&to=def",
        );
        check(links.events_twin("json", Some(7)), "/archive/ingest/events.json?before=7");
        check(links.feed(), "/archive/feed.atom");
        check(links.selection_twin("csv", &[id]), "/archive/selection.csv?id=a");
    }

    #[test]
    fn harvesters_know_documents_by_host_and_path() {
        let check = |base: &str, expect: &str| {
            let (links, id) = (links(base), Slug::from_stem("a"));
            assert_eq!(links.oai_identifier(&id), expect);
            assert_eq!(links.of_oai_identifier(expect), Some(id));
            assert_eq!(links.of_oai_identifier("oai:elsewhere:a"), None);
        };
        check("https://room.example", "oai:room.example:a");
        check("http://127.0.0.1:3000", "oai:127.0.0.1:a");
        check("http://[::1]:3000", "oai:[::1]:a");
        check("https://example.org/some/archive/", "oai:example.org:some/archive/a");
    }
}
