//! Words: letters, digits and marks, with the apostrophes and an editor's brackets inside.

use super::Kind;
use super::character::{Class, class, script};
use super::folding;
use super::scanner::Scanner;

/// Parts of a word that apostrophes part; more than these are read as two words.
const PARTS: usize = 8;

/// What is left out by an apostrophe at a word's end and does not part it: `don’t` is `dont`.
const CLIPPED: &[&str] = &["t", "re", "ve", "ll", "m"];

/// The aspirated consonants of the McCune–Reischauer romanization, whose apostrophe parts nothing:
/// `Ch’oe` is `choe`.
const ASPIRATED: &[&str] = &["ch", "k", "t", "p", "ts", "hs"];

/// A word being read.
pub(super) struct Word {
    start: usize,
    /// One past the last byte that belongs to it.
    end: usize,
    /// Where its folded letters begin.
    letters: usize,
    /// Where the letters of its parts end, but for the last.
    parts: [usize; PARTS],
    count: usize,
    /// The end of the letters before an editor's first bracket.
    short: Option<usize>,
    /// Whether an editor's bracket is open.
    is_open: bool,
    /// The last letter or digit as it stands.
    last: char,
}

/// How an editor completed a word.
pub(super) struct Completed {
    /// The word's place.
    pub(super) position: u32,
    /// The bytes of the whole word.
    pub(super) range: (u32, u32),
    /// The one letter that stood, if it was one.
    pub(super) initial: Option<char>,
    /// Whether the bracket is still open at the word's end.
    pub(super) is_open: bool,
}

impl Scanner<'_> {
    /// Takes the word that begins at `at` and says where to go on, always after `at`.
    pub(super) fn word(&mut self, at: usize) -> usize {
        let mut word = Word {
            start: at,
            end: at,
            letters: self.letters.len(),
            parts: [0; PARTS],
            count: 0,
            short: None,
            is_open: false,
            last: '\0',
        };
        let mut at = at;
        while let Some(next) = self.step(&mut word, at) {
            at = next;
        }
        if self.letters.len() == word.letters {
            let passed = self.text[word.start..].chars().next().map_or(1, char::len_utf8);
            return word.end.max(word.start + passed);
        }
        let end = word.end;
        self.take(word);
        end
    }

    /// Reads on at `at`; `None` where the word ends.
    fn step(&mut self, word: &mut Word, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if run > 0 {
            let from = self.letters.len();
            let end = at + run;
            self.letters.push_str(&self.text[at..end]);
            self.letters[from..].make_ascii_lowercase();
            word.end = end;
            word.last = char::from(bytes[end - 1]);
            return Some(end);
        }
        // The commonest end of all.
        if bytes.get(at).is_none_or(|&byte| byte == b' ') {
            return None;
        }
        let c = self.text[at..].chars().next()?;
        let after = at + c.len_utf8();
        match class(c) {
            Class::Word => {
                folding::fold(c, &mut self.letters);
                word.end = after;
                word.last = c;
                Some(after)
            }
            Class::Mark => {
                folding::mark(c, word.letters, &mut self.letters);
                word.end = after;
                Some(after)
            }
            Class::Ignored => Some(after),
            Class::Apostrophe => {
                let parted = self.letter_at(after).is_some() && word.end == at;
                (parted && self.part(word)).then_some(after)
            }
            Class::RaisedO => {
                // `N°`; after all else a degree sign is none of a word.
                if c != '°' || matches!(&self.letters[word.letters..], "n") {
                    self.letters.push('o');
                    word.end = after;
                }
                None
            }
            Class::Separator if c == '[' => self.opened(word, after),
            Class::Separator if c == ']' && word.is_open => {
                word.is_open = false;
                word.end = after;
                Some(after)
            }
            _ => None,
        }
    }

    /// An editor's bracket between two letters of one script vanishes. A capital after a small
    /// letter begins another word: `Heo[Ho` is a gloss.
    fn opened(&self, word: &mut Word, after: usize) -> Option<usize> {
        let next = self.letter_at(after)?;
        let last = word.last;
        let completes = !word.is_open
            && last.is_alphabetic()
            && next.is_alphabetic()
            && script(last) == script(next)
            && !(last.is_lowercase() && next.is_uppercase());
        if !completes {
            return None;
        }
        word.is_open = true;
        word.short.get_or_insert(self.letters.len());
        Some(after)
    }

    /// The letter or digit of a word at `at`.
    fn letter_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next().filter(|&c| class(c) == Class::Word)
    }

    /// Notes that a part of the word ends here; false where there are too many.
    fn part(&self, word: &mut Word) -> bool {
        let begins = match word.count {
            0 => word.letters,
            count => word.parts[count - 1],
        };
        if word.count == PARTS || self.letters.len() == begins {
            return false;
        }
        word.parts[word.count] = self.letters.len();
        word.count += 1;
        true
    }

    /// Makes tokens of a word that has letters.
    fn take(&mut self, mut word: Word) {
        let mut end = self.letters.len();
        self.join_parts(&mut word, &mut end);
        let range = (word.start, word.end);
        let position = u32::try_from(self.main.len()).unwrap_or(u32::MAX);
        let mut from = word.letters;
        for (index, &to) in word.parts[..word.count].iter().chain([&end]).enumerate() {
            if from < to {
                self.push_word((from, to), range, index == 0);
            }
            from = to;
        }
        let bytes = Self::span(range.0, range.1);
        if word.count > 0 {
            self.push_alt(Kind::Joined, (word.letters, end), bytes, position);
        }
        self.completed(&word, position, bytes);
    }

    /// Settles which apostrophes part the word: the possessive goes, clipped endings and
    /// aspirated beginnings are joined.
    fn join_parts(&self, word: &mut Word, end: &mut usize) {
        if word.count == 0 {
            return;
        }
        let last = word.parts[word.count - 1];
        match &self.letters[last..*end] {
            "s" => {
                *end = last;
                word.count -= 1;
            }
            ending if CLIPPED.contains(&ending) => word.count -= 1,
            _ => {}
        }
        if word.count > 0 && ASPIRATED.contains(&&self.letters[word.letters..word.parts[0]]) {
            word.parts.copy_within(1..word.count, 0);
            word.count -= 1;
        }
    }

    /// What stood before an editor's bracket is a second reading; one letter may be part of an
    /// acronym.
    fn completed(&mut self, word: &Word, position: u32, range: (u32, u32)) {
        let Some(short) = word.short else {
            self.uncompleted(word.start, word.end);
            return;
        };
        let mut letters = self.letters[word.letters..short].chars();
        let initial = letters.next().filter(|_| letters.next().is_none());
        let completed = Completed { position, range, initial, is_open: word.is_open };
        if initial.is_none() && short > word.letters {
            self.push_alt(Kind::Word, (word.letters, short), range, position);
            let (Some(main), Some(second)) = (self.main.get(position as usize), self.alt.last())
            else {
                return;
            };
            let letters = |(start, end): (u32, u32)| &self.letters[start as usize..end as usize];
            if letters(main.letters) == letters(second.letters) {
                self.alt.pop();
            }
        }
        self.extend_acronym(&completed);
    }
}
