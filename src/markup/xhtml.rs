//! A block's words and marks as XHTML for e-books, where notes are footnotes to tap on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::document::{Block, Mark, MarkKind};

use super::letters::{self, Setting, push_escaped};
use super::note;
use super::walk::{self, Printer, Span, marked};

/// A block as an e-book prints it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Xhtml {
    /// The words with their marks as elements, without an element around the whole.
    pub words: String,
    /// The notes that left the words: number and words as printed, escaped.
    pub notes: Vec<(u32, String)>,
}

/// Words escaped for XML, without characters that XML cannot hold.
#[must_use]
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 16);
    push_xml(&mut out, words);
    out
}

fn push_xml(out: &mut String, words: &str) {
    if words.chars().all(is_xml) {
        push_escaped(out, words);
    } else {
        push_escaped(out, &words.chars().filter(|c| is_xml(*c)).collect::<String>());
    }
}

/// What XML 1.0 lets stand, without the control characters that it discourages.
fn is_xml(c: char) -> bool {
    letters::is_xml(c)
        && !matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}')
        && u32::from(c) & 0xfffe != 0xfffe
}

/// The block's words. `first_note` is the number of the first note that begins in it.
pub(super) fn printed(block: &Block, first_note: u32) -> Xhtml {
    let notes = note::side_notes(block, first_note, &[]);
    let mut writer = Writer {
        out: String::with_capacity(block.text.len() + block.text.len() / 8),
        setting: Setting::of(&block.text),
        block,
        numbers: note::numbered(block, first_note)
            .map(|(mark, n)| ((mark.start, mark.end), n))
            .collect(),
        taken_out: 0,
        kept: Vec::new(),
    };
    walk::walk(block.text.len(), marked(block).collect(), &mut writer);
    let notes = notes
        .into_iter()
        .filter(|note| !writer.kept.contains(&note.n))
        .map(|note| (note.n, escaped(&note.text)))
        .collect();
    Xhtml { words: writer.out, notes }
}

struct Writer<'a> {
    out: String,
    setting: Setting<'a>,
    block: &'a Block,
    /// Notes by their range.
    numbers: BTreeMap<(u32, u32), u32>,
    /// How many notes that leave the words are open.
    taken_out: usize,
    /// Notes that would leave the words but stand inside of a link.
    kept: Vec<u32>,
}

/// How an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Tag(&'static str),
    Note,
}

impl<'a> Printer<&'a Mark> for Writer<'a> {
    type End = End;

    fn open(
        &mut self,
        span: Span<&'a Mark>,
        within: &[(Span<&'a Mark>, End)],
        is_start: bool,
    ) -> End {
        let mark = span.what;
        if self.taken_out > 0 && mark.kind != MarkKind::Note {
            return End::Tag("");
        }
        let is_in_link = within.iter().any(|(_, end)| *end == End::Tag("</a>"));
        let (begin, end) = match mark.kind {
            MarkKind::Sup => ("<sup>", "</sup>"),
            MarkKind::Sub => ("<sub>", "</sub>"),
            MarkKind::Em => ("<em>", "</em>"),
            MarkKind::Strong => ("<strong>", "</strong>"),
            MarkKind::Link => {
                let address = mark.value.as_deref().and_then(web_address);
                let Some(address) = address.filter(|_| !is_in_link) else { return End::Tag("") };
                self.out.push_str("<a href=\"");
                push_xml(&mut self.out, &address);
                ("\">", "</a>")
            }
            MarkKind::Note => return self.note(mark, is_start, is_in_link),
            _ => ("", ""),
        };
        self.out.push_str(begin);
        End::Tag(end)
    }

    fn close(&mut self, end: &End) {
        match end {
            End::Tag(tag) => self.out.push_str(tag),
            End::Note => self.taken_out = self.taken_out.saturating_sub(1),
        }
    }

    fn words(&mut self, range: Range<usize>) {
        if self.taken_out == 0 {
            let mut words = String::new();
            self.setting.push(&mut words, range);
            self.out.push_str(&words.replace("<br>", "<br/>"));
        }
    }
}

impl Writer<'_> {
    fn note(&mut self, mark: &Mark, is_start: bool, is_in_link: bool) -> End {
        let n = self.numbers.get(&(mark.start, mark.end)).copied();
        if self.taken_out > 0 {
            return End::Tag("");
        }
        if is_in_link || !note::is_set_beside(self.block, mark) {
            self.kept.extend(n);
            match n.filter(|_| is_start) {
                Some(n) => {
                    let _ = write!(self.out, "<span class=\"note\" id=\"n{n}\">");
                }
                None => self.out.push_str("<span class=\"note\">"),
            }
            return End::Tag("</span>");
        }
        if let Some(n) = n.filter(|_| is_start) {
            let _ = write!(
                self.out,
                "<a class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#n{n}\" \
                 id=\"n{n}-in-text\">{n}</a>"
            );
        }
        self.taken_out += 1;
        End::Note
    }
}

/// The address of a page or a mailbox as books can link to it; `None` for one within the room's
/// own site, which no book can reach.
fn web_address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let rest = match lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        Some(rest) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let (host, port) = host.split_once(':').unwrap_or((host, "80"));
            let is_host = !host.is_empty()
                && host.split('.').all(|label| !label.is_empty())
                && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
            let is_port = port.len() <= 5 && port.parse::<u16>().is_ok();
            (is_host && is_port).then_some(rest)?
        }
        None => lower.strip_prefix("mailto:").filter(|box_| box_.contains('@'))?,
    };
    let _ = rest;
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    let mut has_fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let is_escape = byte == b'%'
            && bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let is_kept = is_escape
            || byte.is_ascii_alphanumeric()
            || b"-._~:/?@!$&'()*+,;=".contains(&byte)
            || (byte == b'#' && !has_fragment);
        has_fragment |= byte == b'#';
        if is_kept {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, MarkPart};

    fn block(text: &str, marks: &[(u32, u32, MarkKind)]) -> Block {
        let mark = |&(start, end, kind): &(u32, u32, MarkKind)| {
            let value = (kind == MarkKind::Link).then(|| "https://a.example/b c".to_owned());
            Mark { start, end, kind, value, part: MarkPart::Whole }
        };
        let marks = marks.iter().map(mark).collect();
        Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks }
    }

    #[test]
    fn a_note_leaves_the_words_and_its_number_stays() {
        let printed = printed(&block("a [b <c>] d", &[(2, 9, MarkKind::Note)]), 3);
        assert_eq!(
            printed.words,
            "a <a class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#n3\" \
             id=\"n3-in-text\">3</a> d"
        );
        assert_eq!(printed.notes, [(3, "b &lt;c&gt;".to_owned())]);
    }

    #[test]
    fn a_note_that_is_the_whole_block_or_stands_in_a_link_stays() {
        let whole = printed(&block("[b]", &[(0, 3, MarkKind::Note)]), 1);
        assert_eq!(whole.words, "<span class=\"note\" id=\"n1\">[b]</span>");
        assert!(whole.notes.is_empty());
        let linked =
            printed(&block("a [b] c", &[(0, 7, MarkKind::Link), (2, 5, MarkKind::Note)]), 1);
        assert_eq!(
            linked.words,
            "<a href=\"https://a.example/b%20c\">a <span class=\"note\" id=\"n1\">[b]</span> c</a>"
        );
        assert!(linked.notes.is_empty());
    }

    #[test]
    fn what_cuts_through_a_note_leaves_nothing_open() {
        let printed =
            printed(&block("ab [cd] ef", &[(0, 5, MarkKind::Em), (3, 7, MarkKind::Note)]), 1);
        assert_eq!(printed.words.matches("<em>").count(), printed.words.matches("</em>").count());
        assert_eq!(printed.notes.len(), 1);
    }

    #[test]
    fn only_addresses_that_a_book_can_follow_are_links() {
        let check = |address: &str, expect: Option<&str>| {
            assert_eq!(web_address(address).as_deref(), expect, "{address}");
        };
        check("https://a.example/한?b#c#d", Some("https://a.example/%ED%95%9C?b#c%23d"));
        check("mailto:a@b.example", Some("mailto:a@b.example"));
        check("http://a.example:80/%41%zz", Some("http://a.example:80/%41%25zz"));
        for bad in ["documents/a", "#p1", "http:a", "https://", "http://a..b/", "mailto:a", "/x"] {
            check(bad, None);
        }
    }

    #[test]
    fn what_xml_cannot_hold_goes() {
        assert_eq!(escaped("a\u{1}\u{ffff}<b>&"), "a&lt;b&gt;&amp;");
    }
}
