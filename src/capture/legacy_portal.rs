//! Layouts B0 to B3: pages of the site as it was from 2012 to 2022.
//!
//! In order: search box, date, title in capitals, credits, buttons with summary and citation
//! between them, a button for each version of the text, the text to the end of the file. Captures
//! that lost lines in capitals have no title line; the citation's spelling wins in any case.

use crate::document::{DateSource, Description, DocumentDate, Language};

use super::Region;
use super::draft::{Draft, versions};
use super::fields::date::{DateLine, date_line};
use super::fields::{citation, credits, source_note};
use super::furniture;
use super::lines::Sheet;
use super::portal::dated;

/// What a page of this site says, as it stands there.
#[derive(Debug, Default)]
struct LegacyPortal<'a> {
    layout: &'static str,
    date: Option<(DateLine, &'a str, usize)>,
    /// The title line in capitals.
    title: Option<&'a str>,
    funders: Vec<String>,
    summary: Vec<&'a str>,
    citation: String,
    address: Option<&'a str>,
    /// The first line of the text.
    body: usize,
    language: Option<Language>,
    collapsed: bool,
}

/// Reads a page of this site.
pub(super) fn read<'a>(sheet: &mut Sheet<'a>) -> Draft<'a> {
    let page = parse(sheet);
    adapt(page, sheet)
}

fn parse<'a>(sheet: &mut Sheet<'a>) -> LegacyPortal<'a> {
    let mut page = LegacyPortal::default();
    let text = sheet.lines.text();
    let site = citation::site_in(text).unwrap_or(0);
    let last = sheet.lines.line_at(site);
    let first = citation_start(sheet, last);
    let (buttons, filters) = head(sheet, &mut page, first);
    let glued = cited(sheet, &mut page, first, last);
    between(sheet, &mut page, last + 1);
    let filled = sheet.lines.next_filled(page.body);
    let one_line = filled.is_some_and(|line| sheet.lines.next_filled(line + 1).is_none());
    page.layout = if glued || (one_line && page.date.is_none() && page.title.is_some()) {
        "B2"
    } else if filters || (page.title.is_some() && buttons) {
        "B1"
    } else if buttons {
        "B0"
    } else {
        "B3"
    };
    page.collapsed = page.layout == "B2" && one_line;
    page
}

/// The line that the citation begins on: the one with its opening quotation mark.
fn citation_start(sheet: &Sheet<'_>, last: usize) -> usize {
    let opens = |line: usize| sheet.lines.get(line).starts_with(['"', '“']);
    if sheet.lines.get(last).contains(['"', '“']) {
        return last;
    }
    (last.saturating_sub(3)..last).rev().find(|&line| opens(line)).unwrap_or(last)
}

/// Reads the lines above the citation; gives whether there were buttons and search filters.
fn head<'a>(sheet: &mut Sheet<'a>, page: &mut LegacyPortal<'a>, end: usize) -> (bool, bool) {
    let (mut buttons, mut filters) = (false, false);
    for line in 0..end {
        let words = sheet.lines.get(line);
        if words.is_empty() {
            continue;
        }
        if furniture::is_button(words) {
            sheet.place(line, Region::Furniture);
            buttons = true;
            filters |= words.contains("SEARCH FILTER");
            continue;
        }
        sheet.place(line, Region::Description);
        if page.date.is_none()
            && let Some(date) = date_line(words)
        {
            page.date = Some((date, words, line));
        } else if let Some(funders) = credits::credits_line(words) {
            page.funders.extend(funders);
        } else if page.title.is_none() && page.summary.is_empty() && is_capitals(words) {
            page.title = Some(words);
        } else {
            page.summary.push(words);
        }
    }
    (buttons, filters)
}

fn is_capitals(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !line.chars().any(char::is_lowercase)
}

/// Reads the citation; gives whether the summary was glued to it.
fn cited<'a>(
    sheet: &mut Sheet<'a>,
    page: &mut LegacyPortal<'a>,
    first: usize,
    last: usize,
) -> bool {
    sheet.place_all(first..last + 1, Region::Description);
    let words = sheet.lines.span(first, last);
    let start = opening(words, page.title);
    let before = words[..start].trim();
    let glued = !before.is_empty();
    if glued {
        page.summary.push(before);
    }
    let joined: Vec<&str> = words[start..].split_whitespace().collect();
    page.citation = joined.join(" ");
    glued
}

/// Where the citation's title begins in a line: at the title line's words if they stand there,
/// else at the opening mark before the last closing one.
fn opening(words: &str, title: Option<&str>) -> usize {
    if words.starts_with(['"', '“']) {
        return 0;
    }
    let site = citation::site_in(words).unwrap_or(words.len());
    let before = &words[..site];
    if let Some(title) = title
        && before.is_ascii()
        && let Some(at) = before.to_ascii_uppercase().rfind(title)
    {
        return if before[..at].ends_with('"') { at - 1 } else { at };
    }
    let Some(close) = before.rfind(['"', '”']) else { return 0 };
    before[..close].rfind(['"', '“']).unwrap_or(0)
}

/// Places what stands between the citation and the text, and finds the text's first line.
fn between<'a>(sheet: &mut Sheet<'a>, page: &mut LegacyPortal<'a>, from: usize) {
    let mut line = from;
    let count = sheet.lines.len();
    while line < count {
        let words = sheet.lines.get(line);
        if furniture::is_address(words) {
            page.address = page.address.or(Some(words.trim_matches(['<', '>'])));
            sheet.place(line, Region::Description);
        } else if let Some(version) = furniture::version(words) {
            page.language = page.language.take().or(version.language());
            sheet.place(line, Region::Furniture);
        } else if furniture::is_button(words) {
            sheet.place(line, Region::Furniture);
        } else if !words.is_empty() {
            break;
        }
        line += 1;
    }
    page.body = line;
}

fn adapt<'a>(page: LegacyPortal<'a>, sheet: &mut Sheet<'a>) -> Draft<'a> {
    let mut description = Description { funders: page.funders, ..Description::default() };
    let cited = citation::citation(&page.citation);
    description.title = cited
        .as_ref()
        .map(|cited| cited.title.to_owned())
        .filter(|title| !title.is_empty())
        .or_else(|| page.title.map(str::to_owned));
    let summary = page.summary.join(" ");
    // Some records repeat their title in the summary's place.
    let repeats = description
        .title
        .as_ref()
        .is_some_and(|title| title.eq_ignore_ascii_case(summary.trim_end_matches('.')));
    description.summary = (!summary.is_empty() && !repeats).then_some(summary);
    description.date = match (page.date, cited.as_ref().and_then(|cited| cited.date)) {
        (Some((date, words, line)), _) => dated(date, words, line, sheet),
        (None, Some(DateLine::Date(value))) => {
            DocumentDate { value: Some(value), read_from: Some(DateSource::Citation) }
        }
        _ => DocumentDate::default(),
    };
    let mut translations = Vec::new();
    if let Some(cited) = &cited {
        let note = source_note::source_note(cited.source);
        note.describe(cited.source, &mut description);
        translations = note.translations;
        let address = cited.address.or(page.address);
        description.record_id = address.and_then(citation::record_id).map(str::to_owned);
        description.source_url = address.map(str::to_owned);
    }
    description.citation_as_given = Some(page.citation.clone()).filter(|words| !words.is_empty());
    let count = sheet.lines.len();
    let sections = versions(sheet, page.body..count, page.language);
    Draft {
        layout: page.layout,
        description,
        translations,
        sections,
        collapsed: page.collapsed,
        ..Draft::default()
    }
}
