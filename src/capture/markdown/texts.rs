//! The texts of a document as front matter lists them, each with who translated it.

use serde_json::Value;

use crate::capture::front_matter::Field;
use crate::capture::lines::Findings;
use crate::document::{Finding, FindingCode, Language, Text};

use super::description::{scalar, wrong};
use super::invalid;

/// What front matter says of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::capture) struct StatedText {
    pub(in crate::capture) language: Language,
    translator: Option<String>,
    project: Option<String>,
    source_language: Option<String>,
    credit_inferred: bool,
    line_breaks_lost: bool,
    /// The line of the field, from 1.
    line: u32,
}

impl StatedText {
    /// Writes what is stated into the text that it is about.
    pub(in crate::capture) fn describe(self, texts: &mut [Text]) -> Result<(), Finding> {
        let language = &self.language;
        let Some(text) = texts.iter_mut().find(|text| text.language == *language) else {
            return Err(invalid("texts", language.as_str(), self.line));
        };
        text.translator = self.translator;
        text.project = self.project;
        text.source_language = self.source_language;
        text.credit_inferred = self.credit_inferred;
        text.line_breaks_lost = self.line_breaks_lost;
        Ok(())
    }
}

/// Reads the list. What cannot be read of it is left out.
pub(super) fn texts(field: &Field, findings: &mut Findings) -> Vec<StatedText> {
    let Value::Array(values) = &field.value else {
        findings.add(wrong(field));
        return Vec::new();
    };
    values.iter().filter_map(|value| text(value, field.line, findings)).collect()
}

fn text(value: &Value, line: u32, findings: &mut Findings) -> Option<StatedText> {
    let odd = |name: &str, value: &Value| {
        invalid(&format!("texts.{name}"), &scalar(value).unwrap_or_else(|| value.to_string()), line)
    };
    let tag = value.get("language").unwrap_or(&Value::Null);
    let Some(language) = scalar(tag).and_then(|tag| Language::parse(&tag)) else {
        findings.add(odd("language", tag));
        return None;
    };
    let mut stated = StatedText {
        language,
        translator: None,
        project: None,
        source_language: None,
        credit_inferred: false,
        line_breaks_lost: false,
        line,
    };
    for (name, value) in value.as_object()? {
        let (words, truth) = (scalar(value), value.as_bool());
        match (name.as_str(), words, truth) {
            ("language", ..) => {}
            (_, None, None) if value.is_null() => {}
            ("translator", Some(words), _) => stated.translator = Some(words),
            ("project", Some(words), _) => stated.project = Some(words),
            ("source_language", Some(words), _) => stated.source_language = Some(words),
            ("credit_inferred", _, Some(truth)) => stated.credit_inferred = truth,
            ("line_breaks_lost", _, Some(truth)) => stated.line_breaks_lost = truth,
            (
                "translator" | "project" | "source_language" | "credit_inferred"
                | "line_breaks_lost",
                ..,
            ) => findings.add(odd(name, value)),
            _ => findings.add(
                Finding::at(FindingCode::FieldUnknown, line).with("field", format!("texts.{name}")),
            ),
        }
    }
    Some(stated)
}
