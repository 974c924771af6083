//! Ranges that may overlap, merged into elements that never do.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::Range;

use askama::filters::HtmlSafe;

use crate::document::{Block, Mark, MarkKind};

use super::letters::{Setting, push_escaped};
use super::note;

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

/// A range of a block's words that becomes an element.
#[derive(Debug, Clone, Copy)]
struct Span<'a> {
    start: usize,
    end: usize,
    /// What it is; `None` where a search found it.
    mark: Option<&'a Mark>,
}

impl Span<'_> {
    fn is_of(&self, kind: MarkKind) -> bool {
        self.mark.is_some_and(|mark| mark.kind == kind)
    }
}

/// The block's words with its marks, and with what a search found, as elements.
pub(super) fn merged(block: &Block, first_note: u32, hits: &[Range<usize>]) -> Html {
    let length = block.text.len();
    let of_marks = block.marks.iter().map(|mark| (note::range(mark), Some(mark)));
    let of_hits = hits.iter().map(|hit| (hit.clone(), None));
    let mut spans: Vec<Span<'_>> = of_marks
        .chain(of_hits)
        .filter(|(range, _)| block.text.get(range.clone()).is_some_and(|s| !s.is_empty()))
        .map(|(range, mark)| Span { start: range.start, end: range.end, mark })
        .collect();
    // What was found lies inside of what it is found in.
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.mark.is_none()));
    let numbers: BTreeMap<(u32, u32), u32> =
        note::numbered(block, first_note).map(|(mark, n)| ((mark.start, mark.end), n)).collect();

    let mut edges: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    edges.extend([0, length]);
    edges.sort_unstable();
    edges.dedup();

    let mut writer = Writer {
        out: String::with_capacity(length + length / 8),
        open: Vec::new(),
        block,
        numbers,
    };
    let setting = Setting::of(&block.text);
    let mut coming = spans.into_iter().peekable();
    for (n, edge) in edges.iter().enumerate() {
        writer.close_ended(*edge);
        while let Some(span) = coming.next_if(|span| span.start == *edge) {
            writer.open(span, true);
        }
        if let Some(next) = edges.get(n + 1) {
            setting.push(&mut writer.out, *edge..*next);
        }
    }
    Html(writer.out)
}

struct Writer<'a> {
    out: String,
    /// The spans whose elements are open, the innermost last, each with what closes it.
    open: Vec<(Span<'a>, &'static str)>,
    block: &'a Block,
    /// Notes by their range.
    numbers: BTreeMap<(u32, u32), u32>,
}

impl<'a> Writer<'a> {
    /// Closes every mark that ends at `edge`. What was opened inside it and goes on is closed too
    /// and opened again.
    fn close_ended(&mut self, edge: usize) {
        let Some(outermost) = self.open.iter().position(|(span, _)| span.end <= edge) else {
            return;
        };
        let closed = self.open.split_off(outermost);
        for (_, closing) in closed.iter().rev() {
            self.out.push_str(closing);
        }
        for (span, _) in closed {
            if span.end > edge {
                self.open(span, false);
            }
        }
    }

    /// Opens the span's element; `is_start` is false where it only goes on.
    fn open(&mut self, span: Span<'a>, is_start: bool) {
        let within_link = self.open.iter().any(|(span, _)| span.is_of(MarkKind::Link));
        let Some(mark) = span.mark else {
            let closing = self.element("<mark>", "</mark>");
            self.open.push((span, closing));
            return;
        };
        let closing = match mark.kind {
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
        };
        self.open.push((span, closing));
    }

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
