//! Other spellings of the names in a query.

use std::collections::BTreeMap;

use crate::authority::Entity;

/// Other spellings by the words of a query, blanks between them, as the reader typed them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansions(pub BTreeMap<String, Expansion>);

/// What is known of some words as a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansion {
    /// Other spellings, those that an editor stated first, then those that sound alike and stand
    /// in the texts; never the words themselves.
    pub forms: Vec<String>,
    /// The entries of the authority files that have this spelling; two or more are a choice that
    /// the reader makes.
    pub entities: Vec<Entity>,
}

/// What the names of the spans have in common with other spellings of them.
#[must_use]
pub fn name_keys(spans: &[String]) -> Vec<String> {
    let _ = spans;
    Vec::new()
}

/// What is known of the spans as names: `forms` are those that stand in the texts, by key.
#[must_use]
pub fn expansions(
    spans: &[String],
    lexicon: &super::Lexicon,
    forms: &BTreeMap<String, Vec<String>>,
) -> Expansions {
    let _ = (spans, lexicon, forms);
    Expansions::default()
}
