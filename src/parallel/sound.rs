//! How a name sounds, roughly, in Latin letters, Cyrillic and Hangul.
//!
//! In comes a word; out goes the row of its consonants in seven classes: `Pimenov`, `Пименов` and
//! `피메노프` all give P M N P. Vowels, h and w fall away, since the ways of writing them differ
//! most. Two neighbours of one class without a vowel between them count once. Han characters have
//! no sound here: their reading needs a dictionary.

/// How many consonants a row holds at most.
const LONGEST: u32 = 8;

/// A row of consonants, three bits for each; an empty row is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sound {
    row: u32,
    length: u32,
    /// The last consonant, if no vowel has come since.
    last: u32,
}

const P: u32 = 1;
const T: u32 = 2;
const K: u32 = 3;
const S: u32 = 4;
const M: u32 = 5;
const N: u32 = 6;
const L: u32 = 7;

impl Sound {
    /// How many consonants it has.
    pub(super) fn length(self) -> u32 {
        self.length
    }

    /// The row as one number.
    pub(super) fn row(self) -> u32 {
        self.row
    }

    fn consonant(&mut self, class: u32) {
        if self.last != class && self.length < LONGEST {
            self.row = self.row << 3 | class;
            self.length += 1;
        }
        self.last = class;
    }

    fn vowel(&mut self) {
        self.last = 0;
    }

    /// Adds a word of lower-case ASCII letters, after whatever came before.
    pub(super) fn add_latin(&mut self, word: &[u8]) {
        let mut at = 0;
        while let Some(&letter) = word.get(at) {
            let next = word.get(at + 1).copied();
            at += 1;
            match letter {
                b'p' | b'b' | b'f' | b'v' => {
                    self.consonant(P);
                    if letter == b'p' && next == Some(b'h') {
                        at += 1;
                    }
                }
                // A Polish or German name's last w is spoken: `Puzanow`.
                b'w' if next.is_none() => self.consonant(P),
                b't' | b'd' => self.consonant(T),
                b'c' => match next {
                    Some(b'h') => {
                        self.consonant(S);
                        at += 1;
                    }
                    Some(b'e' | b'i' | b'y' | b'z') => self.consonant(S),
                    _ => self.consonant(K),
                },
                // `Khrushchev` begins with what Hangul writes as h.
                b'k' if next == Some(b'h') => at += 1,
                b'k' | b'q' | b'g' => self.consonant(K),
                b'x' => {
                    self.consonant(K);
                    self.consonant(S);
                }
                b's' | b'z' | b'j' => self.consonant(S),
                b'm' => self.consonant(M),
                b'n' => {
                    self.consonant(N);
                    let after = word.get(at + 1).copied();
                    if next == Some(b'g') && !after.is_some_and(|l| b"aeiou".contains(&l)) {
                        at += 1;
                    }
                }
                b'l' | b'r' => self.consonant(L),
                b'h' | b'w' => {}
                _ => self.vowel(),
            }
        }
    }

    /// Adds one lower-case Cyrillic letter; anything else counts as a vowel.
    pub(super) fn add_cyrillic(&mut self, letter: char) {
        match letter {
            'п' | 'б' | 'ф' | 'в' => self.consonant(P),
            'т' | 'д' => self.consonant(T),
            'к' | 'г' => self.consonant(K),
            'с' | 'з' | 'ж' | 'ш' | 'щ' | 'ч' | 'ц' => self.consonant(S),
            'м' => self.consonant(M),
            'н' => self.consonant(N),
            'л' | 'р' => self.consonant(L),
            'х' | 'ь' | 'ъ' => {}
            _ => self.vowel(),
        }
    }

    /// Adds one Hangul syllable by its letters; anything else is passed over.
    pub(super) fn add_hangul(&mut self, syllable: char) {
        let Some(code) = (syllable as u32).checked_sub(0xAC00).filter(|code| *code < 11_172) else {
            return;
        };
        let (initial, vowel, last) = (code / 588, code / 28 % 21, code % 28);
        // Initials in their order: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ.
        match initial {
            0 | 1 | 15 => self.consonant(K),
            2 => self.consonant(N),
            3 | 4 | 16 => self.consonant(T),
            5 => self.consonant(L),
            6 => self.consonant(M),
            7 | 8 | 17 => self.consonant(P),
            9 | 10 | 12..=14 => self.consonant(S),
            _ => {}
        }
        // ㅡ (18) without a final only carries a consonant that has no vowel: `브르` for Br.
        if vowel != 18 || last != 0 {
            self.vowel();
        }
        // Finals: none, ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ.
        match last {
            1..=3 | 24 => self.consonant(K),
            4..=6 | 21 => self.consonant(N),
            7 | 19 | 20 | 22 | 23 | 25 => self.consonant(T),
            8..=15 => self.consonant(L),
            16 => self.consonant(M),
            17 | 18 | 26 => self.consonant(P),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(words: &str) -> Sound {
        let mut sound = Sound::default();
        for word in words.split([' ', '-']) {
            if word.is_ascii() {
                sound.add_latin(word.to_ascii_lowercase().as_bytes());
            } else {
                for letter in word.to_lowercase().chars() {
                    if letter >= '\u{AC00}' {
                        sound.add_hangul(letter);
                    } else {
                        sound.add_cyrillic(letter);
                    }
                }
            }
        }
        sound
    }

    #[test]
    fn a_name_sounds_alike_in_three_alphabets() {
        let check = |latin: &str, other: &str| {
            assert_eq!(sound(latin).row(), sound(other).row(), "{latin} and {other}");
        };
        check("Pimenov", "피메노프");
        check("Pimenov", "Пименов");
        check("Puzanov", "푸자노프");
        check("Puzanow", "Пузанов");
        check("Brzostowski", "브르조스토우스키");
        check("Panmunjeom", "판문점");
        check("Kim Il Sung", "김일성");
        check("Pak Chang-ok", "박창옥");
        check("Ri Sang-jo", "리상조");
        check("Jeong Geuk-rok", "정극록");
    }

    #[test]
    fn different_names_sound_different() {
        let check = |one: &str, other: &str| {
            assert_ne!(sound(one).row(), sound(other).row(), "{one} and {other}");
        };
        check("Pimenov", "푸자노프");
        check("Kim Il Sung", "김승화");
    }

    #[test]
    fn a_long_word_keeps_its_first_eight_consonants() {
        assert_eq!(sound("Blagoveshchenskaya").length(), 8);
        assert_eq!(sound("").length(), 0);
    }
}
