//! Words joined: over hyphens, and letters that stand apart.

use super::character::is_hyphen;
use super::scanner::Scanner;
use super::{Kind, Token};

/// The most words that hyphens join.
const WORDS: usize = 8;

/// How two neighbouring letters stand apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// `U.S.`
    Dot,
    /// `N o`
    Blank,
    /// `U. S.`
    Both,
}

/// Adds the joined forms of words with hyphens and of letters that stand apart.
pub(super) fn add(scanner: &mut Scanner<'_>) {
    let mut at = 0;
    while at + 1 < scanner.main.len() {
        let chain = hyphens(scanner, at);
        if chain.words > 1 {
            if chain.has_letters && chain.words <= WORDS {
                join(scanner, at, chain.last);
            }
            at = chain.last + 1;
            continue;
        }
        if let Some(last) = letters_apart(scanner, at) {
            join(scanner, at, last);
            at = last;
        }
        at += 1;
    }
}

/// Words over hyphens.
struct Chain {
    last: usize,
    words: usize,
    has_letters: bool,
}

/// The chain of words over hyphens that begins at `first`; one word alone, mostly.
fn hyphens(scanner: &Scanner<'_>, first: usize) -> Chain {
    let has_letters = |token: &Token| token.kind == Kind::Word;
    let mut chain = Chain { last: first, words: 1, has_letters: has_letters(&scanner.main[first]) };
    while let Some(b) = scanner.main.get(chain.last + 1) {
        let a = &scanner.main[chain.last];
        if !(is_word(a) && is_word(b)) {
            break;
        }
        // Parts of a word with an apostrophe stand for the same bytes.
        if a.end <= b.start {
            if !is_over_hyphen(scanner.text, a, b) {
                break;
            }
            chain.words += 1;
        }
        chain.has_letters |= has_letters(b);
        chain.last += 1;
    }
    chain
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number)
}

fn is_over_hyphen(text: &str, a: &Token, b: &Token) -> bool {
    let (from, to) = (a.end as usize, b.start as usize);
    if to <= from || to - from > 3 {
        return false;
    }
    let mut gap = text[from..to].chars();
    gap.next().is_some_and(is_hyphen) && gap.next().is_none()
}

/// The last of single letters that begin at `first` and stand apart in one way: two with a dot
/// between, three with a blank.
fn letters_apart(scanner: &Scanner<'_>, first: usize) -> Option<usize> {
    if !is_letter(scanner, first) {
        return None;
    }
    let mut way = None;
    let mut last = first;
    while is_letter(scanner, last + 1) {
        let next = apart(scanner.gap(last)?);
        if next.is_none() || way.is_some() && way != next {
            break;
        }
        way = next;
        last += 1;
    }
    let count = last - first + 1;
    (count >= if way == Some(Apart::Dot) { 2 } else { 3 }).then_some(last)
}

fn is_letter(scanner: &Scanner<'_>, at: usize) -> bool {
    scanner.main.get(at).is_some_and(|token| {
        token.kind == Kind::Word
            && token.end - token.start <= 4
            && scanner.surface(token).chars().nth(1).is_none()
    })
}

fn apart(gap: &str) -> Option<Apart> {
    let mut chars = gap.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('.'), None, None) => Some(Apart::Dot),
        (Some(c), None, None) if c.is_whitespace() => Some(Apart::Blank),
        (Some('.'), Some(c), None) if c.is_whitespace() => Some(Apart::Both),
        _ => None,
    }
}

/// Adds the letters of the tokens from `first` to `last` as one.
fn join(scanner: &mut Scanner<'_>, first: usize, last: usize) {
    let from = scanner.letters.len();
    for at in first..=last {
        let (start, end) = scanner.main[at].surface;
        scanner.letters.extend_from_within(start as usize..end as usize);
    }
    let letters = (from, scanner.letters.len());
    let (a, b) = (&scanner.main[first], &scanner.main[last]);
    let (range, position) = ((a.start, b.end), a.position);
    scanner.push_alt(Kind::Joined, letters, range, position);
}
