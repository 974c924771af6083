//! Entries found in texts.

use proptest::prelude::*;

use super::*;
use crate::authority::read;

const PEOPLE: &str = r#"
[[person]]
id = "ho-ka-i"
name = "Hŏ Ka-i"
variants = ["허가이", "Heo Ga-I"]

[[person]]
id = "ri-sang-jo"
name = "Ri Sang-jo"
variants = ["리상조"]
[[person.variant]]
form = "리승조"
kind = "misprint"
only_in = ["1957-a"]

[[person]]
id = "kim-il-sung"
name = "Kim Il Sung"
variants = ["김일성", "Kim Ir Sen"]
[[person.variant]]
form = "Kim"
only_in = ["1957-a"]

[[person]]
id = "nam-il"
name = "Nam Il"
variants = ["남일"]

[[person]]
id = "petrov-a"
name = "A. Petrov"
variants = ["Petrov"]

[[person]]
id = "petrov-b"
name = "B. Petrov"
variants = ["Petrov"]
"#;

const TERMS: &str = r#"
[[term]]
id = "cc"
name = "CC"
variants = ["Central Committee", "중앙위원회"]

[[term]]
id = "an"
name = "An"

[[term]]
id = "referentura"
name = "referentura"

[[term]]
id = "pyongyang"
kind = "place"
name = "Pyongyang"
variants = ["평양", "北京"]
"#;

fn lexicon() -> Lexicon {
    let (authority, of_people, of_terms) = read(PEOPLE, TERMS);
    assert_eq!((of_people.len(), of_terms.len()), (1, 0), "{of_people:?}");
    Lexicon::new(authority)
}

fn ids(entities: &[Entity]) -> String {
    entities.iter().map(|entity| entity.id.as_str()).collect::<Vec<_>>().join("+")
}

fn check_in(id: &str, text: &str, expect: &[(&str, &str)]) {
    let mentions = lexicon().mentions(text, &Slug::parse(id).unwrap());
    let found: Vec<(&str, String)> =
        mentions.iter().map(|m| (&text[m.range.clone()], ids(&m.entities))).collect();
    let expect: Vec<(&str, String)> =
        expect.iter().map(|(form, id)| (*form, (*id).to_owned())).collect();
    assert_eq!(found, expect, "{text}");
}

fn check(text: &str, expect: &[(&str, &str)]) {
    check_in("1957-b", text, expect);
}

#[test]
fn spellings_are_found_whatever_marks_and_hyphens_they_have() {
    check(
        "Heo Ga-I (Ho Ka I) and Ho Kai",
        &[("Heo Ga-I", "ho-ka-i"), ("Ho Ka I", "ho-ka-i"), ("Ho Kai", "ho-ka-i")],
    );
    check(
        "KIM IL SUNG’s and Kim Il-sung",
        &[("KIM IL SUNG", "kim-il-sung"), ("Kim Il-sung", "kim-il-sung")],
    );
    check("the C[entral] C[ommittee]", &[("C[entral] C[ommittee]", "cc")]);
}

#[test]
fn capitals_tell_names_from_words() {
    check("the cc, Cc and CC met", &[("CC", "cc")]);
    check("an officer, An officer", &[("An", "an")]);
    check("kim il sung", &[]);
    check(
        "the Referentura, the referentura",
        &[("Referentura", "referentura"), ("referentura", "referentura")],
    );
}

#[test]
fn hangul_is_found_where_a_word_begins_whatever_follows() {
    check("허가이는 소련에서", &[("허가이", "ho-ka-i")]);
    check("남일의 강남일대", &[("남일", "nam-il")]);
    check("허가이[Heo Ga-I", &[("허가이", "ho-ka-i"), ("Heo Ga-I", "ho-ka-i")]);
    check("중앙위원회의 조선중앙위원회", &[("중앙위원회", "cc")]);
    check("在北京的", &[("北京", "pyongyang")]);
}

#[test]
fn a_spelling_bound_to_documents_is_found_in_them_alone() {
    check("Kim said, 리승조", &[]);
    check_in("1957-a", "Kim said, 리승조는", &[("Kim", "kim-il-sung"), ("리승조", "ri-sang-jo")]);
    check_in("1957-a", "Kim Il Sung", &[("Kim Il Sung", "kim-il-sung")]);
}

#[test]
fn a_spelling_of_two_entries_names_both() {
    check(
        "Petrov came; A. Petrov left",
        &[("Petrov", "petrov-a+petrov-b"), ("A. Petrov", "petrov-a")],
    );
}

#[test]
fn entries_are_known_by_every_spelling() {
    let check = |name: &str, expect: &str| {
        assert_eq!(ids(&lexicon().entities_named(name)), expect, "{name}");
    };
    check("ho ka i", "ho-ka-i");
    check("Hŏ Kai", "ho-ka-i");
    check("kim il-seong", "kim-il-sung");
    check("Gim Il-seong", "kim-il-sung");
    check("Kim Ir Sen", "kim-il-sung");
    check("리승조", "ri-sang-jo");
    check("이상조", "ri-sang-jo");
    check("petrov", "petrov-a+petrov-b");
    check("Phyongyang", "pyongyang");
    check("CC", "cc");
    check("nobody", "");
    check("", "");
}

#[test]
fn spellings_that_hold_everywhere_are_those_that_searches_use() {
    let lexicon = lexicon();
    let spellings = |name: &str| lexicon.spellings(&lexicon.entities_named(name)[0]);
    assert_eq!(spellings("Kim Il Sung"), ["Kim Il Sung", "김일성", "Kim Ir Sen"]);
    assert_eq!(spellings("리승조"), ["Ri Sang-jo", "리상조"]);
}

proptest! {
    #[test]
    fn mentions_stand_apart_on_the_boundaries_of_characters(
        text in "([A-Z]?[a-z]{0,3}|Kim|Il|Sung|-|Ho Ka I|허가이|남일|CC|[ '’\\[\\].]|\\PC){0,30}"
    ) {
        let mut end = 0;
        for mention in lexicon().mentions(&text, &Slug::parse("1957-a").unwrap()) {
            prop_assert!(mention.range.start >= end && !mention.range.is_empty());
            prop_assert!(text.get(mention.range.clone()).is_some());
            end = mention.range.end;
        }
    }
}
