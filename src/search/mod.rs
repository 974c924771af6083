//! Finding words, dates and names in documents, in every script and spelling.
//!
//! One tokenizer serves the index, the query and the marks, so that what is found can always be
//! shown. In come texts and what readers type; out go tokens, expressions for the full-text index,
//! marked ranges and passages. The room knows no SQL and no page, and any input is a valid query.

mod expansion;
mod found;
mod gloss;
mod harvest;
mod index;
pub mod ladder;
mod lexicon;
mod marks;
mod named;
mod particle;
mod query;
pub mod suggestion;
mod syllable;
#[cfg(test)]
mod tests;
mod tokens;
mod vocabulary;
mod wordlist;

pub use expansion::{Expansion, Expansions, expansions, name_keys};
pub use found::{
    Answer, Facets, Found, Hit, LAST_RESULT, Named, Passage, RESULTS, Respelling, Step, Steps,
};
pub use gloss::glosses;
pub use index::{
    BLOCK_COLUMNS, BREAK, DOCUMENT_COLUMNS, Frequencies, Indexed, NameForm, Placed, Sighting,
    indexed,
};
pub use lexicon::{Lexicon, Mention};
pub use marks::{Marked, Needle, Needles, Phrase, Scope, snippet};
pub use named::named;
pub use query::{Columns, Compiled, Conditions, Formula, Notice, Query, Sought, folded};
pub use tokens::{Column, Kind, Token, Tokens, date_of_token, date_token, tokens};
pub use vocabulary::vocabulary;
pub use wordlist::WordList;

/// The version of everything that the index is made by; raised whenever a token, a phrase or a
/// mention can come out differently, so that stored indexes are built anew.
pub const VERSION: u32 = 2;
