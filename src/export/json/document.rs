//! A document as JSON.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::authority::EntityKind;
use crate::document::{
    Alignment, Author, AuthorKind, Block, Edition, Holding, Language, Mark, Note, Pair,
    ReferenceCode, Related, Relation, RoleDate, Statement, Text,
};

use super::super::{Beside, Desk, wording};
use super::authority::{NamedOut, named};
use super::{DateOut, FindingOut, findings, written};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub(super) struct DocumentOut<'a> {
    id: &'a str,
    url: String,
    canonical: String,
    title: Option<&'a str>,
    date: DateOut,
    dates: &'a [RoleDate],
    summary: Option<&'a str>,
    authors: Vec<AuthorOut<'a>>,
    translator: Option<&'a str>,
    obtained_by: Option<&'a str>,
    source: Option<&'a str>,
    source_raw: Option<&'a str>,
    archive: Option<&'a str>,
    #[serde(flatten)]
    reference_code: &'a ReferenceCode,
    citation_as_given: Option<&'a str>,
    languages: Vec<Language>,
    original_language: Option<&'a str>,
    original_language_tag: Option<&'a Language>,
    document_type: Option<&'a str>,
    record_id: Option<&'a str>,
    source_url: Option<&'a str>,
    funders: &'a [String],
    rights: Option<&'a str>,
    statements: &'a [Statement],
    #[serde(serialize_with = "by_language")]
    #[schemars(with = "BTreeMap<String, BodyOut<'a>>")]
    bodies: Vec<(&'a Language, BodyOut<'a>)>,
    alignment: Vec<Numbers>,
    #[serde(serialize_with = "by_language")]
    #[schemars(with = "BTreeMap<String, Vec<Numbers>>")]
    alignments: Vec<(&'a Language, Vec<Numbers>)>,
    notes: Vec<Note>,
    people: Vec<NamedOut<'a>>,
    places: Vec<NamedOut<'a>>,
    terms: Vec<NamedOut<'a>>,
    seed_file: &'a str,
    sha256: &'a str,
    layout: &'a str,
    edition: &'a str,
    taken_in: &'a str,
    size: u64,
    encoding: &'a str,
    text_sha256: &'a str,
    program_version: &'a str,
    original_name: Option<&'a str>,
    absent_since: Option<&'a str>,
    other_captures: Vec<&'a str>,
    related: Vec<RelatedOut<'a>>,
    editions: Vec<EditionOut<'a>>,
    findings: Vec<FindingOut>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Author")]
struct AuthorOut<'a> {
    name: &'a str,
    kind: AuthorKind,
    inferred: bool,
    evidence: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Body")]
struct BodyOut<'a> {
    translator: Option<&'a str>,
    project: Option<&'a str>,
    source_language: Option<&'a str>,
    credit_inferred: bool,
    line_breaks_lost: bool,
    paragraphs: Vec<BlockOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Block")]
struct BlockOut<'a> {
    n: u32,
    kind: &'static str,
    text: &'a str,
    marks: &'a [Mark],
}

/// A document that belongs with this one, and why, the best reason first.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
struct RelatedOut<'a> {
    id: &'a str,
    url: String,
    title: Option<&'a str>,
    date: DateOut,
    reasons: Vec<ReasonOut>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reason")]
struct ReasonOut {
    code: &'static str,
    message: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edition")]
struct EditionOut<'a> {
    edition: &'a str,
    sha256: &'a str,
    taken_in: &'a str,
    size: u64,
}

/// Numbers in the first text, numbers in the other; one side may be empty.
type Numbers = (Vec<u32>, Vec<u32>);

/// The document with everything that is known of it.
#[must_use]
pub fn document(desk: Desk<'_>, holding: &Holding, beside: Beside<'_>) -> String {
    let of = |kind| named(desk, kind, beside.named, beside.authority);
    let document = &holding.document;
    let description = &document.description;
    let url = desk.links.document(&holding.id);
    written(&DocumentOut {
        id: holding.id.as_str(),
        canonical: desk.links.absolute(&url),
        url,
        title: description.title.as_deref(),
        date: description.date.into(),
        dates: &description.dates,
        summary: description.summary.as_deref(),
        authors: description.authors.iter().map(author).collect(),
        translator: translator(holding),
        obtained_by: description.obtained_by.as_deref(),
        source: description.source.as_deref(),
        source_raw: description.source_raw.as_deref(),
        archive: description.archive.as_deref(),
        reference_code: &description.reference_code,
        citation_as_given: description.citation_as_given.as_deref(),
        languages: document.languages(),
        original_language: description.original_language.as_deref(),
        original_language_tag: description.original_language_tag.as_ref(),
        document_type: description.document_type.as_deref(),
        record_id: description.record_id.as_deref(),
        source_url: description.source_url.as_deref(),
        funders: &description.funders,
        rights: description.rights.as_deref(),
        statements: &holding.statements,
        bodies: document.texts.iter().map(|text| (&text.language, body(text))).collect(),
        alignment: holding.alignments.first().map(pairs).unwrap_or_default(),
        alignments: holding.alignments.iter().map(|a| (&a.language, pairs(a))).collect(),
        notes: document.notes(),
        people: of(EntityKind::Person),
        places: of(EntityKind::Place),
        terms: of(EntityKind::Term),
        seed_file: &holding.custody.seed_file,
        sha256: &holding.edition.sha256,
        layout: &document.layout,
        edition: holding.edition.short(),
        taken_in: &holding.edition.taken_in,
        size: holding.edition.size,
        encoding: &holding.custody.encoding,
        text_sha256: &holding.custody.text_sha256,
        program_version: &holding.custody.program_version,
        original_name: holding.custody.original_name.as_deref(),
        absent_since: holding.custody.absent_since.as_deref(),
        other_captures: holding
            .custody
            .other_captures
            .iter()
            .map(crate::address::Slug::as_str)
            .collect(),
        related: holding.related.iter().map(|one| related(desk, one)).collect(),
        editions: holding.editions.iter().map(edition).collect(),
        findings: findings(desk, &holding.findings),
    })
}

/// The document's translator: the credit as printed, else that of its first credited text.
fn translator(holding: &Holding) -> Option<&str> {
    let document = &holding.document;
    let of_texts = || document.texts.iter().find_map(|text| text.translator.as_deref());
    document.description.translator.as_deref().or_else(of_texts)
}

fn author(author: &Author) -> AuthorOut<'_> {
    AuthorOut {
        name: &author.name,
        kind: author.kind,
        inferred: author.evidence.is_some(),
        evidence: author.evidence.as_deref(),
    }
}

fn body(text: &Text) -> BodyOut<'_> {
    BodyOut {
        translator: text.translator.as_deref(),
        project: text.project.as_deref(),
        source_language: text.source_language.as_deref(),
        credit_inferred: text.credit_inferred,
        line_breaks_lost: text.line_breaks_lost,
        paragraphs: text.blocks.iter().map(block).collect(),
    }
}

fn block(block: &Block) -> BlockOut<'_> {
    BlockOut { n: block.n, kind: block.kind.as_str(), text: &block.text, marks: &block.marks }
}

fn related<'a>(desk: Desk<'_>, related: &'a Related) -> RelatedOut<'a> {
    let reason = |relation: &Relation| ReasonOut {
        code: relation.code(),
        message: wording::relation(desk.words, relation, |day| day.date().to_string()),
    };
    RelatedOut {
        id: related.id.as_str(),
        url: desk.links.document(&related.id),
        title: related.title.as_deref(),
        date: related.date.into(),
        reasons: related.reasons.iter().map(reason).collect(),
    }
}

fn edition(edition: &Edition) -> EditionOut<'_> {
    EditionOut {
        edition: edition.short(),
        sha256: &edition.sha256,
        taken_in: &edition.taken_in,
        size: edition.size,
    }
}

fn pairs(alignment: &Alignment) -> Vec<Numbers> {
    let numbers = |range: &Range<u32>| range.clone().collect::<Vec<u32>>();
    let pair = |pair: &Pair| (numbers(&pair.first), numbers(&pair.other));
    alignment.pairs.iter().map(pair).collect()
}

/// A map whose keys keep the order of the texts.
fn by_language<S: Serializer, T: Serialize>(
    of: &[(&Language, T)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(of.len()))?;
    for (language, value) in of {
        map.serialize_entry(language.as_str(), value)?;
    }
    map.end()
}
