//! Which blocks of a document's other texts say the same as one.

use std::ops::Range;

use crate::document::{Alignment, Holding, Language, Pair};

/// The blocks of another text that a block is aligned with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counterpart<'a> {
    /// The other text's language.
    pub language: &'a Language,
    /// The numbers of its blocks; never empty.
    pub blocks: Range<u32>,
}

/// What is aligned with block `n` of the text in `language`. The texts are aligned with the first
/// one, so a further text's blocks have theirs in that alone.
pub(super) fn counterparts<'a>(
    holding: &'a Holding,
    language: &Language,
    n: u32,
) -> Vec<Counterpart<'a>> {
    let texts = &holding.document.texts;
    let Some(first) = texts.first().map(|text| &text.language) else { return Vec::new() };
    let is_first = language == first;
    let found = |alignment: &'a Alignment| {
        let pair = alignment.pairs.iter().find(|pair| sides(pair, is_first).0.contains(&n))?;
        let blocks = sides(pair, is_first).1.clone();
        let language = if is_first { &alignment.language } else { first };
        (!blocks.is_empty()).then_some(Counterpart { language, blocks })
    };
    let mine = |alignment: &&Alignment| is_first || alignment.language == *language;
    holding.alignments.iter().filter(mine).filter_map(found).collect()
}

/// The block's own side of a pair, and the other.
fn sides(pair: &Pair, is_first: bool) -> (&Range<u32>, &Range<u32>) {
    if is_first { (&pair.first, &pair.other) } else { (&pair.other, &pair.first) }
}
