//! The fields that a query can name.

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    Before,
    After,
    Date,
    Lang,
    Person,
    Place,
    Org,
    Type,
    Archive,
    Collection,
    Doc,
    Title,
    /// One that the query language does not have; its name stands with its value.
    Unknown,
}

const NAMES: [(&str, Field); 13] = [
    ("year", Field::Year),
    ("before", Field::Before),
    ("after", Field::After),
    ("date", Field::Date),
    ("lang", Field::Lang),
    ("person", Field::Person),
    ("place", Field::Place),
    ("org", Field::Org),
    ("type", Field::Type),
    ("archive", Field::Archive),
    ("collection", Field::Collection),
    ("doc", Field::Doc),
    ("title", Field::Title),
];

impl Field {
    /// The field of this name, in capitals or not.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
    }

    /// The name as it is typed.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }

    /// Whether its value is looked for like words: in titles, or as the name of a body.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Title | Self::Org)
    }
}
