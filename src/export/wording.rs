//! Findings, reasons and what is said of a search, as sentences; dates, languages and the heads of
//! texts in words.

use crate::document::{
    Day, Document, Edtf, Finding, Language, PartialDate, Reason, Relation, Text,
};
use crate::search::Notice;
use crate::search::ladder::Change;
use crate::words::Words;

/// What was odd, as a sentence.
#[must_use]
pub fn finding(words: &Words, finding: &Finding) -> String {
    words.say_of(&format!("finding-{}", finding.code.as_str()), &finding.args)
}

/// Why a file is no document, as a sentence.
#[must_use]
pub fn reason(words: &Words, reason: &Reason) -> String {
    words.say_of(&format!("reason-{}", reason.code.as_str()), &reason.args)
}

/// What can be done about it, as a sentence.
#[must_use]
pub fn remedy(words: &Words, reason: &Reason) -> String {
    words.say_of(&format!("reason-{}.remedy", reason.code.as_str()), &reason.args)
}

/// What is said of how a query was read.
#[must_use]
pub fn search_notice(words: &Words, notice: &Notice) -> String {
    match notice {
        Notice::ConditionUnreadable(field, value) => words.say_with(
            "search-notice-condition",
            &[("field", field.clone().into()), ("value", value.clone().into())],
        ),
        Notice::FieldUnknown(field, value) => words.say_with(
            "search-notice-field",
            &[("field", field.clone().into()), ("value", value.clone().into())],
        ),
        Notice::OnlyExclusions => words.say("search-notice-exclusions"),
        Notice::Cut => words.say("search-notice-cut"),
    }
}

/// What was changed in a query that found nothing as it was typed.
#[must_use]
pub fn change(words: &Words, change: &Change) -> String {
    match change {
        Change::Particles(stripped) => {
            let typed: Vec<&str> = stripped.iter().map(|(typed, _)| typed.as_str()).collect();
            let sought: Vec<&str> = stripped.iter().map(|(_, sought)| sought.as_str()).collect();
            words.say_with(
                "search-change-particles",
                &[("typed", typed.join(", ").into()), ("sought", sought.join(", ").into())],
            )
        }
        Change::DatesAsWords(dates) => {
            words.say_with("search-change-dates", &[("dates", dates.join(", ").into())])
        }
        Change::AnyWord => words.say("search-change-any-word"),
    }
}

/// Why a document belongs with another, as a sentence. `day` writes a day in words.
#[must_use]
pub fn relation(words: &Words, relation: &Relation, day: impl Fn(Day) -> String) -> String {
    let name = format!("related-{}", relation.code());
    match relation {
        Relation::Named(of) | Relation::Names(of) => {
            words.say_with(&name, &[("day", day(*of).into())])
        }
        Relation::People(count) => words.say_with(&name, &[("n", i64::from(*count).into())]),
        _ => words.say(&name),
    }
}

/// A date in words: `8 July 1957`, `July 1957`, `26–29 March 1957`.
#[must_use]
pub fn date(words: &Words, value: Edtf) -> String {
    match value {
        Edtf::Point(date) => point(words, date),
        Edtf::Interval(from, to) => between(words, from, to, "short"),
    }
}

/// From one date to another in words: `14 February to 8 July 1957`. What both share is said once.
#[must_use]
pub fn span(words: &Words, from: PartialDate, to: PartialDate) -> String {
    if from == to { point(words, from) } else { between(words, from, to, "words") }
}

/// A day, a month or a year in words.
#[must_use]
pub fn point(words: &Words, date: PartialDate) -> String {
    match within_year(words, date) {
        Some(inside) => in_year(words, inside, year(date)),
        None => words.say_with("date-year", &[("year", year(date).to_string().into())]),
    }
}

/// A date in words without its year, where it lies within one: `8 July`, `26–29 March`.
#[must_use]
pub fn without_year(words: &Words, value: Edtf) -> Option<String> {
    match value {
        Edtf::Point(date) => within_year(words, date),
        Edtf::Interval(from, to) => span_within_year(words, from, to, "short"),
    }
}

/// A day or a month without its year.
fn within_year(words: &Words, date: PartialDate) -> Option<String> {
    match date {
        PartialDate::Day(day) => {
            let args = [
                ("day", day.day().to_string().into()),
                ("month", month(words, day.month()).into()),
            ];
            Some(words.say_with("date-day", &args))
        }
        PartialDate::Month(_, number) => Some(month(words, number)),
        PartialDate::Year(_) => None,
    }
}

/// From one day or month to another of the same year, without the year.
fn span_within_year(
    words: &Words,
    from: PartialDate,
    to: PartialDate,
    style: &'static str,
) -> Option<String> {
    match (from, to) {
        (PartialDate::Day(a), PartialDate::Day(b)) if a.first_of_month() == b.first_of_month() => {
            let args = [
                ("style", style.into()),
                ("day", a.day().to_string().into()),
                ("last", b.day().to_string().into()),
                ("month", month(words, a.month()).into()),
            ];
            Some(words.say_with("date-days", &args))
        }
        (PartialDate::Day(_), PartialDate::Day(_)) if year(from) == year(to) => {
            let ends = (within_year(words, from)?, within_year(words, to)?);
            Some(joined(words, "date-span", ends, style))
        }
        (PartialDate::Month(a, first), PartialDate::Month(b, last)) if a == b => {
            let ends = (month(words, first), month(words, last));
            Some(joined(words, "date-months", ends, style))
        }
        _ => None,
    }
}

fn between(words: &Words, from: PartialDate, to: PartialDate, style: &'static str) -> String {
    if let Some(inside) = span_within_year(words, from, to, style) {
        return in_year(words, inside, year(from));
    }
    match (from, to) {
        (PartialDate::Year(a), PartialDate::Year(b)) => {
            joined(words, "date-years", (a.to_string(), b.to_string()), style)
        }
        _ => joined(words, "date-span", (point(words, from), point(words, to)), style),
    }
}

fn joined(
    words: &Words,
    message: &str,
    (from, to): (String, String),
    style: &'static str,
) -> String {
    let args = [("style", style.into()), ("from", from.into()), ("to", to.into())];
    words.say_with(message, &args)
}

fn in_year(words: &Words, inside: String, year: i16) -> String {
    let args = [("date", inside.into()), ("year", year.to_string().into())];
    words.say_with("date-in-year", &args)
}

fn month(words: &Words, number: i8) -> String {
    words.say(&format!("month-{number}"))
}

fn year(date: PartialDate) -> i16 {
    date.first_day().year()
}

/// The language's name: `Korean`; with its tag where only the primary language has a name.
#[must_use]
pub fn language(words: &Words, language: &Language) -> String {
    let tag = language.as_str();
    let whole = format!("language-{tag}");
    if words.has(&whole) {
        return words.say(&whole);
    }
    let primary = format!("language-{}", tag.split('-').next().unwrap_or(tag));
    if words.has(&primary) { format!("{} ({tag})", words.say(&primary)) } else { tag.to_owned() }
}

/// What stands above a text: `English translation, Maya Latynski for NKIDP`; `Korean translation,
/// translator not stated`; with a word where the credit is inferred. A text of which nothing says
/// that it is a translation is named by its language alone, and none is called the original.
#[must_use]
pub fn text_head(words: &Words, document: &Document, text: &Text) -> String {
    let original = document.description.original_language_tag.as_ref();
    let stands_alone = document.texts.len() == 1;
    let args = [
        ("language", language(words, &text.language).into()),
        ("translator", text.translator.clone().unwrap_or_default().into()),
        ("project", text.project.clone().unwrap_or_default().into()),
    ];
    let message = match (&text.translator, &text.project) {
        (Some(_), Some(_)) => "column-translated-for",
        (Some(_), None) => "column-translated",
        (None, _) if text.language.as_str() == "und" => "column-undetermined",
        (None, _) if original == Some(&text.language) => "column-text",
        (None, _) if stands_alone => "column-alone",
        (None, _) => "column-translator-unknown",
    };
    let head = words.say_with(message, &args);
    if text.credit_inferred {
        return words.say_with("column-inferred", &[("head", head.into())]);
    }
    head
}
