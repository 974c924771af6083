//! The rows in which words follow each other.

use super::doclist::{Cursor, Doclist};
use super::walk::Walk;
use crate::store::fts5::varint;

/// What is added to places, so that the place before a phrase's first word is a number too.
const SHIFT: u64 = 1 << 16;

/// The lists of one word, or of all words that begin so.
pub(super) type Lists<'p> = Vec<Doclist<'p>>;

/// Hands every row that holds the phrase to `each`, with the sum of what each of its places is worth
/// by its column; a row may come more than once, with another part of its worth, and rows may come
/// out of order where the last word is a beginning. `None` if a list could not be read.
pub(super) fn rows_with(
    words: &[Lists<'_>],
    ends_in_prefix: bool,
    walk: Walk<'_>,
    weights: &[f32],
    each: &mut impl FnMut(i64, f32),
) -> Option<()> {
    match words {
        [] => Some(()),
        [word] => {
            for list in word {
                rows(list.cursor(), walk, &mut |row, places| each(row, worth(places, weights)))?;
            }
            Some(())
        }
        [before @ .., last] if ends_in_prefix => {
            let mut begun: Vec<(i64, Vec<u64>)> = Vec::new();
            following(before, walk, &mut |row, starts| begun.push((row, starts.to_vec())))?;
            let documents: Vec<i64> = begun.iter().map(|(row, _)| *row).collect();
            let walk = Walk::Within { documents: &documents, bits: 0 };
            let mut ends = Vec::new();
            for list in last {
                rows(list.cursor(), walk, &mut |row, places| {
                    let Ok(found) = begun.binary_search_by_key(&row, |(row, _)| *row) else {
                        return;
                    };
                    read(places, before.len(), &mut ends);
                    ends.retain(|place| begun[found].1.binary_search(place).is_ok());
                    each(row, worth_of(&ends, weights));
                })?;
            }
            Some(())
        }
        words => following(words, walk, &mut |row, starts| each(row, worth_of(starts, weights))),
    }
}

/// Hands every row of a list that the walk stops at to `each`, with its places.
fn rows(
    mut cursor: Cursor<'_>,
    mut walk: Walk<'_>,
    each: &mut impl FnMut(i64, &[u8]),
) -> Option<()> {
    if matches!(walk, Walk::All) {
        while let Some(row) = cursor.advance() {
            each(row, cursor.places());
        }
    } else {
        let mut least = walk.floor(0);
        while let Some(row) = least.and_then(|least| cursor.seek(least)) {
            least = walk.floor(row);
            if least == Some(row) {
                each(row, cursor.places());
                least = row.checked_add(1).and_then(|next| walk.floor(next));
            }
        }
    }
    (!cursor.is_torn()).then_some(())
}

/// Hands every row in which the words follow each other to `each`, rows ascending, with the places
/// where they begin.
fn following(
    words: &[Lists<'_>],
    mut walk: Walk<'_>,
    each: &mut impl FnMut(i64, &[u64]),
) -> Option<()> {
    // The shortest list leads.
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|&word| words[word].iter().map(Doclist::size).sum::<usize>());
    let mut cursors: Vec<(usize, Vec<Cursor<'_>>)> = order
        .into_iter()
        .map(|word| (word, words[word].iter().map(Doclist::cursor).collect()))
        .collect();
    let (mut starts, mut others) = (Vec::new(), Vec::new());
    let mut least = walk.floor(0);
    'rows: while let Some(from) = least {
        let mut row = from;
        for (index, (_, cursors)) in cursors.iter_mut().enumerate() {
            let Some(next) = cursors.iter_mut().filter_map(|cursor| cursor.seek(row)).min() else {
                break 'rows;
            };
            if next > row && index > 0 {
                least = walk.floor(next);
                continue 'rows;
            }
            row = next;
            if index == 0 {
                least = walk.floor(row);
                if least != Some(row) {
                    continue 'rows;
                }
            }
        }
        let mut is_first = true;
        for (word, cursors) in &mut cursors {
            others.clear();
            for cursor in cursors.iter_mut().filter(|cursor| cursor.row() == Some(row)) {
                read_on(cursor.places(), *word, &mut others);
            }
            if is_first {
                std::mem::swap(&mut starts, &mut others);
                is_first = false;
            } else {
                keep_common(&mut starts, &others);
            }
        }
        if !starts.is_empty() {
            each(row, &starts);
        }
        least = row.checked_add(1).and_then(|next| walk.floor(next));
    }
    let is_torn = cursors.iter().flat_map(|(_, cursors)| cursors).any(Cursor::is_torn);
    (!is_torn).then_some(())
}

/// Keeps of the ascending places those that the others have too.
fn keep_common(places: &mut Vec<u64>, others: &[u64]) {
    let mut others = others.iter().copied().peekable();
    places.retain(|place| {
        while others.next_if(|other| other < place).is_some() {}
        others.peek() == Some(place)
    });
}

/// What all places of a row are worth together; one where nothing is weighed.
fn worth(places: &[u8], weights: &[f32]) -> f32 {
    if weights.is_empty() {
        return 1.0;
    }
    let mut weight = weights.first().copied().unwrap_or_default();
    let (mut sum, mut at) = (0.0, 0);
    while let Some(&byte) = places.get(at) {
        if byte == 1 {
            at += 1;
            let column = varint(places, &mut at).and_then(|column| usize::try_from(column).ok());
            weight = column.and_then(|column| weights.get(column)).copied().unwrap_or_default();
            continue;
        }
        at += 1;
        let mut last = byte;
        while last >= 0x80 {
            last = places.get(at).copied().unwrap_or_default();
            at += 1;
        }
        sum += weight;
    }
    sum
}

/// The same of places that were read.
fn worth_of(places: &[u64], weights: &[f32]) -> f32 {
    let column = |place: &u64| usize::try_from(*place >> 32).ok();
    let weights = places.iter().filter_map(|place| weights.get(column(place)?));
    weights.sum()
}

/// The places where a phrase begins whose word number `word` stands here.
fn read(places: &[u8], word: usize, begun: &mut Vec<u64>) {
    begun.clear();
    read_on(places, word, begun);
}

fn read_on(places: &[u8], word: usize, begun: &mut Vec<u64>) {
    let word = word as u64;
    let (mut at, mut column, mut place) = (0, 0_u64, 0_u64);
    while let Some(number) = varint(places, &mut at) {
        if number == 1 {
            column = varint(places, &mut at).unwrap_or_default();
            place = 0;
            continue;
        }
        place = place.saturating_add(number.saturating_sub(2));
        let begins = place.saturating_add(SHIFT).saturating_sub(word);
        begun.push((column << 32).wrapping_add(begins));
    }
}
