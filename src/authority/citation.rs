//! Documents and places named in the sources of statements.

use crate::address::{Anchor, Slug};

/// A part of a source's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited<'a> {
    /// Words.
    Words(&'a str),
    /// What may be a document's identifier.
    Document(Slug),
    /// A place in the document named last, as written: `p11`, `p13–p15`.
    Place(Anchor, &'a str),
}

/// The parts of a source's words: `Printed in 1957-04-04-notes p11, ko10`.
#[must_use]
pub fn cited(source: &str) -> Vec<Cited<'_>> {
    let mut parts = Vec::new();
    let mut written = 0;
    let mut is_document_named = false;
    for word in source.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let start = offset(source, bare);
        let first = bare.split('–').next().unwrap_or(bare);
        let part = if is_dated(bare) {
            Slug::parse(bare).map(Cited::Document)
        } else {
            let anchor = Anchor::parse(first).filter(|_| is_document_named);
            anchor.map(|anchor| Cited::Place(anchor, bare))
        };
        let Some(part) = part else { continue };
        is_document_named = true;
        if start > written {
            parts.push(Cited::Words(&source[written..start]));
        }
        parts.push(part);
        written = start + bare.len();
    }
    if written < source.len() {
        parts.push(Cited::Words(&source[written..]));
    }
    parts
}

/// What may be documents' identifiers in a source's words.
#[must_use]
pub fn documents_cited(source: &str) -> Vec<Slug> {
    cited(source)
        .into_iter()
        .filter_map(|part| if let Cited::Document(id) = part { Some(id) } else { None })
        .collect()
}

/// Whether a word looks like an identifier and like nothing else: words and numbers joined by three
/// hyphens or more.
fn is_dated(word: &str) -> bool {
    word.bytes().filter(|b| *b == b'-').count() >= 3
}

/// Where a part of a text begins in it, in bytes.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[&str]) {
        let shown = |part: &Cited<'_>| match part {
            Cited::Words(words) => (*words).to_owned(),
            Cited::Document(id) => format!("<{id}>"),
            Cited::Place(anchor, words) => format!("<{anchor}:{words}>"),
        };
        let parts: Vec<String> = cited(source).iter().map(shown).collect();
        assert_eq!(parts, expect, "{source}");
    }

    #[test]
    fn documents_and_places_are_told_from_words() {
        check("Common reference works", &["Common reference works"]);
        check(
            "Printed in 1957-04-04-notes p11, ko10–ko12; p13",
            &[
                "Printed in ",
                "<1957-04-04-notes>",
                " ",
                "<p11:p11>",
                ", ",
                "<ko10:ko10–ko12>",
                "; ",
                "<p13:p13>",
            ],
        );
        check("p11 of the book", &["p11 of the book"]);
        check("(1957-04-04-notes, summary)", &["(", "<1957-04-04-notes>", ", summary)"]);
        check("소련, a-b-c-d.", &["소련, ", "<a-b-c-d>", "."]);
        check("", &[]);
        check("Über-Ä-Ö-Ü ko1", &["Über-Ä-Ö-Ü ko1"]);
    }
}
