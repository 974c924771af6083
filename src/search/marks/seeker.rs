//! Phrases made ready to be looked for in the tokens of a text.

use std::ops::Range;

use super::{Marked, Needles, Phrase, Scope};
use crate::search::tokens::{Class, class};
use crate::search::{Column, Kind, Token, Tokens};

/// Phrases by their first token.
pub(super) struct Seeker<'n> {
    /// Phrases whose first token stands as it is, in its order.
    whole: Vec<Sought<'n>>,
    /// Phrases of one token that need only begin so.
    beginnings: Vec<Sought<'n>>,
    /// A bit for the first letters of each phrase: most tokens of a text begin none.
    sieve: [u64; SIEVE / 64],
}

/// The bits of the sieve.
const SIEVE: usize = 1024;

#[derive(Clone, Copy)]
struct Sought<'n> {
    first: &'n str,
    /// The tokens after the first.
    rest: &'n [String],
    is_prefix: bool,
    /// The needle's bit.
    needle: u32,
}

impl<'n> Seeker<'n> {
    /// The phrases that may stand in a title or in another text.
    pub(super) fn new(needles: &'n Needles, is_title: bool) -> Self {
        let mut seeker = Self { whole: Vec::new(), beginnings: Vec::new(), sieve: [0; SIEVE / 64] };
        for (index, needle) in (0_u32..).zip(&needles.0) {
            if needle.scope == Scope::Title && !is_title {
                continue;
            }
            let bit = 1_u32.checked_shl(index).unwrap_or(0);
            for phrase in &needle.alternatives {
                seeker.add(phrase, bit);
            }
        }
        seeker.whole.sort_unstable_by_key(|sought| sought.first);
        seeker
    }

    fn add(&mut self, phrase: &'n Phrase, needle: u32) {
        let Some((first, rest)) = phrase.tokens.split_first() else { return };
        if phrase.tokens.iter().any(String::is_empty) {
            return;
        }
        let sought = Sought { first, rest, is_prefix: phrase.is_prefix, needle };
        if rest.is_empty() && phrase.is_prefix {
            self.beginnings.push(sought);
            if first.len() < 2 {
                self.sieve = [u64::MAX; SIEVE / 64];
            }
        } else {
            self.whole.push(sought);
        }
        let (word, bit) = place(first);
        self.sieve[word] |= bit;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.beginnings.is_empty()
    }

    /// All that is found, in no order.
    pub(super) fn marked(&self, text: &str, tokens: &Tokens) -> Marked {
        let mut marked = Marked::default();
        for (at, token) in tokens.iter().enumerate() {
            let letters = tokens.text(token);
            let (word, bit) = place(letters);
            if self.sieve[word] & bit == 0 {
                continue;
            }
            let from = self.whole.partition_point(|sought| sought.first < letters);
            let same = self.whole[from..].iter().take_while(|sought| sought.first == letters);
            for sought in same {
                if let Some(range) = sought.range(text, tokens, at, token) {
                    marked.ranges.push(range);
                    marked.needles |= sought.needle;
                }
            }
            for sought in &self.beginnings {
                if letters.starts_with(sought.first) {
                    marked
                        .ranges
                        .push(token.start as usize..end(text, letters, token, sought.first));
                    marked.needles |= sought.needle;
                }
            }
        }
        marked
    }
}

impl Sought<'_> {
    /// The bytes of the phrase whose first token is the one at `at`, if the others follow it.
    fn range(&self, text: &str, tokens: &Tokens, at: usize, first: &Token) -> Option<Range<usize>> {
        let start = first.start as usize;
        let Some((last, between)) = self.rest.split_last() else {
            return Some(start..first.end as usize);
        };
        // In the second column no token follows another.
        if first.column == Column::Alt {
            return None;
        }
        let mut following = tokens.after(at).filter(|token| token.column == Column::Main);
        for sought in between {
            if tokens.text(following.next()?) != sought {
                return None;
            }
        }
        let token = following.next()?;
        let letters = tokens.text(token);
        if self.is_prefix {
            letters.starts_with(last).then(|| start..end(text, letters, token, last))
        } else {
            (letters == last).then_some(start..token.end as usize)
        }
    }
}

/// Where the mark of a token ends of which `typed` is the beginning: of a run only the syllables
/// that were typed.
fn end(text: &str, letters: &str, token: &Token, typed: &str) -> usize {
    let end = token.end as usize;
    if token.kind != Kind::Syllables || typed.len() == letters.len() {
        return end;
    }
    let start = token.start as usize;
    let typed = typed.chars().count();
    let mut syllables =
        text[start..end].char_indices().filter(|&(_, c)| matches!(class(c), Class::Syllable(_)));
    match syllables.nth(typed.saturating_sub(1)) {
        Some((at, c)) => start + at + c.len_utf8(),
        None => end,
    }
}

/// The bit of the sieve for a token's first two bytes.
fn place(letters: &str) -> (usize, u64) {
    let bytes = letters.as_bytes();
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
    let place = (byte(0) * 37 + byte(1)) % SIEVE;
    (place / 64, 1 << (place % 64))
}
