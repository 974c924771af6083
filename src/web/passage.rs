//! Where a passage that was cited in one edition stands in another.
//!
//! In come an anchor and two editions of a document; out goes the anchor of the same words in the
//! other edition, whatever their number is there, or the nearest place that both have.

use std::collections::HashMap;

use crate::address::Anchor;
use crate::document::Document;

/// What became of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Passage {
    /// Its words stand unchanged at this place.
    Stands(Anchor),
    /// They changed or are gone; the nearest place to them, where there is one.
    Changed(Option<Anchor>),
}

/// What became of the passage at `anchor` of `cited` in `current`.
pub(super) fn passage(anchor: &Anchor, cited: &Document, current: &Document) -> Passage {
    let (n, before, now) = match anchor {
        Anchor::Block { prefix, n } => (*n, blocks(prefix, cited), blocks(prefix, current)),
        Anchor::Note(n) => (*n, notes(cited), notes(current)),
    };
    let numbered = |n: usize| {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        match anchor {
            Anchor::Block { prefix, .. } => Anchor::block(prefix, n),
            Anchor::Note(_) => Anchor::Note(n),
        }
    };
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in now.iter().enumerate() {
        places.entry(words).or_default().push(at + 1);
    }
    // Words that stand in several places are the ones whose number is closest.
    let stands = |n: usize| {
        let words = before.get(n.checked_sub(1)?)?;
        places.get(words.as_str())?.iter().copied().min_by_key(|place| place.abs_diff(n))
    };
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    if let Some(place) = stands(n) {
        return Passage::Stands(numbered(place));
    }
    let nearest = (1..=before.len())
        .flat_map(|distance| [n.checked_sub(distance), n.checked_add(distance)])
        .flatten()
        .find_map(stands);
    let last = now.len();
    Passage::Changed(nearest.or((last > 0).then(|| n.clamp(1, last))).map(numbered))
}

/// The words of the text whose anchors have this prefix, block by block.
fn blocks(prefix: &str, document: &Document) -> Vec<String> {
    let text = document.texts.iter().find(|text| text.language.anchor_prefix() == prefix);
    text.map(|text| text.blocks.iter().map(|block| block.text.clone()).collect())
        .unwrap_or_default()
}

/// The notes with their language, as one line each.
fn notes(document: &Document) -> Vec<String> {
    document.notes().iter().map(|note| format!("{} {}", note.language, note.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Description, Language, Text};

    fn document(blocks: &[&str]) -> Document {
        let block = |(at, text): (usize, &&str)| Block {
            n: u32::try_from(at).unwrap() + 1,
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            marks: Vec::new(),
        };
        let blocks = blocks.iter().enumerate().map(block).collect();
        Document {
            layout: "A1".to_owned(),
            description: Description::default(),
            texts: vec![Text::new(Language::parse("en").unwrap(), blocks)],
        }
    }

    fn check(n: u32, cited: &[&str], current: &[&str], expect: &Passage) {
        let found = passage(&Anchor::block("p", n), &document(cited), &document(current));
        assert_eq!(found, *expect, "{n} of {cited:?} in {current:?}");
    }

    fn stands(n: u32) -> Passage {
        Passage::Stands(Anchor::block("p", n))
    }

    fn changed(nearest: u32) -> Passage {
        Passage::Changed(Some(Anchor::block("p", nearest)))
    }

    #[test]
    fn the_same_words_are_found_whatever_their_number() {
        check(2, &["a", "b", "c"], &["a", "b", "c"], &stands(2));
        check(2, &["a", "b", "c"], &["new", "a", "b", "c"], &stands(3));
        check(3, &["a", "b", "c"], &["c"], &stands(1));
        check(3, &["x", "a", "x"], &["x", "a", "x"], &stands(3));
        check(1, &["x", "a"], &["b", "c", "x", "x"], &stands(3));
    }

    #[test]
    fn changed_words_lead_to_the_nearest_that_are_left() {
        check(2, &["a", "b", "c"], &["a", "B", "c"], &changed(1));
        check(1, &["a", "b", "c"], &["new", "A", "b", "c"], &changed(3));
        check(2, &["a", "b"], &["x", "y", "z"], &changed(2));
        check(3, &["a", "b", "c"], &["x"], &changed(1));
        check(1, &["a"], &[], &Passage::Changed(None));
    }

    #[test]
    fn a_text_that_is_gone_has_no_nearest_place() {
        let cited = document(&["a"]);
        let mut current = document(&["a"]);
        current.texts[0].language = Language::parse("ko").unwrap();
        let found = passage(&Anchor::block("p", 1), &cited, &current);
        assert_eq!(found, Passage::Changed(None));
    }
}
