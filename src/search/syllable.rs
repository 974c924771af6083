//! A syllable of Hangul as its letters (Unicode 16, section 3.12).

const FIRST: u32 = 0xAC00;
const VOWELS: u32 = 21;
const FINALS: u32 = 28;
const COUNT: u32 = 19 * VOWELS * FINALS;

const NIEUN: u32 = 2;
const RIEUL: u32 = 5;
const IEUNG: u32 = 11;
const FINAL_RIEUL: u32 = 8;

/// One syllable, its letters by their places in Unicode's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Syllable {
    initial: u32,
    vowel: u32,
    last: u32,
}

impl Syllable {
    /// The syllable that `c` is, if it is one.
    pub(super) fn of(c: char) -> Option<Self> {
        let index = u32::from(c).checked_sub(FIRST).filter(|index| *index < COUNT)?;
        let (initial, rest) = (index / (VOWELS * FINALS), index % (VOWELS * FINALS));
        Some(Self { initial, vowel: rest / FINALS, last: rest % FINALS })
    }

    /// Whether it ends in a consonant.
    pub(super) fn is_closed(self) -> bool {
        self.last != 0
    }

    /// Whether it ends in ㄹ.
    pub(super) fn ends_in_rieul(self) -> bool {
        self.last == FINAL_RIEUL
    }

    /// The same syllable as it is written where the rule of initial sounds is, or is not, kept:
    /// 로 and 노, 녀 and 여, 리 and 이.
    pub(super) fn initial_variants(self) -> impl Iterator<Item = char> {
        let initials: &[u32] = match (self.initial, self.is_palatal()) {
            (RIEUL | NIEUN, true) => &[IEUNG],
            (IEUNG, true) => &[RIEUL, NIEUN],
            (RIEUL, false) => &[NIEUN],
            (NIEUN, false) => &[RIEUL],
            _ => &[],
        };
        initials.iter().filter_map(move |initial| Self { initial: *initial, ..self }.written())
    }

    /// Whether the vowel is ㅣ or begins with its sound: ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ.
    fn is_palatal(self) -> bool {
        matches!(self.vowel, 2 | 3 | 6 | 7 | 12 | 17 | 20)
    }

    fn written(self) -> Option<char> {
        char::from_u32(FIRST + (self.initial * VOWELS + self.vowel) * FINALS + self.last)
    }
}

/// Whether `c` is a syllable of Hangul.
pub(super) fn is_syllable(c: char) -> bool {
    Syllable::of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_come_apart_and_together() {
        for c in ['가', '힣', '닭', '의'] {
            assert_eq!(Syllable::of(c).and_then(Syllable::written), Some(c));
        }
        for c in ['a', 'ㄱ', '\u{abff}', '\u{d7a4}', '黨'] {
            assert_eq!(Syllable::of(c), None, "{c}");
        }
    }

    #[test]
    fn initial_sounds_go_both_ways() {
        let check = |from: char, expect: &str| {
            let variants = Syllable::of(from).map(|s| s.initial_variants().collect::<String>());
            assert_eq!(variants.as_deref(), Some(expect), "{from}");
        };
        check('로', "노");
        check('노', "로");
        check('리', "이");
        check('이', "리니");
        check('녀', "여");
        check('여', "려녀");
        check('량', "양");
        check('의', "");
        check('안', "");
        check('김', "");
    }
}
