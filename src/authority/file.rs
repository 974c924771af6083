//! `people.toml` and `terms.toml` as entries.

use super::Authority;
use crate::document::Finding;

/// The entries of the two files, and what is odd in the first and in the second. A file that
/// cannot be read at all gives no entry and one finding.
#[must_use]
pub fn read(people: &str, terms: &str) -> (Authority, Vec<Finding>, Vec<Finding>) {
    let _ = (people, terms);
    (Authority::default(), Vec::new(), Vec::new())
}
