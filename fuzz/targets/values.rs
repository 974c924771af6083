//! Small values that are read from words: what is written of them is read back as the same.

use reading_room::authority::{cited, sound};
use reading_room::citation::Name;
use reading_room::document::{Edtf, Language, Leaves, PartialDate, Shelfmark};

/// One line of words, taken for each kind of value.
pub(super) fn values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(date) = Edtf::parse(&text) {
        assert_eq!(Edtf::parse(&date.to_string()), Some(date));
        let (start, end) = (date.start().first_day(), date.end().last_day());
        assert!(start <= end, "{text:?}");
    }
    if let Some(date) = PartialDate::parse(&text) {
        assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
        assert!(date.first_day() <= date.last_day(), "{text:?}");
    }
    if let Some(leaves) = Leaves::parse(&text) {
        assert!(leaves.first <= leaves.last, "{leaves:?}");
        let again = Leaves::parse(&leaves.words).expect("leaves");
        assert_eq!((again.first, again.last), (leaves.first, leaves.last), "{leaves:?}");
    }
    if let Some(language) = Language::parse(&text) {
        assert_eq!(Language::parse(language.as_str()).as_ref(), Some(&language));
        assert!(!language.anchor_prefix().is_empty());
    }
    let place = Shelfmark::of_key(&text);
    assert_eq!(Shelfmark::of_key(&place.key()), place);
    let name = Name::of_person(&text);
    assert_eq!(name.spoken().trim().is_empty(), text.trim().is_empty(), "{name:?}");
    drop(name.inverted());
    drop(Name::several(&text));
    drop(sound::keys(&text));
    assert!(sound::alike(&text, &text) || sound::Sound::of(&text).is_none(), "{text:?}");
    let letters = sound::surname_letters(&text).unwrap_or_default();
    assert!(letters <= text.len());
    drop(cited(&text));
}
