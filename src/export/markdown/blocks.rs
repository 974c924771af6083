//! Texts as Markdown: a heading with its language before each further one, lines of colons around
//! letterheads and the like.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::document::{Block, BlockKind, Document, Mark, MarkKind, MarkPart};

use super::escape::{self, Place};
use super::{Marks, Said, Saying};

/// Appends all texts.
pub(super) fn push(out: &mut String, document: &Document, saying: &Saying) {
    let nothing = Said::default();
    for (t, text) in document.texts.iter().enumerate() {
        let mut fence: Option<BlockKind> = None;
        // What the first block is headed with says in which language the text is.
        let mut language = (t > 0).then(|| text.language.as_str());
        for (b, block) in text.blocks.iter().enumerate() {
            let said = saying.blocks.get(&(t, b)).unwrap_or(&nothing);
            let fenced = Some(block.kind).filter(|kind| is_fenced(*kind));
            if fence != fenced && fence.is_some() {
                out.push_str("\n:::\n");
            }
            if !is_one_line_heading(block)
                && let Some(tag) = language.take()
            {
                let _ = write!(out, "\n# {{lang={tag}}}\n");
            }
            if fence != fenced
                && let Some(kind) = fenced
            {
                let _ = write!(out, "\n::: {}\n", kind.as_str());
            }
            fence = fenced;
            out.push('\n');
            push_block(out, block, said, language.take());
            out.push('\n');
        }
        if fence.is_some() {
            out.push_str("\n:::\n");
        }
    }
}

/// Whether Markdown has no way of its own to say this.
fn is_fenced(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Letterhead | BlockKind::Stamp | BlockKind::Signature | BlockKind::Copies
    )
}

fn is_one_line_heading(block: &Block) -> bool {
    block.kind == BlockKind::Heading && !block.text.contains('\n')
}

/// How a block begins, how its further lines do, and how much of its words that says already.
fn shape(block: &Block, is_first: bool) -> (String, &'static str, usize) {
    const BLANKS: &str = "            ";
    match block.kind {
        BlockKind::Heading if is_one_line_heading(block) => {
            (if is_first { "# " } else { "## " }.to_owned(), "", 0)
        }
        BlockKind::Quotation => ("> ".to_owned(), "> ", 0),
        BlockKind::ListItem => {
            let bullet = "• ".len();
            let digits = block.text.bytes().take_while(u8::is_ascii_digit).count();
            let is_word = |at: usize| {
                block
                    .text
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
                    && block.marks.iter().all(|mark| mark.start as usize >= at)
            };
            if block.text.starts_with("• ") && is_word(bullet) {
                return ("- ".to_owned(), "  ", bullet);
            }
            let stop = block.text.get(digits..).unwrap_or_default();
            let is_number = (1..=9).contains(&digits)
                && (stop.starts_with(". ") || stop.starts_with(") "))
                && is_word(digits + 2);
            if is_number {
                let mark = block.text[..digits + 2].to_owned();
                return (mark, &BLANKS[..digits + 2], digits + 2);
            }
            (String::new(), "", 0)
        }
        _ => (String::new(), "", 0),
    }
}

fn push_block(out: &mut String, block: &Block, said: &Said, language: Option<&str>) {
    let (begin, indent, from) = shape(block, language.is_some());
    out.push_str(&begin);
    let none = BTreeMap::new();
    let is_heading = is_one_line_heading(block);
    let place = Place { indent, is_heading, ..Place::default() };
    match &said.marks {
        Marks::Found => inline(out, block, from, &none, place),
        Marks::Behind(behind) => inline(out, block, from, behind, place),
        Marks::Listed => {
            let words = block.text.get(from..).unwrap_or_default();
            escape::push(out, words, Place { is_start: true, is_end: true, ..place });
        }
    }
    let mut attributes = Vec::new();
    if said.kind {
        attributes.push(format!(".{}", block.kind.as_str()));
    }
    if matches!(said.marks, Marks::Listed) {
        attributes.extend(block.marks.iter().map(|mark| listed(mark, &block.text)));
        if block.marks.is_empty() {
            attributes.push("mark=none".to_owned());
        }
    }
    if !attributes.is_empty() {
        let _ = write!(out, " {{{}}}", attributes.join(" "));
    }
    if let Some(tag) = language {
        let _ = write!(out, " {{lang={tag}}}");
    }
}

/// `mark="note 12-30 illegible"`: the kind, the characters from 1, both included, and the value.
fn listed(mark: &Mark, text: &str) -> String {
    let characters = |end: u32| text.get(..end as usize).map_or(0, |part| part.chars().count());
    let part = match mark.part {
        MarkPart::Whole => "",
        MarkPart::First => "/first",
        MarkPart::Middle => "/middle",
        MarkPart::Last => "/last",
    };
    let (first, last) = (characters(mark.start) + 1, characters(mark.end));
    let mut value = format!("{}{part} {first}-{last}", mark.kind.as_str());
    if let Some(words) = &mark.value {
        value.push(' ');
        value.push_str(words);
    }
    format!("mark={}", quoted(&value))
}

/// A value in quotation marks.
fn quoted(value: &str) -> String {
    let mut out = "\"".to_owned();
    for (n, line) in value.replace('"', "\"\"").split('\n').enumerate() {
        out.push_str(if n > 0 { "&#10;" } else { "" });
        escape::push(&mut out, line, Place::default());
    }
    out.push('"');
    out
}

/// What is said behind a bracket that the loader would take for something else.
fn said_behind(mark: Option<&Mark>, text: &str) -> String {
    let Some(mark) = mark else { return "{.none}".to_owned() };
    let bracket = text.get(mark.start as usize..mark.end as usize).unwrap_or_default();
    let inside = bracket.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let kind = mark.kind.as_str();
    match &mark.value {
        Some(value) if inside == Some(value) => format!("{{.{kind}}}"),
        value => format!("{{.{kind} value={}}}", quoted(value.as_deref().unwrap_or_default())),
    }
}

/// How a mark that no bracket sets begins and ends.
struct Style<'a> {
    mark: &'a Mark,
    begin: &'static str,
    end: String,
}

/// The words with their emphasis, links and raised letters, the rest said behind brackets.
fn inline(
    out: &mut String,
    block: &Block,
    from: usize,
    behind: &BTreeMap<u32, Option<Mark>>,
    place: Place<'_>,
) {
    let text = block.text.as_str();
    let set = |mark: &&Mark| {
        let range = mark.start as usize..mark.end as usize;
        !mark.kind.is_bracket() && mark.start < mark.end && text.get(range).is_some()
    };
    let mut coming = block.marks.iter().filter(set).peekable();
    let mut edges: Vec<usize> = block
        .marks
        .iter()
        .filter(set)
        .flat_map(|mark| [mark.start as usize, mark.end as usize])
        .chain(behind.keys().map(|end| *end as usize))
        .chain([from, text.len()])
        .filter(|at| *at >= from && text.is_char_boundary(*at))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut open: Vec<Style<'_>> = Vec::new();
    let mut is_start = true;
    for (n, &edge) in edges.iter().enumerate() {
        if let Some(mark) = u32::try_from(edge).ok().and_then(|end| behind.get(&end)) {
            out.push_str(&said_behind(mark.as_ref(), text));
        }
        while let Some(style) = open.pop_if(|style| style.mark.end as usize <= edge) {
            out.push_str(&style.end);
        }
        while let Some(mark) = coming.next_if(|mark| mark.start as usize <= edge) {
            let crosses = open.last().is_some_and(|outer| outer.mark.end < mark.end);
            let nested = |style: &Style<'_>| style.mark.kind == MarkKind::Link;
            if crosses || (mark.kind == MarkKind::Link && open.iter().any(nested)) {
                continue;
            }
            let style = style(mark, block);
            out.push_str(style.begin);
            is_start = false;
            open.push(style);
        }
        let Some(&next) = edges.get(n + 1) else { break };
        let words = text.get(edge..next).unwrap_or_default();
        let is_link = open.iter().any(|style| style.mark.kind == MarkKind::Link);
        let is_end = next == text.len() && open.is_empty();
        escape::push(out, words, Place { is_link, is_start, is_end, ..place });
        is_start = false;
    }
    while let Some(style) = open.pop() {
        out.push_str(&style.end);
    }
}

fn style<'a>(mark: &'a Mark, block: &Block) -> Style<'a> {
    let is_plain = is_plain(mark, block);
    let (begin, end) = match mark.kind {
        MarkKind::Em if is_plain => ("*", "*".to_owned()),
        MarkKind::Strong if is_plain => ("**", "**".to_owned()),
        MarkKind::Em => ("<em>", "</em>".to_owned()),
        MarkKind::Strong => ("<strong>", "</strong>".to_owned()),
        MarkKind::Sup => ("<sup>", "</sup>".to_owned()),
        MarkKind::Sub => ("<sub>", "</sub>".to_owned()),
        MarkKind::Link => {
            let mut end = "](<".to_owned();
            for c in mark.value.as_deref().unwrap_or_default().chars() {
                if matches!(c, '<' | '>' | '\\' | '&') {
                    end.push('\\');
                }
                end.push(c);
            }
            end.push_str(">)");
            ("[", end)
        }
        _ => ("", String::new()),
    };
    Style { mark, begin, end }
}

/// Whether asterisks do for emphasis: words begin and end inside of it, blanks or stops stand
/// outside, and no other emphasis touches it.
fn is_plain(mark: &Mark, block: &Block) -> bool {
    let (start, end) = (mark.start as usize, mark.end as usize);
    let Some(words) = block.text.get(start..end) else { return false };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = block.text[..start].chars().next_back();
    let after = block.text[end..].chars().next();
    let touches = |other: &Mark| {
        let is_emphasis = matches!(other.kind, MarkKind::Em | MarkKind::Strong);
        is_emphasis && other != mark && other.start <= mark.end && mark.start <= other.end
    };
    is_word(words.chars().next())
        && is_word(words.chars().next_back())
        && before.is_none_or(|c| matches!(c, ' ' | '\n'))
        && after.is_none_or(|c| matches!(c, ' ' | '\n' | '.' | ',' | ';' | ':' | '!' | '?' | ')'))
        && !block.marks.iter().any(touches)
}
