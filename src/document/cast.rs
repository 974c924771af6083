//! Who stands behind a document and in it, for its line in a list.

use crate::address::Slug;

use super::Author;

/// The persons of a document, as far as a line in a list names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cast {
    /// Its authors, each with the person of the authority files who alone has that name.
    pub authors: Vec<(Author, Option<Slug>)>,
    /// The other persons whom its texts name most often, by identifier and name.
    pub named: Vec<(Slug, String)>,
}

impl Cast {
    /// A line names so many persons beside the authors at most.
    pub const MOST_NAMED: usize = 3;
}
