//! Joins the blocks of two texts of one document that say the same.
//!
//! In come two texts as printed; out go pairs of ranges that take every block of both texts once
//! and never cross. The room compares lengths, sentence counts, the marks at a block's edges and
//! anchors (numbers, dates, names by letters or by sound, a few notions); it knows no dictionary,
//! moves no block out of its order and never fails: where nothing speaks for a counterpart, a
//! block stands alone. Swapping the texts swaps the sides of the result, except that ways of
//! exactly equal score may be decided otherwise and that, of blocks without counterpart at one
//! place, the first text's always come first.
//!
//! Work and memory grow with the number of blocks, not with its square (see `band`).

mod anchors;
mod band;
mod fit;
mod held;
mod lexicon;
mod numbers;
mod path;
mod sketch;
mod sound;

use std::ops::Range;

use crate::document::{Alignment, Pair, Text};

use fit::{Fit, Span};
use path::Step;

/// Raised whenever an alignment may come out otherwise than before.
pub const VERSION: u32 = 1;

/// How often the proportion of the texts is learned anew at most.
const ROUNDS: usize = 3;

/// How many lines a letterhead or signature has at most.
const MOST_LINES: usize = 6;

/// Joins the blocks of `first` with those of `other`.
///
/// A block without counterpart is a pair of its own. Block numbers are those of the texts' order,
/// from 1, whatever the blocks' own numbers say.
#[must_use]
pub fn aligned(first: &Text, other: &Text) -> Alignment {
    let whole = |text: &Text| Span { from: 0, count: text.blocks.len() };
    let steps = if first.blocks.is_empty() || other.blocks.is_empty() {
        alone(whole(first), whole(other))
    } else if is_collapsed(first) || is_collapsed(other) {
        vec![(whole(first), whole(other))]
    } else {
        let mut fit = Fit::new(first, other);
        by_line(&steps(&mut fit), &fit)
    };
    let pairs = in_order(&steps)
        .into_iter()
        .map(|(first, other)| Pair { first: numbers(first), other: numbers(other) })
        .collect();
    Alignment { language: other.language.clone(), pairs }
}

/// Whether a text is one block only because its line breaks were lost.
fn is_collapsed(text: &Text) -> bool {
    text.line_breaks_lost && text.blocks.len() == 1
}

/// The best way, with the proportion learned from the way before.
fn steps(fit: &mut Fit) -> Vec<Step> {
    fit.take(fit.first_guess());
    let mut steps = path::best(fit);
    for _ in 1..ROUNDS {
        let singles: Vec<(usize, usize)> = steps
            .iter()
            .filter(|(first, other)| first.count == 1 && other.count == 1)
            .map(|(first, other)| (first.from, other.from))
            .collect();
        let Some(proportion) = fit.learned(&singles) else { break };
        fit.take(proportion);
        let again = path::best(fit);
        if again == steps {
            break;
        }
        steps = again;
    }
    steps
}

/// The same steps; in a letterhead or signature with as many lines in both texts each line is
/// joined with the one in its place.
///
/// Languages differ in the order of office, place and name; the best monotone way would leave out
/// the lines that changed places.
fn by_line(steps: &[Step], fit: &Fit) -> Vec<Step> {
    let is_lines = |step: &Step| fit.is_lines(step);
    let mut ordered = Vec::with_capacity(steps.len());
    for run in steps.chunk_by(|one, next| is_lines(one) && is_lines(next)) {
        let (first, other) = whole(run);
        if is_lines(&run[0]) && first.count == other.count && first.count <= MOST_LINES {
            ordered.extend((0..first.count).map(|at| {
                let one = |from| Span { from: from + at, count: 1 };
                (one(first.from), one(other.from))
            }));
        } else {
            ordered.extend_from_slice(run);
        }
    }
    ordered
}

/// All blocks of some steps.
fn whole(run: &[Step]) -> Step {
    let all = |side: fn(&Step) -> Span| Span {
        from: run.first().map_or(0, |step| side(step).from),
        count: run.iter().map(|step| side(step).count).sum(),
    };
    (all(|step| step.0), all(|step| step.1))
}

/// The same steps; of blocks without counterpart at one place the first text's come first.
fn in_order(steps: &[Step]) -> Vec<Step> {
    let is_alone = |(first, other): &Step| first.count == 0 || other.count == 0;
    let mut ordered = Vec::with_capacity(steps.len());
    for run in steps.chunk_by(|one, next| is_alone(one) && is_alone(next)) {
        if is_alone(&run[0]) {
            let (first, other) = whole(run);
            ordered.extend(alone(first, other));
        } else {
            ordered.extend_from_slice(run);
        }
    }
    ordered
}

/// A step for each block, none with a counterpart.
fn alone(first: Span, other: Span) -> Vec<Step> {
    let none = |from| Span { from, count: 0 };
    let one = |from| Span { from, count: 1 };
    (first.from..first.end())
        .map(|from| (one(from), none(other.from)))
        .chain((other.from..other.end()).map(|from| (none(first.end()), one(from))))
        .collect()
}

/// Block numbers, which begin at 1.
fn numbers(span: Span) -> Range<u32> {
    let number = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
    number(span.from)..number(span.end())
}

#[cfg(test)]
mod tests;
