//! What something was inferred from, in words: the place where it stands is named in the reader's
//! language, what stands there is left as printed.

use super::Room;

/// Places that evidence begins with, as readers of captures write them.
const PLACES: [&str; 3] = ["title", "signature", "letterhead"];

impl Room {
    /// `signature: A. Puzanov; letterhead: Embassy`, its places in words.
    #[must_use]
    pub(super) fn evidence_words(&self, evidence: &str) -> String {
        let told = |part: &str| match part.split_once(": ") {
            Some((place, words)) if PLACES.contains(&place) => {
                let place = self.say(&format!("read-from-{place}"));
                self.say_with("evidence-at", &[("place", place.into()), ("words", words.into())])
            }
            _ => part.to_owned(),
        };
        evidence.split("; ").map(told).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use crate::address::Interface;

    #[test]
    fn the_place_is_named_and_what_stands_there_is_left() {
        let check = |interface, evidence: &str, expect: &str| {
            assert_eq!(sample::room_in(interface).evidence_words(evidence), expect);
        };
        let whole = "signature: A. Puzanov; letterhead: Embassy; Pyongyang";
        check(Interface::English, whole, whole);
        let korean = "서명 「A. Puzanov」; 서두 「Embassy」; Pyongyang";
        check(Interface::Korean, whole, korean);
        check(Interface::Korean, "the file’s name: x", "the file’s name: x");
    }
}
