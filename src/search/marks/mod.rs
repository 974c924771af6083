//! What a query finds in a text, as ranges of its bytes.
//!
//! A text is read by the tokenizer that made the index, and a phrase is found in it where the index
//! finds it: tokens at neighbouring places of the main column, or one token of the second. So each
//! hit has a mark and each mark is a hit.

mod seeker;
mod snippet;
#[cfg(test)]
pub(super) mod tests;

use std::ops::Range;

pub use snippet::snippet;

use super::tokens;
use seeker::Seeker;

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
    /// Units of one group stand for each other: one of them is enough. Groups count from 0.
    pub group: u32,
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
    /// A bit for each needle that was found, the first one the lowest; needles beyond the 32nd
    /// have none.
    pub needles: u32,
}

impl Needles {
    /// What is found in `text`; `is_title` lets the needles that look only there look.
    #[must_use]
    pub fn marked(&self, text: &str, is_title: bool) -> Marked {
        let seeker = Seeker::new(self, is_title);
        if seeker.is_empty() {
            return Marked::default();
        }
        let mut marked = seeker.marked(text, &tokens(text));
        marked.ranges = merged(marked.ranges);
        marked
    }

    /// Whether a paragraph in which these needles were found, a bit for each, holds a unit of every
    /// group; groups that a title may satisfy are not asked of paragraphs.
    #[must_use]
    pub fn are_all(&self, found: u32) -> bool {
        let is_found = |place: usize| place < 32 && found & (1 << place) != 0;
        self.0.iter().all(|needle| {
            let group = self.0.iter().enumerate().filter(|(_, other)| other.group == needle.group);
            let mut group = group.map(|(place, other)| (is_found(place), other.scope));
            group.any(|(is_found, scope)| is_found || scope == Scope::Title)
        })
    }
}

/// The ranges in order, those that overlap or touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
