//! Ranges that may overlap, merged into elements that never do.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

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

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// The block's words with its marks as elements.
pub(super) fn merged(block: &Block, first_note: u32) -> Html {
    let length = block.text.len();
    let mut marks: Vec<&Mark> = block
        .marks
        .iter()
        .filter(|mark| {
            mark.start < mark.end
                && block.text.get(note::range(mark)).is_some_and(|s| !s.is_empty())
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    let numbers: BTreeMap<(u32, u32), u32> =
        note::numbered(block, first_note).map(|(mark, n)| ((mark.start, mark.end), n)).collect();

    let mut edges: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.start as usize, mark.end as usize]).collect();
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
    let mut coming = marks.into_iter().peekable();
    for (n, edge) in edges.iter().enumerate() {
        writer.close_ended(*edge);
        while let Some(mark) = coming.next_if(|mark| mark.start as usize == *edge) {
            writer.open(mark, true);
        }
        if let Some(next) = edges.get(n + 1) {
            setting.push(&mut writer.out, *edge..*next);
        }
    }
    Html(writer.out)
}

struct Writer<'a> {
    out: String,
    /// The marks whose elements are open, the innermost last, each with what closes it.
    open: Vec<(&'a Mark, &'static str)>,
    block: &'a Block,
    /// Notes by their range.
    numbers: BTreeMap<(u32, u32), u32>,
}

impl<'a> Writer<'a> {
    /// Closes every mark that ends at `edge`. What was opened inside it and goes on is closed too
    /// and opened again.
    fn close_ended(&mut self, edge: usize) {
        let Some(outermost) = self.open.iter().position(|(mark, _)| mark.end as usize <= edge)
        else {
            return;
        };
        let closed = self.open.split_off(outermost);
        for (_, closing) in closed.iter().rev() {
            self.out.push_str(closing);
        }
        for (mark, _) in closed {
            if mark.end as usize > edge {
                self.open(mark, false);
            }
        }
    }

    /// Opens the mark's element; `is_start` is false where it only goes on.
    fn open(&mut self, mark: &'a Mark, is_start: bool) {
        let within_link = self.open.iter().any(|(mark, _)| mark.kind == MarkKind::Link);
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
        self.open.push((mark, closing));
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
