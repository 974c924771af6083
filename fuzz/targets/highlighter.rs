//! What is found in a text: the first line is the query, the rest the text.

use reading_room::document::{Block, BlockKind};
use reading_room::markup;
use reading_room::search::{Expansions, Query, snippet, tokens};

use super::xml;

/// Marks lie on whole characters, in order, apart; taken away, they leave the text as it was.
pub(super) fn highlighter(bytes: &[u8]) {
    let input = String::from_utf8_lossy(bytes);
    let (typed, text) = input.split_once('\n').unwrap_or((&input, &input));
    let needles = Query::parse(typed).compiled(&Expansions::default()).needles;
    for is_title in [false, true] {
        let marked = needles.marked(text, is_title);
        let mut end = 0;
        for range in &marked.ranges {
            assert!(range.start >= end && range.end > range.start, "{marked:?}");
            assert!(text.get(range.clone()).is_some(), "{marked:?} in {text:?}");
            end = range.end;
        }
        assert_eq!(marked.ranges.is_empty(), marked.needles == 0, "{marked:?}");
        let window = snippet(text, &marked);
        let shown = text.get(window.clone()).expect("a snippet of whole characters");
        assert!(shown.chars().count() <= 2 * 220 + 55, "{} characters", shown.chars().count());
        let html = markup::excerpt(text, &marked.ranges, &window);
        let words = xml::html(html.as_str());
        let ends = [("", ""), ("… ", ""), ("", " …"), ("… ", " …")];
        let is_whole =
            ends.iter().any(|(left_out, rest)| words == format!("{left_out}{shown}{rest}"));
        assert!(is_whole, "{words:?} of {shown:?}");
        if let Some(first) = marked.ranges.first() {
            assert!(first.start < window.end, "something found is shown: {window:?} {marked:?}");
            assert!(marked.ranges.iter().any(|r| r.start < window.end && r.end > window.start));
        }
        let block =
            Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks: Vec::new() };
        assert_eq!(xml::html(markup::html(&block, 1, &marked.ranges).as_str()), text);
    }
    let tokens = tokens(text);
    for token in tokens.iter() {
        let range = token.start as usize..token.end as usize;
        assert!(!range.is_empty() && text.get(range).is_some(), "{token:?} in {text:?}");
        let letters = tokens.text(token);
        assert!(!letters.is_empty() && !letters.contains([' ', '"', '\0']), "{letters:?}");
    }
}
