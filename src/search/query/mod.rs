//! What a reader typed, as units and conditions, and what the index is asked for.
//!
//! ```text
//! query  = { [-] unit | OR }      AND between units; OR binds tighter: a b OR c = a AND (b OR c)
//! unit   = "phrase" | field:value | field:"value" | word*
//! field  = year before after date lang person place org type archive collection doc title
//! ```
//!
//! Every text is a query; what cannot be meant as an operator is a word, and what nobody can look
//! for is left out. `org:` looks for its value as for a name in the texts; `collection:` is known
//! but cannot be asked for, since a room is one collection.

mod conditions;
mod days;
mod expression;
mod field;
mod lexer;
mod readings;
mod units;

pub use conditions::{Conditions, folded};
pub use expression::{Columns, Formula, Sought};
pub(in crate::search) use units::{Unit, UnitKind, Units};

use super::{Expansion, Expansions, Needles};
use lexer::{Element, Kind};

/// What a reader typed. Any text is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words as typed, cut to the longest that is read: 512 characters.
    pub text: String,
    elements: Vec<Element>,
    is_cut: bool,
}

/// What the index is asked for, and how what it finds is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compiled {
    /// Which whole documents; `None` where no word is looked for.
    pub documents: Option<Formula>,
    /// Which paragraphs hold every unit (title: units left out).
    pub paragraphs: Option<Formula>,
    /// Which paragraphs hold any unit.
    pub any_paragraph: Option<Formula>,
    /// For each needle, in their order, what whole documents hold it: what the ladder wants to know
    /// of each is whether there is one.
    pub units: Vec<Sought>,
    /// What to mark, one needle for each unit that is not excluded.
    pub needles: Needles,
    /// Spellings that are searched beside those typed, in the order found, each once.
    pub expanded: Vec<String>,
    /// The query that looks for the names only as they were typed; `None` where nothing is
    /// expanded.
    pub exact: Option<String>,
    /// What the reader must be told of how the words were read.
    pub notices: Vec<Notice>,
    /// What the document must be, beside its words.
    pub conditions: Conditions,
}

/// What the reader is told of how a query was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A condition that cannot be read, that cannot be excluded (its field then begins with `-`)
    /// or that another one stands against was left out: its field and value.
    ConditionUnreadable(String, String),
    /// A field that there is not was left out: its name and value.
    FieldUnknown(String, String),
    /// Only exclusions: a word is needed.
    OnlyExclusions,
    /// The query was cut to the longest that is read.
    Cut,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (text, elements, is_cut) = lexer::read(text);
        Self { text, elements, is_cut }
    }

    /// The runs of one to four plain words that may be names, one blank between the words, as
    /// typed; each once. Words of dates are no names.
    #[must_use]
    pub fn spans(&self) -> Vec<String> {
        units::name_spans(&self.elements)
    }

    /// What the index is asked for, with the names' other spellings.
    #[must_use]
    pub fn compiled(&self, expansions: &Expansions) -> Compiled {
        let units = self.units(expansions);
        let (conditions, mut notices) = conditions::conditions(&self.elements);
        if units.groups.is_empty() && !units.excluded.is_empty() {
            notices.push(Notice::OnlyExclusions);
        }
        if self.is_cut {
            notices.push(Notice::Cut);
        }
        let language = conditions.language.as_deref();
        let mut expanded: Vec<String> = Vec::new();
        for form in units.wanted().flat_map(|unit| &unit.expanded) {
            if !expanded.contains(form) {
                expanded.push(form.clone());
            }
        }
        Compiled {
            documents: expression::documents(&units, language),
            paragraphs: expression::paragraphs(&units),
            any_paragraph: expression::any_paragraph(&units),
            units: expression::each(&units, language),
            needles: Needles(units.wanted().map(|unit| unit.needle.clone()).collect()),
            exact: (!expanded.is_empty()).then(|| self.quoted_text(&units)),
            expanded,
            notices,
            conditions,
        }
    }

    pub(in crate::search) fn units(&self, expansions: &Expansions) -> Units {
        Units::of(&self.elements, expansions)
    }

    /// The piece at `index` without its marks: the word, the phrase, the field's value.
    pub(in crate::search) fn words(&self, index: usize) -> &str {
        self.elements.get(index).map_or("", |element| &element.text)
    }

    /// Whether the piece at `index` asks for beginnings of words.
    pub(in crate::search) fn is_prefix(&self, index: usize) -> bool {
        self.elements.get(index).is_some_and(|element| element.is_prefix)
    }

    /// The query with the piece at `index` changed to other words.
    pub(in crate::search) fn with_words(&self, index: usize, words: &str) -> Self {
        let mut changed = self.clone();
        if let Some(element) = changed.elements.get_mut(index) {
            words.clone_into(&mut element.text);
        }
        changed
    }

    /// The query as it can be typed, from the pieces as `written` gives them; pieces for which it
    /// gives nothing are left out.
    pub(in crate::search) fn rewritten(
        &self,
        written: impl Fn(usize, String) -> Option<String>,
    ) -> String {
        let pieces = self.elements.iter().enumerate();
        let pieces = pieces.filter_map(|(index, element)| written(index, element.written()));
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// Whether the piece at `index` is an operator.
    pub(in crate::search) fn is_operator(&self, index: usize) -> bool {
        self.elements.get(index).is_some_and(|e| matches!(e.kind, Kind::And | Kind::Or))
    }

    /// The query with the names quoted that are searched in other spellings too.
    fn quoted_text(&self, units: &Units) -> String {
        let name = |index: usize| {
            units
                .wanted()
                .filter(|unit| !unit.expanded.is_empty())
                .map(|unit| &unit.elements)
                .find(|range| range.contains(&index))
        };
        self.rewritten(|index, piece| match name(index) {
            Some(range) if range.start == index => {
                let words: Vec<&str> = range.clone().map(|index| self.words(index)).collect();
                Some(lexer::quoted(&words.join(" ")))
            }
            Some(_) => None,
            None => Some(piece),
        })
    }
}

impl Expansion {
    /// Whether nothing is known of the words.
    fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.entities.is_empty()
    }
}

#[cfg(test)]
mod tests;
