//! The tokenizer.

/// The tokens of one text, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// All letters of all tokens, one after the other.
    letters: String,
    list: Vec<Token>,
}

/// One token.
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
    /// The tokens.
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter()
    }

    /// The letters that the index knows the token by: folded, and stemmed where it is a word.
    #[must_use]
    pub fn text(&self, token: &Token) -> &str {
        &self.letters[token.letters.0 as usize..token.letters.1 as usize]
    }

    /// The letters folded but not stemmed; of syllables the same as `text`.
    #[must_use]
    pub fn surface(&self, token: &Token) -> &str {
        &self.letters[token.surface.0 as usize..token.surface.1 as usize]
    }
}

/// The tokens of `text`.
#[must_use]
pub fn tokens(text: &str) -> Tokens {
    let _ = text;
    Tokens::default()
}
