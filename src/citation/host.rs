//! Addresses of test machines in words that a source prints.

use std::ops::Range;

/// Where an address of a test machine stands in the words, in bytes: one whose host no reader can be
/// sent to, or that only ever served for trying things out.
#[must_use]
pub fn test_host(words: &str) -> Option<Range<usize>> {
    let at = words.find("http://").or_else(|| words.find("https://"))?;
    let end = words[at..]
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .map_or(words.len(), |length| at + length);
    words[at..end].contains("test").then_some(at..end)
}
