//! The five captures in `seeds/`, against what a person reads in them.
//!
//! Every value below was read off the captures by eye; none was made by the program. The snapshots
//! beside hold the whole of what the program makes of each file, so that any change of a reading
//! has to be looked at.

use std::fs;
use std::path::Path;

use reading_room::capture::{self, Captured, Form, Reading, Region};
use reading_room::document::{AuthorKind, DateRole, MarkKind, Text};
use reading_room::parallel;
use sha2::{Digest, Sha256};

/// What a person reads in a capture.
struct Expected {
    /// How the file's name begins; the rest is its title.
    file: &'static str,
    layout: &'static str,
    date: &'static str,
    title: &'static str,
    /// The first and the last words.
    summary: (&'static str, &'static str),
    funders: &'static [&'static str],
    gives_citation: bool,
    source: &'static str,
    archive: &'static str,
    leaves: Option<&'static str>,
    obtained_by: Option<&'static str>,
    translator: &'static str,
    original_language: Option<&'static str>,
    document_type: Option<&'static str>,
    author: (&'static str, AuthorKind),
    dates: &'static [(DateRole, &'static str)],
    record_id: Option<&'static str>,
    /// How the address of the record ends.
    source_url: Option<&'static str>,
    states_rights: bool,
    texts: &'static [ExpectedText],
    /// What is on the page and in none of its texts.
    never: &'static [&'static str],
}

struct ExpectedText {
    language: &'static str,
    blocks: usize,
    first: &'static str,
    last: &'static str,
}

const MINISTRY: &str = "ROK Ministry of Unification";
const LEVY: &str = "Leon Levy Foundation";
const POLISH: &str = "Polish Foreign Ministry Archive";

const FEBRUARY: Expected = Expected {
    file: "1957-02-14-",
    layout: "A1",
    date: "1957-02-14",
    title: "Note from a Conversation with the 1st Secretary of the Embassy of the USSR, Comrade \
            Pimenov on 10 February 1957",
    summary: ("Counselor at the Embassy", "the August Group."),
    funders: &[LEVY],
    gives_citation: false,
    source: POLISH,
    archive: POLISH,
    leaves: None,
    obtained_by: Some("Jakub Poprocki"),
    translator: "Maya Latynski",
    original_language: None,
    document_type: None,
    author: ("Embassy of the People's Republic of Poland in Pyongyang", AuthorKind::Body),
    dates: &[(DateRole::Described, "1957-02-10"), (DateRole::Drafted, "1957-02-14")],
    record_id: None,
    source_url: None,
    states_rights: true,
    texts: &[ExpectedText {
        language: "en",
        blocks: 9,
        first: "Embassy of the Pyongyang, 14.II.1957",
        last: "USSR. [transl. note: report continues]",
    }],
    never: &[
        "Skip to content",
        "Note from a Conversation",
        "This document was made possible",
        "Counselor at the Embassy of Pyongyang",
        "Document Information",
        "Poprocki",
        "welcomes reuse",
        "[email protected]",
        "Original Uploaded Date",
        "Record ID",
        "Levy",
    ],
};

const APRIL: Expected = Expected {
    file: "1957-04-04-",
    layout: "A1",
    date: "1957-04-04",
    title: "Notes from a Conversation between the 1st Secretary of the PRL Embassy in the DPRK \
            with the 1st Secretary of the Embassy of the USSR, Comrade Pimenov of \
            26-27-28-29.III.1957",
    summary: ("Brzezinski Henryk and Comrade", "reunification of Korea."),
    funders: &[MINISTRY],
    gives_citation: false,
    source: POLISH,
    archive: POLISH,
    leaves: None,
    obtained_by: Some("Jakub Poprocki"),
    translator: "Maya Latynski",
    original_language: None,
    document_type: None,
    author: ("Henryk Brzeziński", AuthorKind::Person),
    dates: &[(DateRole::Described, "1957-03-26/1957-03-29"), (DateRole::Drafted, "1957-04-04")],
    record_id: None,
    source_url: None,
    states_rights: true,
    texts: &[
        ExpectedText {
            language: "en",
            blocks: 26,
            first: "Embassy of the Pyongyang, 4.IV.1957",
            last: "of Poland—PRP] in the DPRK",
        },
        ExpectedText {
            language: "ko",
            blocks: 24,
            first: "주 평양 대사관, 1957년 4월",
            last: "폴란드인민공화국 대사관 1등 서기관",
        },
    ],
    never: &[
        "Skip to content",
        "Notes from a Conversation between",
        "This document was made possible",
        "Brzezinski Henryk and Comrade",
        "Document Information",
        "Poprocki",
        "welcomes reuse",
        "[email protected]",
        "Original Uploaded Date",
        "Record ID",
        "Ministry of Unification",
    ],
};

const MAY: Expected = Expected {
    file: "1957-05-23-",
    layout: "A1",
    date: "1957-05-23",
    title: "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 23 May 1957",
    summary: ("Nam Il asks Puzanov", "Ambassador Qiao Xiaoguang."),
    funders: &[MINISTRY, LEVY],
    gives_citation: false,
    source: "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 44-113",
    archive: "AVPRF",
    leaves: Some("44-113"),
    obtained_by: None,
    translator: "Gary Goldberg",
    original_language: None,
    document_type: Some("Diary Entry"),
    author: ("A. M. Puzanov", AuthorKind::Person),
    dates: &[
        (DateRole::Described, "1957-05-23"),
        (DateRole::Period, "1957-05-06/1957-05-29"),
        (DateRole::Received, "1957-06-11"),
        (DateRole::Received, "1957-06-12"),
        (DateRole::Registered, "1957-05-31"),
    ],
    record_id: None,
    source_url: None,
    states_rights: true,
    texts: &[ExpectedText {
        language: "en",
        blocks: 39,
        first: "Nº 133 Copy Nº 2",
        last: "Nº 353 31 May 1957",
    }],
    never: &[
        "Skip to content",
        "Journal of Soviet Ambassador to the DPRK A.M. Puzanov",
        "This document was made possible",
        "Nam Il asks Puzanov",
        "Document Information",
        "AVPRF",
        "welcomes reuse",
        "[email protected]",
        "Original Uploaded Date",
        "Diary Entry",
        "Record ID",
        "Ministry of Unification",
        "Levy",
    ],
};

const THIRD_OF_JULY: Expected = Expected {
    file: "1957-07-03-",
    layout: "B0",
    date: "1957-07-03",
    title: "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957",
    summary: ("Puzanov discusses with Kim", "DPRK's various proposals."),
    funders: &[MINISTRY, LEVY],
    gives_citation: true,
    source: "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145",
    archive: "AVPRF",
    leaves: Some("131-145"),
    obtained_by: None,
    translator: "Gary Goldberg",
    original_language: None,
    document_type: None,
    author: ("A. M. Puzanov", AuthorKind::Person),
    dates: &[(DateRole::Described, "1957-07-03")],
    record_id: None,
    source_url: None,
    states_rights: false,
    texts: &[ExpectedText {
        language: "en",
        blocks: 13,
        first: "3 July 1957 I visited",
        last: "lasted more than two hours.",
    }],
    never: &[
        "Search in",
        "Digital Archive",
        "Citation",
        "get citation",
        "Puzanov discusses",
        "Journal of Soviet Ambassador",
        "share document",
        "English HTML",
        "Ministry of Unification",
    ],
};

const EIGHTH_OF_JULY: Expected = Expected {
    file: "1957-07-08-",
    layout: "C2",
    date: "1957-07-08",
    title: "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957",
    summary: ("Kim Il Sung and Puzanov", "consolidate the party."),
    funders: &[MINISTRY],
    gives_citation: true,
    source: "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145",
    archive: "AVPRF",
    leaves: Some("131-145"),
    obtained_by: None,
    translator: "Gary Goldberg",
    original_language: Some("Russian"),
    document_type: None,
    author: ("A. M. Puzanov", AuthorKind::Person),
    dates: &[(DateRole::Described, "1957-07-08")],
    record_id: Some("115633"),
    source_url: Some("/document/115633"),
    states_rights: false,
    texts: &[ExpectedText {
        language: "en",
        blocks: 43,
        first: "8 July 1957 I visited",
        last: "one hour and 15 minutes.",
    }],
    never: &[
        "**",
        "Citation:",
        "Summary:",
        "Credits:",
        "Original Language:",
        "Contents:",
        "Translation - English",
        "Digital Archive",
        "http",
    ],
};

/// The text of the one capture whose name begins so.
fn source(beginning: &str) -> String {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut names: Vec<_> = fs::read_dir(&seeds)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(beginning))
        .collect();
    let name = names.pop().unwrap();
    assert!(names.is_empty(), "more than one seed begins {beginning}");
    let bytes = fs::read(seeds.join(name)).unwrap();
    capture::decoded(&bytes).unwrap().text
}

fn captured(beginning: &str) -> Captured {
    match capture::read(&source(beginning), Form::Capture) {
        Reading::Record(captured) => *captured,
        Reading::NotARecord(reason) => panic!("{beginning}: {reason:?}"),
    }
}

/// One blank for each run of blanks, and straight quotes: how the captures print these says
/// nothing.
fn plain(text: &str) -> String {
    let straight = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole(text: &Text) -> String {
    plain(&text.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"))
}

fn check(expected: &Expected) {
    let Captured { document, .. } = captured(expected.file);
    let description = &document.description;
    let some = |value: Option<&str>| value.map(ToOwned::to_owned);
    assert_eq!(document.layout, expected.layout);
    assert_eq!(description.date.value.unwrap().to_string(), expected.date);
    assert_eq!(plain(description.title.as_deref().unwrap()), expected.title);
    let summary = plain(description.summary.as_deref().unwrap());
    assert!(summary.starts_with(expected.summary.0), "{summary}");
    assert!(summary.ends_with(expected.summary.1), "{summary}");
    assert_eq!(description.funders, expected.funders);
    assert_eq!(description.citation_as_given.is_some(), expected.gives_citation);
    assert_eq!(description.source.as_deref(), Some(expected.source));
    let raw = description.source_raw.as_deref().unwrap();
    assert!(raw.contains(expected.source) && raw.contains("ranslated"), "{raw}");
    assert_eq!(description.archive.as_deref(), Some(expected.archive));
    assert_eq!(description.reference_code.listy, some(expected.leaves));
    assert_eq!(description.obtained_by, some(expected.obtained_by));
    assert_eq!(description.translator.as_deref(), Some(expected.translator));
    assert_eq!(description.original_language, some(expected.original_language));
    assert_eq!(description.document_type, some(expected.document_type));
    assert_eq!(description.record_id, some(expected.record_id));
    let url = description.source_url.as_deref();
    assert_eq!(url.is_some(), expected.source_url.is_some());
    assert!(url.unwrap_or_default().ends_with(expected.source_url.unwrap_or_default()), "{url:?}");
    assert_eq!(description.rights.is_some(), expected.states_rights);
    assert!(!description.rights.as_deref().unwrap_or_default().contains("protected]"));

    let (name, kind) = expected.author;
    let authors = &description.authors;
    assert!(
        authors.iter().any(|author| plain(&author.name) == name && author.kind == kind),
        "{authors:?}"
    );
    assert!(authors.iter().all(|author| author.evidence.is_some()), "no seed states an author");

    let mut dates: Vec<_> =
        description.dates.iter().map(|date| (date.role, date.value.to_string())).collect();
    dates.sort_by_key(|(role, value)| (format!("{role:?}"), value.clone()));
    let expected_dates: Vec<_> =
        expected.dates.iter().map(|(role, value)| (*role, (*value).to_owned())).collect();
    assert_eq!(dates, expected_dates);

    let languages: Vec<_> = document.languages().iter().map(ToString::to_string).collect();
    let expected_languages: Vec<_> = expected.texts.iter().map(|text| text.language).collect();
    assert_eq!(languages, expected_languages);
    for (text, expected_text) in document.texts.iter().zip(expected.texts) {
        let words = whole(text);
        assert!(words.starts_with(expected_text.first), "{words}");
        assert!(words.ends_with(expected_text.last), "{words}");
        assert_eq!(text.blocks.len(), expected_text.blocks, "{}", expected_text.language);
        for never in expected.never {
            assert!(!words.contains(never), "`{never}` is no part of the text");
        }
    }
}

#[test]
fn the_note_of_14_february_is_read_field_by_field() {
    check(&FEBRUARY);
}

#[test]
fn the_notes_of_4_april_are_read_field_by_field() {
    check(&APRIL);
}

#[test]
fn the_journal_for_23_may_is_read_field_by_field() {
    check(&MAY);
}

#[test]
fn the_journal_for_3_july_is_read_field_by_field() {
    check(&THIRD_OF_JULY);
}

#[test]
fn the_journal_for_8_july_is_read_field_by_field() {
    check(&EIGHTH_OF_JULY);
}

#[test]
fn no_capture_was_ever_touched() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let readme = fs::read_to_string(seeds.join("README.md")).unwrap();
    let mut captures = 0;
    for entry in fs::read_dir(&seeds).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            captures += 1;
            let name = path.file_name().unwrap().to_str().unwrap();
            let (_, after) = readme.split_once(&format!("`{name}`")).unwrap();
            let stated = after.split('`').nth(3).unwrap();
            let stated: Vec<u8> = (0..stated.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&stated[at..at + 2], 16).unwrap())
                .collect();
            let sha256 = Sha256::digest(fs::read(&path).unwrap());
            assert_eq!(sha256.as_slice(), stated, "{name}");
        }
    }
    assert_eq!(captures, 5);
}

#[test]
fn the_english_credit_never_reaches_the_korean_text() {
    let document = captured(APRIL.file).document;
    let [english, korean] = document.texts.as_slice() else { panic!("two texts") };
    assert_eq!(english.translator.as_deref(), Some("Maya Latynski"));
    assert_eq!(english.project.as_deref(), Some("NKIDP"));
    assert!(english.credit_inferred, "the credit names no language");
    assert_eq!(korean.translator, None);
    let hangul = |letter: char| ('가'..='힣').contains(&letter);
    for block in &korean.blocks {
        assert!(block.text.contains(hangul), "no Korean in {}", block.text);
    }
}

#[test]
fn a_bracket_over_two_paragraphs_is_one_mark() {
    let document = captured(APRIL.file).document;
    let blocks = &document.texts[0].blocks;
    let open: Vec<_> = blocks[20].marks.iter().filter(|mark| mark.value.is_some()).collect();
    let joined = open.last().unwrap();
    assert_eq!(joined.kind, MarkKind::Expansion);
    assert!(joined.value.as_deref().unwrap().ends_with("Ministry of Foreign Affairs"));
    assert_eq!(blocks[21].marks[0].start, 0);
}

#[test]
fn each_line_of_a_seed_lies_in_one_region() {
    for expected in [FEBRUARY, APRIL, MAY, THIRD_OF_JULY, EIGHTH_OF_JULY] {
        let text = source(expected.file);
        let Captured { regions, .. } = captured(expected.file);
        assert_eq!(text.lines().count(), regions.len(), "{}", expected.file);
        for (line, region) in text.lines().zip(&regions) {
            let blank = line.trim().is_empty();
            assert_eq!(blank, matches!(region, Region::Blank), "{}: {line:?}", expected.file);
        }
    }
}

#[test]
fn what_the_program_makes_of_each_seed_has_been_looked_at() {
    for expected in [FEBRUARY, APRIL, MAY, THIRD_OF_JULY, EIGHTH_OF_JULY] {
        let Captured { document, findings, .. } = captured(expected.file);
        let alignments: Vec<_> = document
            .texts
            .iter()
            .skip(1)
            .map(|text| parallel::aligned(&document.texts[0], text))
            .collect();
        insta::assert_json_snapshot!(
            expected.date,
            serde_json::json!({
                "document": document,
                "alignments": alignments,
                "findings": findings,
            })
        );
    }
}
