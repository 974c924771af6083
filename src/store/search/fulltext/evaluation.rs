//! Which rows answer a formula, and what each is worth by BM25.

use super::abreast::{self, List, Weighed};
use super::digest::{STEPS, summed};
use super::leaves::Leaves;
use super::walk::Walk;
use super::wanted::{Placed, Table, Wanted, phrases};
use crate::search::Formula;

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

impl Leaves {
    /// The documents that answer, by number, each with its worth: the higher the better. `None` if
    /// the length of one is not known.
    pub(in crate::store::search) fn documents(
        &self,
        formula: &Formula,
        lengths: &impl Lengths,
    ) -> Option<Vec<(i64, f64)>> {
        let phrases = phrases(Table::Documents, formula);
        let anatomy = self.anatomy(Table::Documents);
        #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
        let (all, average) = (anatomy.rows as f64, anatomy.tokens as f64 / anatomy.rows as f64);
        let weight = |with: f64| {
            let weight = ((all - with + 0.5) / (with + 0.5)).ln();
            if weight <= 0.0 { LEAST_WEIGHT } else { weight }
        };
        // What a place is worth less in a longer document.
        let share = |length: u32| K1 * (1.0 - B + B * f64::from(length) / average);
        let worth = |weight: f64, worth: f32, share: f64| {
            let worth = f64::from(worth);
            // Not joined to one step: each is rounded as FTS5 rounds it.
            let part = (worth * (K1 + 1.0)) / (worth + share);
            weight * part
        };
        if let [Placed { wanted, .. }] = phrases.as_slice() {
            let rows = self.rows_of(wanted, Walk::All);
            #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
            let weight = weight(rows.len() as f64);
            let answers = rows.into_iter().map(|(row, of)| {
                let length = lengths.tokens(row)?;
                Some((row, 0.0 + worth(weight, of, share(length))))
            });
            return answers.collect();
        }
        if let Some(parts) = self.parts_abreast(formula, &phrases) {
            let weighed = phrases.iter().map(|Placed { group, wanted, .. }| {
                let (list, with) = self.list(wanted);
                #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
                // What is excluded is worth nothing.
                let weight = (*group < formula.groups.len()).then(|| weight(with as f64));
                Weighed { list, part: 1 << group, weight }
            });
            let share = |row| lengths.tokens(row).map(share);
            return abreast::documents(weighed.collect(), parts, share, worth);
        }
        let rows = self.answers(formula, &phrases, Walk::All);
        let shares = rows.iter().map(|row| lengths.tokens(*row).map(share));
        let shares: Vec<f64> = shares.collect::<Option<_>>()?;
        let mut worths = vec![0.0; rows.len()];
        for Placed { group, wanted, .. } in &phrases {
            // What is excluded is worth nothing.
            if *group == formula.groups.len() {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "as FTS5 does")]
            let weight = weight(self.count(wanted) as f64);
            self.each_within(wanted, &rows, |place, of| {
                worths[place] += worth(weight, of, shares[place]);
            });
        }
        Some(rows.into_iter().zip(worths).collect())
    }

    /// Which parts of a formula a document must have, and which it must not, as bits, where lists are
    /// better gone along abreast: none is far longer than that of the rarest part.
    fn parts_abreast(&self, formula: &Formula, phrases: &[Placed<'_>]) -> Option<(u64, u64)> {
        let unwanted = 1_u64.checked_shl(u32::try_from(formula.groups.len()).ok()?)?;
        let rows = |placed: &Placed<'_>| self.most(&placed.wanted);
        let of_group = |group| phrases.iter().filter(move |placed| placed.group == group);
        let rarest =
            (0..formula.groups.len()).map(|group| of_group(group).map(rows).sum()).min()?;
        let longest = phrases.iter().map(rows).max()?;
        (longest / STEPS as u64 <= rarest).then_some((unwanted - 1, unwanted))
    }

    /// The documents of a phrase, and how many there are.
    fn list(&self, wanted: &Wanted) -> (List<'_>, u64) {
        let mut digests = self.rows(wanted).filter(|(digest, _)| digest.rows() > 0);
        let (first, second) = (digests.next(), digests.next());
        match (first, second) {
            (Some((digest, graves)), None) if !wanted.is_prefix => {
                (List::packed(digest.cursor(wanted.table.bits()), graves), self.count(wanted))
            }
            _ => {
                let rows = self.rows_of(wanted, Walk::All);
                let count = if wanted.is_prefix { rows.len() as u64 } else { self.count(wanted) };
                (List::listed(rows), count)
            }
        }
    }

    /// The blocks of these documents, ascending, that answer, by key, each with a bit for each
    /// needle that it holds, the first one the lowest.
    pub(in crate::store::search) fn paragraphs(
        &self,
        formula: &Formula,
        documents: &[i64],
    ) -> Vec<(i64, u32)> {
        let phrases = phrases(Table::Paragraphs, formula);
        let walk = Walk::Within { documents, bits: Table::Paragraphs.bits() };
        let rows = self.answers(formula, &phrases, walk);
        let mut needles = vec![0; rows.len()];
        for Placed { unit, wanted, group } in &phrases {
            if *group < formula.groups.len() {
                let needle = 1_u32.checked_shl(unit.needle).unwrap_or(0);
                self.each_within(wanted, &rows, |place, _| needles[place] |= needle);
            }
        }
        rows.into_iter().zip(needles).collect()
    }

    /// The blocks of these documents, ascending, that answer.
    pub(in crate::store::search) fn keys(&self, formula: &Formula, documents: &[i64]) -> Vec<i64> {
        let phrases = phrases(Table::Paragraphs, formula);
        let walk = Walk::Within { documents, bits: Table::Paragraphs.bits() };
        self.answers(formula, &phrases, walk)
    }

    /// Whether any document answers.
    pub(in crate::store::search) fn is_held(&self, formula: &Formula) -> bool {
        let phrases = phrases(Table::Documents, formula);
        !self.answers(formula, &phrases, Walk::All).is_empty()
    }

    /// The rows that hold every group and nothing excluded, ascending, among those that the walk
    /// stops at.
    fn answers(&self, formula: &Formula, phrases: &[Placed<'_>], walk: Walk<'_>) -> Vec<i64> {
        let of_group = |group: usize| phrases.iter().filter(move |placed| placed.group == group);
        let mut groups: Vec<usize> = (0..formula.groups.len()).collect();
        // The rarest leads.
        groups.sort_by_cached_key(|group| {
            of_group(*group).map(|placed| self.most(&placed.wanted)).sum::<u64>()
        });
        let mut found: Option<Vec<i64>> = None;
        for group in groups {
            let mut rows: Vec<i64> = Vec::new();
            for placed in of_group(group) {
                let walk = match &found {
                    Some(documents) => Walk::Within { documents, bits: 0 },
                    None => walk,
                };
                for (digest, graves) in self.rows(&placed.wanted) {
                    let bits = placed.wanted.table.bits();
                    digest.walk(bits, graves, walk, |row, _| rows.push(row));
                }
            }
            if !rows.is_sorted_by(|one, other| one < other) {
                rows.sort_unstable();
                rows.dedup();
            }
            found = Some(rows);
        }
        let mut found = found.unwrap_or_default();
        for placed in of_group(formula.groups.len()) {
            let mut is_out = vec![false; found.len()];
            self.each_within(&placed.wanted, &found, |place, _| is_out[place] = true);
            let mut is_out = is_out.into_iter();
            found.retain(|_| is_out.next() != Some(true));
        }
        found
    }

    /// Hands the place of every one of these rows, ascending, that holds the phrase to `each`.
    fn each_within(&self, wanted: &Wanted, rows: &[i64], mut each: impl FnMut(usize, f32)) {
        let walk = Walk::Within { documents: rows, bits: 0 };
        let mut place = 0;
        for (row, worth) in self.rows_of(wanted, walk) {
            while rows.get(place).is_some_and(|before| *before < row) {
                place += 1;
            }
            each(place, worth);
        }
    }

    /// The rows of a phrase, ascending, each once: words that begin alike may hold one in several
    /// segments while these are merged.
    fn rows_of(&self, wanted: &Wanted, walk: Walk<'_>) -> Vec<(i64, f32)> {
        let mut rows = Vec::new();
        for (digest, graves) in self.rows(wanted) {
            let bits = wanted.table.bits();
            digest.walk(bits, graves, walk, |row, worth| rows.push((row, worth)));
        }
        summed(&mut rows);
        rows
    }

    /// How many rows hold a phrase, at most.
    fn most(&self, wanted: &Wanted) -> u64 {
        self.rows(wanted).map(|(digest, _)| u64::from(digest.rows())).sum()
    }

    /// How many rows hold a phrase.
    fn count(&self, wanted: &Wanted) -> u64 {
        if wanted.is_prefix {
            return self.rows_of(wanted, Walk::All).len() as u64;
        }
        let counts = self.rows(wanted).map(|(digest, graves)| {
            if graves.is_empty() {
                return u64::from(digest.rows());
            }
            let mut count = 0;
            digest.walk(wanted.table.bits(), graves, Walk::All, |_, _| count += 1);
            count
        });
        counts.sum()
    }
}
