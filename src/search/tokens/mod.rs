//! The tokenizer: the words, syllables and dates of a text and where each stands.
//!
//! In comes any text; out go tokens with the bytes they stand for. The index, the query and the
//! marks all see a text through this one function, so what the index finds can be shown. Stored
//! text is composed (NFC), which typed text is made before it comes here; text that is not is read
//! all the same. Nothing here knows a language: the script decides.
//!
//! - A run of Hangul, or of Han and kana, gives each two neighbouring syllables, then its last one.
//! - A word is letters, digits and combining marks, folded (compatibility letters, accents and
//!   case away) and stemmed: Latin as English, Cyrillic as Russian. No word is left out.
//! - An editor's brackets inside a word vanish; apostrophes part a word or vanish.
//! - Second readings go to a column of their own, in the place of what they stand for: dates,
//!   words joined over a hyphen, letters set apart, the short forms that an editor completed.

mod acronym;
mod character;
mod dates;
mod folding;
mod joined;
mod run;
mod scanner;
mod stem;
#[cfg(test)]
pub(super) mod tests;
mod word;

pub(super) use character::{Class, class};
pub use dates::{date_of_token, date_token};

/// The tokens of one text, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// The letters that tokens show; neighbours may share them.
    letters: String,
    list: Vec<Token>,
}

/// One token. Ranges of neighbours may overlap: the parts of a word with an apostrophe share one,
/// and so do the two bigrams of a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The first byte of the text that it stands for.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its place among the main tokens, from 0; a token of the second column has the place of the
    /// first one that it stands for.
    pub position: u32,
    /// Which column it is indexed in.
    pub column: Column,
    /// What it is.
    pub kind: Kind,
    /// Whether it is the single last syllable that ends a run of Hangul, Han or kana.
    pub ends_run: bool,
    /// Whether it begins a word or a run: the character before it is no letter of the same script.
    pub begins_run: bool,
    /// Its letters within `Tokens::letters`.
    letters: (u32, u32),
    /// Its letters before stemming.
    surface: (u32, u32),
}

/// The index's columns for a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The words as they stand.
    Main,
    /// Second readings: dates, joined words, acronyms.
    Alt,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word of letters, stemmed.
    Word,
    /// Digits.
    Number,
    /// Two syllables of Hangul, Han or kana, or the last one of a run.
    Syllables,
    /// A day or a month.
    Date,
    /// Words joined: over a hyphen, an apostrophe, an acronym.
    Joined,
}

impl Tokens {
    /// The tokens; after a main token those of the second column that have its place.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Token> {
        self.list.iter()
    }

    /// The letters that the index knows the token by: folded, and stemmed where it is a word.
    /// Only `a` to `z`, `0` to `9` and letters outside ASCII; never empty.
    #[must_use]
    pub fn text(&self, token: &Token) -> &str {
        &self.letters[token.letters.0 as usize..token.letters.1 as usize]
    }

    /// The letters folded but not stemmed; of syllables the same as `text`.
    #[must_use]
    pub fn surface(&self, token: &Token) -> &str {
        &self.letters[token.surface.0 as usize..token.surface.1 as usize]
    }

    /// The tokens after the one at `index` of all.
    pub(super) fn after(&self, index: usize) -> impl Iterator<Item = &Token> {
        self.list.get(index + 1..).unwrap_or_default().iter()
    }

    /// The date tokens of the text, in their order; a day stands beside its month.
    pub fn dates(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter(|token| token.kind == Kind::Date).map(|token| self.text(token))
    }
}

/// The bytes of a text that are read: its letters, which folding can make several of each, are
/// counted in 32 bits.
const LONGEST: usize = 128 << 20;

/// The tokens of `text`.
///
/// Of a text above 128 MB only the beginning is read; of a token's letters the first 128 bytes count.
#[must_use]
pub fn tokens(text: &str) -> Tokens {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    stem::with_stems(|stems| {
        let mut scanner = scanner::Scanner::new(text, stems);
        scanner.scan();
        joined::add(&mut scanner);
        dates::add(&mut scanner);
        scanner.finish()
    })
}
