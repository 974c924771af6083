//! What is tried when a query finds nothing, one rung after the other.
//!
//! In come the query and which of its units no document holds; out come other queries, each with
//! what was changed, so that the reader is always told. The first that finds something is shown.
//! Words that do hit are never touched: 김정은 stays whole wherever a text has it.

use std::ops::Range;

use super::query::{Unit, UnitKind, Units};
use super::{Expansions, Query, particle};

/// A query to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The query as it can be typed.
    pub text: String,
    /// What was changed.
    pub change: Change,
}

/// What was changed in a query that found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Words are looked for without the particle that they end with: each as typed and as looked
    /// for.
    Particles(Vec<(String, String)>),
    /// Dates are looked for as the words that they were typed in.
    DatesAsWords(Vec<String>),
    /// Documents with any of the words are looked for, no longer only those with all.
    AnyWord,
}

/// A word that no document holds, and the query around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfound {
    /// The word as typed.
    pub word: String,
    index: usize,
    place: Range<usize>,
    query: Query,
}

impl Unfound {
    /// The query with `spelling` in the word's place.
    #[must_use]
    pub fn respelled(&self, spelling: &str) -> String {
        let words = self.query.words(self.index);
        let (before, after) = (&words[..self.place.start], &words[self.place.end..]);
        let query = self.query.with_words(self.index, &format!("{before}{spelling}{after}"));
        query.rewritten(|_, piece| Some(piece))
    }
}

/// The queries to try, in their order, when `query` has found nothing. `missing` says of each
/// needle of the compiled query whether no document holds it.
#[must_use]
pub fn relaxed(query: &Query, expansions: &Expansions, missing: &[bool]) -> Vec<Step> {
    let units = query.units(expansions);
    let steps = [
        without_particles(query, &units, missing),
        dates_as_words(query, &units, missing),
        any_word(query, &units, missing),
    ];
    steps.into_iter().flatten().collect()
}

/// The words that no document holds, for which another spelling can be offered.
#[must_use]
pub fn unfound(query: &Query, expansions: &Expansions, missing: &[bool]) -> Vec<Unfound> {
    let units = query.units(expansions);
    let mut unfound = Vec::new();
    for unit in missing_units(&units, missing) {
        if unit.kind == UnitKind::Date {
            continue;
        }
        for index in unit.elements.clone() {
            for place in words_of(query.words(index)) {
                let word = query.words(index)[place.clone()].to_owned();
                unfound.push(Unfound { word, index, place, query: query.clone() });
            }
        }
    }
    unfound
}

/// Where words stand: letters between blanks, without the signs around them.
fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(' ') {
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        if word.chars().any(char::is_alphabetic) {
            let start =
                at + (part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
            words.push(start..start + word.len());
        }
        at += part.len() + 1;
    }
    words
}

fn missing_units<'u>(units: &'u Units, missing: &'u [bool]) -> impl Iterator<Item = &'u Unit> {
    let is_missing = missing.iter().copied().chain(std::iter::repeat(false));
    units.wanted().zip(is_missing).filter(|(_, is_missing)| *is_missing).map(|(unit, _)| unit)
}

fn without_particles(query: &Query, units: &Units, missing: &[bool]) -> Option<Step> {
    let mut changed = query.clone();
    let mut stripped = Vec::new();
    for unit in missing_units(units, missing) {
        let last = unit.elements.end - 1;
        let words = query.words(last);
        if query.is_prefix(last) || unit.kind == UnitKind::Date {
            continue;
        }
        if let Some(stem) = particle::stripped(words) {
            changed = changed.with_words(last, stem);
            stripped.push((words.to_owned(), stem.to_owned()));
        }
    }
    let text = changed.rewritten(|_, piece| Some(piece));
    (!stripped.is_empty()).then_some(Step { text, change: Change::Particles(stripped) })
}

fn dates_as_words(query: &Query, units: &Units, missing: &[bool]) -> Option<Step> {
    let dates: Vec<&Range<usize>> = missing_units(units, missing)
        .filter(|unit| unit.kind == UnitKind::Date)
        .map(|unit| &unit.elements)
        .collect();
    let words = |range: &&Range<usize>| {
        (*range).clone().map(|index| query.words(index)).collect::<Vec<_>>().join(" ")
    };
    // Words that are quoted one by one are no date together.
    let text = query.rewritten(|index, piece| {
        let is_date = dates.iter().any(|range| range.contains(&index));
        Some(if is_date { format!("\"{piece}\"") } else { piece })
    });
    let is_possible = dates.iter().any(|range| range.len() > 1);
    let change = Change::DatesAsWords(dates.iter().map(words).collect());
    is_possible.then_some(Step { text, change })
}

fn any_word(query: &Query, units: &Units, missing: &[bool]) -> Option<Step> {
    if units.groups.len() < 2 {
        return None;
    }
    let is_missing = missing.iter().copied().chain(std::iter::repeat(false));
    let there: Vec<&Range<usize>> = units
        .wanted()
        .zip(is_missing)
        .filter(|(_, is_missing)| !is_missing)
        .map(|(unit, _)| &unit.elements)
        .collect();
    let wanted = |index: usize| units.wanted().any(|unit| unit.elements.contains(&index));
    let any: Vec<String> = there
        .iter()
        .map(|range| query.rewritten(|index, piece| range.contains(&index).then_some(piece)))
        .collect();
    let rest = query
        .rewritten(|index, piece| (!wanted(index) && !query.is_operator(index)).then_some(piece));
    let text = format!("{} {rest}", any.join(" OR "));
    (!any.is_empty()).then(|| Step { text: text.trim().to_owned(), change: Change::AnyWord })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(typed: &str, missing: &[bool]) -> Vec<(String, Change)> {
        let steps = relaxed(&Query::parse(typed), &Expansions::default(), missing);
        steps.into_iter().map(|step| (step.text, step.change)).collect()
    }

    #[test]
    fn only_words_without_hits_lose_their_particle() {
        let check = |typed: &str, missing: &[bool], expect: &str| {
            let found = steps(typed, missing);
            let text = found.iter().find(|(_, change)| matches!(change, Change::Particles(_)));
            assert_eq!(text.map_or("", |(text, _)| text), expect, "{typed}");
        };
        check("김일성은", &[true], "김일성");
        check("김정은", &[false], "");
        check("김일성은 소련의 lang:ko", &[true, false], "김일성 소련의 lang:ko");
        check("김일성은 소련의", &[true, true], "김일성 소련");
        check("\"8월 총회는\"", &[true], "\"8월 총회\"");
        check("허가이", &[true], "");
        check("title:대사관의 -중국의", &[true], "title:대사관 -중국의");
        check("소련 OR 중국은", &[false, true], "소련 OR 중국");
    }

    #[test]
    fn a_date_becomes_its_words() {
        assert_eq!(
            steps("Kim 10 February 1957", &[false, true])[0],
            (
                "Kim \"10\" \"February\" \"1957\"".to_owned(),
                Change::DatesAsWords(vec!["10 February 1957".to_owned()])
            )
        );
        assert_eq!(steps("10.II.1957", &[true]), []);
        assert_eq!(steps("10 February 1957", &[false]), []);
    }

    #[test]
    fn at_last_any_of_the_words_will_do() {
        let check = |typed: &str, missing: &[bool], expect: &str| {
            let found = steps(typed, missing);
            let text = found.iter().find(|(_, change)| *change == Change::AnyWord);
            assert_eq!(text.map_or("", |(text, _)| text), expect, "{typed}");
        };
        check("a b c", &[false, false, false], "a OR b OR c");
        check("a b c", &[false, true, false], "a OR c");
        check("a OR b c", &[false, false, false], "a OR b OR c");
        check("a -x \"b c\" year:1957", &[false, false], "a OR \"b c\" -x year:1957");
        check("July 1957 AND plenum", &[false, false], "July 1957 OR plenum");
        check("a", &[false], "");
        check("a OR b", &[true, true], "");
        check("a b", &[true, true], "");
    }

    #[test]
    fn words_without_hits_can_be_spelled_anew() {
        let query = Query::parse("Molotof plenum \"Comr. Kaganovitch, again\" year:1957");
        let words = unfound(&query, &Expansions::default(), &[true, false, true]);
        let typed: Vec<&str> = words.iter().map(|unfound| unfound.word.as_str()).collect();
        assert_eq!(typed, ["Molotof", "Comr", "Kaganovitch", "again"]);
        assert_eq!(
            words[0].respelled("Molotov"),
            "Molotov plenum \"Comr. Kaganovitch, again\" year:1957"
        );
        assert_eq!(
            words[2].respelled("Kaganovich"),
            "Molotof plenum \"Comr. Kaganovich, again\" year:1957"
        );
    }
}
