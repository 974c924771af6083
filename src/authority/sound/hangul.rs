//! Names in Hangul.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::surname;
use super::{Reading, Sound, Syllable};

/// The longest word that is read, in syllables.
const LONGEST: usize = 5;

/// How a word of Hangul sounds; `None` where it has other letters. Blanks between the parts of a
/// name are passed over.
pub(super) fn sound(form: &str) -> Option<Sound> {
    if form.is_ascii() {
        return None;
    }
    let composed = if is_nfc(form) { form.to_owned() } else { form.nfc().collect() };
    let letters: Vec<char> = composed.chars().filter(|c| !" \u{a0}-".contains(*c)).collect();
    let reading: Reading =
        letters.iter().map(|letter| Syllable::of_hangul(*letter)).collect::<Option<_>>()?;
    if !(2..=LONGEST).contains(&reading.len()) {
        return Some(Sound::default());
    }
    let surname = surname::length(&letters);
    let is_name = surname.is_some_and(|surname| (1..=2).contains(&(reading.len() - surname)))
        || (reading.len() <= 3 && surname::is_single(letters[0]));
    Some(Sound {
        names: if is_name { vec![reading.clone()] } else { Vec::new() },
        words: vec![reading],
    })
}
