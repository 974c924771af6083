//! Invented records in the layouts of the seeds, for measuring.
//!
//! A record is made by its number and nothing else, so a corpus of 1,000 is the beginning of one of
//! 10,000. Of 100 records 55 are saved pages (A1; 17 of them with stamps and a list of copies), 15
//! pages of the old site (B0), 20 prints in markdown (C2) and 10 Markdown with front matter; 15
//! carry a Korean text. They hold 8.6 KB on average. One sentence in six names a person out of
//! thousands, most of them in few records, so that there are rare words as well as common ones.

#![allow(dead_code, reason = "each bench uses its part")]

pub(crate) mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use words::{ADJECTIVES, BEGINNINGS, ENDINGS, MIDDLES, MONTHS, NAMES, NOUNS, PLACES, ROMAN, VERBS};

const RIGHTS: &str = "The History and Public Policy Program welcomes reuse of Digital Archive \
    materials for research and educational purposes. This record is invented and no right is held \
    in it.\n\nTo enquire about this document's rights status or request permission for commercial \
    use, please contact the History and Public Policy Program at [email protected].";

/// A file of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// The file's name.
    pub(crate) name: String,
    /// Its words.
    pub(crate) text: String,
}

/// Writes the first `count` records into `folder` and says how many bytes they have.
pub(crate) fn write(folder: &Path, count: u64) -> u64 {
    fs::create_dir_all(folder).expect("the corpus folder can be made");
    (0..count)
        .map(|number| {
            let Record { name, text } = record(number);
            fs::write(folder.join(name), &text).expect("a record can be written");
            text.len() as u64
        })
        .sum()
}

/// The record of a number.
pub(crate) fn record(number: u64) -> Record {
    let mut dice = Dice::new(number);
    let facts = Facts::new(number, &mut dice);
    let layout = dice.below(100);
    let with_korean = dice.below(100) < 15;
    let (mut english, korean) = body(&facts, &mut dice, layout);
    let korean = if with_korean { korean } else { Vec::new() };
    if let 38..55 = layout {
        english = stamped(english, &facts);
    }
    let (text, end) = match layout {
        0..55 => (page(&facts, &english, &korean, &mut dice), "txt"),
        55..70 => (old_page(&facts, &english, &korean), "txt"),
        70..90 => (print(&facts, &english, &korean), "txt"),
        _ => (front_matter(&facts, &english, &korean), "md"),
    };
    Record { name: format!("{}-record-{number:06}.{end}", facts.iso), text }
}

/// What a record says of itself.
struct Facts {
    number: u64,
    title: String,
    shown: String,
    iso: String,
    day: usize,
    month: usize,
    year: usize,
    reference: String,
    translator: &'static str,
    summary: String,
}

impl Facts {
    fn new(number: u64, dice: &mut Dice) -> Self {
        let (day, month, year) = (1 + dice.below(28), 1 + dice.below(12), 1946 + dice.below(40));
        let (name, _) = dice.of(NAMES);
        let (place, _) = dice.of(PLACES);
        let (noun, _) = dice.of(NOUNS);
        let named = MONTHS[month - 1];
        let title = match dice.below(4) {
            0 => format!("Journal of the Ambassador to the DPRK {name} for {day} {named} {year}"),
            1 => format!("Note from a Conversation with {name} on {day} {named} {year}"),
            2 => format!("Telegram No. {} from the Embassy in {place}", 10 + dice.below(990)),
            _ => format!("Report on the {noun} in {place}"),
        };
        Self {
            number,
            title,
            shown: format!("{named} {day}, {year}"),
            iso: format!("{year}-{month:02}-{day:02}"),
            day,
            month,
            year,
            reference: format!(
                "AVPRF F. {:04}, Op. {}, P. {}, Delo {}, Listy {}-{}",
                dice.below(900),
                1 + dice.below(60),
                1 + dice.below(300),
                1 + dice.below(90),
                1 + dice.below(200),
                202 + dice.below(90)
            ),
            translator: ["A. Norwood", "M. Latimer", "G. Harrow"][dice.below(3)],
            summary: format!("{name} discusses the {noun} and the situation in {place}."),
        }
    }

    fn citation(&self, archive: &str, comma: (&str, &str)) -> String {
        let Self { title, shown, reference, translator, .. } = self;
        format!(
            "\"{title}{}\"{} {shown}, {archive}, {reference}. Translated for NKIDP by {translator}.",
            comma.0, comma.1
        )
    }
}

/// The paragraphs in English and in Korean, as many in both.
fn body(facts: &Facts, dice: &mut Dice, layout: usize) -> (Vec<String>, Vec<String>) {
    let (place, place_ko) = dice.of(PLACES);
    let Facts { day, month, year, .. } = facts;
    let mut english = vec![format!("Embassy in {place}, {day}.{}.{year}", ROMAN[month - 1])];
    let mut korean = vec![format!("주 {place_ko} 대사관, {year}년 {month}월 {day}일")];
    // Most records are short; a few are long.
    let part = dice.below(1000) * dice.below(1000) / 1000;
    let wanted = 2_900 + 17 * part;
    let mut length = 0;
    while length < wanted {
        let (mut one, mut two) = (String::new(), String::new());
        if dice.below(10) == 0 && layout < 55 {
            let item = english.len();
            write!(one, "{item}. ").expect("a string takes all");
            write!(two, "{item}. ").expect("a string takes all");
        }
        for _ in 0..=dice.below(6) {
            let (english, korean) = sentence(dice);
            one.push_str(&english);
            two.push_str(&korean);
        }
        length += one.len();
        english.push(one.trim_end().to_owned());
        korean.push(two.trim_end().to_owned());
    }
    (english, korean)
}

fn sentence(dice: &mut Dice) -> (String, String) {
    let (name, name_ko) = dice.of(NAMES);
    let (noun, noun_ko) = dice.of(NOUNS);
    let (other, other_ko) = dice.of(NOUNS);
    let (verb, verb_ko) = dice.of(VERBS);
    let (place, place_ko) = dice.of(PLACES);
    let adjective = dice.of(ADJECTIVES);
    let count = 10 + dice.below(900);
    match dice.below(6) {
        0 => (
            format!("{name} {verb} the {adjective} {noun} in {place} and the {other}. "),
            format!("{name_ko} 동지는 {place_ko}에서 {noun_ko}와 {other_ko}를 {verb_ko}. "),
        ),
        1 => (
            format!("I replied that {count} tons of {noun} were {verb} in {place}. "),
            format!("나는 {place_ko}에서 {noun_ko} {count}톤을 {verb_ko}고 대답하였다. "),
        ),
        2 => (
            format!("The {adjective} {noun} was {verb} before the {other} [trans. note:  sic]. "),
            format!("{noun_ko}는 {other_ko} 앞에서 {verb_ko} [역주: 원문대로]. "),
        ),
        3 => (
            format!(
                "“The {noun} is {adjective},” noted Comr[ade] {name} [{name}] with regard to it. "
            ),
            format!("“{noun_ko}가 중요하다”고 {name_ko} 동지는 {other_ko}에 관하여 {verb_ko}. "),
        ),
        4 => {
            let (person, person_ko) = person(dice);
            (
                format!("Comrade {person} {verb} the {noun} in {place}. "),
                format!("{person_ko} 동지는 {place_ko}에서 {noun_ko}를 {verb_ko}. "),
            )
        }
        _ => (
            format!(
                "In {place} the question of the {adjective} {noun} has not been {verb} so far. "
            ),
            format!("{place_ko}에서 {noun_ko} 문제는 아직 {verb_ko}고 한다. "),
        ),
    }
}

/// A surname out of 7,200, a few of them often and most of them seldom.
fn person(dice: &mut Dice) -> (String, String) {
    let all = BEGINNINGS.len() * MIDDLES.len() * ENDINGS.len();
    let place = dice.below(all) * dice.below(all) / all;
    let parts = [
        BEGINNINGS[place % BEGINNINGS.len()],
        MIDDLES[place / BEGINNINGS.len() % MIDDLES.len()],
        ENDINGS[place / BEGINNINGS.len() / MIDDLES.len()],
    ];
    (parts.map(|part| part.0).concat(), parts.map(|part| part.1).concat())
}

/// With stamps at the head and copies at the foot.
fn stamped(body: Vec<String>, facts: &Facts) -> Vec<String> {
    let Facts { number, day, month, year, .. } = facts;
    let month = MONTHS[month - 1];
    let mut stamped = vec![
        format!("Nº {} Copy Nº {}", number % 900, 1 + number % 5),
        format!(
            "[partial image of a stamp:\n\n\nIncoming Nº {}-gs\n\n{day} {month} {year}]",
            number % 9000
        ),
    ];
    stamped.extend(body);
    stamped.push("[signature]   (A. LAPANOV)".to_owned());
    stamped.push(
        "Three copies printed:\n\n1 - Cde. Gremin\n\n2 - Cde. Lapanov\n\n3 - to file".to_owned(),
    );
    stamped
}

fn page(facts: &Facts, english: &[String], korean: &[String], dice: &mut Dice) -> String {
    let between = if dice.below(2) == 0 { "\n\n\n" } else { "\n\n" };
    let Facts { title, shown, reference, translator, summary, .. } = facts;
    let mut text = format!(
        "Skip to content\n\n{shown}\n\n{title}\n\n\
         This document was made possible with support from Leon Levy Foundation\n\n"
    );
    for paragraph in english.iter().chain(korean) {
        text.push_str(paragraph);
        text.push_str(between);
    }
    write!(
        text,
        "{summary}\n\n\nDocument Information\n\n\n{reference}. Translated for NKIDP by \
         {translator}.\n\n\n{RIGHTS}\n\nOriginal Uploaded Date\n\n\n\nDiary Entry\n\n\nRecord \
         ID\n\n\n\nLeon Levy Foundation\n"
    )
    .expect("a string takes all");
    text
}

fn old_page(facts: &Facts, english: &[String], korean: &[String]) -> String {
    let citation = facts.citation("History and Public Policy Program Digital Archive", (",", ""));
    format!(
        "Search in\n\nDigital Archive International History Declassified\n\n{}\n\n\n\
         This document was made possible with support from the Leon Levy Foundation\n\n  \
         • Citation\n\n    get citation\n\n    {}\n    {citation}\n  • share document\n\n\n\
         English HTML\n\n{}\n",
        facts.shown,
        facts.summary,
        [english, korean].concat().join("\n\n")
    )
}

fn print(facts: &Facts, english: &[String], korean: &[String]) -> String {
    let citation = facts.citation("Wilson Center Digital Archive", ("", ","));
    format!(
        "\n\n**{}**  \n**{}**\n\n**Citation:**\n\n{citation}  \n\
         <https://archive.example.org/document/{}>\n\n**Summary:**\n\n{}\n\n**Credits:**\n\nThis \
         document was made possible with support from Leon Levy Foundation\n\n**Original \
         Language:**\n\nRussian\n\n**Contents:**\n\nTranslation - English\n\n{}\n",
        facts.shown,
        facts.title,
        100_000 + facts.number,
        facts.summary,
        [english, korean].concat().join("\n\n")
    )
}

fn front_matter(facts: &Facts, english: &[String], korean: &[String]) -> String {
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {}\nsource: \"{}\"\ntranslator: {}\nsummary: \"{}\"\n\
         language: en\n---\n\n{}\n",
        facts.title,
        facts.iso,
        facts.reference,
        facts.translator,
        facts.summary,
        english.join("\n\n")
    );
    if !korean.is_empty() {
        write!(text, "\n# 한국어 {{lang=ko}}\n\n{}\n", korean.join("\n\n"))
            .expect("a string takes all");
    }
    text
}

/// Numbers that look like chance: Knuth's linear congruential generator, its upper bits.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x7A5);
        dice.below(2);
        dice
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn of<T: Copy>(&mut self, stock: &[T]) -> T {
        stock[self.below(stock.len())]
    }
}
