//! Spellings that must join, persons that must stay apart, and texts that names are found in.

use proptest::prelude::*;

use super::*;

/// One person a line, spellings apart by `|`.
const LISTS: [&str; 2] = [
    include_str!("../../../tests/fixtures/names/variants.txt"),
    include_str!("../../../tests/fixtures/names/further.txt"),
];

fn persons() -> Vec<Vec<(&'static str, Sound)>> {
    LISTS
        .iter()
        .flat_map(|list| list.lines())
        .map(|line| line.split('|').map(|form| (form, Sound::of(form))).collect())
        .collect()
}

#[test]
fn all_spellings_of_a_person_are_alike() {
    let mut apart = Vec::new();
    for spellings in persons() {
        for (one, sound) in &spellings {
            for (other, _) in spellings.iter().filter(|(_, other)| !sound.is_like(other)) {
                apart.push(format!("{one} / {other}"));
            }
        }
    }
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn no_two_persons_are_alike() {
    let persons = persons();
    let mut merged = Vec::new();
    for (at, one) in persons.iter().enumerate() {
        for other in &persons[at + 1..] {
            for (form, sound) in one {
                let like = other.iter().find(|(_, other)| sound.is_like(other));
                merged.extend(like.map(|(other, _)| format!("{form} / {other}")));
            }
        }
    }
    assert!(merged.is_empty(), "{merged:#?}");
}

#[test]
fn all_spellings_of_a_person_share_a_key() {
    for spellings in persons() {
        for (one, sound) in &spellings {
            let keys = sound.keys();
            for (other, sound) in &spellings {
                let shared = sound.keys().iter().any(|key| keys.contains(key));
                assert!(shared, "{one} / {other}: {keys:?} {:?}", sound.keys());
            }
        }
    }
}

#[test]
fn places_are_alike_in_every_spelling() {
    let check = |spellings: &[&str]| {
        for one in spellings {
            for other in spellings {
                assert!(alike(one, other), "{one} / {other}");
            }
        }
    };
    check(&["판문점", "Panmunjom", "Panmunjeom", "P'anmunjŏm", "P’anmunjŏm", "PANMUNJOM"]);
    check(&["평양", "Pyongyang", "Pyeongyang", "P'yŏngyang", "Phyongyang"]);
    check(&["함흥", "Hamhung", "Hamheung", "Hamhŭng"]);
    check(&["개성", "Kaesong", "Gaeseong", "Kaesŏng", "Kaesǒng"]);
    check(&["신의주", "Sinuiju", "Shinuiju", "Sinŭiju"]);
    check(&["청진", "Chongjin", "Cheongjin", "Ch'ŏngjin"]);
    check(&["신림", "Sillim"]);
    check(&["종로", "Chongno", "Jongno"]);
    check(&["로동당", "노동당"]);
}

#[test]
fn different_words_are_not_alike() {
    let check = |one: &str, other: &str| assert!(!alike(one, other), "{one} / {other}");
    check("Panmunjom", "Pyongyang");
    check("평양", "함흥");
    check("Kim Il Sung", "Kim Il");
    check("Kim Jong Il", "Kim Jong Un");
    check("Kim Sŏng-min", "Kim Sŏk-min");
    check("Pak Ch'ang-ok", "Park Jang-ok");
    check("Pimenov", "Puzanov");
    check("", "");
    check("Ho", "Ho");
    check("Pimenov", "Pimenov");
}

#[test]
fn names_are_found_where_they_stand() {
    let check = |text: &str, expect: &[&str]| assert_eq!(names_in(text), expect, "{text}");
    check("I met Kim Il Sung at noon.", &["Kim Il Sung"]);
    check("Comrade Pak Chang-ok's wife", &["Pak Chang-ok"]);
    check("CHOE Yong-gon and Ch’oe Yong-gŏn", &["CHOE Yong-gon", "Ch’oe Yong-gŏn"]);
    check("So Kim Il Sung said that", &["So Kim Il", "Kim Il Sung"]);
    check("Syngman Rhee and Chung Hee Park", &["Syngman Rhee", "Chung Hee Park"]);
    check("Kim, Il-sung; Kim, Pak", &["Kim, Il-sung"]);
    check("Nam Il. Kim Ku left", &["Nam Il", "Kim Ku"]);
    check("in Panmunjom they", &["Panmunjom"]);
    check("허가이[Heo Ga-I (Ho Ka I)]", &["허가", "허가이", "Heo Ga-I", "Ho Ka I"]);
    check("김일성은 박창옥에게", &["김일성", "박창옥"]);
    check("남일의 남일은 남일", &["남일", "남일의", "남일", "남일은", "남일"]);
    check("개성에서 남포에서는", &["개성", "남포", "남포에"]);
    check("남궁억이", &["남궁억", "남궁억이"]);
    check("", &[]);
    check("The minister spoke with the ambassador of the USSR.", &[]);
}

proptest! {
    #[test]
    fn any_text_is_looked_through(text in "\\PC{0,80}") {
        for name in names_in(&text) {
            prop_assert!(text.contains(name));
        }
    }

    #[test]
    fn any_words_have_a_sound_that_agrees_both_ways(
        one in "(\\PC{0,12}|[A-Za-z'ŏŭ -]{0,24}|[가-힣]{0,6})",
        other in "(\\PC{0,12}|[A-Za-z'ŏŭ -]{0,24}|[가-힣]{0,6})",
    ) {
        prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        let sound = Sound::of(&one);
        prop_assert_eq!(alike(&one, &one), !sound.is_none());
        prop_assert_eq!(sound.keys().is_empty(), sound.is_none());
    }

    #[test]
    fn what_is_alike_shares_a_key(
        one in "(Kim|Lee|Rhee|Ch'oe|Ro) ([bcdghjklmnprst]?[aeiouyw]{1,2}[nkmlg]?-?){1,2}",
        other in "(김|이|리|최|노)[가-힣]{1,2}",
    ) {
        if alike(&one, &other) {
            let keys = keys(&one);
            prop_assert!(super::keys(&other).iter().any(|key| keys.contains(key)));
        }
    }
}
