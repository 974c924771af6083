//! Phrases as they are looked for in one of the tables.

use crate::search::{Columns, Formula, Phrase, Sought};

use crate::store::rows::BLOCK_BITS;

/// A full-text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::store::search) enum Table {
    /// `ft_doc`, a row for each document.
    Documents,
    /// `ft_para`, a row for each block.
    Paragraphs,
}

impl Table {
    /// How many bits of a row's number tell the rows of one document apart.
    pub(super) fn bits(self) -> u32 {
        match self {
            Self::Documents => 0,
            Self::Paragraphs => BLOCK_BITS,
        }
    }
}

/// A phrase in some columns of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    pub(super) table: Table,
    pub(super) columns: Columns,
    /// Its words, cut as FTS5's own tokenizer `ascii` cuts what it is asked for.
    pub(super) words: Vec<String>,
    /// Whether the last word need only begin so.
    pub(super) is_prefix: bool,
}

impl Wanted {
    pub(super) fn of(table: Table, columns: Columns, phrase: &Phrase) -> Self {
        let is_apart = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let letters = phrase.tokens.iter().flat_map(|token| token.split(is_apart));
        let words = letters.filter(|letters| !letters.is_empty()).map(str::to_ascii_lowercase);
        let columns = if table == Table::Paragraphs { Columns::All } else { columns };
        Self { table, columns, words: words.collect(), is_prefix: phrase.is_prefix }
    }

    /// A whole word as it stands in the table, wherever it stands.
    pub(super) fn of_word(table: Table, word: &str) -> Self {
        Self { table, columns: Columns::All, words: vec![word.to_owned()], is_prefix: false }
    }

    /// One of its words alone, wherever it stands.
    pub(super) fn word(&self, place: usize) -> Self {
        let is_last = place + 1 == self.words.len();
        Self {
            table: self.table,
            columns: Columns::All,
            words: self.words.get(place).cloned().into_iter().collect(),
            is_prefix: self.is_prefix && is_last,
        }
    }

    /// Whether it is a whole word alone, wherever it stands.
    pub(super) fn is_word(&self) -> bool {
        self.words.len() == 1 && !self.is_prefix && self.columns == Columns::All
    }
}

/// A phrase with its unit, and the number of its group.
pub(super) struct Placed<'a> {
    pub(super) group: usize,
    pub(super) unit: &'a Sought,
    pub(super) wanted: Wanted,
}

/// All phrases in the order in which they are written; those that are excluded come last, with a
/// group of their own.
pub(super) fn phrases(table: Table, formula: &Formula) -> Vec<Placed<'_>> {
    let excluded = formula.groups.len();
    let wanted = formula.groups.iter().enumerate();
    let wanted = wanted.flat_map(|(group, units)| units.iter().map(move |unit| (group, unit)));
    let units = wanted.chain(formula.excluded.iter().map(move |unit| (excluded, unit)));
    let placed = units.flat_map(|(group, unit)| {
        let wanted = |phrase| Wanted::of(table, unit.columns, phrase);
        unit.phrases.iter().map(move |phrase| Placed { group, unit, wanted: wanted(phrase) })
    });
    placed.collect()
}
