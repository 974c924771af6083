//! Acronyms of neighbouring words that an editor completed: `M[inisterstwo] S[praw]` was `MS`.

use super::Kind;
use super::character::{Class, class};
use super::scanner::Scanner;
use super::word::Completed;

/// The most letters of an acronym.
const LONGEST: usize = 12;

/// The most words in a bracket that stood for no letter: `R[epublic of]`.
const UNWRITTEN: u8 = 4;

/// The letters of words that follow each other and stood as one letter each.
#[derive(Default)]
pub(super) struct Acronym {
    position: u32,
    start: u32,
    end: u32,
    letters: [char; LONGEST],
    count: usize,
    /// Where the last word that belongs to it ends.
    seen: u32,
    /// Whether the last bracket is still open, and how many words stand in it.
    is_open: bool,
    unwritten: u8,
}

impl Scanner<'_> {
    /// A word that an editor completed.
    pub(super) fn extend_acronym(&mut self, word: &Completed) {
        let Some(initial) = word.initial else {
            self.end_acronym();
            return;
        };
        if self.acronym.count == LONGEST || !self.is_neighbour(word.range.0) {
            self.end_acronym();
        }
        let acronym = &mut self.acronym;
        if acronym.count == 0 {
            (acronym.position, acronym.start) = (word.position, word.range.0);
        }
        acronym.letters[acronym.count] = initial;
        acronym.count += 1;
        (acronym.end, acronym.seen) = (word.range.1, word.range.1);
        (acronym.is_open, acronym.unwritten) = (word.is_open, 0);
    }

    /// A word that nobody completed; it belongs to the acronym if the bracket is still open.
    pub(super) fn uncompleted(&mut self, start: usize, end: usize) {
        if self.acronym.count == 0 {
            return;
        }
        let (start, end) = Self::span(start, end);
        let is_within = self.acronym.is_open
            && self.acronym.unwritten < UNWRITTEN
            && self.between(start).is_some_and(|gap| !gap.contains([']', '.', ',', ';', '—']));
        if is_within {
            self.acronym.seen = end;
            self.acronym.unwritten += 1;
        } else {
            self.end_acronym();
        }
    }

    /// Two letters or more become a token; whatever was gathered is let go.
    pub(super) fn end_acronym(&mut self) {
        let Acronym { position, start, end, letters, count, .. } =
            std::mem::take(&mut self.acronym);
        if count < 2 {
            return;
        }
        let from = self.letters.len();
        self.letters.extend(&letters[..count]);
        self.push_alt(Kind::Joined, (from, self.letters.len()), (start, end), position);
    }

    /// Whether nothing but blanks and what closes the last word stands before `start`.
    fn is_neighbour(&self, start: u32) -> bool {
        self.between(start).is_some_and(|gap| {
            gap.chars().all(|c| {
                c.is_whitespace()
                    || matches!(c, ']' | '.')
                    || matches!(class(c), Class::Apostrophe | Class::Ignored)
            })
        })
    }

    fn between(&self, start: u32) -> Option<&str> {
        self.text.get(self.acronym.seen as usize..start as usize)
    }
}
