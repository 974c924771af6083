//! Which characters words may hold, wherever they are stated.
//!
//! A file is read by its letters, but a quoted value of YAML or TOML can name any character by its
//! number; so values are looked at once more, after they were read.

use unicode_normalization::UnicodeNormalization as _;

/// What stands for a letter that was lost before a file came here.
pub const LOST: char = '□';

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays.
    Kept,
    /// Nobody can see it, or no XML can carry it: it goes.
    Removed,
    /// It ends a page or a line: a blank stands for it.
    Blank,
    /// It stands for a letter that was lost: [`LOST`] is shown.
    Lost,
}

/// What becomes of a character: control characters, byte order marks, zero-width spaces, word
/// joiners, direction overrides and isolates and non-characters go. Line feeds and tabs stay.
#[must_use]
pub fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' => Fate::Kept,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Blank,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{200b}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => Fate::Removed,
        '\u{fffd}' => Fate::Lost,
        c if u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => {
            Fate::Removed
        }
        _ => Fate::Kept,
    }
}

/// A stated value's words in NFC, without the characters that no text should hold and without
/// blanks at the ends.
#[must_use]
pub fn seen(words: &str) -> String {
    if words.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return words.trim().to_owned();
    }
    let kept = words.chars().filter_map(|c| match fate(c) {
        Fate::Kept => Some(c),
        Fate::Removed => None,
        Fate::Blank => Some(' '),
        Fate::Lost => Some(LOST),
    });
    let words: String = kept.nfc().collect();
    words.trim().to_owned()
}

/// Words that are quoted in a report: as they are, unless something in them cannot be seen.
pub(super) fn legible(words: String) -> String {
    if words.chars().all(|c| fate(c) == Fate::Kept) { words } else { seen(&words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_value_says_what_is_seen() {
        let check = |words: &str, expect: &str| assert_eq!(seen(words), expect, "{words:?}");
        check(" The editors ", "The editors");
        check("T\u{200b}\u{202e}h\0e\u{7f}", "The");
        check("e\u{301}\u{2028}a\tb\n", "é a\tb");
        check("lost \u{fffd}", "lost □");
        check("\u{200b}\u{feff}", "");
        check("김일성", "김일성");
    }
}
