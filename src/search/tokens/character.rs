//! What a character is to the tokenizer.

use unicode_normalization::char::is_combining_mark;

/// What a character is to the tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Class {
    /// A letter or digit of words that blanks part.
    Word,
    /// A syllable or sign of a run.
    Syllable(Run),
    /// A combining mark: belongs to the letter before it and is dropped.
    Mark,
    /// As if it were not there: zero-width signs, soft hyphens.
    Ignored,
    /// Stands between two parts of a word, or ends it.
    Apostrophe,
    /// A raised digit: a footnote's number or a power, a word of its own.
    Raised,
    /// A small raised o, as in `Nº`: the last letter of its word.
    RaisedO,
    /// `№`: a word of its own.
    NumberSign,
    /// Parts words.
    Separator,
}

/// The writing of a run whose words no blank need part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Run {
    Hangul,
    /// Han and kana together, as Japanese mixes them.
    Han,
}

pub(in crate::search) fn class(c: char) -> Class {
    match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Word,
        '\'' | '`' => Class::Apostrophe,
        '\0'..='\u{7f}' => Class::Separator,
        '가'..='힣' => Class::Syllable(Run::Hangul),
        _ => class_outside_ascii(c),
    }
}

fn class_outside_ascii(c: char) -> Class {
    match c {
        '’' | '‘' | '‛' | '´' | 'ʻ' | 'ʼ' | 'ʽ' | '\u{ff07}' | '\u{ff40}' => {
            Class::Apostrophe
        }
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}' => Class::Ignored,
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' => Class::Raised,
        'º' | 'ᵒ' | '°' => Class::RaisedO,
        '№' => Class::NumberSign,
        // Fractions are no digits that may stand together with others.
        '¼'..='¾' | '⅐'..='⅟' | '↉' => Class::Separator,
        _ if is_han(c) => Class::Syllable(Run::Han),
        _ if is_combining_mark(c) => Class::Mark,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Separator,
    }
}

/// Whether a character is of Chinese or Japanese writing.
fn is_han(c: char) -> bool {
    matches!(c,
        '々' | '〇'
        | 'ぁ'..='ゖ' | 'ゝ'..='ゟ' | 'ァ'..='ヺ' | 'ー'..='ヿ' | 'ㇰ'..='ㇿ'
        | '\u{ff66}'..='\u{ff9d}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The sign that joins two words to one: a hyphen, or an en dash used as one.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '−' | '﹣' | '－')
}

/// Letters are of one script where these are equal.
pub(super) fn script(c: char) -> u32 {
    match u32::from(c) {
        0x00..=0x24f | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff => 0,
        0x370..=0x3ff | 0x1f00..=0x1fff => 1,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => 2,
        other => 3 + (other >> 7),
    }
}
