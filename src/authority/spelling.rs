//! An entry's spellings: what the editors state, and which of it is printed where.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Entry, Gloss, Printed, Variant, VariantKind};

/// A spelling that the editors state, with what is printed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<'a> {
    /// The letters.
    pub form: &'a str,
    /// What else is stated of it; nothing of the name itself.
    pub variant: Option<&'a Variant>,
    /// What it is read as, where it is a misprint.
    pub read_as: Option<&'a str>,
    /// How it is printed: in the same letters, or with other signs and accents.
    pub printed: Vec<&'a Printed>,
}

impl Entry {
    /// The name and the other spellings that the editors state, and what is printed beside these.
    #[must_use]
    pub fn spellings<'a>(&'a self, printed: &'a [Printed]) -> (Vec<Stated<'a>>, Vec<&'a Printed>) {
        let name = Stated { form: &self.name, variant: None, read_as: None, printed: Vec::new() };
        let variants = self.variants.iter().map(|variant| Stated {
            form: &variant.form,
            variant: Some(variant),
            read_as: (variant.kind == VariantKind::Misprint).then(|| self.read_as(&variant.form)),
            printed: Vec::new(),
        });
        let mut stated: Vec<Stated<'a>> = [name].into_iter().chain(variants).collect();
        let mut beside = Vec::new();
        for form in printed {
            let by = |is_home: &dyn Fn(&str) -> bool| {
                stated.iter().position(|stated| is_home(stated.form))
            };
            let home = by(&|known| known == form.form)
                .or_else(|| by(&|known| same_letters(known, &form.form)))
                .or_else(|| by(&|known| squeezed(known) == squeezed(&form.form)));
            match home {
                Some(home) => stated[home].printed.push(form),
                None => beside.push(form),
            }
        }
        (stated, beside)
    }

    /// What a misprint is read as: the name, or the first spelling in the same script.
    #[must_use]
    pub fn read_as(&self, misprint: &str) -> &str {
        let spellings = self
            .variants
            .iter()
            .filter(|variant| variant.kind == VariantKind::Spelling)
            .map(|variant| variant.form.as_str());
        [self.name.as_str()]
            .into_iter()
            .chain(spellings)
            .find(|form| script(form) == script(misprint))
            .unwrap_or(&self.name)
    }

    /// The misprint that is printed so, where one is stated.
    #[must_use]
    pub fn misprint(&self, form: &str) -> Option<&Variant> {
        self.variants
            .iter()
            .find(|v| v.kind == VariantKind::Misprint && squeezed(&v.form) == squeezed(form))
    }

    /// Whether the editors state this spelling, whatever its signs and accents.
    #[must_use]
    pub fn states(&self, form: &str) -> bool {
        let form = squeezed(form);
        let variants = self.variants.iter().map(|variant| variant.form.as_str());
        [self.name.as_str()].into_iter().chain(variants).any(|known| squeezed(known) == form)
    }

    /// The bracketed spellings that the editors do not state.
    #[must_use]
    pub fn unstated<'a, T>(
        &self,
        glosses: &'a [(Gloss, T, super::Spot)],
    ) -> Vec<&'a (Gloss, T, super::Spot)> {
        glosses.iter().filter(|(gloss, ..)| !self.states(&gloss.form)).collect()
    }
}

/// Whether two spellings differ in capitals at most.
fn same_letters(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Letters and digits alone, accents dropped, in lower case.
fn squeezed(form: &str) -> String {
    form.nfkd()
        .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ł' { 'l' } else { c })
        .collect()
}

/// The script of the first letter: Latin, Hangul, or any other by the high digits of its code.
fn script(form: &str) -> u32 {
    match form.chars().find(|c| c.is_alphabetic()) {
        Some('가'..='힣') => 1,
        Some(letter) if u32::from(letter) < 0x250 => 0,
        Some(letter) => u32::from(letter) >> 8,
        None => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Slug;
    use crate::authority::{Entity, EntityKind};

    fn entry() -> Entry {
        let variant = |form: &str, kind| Variant {
            form: form.to_owned(),
            language: None,
            scheme: None,
            kind,
            only_in: Vec::new(),
            source: None,
        };
        Entry {
            entity: Entity { kind: EntityKind::Person, id: Slug::parse("ri").unwrap() },
            name: "Ri Sang-jo".to_owned(),
            expansion: None,
            dates: None,
            note: None,
            sources: Vec::new(),
            variants: vec![
                variant("리승조", VariantKind::Misprint),
                variant("Ri Sang Jo", VariantKind::Spelling),
                variant("리상조", VariantKind::Spelling),
                variant("Li Syn Cho", VariantKind::Misprint),
            ],
        }
    }

    #[test]
    fn what_is_printed_stands_with_the_spelling_that_has_its_letters() {
        let printed =
            |form: &str| Printed { form: form.to_owned(), mentions: 1, first: Vec::new() };
        let forms =
            ["RI SANG JO", "Ri Sang Jo", "Ri Sang-jo", "Ri Sangjo", "Ri S. J."].map(printed);
        let entry = entry();
        let (stated, beside) = entry.spellings(&forms);
        let of = |at: usize| -> Vec<&str> {
            stated[at].printed.iter().map(|printed| printed.form.as_str()).collect()
        };
        assert_eq!(of(0), ["Ri Sang-jo", "Ri Sangjo"]);
        assert_eq!(of(2), ["RI SANG JO", "Ri Sang Jo"]);
        assert_eq!(beside.len(), 1);
    }

    #[test]
    fn a_misprint_is_read_as_the_spelling_in_its_script() {
        let entry = entry();
        assert_eq!(entry.read_as("리승조"), "리상조");
        assert_eq!(entry.read_as("Li Syn Cho"), "Ri Sang-jo");
        assert_eq!(entry.read_as("Ли"), "Ri Sang-jo");
        assert!(entry.misprint("리승조").is_some() && entry.misprint("리상조").is_none());
        assert!(entry.states("ri sang‑JO") && !entry.states("Ri"));
    }
}
