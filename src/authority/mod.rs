//! The authority files: persons, places and abbreviations, and all spellings of each.
//!
//! After ISAAR(CPF), 2nd edition: an identifier, the authorised form of the name, variant forms
//! with their romanization, dates, a line of history, and the source of each statement. In comes
//! the text of `people.toml` and `terms.toml`; out come entries and findings with their lines. The
//! room knows how names sound and which spellings are one name; it reads no file and no document.

mod citation;
mod entry;
mod file;
mod nearest;
mod presence;
mod register;
pub mod sound;
mod spelling;

pub use citation::{Cited, cited, documents_cited};
pub use entry::{Authority, Entity, EntityKind, Entry, Scheme, Statement, Variant, VariantKind};
pub use file::read;
pub use presence::{Company, Dossier, Gloss, Mentioned, Mentions, Named, Presence, Printed, Spot};
pub use register::{Register, sorted_as};
pub use spelling::Stated;
