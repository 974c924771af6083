//! The parts of a citation before their punctuation is settled.

use super::super::Run;
use super::line::Line;
use super::marks;

/// A part of a citation.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// What stands before it, if it is not empty.
    before: &'static str,
    /// What stands after it, if it is not empty.
    after: &'static str,
    quoted: bool,
    italic: bool,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    /// Words of a field, or a term.
    Words(String),
    /// Parts, and what joins them.
    Group(&'static str, Vec<Part>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

/// Words of a field, or a term.
pub(super) fn words(words: impl Into<String>) -> Part {
    Part { body: Body::Words(words.into()), ..Part::default() }
}

/// A field that may be missing.
pub(super) fn field(field: Option<&String>) -> Part {
    words(field.cloned().unwrap_or_default())
}

/// Parts joined by a delimiter; empty ones are left out.
pub(super) fn group<const N: usize>(joint: &'static str, parts: [Part; N]) -> Part {
    Part { body: Body::Group(joint, parts.into()), ..Part::default() }
}

/// The same for parts whose number is not known.
pub(super) fn joined(joint: &'static str, parts: Vec<Part>) -> Part {
    Part { body: Body::Group(joint, parts), ..Part::default() }
}

impl Part {
    /// The part in quotation marks.
    pub(super) fn quoted(mut self) -> Self {
        self.quoted = true;
        self
    }

    /// The part in italics.
    pub(super) fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    /// The words in italics if their script has any.
    pub(super) fn slanted(self) -> Self {
        let has = matches!(&self.body, Body::Words(words) if words.contains(marks::is_of_a_word));
        if has { self.italic() } else { self }
    }

    /// The part with something before and after it.
    pub(super) fn within(mut self, before: &'static str, after: &'static str) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    /// The part, or the other where it is empty.
    pub(super) fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// Whether nothing of it would be printed.
    pub(super) fn is_empty(&self) -> bool {
        match &self.body {
            Body::Words(words) => words.is_empty(),
            Body::Group(_, parts) => parts.iter().all(Self::is_empty),
        }
    }

    /// The whole citation.
    pub(super) fn printed(&self) -> Vec<Run> {
        let mut line = Line::default();
        self.write(&mut line);
        line.runs()
    }

    fn write(&self, line: &mut Line) {
        if self.is_empty() {
            return;
        }
        line.affix(self.before);
        line.begin(self.quoted, self.italic);
        match &self.body {
            Body::Words(words) => line.words(words),
            Body::Group(joint, parts) => {
                let mut is_first = true;
                for part in parts.iter().filter(|part| !part.is_empty()) {
                    if !is_first {
                        line.affix(joint);
                    }
                    is_first = false;
                    part.write(line);
                }
            }
        }
        line.end();
        line.affix(self.after);
    }
}
