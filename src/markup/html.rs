//! A block's words and marks as HTML.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::Range;

use askama::filters::HtmlSafe;

use crate::document::{Block, Mark, MarkKind};

use super::letters::{Setting, push_escaped};
use super::note;
use super::walk::{self, Printer, Span, marked};

/// HTML made by this room: balanced, and escaped where the source speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// The HTML as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Words without any markup.
    #[must_use]
    pub fn of_words(words: &str) -> Self {
        let mut html = String::new();
        push_escaped(&mut html, words);
        Self(html)
    }
}

/// The words of `window` with what was found in them as elements, an ellipsis where words are left
/// out. Ranges are bytes of `text` on the boundaries of characters.
pub(super) fn excerpt(text: &str, hits: &[Range<usize>], window: &Range<usize>) -> Html {
    let mut out = String::with_capacity(window.len() + window.len() / 4);
    if text.get(..window.start).is_some_and(|before| !before.trim().is_empty()) {
        out.push_str("… ");
    }
    let mut from = window.start;
    for hit in hits {
        let (start, end) = (hit.start.max(from), hit.end.min(window.end));
        let (Some(before), Some(found)) = (text.get(from..start), text.get(start..end)) else {
            continue;
        };
        push_escaped(&mut out, before);
        out.push_str("<mark>");
        push_escaped(&mut out, found);
        out.push_str("</mark>");
        from = end;
    }
    push_escaped(&mut out, text.get(from..window.end).unwrap_or_default());
    if text.get(window.end..).is_some_and(|after| !after.trim().is_empty()) {
        out.push_str(" …");
    }
    Html(out)
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// What a block begins with and what is set before its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// What it is.
    pub kind: LeadKind,
    /// One past its last byte.
    pub end: usize,
}

/// What a lead is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadKind {
    /// The number or mark of a heading or of an item of a list.
    Number,
    /// The name of who speaks, with its colon.
    Speaker,
}

/// What becomes an element.
#[derive(Clone, Copy)]
enum What<'a> {
    Mark(&'a Mark),
    Found,
    Lead(LeadKind),
}

/// The block's words with its lead, its marks, and what a search found, as elements.
pub(super) fn merged(
    block: &Block,
    lead: Option<Lead>,
    first_note: u32,
    hits: &[Range<usize>],
) -> Html {
    let length = block.text.len();
    let of_lead = lead.and_then(|lead| walk::span(&block.text, 0..lead.end, What::Lead(lead.kind)));
    let of_marks =
        marked(block).map(|of| Span { start: of.start, end: of.end, what: What::Mark(of.what) });
    // What was found lies inside of what it is found in.
    let of_hits = hits.iter().filter_map(|hit| walk::span(&block.text, hit.clone(), What::Found));
    let spans: Vec<Span<What<'_>>> = of_lead.into_iter().chain(of_marks).chain(of_hits).collect();
    let numbers =
        note::numbered(block, first_note).map(|(mark, n)| ((mark.start, mark.end), n)).collect();
    let mut writer = Writer {
        out: String::with_capacity(length + length / 8),
        block,
        setting: Setting::of(&block.text),
        numbers,
    };
    walk::walk(length, spans, &mut writer);
    Html(writer.out)
}

/// The block's words with its marks, without identifiers and links.
pub(super) fn sample(block: &Block) -> Html {
    let is_shown = |mark: &Mark| mark.kind != MarkKind::Link;
    let spans = marked(block).filter(|span| is_shown(span.what));
    let spans = spans.map(|of| Span { start: of.start, end: of.end, what: What::Mark(of.what) });
    let mut writer = Writer {
        out: String::new(),
        block,
        setting: Setting::of(&block.text),
        numbers: BTreeMap::new(),
    };
    walk::walk(block.text.len(), spans.collect(), &mut writer);
    Html(writer.out)
}

struct Writer<'a> {
    out: String,
    block: &'a Block,
    setting: Setting<'a>,
    /// Notes by their range.
    numbers: BTreeMap<(u32, u32), u32>,
}

impl<'a> Printer<What<'a>> for Writer<'a> {
    type End = &'static str;

    fn open(
        &mut self,
        span: Span<What<'a>>,
        within: &[(Span<What<'a>>, &'static str)],
        is_start: bool,
    ) -> &'static str {
        let is_link = |what: What<'_>| matches!(what, What::Mark(m) if m.kind == MarkKind::Link);
        let within_link = within.iter().any(|(span, _)| is_link(span.what));
        let mark = match span.what {
            What::Mark(mark) => mark,
            What::Found => return self.element("<mark>", "</mark>"),
            What::Lead(LeadKind::Number) => {
                return self.element("<span class=\"lead-number\">", "</span>");
            }
            What::Lead(LeadKind::Speaker) => {
                return self.element("<span class=\"speaker\">", "</span>");
            }
        };
        match mark.kind {
            MarkKind::Sup => self.element("<sup>", "</sup>"),
            MarkKind::Sub => self.element("<sub>", "</sub>"),
            MarkKind::Em => self.element("<em>", "</em>"),
            MarkKind::Strong => self.element("<strong>", "</strong>"),
            MarkKind::Link => self.open_link(mark, within_link),
            MarkKind::Note => self.open_note(mark, is_start, within_link),
            _ => {
                let class = mark.kind.as_str().replace('_', "-");
                // Writing to a string cannot fail.
                let _ = write!(self.out, "<span class=\"mark {class}\">");
                "</span>"
            }
        }
    }

    fn close(&mut self, end: &&'static str) {
        self.out.push_str(end);
    }

    fn words(&mut self, range: Range<usize>) {
        self.setting.push(&mut self.out, range);
    }
}

impl Writer<'_> {
    fn element(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.out.push_str(opening);
        closing
    }

    fn open_link(&mut self, mark: &Mark, within_link: bool) -> &'static str {
        match mark.value.as_deref().filter(|address| !within_link && is_safe(address)) {
            Some(address) => {
                self.out.push_str("<a href=\"");
                push_escaped(&mut self.out, address);
                self.out.push_str("\" rel=\"noopener noreferrer\">");
                "</a>"
            }
            None => self.element("<span>", "</span>"),
        }
    }

    /// A note that is set beside the text leaves a number in its place; its words stay there as
    /// printed, for copying, for reading aloud, and for readers who want them in the line.
    fn open_note(&mut self, mark: &Mark, is_start: bool, within_link: bool) -> &'static str {
        let number = self.numbers.get(&(mark.start, mark.end)).filter(|_| is_start);
        if !note::is_set_beside(self.block, mark) {
            let _ = match number {
                Some(n) => write!(self.out, "<span class=\"mark note in-line\" id=\"n{n}\">"),
                None => write!(self.out, "<span class=\"mark note in-line\">"),
            };
            return "</span>";
        }
        self.out.push_str("<span class=\"mark note\">");
        if let Some(n) = number {
            let _ = if within_link {
                write!(self.out, "<span class=\"note-number\" data-n=\"{n}\"></span>")
            } else {
                write!(
                    self.out,
                    "<a class=\"note-number\" href=\"#n{n}\" id=\"n{n}-in-text\" data-n=\"{n}\" \
                     aria-hidden=\"true\" tabindex=\"-1\"></a>"
                )
            };
        }
        self.out.push_str("<span class=\"as-printed\">");
        "</span></span>"
    }
}

/// Whether a link may lead there: http, https, mail, or within the site.
fn is_safe(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    match address.find([':', '/', '?', '#']) {
        Some(at) if address.as_bytes()[at] == b':' => {
            matches!(&address[..at], "http" | "https" | "mailto")
        }
        _ => {
            !address.starts_with('\\') && !["//", "/\\"].iter().any(|two| address.starts_with(two))
        }
    }
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
