//! A block's words and marks as elements of TEI P5, what may stand within one `p`.
//!
//! What stands in the XML, tags taken away, is the block's words letter for letter, brackets
//! included; only characters that XML cannot hold are left out. The vocabulary:
//!
//! | mark | element |
//! |---|---|
//! | note | `note` with its number and, where its label says so, the translator as `resp` |
//! | expansion | `ex`, with the word around it as `expan`; one that stands by itself `expan` |
//! | supplied | `supplied` |
//! | spelling | `gloss type="spelling"` |
//! | original word | `foreign` |
//! | uncertain | `unclear` |
//! | illegible | `gap reason="illegible"` with the printed words as its `desc` |
//! | handwritten | `add rend="handwritten"` |
//! | unclassified | `seg type="unclassified"` |
//! | raised, lowered, emphasis, strong | `hi` with `rend` |
//! | link | `ref` |
//!
//! `ex` and `desc` can hold nothing but letters: where another mark stands inside of an expansion
//! or of what is illegible, or cuts through it, it is `supplied` or `unclear` with the reason.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::Range;

use super::letters::{push_xml, xml_address};
use super::note;
use super::walk::{self, Printer, Span, marked};
use crate::document::{Block, Mark, MarkKind};

/// XML made by this room: balanced, and escaped where the source speaks. Its elements are those of
/// TEI and carry no prefix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tei(String);

impl Tei {
    /// The XML as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a block's TEI says of things outside the block.
#[derive(Debug, Clone, Copy)]
pub struct TeiSetting<'a> {
    /// What every `xml:id` begins with; empty, or a name of its own.
    pub ids: &'a str,
    /// The number within the document of the first note that begins in the block.
    pub first_note: u32,
    /// The `xml:id` of the text's translator, without `ids`.
    pub translator: Option<&'a str>,
    /// The language tag of the original; `und` where it is not known.
    pub original: &'a str,
}

/// What becomes an element.
#[derive(Debug, Clone, Copy)]
enum What<'a> {
    /// A mark; `is_bare` where nothing else begins or ends inside of it.
    Marked { mark: &'a Mark, is_bare: bool },
    /// A word that holds an expansion.
    Expanded,
}

/// The block's words with their marks as elements, without an element around the whole.
pub(super) fn merged(block: &Block, setting: TeiSetting<'_>) -> Tei {
    let mut printer = Elements {
        out: String::with_capacity(block.text.len() + block.text.len() / 8),
        block,
        setting,
        numbers: note::numbered(block, setting.first_note)
            .map(|(mark, n)| ((mark.start, mark.end), n))
            .collect(),
        is_letters_only: false,
    };
    walk::walk(block.text.len(), spans(block), &mut printer);
    Tei(printer.out)
}

/// The block's marks, and the words around expansions.
fn spans(block: &Block) -> Vec<Span<What<'_>>> {
    let mut marks: Vec<Span<&Mark>> = marked(block).collect();
    marks.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut edges: Vec<usize> = marks.iter().flat_map(|span| [span.start, span.end]).collect();
    edges.sort_unstable();
    let mut spans = Vec::with_capacity(marks.len());
    // The ends of the marks before that reach beyond the beginning of this one.
    let mut open: Vec<usize> = Vec::new();
    for (n, span) in marks.iter().enumerate() {
        open.retain(|end| *end > span.start);
        let is_cut = open.iter().any(|end| *end < span.end);
        let holds_more = marks.get(n + 1).is_some_and(|next| next.start < span.end);
        open.push(span.end);
        let is_bare = !is_cut && !holds_more;
        if is_bare && span.what.kind == MarkKind::Expansion && goes_on(&block.text, span.what) {
            spans.extend(expanded(&block.text, span, &edges));
        }
        let what = What::Marked { mark: span.what, is_bare };
        spans.push(Span { start: span.start, end: span.end, what });
    }
    spans
}

/// The word that an expansion completes, unless another mark begins or ends in it. `edges` are
/// where marks begin and end, ascending.
fn expanded<'a>(text: &str, span: &Span<&Mark>, edges: &[usize]) -> Option<Span<What<'a>>> {
    let before: usize = text
        .get(..span.start)?
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    let after: usize =
        text.get(span.end..)?.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let (start, end) = (span.start - before, span.end + after);
    let inside =
        edges.partition_point(|edge| *edge < end) - edges.partition_point(|edge| *edge <= start);
    let own = usize::from(before > 0) + usize::from(after > 0);
    (own > 0 && inside == own).then_some(Span { start, end, what: What::Expanded })
}

struct Elements<'a> {
    out: String,
    block: &'a Block,
    setting: TeiSetting<'a>,
    /// Notes by their range.
    numbers: BTreeMap<(u32, u32), u32>,
    /// Whether what is open can hold nothing but letters.
    is_letters_only: bool,
}

impl<'a> Printer<What<'a>> for Elements<'a> {
    type End = &'static str;

    fn open(
        &mut self,
        span: Span<What<'a>>,
        _: &[(Span<What<'a>>, &'static str)],
        is_start: bool,
    ) -> &'static str {
        match span.what {
            What::Expanded => self.element("<expan>", "</expan>"),
            What::Marked { mark, is_bare } => self.open_mark(mark, is_bare, is_start),
        }
    }

    fn close(&mut self, end: &&'static str) {
        self.out.push_str(end);
        self.is_letters_only = false;
    }

    fn words(&mut self, range: Range<usize>) {
        let words = self.block.text.get(range).unwrap_or_default();
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.out.push('\n');
                if !self.is_letters_only {
                    self.out.push_str("<lb/>");
                }
            }
            push_xml(&mut self.out, line);
        }
    }
}

impl Elements<'_> {
    fn element(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.out.push_str(opening);
        closing
    }

    fn open_mark(&mut self, mark: &Mark, is_bare: bool, is_start: bool) -> &'static str {
        self.is_letters_only =
            is_bare && matches!(mark.kind, MarkKind::Expansion | MarkKind::Illegible);
        let rendered = |this: &mut Self, how| {
            this.out.extend(["<hi rend=\"", how, "\">"]);
            "</hi>"
        };
        match mark.kind {
            MarkKind::Note => self.open_note(mark, is_start),
            MarkKind::Expansion if !goes_on(&self.block.text, mark) => {
                self.by_translator("expan", "", "</expan>")
            }
            MarkKind::Expansion if is_bare => self.by_translator("ex", "", "</ex>"),
            MarkKind::Expansion => {
                self.by_translator("supplied", " reason=\"expansion\"", "</supplied>")
            }
            MarkKind::Supplied => self.by_translator("supplied", "", "</supplied>"),
            MarkKind::Spelling => self.element("<gloss type=\"spelling\">", "</gloss>"),
            MarkKind::OriginalWord => {
                let tag = word_language(self.setting.original, &self.block.text, mark);
                self.out.push_str("<foreign xml:lang=\"");
                push_xml(&mut self.out, &tag);
                self.element("\">", "</foreign>")
            }
            MarkKind::Uncertain => self.element("<unclear>", "</unclear>"),
            MarkKind::Illegible if is_bare => {
                self.element("<gap reason=\"illegible\"><desc>", "</desc></gap>")
            }
            MarkKind::Illegible => self.element("<unclear reason=\"illegible\">", "</unclear>"),
            MarkKind::Handwritten => self.element("<add rend=\"handwritten\">", "</add>"),
            MarkKind::Unclassified => self.element("<seg type=\"unclassified\">", "</seg>"),
            MarkKind::Sup => rendered(self, "superscript"),
            MarkKind::Sub => rendered(self, "subscript"),
            MarkKind::Em => rendered(self, "italic"),
            MarkKind::Strong => rendered(self, "bold"),
            MarkKind::Link => match mark.value.as_deref().and_then(xml_address) {
                Some(address) => {
                    self.out.push_str("<ref target=\"");
                    push_xml(&mut self.out, &address);
                    self.element("\">", "</ref>")
                }
                None => self.element("<seg type=\"link\">", "</seg>"),
            },
        }
    }

    /// An element that the translator answers for.
    fn by_translator(&mut self, name: &str, more: &str, closing: &'static str) -> &'static str {
        self.out.extend(["<", name, more]);
        self.push_translator();
        self.element(">", closing)
    }

    fn push_translator(&mut self) {
        if let Some(translator) = self.setting.translator {
            self.out.extend([" resp=\"#", self.setting.ids, translator, "\""]);
        }
    }

    /// A note has its number where it begins; what goes on, in this block or a later one, points
    /// there.
    fn open_note(&mut self, mark: &Mark, is_start: bool) -> &'static str {
        let ids = self.setting.ids;
        let begins = note::begins_here(mark);
        let number = match self.numbers.get(&(mark.start, mark.end)) {
            Some(n) => Some(*n),
            None => self.setting.first_note.checked_sub(1).filter(|n| !begins && *n > 0),
        };
        // Writing to a string cannot fail.
        let _ = match number {
            Some(n) if begins && is_start => {
                write!(self.out, "<note xml:id=\"{ids}n{n}\" n=\"{n}\" place=\"inline\"")
            }
            Some(n) => write!(self.out, "<note prev=\"#{ids}n{n}\" place=\"inline\""),
            None => write!(self.out, "<note place=\"inline\""),
        };
        let printed = self.block.text.get(note::range(mark)).unwrap_or_default();
        match note::writer(printed).filter(|_| begins) {
            Some(note::Writer::Translator) => {
                self.out.push_str(" type=\"translator\"");
                self.push_translator();
            }
            Some(note::Writer::Editor) => self.out.push_str(" type=\"editor\""),
            None => {}
        }
        self.element(">", "</note>")
    }
}

/// Whether an expansion goes on with the letters before it, as in `Comr[ade]`; else it stands beside
/// an abbreviation, whole.
fn goes_on(text: &str, mark: &Mark) -> bool {
    let before = text.get(..note::range(mark).start).and_then(|before| before.chars().next_back());
    before.is_some_and(char::is_alphanumeric)
}

/// The tag of a word of the original: one that is printed in Latin letters although its language
/// has others is a transliteration.
fn word_language(original: &str, text: &str, mark: &Mark) -> String {
    const OTHER_SCRIPTS: [&str; 12] =
        ["ar", "be", "bg", "el", "fa", "he", "ja", "ko", "mk", "ru", "uk", "zh"];
    let is_latin = text
        .get(note::range(mark))
        .is_some_and(|word| word.chars().all(|c| !c.is_alphabetic() || u32::from(c) < 0x250));
    if is_latin && OTHER_SCRIPTS.contains(&original) {
        format!("{original}-Latn")
    } else {
        original.to_owned()
    }
}

#[cfg(test)]
#[path = "tei_tests.rs"]
mod tests;
