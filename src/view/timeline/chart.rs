//! The documents over time as a drawing and as a table that say the same.

use crate::address::ListingQuery;
use crate::document::{DateRole, Edtf, PartialDate, Precision, Timeline, TimelineSpan};

use super::super::Room;
use super::super::room::{grouped, number};
use super::axis::Axis;

/// A span or a bar is at least so wide, in hundredths of the drawing.
const NARROWEST: f64 = 0.8;
/// A bar is at most so wide, in hundredths of the drawing.
const WIDEST: f64 = 6.0;
/// Rows of spans below the line of time; what finds no room there stands in the list alone.
const MOST_LANES: usize = 8;
/// The height of a row of spans, in CSS pixels.
const LANE: usize = 12;
/// From here on, in hundredths of the drawing, a word ends at its place instead of beginning there.
const LAST_TICK: f64 = 90.0;
/// So many words stand below the line of time at most.
const MOST_TICKS: i32 = 8;

/// Documents over time. Lengths are percentages of the drawing, so that it fits any width while
/// its letters keep their size.
#[derive(Debug, Clone)]
pub(in super::super) struct Chart {
    pub bars: Vec<Bar>,
    pub ticks: Vec<Tick>,
    pub lanes: Vec<Lane>,
    /// The height of all rows of spans, in CSS pixels.
    pub lanes_height: usize,
    /// What the drawing shows, in a sentence.
    pub caption: String,
    pub rows: Vec<Row>,
    pub spans: Vec<SpanLine>,
    /// How many times of several days more there are.
    pub more_spans: Option<String>,
}

/// A bar, or the band of a year whose months are not stated.
#[derive(Debug, Clone)]
pub(in super::super) struct Bar {
    pub href: String,
    pub words: String,
    pub class: &'static str,
    /// Whether search engines should not follow.
    pub nofollow: bool,
    pub x: String,
    pub width: String,
    pub y: String,
    pub height: String,
    /// The whole column, which leads to the listing too.
    pub column_x: String,
    pub column_width: String,
}

/// A word below the line of time.
#[derive(Debug, Clone)]
pub(in super::super) struct Tick {
    pub x: String,
    pub words: String,
    /// The year, where `words` are a month and the year begins with it.
    pub year: Option<String>,
    /// `tick`, and `last` near the end, where words must not stand out.
    pub class: &'static str,
}

/// A time of several days as a line.
#[derive(Debug, Clone)]
pub(in super::super) struct Lane {
    pub href: String,
    pub words: String,
    pub x: String,
    pub width: String,
    pub y: usize,
}

/// A line of the table.
#[derive(Debug, Clone)]
pub(in super::super) struct Row {
    pub words: String,
    pub href: String,
    pub nofollow: bool,
    pub count: String,
}

/// A time of several days in the list.
#[derive(Debug, Clone)]
pub(in super::super) struct SpanLine {
    pub words: String,
    pub href: String,
    pub title: String,
}

impl Room {
    /// The chart; `None` where no document has a date.
    pub(in super::super) fn chart(&self, timeline: &Timeline) -> Option<Chart> {
        let axis = Axis::over(timeline.counts.iter().map(|(time, _)| *time))?;
        let (columns, whole_years) = gathered(&axis, timeline);
        let tallest = columns.iter().chain(&whole_years).map(|column| column.count).max()?;
        let bar = |column: &Column, class| self.bar(&axis, column, class, tallest);
        let bars: Vec<Bar> = whole_years
            .iter()
            .map(|column| bar(column, "whole-year"))
            .chain(columns.iter().map(|column| bar(column, "bar")))
            .collect();
        let (lanes, count) = self.lanes(&axis, &timeline.spans);
        let shown = u64::try_from(timeline.spans.len()).unwrap_or(u64::MAX);
        let more = timeline.spans_in_all.saturating_sub(shown);
        Some(Chart {
            bars,
            ticks: self.ticks(&axis),
            lanes,
            lanes_height: count * LANE,
            caption: self.say_with(
                if axis.is_by_month() { "timeline-by-month" } else { "timeline-by-year" },
                &[("n", number(tallest)), ("count", grouped(tallest).into())],
            ),
            rows: self.rows(&axis, timeline, &columns, &whole_years),
            spans: timeline.spans.iter().map(|span| self.span_line(span)).collect(),
            more_spans: (more > 0).then(|| self.say_count("timeline-more-spans", more)),
        })
    }

    fn bar(&self, axis: &Axis, column: &Column, class: &'static str, tallest: u64) -> Bar {
        let left = f64::from(column.from) * axis.width();
        let full = f64::from(column.to - column.from) * axis.width();
        let width = if class == "bar" { (full * 0.82).min(WIDEST) } else { full };
        let height = (share(column.count, tallest) * 100.0).max(1.5);
        Bar {
            href: self.links.documents(&column.query),
            words: self.say_with(
                "timeline-bar",
                &[
                    ("time", self.column_words(axis, column).into()),
                    ("n", number(column.count)),
                    ("count", grouped(column.count).into()),
                ],
            ),
            class,
            nofollow: column.query.is_combined(),
            x: percent(left + (full - width) / 2.0),
            width: percent(width),
            y: percent(100.0 - height),
            height: percent(height),
            column_x: percent(left),
            column_width: percent(full),
        }
    }

    /// `July 1957`, `1957`, `1950–1959`, `1957, month not stated`.
    fn column_words(&self, axis: &Axis, column: &Column) -> String {
        let (year, month) = axis.beginning(column.from);
        if column.whole_year {
            return self.say_with("group-year-only", &[("year", year.to_string().into())]);
        }
        let [year, last] =
            [year, axis.last_year(column.from)].map(|year| i16::try_from(year).unwrap_or(i16::MAX));
        match month {
            Some(month) => self.point_words(PartialDate::Month(year, month)),
            None if last > year => {
                let years = Edtf::Interval(PartialDate::Year(year), PartialDate::Year(last));
                self.date_words(Some(years))
            }
            None => self.point_words(PartialDate::Year(year)),
        }
    }

    fn rows(
        &self,
        axis: &Axis,
        timeline: &Timeline,
        columns: &[Column],
        whole_years: &[Column],
    ) -> Vec<Row> {
        let mut all: Vec<&Column> = columns.iter().chain(whole_years).collect();
        all.sort_by_key(|column| (column.to, column.whole_year));
        let mut rows: Vec<Row> = all
            .into_iter()
            .map(|column| Row {
                words: self.column_words(axis, column),
                href: self.links.documents(&column.query),
                nofollow: column.query.is_combined(),
                count: grouped(column.count),
            })
            .collect();
        if timeline.undated > 0 {
            rows.push(Row {
                words: self.say("group-undated"),
                href: self.links.documents(&ListingQuery::undated()),
                nofollow: true,
                count: grouped(timeline.undated),
            });
        }
        rows
    }

    /// Words below the line: years, or months where there are few.
    fn ticks(&self, axis: &Axis) -> Vec<Tick> {
        let steps: &[i32] =
            if axis.is_by_month() { &[1, 3, 12, 24, 36] } else { &[1, 2, 5, 10, 20, 25, 50] };
        let step = steps.iter().copied().find(|step| axis.count / step <= MOST_TICKS);
        let step = step.unwrap_or(50);
        let by_year = axis.is_by_month() && step >= 12;
        let mut ticks = Vec::new();
        for piece in 0..axis.count {
            let (year, month) = axis.beginning(piece);
            let month_of = i32::from(month.unwrap_or(1)) - 1;
            let stands = match month {
                Some(_) if by_year => month_of == 0 && year.rem_euclid(step / 12) == 0,
                Some(_) => month_of.rem_euclid(step) == 0,
                None => (year / (axis.last_year(piece) - year + 1)).rem_euclid(step) == 0,
            };
            if !stands && piece > 0 {
                continue;
            }
            if piece == 0 && !stands && axis.count > step {
                continue;
            }
            let at = f64::from(piece) * axis.width();
            let class = if at > LAST_TICK { "tick last" } else { "tick" };
            let x = percent(at);
            ticks.push(match month.filter(|_| !by_year) {
                Some(month) => Tick {
                    x,
                    words: self.month_name_short(month),
                    year: (month == 1 || ticks.is_empty()).then(|| year.to_string()),
                    class,
                },
                None => Tick { x, words: year.to_string(), year: None, class },
            });
        }
        ticks
    }

    /// The times of several days as lines in rows, none above another, and how many rows there are.
    fn lanes(&self, axis: &Axis, spans: &[TimelineSpan]) -> (Vec<Lane>, usize) {
        let mut ends: Vec<f64> = Vec::new();
        let mut lanes = Vec::new();
        for span in spans {
            let Ok(after) = span.value.end().last_day().tomorrow() else { continue };
            let from = axis.place(span.value.start().first_day()).max(0.0);
            let to = axis.place(after).min(100.0);
            if to <= 0.0 || from >= 100.0 {
                continue;
            }
            let width = (to - from).max(NARROWEST);
            let from = from.min(100.0 - width);
            let row = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
            if row == MOST_LANES {
                continue;
            }
            let end = from + width + 0.4;
            match ends.get_mut(row) {
                Some(known) => *known = end,
                None => ends.push(end),
            }
            let line = self.span_line(span);
            lanes.push(Lane {
                words: format!("{}: {}", line.words, line.title),
                href: line.href,
                x: percent(from),
                width: percent(width),
                y: row * LANE + 3,
            });
        }
        (lanes, ends.len())
    }

    fn span_line(&self, span: &TimelineSpan) -> SpanLine {
        let message = match span.role {
            DateRole::Period => "list-date-period",
            _ => super::super::role_date::message(span.role, span.title.as_deref()),
        };
        let date = self.date_words(Some(span.value));
        SpanLine {
            words: self.say_with(message, &[("date", date.into())]),
            href: self.links.document(&span.id),
            title: self.title_words(span.title.as_deref(), span.id.as_str()),
        }
    }

    fn month_name_short(&self, month: i8) -> String {
        self.say(&format!("month-short-{month}"))
    }
}

/// Documents of one piece of time, or of a year whose months are not stated.
struct Column {
    from: i32,
    to: i32,
    count: u64,
    query: ListingQuery,
    whole_year: bool,
}

/// The counts by pieces of the line; years without a month apart where pieces are months.
fn gathered(axis: &Axis, timeline: &Timeline) -> (Vec<Column>, Vec<Column>) {
    let (mut columns, mut whole_years): (Vec<Column>, Vec<Column>) = (Vec::new(), Vec::new());
    for (time, count) in &timeline.counts {
        let (from, to) = axis.pieces(*time);
        let whole_year = axis.is_by_month() && time.precision() == Precision::Year;
        let kind = if whole_year { &mut whole_years } else { &mut columns };
        match kind.last_mut().filter(|last| last.from == from) {
            Some(last) => last.count += count,
            None => kind.push(Column {
                from,
                to,
                count: *count,
                query: query(axis, from, *time, whole_year),
                whole_year,
            }),
        }
    }
    (columns, whole_years)
}

/// The listing of a piece.
fn query(axis: &Axis, piece: i32, time: PartialDate, whole_year: bool) -> ListingQuery {
    let year = |year: i32| format!("{year:04}");
    let first = time.first_day();
    if axis.is_by_month() && !whole_year {
        return ListingQuery::of_time(&format!("{:04}-{:02}", first.year(), first.month()));
    }
    let (from, last) = (axis.beginning(piece).0, axis.last_year(piece));
    if axis.is_by_month() || from == last {
        return ListingQuery::of_time(&year(i32::from(first.year())));
    }
    let from = from.max(1);
    ListingQuery { from: Some(year(from)), to: Some(year(last)), ..ListingQuery::default() }
}

/// A count as a part of the largest, 0 to 1.
fn share(count: u64, of: u64) -> f64 {
    let small = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    small(count) / small(of.max(1))
}

fn percent(hundredths: f64) -> String {
    let digits = format!("{hundredths:.3}");
    format!("{}%", digits.trim_end_matches('0').trim_end_matches('.'))
}
