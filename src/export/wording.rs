//! Findings, reasons and what is said of a search, as sentences.

use crate::document::{Day, Finding, Reason, Relation};
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
