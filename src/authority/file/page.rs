//! One of the files while it is read: its values with their lines, and what was odd.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::{Finding, FindingCode, seen};

/// A key and its value.
type Pair<'v, 'a> = (&'v Spanned<Cow<'a, str>>, &'v Spanned<DeValue<'a>>);

/// A file of TOML.
pub(super) struct Page<'a> {
    text: &'a str,
    /// Where lines end, in bytes.
    ends: Vec<usize>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, ends, findings: Vec::new() }
    }

    /// The line, from 1, that a byte stands on.
    pub(super) fn line(&self, byte: usize) -> u32 {
        let before = self.ends.partition_point(|end| *end < byte);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// What the file holds; `None`, with a finding, where it is no TOML.
    pub(super) fn table(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let finding = Finding {
                    line: error.span().map(|span| self.line(span.start)),
                    ..Finding::of_file(FindingCode::AuthorityInvalid)
                };
                self.findings.push(finding.with("message", error.message()));
                None
            }
        }
    }

    /// Notes something odd with the particulars that its sentence names.
    pub(super) fn find(&mut self, code: FindingCode, line: u32, said: &[(&str, &str)]) {
        let finding = said
            .iter()
            .fold(Finding::at(code, line), |finding, (name, value)| finding.with(name, *value));
        self.findings.push(finding);
    }

    /// The words that stand under `key`, blanks at the ends apart; else a finding.
    pub(super) fn words(&mut self, value: &Spanned<DeValue<'a>>, key: &str) -> Option<String> {
        match value.get_ref().as_str().map(seen) {
            Some(words) if !words.is_empty() => Some(words),
            _ => self.invalid(value, key, "words"),
        }
    }

    /// The list that stands under `key`; else a finding.
    pub(super) fn list<'v>(
        &mut self,
        value: &'v Spanned<DeValue<'a>>,
        key: &str,
    ) -> Option<&'v [Spanned<DeValue<'a>>]> {
        match value.get_ref() {
            DeValue::Array(list) => Some(list.as_ref()),
            _ => self.invalid(value, key, "list"),
        }
    }

    /// The keys and values that stand under `key`, in the order of their lines; else a finding.
    pub(super) fn keys<'v>(
        &mut self,
        value: &'v Spanned<DeValue<'a>>,
        key: &str,
    ) -> Option<Vec<Pair<'v, 'a>>> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.invalid(value, key, "table");
        };
        let mut keys: Vec<_> = table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        Some(keys)
    }

    /// A value that is read as `read` does; else a finding that says what was expected.
    pub(super) fn value<T>(
        &mut self,
        value: &Spanned<DeValue<'a>>,
        key: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        value.get_ref().as_str().and_then(read).or_else(|| self.invalid(value, key, expected))
    }

    fn invalid<T>(&mut self, value: &Spanned<DeValue<'a>>, key: &str, expected: &str) -> Option<T> {
        let said = [("key", key), ("expected", expected)];
        self.find(FindingCode::EntryValueInvalid, self.line(value.span().start), &said);
        None
    }
}
