//! Documents that hold common words: the lists of all words are gone along abreast, a span of
//! documents at a time.
//!
//! Where lists are about as long as each other, looking for the rows of one in another is more work
//! than going along all of them once: what a document holds and is worth is noted at its place in
//! the span, so that no list waits for another.

use std::vec::IntoIter;

use super::anatomy::Graves;
use super::digest::Cursor;

/// Documents of a span: what is noted of them stays in the processor's nearest memory.
const SPAN: usize = 512;

/// The documents that hold a phrase, ascending, each once, with what its places are worth.
#[derive(Debug)]
pub(super) struct List<'l> {
    rows: Rows<'l>,
    /// The row that comes next.
    next: Option<(i64, f32)>,
}

#[derive(Debug)]
enum Rows<'l> {
    Packed(Cursor<'l>, &'l Graves),
    Listed(IntoIter<(i64, f32)>),
}

/// A phrase of a formula, with what it weighs there.
#[derive(Debug)]
pub(super) struct Weighed<'l> {
    pub(super) list: List<'l>,
    /// One bit, which tells what part of the formula the phrase fulfils.
    pub(super) part: u64,
    /// What the phrase weighs; `None` if it is worth nothing.
    pub(super) weight: Option<f64>,
}

impl<'l> List<'l> {
    pub(super) fn packed(mut cursor: Cursor<'l>, graves: &'l Graves) -> Self {
        let next = cursor.advance();
        Self { rows: Rows::Packed(cursor, graves), next }
    }

    pub(super) fn listed(rows: Vec<(i64, f32)>) -> Self {
        let mut rows = rows.into_iter();
        let next = rows.next();
        Self { rows: Rows::Listed(rows), next }
    }

    /// Hands the rows before `end` to `each`.
    fn before(&mut self, end: i64, mut each: impl FnMut(i64, f32)) {
        self.next = match &mut self.rows {
            Rows::Packed(cursor, graves) => {
                let each = |row, worth| {
                    if !graves.hold(row) {
                        each(row, worth);
                    }
                };
                passed(self.next, end, || cursor.advance(), each)
            }
            Rows::Listed(rows) => passed(self.next, end, || rows.next(), each),
        };
    }
}

/// Hands rows before `end` to `each`, from `next` on; answers the first that is not before it.
fn passed(
    mut next: Option<(i64, f32)>,
    end: i64,
    mut advance: impl FnMut() -> Option<(i64, f32)>,
    mut each: impl FnMut(i64, f32),
) -> Option<(i64, f32)> {
    while let Some((row, worth)) = next
        && row < end
    {
        each(row, worth);
        next = advance();
    }
    next
}

/// The documents that have all parts of `wanted` and none of `unwanted`, ascending, with the sum of
/// what `worth` says of each phrase's weight and places and of the document's share; `None` if
/// `share` is not known of one.
pub(super) fn documents(
    mut phrases: Vec<Weighed<'_>>,
    (wanted, unwanted): (u64, u64),
    share: impl Fn(i64) -> Option<f64>,
    worth: impl Fn(f64, f32, f64) -> f64,
) -> Option<Vec<(i64, f64)>> {
    let mut found = Vec::new();
    let (mut parts, mut worths, mut shares) = ([0; SPAN], [0.0; SPAN], [0.0; SPAN]);
    while let Some(first) =
        phrases.iter().filter_map(|phrase| phrase.list.next).map(|next| next.0).min()
    {
        let end = first.saturating_add_unsigned(SPAN as u64);
        parts.fill(0);
        for Weighed { list, part, weight } in &mut phrases {
            list.before(end, |row, of| {
                // Rows ascend, or the list is damaged.
                let place = usize::try_from(row.wrapping_sub(first)).unwrap_or(usize::MAX);
                let Some(parts) = parts.get_mut(place) else { return };
                if *parts == 0 {
                    worths[place] = 0.0;
                    shares[place] = share(row).unwrap_or(f64::NAN);
                }
                *parts |= *part;
                if let Some(weight) = *weight {
                    worths[place] += worth(weight, of, shares[place]);
                }
            });
        }
        for ((row, parts), worth) in (first..end).zip(&parts).zip(&worths) {
            if parts & (wanted | unwanted) == wanted {
                if worth.is_nan() {
                    return None;
                }
                found.push((row, *worth));
            }
        }
        if end == i64::MAX {
            break;
        }
    }
    Some(found)
}
