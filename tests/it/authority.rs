//! The people, abbreviations and places that `seeds/` states, against what a person reads in the
//! captures.

use std::fs;
use std::path::Path;

use reading_room::address::Slug;
use reading_room::authority::{self, Authority, Cited, EntityKind, VariantKind};
use reading_room::capture::{self, Form, Reading};
use reading_room::document::Document;
use reading_room::search::{Lexicon, named};
use serde_json::Value;

use super::house::House;

const A: &str = "1957-02-14-note-from-a-conversation-with-the-1st-secretary";
const B: &str = "1957-04-04-notes-from-a-conversation-between-the-1st-secretary";
const C: &str = "1957-05-23-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov";
const D: &str = "1957-07-03-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov";
const E: &str = "1957-07-08-journal-of-soviet-ambassador-to-the-dprk-a-m-puzanov";

fn seed(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn authority() -> Authority {
    let (authority, people, terms) = authority::read(&seed("people.toml"), &seed("terms.toml"));
    assert_eq!((people, terms), (Vec::new(), Vec::new()));
    authority
}

fn document(id: &str) -> Document {
    let Reading::Record(read) = capture::read(&seed(&format!("{id}.txt")), Form::Capture) else {
        panic!("{id} is no document")
    };
    read.document
}

/// The places of an entry in a document, each with the letters there: `p11 Heo Ga-I`.
fn places(lexicon: &Lexicon, document: &str, kind: EntityKind, id: &str) -> Vec<String> {
    let named = named(&self::document(document), &Slug::parse(document).unwrap(), lexicon);
    let Some(found) =
        named.into_iter().find(|n| n.entity.kind == kind && n.entity.id.as_str() == id)
    else {
        return Vec::new();
    };
    let place = |(form, spot): &(String, authority::Spot)| match spot.anchor() {
        Some(anchor) => format!("{anchor} {form}"),
        None => format!("opening {form}"),
    };
    found.places.iter().map(place).collect()
}

#[test]
fn each_person_is_found_where_a_reader_finds_them() {
    let lexicon = Lexicon::new(authority());
    let check = |document: &str, id: &str, expect: &[&str]| {
        assert_eq!(
            places(&lexicon, document, EntityKind::Person, id),
            expect,
            "{id} in {document}"
        );
    };
    check(
        B,
        "heo-ga-i",
        &[
            "p11 Heo Ga-I",
            "p11 Ho Ka I",
            "p11 Heo Ga-i",
            "ko10 허가이",
            "ko10 Heo Ga-I",
            "ko10 Ho Ka I",
        ],
    );
    check(B, "pak-il-u", &["p11 Pak Il-u", "p11 Pak Il U", "ko10 박일우"]);
    check(B, "jeong-ryul", &["p11 Jeong Ryul", "p11 Jong Ryul", "ko10 정렬"]);
    check(B, "pak-chang-ok", &["p13 Pak Chang-ok", "p13 Pak Chang Ok", "ko12 박창옥"]);
    check(B, "choe-chang-ik", &["p13 Choe Chang-ik", "p13 Choe Chang Ik", "ko12 최창익"]);
    check(B, "kim-seung-hwa", &["p14 Kim Seung-hwa", "p14 Kim Sung Hwa", "ko13 김승화"]);
    check(B, "ri-sang-jo", &["p14 Ri Sang-jo", "p14 Ri Sang Jo", "ko13 리승조"]);
    check(B, "jeong-geuk-rok", &["p17 Jeong Geuk-rok", "p17 Jong Kuk Rok", "ko16 정극록"]);
    check(B, "an-general", &["p17 An", "ko16 안 장군"]);
    check(B, "kim-il-sung", &["p11 Kim Il Sung", "p13 Kim Il Sung", "ko10 김일성", "ko12 김일성"]);
    check(B, "mikoyan", &["p13 Mikoyan", "ko12 미코얀"]);
    check(B, "peng-dehuai", &["p13 Peng Dehuai", "ko12 펑더화이"]);
    check(
        B,
        "brzostowski",
        &[
            "p8 Brzostowski",
            "p17 Brzostowski",
            "ko7 브르조스토우스키",
            "ko7 Brzostowski",
            "ko16 브르조스토우스키",
        ],
    );
    check(A, "petrov-counselor", &["opening Petrov", "p7 Petrov", "p8 Petrov"]);
    check(C, "gromyko", &["p33 Gromyko"]);
    check(C, "pak-seong-cheol", &["p26 Pak Seong-cheol"]);
    check(C, "ri-dong-yong", &["p29 Ri Dong-yong"]);
    check(C, "voroshilov", &["p19 Voroshilov", "p20 K. Ye. Voroshilov", "p21 Voroshilov"]);
    check(D, "nam-il", &["p13 Nam Il"]);
    check(D, "molotov", &["p2 V. M. Molotov", "p4 Molotov", "p6 Molotov"]);
    check(D, "zverev", &["p10 Zverev"]);
    check(E, "syngman-rhee", &["p4 Syngman Rhee", "p24 Syngman Rhee", "p26 Syngman Rhee"]);
    check(E, "kim-seung-hwa", &[]);
}

#[test]
fn abbreviations_and_places_are_found_where_a_reader_finds_them() {
    let lexicon = Lexicon::new(authority());
    let check = |document: &str, kind, id: &str, expect: &str| {
        let places = places(&lexicon, document, kind, id);
        assert!(places.iter().any(|place| place == expect), "{id}: {places:?}");
    };
    check(C, EntityKind::Term, "kwp", "p16 KPW");
    check(C, EntityKind::Term, "kwp", "p19 KWP");
    check(E, EntityKind::Term, "skyu", "p3 SKYu");
    check(E, EntityKind::Term, "lisynmanovtsy", "p4 Ilsynmanovtsy");
    check(B, EntityKind::Term, "nnsc", "p16 NNSC");
    check(B, EntityKind::Term, "dprk", "ko13 조선민주주의인공화국");
    check(B, EntityKind::Term, "prp", "p26 PRP");
    check(D, EntityKind::Term, "tu-104", "p11 TU-104");
    check(E, EntityKind::Term, "hq", "p4 HQ");
    check(B, EntityKind::Place, "panmunjom", "ko14 판문점");
    check(E, EntityKind::Place, "hyesan", "p36 Hyesan");
    let rok = places(&lexicon, B, EntityKind::Term, "rok");
    assert_eq!(rok, Vec::<String>::new(), "a syllable of a name is no abbreviation");
}

#[test]
fn what_is_said_to_be_printed_is_printed_there() {
    let authority = authority();
    let lexicon = Lexicon::new(authority.clone());
    let mut checked = 0;
    for entry in &authority.entries {
        for variant in &entry.variants {
            let source = variant.source.as_deref().unwrap_or_default();
            if !source.starts_with("Printed in") {
                continue;
            }
            let documents = authority::documents_cited(source);
            assert!(!documents.is_empty(), "{}: {source}", variant.form);
            let mut at: Option<Slug> = None;
            for part in authority::cited(source) {
                match part {
                    Cited::Document(id) => at = Some(id),
                    Cited::Place(anchor, _) => {
                        let id = at.as_ref().unwrap().as_str();
                        let entity = &entry.entity;
                        let places = places(&lexicon, id, entity.kind, entity.id.as_str());
                        let anchor = format!("{anchor} ");
                        let stands = places.iter().any(|place| place.starts_with(&anchor));
                        assert!(stands, "{} at {anchor}of {id}: {places:?}", variant.form);
                        checked += 1;
                    }
                    Cited::Words(_) => {}
                }
            }
            let is_misprint = variant.kind == VariantKind::Misprint;
            assert!(!is_misprint || variant.only_in == documents, "{}", variant.form);
        }
    }
    assert!(checked > 100, "{checked}");
}

/// The five seeds with what is stated of them.
fn room() -> House {
    let ids = [A, B, C, D, E];
    let mut files: Vec<(String, String)> =
        ids.iter().map(|id| (format!("{id}.txt"), seed(&format!("{id}.txt")))).collect();
    for name in ["people.toml", "terms.toml"] {
        files.push((name.to_owned(), seed(name)));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    House::with(&files)
}

#[test]
fn a_person_is_shown_with_spellings_mentions_and_company() {
    let room = room();
    let ri = room.get("/people/ri-sang-jo.json").json();
    let misprint =
        ri["spellings"].as_array().unwrap().iter().find(|s| s["form"] == "리승조").unwrap();
    assert_eq!((&misprint["kind"], &misprint["read_as"]), (&"misprint".into(), &"리상조".into()));
    assert_eq!(misprint["printed"][0]["first"][0]["n"], 13);
    let page = room.get("/people/ri-sang-jo").text();
    assert!(page.contains("printed 리승조, read as 리상조 by the editors"));
    assert!(page.contains("<mark>리승조</mark>"), "{page}");
    let kim = room.get("/people/kim-il-sung.json").json();
    assert_eq!(kim["documents"], 5);
    let order: Vec<&str> = kim["mentioned"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["document"].as_str().unwrap())
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        kim["company"]
            .as_array()
            .unwrap()
            .iter()
            .any(|c| c["id"] == "nam-il" && c["documents"] == 3)
    );
    let list = room.get("/people.json").json();
    assert_eq!(list["people"][0]["id"], "an-general");
    assert!(room.get("/people.csv").text().starts_with("id,name,hangul,"));
}

#[test]
fn a_document_names_who_and_what_stands_in_it() {
    let room = room();
    let json = room.get(&format!("/documents/{B}.json")).json();
    let of = |list: &str, id: &str| -> Value {
        let list = json[list].as_array().unwrap();
        list.iter().find(|entry| entry["id"] == id).unwrap().clone()
    };
    let numbers = |entry: &Value| -> Vec<String> {
        let places = entry["paragraphs"].as_array().unwrap().iter();
        places.map(|p| format!("{}{}", p["language"].as_str().unwrap(), p["n"])).collect()
    };
    assert_eq!(numbers(&of("people", "ri-sang-jo")), ["en14", "ko13"]);
    assert_eq!(
        numbers(&of("places", "panmunjom")),
        ["en8", "en9", "en15", "en16", "ko7", "ko8", "ko14", "ko15"]
    );
    assert_eq!(of("terms", "nnsc")["expansion"], "Neutral Nations Supervisory Commission");
    let page = room.get(&format!("/documents/{B}")).text();
    assert!(page.contains("href=\"/people/ri-sang-jo\"") && page.contains("href=\"#p14\""));
    assert!(page.contains("href=\"/terms#nnsc\""));
    assert!(room.get("/terms").text().contains("id=\"nnsc\""));
    let listing = room.get("/documents.json?person=nam-il").json();
    assert_eq!(listing["total"], 3);
    let listing = room.get("/documents?person=nam-il").text();
    assert!(
        listing.contains("naming Nam Il") && listing.contains("<option value=\"nam-il\" selected>")
    );
}

#[test]
fn lists_tell_who_wrote_a_document_and_whom_it_names_most() {
    let room = room();
    let line = |page: &str, id: &str| -> String {
        let page = room.get(page).text();
        let from = page.find(&format!("title=\"{id}\"")).unwrap();
        let line = &page[from..];
        line[..line.find("</div>\n</div>").unwrap()].to_owned()
    };
    for page in
        ["/", "/documents", "/people/nam-il", "/search?q=Puzanov", "/archives/avprf/0102/13/72/5"]
    {
        let line = line(page, E);
        assert!(line.contains(">By <a href=\"/people/puzanov\""), "{page}: {line}");
        assert!(line.contains("(inferred)"), "{page}: {line}");
        assert!(line.contains(">Names <a href=\"/people/kim-il-sung\""), "{page}: {line}");
        // An author is not told twice, and a line stays a line.
        assert_eq!(line.matches("/people/puzanov\"").count(), 1, "{page}: {line}");
        assert!(line.matches("\"/people/").count() <= 4, "{page}: {line}");
    }
    // A body is no person, however it is named.
    assert!(line("/documents", A).contains("By <bdi>Embassy of the People"));
}

#[test]
fn a_name_leads_to_its_person_or_to_a_choice() {
    let people = "[[person]]\nid = \"petrov-a\"\nname = \"Petrov, A.\"\nvariants = [\"Petrov\"]\n\
                  [[person]]\nid = \"petrov-b\"\nname = \"Petrov, B.\"\nnote = \"Counselor\"\nvariants = [\"Petrov\", \"Петров\"]\n";
    let room = House::with(&[("a.md", "# Note\n\nPetrov came.\n"), ("people.toml", people)]);
    let check = |path: &str, status: u16| {
        let answer = room.get(path);
        assert_eq!(answer.status, status, "{path}");
        answer
    };
    let choice = check("/people/Petrov", 300).text();
    assert!(choice.contains("/people/petrov-a") && choice.contains("/people/petrov-b"), "{choice}");
    check("/people?name=Petrov", 300);
    let to = check("/people/%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2", 303);
    assert_eq!(to.header("location"), Some("/people/petrov-b"));
    let unknown = check("/people/petrow", 404).text();
    assert!(unknown.contains("/people/petrov-a"), "{unknown}");
    check("/people/nobody.json", 404);
    check("/people/petrov-a.docx", 404);
    check("/people/petrov-a?after=x", 200);
    check("/people/petrov-a.json?after=x", 400);
    check("/people.json?page=0", 400);
    check("/people?page=0", 200);
    check("/terms.docx", 404);
    check("/people/petrov-a", 200);
}

#[test]
fn mentions_are_read_page_by_page_without_gaps() {
    let paragraphs: String =
        (1..=70).fold(String::new(), |t, n| t + &format!("Zverev said {n}.\n\n"));
    let people = "[[person]]\nid = \"zverev\"\nname = \"Zverev\"\n";
    let first = format!("---\ntitle: First\ndate: 1957-01-01\n---\n\n{paragraphs}");
    let second = "---\ntitle: Second by Zverev\ndate: 1956-01-01\n---\n\nNobody spoke.\n";
    let room = House::with(&[("a.md", &first), ("b.md", second), ("people.toml", people)]);
    let (mut path, mut seen) = ("/people/zverev.json".to_owned(), Vec::new());
    loop {
        let page = room.get(&path).json();
        for mention in page["mentioned"].as_array().unwrap() {
            seen.push((mention["document"].as_str().unwrap().to_owned(), mention["n"].as_u64()));
        }
        match page["next"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 71);
    assert_eq!(seen[0], ("b".to_owned(), None), "the earliest document first, its title");
    let numbers: Vec<u64> = seen[1..].iter().filter_map(|(_, n)| *n).collect();
    assert_eq!(numbers, (1..=70).collect::<Vec<u64>>());
}
