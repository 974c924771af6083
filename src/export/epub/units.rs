//! Which blocks of all texts belong together.

use crate::document::{Alignment, Block, Text};

/// Blocks that say the same, for each text in its order; a text may have none.
pub(super) type Unit<'a> = Vec<Vec<&'a Block>>;

/// The texts cut into the smallest units that no alignment cuts through.
pub(super) fn units<'a>(texts: &'a [Text], alignments: &[Alignment]) -> Vec<Unit<'a>> {
    let Some((first, further)) = texts.split_first() else { return Vec::new() };
    let aligned: Vec<Option<&Alignment>> = further
        .iter()
        .map(|text| alignments.iter().find(|alignment| alignment.language == text.language))
        .collect();
    // A unit begins at every block of the first text that no pair reaches over.
    let begins: Vec<u32> = first
        .blocks
        .iter()
        .map(|block| block.n)
        .filter(|n| {
            let reaches_over = |alignment: &&Alignment| {
                alignment.pairs.iter().any(|pair| pair.first.start < *n && *n < pair.first.end)
            };
            !aligned.iter().flatten().any(reaches_over)
        })
        .collect();
    let unit_of = |n: u32| begins.partition_point(|begin| *begin <= n).saturating_sub(1);
    let mut units: Vec<Unit<'a>> = vec![vec![Vec::new(); texts.len()]; begins.len().max(1)];
    for block in &first.blocks {
        units[unit_of(block.n)][0].push(block);
    }
    for (t, (text, alignment)) in further.iter().zip(aligned).enumerate() {
        // What no pair names stands where the block before it does.
        let mut at = if alignment.is_some() { 0 } else { units.len() - 1 };
        let pairs = alignment.map_or(&[][..], |alignment| alignment.pairs.as_slice());
        let mut coming = pairs.iter().filter(|pair| !pair.other.is_empty()).peekable();
        for block in &text.blocks {
            while let Some(pair) = coming.next_if(|pair| pair.other.start <= block.n) {
                at = at.max(unit_of(pair.first.start));
            }
            units[at][t + 1].push(block);
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Language, Pair};

    fn text(tag: &str, count: u32) -> Text {
        let block =
            |n| Block { n, kind: BlockKind::Paragraph, text: n.to_string(), marks: Vec::new() };
        Text::new(Language::parse(tag).unwrap(), (1..=count).map(block).collect())
    }

    fn pairs(tag: &str, pairs: &[(u32, u32, u32, u32)]) -> Alignment {
        let pair = |&(a, b, c, d): &(u32, u32, u32, u32)| Pair { first: a..b, other: c..d };
        Alignment {
            language: Language::parse(tag).unwrap(),
            pairs: pairs.iter().map(pair).collect(),
        }
    }

    fn check(texts: &[Text], alignments: &[Alignment], expect: &[&[&[u32]]]) {
        let found: Vec<Vec<Vec<u32>>> = units(texts, alignments)
            .iter()
            .map(|unit| {
                unit.iter().map(|blocks| blocks.iter().map(|block| block.n).collect()).collect()
            })
            .collect();
        let expect: Vec<Vec<Vec<u32>>> =
            expect.iter().map(|unit| unit.iter().map(|side| side.to_vec()).collect()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn paragraphs_stand_with_their_counterparts() {
        check(
            &[text("en", 3), text("ko", 3)],
            &[pairs("ko", &[(1, 2, 1, 2), (2, 3, 2, 2), (3, 4, 2, 4)])],
            &[&[&[1], &[1]], &[&[2], &[]], &[&[3], &[2, 3]]],
        );
        check(
            &[text("en", 3), text("ko", 2), text("ru", 2)],
            &[
                pairs("ko", &[(1, 3, 1, 2), (3, 4, 2, 3)]),
                pairs("ru", &[(1, 2, 1, 2), (2, 4, 2, 3)]),
            ],
            &[&[&[1, 2, 3], &[1, 2], &[1, 2]]],
        );
    }

    #[test]
    fn texts_without_alignment_lose_nothing() {
        check(&[text("en", 2), text("ko", 2)], &[], &[&[&[1], &[]], &[&[2], &[1, 2]]]);
        check(&[text("ko", 1)], &[], &[&[&[1]]]);
        check(&[], &[], &[]);
    }
}
