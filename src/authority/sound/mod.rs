//! How Korean names sound: Hangul and every Latin spelling of one name joined.
//!
//! In comes a name as someone wrote it, in Hangul or by any of the usual romanizations (Revised,
//! McCune-Reischauer with and without its marks, the style of the DPRK, spellings by custom); out
//! go its readings, each a row of syllables, and keys to look names up by. Two names are alike
//! where one reading of each agrees at every syllable. Nothing here knows a language or a person,
//! and Russian or Chinese ways of writing Korean names are left to the authority files.

mod hangul;
mod latin;
mod letters;
mod remembered;
mod surname;
mod syllable;
mod text;

#[cfg(test)]
mod tests;

pub use text::names_in;

use syllable::{Reading, Syllable};

/// The longest name that is read, in bytes; longer words are none.
const LONGEST: usize = 64;

/// How a name can sound: all readings of one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sound {
    /// Readings that begin with a surname.
    names: Vec<Reading>,
    /// Readings as one word, such as a place's name.
    words: Vec<Reading>,
}

impl Sound {
    /// How `form` can sound. In Latin letters several words are read as a surname and a given name
    /// of one or two syllables, a single word as it is; Hangul as both.
    #[must_use]
    pub fn of(form: &str) -> Self {
        let form = form.trim();
        if form.len() > LONGEST || form.is_empty() {
            return Self::default();
        }
        hangul::sound(form).unwrap_or_else(|| latin::sound(form))
    }

    /// Whether it has no reading.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.names.is_empty() && self.words.is_empty()
    }

    /// Whether it has a reading as a surname with a given name.
    #[must_use]
    pub fn is_name(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether the two can be one name. Symmetric, and of every sound that has a reading true with
    /// itself.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let agree = |ours: &[Reading], others: &[Reading]| {
            ours.iter().any(|one| others.iter().any(|other| syllable::agree(one, other)))
        };
        agree(&self.names, &other.names) || agree(&self.words, &other.words)
    }

    /// What all sounds like this one have one of: letters of ASCII, each key once, in order. Names
    /// that share a key need not be alike.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for (readings, kind) in [(&self.names, 'n'), (&self.words, 'w')] {
            for reading in readings {
                add_keys(reading, kind, &mut keys);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Adds the keys of one reading: one for each choice among the vowels that its syllables can have.
fn add_keys(reading: &Reading, kind: char, keys: &mut Vec<String>) {
    let first = keys.len();
    keys.push(String::from(kind));
    for syllable in reading {
        let mut vowels = syllable.key_vowels();
        let (Some(vowel), last) = (vowels.next(), keys.len()) else { continue };
        for other in vowels {
            for at in first..last {
                let mut key = keys[at].clone();
                key.extend([syllable.key_onset(), other]);
                key.push_str(syllable.key_coda());
                keys.push(key);
            }
        }
        for key in &mut keys[first..last] {
            key.extend([syllable.key_onset(), vowel]);
            key.push_str(syllable.key_coda());
        }
    }
}

/// Whether two spellings can be one name.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    Sound::of(one).is_like(&Sound::of(other))
}

/// Whether a name in Latin letters begins with a Korean surname and goes on with a Korean given
/// name: `Kim Il Sung`, but neither `Syngman Rhee` nor `Kim Philby`.
#[must_use]
pub fn begins_with_surname(form: &str) -> bool {
    form.len() <= LONGEST && latin::begins_with_surname(form)
}

/// How many letters of a name in Hangul, written without a blank, are its surname; `None` where it
/// begins with none.
#[must_use]
pub fn surname_letters(name: &str) -> Option<usize> {
    let letters: Vec<char> = name.chars().take(LONGEST).collect();
    surname::length(&letters)
}

/// What spellings of one name have in common, coarser than [`alike`]; none where the words are no
/// Korean name.
#[must_use]
pub fn keys(form: &str) -> Vec<String> {
    remembered::keys(form).to_vec()
}
