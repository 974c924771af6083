//! The tokenizer's rules, each with its cases, and the laws that hold of any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// The tokens of a column, blanks between.
pub(in crate::search) fn column(tokens: &Tokens, column: Column) -> String {
    let list: Vec<&str> = tokens
        .iter()
        .filter(|token| token.column == column)
        .map(|token| tokens.text(token))
        .collect();
    list.join(" ")
}

/// The main tokens and those of the second column.
fn check(text: &str, main: &str, alt: &str) {
    let tokens = tokens(text);
    assert_eq!(column(&tokens, Column::Main), main, "main: {text}");
    assert_eq!(column(&tokens, Column::Alt), alt, "alt: {text}");
}

/// The bytes that a token stands for.
fn stands(text: &str, letters: &str, expect: &str) {
    let tokens = tokens(text);
    let token = tokens.iter().find(|token| tokens.text(token) == letters);
    let token = token.unwrap_or_else(|| panic!("{letters} in {text}"));
    assert_eq!(&text[token.start as usize..token.end as usize], expect, "{letters} in {text}");
}

#[test]
fn the_golden_table() {
    check("Comr[ade] Pimenov on 10.II.1957.", "comrad pimenov on 10 ii 1957", "ⓓ19570210 ⓓ195702");
    check("M[inisterstwo] S[praw] Z[agranicznych—", "ministerstwo spraw zagranicznych", "msz");
    check(
        "26-27-28-29.III.1957",
        "26 27 28 29 iii 1957",
        "ⓓ19570326 ⓓ195703 ⓓ19570327 ⓓ19570328 ⓓ19570329",
    );
    check(
        "1957년 3월 26~29일, 소비에트연합",
        "1957 년 3 월 26 29 일 소비 비에 에트 트연 연합 합",
        "ⓓ19570326 ⓓ195703 ⓓ19570327 ⓓ19570328 ⓓ19570329",
    );
    check("N o t e", "n o t e", "note");
    check("Choe Chang-ik d’Affaires Sung’s", "choe chang ik d affair sung", "changik daffair");
    check("허가이[Heo Ga-I (Ho Ka I)] 문제를", "허가 가이 이 heo ga i ho ka i 문제 제를 를", "gai");
    check("Посольства СССР ещё", "посольств ссср ещ", "");
    check("朝鮮勞動黨", "朝鮮 鮮勞 勞動 動黨 黨", "");
}

#[test]
fn runs_give_bigrams_and_their_last_syllable() {
    check("김", "김", "");
    check("김일성은", "김일 일성 성은 은", "");
    check("57호", "57 호", "");
    check("TU-104기", "tu 104 기", "tu104");
    check("5개년계획", "5 개년 년계 계획 획", "");
    check("對日전쟁", "對日 日 전쟁 쟁", "");
    check("ソ連の", "ソ連 連の の", "");
    check("소\u{200b}련\u{ad}의", "소련 련의 의", "");
    check("豈更", "豈更 更", "");
    stands("제20차 소련의", "소련", "소련");
    stands("소\u{200b}련의", "소련", "소\u{200b}련");
}

#[test]
fn words_are_folded_and_stemmed() {
    check("Brzezińskiego BRZEZIN\u{301}SKI", "brzezinskiego brzezinski", "");
    check("factional Factions", "faction faction", "");
    check("ﬁnal ＡＢＣ Ⅻ", "final abc xii", "");
    check("Straße Łódź", "strass lodz", "");
    check("Цой цой Андрей", "цо цо андр", "");
    check("Ещё\u{a0}раз", "ещ раз", "");
    check("soft\u{ad}hyphen zero\u{200b}width", "softhyphen zerowidth", "");
    check("a\u{2009}b", "a b", "");
    check("20th 1154/ts 3½ м²", "20th 1154 ts 3 м 2", "");
    check("party¹ 1957³", "parti 1 1957 3", "");
    stands("Brzezin\u{301}ski,", "brzezinski", "Brzezin\u{301}ski");
}

#[test]
fn the_number_sign_is_no() {
    for text in ["№ 1154", "№1154", "Nº 1154", "Nº1154", "N° 1154", "N°1154", "No. 1154", "Nᵒ1154"]
    {
        check(text, "no 1154", "");
    }
    check("20° C", "20 c", "");
    check("40°", "40", "");
}

#[test]
fn apostrophes_part_words_or_vanish() {
    check("people’s people's peopleʼs people`s", "peopl peopl peopl peopl", "");
    check("don’t we're I’ve I'll I'm", "dont were ive ill im", "");
    check("Ch’oe P’yŏngyang T’ong’il", "choe pyongyang tong il", "tongil");
    check("Sŏngch’ŏl’s", "songch ol", "songchol");
    check("Gor’kij", "gor kij", "gorkij");
    check("‘quoted’ '57 rock ‘n’ roll", "quot 57 rock n roll", "");
    check("the 1950’s", "the 1950", "");
    check("a''b", "a b", "");
    stands("d’Affaires", "affair", "d’Affaires");
    stands("people’s,", "peopl", "people’s");
}

#[test]
fn brackets_inside_a_word_vanish() {
    check("7 cop[ies] made", "7 copi made", "cop");
    check("1 cop[y] a/a", "1 copi a a", "cop");
    check("C[entral] C[ommittee], who", "central committe who", "cc");
    check(
        "P[olska] R[zeczpospolita] L[udowa—People’s Republic of Poland—PRP] in",
        "polska rzeczpospolita ludowa peopl republ of poland prp in",
        "prl",
    );
    check(
        "D[emocratic] P[eople’s] R[epublic of] K[orea]",
        "democrat peopl republ of korea",
        "dprk",
    );
    check("shouting[:] off", "shout off", "");
    check("Geuk-rok [Jong Kuk Rok](chairman", "geuk rok jong kuk rok chairman", "geukrok");
    check("Heo[Ho Ka I]", "heo ho ka i", "");
    check("[un]likely", "un like", "");
    check("т[оварищ] Пушкин[а]", "товарищ пушкин", "");
    check("ко[mr] 1957[sic]", "ко mr 1957 sic", "");
    check("소련[쏘련]", "소련 련 쏘련 련", "");
    stands("the Comr[ade] P", "comrad", "Comr[ade]");
    stands("M[inisterstwo] S[praw] Z", "ms", "M[inisterstwo] S[praw]");
}

#[test]
fn words_over_hyphens_have_a_joined_form() {
    check("anti-Party", "anti parti", "antiparti");
    check("TU-104", "tu 104", "tu104");
    check("267-37-57", "267 37 57", "");
    check("a — b, c - d", "a b c d", "");
    check("Hsiao-k’ang", "hsiao kang", "hsiaokang");
    check("Chang–ik", "chang ik", "changik");
    check("vice-chargé-d’affaires", "vice charg d affair", "vicechargedaffair daffair");
    check("govern-\nment", "govern ment", "");
}

#[test]
fn letters_apart_have_a_joined_form() {
    check("U.S.S.R.", "u s s r", "ussr");
    check("U. S. S. R.", "u s s r", "ussr");
    check("A. M. Puzanov", "a m puzanov", "");
    check("R e p o r t", "r e p o r t", "report");
    check("o\u{a0}f\u{2009}f", "o f f", "off");
    check("a b", "a b", "");
    check("1 2 3", "1 2 3", "");
}

#[test]
fn abbreviations_of_comrade_are_one_token() {
    check("Comr. Cde. Comrade comrades Cdes.", "comrad comrad comrad comrad comrad", "");
}

#[test]
fn places_count_main_tokens_and_seconds_share_them() {
    let tokens = tokens("the anti-Party group of 10.II.1957");
    let places: Vec<(u32, Column)> = tokens.iter().map(|t| (t.position, t.column)).collect();
    let main = |place| (place, Column::Main);
    let alt = |place| (place, Column::Alt);
    let expect = [
        main(0),
        main(1),
        alt(1),
        main(2),
        main(3),
        main(4),
        main(5),
        alt(5),
        alt(5),
        main(6),
        main(7),
    ];
    assert_eq!(places, expect);
}

#[test]
fn a_surface_is_folded_but_not_stemmed() {
    let tokens = tokens("Comr[ade]s PEOPLE’S Cde.");
    let surfaces: Vec<&str> = tokens.iter().map(|token| tokens.surface(token)).collect();
    assert_eq!(surfaces, ["comrades", "people", "cde"]);
}

#[test]
fn runs_and_words_know_where_they_begin_and_end() {
    let tokens = tokens("소련의 d’Or");
    let marks: Vec<_> = tokens
        .iter()
        .filter(|token| token.column == Column::Main)
        .map(|token| (tokens.text(token), token.begins_run, token.ends_run))
        .collect();
    let expect = [
        ("소련", true, false),
        ("련의", false, false),
        ("의", false, true),
        ("d", true, false),
        ("or", false, false),
    ];
    assert_eq!(marks, expect);
}

#[test]
fn long_words_are_cut_and_long_chains_are_not_joined() {
    let word = "x".repeat(1000);
    assert_eq!(column(&tokens(&word), Column::Main).len(), 128);
    let chain = "ab-".repeat(50_000);
    assert_eq!(column(&tokens(&chain), Column::Alt), "");
}

/// All that holds of the tokens of any text.
pub(in crate::search) fn lawful(text: &str) {
    let tokens = tokens(text);
    let mut next = 0;
    for token in tokens.iter() {
        let (start, end) = (token.start as usize, token.end as usize);
        assert!(start < end && end <= text.len(), "{token:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{token:?}");
        match token.column {
            Column::Main => {
                assert_eq!(token.position, next, "each main token has its own place");
                next += 1;
            }
            Column::Alt => assert_eq!(token.position + 1, next, "beside what it stands for"),
        }
        for letters in [tokens.text(token), tokens.surface(token)] {
            assert!(!letters.is_empty(), "{token:?}");
            assert!(
                letters
                    .chars()
                    .all(|c| !c.is_ascii() || c.is_ascii_lowercase() || c.is_ascii_digit()),
                "{letters:?} is one token of the index"
            );
        }
        let is_date = date_of_token(tokens.text(token)).is_some();
        assert_eq!(is_date, token.kind == Kind::Date, "{:?}", tokens.text(token));
    }
}

/// Texts with much of what the rules look at.
pub(in crate::search) fn knotty() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "[",
        "]",
        "'",
        "’",
        "-",
        "–",
        ".",
        " ",
        " ",
        ", ",
        "~",
        "\u{200b}",
        "\u{ad}",
        "\u{a0}",
        "\u{301}",
        "\u{306}",
        "и",
        "й",
        "Ещё",
        "СССР",
        "a",
        "B",
        "s",
        "Comr",
        "ade",
        "C",
        "entral",
        "N",
        "º",
        "°",
        "№",
        "²",
        "½",
        "1",
        "26",
        "29",
        "1957",
        "III",
        "ii",
        "March",
        "July",
        "to",
        "and",
        "of",
        "3rd",
        "년",
        "월",
        "일",
        "부터",
        "소련",
        "의",
        "ᄀ",
        "ᅡ",
        "ㄱ",
        "朝",
        "鮮",
        "ソ",
        "が",
        "か\u{3099}",
        "豈",
        "ﬁ",
        "ß",
        "İ",
        "ŉ",
        "ς",
        "\u{fdfa}",
        "ⓓ",
        "ⓓ19570210",
        "😀",
        "\0",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_has_lawful_tokens(text in ".{0,80}") {
        lawful(&text);
    }

    #[test]
    fn knotty_text_has_lawful_tokens(text in knotty()) {
        lawful(&text);
    }

    #[test]
    fn decomposed_letters_are_the_same_words(text in "[a-zÀ-ſА-яёйЁЙ0-9 .’\\[\\]-]{0,40}") {
        let apart: String = text.nfd().collect();
        for side in [Column::Main, Column::Alt] {
            prop_assert_eq!(column(&tokens(&text), side), column(&tokens(&apart), side));
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is(text in knotty()) {
        let first = tokens(&text);
        for token in first.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)) {
            let surface = first.surface(token);
            let again = tokens(surface);
            let words: Vec<&str> = again.iter().map(|token| again.surface(token)).collect();
            prop_assert_eq!(words, [surface]);
        }
    }
}
