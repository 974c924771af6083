//! What a reader typed, as units and conditions, and what the index is asked for.

use super::{Expansions, Needles};

/// What a reader typed. Any text is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words as typed, cut to the longest that is read.
    pub text: String,
}

/// What the index is asked for, and how what it finds is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compiled {
    /// The expression for whole documents; `None` where no word is looked for.
    pub documents: Option<String>,
    /// The expression for paragraphs that hold every unit (title: units left out).
    pub paragraphs: Option<String>,
    /// The expression for paragraphs that hold any unit.
    pub any_paragraph: Option<String>,
    /// What to mark, one needle for each unit that is not excluded.
    pub needles: Needles,
    /// Spellings that are searched beside those typed, in the order found, each once.
    pub expanded: Vec<String>,
    /// What the reader must be told of how the words were read.
    pub notices: Vec<Notice>,
    /// What the document must be, beside its words.
    pub conditions: Conditions,
}

/// What documents must be, beside their words. All hold together; of one list any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// The date must end on this day or later, ISO 8601.
    pub from_day: Option<String>,
    /// The date must begin on this day or earlier, ISO 8601.
    pub to_day: Option<String>,
    /// A text in this language (BCP 47).
    pub language: Option<String>,
    /// Names of persons, as typed.
    pub persons: Vec<String>,
    /// Names of places, as typed.
    pub places: Vec<String>,
    /// A part of the archive's name, folded.
    pub archive: Option<String>,
    /// A part of the document's type, folded.
    pub document_type: Option<String>,
    /// The document's identifier.
    pub id: Option<String>,
}

/// What the reader is told of how a query was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A condition that cannot be read was left out: its field and value.
    ConditionUnreadable(String, String),
    /// Only exclusions: a word is needed.
    OnlyExclusions,
    /// The query was cut to the longest that is read.
    Cut,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// The runs of one to four plain words that may be names, blanks between the words, as typed.
    #[must_use]
    pub fn spans(&self) -> Vec<String> {
        Vec::new()
    }

    /// What the index is asked for, with the names' other spellings.
    #[must_use]
    pub fn compiled(&self, expansions: &Expansions) -> Compiled {
        let _ = expansions;
        Compiled::default()
    }
}
