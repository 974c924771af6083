//! A document as plain text: what is known of it in a few lines, then its texts.

use crate::address::Anchor;
use crate::citation::{Origin, Record, Translator};
use crate::document::Holding;
use crate::markup::plain;
use crate::words::Words;

use super::super::{Beside, Desk, Written, wording};
use super::{push_head, push_paragraph};

/// The whole document.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "the table's writers may fail")]
pub(in super::super) fn document(desk: Desk<'_>, holding: &Holding, beside: Beside<'_>) -> Written {
    let mut out = String::new();
    let record = desk.record(holding, beside);
    let printed = holding.document.description.title.as_ref();
    if let Some(title) = printed.or(record.title.as_ref()) {
        out.extend([plain(title).as_str(), "\n\n"]);
    }
    for (label, value) in lines(desk, holding, &record) {
        let value = plain(&value);
        if !value.is_empty() {
            let line = [("label", desk.words.say(label).into()), ("value", value.into())];
            out.push_str(&desk.words.say_with("text-line", &line));
            out.push('\n');
        }
    }
    for text in &holding.document.texts {
        out.push('\n');
        push_head(&mut out, &wording::text_head(desk.words, &holding.document, text));
        let prefix = text.language.anchor_prefix();
        for block in text.blocks.iter().filter(|block| !block.text.trim().is_empty()) {
            push_paragraph(&mut out, &Anchor::block(prefix, block.n), &block.text);
        }
        out.truncate(out.trim_end_matches('\n').len());
        out.push('\n');
    }
    Ok(out.into_bytes())
}

/// What is said of the document above its texts: the label's message and the value.
fn lines(desk: Desk<'_>, holding: &Holding, record: &Record) -> Vec<(&'static str, String)> {
    let words = desk.words;
    let value = |field: &str, value: &str| by_editors(words, record, field, value);
    let mut lines = Vec::new();
    if record.stated.contains(&"title") {
        let title = record.title.as_deref().unwrap_or_default();
        lines.push(("field-title", value("title", title)));
    }
    if let Some(date) = record.date {
        lines.push(("field-date", value("date", &wording::date(words, date))));
    }
    for author in &record.authors {
        let name = author.name.spoken();
        lines.push((
            "field-author",
            match author.origin {
                Origin::Source => name,
                Origin::Inferred(_) => words.say_with("text-inferred", &[("value", name.into())]),
                Origin::Editors => words.say_with("text-stated", &[("value", name.into())]),
            },
        ));
    }
    let place: Vec<&str> =
        record.archive.iter().chain(&record.shelfmark).map(String::as_str).collect();
    lines.push(("field-archive", value("archive", &place.join(", "))));
    let genre = record.genre.as_deref().unwrap_or_default();
    lines.push(("field-document-type", value("document_type", genre)));
    let original = record.original_language.as_deref().unwrap_or_default();
    lines.push(("field-original-language", value("original_language", original)));
    for translator in &record.translators {
        let several = holding.document.texts.len() > 1;
        let language = several.then(|| wording::language(words, &translator.language));
        let credit = credited(words, translator, language);
        lines.push((
            "field-translator",
            if translator.is_inferred && several {
                words.say_with("text-inferred", &[("value", credit.into())])
            } else {
                credit
            },
        ));
    }
    if let Some(publisher) = &record.publisher {
        lines.push(("text-publisher", publisher.name.clone()));
    }
    let edition = Some(holding.edition.short());
    let address = desk.links.document_view(&holding.id, None, edition);
    lines.push(("text-address", desk.links.absolute(&address)));
    if holding.document.texts.iter().any(|text| !text.blocks.is_empty()) {
        lines.push(("text-paragraphs", words.say("text-paragraphs-how")));
    }
    let rights = record.rights.as_deref().unwrap_or_default();
    lines.push(("field-rights", value("rights", rights)));
    lines.push(("text-licence", record.licence.clone().unwrap_or_default()));
    lines
}

/// A translator with whom the translation was made for, and the language where there are several.
fn credited(words: &Words, translator: &Translator, language: Option<String>) -> String {
    let name = [("translator", translator.name.spoken().into())];
    let mut credit = match &translator.project {
        Some(project) => {
            let project = [("project", project.as_str().into())];
            words.say_with("translator-for", &[name, project].concat())
        }
        None => words.say_with("translator-alone", &name),
    };
    if let Some(language) = language {
        let args = [("credit", credit.into()), ("language", language.into())];
        credit = words.say_with("text-credit", &args);
    }
    credit
}

/// The value, marked where it is what the editors state.
fn by_editors(words: &Words, record: &Record, field: &str, value: &str) -> String {
    if value.is_empty() || !record.stated.contains(&field) {
        return value.to_owned();
    }
    words.say_with("text-stated", &[("value", value.to_owned().into())])
}
