//! Errors as programs read them (RFC 9457).

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Tombstone;

use super::written;

/// The media type of a problem document.
pub const PROBLEM: &str = "application/problem+json";

/// What went wrong. Members that say nothing about the case are left out.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemOut<'a> {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong, as a sentence.
    pub detail: String,
    /// Parameters that cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ParameterErrorOut<'a>>,
    /// Documents that may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<NearestOut<'a>>,
    /// What there is instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceOut>,
    /// What the document was that was withdrawn.
    #[serde(flatten)]
    pub tombstone: Option<TombstoneOut<'a>>,
}

/// A parameter that cannot be read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ParameterError")]
pub struct ParameterErrorOut<'a> {
    /// Its name.
    pub parameter: &'a str,
    /// Its value as it was sent.
    pub value: &'a str,
    /// What it should have been.
    pub detail: String,
}

/// A document that may have been meant.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Nearest")]
pub struct NearestOut<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its path.
    pub url: String,
    /// Its title.
    pub title: Option<&'a str>,
}

/// Something that there is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Choice")]
pub struct ChoiceOut {
    /// What it is.
    pub words: String,
    /// Its path.
    pub url: String,
}

/// What is left of a document that was withdrawn.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tombstone")]
pub struct TombstoneOut<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Who withdrew it.
    pub by: &'a str,
    /// On which day.
    pub on: &'a str,
    /// Another document to see instead.
    pub see: Option<&'a str>,
    /// Its title, unless that is hidden too.
    pub document: Option<&'a str>,
    /// Its archive reference.
    pub source: Option<&'a str>,
    /// The checksum of its last source.
    pub sha256: Option<&'a str>,
}

impl<'a> From<&'a Tombstone> for TombstoneOut<'a> {
    fn from(stone: &'a Tombstone) -> Self {
        Self {
            id: &stone.id,
            by: &stone.by,
            on: &stone.on,
            see: stone.see.as_deref(),
            document: stone.title.as_deref(),
            source: stone.source.as_deref(),
            sha256: stone.sha256.as_deref(),
        }
    }
}

/// The problem as JSON.
#[must_use]
pub fn problem(problem: &ProblemOut<'_>) -> String {
    written(problem)
}
