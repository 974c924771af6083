//! Which language words are in: told by their script, and Latin letters by common words.
//!
//! In comes plain text; out goes a BCP 47 tag or nothing. A language that cannot be told is never
//! called English.

mod latin;
mod script;
mod split;

pub(super) use latin::latin;
pub(super) use script::{Script, Scripts};
pub(super) use split::{parts, seam};

use crate::document::Language;

/// The tag, which is one of ours and well formed.
pub(super) fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap_or_else(Language::undetermined)
}

/// The tag for a language's English name as sources print it: `Russian`.
pub(super) fn named(name: &str) -> Option<Language> {
    const NAMES: &[(&str, &str)] = &[
        ("afrikaans", "af"),
        ("albanian", "sq"),
        ("arabic", "ar"),
        ("armenian", "hy"),
        ("azerbaijani", "az"),
        ("belarusian", "be"),
        ("bulgarian", "bg"),
        ("burmese", "my"),
        ("cambodian", "km"),
        ("chinese", "zh"),
        ("croatian", "hr"),
        ("czech", "cs"),
        ("danish", "da"),
        ("dari", "prs"),
        ("dutch", "nl"),
        ("english", "en"),
        ("estonian", "et"),
        ("farsi", "fa"),
        ("finnish", "fi"),
        ("french", "fr"),
        ("georgian", "ka"),
        ("german", "de"),
        ("greek", "el"),
        ("hebrew", "he"),
        ("hindi", "hi"),
        ("hungarian", "hu"),
        ("indonesian", "id"),
        ("italian", "it"),
        ("japanese", "ja"),
        ("kazakh", "kk"),
        ("khmer", "km"),
        ("korean", "ko"),
        ("lao", "lo"),
        ("latvian", "lv"),
        ("lithuanian", "lt"),
        ("macedonian", "mk"),
        ("malay", "ms"),
        ("mongolian", "mn"),
        ("norwegian", "no"),
        ("pashto", "ps"),
        ("persian", "fa"),
        ("polish", "pl"),
        ("portuguese", "pt"),
        ("romanian", "ro"),
        ("russian", "ru"),
        ("serbian", "sr"),
        ("serbo-croatian", "sh"),
        ("slovak", "sk"),
        ("slovene", "sl"),
        ("slovenian", "sl"),
        ("spanish", "es"),
        ("swedish", "sv"),
        ("thai", "th"),
        ("turkish", "tr"),
        ("ukrainian", "uk"),
        ("urdu", "ur"),
        ("uzbek", "uz"),
        ("vietnamese", "vi"),
    ];
    let name = name.trim().to_ascii_lowercase();
    let at = NAMES.binary_search_by_key(&name.as_str(), |&(name, _)| name).ok()?;
    Some(tag(NAMES[at].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_names_have_tags() {
        let check = |name: &str, expect: Option<&str>| {
            assert_eq!(named(name).as_ref().map(Language::as_str), expect, "{name}");
        };
        check("Russian", Some("ru"));
        check("Vietnamese ", Some("vi"));
        check("afrikaans", Some("af"));
        check("Serbo-Croatian", Some("sh"));
        check("Klingon", None);
        check("Russian, Chinese", None);
    }
}
