//! The line of time that a chart stands on: which piece of it a date falls into, and where.

use crate::document::PartialDate;
use jiff::civil::Date;

/// So many months make a line at most; a longer time is drawn by years.
const MOST_MONTHS: i32 = 126;
/// So many years make a line at most; a longer time is drawn by tens and hundreds of years.
const MOST_YEARS: i32 = 130;

/// Equal pieces of time from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    /// Years in a piece; 0 where pieces are months.
    years: i32,
    /// The first piece, counted from the year 0.
    start: i32,
    /// How many pieces there are.
    pub count: i32,
}

impl Axis {
    /// The line from the earliest to the latest of `dates`; `None` where there are none. A year
    /// whose month is not known takes up its whole length.
    pub(super) fn over(dates: impl Iterator<Item = PartialDate> + Clone) -> Option<Self> {
        let first = dates.clone().map(PartialDate::first_day).min()?;
        let last = dates.map(PartialDate::last_day).max()?;
        let axis = |years| {
            let axis = Self { years, start: 0, count: 0 };
            let start = axis.piece(first);
            Self { start, count: axis.piece(last) - start + 1, ..axis }
        };
        let months = axis(0);
        if months.count <= MOST_MONTHS {
            return Some(months);
        }
        let fits = |axis: &Self| axis.count <= MOST_YEARS;
        Some([1, 10].into_iter().map(axis).find(fits).unwrap_or_else(|| axis(100)))
    }

    /// Whether pieces are months.
    pub(super) fn is_by_month(&self) -> bool {
        self.years == 0
    }

    /// The number of the piece that a day falls into, counted from the year 0.
    fn piece(&self, day: Date) -> i32 {
        let year = i32::from(day.year());
        if self.years == 0 {
            year * 12 + i32::from(day.month()) - 1
        } else {
            year.div_euclid(self.years)
        }
    }

    /// The pieces that a date takes up, from 0, the end excluded.
    pub(super) fn pieces(&self, date: PartialDate) -> (i32, i32) {
        let first = self.piece(date.first_day()) - self.start;
        let last = if self.years == 0 { self.piece(date.last_day()) - self.start } else { first };
        (first, last + 1)
    }

    /// The year that a piece begins in, and its month where pieces are months.
    pub(super) fn beginning(&self, piece: i32) -> (i32, Option<i8>) {
        let piece = self.start + piece;
        if self.years == 0 {
            (piece.div_euclid(12), i8::try_from(piece.rem_euclid(12) + 1).ok())
        } else {
            (piece * self.years, None)
        }
    }

    /// The last year of a piece.
    pub(super) fn last_year(&self, piece: i32) -> i32 {
        self.beginning(piece).0 + (self.years - 1).max(0)
    }

    /// Where a day begins, in hundredths of the line's length; outside of 0 to 100 off the line.
    pub(super) fn place(&self, day: Date) -> f64 {
        let within = if self.years == 0 {
            f64::from(day.day() - 1) / f64::from(day.days_in_month())
        } else {
            let years = i32::from(day.year()).rem_euclid(self.years);
            (f64::from(years) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year()))
                / f64::from(self.years)
        };
        (f64::from(self.piece(day) - self.start) + within) * self.width()
    }

    /// The width of a piece, in hundredths of the line's length.
    pub(super) fn width(&self) -> f64 {
        100.0 / f64::from(self.count.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(dates: &[&str]) -> Axis {
        let dates: Vec<_> = dates.iter().map(|date| PartialDate::parse(date).unwrap()).collect();
        Axis::over(dates.into_iter()).unwrap()
    }

    #[test]
    fn pieces_are_as_fine_as_the_time_is_short() {
        let check = |dates: &[&str], by_month: bool, count: i32| {
            let axis = axis(dates);
            assert_eq!((axis.is_by_month(), axis.count), (by_month, count), "{dates:?}");
        };
        check(&["1957-02-14", "1957-07-08"], true, 6);
        check(&["1957-07-08"], true, 1);
        check(&["1957", "1957-07-08"], true, 12);
        check(&["1950-01", "1960-06"], true, 126);
        check(&["1950-01", "1960-07"], false, 11);
        check(&["1850", "1990"], false, 15);
        check(&["0001", "9999"], false, 100);
    }

    #[test]
    fn a_date_takes_up_what_it_can_mean() {
        let axis = axis(&["1956-11-01", "1957-12-31"]);
        let check = |date: &str, expect: (i32, i32)| {
            assert_eq!(axis.pieces(PartialDate::parse(date).unwrap()), expect, "{date}");
        };
        check("1956-11-20", (0, 1));
        check("1957-01", (2, 3));
        check("1957", (2, 14));
    }

    #[test]
    fn days_have_their_place_within_a_piece() {
        let axis = axis(&["1957-01", "1957-02"]);
        let place = |month, day| axis.place(jiff::civil::date(1957, month, day));
        assert!(place(1, 1).abs() < 1e-9 && (place(2, 15) - 75.0).abs() < 1e-9);
        assert!((place(3, 1) - 100.0).abs() < 1e-9 && place(12, 1) > 100.0);
    }
}
