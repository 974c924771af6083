//! Statement files: `ID.toml` beside a capture, what editors state of that document.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Result;
use toml::{Spanned, Value};

use super::apply::file_row;
use super::around::Ground;
use super::glance::Kind;
use super::redirects::line_of;
use super::survey::{Content, Seen, looked_at, shown_path};
use super::{Ingest, checksum};
use crate::address::Slug;
use crate::document::{
    DateRole, Edtf, EventKind, Finding, FindingCode, Leaves, Outcome, PartialDate, Reason,
    ReasonCode, StatedValue, Statement, seen,
};
use crate::store::{Batch, FileRow};

/// What the report calls these files' use.
pub(super) const USE: &str = "statements";
/// The largest statement file that is read, in bytes.
const LARGEST: u64 = 256 << 10;

/// Whether a file of the folder is a statement file.
pub(super) fn is_statements(seen: &Seen) -> bool {
    matches!(&seen.content, Content::Not(_, reason)
        if reason.code == ReasonCode::OwnUse
            && reason.args.get("use").is_some_and(|of| of == USE))
}

impl Ingest {
    /// Reads all statement files and stores what changed. Comes after the documents, so that a
    /// statement finds the document that came in with it.
    pub(super) async fn take_statements(&self, ground: &Ground, are_changed: bool) -> Result<()> {
        let (seen, known) = self.statements_seen(ground).await?;
        // Documents came or went, and nothing is stated of any.
        if seen.is_empty() && !are_changed {
            return Ok(());
        }
        let mut stated: BTreeMap<Slug, Vec<Statement>> = BTreeMap::new();
        let mut files: BTreeMap<Slug, String> = BTreeMap::new();
        let mut batch = Batch::default();
        for seen in seen.iter().filter(|seen| is_statements(seen)) {
            let id = Slug::from_stem(&seen.stem());
            let (statements, mut findings) = match self.text_of(&seen.file, LARGEST) {
                Ok(text) => read(&text),
                Err(reason) => {
                    let message = reason.args.get("message").cloned().unwrap_or_default();
                    let finding = Finding::of_file(FindingCode::StatementsUnreadable);
                    (Vec::new(), vec![finding.with("message", message)])
                }
            };
            if self.store.has_document(&id).await? {
                match stated.entry(id) {
                    Entry::Vacant(place) => {
                        files.insert(place.key().clone(), seen.path.clone());
                        place.insert(statements);
                    }
                    Entry::Occupied(taken) => {
                        let finding = Finding::of_file(FindingCode::StatementsDoubled);
                        findings.insert(0, finding.with("id", taken.key().as_str()));
                    }
                }
            } else {
                let finding = Finding::of_file(FindingCode::StatementsUnplaced);
                findings.insert(0, finding.with("id", id.as_str()));
            }
            let row = statement_row(seen, findings);
            if known.get(&seen.path) != Some(&row) {
                for finding in &row.findings {
                    tracing::warn!(
                        file = %row.path,
                        line = finding.line,
                        code = finding.code.as_str(),
                        "a statement file is odd"
                    );
                }
                batch.files.push(row);
            }
        }
        stated.retain(|_, statements| !statements.is_empty());
        let before = self.store.statements().await?;
        let ids: BTreeSet<&Slug> = stated.keys().chain(before.keys()).collect();
        for id in ids {
            if stated.get(id) != before.get(id) {
                batch.statements.push((id.clone(), stated.get(id).cloned().unwrap_or_default()));
            }
        }
        self.add_stated(&mut batch, &stated, &files).await?;
        self.store.commit(&batch).await?;
        self.write_events().await
    }

    /// The statement files that are there, in the order of paths, and what is on record of them.
    async fn statements_seen(
        &self,
        ground: &Ground,
    ) -> Result<(Vec<Seen>, HashMap<String, FileRow>)> {
        let glance = &ground.glance;
        let found: Vec<_> = if ground.is_whole {
            let is_own = |at: &usize| {
                matches!(glance.kind(*at), Kind::Own | Kind::Odd)
                    && glance.path(*at).to_lowercase().ends_with(".toml")
            };
            (0..glance.len()).filter(is_own).map(|at| glance.found(&self.seeds, at)).collect()
        } else {
            let paths = self.store.statement_files().await?;
            paths.iter().map(|path| (self.seeds.join(path), None)).collect()
        };
        if found.is_empty() {
            return Ok((Vec::new(), HashMap::new()));
        }
        let paths: Vec<String> = found
            .iter()
            .map(|(file, _)| shown_path(file.strip_prefix(&self.seeds).unwrap_or(file)))
            .collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let rows = self.store.files_at(&paths).await?;
        let known: HashMap<String, FileRow> =
            rows.into_iter().map(|row| (row.path.clone(), row)).collect();
        let of_record = if ground.is_thorough { HashMap::new() } else { known.clone() };
        let seeds = self.seeds.clone();
        let seen = tokio::task::spawn_blocking(move || looked_at(&seeds, found, &of_record));
        let mut seen = seen.await??;
        seen.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok((seen, known))
    }

    /// Adds an event for each document of which something else is stated than the last such event
    /// says. The events are asked, not the statements as they are stored: these are gone when the
    /// database is made anew, and nothing has changed then.
    async fn add_stated(
        &self,
        batch: &mut Batch,
        stated: &BTreeMap<Slug, Vec<Statement>>,
        files: &BTreeMap<Slug, String>,
    ) -> Result<()> {
        let last = self.store.last_stated().await?;
        let ids: BTreeSet<&Slug> = stated.keys().chain(last.keys()).collect();
        for id in ids {
            let now = match stated.get(id) {
                Some(statements) => Some(checksum(&serde_json::to_vec(statements)?)),
                None => None,
            };
            if now.as_ref() != last.get(id) && self.store.has_document(id).await? {
                let file = files.get(id).cloned().unwrap_or_else(|| format!("{id}.toml"));
                let (kind, id) = (EventKind::Stated, id.as_str());
                batch.events.push(self.event(kind, id, &file, None, now.as_deref()));
            }
        }
        Ok(())
    }
}

fn statement_row(seen: &Seen, findings: Vec<Finding>) -> FileRow {
    FileRow {
        outcome: Outcome::Ignored,
        reason: Some(Reason::new(ReasonCode::OwnUse).with("use", USE)),
        findings,
        ..file_row(seen, "")
    }
}

/// What the text of a statement file states, and what is odd in it; a field that is odd is left out.
#[must_use]
pub fn read(text: &str) -> (Vec<Statement>, Vec<Finding>) {
    let fields: BTreeMap<Spanned<String>, Spanned<Value>> = match toml::from_str(text) {
        Ok(fields) => fields,
        Err(error) => {
            let line = error.span().map(|span| line_of(text, span.start));
            let finding = Finding::of_file(FindingCode::StatementsUnreadable)
                .with("message", error.message().lines().next().unwrap_or_default());
            return (Vec::new(), vec![Finding { line, ..finding }]);
        }
    };
    let mut fields: Vec<_> = fields.into_iter().collect();
    fields.sort_by_key(|(name, _)| name.span().start);
    let (mut statements, mut findings) = (Vec::new(), Vec::new());
    let (mut line, mut place) = (1, 0);
    for (name, value) in fields {
        // The fields stand in their order: each line is told from the last.
        let start = name.span().start;
        line += line_of(text.get(place..start).unwrap_or_default(), usize::MAX) - 1;
        place = start;
        statements.extend(statement(name.get_ref(), value.into_inner(), line, &mut findings));
    }
    (statements, Finding::telling(findings))
}

/// The statement about one field, if it is whole.
fn statement(
    field: &str,
    value: Value,
    line: u32,
    findings: &mut Vec<Finding>,
) -> Option<Statement> {
    let odd = |code| Finding::at(code, line).with("field", field);
    if !Statement::FIELDS.contains(&field) {
        findings.push(odd(FindingCode::FieldUnknown));
        return None;
    }
    let Value::Table(mut parts) = value else {
        findings.push(odd(FindingCode::StatementIncomplete).with("missing", "value"));
        return None;
    };
    let mut words = |name: &str| {
        let words = parts.remove(name).as_ref().and_then(plain).filter(|words| !words.is_empty());
        if words.is_none() {
            findings.push(odd(FindingCode::StatementIncomplete).with("missing", name));
        }
        words
    };
    let (by, on, because) = (words("by"), words("on"), words("because"));
    let stated = parts.remove("value");
    for (name, _) in parts {
        let name = format!("{field}.{name}");
        findings.push(Finding::at(FindingCode::FieldUnknown, line).with("field", name));
    }
    let Some(stated) = stated else {
        findings.push(odd(FindingCode::StatementIncomplete).with("missing", "value"));
        return None;
    };
    let invalid = |value: String| odd(FindingCode::FieldInvalid).with("value", value);
    let Some(value) = stated_value(field, &stated) else {
        findings.push(invalid(stated.to_string()));
        return None;
    };
    let (by, on, because) = (by?, on?, because?);
    if !matches!(PartialDate::parse(&on), Some(PartialDate::Day(_))) {
        findings.push(invalid(on));
        return None;
    }
    Some(Statement { field: field.to_owned(), value, by, on, because })
}

/// A value of the kind that the field has.
fn stated_value(field: &str, value: &Value) -> Option<StatedValue> {
    if Statement::LISTS.contains(&field) {
        let list: Vec<String> = match value {
            Value::Array(values) => values.iter().map(plain).collect::<Option<_>>()?,
            one => vec![plain(one)?],
        };
        let good =
            list.iter().all(|item| !item.is_empty() && (field != "dates" || is_role_date(item)));
        return (good && !list.is_empty()).then_some(StatedValue::List(list));
    }
    let words = plain(value).filter(|words| !words.is_empty())?;
    let good = match field {
        "date" => Edtf::parse(&words).is_some(),
        "listy" => Leaves::parse(&words).is_some(),
        _ => true,
    };
    good.then_some(StatedValue::Words(words))
}

/// Whether words are a role and a date: `drafted 1957-02-14`.
fn is_role_date(words: &str) -> bool {
    let Some((role, date)) = words.split_once(' ') else { return false };
    let role = serde_json::Value::String(role.to_owned());
    serde_json::from_value::<DateRole>(role).is_ok() && Edtf::parse(date.trim()).is_some()
}

/// Words, a number or a day as words.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(seen(words)),
        Value::Integer(number) => Some(number.to_string()),
        Value::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "by = \"The editors\"\non = 2026-11-22\nbecause = \"It says so.\"\n";

    fn codes(text: &str) -> Vec<(FindingCode, Option<u32>)> {
        read(text).1.iter().map(|finding| (finding.code, finding.line)).collect()
    }

    #[test]
    fn statements_are_read_in_their_order() {
        let text = format!(
            "[original_language]\nvalue = \"Polish\"\n{WHOLE}\n[authors]\nvalue = [\"A\", \"B\"]\n{WHOLE}\n[listy]\nvalue = 12\n{WHOLE}"
        );
        let (statements, findings) = read(&text);
        assert_eq!(findings, []);
        let found: Vec<_> =
            statements.iter().map(|one| (one.field.as_str(), one.value.words())).collect();
        let expect = [("original_language", "Polish"), ("authors", "A; B"), ("listy", "12")];
        assert_eq!(found, expect.map(|(field, words)| (field, words.to_owned())));
        assert_eq!(statements[0].on, "2026-11-22");
    }

    #[test]
    fn what_is_odd_is_named_with_its_line_and_the_rest_is_taken() {
        let text = format!(
            "[colour]\nvalue = \"red\"\n{WHOLE}\n[title]\nvalue = \"A title\"\n{WHOLE}\n[date]\nvalue = \"one day\"\n{WHOLE}"
        );
        assert_eq!(
            codes(&text),
            [(FindingCode::FieldUnknown, Some(1)), (FindingCode::FieldInvalid, Some(13))]
        );
        assert_eq!(read(&text).0.len(), 1);
    }

    #[test]
    fn a_statement_without_who_when_and_why_is_none() {
        for missing in ["by", "on", "because", "value"] {
            let whole = format!("value = \"x\"\n{WHOLE}");
            let lines: Vec<&str> =
                whole.lines().filter(|line| !line.starts_with(missing)).collect();
            let lines = lines.join("\n");
            let text = format!("[title]\n{lines}");
            assert_eq!(codes(&text), [(FindingCode::StatementIncomplete, Some(1))], "{missing}");
            assert_eq!(read(&text).0, [], "{missing}");
        }
    }

    #[test]
    fn a_file_that_is_no_toml_gives_one_finding() {
        assert_eq!(codes("[title\n"), [(FindingCode::StatementsUnreadable, Some(1))]);
        assert_eq!(codes("title = 5\n")[0].0, FindingCode::StatementIncomplete);
        assert_eq!(codes(""), []);
    }

    #[test]
    fn dates_with_a_role_are_checked() {
        let check = |value: &str, good: bool| {
            let (statements, _) = read(&format!("[dates]\nvalue = [\"{value}\"]\n{WHOLE}"));
            assert_eq!(!statements.is_empty(), good, "{value}");
        };
        check("drafted 1957-02-14", true);
        check("described 1957-03-26/1957-03-29", true);
        check("written 1957", false);
        check("1957-02-14", false);
    }
}
