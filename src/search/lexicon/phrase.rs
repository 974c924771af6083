//! One spelling as tokens that follow each other, and when a text's tokens are it.

use std::ops::Range;

use super::super::tokens::{Column, Kind, Token, Tokens, tokens};
use crate::address::Slug;

/// A spelling without its first token.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    rest: Box<[Box<str>]>,
    case: Case,
    /// Whether it is Hangul, which particles follow without a blank: it is found only where a run
    /// begins.
    begins_run: bool,
    /// Whether its last token ends its run: a single syllable is not the beginning of a word.
    ends_run: bool,
    /// The entries that have it, with the documents that they have it in.
    holders: Vec<(usize, Box<[Slug]>)>,
}

/// What the text's letters must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Anything: the script has no case, or the spelling begins small.
    Any,
    /// The first letter is a capital.
    Capital,
    /// All letters are capitals.
    Capitals,
}

impl Phrase {
    /// The readings of a spelling, each with its first token: as written, and with the parts
    /// joined that hyphens join.
    pub(super) fn of(form: &str) -> Vec<(Box<str>, Self)> {
        let mut readings: Vec<(Box<str>, Self)> = Vec::new();
        let joined: String = form.chars().filter(|c| !is_hyphen(*c)).collect();
        let as_written = Self::as_written(form);
        if joined.len() < form.len()
            && let Some(reading) = Self::as_written(&joined)
        {
            readings.push(reading);
        }
        readings.extend(as_written);
        readings
    }

    fn as_written(form: &str) -> Option<(Box<str>, Self)> {
        let (tokens, main) = main_tokens(form);
        let (first, rest) = main.split_first()?;
        let is_hangul = form[first.start as usize..].starts_with(|c: char| {
            ('\u{1100}'..='\u{11ff}').contains(&c) || ('\u{ac00}'..='\u{d7a3}').contains(&c)
        });
        let phrase = Self {
            rest: rest.iter().map(|token| tokens.surface(token).into()).collect(),
            case: Case::of(form),
            begins_run: is_hangul,
            ends_run: main.last().is_some_and(|last| last.ends_run),
            holders: Vec::new(),
        };
        Some((tokens.surface(first).into(), phrase))
    }

    /// How many tokens it has.
    pub(super) fn length(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether the two are found in the same places.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.rest == other.rest
            && self.case == other.case
            && self.begins_run == other.begins_run
            && self.ends_run == other.ends_run
    }

    /// Adds an entry that has it; `only_in` empty means in all documents.
    pub(super) fn hold(&mut self, place: usize, only_in: &[Slug]) {
        self.holders.push((place, only_in.into()));
    }

    /// The entries that have it in a document.
    pub(super) fn holders_in(&self, id: &Slug) -> Vec<usize> {
        let holds = |only_in: &[Slug]| only_in.is_empty() || only_in.contains(id);
        self.holders.iter().filter(|(_, ids)| holds(ids)).map(|(place, _)| *place).collect()
    }

    /// Where it stands, if the tokens, whose first one fits, begin with it.
    pub(super) fn range_at(
        &self,
        text: &str,
        tokens: &Tokens,
        main: &[&Token],
    ) -> Option<Range<usize>> {
        let found = main.get(..self.length())?;
        let (first, last) = (found.first()?, found.last()?);
        let is_it = (!self.begins_run || first.begins_run)
            && (!self.ends_run || last.ends_run)
            && self
                .rest
                .iter()
                .zip(&found[1..])
                .all(|(letters, token)| tokens.surface(token) == &**letters);
        if !is_it {
            return None;
        }
        let start = first.start as usize;
        let printed = without_possessive(text.get(start..last.end as usize)?);
        self.case.fits(printed).then(|| start..start + printed.len())
    }
}

impl Case {
    fn of(form: &str) -> Self {
        let mut letters = form.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut rest = letters.peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) {
                    Self::Capitals
                } else {
                    Self::Capital
                }
            }
            _ => Self::Any,
        }
    }

    fn fits(self, printed: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => {
                printed.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
            }
            Self::Capitals => !printed.chars().any(char::is_lowercase),
        }
    }
}

/// The main tokens of a spelling. The last syllable alone that ends a run is left out at the end,
/// since a particle may follow.
fn main_tokens(form: &str) -> (Tokens, Vec<Token>) {
    let tokens = tokens(form);
    let mut main: Vec<Token> =
        tokens.iter().filter(|token| token.column == Column::Main).copied().collect();
    if main.last().is_some_and(|l| l.kind == Kind::Syllables && l.ends_run && !l.begins_run) {
        main.pop();
    }
    (tokens, main)
}

/// A spelling as its tokens joined by blanks: what all ways of writing it share that differ only
/// in case, accents, hyphens and the like. `None` where nothing in it can be looked for.
pub(in crate::search) fn folded(form: &str) -> Option<String> {
    let (tokens, main) = main_tokens(form);
    let letters: Vec<&str> = main.iter().map(|token| tokens.surface(token)).collect();
    (!letters.is_empty()).then(|| letters.join(" "))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn without_possessive(printed: &str) -> &str {
    let stem = printed.strip_suffix(['s', 'S']).unwrap_or(printed);
    stem.strip_suffix(['\'', '’', 'ʼ', '‘', '`']).unwrap_or(printed)
}
