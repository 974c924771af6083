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
