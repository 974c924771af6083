//! A document as bibliographies know it.
//!
//! In come a document's card and what the room says of itself; out goes one [`Record`], which every
//! citation and every export of a description is printed from, and the citations themselves. What
//! nobody states is `None` and left out of what is printed. The room does no IO, knows no file
//! format and no HTML.

mod archival;
mod csl;
mod family_first;
mod host;
mod language_name;
mod manual;
mod name;
mod pinpoint;
mod publisher;
mod record;
mod shelfmark;
mod short_title;
mod style;

pub use csl::{CslDate, CslItem, CslName, csl_item};
pub use host::test_host;
pub use name::Name;
pub use pinpoint::Pinpoint;
pub use record::{Agent, Imprint, Origin, Publisher, Record, Translator};
pub use style::{Citation, Run, Style};

/// The citation of a document, or of a place in it, in a style.
///
/// A place names its paragraph and carries the paragraph's address, and credits only who translated
/// the text that it stands in.
#[must_use]
pub fn cited(record: &Record, style: Style, at: Option<&Pinpoint>) -> Citation {
    let runs = match style {
        Style::ArchivalNote => archival::note(record, at),
        _ => manual::runs(style, &csl::item_at(record, at), at),
    };
    Citation { style, runs }
}
