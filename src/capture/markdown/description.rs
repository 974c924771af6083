//! The fields of front matter to a description. A field that is not known or cannot be read is a
//! finding on its line, never an error. A field that is there without a value says that there is
//! none: it is not read from elsewhere either.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::capture::fields::date::{DateLine, date_line};
use crate::capture::fields::source_note::{self, Translation};
use crate::capture::fields::{archive, credits, names, reference_code};
use crate::capture::front_matter::{Field, FrontMatter};
use crate::capture::language;
use crate::capture::lines::Findings;
use crate::document::{
    Author, AuthorKind, DateRole, DateSource, Description, DocumentDate, Edtf, Finding,
    FindingCode, Language, RoleDate,
};

use super::invalid;
use super::texts::{StatedText, texts};

/// What front matter says.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) description: Description,
    pub(super) translations: Vec<Translation>,
    pub(super) language: Stated,
    /// The texts, where front matter lists them.
    pub(super) texts: Option<Vec<StatedText>>,
    /// Fields that are there, with a value or without.
    pub(super) named: BTreeSet<String>,
    read_from: Option<DateSource>,
}

/// The language that front matter states for the text.
#[derive(Debug)]
pub(super) enum Stated {
    Missing,
    Invalid,
    Valid(Language),
}

/// Reads all fields.
pub(super) fn described(matter: Option<FrontMatter>, findings: &mut Findings) -> Described {
    let mut described = Described {
        description: Description::default(),
        translations: Vec::new(),
        language: Stated::Missing,
        texts: None,
        named: BTreeSet::new(),
        read_from: None,
    };
    let Some(matter) = matter else { return described };
    if let Some(message) = matter.error {
        findings.add(Finding::at(FindingCode::FrontMatterInvalid, 1).with("message", message));
    }
    described.named.extend(matter.fields.iter().map(|field| field.name.clone()));
    for field in &matter.fields {
        if field.value.is_null() {
            continue;
        }
        if field.name == "texts" {
            described.texts = Some(texts(field, findings));
        } else if let Err(finding) = described.take(field) {
            findings.add(finding);
        }
    }
    described.complete();
    described
}

impl Described {
    fn take(&mut self, field: &Field) -> Result<(), Finding> {
        let d = &mut self.description;
        match field.name.as_str() {
            "title" => d.title = Some(words(field)?),
            "date" => {
                d.date = DocumentDate {
                    value: Some(date(&words(field)?).ok_or_else(|| wrong(field))?),
                    read_from: Some(DateSource::FrontMatter),
                };
            }
            "date_read_from" => self.read_from = Some(date_source(field)?),
            "dates" => d.dates = dates(field)?,
            "summary" => d.summary = Some(lines(field)?),
            "funders" => {
                d.funders = match &field.value {
                    Value::String(line) => credits::funders(line),
                    _ => list(field)?,
                };
            }
            "citation_as_given" => d.citation_as_given = Some(lines(field)?),
            "source_raw" => d.source_raw = Some(lines(field)?),
            "source" if self.named.contains("source_raw") => d.source = Some(lines(field)?),
            "source" => {
                let line = words(field)?;
                let note = source_note::source_note(&line);
                let mut stated = Description::default();
                note.describe(&line, &mut stated);
                d.source = stated.source;
                d.source_raw = stated.source_raw;
                d.obtained_by = d.obtained_by.take().or(stated.obtained_by);
                self.translations.extend(note.translations);
            }
            "archive" => d.archive = Some(words(field)?),
            "fond" => d.reference_code.fond = Some(words(field)?),
            "opis" => d.reference_code.opis = Some(words(field)?),
            "papka" => d.reference_code.papka = Some(words(field)?),
            "delo" => d.reference_code.delo = Some(words(field)?),
            "listy" => d.reference_code.listy = Some(words(field)?),
            "obtained_by" => d.obtained_by = Some(words(field)?),
            "authors" => d.authors = authors(field)?,
            "translator" => {
                let translator = list(field)?.join(", ");
                d.translator = Some(translator.clone());
                let credit = Translation { translator: Some(translator), ..Translation::default() };
                self.translations.insert(0, credit);
            }
            "original_language" => {
                let name = words(field)?;
                if !self.named.contains("original_language_tag") {
                    let tag = language::named(&name).or_else(|| Language::parse(&name));
                    d.original_language_tag = tag;
                }
                d.original_language = Some(name);
            }
            "original_language_tag" => {
                let tag = Language::parse(&words(field)?).ok_or_else(|| wrong(field))?;
                d.original_language_tag = Some(tag);
            }
            "document_type" => d.document_type = Some(words(field)?),
            "record_id" => d.record_id = Some(words(field)?),
            "source_url" => {
                let address = words(field)?;
                let web = address.starts_with("http://") || address.starts_with("https://");
                if !web || address.contains(char::is_whitespace) {
                    return Err(wrong(field));
                }
                d.source_url = Some(address);
            }
            "rights" => d.rights = Some(lines(field)?),
            "language" => {
                self.language = Stated::Invalid;
                let tag = Language::parse(&words(field)?).ok_or_else(|| wrong(field))?;
                self.language = Stated::Valid(tag);
            }
            name => {
                return Err(Finding::at(FindingCode::FieldUnknown, field.line).with("field", name));
            }
        }
        Ok(())
    }

    /// Reads from other fields what no field of its own states.
    fn complete(&mut self) {
        let is_named = |name: &str| self.named.contains(name);
        let d = &mut self.description;
        if let Some(reference) = &d.source {
            if !is_named("archive") {
                d.archive = archive::of_reference(reference);
            }
            if !["fond", "opis", "papka", "delo", "listy"].into_iter().any(is_named) {
                d.reference_code = reference_code::of_reference(reference);
            }
        }
        if let (Some(_), Some(place)) = (d.date.value, self.read_from) {
            d.date.read_from = Some(place);
        }
        if self.texts.is_some() {
            // They carry their credits themselves.
            self.translations.clear();
        } else if d.translator.is_none() {
            d.translator = self.translations.iter().find_map(|credit| credit.translator.clone());
        }
    }
}

/// The finding that a field's value is not what the field asks for.
pub(super) fn wrong(field: &Field) -> Finding {
    let shown = match &field.value {
        Value::String(words) => words.clone(),
        value => value.to_string(),
    };
    invalid(&field.name, &shown, field.line)
}

/// A value's words as they stand there, without blanks around them.
pub(super) fn verbatim(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// The same on one line.
pub(super) fn scalar(value: &Value) -> Option<String> {
    let words = verbatim(value)?;
    Some(if words.contains('\n') {
        words
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        words
    })
}

/// One value; a list of one is taken as that.
fn one<T>(field: &Field, of: impl Fn(&Value) -> Option<T>) -> Result<T, Finding> {
    match &field.value {
        Value::Array(values) if values.len() == 1 => of(&values[0]),
        value => of(value),
    }
    .ok_or_else(|| wrong(field))
}

fn words(field: &Field) -> Result<String, Finding> {
    one(field, scalar)
}

/// Words that may run over several lines.
fn lines(field: &Field) -> Result<String, Finding> {
    one(field, verbatim)
}

fn date_source(field: &Field) -> Result<DateSource, Finding> {
    match words(field)?.as_str() {
        "date_line" => Ok(DateSource::DateLine),
        "citation" => Ok(DateSource::Citation),
        "front_matter" => Ok(DateSource::FrontMatter),
        _ => Err(wrong(field)),
    }
}

fn list(field: &Field) -> Result<Vec<String>, Finding> {
    match &field.value {
        Value::Array(values) => values.iter().map(scalar).collect::<Option<Vec<_>>>(),
        value => scalar(value).map(|value| vec![value]),
    }
    .ok_or_else(|| wrong(field))
}

/// EDTF, or a date as captures print it.
fn date(words: &str) -> Option<Edtf> {
    Edtf::parse(words).or_else(|| match date_line(words) {
        Some(DateLine::Date(value)) => Some(value),
        _ => None,
    })
}

fn dates(field: &Field) -> Result<Vec<RoleDate>, Finding> {
    let one = |value: &Value| -> Option<RoleDate> {
        let role = match value.get("role")?.as_str()? {
            "described" => DateRole::Described,
            "drafted" => DateRole::Drafted,
            "registered" => DateRole::Registered,
            "received" => DateRole::Received,
            "period" => DateRole::Period,
            _ => return None,
        };
        let printed = scalar(value.get("value")?)?;
        Some(RoleDate {
            role,
            value: date(&printed)?,
            as_printed: value.get("as_printed").and_then(verbatim).unwrap_or(printed),
            read_from: match value.get("read_from") {
                Some(place) => scalar(place)?,
                None => "front_matter".to_owned(),
            },
        })
    };
    match &field.value {
        Value::Array(values) => values.iter().map(one).collect::<Option<Vec<_>>>(),
        value => one(value).map(|date| vec![date]),
    }
    .ok_or_else(|| wrong(field))
}

fn authors(field: &Field) -> Result<Vec<Author>, Finding> {
    let one = |value: &Value| -> Option<Author> {
        let name = scalar(value).or_else(|| scalar(value.get("name")?))?;
        let kind = match value.get("kind").and_then(Value::as_str) {
            Some("person") => AuthorKind::Person,
            Some("body") => AuthorKind::Body,
            Some(_) => return None,
            None if names::is_body(&name) => AuthorKind::Body,
            None => AuthorKind::Person,
        };
        Some(Author { name, kind, evidence: value.get("evidence").and_then(verbatim) })
    };
    match &field.value {
        Value::Array(values) => values.iter().map(one).collect::<Option<Vec<_>>>(),
        value => one(value).map(|author| vec![author]),
    }
    .ok_or_else(|| wrong(field))
}
