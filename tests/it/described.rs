//! The records of the seeds, and what statements of the editors make of a record.

use std::fs;
use std::path::Path;

use reading_room::address::{Links, Slug};
use reading_room::capture::{self, Form, Reading};
use reading_room::citation::{Imprint, Name, Origin, Pinpoint, Record, Style, cited, test_host};
use reading_room::document::{Card, Credit, StatedValue, Statement};

/// The card of the one seed whose name begins so.
fn card(beginning: &str) -> Card {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = fs::read_dir(seeds).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(beginning);
    let file = files.into_iter().find(|path| named(path)).unwrap();
    let text = capture::decoded(&fs::read(&file).unwrap()).unwrap().text;
    let Reading::Record(captured) = capture::read(&text, Form::Capture) else {
        panic!("{beginning} is no record");
    };
    Card {
        id: Slug::from_stem(file.file_stem().unwrap().to_str().unwrap()),
        credits: Credit::of(&captured.document),
        description: captured.document.description,
        statements: Vec::new(),
        edition: "0123456789ab".to_owned(),
        is_current: true,
        added: "2026-01-01T00:00:00Z".to_owned(),
        taken_in: "2026-01-01T00:00:00Z".to_owned(),
        changed: "2026-01-01T00:00:00Z".to_owned(),
    }
}

fn links() -> Links {
    Links::parse("https://room.example").unwrap()
}

fn record(card: &Card) -> Record {
    let links = links();
    Record::of(Imprint { links: &links, room: "Reading Room", licence: None }, card)
}

fn stated(card: &mut Card, field: &str, value: &str) {
    card.statements.push(Statement {
        field: field.to_owned(),
        value: StatedValue::Words(value.to_owned()),
        by: "Jane Roe".to_owned(),
        on: "2026-11-22".to_owned(),
        because: "Seen.".to_owned(),
    });
}

#[test]
fn the_authors_of_the_seeds_are_inferred_with_their_evidence() {
    let check = |beginning: &str, author: &str, is_person: bool| {
        let record = record(&card(beginning));
        let [agent] = record.authors.as_slice() else { panic!("{:?}", record.authors) };
        assert_eq!(agent.name.inverted(), author);
        assert_eq!(matches!(agent.name, Name::Person { .. }), is_person, "{beginning}");
        let Origin::Inferred(evidence) = &agent.origin else { panic!("{:?}", agent.origin) };
        assert!(!evidence.trim().is_empty());
    };
    check("1957-02-14", "Embassy of the People’s Republic of Poland in Pyongyang", false);
    check("1957-04-04", "Brzeziński, Henryk", true);
    check("1957-05-23", "Puzanov, A. M.", true);
    check("1957-07-03", "Puzanov, A. M.", true);
    check("1957-07-08", "Puzanov, A. M.", true);
}

#[test]
fn no_one_on_a_list_of_copies_is_an_author() {
    for beginning in ["1957-02-14", "1957-04-04", "1957-05-23", "1957-07-03", "1957-07-08"] {
        let record = record(&card(beginning));
        for name in ["Gromyko", "Fedorenko", "Kurdyukov", "Solodovnikov"] {
            for style in Style::ALL {
                assert!(!cited(&record, style, None).text().contains(name));
            }
        }
    }
}

#[test]
fn the_publisher_is_the_citations_or_inferred_from_the_rights() {
    let check = |beginning: &str, name: &str, is_inferred: bool| {
        let publisher = record(&card(beginning)).publisher.unwrap();
        assert_eq!(publisher.name, name);
        assert_eq!(matches!(publisher.origin, Origin::Inferred(_)), is_inferred);
    };
    check("1957-02-14", "History and Public Policy Program Digital Archive", true);
    check("1957-04-04", "History and Public Policy Program Digital Archive", true);
    check("1957-05-23", "History and Public Policy Program Digital Archive", true);
    check("1957-07-03", "History and Public Policy Program Digital Archive", false);
    check("1957-07-08", "Wilson Center Digital Archive", false);
}

#[test]
fn short_titles_follow_from_author_kind_and_date() {
    let short = |beginning: &str| record(&card(beginning)).short_title;
    assert_eq!(short("1957-02-14"), None);
    assert_eq!(short("1957-04-04").as_deref(), Some("Brzeziński notes, 4 April 1957"));
    assert_eq!(short("1957-07-08").as_deref(), Some("Puzanov journal, 8 July 1957"));
}

#[test]
fn the_archival_note_keeps_the_order_of_the_field() {
    let note = |beginning: &str| cited(&record(&card(beginning)), Style::ArchivalNote, None).text();
    assert_eq!(
        note("1957-07-03"),
        "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957, 3 July 1957, AVPRF, \
         F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145, trans. Gary Goldberg for NKIDP, \
         https://room.example/documents/1957-07-03-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov?edition=0123456789ab."
    );
    assert_eq!(
        note("1957-02-14"),
        "Note from a Conversation with the 1st Secretary of the Embassy of the USSR, Comrade \
         Pimenov on 10 February 1957, 14 February 1957, Polish Foreign Ministry Archive, trans. \
         Maya Latynski for NKIDP, \
         https://room.example/documents/1957-02-14-note-from-a-conversation-with-the-1st-secretary?edition=0123456789ab."
    );
}

#[test]
fn a_paragraph_in_korean_is_cited_as_of_the_korean_text() {
    let mut card = card("1957-04-04");
    let korean = reading_room::document::Language::korean();
    let note = |card: &Card| {
        let record = record(card);
        let at = Pinpoint::of(&links(), &record, &korean, 7..=9);
        cited(&record, Style::ArchivalNote, Some(&at)).text()
    };
    let text = note(&card);
    assert!(text.contains(", Korean text, paras. 7–9, https://room.example/documents/"), "{text}");
    assert!(text.ends_with("/ko7?edition=0123456789ab."), "{text}");
    assert!(!text.contains("Latynski") && !text.contains("NKIDP"), "{text}");
    stated(&mut card, "original_language", "Polish");
    let text = note(&card);
    assert!(text.contains(", Korean translation, paras. 7–9, "), "{text}");
}

#[test]
fn what_the_editors_state_counts_first_and_is_named() {
    let mut card = card("1957-07-08");
    for (field, value) in [
        ("listy", "133-134"),
        ("translator", "Jane Doe and John Roe"),
        ("authors", "Aleksandr Puzanov; Embassy of the USSR in Pyongyang"),
        ("date", "1957-07-09"),
        ("title", "Diary of Puzanov"),
        ("funders", "A Foundation"),
        ("original_language", "Korean"),
        ("rights", " "),
    ] {
        stated(&mut card, field, value);
    }
    let record = record(&card);
    assert_eq!(record.shelfmark.as_deref(), Some("F. 0102, Op. 13, P. 72, Delo 5, Listy 133-134"));
    let translators: Vec<String> =
        record.translators.iter().map(|translator| translator.name.inverted()).collect();
    assert_eq!(translators, ["Doe, Jane", "Roe, John"]);
    let authors: Vec<String> = record.authors.iter().map(|author| author.name.inverted()).collect();
    assert_eq!(authors, ["Puzanov, Aleksandr", "Embassy of the USSR in Pyongyang"]);
    assert!(record.authors.iter().all(|author| author.origin == Origin::Editors));
    assert_eq!(record.date.unwrap().to_string(), "1957-07-09");
    assert_eq!(record.title.as_deref(), Some("Diary of Puzanov"));
    assert_eq!(record.funders, ["A Foundation"]);
    assert_eq!(record.original_language_tag.unwrap().as_str(), "ko");
    let mut named = record.stated;
    named.sort_unstable();
    assert_eq!(
        named,
        ["authors", "date", "funders", "listy", "original_language", "title", "translator"]
    );
}

#[test]
fn a_statement_that_cannot_be_read_leaves_what_the_source_says() {
    let mut card = card("1957-07-08");
    stated(&mut card, "date", "summer of 1957");
    let record = record(&card);
    assert_eq!(record.date.unwrap().to_string(), "1957-07-08");
    assert!(record.stated.is_empty());
}

#[test]
fn a_credit_that_only_the_description_has_is_the_first_texts() {
    let mut card = card("1957-04-04");
    for credit in &mut card.credits {
        credit.translator = None;
    }
    let record = record(&card);
    let [translator] = record.translators.as_slice() else { panic!("{:?}", record.translators) };
    assert_eq!(translator.name.inverted(), "Latynski, Maya");
    assert_eq!(translator.language, card.credits[0].language);
    assert!(translator.is_inferred);
}

#[test]
fn the_test_machine_in_a_captured_citation_is_found() {
    let record = record(&card("1957-07-08"));
    let given = record.as_given.unwrap();
    let range = test_host(&given).unwrap();
    assert!(given[range].ends_with("/document/115633"));
    assert!(test_host(record.source_address.as_deref().unwrap()).is_some());
}
