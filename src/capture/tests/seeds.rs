//! The five seeds, field by field.

use super::*;
use crate::document::{AuthorKind, Text};

pub(super) const S000: &str =
    include_str!("../../../seeds/1957-02-14-note-from-a-conversation-with-the-1st-secretary.txt");
pub(super) const S001: &str = include_str!(
    "../../../seeds/1957-04-04-notes-from-a-conversation-between-the-1st-secretary.txt"
);
pub(super) const S002: &str = include_str!(
    "../../../seeds/1957-07-03-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov.txt"
);
pub(super) const S003: &str = include_str!(
    "../../../seeds/1957-07-08-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov.txt"
);
pub(super) const S004: &str = include_str!(
    "../../../seeds/1957-05-23-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov.txt"
);

fn check(text: &str, expect: &[(&str, &str)]) {
    let captured = record(text, Form::Capture);
    let d = &captured.document.description;
    let words = |field: &Option<String>| field.clone().unwrap_or_else(|| "null".to_owned());
    let ends = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let last = words.len().saturating_sub(3);
        format!("{} … {}", words[..words.len().min(3)].join(" "), words[last..].join(" "))
    };
    let body = |text: &Text| {
        let all: Vec<&str> = text.blocks.iter().map(|block| block.text.as_str()).collect();
        format!("{} {}: {}", text.language, text.blocks.len(), ends(&all.join(" ")))
    };
    let dates: Vec<String> = d
        .dates
        .iter()
        .map(|date| {
            format!(
                "{} {} {}",
                format!("{:?}", date.role).to_lowercase(),
                date.value,
                date.read_from
            )
        })
        .collect();
    let authors: Vec<String> = d
        .authors
        .iter()
        .map(|author| {
            assert!(author.evidence.is_some(), "a derived author has its evidence");
            let kind = if author.kind == AuthorKind::Body { "body" } else { "person" };
            format!("{kind} {}", author.name)
        })
        .collect();
    let found = |field: &str| match field {
        "layout" => captured.document.layout.clone(),
        "date" => d.date.value.map_or("null".to_owned(), |value| value.to_string()),
        "dates" => dates.join(", "),
        "title" => words(&d.title),
        "summary" => d.summary.as_deref().map_or("null".to_owned(), ends),
        "funders" => d.funders.join("; "),
        "cites" => d.citation_as_given.is_some().to_string(),
        "source" => words(&d.source),
        "archive" => words(&d.archive),
        "code" => [
            &d.reference_code.fond,
            &d.reference_code.opis,
            &d.reference_code.papka,
            &d.reference_code.delo,
            &d.reference_code.listy,
        ]
        .map(words)
        .join(" "),
        "obtained" => words(&d.obtained_by),
        "translator" => words(&d.translator),
        "original" => words(&d.original_language),
        "type" => words(&d.document_type),
        "authors" => authors.join(", "),
        "record" => words(&d.record_id),
        "url" => words(&d.source_url),
        "rights" => d.rights.is_some().to_string(),
        "texts" => captured.document.texts.iter().map(body).collect::<Vec<_>>().join(" | "),
        other => panic!("{other}"),
    };
    for (field, value) in expect {
        assert_eq!(found(field), *value, "{field}");
    }
    assert!(captured.findings.is_empty(), "{:?}", captured.findings);
    for text in &captured.document.texts {
        for block in &text.blocks {
            for furniture in [
                "Skip to content",
                "made possible",
                "Document Information",
                "[email",
                "Search in",
                "get citation",
                "share document",
                "English HTML",
                "**",
                "Citation:",
                "Contents:",
                "Translation - English",
                "Leon Levy",
                "dvincitest",
                "Diary Entry",
            ] {
                assert!(!block.text.contains(furniture), "{furniture} in {}", block.text);
            }
        }
    }
    if let Some(rights) = &d.rights {
        assert!(!rights.contains('[') && rights.ends_with("Public Policy Program."), "{rights}");
        assert_eq!(rights.split("\n\n").count(), 2);
    }
}

#[test]
fn a_note_of_an_embassy() {
    check(
        S000,
        &[
            ("layout", "A1"),
            ("date", "1957-02-14"),
            (
                "title",
                "Note from a Conversation with the 1st Secretary of the Embassy of the USSR, Comrade Pimenov on 10 February 1957",
            ),
            ("summary", "Counselor at the … the August Group."),
            ("funders", "Leon Levy Foundation"),
            ("cites", "false"),
            ("source", "Polish Foreign Ministry Archive"),
            ("archive", "Polish Foreign Ministry Archive"),
            ("code", "null null null null null"),
            ("obtained", "Jakub Poprocki"),
            ("translator", "Maya Latynski"),
            ("original", "null"),
            ("type", "null"),
            ("authors", "body Embassy of the People’s Republic of Poland in Pyongyang"),
            ("dates", "described 1957-02-10 title, drafted 1957-02-14 letterhead"),
            ("record", "null"),
            ("url", "null"),
            ("rights", "true"),
            ("texts", "en 9: Embassy of the … note: report continues]"),
        ],
    );
}

#[test]
fn a_note_in_two_languages() {
    check(
        S001,
        &[
            ("layout", "A1"),
            ("date", "1957-04-04"),
            (
                "title",
                "Notes from a Conversation between the 1st Secretary of the PRL Embassy in the DPRK with the 1st Secretary of the Embassy of the USSR, Comrade Pimenov of 26-27-28-29.III.1957",
            ),
            ("summary", "Brzezinski Henryk and … reunification of Korea."),
            ("funders", "ROK Ministry of Unification"),
            ("source", "Polish Foreign Ministry Archive"),
            ("obtained", "Jakub Poprocki"),
            ("translator", "Maya Latynski"),
            ("original", "null"),
            ("authors", "person Henryk Brzeziński"),
            ("dates", "described 1957-03-26/1957-03-29 title, drafted 1957-04-04 letterhead"),
            ("rights", "true"),
            (
                "texts",
                "en 26: Embassy of the … in the DPRK | ko 24: 주 평양 대사관, … 대사관 1등 서기관",
            ),
        ],
    );
    let texts = record(S001, Form::Capture).document.texts;
    assert!(texts[0].credit_inferred && texts[0].project.as_deref() == Some("NKIDP"));
    assert_eq!(texts[1].translator, None);
}

#[test]
fn a_journal_without_a_title_line() {
    check(
        S002,
        &[
            ("layout", "B0"),
            ("date", "1957-07-03"),
            ("title", "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957"),
            ("summary", "Puzanov discusses with … DPRK's various proposals."),
            ("funders", "ROK Ministry of Unification; Leon Levy Foundation"),
            ("cites", "true"),
            ("source", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
            ("archive", "AVPRF"),
            ("code", "0102 13 72 5 131-145"),
            ("obtained", "null"),
            ("translator", "Gary Goldberg"),
            ("original", "null"),
            ("authors", "person A. M. Puzanov"),
            ("dates", "described 1957-07-03 title"),
            ("record", "null"),
            ("url", "null"),
            ("rights", "false"),
            ("texts", "en 13: 3 July 1957 … than two hours."),
        ],
    );
}

#[test]
fn a_journal_as_print() {
    check(
        S003,
        &[
            ("layout", "C2"),
            ("date", "1957-07-08"),
            ("title", "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957"),
            ("summary", "Kim Il Sung … consolidate the party."),
            ("funders", "ROK Ministry of Unification"),
            ("cites", "true"),
            ("source", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
            ("translator", "Gary Goldberg"),
            ("original", "Russian"),
            ("authors", "person A. M. Puzanov"),
            ("dates", "described 1957-07-08 title"),
            ("record", "115633"),
            ("url", "https://wilson-center-digital-archive.dvincitest.com/document/115633"),
            ("rights", "false"),
            ("texts", "en 43: 8 July 1957 … and 15 minutes."),
        ],
    );
}

#[test]
fn a_journal_with_stamps_and_copies() {
    check(
        S004,
        &[
            ("layout", "A1"),
            ("date", "1957-05-23"),
            ("title", "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 23 May 1957"),
            ("summary", "Nam Il asks … Ambassador Qiao Xiaoguang."),
            ("funders", "ROK Ministry of Unification; Leon Levy Foundation"),
            ("source", "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 44-113"),
            ("type", "Diary Entry"),
            ("authors", "person A. M. Puzanov"),
            (
                "dates",
                "described 1957-05-23 title, registered 1957-05-31 letterhead, \
             received 1957-06-11 stamp, received 1957-06-12 stamp, \
             period 1957-05-06/1957-05-29 letterhead",
            ),
            ("rights", "true"),
            ("texts", "en 39: Nº 133 Copy … 31 May 1957"),
        ],
    );
}
