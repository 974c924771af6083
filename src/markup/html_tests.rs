use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, MarkPart};

fn block(text: &str, marks: Vec<Mark>) -> Block {
    Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks }
}

fn mark(kind: MarkKind, start: u32, end: u32) -> Mark {
    Mark { start, end, kind, value: None, part: MarkPart::Whole }
}

fn check(text: &str, marks: Vec<Mark>, expect: &str) {
    assert_eq!(merged(&block(text, marks), None, 1, &[]).as_str(), expect);
}

#[test]
fn marks_become_elements() {
    check("a<b", vec![mark(MarkKind::Sup, 1, 2)], "a<sup>&lt;</sup>b");
    check(
        "Comr[ade] X",
        vec![mark(MarkKind::Expansion, 4, 9)],
        "Comr<span class=\"mark expansion\">[ade]</span> X",
    );
}

fn number(end: usize) -> Lead {
    Lead { kind: LeadKind::Number, end }
}

#[test]
fn a_lead_is_an_element_of_its_own() {
    let check = |text: &str, marks: Vec<Mark>, lead: Lead, expect: &str| {
        assert_eq!(merged(&block(text, marks), Some(lead), 1, &[]).as_str(), expect);
    };
    check("1. Talks", vec![], number(2), "<span class=\"lead-number\">1.</span> Talks");
    let strong = vec![mark(MarkKind::Strong, 0, 4)];
    let speaker = Lead { kind: LeadKind::Speaker, end: 4 };
    let expect = "<span class=\"speaker\"><strong>Kim:</strong></span> Yes";
    check("Kim: Yes", strong, speaker, expect);
    check("소련", vec![], number(1), "소련");
}

#[test]
fn overlapping_marks_are_closed_and_opened_again() {
    check(
        "abcdef",
        vec![mark(MarkKind::Em, 0, 4), mark(MarkKind::Strong, 2, 6)],
        "<em>ab<strong>cd</strong></em><strong>ef</strong>",
    );
}

#[test]
fn what_was_found_is_marked_inside_of_what_holds_it() {
    let check = |hit: Range<usize>, expect: &str| {
        let block = block("abcdef", vec![mark(MarkKind::Em, 0, 4)]);
        assert_eq!(merged(&block, None, 1, std::slice::from_ref(&hit)).as_str(), expect);
    };
    check(0..4, "<em><mark>abcd</mark></em>ef");
    check(2..5, "<em>ab<mark>cd</mark></em><mark>e</mark>f");
}

#[test]
fn an_excerpt_says_where_words_are_left_out() {
    let check = |hit: Range<usize>, window: Range<usize>, expect: &str| {
        let excerpt = excerpt("a<b 소련 c", std::slice::from_ref(&hit), &window);
        assert_eq!(excerpt.as_str(), expect);
    };
    check(4..10, 0..12, "a&lt;b <mark>소련</mark> c");
    check(4..10, 4..10, "… <mark>소련</mark> …");
    check(0..10, 4..7, "… <mark>소</mark> …");
    check(5..10, 0..12, "a&lt;b 소련 c");
}

#[test]
fn a_note_leaves_its_number_and_keeps_its_words() {
    check(
        "Seal [note: x] here",
        vec![mark(MarkKind::Note, 5, 14)],
        "Seal <span class=\"mark note\"><a class=\"note-number\" href=\"#n1\" id=\"n1-in-text\" \
         data-n=\"1\" aria-hidden=\"true\" tabindex=\"-1\"></a><span class=\"as-printed\">\
         [note: x]</span></span> here",
    );
}

#[test]
fn a_note_that_is_the_whole_block_stays_in_its_place() {
    check(
        "[note: x]",
        vec![mark(MarkKind::Note, 0, 9)],
        "<span class=\"mark note in-line\" id=\"n1\">[note: x]</span>",
    );
}

#[test]
fn a_link_leads_only_where_it_may() {
    let link = |address: &str| {
        let mut link = mark(MarkKind::Link, 0, 1);
        link.value = Some(address.to_owned());
        merged(&block("x", vec![link]), None, 1, &[]).as_str().contains("href")
    };
    for good in ["https://a.b/", "mailto:a@b.c", "notes.html", "/documents/a?b=c:d", "#p1"] {
        assert!(link(good), "{good}");
    }
    for bad in ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//evil", "vbscript:x"]
    {
        assert!(!link(bad), "{bad}");
    }
}

#[test]
fn a_mark_beyond_the_text_or_within_a_letter_is_left_out() {
    check("소", vec![mark(MarkKind::Em, 1, 3), mark(MarkKind::Em, 0, 9)], "소");
}

/// The words of HTML: tags taken away, references read; and whether every tag is closed in order.
fn words_of(html: &str) -> (String, bool) {
    let (mut words, mut open, mut balanced) = (String::new(), Vec::new(), true);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = &rest[at + 1..end];
        let name = |tag: &str| tag.split(' ').next().unwrap_or_default().to_owned();
        match tag.strip_prefix('/') {
            Some(closed) => balanced &= open.pop() == Some(name(closed)),
            None if tag == "br" => {}
            None => open.push(name(tag)),
        }
        rest = &rest[(end + 1).min(rest.len())..];
    }
    words.push_str(rest);
    let words = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    (words, balanced && open.is_empty())
}

fn kind() -> impl Strategy<Value = MarkKind> {
    prop::sample::select(vec![
        MarkKind::Note,
        MarkKind::Expansion,
        MarkKind::Sup,
        MarkKind::Em,
        MarkKind::Strong,
        MarkKind::Link,
        MarkKind::Unclassified,
    ])
}

fn part() -> impl Strategy<Value = MarkPart> {
    prop::sample::select(vec![MarkPart::Whole, MarkPart::First, MarkPart::Middle, MarkPart::Last])
}

fn any_mark() -> impl Strategy<Value = Mark> {
    (0_u32..40, 0_u32..40, kind(), part(), prop::option::of(".{0,12}"))
        .prop_map(|(start, end, kind, part, value)| Mark { start, end, kind, value, part })
}

proptest! {
    #[test]
    fn the_words_survive_any_marks_and_every_tag_is_closed(
        text in "[a-c<>&\"'□소\u{a0}\\[\\] \n]{0,30}",
        marks in prop::collection::vec(any_mark(), 0..8),
        hits in prop::collection::vec((0_usize..40, 0_usize..40), 0..4),
        lead in prop::option::of((0_usize..40).prop_map(number)),
    ) {
        let hits: Vec<_> = hits.into_iter().map(|(start, end)| start..end).collect();
        let (words, balanced) = words_of(merged(&block(&text, marks), lead, 1, &hits).as_str());
        prop_assert_eq!(words, text);
        prop_assert!(balanced);
    }
}
