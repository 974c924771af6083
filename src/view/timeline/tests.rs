use crate::address::Slug;
use crate::document::{DateRole, Edtf, PartialDate, Timeline, TimelineSpan};

use super::super::sample;
use super::Chart;

fn timeline(counts: &[(&str, u64)], spans: &[&str]) -> Timeline {
    let span = |value: &&str| TimelineSpan {
        id: Slug::from_stem("a"),
        title: Some("Notes from a Conversation".to_owned()),
        role: DateRole::Described,
        value: Edtf::parse(value).unwrap(),
    };
    Timeline {
        counts: counts.iter().map(|(t, n)| (PartialDate::parse(t).unwrap(), *n)).collect(),
        undated: 2,
        spans: spans.iter().map(span).collect(),
        spans_in_all: 50,
    }
}

fn chart(counts: &[(&str, u64)], spans: &[&str]) -> Chart {
    sample::room().chart(&timeline(counts, spans)).unwrap()
}

/// A length in hundredths of the drawing.
fn hundredths(percent: &str) -> f64 {
    percent.strip_suffix('%').unwrap().parse().unwrap()
}

#[test]
fn drawing_and_table_say_the_same() {
    let chart = chart(&[("1957-02", 1), ("1957-07", 4), ("1957", 3)], &[]);
    let counts: Vec<_> =
        chart.rows.iter().map(|row| (row.words.as_str(), row.count.as_str())).collect();
    let expect = [
        ("February 1957", "1"),
        ("July 1957", "4"),
        ("1957, month not stated", "3"),
        ("Undated", "2"),
    ];
    assert_eq!(counts, expect);
    assert_eq!(chart.bars.len(), 3);
    for bar in &chart.bars {
        assert!(chart.rows.iter().any(|row| row.href == bar.href), "{bar:?}");
        assert!(hundredths(&bar.height) > 0.0 && hundredths(&bar.y) >= 0.0, "{bar:?}");
    }
    assert_eq!(chart.bars.iter().filter(|bar| bar.height == "100%").count(), 1);
}

#[test]
fn a_year_without_a_month_is_a_band_over_the_whole_year() {
    let chart = chart(&[("1956-12", 1), ("1957-07", 4), ("1957", 3)], &[]);
    let band = chart.bars.iter().find(|bar| bar.class == "whole-year").unwrap();
    assert!(band.href.ends_with("/documents?year=1957"), "{band:?}");
    assert!(hundredths(&band.width) > 90.0, "{band:?}");
}

#[test]
fn nothing_stands_outside_of_the_drawing() {
    for counts in [
        &[("0001", 1), ("9999", 1)][..],
        &[("1957-07", 1)],
        &[("1950-01", 1), ("1960-06", 9)],
        &[("1850", 1), ("1990-12", u64::MAX)],
    ] {
        let chart = chart(counts, &["1957-03-26/1957-03-29", "0001/9999", "1850/1851"]);
        let bars = chart.bars.iter().map(|bar| (&bar.x, &bar.width));
        for (x, width) in bars.chain(chart.lanes.iter().map(|lane| (&lane.x, &lane.width))) {
            let (x, width) = (hundredths(x), hundredths(width));
            assert!(x >= 0.0 && width > 0.0 && x + width <= 100.01, "{counts:?}: {x} {width}");
        }
        assert!((1..=14).contains(&chart.ticks.len()), "{counts:?}: {}", chart.ticks.len());
    }
}

#[test]
fn times_that_overlap_stand_in_rows_of_their_own() {
    let spans = ["1957-03-01/1957-03-20", "1957-03-10/1957-03-29", "1957-06-01/1957-06-03"];
    let chart = chart(&[("1957-02", 1), ("1957-07", 1)], &spans);
    let rows: Vec<_> = chart.lanes.iter().map(|lane| lane.y).collect();
    assert!(rows[0] != rows[1] && rows[0] == rows[2], "{rows:?}");
    assert!(chart.lanes[0].words.starts_with("conversation 1–20 March 1957"));
    assert!(chart.more_spans.is_some());
}

#[test]
fn a_room_without_dates_has_no_chart() {
    assert!(sample::room().chart(&timeline(&[], &[])).is_none());
}
