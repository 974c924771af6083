//! Persons, abbreviations and places as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::Slug;
use crate::authority::{
    Authority, Dossier, Entity, Entry, Named, Presence, Printed, Register, Spot, Stated, Variant,
    VariantKind,
};
use crate::document::Language;

use super::super::Desk;
use super::super::authority::page_of;
use super::written;

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "People")]
pub(super) struct PeopleOut<'a> {
    people: Vec<PersonLineOut<'a>>,
    total: usize,
    next: Option<String>,
    previous: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PersonLine")]
struct PersonLineOut<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    hangul: Option<&'a str>,
    dates: Option<&'a str>,
    note: Option<&'a str>,
    documents: u64,
    mentions: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Terms")]
pub(super) struct TermsOut<'a> {
    terms: Vec<TermOut<'a>>,
    total: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Term")]
struct TermOut<'a> {
    id: &'a str,
    kind: &'static str,
    url: String,
    name: &'a str,
    expansion: Option<&'a str>,
    note: Option<&'a str>,
    sources: BTreeMap<&'a str, &'a str>,
    spellings: Vec<SpellingOut<'a>>,
    documents: u64,
    mentions: u64,
    first: Vec<PlaceOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Person")]
pub(super) struct PersonOut<'a> {
    id: &'a str,
    url: String,
    canonical: String,
    name: &'a str,
    hangul: Option<&'a str>,
    dates: Option<&'a str>,
    note: Option<&'a str>,
    sources: BTreeMap<&'a str, &'a str>,
    documents: u64,
    mentions: u64,
    /// What the editors state.
    spellings: Vec<SpellingOut<'a>>,
    /// What the texts print beside that.
    found: Vec<FoundOut<'a>>,
    mentioned: Vec<MentionedOut<'a>>,
    next: Option<String>,
    company: Vec<CompanyOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Spelling")]
struct SpellingOut<'a> {
    form: &'a str,
    language: Option<&'a Language>,
    scheme: Option<&'static str>,
    kind: &'static str,
    read_as: Option<&'a str>,
    only_in: Vec<&'a str>,
    source: Option<&'a str>,
    printed: Vec<PrintedOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PrintedForm")]
struct PrintedOut<'a> {
    form: &'a str,
    mentions: u64,
    /// The first few.
    first: Vec<PlaceOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FoundForm")]
struct FoundOut<'a> {
    form: &'a str,
    /// The spelling that it stands in brackets beside.
    beside: Option<&'a str>,
    first: Vec<PlaceOut<'a>>,
}

/// A paragraph of a document; title and summary have neither language nor number.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Spot")]
struct PlaceOut<'a> {
    document: &'a str,
    language: Option<&'a Language>,
    n: Option<u32>,
    url: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mention")]
struct MentionedOut<'a> {
    #[serde(flatten)]
    place: PlaceOut<'a>,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Company")]
struct CompanyOut<'a> {
    id: &'a str,
    url: String,
    name: Option<&'a str>,
    documents: u64,
}

/// A page of the persons.
#[must_use]
pub fn people(
    desk: Desk<'_>,
    register: &Register<'_>,
    presences: &BTreeMap<Entity, Presence>,
) -> String {
    let twin = |page: usize| desk.links.people_twin("json", page);
    let people = register.entries.iter().map(|entry| {
        let presence = presences.get(&entry.entity);
        PersonLineOut {
            id: entry.entity.id.as_str(),
            url: page_of(desk, &entry.entity),
            name: &entry.name,
            hangul: entry.hangul(),
            dates: entry.dates.as_deref(),
            note: entry.note.as_deref(),
            documents: presence.map_or(0, |presence| presence.documents),
            mentions: presence.map_or(0, |presence| presence.mentions),
        }
    });
    written(&PeopleOut {
        people: people.collect(),
        total: register.total,
        next: (register.page < register.pages).then(|| twin(register.page + 1)),
        previous: (register.page > 1).then(|| twin(register.page - 1)),
    })
}

/// The abbreviations, terms and places.
#[must_use]
pub fn terms(
    desk: Desk<'_>,
    register: &Register<'_>,
    presences: &BTreeMap<Entity, Presence>,
) -> String {
    let terms = register.entries.iter().map(|entry| {
        let presence = presences.get(&entry.entity);
        let first = presence.map_or(&[][..], |presence| &presence.first);
        TermOut {
            id: entry.entity.id.as_str(),
            kind: entry.entity.kind.as_str(),
            url: page_of(desk, &entry.entity),
            name: &entry.name,
            expansion: entry.expansion.as_deref(),
            note: entry.note.as_deref(),
            sources: sources(entry),
            spellings: entry.variants.iter().map(|variant| variant_out(entry, variant)).collect(),
            documents: presence.map_or(0, |presence| presence.documents),
            mentions: presence.map_or(0, |presence| presence.mentions),
            first: places(desk, first),
        }
    });
    written(&TermsOut { terms: terms.collect(), total: register.total })
}

/// A person with a page of the mentions.
#[must_use]
pub fn person(desk: Desk<'_>, entry: &Entry, dossier: &Dossier, authority: &Authority) -> String {
    let id = &entry.entity.id;
    let url = desk.links.person(id, None);
    let (stated, beside) = entry.spellings(&dossier.printed);
    let printed = beside.into_iter().map(|printed| FoundOut {
        form: &printed.form,
        beside: None,
        first: places(desk, &printed.first),
    });
    let unstated = entry.unstated(&dossier.glosses).into_iter();
    let glosses = unstated.map(|(gloss, document, spot)| FoundOut {
        form: &gloss.form,
        beside: Some(&gloss.beside),
        first: vec![place(desk, document, spot)],
    });
    let mentioned = dossier.page.documents.iter().flat_map(|(document, mentioned)| {
        mentioned.iter().map(|mentioned| MentionedOut {
            place: place(desk, &document.id, &mentioned.spot),
            text: &mentioned.text,
        })
    });
    let company = dossier.company.entities.iter().map(|(entity, documents)| CompanyOut {
        id: entity.id.as_str(),
        url: page_of(desk, entity),
        name: authority.entry(entity).map(|entry| entry.name.as_str()),
        documents: *documents,
    });
    written(&PersonOut {
        id: id.as_str(),
        canonical: desk.links.absolute(&url),
        url,
        name: &entry.name,
        hangul: entry.hangul(),
        dates: entry.dates.as_deref(),
        note: entry.note.as_deref(),
        sources: sources(entry),
        documents: dossier.documents,
        mentions: dossier.mentions,
        spellings: stated.iter().map(|stated| stated_out(desk, entry, stated)).collect(),
        found: printed.chain(glosses).collect(),
        mentioned: mentioned.collect(),
        next: dossier.page.next.as_deref().map(|key| desk.links.person_twin(id, "json", Some(key))),
        company: company.collect(),
    })
}

fn sources(entry: &Entry) -> BTreeMap<&str, &str> {
    entry.sources.iter().map(|known| (known.field.as_str(), known.source.as_str())).collect()
}

fn stated_out<'a>(desk: Desk<'_>, entry: &'a Entry, stated: &Stated<'a>) -> SpellingOut<'a> {
    let printed = stated.printed.iter().map(|printed| printed_out(desk, printed)).collect();
    match stated.variant {
        Some(variant) => SpellingOut { printed, ..variant_out(entry, variant) },
        None => SpellingOut {
            form: stated.form,
            language: None,
            scheme: None,
            kind: "preferred",
            read_as: None,
            only_in: Vec::new(),
            source: entry
                .sources
                .iter()
                .find(|known| known.field == "name")
                .map(|known| known.source.as_str()),
            printed,
        },
    }
}

fn variant_out<'a>(entry: &'a Entry, variant: &'a Variant) -> SpellingOut<'a> {
    let is_misprint = variant.kind == VariantKind::Misprint;
    SpellingOut {
        form: &variant.form,
        language: variant.language.as_ref(),
        scheme: variant.scheme.map(crate::authority::Scheme::as_str),
        kind: if is_misprint { "misprint" } else { "spelling" },
        read_as: is_misprint.then(|| entry.read_as(&variant.form)),
        only_in: variant.only_in.iter().map(Slug::as_str).collect(),
        source: variant.source.as_deref(),
        printed: Vec::new(),
    }
}

fn printed_out<'a>(desk: Desk<'_>, printed: &'a Printed) -> PrintedOut<'a> {
    PrintedOut {
        form: &printed.form,
        mentions: printed.mentions,
        first: places(desk, &printed.first),
    }
}

fn places<'a>(desk: Desk<'_>, spots: &'a [(Slug, Spot)]) -> Vec<PlaceOut<'a>> {
    spots.iter().map(|(document, spot)| place(desk, document, spot)).collect()
}

fn place<'a>(desk: Desk<'_>, document: &'a Slug, spot: &'a Spot) -> PlaceOut<'a> {
    let (language, n) = match spot {
        Spot::Opening => (None, None),
        Spot::Block { language, n } => (Some(language), Some(*n)),
    };
    let url = match spot.anchor() {
        Some(anchor) => desk.links.place(document, &anchor, None),
        None => desk.links.document(document),
    };
    PlaceOut { document: document.as_str(), language, n, url }
}

/// What stands in a document, under `people`, `places` and `terms`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Named")]
pub(super) struct NamedOut<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expansion: Option<&'a str>,
    paragraphs: Vec<ParagraphOut<'a>>,
}

/// A paragraph, with the spellings that stand there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NamedParagraph")]
struct ParagraphOut<'a> {
    language: &'a Language,
    n: u32,
    forms: Vec<&'a str>,
}

/// The entries of one kind that stand in a document.
pub(super) fn named<'a>(
    desk: Desk<'_>,
    kind: crate::authority::EntityKind,
    named: &'a [Named],
    authority: &'a Authority,
) -> Vec<NamedOut<'a>> {
    let wanted = named.iter().filter(|named| named.entity.kind == kind);
    wanted
        .filter_map(|named| {
            let entry = authority.entry(&named.entity)?;
            let mut paragraphs: Vec<ParagraphOut<'a>> = Vec::new();
            for (form, spot) in &named.places {
                let Spot::Block { language, n } = spot else { continue };
                match paragraphs.last_mut() {
                    Some(last) if last.language == language && last.n == *n => {
                        last.forms.push(form);
                    }
                    _ => paragraphs.push(ParagraphOut { language, n: *n, forms: vec![form] }),
                }
            }
            Some(NamedOut {
                id: entry.entity.id.as_str(),
                url: page_of(desk, &entry.entity),
                name: &entry.name,
                expansion: entry.expansion.as_deref(),
                paragraphs,
            })
        })
        .collect()
}
