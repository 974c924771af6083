//! The pages over which the list of a word goes, and which of them hold given rows.

use super::sought::Stretch;

/// The pages over which the list of a word goes.
#[derive(Debug, Default, Clone)]
pub(super) struct Extent {
    /// The number of the first one, on which the word stands; the others follow it.
    pub(super) first: i64,
    /// The first row that begins on each of them; none on the first page, where the list itself
    /// begins, and on one that only goes on with a row.
    pub(super) rows: Box<[Option<i64>]>,
}

impl Extent {
    /// The stretches of pages on which the rows of these ranges are, which are ascending; ends
    /// included.
    pub(super) fn stretches(&self, ranges: impl Iterator<Item = (i64, i64)>) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let Some(last) = self.rows.len().checked_sub(1) else { return stretches };
        // Pages on which rows begin, the first among them.
        let begins = |page: &usize| *page == 0 || self.rows[*page].is_some();
        let behind = |page: usize| (page + 1..=last).find(begins);
        let begins_by = |page: &usize, row: i64| self.rows[*page].is_some_and(|of| of <= row);
        let (mut at, mut next) = (0, behind(0));
        for (first, end) in ranges {
            while let Some(page) = next.filter(|page| begins_by(page, first)) {
                (at, next) = (page, behind(page));
            }
            // A row may go on up to where the next one begins.
            let mut beyond = next;
            while let Some(page) = beyond.filter(|page| begins_by(page, end)) {
                beyond = behind(page);
            }
            let number = |page: usize| self.first + i64::try_from(page).unwrap_or(i64::MAX);
            let run = (number(at), number(beyond.unwrap_or(last)));
            let is_cut = beyond.is_some();
            match stretches.last_mut() {
                Some(before) if run.0 <= before.run.1 => {
                    (before.run.1, before.is_cut) = (run.1, is_cut);
                }
                _ => stretches.push(Stretch { run, is_cut }),
            }
        }
        stretches
    }
}
