//! What a block holds that its counterpart would hold too.
//!
//! In comes a block's text; out go anchors: numbers (thousands joined, `5 million` multiplied),
//! months however written, words in the same letters, names by their sound, and notions of the
//! lexicon. An anchor says nothing of how often it stands in a block.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::{self, Meaning};
use super::numbers;
use super::sound::Sound;

/// Something that two blocks can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Anchor {
    /// Equal for equal anchors: kind and value.
    pub(super) key: u64,
    /// How much sharing it says, in percent of a sure anchor.
    pub(super) worth: u8,
    /// Whether its lack in the other text speaks against a counterpart.
    pub(super) expected: bool,
}

/// The kinds of anchor, which never equal each other.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Number = 1,
    Month = 2,
    Word = 3,
    Sound = 4,
    Notion = 5,
}

impl Anchor {
    pub(super) fn new(kind: Kind, value: u64, worth: u8) -> Self {
        // The multiplier spreads close values (Fibonacci hashing); the kind keeps the top bits.
        let spread = value.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 4;
        Self { key: (kind as u64) << 60 | spread, worth, expected: false }
    }

    #[cfg(test)]
    pub(super) fn is(self, kind: Kind) -> bool {
        self.key >> 60 == kind as u64
    }
}

/// Whether a letter is Hangul, Han or Kana: writing whose words are not parted, or whose particles
/// cling to them.
pub(super) fn is_east_asian(letter: char) -> bool {
    is_hangul(letter)
        || matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{AC00}'..='\u{D7A3}')
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{0400}'..='\u{04FF}')
}

/// The anchors of one block, each once, in an order that depends on nothing but the text.
pub(super) fn of(text: &str) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut names = Names::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = if first.is_ascii_digit() {
            names.end();
            numbers::collect(rest, &mut anchors)
        } else if is_east_asian(first) {
            names.end();
            let run = rest.find(|c| !is_east_asian(c)).unwrap_or(rest.len());
            east_asian(&rest[..run], &mut anchors);
            run
        } else if first.is_alphabetic() {
            let is_within = |c: char| {
                c.is_ascii_alphabetic()
                    || !c.is_ascii()
                        && !is_east_asian(c)
                        && (c.is_alphabetic() || is_combining_mark(c))
            };
            let run = rest.find(|c| !is_within(c)).unwrap_or(rest.len());
            word(&rest[..run], &mut names, &mut anchors);
            run
        } else {
            // Only a blank or a hyphen keeps the parts of a name together.
            if !matches!(first, ' ' | '\u{A0}' | '-') {
                names.end();
            }
            first.len_utf8()
        };
        rest = &rest[run.max(first.len_utf8())..];
    }
    anchors.sort_unstable();
    anchors.dedup_by_key(|anchor| anchor.key);
    anchors
}

/// A run of Hangul or Han: the sound of each of its beginnings, since a particle may follow a
/// name; numbers and notions anywhere in it, numbers in words only at its beginning.
fn east_asian(run: &str, anchors: &mut Vec<Anchor>) {
    let mut sound = Sound::default();
    let mut spoken = 0;
    for letter in run.chars().take_while(|letter| is_hangul(*letter)) {
        sound.add_hangul(letter);
        if sound.length() > spoken {
            spoken = sound.length();
            anchors.extend(sounding(sound));
        }
    }
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let mut passed = if is_hangul(first) { 0 } else { numbers::collect(rest, anchors) };
        if passed == 0 {
            passed = match lexicon::meaning(rest) {
                Some((Meaning::Number(_), length)) if rest.len() < run.len() => length,
                Some((meaning, length)) => {
                    anchors.push(meant(meaning));
                    length
                }
                None => first.len_utf8(),
            };
        }
        rest = &rest[passed..];
    }
}

/// A word of the lexicon as an anchor.
fn meant(meaning: Meaning) -> Anchor {
    match meaning {
        Meaning::Notion(row) => Anchor::new(Kind::Notion, row, 70),
        Meaning::Month(month) => numbers::month(month),
        Meaning::Number(number) => Anchor { expected: false, ..numbers::worded(number) },
    }
}

/// A word of an alphabet: its folded beginning, its notion, its sound.
fn word(word: &str, names: &mut Names, anchors: &mut Vec<Anchor>) {
    let capital = word.starts_with(char::is_uppercase);
    let lower = word.to_lowercase();
    // The short names of months are common words without their capital: `may`, `mar`.
    let is_name = |meaning| capital || lower.len() > 3 || !matches!(meaning, Meaning::Month(_));
    let known = lexicon::meaning(&lower).filter(|(meaning, _)| is_name(*meaning));
    anchors.extend(known.map(|(meaning, _)| meant(meaning)));
    if lower.starts_with(is_cyrillic) {
        let mut sound = Sound::default();
        lower.chars().for_each(|letter| sound.add_cyrillic(letter));
        anchors.extend(sounding(sound));
        names.end();
        beginning(&lower, capital, anchors);
        return;
    }
    let folded = folded(&lower);
    beginning(&folded, capital, anchors);
    if capital {
        names.part(folded.as_bytes(), anchors);
    } else {
        // A word that is no name can be a cognate: `plenum`, `пленум`.
        let mut sound = Sound::default();
        sound.add_latin(folded.as_bytes());
        anchors.extend(sounding(sound));
        names.end();
    }
}

/// The first six letters stand for a word with its endings; short words say nothing unless they
/// are names.
fn beginning(folded: &str, capital: bool, anchors: &mut Vec<Anchor>) {
    let letters = folded.chars().count();
    if letters >= 5 || capital && letters >= 3 {
        let value = folded.chars().take(6).fold(0_u64, |value, letter| {
            value.wrapping_mul(1_099_511_628_211).wrapping_add(u64::from(letter))
        });
        anchors.push(Anchor::new(Kind::Word, value, if capital { 100 } else { 80 }));
    }
}

/// A lower-case word without its accents, in ASCII as far as it is Latin.
fn folded(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() {
        return lower.into();
    }
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            other => folded.push(other),
        }
    }
    folded.into()
}

/// A sound as an anchor, if it is long enough not to recur by chance.
fn sounding(sound: Sound) -> Option<Anchor> {
    let worth = match sound.length() {
        0..=3 => return None,
        4 => 45,
        5 => 70,
        _ => 90,
    };
    Some(Anchor::new(Kind::Sound, u64::from(sound.length()) << 32 | u64::from(sound.row()), worth))
}

/// Capitalised words in a row: each alone, and two or three together, as `Kim Il Sung` is one word
/// in Korean.
#[derive(Default)]
struct Names {
    /// The sound of the word before.
    one: Option<Sound>,
    /// The sound of the two words before.
    two: Option<Sound>,
}

impl Names {
    fn part(&mut self, folded: &[u8], anchors: &mut Vec<Anchor>) {
        let mut with = |before: Option<Sound>| {
            let mut sound = before?;
            sound.add_latin(folded);
            anchors.extend(sounding(sound));
            Some(sound)
        };
        with(self.two);
        self.two = with(self.one);
        self.one = with(Some(Sound::default()));
    }

    fn end(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, other: &str) -> usize {
        let other = of(other);
        of(one).iter().filter(|anchor| other.iter().any(|o| o.key == anchor.key)).count()
    }

    #[test]
    fn renderings_of_one_line_share_anchors() {
        let check = |one: &str, other: &str| {
            assert!(shared(one, other) > 0, "{one} | {other}");
        };
        check("1 cop[y] a/a Brzeziński Henryk", "1부 a/a Brzezinski Henryk");
        check("On 10.II.1957 he left.", "그는 1957년 2월 10일에 떠났다.");
        check("26-29 March", "3월 26~29일");
        check("No. 267/37/2421/57/", "제 267/37/2421/57호");
        check("Kim Il Sung replied.", "김일성은 대답하였다.");
        check("the August plenum", "8월 총회");
        check("Comr. Pimenov", "тов. Пименов");
        check("[signature]", "[서명]");
        check("Secret", "机密");
        check("the delegation", "Die Delegation");
        check("5 million rubles", "500만 루블");
    }

    #[test]
    fn unrelated_lines_share_none() {
        let check = |one: &str, other: &str| {
            assert_eq!(shared(one, other), 0, "{one} | {other}");
        };
        check("The weather was good.", "그는 웃었다.");
        check("", "무엇");
        check("12 tons", "13 톤");
    }

    #[test]
    fn an_anchor_of_a_block_stands_once() {
        let anchors = of("Pimenov 1957 Pimenov 1957 피메노프");
        let mut keys: Vec<_> = anchors.iter().map(|anchor| anchor.key).collect();
        keys.dedup();
        assert_eq!(keys.len(), anchors.len());
    }
}
