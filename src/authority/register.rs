//! Entries in the order of their names, in pages, with the letters that they begin with.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Authority, EntityKind, Entry};

/// A page of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register<'a> {
    /// The entries of this page, by name.
    pub entries: Vec<&'a Entry>,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are, at least one.
    pub pages: usize,
    /// How many entries there are in all.
    pub total: usize,
    /// The letters that names begin with, each with the page on which it first stands.
    pub letters: Vec<(char, usize)>,
}

impl Authority {
    /// The entries of these kinds, `size` to a page; a page beyond the last is the last.
    #[must_use]
    pub fn register(&self, kinds: &[EntityKind], page: usize, size: usize) -> Register<'_> {
        let size = size.max(1);
        let mut entries: Vec<&Entry> =
            self.entries.iter().filter(|entry| kinds.contains(&entry.entity.kind)).collect();
        entries.sort_by_cached_key(|entry| (sorted_as(&entry.name), entry.entity.id.clone()));
        let mut letters: Vec<(char, usize)> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let letter = entry.letter();
            if letters.last().is_none_or(|(last, _)| *last != letter) {
                letters.push((letter, at / size + 1));
            }
        }
        let (total, pages) = (entries.len(), entries.len().div_ceil(size).max(1));
        let page = page.clamp(1, pages);
        let entries = entries.into_iter().skip((page - 1) * size).take(size).collect();
        Register { entries, page, pages, total, letters }
    }
}

impl Entry {
    /// The letter under which the entry stands in a list: that of its name in capitals without its
    /// accent, the first sound of a Hangul syllable, `#` where a name begins with no letter.
    #[must_use]
    pub fn letter(&self) -> char {
        let Some(first) = sorted_as(&self.name).chars().next() else { return '#' };
        match first {
            'ᄀ'..='ᄒ' => INITIALS[(u32::from(first) - 0x1100) as usize],
            letter if letter.is_alphabetic() => letter.to_uppercase().next().unwrap_or(letter),
            _ => '#',
        }
    }

    /// The name in Hangul: the name itself, or the first such spelling that is no misprint.
    #[must_use]
    pub fn hangul(&self) -> Option<&str> {
        let is_hangul = |form: &str| form.chars().any(|c| matches!(c, '가'..='힣'));
        let spellings = self
            .variants
            .iter()
            .filter(|variant| variant.kind == super::VariantKind::Spelling)
            .map(|variant| variant.form.as_str());
        [self.name.as_str()].into_iter().chain(spellings).find(|form| is_hangul(form))
    }
}

/// The initial consonants of Hangul syllables as letters that stand alone.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// A name as it is put in order, the same in every language of the interface: accents dropped, in
/// lower case, compared by code point.
#[must_use]
pub fn sorted_as(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ł' { 'l' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Slug;
    use crate::authority::Entity;

    fn entry(name: &str) -> Entry {
        let id = Slug::from_stem(name);
        Entry {
            entity: Entity { kind: EntityKind::Person, id },
            name: name.to_owned(),
            expansion: None,
            dates: None,
            note: None,
            sources: Vec::new(),
            variants: Vec::new(),
        }
    }

    #[test]
    fn names_stand_in_order_whatever_their_accents() {
        let names = ["Łuk", "Zverev", "김", "An", "Łabędź", "Hŏ Ka-i", "Lacis", "Hoxha"];
        let authority = Authority { entries: names.iter().map(|name| entry(name)).collect() };
        let register = authority.register(&[EntityKind::Person], 1, 500);
        let order: Vec<&str> = register.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(order, ["An", "Hŏ Ka-i", "Hoxha", "Łabędź", "Lacis", "Łuk", "Zverev", "김"]);
        let letters: Vec<char> = register.letters.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(letters, ['A', 'H', 'L', 'Z', 'ㄱ']);
    }

    #[test]
    fn a_page_beyond_the_last_is_the_last() {
        let entries = (0..1001).map(|n| entry(&format!("N{n:04}"))).collect();
        let authority = Authority { entries };
        let check = |page, expect: (usize, usize)| {
            let register = authority.register(&[EntityKind::Person], page, 500);
            assert_eq!(
                (register.page, register.entries.len(), register.pages),
                (expect.0, expect.1, 3)
            );
        };
        check(0, (1, 500));
        check(2, (2, 500));
        check(3, (3, 1));
        check(99, (3, 1));
        assert_eq!(authority.register(&[EntityKind::Term], 5, 500).pages, 1);
    }

    #[test]
    fn a_name_that_begins_with_no_letter_stands_under_a_sign() {
        for (name, letter) in
            [("1st Army", '#'), ("élan", 'E'), ("СССР", 'С'), ("박", 'ㅂ'), ("한", 'ㅎ')]
        {
            assert_eq!(entry(name).letter(), letter, "{name}");
        }
    }
}
