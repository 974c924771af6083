//! The words of a text as readers are offered them.

use std::borrow::Cow;

use super::syllable::is_syllable;
use super::{Column, Kind, Token, Tokens, particle};

/// The fewest letters of a word, and the fewest syllables, that is offered as a spelling.
const LEAST_LETTERS: usize = 3;
const LEAST_SYLLABLES: usize = 2;
/// The most letters of one; what is longer is no word.
const MOST: usize = 40;

/// The words of `text`, whose tokens are given, as they are printed, in its order. Runs of
/// Hangul come as they stand, and without the particle that they seem to end with; what an editor
/// completed in brackets comes without them. Numbers and single letters are no words.
pub fn vocabulary<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = Cow<'t, str>> {
    let mut run = None;
    tokens.iter().filter(|token| token.column == Column::Main).flat_map(move |token| {
        let range = match token.kind {
            Kind::Word => Some(token.start..token.end),
            Kind::Syllables => {
                if token.begins_run {
                    run = Some(token.start);
                }
                if token.ends_run { run.take().map(|start| start..token.end) } else { None }
            }
            _ => None,
        };
        let printed = range.and_then(|range| text.get(range.start as usize..range.end as usize));
        let words = printed.map(|printed| words(printed, tokens, token)).unwrap_or_default();
        words.into_iter().flatten()
    })
}

fn words<'t>(printed: &'t str, tokens: &'t Tokens, token: &Token) -> [Option<Cow<'t, str>>; 2] {
    let whole = if token.kind == Kind::Word && !printed.chars().all(char::is_alphanumeric) {
        let letters: String = printed.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        if letters.chars().all(char::is_alphanumeric) {
            Cow::Owned(letters)
        } else {
            // The parts of a word with an apostrophe have the range of all of it.
            let surface = tokens.surface(token);
            let mut parts = printed.split(|c: char| !c.is_alphanumeric());
            let part = parts.find(|part| part.to_lowercase() == surface);
            Cow::Borrowed(part.unwrap_or(surface))
        }
    } else {
        Cow::Borrowed(printed)
    };
    let length = whole.chars().count();
    let least = if token.kind == Kind::Word { LEAST_LETTERS } else { LEAST_SYLLABLES };
    if !(least..=MOST).contains(&length) {
        return [None, None];
    }
    let stem = match &whole {
        Cow::Borrowed(word) if word.ends_with(is_syllable) => {
            particle::stripped(word).map(Cow::Borrowed)
        }
        _ => None,
    };
    [Some(whole), stem]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tokens;

    fn check(text: &str, expect: &str) {
        let tokens = tokens(text);
        let words: Vec<Cow<'_, str>> = vocabulary(text, &tokens).collect();
        assert_eq!(words.join(" "), expect, "{text}");
    }

    #[test]
    fn words_come_as_they_are_printed() {
        check("Comr[ade] Pimenov on 10.II.1957.", "Comrade Pimenov");
        check("Kaganovich’s anti-Party", "Kaganovich anti Party");
        check("Brzeziński 동지", "Brzeziński 동지");
    }

    #[test]
    fn korean_words_come_with_and_without_their_particle() {
        check("소련의 대사관, 안", "소련의 소련 대사관");
        check("5개년계획을", "개년계획을 개년계획");
    }
}
