//! Korean surnames.

use std::sync::LazyLock;

use super::syllable::{Coda, Reading, Syllable};

/// Surnames of one syllable, as either part of Korea writes them. Those that few bear and that
/// begin many common words are left out.
const SINGLE: &str = "가갈감강견경계고공곽구국권금기길김나남노단도동두라량려련렴로류륙리림마맹명모목무\
    문민박반방배백범변복봉부빈사상서석선설성소손송승신심안양어엄여연염엽예오옥온옹왕용우원위유육윤\
    은음이인임장전정제조좌주지진차창채천최추탁탄태편표피필하한함허현형호홍황";

/// Surnames of two syllables.
const DOUBLE: [&str; 8] = ["남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방"];

/// Spellings by custom that no rule explains.
const BY_CUSTOM: [(&str, &str); 19] = [
    ("kimm", "김"),
    ("park", "박"),
    ("parke", "박"),
    ("bark", "박"),
    ("hur", "허"),
    ("her", "허"),
    ("hurh", "허"),
    ("surh", "서"),
    ("sur", "서"),
    ("limb", "임"),
    ("rhyu", "유"),
    ("lew", "유"),
    ("yew", "유"),
    ("liu", "유"),
    ("joe", "조"),
    ("chough", "조"),
    ("tcho", "조"),
    ("chyung", "정"),
    ("yuhn", "연"),
];

/// Spellings that are so often a surname that one at the end of a name is it, unless the name
/// begins with another of them.
const MOST_COMMON: [&str; 10] =
    ["kim", "lee", "rhee", "park", "pak", "choi", "choe", "yoon", "kwon", "hwang"];

/// Spellings that are a common word of English too.
const COMMON_WORDS: [&str; 14] =
    ["an", "do", "go", "her", "i", "in", "no", "o", "on", "so", "to", "ye", "you", "u"];

static SYLLABLES: LazyLock<Vec<Syllable>> =
    LazyLock::new(|| SINGLE.chars().filter_map(Syllable::of_hangul).collect());

static PAIRS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    DOUBLE.iter().map(|name| name.chars().filter_map(Syllable::of_hangul).collect()).collect()
});

/// Whether the character is a surname.
pub(super) fn is_single(letter: char) -> bool {
    SINGLE.contains(letter)
}

/// Whether a surname of two syllables begins with the character.
pub(super) fn begins_double(letter: char) -> bool {
    DOUBLE.iter().any(|name| name.starts_with(letter))
}

/// How many of the characters are the surname that they begin with, the longer one first.
pub(super) fn length(letters: &[char]) -> Option<usize> {
    let is_double = |name: &str| letters.len() > 2 && name.chars().eq(letters[..2].iter().copied());
    if DOUBLE.iter().any(|name| is_double(name)) {
        return Some(2);
    }
    letters.first().filter(|letter| is_single(**letter)).map(|_| 1)
}

/// Surnames of one syllable that a spelled one can be, joined in one; `None` where it is none.
pub(super) fn single(spelled: Syllable) -> Option<Syllable> {
    let mut found = Syllable { onset: 0, vowels: 0, coda: spelled.coda, spelled: None };
    for surname in SYLLABLES.iter().filter(|surname| surname.agrees(spelled)) {
        found.onset |= surname.onset & spelled.onset;
        found.vowels |= surname.vowels & spelled.vowels;
    }
    (found.onset != 0).then_some(found)
}

/// Whether two syllables are a surname together.
pub(super) fn is_double(spelled: &[Syllable]) -> bool {
    PAIRS.iter().any(|surname| super::syllable::agree(surname, spelled))
}

/// The surname that letters without marks stand for by custom.
pub(super) fn by_custom(letters: &[u8]) -> Option<Syllable> {
    let (_, surname) = BY_CUSTOM.iter().find(|(spelled, _)| spelled.as_bytes() == letters)?;
    surname.chars().next().and_then(Syllable::of_hangul)
}

/// Whether the spelling is nearly always a surname.
pub(super) fn is_most_common(letters: &[u8]) -> bool {
    MOST_COMMON.iter().any(|surname| surname.as_bytes() == letters)
}

/// Whether the spelling is a common word too.
pub(super) fn is_common_word(letters: &[u8]) -> bool {
    COMMON_WORDS.iter().any(|word| word.as_bytes() == letters)
}

/// Syllables that given names are often made of, by their final consonant. Where one of these is
/// spelled, it is meant; else the consonant may be the work of the syllable after it.
pub(super) fn is_usual_in_names(spelled: Syllable) -> bool {
    static USUAL: LazyLock<Vec<Syllable>> = LazyLock::new(|| {
        "상성승영정종중창장청충동강경광공명병봉웅형홍용룡평흥양량방생일길철설달열율걸필을금남삼심범흠\
         함임"
            .chars()
            .filter_map(Syllable::of_hangul)
            .collect()
    });
    matches!(spelled.coda, Coda::Ng | Coda::L | Coda::M)
        && USUAL.iter().any(|usual| usual.agrees(spelled))
}
