//! The descriptions of two editions, field by field.

use super::FieldChange;
use crate::document::{Author, Description, Document, Edtf, Language, RoleDate, Text};

/// The fields whose values differ, in the order of the description; of dates the value is EDTF.
pub(super) fn changes(before: &Document, after: &Document) -> Vec<FieldChange> {
    let (old, new) = (values(&before.description), values(&after.description));
    let mut changes: Vec<FieldChange> = old
        .into_iter()
        .zip(new)
        .filter(|((_, before), (_, after))| before != after)
        .map(|((name, before), (_, after))| FieldChange { name, language: None, before, after })
        .collect();
    for language in languages(before, after) {
        let credit = |document: &Document| document.text(&language).and_then(credit);
        let (before, after) = (credit(before), credit(after));
        if before != after {
            changes.push(FieldChange {
                name: "text-translator",
                language: Some(language),
                before,
                after,
            });
        }
    }
    changes
}

/// The languages of the texts that both have.
fn languages(before: &Document, after: &Document) -> Vec<Language> {
    let both = |language: &Language| before.text(language).is_some();
    after.languages().into_iter().filter(both).collect()
}

/// Who translated a text, for whom and from what, as one line.
fn credit(text: &Text) -> Option<String> {
    let parts = [&text.translator, &text.project, &text.source_language];
    let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The values of every field as one line each. The names are those of the fields' labels.
fn values(description: &Description) -> Vec<(&'static str, Option<String>)> {
    let Description {
        date,
        dates,
        title,
        summary,
        funders,
        citation_as_given,
        source,
        source_raw,
        archive,
        reference_code,
        obtained_by,
        authors,
        translator,
        original_language,
        original_language_tag: _,
        document_type,
        record_id,
        source_url,
        rights,
    } = description;
    let code = reference_code;
    let levels = [&code.fond, &code.opis, &code.papka, &code.delo, &code.listy];
    let levels: Vec<&str> = levels.map(|level| level.as_deref().unwrap_or("–")).to_vec();
    let is_filed = levels.iter().any(|level| *level != "–");
    vec![
        ("title", title.clone()),
        ("date", date.value.map(|date: Edtf| date.to_string())),
        ("dates", joined(dates.iter().map(role_date))),
        ("author", joined(authors.iter().map(author))),
        ("summary", summary.clone()),
        ("archive", archive.clone()),
        ("source", source.clone()),
        ("levels", is_filed.then(|| levels.join(" / "))),
        ("original-language", original_language.clone()),
        ("document-type", document_type.clone()),
        ("translator", translator.clone()),
        ("obtained-by", obtained_by.clone()),
        ("record-id", record_id.clone()),
        ("source-url", source_url.clone()),
        ("citation-as-given", citation_as_given.clone()),
        ("source-raw", source_raw.clone()),
        ("funders", joined(funders.iter().cloned())),
        ("rights", rights.clone()),
    ]
}

fn joined(values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.collect();
    (!values.is_empty()).then(|| values.join("; "))
}

fn role_date(date: &RoleDate) -> String {
    format!("{} ({})", date.value, date.as_printed)
}

fn author(author: &Author) -> String {
    author.name.clone()
}
