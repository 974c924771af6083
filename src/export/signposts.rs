//! The way from a document to its files and back, as crawlers follow it by Signposting (levels 1
//! and 2): the value of the `Link` header (RFC 8288) and the linkset (RFC 9264).
//!
//! Both come from the table of formats, so no file is announced that there is not. All targets are
//! full addresses from the room's own.

use serde_json::{Map, Value, json};

use super::{DOCUMENT, Desk, DocumentWriter, Format, Role};
use crate::address::{Slug, percent_encoded};

/// The media type of a linkset.
pub const LINKSET: &str = "application/linkset+json";

/// What the page is, and what it is about.
const TYPES: [&str; 2] = ["https://schema.org/AboutPage", "https://schema.org/ArchiveComponent"];

/// A link from the document: its relation, its target, and the target's media type.
type Link = (&'static str, String, Option<&'static str>);

impl Role {
    /// How a document stands to such a file of its.
    fn forth(self) -> &'static str {
        match self {
            Self::Description => "describedby",
            Self::Content => "item",
        }
    }

    /// How such a file stands to its document.
    fn back(self) -> &'static str {
        match self {
            Self::Description => "describes",
            Self::Content => "collection",
        }
    }
}

impl Desk<'_> {
    /// The `Link` header of a document's page; `edition` is the hash of an earlier one.
    #[must_use]
    pub fn links_of_page(&self, id: &Slug, edition: Option<&str>) -> String {
        let linkset = self.links.absolute(&self.links.linkset(id, edition));
        let mut links = self.links_of(id, edition);
        links.insert(links.len() - DOCUMENT.len(), ("linkset", linkset, Some(LINKSET)));
        let links: Vec<String> = links.iter().map(written).collect();
        links.join(", ")
    }

    /// The `Link` header of a file of a document.
    #[must_use]
    pub fn links_of_file(
        &self,
        id: &Slug,
        edition: Option<&str>,
        format: &Format<DocumentWriter>,
    ) -> String {
        written(&(format.role.back(), self.address(id, edition), Some("text/html")))
    }

    /// All links from a document and back to it, as a linkset.
    #[must_use]
    pub fn linkset(&self, id: &Slug, edition: Option<&str>) -> Vec<u8> {
        let address = self.address(id, edition);
        let mut forth = Map::new();
        forth.insert("anchor".to_owned(), json!(address));
        for (relation, href, media_type) in self.links_of(id, edition) {
            let target = match media_type {
                Some(media_type) => json!({ "href": href, "type": media_type }),
                None => json!({ "href": href }),
            };
            let targets = forth.entry(relation).or_insert_with(|| json!([]));
            if let Value::Array(targets) = targets {
                targets.push(target);
            }
        }
        let back = DOCUMENT.iter().map(|format| {
            let target = json!([{ "href": address, "type": "text/html" }]);
            let mut back = Map::new();
            back.insert("anchor".to_owned(), json!(self.file(id, edition, format)));
            back.insert(format.role.back().to_owned(), target);
            Value::Object(back)
        });
        let contexts: Vec<Value> = [Value::Object(forth)].into_iter().chain(back).collect();
        let mut json = json!({ "linkset": contexts }).to_string().into_bytes();
        json.push(b'\n');
        json
    }

    fn address(&self, id: &Slug, edition: Option<&str>) -> String {
        self.links.absolute(&self.links.document_view(id, None, edition))
    }

    fn file(&self, id: &Slug, edition: Option<&str>, format: &Format<DocumentWriter>) -> String {
        self.links.absolute(&self.links.document_twin(id, format.suffix, edition))
    }

    /// The links from a document, its files last.
    fn links_of(&self, id: &Slug, edition: Option<&str>) -> Vec<Link> {
        let mut links: Vec<Link> = vec![("cite-as", self.address(id, edition), None)];
        links.extend(TYPES.map(|kind| ("type", kind.to_owned(), None)));
        links.extend(self.licence.map(|licence| ("license", header_safe(licence), None)));
        let files = DOCUMENT.iter().map(|format| {
            (format.role.forth(), self.file(id, edition, format), Some(format.essence()))
        });
        links.extend(files);
        links
    }
}

/// `<address>; rel="item"; type="text/plain"`.
fn written((relation, href, media_type): &Link) -> String {
    match media_type {
        Some(media_type) => format!("<{href}>; rel=\"{relation}\"; type=\"{media_type}\""),
        None => format!("<{href}>; rel=\"{relation}\""),
    }
}

/// The address with all escaped that may not stand between `<` and `>` in a header.
fn header_safe(address: &str) -> String {
    let is_safe = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\');
    address
        .chars()
        .map(
            |c| {
                if is_safe(c) { c.to_string() } else { percent_encoded(c.encode_utf8(&mut [0; 4])) }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Links;
    use crate::words::Words;

    fn with(licence: Option<&str>, check: impl Fn(Desk<'_>)) {
        let links = Links::parse("https://room.example/archive").unwrap();
        let words = Words::english();
        check(Desk { links: &links, words: &words, room: "Room", licence });
    }

    #[test]
    fn a_page_leads_to_itself_to_its_linkset_and_to_each_of_its_files() {
        let id = Slug::from_stem("a");
        with(Some("https://licence.example/한>"), |desk| {
            let links = desk.links_of_page(&id, None);
            assert!(
                links.starts_with("<https://room.example/archive/documents/a>; rel=\"cite-as\", ")
            );
            for part in [
                "<https://schema.org/ArchiveComponent>; rel=\"type\"",
                "<https://licence.example/%ED%95%9C%3E>; rel=\"license\"",
                "<https://room.example/archive/documents/a/linkset.json>; rel=\"linkset\"; \
                 type=\"application/linkset+json\"",
                "<https://room.example/archive/documents/a.ris>; rel=\"describedby\"; \
                 type=\"application/x-research-info-systems\"",
                "<https://room.example/archive/documents/a.json>; rel=\"item\"; \
                 type=\"application/json\"",
            ] {
                assert!(links.split(", ").any(|link| link == part), "{part} in {links}");
            }
            assert_eq!(links.split(", ").count(), 5 + DOCUMENT.len());
        });
    }

    #[test]
    fn a_licence_that_nobody_states_is_no_link() {
        with(None, |desk| {
            let id = Slug::from_stem("a");
            assert!(!desk.links_of_page(&id, None).contains("license"));
            assert!(!String::from_utf8(desk.linkset(&id, None)).unwrap().contains("license"));
        });
    }

    #[test]
    fn an_earlier_edition_leads_to_its_own_files() {
        with(None, |desk| {
            let links = desk.links_of_page(&Slug::from_stem("a"), Some("0123456789ab"));
            for link in links.split(", ").filter(|link| !link.contains("schema.org")) {
                assert!(link.contains("?edition=0123456789ab>"), "{link}");
            }
        });
    }

    #[test]
    fn the_linkset_holds_the_same_links_and_those_back() {
        with(None, |desk| {
            let id = Slug::from_stem("a");
            let linkset: Value = serde_json::from_slice(&desk.linkset(&id, None)).unwrap();
            let contexts = linkset["linkset"].as_array().unwrap();
            assert_eq!(contexts.len(), 1 + DOCUMENT.len());
            assert_eq!(contexts[0]["type"].as_array().unwrap().len(), 2);
            let files = ["describedby", "item"].iter().filter_map(|r| contexts[0][r].as_array());
            assert_eq!(files.map(Vec::len).sum::<usize>(), DOCUMENT.len());
            for (format, context) in DOCUMENT.iter().zip(&contexts[1..]) {
                let back = &context[format.role.back()][0]["href"];
                assert_eq!(back, "https://room.example/archive/documents/a");
                let links = desk.links_of_file(&id, None, format);
                assert!(links.contains(&format!("rel=\"{}\"", format.role.back())), "{links}");
            }
        });
    }
}
