//! What the page of a document says, and in which words.

use askama::Template;

use super::super::sample;
use super::*;
use crate::document::{BlockKind, Description, Language};

fn page(holding: &Holding, view: Option<&str>) -> String {
    let asked = Asked { view: view.and_then(View::parse), ..Asked::default() };
    DocumentPage::new(&sample::room(), holding, &Neighbours::default(), &asked).render().unwrap()
}

#[test]
fn a_column_is_headed_by_its_language_and_what_is_known_of_its_translator() {
    let mut holding = sample::parallel();
    let html = page(&holding, None);
    assert!(html.contains("English translation, Maya Latynski for NKIDP (inferred)"));
    assert!(html.contains("Korean translation, translator not stated"));
    holding.document.description.original_language_tag = Some(Language::korean());
    assert!(page(&holding, None).contains("<p class=\"head-name\">Korean text</p>"));
}

#[test]
fn a_lone_text_without_a_translator_is_not_called_a_translation() {
    let html = page(&sample::bare("a", "de", "Der Botschafter schrieb."), None);
    assert!(html.contains("<p class=\"head-name\">German text, translator not stated</p>"));
    let html = page(&sample::bare("a", "und", "Qapla"), None);
    assert!(html.contains("Text, language not determined"));
}

#[test]
fn a_document_without_title_date_or_text_says_so() {
    let html = page(&sample::holding("a", Description::default(), Vec::new()), None);
    assert!(html.contains("Untitled document (a.txt)"));
    assert!(html.contains(">undated</p>"));
    assert!(html.contains("The source holds no text for this record."));
    assert!(html.contains("not stated in the source"));
}

#[test]
fn one_view_shows_one_text_and_offers_the_others() {
    let html = page(&sample::parallel(), Some("ko"));
    assert!(html.contains("id=\"ko1\"") && !html.contains("id=\"p1\""));
    assert!(html.contains("?view=both\"") && html.contains("?view=en\""));
}

#[test]
fn a_view_that_the_document_does_not_have_is_said_and_passed_over() {
    let html = page(&sample::parallel(), Some("ru"));
    assert!(html.contains("This document has no view “ru”"));
    assert!(html.contains("id=\"p1\"") && html.contains("id=\"ko1\""));
}

#[test]
fn a_block_without_counterpart_is_seen_to_have_none() {
    let html = page(&sample::parallel(), None);
    assert_eq!(html.matches("no counterpart").count(), 3);
}

#[test]
fn an_earlier_edition_and_an_absent_file_are_said() {
    let mut holding = sample::parallel();
    holding
        .editions
        .insert(0, crate::document::Edition { sha256: "f".repeat(64), ..holding.edition.clone() });
    holding.custody.absent_since = Some("2026-11-22T03:08:44Z".to_owned());
    let html = page(&holding, None);
    assert!(html.contains("This is an earlier edition"));
    assert!(html.contains("has been absent since 22 November 2026, 03:08 UTC"));
    assert!(html.contains("?view=ko&#38;edition=0123456789ab"), "views stay in the edition");
}

fn views(holding: &Holding, at: &str) -> Vec<String> {
    let asked = Asked { at: Anchor::parse(at), ..Asked::default() };
    way::views(&sample::room(), holding, &View::Both(None), &asked)
        .into_iter()
        .map(|choice| format!("{} {}", choice.words, choice.href.rsplit('?').next().unwrap()))
        .collect()
}

#[test]
fn another_view_keeps_the_place_or_its_counterpart() {
    let holding = sample::parallel();
    let expect = [
        "Both view=both&at=p2#p2",
        "English view=en&at=p2#p2",
        "한국어 view=ko&at=ko2#ko2",
        "Interleaved view=interleaved&at=p2#p2",
    ];
    assert_eq!(views(&holding, "p2"), expect);
    assert_eq!(views(&holding, "ko1")[1], "English view=en&at=p1#p1");
    let last = holding.document.texts[0].blocks.len();
    assert_eq!(views(&holding, &format!("p{last}"))[2], "한국어 view=ko", "it has no counterpart");
}

#[test]
fn a_text_of_many_parts_is_outlined() {
    let entry = |day: u32| format!("{day} July 1957");
    let days: Vec<String> = (1..=3).map(entry).collect();
    let blocks = |days: &[String]| {
        let parts = days.iter().flat_map(|day| {
            [(BlockKind::Heading, day.clone()), (BlockKind::Paragraph, "He came.".to_owned())]
        });
        let title = [(BlockKind::Heading, "N o t e".to_owned())];
        let all: Vec<(BlockKind, String)> = title.into_iter().chain(parts).collect();
        let all: Vec<(BlockKind, &str)> =
            all.iter().map(|(k, words)| (*k, words.as_str())).collect();
        sample::holding("a", Description::default(), vec![sample::text("en", &all)])
    };
    let html = page(&blocks(&days), None);
    assert!(html.contains("<a href=\"#p4\" lang=\"en\" dir=\"auto\">2 July 1957</a>"), "{html}");
    assert!(html.contains("aria-label=\"Note\""));
    assert!(!html.contains("href=\"#p1\""), "the title is no part");
    assert!(!page(&blocks(&days[..2]), None).contains("class=\"outline\""));
}

#[test]
fn only_marks_that_occur_are_explained_each_with_an_example() {
    let holding = sample::bare("a", "en", "He said [so] to Kim [trans. note: of Seoul].");
    let html = page(&holding, None);
    let legend = html.split("id=\"marks\"").nth(1).unwrap().split("</dl>").next().unwrap();
    assert!(legend.contains("mark note") && legend.contains("[trans. note: of Seoul]"), "{legend}");
    assert!(legend.contains("mark unclassified") && legend.contains("[so]"));
    assert!(!legend.contains("mark expansion") && !legend.contains(" id="));
    assert!(!page(&sample::bare("a", "en", "He said so."), None).contains("id=\"marks\""));
}
