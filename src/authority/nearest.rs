//! Entries that a reader may have meant.

use unicode_normalization::UnicodeNormalization as _;

use crate::address::folded;

use super::{Authority, EntityKind, Entry};

/// Entries that are offered.
const MOST: usize = 5;
/// Characters of what was asked for that are looked at.
const LONGEST: usize = 60;
/// The shortest word that two names can share.
const SHORTEST_WORD: usize = 3;

impl Authority {
    /// Up to five entries of this kind whose identifier, name or spelling is most like `wanted`:
    /// they share a word with it, or differ from it in two letters at most.
    #[must_use]
    pub fn nearest(&self, kind: EntityKind, wanted: &str) -> Vec<&Entry> {
        let wanted: String = wanted.chars().take(LONGEST).collect();
        let wanted = Shape::of(&wanted);
        let mut found: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| entry.entity.kind == kind)
            .filter_map(|entry| {
                let variants = entry.variants.iter().map(|variant| variant.form.as_str());
                let forms = [entry.entity.id.as_str(), &entry.name].into_iter().chain(variants);
                let best = forms.filter_map(|form| wanted.distance(&Shape::of(form))).min()?;
                Some((best, entry))
            })
            .collect();
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().take(MOST).map(|(_, entry)| entry).collect()
    }
}

/// A name as it is compared.
struct Shape {
    /// Latin letters without accents, words joined by hyphens.
    folded: String,
    /// All letters, syllables taken apart.
    letters: Vec<char>,
}

impl Shape {
    fn of(form: &str) -> Self {
        let letters = form.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        Self { folded: folded(form), letters: letters.take(LONGEST * 3).collect() }
    }

    /// How far one is from the other; none where they have nothing in common.
    fn distance(&self, other: &Self) -> Option<usize> {
        const FAR: usize = 3;
        let apart = self.letters.len().abs_diff(other.letters.len());
        let most = (self.letters.len() / 3).min(FAR - 1);
        let edits = (apart <= most).then(|| edits(&self.letters, &other.letters));
        if let Some(edits) = edits.filter(|edits| *edits <= most) {
            return Some(edits);
        }
        let words = || other.folded.split('-').filter(|word| word.len() >= SHORTEST_WORD);
        let shared =
            self.folded.split('-').filter(|word| words().any(|known| known == *word)).count();
        (shared > 0).then(|| FAR + 10 - shared.min(9))
    }
}

/// How many letters must be put in, taken out or changed to make one of the other.
fn edits(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Slug;
    use crate::authority::{Entity, Variant, VariantKind};

    fn check(wanted: &str, expect: &[&str]) {
        let people = [
            ("kim-il-sung", "Kim Il Sung", "김일성"),
            ("molotov", "Molotov", "Молотов"),
            ("kim-seung-hwa", "Kim Seung-hwa", "김승화"),
        ];
        let entry = |(id, name, form): &(&str, &str, &str)| Entry {
            entity: Entity { kind: EntityKind::Person, id: Slug::parse(id).unwrap() },
            name: (*name).to_owned(),
            expansion: None,
            dates: None,
            note: None,
            sources: Vec::new(),
            variants: vec![Variant {
                form: (*form).to_owned(),
                language: None,
                scheme: None,
                kind: VariantKind::Spelling,
                only_in: Vec::new(),
                source: None,
            }],
        };
        let authority = Authority { entries: people.iter().map(entry).collect() };
        let found: Vec<&str> = authority
            .nearest(EntityKind::Person, wanted)
            .into_iter()
            .map(|entry| entry.entity.id.as_str())
            .collect();
        assert_eq!(found, expect, "{wanted}");
    }

    #[test]
    fn a_slip_or_a_shared_word_leads_to_the_entry() {
        check("molotof", &["molotov"]);
        check("kim-il-song", &["kim-il-sung", "kim-seung-hwa"]);
        check("kim", &["kim-il-sung", "kim-seung-hwa"]);
        check("김일송", &["kim-il-sung"]);
        check("Молотов", &["molotov"]);
        check("zzz", &[]);
        check("", &[]);
    }

    #[test]
    fn a_very_long_request_is_looked_at_in_part() {
        check(&"molotov-".repeat(100_000), &["molotov"]);
    }
}
