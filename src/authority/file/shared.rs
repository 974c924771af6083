//! Spellings that stand on two entries.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::page::Page;
use crate::address::Slug;
use crate::authority::{Authority, EntityKind, Entry};
use crate::document::{Finding, FindingCode};

/// Findings for the spellings that an earlier entry has too, in a document that both are looked for
/// in: first those of `people`, then those of `terms`. Each is put down where the later entry
/// states it.
pub(super) fn found(
    authority: &Authority,
    people: &str,
    terms: &str,
) -> (Vec<Finding>, Vec<Finding>) {
    let (mut of_people, mut of_terms) = (Vec::new(), Vec::new());
    let (people, terms) = ((Page::new(people), people), (Page::new(terms), terms));
    let mut holders: HashMap<String, Vec<(&Entry, &[Slug])>> = HashMap::new();
    for entry in &authority.entries {
        let is_person = entry.entity.kind == EntityKind::Person;
        let (page, text) = if is_person { &people } else { &terms };
        let own = std::iter::once((entry.name.as_str(), &[][..]))
            .chain(entry.variants.iter().map(|v| (v.form.as_str(), v.only_in.as_slice())));
        for (form, only_in) in own {
            let holders = holders.entry(folded(form)).or_default();
            let is_found_with = |other: &[Slug]| {
                only_in.is_empty()
                    || other.is_empty()
                    || other.iter().any(|id| only_in.contains(id))
            };
            let other = holders
                .iter()
                .find(|(other, ids)| other.entity != entry.entity && is_found_with(ids));
            if let Some((other, _)) = other {
                let line = place(text, entry, form).map(|byte| page.line(byte));
                let finding = Finding { line, ..Finding::of_file(FindingCode::SpellingShared) }
                    .with("form", form)
                    .with("id", entry.entity.id.as_str())
                    .with("other", other.entity.id.as_str());
                if is_person { of_people.push(finding) } else { of_terms.push(finding) }
            }
            holders.push((entry, only_in));
        }
    }
    (of_people, of_terms)
}

/// Where the entry states the spelling: the first place behind its identifier.
fn place(text: &str, entry: &Entry, form: &str) -> Option<usize> {
    let id = text.find(&format!("\"{}\"", entry.entity.id))?;
    text[id..].find(form).map(|at| id + at)
}

/// A spelling without what makes no difference when it is looked for: case, accents, hyphens,
/// apostrophes, stops.
fn folded(form: &str) -> String {
    let mut folded = String::with_capacity(form.len());
    for c in form.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') && !"'’‘ʼʻ`´".contains(c) {
            folded.push(' ');
        }
    }
    folded.trim_end().nfc().collect()
}
