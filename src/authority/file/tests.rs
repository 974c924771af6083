//! Files as people write them, and what is said of their slips.

use super::*;
use crate::authority::{Scheme, VariantKind};

fn people(text: &str) -> (Authority, Vec<Finding>) {
    let (authority, findings, of_terms) = read(text, "");
    assert!(of_terms.is_empty());
    (authority, findings)
}

#[test]
fn an_entry_is_read_with_all_it_states() {
    let (authority, findings, of_terms) = read(
        r#"
[[person]]
id = "ho-ka-i"
name = "Hŏ Ka-i"
dates = "1908–1953"
note = "Secretary of the Central Committee"
sources = { name = "as printed", note = "1957-a p8" }
variants = ["허가이", "Heo Ga-I"]

[[person.variant]]
form = "Ho Ka I"
language = "EN"
scheme = "dprk"
source = "printed in 1957-a"

[[person.variant]]
form = "허가리"
kind = "misprint"
only_in = ["1957-a"]
"#,
        "[[term]]\nid = \"kwp\"\nname = \"KWP\"\nexpansion = \"Korean Workers' Party\"\n\
         [[term]]\nid = \"seoul\"\nkind = \"place\"\nname = \"Seoul\"\n",
    );
    assert_eq!((findings, of_terms), (vec![], vec![]));
    let [person, term, place] = authority.entries.as_slice() else { panic!("{authority:?}") };
    assert_eq!(person.entity.id.as_str(), "ho-ka-i");
    assert_eq!(person.sources[1].source, "1957-a p8");
    let forms: Vec<&str> = person.variants.iter().map(|variant| variant.form.as_str()).collect();
    assert_eq!(forms, ["허가이", "Heo Ga-I", "Ho Ka I", "허가리"]);
    assert_eq!(person.variants[2].scheme, Some(Scheme::Dprk));
    assert_eq!(person.variants[2].language.as_ref().unwrap().as_str(), "en");
    assert_eq!(person.variants[3].kind, VariantKind::Misprint);
    assert_eq!(term.expansion.as_deref(), Some("Korean Workers' Party"));
    assert_eq!(term.entity.kind, EntityKind::Term);
    assert_eq!(place.entity.kind, EntityKind::Place);
}

#[test]
fn what_is_odd_is_told_with_its_line_and_the_rest_is_taken() {
    let check = |text: &str, expect: &[(&str, u32)], entries: usize| {
        let (authority, findings) = people(text);
        let found: Vec<(&str, u32)> =
            findings.iter().map(|f| (f.code.as_str(), f.line.unwrap())).collect();
        assert_eq!((found.as_slice(), authority.entries.len()), (expect, entries), "{text}");
    };
    let a = "[[person]]\nid = \"a\"\nname = \"A B\"\n";
    check(a, &[], 1);
    check("", &[], 0);
    check(&format!("{a}born = 1900\n"), &[("entry-key-unknown", 4)], 1);
    check(&format!("{a}kind = \"place\"\n"), &[("entry-key-unknown", 4)], 1);
    check(&format!("{a}expansion = \"B\"\n"), &[("entry-key-unknown", 4)], 1);
    check(&format!("{a}dates = 1900\n"), &[("entry-value-invalid", 4)], 1);
    check(&format!("{a}sources = \"b\"\n"), &[("entry-value-invalid", 4)], 1);
    check(&format!("{a}sources = {{ nam = \"b\" }}\n"), &[("entry-key-unknown", 4)], 1);
    check(&format!("{a}variants = [\n\"C\",\n7]\n"), &[("entry-value-invalid", 6)], 1);
    check(&format!("{a}variants = \"C\"\n"), &[("entry-value-invalid", 4)], 1);
    check(&format!("{a}[[person.variant]]\nlanguage = \"ko\"\n"), &[("entry-incomplete", 4)], 1);
    check(
        &format!("{a}[[person.variant]]\nform = \"C\"\nlanguage = \"Korean\"\nscheme = \"x\"\n"),
        &[("entry-value-invalid", 6), ("entry-value-invalid", 7)],
        1,
    );
    check(
        &format!("{a}[[person.variant]]\nform = \"C\"\nkind = \"misprint\"\n"),
        &[("misprint-unbound", 4)],
        1,
    );
    check(
        &format!("{a}[[person.variant]]\nform = \"C\"\nonly_in = [\"x y\"]\n"),
        &[("entry-value-invalid", 6)],
        1,
    );
    check(&format!("{a}[[person]]\nid = \"a\"\nname = \"C\"\n"), &[("entry-id-twice", 4)], 1);
    check(
        &format!("{a}[[person]]\nid = \"A b\"\nname = \"C\"\n"),
        &[("entry-value-invalid", 5)],
        1,
    );
    check(&format!("{a}[[person]]\nid = \"b\"\n"), &[("entry-incomplete", 4)], 1);
    check(&format!("{a}[[person]]\nid = \"b\"\nname = \" \"\n"), &[("entry-value-invalid", 6)], 1);
    check(&format!("{a}[[term]]\nid = \"b\"\nname = \"C\"\n"), &[("entry-key-unknown", 4)], 1);
    check(
        &format!("{a}[[person]]\nid = \"b\"\nname = \"C\"\nvariants = [\"D\",\n \"a-b\"]\n"),
        &[("spelling-shared", 8)],
        2,
    );
    check("[person]\nid = \"a\"\n", &[("entry-value-invalid", 1)], 0);
    check("id = \"a\"\n\nwrong\n", &[("authority-invalid", 3)], 0);
    check("[[person]]\nid = \"a\"\nid = \"b\"\n", &[("authority-invalid", 3)], 0);
}

#[test]
fn a_spelling_of_two_persons_is_no_slip_where_it_is_told_apart_by_document() {
    let person = |id: &str, only_in: &str| {
        format!(
            "[[person]]\nid = \"{id}\"\nname = \"{id} x\"\nvariant = [{{ form = \"Kim\", only_in = [{only_in}] }}]\n"
        )
    };
    let found = |one: &str, other: &str| people(&(person("a", one) + &person("b", other))).1.len();
    assert_eq!(found("\"1957-a\"", "\"1957-b\""), 0);
    assert_eq!(found("\"1957-a\"", "\"1957-a\", \"1957-b\""), 1);
    assert_eq!(found("\"1957-a\"", ""), 1);
}

#[test]
fn a_person_and_a_place_can_share_a_spelling_which_is_told_at_the_second() {
    let (_, of_people, of_terms) = read(
        "[[person]]\nid = \"a\"\nname = \"Hae Ju\"\n",
        "[[term]]\nid = \"haeju\"\nkind = \"place\"\nname = \"Hae-ju\"\n",
    );
    assert!(of_people.is_empty());
    assert_eq!(of_terms[0].code, FindingCode::SpellingShared);
    assert_eq!(of_terms[0].args["other"], "a");
}

#[test]
fn the_files_of_this_room_are_without_findings() {
    let (authority, of_people, of_terms) =
        read(include_str!("../../../seeds/people.toml"), include_str!("../../../seeds/terms.toml"));
    assert_eq!((of_people, of_terms), (vec![], vec![]));
    assert!(!authority.entries.is_empty());
}
