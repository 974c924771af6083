//! Names as bibliographies sort them.

/// A name as bibliographies sort it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person's.
    Person {
        /// What it is sorted by: `Puzanov`, `Kim`.
        family: String,
        /// The rest: `A. M.`, `Il Sung`; empty for a name of one part.
        given: String,
        /// Whether the family name is spoken first, as Korean, Chinese and Hungarian names are.
        family_first: bool,
    },
    /// A corporate body's, or a person's that cannot be taken apart.
    Whole(String),
}

impl Name {
    /// A person's name taken apart.
    #[must_use]
    pub fn of_person(spoken: &str) -> Self {
        let spoken = spoken.trim();
        match spoken.rsplit_once(' ') {
            Some((given, family)) => Self::Person {
                family: family.to_owned(),
                given: given.to_owned(),
                family_first: false,
            },
            None => Self::Whole(spoken.to_owned()),
        }
    }

    /// The name as it is sorted: `Puzanov, A. M.`
    #[must_use]
    pub fn inverted(&self) -> String {
        match self {
            Self::Person { family, given, .. } if given.is_empty() => family.clone(),
            Self::Person { family, given, .. } => format!("{family}, {given}"),
            Self::Whole(name) => name.clone(),
        }
    }

    /// The name as it is spoken: `A. M. Puzanov`, `Kim Il Sung`.
    #[must_use]
    pub fn spoken(&self) -> String {
        match self {
            Self::Person { family, given, .. } if given.is_empty() => family.clone(),
            Self::Person { family, given, family_first: true } => format!("{family} {given}"),
            Self::Person { family, given, family_first: false } => format!("{given} {family}"),
            Self::Whole(name) => name.clone(),
        }
    }
}
