//! The words of one block as Markdown gives them, and which of them can be markup of our own.
//!
//! A brace or a colon that was escaped is a word; so is a tag that does not stand as raw HTML.

use std::borrow::Cow;
use std::ops::Range;

use crate::capture::characters;
use crate::capture::lines::{Findings, Said, position};
use crate::document::{Finding, FindingCode, Mark};

use super::attributes::{self, Attributes, Fence, OfBlock, StatedBracket};

/// How many braces of a block are looked at.
const MOST_BRACES: usize = 2000;

/// The words of a block.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    /// Escaped characters, references and code.
    escaped: Vec<Range<usize>>,
    /// Raw HTML.
    html: Vec<Range<usize>>,
    /// Emphasis and links.
    pub(super) marks: Vec<Mark>,
}

impl Words {
    /// Adds words that stand in the source as `written`, which `before` stands right before.
    pub(super) fn push(&mut self, words: &str, written: &str, before: Option<u8>) {
        let start = self.text.len();
        self.text.push_str(words);
        if words != written {
            self.escaped.push(start..self.text.len());
        } else if before == Some(b'\\') && !words.is_empty() {
            self.escaped.push(start..start + 1);
        }
    }

    /// Adds words that can hold no markup.
    pub(super) fn push_code(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.escaped.push(start..self.text.len());
    }

    /// Adds raw HTML.
    pub(super) fn push_html(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.html.push(start..self.text.len());
    }

    fn is_live(&self, at: usize) -> bool {
        let next = self.escaped.partition_point(|range| range.end <= at);
        self.escaped.get(next).is_none_or(|range| at < range.start)
    }

    /// The bytes at which braces open that were not escaped.
    fn braces(&self) -> Vec<usize> {
        let open = self.text.match_indices('{').map(|(at, _)| at);
        open.filter(|&at| self.is_live(at)).take(MOST_BRACES).collect()
    }

    /// Takes the blanks around the words away, and what no text should hold.
    pub(super) fn trim(&mut self, findings: &mut Findings) {
        let skipped = self.text.len() - self.text.trim_start().len();
        self.cut(std::slice::from_ref(&(0..skipped)));
        self.text.truncate(self.text.trim_end().len());
        // A character reference can bring in what no text holds.
        if let Cow::Owned(clean) = characters::cleaned(&self.text, findings) {
            *self = Self { text: clean, ..Self::default() };
            self.escaped.push(0..self.text.len());
        }
        self.bound();
    }

    /// Lines of colons at the head and at the foot of the words, which go.
    pub(super) fn fences(&mut self) -> (Option<Fence>, Option<Fence>) {
        let line_end = self.text.find('\n').unwrap_or(self.text.len());
        let head = Fence::read(&self.text[..line_end]).filter(|_| self.is_live(0));
        if matches!(head, Some(Fence::Opens(_) | Fence::Closes)) {
            let next = (line_end + 1).min(self.text.len());
            self.cut(std::slice::from_ref(&(0..next)));
        }
        let line_start = self.text.rfind('\n').map_or(0, |at| at + 1);
        let foot = Fence::read(&self.text[line_start..]).filter(|_| self.is_live(line_start));
        if foot == Some(Fence::Closes) {
            self.text.truncate(line_start.saturating_sub(1));
            self.bound();
        }
        (head, foot)
    }

    /// The list of attributes that the words end with, where `of` makes something of it; it goes.
    pub(super) fn at_end<T>(&mut self, of: impl Fn(&Attributes) -> Option<T>) -> Option<T> {
        let (at, read) = self.braces().into_iter().find_map(|at| {
            let apart = at == 0 || self.text[..at].ends_with(char::is_whitespace);
            let (list, length) = Attributes::read(self.text.get(at..).filter(|_| apart)?)?;
            (at + length == self.text.len()).then(|| of(&list)).flatten().map(|read| (at, read))
        })?;
        self.text.truncate(self.text[..at].trim_end().len());
        self.bound();
        Some(read)
    }

    /// What the block's attributes say of it.
    pub(super) fn of_block(&mut self) -> Option<OfBlock> {
        // A list alone would leave a block without words.
        let is_alone = self.braces().first() == Some(&0)
            && Attributes::read(&self.text).is_some_and(|(_, length)| length == self.text.len());
        if is_alone { None } else { self.at_end(OfBlock::of) }
    }

    /// What is stated of brackets right behind them; it goes.
    pub(super) fn of_brackets(&mut self) -> Vec<StatedBracket> {
        let mut stated = Vec::new();
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let mut gone = 0;
        for at in self.braces() {
            if !self.text[..at].ends_with(']') || cuts.last().is_some_and(|cut| at < cut.end) {
                continue;
            }
            let Some((list, length)) = Attributes::read(&self.text[at..]) else { continue };
            if let Some(bracket) = attributes::of_bracket(&list, at - gone) {
                stated.push(bracket);
                cuts.push(at..at + length);
                gone += length;
            }
        }
        self.cut(&cuts);
        stated
    }

    /// Finds lists that say nothing which is known; they stay words.
    pub(super) fn unknown_lists(&self, line: u32, findings: &mut Findings) {
        for at in self.braces() {
            let rest = &self.text[at..];
            if let Some((list, length)) = Attributes::read(rest)
                && (list.class.is_some() || list.values.iter().any(|(name, _)| name == "mark"))
            {
                let list: String = rest[..length].chars().take(80).collect();
                findings.add(Finding::at(FindingCode::AttributeUnknown, line).with("text", list));
            }
        }
    }

    /// The words, their marks, and what is said of them beside.
    pub(super) fn said(self, brackets: Vec<StatedBracket>) -> (String, Vec<Mark>, Said) {
        let said = Said { tags: Some(self.html), brackets, marks: None };
        (self.text, self.marks, said)
    }

    /// Takes ranges out, which are in order and lie apart.
    fn cut(&mut self, cuts: &[Range<usize>]) {
        if cuts.iter().all(Range::is_empty) {
            return;
        }
        let mut kept = String::with_capacity(self.text.len());
        let mut from = 0;
        for cut in cuts {
            kept.push_str(&self.text[from..cut.start]);
            from = cut.end;
        }
        kept.push_str(&self.text[from..]);
        let moved = |at: usize| {
            let gone: usize =
                cuts.iter().map(|cut| cut.end.min(at).saturating_sub(cut.start)).sum();
            at - gone
        };
        for range in self.escaped.iter_mut().chain(&mut self.html) {
            *range = moved(range.start)..moved(range.end);
        }
        for mark in &mut self.marks {
            mark.start = position(moved(mark.start as usize));
            mark.end = position(moved(mark.end as usize));
        }
        self.text = kept;
        self.bound();
    }

    /// Takes away what lies beyond the words.
    fn bound(&mut self) {
        let end = self.text.len();
        for ranges in [&mut self.escaped, &mut self.html] {
            for range in ranges.iter_mut() {
                range.end = range.end.min(end);
            }
            ranges.retain(|range| range.start < range.end);
        }
        for mark in &mut self.marks {
            mark.end = mark.end.min(position(end));
        }
        self.marks.retain(|mark| mark.start < mark.end);
    }
}
