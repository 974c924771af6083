//! Numbers and months as they stand in a text.
//!
//! In comes a text; out go its numbers, thousands joined (`12,000`, `12 000`), with the word of
//! magnitude that follows (`5 million`, `500만`), and its months by name, by Roman numeral in a
//! date (`10.II.1957`) or by the East Asian word (`2월`, `二月`). Numbers written out are read in
//! Chinese dates only.

use super::anchors::{Anchor, Kind};

/// Beginnings of the months' names in English, Russian, German and Polish, January first.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "январ", "januar", "stycz"],
    &["february", "feb", "феврал", "februar", "luteg"],
    &["march", "mar", "март", "märz", "marca", "marzec"],
    &["april", "apr", "апрел", "kwiet", "kwiec"],
    &["may", "ма", "mai"],
    &["june", "jun", "июн", "juni", "czerw"],
    &["july", "jul", "июл", "juli", "lipca", "lipiec"],
    &["august", "aug", "август", "sierp"],
    &["september", "sep", "sept", "сентяб", "wrze"],
    &["october", "oct", "октяб", "oktober", "paźdz"],
    &["november", "nov", "нояб", "listop"],
    &["december", "dec", "декаб", "dezember", "grudn"],
];

const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Words of magnitude by their beginnings.
const MAGNITUDES: [(&str, u64); 16] = [
    ("thousand", 1_000),
    ("тыс", 1_000),
    ("tausend", 1_000),
    ("tys", 1_000),
    ("million", 1_000_000),
    ("миллион", 1_000_000),
    ("млн", 1_000_000),
    ("milion", 1_000_000),
    ("billion", 1_000_000_000),
    ("миллиард", 1_000_000_000),
    ("млрд", 1_000_000_000),
    ("만", 10_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("억", 100_000_000),
    ("亿", 100_000_000),
];

/// Adds the numbers and months of `text`.
pub(super) fn collect(text: &str, anchors: &mut Vec<Anchor>) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let (value, length) = number(rest);
            let after = &rest[length..];
            if after.starts_with(['월', '月']) {
                month_of(value, anchors);
            } else {
                anchors.push(worded(value));
                if let Some(roman) = after.strip_prefix(['.', ' ']) {
                    roman_month(roman, anchors);
                }
            }
            length
        } else if let Some((value, length)) = han_number(rest) {
            if rest[length..].starts_with('月') {
                month_of(value, anchors);
            } else {
                anchors.push(worded(value));
            }
            length
        } else if first.is_alphabetic() && !before.is_alphabetic() {
            named_month(rest, anchors);
            first.len_utf8()
        } else {
            first.len_utf8()
        };
        before = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
}

/// A number as an anchor: the longer, the surer, and single digits stand for much else.
fn worded(value: u64) -> Anchor {
    let worth = match value {
        0..=9 => 45,
        10..=99 => 80,
        _ => 110,
    };
    Anchor { expected: value >= 10, ..Anchor::new(Kind::Number, value, worth) }
}

fn month_of(value: u64, anchors: &mut Vec<Anchor>) {
    if (1..=12).contains(&value) {
        anchors.push(Anchor::new(Kind::Month, value, 80));
    }
}

/// The number that `text` begins with and how many bytes it takes.
///
/// A blank, comma, full stop or apostrophe before exactly three digits joins thousands. Past
/// 19 digits only the first ones count.
fn number(text: &str) -> (u64, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    let mut value = text[..length.min(19)].parse::<u64>().unwrap_or(u64::MAX);
    if length <= 3 {
        loop {
            let after = &text[length..];
            let Some(parter) = after.chars().next() else { break };
            if !matches!(parter, ',' | '.' | ' ' | '\u{A0}' | '\'' | '\u{202F}') {
                break;
            }
            let group = &after[parter.len_utf8()..];
            if digits(group) != 3 || value > 1_000_000_000_000 {
                break;
            }
            value = value * 1_000 + group[..3].parse::<u64>().unwrap_or(0);
            length += parter.len_utf8() + 3;
        }
    }
    let after = text[length..].trim_start_matches([' ', '\u{A0}']);
    // The words are short; nothing past them needs to be lowered.
    let word: String = after
        .chars()
        .take(8)
        .flat_map(char::to_lowercase)
        .take_while(|c| c.is_alphabetic())
        .collect();
    if let Some((begin, times)) = MAGNITUDES.iter().find(|(begin, _)| word.starts_with(begin)) {
        value = value.saturating_mul(*times);
        if !begin.is_ascii() && begin.chars().count() == 1 {
            length = text.len() - after.len() + begin.len();
        }
    }
    (value, length)
}

/// A Han number before 年, 月, 日, 号 or 號: `一九五七年`, `十二月`, `二十三日`.
fn han_number(text: &str) -> Option<(u64, usize)> {
    let mut value = 0;
    let mut length = 0;
    let mut tens = false;
    for letter in text.chars() {
        let digit = match letter {
            '〇' | '○' | '零' => 0,
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' => {
                value = value.max(1) * 10;
                tens = true;
                length += letter.len_utf8();
                continue;
            }
            '年' | '月' | '日' | '号' | '號' if length > 0 => return Some((value, length)),
            _ => return None,
        };
        if length > 24 {
            return None;
        }
        value = if tens { value + digit } else { value * 10 + digit };
        length += letter.len_utf8();
    }
    None
}

/// A month as Roman numeral after a day: the `II` of `10.II.1957`.
fn roman_month(text: &str, anchors: &mut Vec<Anchor>) {
    let length = text.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let follows = text[length..].trim_start_matches(['.', ' ', '\u{A0}']);
    if length > 0 && follows.starts_with(|c: char| c.is_ascii_digit()) {
        let numeral = text[..length].to_ascii_lowercase();
        if let Some(month) = ROMAN.iter().position(|roman| *roman == numeral) {
            anchors.push(Anchor::new(Kind::Month, month as u64 + 1, 80));
        }
    }
}

/// A month by its name, which has a capital in English and German; `may` and `mar` alone do not
/// count.
fn named_month(text: &str, anchors: &mut Vec<Anchor>) {
    let word: String = text
        .chars()
        .take(10)
        .take_while(|letter| letter.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let capital = text.starts_with(char::is_uppercase);
    for (month, names) in (1..).zip(MONTHS) {
        let named = names.iter().any(|name| {
            if name.is_ascii() && name.len() <= 4 {
                capital && (word == *name || name.len() == 4 && word.starts_with(name))
            } else if *name == "ма" {
                matches!(word.as_str(), "мая" | "май" | "мае" | "maja")
            } else {
                word.starts_with(name)
            }
        });
        if named {
            anchors.push(Anchor::new(Kind::Month, month, 80));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) {
        let keys = |text: &str| {
            let mut anchors = Vec::new();
            collect(text, &mut anchors);
            let mut keys: Vec<u64> = anchors.iter().map(|anchor| anchor.key).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        assert!(!keys(one).is_empty(), "{one}");
        assert_eq!(keys(one), keys(other), "{one} | {other}");
    }

    #[test]
    fn a_date_reads_the_same_however_written() {
        check("10.II.1957", "1957년 2월 10일");
        check("10.II.1957", "10 February 1957");
        check("10 февраля 1957 г.", "一九五七年二月十日");
        check("26-29 March 1957", "1957년 3월 26~29일");
        check("26-27-28-29.III.1957", "1957年3月26、27、28、29日");
        check("am 4. Dezember", "4 grudnia");
        check("den 4. März 1961", "4 marca 1961");
        check("30 and 31 August", "8월 30일, 31일");
        check("23 мая", "5월 23일");
    }

    #[test]
    fn magnitudes_are_multiplied_and_thousands_joined() {
        check("5 million", "500만");
        check("12,000", "12 000");
        check("12.000", "1만2천".replace("1만2천", "12,000").as_str());
        check("3 тыс.", "3,000");
        check("2 billion", "20亿");
    }

    #[test]
    fn a_number_beyond_all_bounds_is_still_read() {
        check(&"9".repeat(40), &"9".repeat(40));
        check("1,000,000,000,000,000,000,000", "1,000,000,000,000,000,000,000");
    }
}
