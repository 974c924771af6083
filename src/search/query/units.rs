//! The pieces of a query as units: names and dates of several words, words, phrases, and which of
//! them stand for each other.

use std::collections::BTreeSet;
use std::ops::Range;

use super::field::Field;
use super::lexer::{Element, Kind};
use super::readings::{date, push_literal, readings, readings_of};
use crate::search::{Expansion, Expansions, Needle, Phrase, Scope, tokens};

/// The most words of a name.
const NAME: usize = 4;
/// The most words of a date.
const DATE: usize = 5;

/// What is looked for as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Unit {
    /// The pieces that it is made of.
    pub(in crate::search) elements: Range<usize>,
    pub(in crate::search) kind: UnitKind,
    pub(super) needle: Needle,
    /// Spellings that are searched beside those typed.
    pub(super) expanded: Vec<String>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum UnitKind {
    /// A word, a phrase, or a title's words.
    Words,
    /// One or more words that stand for a day or a month.
    Date,
    /// One or more words that are known as a name.
    Name,
}

/// All units of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Units {
    /// Units any of which must be there; all of these groups.
    pub(in crate::search) groups: Vec<Vec<Unit>>,
    /// Units that must not be there.
    pub(in crate::search) excluded: Vec<Unit>,
}

impl Units {
    /// The units of `elements`, names as `expansions` knows them.
    pub(super) fn of(elements: &[Element], expansions: &Expansions) -> Self {
        let mut units = Self::default();
        // Whether the piece before is a unit, and whether an `OR` behind it waits for another.
        let (mut follows, mut waits) = (false, false);
        let mut at = 0;
        while at < elements.len() {
            let element = &elements[at];
            let end = at + plain_words(&elements[at..]);
            if end > at {
                for unit in run_units(elements, at..end, expansions) {
                    units.add(unit, waits);
                    (follows, waits) = (true, false);
                }
                at = end;
                continue;
            }
            match element.kind {
                Kind::And => {}
                Kind::Or => waits = follows,
                Kind::Field(field) if !field.is_text() => (follows, waits) = (false, false),
                kind => {
                    let unit = single(elements, at, kind, expansions);
                    if unit.needle.alternatives.is_empty() {
                        // Nothing to look for.
                    } else if element.is_excluded {
                        units.excluded.push(unit);
                        (follows, waits) = (false, false);
                    } else {
                        units.add(unit, waits);
                        (follows, waits) = (true, false);
                    }
                }
            }
            at += 1;
        }
        units
    }

    fn add(&mut self, mut unit: Unit, joins_last: bool) {
        if !joins_last || self.groups.is_empty() {
            self.groups.push(Vec::new());
        }
        unit.needle.group = u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX);
        if let Some(group) = self.groups.last_mut() {
            group.push(unit);
        }
    }

    /// The units that must be there, in their order.
    pub(in crate::search) fn wanted(&self) -> impl Iterator<Item = &Unit> {
        self.groups.iter().flatten()
    }
}

impl Needle {
    fn anywhere(alternatives: Vec<Phrase>) -> Self {
        Self { alternatives, scope: Scope::Anywhere, group: 0 }
    }
}

/// The runs of one to four words that may be names.
pub(super) fn name_spans(elements: &[Element]) -> Vec<String> {
    let mut spans = BTreeSet::new();
    let mut at = 0;
    while at < elements.len() {
        let end = at + plain_words(&elements[at..]);
        let taken = dates_in(elements, at..end);
        for start in at..end {
            for stop in start + 1..=end.min(start + NAME) {
                if taken.iter().all(|(range, _)| range.end <= start || stop <= range.start) {
                    spans.insert(typed(&elements[start..stop]));
                }
            }
        }
        if elements[at].kind == Kind::Field(Field::Org) {
            spans.insert(elements[at].text.clone());
        }
        at = end.max(at + 1);
    }
    spans.retain(|span| tokens(span).iter().next().is_some());
    spans.into_iter().collect()
}

/// How many plain words stand at the beginning.
fn plain_words(elements: &[Element]) -> usize {
    elements.iter().take_while(|element| element.is_plain()).count()
}

fn typed(elements: &[Element]) -> String {
    elements.iter().map(|element| element.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The dates among the plain words of `run`: their places and readings, in order.
fn dates_in(elements: &[Element], run: Range<usize>) -> Vec<(Range<usize>, Vec<Phrase>)> {
    let mut dates = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let longest = run.end.min(at + DATE);
        let found = (at + 1..=longest)
            .rev()
            .map(|end| (at..end, date(&typed(&elements[at..end]))))
            .find(|(_, phrases)| !phrases.is_empty());
        at = found.as_ref().map_or(at + 1, |(range, _)| range.end);
        dates.extend(found);
    }
    dates
}

/// The units of the plain words of `run`: dates first, then the longest names, then words.
fn run_units(elements: &[Element], run: Range<usize>, expansions: &Expansions) -> Vec<Unit> {
    let mut units: Vec<Unit> = dates_in(elements, run.clone())
        .into_iter()
        .map(|(range, alternatives)| Unit {
            elements: range,
            kind: UnitKind::Date,
            needle: Needle::anywhere(alternatives),
            expanded: Vec::new(),
        })
        .collect();
    for length in (1..=NAME.min(run.len())).rev() {
        for start in run.start..=run.end - length {
            let range = start..start + length;
            let overlaps =
                |unit: &Unit| unit.elements.start < range.end && range.start < unit.elements.end;
            if units.iter().any(overlaps) {
                continue;
            }
            let name = typed(&elements[range.clone()]);
            if let Some(known) = expansions.0.get(&name).filter(|known| !known.is_empty()) {
                units.push(name_unit(range, &name, known));
            } else if length == 1 {
                let alternatives = readings(&name);
                let needle = Needle::anywhere(alternatives);
                let kind = UnitKind::Words;
                units.push(Unit { elements: range, kind, needle, expanded: Vec::new() });
            }
        }
    }
    units.retain(|unit| !unit.needle.alternatives.is_empty());
    units.sort_by_key(|unit| unit.elements.start);
    units
}

fn name_unit(elements: Range<usize>, name: &str, known: &Expansion) -> Unit {
    let mut alternatives = readings(name);
    let mut expanded = Vec::new();
    for form in &known.forms {
        let before = alternatives.len();
        push_literal(&mut alternatives, form);
        // A form that is read as what was typed already is no other spelling.
        if alternatives.len() > before {
            expanded.push(form.clone());
        }
    }
    let needle = Needle::anywhere(alternatives);
    Unit { elements, kind: UnitKind::Name, needle, expanded }
}

fn single(elements: &[Element], at: usize, kind: Kind, expansions: &Expansions) -> Unit {
    let element = &elements[at];
    let elements = at..at + 1;
    if kind == Kind::Field(Field::Org)
        && !element.is_excluded
        && let Some(known) = expansions.0.get(&element.text).filter(|known| !known.is_empty())
    {
        return name_unit(elements, &element.text, known);
    }
    let scope = if kind == Kind::Field(Field::Title) { Scope::Title } else { Scope::Anywhere };
    let needle = Needle { scope, ..Needle::anywhere(readings_of(element)) };
    Unit { elements, kind: UnitKind::Words, needle, expanded: Vec::new() }
}
