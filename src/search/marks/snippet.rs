//! The part of a text that shows what was found in it.

use std::ops::Range;

use super::Marked;
use crate::search::tokens::{Class, class};

/// The characters of a snippet.
const WIDTH: usize = 220;

/// The same of Hangul, Han and kana, which say more in fewer.
const SYLLABLES: usize = 110;

/// The part of a text to show for what was found in it: around the window with the most, from a
/// quarter before the first, at blanks; about 220 characters, of Hangul 110.
///
/// Both ends are boundaries of characters. A range that is longer than a snippet stands in it in
/// part.
#[must_use]
pub fn snippet(text: &str, marked: &Marked) -> Range<usize> {
    let width = width(text);
    if forward(text, 0, width) == text.len() {
        return 0..text.len();
    }
    let Some(first) = fullest(text, &marked.ranges, width * 3 / 4) else {
        return 0..blank_before(text, 0, forward(text, 0, width));
    };
    let found = &marked.ranges[first];
    let mut start = back(text, found.start, width / 4);
    let mut end = forward(text, start, width);
    if end == text.len() {
        start = back(text, end, width).min(found.start);
    }
    if start > 0 {
        start = blank_after(text, start, found.start);
    }
    if end < text.len() {
        // A phrase with much between its words may be longer than all.
        let longest = forward(text, start, 2 * width);
        end = end.max(found.end.min(longest));
        let ends = marked.ranges[first..].iter().map(|range| range.end);
        let inside = ends.take_while(|&inside| inside <= end).last().unwrap_or(end);
        end = blank_before(text, inside, end);
    }
    start..end
}

/// The range that begins the window of `width` characters with the most ranges.
fn fullest(text: &str, ranges: &[Range<usize>], width: usize) -> Option<usize> {
    // The ends and beginnings by character, told in one walk.
    let (mut at, mut characters) = (0, 0);
    let mut place = |byte: usize| {
        characters += text[at..byte].chars().count();
        at = byte;
        characters
    };
    let places: Vec<(usize, usize)> =
        ranges.iter().map(|range| (place(range.start), place(range.end))).collect();
    let mut best: Option<(usize, usize)> = None;
    let mut next = 0;
    for (at, (start, _)) in places.iter().enumerate() {
        while places.get(next).is_some_and(|(_, end)| *end <= start + width) {
            next += 1;
        }
        let count = next.saturating_sub(at);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How many characters a snippet of the text has.
fn width(text: &str) -> usize {
    let (mut all, mut syllables) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()).take(2 * WIDTH) {
        all += 1;
        syllables += usize::from(matches!(class(c), Class::Syllable(_)));
    }
    if syllables * 2 > all { SYLLABLES } else { WIDTH }
}

/// The byte that is so many characters after `at`.
fn forward(text: &str, at: usize, characters: usize) -> usize {
    text[at..].char_indices().nth(characters).map_or(text.len(), |(offset, _)| at + offset)
}

/// The byte that is so many characters before `at`.
fn back(text: &str, at: usize, characters: usize) -> usize {
    match characters.checked_sub(1) {
        Some(nth) => text[..at].char_indices().nth_back(nth).map_or(0, |(offset, _)| offset),
        None => at,
    }
}

/// The beginning of a word from `start` on that is no later than `last`; `start` if there is none.
fn blank_after(text: &str, start: usize, last: usize) -> usize {
    if text[..start].ends_with(char::is_whitespace) {
        return start;
    }
    let between = &text[start..last];
    let Some(blank) = between.find(char::is_whitespace) else { return start };
    last - between[blank..].trim_start().len()
}

/// The end of a word up to `end` that is no earlier than `first`; `end` if there is none.
fn blank_before(text: &str, first: usize, end: usize) -> usize {
    if text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    let between = &text[first..end];
    match between.rfind(char::is_whitespace) {
        Some(blank) => first + between[..blank].trim_end().len(),
        None => end,
    }
}
