//! Numbers as they stand in a text, and the months beside them.
//!
//! In comes what follows a place in a text; out goes the number there, thousands joined (`12,000`,
//! `12 000`), multiplied by the word of magnitude that follows (`5 million`, `500만`), and a month
//! as Roman numeral in a date (`10.II.1957`) or with the East Asian word (`2월`, `二月`). Of Han
//! numbers those before a measure word count. Months and numbers in words are in `lexicon`.

use super::anchors::{Anchor, Kind};

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

/// The Chinese measure words, and the signs of dates, that make a Han digit a number.
const MEASURES: &str = "年月日号號个個名人次天台艘种種位点點时時分项項件座条架辆所吨岁周届家枚";

/// Adds the number that `rest` begins with, and a month beside it; how many bytes were read, 0 if
/// there is no number.
pub(super) fn collect(rest: &str, anchors: &mut Vec<Anchor>) -> usize {
    let (value, length) = if rest.starts_with(|first: char| first.is_ascii_digit()) {
        number(rest)
    } else if let Some(found) = han_number(rest) {
        found
    } else {
        return 0;
    };
    let after = &rest[length..];
    if after.starts_with(['월', '月']) {
        anchors.extend((1..=12).contains(&value).then(|| month(value)));
        return length;
    }
    anchors.push(worded(value));
    if let Some(roman) = after.strip_prefix(['.', ' ']) {
        roman_month(roman, anchors);
    }
    length
}

/// A number as an anchor: the longer, the surer, and single digits stand for much else.
pub(super) fn worded(value: u64) -> Anchor {
    let worth = match value {
        0..=9 => 45,
        10..=99 => 80,
        _ => 110,
    };
    Anchor { expected: value >= 10, ..Anchor::new(Kind::Number, value, worth) }
}

/// A month, 1 to 12, as an anchor.
pub(super) fn month(value: u64) -> Anchor {
    Anchor::new(Kind::Month, value, 80)
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

/// A Han number before a measure word: `一九五七年`, `十二月`, `三名`. A lone 一 is an article.
fn han_number(text: &str) -> Option<(u64, usize)> {
    let mut value = 0;
    let mut length = 0;
    let mut tens = false;
    for letter in text.chars() {
        let digit = match letter {
            '〇' | '○' | '零' => 0,
            '一' => 1,
            '二' | '两' | '兩' => 2,
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
            _ if length > 0 && MEASURES.contains(letter) => {
                let is_date = matches!(letter, '年' | '月' | '日' | '号' | '號');
                return (value != 1 || is_date).then_some((value, length));
            }
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
        let position = ROMAN.iter().position(|roman| *roman == numeral);
        anchors.extend(position.map(|before| month(before as u64 + 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) {
        let keys = |text: &str| {
            let mut keys: Vec<u64> = super::super::anchors::of(text)
                .into_iter()
                .filter(|anchor| anchor.is(Kind::Number) || anchor.is(Kind::Month))
                .map(|anchor| anchor.key)
                .collect();
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
    fn small_numbers_are_read_when_written_out() {
        check("four cranes", "네 대");
        check("seven people", "семь человек");
        check("eleven ships", "十一艘");
        check("two trawlers", "两艘");
    }

    #[test]
    fn a_number_beyond_all_bounds_is_still_read() {
        check(&"9".repeat(40), &"9".repeat(40));
        check("1,000,000,000,000,000,000,000", "1,000,000,000,000,000,000,000");
    }
}
