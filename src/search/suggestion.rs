//! The nearest spellings to a word that no text has.
//!
//! Words are compared by letters without accents, Hangul by the letters that its syllables are
//! made of, so that 희 and 회 differ by one. In come the word and the words of the texts; out come
//! those nearest. The distance is that of optimal string alignment: insertions, deletions,
//! substitutions, and swaps of neighbours.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most spellings that are offered.
const MOST: usize = 5;
/// Words of up to so many letters may differ by one, longer ones by two.
const SHORT: usize = 4;
/// Words of fewer letters are offered nothing: too much is near to them.
const LEAST: usize = 4;
/// Words of fewer letters that differ by two must at least begin alike.
const LONG: usize = 7;

/// The words nearest to `word` among the words of the texts, given as they are printed, each with
/// the number of documents that hold it; best first, as they are printed most often. The nearer
/// the better, then the more frequent; another first letter counts against a word. None where the
/// texts have the word itself.
#[must_use]
pub fn nearest<'v>(
    word: &str,
    vocabulary: impl IntoIterator<Item = (&'v str, u32)>,
) -> Vec<String> {
    let (mut wanted, mut letters) = (Vec::new(), Vec::new());
    spell(word, &mut wanted);
    if wanted.len() < LEAST {
        return Vec::new();
    }
    let most = if wanted.len() <= SHORT { 1 } else { 2 };
    let mut found: Vec<Candidate> = Vec::new();
    let mut rows = Rows::default();
    for (printed, documents) in vocabulary {
        spell(printed, &mut letters);
        if letters.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let Some(distance) = rows.distance(&wanted, &letters, most) else { continue };
        if distance == 0 {
            return Vec::new();
        }
        let has_other_beginning = letters.first() != wanted.first();
        if has_other_beginning && distance > 1 && wanted.len() < LONG {
            continue;
        }
        match found.iter_mut().find(|known| known.letters == letters) {
            Some(known) => known.add(printed, documents),
            None => found.push(Candidate {
                letters: letters.clone(),
                printed: printed.to_owned(),
                most_often: documents,
                documents,
                distance,
                has_other_beginning,
            }),
        }
    }
    found.sort_by(|one, other| {
        one.score().total_cmp(&other.score()).then_with(|| one.printed.cmp(&other.printed))
    });
    found.into_iter().take(MOST).map(|candidate| candidate.printed).collect()
}

/// The words of the texts as they are printed, each with the number of documents that hold it, in
/// little room, and so that those near to a word are soon found: a room of a hundred thousand
/// documents has some hundred thousand words.
#[derive(Debug, Default)]
pub struct Wordlist {
    letters: String,
    words: Vec<Listed>,
}

#[derive(Debug)]
struct Listed {
    /// Where it ends; it begins where the one before ends.
    end: u32,
    documents: u32,
    traits: Traits,
}

/// What tells soon that two words are not near: how many letters they have, and which, each letter
/// as one of 32 bits.
#[derive(Debug, Clone, Copy)]
struct Traits {
    letters: u32,
    length: u8,
}

impl Traits {
    fn of(letters: &[char]) -> Self {
        let bits = letters.iter().fold(0, |bits, letter| bits | 1 << (u32::from(*letter) % 32));
        Self { letters: bits, length: u8::try_from(letters.len()).unwrap_or(u8::MAX) }
    }

    /// Whether words of these traits may differ by no more than `most`: each change takes one letter
    /// away and adds one.
    fn may_be_near(self, other: Self, most: u32) -> bool {
        u32::from(self.length.abs_diff(other.length)) <= most
            && (self.letters & !other.letters).count_ones() <= most
            && (other.letters & !self.letters).count_ones() <= most
    }
}

impl Wordlist {
    /// Adds a word.
    pub fn add(&mut self, word: &str, documents: u32) {
        let mut letters = Vec::new();
        spell(word, &mut letters);
        self.letters.push_str(word);
        let Ok(end) = u32::try_from(self.letters.len()) else { return };
        self.words.push(Listed { end, documents, traits: Traits::of(&letters) });
    }

    /// The words that may be near enough to `word` to be offered, and some others, in their order.
    pub fn near(&self, word: &str) -> impl Iterator<Item = (&str, u32)> {
        let mut letters = Vec::new();
        spell(word, &mut letters);
        let (wanted, mut start) = (Traits::of(&letters), 0);
        self.words.iter().filter_map(move |word| {
            let range = start..word.end as usize;
            start = range.end;
            let is_near = word.traits.may_be_near(wanted, 2);
            is_near.then(|| self.letters.get(range).map(|letters| (letters, word.documents)))?
        })
    }
}

/// Words that are one when case and accents are left out.
struct Candidate {
    letters: Vec<char>,
    /// As it is printed most often, and in how many documents it is.
    printed: String,
    most_often: u32,
    documents: u32,
    distance: usize,
    has_other_beginning: bool,
}

impl Candidate {
    fn add(&mut self, printed: &str, documents: u32) {
        self.documents = self.documents.saturating_add(documents);
        if documents > self.most_often {
            self.most_often = documents;
            printed.clone_into(&mut self.printed);
        }
    }

    /// The lower the better.
    fn score(&self) -> f64 {
        let distance = f64::from(u8::try_from(self.distance).unwrap_or(u8::MAX));
        let frequency = f64::from(self.documents.max(1)).ln();
        3.0 * distance - 0.5 * frequency + if self.has_other_beginning { 1.5 } else { 0.0 }
    }
}

/// The letters of `word`, small, without accents, syllables of Hangul taken apart.
fn spell(word: &str, letters: &mut Vec<char>) {
    letters.clear();
    if word.is_ascii() {
        letters.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        letters.extend(word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
    }
}

/// Three rows of the table that the distance is counted in, kept from word to word.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    above: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// How many changes make `one` the `other`, if not more than `most`.
    fn distance(&mut self, one: &[char], other: &[char], most: usize) -> Option<usize> {
        self.above.clear();
        self.above.extend(0..=other.len());
        self.before.clone_from(&self.above);
        for (i, a) in one.iter().enumerate() {
            self.row.clear();
            self.row.push(i + 1);
            for (j, b) in other.iter().enumerate() {
                let mut least = (self.above[j] + usize::from(a != b))
                    .min(self.above[j + 1] + 1)
                    .min(self.row[j] + 1);
                if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                    least = least.min(self.before[j - 1] + 1);
                }
                self.row.push(least);
            }
            if self.row.iter().min().is_none_or(|least| *least > most) {
                return None;
            }
            std::mem::swap(&mut self.before, &mut self.above);
            std::mem::swap(&mut self.above, &mut self.row);
        }
        self.above.last().copied().filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [(&str, u32); 14] = [
        ("Kaganovich", 3),
        ("KAGANOVICH", 1),
        ("Molotov", 4),
        ("Brzostowski", 2),
        ("Brzeziński", 2),
        ("plenum", 9),
        ("plans", 9),
        ("plan", 20),
        ("중앙위원회", 8),
        ("중앙위원", 1),
        ("위원회", 9),
        ("소련", 20),
        ("Пименов", 2),
        ("factional", 5),
    ];

    fn check(word: &str, expect: &str) {
        let nearest = nearest(word, WORDS);
        assert_eq!(nearest.first().map_or("", String::as_str), expect, "{word}: {nearest:?}");
    }

    #[test]
    fn the_nearest_spelling_comes_first_as_it_is_printed() {
        check("Kaganovitch", "Kaganovich");
        check("kaganowich", "Kaganovich");
        check("Molotof", "Molotov");
        check("Mlootov", "Molotov");
        check("Brzostovski", "Brzostowski");
        check("Brzezinsky", "Brzeziński");
        check("Пиминов", "Пименов");
        check("plna", "plan");
        check("factionel", "factional");
    }

    #[test]
    fn hangul_is_compared_by_its_letters() {
        check("중앙위원희", "중앙위원회");
        check("쇼련", "소련");
        check("위윈회", "위원회");
    }

    #[test]
    fn what_is_far_or_the_same_is_no_suggestion() {
        check("Khrushchev", "");
        check("Molotov", "");
        check("plum", "");
        check("pla", "");
        check("", "");
        check("중국", "");
    }

    #[test]
    fn all_distances_are_counted() {
        let check = |one: &str, other: &str, expect: Option<usize>| {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            spell(one, &mut a);
            spell(other, &mut b);
            assert_eq!(Rows::default().distance(&a, &b, 2), expect, "{one} {other}");
            assert_eq!(Rows::default().distance(&b, &a, 2), expect, "{other} {one}");
        };
        check("abcd", "abcd", Some(0));
        check("abcd", "acbd", Some(1));
        check("abcd", "abd", Some(1));
        check("abcd", "xbcy", Some(2));
        check("abcd", "dcba", None);
        check("", "ab", Some(2));
        check("", "", Some(0));
    }
}
