//! Words, each once, in one piece of memory.
//!
//! A long load reads a hundred million words, a few hundred of each document for the first time. So
//! their letters stand one behind the other in a single text, and where a word stands is looked up
//! by its hash.

use std::hash::BuildHasher as _;

use super::hashing::Mixing;

/// A place in the table that is free.
const FREE: u32 = u32::MAX;

/// Words in the order in which they were first added.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    letters: String,
    /// Where each word ends; it begins where the one before ends.
    ends: Vec<u32>,
    /// The words' places by their hashes, the next free one where several fall together. A power of
    /// two of them, at least half of them free; none once nothing more is added.
    table: Vec<u32>,
}

impl PartialEq for WordList {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters && self.ends == other.ends
    }
}

impl Eq for WordList {}

impl WordList {
    /// The place of a word, from 0; one that is not there yet is added.
    pub fn place(&mut self, word: &str) -> usize {
        if self.table.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let mut at = self.first(word);
        loop {
            match self.table[at] {
                FREE => break,
                place if self.at(place as usize) == Some(word) => return place as usize,
                _ => at = (at + 1) % self.table.len(),
            }
        }
        let place = self.ends.len();
        self.letters.push_str(word);
        // Beyond four gigabytes of different words nothing more is told apart.
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.table[at] = u32::try_from(place).unwrap_or(FREE);
        place
    }

    /// The words in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|place| self.at(place))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Gives back the memory that only adding needs.
    pub(super) fn settle(&mut self) {
        self.table = Vec::new();
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The word at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&str> {
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.letters.get(*start as usize..*self.ends.get(place)? as usize)
    }

    /// Where in the table a word is looked for first.
    fn first(&self, word: &str) -> usize {
        let hash = Mixing::default().hash_one(word);
        // The table is never empty here, and its length a power of two.
        usize::try_from(hash & (self.table.len() as u64 - 1)).unwrap_or(0)
    }

    fn grow(&mut self) {
        let size = (4 * (self.ends.len() + 1)).next_power_of_two().max(64);
        self.table = vec![FREE; size];
        for place in 0..self.ends.len() {
            let Some(word) = self.at(place) else { continue };
            let mut at = self.first(word);
            while self.table[at] != FREE {
                at = (at + 1) % size;
            }
            self.table[at] = u32::try_from(place).unwrap_or(FREE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_place_however_often_it_comes() {
        let mut list = WordList::default();
        let words: Vec<String> = (0..3_000).map(|number| format!("word{number}")).collect();
        for _ in 0..2 {
            for (place, word) in words.iter().enumerate() {
                assert_eq!(list.place(word), place);
            }
        }
        list.settle();
        assert_eq!(list.iter().collect::<Vec<_>>(), words);
        // What is added after all finds its place too.
        assert_eq!((list.place("word7"), list.place("")), (7, 3_000));
        assert_eq!((list.place(""), list.len(), list.is_empty()), (3_000, 3_001, false));
    }

    #[test]
    fn words_that_end_alike_are_told_apart() {
        let mut list = WordList::default();
        for word in ["ab", "a", "b", "abab", "대사", "사"] {
            list.place(word);
        }
        assert_eq!(list.iter().collect::<Vec<_>>(), ["ab", "a", "b", "abab", "대사", "사"]);
    }
}
