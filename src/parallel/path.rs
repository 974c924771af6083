//! The best way through two texts.
//!
//! In come the scores of groups; out go the groups of the best monotone way, by dynamic
//! programming over the cells of the band. Equal ways are decided by the order of the steps, so
//! the result is always the same.

use super::fit::{Fit, GAP, GROUP, Span};

/// The steps of a way: blocks of the first text, of the other. One against one comes first.
const STEPS: [(usize, usize); 10] =
    [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (GROUP, 1), (1, GROUP)];

/// A step: blocks of the first text, blocks of the other.
pub(super) type Step = (Span, Span);

/// The steps of the best way, in order; together they take every block once.
pub(super) fn best(fit: &Fit) -> Vec<Step> {
    let (first, other) = (fit.first.sketches.len(), fit.other.sketches.len());
    let mut scores = vec![f32::NEG_INFINITY; fit.band.cells()];
    let mut taken = vec![u8::MAX; fit.band.cells()];
    let mut cell = 0;
    for row in 0..=first {
        let (from, to) = fit.band.row(row);
        for column in from..to {
            if row == 0 && column == 0 {
                scores[cell] = 0.0;
            }
            for (number, (m, n)) in (0_u8..).zip(STEPS) {
                if m > row || n > column {
                    continue;
                }
                let (i, j) = (row - m, column - n);
                let Some(before) = fit.band.cell(i, j).filter(|at| scores[*at].is_finite()) else {
                    continue;
                };
                let score = scores[before]
                    + match (m, n) {
                        (1, 0) | (0, 1) if taken[before] == number => GAP.1,
                        (1, 0) | (0, 1) => GAP.0,
                        _ => fit.joined(Span { from: i, count: m }, Span { from: j, count: n }),
                    };
                if score > scores[cell] {
                    scores[cell] = score;
                    taken[cell] = number;
                }
            }
            cell += 1;
        }
    }
    let mut steps = Vec::with_capacity(first.max(other));
    let (mut row, mut column) = (first, other);
    while row > 0 || column > 0 {
        let cell = fit.band.cell(row, column).expect("the way stays in the band");
        let (m, n) = STEPS[usize::from(taken[cell])];
        (row, column) = (row - m, column - n);
        steps.push((Span { from: row, count: m }, Span { from: column, count: n }));
    }
    steps.reverse();
    steps
}
