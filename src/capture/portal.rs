//! Layouts A1 to A4: pages of the site as it has been since 2022.
//!
//! In order: skip link, date, title, credits, texts, summary, labels that mostly stand empty,
//! `Document Information`, source line, rights, further labels with or without their values. Some
//! captures lost every line of one word, labels and values among them; what is lost stays unstated.

use std::ops::Range;

use crate::document::{
    Author, AuthorKind, DateSource, Description, DocumentDate, Finding, FindingCode,
};

use super::Region;
use super::draft::{Draft, Section};
use super::fields::date::{DateLine, date_line};
use super::fields::{credits, names, rights, source_note};
use super::furniture;
use super::language;
use super::layout::portal_information;
use super::lines::{Sheet, number};

/// What a page of this site says, as it stands there.
#[derive(Debug, Default)]
struct Portal<'a> {
    layout: &'static str,
    date: Option<(DateLine, &'a str, usize)>,
    title: Option<&'a str>,
    funders: Vec<String>,
    /// The lines of the texts.
    body: Range<usize>,
    /// Whether every line is a paragraph.
    tight: bool,
    summary: Option<&'a str>,
    /// A summary above the date, which is another record's.
    foreign_summary: Option<usize>,
    authors: Vec<&'a str>,
    source: Option<&'a str>,
    archive: Option<&'a str>,
    rights: Vec<&'a str>,
    document_type: Option<&'a str>,
    language: Option<&'a str>,
    record_id: Option<&'a str>,
    donors: Vec<&'a str>,
}

/// Labels between the texts and `Document Information`.
const BEFORE: &[&str] = &[
    "Author(s):",
    "Associated People & Organizations",
    "Associated Places",
    "Associated Topics",
    "Subjects Discussed",
    "Related Documents",
];

/// Labels after it.
const AFTER: &[&str] = &[
    "Source",
    "Original Archive",
    "Rights",
    "Original Uploaded Date",
    "Type",
    "Language",
    "Record ID",
    "Original Classification",
    "Donors",
];

/// Reads a page of this site.
pub(super) fn read<'a>(sheet: &mut Sheet<'a>) -> Draft<'a> {
    let portal = parse(sheet);
    adapt(portal, sheet)
}

fn parse<'a>(sheet: &mut Sheet<'a>) -> Portal<'a> {
    let mut portal = Portal::default();
    let count = sheet.lines.len();
    let information = portal_information(&sheet.lines).unwrap_or(count);
    let (from, skip) = head(sheet, &mut portal, information);
    let until = labels(sheet, &mut portal, from, information);
    let tight = (from..until).all(|line| !sheet.lines.is_blank(line)) && until > from + 1;
    portal.tight = tight;
    portal.body = from..until;
    summary(sheet, &mut portal);
    let full = information_part(sheet, &mut portal, information);
    portal.layout = match (skip, tight, full) {
        (true, _, false) => "A1",
        (true, _, true) => "A2",
        (false, true, _) => "A3",
        (false, false, _) => "A4",
    };
    portal
}

/// Reads the lines above the texts; gives the first line of the texts and whether there was a
/// skip link.
fn head<'a>(sheet: &mut Sheet<'a>, portal: &mut Portal<'a>, end: usize) -> (usize, bool) {
    let mut skip = false;
    let mut line = sheet.lines.next_filled(0).unwrap_or(end);
    let step = |sheet: &mut Sheet<'a>, line: usize, region: Region| {
        sheet.place(line, region);
        sheet.lines.next_filled(line + 1).unwrap_or(end).min(end)
    };
    while line < end && furniture::is_skip_link(sheet.lines.get(line)) {
        skip = true;
        line = step(sheet, line, Region::Furniture);
    }
    if line < end && date_line(sheet.lines.get(line)).is_none() {
        let next = sheet.lines.next_filled(line + 1).unwrap_or(end);
        if next < end
            && date_line(sheet.lines.get(next)).is_some()
            && is_summary(sheet.lines.get(line))
        {
            portal.foreign_summary = Some(line);
            line = step(sheet, line, Region::Furniture);
        }
    }
    if line < end
        && let Some(date) = date_line(sheet.lines.get(line))
    {
        portal.date = Some((date, sheet.lines.get(line), line));
        line = step(sheet, line, Region::Description);
    }
    if line < end && credits::credits_line(sheet.lines.get(line)).is_none() {
        portal.title = Some(sheet.lines.get(line));
        line = step(sheet, line, Region::Description);
    }
    if line < end
        && let Some(funders) = credits::credits_line(sheet.lines.get(line))
    {
        portal.funders = funders;
        line = step(sheet, line, Region::Description);
    }
    (line, skip)
}

/// Places the labels above `Document Information` and gives the line where the texts end.
fn labels<'a>(
    sheet: &mut Sheet<'a>,
    portal: &mut Portal<'a>,
    from: usize,
    information: usize,
) -> usize {
    let mut until = information;
    let mut since = 0;
    for line in (from..information).rev() {
        let words = sheet.lines.get(line);
        if words.is_empty() {
            continue;
        }
        if BEFORE.contains(&words) {
            until = line;
            since = 0;
            continue;
        }
        since += 1;
        if since > 60 || (words.len() > 160 && !is_row(words)) {
            break;
        }
    }
    let mut label = "";
    for line in until..information {
        let words = sheet.lines.get(line);
        if BEFORE.contains(&words) {
            label = words;
            sheet.place(line, Region::Furniture);
        } else if label == "Author(s):" && !words.is_empty() {
            portal.authors.push(words);
            sheet.place(line, Region::Description);
        } else {
            sheet.place(line, Region::Furniture);
        }
    }
    until
}

/// A row that names a related record: `November 29, 1957 | Report No. 65 |`.
fn is_row(line: &str) -> bool {
    line.ends_with('|') && line.contains(" | ")
}

/// Takes the last paragraph for the summary if it reads as one.
fn summary<'a>(sheet: &mut Sheet<'a>, portal: &mut Portal<'a>) {
    let Range { start, end } = portal.body.clone();
    let Some(last) = sheet.lines.last_filled(end).filter(|&last| last >= start) else { return };
    let mut first = last;
    while !portal.tight && first > start && !sheet.lines.is_blank(first - 1) {
        first -= 1;
    }
    let words = sheet.lines.span(first, last);
    if is_summary(words) {
        let bare = words.strip_suffix("(see also)").unwrap_or(words).trim_end();
        portal.summary = Some(bare);
        sheet.place_all(first..last + 1, Region::Description);
        portal.body.end = first;
    }
}

/// Six words or more in Latin letters and a full stop at the end.
fn is_summary(paragraph: &str) -> bool {
    let bare = paragraph.strip_suffix("(see also)").unwrap_or(paragraph).trim_end();
    let stop = bare.trim_end_matches(['"', '”', '’', '\'', ')']);
    bare.split_whitespace().take(6).count() == 6
        && stop.ends_with(['.', '!', '?'])
        && !bare.starts_with(['[', '-', '•'])
        && language::Scripts::of(bare).marked().is_none()
}

/// Reads what follows `Document Information`; gives whether the labels of one word are there.
fn information_part<'a>(
    sheet: &mut Sheet<'a>,
    portal: &mut Portal<'a>,
    information: usize,
) -> bool {
    sheet.place(information, Region::Furniture);
    let mut label = "Source";
    let mut full = false;
    for line in information + 1..sheet.lines.len() {
        let words = sheet.lines.get(line);
        if words.is_empty() {
            continue;
        }
        if AFTER.contains(&words) {
            full |= !words.contains(' ');
            label = words;
            sheet.place(line, Region::Furniture);
            continue;
        }
        sheet.place(line, Region::Description);
        if rights::is_rights(words) {
            portal.rights.push(words);
            continue;
        }
        match label {
            "Source" if portal.source.is_none() => portal.source = Some(words),
            "Original Archive" if portal.archive.is_none() => portal.archive = Some(words),
            "Rights" => portal.rights.push(words),
            "Original Uploaded Date" if is_upload_date(words) => {}
            "Original Uploaded Date" | "Type" if portal.document_type.is_none() => {
                portal.document_type = Some(words);
            }
            "Language" if portal.language.is_none() => portal.language = Some(words),
            "Record ID" if words.bytes().all(|byte| byte.is_ascii_digit()) => {
                portal.record_id = Some(words);
            }
            // The classification's value; what follows it, its label lost, are the donors.
            "Original Classification" => label = "Donors",
            "Record ID" | "Donors" => portal.donors.push(words),
            _ => {}
        }
    }
    full
}

fn is_upload_date(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') || date_line(words).is_some()
}

fn adapt<'a>(portal: Portal<'a>, sheet: &mut Sheet<'a>) -> Draft<'a> {
    let mut description = Description {
        title: portal.title.map(str::to_owned),
        summary: portal.summary.map(|summary| summary.replace('\n', " ")),
        funders: portal.funders,
        document_type: portal.document_type.map(str::to_owned),
        record_id: portal.record_id.map(str::to_owned),
        rights: rights::rights(&portal.rights),
        ..Description::default()
    };
    if let Some((date, words, line)) = portal.date {
        description.date = dated(date, words, line, sheet);
    }
    if let Some(line) = portal.foreign_summary {
        sheet.findings.add(Finding::at(FindingCode::ForeignSummary, number(line)));
    }
    for donors in portal.donors {
        credits::unite(&mut description.funders, credits::funders(donors));
    }
    let mut translations = Vec::new();
    if let Some(line) = portal.source {
        let note = source_note::source_note(line);
        note.describe(line, &mut description);
        translations = note.translations;
    }
    if description.archive.is_none() {
        description.archive = portal.archive.map(str::to_owned);
    }
    if let Some(name) = portal.language {
        description.original_language = Some(name.to_owned());
        description.original_language_tag = language::named(name);
    }
    description.authors = portal
        .authors
        .iter()
        .map(|name| Author {
            name: name.trim_start_matches(['•', '-', ' ']).to_owned(),
            kind: if names::is_body(name) { AuthorKind::Body } else { AuthorKind::Person },
            evidence: None,
        })
        .collect();
    let blocks = sheet.blocks(portal.body, portal.tight);
    Draft {
        layout: portal.layout,
        description,
        translations,
        sections: vec![Section { hint: None, blocks }],
        ..Draft::default()
    }
}

/// The document's date from its date line, with a finding where the calendar lacks it.
pub(super) fn dated(
    date: DateLine,
    words: &str,
    line: usize,
    sheet: &mut Sheet<'_>,
) -> DocumentDate {
    match date {
        DateLine::Date(value) => {
            DocumentDate { value: Some(value), read_from: Some(DateSource::DateLine) }
        }
        DateLine::Invalid => {
            sheet
                .findings
                .add(Finding::at(FindingCode::DateInvalid, number(line)).with("value", words));
            DocumentDate::default()
        }
        DateLine::Undated => DocumentDate::default(),
    }
}
