//! What documents must be, beside their words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Notice;
use super::days::Days;
use super::field::Field;
use super::lexer::{Element, Kind};
use crate::address::Slug;
use crate::document::Language;

/// What documents must be, beside their words. All hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// The date must end on this day or later, ISO 8601.
    pub from_day: Option<String>,
    /// The date must begin on this day or earlier, ISO 8601.
    pub to_day: Option<String>,
    /// A text in this language (BCP 47).
    pub language: Option<String>,
    /// Names of persons, as typed.
    pub persons: Vec<String>,
    /// Names of places, as typed.
    pub places: Vec<String>,
    /// A part of the archive's name, as [`folded`] writes it.
    pub archive: Option<String>,
    /// A part of the document's type, as [`folded`] writes it.
    pub document_type: Option<String>,
    /// The document's identifier.
    pub id: Option<String>,
}

/// `text` in lower case, without accents, blanks single: how names of archives and types of
/// documents are compared with what a reader typed.
#[must_use]
pub fn folded(text: &str) -> String {
    let letters: String =
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfc().collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of languages that readers type for their tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("korean", "ko"),
    ("russian", "ru"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("german", "de"),
    ("french", "fr"),
    ("polish", "pl"),
    ("영어", "en"),
    ("한국어", "ko"),
    ("조선어", "ko"),
    ("조선말", "ko"),
    ("러시아어", "ru"),
    ("중국어", "zh"),
];

/// The conditions among `elements`, and what is said of those that were left out.
pub(super) fn conditions(elements: &[Element]) -> (Conditions, Vec<Notice>) {
    let mut read = Reading::default();
    let mut notices = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        let Kind::Field(field) = element.kind else { continue };
        if field.is_text() {
            continue;
        }
        let is_or = elements[..index].last().is_some_and(|before| before.kind == Kind::Or);
        if field == Field::Unknown {
            let (name, value) = element.text.split_once(':').unwrap_or((&element.text, ""));
            notices.push(Notice::FieldUnknown(name.to_owned(), value.to_owned()));
            continue;
        }
        if element.is_excluded || read.take(field, element.text.trim(), is_or).is_none() {
            let minus = if element.is_excluded { "-" } else { "" };
            let name = format!("{minus}{}", field.name());
            notices.push(Notice::ConditionUnreadable(name, element.text.clone()));
        }
    }
    (read.finished(), notices)
}

#[derive(Default)]
struct Reading {
    conditions: Conditions,
    days: Days,
    /// The last time read, which an `OR` may widen; and what held before it.
    last: Option<(Days, Days)>,
}

impl Reading {
    /// Takes one condition in; `None` if it cannot be read or cannot hold beside the others.
    fn take(&mut self, field: Field, value: &str, is_or: bool) -> Option<()> {
        let last = self.last.take();
        let conditions = &mut self.conditions;
        let words = || (!folded(value).is_empty()).then(|| value.to_owned());
        match field {
            Field::Year | Field::Date | Field::Before | Field::After => {
                let days = Days::read(value)?;
                let days = match field {
                    Field::Before => days.before()?,
                    Field::After => days.after()?,
                    _ => days,
                };
                let (before, days) = match last {
                    Some((before, other)) if is_or => (before, other.or(days)?),
                    _ => (self.days, days),
                };
                self.days = before.and(days);
                self.last = Some((before, days));
            }
            Field::Lang => {
                let tag = language(value)?;
                if conditions.language.as_ref().is_some_and(|set| *set != tag) {
                    return None;
                }
                conditions.language = Some(tag);
            }
            Field::Person => conditions.persons.push(words()?),
            Field::Place => conditions.places.push(words()?),
            Field::Archive => conditions.archive = Some(folded(&words()?)),
            Field::Type => conditions.document_type = Some(folded(&words()?)),
            Field::Doc => {
                let id = Slug::parse(&value.to_ascii_lowercase())?.to_string();
                if conditions.id.as_ref().is_some_and(|set| *set != id) {
                    return None;
                }
                conditions.id = Some(id);
            }
            // A room is one collection, and documents of none are said to be of another.
            Field::Collection | Field::Title | Field::Org | Field::Unknown => return None,
        }
        Some(())
    }

    fn finished(self) -> Conditions {
        let written = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Conditions {
            from_day: written(self.days.first),
            to_day: written(self.days.last),
            ..self.conditions
        }
    }
}

fn language(value: &str) -> Option<String> {
    let value = folded(value);
    let named = LANGUAGES.iter().find(|(name, _)| *name == value).map(|(_, tag)| *tag);
    Language::parse(named.unwrap_or(&value)).map(|language| language.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::lexer::read;
    use super::*;

    fn conditions_of(typed: &str) -> (Conditions, Vec<Notice>) {
        conditions(&read(typed).1)
    }

    fn check_days(typed: &str, from: Option<&str>, to: Option<&str>) {
        let (conditions, notices) = conditions_of(typed);
        let days = (conditions.from_day.as_deref(), conditions.to_day.as_deref());
        assert_eq!((days, notices.len()), ((from, to), 0), "{typed}");
    }

    #[test]
    fn times_narrow_each_other() {
        check_days("year:1957", Some("1957-01-01"), Some("1957-12-31"));
        check_days("year:1955..1957 Kim", Some("1955-01-01"), Some("1957-12-31"));
        check_days("before:1957-07-08", None, Some("1957-07-07"));
        check_days("after:1957-07-08", Some("1957-07-09"), None);
        check_days("after:1956 before:1958", Some("1957-01-01"), Some("1957-12-31"));
        check_days("date:1957-07", Some("1957-07-01"), Some("1957-07-31"));
        check_days("Kim", None, None);
    }

    #[test]
    fn times_with_or_between_them_widen_each_other() {
        check_days("year:1956 OR year:1957", Some("1956-01-01"), Some("1957-12-31"));
        check_days("after:1950 year:1956 OR year:1957", Some("1956-01-01"), Some("1957-12-31"));
    }

    #[test]
    fn other_fields_keep_their_values() {
        let (conditions, notices) = conditions_of(
            "lang:KO person:\"Ho Ka I\" place:평양 archive:AVPRF type:\"Diary Entry\" doc:1957-a",
        );
        assert_eq!(notices, []);
        assert_eq!(conditions.language.as_deref(), Some("ko"));
        assert_eq!(conditions.persons, ["Ho Ka I"]);
        assert_eq!(conditions.places, ["평양"]);
        assert_eq!(conditions.archive.as_deref(), Some("avprf"));
        assert_eq!(conditions.document_type.as_deref(), Some("diary entry"));
        assert_eq!(conditions.id.as_deref(), Some("1957-a"));
        assert_eq!(conditions_of("lang:Korean").0.language.as_deref(), Some("ko"));
        assert_eq!(conditions_of("lang:한국어").0.language.as_deref(), Some("ko"));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let check = |typed: &str, field: &str, value: &str| {
            let (conditions, notices) = conditions_of(typed);
            let notice = Notice::ConditionUnreadable(field.into(), value.into());
            assert_eq!((conditions, notices), (Conditions::default(), vec![notice]), "{typed}");
        };
        check("year:abc", "year", "abc");
        check("year:", "year", "");
        check("before:yesterday", "before", "yesterday");
        check("lang:klingon", "lang", "klingon");
        check("doc:\"a b\"", "doc", "a b");
        check("person:\"\"", "person", "");
        check("collection:Korea", "collection", "Korea");
        check("-lang:ko", "-lang", "ko");
        assert_eq!(conditions_of("lang:ko lang:en").1.len(), 1);
        assert_eq!(conditions_of("year:1956 OR year:1958").1.len(), 1);
        assert_eq!(conditions_of("title:x org:KWP Foo:bar").1, []);
        let unknown = Notice::FieldUnknown("colour".into(), "bright red".into());
        assert_eq!(conditions_of("colour:\"bright red\" plenum").1, [unknown]);
    }
}
