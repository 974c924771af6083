//! Layouts C1 and C2: prints of either site to PDF, turned back into text.
//!
//! In order: date and title, then the labels `Citation:`, `Summary:`, `Credits:`,
//! `Original Language:`, `Contents:`, each with its words, then the text. C2 is Markdown with bold
//! labels; C1 is plain, often with everything on one line.

use std::borrow::Cow;

use crate::document::{DateSource, Description, DocumentDate, Language};

use super::Region;
use super::draft::{Draft, versions};
use super::fields::date::{DateLine, date_line, dates_in};
use super::fields::{citation, credits, source_note};
use super::furniture;
use super::language;
use super::lines::{RawBlock, Sheet, number};

const LABELS: [&str; 5] = ["Citation:", "Summary:", "Credits:", "Original Language:", "Contents:"];

/// What a print says, as it stands there.
#[derive(Debug, Default)]
struct PrintView<'a> {
    bold: bool,
    head: &'a str,
    /// The words after each label.
    parts: [Option<&'a str>; 5],
    /// The byte at which the text begins.
    body: usize,
    language: Option<Language>,
}

/// Reads a print.
pub(super) fn read<'a>(sheet: &mut Sheet<'a>) -> Draft<'a> {
    let print = parse(sheet.lines.text());
    adapt(&print, sheet)
}

fn parse(text: &str) -> PrintView<'_> {
    let mut print = PrintView::default();
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    let mut from = 0;
    for (label, words) in LABELS.iter().enumerate() {
        if let Some(at) = label_in(text, words, from) {
            places.push((label, at, at + words.len()));
            from = at + words.len();
        }
    }
    print.bold = places.first().is_some_and(|&(_, at, _)| text[..at].ends_with("**"));
    print.head = places.first().map_or("", |&(_, at, _)| &text[..at]);
    for (place, &(label, _, end)) in places.iter().enumerate() {
        let next = places.get(place + 1).map_or(text.len(), |&(_, at, _)| at);
        print.parts[label] =
            Some(text[end..next].trim_matches(|c: char| c == '*' || c.is_whitespace()));
    }
    let (last, _, end) = places.last().copied().unwrap_or((4, 0, 0));
    let rest = &text[end..];
    let skipped =
        rest.len() - rest.trim_start_matches(|c: char| c == '*' || c.is_whitespace()).len();
    let start = end + skipped;
    if last == 4 {
        let (body, language) = contents(text, start);
        (print.body, print.language) = (body, language);
    } else {
        // Without a contents list the text begins after the paragraph of the last label.
        let length = text[start..].find("\n\n").unwrap_or(0);
        print.parts[last] = Some(text[start..start + length].trim());
        print.body = start + length;
    }
    print
}

/// Where a label stands from a byte on: after a blank, a bold mark or at the beginning.
fn label_in(text: &str, label: &str, from: usize) -> Option<usize> {
    /// Labels stand in the head; a text's own words are not searched for them.
    const REACH: usize = 64 * 1024;
    let mut end = text.len().min(from + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[from..end].match_indices(label).map(|(at, _)| from + at).find(|&at| {
        at == 0 || text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '*' | '.' | '>'))
    })
}

/// Strips as many entries of the contents list as stand at a byte; gives where the text begins and
/// the first entry's language.
fn contents(text: &str, start: usize) -> (usize, Option<Language>) {
    const ENTRIES: &[&str] = &["Scan of Original Document", "Original Scan", "Original Document"];
    let mut at = start;
    let mut first = None;
    loop {
        let rest = &text[at..];
        let bare =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '•' | '-'));
        let scan = ENTRIES.iter().find(|entry| bare.starts_with(**entry)).map(|entry| entry.len());
        let entry = scan.or_else(|| {
            let length = entry_length(bare)?;
            if first.is_none() {
                first = furniture::version(&bare[..length]).and_then(furniture::Version::language);
            }
            Some(length)
        });
        let Some(length) = entry else { return (at, first) };
        at += rest.len() - bare.len() + length;
        at += text[at..].len() - text[at..].trim_start_matches('*').len();
    }
}

/// The length of an entry that names a language: `English Translation`, `Translation - English`.
fn entry_length(words: &str) -> Option<usize> {
    let end = words.char_indices().nth(60).map_or(words.len(), |(at, _)| at);
    let line = words[..end].split('\n').next().unwrap_or_default();
    let ends = line
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, _)| at)
        .chain([line.len()]);
    ends.take(4).find(|&end| furniture::version(&line[..end]).is_some())
}

fn adapt<'a>(print: &PrintView<'a>, sheet: &mut Sheet<'a>) -> Draft<'a> {
    let [given, summary, funding, original, _] = print.parts;
    let mut description = Description::default();
    let given = given.map(joined).filter(|words| !words.is_empty());
    let cited = given.as_deref().and_then(citation::citation);
    let (date, title) = head(print.head);
    description.title = cited
        .as_ref()
        .map(|cited| cited.title.to_owned())
        .filter(|title| !title.is_empty())
        .or(title);
    description.date = match (date, cited.as_ref().and_then(|cited| cited.date)) {
        (Some(DateLine::Date(value)), _) => {
            DocumentDate { value: Some(value), read_from: Some(DateSource::DateLine) }
        }
        (_, Some(DateLine::Date(value))) => {
            DocumentDate { value: Some(value), read_from: Some(DateSource::Citation) }
        }
        _ => DocumentDate::default(),
    };
    description.summary = summary.map(joined).filter(|words| !words.is_empty());
    if let Some(words) = funding {
        let words = joined(words);
        description.funders =
            credits::credits_line(&words).unwrap_or_else(|| credits::funders(&words));
    }
    if let Some(name) = original.map(joined).filter(|name| !name.is_empty()) {
        description.original_language_tag = language::named(&name);
        description.original_language = Some(name);
    }
    let mut translations = Vec::new();
    if let Some(cited) = &cited {
        let note = source_note::source_note(cited.source);
        note.describe(cited.source, &mut description);
        translations = note.translations;
        description.record_id = cited.address.and_then(citation::record_id).map(str::to_owned);
        description.source_url = cited.address.map(str::to_owned);
    }
    description.citation_as_given = given;
    let (sections, collapsed) = body(print, sheet);
    let layout = if print.bold { "C2" } else { "C1" };
    Draft { layout, description, translations, sections, collapsed, ..Draft::default() }
}

fn joined(words: &str) -> String {
    words.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The date and the title above the citation, the site's own name left aside.
fn head(words: &str) -> (Option<DateLine>, Option<String>) {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for line in words.lines() {
        let line = line.replace("**", "");
        let line = line.trim();
        if !line.is_empty() && !furniture::is_button(line) && !furniture::is_address(line) {
            lines.push(Cow::Owned(line.to_owned()));
        }
    }
    let mut joined = lines.join(" ");
    for name in [
        "Digital Archive International History Declassified",
        "digitalarchive.wilsoncenter.org",
        "International History Declassified",
    ] {
        joined = joined.replace(name, " ");
    }
    let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(date) = lines.first().and_then(|line| date_line(line)) {
        let title = lines[1..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        return (Some(date), (!title.is_empty()).then_some(title));
    }
    match dates_in(&joined).into_iter().next() {
        Some(found) if found.range.start == 0 => {
            let title = joined[found.range.end..].trim().to_owned();
            (found.value.map(DateLine::Date), (!title.is_empty()).then_some(title))
        }
        _ => (None, (!joined.is_empty()).then_some(joined)),
    }
}

/// The sections of the text, and whether its line breaks are lost.
fn body<'a>(
    print: &PrintView<'a>,
    sheet: &mut Sheet<'a>,
) -> (Vec<super::draft::Section<'a>>, bool) {
    /// A single line longer than this, in bytes, was several lines once.
    const ONE_LINE: usize = 400;
    let count = sheet.lines.len();
    let start = sheet.lines.line_at(print.body.max(1) - 1);
    place_head(sheet, start);
    let mid_line = sheet.lines.text()[sheet.lines.offset(start)..print.body].trim();
    let mut from = start;
    let mut first: Option<RawBlock<'a>> = None;
    let mut glued = false;
    if mid_line.is_empty() {
        from = sheet.lines.line_at(print.body);
        from = if sheet.lines.offset(from) < print.body { from + 1 } else { from };
    } else {
        let line = sheet.lines.get(start);
        let at = print.body - sheet.lines.offset(start);
        let words = line.get(at..).unwrap_or_default().trim();
        from += 1;
        if words.is_empty() {
            let heading = furniture::version(line).is_some();
            sheet.place(start, if heading { Region::Furniture } else { Region::Description });
        } else {
            sheet.place(start, Region::Text);
            glued = true;
            first =
                Some(RawBlock { text: words.into(), line: number(start), ..RawBlock::default() });
        }
    }
    let mut sections = versions(sheet, from.min(count)..count, print.language.clone());
    if let (Some(mut block), Some(section)) = (first, sections.first_mut()) {
        // The rest of the paragraph stands on the lines below.
        let goes_on = !sheet.lines.is_blank(start + 1)
            && section.blocks.first().is_some_and(|next| next.line == number(start + 1));
        if goes_on {
            let next = section.blocks.remove(0);
            block.text = Cow::Owned(format!("{}\n{}", block.text, next.text));
        }
        section.blocks.insert(0, block);
    }
    if print.bold {
        for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
            if block.text.contains("**") {
                block.text = Cow::Owned(unbold(&block.text));
            }
        }
    }
    let blocks: usize = sections.iter().map(|section| section.blocks.len()).sum();
    let long = sections
        .iter()
        .flat_map(|section| &section.blocks)
        .any(|block| block.text.len() > ONE_LINE && !block.text.contains('\n'));
    (sections, !print.bold && blocks == 1 && (long || glued))
}

/// Places the lines above the text: labels and the site's name are furniture.
fn place_head(sheet: &mut Sheet<'_>, end: usize) {
    for line in 0..end {
        let words = sheet.lines.get(line);
        let bare = words.trim_matches('*');
        let furniture = LABELS.contains(&bare)
            || furniture::is_button(bare)
            || furniture::version(bare).is_some();
        sheet.place(line, if furniture { Region::Furniture } else { Region::Description });
    }
}

/// Bold marks as the tags that become marks; a single one is dropped.
fn unbold(text: &str) -> String {
    let pieces: Vec<&str> = text.split("**").collect();
    let mut out = String::with_capacity(text.len() + 16);
    let pairs = (pieces.len() - 1) / 2;
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && (at - 1) / 2 < pairs {
            out.push_str(if at % 2 == 1 { "<strong>" } else { "</strong>" });
        }
        out.push_str(piece);
    }
    out
}
