//! Markdown: front matter to the description, the rest to the same blocks that captures have.
//!
//! A heading of level one that ends in `{lang=ko}` begins the text in that language. Raw HTML
//! becomes words; footnotes, tables and other extensions are off; links are kept where they lead
//! to http, https, mailto or a relative address.

mod attributes;
mod blocks;
mod collection;
mod description;
mod texts;
mod words;

pub(super) use attributes::{StatedBracket, in_bytes};
pub(super) use blocks::is_allowed;
pub(super) use texts::StatedText;

use crate::document::{Finding, FindingCode, Language};

use super::Region;
use super::draft::{Draft, Hint, Section, Stated};
use super::front_matter::FrontMatter;
use super::lines::{Sheet, number};

use self::blocks::Parsed;
pub(super) use self::collection::collection;

/// Reads a Markdown file.
pub(super) fn read<'a>(sheet: &mut Sheet<'a>, matter: Option<FrontMatter>) -> Draft<'a> {
    let body = matter.as_ref().map_or(0, |matter| matter.end);
    sheet.place_all(0..body, Region::Description);
    let stated = matter.is_some();
    let mut described = description::described(matter, &mut sheet.findings);
    let mut parsed = parse(sheet, body);
    if !stated && described.description.title.is_none() {
        // Without front matter, a heading that opens the file is its title.
        if parsed.first().is_some_and(|parsed| parsed.level == 1 && parsed.language.is_none()) {
            let heading = parsed.remove(0);
            sheet.place_all(heading.lines.clone(), Region::Description);
            described.description.title = Some(heading.block.text.replace('\n', " "));
        }
    }
    let hint = match described.language {
        description::Stated::Valid(language) => Some(stated_hint(language)),
        description::Stated::Invalid => None,
        description::Stated::Missing => Some(Hint::Button(Language::english())),
    };
    let first = described.texts.as_ref().and_then(|texts| texts.first());
    let hint = first.map_or(hint, |text| Some(Hint::Stated(text.language.clone())));
    let mut sections = vec![Section { hint, blocks: Vec::new() }];
    for Parsed { block, language, .. } in parsed {
        if let Some(language) = language {
            sections.push(Section { hint: Some(Hint::Stated(language)), blocks: Vec::new() });
        }
        if let Some(section) = sections.last_mut()
            && !block.text.is_empty()
        {
            section.blocks.push(block);
        }
    }
    Draft {
        layout: "markdown",
        description: described.description,
        translations: described.translations,
        sections,
        collapsed: false,
        stated: Stated {
            dates: described.named.contains("dates"),
            authors: described.named.contains("authors"),
            texts: described.texts.unwrap_or_default(),
        },
    }
}

/// A language in Latin letters leaves texts in other scripts to be told by these.
fn stated_hint(language: Language) -> Hint {
    const OTHER_SCRIPTS: &[&str] = &[
        "ko", "ru", "uk", "be", "bg", "mk", "sr", "mn", "zh", "ja", "ar", "fa", "ur", "he", "el",
        "ka", "hy", "th", "hi", "und",
    ];
    let primary = language.as_str().split('-').next().unwrap_or_default();
    if OTHER_SCRIPTS.contains(&primary) { Hint::Stated(language) } else { Hint::Latin(language) }
}

/// The blocks from a line on, whose lines become text.
fn parse<'a>(sheet: &mut Sheet<'a>, from: usize) -> Vec<Parsed<'a>> {
    if from >= sheet.lines.len() {
        return Vec::new();
    }
    let text = sheet.lines.text();
    // Lines are counted from the body's first one; its beginning is where that line begins.
    let start = text.match_indices('\n').nth(from.wrapping_sub(1)).map_or(0, |(at, _)| at + 1);
    let start = if from == 0 { 0 } else { start };
    let mut parsed = blocks::parsed(&text[start..], from, &mut sheet.findings);
    for part in &mut parsed {
        part.lines = part.lines.start + from..part.lines.end + from;
        part.block.line = number(part.lines.start);
        sheet.place_all(part.lines.clone(), Region::Text);
    }
    parsed
}

/// A finding on a field.
fn invalid(field: &str, value: &str, line: u32) -> Finding {
    let value: String = value.chars().take(80).collect();
    Finding::at(FindingCode::FieldInvalid, line).with("field", field).with("value", value)
}
