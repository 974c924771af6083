//! A document's identifier: the seed file's stem in slug form.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The longest identifier, in characters.
const LONGEST: usize = 120;
/// Hex digits of the checksum that tells stems apart which the slug form cannot.
const CHECK_DIGITS: usize = 8;

/// A document's permanent identifier: 1 to 120 of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The identifier, if `text` is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let well_formed = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        well_formed.then(|| Self(text.to_owned()))
    }

    /// The identifier that a file with this stem has for ever.
    ///
    /// Runs of anything but letters and digits become one hyphen; accents are dropped. A stem that
    /// loses letters, is empty or passes 120 characters gets `-` and the first 8 hex digits of the
    /// SHA-256 of its NFC form, so that stems which differ only in what is lost stay apart.
    #[must_use]
    pub fn from_stem(stem: &str) -> Self {
        let composed: String = stem.nfc().collect();
        let folded = folded(&composed);
        let lost = composed.chars().any(|c| c.is_alphanumeric() && !c.is_ascii());
        if lost || folded.is_empty() || folded.len() > LONGEST {
            let kept = &folded[..folded.len().min(LONGEST - CHECK_DIGITS - 1)];
            let mut slug = kept.trim_end_matches('-').to_owned();
            slug.push('-');
            slug.push_str(&check_digits(&composed));
            return Self(slug);
        }
        Self(folded)
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first hex digits of the SHA-256 of `text`, which tell apart what the slug form cannot.
pub(super) fn check_digits(text: &str) -> String {
    let checksum = Sha256::digest(text.as_bytes());
    let hex = checksum.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hex.take(CHECK_DIGITS).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// `text` in lower case, accents dropped, runs of all else one hyphen, none at either end.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.nfkd() {
        let letter = match c {
            'ł' | 'Ł' => 'l',
            'đ' | 'Đ' => 'd',
            'ø' | 'Ø' => 'o',
            other => other.to_ascii_lowercase(),
        };
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !unicode_normalization::char::is_combining_mark(letter)
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_stem_is_its_own_address() {
        let check = |stem: &str, expect: &str| assert_eq!(Slug::from_stem(stem).as_str(), expect);
        check("1957-07-08-puzanov-kim-il-sung", "1957-07-08-puzanov-kim-il-sung");
        check("000_100042ce2c634ab6", "000-100042ce2c634ab6");
        check("Report (final)  v2", "report-final-v2");
        check("a.b", "a-b");
    }

    #[test]
    fn a_stem_that_loses_letters_carries_a_checksum() {
        let korean = Slug::from_stem("1957-소련");
        assert!(korean.as_str().starts_with("1957-") && korean.as_str().len() == 13, "{korean}");
        assert_ne!(korean, Slug::from_stem("1957-중국"));
        let polish = Slug::from_stem("łódź");
        assert!(polish.as_str().starts_with("lodz-"), "{polish}");
        assert_eq!(Slug::from_stem("").as_str(), "-e3b0c442");
    }

    #[test]
    fn decomposed_and_composed_stems_are_one() {
        assert_eq!(Slug::from_stem("\u{1109}\u{1169}"), Slug::from_stem("소"));
    }

    #[test]
    fn a_long_stem_is_cut_to_120_characters() {
        let slug = Slug::from_stem(&"abc-".repeat(60));
        assert!(slug.as_str().len() <= 120);
        assert_ne!(slug, Slug::from_stem(&"abc-".repeat(61)));
        assert_eq!(Slug::parse(slug.as_str()).as_ref(), Some(&slug));
    }

    #[test]
    fn only_slugs_parse() {
        for bad in ["", "A", "a b", "ä", "a/b", "a.b", &"a".repeat(121)] {
            assert_eq!(Slug::parse(bad), None, "{bad}");
        }
    }
}
