//! Units as expressions for the full-text index.
//!
//! Nothing but quoted phrases, a star behind them, column filters, parentheses and the three
//! operators is ever written, whatever was typed.

use super::units::{Unit, Units};
use crate::search::{Phrase, Scope};

/// The columns of whole documents where a text of one language is found.
fn columns(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("en") => "{en alt_en}",
        Some("ko") => "{ko alt_ko}",
        _ => "{xx alt_xx}",
    }
}

/// Whole documents that hold every group and nothing excluded.
pub(super) fn documents(units: &Units, language: Option<&str>) -> Option<String> {
    let unit = |unit: &Unit| in_document(unit, language);
    let groups = units.groups.iter().map(|group| any(group.iter().map(unit)));
    let wanted = all(groups)?;
    if units.excluded.is_empty() {
        return Some(wanted);
    }
    // What is excluded must stand nowhere in the document, whatever the language looked for.
    let excluded = any(units.excluded.iter().map(|unit| in_document(unit, None)));
    Some(format!("{wanted} NOT {excluded}"))
}

/// Whole documents that hold one unit.
pub(super) fn in_document(unit: &Unit, language: Option<&str>) -> String {
    let phrases = phrases(unit);
    match (unit.needle.scope, language) {
        (Scope::Title, _) => format!("({{title}} : {phrases})"),
        (Scope::Anywhere, Some(language)) => format!("({} : {phrases})", columns(language)),
        (Scope::Anywhere, None) => phrases,
    }
}

/// Paragraphs that hold every group; groups that may stand in a title are left out.
pub(super) fn paragraphs(units: &Units) -> Option<String> {
    let groups = units
        .groups
        .iter()
        .filter(|group| group.iter().all(|unit| unit.needle.scope == Scope::Anywhere))
        .map(|group| any(group.iter().map(phrases)));
    all(groups)
}

/// Paragraphs that hold any unit.
pub(super) fn any_paragraph(units: &Units) -> Option<String> {
    let units: Vec<String> =
        units.wanted().filter(|unit| unit.needle.scope == Scope::Anywhere).map(phrases).collect();
    (!units.is_empty()).then(|| any(units.into_iter()))
}

fn all(groups: impl Iterator<Item = String>) -> Option<String> {
    let groups: Vec<String> = groups.collect();
    (!groups.is_empty()).then(|| format!("({})", groups.join(" AND ")))
}

fn any(units: impl Iterator<Item = String>) -> String {
    format!("({})", units.collect::<Vec<_>>().join(" OR "))
}

fn phrases(unit: &Unit) -> String {
    any(unit.needle.alternatives.iter().map(phrase))
}

fn phrase(phrase: &Phrase) -> String {
    let letters = phrase.tokens.join(" ").replace('"', "\"\"");
    let star = if phrase.is_prefix { " *" } else { "" };
    format!("\"{letters}\"{star}")
}
