//! The front matter of a Markdown file: YAML between lines of `---`, TOML between lines of `+++`.
//!
//! Read with small limits, so that no alias and no depth can take time or memory. Front matter
//! that cannot be read whole is reported, and what stands on plain `field: value` lines is taken.

use std::collections::HashMap;

use serde_json::Value;

use super::Form;
use super::lines::{Lines, number};
use crate::document::seen;

/// The front matter of a file.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// The fields in the order of the file.
    pub(super) fields: Vec<Field>,
    /// The line after the closing mark, from 0.
    pub(super) end: usize,
    /// Why it could not be read whole.
    pub(super) error: Option<String>,
}

/// A field with its value.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: Value,
    /// The line of the file, from 1.
    pub(super) line: u32,
}

/// The names that a field can have.
pub(super) const NAMES: &[&str] = &[
    "title",
    "date",
    "date_read_from",
    "dates",
    "summary",
    "funders",
    "citation_as_given",
    "source",
    "source_raw",
    "archive",
    "fond",
    "opis",
    "papka",
    "delo",
    "listy",
    "obtained_by",
    "authors",
    "translator",
    "original_language",
    "original_language_tag",
    "document_type",
    "record_id",
    "source_url",
    "rights",
    "language",
    "texts",
];

/// The largest front matter that is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// The front matter, if the file begins with one. A capture must name a known field in it.
pub(super) fn front_matter(lines: &Lines<'_>, form: Form) -> Option<FrontMatter> {
    let mark = lines.get(0);
    let yaml = mark == "---";
    if !yaml && mark != "+++" {
        return None;
    }
    let close = (1..lines.len()).find(|&line| {
        let words = lines.get(line);
        words == mark || (yaml && words == "...")
    })?;
    let text = if close > 1 { lines.span(1, close - 1) } else { "" };
    let named = |line: usize| {
        let (name, _) = lines.get(line).split_once(if yaml { ':' } else { '=' })?;
        (!lines.is_indented(line)).then(|| name.trim().trim_matches(['"', '\'']))
    };
    let known = (1..close).any(|line| named(line).is_some_and(|name| NAMES.contains(&name)));
    let any = (1..close).any(|line| named(line).is_some_and(is_name));
    if !(known || (form == Form::Markdown && (any || text.trim().is_empty()))) {
        return None;
    }
    let read = if text.len() > LARGEST {
        Err(format!("longer than {LARGEST} bytes"))
    } else if yaml {
        of_yaml(text)
    } else {
        of_toml(text)
    };
    let mut places: HashMap<&str, u32> = HashMap::new();
    for line in 1..close {
        if let Some(name) = named(line) {
            places.entry(name).or_insert_with(|| number(line));
        }
    }
    let line_of = |name: &str| places.get(name).copied().unwrap_or(1);
    let (fields, error) = match read {
        Ok(fields) => (fields, None),
        Err(message) => (plain(lines, close, yaml), Some(message)),
    };
    let mut fields: Vec<Field> = fields
        .into_iter()
        .map(|(name, value)| {
            let line = line_of(&name);
            let name = seen(&name);
            let value = visible(value);
            let value = match value {
                // A number as printed: `0102` keeps its nought.
                Value::Number(_) | Value::Bool(_) => {
                    printed(lines.get(line as usize - 1)).map_or(value, Value::String)
                }
                value => value,
            };
            Field { name, value, line }
        })
        .collect();
    fields.sort_by_key(|field| field.line);
    Some(FrontMatter { fields, end: close + 1, error })
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// The value of a `field: value` line as it stands there.
fn printed(line: &str) -> Option<String> {
    let (_, value) = line.split_once([':', '='])?;
    let value = value.split(" #").next().unwrap_or(value).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn of_yaml(text: &str) -> Result<Vec<(String, Value)>, String> {
    let mut options = serde_saphyr::Options::default();
    options.budget = serde_saphyr::budget! {
        max_events: 20_000,
        max_aliases: 0,
        max_anchors: 0,
        max_depth: 8,
        max_documents: 1,
        max_nodes: 10_000,
        max_total_scalar_bytes: LARGEST,
    };
    let fields: Option<std::collections::BTreeMap<String, Value>> =
        serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| first_line(&error.to_string()))?;
    Ok(fields.unwrap_or_default().into_iter().collect())
}

fn of_toml(text: &str) -> Result<Vec<(String, Value)>, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| first_line(error.message()))?;
    Ok(table.into_iter().map(|(name, value)| (name, of_toml_value(value))).collect())
}

fn of_toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(words) => Value::String(words),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(of_toml_value).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(name, value)| (name, of_toml_value(value))).collect()
        }
    }
}

/// The value with its words as they can be seen: a quoted one can name any character.
fn visible(value: Value) -> Value {
    match value {
        Value::String(words) => Value::String(seen(&words)),
        Value::Array(values) => values.into_iter().map(visible).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (seen(&name), visible(value))).collect()
        }
        other => other,
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// What stands on plain lines of front matter that cannot be read whole.
fn plain(lines: &Lines<'_>, close: usize, yaml: bool) -> Vec<(String, Value)> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    for line in 1..close.min(400) {
        let Some((name, value)) = lines.get(line).split_once(if yaml { ':' } else { '=' }) else {
            continue;
        };
        let (name, value) = (name.trim(), value.trim());
        let bare = value.trim_matches(['"', '\'']);
        let is_plain = !bare.is_empty() && !value.starts_with(['[', '{', '&', '*', '|', '>', '!']);
        if is_plain
            && !lines.is_indented(line)
            && NAMES.contains(&name)
            && !fields.iter().any(|(known, _)| known == name)
        {
            fields.push((name.to_owned(), Value::String(bare.to_owned())));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, form: Form, expect: Option<&[(&str, &str, u32)]>) {
        let found = front_matter(&Lines::new(text), form);
        let fields: Option<Vec<(String, String, u32)>> = found.map(|matter| {
            matter
                .fields
                .into_iter()
                .map(|field| {
                    let value = match field.value {
                        Value::String(words) => words,
                        value => value.to_string(),
                    };
                    (field.name, value, field.line)
                })
                .collect()
        });
        let expect = expect.map(|fields| {
            fields
                .iter()
                .map(|&(name, value, line)| (name.to_owned(), value.to_owned(), line))
                .collect::<Vec<_>>()
        });
        assert_eq!(fields, expect, "{text}");
    }

    #[test]
    fn yaml_and_toml_are_read_with_their_lines() {
        check(
            "---\ntitle: \"A: b\"\ndate: 1957-07-08\nfond: 0102\nfunders: [A, B]\n---\nText",
            Form::Markdown,
            Some(&[
                ("title", "A: b", 2),
                ("date", "1957-07-08", 3),
                ("fond", "0102", 4),
                ("funders", "[\"A\",\"B\"]", 5),
            ]),
        );
        check(
            "+++\ntitle = \"A\"\ndate = 1957-07-08\n+++\nText",
            Form::Markdown,
            Some(&[("title", "A", 2), ("date", "1957-07-08", 3)]),
        );
        check("---\ntitle: A\n---\n", Form::Capture, Some(&[("title", "A", 2)]));
        check("---\nother: A\n---\n", Form::Capture, None);
        check("---\n\nWords: of a text\n\n---\n", Form::Capture, None);
        check("---\n---\nText", Form::Markdown, Some(&[]));
        check("---\nunclosed: a\n", Form::Markdown, None);
        check("Text", Form::Markdown, None);
    }

    #[test]
    fn broken_front_matter_gives_its_plain_lines_and_an_error() {
        let text = "---\ntitle: A: b: c\ndate: 1957\nsummary: [\n---\n";
        let matter = front_matter(&Lines::new(text), Form::Markdown).unwrap();
        assert!(matter.error.is_some());
        assert_eq!(matter.fields.len(), 2);
        assert_eq!(matter.fields[0].value, Value::String("A: b: c".to_owned()));
        let bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: T\n---\n";
        let matter = front_matter(&Lines::new(bomb), Form::Markdown).unwrap();
        assert!(matter.error.is_some());
    }
}
