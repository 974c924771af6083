//! Units as formulas for the full-text index.
//!
//! A formula says which phrases in which columns; written out, it is an expression of SQLite's
//! full-text index, in which nothing but quoted phrases, a star behind them, column filters,
//! parentheses and the three operators ever stands, whatever was typed.

use std::fmt;

use super::units::{Unit, Units};
use crate::search::{Phrase, Scope};

/// What the index is asked for: one of each group, and nothing that is excluded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formula {
    /// Units any of which must be there; all of these groups. There is one at least.
    pub groups: Vec<Vec<Sought>>,
    /// Units that must not be there.
    pub excluded: Vec<Sought>,
}

/// Phrases any of which is looked for, in some of the columns of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Where.
    pub columns: Columns,
    /// What.
    pub phrases: Vec<Phrase>,
    /// Which of the needles it is; what is excluded is none.
    pub needle: u32,
}

/// Columns of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Columns {
    /// All of them.
    #[default]
    All,
    /// The title.
    Title,
    /// The English text and its second readings.
    English,
    /// The Korean text and its second readings.
    Korean,
    /// All other texts and their second readings.
    Other,
}

impl Columns {
    /// The columns by their names, or none where all are meant.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::All => &[],
            Self::Title => &["title"],
            Self::English => &["en", "alt_en"],
            Self::Korean => &["ko", "alt_ko"],
            Self::Other => &["xx", "alt_xx"],
        }
    }

    fn of_language(language: &str) -> Self {
        match language.split('-').next() {
            Some("en") => Self::English,
            Some("ko") => Self::Korean,
            _ => Self::Other,
        }
    }
}

impl From<Sought> for Formula {
    fn from(sought: Sought) -> Self {
        Self { groups: vec![vec![sought]], excluded: Vec::new() }
    }
}

/// Whole documents that hold every group and nothing excluded.
pub(super) fn documents(units: &Units, language: Option<&str>) -> Option<Formula> {
    let groups = grouped(units, language);
    // What is excluded must stand nowhere in the document, whatever the language looked for.
    let excluded = units.excluded.iter().map(|unit| in_document(unit, u32::MAX, None)).collect();
    (!groups.is_empty()).then_some(Formula { groups, excluded })
}

/// Whole documents that hold one unit, each of them.
pub(super) fn each(units: &Units, language: Option<&str>) -> Vec<Sought> {
    grouped(units, language).into_iter().flatten().collect()
}

/// Paragraphs that hold every group; groups that may stand in a title are left out.
pub(super) fn paragraphs(units: &Units) -> Option<Formula> {
    let mut groups = grouped(units, None);
    groups.retain(|group| group.iter().all(|unit| unit.columns == Columns::All));
    (!groups.is_empty()).then_some(Formula { groups, excluded: Vec::new() })
}

/// Paragraphs that hold any unit.
pub(super) fn any_paragraph(units: &Units) -> Option<Formula> {
    let mut group = each(units, None);
    group.retain(|unit| unit.columns == Columns::All);
    (!group.is_empty()).then(|| Formula { groups: vec![group], excluded: Vec::new() })
}

fn grouped(units: &Units, language: Option<&str>) -> Vec<Vec<Sought>> {
    let mut needles = 0..;
    let mut sought = |unit: &Unit| in_document(unit, needles.next().unwrap_or(u32::MAX), language);
    units.groups.iter().map(|group| group.iter().map(&mut sought).collect()).collect()
}

fn in_document(unit: &Unit, needle: u32, language: Option<&str>) -> Sought {
    let columns = match (unit.needle.scope, language) {
        (Scope::Title, _) => Columns::Title,
        (Scope::Anywhere, Some(language)) => Columns::of_language(language),
        (Scope::Anywhere, None) => Columns::All,
    };
    Sought { columns, phrases: unit.needle.alternatives.clone(), needle }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, group) in self.groups.iter().enumerate() {
            f.write_str(if index == 0 { "((" } else { " AND (" })?;
            joined(f, group)?;
            f.write_str(")")?;
        }
        f.write_str(")")?;
        if !self.excluded.is_empty() {
            f.write_str(" NOT (")?;
            joined(f, &self.excluded)?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Display for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.columns.names() {
            [] => f.write_str("(")?,
            [name] => write!(f, "({{{name}}} : (")?,
            names => write!(f, "({{{}}} : (", names.join(" "))?,
        }
        joined(f, &self.phrases)?;
        f.write_str(if self.columns == Columns::All { ")" } else { "))" })
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.tokens.join(" ").replace('"', "\"\"");
        let star = if self.is_prefix { " *" } else { "" };
        write!(f, "\"{letters}\"{star}")
    }
}

/// Parts any of which is enough.
fn joined(f: &mut fmt::Formatter<'_>, parts: &[impl fmt::Display]) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(" OR ")?;
        }
        part.fmt(f)?;
    }
    Ok(())
}
