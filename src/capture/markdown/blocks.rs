//! Markdown's structure as blocks: a flat list, each with the marks that the source sets.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::capture::lines::{Findings, RawBlock, number, position};
use crate::document::{BlockKind, Finding, FindingCode, Language, Mark, MarkKind, MarkPart};

use super::attributes::{Attributes, Fence};
use super::words::Words;

/// A block with what its place in the file says.
#[derive(Debug, Default)]
pub(super) struct Parsed<'a> {
    pub(super) block: RawBlock<'a>,
    /// The level of a heading, from 1; 0 for other blocks.
    pub(super) level: u8,
    /// The language of the text that a heading begins.
    pub(super) language: Option<Language>,
    /// The lines of the file, counted from 0.
    pub(super) lines: Range<usize>,
}

/// How deep quotations and lists nest; deeper marks are cut before parsing.
const DEEPEST: usize = 16;

/// How many marks a block takes from the source.
const MOST_MARKS: usize = 500;

/// The blocks of a Markdown text without front matter, which begins on this line of the file,
/// counted from 0.
pub(super) fn parsed<'a>(text: &str, first: usize, findings: &mut Findings) -> Vec<Parsed<'a>> {
    let text = flattened(text);
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reader = Reader {
        text: &text,
        starts: &starts,
        first,
        findings,
        done: Vec::new(),
        open: None,
        words: Words::default(),
        styles: Vec::new(),
        lists: Vec::new(),
        quotes: 0,
        mark: None,
        fence: None,
    };
    for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
        reader.take(event, &range);
    }
    reader.close();
    reader.unfence();
    reader.done
}

/// The text without quotation marks and blanks at the head of a line beyond the depth.
fn flattened(text: &str) -> Cow<'_, str> {
    let is_deep = |line: &str| {
        line.bytes()
            .take_while(|byte| matches!(byte, b'>' | b' ' | b'\t'))
            .filter(|&byte| byte == b'>')
            .count()
            > DEEPEST
            || line.len() - line.trim_start().len() > 4 * DEEPEST
    };
    if !text.lines().any(is_deep) {
        return Cow::Borrowed(text);
    }
    let mut flat = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if is_deep(line.trim_end_matches('\n')) {
            flat.push_str(&"> ".repeat(if line.trim_start().starts_with('>') {
                DEEPEST
            } else {
                0
            }));
            flat.push_str(line.trim_start_matches(['>', ' ', '\t']));
            if !flat.ends_with('\n') && line.ends_with('\n') {
                flat.push('\n');
            }
        } else {
            flat.push_str(line);
        }
    }
    Cow::Owned(flat)
}

struct Reader<'a, 'f> {
    text: &'f str,
    starts: &'f [usize],
    /// The line of the file that the text begins on, from 0.
    first: usize,
    findings: &'f mut Findings,
    done: Vec<Parsed<'a>>,
    open: Option<Parsed<'a>>,
    words: Words,
    /// Emphasis, strength and links that are open: kind, start, address.
    styles: Vec<(MarkKind, usize, Option<String>)>,
    /// Whether each list that is open is numbered.
    lists: Vec<bool>,
    quotes: usize,
    /// The list mark that the next block begins with.
    mark: Option<String>,
    /// What a line of colons says that blocks are, and its line in the file, from 0.
    fence: Option<(BlockKind, usize)>,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => {
                self.ensure(range);
                let written = self.text.get(range.clone()).unwrap_or_default();
                let before = range.start.checked_sub(1).map(|at| self.text.as_bytes()[at]);
                self.words.push(&words, written, before);
                self.reach(range);
            }
            Event::Html(words) | Event::InlineHtml(words) => {
                self.ensure(range);
                self.words.push_html(&words);
                self.reach(range);
            }
            Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => {
                self.ensure(range);
                self.words.push_code(&words);
                self.reach(range);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words.text.push('\n');
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.begin(range),
            Tag::Heading { level, .. } => {
                self.begin(range);
                if let Some(open) = &mut self.open {
                    open.level = depth(level);
                    open.block.kind = Some(BlockKind::Heading);
                }
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                self.close();
                let numbered = self.lists.last().is_some_and(|list| *list);
                self.mark = Some(self.list_mark(numbered, range));
            }
            Tag::Emphasis => self.style(MarkKind::Em, None, range),
            Tag::Strong => self.style(MarkKind::Strong, None, range),
            Tag::Link { dest_url, .. } => {
                self.style(MarkKind::Link, Some(dest_url.into_string()), range);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Heading(_) => {
                self.close();
            }
            TagEnd::Item => {
                self.close();
                self.mark = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.unstyle(),
            _ => {}
        }
    }

    /// The mark of a list's item: its number as printed, or a bullet.
    fn list_mark(&self, numbered: bool, range: &Range<usize>) -> String {
        let item = self.text.get(range.start..range.end).unwrap_or_default().trim_start();
        let digits = item.bytes().take(9).take_while(u8::is_ascii_digit).count();
        match item[digits..].chars().next() {
            Some(stop @ ('.' | ')')) if numbered && digits > 0 => {
                format!("{}{stop} ", &item[..digits])
            }
            _ => "• ".to_owned(),
        }
    }

    fn style(&mut self, kind: MarkKind, address: Option<String>, range: &Range<usize>) {
        self.ensure(range);
        self.styles.push((kind, self.words.text.len(), address));
    }

    fn unstyle(&mut self) {
        let Some((kind, start, address)) = self.styles.pop() else { return };
        let allowed = kind != MarkKind::Link || address.as_deref().is_some_and(is_allowed);
        let end = self.words.text.len();
        if self.open.is_some() && allowed && start < end && self.words.marks.len() < MOST_MARKS {
            self.words.marks.push(Mark {
                start: position(start),
                end: position(end),
                kind,
                value: address,
                part: MarkPart::Whole,
            });
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn begin(&mut self, range: &Range<usize>) {
        self.close();
        let line = self.line(range.start);
        let mut open = Parsed { lines: line..line + 1, ..Parsed::default() };
        if let Some(mark) = self.mark.take() {
            open.block.kind = Some(BlockKind::ListItem);
            self.words.push_code(&mark);
        } else if self.quotes > 0 {
            open.block.kind = Some(BlockKind::Quotation);
        }
        self.open = Some(open);
        self.reach(range);
    }

    fn ensure(&mut self, range: &Range<usize>) {
        if self.open.is_none() {
            self.begin(range);
        }
    }

    /// Counts the lines up to the end of a range to the open block.
    fn reach(&mut self, range: &Range<usize>) {
        let last = self.line(range.end.max(range.start + 1) - 1) + 1;
        if let Some(open) = &mut self.open {
            open.lines.end = open.lines.end.max(last);
        }
    }

    fn close(&mut self) {
        self.styles.clear();
        let mut words = std::mem::take(&mut self.words);
        let Some(mut open) = self.open.take() else { return };
        words.trim(self.findings);
        let line = self.first + open.lines.start;
        let (head, foot) = words.fences();
        // What stood behind a fence begins the words now, blanks and all.
        words.trim(self.findings);
        match head {
            Some(Fence::Opens(kind)) => {
                self.unfence();
                self.fence = Some((kind, line));
            }
            Some(Fence::Closes) => self.fence = None,
            Some(Fence::Unknown) => {
                let text: String = words.text.chars().take(80).collect();
                let odd = Finding::at(FindingCode::AttributeUnknown, number(line));
                self.findings.add(odd.with("text", text));
            }
            None => {}
        }
        if open.level == 1 {
            let language = |list: &Attributes| Language::parse(list.only("lang")?);
            open.language = words.at_end(language);
        }
        if open.language.is_some() {
            self.unfence();
        }
        let stated = words.of_block();
        if let Some((kind, _)) = self.fence {
            open.block.kind = open.block.kind.or(Some(kind));
        }
        let brackets = words.of_brackets();
        words.unknown_lists(number(line), self.findings);
        let (text, marks, mut said) = words.said(brackets);
        if let Some(stated) = stated {
            open.block.kind = stated.kind.or(open.block.kind);
            said.marks = stated.marks;
        }
        open.block.marks = marks;
        open.block.said = said;
        if foot == Some(Fence::Closes) {
            self.fence = None;
        }
        if !text.is_empty() || open.language.is_some() {
            open.block.text = Cow::Owned(text);
            self.done.push(open);
        }
    }

    /// Ends what a line of colons began and none closed.
    fn unfence(&mut self) {
        if let Some((_, line)) = self.fence.take() {
            self.findings.add(Finding::at(FindingCode::FenceUnclosed, number(line)));
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether a link leads to http, https, mailto or a relative address.
pub(in crate::capture) fn is_allowed(address: &str) -> bool {
    if address.is_empty() || address.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return false;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    match address[..end].split_once(':') {
        Some((scheme, _)) => {
            ["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good))
        }
        // `//host` would leave the room by whatever scheme the page has.
        None => !address.starts_with("//") && !address.contains('\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String)> {
        parsed(text, 0, &mut Findings::default())
            .into_iter()
            .map(|part| {
                let kind = part.block.kind.map_or("none", BlockKind::as_str);
                (kind.to_owned(), part.block.text.into_owned())
            })
            .collect()
    }

    #[test]
    fn structure_becomes_flat_blocks() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let expect: Vec<(String, String)> = expect
                .iter()
                .map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned()))
                .collect();
            assert_eq!(shown(text), expect, "{text}");
        };
        check(
            "# Head\n\nOne\ntwo\n\nThree",
            &[("heading", "Head"), ("none", "One\ntwo"), ("none", "Three")],
        );
        check(
            "3. a\n5. b\n   - c\n\n> q",
            &[
                ("list_item", "3. a"),
                ("list_item", "5. b"),
                ("list_item", "• c"),
                ("quotation", "q"),
            ],
        );
        check(
            "a <b>c</b> <sup>2</sup>\n\n<div>x</div>\n\n---\n\n`code`",
            &[("none", "a <b>c</b> <sup>2</sup>"), ("none", "<div>x</div>"), ("none", "code")],
        );
        check("[trans. note: a] and [[b]] &amp; c", &[("none", "[trans. note: a] and [[b]] & c")]);
        check("a&#7;b &#0;", &[("none", "ab □")]);
        check(&("> ".repeat(300) + "deep"), &[("quotation", "deep")]);
    }

    #[test]
    fn emphasis_and_safe_links_become_marks() {
        let check = |text: &str, expect: &[(&str, &str, Option<&str>)]| {
            let parts = parsed(text, 0, &mut Findings::default());
            let block = &parts[0].block;
            let marks: Vec<(&str, &str, Option<&str>)> = block
                .marks
                .iter()
                .map(|mark| {
                    let words = &block.text[mark.start as usize..mark.end as usize];
                    (mark.kind.as_str(), words, mark.value.as_deref())
                })
                .collect();
            assert_eq!(marks, expect, "{text}");
        };
        check("a *b* **c**", &[("em", "b", None), ("strong", "c", None)]);
        check(
            "[a](https://a.example/) [b](c/d)",
            &[("link", "a", Some("https://a.example/")), ("link", "b", Some("c/d"))],
        );
        check("[a](javascript:x) [b](//c.example) [d](data:e)", &[]);
    }

    #[test]
    fn a_heading_can_name_its_language() {
        let parts = parsed("# 번역 {lang=ko}\n\n가\n\n# Notes {sic}", 0, &mut Findings::default());
        assert_eq!(parts[0].language.as_ref().map(Language::as_str), Some("ko"));
        assert_eq!(parts[0].block.text, "번역");
        assert_eq!(parts[2].language, None);
        assert_eq!(parts[2].block.text, "Notes {sic}");
    }
}
