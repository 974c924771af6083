//! Stems: Latin words as English, Cyrillic ones as Russian.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

/// Abbreviations that stand for a word: after folding, before stemming.
const CANONICAL: &[(&str, &str)] = &[
    ("cde", "comrade"),
    ("cdes", "comrade"),
    ("comr", "comrade"),
    ("comrs", "comrade"),
    ("тов", "товарищ"),
];

/// The longest word that is remembered, in bytes.
const REMEMBERED: usize = 24;

/// The longest ending that is remembered, in bytes.
const ENDING: usize = 4;

/// How many words are remembered; a power of two.
const PLACES: usize = 1 << 14;

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// Runs `work` with this thread's stemmers and what they remember.
pub(super) fn with_stems<T>(work: impl FnOnce(&mut Stems) -> T) -> T {
    STEMS.with_borrow_mut(work)
}

/// The stemmers, and the stems of words seen lately, each at the one place its letters tell.
pub(super) struct Stems {
    english: Stemmer,
    russian: Stemmer,
    seen: Vec<Seen>,
}

/// A word and how its stem is made: so many of its bytes, then an ending.
#[derive(Clone, Copy)]
struct Seen {
    word: [u64; 3],
    kept: u8,
    ending_length: u8,
    ending: [u8; ENDING],
}

impl Stems {
    fn new() -> Self {
        let empty = Seen { word: [0; 3], kept: 0, ending_length: 0, ending: [0; ENDING] };
        Self {
            english: Stemmer::create(Algorithm::English),
            russian: Stemmer::create(Algorithm::Russian),
            seen: vec![empty; PLACES],
        }
    }

    /// The range of the stem of a folded word, all within `letters`: mostly the beginning of the
    /// word itself, else added at the end.
    pub(super) fn stem(&mut self, letters: &mut String, word: (usize, usize)) -> (usize, usize) {
        let (start, end) = word;
        if end - start < 3 {
            return word;
        }
        let Some(key) = packed(&letters.as_bytes()[start..end]) else {
            let stem = self.stem_of(&letters[start..end]);
            return added(letters, word, &stem);
        };
        let place = place(key);
        if self.seen[place].word != key {
            let stem = self.stem_of(&letters[start..end]);
            let surface = &letters[start..end];
            let kept = shared(surface, &stem);
            let ending = &stem.as_bytes()[kept..];
            let mut seen = Seen { word: key, kept: 0, ending_length: 0, ending: [0; ENDING] };
            let (Some(room), Ok(kept)) = (seen.ending.get_mut(..ending.len()), u8::try_from(kept))
            else {
                return added(letters, word, &stem);
            };
            room.copy_from_slice(ending);
            seen.kept = kept;
            seen.ending_length = u8::try_from(ending.len()).unwrap_or(0);
            self.seen[place] = seen;
        }
        let Seen { kept, ending_length, ending, .. } = self.seen[place];
        let kept = start + usize::from(kept);
        let Some(ending) = std::str::from_utf8(&ending[..usize::from(ending_length)])
            .ok()
            .filter(|ending| !ending.is_empty())
        else {
            return (start, kept);
        };
        let from = letters.len();
        letters.extend_from_within(start..kept);
        letters.push_str(ending);
        (from, letters.len())
    }

    fn stem_of(&self, word: &str) -> String {
        let word =
            CANONICAL.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full);
        let stemmer = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            &self.english
        } else if word.chars().all(|c| matches!(c, 'а'..='я')) {
            &self.russian
        } else {
            return word.to_owned();
        };
        let stem = stemmer.stem(word);
        if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
    }
}

/// A stem that is remembered nowhere.
fn added(letters: &mut String, word: (usize, usize), stem: &str) -> (usize, usize) {
    if letters[word.0..word.1].starts_with(stem) {
        return (word.0, word.0 + stem.len());
    }
    let from = letters.len();
    letters.push_str(stem);
    (from, letters.len())
}

/// How many bytes two words have in common, to the boundary of a character.
fn shared(word: &str, stem: &str) -> usize {
    let same = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
    word.floor_char_boundary(same)
}

/// A short word as three numbers. Folded words hold no zero byte, so no two words are the same.
fn packed(word: &[u8]) -> Option<[u64; 3]> {
    let mut bytes = [0; REMEMBERED];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    let mut key = [0; 3];
    for (part, chunk) in key.iter_mut().zip(bytes.as_chunks().0) {
        *part = u64::from_le_bytes(*chunk);
    }
    Some(key)
}

/// Where a word is remembered: its bits mixed by multiplying, the upper ones taken.
fn place([a, b, c]: [u64; 3]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (a.wrapping_mul(ODD) ^ b).wrapping_mul(ODD).rotate_left(23) ^ c;
    usize::try_from(mixed.wrapping_mul(ODD) >> 50).unwrap_or(0) % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expect: &str) {
        with_stems(|stems| {
            for _ in 0..2 {
                let mut letters = format!("before{word}");
                let (start, end) = stems.stem(&mut letters, (6, 6 + word.len()));
                assert_eq!(&letters[start..end], expect, "{word}");
            }
        });
    }

    #[test]
    fn the_script_decides_and_memory_changes_nothing() {
        check("comrades", "comrad");
        check("party", "parti");
        check("копии", "коп");
        check("посольства", "посольств");
        check("20th", "20th");
        check("aбв", "aбв");
        check("ws", "ws");
        check("internationalizations", "internation");
        check("internationalizationsinternationalizations", "internationalizationsinternation");
    }

    #[test]
    fn abbreviations_of_comrade_are_one_word() {
        for word in ["comr", "cde", "comrade", "comrades", "cdes"] {
            check(word, "comrad");
        }
    }

    #[test]
    fn no_word_breaks_the_stemmers() {
        let stems = Stems::new();
        for a in 'a'..='z' {
            for b in 'a'..='z' {
                for ending in ["", "ied", "ying", "ly", "sses", "eed", "ational", "y", "yy", "'s"] {
                    assert!(!stems.stem_of(&format!("{a}{b}{ending}")).is_empty());
                }
            }
        }
        for a in 'а'..='я' {
            for ending in ["", "а", "ость", "ейше", "вшись", "нн", "ющими", "ь", "и"]
            {
                assert!(!stems.stem_of(&format!("{a}{ending}")).is_empty());
            }
        }
    }
}
