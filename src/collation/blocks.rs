//! The paragraphs of one text in two editions.
//!
//! Equal paragraphs are found first, in their order. Between them the rest is paired by likeness; what
//! finds no like is removed or added.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::likeness::Sample;
use super::words::{Fate, Run, runs};
use super::{MOST_ROWS, Row};
use crate::document::Block;

/// Pairs of paragraphs that are looked at between two equal ones; more are looked at in parts.
const MOST_PAIRS: usize = 1 << 18;
/// Bytes of both versions of one paragraph that are compared word by word.
const LONGEST_PAIR: usize = 1 << 17;
/// From this likeness on, of 100, two paragraphs are versions of one.
const LIKE: u32 = 25;

/// What is told of a text's paragraphs.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) rows: Vec<Row>,
    pub(super) left_out: usize,
    pub(super) changed: usize,
    pub(super) added: usize,
    pub(super) removed: usize,
    /// Whether some were not compared word by word.
    pub(super) is_coarse: bool,
}

/// What became of the paragraphs `old` in `new`. `bytes_left` may be compared word by word.
pub(super) fn told(old: &[Block], new: &[Block], bytes_left: &mut usize) -> Told {
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(|block| block.text.as_str()));
    input.update_after(new.iter().map(|block| block.text.as_str()));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut told = Told::default();
    let (mut before, mut after) = (0, 0);
    for hunk in diff.hunks() {
        let gone = hunk.before.start as usize..hunk.before.end as usize;
        let come = hunk.after.start as usize..hunk.after.end as usize;
        told.equal(&old[before..gone.start], &new[after..come.start]);
        (before, after) = (gone.end, come.end);
        told.differing(&old[gone], &new[come], bytes_left);
    }
    told.equal(&old[before..], &new[after..]);
    told
}

impl Told {
    /// Paragraphs with the same words: they may be set or marked otherwise.
    fn equal(&mut self, old: &[Block], new: &[Block]) {
        for (was, is) in old.iter().zip(new) {
            if was.kind == is.kind && was.marks == is.marks {
                match self.rows.last_mut() {
                    Some(Row::Same { before, count, .. }) if *before + *count == was.n => {
                        *count += 1;
                    }
                    _ => self.rows.push(Row::Same { before: was.n, after: is.n, count: 1 }),
                }
                continue;
            }
            let kept = Run { fate: Fate::Kept, text: is.text.clone() };
            self.change(was, is, vec![kept]);
        }
    }

    fn change(&mut self, was: &Block, is: &Block, runs: Vec<Run>) {
        self.changed += 1;
        self.push(Row::Changed {
            before: was.n,
            after: is.n,
            runs,
            kinds: (was.kind != is.kind).then_some((was.kind, is.kind)),
            is_marked_otherwise: was.text == is.text && was.marks != is.marks,
        });
    }

    /// Paragraphs that are not the same: versions of one, removed and added ones.
    fn differing(&mut self, old: &[Block], new: &[Block], bytes_left: &mut usize) {
        let (mut before, mut after) = (0, 0);
        for (one, other) in pairs(old, new) {
            self.gone(&old[before..one]);
            self.come(&new[after..other]);
            (before, after) = (one + 1, other + 1);
            let (was, is) = (&old[one], &new[other]);
            let bytes = was.text.len() + is.text.len();
            let runs = if self.rows.len() >= MOST_ROWS {
                Vec::new()
            } else if bytes <= (*bytes_left).min(LONGEST_PAIR) {
                *bytes_left -= bytes;
                runs(&was.text, &is.text)
            } else {
                self.is_coarse = true;
                vec![
                    Run { fate: Fate::Removed, text: was.text.clone() },
                    Run { fate: Fate::Added, text: is.text.clone() },
                ]
            };
            self.change(was, is, runs);
        }
        self.gone(&old[before..]);
        self.come(&new[after..]);
    }

    fn gone(&mut self, blocks: &[Block]) {
        self.removed += blocks.len();
        for block in blocks {
            self.push(Row::Removed { n: block.n, text: block.text.clone() });
        }
    }

    fn come(&mut self, blocks: &[Block]) {
        self.added += blocks.len();
        for block in blocks {
            self.push(Row::Added { n: block.n, text: block.text.clone() });
        }
    }

    fn push(&mut self, row: Row) {
        if self.rows.len() < MOST_ROWS {
            self.rows.push(row);
        } else {
            self.left_out += 1;
        }
    }
}

/// Which paragraphs are versions of one, by their places, in both orders rising.
fn pairs(old: &[Block], new: &[Block]) -> Vec<(usize, usize)> {
    let samples =
        |blocks: &[Block]| blocks.iter().map(|block| Sample::of(&block.text)).collect::<Vec<_>>();
    let (old, new) = (samples(old), samples(new));
    // Very many are looked at in parts of the same share of both, so that the work stays bounded.
    let parts = (old.len() * new.len()).div_ceil(MOST_PAIRS).max(1);
    let part = |length: usize, at: usize| length * at / parts..length * (at + 1) / parts;
    (0..parts).flat_map(|at| paired(&old, &new, part(old.len(), at), part(new.len(), at))).collect()
}

/// The pairs within two parts that make the greatest likeness in sum.
fn paired(
    old: &[Sample],
    new: &[Sample],
    of_old: Range<usize>,
    of_new: Range<usize>,
) -> Vec<(usize, usize)> {
    let (height, width) = (of_old.len(), of_new.len());
    let place = |i: usize, j: usize| i * (width + 1) + j;
    // The best sum from each place to the end.
    let mut best = vec![0_u32; (height + 1) * (width + 1)];
    let mut like = vec![0_u32; (height + 1) * (width + 1)];
    for i in (0..height).rev() {
        for j in (0..width).rev() {
            let likeness = old[of_old.start + i].likeness(&new[of_new.start + j]);
            let both = if likeness >= LIKE { likeness + best[place(i + 1, j + 1)] } else { 0 };
            like[place(i, j)] = both;
            best[place(i, j)] = both.max(best[place(i + 1, j)]).max(best[place(i, j + 1)]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < height && j < width {
        let here = best[place(i, j)];
        if here == 0 {
            break;
        } else if like[place(i, j)] == here {
            pairs.push((of_old.start + i, of_new.start + j));
            (i, j) = (i + 1, j + 1);
        } else if best[place(i + 1, j)] == here {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
