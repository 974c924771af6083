//! A syllable as sets of Hangul letters, since a romanization leaves open which letter is meant.

/// A name as syllables.
pub(super) type Reading = Vec<Syllable>;

/// What a syllable can be. Hangul gives sets of one, Latin letters larger ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Syllable {
    /// The first consonants that it can have, a bit for each in the order of Unicode: ㄱ the
    /// lowest. ㄹ counts as ㄴ, and either as ㅇ before ㅣ and its like, because the South does not
    /// write them at the beginning of a word and the North does.
    pub(super) onset: u32,
    /// The vowels that it can have, a bit for each in the order of Unicode: ㅏ the lowest.
    pub(super) vowels: u32,
    /// The final consonant as it is spoken.
    pub(super) coda: Coda,
    /// The consonant that it begins with as spelled in Latin letters, if that can be the work of
    /// the syllable before it.
    pub(super) spelled: Option<u8>,
}

/// The final consonants that are told apart when a syllable is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coda {
    None,
    K,
    N,
    T,
    L,
    M,
    P,
    Ng,
}

/// ㄴ.
const N: u32 = 1 << 2;
/// ㄹ.
const L: u32 = 1 << 5;
/// ㅇ, no consonant.
const SILENT: u32 = 1 << 11;
/// ㅑㅒㅕㅖㅛㅠㅣ.
const PALATAL: u32 = 1 << 2 | 1 << 3 | 1 << 6 | 1 << 7 | 1 << 12 | 1 << 17 | 1 << 20;

/// First consonants that unmarked letters confuse, with the letter that a key has for them.
const ONSETS: [(u32, char); 9] = [
    (1 | 1 << 1 | 1 << 15, 'k'),
    (N | L, 'n'),
    (1 << 3 | 1 << 4 | 1 << 16, 't'),
    (1 << 6, 'm'),
    (1 << 7 | 1 << 8 | 1 << 17, 'p'),
    (1 << 9 | 1 << 10, 's'),
    (1 << 12 | 1 << 13 | 1 << 14, 'c'),
    (1 << 18, 'h'),
    (SILENT, 'x'),
];

/// Vowels that unmarked letters confuse: ㅏ, ㅐㅔ, ㅑ, ㅒㅖ, ㅗㅓㅜㅡ, ㅕㅛㅠ, ㅘ, ㅙㅚㅞ, ㅝ, ㅟㅢㅣ.
const VOWELS: [(u32, char); 10] = [
    (1, 'a'),
    (1 << 1 | 1 << 5, 'e'),
    (1 << 2, 'y'),
    (1 << 3 | 1 << 7, 'z'),
    (1 << 4 | 1 << 8 | 1 << 13 | 1 << 18, 'o'),
    (1 << 6 | 1 << 12 | 1 << 17, 'j'),
    (1 << 9, 'w'),
    (1 << 10 | 1 << 11 | 1 << 15, 'q'),
    (1 << 14, 'v'),
    (1 << 16 | 1 << 19 | 1 << 20, 'i'),
];

impl Syllable {
    /// A syllable of these letters, its first consonant as both parts of Korea write it.
    pub(super) fn new(onset: u32, vowels: u32, coda: Coda) -> Self {
        let onset = match onset & (N | L) {
            0 => onset,
            _ if vowels & PALATAL != 0 => SILENT,
            _ => N,
        };
        Self { onset, vowels, coda, spelled: None }
    }

    /// The syllable of a precomposed Hangul character.
    pub(super) fn of_hangul(letter: char) -> Option<Self> {
        let place = (letter as u32).checked_sub(0xAC00).filter(|place| *place < 11_172)?;
        let coda = match place % 28 {
            1..=3 | 9 | 24 => Coda::K,
            4..=6 => Coda::N,
            7 | 19 | 20 | 22 | 23 | 25 => Coda::T,
            8 | 11..=13 | 15 => Coda::L,
            10 | 16 => Coda::M,
            14 | 17 | 18 | 26 => Coda::P,
            21 => Coda::Ng,
            _ => Coda::None,
        };
        Some(Self::new(1 << (place / 588), 1 << (place / 28 % 21), coda))
    }

    /// Whether the two can be one syllable.
    pub(super) fn agrees(self, other: Self) -> bool {
        self.coda == other.coda && self.onset & other.onset != 0 && self.vowels & other.vowels != 0
    }

    /// What all syllables that agree with it have one of: each is its first consonant, one of these
    /// vowels, and its final one.
    pub(super) fn key_vowels(self) -> impl Iterator<Item = char> {
        VOWELS.iter().filter(move |(set, _)| set & self.vowels != 0).map(|(_, vowel)| *vowel)
    }

    /// The part of its keys before the vowel.
    pub(super) fn key_onset(self) -> char {
        ONSETS.iter().find(|(set, _)| set & self.onset != 0).map_or('x', |(_, letter)| *letter)
    }

    /// The part of its keys behind the vowel.
    pub(super) fn key_coda(self) -> &'static str {
        match self.coda {
            Coda::None => "",
            Coda::K => "K",
            Coda::N => "N",
            Coda::T => "T",
            Coda::L => "L",
            Coda::M => "M",
            Coda::P => "P",
            Coda::Ng => "G",
        }
    }
}

/// Whether two readings agree at every syllable.
pub(super) fn agree(one: &[Syllable], other: &[Syllable]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.agrees(*other))
}
