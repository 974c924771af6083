//! The links of the room, all from one base.

use super::{Anchor, ListingQuery, SearchQuery, Slug, percent_encoded};

/// Makes every path and full address that the room emits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// Scheme and host: `https://archive.example.org`.
    origin: String,
    /// The path below which the room stands, without a slash at its end: empty or `/archive`.
    base_path: String,
}

impl Links {
    /// Links below a public address such as `https://example.org/archive`: http or https, a host,
    /// perhaps a port, perhaps a path; neither query nor fragment.
    #[must_use]
    pub fn parse(base_url: &str) -> Option<Self> {
        let (scheme, rest) = base_url.split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host_is_plain = !host.is_empty()
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b));
        let path_is_plain =
            path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b))
                && !path.contains("//");
        (host_is_plain && path_is_plain).then(|| Self {
            origin: format!("{scheme}://{host}"),
            base_path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// The path below which the room stands: empty, or `/archive`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// Whether the public address is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The full address of a path that this room of links made.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The front page.
    #[must_use]
    pub fn front(&self) -> String {
        format!("{}/", self.base_path)
    }

    /// The listing.
    #[must_use]
    pub fn documents(&self, query: &ListingQuery) -> String {
        format!("{}/documents{}", self.base_path, query.written())
    }

    /// A machine twin of the listing.
    #[must_use]
    pub fn documents_twin(&self, suffix: &str, query: &ListingQuery) -> String {
        format!("{}/documents.{suffix}{}", self.base_path, query.written())
    }

    /// A document.
    #[must_use]
    pub fn document(&self, id: &Slug) -> String {
        format!("{}/documents/{id}", self.base_path)
    }

    /// A document in a view (`both`, `interleaved`, or a language tag) and perhaps an edition.
    #[must_use]
    pub fn document_view(&self, id: &Slug, view: Option<&str>, edition: Option<&str>) -> String {
        let mut path = self.document(id);
        let pairs = [("view", view), ("edition", edition)];
        for (name, value) in pairs.into_iter().filter_map(|(n, v)| v.map(|v| (n, v))) {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(name);
            path.push('=');
            path.push_str(&percent_encoded(value));
        }
        path
    }

    /// A machine twin of a document: `json`.
    #[must_use]
    pub fn document_twin(&self, id: &Slug, suffix: &str, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}.{suffix}{}", self.document(id), edition.unwrap_or_default())
    }

    /// The links between a document and its files, for crawlers.
    #[must_use]
    pub fn linkset(&self, id: &Slug, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}/linkset.json{}", self.document(id), edition.unwrap_or_default())
    }

    /// Where reference managers ask for the records of documents by their identifiers (unAPI).
    #[must_use]
    pub fn unapi(&self) -> String {
        format!("{}/unapi", self.base_path)
    }

    /// Where they ask what formats there are of one.
    #[must_use]
    pub fn unapi_of(&self, id: &Slug) -> String {
        format!("{}?id={id}", self.unapi())
    }

    /// The address of a place to share and cite, with the edition it was read in.
    #[must_use]
    pub fn place(&self, id: &Slug, anchor: &Anchor, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}/{anchor}{}", self.document(id), edition.unwrap_or_default())
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
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}/{anchor}.{suffix}{}", self.document(id), edition.unwrap_or_default())
    }

    /// Where `place` lands: the document with the place marked.
    #[must_use]
    pub fn place_on_page(&self, id: &Slug, anchor: &Anchor, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("&edition={}", percent_encoded(hash)));
        format!("{}?at={anchor}{}#{anchor}", self.document(id), edition.unwrap_or_default())
    }

    /// The results of a search.
    #[must_use]
    pub fn search(&self, query: &SearchQuery) -> String {
        format!("{}/search?{}", self.base_path, query.written())
    }

    /// Where the search box leads.
    #[must_use]
    pub fn search_page(&self) -> String {
        format!("{}/search", self.base_path)
    }

    /// Chosen documents, cited in a style where one is named, with their texts or without.
    #[must_use]
    pub fn selection(&self, ids: &[Slug], style: Option<&str>, texts: bool) -> String {
        let mut path = with_ids(self.selection_page(), ids);
        let style = style.map(|style| ("style", percent_encoded(style)));
        let texts = texts.then(|| ("texts", "1".to_owned()));
        for (name, value) in style.into_iter().chain(texts) {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.extend([name, "=", &value]);
        }
        path
    }

    /// A machine twin of chosen documents.
    #[must_use]
    pub fn selection_twin(&self, suffix: &str, ids: &[Slug]) -> String {
        with_ids(format!("{}.{suffix}", self.selection_page()), ids)
    }

    /// Where the form leads that chooses documents.
    #[must_use]
    pub fn selection_page(&self) -> String {
        format!("{}/selection", self.base_path)
    }

    /// A machine twin of a search.
    #[must_use]
    pub fn search_twin(&self, suffix: &str, query: &SearchQuery) -> String {
        format!("{}/search.{suffix}?{}", self.base_path, query.written())
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
        format!("{}?{}", self.document(id), query.carried(rank, view, at))
    }

    /// A page of the persons, from 1.
    #[must_use]
    pub fn people(&self, page: usize) -> String {
        format!("{}/people{}", self.base_path, page_written(page))
    }

    /// A machine twin of a page of the persons.
    #[must_use]
    pub fn people_twin(&self, suffix: &str, page: usize) -> String {
        format!("{}/people.{suffix}{}", self.base_path, page_written(page))
    }

    /// A person; `after` is the key that the page of mentions begins after.
    #[must_use]
    pub fn person(&self, id: &Slug, after: Option<&str>) -> String {
        let after = after.map(|key| format!("?after={}", percent_encoded(key)));
        format!("{}/people/{id}{}", self.base_path, after.unwrap_or_default())
    }

    /// A machine twin of a person.
    #[must_use]
    pub fn person_twin(&self, id: &Slug, suffix: &str, after: Option<&str>) -> String {
        let after = after.map(|key| format!("?after={}", percent_encoded(key)));
        format!("{}/people/{id}.{suffix}{}", self.base_path, after.unwrap_or_default())
    }

    /// The abbreviations, terms and places.
    #[must_use]
    pub fn terms(&self) -> String {
        format!("{}/terms", self.base_path)
    }

    /// A machine twin of the abbreviations, terms and places.
    #[must_use]
    pub fn terms_twin(&self, suffix: &str) -> String {
        format!("{}/terms.{suffix}", self.base_path)
    }

    /// An abbreviation, term or place among the others.
    #[must_use]
    pub fn term(&self, id: &Slug) -> String {
        format!("{}#{id}", self.terms())
    }

    /// The capture as it is, with line numbers.
    #[must_use]
    pub fn source(&self, id: &Slug, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}/source{}", self.document(id), edition.unwrap_or_default())
    }

    /// The capture's untouched bytes.
    #[must_use]
    pub fn source_bytes(&self, id: &Slug, edition: Option<&str>) -> String {
        let edition = edition.map(|hash| format!("?edition={}", percent_encoded(hash)));
        format!("{}/source.txt{}", self.document(id), edition.unwrap_or_default())
    }

    /// The report of the last ingest.
    #[must_use]
    pub fn ingest(&self) -> String {
        format!("{}/ingest", self.base_path)
    }

    /// The machine twin of the ingest report.
    #[must_use]
    pub fn ingest_json(&self) -> String {
        format!("{}/ingest.json", self.base_path)
    }

    /// All archives, or with the parts of a place below each other, that place.
    #[must_use]
    pub fn archives(&self, parts: &[String]) -> String {
        let mut path = format!("{}/archives", self.base_path);
        for part in parts {
            path.push('/');
            path.push_str(&percent_encoded(part));
        }
        path
    }

    /// A machine twin of all archives or a place in one.
    #[must_use]
    pub fn archives_twin(&self, parts: &[String], suffix: &str) -> String {
        format!("{}.{suffix}", self.archives(parts))
    }

    /// A place in an archive from behind a document on; with a suffix as a machine twin.
    #[must_use]
    pub fn archives_after(&self, parts: &[String], suffix: &str, after: &str) -> String {
        let dot = if suffix.is_empty() { "" } else { "." };
        format!("{}{dot}{suffix}?after={}", self.archives(parts), percent_encoded(after))
    }

    /// The documents over time.
    #[must_use]
    pub fn timeline(&self) -> String {
        format!("{}/timeline", self.base_path)
    }

    /// A machine twin of the documents over time.
    #[must_use]
    pub fn timeline_twin(&self, suffix: &str) -> String {
        format!("{}/timeline.{suffix}", self.base_path)
    }

    /// What the room is.
    #[must_use]
    pub fn about(&self) -> String {
        format!("{}/about", self.base_path)
    }

    /// The list of addresses for crawlers.
    #[must_use]
    pub fn sitemap(&self) -> String {
        format!("{}/sitemap.xml", self.base_path)
    }

    /// A part of the list of addresses, from 1, where one file would be too long.
    #[must_use]
    pub fn sitemap_part(&self, part: usize) -> String {
        format!("{}/sitemap-{part}.xml", self.base_path)
    }

    /// What programs can ask for, told to people.
    #[must_use]
    pub fn api(&self) -> String {
        format!("{}/api", self.base_path)
    }

    /// The same told to machines.
    #[must_use]
    pub fn openapi(&self) -> String {
        format!("{}/openapi.json", self.base_path)
    }

    /// The pattern of addresses (`/documents/{id}`) with the base path.
    #[must_use]
    pub fn below(&self, pattern: &str) -> String {
        format!("{}{pattern}", self.base_path)
    }

    /// What harvesters ask.
    #[must_use]
    pub fn oai(&self) -> String {
        format!("{}/oai", self.base_path)
    }

    /// The host of the public address, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let port = host.rsplit_once(':').filter(|(_, port)| !port.contains(']'));
        port.map_or(host, |(host, _)| host)
    }

    /// What the identifiers of this room's records begin with: the host names the room, with the
    /// path where one host has several.
    fn oai_namespace(&self) -> String {
        match self.base_path.trim_start_matches('/') {
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
        format!("{}/feed.atom", self.base_path)
    }

    /// The same as a JSON Feed.
    #[must_use]
    pub fn feed_json(&self) -> String {
        format!("{}/feed.json", self.base_path)
    }

    /// The feed of what was put right (Atom).
    #[must_use]
    pub fn corrections(&self) -> String {
        format!("{}/corrections.atom", self.base_path)
    }

    /// What browsers read to search the room.
    #[must_use]
    pub fn opensearch(&self) -> String {
        format!("{}/opensearch.xml", self.base_path)
    }

    /// The address of a search with its words left open, as `OpenSearch` writes them; with a suffix
    /// that of a machine twin.
    #[must_use]
    pub fn search_template(&self, suffix: &str) -> String {
        let dot = if suffix.is_empty() { "" } else { "." };
        self.absolute(&format!("{}/search{dot}{suffix}?q={{searchTerms}}", self.base_path))
    }

    /// A file of the room's own, by its name with checksum.
    #[must_use]
    pub fn asset(&self, file: &str) -> String {
        format!("{}/static/{file}", self.base_path)
    }
}

/// The path with the documents that it is about.
fn with_ids(path: String, ids: &[Slug]) -> String {
    ids.iter()
        .enumerate()
        .fold(path, |path, (at, id)| format!("{path}{}id={id}", if at == 0 { '?' } else { '&' }))
}

/// The parameter of a page from 1; the first has none.
fn page_written(page: usize) -> String {
    if page > 1 { format!("?page={page}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(base: &str) -> Links {
        Links::parse(base).expect("a good address")
    }

    #[test]
    fn every_path_carries_the_base_path() {
        let links = links("http://host/archive/");
        let id = Slug::from_stem("a");
        let query = ListingQuery { archive: Some("Ä & B".into()), ..ListingQuery::default() };
        assert_eq!(links.front(), "/archive/");
        assert_eq!(links.documents(&query), "/archive/documents?archive=%C3%84%20%26%20B");
        assert_eq!(
            links.place_twin(&id, &Anchor::block("p", 14), "json", Some("abc")),
            "/archive/documents/a/p14.json?edition=abc"
        );
        assert_eq!(
            links.place_on_page(&id, &Anchor::block("p", 14), Some("abc")),
            "/archive/documents/a?at=p14&edition=abc#p14"
        );
        assert_eq!(links.absolute(&links.document(&id)), "http://host/archive/documents/a");
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

    #[test]
    fn a_public_address_has_a_scheme_and_a_host_and_no_query() {
        assert_eq!(links("https://h:8443").front(), "/");
        assert!(links("https://h").is_https());
        for bad in
            ["h", "ftp://h", "http://", "http://h/?a", "http://h/#a", "http://h/a//b", "http://ü"]
        {
            assert_eq!(Links::parse(bad), None, "{bad}");
        }
    }
}
