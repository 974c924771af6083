//! Times as readers type them behind `year:`, `date:`, `before:` and `after:`.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::document::{Edtf, PartialDate};
use crate::search::{date_of_token, tokens};

/// From the first to the last day, both included; `None` where that end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Days {
    /// Reads a day, a month or a year, or two of these with `..` between them, one of which may be
    /// missing; what was typed the wrong way round is turned.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.nfkc().collect();
        let typed = typed.trim();
        let between = typed.split_once("..").or_else(|| between_years(typed));
        let Some((from, to)) = between else { return one(typed) };
        let end = |text: &str| {
            let text = text.trim_matches(['.', ' ']);
            if text.is_empty() { Some(None) } else { one(text).map(Some) }
        };
        match (end(from)?, end(to)?) {
            (None, None) => None,
            (Some(from), None) => Some(Self { first: from.first, last: None }),
            (None, Some(to)) => Some(Self { first: None, last: to.last }),
            (Some(one), Some(other)) => {
                Some(Self { first: one.first.min(other.first), last: one.last.max(other.last) })
            }
        }
    }

    /// All days before these.
    pub(super) fn before(self) -> Option<Self> {
        Some(Self { first: None, last: Some(self.first?.yesterday().ok()?) })
    }

    /// All days after these.
    pub(super) fn after(self) -> Option<Self> {
        Some(Self { first: Some(self.last?.tomorrow().ok()?), last: None })
    }

    /// The days that are in both; possibly none, and then the end is before the beginning.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            first: self.first.max(other.first),
            last: match (self.last, other.last) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
        }
    }

    /// The days that are in either, if no day between them is in neither.
    pub(super) fn or(self, other: Self) -> Option<Self> {
        let reaches = |one: Self, other: Self| match (one.last, other.first) {
            (Some(last), Some(first)) => last.tomorrow().is_ok_and(|next| first <= next),
            _ => true,
        };
        (reaches(self, other) && reaches(other, self)).then_some(Self {
            first: self.first.min(other.first),
            last: self.last.zip(other.last).map(|(one, other)| one.max(other)),
        })
    }

    fn of(date: PartialDate) -> Self {
        Self { first: Some(date.first_day()), last: Some(date.last_day()) }
    }
}

/// `1955-1957`, with any stroke.
fn between_years(typed: &str) -> Option<(&str, &str)> {
    let (from, to) = typed.split_once(['-', '\u{2013}', '\u{2014}', '~', '/'])?;
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    (is_year(from) && is_year(to)).then_some((from, to))
}

fn one(typed: &str) -> Option<Days> {
    if let Some(value) = Edtf::parse(typed) {
        return Some(Days {
            first: Some(value.start().first_day()),
            last: Some(value.end().last_day()),
        });
    }
    numbers(typed).map(Days::of).or_else(|| in_words(typed))
}

/// `1957.7.8`, `1957/07`, `1957년`: the year first, in Western digits.
fn numbers(typed: &str) -> Option<PartialDate> {
    let typed = typed.trim_end_matches(['년', '월', '일', '年', '月', '日', '.']);
    let separators = ['-', '.', '/', '년', '월', '年', '月'];
    let mut parts = typed.split(separators).map(|part| part.trim().parse::<i16>().ok());
    let year = parts.next()?.filter(|year| *year >= 1000)?;
    let Some(month) = parts.next() else { return PartialDate::year(year) };
    let month = i8::try_from(month?).ok()?;
    let Some(day) = parts.next() else { return PartialDate::month(year, month) };
    let day = i8::try_from(day?).ok()?;
    if parts.next().is_some() {
        return None;
    }
    PartialDate::day(year, month, day)
}

/// Any notation that is read in texts: `10.II.1957`, `10 February 1957`.
fn in_words(typed: &str) -> Option<Days> {
    let tokens = tokens(typed);
    let dates: Vec<PartialDate> = tokens.dates().filter_map(date_of_token).collect();
    let finest = dates.iter().map(|date| date.precision() as u8).min()?;
    let dates = dates.into_iter().filter(|date| date.precision() as u8 == finest).map(Days::of);
    dates.reduce(|one, other| Days {
        first: one.first.min(other.first),
        last: one.last.max(other.last),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(days: Option<Days>) -> String {
        let end = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        days.map_or_else(
            || "?".to_owned(),
            |days| format!("{}..{}", end(days.first), end(days.last)),
        )
    }

    #[test]
    fn days_months_years_and_ranges_are_read() {
        let check = |typed: &str, expect: &str| assert_eq!(written(Days::read(typed)), expect);
        check("1957", "1957-01-01..1957-12-31");
        check("１９５７", "1957-01-01..1957-12-31");
        check("1957년", "1957-01-01..1957-12-31");
        check("1955..1957", "1955-01-01..1957-12-31");
        check("1957..1955", "1955-01-01..1957-12-31");
        check("1955-1957", "1955-01-01..1957-12-31");
        check("1955–1957", "1955-01-01..1957-12-31");
        check("1955...", "1955-01-01..");
        check("..1957-07", "..1957-07-31");
        check("1957-02", "1957-02-01..1957-02-28");
        check("1957-2-3", "1957-02-03..1957-02-03");
        check("1957.7.8", "1957-07-08..1957-07-08");
        check("1957년7월8일", "1957-07-08..1957-07-08");
        check("10.II.1957", "1957-02-10..1957-02-10");
        check("10 February 1957", "1957-02-10..1957-02-10");
        check("26-29 March 1957", "1957-03-26..1957-03-29");
        check("July 1957", "1957-07-01..1957-07-31");
        check("1957-03-26/1957-03-29", "1957-03-26..1957-03-29");
        for bad in ["", "..", "abc", "57", "1957-13", "1957-02-30", "0000", "99999", "a..b", "1..2"]
        {
            check(bad, "?");
        }
    }

    #[test]
    fn days_are_joined_and_narrowed() {
        let days = |typed: &str| Days::read(typed).unwrap();
        let check = |days: Option<Days>, expect: &str| assert_eq!(written(days), expect);
        check(days("1957-07-08").before(), "..1957-07-07");
        check(days("1957").after(), "1958-01-01..");
        check(days("1957..").before(), "..1956-12-31");
        check(days("1957..").after(), "?");
        check(days("9999").after(), "?");
        check(Some(days("1957").and(days("1957-07.."))), "1957-07-01..1957-12-31");
        check(days("1956").or(days("1957")), "1956-01-01..1957-12-31");
        check(days("1957").or(days("1956")), "1956-01-01..1957-12-31");
        check(days("1956").or(days("1958")), "?");
        check(days("1956..").or(days("1958")), "1956-01-01..");
        check(days("..1956").or(days("1957")), "..1957-12-31");
    }
}
