use super::*;
use crate::address::Slug;
use crate::authority::{Entity, EntityKind};

fn known(names: &[(&str, &[&str])]) -> Expansions {
    let expansion = |forms: &[&str]| Expansion {
        forms: forms.iter().map(|form| (*form).to_owned()).collect(),
        entities: Slug::parse("someone")
            .map(|id| Entity { kind: EntityKind::Person, id })
            .into_iter()
            .collect(),
    };
    Expansions(names.iter().map(|(name, forms)| ((*name).to_owned(), expansion(forms))).collect())
}

fn compiled(typed: &str) -> Compiled {
    Query::parse(typed).compiled(&Expansions::default())
}

fn written(formula: Option<&Formula>) -> String {
    formula.map(ToString::to_string).unwrap_or_default()
}

#[track_caller]
fn check(typed: &str, documents: &str) {
    assert_eq!(written(compiled(typed).documents.as_ref()), documents, "{typed}");
}

#[track_caller]
fn check_paragraphs(typed: &str, all: &str, any: &str) {
    let compiled = compiled(typed);
    assert_eq!(written(compiled.paragraphs.as_ref()), all, "{typed}");
    assert_eq!(written(compiled.any_paragraph.as_ref()), any, "{typed}");
}

#[test]
fn words_must_all_be_there() {
    check("plenum", r#"((("plenum")))"#);
    check("plenum party", r#"((("plenum")) AND (("parti")))"#);
    check("plenum AND party", r#"((("plenum")) AND (("parti")))"#);
    check("\"August plenum\"", r#"((("august plenum")))"#);
    check("Malenk*", r#"((("malenk" * OR "malenk")))"#);
}

#[test]
fn or_binds_tighter_than_the_blank() {
    check("a b OR c d", r#"((("a")) AND (("b") OR ("c")) AND (("d")))"#);
    check("x OR \"y z\" OR w", r#"((("x") OR ("y z") OR ("w")))"#);
    check("OR a OR", r#"((("a")))"#);
    check("a OR OR b", r#"((("a") OR ("b")))"#);
    check("a OR - OR b", r#"((("a") OR ("b")))"#);
    check("a year:1957 OR b", r#"((("a")) AND (("b")))"#);
    check("a OR -b c", r#"((("a")) AND (("c"))) NOT (("b"))"#);
}

#[test]
fn one_unit_of_each_group_is_enough() {
    let check = |typed: &str, found: u32, expect: bool| {
        assert_eq!(compiled(typed).needles.are_all(found), expect, "{typed} {found:b}");
    };
    check("a b", 0b11, true);
    check("a b", 0b10, false);
    check("a OR b", 0b10, true);
    check("a OR b c", 0b011, false);
    check("a OR b c", 0b110, true);
    check("title:a b", 0b10, true);
    check("title:a OR b c", 0b100, true);
    check("title:a OR b c", 0b010, false);
}

#[test]
fn exclusion_is_for_whole_documents() {
    check("a -b -\"c d\"", r#"((("a"))) NOT (("b") OR ("c d"))"#);
    check_paragraphs("a -b", r#"((("a")))"#, r#"((("a")))"#);
    let only = compiled("-a");
    assert_eq!((only.documents, only.notices), (None, vec![Notice::OnlyExclusions]));
    assert_eq!(compiled("").notices, []);
    assert_eq!(compiled("— ! *").documents, None);
}

#[test]
fn titles_are_looked_for_in_their_column() {
    check("title:Kim", r#"((({title} : ("kim"))))"#);
    check("a -title:b", r#"((("a"))) NOT (({title} : ("b")))"#);
    check_paragraphs("title:Kim a", r#"((("a")))"#, r#"((("a")))"#);
    check_paragraphs("title:Kim", "", "");
    check_paragraphs("title:Kim OR a", "", r#"((("a")))"#);
    assert_eq!(compiled("title:Kim").needles.0[0].scope, crate::search::Scope::Title);
}

#[test]
fn a_language_narrows_the_columns_and_the_conditions() {
    check("lang:ko a", r#"((({ko alt_ko} : ("a"))))"#);
    check("lang:en a -b", r#"((({en alt_en} : ("a")))) NOT (("b"))"#);
    check("lang:ru title:a", r#"((({title} : ("a"))))"#);
    check("lang:ru a", r#"((({xx alt_xx} : ("a"))))"#);
    assert_eq!(compiled("lang:ko a").conditions.language.as_deref(), Some("ko"));
}

#[test]
fn several_words_of_a_date_are_one_unit() {
    check("Kim 10 February 1957", r#"((("kim")) AND (("ⓓ19570210")))"#);
    check("July 1957 August 1957", r#"((("ⓓ195707")) AND (("ⓓ195708")))"#);
    check("August 1956 OR 1957년 3월", r#"((("ⓓ195608") OR ("ⓓ195703")))"#);
    check("26-29 March 1957", r#"((("ⓓ19570326" OR "ⓓ19570327" OR "ⓓ19570328" OR "ⓓ19570329")))"#);
}

#[test]
fn names_are_the_longest_spans_and_come_with_their_other_spellings() {
    let names = known(&[
        ("Ho Ka I", &["Heo Ga-I", "허가이", "HO KA-I"]),
        ("Ho", &["허"]),
        ("Nam Il", &["남일", "허가이"]),
    ]);
    let query = Query::parse("Ho Ka I visited OR Nam Il plenum");
    let compiled = query.compiled(&names);
    assert_eq!(
        written(compiled.documents.as_ref()),
        r#"((("ho ka i" OR "heo ga i" OR "허가 가이")) AND (("visit") OR ("nam il" OR "남일" OR "허가 가이")) AND (("plenum")))"#
    );
    assert_eq!(compiled.expanded, ["Heo Ga-I", "허가이", "남일"]);
    assert_eq!(compiled.exact.as_deref(), Some("\"Ho Ka I\" visited OR \"Nam Il\" plenum"));
    assert_eq!(compiled.needles.0.len(), 4);
    assert_eq!(compiled.units.len(), 4);
    let exact = Query::parse(&compiled.exact.unwrap()).compiled(&names);
    assert_eq!(
        written(exact.documents.as_ref()),
        r#"((("ho ka i")) AND (("visit") OR ("nam il")) AND (("plenum")))"#
    );
    assert_eq!((exact.expanded, exact.exact), (vec![], None));
}

#[test]
fn a_name_without_other_spellings_is_a_phrase() {
    let compiled = Query::parse("Kim Il Sung").compiled(&known(&[("Kim Il Sung", &[])]));
    assert_eq!(written(compiled.documents.as_ref()), r#"((("kim il sung")))"#);
    assert_eq!((compiled.expanded, compiled.exact), (vec![], None));
}

#[test]
fn a_body_is_looked_for_under_its_other_names() {
    let names = known(&[("KWP", &["Korean Workers' Party"])]);
    let query = Query::parse("org:KWP");
    assert_eq!(query.spans(), ["KWP"]);
    let compiled = query.compiled(&names);
    assert_eq!(written(compiled.documents.as_ref()), r#"((("kwp" OR "korean worker parti")))"#);
    assert_eq!(compiled.exact.as_deref(), Some("\"KWP\""));
}

#[test]
fn spans_are_runs_of_plain_words() {
    let check = |typed: &str, expect: &[&str]| assert_eq!(Query::parse(typed).spans(), expect);
    check("Ho  Ka I", &["Ho", "Ho Ka", "Ho Ka I", "I", "Ka", "Ka I"]);
    check("\"Ho Ka\" I OR Kim -Nam", &["I", "Kim"]);
    check("10 February 1957 Kim", &["Kim"]);
    check("허가이 lang:ko Kim*", &["허가이"]);
    check(
        "a b c d e",
        &[
            "a", "a b", "a b c", "a b c d", "b", "b c", "b c d", "b c d e", "c", "c d", "c d e",
            "d", "d e", "e",
        ],
    );
    check("— …", &[]);
}

#[test]
fn hostile_letters_stay_letters() {
    check("NEAR(a b, 2)", r#"((("near a")) AND (("b")) AND (("2")))"#);
    check("title : \"", r#"((("titl")))"#);
    check("a\0b", r#"((("a")) AND (("b")))"#);
    check("{title}:a", r#"((("titl a")))"#);
    check("a^2 +b", r#"((("a 2")) AND (("b")))"#);
}

#[test]
fn what_was_cut_is_said() {
    assert_eq!(compiled(&"a ".repeat(40)).notices, [Notice::Cut]);
    assert_eq!(compiled(&"a ".repeat(40)).needles.0.len(), 32);
}
