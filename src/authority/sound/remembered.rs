//! What was found out of words and names lately, so that it is not found out again.
//!
//! The same names stand in thousands of documents, and telling how one sounds takes a hundred times
//! longer than looking it up. Everything here follows from the letters alone, so it makes no
//! difference what is remembered. Each thread remembers for itself, and begins anew when it
//! remembers too much.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{LONGEST, Sound, latin};

/// How many forms are remembered of each kind.
const MOST: usize = 1 << 12;

/// What a single word in Latin letters can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// A surname; if so, whether it is a common word too.
    pub(super) surname: Option<bool>,
    /// A given name, or the part of one, of one syllable.
    pub(super) is_given_of_one: bool,
    /// A given name of two syllables.
    pub(super) is_given_of_two: bool,
    /// Any Korean word.
    pub(super) is_korean: bool,
}

type Memory<T> = RefCell<HashMap<Box<str>, T>>;

thread_local! {
    static TRAITS: Memory<Traits> = RefCell::default();
    static NAMES: Memory<bool> = RefCell::default();
    static KEYS: Memory<Rc<[String]>> = RefCell::default();
}

/// What the word can be.
pub(super) fn traits(word: &str) -> Traits {
    TRAITS.with(|memory| {
        remembered(memory, word, || Traits {
            surname: latin::surname_word(word),
            is_given_of_one: latin::is_given(word, 1),
            is_given_of_two: latin::is_given(word, 2),
            is_korean: !Sound::of(word).is_none(),
        })
    })
}

/// Whether the form can be a surname with a given name.
pub(super) fn is_name(form: &str) -> bool {
    NAMES.with(|memory| remembered(memory, form, || Sound::of(form).is_name()))
}

/// What spellings of one name have in common, as [`super::keys`] says.
pub(super) fn keys(form: &str) -> Rc<[String]> {
    KEYS.with(|memory| remembered(memory, form, || Sound::of(form).keys().into()))
}

fn remembered<T: Clone>(memory: &Memory<T>, form: &str, find: impl FnOnce() -> T) -> T {
    if let Some(found) = memory.borrow().get(form) {
        return found.clone();
    }
    let found = find();
    if form.len() <= LONGEST {
        let mut memory = memory.borrow_mut();
        if memory.len() >= MOST {
            memory.clear();
        }
        memory.insert(form.into(), found.clone());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_is_found() {
        let words = ["Kim", "Park", "Il", "Sung", "Ilsung", "Moscow", "Pyongyang", "Un", "x", ""];
        for _ in 0..2 {
            for word in words {
                let traits = traits(word);
                assert_eq!(traits.surname, latin::surname_word(word), "{word}");
                assert_eq!(traits.is_given_of_one, latin::is_given(word, 1), "{word}");
                assert_eq!(traits.is_given_of_two, latin::is_given(word, 2), "{word}");
                assert_eq!(traits.is_korean, !Sound::of(word).is_none(), "{word}");
            }
            for form in ["Kim Il Sung", "Ri Sang-jo", "리상조", "Nikita Khrushchev"] {
                assert_eq!(is_name(form), Sound::of(form).is_name(), "{form}");
                assert_eq!(*keys(form), *Sound::of(form).keys(), "{form}");
            }
        }
    }

    #[test]
    fn no_more_is_remembered_than_may_be() {
        for number in 0..2 * MOST {
            is_name(&format!("Kim {number}"));
        }
        is_name(&"Kim ".repeat(LONGEST));
        NAMES.with_borrow(|names| assert!(names.len() <= MOST));
    }
}
