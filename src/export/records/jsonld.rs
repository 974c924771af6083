//! Records as JSON-LD in the words of schema.org, for search engines and aggregators.
//!
//! A record is one `ArchiveComponent`: the document as an archive holds it. `Manuscript` would say
//! that it is written by hand. A further text is a translation beside the first; what both were
//! translated from is `translationOfWork`.

use serde_json::{Map, Value, json};

use crate::address::Slug;
use crate::citation::{Name, Record, Translator, test_host};
use crate::document::Language;
use crate::export::{DOCUMENT, Desk, Role, Written};

use super::{rights, stated};

/// The record of one document, or the graph of several.
///
/// # Errors
/// None: all values can be written as JSON.
pub(super) fn json_ld(desk: Desk<'_>, records: &[Record]) -> Written {
    let context = || ("@context".to_owned(), json!("https://schema.org"));
    let mut nodes: Vec<Map<String, Value>> =
        records.iter().map(|record| node(desk, record).0).collect();
    let whole: Map<String, Value> = match nodes.pop() {
        Some(node) if nodes.is_empty() => [context()].into_iter().chain(node).collect(),
        last => {
            nodes.extend(last);
            [context(), ("@graph".to_owned(), json!(nodes))].into_iter().collect()
        }
    };
    let mut json = serde_json::to_vec(&whole)?;
    json.push(b'\n');
    Ok(json)
}

/// A node that takes values only where they are stated.
struct Node(Map<String, Value>);

impl Node {
    fn of(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), json!(kind))]))
    }

    fn with(mut self, property: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(property.to_owned(), value.into());
        }
        self
    }

    fn words(self, property: &str, words: Option<&str>) -> Self {
        self.with(property, stated(words))
    }

    /// One value as it is, several as a list.
    fn each(self, property: &str, mut values: Vec<Value>) -> Self {
        let value = if values.len() > 1 { Some(Value::Array(values)) } else { values.pop() };
        self.with(property, value)
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

fn node(desk: Desk<'_>, record: &Record) -> Node {
    let id = &record.id;
    let address = record.address.as_str();
    let is_current = address == desk.links.absolute(&desk.links.document(id));
    let edition = (!is_current).then_some(record.edition.as_str());
    let room = || {
        let organization = |kind| Node::of(kind).words("name", Some(&record.room));
        (organization("Organization"), organization("Collection"))
    };
    let (provider, collection) = room();
    let first = record.languages.first();
    let authors =
        record.authors.iter().filter_map(|author| agent(&author.name, whole(&author.name)));
    let archive = record.archive.as_deref().and_then(|name| stated(Some(name)));
    let publisher = record.publisher.as_ref().and_then(|publisher| stated(Some(&publisher.name)));
    let named = |kind: &'static str| {
        move |name: String| Value::from(Node::of(kind).words("name", Some(&name)))
    };
    let funders = record.funders.iter().filter_map(|funder| stated(Some(funder)));
    let subjects = record.subjects.iter().filter_map(|subject| stated(Some(subject)));
    Node::of("ArchiveComponent")
        .with("@id", Some(address))
        .with("url", Some(address))
        .with("identifier", Some(id.as_str()))
        .words("name", record.title.as_deref())
        .words("alternateName", record.short_title.as_deref())
        .each("author", authors.collect())
        .each("translator", translators(record, first))
        .with("dateCreated", record.date.map(|date| date.to_string()))
        .words("dateModified", Some(&record.changed))
        .with("inLanguage", first.and_then(tag))
        .words("genre", record.genre.as_deref())
        .words("abstract", record.summary.as_deref())
        .each("keywords", subjects.map(Value::from).collect())
        .with("holdingArchive", archive.map(named("ArchiveOrganization")))
        .words("itemLocation", record.shelfmark.as_deref())
        .with("publisher", publisher.map(named("Organization")))
        .each("funder", funders.map(named("Organization")).collect())
        .with("provider", Some(provider.words("url", Some(&record.room_address))))
        .with("isPartOf", Some(collection.words("url", Some(&record.room_address))))
        .with("isAccessibleForFree", Some(true))
        .words("license", record.licence.as_deref())
        .with("copyrightNotice", rights(record).filter(|_| record.rights.is_some()))
        .with("translationOfWork", original(record))
        .each("workTranslation", further(record))
        .with("isBasedOn", source(record))
        .each("encoding", encodings(desk, id, edition))
}

/// A person with the parts of the name; `whole` is what a name that has none is taken for.
fn agent(name: &Name, whole: &str) -> Option<Value> {
    let spoken = stated(Some(&name.spoken()))?;
    let node = match name {
        Name::Whole(_) => Node::of(whole),
        Name::Person { family, given, .. } => {
            Node::of("Person").words("familyName", Some(family)).words("givenName", Some(given))
        }
    };
    Some(node.words("name", Some(&spoken)).into())
}

/// What an author is whose name is not taken apart: a body, unless the name is a single word, as
/// names of Hangul are.
fn whole(name: &Name) -> &'static str {
    if name.spoken().trim().contains(char::is_whitespace) { "Organization" } else { "Person" }
}

/// Who translated the text in this language.
fn translators(record: &Record, language: Option<&Language>) -> Vec<Value> {
    let is_of_it = |translator: &&Translator| Some(&translator.language) == language;
    let of_it = record.translators.iter().filter(is_of_it);
    of_it.filter_map(|translator| agent(&translator.name, "Person")).collect()
}

/// The language, if it could be told.
fn tag(language: &Language) -> Option<&str> {
    Some(language.as_str()).filter(|tag| *tag != "und")
}

/// What the texts were translated from, where its language is stated.
fn original(record: &Record) -> Option<Value> {
    let printed = stated(record.original_language.as_deref());
    let language = record.original_language_tag.as_ref().and_then(tag).map(str::to_owned);
    let language = language.or(printed)?;
    let node = Node::of("CreativeWork").words("name", record.title.as_deref());
    Some(node.with("inLanguage", Some(language)).into())
}

/// The texts after the first, each with who translated it.
fn further(record: &Record) -> Vec<Value> {
    let work = |language: &Language| {
        Node::of("CreativeWork")
            .with("@id", Some(format!("{}#{language}", record.address)))
            .with("inLanguage", tag(language))
            .each("translator", translators(record, Some(language)))
            .into()
    };
    record.languages.iter().skip(1).map(work).collect()
}

/// The record of the site that the capture comes from. An address of a test machine is no address.
fn source(record: &Record) -> Option<Value> {
    let number = stated(record.source_record.as_deref());
    let address = stated(record.source_address.as_deref())
        .filter(|address| address.starts_with("http") && test_host(address).is_none());
    (number.is_some() || address.is_some())
        .then(|| Node::of("CreativeWork").with("identifier", number).with("url", address).into())
}

/// The files that hold the document itself.
fn encodings(desk: Desk<'_>, id: &Slug, edition: Option<&str>) -> Vec<Value> {
    let files = DOCUMENT.iter().filter(|format| format.role == Role::Content);
    let file = |format: &crate::export::Format<_>| {
        let address = desk.links.document_twin(id, format.suffix, edition);
        Node::of("MediaObject")
            .with("encodingFormat", Some(format.essence()))
            .with("contentUrl", Some(desk.links.absolute(&address)))
            .into()
    };
    files.map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, journal, odd, written};
    use super::*;

    fn node_of(record: Record) -> Value {
        serde_json::from_str(&written(json_ld, &[record])).unwrap()
    }

    #[test]
    fn a_record_is_a_component_of_an_archive() {
        let node = node_of(Record {
            licence: Some("https://licence.example/".into()),
            rights: Some("Use it.".into()),
            source_record: Some("115633".into()),
            ..journal()
        });
        let expect = [
            ("@context", json!("https://schema.org")),
            ("@type", json!("ArchiveComponent")),
            ("@id", json!("https://room.example/documents/115633")),
            ("alternateName", json!("Puzanov journal, 8 July 1957")),
            (
                "author",
                json!({
                    "@type": "Person", "name": "A. M. Puzanov", "familyName": "Puzanov",
                    "givenName": "A. M."
                }),
            ),
            (
                "translator",
                json!({
                    "@type": "Person", "name": "Gary Goldberg", "familyName": "Goldberg",
                    "givenName": "Gary"
                }),
            ),
            ("dateCreated", json!("1957-07-08")),
            ("dateModified", json!("2026-01-15T10:00:00Z")),
            ("inLanguage", json!("en")),
            ("holdingArchive", json!({"@type": "ArchiveOrganization", "name": "AVPRF"})),
            ("itemLocation", json!("F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145")),
            (
                "isPartOf",
                json!({
                    "@type": "Collection", "name": "Reading Room", "url": "https://room.example/"
                }),
            ),
            (
                "translationOfWork",
                json!({
                    "@type": "CreativeWork", "inLanguage": "ru",
                    "name": "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957"
                }),
            ),
            ("license", json!("https://licence.example/")),
            ("copyrightNotice", json!("Use it.")),
            ("isBasedOn", json!({"@type": "CreativeWork", "identifier": "115633"})),
        ];
        for (property, value) in expect {
            assert_eq!(node[property], value, "{property}");
        }
    }

    #[test]
    fn what_is_not_stated_has_no_property() {
        let node = node_of(bare("a"));
        let properties: Vec<&String> = node.as_object().unwrap().keys().collect();
        let mut expect = vec![
            "@context",
            "@type",
            "@id",
            "url",
            "identifier",
            "dateModified",
            "provider",
            "isPartOf",
            "isAccessibleForFree",
            "encoding",
        ];
        expect.sort_unstable();
        let mut properties: Vec<&str> = properties.into_iter().map(String::as_str).collect();
        properties.sort_unstable();
        assert_eq!(properties, expect);
    }

    #[test]
    fn a_further_text_is_a_translation_with_its_own_translator() {
        let korean = Translator { language: Language::korean(), ..journal().translators.remove(0) };
        let node = node_of(Record {
            languages: vec![Language::english(), Language::korean()],
            translators: vec![korean],
            ..journal()
        });
        assert!(node.get("translator").is_none(), "the first text's translator is not stated");
        let work = &node["workTranslation"];
        assert_eq!(work["@id"], "https://room.example/documents/115633#ko");
        assert_eq!(work["inLanguage"], "ko");
        assert_eq!(work["translator"]["name"], "Gary Goldberg");
    }

    #[test]
    fn an_address_of_a_test_machine_is_left_out() {
        let check = |address: &str, expect: Value| {
            let source_address = Some(address.to_owned());
            let node = node_of(Record { source_address, ..bare("a") });
            assert_eq!(node["isBasedOn"]["url"], expect, "{address}");
        };
        check("https://archive.example.org/1", json!("https://archive.example.org/1"));
        check("http://test.example.org/1", Value::Null);
    }

    #[test]
    fn several_records_are_a_graph() {
        let graph: Value = serde_json::from_str(&written(json_ld, &[odd(), bare("b")])).unwrap();
        assert_eq!(graph["@graph"].as_array().map(Vec::len), Some(2));
    }
}
