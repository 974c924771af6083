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
        Edtf::Interval(from, to) => span(words, from, to, "–", " – "),
    }
}

/// From one date to another; what both share is said once, at the end. `close` joins single words,
/// `wide` phrases.
#[must_use]
pub fn span(words: &Words, from: PartialDate, to: PartialDate, close: &str, wide: &str) -> String {
    use PartialDate::{Day, Month, Year};
    let month_name = |month| words.say(&format!("month-{month}"));
    let (start, joint) = match (from, to) {
        (Day(a), Day(b)) if a.year() == b.year() && a.month() == b.month() => {
            (a.day().to_string(), close)
        }
        (Day(a), Day(b)) if a.year() == b.year() => {
            (format!("{} {}", a.day(), month_name(a.month())), wide)
        }
        (Month(a, month), Month(b, _)) if a == b => (month_name(month), close),
        (Year(a), Year(_)) => (a.to_string(), close),
        _ => (point(words, from), wide),
    };
    format!("{start}{joint}{}", point(words, to))
}

/// A day, a month or a year in words.
#[must_use]
pub fn point(words: &Words, date: PartialDate) -> String {
    let month_name = |month| words.say(&format!("month-{month}"));
    match date {
        PartialDate::Day(day) => {
            format!("{} {} {}", day.day(), month_name(day.month()), day.year())
        }
        PartialDate::Month(year, month) => format!("{} {year}", month_name(month)),
        PartialDate::Year(year) => year.to_string(),
    }
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
