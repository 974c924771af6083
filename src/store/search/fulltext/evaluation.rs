//! Which rows answer a formula, and what each is worth by BM25.

use super::WEIGHTS;
use super::phrase::rows_with;
use super::terms::{Leaves, Table, torn, words};
use super::walk::Walk;
use crate::search::{Columns, Formula, Phrase, Sought};
use crate::store::Result;
use crate::store::rows::BLOCK_BITS;

/// The constants of BM25, as FTS5 has them.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// The least that a phrase is worth, however many rows hold it.
const LEAST_WEIGHT: f64 = 1e-6;

/// How long documents are.
pub(in crate::store::search) trait Lengths {
    /// The tokens of all columns of a document's row; `None` where it is not known.
    fn tokens(&self, document: i64) -> Option<u32>;
}

/// A phrase that a row holds.
struct Holding {
    row: i64,
    phrase: u32,
    /// The sum of the weights of the columns of all its places.
    worth: f32,
}

impl Leaves {
    /// The documents that answer, by number, each with its worth: the higher the better. `None` if
    /// the length of one is not known.
    pub(in crate::store::search) fn documents(
        &self,
        formula: &Formula,
        lengths: &impl Lengths,
    ) -> Result<Option<Vec<(i64, f64)>>> {
        let phrases: Vec<Placed<'_>> = phrases(formula).collect();
        let mut weights = Vec::with_capacity(phrases.len());
        let mut holdings: Vec<Holding> = Vec::new();
        let anatomy = self.anatomy(Table::Documents);
        #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
        let (all, tokens) = (anatomy.rows as f64, anatomy.tokens as f64);
        for (index, Placed { unit, phrase, .. }) in (0_u32..).zip(&phrases) {
            let before = holdings.len();
            self.hold(Table::Documents, phrase, unit.columns, Walk::All, &mut |row, worth| {
                holdings.push(Holding { row, phrase: index, worth });
            })?;
            join(&mut holdings, before);
            #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
            let with = (holdings.len() - before) as f64;
            let weight = ((all - with + 0.5) / (with + 0.5)).ln();
            weights.push(if weight <= 0.0 { LEAST_WEIGHT } else { weight });
        }
        let average = tokens / all;
        let (mut documents, mut are_known) = (Vec::new(), true);
        each_answer(holdings, formula, &phrases, |row, holdings| {
            let Some(length) = lengths.tokens(row).map(f64::from) else {
                are_known = false;
                return;
            };
            let mut score = 0.0;
            for Holding { phrase, worth, .. } in holdings {
                let worth = f64::from(*worth);
                let weight = weights.get(*phrase as usize).copied().unwrap_or_default();
                // Not joined to one step: each is rounded as FTS5 rounds it.
                let share = (worth * (K1 + 1.0)) / (worth + K1 * (1.0 - B + B * length / average));
                score += weight * share;
            }
            documents.push((row, score));
        });
        Ok(are_known.then_some(documents))
    }

    /// The blocks of these documents, ascending, that answer, by key, each with a bit for each
    /// needle that it holds, the first one the lowest.
    pub(in crate::store::search) fn paragraphs(
        &self,
        formula: &Formula,
        documents: &[i64],
    ) -> Result<Vec<(i64, u32)>> {
        let phrases: Vec<Placed<'_>> = phrases(formula).collect();
        let mut holdings: Vec<Holding> = Vec::new();
        for (index, Placed { phrase, .. }) in (0_u32..).zip(&phrases) {
            let before = holdings.len();
            let walk = Walk::Within { documents, bits: BLOCK_BITS };
            self.hold(Table::Paragraphs, phrase, Columns::All, walk, &mut |row, worth| {
                holdings.push(Holding { row, phrase: index, worth });
            })?;
            join(&mut holdings, before);
        }
        let mut keys = Vec::new();
        each_answer(holdings, formula, &phrases, |row, holdings| {
            let phrases = holdings.iter().filter_map(|one| phrases.get(one.phrase as usize));
            let needles = phrases.fold(0, |held, Placed { unit, .. }| {
                held | 1_u32.checked_shl(unit.needle).unwrap_or(0)
            });
            keys.push((row, needles));
        });
        Ok(keys)
    }

    /// Whether any document answers.
    pub(in crate::store::search) fn is_held(&self, formula: &Formula) -> Result<bool> {
        struct Unmeasured;
        impl Lengths for Unmeasured {
            fn tokens(&self, _document: i64) -> Option<u32> {
                Some(1)
            }
        }
        Ok(self.documents(formula, &Unmeasured)?.is_some_and(|found| !found.is_empty()))
    }

    /// Hands every row that holds the phrase in the columns to `each`.
    fn hold(
        &self,
        table: Table,
        phrase: &Phrase,
        columns: Columns,
        walk: Walk<'_>,
        each: &mut impl FnMut(i64, f32),
    ) -> Result<()> {
        let words = words(phrase);
        let ends_in_prefix = words.last().is_some_and(super::terms::Word::is_prefix);
        let lists: Option<Vec<_>> = words.iter().map(|word| self.lists(table, word)).collect();
        let mut weights = WEIGHTS;
        if columns != Columns::All {
            for (weight, name) in weights.iter_mut().zip(super::COLUMNS) {
                if !columns.names().contains(&name) {
                    *weight = 0.0;
                }
            }
        }
        let mut each = |row: i64, worth: f32| {
            if worth > 0.0 {
                each(row, worth);
            }
        };
        rows_with(&lists.ok_or_else(torn)?, ends_in_prefix, walk, &weights, &mut each)
            .ok_or_else(torn)
    }
}

/// A phrase with its unit, and the number of its group.
struct Placed<'a> {
    group: usize,
    unit: &'a Sought,
    phrase: &'a Phrase,
}

/// All phrases in the order in which they are written; those that are excluded come last, with a
/// group of their own.
fn phrases(formula: &Formula) -> impl Iterator<Item = Placed<'_>> {
    let excluded = formula.groups.len();
    let wanted = formula.groups.iter().enumerate();
    let wanted = wanted.flat_map(|(group, units)| units.iter().map(move |unit| (group, unit)));
    let units = wanted.chain(formula.excluded.iter().map(move |unit| (excluded, unit)));
    units.flat_map(|(group, unit)| {
        unit.phrases.iter().map(move |phrase| Placed { group, unit, phrase })
    })
}

/// Brings what one phrase found, from `before` on, in the order of rows, each once.
fn join(holdings: &mut Vec<Holding>, before: usize) {
    let found = &mut holdings[before..];
    if found.is_sorted_by(|one, other| one.row < other.row) {
        return;
    }
    found.sort_by_key(|holding| holding.row);
    let mut kept = before;
    for next in before + 1..holdings.len() {
        if holdings[next].row == holdings[kept].row {
            holdings[kept].worth += holdings[next].worth;
        } else {
            kept += 1;
            holdings.swap(kept, next);
        }
    }
    holdings.truncate(kept + 1);
}

/// Hands every row that holds all groups and nothing excluded to `each`, rows ascending, with its
/// phrases in their order.
fn each_answer(
    mut holdings: Vec<Holding>,
    formula: &Formula,
    phrases: &[Placed<'_>],
    mut each: impl FnMut(i64, &[Holding]),
) {
    if phrases.len() > 1 {
        // Stable: phrases stay in their order.
        holdings.sort_by_key(|holding| holding.row);
    }
    let groups = formula.groups.len();
    let all = (1_u64 << groups.min(63)) - 1;
    for of_row in holdings.chunk_by(|one, other| one.row == other.row) {
        let groups = of_row.iter().filter_map(|holding| phrases.get(holding.phrase as usize));
        let held = groups.fold(0_u64, |held, Placed { group, .. }| held | 1 << (*group).min(63));
        if let Some(first) = of_row.first().filter(|_| held == all) {
            each(first.row, of_row);
        }
    }
}
