//! How alike two paragraphs are, told fast: by a sample of their words.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::words::{cut, is_word};

/// So many words of a paragraph are compared at most.
const SAMPLE: usize = 64;

/// A sample of a paragraph's words: those with the lowest checksums, so that like paragraphs have
/// like samples (bottom-k sketch).
#[derive(Debug)]
pub(super) struct Sample(Vec<u64>);

impl Sample {
    pub(super) fn of(text: &str) -> Self {
        let checksum = |piece: &str| {
            let mut hasher = DefaultHasher::new();
            piece.to_lowercase().hash(&mut hasher);
            hasher.finish()
        };
        let mut words: Vec<u64> =
            cut(text).into_iter().filter(|piece| is_word(piece)).map(checksum).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(SAMPLE);
        Self(words)
    }

    /// How much of both is in common, from 0 to 100.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let (mut one, mut two) = (self.0.as_slice(), other.0.as_slice());
        let (mut both, mut all) = (0_u32, 0_u32);
        while let ([a, ..], [b, ..]) = (one, two) {
            all += 1;
            both += u32::from(a == b);
            if a <= b {
                one = &one[1..];
            }
            if b <= a {
                two = &two[1..];
            }
        }
        // What stands beyond the other's end counts only where that end is the text's own.
        let rest = [(&one, other), (&two, self)];
        let rest: usize = rest
            .iter()
            .filter(|(_, ended)| ended.0.len() < SAMPLE)
            .map(|(rest, _)| rest.len())
            .sum();
        all += u32::try_from(rest).unwrap_or(u32::MAX / 2);
        both * 100 / all.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_what_two_paragraphs_share() {
        let check = |one: &str, two: &str, expect: std::ops::RangeInclusive<u32>| {
            let (one, two) = (Sample::of(one), Sample::of(two));
            assert!(expect.contains(&one.likeness(&two)), "{}", one.likeness(&two));
            assert_eq!(one.likeness(&two), two.likeness(&one));
        };
        check("a b c d", "a b c d", 100..=100);
        check("a b c d", "A, b; c d!", 100..=100);
        check("a b c d", "e f g h", 0..=0);
        check("a b c d", "a b c e", 60..=60);
        check("", "", 0..=0);
        let long: Vec<String> = (0..1000).map(|n| format!("word{n}")).collect();
        let long = long.join(" ");
        check(&long, &format!("{long} more"), 90..=100);
        check(&long, &long.to_uppercase(), 100..=100);
        check(&long, "word1 word2", 0..=5);
    }
}
