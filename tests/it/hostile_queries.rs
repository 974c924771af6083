//! Queries that nobody would type, against a real full-text index.
//!
//! Whatever is typed, the index must understand what it is asked, and what it finds must be what
//! the marks show: each paragraph that is found has its marks, and none has marks that is not.
//! `READING_ROOM_FUZZ_ROUNDS` says how many queries are tried.

use std::collections::BTreeSet;

use reading_room::address::Slug;
use reading_room::document::{Block, BlockKind, Description, Document, Language, Text};
use reading_room::search::{
    Compiled, Expansion, Expansions, Indexed, Lexicon, Query, indexed, ladder,
};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection as _, Row as _};

use super::house::House;

/// Queries tried where nothing else is said.
const ROUNDS: usize = 2_000;
const DOCUMENTS: i64 = 12;
const PARAGRAPHS: usize = 4;

/// What texts and queries are put together from.
const WORDS: &[&str] = &[
    "plenum",
    "Party",
    "anti-Party",
    "antiparty",
    "Comr[ade]",
    "Cde.",
    "comrade",
    "Pimenov",
    "Kim",
    "Il",
    "Sung",
    "Kim Il Sung",
    "Ho Ka I",
    "Heo Ga-I",
    "d’Affaires",
    "people's",
    "U.S.S.R.",
    "N o t e",
    "M[inisterstwo] S[praw]",
    "cop[ies]",
    "TU-104",
    "10.II.1957",
    "26-29 March 1957",
    "August 1956",
    "1957",
    "7/8",
    "Nº",
    "Brzezin\u{301}ski",
    "Brzeziński",
    "a",
    "I",
    "Посольства",
    "ещё",
    "소련",
    "소련의",
    "중앙위원회",
    "중앙 위원회",
    "로동당",
    "노동당",
    "조선로동당",
    "안",
    "장군",
    "이승만",
    "리승만",
    "5개년계획",
    "1957년 3월 26~29일",
    "허가이[Heo",
    "黨",
    "朝鮮勞動黨",
    "ㄱㄴ",
    "カナ",
];

/// What only those type who look for a way to break in.
const NOISE: &[&str] = &[
    "\"",
    "“",
    "»",
    "*",
    "**",
    "-",
    "--",
    ":",
    "：",
    "(",
    ")",
    "{",
    "}",
    "^",
    "+",
    "'",
    "''",
    "\\",
    ";",
    "%",
    "_",
    "¶",
    "ⓓ19570210",
    "ⓓ",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "NEAR/2",
    "or",
    "title:",
    "lang:ko",
    "lang:en",
    "lang:",
    "year:1957",
    "before:",
    "person:\"",
    "org:",
    "doc:",
    "foo:",
    "main:",
    "en:",
    "{title}:",
    "\0",
    "\u{1}",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{1109}\u{1169}",
    "\u{10ffff}",
    "\u{202e}",
    "\u{3000}",
    "\n",
    "\u{0130}",
    "ß",
    "ﬁ",
    "①",
    "𝔄",
    "👩‍👩‍👧",
    "각\u{11a8}",
    "1e9",
    "0x",
    "--x",
    "rowid",
    "match",
    "rank",
    "/*",
    "select",
    "[",
    "]",
    "][",
    "[a",
    "b]",
    "’",
    "’s",
    "ㅏ",
    "가각",
];

/// A small generator, so that every run tries the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    fn blank(&mut self) -> &'static str {
        self.of(&[" ", " ", " ", " ", "", "-", ", ", "\u{a0}", "]", "’"])
    }

    fn text(&mut self, pieces: usize) -> String {
        let mut text = String::new();
        for _ in 0..pieces {
            let pools: &[&[&str]] = &[WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, NOISE];
            let pool = pools[self.below(pools.len())];
            text.push_str(self.of(pool));
            text.push_str(self.blank());
        }
        text
    }

    fn query(&mut self) -> String {
        let mut query = String::new();
        for _ in 0..=self.below(6) {
            match self.below(8) {
                0..3 => query.push_str(self.of(WORDS)),
                3..5 => query.push_str(self.of(NOISE)),
                5 => {
                    let words: Vec<char> = self.of(WORDS).chars().collect();
                    let from = self.below(words.len());
                    query.extend(&words[from..]);
                    query.push_str(self.of(&["", "*"]));
                }
                6 => {
                    query.extend((0..self.below(4)).filter_map(|_| {
                        char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap())
                    }));
                }
                _ => query.extend(["\"", self.of(WORDS), " ", self.of(WORDS), "\""]),
            }
            query.push_str(self.of(&[" ", " ", " ", "", " OR ", " -"]));
        }
        query
    }

    /// Other spellings for some of the spans.
    fn expansions(&mut self, spans: &[String]) -> Expansions {
        let mut expansions = Expansions::default();
        for span in spans {
            if self.below(4) == 0 {
                let forms = (0..self.below(3)).map(|_| self.of(WORDS).to_owned()).collect();
                let known = Expansion { forms, entities: Vec::new() };
                expansions.0.insert(span.clone(), known);
            }
        }
        expansions
    }
}

/// Paragraphs by their numbers in the index: the document's number << 20, then its own.
struct Shelf {
    index: SqliteConnection,
    paragraphs: Vec<(i64, String)>,
}

impl Shelf {
    async fn filled(dice: &mut Dice) -> Self {
        let mut index = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!().run(&mut index).await.unwrap();
        let mut paragraphs = Vec::new();
        for number in 1..=DOCUMENTS {
            let language = if number % 2 == 0 { Language::korean() } else { Language::english() };
            let texts: Vec<String> = (0..PARAGRAPHS)
                .map(|_| {
                    let pieces = 1 + dice.below(8);
                    // Stored texts are composed, as those of all documents are.
                    unicode_normalization::UnicodeNormalization::nfc(dice.text(pieces).as_str())
                        .collect()
                })
                .collect();
            let holds = indexed(
                &document(language, &texts),
                &Slug::parse("a").unwrap(),
                &Lexicon::default(),
            );
            put(&mut index, number, &holds).await;
            let numbered = (1..).map(|ordinal| number << 20 | ordinal);
            paragraphs.extend(numbered.zip(texts));
        }
        Self { index, paragraphs }
    }

    async fn matching(
        &mut self,
        select: &'static str,
        expression: &str,
        typed: &str,
    ) -> BTreeSet<i64> {
        let rows = sqlx::query(select).bind(expression).fetch_all(&mut self.index).await;
        let rows = rows.unwrap_or_else(|error| panic!("{error}\n{typed:?}\n{expression}"));
        rows.iter().map(|row| row.get(0)).collect()
    }

    async fn documents(&mut self, expression: &str, typed: &str) -> BTreeSet<i64> {
        self.matching("SELECT rowid FROM ft_doc WHERE ft_doc MATCH ?1", expression, typed).await
    }

    async fn paragraphs(&mut self, expression: &str, typed: &str) -> BTreeSet<i64> {
        self.matching("SELECT rowid FROM ft_para WHERE ft_para MATCH ?1", expression, typed).await
    }

    /// Asks all that a query is compiled to, and compares what is found with what is marked.
    /// Gives the number of paragraphs that hold all units.
    async fn check(&mut self, compiled: &Compiled, typed: &str) -> usize {
        let mut documents = None;
        if let Some(expression) = &compiled.documents {
            documents = Some(self.documents(&expression.to_string(), typed).await);
        }
        for expression in &compiled.units {
            self.documents(&expression.to_string(), typed).await;
        }
        let any = compiled.any_paragraph.as_ref();
        let Some(any) = any else {
            assert_eq!(compiled.paragraphs, None, "{typed:?}");
            return 0;
        };
        let any = self.paragraphs(&any.to_string(), typed).await;
        for (number, text) in &self.paragraphs {
            let marked = compiled.needles.marked(text, false);
            let is_found = any.contains(number);
            let said = || format!("{typed:?}\n{text:?}\n{marked:?}\n{:?}", compiled.needles);
            assert_eq!(is_found, marked.needles != 0, "found is marked: {}", said());
            assert_eq!(is_found, !marked.ranges.is_empty(), "found is marked: {}", said());
            let mut end = 0;
            for range in &marked.ranges {
                assert!(range.start >= end && range.end > range.start, "{}", said());
                assert!(text.get(range.clone()).is_some(), "{}", said());
                end = range.end;
            }
        }
        let Some(all) = &compiled.paragraphs else { return 0 };
        let all = self.paragraphs(&all.to_string(), typed).await;
        assert!(all.is_subset(&any), "{typed:?}");
        for (number, text) in &self.paragraphs {
            let marked = compiled.needles.marked(text, false).needles;
            let is_whole = marked != 0 && compiled.needles.are_all(marked);
            assert_eq!(all.contains(number), is_whole, "{typed:?} {text:?} {marked:b}");
        }
        for number in &all {
            let may_be_elsewhere = typed.contains(['-', '\u{2212}', '\u{ff0d}'])
                || typed.contains("lang")
                || typed.contains("title");
            if let Some(documents) = documents.as_ref().filter(|_| !may_be_elsewhere) {
                assert!(documents.contains(&(number >> 20)), "{typed:?} {number}");
            }
        }
        all.len()
    }
}

fn document(language: Language, texts: &[String]) -> Document {
    let blocks = (1..).zip(texts).map(|(n, text)| Block {
        n,
        kind: BlockKind::Paragraph,
        text: text.clone(),
        marks: Vec::new(),
    });
    Document {
        layout: "unknown".to_owned(),
        description: Description::default(),
        texts: vec![Text::new(language, blocks.collect())],
    }
}

async fn put(index: &mut SqliteConnection, number: i64, holds: &Indexed) {
    let texts = "INSERT INTO ft_doc (rowid, en, ko, xx, alt_en, alt_ko, alt_xx)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let [_, _, en, ko, xx, _, alt_en, alt_ko, alt_xx] = holds.columns();
    let mut row = sqlx::query(texts).bind(number);
    for column in [en, ko, xx, alt_en, alt_ko, alt_xx] {
        row = row.bind(column);
    }
    row.execute(&mut *index).await.unwrap();
    for (ordinal, [main, alt]) in (1..).zip(holds.block_columns()) {
        sqlx::query("INSERT INTO ft_para (rowid, main, alt) VALUES (?1, ?2, ?3)")
            .bind(number << 20 | ordinal)
            .bind(main)
            .bind(alt)
            .execute(&mut *index)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn no_query_fails_and_what_is_found_is_marked() {
    let rounds = rounds();
    let mut dice = Dice(0x1957_0708);
    let mut shelf = Shelf::filled(&mut dice).await;
    let mut found = 0;
    for round in 0..rounds {
        if round % 500 == 499 {
            shelf = Shelf::filled(&mut dice).await;
        }
        let typed = dice.query();
        let query = Query::parse(&typed);
        let expansions = dice.expansions(&query.spans());
        let compiled = query.compiled(&expansions);
        found += usize::from(shelf.check(&compiled, &typed).await > 0);
        let missing: Vec<bool> = compiled.units.iter().map(|_| dice.below(2) == 0).collect();
        let steps = ladder::relaxed(&query, &expansions, &missing);
        let texts = steps.into_iter().map(|step| step.text).chain(compiled.exact);
        let respelled = ladder::unfound(&query, &expansions, &missing);
        let respelled = respelled.iter().map(|word| word.respelled("소련 plenum"));
        for text in texts.chain(respelled) {
            let query = Query::parse(&text);
            shelf.check(&query.compiled(&Expansions::default()), &text).await;
        }
    }
    assert!(found * 5 > rounds, "many queries must find something: {found} of {rounds}");
}

#[tokio::test]
async fn the_longest_queries_are_understood() {
    let mut shelf = Shelf::filled(&mut Dice(7)).await;
    for typed in [
        "a ".repeat(600),
        "\"".repeat(600),
        "가나다라마바사아자차카타파하".repeat(40),
        "이니리여녀려노로이니리여녀려 ".repeat(40),
        "-a ".repeat(200),
        "a OR ".repeat(200),
        "\u{301}".repeat(2_000),
        "title:".repeat(100),
    ] {
        let compiled = Query::parse(&typed).compiled(&Expansions::default());
        shelf.check(&compiled, &typed).await;
    }
}

/// Whatever is typed, a reader gets a page, and a program gets passages that have marks and are
/// otherwise the words of the text.
#[test]
fn every_query_is_answered_with_a_page() {
    let seeds: Vec<(String, String)> = std::fs::read_dir("seeds")
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    let seeds: Vec<(&str, &str)> =
        seeds.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let house = House::with(&seeds);
    let mut dice = Dice(0x1957_0523);
    for _ in 0..rounds().div_ceil(20) {
        let typed = dice.query();
        let words = reading_room::address::percent_encoded(&typed);
        assert_eq!(house.get(&format!("/search?q={words}")).status, 200, "{typed:?}");
        let answer = house.get(&format!("/search.json?q={words}"));
        assert_eq!(answer.status, 200, "{typed:?}");
        let answer = answer.json();
        for document in answer["documents"].as_array().unwrap() {
            for passage in document["passages"].as_array().unwrap() {
                let html = passage["html"].as_str().unwrap();
                assert!(html.contains("<mark>"), "{typed:?} {passage}");
                let plain = html.replace("<mark>", "").replace("</mark>", "");
                let plain = plain.replace("&lt;", "<").replace("&gt;", ">");
                let plain =
                    plain.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
                let plain = plain.trim_matches(['…', ' ']);
                assert!(passage["text"].as_str().unwrap().contains(plain), "{typed:?} {passage}");
            }
        }
    }
}

/// How many queries to try.
fn rounds() -> usize {
    std::env::var("READING_ROOM_FUZZ_ROUNDS")
        .map_or(ROUNDS, |rounds| rounds.parse().expect("a number of rounds"))
}
