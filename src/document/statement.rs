//! What editors state of a document beside what its source says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A statement about one field of a description, with who made it, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Statement {
    /// The field's name, one of [`Statement::FIELDS`].
    pub field: String,
    /// What is stated.
    pub value: StatedValue,
    /// Who states it.
    pub by: String,
    /// On which day, ISO 8601.
    pub on: String,
    /// Why.
    pub because: String,
}

/// A stated value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(untagged)]
pub enum StatedValue {
    /// One value.
    Words(String),
    /// Several, of a field that is a list.
    List(Vec<String>),
}

impl Statement {
    /// The fields that can be stated: those of a description, under the names that front matter
    /// and data give them.
    pub const FIELDS: &[&str] = &[
        "title",
        "date",
        "dates",
        "summary",
        "authors",
        "source",
        "archive",
        "fond",
        "opis",
        "papka",
        "delo",
        "listy",
        "obtained_by",
        "translator",
        "original_language",
        "document_type",
        "citation_as_given",
        "funders",
        "record_id",
        "source_url",
        "rights",
    ];
    /// Those of them that are lists.
    pub const LISTS: &[&str] = &["dates", "authors", "funders"];
}

impl StatedValue {
    /// The value in words; several are joined by a semicolon.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::List(list) => list.join("; "),
        }
    }
}
