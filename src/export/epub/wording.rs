//! Dates, languages and titles in the reader's words.

use crate::document::{Edtf, Language, PartialDate};
use crate::words::Words;

/// A date in words: `8 July 1957`.
pub(super) fn date(words: &Words, value: Edtf) -> String {
    let point = |date: PartialDate| match date {
        PartialDate::Day(day) => {
            format!("{} {} {}", day.day(), month(words, day.month()), day.year())
        }
        PartialDate::Month(year, number) => format!("{} {year}", month(words, number)),
        PartialDate::Year(year) => year.to_string(),
    };
    match value {
        Edtf::Point(date) => point(date),
        Edtf::Interval(from, to) => format!("{} – {}", point(from), point(to)),
    }
}

fn month(words: &Words, number: i8) -> String {
    words.say(&format!("month-{number}"))
}

/// A language's name; its tag where it has none.
pub(super) fn language(words: &Words, language: &Language) -> String {
    let primary = language.as_str().split('-').next().unwrap_or_default();
    let names = [format!("language-{language}"), format!("language-{primary}")];
    names.iter().find(|name| words.has(name)).map_or(language.to_string(), |name| words.say(name))
}

/// The tag as books may state it: what follows a subtag of one letter is private and left out.
pub(super) fn tag(language: &Language) -> String {
    let subtags = language.as_str().split('-');
    subtags.take_while(|subtag| subtag.len() > 1).collect::<Vec<_>>().join("-")
}

/// `rtl` for languages written from the right.
pub(super) fn direction(language: &Language) -> &'static str {
    let primary = language.as_str().split('-').next().unwrap_or_default();
    match primary {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}
