//! A paragraph or a note as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::SerializeMap;

use crate::address::Anchor;
use crate::citation::{self, Style};
use crate::document::{Language, Mark};

use super::super::Desk;
use super::super::excerpt::{Excerpt, Other, Words};
use super::written;

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Excerpt")]
pub(super) struct ExcerptOut<'a> {
    /// The place: `p14`, `ko14`, `n3`.
    id: String,
    url: String,
    canonical: String,
    document: DocumentOut<'a>,
    language: &'a Language,
    n: u32,
    /// The kind of block, or `note`.
    kind: &'static str,
    text: &'a str,
    marks: &'a [Mark],
    /// Of a note, the number of the paragraph that it begins in.
    paragraph: Option<u32>,
    counterparts: Vec<CounterpartOut>,
    edition: &'a str,
    /// Where these words stand in the current edition.
    current: Option<String>,
    #[schemars(with = "BTreeMap<String, String>")]
    citations: Citations,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExcerptOf")]
struct DocumentOut<'a> {
    id: &'a str,
    url: String,
    canonical: String,
    title: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Counterpart")]
struct CounterpartOut {
    id: String,
    url: String,
    canonical: String,
    language: Language,
    n: u32,
    kind: &'static str,
    text: String,
    marks: Vec<Mark>,
}

/// Citations by the codes of their styles, in the order in which styles are offered.
struct Citations(Vec<(&'static str, String)>);

impl Serialize for Citations {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (code, text) in &self.0 {
            map.serialize_entry(code, text)?;
        }
        map.end()
    }
}

/// The place with its words, what says the same elsewhere, and how it is cited.
#[must_use]
pub fn excerpt(desk: Desk<'_>, excerpt: &Excerpt<'_>) -> String {
    let holding = excerpt.holding;
    let path = |anchor: &Anchor| desk.links.place(&holding.id, anchor, None);
    let (n, kind, text, marks, paragraph): (_, _, &str, &[Mark], _) = match &excerpt.words {
        Words::Block(_, block) => (block.n, block.kind.as_str(), &block.text, &block.marks, None),
        Words::Note(note) => (note.n, "note", &note.text, &[], Some(note.paragraph)),
    };
    let counterpart = |other: &Other<'_>| CounterpartOut {
        id: other.anchor.to_string(),
        url: path(&other.anchor),
        canonical: excerpt.address(desk.links, &other.anchor),
        language: other.text.language.clone(),
        n: other.block.n,
        kind: other.block.kind.as_str(),
        text: other.block.text.clone(),
        marks: other.block.marks.clone(),
    };
    let document = desk.links.document(&holding.id);
    written(&ExcerptOut {
        id: excerpt.anchor.to_string(),
        url: path(&excerpt.anchor),
        canonical: excerpt.address(desk.links, &excerpt.anchor),
        document: DocumentOut {
            id: holding.id.as_str(),
            canonical: desk.links.absolute(&document),
            url: document,
            title: holding.document.description.title.as_deref(),
        },
        language: excerpt.language(),
        n,
        kind,
        text,
        marks,
        paragraph,
        counterparts: excerpt.counterparts().iter().map(counterpart).collect(),
        edition: holding.edition.short(),
        current: excerpt.current.as_ref().map(path),
        citations: citations(desk, excerpt),
    })
}

fn citations(desk: Desk<'_>, excerpt: &Excerpt<'_>) -> Citations {
    let mut citations = Vec::new();
    for record in desk.records(&[excerpt.holding.card()]) {
        let pinpoint = excerpt.pinpoint(desk.links, &record);
        citations.extend(
            Style::ALL.into_iter().map(|style| {
                (style.code(), citation::cited(&record, style, Some(&pinpoint)).text())
            }),
        );
    }
    Citations(citations)
}
