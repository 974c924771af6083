//! The lines of documents and paragraphs.

use super::super::tests::{holding, links, nobody, text};
use super::super::{Desk, Excerpt, json};
use crate::address::Anchor;
use crate::document::*;
use crate::words::Words;

fn with_desk<T>(write: impl Fn(Desk<'_>) -> T) -> T {
    let (links, words) = (links(), Words::english());
    write(Desk { links: &links, words: &words, room: "Reading Room", licence: None })
}

fn printed(of: &Holding) -> String {
    String::from_utf8(with_desk(|desk| super::document(desk, of, nobody()).unwrap())).unwrap()
}

fn bilingual() -> Holding {
    let description = Description {
        title: Some("A  Title\nin two lines".into()),
        date: DocumentDate { value: Edtf::parse("1957-07-08"), read_from: None },
        authors: vec![Author {
            name: "A. M. Puzanov".into(),
            kind: AuthorKind::Person,
            evidence: Some("title".into()),
        }],
        archive: Some("AVPRF".into()),
        source: Some("AVPRF F. 0102".into()),
        ..Description::default()
    };
    let mut of = holding(description, vec![text("en", 2), text("ko", 2)]);
    of.document.texts[0].translator = Some("Gary Goldberg".into());
    of.document.texts[0].project = Some("NKIDP".into());
    of.document.texts[0].blocks[1].text = "Two  blanks [trans. note: <&>],\nanother line".into();
    of.alignments = vec![Alignment {
        language: Language::korean(),
        pairs: vec![Pair { first: 1..2, other: 1..3 }, Pair { first: 2..3, other: 3..3 }],
    }];
    of
}

#[test]
fn a_document_is_its_head_and_its_words_as_printed() {
    let written = printed(&bilingual());
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "A Title in two lines");
    for expect in [
        "Date: 8 July 1957",
        "Author: A. M. Puzanov (inferred)",
        "Archive: AVPRF, F. 0102",
        "Translator: Gary Goldberg for NKIDP (English)",
        "Address: https://room.example/archive/documents/a-b?edition=0123456789ab",
        "English translation, Gary Goldberg for NKIDP",
        "Korean translation, translator not stated",
        "¶ ko2",
    ] {
        assert!(lines.contains(&expect), "{expect} in {written}");
    }
    let words = "\n\n¶ p2\nTwo  blanks [trans. note: <&>],\nanother line\n\n";
    assert!(written.contains(words), "{written}");
    assert!(written.ends_with("Words 2 [note: x]\n"));
}

#[test]
fn what_is_not_known_has_no_line() {
    let written = printed(&holding(Description::default(), Vec::new()));
    assert_eq!(
        written,
        "Address: https://room.example/archive/documents/a-b?edition=0123456789ab\n"
    );
}

#[test]
fn a_paragraph_comes_with_what_says_the_same_and_its_citations() {
    let of = bilingual();
    let check = |anchor: Anchor, counterparts: &[&str], expect: &str| {
        let excerpt = Excerpt::at(&of, anchor.clone(), Some(anchor)).unwrap();
        let json = with_desk(|desk| json::excerpt(desk, &excerpt));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let text = with_desk(|desk| super::excerpt(desk, &excerpt).unwrap());
        let text = String::from_utf8(text).unwrap();
        assert_eq!(json["text"], expect);
        assert!(text.contains(&format!("\n{expect}\n\n")), "{text}");
        let others: Vec<_> = json["counterparts"].as_array().unwrap().iter().collect();
        assert_eq!(others.iter().map(|of| &of["id"]).collect::<Vec<_>>(), counterparts);
        for other in counterparts {
            assert!(text.contains(&format!("\n\n¶ {other}\n")), "{text}");
        }
        let address = json["canonical"].as_str().unwrap();
        let place = format!("{}?edition=0123456789ab", json["id"].as_str().unwrap());
        assert!(address.ends_with(&place), "{address}");
        for (style, citation) in json["citations"].as_object().unwrap() {
            let citation = citation.as_str().unwrap();
            assert!(text.contains(citation), "{style}");
            // A shortened note names the work alone.
            assert!(style == "chicago-short-note" || citation.contains(address), "{citation}");
            assert!(json["language"] == "en" || !citation.contains("Goldberg"), "{citation}");
        }
        json
    };
    let json = check(Anchor::block("p", 1), &["ko1", "ko2"], "Words 1 [note: x]");
    assert_eq!((&json["kind"], &json["n"]), (&"list_item".into(), &1.into()));
    assert_eq!(json["url"], "/archive/documents/a-b/p1");
    assert_eq!(json["current"], "/archive/documents/a-b/p1");
    check(Anchor::block("p", 2), &[], "Two  blanks [trans. note: <&>],\nanother line");
    check(Anchor::block("ko", 2), &["p1"], "Words 2 [note: x]");
    let json = check(Anchor::Note(3), &[], "x");
    assert_eq!((&json["kind"], &json["language"]), (&"note".into(), &"ko".into()));
    assert_eq!(json["paragraph"], 1);
    for absent in [Anchor::block("p", 3), Anchor::block("ru", 1), Anchor::Note(9)] {
        assert!(Excerpt::at(&of, absent, None).is_none());
    }
}

#[test]
fn several_paragraphs_are_cited_together_from_the_first_on() {
    let of = bilingual();
    let through = |anchor: Anchor, last| {
        Excerpt::at(&of, anchor, None).unwrap().cited_through(last).map(|excerpt| {
            let json: serde_json::Value =
                serde_json::from_str(&with_desk(|desk| json::excerpt(desk, &excerpt))).unwrap();
            json["citations"]["archival-note"].as_str().unwrap().to_owned()
        })
    };
    let note = through(Anchor::block("p", 1), 2).unwrap();
    assert!(note.contains("paras. 1–2") && note.contains("/p1?edition="), "{note}");
    let note = through(Anchor::block("p", 1), 1).unwrap();
    assert!(note.contains("para. 1,"), "{note}");
    for (anchor, last) in
        [(Anchor::block("p", 2), 1), (Anchor::block("p", 1), 3), (Anchor::Note(3), 2)]
    {
        assert_eq!(through(anchor, last), None);
    }
}
