//! What is marked, and the law that it is what the index finds.

use proptest::prelude::*;

use super::*;
use crate::search::tokens::tests::{column, knotty};
use crate::search::{Column, Kind};

fn phrase(tokens: &str) -> Phrase {
    Phrase {
        tokens: tokens.trim_end_matches('*').split(' ').map(str::to_owned).collect(),
        is_prefix: tokens.ends_with('*'),
    }
}

/// Needles of one alternative each; `title:` before those of titles, `*` after a beginning.
fn needles(list: &[&str]) -> Needles {
    let needle = |unit: &&str| Needle {
        alternatives: unit.trim_start_matches("title:").split('|').map(phrase).collect(),
        scope: if unit.starts_with("title:") { Scope::Title } else { Scope::Anywhere },
        group: 0,
    };
    let numbered = |(needle, group)| Needle { group, ..needle };
    Needles(list.iter().map(needle).zip(0..).map(numbered).collect())
}

/// The text with what is found in it between brackets.
fn shown(text: &str, ranges: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for range in ranges {
        shown += &text[at..range.start];
        shown.extend(["⟦", &text[range.clone()], "⟧"]);
        at = range.end;
    }
    shown + &text[at..]
}

fn check(list: &[&str], text: &str, expect: &str) {
    assert_eq!(shown(text, &needles(list).marked(text, false).ranges), expect);
}

#[test]
fn words_and_phrases_are_marked_as_they_stand() {
    check(&["faction"], "The factional Faction.", "The ⟦factional⟧ ⟦Faction⟧.");
    check(
        &["comrad pimenov", "ⓓ19570210"],
        "Comr[ade] Pimenov on 10.II.1957.",
        "⟦Comr[ade] Pimenov⟧ on ⟦10.II.1957⟧.",
    );
    check(&["antiparti"], "the anti-Party group", "the ⟦anti-Party⟧ group");
    check(&["brzezinski"], "Brzezin\u{301}ski’s", "⟦Brzezin\u{301}ski’s⟧");
    check(&["d affair"], "Chargé d’Affaires", "Chargé ⟦d’Affaires⟧");
    check(&["affair"], "Chargé d’Affaires", "Chargé ⟦d’Affaires⟧");
    check(&["no 1154"], "(Nº 1154/ts)", "(⟦Nº 1154⟧/ts)");
    check(&["a b"], "a x b", "a x b");
    check(&[], "all", "all");
}

#[test]
fn syllables_are_marked_without_what_is_glued_on() {
    check(&["소련"], "소련의 소련에서", "⟦소련⟧의 ⟦소련⟧에서");
    check(&["인민 민공 공화 화국"], "조선민주주의인민공화국", "조선민주주의⟦인민공화국⟧");
    check(&["소비 비에 에트 트 연합"], "소비에트 연합의", "⟦소비에트 연합⟧의");
    check(&["소련", "련의"], "소련의", "⟦소련의⟧");
}

#[test]
fn beginnings_mark_words_whole_and_syllables_as_typed() {
    check(&["malenk*"], "Malenkov and Malenko", "⟦Malenkov⟧ and ⟦Malenko⟧");
    check(&["안*"], "안 장군, 안전", "⟦안⟧ 장군, ⟦안⟧전");
    check(&["중앙 앙*"], "중앙위원회", "⟦중앙⟧위원회");
    check(&["cc of the*"], "the CC of their party", "the ⟦CC of their⟧ party");
    check(&["소*"], "소\u{200b}련", "⟦소⟧\u{200b}련");
}

#[test]
fn any_alternative_is_the_unit() {
    check(&["ho ka i|heo ga i|허가 가이"], "Heo Ga-I, 허가이", "⟦Heo Ga-I⟧, ⟦허가이⟧");
}

#[test]
fn needles_of_titles_look_in_titles_only() {
    let needles = needles(&["title:note", "of"]);
    let in_title = needles.marked("Note of a talk", true);
    assert_eq!(
        (shown("Note of a talk", &in_title.ranges).as_str(), in_title.needles),
        ("⟦Note⟧ ⟦of⟧ a talk", 0b11)
    );
    assert_eq!(needles.marked("Note of a talk", false).needles, 0b10);
}

#[test]
fn needles_without_letters_find_nothing() {
    let empty = Needles(vec![Needle {
        alternatives: vec![
            Phrase { tokens: Vec::new(), is_prefix: true },
            Phrase { tokens: vec![String::new()], is_prefix: true },
        ],
        scope: Scope::Anywhere,
        group: 0,
    }]);
    assert_eq!(empty.marked("some text", false), Marked::default());
}

#[test]
fn many_needles_have_no_bit_but_are_marked() {
    let units: Vec<String> = (0..40).map(|number| format!("w{number}")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let marked = needles(&units).marked("w1 w35", false);
    assert_eq!((marked.ranges.len(), marked.needles), (2, 0b10));
}

#[test]
fn a_second_reading_is_one_token_alone() {
    check(&["antiparti prosoviet"], "anti-party pro-Soviet", "anti-party pro-Soviet");
}

fn snippet_of(text: &str, needle: &str) -> String {
    let marked = needles(&[needle]).marked(text, false);
    text[snippet(text, &marked)].to_owned()
}

#[test]
fn a_short_text_is_shown_whole() {
    assert_eq!(snippet_of("a b c", "b"), "a b c");
    assert_eq!(snippet_of("", "b"), "");
}

#[test]
fn a_snippet_begins_a_quarter_before_and_ends_at_a_blank() {
    let text = format!("{}needle {}", "before ".repeat(60), "after ".repeat(60));
    let snippet = snippet_of(&text, "needl");
    assert!(snippet.starts_with("before ") && snippet.ends_with(" after"), "{snippet}");
    assert_eq!(snippet.find("needle"), Some(49));
    assert!((200..=220).contains(&snippet.len()), "{}", snippet.len());
}

#[test]
fn a_snippet_shows_the_place_with_most() {
    let text = format!("needle {}needle needle. {}", "word ".repeat(90), "end ".repeat(90));
    let snippet = snippet_of(&text, "needl");
    assert_eq!(snippet.matches("needle").count(), 2, "{snippet}");
}

#[test]
fn a_snippet_at_the_end_reaches_back() {
    let text = format!("{}needle.", "word ".repeat(90));
    let snippet = snippet_of(&text, "needl");
    assert!(snippet.ends_with("needle.") && snippet.len() > 200, "{snippet}");
}

#[test]
fn a_snippet_of_hangul_is_half_as_long() {
    let text = format!("{}소련의 {}", "대사관에서 ".repeat(40), "회의를 ".repeat(40));
    let snippet = snippet_of(&text, "소련");
    assert!((95..=110).contains(&snippet.chars().count()), "{snippet}");
    assert!(snippet.contains("소련의"));
}

#[test]
fn without_anything_found_the_beginning_is_shown() {
    let text = "word ".repeat(90);
    let snippet = snippet(&text, &Marked::default());
    assert_eq!((snippet.start, &text[snippet.end - 4..snippet.end]), (0, "word"));
}

/// What must hold of marks and snippet, whatever the text.
pub(in crate::search) fn lawful(text: &str, needles: &Needles) {
    let marked = needles.marked(text, false);
    let mut last = None;
    for range in &marked.ranges {
        assert!(range.start < range.end && range.end <= text.len());
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        assert!(last.is_none_or(|last| last < range.start), "apart: {:?}", marked.ranges);
        last = Some(range.end);
    }
    let shown = snippet(text, &marked);
    assert!(shown.start <= shown.end && text.get(shown.clone()).is_some(), "{shown:?}");
    if let Some(first) = marked.ranges.first() {
        let is_shown = |range: &Range<usize>| range.start >= shown.start && range.start < shown.end;
        assert!(marked.ranges.iter().any(is_shown), "{first:?} in {shown:?}");
    }
}

/// Whether the index finds the phrase, told by its columns as strings.
pub(in crate::search) fn index_finds(text: &str, phrase: &Phrase) -> bool {
    let tokens = tokens(text);
    let end = if phrase.is_prefix { "" } else { " " };
    let sought = format!(" {}{end}", phrase.tokens.join(" "));
    let main = format!(" {} ", column(&tokens, Column::Main));
    let alt = format!(" {} ", column(&tokens, Column::Alt).replace(' ', " ¶ "));
    main.contains(&sought) || alt.contains(&sought)
}

/// All phrases of up to four tokens that the text has, and their beginnings.
pub(in crate::search) fn phrases(text: &str) -> Vec<(Phrase, Range<usize>)> {
    let tokens = tokens(text);
    let main: Vec<_> = tokens.iter().filter(|token| token.column == Column::Main).collect();
    let mut phrases = Vec::new();
    for from in 0..main.len() {
        for to in from + 1..=main.len().min(from + 4) {
            let letters: Vec<String> =
                main[from..to].iter().map(|token| tokens.text(token).to_owned()).collect();
            let range = main[from].start as usize..main[to - 1].end as usize;
            let mut beginning = letters.clone();
            if let Some(last) = beginning.last_mut() {
                let cut = last.char_indices().nth(1).map_or(last.len(), |(at, _)| at);
                last.truncate(cut);
                let whole = Phrase { tokens: letters, is_prefix: false };
                let mut typed = range.clone();
                if main[to - 1].kind == Kind::Syllables {
                    typed.end = main[to - 1].start as usize + 1;
                }
                phrases.push((whole, range));
                phrases.push((Phrase { tokens: beginning, is_prefix: true }, typed));
            }
        }
    }
    phrases
}

pub(in crate::search) fn one(phrase: &Phrase) -> Needles {
    let alternatives = vec![phrase.clone()];
    Needles(vec![Needle { alternatives, scope: Scope::Anywhere, group: 0 }])
}

proptest! {
    #[test]
    fn every_phrase_of_a_text_is_marked_in_it(text in knotty()) {
        for (phrase, range) in phrases(&text) {
            let needles = one(&phrase);
            let marked = needles.marked(&text, false);
            let covers = |mark: &Range<usize>| mark.start <= range.start && range.end <= mark.end;
            prop_assert!(marked.ranges.iter().any(covers), "{phrase:?} in {:?}", marked.ranges);
            prop_assert_eq!(marked.needles, 1);
            lawful(&text, &needles);
        }
    }

    #[test]
    fn what_the_index_finds_is_marked_and_nothing_else(text in knotty(), other in knotty()) {
        for (phrase, _) in phrases(&other) {
            let is_marked = !one(&phrase).marked(&text, false).ranges.is_empty();
            prop_assert_eq!(is_marked, index_finds(&text, &phrase), "{:?}", phrase);
        }
    }

    #[test]
    fn marks_of_any_text_are_lawful(text in ".{0,400}", other in ".{0,40}") {
        let alternatives =
            phrases(&other).into_iter().chain(phrases(&text)).map(|(phrase, _)| phrase).collect();
        lawful(&text, &Needles(vec![Needle { alternatives, scope: Scope::Anywhere, group: 0 }]));
    }
}
