//! The lines of a capture, where each of them belongs, and the blocks that they make.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{BlockKind, Finding, FindingCode, Mark};

use super::Region;
use super::markdown::StatedBracket;

/// The lines of a text, counted from 0, without the blanks around them.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Where each line's words begin and end, in bytes; equal for a blank line.
    bounds: Vec<(u32, u32)>,
}

impl<'a> Lines<'a> {
    /// Splits `text`, which is shorter than 4 GiB, at its line feeds.
    pub(super) fn new(text: &'a str) -> Self {
        let mut bounds = Vec::with_capacity(text.len() / 64 + 1);
        let mut start = 0;
        while start <= text.len() {
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            let line = &text[start..end];
            let words = line.trim();
            let first = start + (line.len() - line.trim_start().len());
            bounds.push((position(first), position(first + words.len())));
            start = end + 1;
        }
        Self { text, bounds }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// The words of a line, or nothing beyond the last line.
    pub(super) fn get(&self, line: usize) -> &'a str {
        self.bounds.get(line).map_or("", |&(start, end)| &self.text[start as usize..end as usize])
    }

    /// Whether a line holds blanks alone.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        self.bounds.get(line).is_none_or(|(start, end)| start == end)
    }

    /// Whether a line begins with a blank.
    pub(super) fn is_indented(&self, line: usize) -> bool {
        self.bounds.get(line).is_some_and(|&(start, _)| {
            start > 0 && self.text.as_bytes()[start as usize - 1] != b'\n'
        })
    }

    /// The first line from `from` on that is not blank.
    pub(super) fn next_filled(&self, from: usize) -> Option<usize> {
        (from..self.len()).find(|&line| !self.is_blank(line))
    }

    /// The last line before `before` that is not blank.
    pub(super) fn last_filled(&self, before: usize) -> Option<usize> {
        (0..before.min(self.len())).rev().find(|&line| !self.is_blank(line))
    }

    /// All that stands from the words of `first` to the words of `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> &'a str {
        match (self.bounds.get(first), self.bounds.get(last)) {
            (Some(&(start, _)), Some(&(_, end))) if start <= end => {
                &self.text[start as usize..end as usize]
            }
            _ => "",
        }
    }

    /// The text that the lines were split from.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The byte at which a line's words begin.
    pub(super) fn offset(&self, line: usize) -> usize {
        self.bounds.get(line).map_or(self.text.len(), |&(start, _)| start as usize)
    }

    /// The line that a byte of the text stands in.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.bounds.partition_point(|&(start, _)| start as usize <= offset).saturating_sub(1)
    }
}

/// The number that people give a line, from 1.
pub(super) fn number(line: usize) -> u32 {
    position(line + 1)
}

/// A place in a file as the document model keeps it; files are far below 4 GiB.
pub(super) fn position(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A block as it stands in the source, before its marks are read.
#[derive(Debug, Clone, Default)]
pub(super) struct RawBlock<'a> {
    /// The words, lines joined by line feeds.
    pub(super) text: Cow<'a, str>,
    /// The line of the source that it begins on, from 1.
    pub(super) line: u32,
    /// What the source itself says that it is; captures never say.
    pub(super) kind: Option<BlockKind>,
    /// Marks that the source itself sets: Markdown's emphasis and links.
    pub(super) marks: Vec<Mark>,
    /// What Markdown says of the block beside.
    pub(super) said: Said,
}

/// What only Markdown can say of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Where tags stand as raw HTML; `None` where any tag is one.
    pub(super) tags: Option<Vec<Range<usize>>>,
    /// What is stated of brackets, in the order of their ends.
    pub(super) brackets: Vec<StatedBracket>,
    /// All marks of the block, in characters: no others are looked for.
    pub(super) marks: Option<Vec<Mark>>,
}

/// A capture while it is read: its lines, where each belongs, and what was odd.
pub(super) struct Sheet<'a> {
    pub(super) lines: Lines<'a>,
    /// Where each line belongs; `None` until it is settled.
    regions: Vec<Option<Region>>,
    pub(super) findings: Findings,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(text: &'a str, findings: Findings) -> Self {
        let lines = Lines::new(text);
        let regions =
            (0..lines.len()).map(|line| lines.is_blank(line).then_some(Region::Blank)).collect();
        Self { lines, regions, findings }
    }

    /// Settles where a line belongs, unless it is blank.
    pub(super) fn place(&mut self, line: usize, region: Region) {
        if let Some(place) = self.regions.get_mut(line)
            && *place != Some(Region::Blank)
        {
            *place = Some(region);
        }
    }

    /// Settles where the lines of a range belong.
    pub(super) fn place_all(&mut self, lines: Range<usize>, region: Region) {
        for line in lines {
            self.place(line, region);
        }
    }

    /// Whether a line belongs to the page's furniture.
    pub(super) fn is_furniture(&self, line: usize) -> bool {
        self.regions.get(line) == Some(&Some(Region::Furniture))
    }

    /// Where every line belongs; what nothing claimed is furniture.
    pub(super) fn regions(self) -> (Vec<Region>, Findings) {
        let regions =
            self.regions.into_iter().map(|region| region.unwrap_or(Region::Furniture)).collect();
        (regions, self.findings)
    }

    /// The blocks of a range of lines, which become text; furniture between them is passed over
    /// and parts them. With `tight`, every line is a block.
    pub(super) fn blocks(&mut self, range: Range<usize>, tight: bool) -> Vec<RawBlock<'a>> {
        let mut blocks = Vec::new();
        let end = range.end.min(self.lines.len());
        let mut line = range.start;
        while line < end {
            if self.lines.is_blank(line) || self.is_furniture(line) {
                line += 1;
                continue;
            }
            let first = line;
            line += 1;
            while !tight && line < end && !self.lines.is_blank(line) && !self.is_furniture(line) {
                line += 1;
            }
            self.place_all(first..line, Region::Text);
            blocks.push(self.block(first, line));
        }
        blocks
    }

    fn block(&self, first: usize, end: usize) -> RawBlock<'a> {
        let text = if end == first + 1 {
            Cow::Borrowed(self.lines.get(first))
        } else {
            let mut joined = String::with_capacity(self.lines.span(first, end - 1).len());
            for line in first..end {
                if line > first {
                    joined.push('\n');
                }
                joined.push_str(self.lines.get(line));
            }
            Cow::Owned(joined)
        };
        RawBlock { text, line: number(first), ..RawBlock::default() }
    }
}

/// What was odd, with a limit for each kind, so that a hostile file cannot fill the memory.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// How many findings of one kind a document keeps.
    const LIMIT: usize = Finding::MOST_OF_A_KIND;

    pub(super) fn add(&mut self, finding: Finding) {
        if self.count(finding.code) < Self::LIMIT {
            self.list.push(finding);
        }
    }

    /// How many findings of a kind there are; at most the limit.
    pub(super) fn count(&self, code: FindingCode) -> usize {
        self.list.iter().filter(|finding| finding.code == code).count()
    }

    /// The findings by line, those of the whole file first.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.list.sort_by_key(|finding| finding.line);
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_words_between_line_feeds() {
        let lines = Lines::new("  a b \u{a0}\n\u{a0}\r\n\tc\r\n");
        assert_eq!(lines.len(), 4);
        assert_eq!(lines.get(0), "a b");
        assert!(lines.is_indented(0) || lines.offset(0) == 2);
        assert!(lines.is_blank(1) && lines.is_blank(3) && lines.is_blank(99));
        assert_eq!(lines.get(2), "c");
        assert!(lines.is_indented(2));
        assert_eq!(lines.line_at(lines.offset(2)), 2);
        assert_eq!(lines.next_filled(1), Some(2));
        assert_eq!(lines.last_filled(2), Some(0));
    }

    #[test]
    fn blocks_end_at_blank_lines_unless_each_line_is_one() {
        let check = |text: &str, tight: bool, expect: &[&str]| {
            let mut sheet = Sheet::new(text, Findings::default());
            let count = sheet.lines.len();
            let blocks = sheet.blocks(0..count, tight);
            let texts: Vec<&str> = blocks.iter().map(|block| &*block.text).collect();
            assert_eq!(texts, expect, "{text}");
        };
        check("a\nb  \n\u{a0}\nc\n", false, &["a\nb", "c"]);
        check("a\nb\n\nc", true, &["a", "b", "c"]);
        check("", false, &[]);
    }

    #[test]
    fn findings_of_one_kind_are_limited() {
        let mut findings = Findings::default();
        for line in 0..100 {
            findings.add(Finding::at(FindingCode::BracketUnclosed, line));
        }
        findings.add(Finding::of_file(FindingCode::DateMissing));
        let sorted = findings.sorted();
        assert_eq!(sorted.len(), Findings::LIMIT + 1);
        assert_eq!(sorted[0].code, FindingCode::DateMissing);
    }
}
