//! A document's catalogue card: its description without its texts.

use crate::address::Slug;

use super::{Description, Document, Edition, Holding, Language, Statement};

/// What is known of a document without reading it: enough to cite it and to list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The document's identifier.
    pub id: Slug,
    /// What its source says of it.
    pub description: Description,
    /// Its texts in their order, each with who translated it.
    pub credits: Vec<Credit>,
    /// What the editors state of it.
    pub statements: Vec<Statement>,
    /// First 12 hex digits of the edition that this is the card of.
    pub edition: String,
    /// Whether that edition is the current one.
    pub is_current: bool,
    /// When the room took the document in for the first time: RFC 3339, UTC.
    pub added: String,
    /// When it took in the current edition: RFC 3339, UTC.
    pub taken_in: String,
    /// When the record last changed, by a new edition, a statement of the editors or a new address:
    /// RFC 3339, UTC.
    pub changed: String,
}

/// Whose a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The language of the text.
    pub language: Language,
    /// The translator as printed.
    pub translator: Option<String>,
    /// The project that the translation was made for: `NKIDP`.
    pub project: Option<String>,
    /// The language that it was translated from, as printed.
    pub source_language: Option<String>,
    /// Whether the credit names no language and was given to this text because it is the first.
    pub is_inferred: bool,
}

impl Credit {
    /// The credits of a document's texts in their order.
    #[must_use]
    pub fn of(document: &Document) -> Vec<Self> {
        let credit = |text: &super::Text| Self {
            language: text.language.clone(),
            translator: text.translator.clone(),
            project: text.project.clone(),
            source_language: text.source_language.clone(),
            is_inferred: text.credit_inferred,
        };
        document.texts.iter().map(credit).collect()
    }
}

impl Holding {
    /// The card of the edition that is shown.
    #[must_use]
    pub fn card(&self) -> Card {
        let taken_in = |edition: &Edition| edition.taken_in.clone();
        let added = self.editions.iter().map(taken_in).min();
        Card {
            id: self.id.clone(),
            description: self.document.description.clone(),
            credits: Credit::of(&self.document),
            statements: self.statements.clone(),
            edition: self.edition.short().to_owned(),
            is_current: self.is_current(),
            added: added.unwrap_or_else(|| taken_in(&self.edition)),
            changed: self.changed.clone(),
            taken_in: self.editions.first().map_or_else(|| taken_in(&self.edition), taken_in),
        }
    }
}
