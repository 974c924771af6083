//! What an archivist knows of a document, in the words of ISAD(G).
//!
//! In comes nothing: these are plain values, built by `capture` and `parallel`, kept by `store`,
//! shown by `view` and `export`. The room does no IO, reads no clock and knows no layout, no SQL
//! and no HTML.
//!
//! Three things are kept apart everywhere: what the source says (plain fields), what the program
//! infers (values that carry their evidence), and what it could not find (`None`, never a guess).

mod alignment;
mod archive;
mod card;
mod cast;
mod character;
mod code;
mod correction;
mod date;
mod description;
mod event;
mod finding;
mod history;
mod holding;
mod language;
mod leaves;
mod listing;
mod related;
mod report;
mod selection;
mod series;
mod shelfmark;
mod statement;
mod text;
mod timeline;
mod verification;

pub use alignment::{Alignment, Pair};
pub use archive::{Filed, Unit, UnitBelow, UnitFound};
pub use card::{Card, Credit};
pub use cast::Cast;
use character::legible;
pub use character::{Fate, LOST, fate, seen};
pub use correction::{Corrected, Correction};
pub use date::{DateRole, DateSource, DocumentDate, Edtf, PartialDate, Precision, RoleDate};
pub use description::{Author, AuthorKind, Description, ReferenceCode};
pub use event::{Event, EventKind};
pub use finding::{Finding, FindingCode};
pub use history::{EditionFacts, EventLog, History};
pub use holding::{Custody, Edition, Entry, Holding, Tombstone};
pub use language::Language;
pub use leaves::Leaves;
pub use listing::{
    Beginning, Collection, Coverage, Gathered, Listing, Neighbours, Whereabouts, Why,
};
pub use related::{Day, Related, Relation};
pub use report::{FileReport, IngestReport, Outcome, Reason, ReasonCode, ReportPage};
pub use selection::Selection;
pub use shelfmark::{Level, Shelfmark};
pub use statement::{StatedValue, Statement};
pub use text::{Block, BlockKind, Mark, MarkKind, MarkPart, Note, Text};
pub use timeline::{Timeline, TimelineSpan};
pub use verification::Verification;

use serde::{Deserialize, Serialize};

/// A document as its source file gives it, before it has an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The layout that the file was read as: `A1` to `A4`, `B0` to `B3`, `C1`, `C2`,
    /// `markdown`, or `unknown`.
    pub layout: String,
    /// Everything said about the document.
    pub description: Description,
    /// One text per language, English first where there is one.
    pub texts: Vec<Text>,
}

impl Document {
    /// The texts' languages in their order.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        self.texts.iter().map(|text| text.language.clone()).collect()
    }

    /// The text in `language`, if there is one.
    #[must_use]
    pub fn text(&self, language: &Language) -> Option<&Text> {
        self.texts.iter().find(|text| text.language == *language)
    }

    /// All editorial notes of all texts, numbered from 1 through the whole document.
    ///
    /// A note that runs over several blocks is one note, placed where it begins.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        for text in &self.texts {
            for block in &text.blocks {
                for mark in &block.marks {
                    if mark.kind == MarkKind::Note
                        && matches!(mark.part, MarkPart::Whole | MarkPart::First)
                    {
                        notes.push(Note {
                            n: u32::try_from(notes.len()).unwrap_or(u32::MAX).saturating_add(1),
                            language: text.language.clone(),
                            paragraph: block.n,
                            text: mark.value.clone().unwrap_or_default(),
                        });
                    }
                }
            }
        }
        notes
    }
}
