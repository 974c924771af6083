//! What every layout gives, and how one document is made of it.

use crate::document::{Description, Document, Finding, FindingCode, Language, Text};

use super::fields::source_note::Translation;
use super::fields::{authors, role_dates};
use super::language;
use super::lines::{RawBlock, Sheet, position};
use super::markdown::StatedText;
use super::marks;
use super::{Captured, Region};

/// A record as its layout gives it, before languages, marks and kinds are told.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    pub(super) layout: &'static str,
    pub(super) description: Description,
    pub(super) translations: Vec<Translation>,
    pub(super) sections: Vec<Section<'a>>,
    /// Whether the layout loses line breaks, so that a single block is the whole text.
    pub(super) collapsed: bool,
    pub(super) stated: Stated,
}

/// What front matter states and is therefore not looked for in the texts.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Whether the dates are all there are.
    pub(super) dates: bool,
    /// Whether the authors are.
    pub(super) authors: bool,
    /// What is said of the texts.
    pub(super) texts: Vec<StatedText>,
}

/// Blocks that a layout keeps together.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// The language that the source names for them.
    pub(super) hint: Option<Hint>,
    pub(super) blocks: Vec<RawBlock<'a>>,
}

/// How far a language that the source names goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    /// A button says so; taken where the words do not tell.
    Button(Language),
    /// The language of what is in Latin letters.
    Latin(Language),
    /// The language of everything.
    Stated(Language),
}

/// Makes the document.
pub(super) fn finish<'a>(mut draft: Draft<'a>, mut sheet: Sheet<'a>) -> Captured {
    let collapsed = draft.collapsed;
    let mut bodies: Vec<(Language, Vec<RawBlock<'a>>, bool)> = Vec::new();
    for section in std::mem::take(&mut draft.sections) {
        let lost = collapsed && section.blocks.len() == 1;
        let blocks = if lost { reopened(section.blocks) } else { section.blocks };
        for (language, blocks) in told(section.hint.as_ref(), blocks) {
            match bodies.iter_mut().find(|(known, ..)| *known == language) {
                Some((_, known, _)) => known.extend(blocks),
                None => bodies.push((language, blocks, lost)),
            }
        }
    }
    if let Some(english) = bodies.iter().position(|(language, ..)| language.is_english()) {
        bodies[..=english].rotate_right(1);
    }
    let mut texts = Vec::new();
    let mut starts = Vec::new();
    for (language, raw, lost) in bodies {
        let line = raw.first().map_or(1, |block| block.line);
        let blocks = marks::blocks(raw, &language, &mut sheet.findings);
        if blocks.is_empty() {
            continue;
        }
        if language == Language::undetermined() {
            sheet.findings.add(Finding::at(FindingCode::LanguageUndetermined, line));
        }
        if lost {
            sheet.findings.add(Finding::at(FindingCode::LineBreaksLost, line));
        }
        let mut text = Text::new(language, blocks);
        text.line_breaks_lost = lost;
        texts.push(text);
        starts.push(line);
    }
    credit(&mut texts, &draft.translations);
    for stated in draft.stated.texts {
        if let Err(finding) = stated.describe(&mut texts) {
            sheet.findings.add(finding);
        }
    }
    let mut description = draft.description;
    let first = texts.first().map_or(&[][..], |text| text.blocks.as_slice());
    if !draft.stated.dates {
        let told = role_dates::role_dates(description.title.as_deref(), first);
        description.dates.extend(told);
    }
    if description.authors.is_empty() && !draft.stated.authors {
        description.authors = authors::derived(description.title.as_deref(), first);
    }
    missing(&description, &texts, &mut sheet);
    let document = Document { layout: draft.layout.to_owned(), description, texts };
    let (regions, findings) = sheet.regions();
    Captured { document, findings: findings.sorted(), regions }
}

/// The blocks of a section by language.
fn told<'a>(hint: Option<&Hint>, blocks: Vec<RawBlock<'a>>) -> Vec<(Language, Vec<RawBlock<'a>>)> {
    if let Some(Hint::Stated(language)) = hint {
        return vec![(language.clone(), blocks)];
    }
    let words: Vec<&str> = blocks.iter().map(|block| &*block.text).collect();
    let latin = match hint {
        Some(Hint::Latin(language)) => Some(language),
        _ => None,
    };
    let parts = language::parts(&words, latin);
    let mut blocks = blocks.into_iter();
    parts
        .into_iter()
        .map(|part| {
            let language = match hint {
                Some(Hint::Button(named)) if part.language == Language::undetermined() => {
                    named.clone()
                }
                _ => part.language,
            };
            (language, blocks.by_ref().take(part.blocks.len()).collect())
        })
        .collect()
}

/// Parts a single block where its script changes for good.
fn reopened(blocks: Vec<RawBlock<'_>>) -> Vec<RawBlock<'_>> {
    let Some(seam) = blocks.first().and_then(|block| language::seam(&block.text)) else {
        return blocks;
    };
    blocks
        .into_iter()
        .flat_map(|block| {
            let part = |words: &str| RawBlock {
                text: words.trim().to_owned().into(),
                line: block.line,
                kind: block.kind,
                ..RawBlock::default()
            };
            [part(&block.text[..seam]), part(&block.text[seam..])]
        })
        .collect()
}

/// Gives each text the credit that is its own: by the language that the credit names, else the
/// first text.
fn credit(texts: &mut [Text], translations: &[Translation]) {
    let several = texts.len() > 1;
    for translation in translations {
        let place = match &translation.into {
            Some(language) => texts.iter().position(|text| text.language == *language),
            None => (!texts.is_empty()).then_some(0),
        };
        let Some(text) = place.and_then(|place| texts.get_mut(place)) else { continue };
        if text.translator.is_some() {
            continue;
        }
        text.translator.clone_from(&translation.translator);
        text.project.clone_from(&translation.project);
        text.source_language.clone_from(&translation.from);
        text.credit_inferred = several && translation.into.is_none();
    }
}

fn missing(description: &Description, texts: &[Text], sheet: &mut Sheet<'_>) {
    let invalid = sheet.findings.count(FindingCode::DateInvalid) > 0;
    if description.date.value.is_none() && !invalid {
        sheet.findings.add(Finding::of_file(FindingCode::DateMissing));
    }
    if description.title.is_none() {
        sheet.findings.add(Finding::of_file(FindingCode::TitleMissing));
    }
    if texts.is_empty() {
        sheet.findings.add(Finding::of_file(FindingCode::TextMissing));
    }
}

/// A capture of no known layout: all its lines as plain blocks.
pub(super) fn unknown<'a>(sheet: &mut Sheet<'a>) -> Draft<'a> {
    sheet.findings.add(Finding::of_file(FindingCode::LayoutUnknown));
    let count = sheet.lines.len();
    let blocks = sheet.blocks(0..count, false);
    debug_assert!(position(blocks.len()) < u32::MAX, "blocks are counted in 32 bits");
    Draft { layout: "unknown", sections: vec![Section { hint: None, blocks }], ..Draft::default() }
}

/// Parts a range of body lines at the lines that name a further version of the text.
pub(super) fn versions<'a>(
    sheet: &mut Sheet<'a>,
    range: std::ops::Range<usize>,
    first: Option<Language>,
) -> Vec<Section<'a>> {
    let mut sections = Vec::new();
    let (mut from, mut hint) = (range.start, first);
    for line in range.clone() {
        if let Some(version) = super::furniture::version(sheet.lines.get(line)) {
            sheet.place(line, Region::Furniture);
            let blocks = sheet.blocks(from..line, false);
            sections.push(Section { hint: hint.take().map(Hint::Button), blocks });
            (from, hint) = (line + 1, version.language());
        }
    }
    let blocks = sheet.blocks(from..range.end, false);
    sections.push(Section { hint: hint.map(Hint::Button), blocks });
    sections
}
