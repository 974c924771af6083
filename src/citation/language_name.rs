//! English names of languages.

use crate::document::Language;

/// English names of the languages that texts of archives are mostly in.
const LANGUAGES: [(&str, &str); 20] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("cs", "Czech"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("mn", "Mongolian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sq", "Albanian"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The name of a language by its primary tag.
pub(super) fn language_name(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}

/// The tag of a language by its name, whatever the case.
pub(super) fn tag_of(name: &str) -> Option<Language> {
    let name = name.trim();
    let (tag, _) = LANGUAGES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name))?;
    Language::parse(tag)
}
