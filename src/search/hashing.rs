//! A hash for tables of words that are filled while documents are read: quick for a few letters.
//!
//! The words come from files that anybody may have written, so each process mixes them with a number
//! of its own; whoever does not know it cannot choose words that fall together. Order in such a
//! table means nothing.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u64));

/// Makes hashers that all mix alike.
#[derive(Debug, Clone, Copy)]
pub struct Mixing(u64);

impl Default for Mixing {
    fn default() -> Self {
        Self(*SEED)
    }
}

impl BuildHasher for Mixing {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

/// Eight bytes at a time, each mixed by a long multiplication whose halves are joined.
#[derive(Debug)]
pub struct Mixer(u64);

impl Mixer {
    #[expect(clippy::cast_possible_truncation, reason = "the halves of the product are meant")]
    fn mix(&mut self, value: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.0 ^ value) * u128::from(ODD);
        let (low, high) = (product as u64, (product >> 64) as u64);
        self.0 = (low ^ high).rotate_left(23) ^ value;
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        // The length tells words apart that end in zeros.
        self.mix(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn finish(&self) -> u64 {
        let mut last = Self(self.0);
        last.mix(self.0 >> 32);
        last.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_that_differ_fall_apart() {
        let mixing = Mixing::default();
        let words = (0..100_000).map(|number| format!("word{number}"));
        let hashes: HashSet<u64> = words.map(|word| mixing.hash_one(word)).collect();
        assert_eq!(hashes.len(), 100_000);
        // Tables look at the lowest bits and at the highest seven.
        let low: HashSet<u64> = hashes.iter().map(|hash| hash & 0xffff).collect();
        let high: HashSet<u64> = hashes.iter().map(|hash| hash >> 57).collect();
        assert!(low.len() > 45_000 && high.len() == 128, "{} {}", low.len(), high.len());
    }

    #[test]
    fn the_same_word_is_the_same() {
        let mixing = Mixing::default();
        for word in ["", "a", "twelve bytes", "대사관", "\0", "\0\0"] {
            assert_eq!(mixing.hash_one(word), mixing.hash_one(String::from(word)), "{word:?}");
        }
        assert_ne!(mixing.hash_one("\0"), mixing.hash_one("\0\0"));
    }
}
