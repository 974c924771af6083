//! The walk over a text that takes its main tokens.

use super::acronym::Acronym;
use super::character::{Class, class};
use super::stem::Stems;
use super::{Column, Kind, Token, Tokens, folding};

/// A text on its way to tokens.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) letters: String,
    /// The main tokens, each at its place.
    pub(super) main: Vec<Token>,
    /// The tokens of the second column, in the order they were seen.
    pub(super) alt: Vec<Token>,
    pub(super) acronym: Acronym,
    stems: &'t mut Stems,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, stems: &'t mut Stems) -> Self {
        Self {
            text,
            letters: String::with_capacity(text.len() + text.len() / 8),
            main: Vec::with_capacity(text.len() / 5 + 1),
            alt: Vec::new(),
            acronym: Acronym::default(),
            stems,
        }
    }

    pub(super) fn scan(&mut self) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                at = if byte.is_ascii_alphanumeric() { self.word(at) } else { at + 1 };
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            at = match class(c) {
                Class::Word | Class::RaisedO => self.word(at),
                Class::Syllable(script) => self.run(at, script),
                Class::Raised => self.raised(at),
                Class::NumberSign => self.number_sign(at, at + c.len_utf8()),
                Class::Mark | Class::Ignored | Class::Apostrophe | Class::Separator => {
                    at + c.len_utf8()
                }
            };
        }
        self.end_acronym();
    }

    /// A main token takes the next place.
    pub(super) fn push(&mut self, token: Token) {
        let position = u32::try_from(self.main.len()).unwrap_or(u32::MAX);
        self.main.push(Token { position, ..token });
    }

    /// A word or number whose folded letters already stand in the buffer.
    pub(super) fn push_word(
        &mut self,
        letters: (usize, usize),
        range: (usize, usize),
        first: bool,
    ) {
        let surface = (letters.0, folding::cut(&self.letters, letters.0, letters.1));
        let is_number =
            self.letters.as_bytes()[surface.0..surface.1].iter().all(u8::is_ascii_digit);
        let stem = if is_number { surface } else { self.stems.stem(&mut self.letters, surface) };
        let (start, end) = Self::span(range.0, range.1);
        self.push(Token {
            start,
            end,
            position: 0,
            column: Column::Main,
            kind: if is_number { Kind::Number } else { Kind::Word },
            ends_run: false,
            begins_run: first,
            letters: Self::span(stem.0, stem.1),
            surface: Self::span(surface.0, surface.1),
        });
    }

    /// A second reading whose folded letters already stand in the buffer.
    pub(super) fn push_alt(
        &mut self,
        kind: Kind,
        letters: (usize, usize),
        range: (u32, u32),
        position: u32,
    ) {
        let surface = (letters.0, folding::cut(&self.letters, letters.0, letters.1));
        let stem = match kind {
            Kind::Date => surface,
            _ => self.stems.stem(&mut self.letters, surface),
        };
        self.alt.push(Token {
            start: range.0,
            end: range.1,
            position,
            column: Column::Alt,
            kind,
            ends_run: false,
            begins_run: true,
            letters: Self::span(stem.0, stem.1),
            surface: Self::span(surface.0, surface.1),
        });
    }

    /// Raised digits: their own word.
    fn raised(&mut self, at: usize) -> usize {
        let from = self.letters.len();
        let mut end = at;
        for c in self.text[at..].chars().take_while(|&c| class(c) == Class::Raised) {
            folding::fold(c, &mut self.letters);
            end += c.len_utf8();
        }
        self.push_word((from, self.letters.len()), (at, end), true);
        end
    }

    fn number_sign(&mut self, at: usize, end: usize) -> usize {
        let from = self.letters.len();
        self.letters.push_str("no");
        self.push_word((from, self.letters.len()), (at, end), true);
        end
    }

    pub(super) fn span(start: usize, end: usize) -> (u32, u32) {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (narrow(start), narrow(end))
    }

    /// The letters of a token before stemming.
    pub(super) fn surface(&self, token: &Token) -> &str {
        &self.letters[token.surface.0 as usize..token.surface.1 as usize]
    }

    /// What stands between two neighbouring main tokens; `None` where they overlap or none follows.
    pub(super) fn gap(&self, first: usize) -> Option<&'t str> {
        let (a, b) = (self.main.get(first)?, self.main.get(first + 1)?);
        self.text.get(a.end as usize..b.start as usize)
    }

    /// All tokens by their places.
    pub(super) fn finish(mut self) -> Tokens {
        if self.alt.is_empty() {
            return Tokens { letters: self.letters, list: self.main };
        }
        self.alt.sort_by_key(|token| token.position);
        let mut list = Vec::with_capacity(self.main.len() + self.alt.len());
        let mut alt = self.alt.into_iter().peekable();
        for token in self.main {
            list.push(token);
            while let Some(second) = alt.next_if(|second| second.position == token.position) {
                list.push(second);
            }
        }
        Tokens { letters: self.letters, list }
    }
}
