//! Dates as EDTF (ISO 8601-2) writes them, at the precision that the source gives.
//!
//! Supported: a day `1957-07-08`, a month `1957-07`, a year `1957`, and intervals of these
//! `1957-03-26/1957-03-29`. Not supported: uncertainty signs, seasons, open intervals.

use std::borrow::Cow;
use std::fmt;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A day, a month or a year. Years run from 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A calendar day that exists.
    Day(civil::Date),
    /// A month, 1 to 12, of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl PartialDate {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        (1..=9999)
            .contains(&year)
            .then(|| civil::Date::new(year, month, day).ok())
            .flatten()
            .map(Self::Day)
    }

    /// The month, if there is such a one.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then_some(Self::Month(year, month))
    }

    /// The year, if it can be written with four digits.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self::Year(year))
    }

    /// What [`Self::parse`] reads, as an expression of ECMA 262; of 29 February, which only some
    /// years have, it knows nothing.
    pub const PATTERN: &str = "^(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])\
         (?:-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?\
         |(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31))?$";

    /// Reads `1957-07-08`, `1957-07` or `1957`; nothing else.
    #[must_use]
    pub fn parse(edtf: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = edtf.split('-');
        let year = digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Self::year(year) };
        let month = i8::try_from(digits(month, 2)?).ok()?;
        let Some(day) = parts.next() else { return Self::month(year, month) };
        if parts.next().is_some() {
            return None;
        }
        Self::day(year, month, i8::try_from(digits(day, 2)?).ok()?)
    }

    /// How finely the date is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(_) => Precision::Day,
            Self::Month(..) => Precision::Month,
            Self::Year(_) => Precision::Year,
        }
    }

    /// The first day that the date can mean.
    #[must_use]
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Year(year) => civil::date(year, 1, 1),
        }
    }

    /// The last day that the date can mean.
    #[must_use]
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            Self::Year(year) => civil::date(year, 12, 31),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// An EDTF value: one date or an interval between two, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Edtf {
    /// One date.
    Point(PartialDate),
    /// From the first to the last date, both included.
    Interval(PartialDate, PartialDate),
}

impl JsonSchema for Edtf {
    fn schema_name() -> Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A date or a span as finely as it is known (EDTF, ISO 8601-2).",
            "examples": ["1957-07-08", "1957-02", "1957", "1957-03-26/1957-03-29"],
        })
    }
}

impl Edtf {
    /// Reads a date or two joined by `/`, the earlier first.
    #[must_use]
    pub fn parse(edtf: &str) -> Option<Self> {
        match edtf.split_once('/') {
            None => PartialDate::parse(edtf).map(Self::Point),
            Some((from, to)) => {
                let (from, to) = (PartialDate::parse(from)?, PartialDate::parse(to)?);
                (from.first_day() <= to.last_day()).then_some(Self::Interval(from, to))
            }
        }
    }

    /// Where the value begins.
    #[must_use]
    pub fn start(self) -> PartialDate {
        match self {
            Self::Point(date) | Self::Interval(date, _) => date,
        }
    }

    /// Where the value ends.
    #[must_use]
    pub fn end(self) -> PartialDate {
        match self {
            Self::Point(date) | Self::Interval(_, date) => date,
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(date) => date.fmt(f),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

impl TryFrom<String> for Edtf {
    type Error = String;

    fn try_from(edtf: String) -> Result<Self, Self::Error> {
        Self::parse(&edtf).ok_or_else(|| format!("not a date in EDTF: {edtf}"))
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.to_string()
    }
}

/// How finely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// The source states no date.
    Unknown,
}

impl Precision {
    /// `day`, `month`, `year` or `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Unknown => "unknown",
        }
    }
}

/// Where the document's date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// The line above the title.
    DateLine,
    /// The citation that the source gives, where there is no date line.
    Citation,
    /// A Markdown file's front matter.
    FrontMatter,
}

/// The date of a document: what its date line says, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocumentDate {
    /// The value, or `None` where the source states none.
    pub value: Option<Edtf>,
    /// Where it was read, or `None` where there is none.
    pub read_from: Option<DateSource>,
}

impl DocumentDate {
    /// How finely the date is known; of an interval, its beginning.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.value.map_or(Precision::Unknown, |value| value.start().precision())
    }

    /// A string that sorts documents in reading order: by first possible day, a month after its
    /// days, a year after its months, undated last.
    #[must_use]
    pub fn sort_key(self) -> String {
        match self.value.map(Edtf::start) {
            Some(PartialDate::Day(day)) => PartialDate::Day(day).to_string(),
            Some(PartialDate::Month(year, month)) => format!("{year:04}-{month:02}-99"),
            Some(PartialDate::Year(year)) => format!("{year:04}-99-99"),
            None => "9999-99-99".to_owned(),
        }
    }
}

/// What happened on a date that a document carries beside its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateRole {
    /// What the document reports took place then.
    Described,
    /// The text was written then.
    Drafted,
    /// An office entered it in its register then.
    Registered,
    /// An office received it then.
    Received,
    /// The document covers this time as a whole.
    Period,
}

/// A date beside the document's own, with where and how it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct RoleDate {
    /// What happened then.
    pub role: DateRole,
    /// The date in EDTF.
    pub value: Edtf,
    /// The words of the source.
    pub as_printed: String,
    /// The place: `date_line`, `title`, `letterhead` or `stamp`; `front_matter` where stated so.
    pub read_from: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_is_read_and_written_at_its_precision() {
        let check = |text: &str, good: bool| {
            let read = Edtf::parse(text);
            assert_eq!(
                read.map(|value| value.to_string()),
                good.then(|| text.to_owned()),
                "{text}"
            );
        };
        check("1957-07-08", true);
        check("1957-07", true);
        check("1957", true);
        check("1957-03-26/1957-03-29", true);
        check("1957-02-30", false);
        check("1957-13", false);
        check("57", false);
        check("1957-03-29/1957-03-26", false);
        check("0000", false);
        check("1957-7-8", false);
    }

    #[test]
    fn coarser_dates_sort_at_the_end_of_their_period_and_undated_last() {
        let key =
            |text: &str| DocumentDate { value: Edtf::parse(text), read_from: None }.sort_key();
        let mut keys = [
            key(""),
            key("1957"),
            key("1957-12-31"),
            key("1957-07"),
            key("1957-07-31"),
            key("1957-08-01"),
        ];
        keys.sort();
        assert_eq!(
            keys,
            [
                key("1957-07-31"),
                key("1957-07"),
                key("1957-08-01"),
                key("1957-12-31"),
                key("1957"),
                key("")
            ]
        );
    }
}
