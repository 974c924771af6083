//! Particles that Korean glues to a word: 김일성은, 소련에서, 판문점까지.
//!
//! Texts need no stripping, because a word is found as a part of what it stands in. A query does,
//! where the reader typed a particle that no text has. In comes a word, out comes the word without
//! one particle; whether that is called for, the ladder decides.

use super::syllable::{Syllable, is_syllable};

/// What must stand before a particle.
#[derive(Debug, Clone, Copy)]
enum After {
    Anything,
    Consonant,
    Vowel,
    /// A consonant other than ㄹ.
    HardConsonant,
    /// A vowel or ㄹ; but 으로 is a particle of its own.
    Soft,
}

/// The particles of nouns, the longest first, with what the sound before them must be.
const PARTICLES: &[(&str, After)] = &[
    ("으로부터", After::HardConsonant),
    ("로부터", After::Soft),
    ("으로서", After::HardConsonant),
    ("으로써", After::HardConsonant),
    ("으로는", After::HardConsonant),
    ("으로의", After::HardConsonant),
    ("에서는", After::Anything),
    ("에서의", After::Anything),
    ("에서도", After::Anything),
    ("에게는", After::Anything),
    ("에게서", After::Anything),
    ("까지의", After::Anything),
    ("까지는", After::Anything),
    ("부터의", After::Anything),
    ("로서", After::Soft),
    ("로써", After::Soft),
    ("로는", After::Soft),
    ("로의", After::Soft),
    ("과의", After::Consonant),
    ("와의", After::Vowel),
    ("과는", After::Consonant),
    ("와는", After::Vowel),
    ("으로", After::HardConsonant),
    ("에서", After::Anything),
    ("에게", After::Anything),
    ("에는", After::Anything),
    ("에도", After::Anything),
    ("까지", After::Anything),
    ("부터", After::Anything),
    ("께서", After::Anything),
    ("한테", After::Anything),
    ("처럼", After::Anything),
    ("보다", After::Anything),
    ("마다", After::Anything),
    ("조차", After::Anything),
    ("마저", After::Anything),
    ("밖에", After::Anything),
    ("이나", After::Consonant),
    ("이란", After::Consonant),
    ("은", After::Consonant),
    ("는", After::Vowel),
    ("이", After::Consonant),
    ("가", After::Vowel),
    ("을", After::Consonant),
    ("를", After::Vowel),
    ("과", After::Consonant),
    ("와", After::Vowel),
    ("로", After::Soft),
    ("의", After::Anything),
    ("에", After::Anything),
    ("도", After::Anything),
    ("만", After::Anything),
];

/// Syllables that must be left; of a number with its counter, 8월, one is enough.
const LEAST: usize = 2;

/// `word` without the one particle that it ends with, if it does: the sound before it must fit,
/// and two syllables must be left, or a number and one.
pub(super) fn stripped(word: &str) -> Option<&str> {
    PARTICLES.iter().find_map(|(particle, after)| {
        let stem = word.strip_suffix(particle)?;
        let before = stem.chars().next_back().and_then(Syllable::of)?;
        let fits = match after {
            After::Anything => true,
            After::Consonant => before.is_closed(),
            After::Vowel => !before.is_closed(),
            After::HardConsonant => before.is_closed() && !before.ends_in_rieul(),
            After::Soft => (!before.is_closed() && !stem.ends_with('으')) || before.ends_in_rieul(),
        };
        let syllables = stem.chars().rev().take_while(|c| is_syllable(*c)).count();
        let counts = stem.chars().rev().nth(syllables).is_some_and(char::is_numeric);
        (fits && (syllables >= LEAST || counts)).then_some(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expect: &str) {
        assert_eq!(stripped(word).unwrap_or(word), expect, "{word}");
    }

    #[test]
    fn one_particle_goes_where_its_sound_fits() {
        check("김일성은", "김일성");
        check("김일성이", "김일성");
        check("소련의", "소련");
        check("소련에서", "소련");
        check("소련으로부터", "소련");
        check("소련과", "소련");
        check("위원회와", "위원회");
        check("위원회는", "위원회");
        check("판문점까지의", "판문점");
        check("평양에", "평양");
        check("평양으로", "평양");
        check("서울로", "서울");
        check("브르조스토우스키에게", "브르조스토우스키");
        check("7월총회에서는", "7월총회");
        check("1956년 8월에", "1956년 8월");
        check("20차는", "20차");
    }

    #[test]
    fn what_only_looks_like_a_particle_stays() {
        // After a vowel there is no 이, after a consonant no 가.
        check("허가이", "허가이");
        check("평가", "평가");
        check("판문점를", "판문점를");
        check("위원회은", "위원회은");
        check("서울으로", "서울으로");
        // One syllable would be left.
        check("회의", "회의");
        check("강도", "강도");
        check("나는", "나는");
        check("의", "의");
        check("", "");
        check("Kim은", "Kim은");
    }
}
