//! Letters as the index spells them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::character::{Class, class};

/// The bytes of a token's letters that count.
const LONGEST: usize = 128;

/// Adds a letter or digit outside ASCII to `letters` as folded ones: compatibility forms and
/// accents away, in small letters, `ł` as `l`. It may be several or none.
pub(super) fn fold(c: char, letters: &mut String) {
    match c {
        // Whole, for it is a letter of its own.
        'й' | 'Й' => letters.push('й'),
        // The commonest others that need no table.
        'а'..='я' => letters.push(c),
        'А'..='Я' => letters.extend(c.to_lowercase()),
        _ => {
            for part in std::iter::once(c).nfkd() {
                for small in part.to_lowercase() {
                    small_letter(small, letters);
                }
            }
        }
    }
}

/// Adds a combining mark to the letters before it: none is kept but the one that makes `и` an `й`.
pub(super) fn mark(c: char, word: usize, letters: &mut String) {
    if c == '\u{306}' && letters.len() > word && letters.ends_with('и') {
        letters.pop();
        letters.push('й');
    }
}

fn small_letter(c: char, letters: &mut String) {
    match c {
        'ł' => letters.push('l'),
        'ø' => letters.push('o'),
        'đ' => letters.push('d'),
        'ı' => letters.push('i'),
        'ς' => letters.push('σ'),
        'ß' => letters.push_str("ss"),
        'æ' => letters.push_str("ae"),
        'œ' => letters.push_str("oe"),
        _ if is_combining_mark(c) || class(c) == Class::Apostrophe => {}
        _ if c.is_alphanumeric() => letters.push(c),
        _ => {}
    }
}

/// Adds a sign of Chinese or Japanese writing: a compatibility form as the usual one, with the
/// marks that are part of it.
pub(super) fn fold_han(c: char, letters: &mut String) {
    match c {
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' | '\u{ff66}'..='\u{ff9d}' => {
            letters.extend(std::iter::once(c).nfkc());
        }
        _ => letters.push(c),
    }
}

/// The end of letters from `start` to `end` that are not more than a token may have.
pub(super) fn cut(letters: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST { end } else { letters.floor_char_boundary(start + LONGEST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut letters = String::new();
        for c in text.chars() {
            if is_combining_mark(c) {
                mark(c, 0, &mut letters);
            } else {
                fold(c, &mut letters);
            }
        }
        assert_eq!(letters, expect, "{text}");
    }

    #[test]
    fn accents_case_and_compatibility_forms_go() {
        check("Brzezińśki", "brzezinski");
        check("Hŏ Kŭngnŏk".split(' ').next_back().unwrap(), "kungnok");
        check("ŁØĐÆŒßẞıİ", "lodaeoessssii");
        check("ＡＢ１", "ab1");
        check("Ⅻ", "xii");
        check("ﬁ", "fi");
        check("ŉ", "n");
    }

    #[test]
    fn cyrillic_keeps_its_short_i_and_loses_its_two_dots() {
        check("Ещё", "еще");
        check("Цой", "цой");
        check("Цо\u{438}\u{306}", "цой");
        check("ЙОД", "йод");
    }

    #[test]
    fn greek_has_one_small_sigma() {
        check("Σοφός", "σοφοσ");
    }

    #[test]
    fn letters_that_hold_blanks_leave_only_letters() {
        check("\u{fdfa}", "صلىاللهعليهوسلم");
    }
}
