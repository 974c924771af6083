//! Citations in the manuals' styles against what citeproc-js prints of the same items.
//!
//! `tests/citations/items.json` holds the items of the records below, `golden.json` what the
//! processor made of them. When records or items change, write the items again with
//! `UPDATE_ITEMS=1 cargo test --test it citations` and make the goldens as `make.mjs` says.

use std::fs;

use proptest::prelude::*;
use reading_room::address::{Links, Slug};
use reading_room::citation::{
    Agent, Citation, Name, Origin, Pinpoint, Publisher, Record, Style, Translator, cited, csl_item,
};
use reading_room::document::{Edtf, Language};
use serde_json::{Value, json};

const ITEMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/citations/items.json");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/citations/golden.json");
/// The styles in the order of a golden's citations.
const STYLES: [Style; 5] = [
    Style::ChicagoNote,
    Style::ChicagoShortNote,
    Style::ChicagoBibliography,
    Style::Mla,
    Style::Apa,
];

fn links() -> Links {
    Links::parse("https://room.example").unwrap()
}

/// A record of which only the address is known.
fn bare() -> Record {
    Record {
        id: Slug::from_stem("d"),
        address: "https://room.example/documents/d".to_owned(),
        cited_address: "https://room.example/documents/d".to_owned(),
        title: None,
        short_title: None,
        authors: Vec::new(),
        translators: Vec::new(),
        date: None,
        genre: None,
        archive: None,
        shelfmark: None,
        publisher: None,
        room: "Reading Room".to_owned(),
        room_address: "https://room.example/".to_owned(),
        languages: vec![Language::english()],
        original_language: None,
        original_language_tag: None,
        summary: None,
        subjects: Vec::new(),
        funders: Vec::new(),
        rights: None,
        licence: None,
        as_given: None,
        source_record: None,
        source_address: None,
        edition: "0123456789ab".to_owned(),
        added: "2026-01-01T00:00:00Z".to_owned(),
        changed: "2026-01-01T00:00:00Z".to_owned(),
        stated: Vec::new(),
    }
}

fn agent(name: &str) -> Agent {
    Agent { name: Name::of_person(name), origin: Origin::Source }
}

fn translator(name: &str) -> Translator {
    Translator {
        name: Name::of_person(name),
        language: Language::english(),
        project: Some("NKIDP".to_owned()),
        is_inferred: false,
    }
}

/// Seed 003 as its record stands.
fn journal() -> Record {
    Record {
        title: words("Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957"),
        short_title: words("Puzanov journal, 8 July 1957"),
        authors: vec![agent("A. M. Puzanov")],
        translators: vec![translator("Gary Goldberg")],
        date: Edtf::parse("1957-07-08"),
        genre: words("Diary entry"),
        archive: words("AVPRF"),
        shelfmark: words("F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
        publisher: publisher("Wilson Center Digital Archive"),
        ..bare()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every field of a record is optional")]
fn words(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "every field of a record is optional")]
fn publisher(name: &str) -> Option<Publisher> {
    Some(Publisher { name: name.to_owned(), origin: Origin::Source })
}

/// Records that each show one thing.
#[expect(clippy::too_many_lines, reason = "a list")]
fn telling() -> Vec<Record> {
    let mut records = vec![journal(), bare()];
    let mut add = |change: &dyn Fn(&mut Record)| {
        let mut record = journal();
        change(&mut record);
        records.push(record);
    };
    let authors: &[&[&str]] = &[
        &[],
        &["Embassy of the People’s Republic of Poland in Pyongyang"],
        &["A. M. Puzanov", "Kim Il Sung"],
        &["Kim Il Sung", "A. M. Puzanov"],
        &["A. M. Puzanov", "Ministry of Foreign Affairs"],
        &["Ministry of Foreign Affairs", "A. M. Puzanov"],
        &["A. Bee", "C. Dee", "E. Eff"],
        &["A. Bee", "C. Dee", "E. Eff", "G. Gee", "H. Aitch", "I. Jay"],
        &["A. Bee", "C. Dee", "E. Eff", "G. Gee", "H. Aitch", "I. Jay", "K. Ell"],
        &["김일성"],
        &["남궁억", "남일"],
        &["毛泽东"],
        &["Pak Chang-ok"],
        &["Heo Ga-I"],
        &["Mao Zedong"],
        &["Пузанов А. М."],
        &["Jan van der Berg"],
        &["Charles de Gaulle"],
        &["Martin Luther King, Jr."],
        &["Jean-Paul Sartre"],
        &["D. K. O'Brien"],
        &["Henryk Brzeziński"],
        &["José Á. García"],
        &["Puzanov"],
        &["Nguyen Van Troi"],
        &["피메노프"],
    ];
    for names in authors {
        add(&|record| record.authors = names.iter().copied().map(agent).collect());
        add(&|record| {
            record.authors = names.iter().copied().map(agent).collect();
            record.translators.clear();
        });
        add(&|record| record.translators = names.iter().copied().map(translator).collect());
        add(&|record| {
            record.translators = names.iter().copied().map(translator).collect();
            record.authors.clear();
        });
    }
    let many: Vec<String> = ('A'..='W').map(|letter| format!("{letter}. Name{letter}")).collect();
    for count in [20, 21, 22] {
        add(&|record| record.authors = many[..count].iter().map(|name| agent(name)).collect());
    }
    for date in [
        "1957-07",
        "1957",
        "1957-03-26/1957-03-29",
        "1957-03-26/1957-04-02",
        "1957-12-30/1958-01-02",
        "1957-03/1957-05",
        "1957-12/1958-01",
        "1957/1958",
        "1957-03-26/1957-04",
        "1957/1957-05",
        "1957-05-01",
        "1957-09-03",
        "0987-06-05",
    ] {
        add(&|record| record.date = Edtf::parse(date));
    }
    for title in [
        "김일성과의 대화",
        "Запись беседы",
        "Letter \"On Unity\" to Mao",
        "“On Unity”",
        "Letter ‘On Unity’",
        "Say \"a 'deep' word\" now",
        "Who is it?",
        "Stop!",
        "The end.",
        "Etc.",
        "Did he say \"no?\"",
        "End “quote.”",
        "R & D <secret>",
        "it's the men's and Latsis' state",
        "a small title of between words",
        "Puzanov’s Diary",
        "What? a talk: the first",
        "anti-party group and the by-and-by",
        "...and so on",
        "?",
        "5% {of} \\it_all # 1",
        "Nº 133",
        "Title:",
        "Dots...",
        "«Правда» ; да",
        "the",
        "Under the",
        "a\u{7}b \t c\n d",
        "\u{200b}x",
    ] {
        add(&|record| record.title = words(title));
        add(&|record| {
            record.title = words(title);
            record.short_title = None;
            record.authors.clear();
        });
    }
    for (tag, title) in [
        ("ko", "김일성과의 대화"),
        ("ko", "a talk with kim"),
        ("ru", "Запись беседы"),
        ("zh", "talk"),
        ("und", "a talk"),
        ("en-GB", "a talk"),
    ] {
        add(&|record| {
            record.languages = Language::parse(tag).into_iter().collect();
            record.title = words(title);
        });
    }
    for room in ["", "기록실", "Smith & Co.", "Who?", "\"Room\""] {
        add(&|record| room.clone_into(&mut record.room));
    }
    for place in ["f. 1.", "MOL, XIX-J-1-j", "fond «A» “b”", "4. doboz", "p. 3?"] {
        add(&|record| record.shelfmark = words(place));
        add(&|record| record.archive = words(place));
        add(&|record| record.publisher = publisher(place));
        add(&|record| record.genre = words(place));
    }
    records
}

/// A record for every choice of the fields that are there.
fn subsets() -> Vec<Record> {
    let mut records = Vec::new();
    let authors: [&[&str]; 3] = [&[], &["A. Bee"], &["the Office", "Nam Il"]];
    for author in authors {
        for there in 0..128_u32 {
            let has = |bit: u32| there & (1 << bit) != 0;
            let some = |bit: u32, value: &str| has(bit).then(|| value.to_owned());
            records.push(Record {
                authors: author.iter().copied().map(agent).collect(),
                translators: if has(0) { vec![translator("C. Dee")] } else { Vec::new() },
                title: some(1, "A talk on it"),
                date: if has(2) { Edtf::parse("1957-07-08") } else { None },
                genre: some(3, "note"),
                publisher: if has(4) { publisher("press") } else { None },
                archive: some(5, "AVP"),
                shelfmark: some(6, "f. 1"),
                ..bare()
            });
        }
    }
    records
}

/// Every record that there is a golden for, with the paragraphs that are cited of it.
fn cases() -> Vec<(Record, Option<(u32, u32)>)> {
    let mut cases: Vec<_> =
        telling().into_iter().chain(subsets()).map(|record| (record, None)).collect();
    let places = [(1, 1), (7, 7), (7, 9), (131, 145)];
    for there in [0, 2, 3, 7, 24, 31, 127, 128, 130, 131, 135, 152, 159, 255] {
        let record = subsets().swap_remove(there);
        cases.extend(places.map(|place| (record.clone(), Some(place))));
    }
    cases.extend(places.map(|place| (journal(), Some(place))));
    cases
}

/// The pinpoint of paragraphs, with the address of the record, as the items have it.
fn pinpoint(record: &Record, (first, last): (u32, u32)) -> Pinpoint {
    Pinpoint {
        language: Language::english(),
        paragraphs: first..=last,
        address: record.address.clone(),
    }
}

#[test]
fn the_items_are_those_that_the_goldens_were_made_of() {
    let line =
        |(record, place): &(Record, Option<(u32, u32)>)| {
            let locator = place.map(|(first, last)| {
                if first == last { first.to_string() } else { format!("{first}-{last}") }
            });
            json!([csl_item(record), locator]).to_string()
        };
    let lines: Vec<String> = cases().iter().map(line).collect();
    let items = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE_ITEMS").is_some() {
        fs::write(ITEMS, &items).unwrap();
    }
    assert!(fs::read_to_string(ITEMS).unwrap() == items, "write the items again");
}

#[test]
fn citations_are_those_of_citeproc_letter_for_letter() {
    let golden: Vec<[Value; 5]> =
        serde_json::from_str(&fs::read_to_string(GOLDEN).unwrap()).unwrap();
    let cases = cases();
    assert_eq!(golden.len(), cases.len());
    let mut different = Vec::new();
    for ((record, place), golden) in cases.iter().zip(golden) {
        let at = place.map(|place| pinpoint(record, place));
        for (style, golden) in STYLES.into_iter().zip(golden) {
            // Of some records the processor has no shortened note.
            let Some(golden) = golden.as_str() else { continue };
            let ours = marked(&cited(record, style, at.as_ref()));
            if ours != golden && !is_bare_place(golden) {
                different.push(format!("{}\n  ours   {ours}\n  golden {golden}", style.code()));
            }
        }
    }
    assert!(different.is_empty(), "{}:\n{}", different.len(), different.join("\n"));
}

/// A shortened note of nothing but a place, before which the room puts the address.
fn is_bare_place(golden: &str) -> bool {
    golden.starts_with("para. ") || golden.starts_with("paras. ")
}

fn marked(citation: &Citation) -> String {
    let run = |text: &str, italic| if italic { format!("<i>{text}</i>") } else { text.to_owned() };
    citation.runs.iter().map(|each| run(&each.text, each.italic)).collect()
}

#[test]
fn the_sample_prints_as_the_handbook_of_the_room_has_it() {
    let check = |style, expect: &str| assert_eq!(cited(&journal(), style, None).text(), expect);
    check(
        Style::ArchivalNote,
        "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957, 8 July 1957, AVPRF, \
         F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145, trans. Gary Goldberg for NKIDP, \
         https://room.example/documents/d.",
    );
    check(
        Style::ChicagoNote,
        "A. M. Puzanov, “Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957,” \
         Diary entry, trans. Gary Goldberg, Wilson Center Digital Archive, July 8, 1957, F. 0102, \
         Op. 13, P. 72, Delo 5, Listy 131-145, AVPRF, https://room.example/documents/d.",
    );
    check(
        Style::ChicagoBibliography,
        "Puzanov, A. M. “Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957.” \
         Diary entry. Translated by Gary Goldberg. Wilson Center Digital Archive, July 8, 1957. \
         F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145. AVPRF. https://room.example/documents/d.",
    );
}

#[test]
fn a_place_in_one_text_never_credits_the_translator_of_another() {
    let mut record = journal();
    record.languages = vec![Language::english(), Language::korean()];
    let korean = Pinpoint::of(&links(), &record, &Language::korean(), 7..=7);
    let english = Pinpoint::of(&links(), &record, &Language::english(), 7..=7);
    for style in Style::ALL {
        let note = cited(&record, style, Some(&korean)).text();
        assert!(!note.contains("Goldberg"), "{note}");
        if style != Style::ChicagoShortNote {
            assert!(note.contains("https://room.example/documents/d/ko7?edition=0123456789ab"));
            let note = cited(&record, style, Some(&english)).text();
            assert!(note.contains("Goldberg"), "{note}");
            assert!(note.contains("https://room.example/documents/d/p7?edition=0123456789ab"));
        }
    }
    record.translators.push(Translator { language: Language::korean(), ..translator("김영희") });
    let note = cited(&record, Style::ArchivalNote, Some(&korean)).text();
    assert!(note.contains("김영희") && !note.contains("Goldberg"), "{note}");
}

proptest! {
    #[test]
    fn a_citation_is_well_formed_whatever_is_missing(
        there in 0..1024_u32, at in proptest::option::of((1..50_u32, 0..3_u32)), korean: bool,
    ) {
        let has = |bit: u32| there & (1 << bit) != 0;
        let mut record = journal();
        record.languages = vec![Language::english(), Language::korean()];
        if !has(0) { record.title = None; record.short_title = None; }
        if !has(1) { record.authors.clear(); }
        if !has(2) { record.translators.clear(); }
        if !has(3) { record.date = None; }
        if !has(4) { record.genre = None; }
        if !has(5) { record.archive = None; }
        if !has(6) { record.shelfmark = None; }
        if !has(7) { record.publisher = None; }
        if !has(8) { record.room.clear(); }
        if !has(9) { record.short_title = None; }
        let language = if korean { Language::korean() } else { Language::english() };
        let at = at.map(|(first, more)| Pinpoint::of(&links(), &record, &language, first..=first + more));
        for style in Style::ALL {
            let citation = cited(&record, style, at.as_ref());
            let text = citation.text();
            for bad in [", ,", "..", "  ", "undefined", "null", "n.d.", "()", "[]", "“”", "; ,"] {
                prop_assert!(!text.contains(bad), "{bad} in {text}");
            }
            prop_assert!(!text.starts_with([',', '.', ' ', ';', ':']), "{text}");
            // APA ends with the address itself.
            let point = usize::from(style != Style::Apa);
            prop_assert_eq!(text.len() - text.trim_end_matches(['.', '”']).len() >= point, true, "{}", text);
            prop_assert!(citation.runs.iter().all(|run| !run.text.is_empty()));
            if style == Style::ChicagoShortNote { continue; }
            let credits = has(2) && !(korean && at.is_some());
            for (is_there, words) in [
                (has(0), "Journal of Soviet Ambassador"), (credits, "Goldberg"), (has(3), "1957"),
                (has(5), "AVPRF"), (has(6), "Listy 131-145"), (true, "https://room.example/documents/d"),
                (has(1) && style != Style::ArchivalNote, "Puzanov"),
                (has(4) && style != Style::ArchivalNote, "Diary entry"),
                (has(7) && style != Style::ArchivalNote, "Wilson Center Digital Archive"),
            ] {
                let text = if words == "1957" { text.replace("8 July 1957,”", "") } else { text.clone() };
                prop_assert!(!is_there || text.contains(words), "{words} not in {text}");
            }
        }
    }
}
