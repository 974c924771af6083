//! A document as a chapter: date and title, the texts, what is known of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::citation::{Origin, Record, Style, cited};
use crate::document::{Block, BlockKind, DateRole, Description, Holding, Language, Text};
use crate::export::Desk;
use crate::markup::{self, escaped};

use super::units::units;
use super::wording;

/// A document as it stands in a book.
#[derive(Debug)]
pub(super) struct Chapter {
    /// The name of its file without what follows the full stop.
    pub(super) name: String,
    /// The title, or what stands for it.
    pub(super) title: String,
    /// The date in words.
    pub(super) date: Option<String>,
    /// The year that it begins in.
    pub(super) year: Option<i16>,
    /// The languages of its texts, in their order.
    pub(super) languages: Vec<Language>,
    /// When its record last changed: RFC 3339, UTC.
    pub(super) changed: String,
    /// What stands between the tags of the body.
    pub(super) body: String,
}

/// The document as a chapter.
pub(super) fn chapter(desk: Desk<'_>, holding: &Holding, record: &Record) -> Chapter {
    let say = |name: &str| escaped(&desk.words.say(name));
    let date = record.date.map(|value| wording::date(desk.words, value));
    let title = record.title.clone().unwrap_or_else(|| {
        desk.words.say_with("document-untitled", &[("name", holding.id.as_str().into())])
    });
    let mut body = String::from("<section epub:type=\"chapter\" role=\"doc-chapter\">\n");
    if let Some(date) = &date {
        let _ = writeln!(body, "<p class=\"date\">{}</p>", escaped(date));
    }
    let _ = writeln!(body, "<h1>{}</h1>", escaped(&title));
    if let Some(summary) = &record.summary {
        let label = say("field-summary");
        let _ = writeln!(body, "<p class=\"summary\"><b>{label}.</b> {}</p>", escaped(summary));
    }
    push_texts(&mut body, desk, holding);
    let _ = writeln!(body, "<h2>{}</h2>\n<dl>", say("book-description"));
    push_description(&mut body, desk, &holding.document.description, record);
    body.push_str("</dl>\n");
    let note = cited(record, Style::ArchivalNote, None).runs;
    let runs = note.iter().map(|run| {
        let words = escaped(&run.text);
        if run.italic { format!("<i>{words}</i>") } else { words }
    });
    let _ = writeln!(body, "<h2>{}</h2>", say("book-citation"));
    let _ = writeln!(body, "<p class=\"citation\">{}</p>", runs.collect::<String>());
    push_provenance(&mut body, desk, holding);
    body.push_str("</section>");
    Chapter {
        name: holding.id.as_str().to_owned(),
        title,
        date,
        year: record.date.map(|value| value.start().first_day().year()),
        languages: record.languages.clone(),
        changed: record.changed.clone(),
        body,
    }
}

fn push_texts(body: &mut String, desk: Desk<'_>, holding: &Holding) {
    let texts = &holding.document.texts;
    let first_notes = first_notes(texts);
    for text in texts {
        let head = escaped(&text_head(desk, text));
        let _ = writeln!(body, "<p class=\"language\">{head}</p>");
    }
    for unit in units(texts, &holding.alignments) {
        body.push_str("<div class=\"unit\">\n");
        let mut notes = Vec::new();
        for (t, (blocks, text)) in unit.iter().zip(texts).enumerate() {
            if blocks.is_empty() {
                continue;
            }
            let tag = wording::tag(&text.language);
            let class = if t == 0 { "side" } else { "side other" };
            let _ = writeln!(
                body,
                "<div class=\"{class}\" lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{}\">",
                wording::direction(&text.language)
            );
            for block in blocks {
                let first = first_notes.get(&(t, block.n)).copied().unwrap_or(1);
                let printed = markup::xhtml(block, first);
                push_block(body, block, text.language.anchor_prefix(), &printed.words);
                notes.extend(printed.notes.into_iter().map(|note| (tag.clone(), note)));
            }
            body.push_str("</div>\n");
        }
        for (tag, (n, words)) in notes {
            let _ = writeln!(
                body,
                "<aside class=\"footnote\" epub:type=\"footnote\" role=\"doc-footnote\" id=\"n{n}\" \
                 lang=\"{tag}\" xml:lang=\"{tag}\"><p><a href=\"#n{n}-in-text\">{n}</a> {words}</p>\
                 </aside>"
            );
        }
        body.push_str("</div>\n");
    }
}

/// The number of the first note of each block, by text and block.
fn first_notes(texts: &[Text]) -> BTreeMap<(usize, u32), u32> {
    let mut next = 1_u32;
    let mut first = BTreeMap::new();
    for (t, text) in texts.iter().enumerate() {
        for block in &text.blocks {
            first.insert((t, block.n), next);
            next = next.saturating_add(markup::notes_begun(block));
        }
    }
    first
}

fn push_block(body: &mut String, block: &Block, prefix: &str, words: &str) {
    let n = block.n;
    let class = block.kind.as_str().replace('_', "-");
    let number = format!("<span class=\"number\">{n}</span>");
    let _ = match block.kind {
        BlockKind::Quotation => writeln!(
            body,
            "<blockquote class=\"{class}\" id=\"{prefix}{n}\"><p>{number}{words}</p></blockquote>"
        ),
        _ => writeln!(body, "<p class=\"{class}\" id=\"{prefix}{n}\">{number}{words}</p>"),
    };
}

/// Whose text it is.
fn text_head(desk: Desk<'_>, text: &Text) -> String {
    let language = wording::language(desk.words, &text.language);
    let head = match (&text.translator, &text.project) {
        (Some(translator), Some(project)) => desk.words.say_with(
            "column-translated-for",
            &[
                ("language", language.into()),
                ("translator", translator.clone().into()),
                ("project", project.clone().into()),
            ],
        ),
        (Some(translator), None) => desk.words.say_with(
            "column-translated",
            &[("language", language.into()), ("translator", translator.clone().into())],
        ),
        (None, _) => desk.words.say_with("column-text", &[("language", language.into())]),
    };
    if text.credit_inferred {
        desk.words.say_with("column-inferred", &[("head", head.into())])
    } else {
        head
    }
}

fn push_description(body: &mut String, desk: Desk<'_>, d: &Description, record: &Record) {
    let mut field = |name: &str, values: Vec<String>| {
        if values.is_empty() {
            return;
        }
        let _ = writeln!(body, "<dt>{}</dt>", escaped(&desk.words.say(name)));
        for value in values {
            let _ = writeln!(body, "<dd>{}</dd>", escaped(&value));
        }
    };
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    field(
        "field-date",
        record.date.iter().map(|value| wording::date(desk.words, *value)).collect(),
    );
    let role = |date: &crate::document::RoleDate| {
        let code = match date.role {
            DateRole::Described => "described",
            DateRole::Drafted => "drafted",
            DateRole::Registered => "registered",
            DateRole::Received => "received",
            DateRole::Period => "period",
        };
        let words = desk.words.say(&format!("book-date-{code}"));
        format!("{words}: {}", wording::date(desk.words, date.value))
    };
    field("field-dates", d.dates.iter().map(role).collect());
    let author = |agent: &crate::citation::Agent| match agent.origin {
        Origin::Inferred(_) => {
            desk.words.say_with("column-inferred", &[("head", agent.name.spoken().into())])
        }
        _ => agent.name.spoken(),
    };
    field("field-author", record.authors.iter().map(author).collect());
    field("field-archive", one(&record.archive));
    field("field-source", one(&record.shelfmark));
    field("field-original-language", one(&record.original_language));
    field("field-document-type", one(&record.genre));
    field("field-obtained-by", one(&d.obtained_by));
    field("field-record-id", one(&record.source_record));
    field("field-citation-as-given", one(&record.as_given));
    field("field-funders", record.funders.clone());
    field("field-rights", one(&record.rights));
}

/// Which file the chapter was made from, and where its edition stands.
fn push_provenance(body: &mut String, desk: Desk<'_>, holding: &Holding) {
    let path = desk.links.document_view(&holding.id, None, Some(holding.edition.short()));
    let words = desk.words.say_with(
        "book-provenance",
        &[
            ("room", desk.room.into()),
            ("file", holding.custody.seed_file.as_str().into()),
            ("sha256", holding.edition.sha256.as_str().into()),
        ],
    );
    let address = escaped(&desk.links.absolute(&path));
    let _ = writeln!(
        body,
        "<p class=\"provenance\">{} <a href=\"{address}\">{address}</a></p>",
        escaped(&words)
    );
}
