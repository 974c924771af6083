//! `people.toml` and `terms.toml` as entries.
//!
//! What cannot be read of an entry is left out and becomes a finding with its line; the rest of
//! the file is taken. `docs/authority.md` tells how the files are written.

mod entry;
mod page;
mod shared;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{Authority, EntityKind};
use crate::document::{Finding, FindingCode};
use page::Page;

/// The entries of the two files, and what is odd in the first and in the second. A file that
/// cannot be read at all gives no entry and one finding, [`FindingCode::AuthorityInvalid`].
#[must_use]
pub fn read(people: &str, terms: &str) -> (Authority, Vec<Finding>, Vec<Finding>) {
    let mut authority = Authority::default();
    let mut of_people = entries(people, "person", &mut authority);
    let mut of_terms = entries(terms, "term", &mut authority);
    let shared = shared::found(&authority, people, terms);
    of_people.extend(shared.0);
    of_terms.extend(shared.1);
    (authority, in_order(of_people), in_order(of_terms))
}

/// Adds the entries of a file, which stand below `key`.
fn entries(text: &str, key: &str, authority: &mut Authority) -> Vec<Finding> {
    let mut page = Page::new(text);
    let Some(table) = page.table() else { return page.findings };
    let mut first_lines = HashMap::new();
    for (name, value) in &table {
        let line = page.line(name.span().start);
        if name.get_ref() != key {
            page.find(FindingCode::EntryKeyUnknown, line, &[("key", name.get_ref())]);
            continue;
        }
        let Some(list) = page.list(value, key) else { continue };
        for value in list {
            let Some(entry) = entry::read(&mut page, value, key) else { continue };
            let line = page.line(value.span().start);
            // Places and terms share a file but not their addresses' kind; an id is one file's.
            let id = entry.entity.id.clone();
            if let Some(first) = first_lines.get(&id).map(u32::to_string) {
                let said = [("id", id.as_str()), ("first", first.as_str())];
                page.find(FindingCode::EntryIdTwice, line, &said);
                continue;
            }
            first_lines.insert(id, line);
            authority.entries.push(entry);
        }
    }
    page.findings
}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.line);
    Finding::telling(findings)
}

/// What entries of a file are about where nothing is stated.
fn kind_below(key: &str) -> EntityKind {
    if key == "person" { EntityKind::Person } else { EntityKind::Term }
}
