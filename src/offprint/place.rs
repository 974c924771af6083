//! Where an address of the room has its file in the copy.
//!
//! A page is `index.html` in a folder of its address, so that the address itself leads to it on any
//! plain host; a twin is a file under its own name. Of what an address can ask for besides, these
//! states have files of their own: one filter of the listing at a time, the pages of long lists, a
//! document's views, its earlier editions and what differs between them. Every other address leads to the nearest of these.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::address::{Anchor, ListingQuery, percent_encoded, split_suffix};
use crate::document::Language;

/// The first parts of addresses that need a program to answer.
const LIVING: [&str; 7] =
    ["selection", "oai", "unapi", "oembed", "healthz", "readyz", "opensearch"];
/// The search's first part.
pub(super) const SEARCH: &str = "search";
/// A page's file in its folder.
const PAGE: &str = "index.html";
/// The longest name of a file or folder, in bytes; file systems take 255.
const LONGEST_NAME: usize = 200;

/// A file of the copy and the address that it is made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// The address below the room's own, with its parameters: `/documents?year=1957`.
    pub(super) address: String,
    /// The file's path in the copy, parts joined by `/`.
    pub(super) file: String,
    /// What the page is narrowed to: `year=1957`, or nothing.
    pub(super) state: String,
    /// Which page of a long list it is, from 1.
    pub(super) number: u32,
}

/// What must be known of a document to place an address within it.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// The beginning of the current edition's checksum.
    pub(super) edition: String,
    /// The languages of its texts in their order.
    pub(super) languages: Vec<Language>,
}

/// What is known of documents, by identifier.
pub(super) type Facts = HashMap<String, Fact>;

/// The parts of an address below the room's own.
pub(super) struct Address {
    segments: Vec<String>,
    suffix: Option<String>,
    pairs: Vec<(String, String)>,
}

impl Place {
    /// The place of an address from which the copy begins.
    pub(super) fn root(address: &str) -> Option<Self> {
        Self::default().reached(&Address::parse(address), &Facts::default()).map(|(place, _)| place)
    }

    /// Whether the file is a page.
    pub(super) fn is_page(&self) -> bool {
        self.file == PAGE || self.file.ends_with("/index.html")
    }

    /// The document's identifier, if this is a document's page; and whether it is in the state that
    /// its bare address shows.
    pub(super) fn document(&self) -> Option<(&str, bool)> {
        let inner = self.file.strip_prefix("documents/")?.strip_suffix("/index.html")?;
        match inner.split_once('/') {
            None if !inner.contains('=') => Some((inner, true)),
            Some((id, state)) if state.contains('=') && !id.contains('=') => Some((id, false)),
            _ => None,
        }
    }

    /// The file of a place within a document.
    pub(super) fn of_anchor(id: &str, anchor: &str) -> String {
        format!("documents/{id}/{anchor}/{PAGE}")
    }

    /// The address that a relative link on this page leads to.
    pub(super) fn joined(&self, link: &str) -> String {
        let path = self.address.split('?').next().unwrap_or_default();
        let (way, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
        if way.is_empty() {
            return format!("{path}{rest}");
        }
        let mut parts: Vec<&str> = path.split('/').skip(1).collect();
        parts.pop();
        for part in way.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        format!("/{}{rest}", parts.join("/"))
    }

    /// The path that leads from this file to another, with a fragment.
    pub(super) fn way_to(&self, file: &str, fragment: Option<&str>) -> String {
        let fragment = fragment.map(|name| format!("#{}", percent_encoded(name)));
        let fragment = fragment.unwrap_or_default();
        if file == self.file && !fragment.is_empty() {
            return fragment;
        }
        let folders = |file: &str| file.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
        let own = self.file.get(..folders(&self.file)).unwrap_or_default();
        let theirs = file.get(..folders(file)).unwrap_or_default();
        let parts = own.split_inclusive('/').zip(theirs.split_inclusive('/'));
        let shared: usize =
            parts.take_while(|(one, other)| one == other).map(|(one, _)| one.len()).sum();
        let up = "../".repeat(own.get(shared..).unwrap_or_default().matches('/').count());
        let down = file.get(shared..).unwrap_or_default().split('/').map(percent_encoded);
        let down: Vec<String> = down.collect();
        format!("{up}{}{fragment}", down.join("/"))
    }

    /// The place that a link on this page leads to, and the fragment that its parameters name;
    /// `None` where only the living room can answer.
    pub(super) fn reached(&self, to: &Address, facts: &Facts) -> Option<(Self, Option<String>)> {
        let first = to.segments.first().map_or("", String::as_str);
        if LIVING.contains(&first) || (first == SEARCH && to.suffix.is_some()) {
            return None;
        }
        let mut segments = to.segments.clone();
        let mut fragment = None;
        let (mut pairs, mut state, mut number) = (Vec::new(), String::new(), 1);
        match (first, segments.len()) {
            ("documents", 1) => (pairs, state, number) = self.listed(to),
            ("documents", _) => {
                let mut at = to.value("at").map(str::to_owned);
                let place = segments.get(2).filter(|_| to.suffix.is_none());
                if let Some(place) = place.filter(|place| Anchor::parse(place).is_some()).cloned() {
                    segments.truncate(2);
                    at = Some(place);
                }
                let is_page = segments.len() == 2 && to.suffix.is_none();
                let fact = facts.get(&segments[1]);
                (pairs, state) = match segments.get(2).map(String::as_str) {
                    Some("history") => states(to, &["from", "to"]),
                    _ => of_document(to, is_page, fact, at.as_deref()),
                };
                fragment = at;
            }
            ("ingest", _) => (pairs, state) = states(to, &["before"]),
            ("people", 1) => {
                number = to.value("page").and_then(|page| page.parse().ok()).unwrap_or(1);
                pairs = to.named(&["page"]);
            }
            ("people" | "archives", _) => (pairs, number) = self.turned(to, &[]),
            _ => {}
        }
        let mut whole = state.clone();
        if number > 1 {
            whole = [whole.as_str(), if whole.is_empty() { "" } else { "," }, "page="].concat();
            whole.push_str(&number.to_string());
        }
        let address = written(&segments, to.suffix.as_deref(), &pairs);
        let file = file(&segments, to.suffix.as_deref(), &whole);
        Some((Self { address, file, state, number }, fragment))
    }

    /// The parameters, state and page number of an address of the listing.
    fn listed(&self, to: &Address) -> (Vec<(String, String)>, String, u32) {
        const FILTERS: [&[&str]; 5] =
            [&["from", "to"], &["year"], &["archive"], &["language"], &["person"]];
        if to.value("after") == ListingQuery::undated().after.as_deref() {
            return (to.named(&["after"]), "date=none".to_owned(), 1);
        }
        let own = Address::parse(&self.address);
        let chosen: Vec<&[&str]> =
            FILTERS.into_iter().filter(|names| !to.named(names).is_empty()).collect();
        let is_new = |names: &&&[&str]| to.named(names) != own.named(names);
        let names = chosen.iter().find(is_new).or(chosen.first()).copied().unwrap_or_default();
        let filters = to.named(names);
        let state: Vec<String> =
            filters.iter().map(|(name, value)| format!("{name}={}", named(value))).collect();
        if chosen.len() > 1 {
            return (filters, state.join(","), 1);
        }
        let (paging, number) = self.turned(to, names);
        let goes_on = number > 1 && names.is_empty() && own.segments == to.segments;
        let state = if goes_on { self.state.clone() } else { state.join(",") };
        (filters.into_iter().chain(paging).collect(), state, number)
    }

    /// The parameters and the number of the page of a long list that a link leads to. Lists are
    /// turned page by page, so a key leads one page on or back from here.
    fn turned(&self, to: &Address, filters: &[&str]) -> (Vec<(String, String)>, u32) {
        let own = Address::parse(&self.address);
        let is_here = own.segments == to.segments && own.named(filters) == to.named(filters);
        let (after, before) = (to.value("after"), to.value("before"));
        let number = match (after, before) {
            _ if !is_here => 1,
            (Some(after), _) if own.value("after") == Some(after) => self.number,
            (Some(_), _) => self.number + 1,
            (None, Some(_)) => self.number.saturating_sub(1).max(1),
            (None, None) => 1,
        };
        let paging =
            if is_here && number > 1 { to.named(&["after", "before"]) } else { Vec::new() };
        (paging, number)
    }
}

/// Parameters of an address, each a part of its state.
fn states(to: &Address, names: &[&str]) -> (Vec<(String, String)>, String) {
    let pairs = to.named(names);
    let state = pairs.iter().map(|(name, value)| format!("{name}={}", named(value)));
    let state: Vec<String> = state.collect();
    (pairs, state.join(","))
}

/// The parameters and the state of an address within a document; only its page has views.
fn of_document(
    to: &Address,
    is_page: bool,
    fact: Option<&Fact>,
    at: Option<&str>,
) -> (Vec<(String, String)>, String) {
    if let (Some(edition), Some(fact)) = (to.value("edition"), fact)
        && !edition.starts_with(&fact.edition)
        && !fact.edition.starts_with(edition)
    {
        return (to.named(&["edition"]), format!("edition={}", named(edition)));
    }
    if !is_page {
        return (Vec::new(), String::new());
    }
    let is_shown_further = |language: &&Language| match at.and_then(Anchor::parse) {
        Some(Anchor::Block { prefix, .. }) => language.anchor_prefix() == prefix,
        _ => false,
    };
    let further = fact.and_then(|fact| fact.languages.iter().skip(2).find(is_shown_further));
    let view = match (further, to.value("view")) {
        (Some(language), _) => format!("both-{language}"),
        (None, Some(view)) if at.is_none() => view.to_owned(),
        _ => return (Vec::new(), String::new()),
    };
    let state = format!("view={}", named(&view));
    (vec![("view".to_owned(), view)], state)
}

impl Address {
    /// Reads a path with its parameters.
    pub(super) fn parse(address: &str) -> Self {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let mut segments: Vec<String> =
            path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
        let mut suffix = None;
        if segments.first().is_some_and(|first| first != "static")
            && let Some(last) = segments.last_mut()
            && let (name, Some(ending)) = split_suffix(last)
        {
            suffix = Some(ending.to_owned());
            *last = name.to_owned();
        }
        let pairs = query.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (!value.is_empty()).then(|| (decoded(name), decoded(&value.replace('+', " "))))
        });
        Self { segments, suffix, pairs: pairs.collect() }
    }

    /// The document that the address is in, if placing it takes knowing that document.
    pub(super) fn document(&self) -> Option<&str> {
        let is_bound = self.value("edition").is_some() || self.value("at").is_some();
        let is_place = self.segments.len() > 2;
        let id = self.segments.get(1).filter(|_| self.segments[0] == "documents")?;
        (is_bound || is_place).then_some(id)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn named(&self, names: &[&str]) -> Vec<(String, String)> {
        self.pairs.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect()
    }
}

/// The address as a request asks for it.
fn written(segments: &[String], suffix: Option<&str>, pairs: &[(String, String)]) -> String {
    let is_file = segments.first().is_some_and(|first| first == "static");
    let encoded = |part: &String| if is_file { part.clone() } else { percent_encoded(part) };
    let path: Vec<String> = segments.iter().map(encoded).collect();
    let mut address = format!("/{}", path.join("/"));
    if let Some(suffix) = suffix {
        address.push('.');
        address.push_str(suffix);
    }
    for (at, (name, value)) in pairs.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&percent_encoded(value));
    }
    address
}

/// The path of the file.
fn file(segments: &[String], suffix: Option<&str>, state: &str) -> String {
    let mut parts: Vec<String> = segments.iter().map(|part| named(part)).collect();
    let is_file = segments.first().is_some_and(|first| first == "static");
    if !state.is_empty() {
        parts.push(state.to_owned());
    }
    match suffix {
        None if is_file => {}
        None => parts.push(PAGE.to_owned()),
        Some(suffix) => {
            if let Some(last) = parts.last_mut() {
                last.push('.');
                last.push_str(&named(suffix));
            }
        }
    }
    parts.join("/")
}

/// A value as a part of a file's name: letters, digits and `-._~` of it, `~XX` for each other byte.
/// None is hidden, leads upward or is too long for a file system.
fn named(value: &str) -> String {
    let mut name = String::new();
    for (at, c) in value.char_indices() {
        let is_plain = c.is_alphanumeric() || matches!(c, '-' | '_') || (c == '.' && at > 0);
        let mut bytes = [0; 4];
        if is_plain {
            name.push(c);
        } else {
            for byte in c.encode_utf8(&mut bytes).bytes() {
                name.push('~');
                name.push_str(&crate::store::hex(&[byte]));
            }
        }
        if name.len() > LONGEST_NAME {
            // What is cut off still tells names apart.
            let sum = value.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            name.push('~');
            name.push_str(&crate::store::hex(&sum.to_be_bytes()));
            break;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let languages = ["en", "ko", "zh"].map(|tag| Language::parse(tag).unwrap()).to_vec();
        Facts::from([("a".to_owned(), Fact { edition: "0123456789ab".to_owned(), languages })])
    }

    fn check(from: &Place, link: &str, expect: Option<(&str, Option<&str>)>) -> Place {
        let found = from.reached(&Address::parse(link), &facts());
        let told = found.as_ref().map(|(place, at)| (place.file.as_str(), at.as_deref()));
        assert_eq!(told, expect, "{link}");
        found.unwrap_or_default().0
    }

    #[test]
    fn a_page_has_a_folder_and_a_twin_its_own_name() {
        let here = Place::default();
        check(&here, "/", Some(("index.html", None)));
        check(&here, "/documents/a", Some(("documents/a/index.html", None)));
        check(&here, "/documents/a.tei.xml", Some(("documents/a.tei.xml", None)));
        check(&here, "/documents/a/source.txt", Some(("documents/a/source.txt", None)));
        check(&here, "/static/a.0f.css", Some(("static/a.0f.css", None)));
        check(&here, "/archives/a%20b/-", Some(("archives/a~20b/-/index.html", None)));
        check(&here, "/archives/%ED%95%9C", Some(("archives/한/index.html", None)));
        check(&here, "/a/%2E%2E/%2Fetc", Some(("a/~2e./~2fetc/index.html", None)));
        check(&here, "/search?q=a", Some(("search/index.html", None)));
        for living in
            ["/search.atom?q=a", "/selection?id=a", "/oai?verb=Identify", "/opensearch.xml"]
        {
            check(&here, living, None);
        }
    }

    #[test]
    fn a_place_in_a_document_leads_to_the_page_that_shows_it() {
        let here = Place::default();
        check(&here, "/documents/a?at=p4", Some(("documents/a/index.html", Some("p4"))));
        check(&here, "/documents/a/ko4", Some(("documents/a/index.html", Some("ko4"))));
        check(
            &here,
            "/documents/a/zh4",
            Some(("documents/a/view=both-zh/index.html", Some("zh4"))),
        );
        check(&here, "/documents/a?q=x&at=n3", Some(("documents/a/index.html", Some("n3"))));
        check(&here, "/documents/a?view=ko", Some(("documents/a/view=ko/index.html", None)));
        let current = "/documents/a?edition=0123456789ab";
        check(&here, current, Some(("documents/a/index.html", None)));
        let earlier = "/documents/a/p4?edition=ffffffffffff";
        let edition = "documents/a/edition=ffffffffffff/index.html";
        let place = check(&here, earlier, Some((edition, Some("p4"))));
        assert_eq!(place.address, "/documents/a?edition=ffffffffffff");
        assert_eq!(place.document(), Some(("a", false)));
        let twin = "/documents/a.json?edition=ffffffffffff";
        check(&here, twin, Some(("documents/a/edition=ffffffffffff.json", None)));
        check(&here, "/documents/a/p4.json", Some(("documents/a/p4.json", None)));
    }

    #[test]
    fn the_listing_has_one_filter_at_a_time_and_its_pages() {
        let here = Place::root("/documents").unwrap();
        let year =
            check(&here, "/documents?year=1957", Some(("documents/year=1957/index.html", None)));
        let second = check(
            &year,
            "/documents?year=1957&after=k1",
            Some(("documents/year=1957,page=2/index.html", None)),
        );
        assert_eq!(second.address, "/documents?year=1957&after=k1");
        check(
            &second,
            "/documents.csv?year=1957&after=k1",
            Some(("documents/year=1957,page=2.csv", None)),
        );
        check(
            &second,
            "/documents?year=1957&before=k2",
            Some(("documents/year=1957/index.html", None)),
        );
        check(
            &year,
            "/documents?year=1957&archive=A%20B",
            Some(("documents/archive=A~20B/index.html", None)),
        );
        check(&year, "/documents", Some(("documents/index.html", None)));
        check(
            &here,
            "/documents?from=1957-02&to=1957-02",
            Some(("documents/from=1957-02,to=1957-02/index.html", None)),
        );
        let undated = check(
            &here,
            "/documents?after=9998-99-99~z",
            Some(("documents/date=none/index.html", None)),
        );
        check(
            &undated,
            "/documents?after=k",
            Some(("documents/date=none,page=2/index.html", None)),
        );
        check(&undated, "/documents?before=k", Some(("documents/index.html", None)));
        assert_eq!(here.document(), None);
        assert_eq!(year.document(), None);
    }

    #[test]
    fn long_lists_are_turned_page_by_page() {
        let person = Place::root("/people/kim").unwrap();
        let second =
            check(&person, "/people/kim?after=k", Some(("people/kim/page=2/index.html", None)));
        check(&second, "/people/kim?after=l", Some(("people/kim/page=3/index.html", None)));
        check(&second, "/people/kim", Some(("people/kim/index.html", None)));
        check(&person, "/people?page=3", Some(("people/page=3/index.html", None)));
        check(&person, "/archives/a?after=k", Some(("archives/a/index.html", None)));
    }

    #[test]
    fn ways_are_relative_whatever_the_depth() {
        let check = |from: &str, to: &str, fragment, expect: &str| {
            let from = Place { file: from.to_owned(), ..Place::default() };
            assert_eq!(from.way_to(to, fragment), expect);
        };
        check("index.html", "documents/a/index.html", Some("p4"), "documents/a/index.html#p4");
        check("documents/a/index.html", "static/a.css", None, "../../static/a.css");
        check("a/index.html", "a/index.html", Some("p4"), "#p4");
        check("a/index.html", "a/index.html", None, "index.html");
        check("a/b/index.html", "a/c/index.html", None, "../c/index.html");
        check("a/b/index.html", "a/b.json", None, "../b.json");
        check("a/b/index.html", "a/b/c/index.html", None, "c/index.html");
        check("a/index.html", "b/year=1957/index.html", None, "../b/year%3D1957/index.html");
    }

    #[test]
    fn a_relative_link_is_read_from_its_page() {
        let check = |from: &str, link: &str, expect: &str| {
            let from = Place { address: from.to_owned(), ..Place::default() };
            assert_eq!(from.joined(link), expect, "{from:?} {link}");
        };
        check("/", "documents/a#p1", "/documents/a#p1");
        check("/documents/a?edition=b", "c?d=e", "/documents/c?d=e");
        check("/documents/a", "../about", "/about");
        check("/documents/a", "../../../about", "/about");
        check("/documents?year=1957", "?year=1958", "/documents?year=1958");
    }

    #[test]
    fn no_name_is_too_long_for_a_file_system() {
        for (one, other) in
            [("한".repeat(400), "한".repeat(401)), ("/".repeat(300), "/".repeat(301))]
        {
            assert!(named(&one).len() < 255 && named(&one) != named(&other));
        }
    }
}
