//! What a query finds in a text, as ranges of its bytes.

use std::ops::Range;

/// What is looked for: one needle for each unit of the query, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needles(pub Vec<Needle>);

/// One unit of a query: found where one of its alternatives is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    /// Phrases any of which is the unit.
    pub alternatives: Vec<Phrase>,
    /// Where the unit may stand.
    pub scope: Scope,
}

/// Tokens that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Their letters as the index has them.
    pub tokens: Vec<String>,
    /// Whether the last token need only begin so.
    pub is_prefix: bool,
}

/// Where a unit may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// In titles, summaries and texts.
    #[default]
    Anywhere,
    /// In titles only.
    Title,
}

/// What was found in one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// Ranges of bytes on the boundaries of characters, ordered, apart from each other.
    pub ranges: Vec<Range<usize>>,
    /// A bit for each needle that was found, the first one the lowest.
    pub needles: u32,
}

impl Needles {
    /// What is found in `text`; `is_title` lets the needles that look only there look.
    #[must_use]
    pub fn marked(&self, text: &str, is_title: bool) -> Marked {
        let _ = (text, is_title);
        Marked::default()
    }
}

/// The part of a text to show for what was found in it: around the window with the most, from a
/// quarter before the first, at blanks; about 220 characters, of Hangul 110.
#[must_use]
pub fn snippet(text: &str, marked: &Marked) -> Range<usize> {
    let _ = marked;
    0..text.len()
}
