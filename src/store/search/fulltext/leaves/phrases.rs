//! Phrases of several words, of beginnings and in single columns: looked for in the rows that hold
//! all of their words, on the pages where these rows are.

use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::super::digest::{self, Digest};
use super::super::pages::{Pages, Run, pages};
use super::super::sought::{Part, Rows, Sought};
use super::super::wanted::Wanted;
use super::{FEW, Fetched, LONG, LONG_LIST, Reading, beside, torn};
use crate::store::Result;

impl Reading<'_> {
    /// Reads phrases of several words, of beginnings and in single columns.
    pub(super) async fn read_phrases(
        &mut self,
        connection: &mut SqliteConnection,
        (unknown, among): (Vec<(Wanted, usize)>, Option<&[i64]>),
        (read, fetched): (Arc<Pages>, Fetched),
    ) -> Result<Option<()>> {
        let bits = self.table.bits();
        let mut runs: Vec<Run> = Vec::new();
        let mut sought: Vec<Sought> = Vec::new();
        let segments = &self.anatomy.segments;
        // Segments between which words are moved are looked into together.
        let moving: Vec<usize> = (0..segments.len()).filter(|at| !segments[*at].is_still).collect();
        for (phrase, segment) in unknown {
            let is_joint = phrase.words.len() > 1 && moving.len() > 1 && moving.contains(&segment);
            if is_joint && moving.first() != Some(&segment) {
                if let Some(known) = self.digests.get_mut(&phrase) {
                    known[segment] = Some(Arc::default());
                }
                continue;
            }
            let own = [segment];
            let together: &[usize] = if is_joint { &moving } else { &own };
            let rows =
                if is_joint { Rows::All } else { self.rows((&phrase, segment), among, &fetched) };
            let mut words = Vec::with_capacity(phrase.words.len());
            for place in 0..phrase.words.len() {
                let word = phrase.word(place);
                let mut parts = Vec::with_capacity(together.len());
                for &segment in together {
                    let known = self.words.get(&word).and_then(|known| known[segment].as_ref());
                    let key = (word.clone(), segment);
                    if let Some(run) = fetched.get(&key) {
                        parts.push(Part::Whole(*run));
                        continue;
                    }
                    let pages = self.sketches.get(&key).or(known.map(|known| &known.pages));
                    let pages = pages.ok_or_else(torn)?;
                    let stretches = rows.stretches(pages, bits).ok_or_else(torn)?;
                    runs.extend(stretches.iter().map(|stretch| stretch.run));
                    parts.push(Part::Stretches(pages.first, stretches));
                }
                words.push(parts);
            }
            let graves = together.iter().filter(|_| is_joint);
            let graves = graves.map(|at| segments[*at].graves.clone()).collect();
            // What was looked for in some rows only is not all that there is.
            let is_all = among.is_none() || matches!(rows, Rows::All);
            let key = (phrase.clone(), segment);
            let known = self.beginning.get(&key).cloned().unwrap_or_default();
            sought.push(Sought { phrase, segment, words, graves, rows, known, is_all });
        }
        let mut more = Pages::default();
        if !runs.is_empty() {
            let pages = pages(connection, (self.table, self.anatomy), &runs).await?;
            let Some(pages) = pages else { return Ok(None) };
            more = pages;
        }
        self.spoil(&mut more);
        let made = beside(read.size() + more.size() >= LONG, move || {
            let digests = sought.into_iter().map(|sought| {
                let digest = sought.read(&read, &more, bits)?;
                Some((sought.phrase, sought.segment, sought.is_all, Arc::new(digest)))
            });
            digests.collect::<Option<Vec<_>>>()
        });
        for (phrase, segment, is_all, digest) in made.await?.ok_or_else(torn)? {
            if is_all {
                self.keep(&phrase, segment, &digest);
            }
            if let Some(known) = self.digests.get_mut(&phrase) {
                known[segment] = Some(digest);
            }
        }
        Ok(Some(()))
    }

    /// The rows in which a phrase is looked for in a segment.
    fn rows(
        &self,
        (phrase, segment): (&Wanted, usize),
        among: Option<&[i64]>,
        fetched: &Fetched,
    ) -> Rows {
        if let Some(rows) = self.candidates(phrase, segment, among, self.table.bits()) {
            return Rows::These(rows);
        }
        // Long lists are gone through for the few documents only.
        let is_long = |place| {
            let word = (phrase.word(place), segment);
            let run = fetched.get(&word).filter(|_| phrase.is_prefix);
            self.sketches.contains_key(&word) || run.is_some_and(|run| run.1 - run.0 >= LONG_LIST)
        };
        match among.filter(|documents| documents.len() <= FEW) {
            Some(documents) if (0..phrase.words.len()).any(is_long) => Rows::Of(documents.into()),
            _ => Rows::All,
        }
    }

    /// The rows that hold all words of a phrase; `None` where the words themselves are not known.
    fn candidates(
        &self,
        phrase: &Wanted,
        segment: usize,
        among: Option<&[i64]>,
        bits: u32,
    ) -> Option<Vec<i64>> {
        if phrase.is_prefix || phrase.words.len() < 2 {
            return None;
        }
        let words = (0..phrase.words.len()).map(|place| {
            let known = self.words.get(&phrase.word(place))?;
            known[segment].as_deref()
        });
        let mut words: Vec<&Digest> = words.collect::<Option<_>>()?;
        words.sort_by_key(|digest| digest.rows());
        words.dedup_by(|one, other| std::ptr::eq(*one, *other));
        Some(digest::common(&words, among, bits))
    }
}
