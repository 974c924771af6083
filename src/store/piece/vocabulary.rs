//! The words of some documents, in order: what the pieces of both tables are made by.

use crate::search::WordList;

/// The words of some documents, each once, by their letters.
pub(super) struct Vocabulary {
    words: WordList,
    /// Their places in the list, in the order of their letters.
    order: Vec<u32>,
    /// The words of each document, one document behind the other, by their places in that order.
    own: Vec<u32>,
    /// Where those of each document end.
    ends: Vec<usize>,
}

impl Vocabulary {
    /// The words of documents, each of which gives its own.
    pub(super) fn of<'d>(documents: impl Iterator<Item = &'d WordList>) -> Self {
        let (mut words, mut own, mut ends) = (WordList::default(), Vec::new(), Vec::new());
        for document in documents {
            own.extend(document.iter().map(|word| narrow(words.place(word))));
            ends.push(own.len());
        }
        // Most words differ in their first letters, and these are compared as one number.
        let mut sorted: Vec<(u64, &str, u32)> =
            words.iter().zip(0..).map(|(word, place)| (beginning(word), word, place)).collect();
        sorted.sort_unstable();
        let order: Vec<u32> = sorted.into_iter().map(|(.., place)| place).collect();
        let mut ranks = vec![0; order.len()];
        for (rank, place) in (0..).zip(&order) {
            ranks[*place as usize] = rank;
        }
        for word in &mut own {
            *word = ranks[*word as usize];
        }
        Self { words, order, own, ends }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// All words in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|place| self.words.at(*place as usize).unwrap_or_default())
    }

    /// The words of a document in its own order, by their places among all.
    pub(super) fn of_document(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.own[start..self.ends[place]]
    }
}

/// The first eight bytes of a word; of two words the one with less comes first.
fn beginning(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, letter) in bytes.iter_mut().zip(word.bytes()) {
        *byte = letter;
    }
    u64::from_be_bytes(bytes)
}

/// A batch has fewer words than bytes, and those are far below four billions.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
