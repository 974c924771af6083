//! Other spellings of the names in a query.

use std::collections::{BTreeMap, BTreeSet};

use super::Lexicon;
use super::lexicon::folded;
use crate::authority::Entity;
use crate::authority::sound::Sound;

/// Most spellings that are added for their sound; a name that has more is no name.
const MOST_BY_SOUND: usize = 24;
/// The fewest letters of a single Latin word that is taken for a name by its sound, and the fewest
/// where it is written with a capital.
const LEAST_LETTERS: usize = 6;
const LEAST_WITH_CAPITAL: usize = 5;
/// The most syllables of a single word of Hangul that is taken for a name.
const MOST_SYLLABLES: usize = 4;

/// Other spellings by the words of a query, blanks between them, as the reader typed them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansions(pub BTreeMap<String, Expansion>);

/// What is known of some words as a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansion {
    /// Other spellings, those that an editor stated first, then those that sound alike and stand
    /// in the texts; never the words themselves.
    pub forms: Vec<String>,
    /// The entries of the authority files that have this spelling; two or more are a choice that
    /// the reader makes.
    pub entities: Vec<Entity>,
}

/// What the names of the spans have in common with other spellings of them.
#[must_use]
pub fn name_keys(spans: &[String]) -> Vec<String> {
    let keys: BTreeSet<String> =
        spans.iter().filter_map(|span| sound(span)).flat_map(|sound| sound.keys()).collect();
    keys.into_iter().collect()
}

/// What is known of the spans as names: `forms` are those that stand in the texts, by key.
///
/// A spelling that the authority files state of one person or place brings all others that hold in
/// every document; one of several brings none, since nothing tells which is meant. A spelling of a
/// Korean name brings those of the same sound.
#[must_use]
pub fn expansions(
    spans: &[String],
    lexicon: &Lexicon,
    forms: &BTreeMap<String, Vec<String>>,
) -> Expansions {
    let mut expansions = BTreeMap::new();
    for span in spans {
        let Some(typed) = folded(span) else { continue };
        let sound = sound(span);
        let entities = lexicon.entities_everywhere(span, &sound.clone().unwrap_or_default());
        let stated = match entities.as_slice() {
            [entity] => lexicon.spellings(entity),
            _ => Vec::new(),
        };
        let mut known = BTreeSet::from([typed]);
        let mut added: Vec<String> = Vec::new();
        let is_ambiguous = entities.len() > 1;
        let sounding = sound.filter(|_| !is_ambiguous).map(|sound| alike(&sound, forms));
        for form in stated.into_iter().chain(sounding.into_iter().flatten()) {
            if folded(form).is_some_and(|folded| known.insert(folded)) {
                added.push(form.to_owned());
            }
        }
        if !added.is_empty() || !entities.is_empty() {
            expansions.insert(span.clone(), Expansion { forms: added, entities });
        }
    }
    Expansions(expansions)
}

/// The forms that sound like a name.
fn alike<'f>(sound: &Sound, forms: &'f BTreeMap<String, Vec<String>>) -> Vec<&'f str> {
    let keys = sound.keys();
    let candidates = keys.iter().filter_map(|key| forms.get(key)).flatten();
    let mut found: Vec<&str> = Vec::new();
    for form in candidates {
        if found.len() == MOST_BY_SOUND {
            break;
        }
        if !found.contains(&form.as_str()) && Sound::of(form).is_like(sound) {
            found.push(form);
        }
    }
    found
}

/// How words of a query sound, if they may be a name: several words that are a surname with a given
/// name, a Hangul word of a name's length, or a Latin word that is too long to be one by accident.
fn sound(span: &str) -> Option<Sound> {
    let is_latin = span.chars().any(|c| c.is_ascii_alphabetic());
    let is_one_word = !span.contains([' ', '-', ',']);
    let may_be = if !is_one_word {
        true
    } else if is_latin {
        let letters = span.chars().filter(|c| c.is_alphabetic()).count();
        let is_capital = span.starts_with(char::is_uppercase);
        letters >= if is_capital { LEAST_WITH_CAPITAL } else { LEAST_LETTERS }
    } else {
        span.chars().count() <= MOST_SYLLABLES
    };
    let sound = may_be.then(|| Sound::of(span))?;
    (!sound.is_none() && (is_one_word || sound.is_name())).then_some(sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::read;
    use crate::authority::sound::{keys, names_in};

    const PEOPLE: &str = r#"
[[person]]
id = "peng"
name = "Peng Dehuai"
variants = ["펑더화이", "Peng Te-huai", "彭德懷"]
[[person.variant]]
form = "Peng"
only_in = ["1957-a"]

[[person]]
id = "kim"
name = "Kim Il Sung"
variants = ["김일성", "Kim Ir Sen"]

[[person]]
id = "petrov-a"
name = "A. Petrov"
variants = ["Petrov"]

[[person]]
id = "petrov-b"
name = "B. Petrov"
variants = ["Petrov"]
"#;

    fn check(span: &str, texts: &[&str], expect: &[&str], entities: usize) {
        let (authority, ..) = read(PEOPLE, "");
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let wanted = name_keys(&[span.to_owned()]);
        for form in texts {
            for key in keys(form).into_iter().filter(|key| wanted.contains(key)) {
                forms.entry(key).or_default().push((*form).to_owned());
            }
        }
        let found = expansions(&[span.to_owned()], &Lexicon::new(authority), &forms);
        let expansion = found.0.get(span).cloned().unwrap_or_default();
        assert_eq!(expansion.forms, expect, "{span}");
        assert_eq!(expansion.entities.len(), entities, "{span}");
    }

    #[test]
    fn an_entry_brings_its_other_spellings() {
        check("peng te huai", &[], &["Peng Dehuai", "펑더화이", "彭德懷"], 1);
        check("펑더화이", &[], &["Peng Dehuai", "Peng Te-huai", "彭德懷"], 1);
        check("Kim Il-sŏng", &[], &["Kim Il Sung", "김일성", "Kim Ir Sen"], 1);
        check("Peng", &[], &[], 0);
        check("Dehuai", &[], &[], 0);
    }

    #[test]
    fn a_spelling_of_two_entries_is_a_choice_and_brings_nothing() {
        check("Petrov", &[], &[], 2);
    }

    #[test]
    fn names_that_sound_alike_and_stand_in_the_texts_are_found() {
        let texts = ["Pak Chang-ok", "Pak Ch'ang-ok", "박창옥", "Park Jong-il", "Pak Chang Ok"];
        check("park chang-ok", &texts, &["Pak Chang-ok", "박창옥"], 0);
        check("박창옥", &texts, &["Pak Chang-ok"], 0);
        check("Pak", &texts, &[], 0);
        check("Panmunjeom", &["Panmunjom", "Pyongyang"], &["Panmunjom"], 0);
        check(
            "Ri Ju Yon",
            &["리주연", "이주연", "Lee Ju-yeon"],
            &["리주연", "이주연", "Lee Ju-yeon"],
            0,
        );
    }

    #[test]
    fn plain_words_are_no_names() {
        for span in
            ["ho", "an", "im", "sung", "song", "the", "sin no", "so many", "agreement", "소련"]
        {
            check(span, &["Ho", "An", "Song", "Pak Chang-ok", "Sung", "So Man"], &[], 0);
        }
    }

    /// One person a line, spellings apart by `|`.
    const LISTS: [&str; 2] = [
        include_str!("../../tests/fixtures/names/variants.txt"),
        include_str!("../../tests/fixtures/names/further.txt"),
    ];

    #[test]
    fn every_spelling_that_stands_in_a_text_is_found_by_every_other() {
        let persons: Vec<Vec<&str>> = LISTS
            .iter()
            .flat_map(|list| list.lines())
            .map(|line| line.split('|').collect())
            .collect();
        let sentences: Vec<String> = persons
            .iter()
            .flatten()
            .map(|form| format!("When comrade {form} had left, 어제 {form} 동지와 만났다."))
            .collect();
        let text = sentences.join("\n");
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for form in names_in(&text) {
            for key in keys(form) {
                let forms = forms.entry(key).or_default();
                if !forms.iter().any(|known| known == form) {
                    forms.push(form.to_owned());
                }
            }
        }
        let mut wrong = Vec::new();
        for person in &persons {
            for span in person {
                for span in [(*span).to_owned(), span.to_lowercase()] {
                    let found =
                        expansions(std::slice::from_ref(&span), &Lexicon::default(), &forms);
                    let mut found: BTreeSet<String> = found
                        .0
                        .get(&span)
                        .map(|known| known.forms.iter().filter_map(|form| folded(form)).collect())
                        .unwrap_or_default();
                    found.extend(folded(&span));
                    let expect: BTreeSet<String> =
                        person.iter().filter_map(|form| folded(form)).collect();
                    if found != expect {
                        let missing: Vec<_> = expect.difference(&found).collect();
                        let other: Vec<_> = found.difference(&expect).collect();
                        wrong.push(format!("{span}: missing {missing:?}, others {other:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
