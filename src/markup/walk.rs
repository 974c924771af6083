//! Ranges that may overlap, walked as elements that never do.
//!
//! In come the length of a block's words, ranges of them with what each is, and a [`Printer`]; the
//! walk calls the printer so that what it opens last it closes first. An element that another one
//! cuts through is closed and opened again: it is told then that it goes on. HTML and TEI print by
//! it; a further format is one more printer:
//!
//! ```text
//! let mut spans: Vec<_> = marked(block).collect();     // and what else is to be an element
//! let mut printer = Xhtml { out: String::new(), … };   // impl Printer<&Mark> for Xhtml
//! walk(block.text.len(), spans, &mut printer);
//! ```

use std::cmp::Reverse;
use std::ops::Range;

use super::note;
use crate::document::{Block, Mark};

/// A range of a block's words that becomes an element, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span<What> {
    pub start: usize,
    pub end: usize,
    /// What it is to the printer.
    pub what: What,
}

/// What is called as the walk goes through a block, in the order of the words.
pub(super) trait Printer<What> {
    /// What has to be known to close an element again.
    type End;

    /// Begins the element of `span` within those that are open, the innermost last. `is_start` is
    /// false where it only goes on after another was closed.
    fn open(
        &mut self,
        span: Span<What>,
        within: &[(Span<What>, Self::End)],
        is_start: bool,
    ) -> Self::End;

    /// Ends the element that was opened last.
    fn close(&mut self, end: &Self::End);

    /// Prints words, a range of whole characters that holds the beginning and end of no span.
    fn words(&mut self, range: Range<usize>);
}

/// The block's marks as spans, without those that are empty or lie outside its characters.
pub(super) fn marked(block: &Block) -> impl Iterator<Item = Span<&Mark>> {
    block.marks.iter().filter_map(|mark| span(&block.text, note::range(mark), mark))
}

/// The range as a span, unless it is empty or does not lie on the boundaries of characters.
pub(super) fn span<What>(text: &str, range: Range<usize>, what: What) -> Option<Span<What>> {
    let words = text.get(range.clone())?;
    (!words.is_empty()).then_some(Span { start: range.start, end: range.end, what })
}

/// Walks through `length` bytes of words with the spans as elements. A span lies within another
/// one that begins before it or ends after it; of two equal ones the later lies within.
pub(super) fn walk<What, P>(length: usize, mut spans: Vec<Span<What>>, printer: &mut P)
where
    What: Copy,
    P: Printer<What>,
{
    spans.sort_by_key(|span| (span.start, Reverse(span.end)));
    let mut edges: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    edges.extend([0, length]);
    edges.sort_unstable();
    edges.dedup();
    // The elements that are open, the innermost last.
    let mut open: Vec<(Span<What>, P::End)> = Vec::new();
    let mut coming = spans.into_iter().peekable();
    for (n, edge) in edges.iter().enumerate() {
        close_ended(&mut open, *edge, printer);
        while let Some(span) = coming.next_if(|span| span.start == *edge) {
            let end = printer.open(span, &open, true);
            open.push((span, end));
        }
        if let Some(next) = edges.get(n + 1) {
            printer.words(*edge..*next);
        }
    }
}

/// Closes what ends at `edge`. What was opened inside it and goes on is closed too and opened
/// again.
fn close_ended<What, P>(open: &mut Vec<(Span<What>, P::End)>, edge: usize, printer: &mut P)
where
    What: Copy,
    P: Printer<What>,
{
    let Some(outermost) = open.iter().position(|(span, _)| span.end <= edge) else { return };
    let closed = open.split_off(outermost);
    for (_, end) in closed.iter().rev() {
        printer.close(end);
    }
    for (span, _) in closed {
        if span.end > edge {
            let end = printer.open(span, open, false);
            open.push((span, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prints a span by its letter, in capitals where it begins.
    struct Letters<'a>(&'a str, String);

    impl Printer<char> for Letters<'_> {
        type End = char;

        fn open(&mut self, span: Span<char>, _: &[(Span<char>, char)], is_start: bool) -> char {
            let name = if is_start { span.what.to_ascii_uppercase() } else { span.what };
            self.1.extend(["<", name.to_string().as_str(), ">"]);
            span.what
        }

        fn close(&mut self, end: &char) {
            self.1.extend(["</", end.to_string().as_str(), ">"]);
        }

        fn words(&mut self, range: Range<usize>) {
            self.1.push_str(&self.0[range]);
        }
    }

    fn check(spans: &[(usize, usize, char)], expect: &str) {
        let spans =
            spans.iter().map(|(start, end, what)| Span { start: *start, end: *end, what: *what });
        let mut printer = Letters("abcdef", String::new());
        walk(6, spans.collect(), &mut printer);
        assert_eq!(printer.1, expect);
    }

    #[test]
    fn what_is_opened_last_is_closed_first() {
        check(&[], "abcdef");
        check(&[(1, 3, 'x'), (2, 3, 'y')], "a<X>b<Y>c</y></x>def");
        check(&[(2, 3, 'y'), (1, 6, 'x')], "a<X>b<Y>c</y>def</x>");
        check(&[(0, 6, 'x'), (0, 6, 'y')], "<X><Y>abcdef</y></x>");
    }

    #[test]
    fn an_element_that_is_cut_through_goes_on() {
        check(&[(0, 4, 'x'), (2, 6, 'y')], "<X>ab<Y>cd</y></x><y>ef</y>");
    }
}
