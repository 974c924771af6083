//! Languages by name, and the direction in which they are written.

use crate::document::Language;
use crate::export::wording;

use super::Room;

/// Languages written from right to left (by their primary tag).
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "ur", "yi"];

impl Room {
    /// The language's name: `Korean`; with its tag where only the primary language has a name.
    #[must_use]
    pub fn language_name(&self, language: &Language) -> String {
        wording::language(&self.words, language)
    }
}

/// `ltr`, `rtl`, or `auto` where the language could not be told.
pub(super) fn direction(language: &Language) -> &'static str {
    let tag = language.as_str();
    if tag == "und" || tag == "mul" {
        "auto"
    } else if RIGHT_TO_LEFT.contains(&primary(tag))
        || tag.contains("-Arab")
        || tag.contains("-Hebr")
    {
        "rtl"
    } else {
        "ltr"
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The language of words that carry no tag, such as a title or a summary: that of the document's
/// first text where their letters are not Latin, else English, which is `None`.
pub(super) fn of_words(words: &str, languages: &[Language]) -> Option<Language> {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let beyond = words.chars().filter(|c| c.is_alphabetic() && u32::from(*c) > 0x24F).count();
    (beyond * 2 > letters)
        .then(|| languages.iter().find(|language| !language.is_english()).cloned())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn languages_are_named_or_shown_by_tag() {
        let room = sample::room();
        let check = |tag: &str, expect: &str| {
            assert_eq!(room.language_name(&Language::parse(tag).unwrap()), expect);
        };
        check("ko", "Korean");
        check("ko-KP", "Korean (ko-KP)");
        check("tlh", "tlh");
    }

    #[test]
    fn arabic_runs_from_right_to_left_and_unknown_ones_as_their_letters_do() {
        let check = |tag: &str, expect: &str| {
            assert_eq!(direction(&Language::parse(tag).unwrap()), expect, "{tag}");
        };
        check("ar", "rtl");
        check("az-Arab", "rtl");
        check("ko", "ltr");
        check("und", "auto");
    }
}
