//! Words, each once, in one piece of memory.
//!
//! A long load reads a hundred million words, a few hundred of each document for the first time. So
//! their letters stand one behind the other in a single text, and where a word stands is looked up
//! by its hash. The words come from files that anybody may have written, so it is another hash in each
//! process: whoever does not know it cannot choose words that fall together.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Words in the order in which they were first added.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    letters: String,
    /// Where each word ends; it begins where the one before ends.
    ends: Vec<u32>,
    /// The words' places by their hashes; none once nothing more is added.
    table: HashTable<u32>,
    hashing: RandomState,
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
        if self.table.is_empty() {
            self.look_up();
        }
        let Self { letters, ends, table, hashing } = self;
        let known = |place: &u32| at(letters, ends, *place as usize).unwrap_or_default();
        let hash = hashing.hash_one(word);
        let free = match table.entry(hash, |of| known(of) == word, |of| hashing.hash_one(known(of)))
        {
            Entry::Occupied(known) => return *known.get() as usize,
            Entry::Vacant(free) => free,
        };
        // Beyond four gigabytes of different words nothing more is told apart.
        let place = ends.len();
        free.insert(u32::try_from(place).unwrap_or(u32::MAX));
        letters.push_str(word);
        ends.push(u32::try_from(letters.len()).unwrap_or(u32::MAX));
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
        self.table = HashTable::new();
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The word at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&str> {
        at(&self.letters, &self.ends, place)
    }

    /// Makes the table of all words.
    fn look_up(&mut self) {
        let Self { letters, ends, table, hashing } = self;
        let word = |place: &u32| at(letters, ends, *place as usize).unwrap_or_default();
        let hash = |place: &u32| hashing.hash_one(word(place));
        let places = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        table.reserve(ends.len(), hash);
        for place in 0..places {
            table.insert_unique(hash(&place), place, hash);
        }
    }
}

/// The word at a place.
fn at<'w>(letters: &'w str, ends: &[u32], place: usize) -> Option<&'w str> {
    let start = place.checked_sub(1).map_or(Some(&0), |before| ends.get(before))?;
    letters.get(*start as usize..*ends.get(place)? as usize)
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
