//! Names in Latin letters, cut into syllables in every way that gives Korean ones.

use super::letters::{Letters, Piece};
use super::syllable::{Coda, Reading, Syllable};
use super::{Sound, surname};

/// The longest word without a surname that is read, in syllables.
const LONGEST_WORD: usize = 5;
/// The longest given name, in syllables.
const LONGEST_GIVEN: usize = 2;
/// More readings than any name has; what has more is no name.
const MOST_READINGS: usize = 24;

/// How a name in Latin letters sounds.
pub(super) fn sound(form: &str) -> Sound {
    let Some(letters) = Letters::of(form) else { return Sound::default() };
    let pieces = letters.pieces.as_slice();
    let mut sound = Sound::default();
    if pieces.iter().skip(1).all(|piece| piece.is_joined) {
        sound.words = word(pieces);
    }
    sound.names = surname_first(pieces);
    if let [given @ .., last] = pieces
        && let Some(first) = given.first()
        && !letters.has_comma
        && !last.is_joined
        && (sound.names.is_empty()
            || surname::is_most_common(&last.letters) && !surname::is_most_common(&first.letters))
    {
        let surnames = one_surname(last);
        sound.names.extend(joined(&surnames, &given_name(given)));
    }
    sound.names.truncate(MOST_READINGS);
    sound
}

/// Whether the name is read as a surname with a given name after it, and not the other way about.
pub(super) fn begins_with_surname(form: &str) -> bool {
    let Some(letters) = Letters::of(form) else { return false };
    let [first, .., last] = letters.pieces.as_slice() else { return false };
    let ends_with_one = !last.is_joined
        && surname::is_most_common(&last.letters)
        && !surname::is_most_common(&first.letters);
    !ends_with_one && !surname_first(&letters.pieces).is_empty()
}

/// Whether the word can be a surname, and whether it is a common word too.
pub(super) fn surname_word(word: &str) -> Option<bool> {
    let letters = Letters::of(word)?;
    let [piece] = letters.pieces.as_slice() else { return None };
    let is_surname = !one_surname(piece).is_empty()
        || segmented(&piece.letters, 2).iter().any(|reading| surname::is_double(reading));
    is_surname.then(|| surname::is_common_word(&piece.letters))
}

/// How many syllables the word can have, as the given name's second or only part.
pub(super) fn is_given(word: &str, syllables: usize) -> bool {
    let Some(letters) = Letters::of(word) else { return false };
    given_name(&letters.pieces).iter().any(|reading| reading.len() == syllables)
}

fn surname_first(pieces: &[Piece]) -> Vec<Reading> {
    let mut names = Vec::new();
    let [first, rest @ ..] = pieces else { return names };
    if !rest.is_empty() {
        let mut surnames = one_surname(first);
        surnames.extend(segmented(&first.letters, 2).into_iter().filter(|r| surname::is_double(r)));
        names = joined(&surnames, &given_name(rest));
    }
    if let [first, second, rest @ ..] = pieces
        && !rest.is_empty()
    {
        let mut surnames = joined(&segmented(&first.letters, 1), &segmented(&second.letters, 1));
        surnames.retain(|reading| surname::is_double(reading));
        names.extend(joined(&surnames, &given_name(rest)));
    }
    names
}

fn one_surname(piece: &Piece) -> Vec<Reading> {
    if let Some(surname) = surname::by_custom(&piece.letters) {
        return vec![vec![surname]];
    }
    let readings = segmented(&piece.letters, 1);
    readings.iter().filter_map(|reading| Some(vec![surname::single(*reading.first()?)?])).collect()
}

fn given_name(pieces: &[Piece]) -> Vec<Reading> {
    match pieces {
        [one] => with_assimilation(segmented(&one.letters, LONGEST_GIVEN)),
        [first, second] => {
            let readings = joined(&segmented(&first.letters, 1), &segmented(&second.letters, 1));
            // Syllables that stand apart are written each by itself.
            if second.is_joined { with_assimilation(readings) } else { readings }
        }
        _ => Vec::new(),
    }
}

/// The pieces as one word without a surname.
fn word(pieces: &[Piece]) -> Vec<Reading> {
    let readings = match pieces {
        [one] => segmented(&one.letters, LONGEST_WORD),
        pieces => pieces
            .iter()
            .map(|piece| segmented(&piece.letters, LONGEST_WORD))
            .reduce(|before: Vec<Reading>, next| joined(&before, &next))
            .unwrap_or_default(),
    };
    let readings =
        readings.into_iter().filter(|reading| (2..=LONGEST_WORD).contains(&reading.len()));
    let mut readings = with_assimilation(readings.collect());
    readings.truncate(MOST_READINGS);
    readings
}

fn joined(first: &[Reading], second: &[Reading]) -> Vec<Reading> {
    let pairs = first.iter().flat_map(|first| second.iter().map(move |second| (first, second)));
    pairs.map(|(first, second)| [first.as_slice(), second].concat()).take(MOST_READINGS).collect()
}

/// The readings, and those whose syllables may have changed each other in speech as
/// McCune-Reischauer writes it: `Kŭngnok` for 극록, `Chillyong` for 진룡.
fn with_assimilation(mut readings: Vec<Reading>) -> Vec<Reading> {
    for at in 0..readings.len() {
        for second in 1..readings[at].len() {
            let (before, after) = (readings[at][second - 1], readings[at][second]);
            let coda = match (before.coda, after.spelled) {
                (Coda::Ng, Some(b'n' | b'r' | b'l' | b'm')) => Coda::K,
                (Coda::M, Some(b'n' | b'r' | b'l' | b'm')) => Coda::P,
                (Coda::L, Some(b'l')) => Coda::N,
                _ => continue,
            };
            if !surname::is_usual_in_names(before) {
                let mut as_written = readings[at].clone();
                as_written[second - 1].coda = coda;
                readings.push(as_written);
            }
        }
    }
    readings
}

/// Every way to cut the letters into at most so many syllables.
fn segmented(letters: &[u8], most: usize) -> Vec<Reading> {
    let mut readings = Vec::new();
    segment(letters, most, &mut Vec::new(), &mut readings);
    readings
}

fn segment(letters: &[u8], most: usize, begun: &mut Reading, readings: &mut Vec<Reading>) {
    let Some((onset, rest)) = onset(letters) else { return };
    let spelled = letters.first().copied().filter(|letter| b"nrlm".contains(letter));
    for length in (1..=5.min(rest.len())).rev() {
        let has_onset = letters.len() > rest.len();
        let Some(vowels) = vowels(&rest[..length], has_onset) else { continue };
        let rest = match &rest[length..] {
            // An h that only lengthens the vowel: `Ahn`, `Noh`.
            [b'h', after @ ..] if !after.first().is_some_and(|next| is_vowel(*next)) => after,
            rest => rest,
        };
        for (coda, length) in codas(rest) {
            let syllable = Syllable { spelled, ..Syllable::new(onset, vowels, coda) };
            let rest = &rest[length..];
            let after = rest.strip_prefix(b"|").unwrap_or(rest);
            begun.push(syllable);
            if after.is_empty() {
                if readings.len() < MOST_READINGS {
                    readings.push(begun.clone());
                }
            } else if begun.len() < most {
                segment(after, most, begun, readings);
            }
            begun.pop();
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouOUwy".contains(&letter)
}

/// The first consonants that letters stand for, and what comes after them.
fn onset(letters: &[u8]) -> Option<(u32, &[u8])> {
    // ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
    const fn set<const COUNT: usize>(places: [u32; COUNT]) -> u32 {
        let (mut set, mut at) = (0, 0);
        while at < COUNT {
            set |= 1 << places[at];
            at += 1;
        }
        set
    }
    const TABLE: [(&[u8], u32); 36] = [
        (b"ch'", set([14])),
        (b"tch", set([12, 13, 14])),
        (b"ch", set([12, 13, 14])),
        (b"jj", set([12, 13])),
        (b"jh", set([12, 13])),
        (b"j", set([12, 13])),
        (b"kk", set([0, 1])),
        (b"k'", set([15])),
        (b"kh", set([15])),
        (b"k", set([0, 1, 15])),
        (b"gg", set([0, 1])),
        (b"gh", set([0])),
        (b"g", set([0])),
        (b"tt", set([3, 4])),
        (b"t'", set([16])),
        (b"th", set([16])),
        (b"t", set([3, 4, 16])),
        (b"dd", set([3, 4])),
        (b"d", set([3])),
        (b"pp", set([7, 8])),
        (b"p'", set([17])),
        (b"ph", set([17])),
        (b"p", set([7, 8, 17])),
        (b"bb", set([7, 8])),
        (b"b", set([7])),
        (b"ss", set([9, 10])),
        (b"sh", set([9, 10])),
        (b"s", set([9, 10])),
        (b"m", set([6])),
        (b"n", set([2])),
        (b"rh", set([5])),
        (b"r", set([5])),
        (b"lh", set([5])),
        (b"ll", set([5])),
        (b"l", set([5])),
        (b"h", set([18])),
    ];
    let first = letters.first()?;
    if is_vowel(*first) {
        return Some((1 << 11, letters));
    }
    let (spelled, set) =
        TABLE.iter().find(|(spelled, _)| spelled[0] == *first && letters.starts_with(spelled))?;
    Some((*set, &letters[spelled.len()..]))
}

/// The vowels that the whole of some letters stands for; `None` where it is none. `has_onset`
/// tells that a consonant stands before.
fn vowels(letters: &[u8], has_onset: bool) -> Option<u32> {
    const A: u32 = 1;
    const AE: u32 = 1 << 1;
    const YA: u32 = 1 << 2;
    const YAE: u32 = 1 << 3;
    const EO: u32 = 1 << 4;
    const E: u32 = 1 << 5;
    const YEO: u32 = 1 << 6;
    const YE: u32 = 1 << 7;
    const O: u32 = 1 << 8;
    const WA: u32 = 1 << 9;
    const WAE: u32 = 1 << 10;
    const OE: u32 = 1 << 11;
    const YO: u32 = 1 << 12;
    const U: u32 = 1 << 13;
    const WO: u32 = 1 << 14;
    const WE: u32 = 1 << 15;
    const WI: u32 = 1 << 16;
    const YU: u32 = 1 << 17;
    const EU: u32 = 1 << 18;
    const UI: u32 = 1 << 19;
    const I: u32 = 1 << 20;
    Some(match letters {
        b"a" | b"aa" => A,
        b"ae" | b"ai" | b"ay" | b"e" | b"ei" => AE | E,
        b"ya" => YA,
        b"yae" => YAE | YE,
        b"ye" => YE | YAE,
        b"O" | b"eo" | b"eO" => EO,
        b"o" => O | EO,
        b"yO" | b"yeo" | b"yeou" | b"yuh" => YEO,
        b"yo" => YO | YEO,
        b"u" => U | EO | EU,
        b"uh" => EO | EU,
        b"U" | b"eu" => EU,
        b"oo" | b"woo" => U,
        b"ou" | b"eou" => U | EO,
        b"wu" => U | WO,
        b"yu" | b"you" => YU | YEO,
        b"yoo" | b"yU" | b"iu" => YU,
        b"i" | b"ee" | b"ie" => I | UI,
        b"yi" | b"yee" if !has_onset => I | UI,
        b"Ui" | b"eui" => UI,
        b"ui" => UI | WI,
        b"oe" | b"oi" | b"oy" | b"wae" | b"we" | b"wai" => OE | WAE | WE,
        b"wa" | b"oa" => WA,
        b"wo" | b"wO" | b"weo" => WO,
        b"wi" | b"wee" => WI,
        _ => return None,
    })
}

/// The final consonants that the letters can begin with, and how many letters each takes.
fn codas(letters: &[u8]) -> impl Iterator<Item = (Coda, usize)> {
    let longer = match letters {
        [b'n', b'g', ..] => Some((Coda::Ng, 2)),
        [b'c', b'k', ..] => Some((Coda::K, 2)),
        _ => None,
    };
    let short = match letters.first() {
        Some(b'k' | b'g') => Some((Coda::K, 1)),
        Some(b'n') => Some((Coda::N, 1)),
        Some(b't' | b'd') => Some((Coda::T, 1)),
        Some(b'l' | b'r') => Some((Coda::L, 1)),
        Some(b'm') => Some((Coda::M, 1)),
        Some(b'p' | b'b') => Some((Coda::P, 1)),
        _ => None,
    };
    longer.into_iter().chain(short).chain([(Coda::None, 0)])
}
