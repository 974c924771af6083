//! Dates in the reader's words. Every date on every page is written here.

use crate::document::{Edtf, PartialDate};
use crate::export::wording;

use super::Room;

/// A date for `<time>`: what is read and what machines read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// `8 July 1957`, `July 1957`, `26–29 March 1957`, `undated`.
    pub words: String,
    /// `1957-07-08`; `None` for intervals and undated.
    pub machine: Option<String>,
}

impl Room {
    /// A date of a document.
    #[must_use]
    pub(super) fn moment(&self, value: Option<Edtf>) -> Moment {
        let machine = match value {
            Some(Edtf::Point(date)) => Some(date.to_string()),
            _ => None,
        };
        Moment { words: self.date_words(value), machine }
    }

    /// A date in words, or `undated`.
    #[must_use]
    pub fn date_words(&self, value: Option<Edtf>) -> String {
        match value {
            None => self.say("date-undated"),
            Some(value) => wording::date(&self.words, value),
        }
    }

    /// From one date to another, in words: `14 February to 8 July 1957`.
    #[must_use]
    pub fn span_words(&self, from: PartialDate, to: PartialDate) -> String {
        wording::span(&self.words, from, to)
    }

    /// A day, a month or a year in words.
    #[must_use]
    pub fn point_words(&self, date: PartialDate) -> String {
        wording::point(&self.words, date)
    }

    /// A year in words.
    #[must_use]
    pub fn year_words(&self, year: impl Into<i64>) -> String {
        self.say_with("date-year", &[("year", year.into().to_string().into())])
    }

    /// The name of a month from 1 to 12.
    #[must_use]
    pub fn month_name(&self, month: i8) -> String {
        self.say(&format!("month-{month}"))
    }

    /// A moment of the program's own life, such as when a file was taken in: RFC 3339 in, date and
    /// time in words out. What cannot be read is shown as it is.
    #[must_use]
    pub fn time_words(&self, rfc3339: &str) -> String {
        let Ok(time) = rfc3339.parse::<jiff::Timestamp>() else { return rfc3339.to_owned() };
        let time = time.to_zoned(jiff::tz::TimeZone::UTC);
        self.say_with(
            "date-and-time",
            &[
                ("date", self.point_words(PartialDate::Day(time.date())).into()),
                ("time", format!("{:02}:{:02}", time.hour(), time.minute()).into()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::address::Interface;

    #[test]
    fn dates_are_written_at_the_precision_they_are_known() {
        let room = sample::room();
        let check = |edtf: &str, expect: &str| {
            assert_eq!(room.date_words(Edtf::parse(edtf)), expect, "{edtf}");
        };
        check("1957-02-14", "14 February 1957");
        check("1957-02", "February 1957");
        check("1957", "1957");
        check("", "undated");
        check("1957-03-26/1957-03-29", "26–29 March 1957");
        check("1957-03-26/1957-04-02", "26 March – 2 April 1957");
        check("1956-12-30/1957-01-02", "30 December 1956 – 2 January 1957");
        check("1957-03/1957-05", "March–May 1957");
        check("1955/1957", "1955–1957");
    }

    #[test]
    fn a_span_says_what_both_ends_share_once() {
        let room = sample::room();
        let check = |from: &str, to: &str, expect: &str| {
            let (from, to) = (PartialDate::parse(from).unwrap(), PartialDate::parse(to).unwrap());
            assert_eq!(room.span_words(from, to), expect);
        };
        check("1957-02-14", "1957-07-08", "14 February to 8 July 1957");
        check("1957-02-14", "1957-02-14", "14 February 1957");
        check("1955", "1957-07-08", "1955 to 8 July 1957");
        check("1957-02", "1957-07", "February to July 1957");
    }

    #[test]
    fn korean_dates_go_from_the_year_to_the_day() {
        let room = sample::room_in(Interface::Korean);
        let check = |edtf: &str, expect: &str| {
            assert_eq!(room.date_words(Edtf::parse(edtf)), expect, "{edtf}");
        };
        check("1957-02-14", "1957년 2월 14일");
        check("1957-02", "1957년 2월");
        check("1957", "1957년");
        check("", "연대 미상");
        check("1957-03-26/1957-03-29", "1957년 3월 26–29일");
        check("1957-03-26/1957-04-02", "1957년 3월 26일 – 4월 2일");
        check("1956-12-30/1957-01-02", "1956년 12월 30일 – 1957년 1월 2일");
        check("1957-03/1957-05", "1957년 3월–5월");
        check("1955/1957", "1955–1957년");
        check("1955/1957-07-08", "1955년 – 1957년 7월 8일");
        let check = |from: &str, to: &str, expect: &str| {
            let (from, to) = (PartialDate::parse(from).unwrap(), PartialDate::parse(to).unwrap());
            assert_eq!(room.span_words(from, to), expect);
        };
        check("1957-02-14", "1957-07-08", "1957년 2월 14일부터 7월 8일까지");
        check("1957-02-14", "1957-02-20", "1957년 2월 14일부터 20일까지");
        check("1957-02-14", "1957-02-14", "1957년 2월 14일");
        check("1955", "1957-07-08", "1955년부터 1957년 7월 8일까지");
        check("1957-02", "1957-07", "1957년 2월부터 7월까지");
        check("1955", "1957", "1955년부터 1957년까지");
        assert_eq!(room.time_words("2026-11-22T03:08:44Z"), "2026년 11월 22일 03:08 UTC");
    }

    #[test]
    fn times_are_in_utc_and_odd_ones_as_they_are() {
        let room = sample::room();
        assert_eq!(room.time_words("2026-11-22T03:08:44Z"), "22 November 2026, 03:08 UTC");
        assert_eq!(room.time_words("today"), "today");
    }
}
