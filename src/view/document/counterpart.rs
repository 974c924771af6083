//! Where the paragraphs of a text stand in the document's other texts.
//!
//! In come a document with its alignments and one of its texts; out go anchors. A reader who
//! changes from one text to another finds her place by them. The room aligns nothing itself.

use std::ops::Range;

use crate::address::Anchor;
use crate::document::{Holding, Pair, Text};

/// For each block of `text` the places of its counterparts in the other texts, spaces between
/// them. Where a block has none, the place is the one where it would stand.
pub(super) fn counterparts(holding: &Holding, text: &Text) -> Vec<String> {
    let mut places = vec![String::new(); text.blocks.len()];
    let Some((first, further)) = holding.document.texts.split_first() else { return places };
    let pairs = |of: &Text| {
        let alignment = holding.alignments.iter().find(|a| a.language == of.language);
        alignment.map(|alignment| alignment.pairs.as_slice()).unwrap_or_default()
    };
    let is_first = text.language == first.language;
    // Texts are aligned with the first alone: from one further text to another the way leads by it.
    let of_first: Vec<u32> = if is_first {
        text.blocks.iter().map(|block| block.n).collect()
    } else {
        across(pairs(text), |pair| (&pair.other, &pair.first), text, first)
    };
    if !is_first {
        push(&mut places, first, of_first.iter().copied());
    }
    for other in further.iter().filter(|other| other.language != text.language) {
        let from_first = across(pairs(other), |pair| (&pair.first, &pair.other), first, other);
        let numbers = of_first.iter().map(|n| {
            let at = usize::try_from(*n).unwrap_or_default().checked_sub(1);
            at.and_then(|at| from_first.get(at)).copied().unwrap_or_default()
        });
        push(&mut places, other, numbers);
    }
    places
}

/// For each block of `from` the number of its counterpart in `to`, 0 where nothing is known of it.
fn across(
    pairs: &[Pair],
    sides: fn(&Pair) -> (&Range<u32>, &Range<u32>),
    from: &Text,
    to: &Text,
) -> Vec<u32> {
    let last = u32::try_from(to.blocks.len()).unwrap_or(u32::MAX);
    let mut pairs = pairs.iter().map(sides).peekable();
    let number = |block: u32| {
        while pairs.next_if(|(own, _)| own.end <= block).is_some() {}
        let (_, other) = pairs.peek().filter(|(own, _)| own.contains(&block))?;
        (last > 0).then(|| other.start.clamp(1, last))
    };
    let numbers: Vec<Option<u32>> = from.blocks.iter().map(|block| block.n).map(number).collect();
    numbers.into_iter().map(Option::unwrap_or_default).collect()
}

/// Adds a place in `text` for each block, where the number is known.
fn push(places: &mut [String], text: &Text, numbers: impl Iterator<Item = u32>) {
    for (place, n) in places.iter_mut().zip(numbers).filter(|(_, n)| *n > 0) {
        if !place.is_empty() {
            place.push(' ');
        }
        place.push_str(&Anchor::block(text.language.anchor_prefix(), n).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::document::{Alignment, BlockKind, Description, Language};

    fn text(tag: &str, blocks: usize) -> Text {
        sample::text(tag, &vec![(BlockKind::Paragraph, "Words"); blocks])
    }

    fn alignment(tag: &str, pairs: &[(Range<u32>, Range<u32>)]) -> Alignment {
        let pairs = pairs
            .iter()
            .map(|(first, other)| Pair { first: first.clone(), other: other.clone() })
            .collect();
        Alignment { language: Language::parse(tag).unwrap(), pairs }
    }

    fn check(texts: &[(&str, usize)], alignments: Vec<Alignment>, of: usize, expect: &[&str]) {
        let texts = texts.iter().map(|(tag, blocks)| text(tag, *blocks)).collect();
        let mut holding = sample::holding("a-note", Description::default(), texts);
        holding.alignments = alignments;
        assert_eq!(counterparts(&holding, &holding.document.texts[of]), expect);
    }

    #[test]
    fn a_paragraph_stands_where_its_row_begins_in_the_other_text() {
        let texts = [("en", 3), ("ko", 4)];
        let pairs = || vec![alignment("ko", &[(1..2, 1..2), (2..3, 2..4), (3..4, 4..5)])];
        check(&texts, pairs(), 0, &["ko1", "ko2", "ko4"]);
        check(&texts, pairs(), 1, &["p1", "p2", "p2", "p3"]);
    }

    #[test]
    fn without_a_counterpart_it_stands_where_that_would_be() {
        let texts = [("en", 3), ("ko", 2)];
        let pairs = || vec![alignment("ko", &[(1..2, 1..2), (2..3, 2..2), (3..4, 2..3)])];
        check(&texts, pairs(), 0, &["ko1", "ko2", "ko2"]);
        let at_the_end = vec![alignment("ko", &[(1..2, 1..3), (2..4, 3..3)])];
        check(&texts, at_the_end, 0, &["ko1", "ko2", "ko2"]);
    }

    #[test]
    fn between_further_texts_the_way_leads_by_the_first() {
        let texts = [("en", 2), ("ko", 1), ("ru", 2)];
        let pairs = || {
            vec![alignment("ko", &[(1..3, 1..2)]), alignment("ru", &[(1..2, 1..2), (2..3, 2..3)])]
        };
        check(&texts, pairs(), 0, &["ko1 ru1", "ko1 ru2"]);
        check(&texts, pairs(), 1, &["p1 ru1"]);
        check(&texts, pairs(), 2, &["p1 ko1", "p2 ko1"]);
    }

    #[test]
    fn a_text_alone_or_not_aligned_has_none() {
        check(&[("en", 2)], Vec::new(), 0, &["", ""]);
        check(&[("en", 2), ("ko", 1)], Vec::new(), 0, &["", ""]);
        check(&[("en", 2), ("ko", 0)], vec![alignment("ko", &[(1..3, 1..1)])], 0, &["", ""]);
    }
}
