//! A document as bibliographies know it.
//!
//! In come a document's card and what the room says of itself; out goes one [`Record`], which every
//! citation and every export of a description is printed from, and the citations themselves. What
//! nobody states is `None` and left out of what is printed. The room does no IO, knows no file
//! format and no HTML.

mod record;

pub use record::{Agent, Imprint, Name, Origin, Publisher, Record, Translator};
