//! Pages of a segment: words in order, each with the list of its rows, which may go on over the
//! pages behind.

use super::doclist::{Doclist, Piece};
use crate::store::fts5::{PAGE_HEAD, varint};

/// The sum of whole numbers that follow each other.
pub(in crate::store::search) fn total(numbers: &[u8]) -> u32 {
    let (mut sum, mut at) = (0_u32, 0);
    while let Some(number) = varint(numbers, &mut at) {
        sum = sum.saturating_add(u32::try_from(number).unwrap_or(u32::MAX));
    }
    sum
}

fn short(page: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 2] = page.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(bytes)))
}

/// The lists of the word, or of all words that begin so, on pages that follow each other; `None` if
/// the pages are not what they should be.
pub(super) fn doclists<'p>(
    pages: &[&'p [u8]],
    word: &[u8],
    is_prefix: bool,
) -> Option<Vec<Doclist<'p>>> {
    doclists_but(pages, word, is_prefix, |_| false)
}

/// The same without the lists of words that are left out. Pages on which there is nothing but one of
/// these may be missing.
pub(super) fn doclists_but<'p>(
    pages: &[&'p [u8]],
    word: &[u8],
    is_prefix: bool,
    is_left_out: impl Fn(&[u8]) -> bool,
) -> Option<Vec<Doclist<'p>>> {
    let mut found = Vec::new();
    let mut open: Option<Doclist<'p>> = None;
    let mut term: Vec<u8> = Vec::new();
    for page in pages {
        let (first_row, end) = (short(page, 0)?, short(page, 2)?);
        let body = page.get(..end)?;
        let mut footer = end;
        let mut starts = Vec::new();
        let mut start = 0;
        while footer < page.len() {
            start = usize::try_from(varint(page, &mut footer)?).ok()?.checked_add(start)?;
            starts.push(start);
        }
        let before = starts.first().copied().unwrap_or(end);
        if let Some(list) = &mut open {
            list.add(Piece { body: body.get(..before)?, at: PAGE_HEAD, first_row });
            if !starts.is_empty() {
                found.extend(open.take());
            }
        }
        for (index, &start) in starts.iter().enumerate() {
            let mut at = start;
            let kept = match index {
                0 => 0,
                _ => usize::try_from(varint(body, &mut at)?).ok()?,
            };
            let new = usize::try_from(varint(body, &mut at)?).ok()?;
            if kept > term.len() {
                return None;
            }
            term.truncate(kept);
            term.extend_from_slice(body.get(at..at.checked_add(new)?)?);
            at += new;
            let is_wanted = if is_prefix { term.starts_with(word) } else { term == word };
            if !is_wanted {
                if term.as_slice() > word {
                    return Some(found);
                }
                continue;
            }
            if is_left_out(&term) {
                continue;
            }
            let next = starts.get(index + 1).copied().unwrap_or(end);
            let mut list = Doclist::default();
            list.add(Piece { body: body.get(..next)?, at, first_row: 0 });
            if index + 1 < starts.len() {
                found.push(list);
            } else {
                open = Some(list);
            }
        }
    }
    found.extend(open);
    Some(found)
}

/// Whether a word stands on this page with a list that goes up to its end, and so may go on on the
/// next; `None` if the page is not what it should be.
pub(super) fn reaches_end(page: &[u8], word: &[u8]) -> Option<bool> {
    let end = short(page, 2)?;
    let lists = doclists(&[page], word, false)?;
    Some(lists.first().is_some_and(|list| list.end() == end))
}

/// The part of a list that goes on on this page.
pub(super) fn going_on(page: &[u8]) -> Option<Piece<'_>> {
    let (first_row, end) = (short(page, 0)?, short(page, 2)?);
    let mut footer = end;
    let before =
        if footer < page.len() { usize::try_from(varint(page, &mut footer)?).ok()? } else { end };
    Some(Piece { body: page.get(..before.min(end))?, at: PAGE_HEAD, first_row })
}

/// The last word that begins on this page; `None` if there is none, or the page is not what it should
/// be.
pub(super) fn last_word(page: &[u8]) -> Option<Vec<u8>> {
    let end = short(page, 2)?;
    let body = page.get(..end)?;
    let (mut footer, mut start) = (end, 0);
    let (mut word, mut is_first) = (Vec::new(), true);
    while footer < page.len() {
        start = usize::try_from(varint(page, &mut footer)?).ok()?.checked_add(start)?;
        let mut at = start;
        let kept = if is_first { 0 } else { usize::try_from(varint(body, &mut at)?).ok()? };
        let new = usize::try_from(varint(body, &mut at)?).ok()?;
        word.truncate(kept);
        word.extend_from_slice(body.get(at..at.checked_add(new)?)?);
        is_first = false;
    }
    (!word.is_empty()).then_some(word)
}
