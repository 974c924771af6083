//! Entries of the authority files.

use crate::address::Slug;
use crate::document::Language;

/// The two files together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authority {
    /// All entries, people first, each file in its own order.
    pub entries: Vec<Entry>,
}

impl Authority {
    /// The entry that `entity` names.
    #[must_use]
    pub fn entry(&self, entity: &Entity) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.entity == *entity)
    }
}

/// What names an entry: its kind and its identifier within `people.toml` or `terms.toml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The last part of its address.
    pub id: Slug,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person, in `people.toml`.
    Person,
    /// A place: `kind = "place"` in `terms.toml`.
    Place,
    /// An abbreviation or term, the default in `terms.toml`.
    Term,
}

impl EntityKind {
    /// The kind in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Term => "term",
        }
    }

    /// The kind that [`Self::as_str`] writes so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Person, Self::Place, Self::Term].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An entry as its file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its kind and identifier.
    pub entity: Entity,
    /// The authorised form of the name; of an abbreviation its letters.
    pub name: String,
    /// What an abbreviation stands for, the translation last: `Korean Workers' Party`.
    pub expansion: Option<String>,
    /// Years or dates as stated: `1912–1994`.
    pub dates: Option<String>,
    /// One line: who the person was as the documents give it, what the term means.
    pub note: Option<String>,
    /// Where `name`, `expansion`, `dates` and `note` come from.
    pub sources: Vec<Statement>,
    /// The other spellings.
    pub variants: Vec<Variant>,
}

/// What a statement of the entry rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The field stated: `name`, `note`, `dates`, `expansion`.
    pub field: String,
    /// Its source in words, perhaps a document's identifier.
    pub source: String,
}

/// Another spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The letters.
    pub form: String,
    /// Its language, where stated.
    pub language: Option<Language>,
    /// The rules by which it is written in other letters, where stated.
    pub scheme: Option<Scheme>,
    /// Whether it is a spelling or a misprint.
    pub kind: VariantKind,
    /// The only documents that it is looked for in; empty means all.
    pub only_in: Vec<Slug>,
    /// What it rests on.
    pub source: Option<String>,
}

/// What a variant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum VariantKind {
    /// A spelling in its own right.
    #[default]
    Spelling,
    /// A misprint or a slip of the source.
    Misprint,
}

/// Rules of romanization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Revised Romanization of Korean (2000).
    Revised,
    /// McCune-Reischauer (1939).
    MccuneReischauer,
    /// The style of the DPRK.
    Dprk,
    /// Wade-Giles, of Chinese.
    WadeGiles,
    /// Hanyu Pinyin, of Chinese.
    Pinyin,
    /// By way of Russian: `Kim Ir Sen`.
    Russian,
    /// Library of Congress, of Russian.
    Loc,
    /// A spelling by custom that follows no rules.
    Popular,
}

impl VariantKind {
    /// The kind that a file writes so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "spelling" => Some(Self::Spelling),
            "misprint" => Some(Self::Misprint),
            _ => None,
        }
    }
}

impl Scheme {
    /// Every scheme, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Revised,
        Self::MccuneReischauer,
        Self::Dprk,
        Self::WadeGiles,
        Self::Pinyin,
        Self::Russian,
        Self::Loc,
        Self::Popular,
    ];

    /// The scheme as files and interface words name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revised => "revised",
            Self::MccuneReischauer => "mccune-reischauer",
            Self::Dprk => "dprk",
            Self::WadeGiles => "wade-giles",
            Self::Pinyin => "pinyin",
            Self::Russian => "russian",
            Self::Loc => "loc",
            Self::Popular => "popular",
        }
    }

    /// The scheme that [`Self::as_str`] writes so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == text)
    }
}
