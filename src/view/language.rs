//! Languages by name, and the direction in which they are written.

use crate::address::Interface;
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

    /// The language of words that carry no tag and belong to no text, where it is not the
    /// interface's.
    #[must_use]
    pub fn tongue(&self, words: &str) -> Option<String> {
        self.tongue_of(words, &[])
    }

    /// The language of words that carry no tag, such as a title or a summary, where it is not the
    /// interface's: Korean where most letters are Hangul, that of the document's first text that is
    /// not English where they are of another script, else English.
    pub(super) fn tongue_of(&self, words: &str, languages: &[Language]) -> Option<String> {
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let beyond = letters().filter(|c| u32::from(*c) > 0x24F).count();
        let hangul = letters().filter(|c| is_hangul(*c)).count();
        let all = letters().count();
        let tag = if beyond * 2 > all {
            let is_korean = |tag: &str| primary(tag) == Interface::Korean.tag();
            let mut further = languages.iter().map(Language::as_str);
            if hangul * 2 > all {
                further.find(|tag| is_korean(tag)).unwrap_or(Interface::Korean.tag()).to_owned()
            } else {
                further.find(|tag| primary(tag) != Interface::English.tag())?.to_owned()
            }
        } else if all > 0 {
            Interface::English.tag().to_owned()
        } else {
            return None;
        };
        (primary(&tag) != self.interface.tag()).then_some(tag)
    }
}

/// What languages call themselves, by their primary tag.
const OWN_NAMES: [(&str, &str); 16] = [
    ("ar", "العربية"),
    ("cs", "Čeština"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("hu", "Magyar"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("mn", "Монгол"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sq", "Shqip"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// What a language calls itself, where that is known and its tag says nothing more.
pub(super) fn own_name(language: &Language) -> Option<&'static str> {
    OWN_NAMES.iter().find(|(tag, _)| *tag == language.as_str()).map(|(_, name)| *name)
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

/// Whether a letter is Hangul, as a syllable or by itself.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}')
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
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
    fn a_language_is_called_what_it_calls_itself() {
        let check = |tag: &str, expect: Option<&str>| {
            assert_eq!(own_name(&Language::parse(tag).unwrap()), expect, "{tag}");
        };
        check("ko", Some("한국어"));
        check("ko-KP", None);
        check("tlh", None);
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

    #[test]
    fn words_are_marked_that_are_not_in_the_language_of_the_interface() {
        let english = sample::room();
        let korean = english.for_reader(
            Interface::Korean,
            crate::address::Carried::default(),
            std::sync::Arc::new(crate::words::Words::of(Interface::Korean)),
        );
        let check = |words: &str, tags: &[&str], expect: [Option<&str>; 2]| {
            let languages: Vec<_> = tags.iter().filter_map(|tag| Language::parse(tag)).collect();
            let tongue = |room: &Room| room.tongue_of(words, &languages);
            let found = [tongue(&english), tongue(&korean)];
            assert_eq!(found.each_ref().map(Option::as_deref), expect, "{words} {tags:?}");
        };
        check("A Letter to Kim", &["en", "ko"], [None, Some("en")]);
        check("김일성에게", &["en", "ko"], [Some("ko"), None]);
        check("김일성에게", &[], [Some("ko"), None]);
        check("1957년 7월 8일", &["en", "ru"], [Some("ko"), None]);
        check("김일성에게", &["en", "ko-KP"], [Some("ko-KP"), None]);
        check("Письмо Киму", &["ru"], [Some("ru"), Some("ru")]);
        check("Письмо Киму", &["en"], [None, None]);
        check("1957", &["en"], [None, None]);
    }
}
