//! What holds for every document, whatever it lacks and however its blocks follow each other.

use std::collections::BTreeSet;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::tests::{holding, links, nobody, text};
use super::super::{Beside, Desk, Written};
use super::*;
use crate::document::*;
use crate::words::Words;

fn written(holding: &Holding, write: fn(Desk<'_>, &Holding, Beside<'_>) -> Written) -> String {
    let (links, words) = (links(), Words::english());
    let desk = Desk { links: &links, words: &words, room: "Reading & Room", licence: None };
    String::from_utf8(write(desk, holding, nobody()).unwrap()).unwrap()
}

/// An element as it begins: its name, its attributes, and its words with those inside of it.
#[derive(Debug, Clone, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    words: String,
    is_empty: bool,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All elements in the order of their beginnings; fails where a parser does.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    let begun = |start: &quick_xml::events::BytesStart<'_>| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| attribute.unwrap())
            .map(|of| (of.key.as_ref().to_owned(), of.value.clone().into_owned()))
            .collect(),
        ..Element::default()
    };
    loop {
        let words = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => {
                open.push(elements.len());
                elements.push(begun(&start));
                continue;
            }
            Event::Empty(start) => {
                elements.push(Element { is_empty: true, ..begun(&start) });
                continue;
            }
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::GeneralRef(reference) => format!("&{};", &*reference),
            _ => continue,
        };
        for at in &open {
            elements[*at].words.push_str(&words);
        }
    }
    assert!(open.is_empty(), "{xml}");
    elements
}

/// What holds for each file: names are there once and are names, what points to one finds it, and
/// no element is empty that is there for its words.
fn check(xml: &str) -> Vec<Element> {
    let elements = elements(xml);
    let mut ids = BTreeSet::new();
    for id in elements.iter().filter_map(|of| of.attribute("xml:id")) {
        assert!(ids.insert(id.to_owned()), "{id} is there twice");
        assert!(id.starts_with(|c: char| c.is_ascii_alphabetic()), "{id}");
    }
    for element in &elements {
        for name in ["corresp", "target", "resp", "prev", "domains"] {
            for pointer in element.attribute(name).unwrap_or_default().split(' ') {
                if let Some(id) = pointer.strip_prefix('#') {
                    assert!(ids.contains(id), "{pointer} of {element:?}");
                }
            }
        }
    }
    for element in elements.iter().take_while(|of| of.name != "text") {
        assert!(!element.is_empty && !element.words.is_empty(), "{element:?}");
    }
    elements
}

#[test]
fn what_is_not_known_has_no_element() {
    let xml = written(&holding(Description::default(), Vec::new()), file);
    let elements = check(&xml);
    for name in [
        "author",
        "funder",
        "msDesc",
        "creation",
        "langUsage",
        "abstract",
        "textClass",
        "settingDesc",
        "availability",
        "notesStmt",
        "linkGrp",
        "correspDesc",
        "origDate",
    ] {
        assert!(!elements.iter().any(|of| of.name == name), "{name}");
    }
    let title = elements.iter().find(|of| of.name == "title").unwrap();
    assert_eq!(title.words, "a-b", "a file has a title, if only the identifier");
}

#[test]
fn dates_stand_where_their_roles_have_a_place() {
    let date = |role, value, as_printed: &str| RoleDate {
        role,
        value: Edtf::parse(value).unwrap(),
        as_printed: as_printed.into(),
        read_from: "stamp".into(),
    };
    let xml = written(
        &holding(
            Description {
                date: DocumentDate { value: Edtf::parse("1957-03-26/1957-03-29"), read_from: None },
                dates: vec![
                    date(DateRole::Described, "1957-02", "in February"),
                    date(DateRole::Drafted, "1957-04-01", "1.IV.1957"),
                    date(DateRole::Registered, "1957-04-02", "2 APR"),
                    date(DateRole::Received, "1957-04-03", "3 APR"),
                    date(DateRole::Period, "1957", "1957"),
                ],
                archive: Some("AVPRF".into()),
                source: Some("AVPRF F. 0102".into()),
                ..Description::default()
            },
            Vec::new(),
        ),
        file,
    );
    check(&xml);
    for expect in [
        "<origDate from=\"1957-03-26\" to=\"1957-03-29\">26–29 March 1957</origDate>",
        "<origDate type=\"drafted\" subtype=\"stamp\" when=\"1957-04-01\">1.IV.1957</origDate>",
        "<provenance type=\"registered\" subtype=\"stamp\" when=\"1957-04-02\">2 APR</provenance>",
        "<provenance type=\"received\" subtype=\"stamp\" when=\"1957-04-03\">3 APR</provenance>",
        "<date type=\"described\" subtype=\"stamp\" when=\"1957-02\">in February</date>",
        "<date type=\"period\" subtype=\"stamp\" when=\"1957\">1957</date>",
        "<repository>AVPRF</repository>",
        "<idno type=\"shelfmark\">F. 0102</idno>",
    ] {
        assert!(xml.contains(expect), "{expect} in {xml}");
    }
}

#[test]
fn what_the_editors_state_stands_beside_what_the_source_says() {
    let mut of = holding(
        Description { title: Some("A < B\u{1}".into()), ..Description::default() },
        Vec::new(),
    );
    let state = |field: &str, value: &str, by: &str| Statement {
        field: field.into(),
        value: StatedValue::Words(value.into()),
        by: by.into(),
        on: "2026-01-01".into(),
        because: "Seen.".into(),
    };
    of.statements =
        vec![state("title", "C", "J. Roe"), state("original_language", "Polish", "E. \"E\"")];
    let xml = written(&of, file);
    check(&xml);
    for expect in [
        "<title>A &lt; B</title>",
        "<title resp=\"#editor-1\">C</title>",
        "<respStmt xml:id=\"editor-2\">",
        "subtype=\"original_language\" resp=\"#editor-2\">original language: Polish.",
    ] {
        assert!(xml.contains(expect), "{expect} in {xml}");
    }
}

#[test]
fn paragraphs_point_to_each_other_and_the_alignment_stands_off() {
    let mut of = holding(Description::default(), vec![text("en", 3), text("ko", 2)]);
    of.alignments = vec![Alignment {
        language: Language::korean(),
        pairs: vec![Pair { first: 1..3, other: 1..2 }, Pair { first: 3..4, other: 2..2 }],
    }];
    let check_with = |write, ids: &str| {
        let xml = written(&of, write);
        let elements = check(&xml);
        let named = |name: &str| {
            let id = format!("{ids}{name}");
            elements.iter().find(|of| of.attribute("xml:id") == Some(&id)).unwrap().clone()
        };
        let (en, ko) = (named("en-p2"), named("ko-p1"));
        assert_eq!(en.attribute("corresp"), Some(format!("#{ids}ko-p1").as_str()));
        let both = format!("#{ids}en-p1 #{ids}en-p2");
        assert_eq!(ko.attribute("corresp"), Some(both.as_str()));
        assert_eq!(named("en-p3").attribute("corresp"), None);
        assert_eq!(ko.words, "Words 1 [note: x]");
        let links: Vec<_> = elements.iter().filter(|of| of.name == "link").collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].attribute("target"), Some(format!("{both} #{ids}ko-p1").as_str()));
        assert_eq!(named("n4").attribute("n"), Some("4"));
        xml
    };
    assert!(check_with(file, "").starts_with("<?xml "));
    assert!(check_with(element, "doc-a-b.").starts_with("<TEI "));
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop::sample::select(vec![
        BlockKind::Paragraph,
        BlockKind::Heading,
        BlockKind::ListItem,
        BlockKind::Quotation,
        BlockKind::Letterhead,
        BlockKind::Stamp,
        BlockKind::Signature,
        BlockKind::Copies,
    ])
}

proptest! {
    #[test]
    fn blocks_of_any_kinds_stand_in_their_order_word_for_word(
        kinds in prop::collection::vec((kind(), "[a<&\u{1}소\\[\\] ]{0,6}"), 0..12)
    ) {
        let blocks = (1..).zip(&kinds).map(|(n, (kind, words))| Block {
            n,
            kind: *kind,
            text: words.clone(),
            marks: Vec::new(),
        });
        let text = Text::new(Language::korean(), blocks.collect());
        let xml = written(&holding(Description::default(), vec![text]), file);
        let elements = check(&xml);
        let printed: Vec<_> = elements
            .iter()
            .filter(|of| of.attribute("xml:id").is_some_and(|id| id.starts_with("ko-p")))
            .collect();
        prop_assert_eq!(printed.len(), kinds.len());
        for (n, (of, (_, words))) in printed.iter().zip(&kinds).enumerate() {
            let at = (n + 1).to_string();
            prop_assert_eq!(of.attribute("n"), Some(at.as_str()));
            let expect = words.replace('\u{1}', "").replace('&', "&amp;").replace('<', "&lt;");
            prop_assert_eq!(&of.words, &expect);
        }
        // Where TEI has a head, an opener or a closer, nothing else stands between it and the edge.
        let names: Vec<&str> = printed.iter().map(|of| of.name.as_str()).collect();
        for (at, (kind, _)) in kinds.iter().enumerate() {
            let is_running = |name: &&str| ["p", "item", "quote", "ab"].contains(name);
            if *kind == BlockKind::Letterhead && names[..at].iter().any(is_running) {
                let heads = names[..at].iter().rev().take_while(|name| !is_running(name));
                prop_assert!(names[at] == "ab" || heads.into_iter().any(|name| *name == "head"));
            }
        }
    }
}
