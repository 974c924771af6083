//! Aligned units that are shown as one row, because one thing runs through them.
//!
//! In come the units of two texts in their order; out come the same units, those together that a
//! stamp, a letterhead, a signature, a list of copies, or a quotation with its attribution runs
//! through. Nothing is left out and nothing changes its order.

use super::block::BlockView;

/// What stands of two texts in one aligned unit.
type Unit<'a> = [&'a [BlockView]; 2];

/// How many units may stand between the head of a run and a place that an address names in it:
/// with more, the line that tells the reader where she is would be out of sight.
const DEEPEST: usize = 8;

/// The runs of the units. `is_named` says whether an address names a place in a unit.
pub(super) fn of<'u, 'a>(
    units: &'u [Unit<'a>],
    is_named: impl Fn(&Unit<'a>) -> bool,
) -> Vec<&'u [Unit<'a>]> {
    let mut runs = Vec::new();
    let mut from = 0;
    for at in 1..=units.len() {
        let goes_on = units.get(at).is_some_and(|unit| {
            joins(&units[from..at], unit) && !(at - from > DEEPEST && is_named(unit))
        });
        if !goes_on {
            runs.push(&units[from..at]);
            from = at;
        }
    }
    runs
}

/// Whether the next unit goes on with what the run holds: in a text that has blocks in both, the
/// last of the run and the first of the unit are parts of one thing. Where only one text says so, a
/// stamp decides, for it is a box.
fn joins(run: &[Unit<'_>], next: &Unit<'_>) -> bool {
    let side = |side: usize| {
        let last = run.iter().rev().find_map(|unit| unit[side].last())?;
        next[side].first().map(|_| last)
    };
    let joined: Vec<&BlockView> = [side(0), side(1)].into_iter().flatten().collect();
    let is_stamp = |block: &&BlockView| block.class.starts_with("stamp");
    joined.iter().any(|last| last.joins_next && is_stamp(last))
        || (!joined.is_empty() && joined.iter().all(|last| last.joins_next))
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::super::View;
    use super::super::hits::Hits;
    use super::super::reading::{Reading, reading};
    use crate::address::Anchor;
    use crate::document::BlockKind::{self, Copies, Letterhead, Paragraph, Quotation, Stamp};
    use crate::document::{Description, Language};

    fn shown(first: &[(BlockKind, &str)], other: &[(BlockKind, &str)], at: Option<u32>) -> Reading {
        let texts = vec![sample::text("en", first), sample::text("ko", other)];
        let holding = sample::holding("a", Description::default(), texts);
        let at = at.map(|n| Anchor::block(Language::english().anchor_prefix(), n));
        let (room, hits) = (sample::room(), Hits::default());
        reading(&room, &holding, &View::Both(None), at.as_ref(), &hits)
    }

    /// How many units stand in each row.
    fn check(first: &[(BlockKind, &str)], other: &[(BlockKind, &str)], expect: &[usize]) {
        let rows = shown(first, other, None).rows;
        let units: Vec<usize> = rows.iter().map(|row| row.cells[0].parts.len()).collect();
        assert_eq!(units, expect);
        for row in rows {
            assert_eq!(row.is_run, row.cells[0].parts.len() > 1);
            assert_eq!(row.cells[0].parts.len(), row.cells[1].parts.len());
        }
    }

    #[test]
    fn a_stamp_stays_whole_whatever_stands_beside_it() {
        let stamp = [(Stamp, "[stamp:"), (Stamp, "in"), (Stamp, "1957]"), (Paragraph, "He came.")];
        check(&stamp, &[(Stamp, "[소인:"), (Stamp, "b"), (Stamp, "c]"), (Paragraph, "d")], &[3, 1]);
        check(
            &stamp,
            &[(Paragraph, "a"), (Paragraph, "b"), (Paragraph, "c"), (Paragraph, "d")],
            &[3, 1],
        );
        check(&stamp, &[], &[3, 1]);
        check(&[], &stamp, &[3, 1]);
        let two = [(Stamp, "[stamp:"), (Stamp, "a]"), (Stamp, "[stamp:"), (Stamp, "b]")];
        check(&two, &two, &[2, 2]);
    }

    #[test]
    fn a_letterhead_stays_whole_where_both_texts_have_one() {
        let head = [(Letterhead, "Embassy"), (Letterhead, "Secret"), (Paragraph, "He came.")];
        check(&head, &head, &[2, 1]);
        check(&head, &[(Letterhead, "대사관")], &[2, 1]);
        check(&head, &[(Letterhead, "대사관"), (Paragraph, "기밀")], &[1, 1, 1]);
    }

    #[test]
    fn an_attribution_stays_with_its_quotation() {
        let first = [(Quotation, "“So”."), (Paragraph, "(some workers)"), (Paragraph, "He came.")];
        let other = [(Quotation, "“네”."), (Paragraph, "(로동자들)"), (Paragraph, "왔다.")];
        check(&first, &other, &[2, 1]);
    }

    #[test]
    fn a_place_far_down_in_a_run_begins_a_row_of_its_own() {
        let list: Vec<(BlockKind, &str)> = (0..12).map(|_| (Copies, "1 - to file")).collect();
        let units = |at| {
            let rows = shown(&list, &list, at).rows;
            rows.iter().map(|row| row.cells[0].parts.len()).collect::<Vec<_>>()
        };
        assert_eq!(units(None), [12]);
        assert_eq!(units(Some(5)), [12]);
        assert_eq!(units(Some(11)), [10, 2]);
        let rows = shown(&list, &list, Some(11)).rows;
        assert!(rows[1].is_marked && !rows[0].is_marked);
        assert!(rows[1].cells[0].parts[0][0].class.ends_with(" marked"));
        assert!(rows[1].cells[1].parts[0][0].class.ends_with(" beside-marked"));
        assert!(!rows[1].cells[1].parts[1][0].class.contains("marked"));
    }
}
