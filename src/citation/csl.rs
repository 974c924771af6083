//! A record as the Citation Style Language's data model has it: schema `csl-data` 1.0.2.
//!
//! What the `.csl.json` twin gives and what the manuals' styles print are the same item, so that a
//! reader's own processor prints what the page prints.

use serde::Serialize;

use crate::document::{Edtf, Language, PartialDate};

use super::{Name, Pinpoint, Record, Translator};

/// An item of CSL-JSON. What is `None` or empty is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CslItem {
    /// The document's identifier.
    pub id: String,
    /// Always `manuscript`: the only type whose date prints to the day and whose archive prints
    /// with its place.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The title of few words.
    #[serde(rename = "title-short", skip_serializing_if = "Option::is_none")]
    pub title_short: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<CslName>,
    /// Who translated it, where there is an author before whom they cannot be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translator: Vec<CslName>,
    /// The document's own date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// The kind of document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// `translated by …`, where there is no author: every style puts a translator first then, as if
    /// they had written it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// Who published the translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// The place within it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_location: Option<String>,
    /// The room.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The language of the first text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The permanent address.
    #[serde(rename = "URL")]
    pub url: String,
    /// The summary.
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What it is about, joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keyword: Option<String>,
}

/// A name of CSL-JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CslName {
    /// The family name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// The given names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// What follows the name: `Jr.`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// A name that is not taken apart.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub literal: String,
    /// Whether the family name stands first wherever the name is printed.
    #[serde(rename = "static-ordering", skip_serializing_if = "std::ops::Not::not")]
    pub static_ordering: bool,
}

/// A date of CSL-JSON: one or two dates, each of year, month and day as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CslDate {
    /// The dates.
    #[serde(rename = "date-parts")]
    pub date_parts: Vec<Vec<i16>>,
}

/// The item of a record.
#[must_use]
pub fn csl_item(record: &Record) -> CslItem {
    CslItem { url: record.address.clone(), ..item_at(record, None) }
}

/// The item of a place in a record: its address in place of the document's, and of the translators
/// those of its text.
pub(super) fn item_at(record: &Record, at: Option<&Pinpoint>) -> CslItem {
    let credited = credited(record, at);
    let author: Vec<_> =
        record.authors.iter().filter_map(|author| CslName::of(&author.name)).collect();
    let names = || credited.iter().filter_map(|translator| CslName::of(&translator.name));
    let (translator, medium) = if author.is_empty() {
        let spoken = enumerated(&credited);
        (Vec::new(), paragraph(&spoken).map(|names| format!("translated by {names}")))
    } else {
        (names().collect(), None)
    };
    let language = record.languages.first().map(Language::as_str).filter(|tag| *tag != "und");
    CslItem {
        id: record.id.to_string(),
        kind: "manuscript",
        title: record.title.as_deref().and_then(line),
        title_short: record.short_title.as_deref().and_then(line),
        author,
        translator,
        issued: record.date.map(CslDate::of),
        genre: record.genre.as_deref().and_then(line),
        medium,
        publisher: record.publisher.as_ref().and_then(|publisher| line(&publisher.name)),
        archive: record.archive.as_deref().and_then(line),
        archive_location: record.shelfmark.as_deref().and_then(line),
        source: line(&record.room).unwrap_or_default(),
        language: language.map(str::to_owned),
        url: at.map_or(&record.cited_address, |at| &at.address).clone(),
        summary: record.summary.as_deref().and_then(paragraph),
        keyword: paragraph(&record.subjects.join(", ")),
    }
}

/// Words on one line, as citations have them: without control characters, blanks that follow each
/// other joined. Points at the head, which processors would double, go; three of them are an
/// ellipsis. `None` where nothing is left.
fn line(words: &str) -> Option<String> {
    let words = paragraph(words)?;
    let words = match words.strip_prefix("...") {
        Some(rest) => format!("…{}", rest.trim_start_matches('.')),
        None => words.trim_start_matches([':', '.', ';', '!', '?', ' ']).to_owned(),
    };
    (!words.is_empty()).then_some(words)
}

/// The same without a care for the head.
pub(super) fn paragraph(words: &str) -> Option<String> {
    let plain = words.replace(|letter: char| letter.is_control() && !letter.is_whitespace(), "");
    let words: Vec<&str> = plain.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The translators that a citation credits, each once: all of them, or those of the text that the
/// place stands in.
pub(super) fn credited<'a>(record: &'a Record, at: Option<&Pinpoint>) -> Vec<&'a Translator> {
    let mut credited: Vec<&Translator> = Vec::new();
    for translator in &record.translators {
        let is_of_the_text = at.is_none_or(|at| at.language == translator.language);
        if is_of_the_text && !credited.iter().any(|other| other.name == translator.name) {
            credited.push(translator);
        }
    }
    credited
}

/// Names as they are spoken: `A`, `A and B`, `A, B, and C`.
pub(super) fn enumerated(translators: &[&Translator]) -> String {
    let names: Vec<String> = translators.iter().map(|one| one.name.spoken()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [before @ .., last] => format!("{}, and {last}", before.join(", ")),
    }
}

impl CslName {
    /// A name; `None` of one without letters.
    fn of(name: &Name) -> Option<Self> {
        let part = |words: &str| line(words).unwrap_or_default();
        let name = match name {
            // Processors would take a syllable of one letter for an initial and set a point.
            Name::Person { given, family_first: true, .. } if has_short_syllable(given) => {
                Self { literal: part(&name.spoken()), ..Self::default() }
            }
            Name::Person { family, given, suffix, family_first } => Self {
                family: part(family),
                given: part(given),
                suffix: part(suffix),
                static_ordering: *family_first,
                ..Self::default()
            },
            Name::Whole(literal) => Self { literal: part(literal), ..Self::default() },
        };
        (!name.family.is_empty() || !name.literal.is_empty()).then_some(name)
    }
}

/// Whether a part of the name is a single capital: `Ga-I`, `Ka I`.
fn has_short_syllable(given: &str) -> bool {
    given.split(['-', ' ']).any(|part| part.chars().count() == 1 && part.is_ascii())
}

impl CslDate {
    /// The parts of a date. Of an interval both ends are told as finely as the coarser of them:
    /// processors refuse the whole item where the ends differ in their parts.
    fn of(date: Edtf) -> Self {
        let parts = |date: PartialDate| match date {
            PartialDate::Day(day) => vec![day.year(), day.month().into(), day.day().into()],
            PartialDate::Month(year, month) => vec![year, month.into()],
            PartialDate::Year(year) => vec![year],
        };
        let mut date_parts = match date {
            Edtf::Point(date) => vec![parts(date)],
            Edtf::Interval(from, to) => vec![parts(from), parts(to)],
        };
        let shared = date_parts.iter().map(Vec::len).min().unwrap_or_default();
        for parts in &mut date_parts {
            parts.truncate(shared);
        }
        date_parts.dedup();
        Self { date_parts }
    }
}
