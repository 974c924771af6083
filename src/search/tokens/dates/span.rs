//! The days and months that a date names.

use jiff::civil::Date;

use crate::document::PartialDate;

/// The most days that a range is filled with; of a longer one the ends count.
const LONGEST: usize = 62;

/// How a day, or a month with its days, is joined to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// All between them too.
    Range,
    /// `and`, `/`
    And,
    /// A comma.
    Comma,
}

/// Numbers of days or months as they stand, and what stands between them: one fewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) items: Vec<i8>,
    pub(super) joints: Vec<Joint>,
}

impl Numbers {
    /// All numbers that are meant: two over a dash mean those between, three over dashes
    /// themselves.
    fn each(&self) -> Vec<i8> {
        let mut each = Vec::new();
        for (at, &item) in self.items.iter().enumerate() {
            let is_range = |joint: usize| self.joints.get(joint) == Some(&Joint::Range);
            let fills = at > 0
                && is_range(at - 1)
                && !is_range(at)
                && (at < 2 || !is_range(at - 2))
                && self.items[at - 1] < item;
            if fills {
                each.extend(self.items[at - 1] + 1..item);
            }
            each.push(item);
        }
        each
    }
}

/// A month and the days in it, if days are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) days: Numbers,
    pub(super) month: i8,
}

/// The days and months that a date names, in order; empty where the calendar has none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span(Vec<PartialDate>);

impl Span {
    pub(super) fn of_day(day: PartialDate) -> Self {
        Self(vec![day])
    }

    /// The groups' dates, the year that of the last.
    pub(super) fn of_groups(groups: &[Group], joints: &[Joint], year: i16) -> Self {
        let mut years = vec![year; groups.len()];
        for at in (1..groups.len()).rev() {
            let turns = groups[at - 1].month > groups[at].month;
            years[at - 1] = if turns { years[at] - 1 } else { years[at] };
        }
        let mut dates: Vec<PartialDate> = Vec::new();
        for (at, (group, &year)) in groups.iter().zip(&years).enumerate() {
            let own = of_group(group, year);
            if at > 0
                && joints.get(at - 1) == Some(&Joint::Range)
                && let (Some(&before), Some(&after)) = (dates.last(), own.first())
            {
                dates.extend(between(before, after));
            }
            dates.extend(own);
        }
        let mut seen = Vec::new();
        dates.retain(|date| {
            let is_new = !seen.contains(date);
            if is_new {
                seen.push(*date);
            }
            is_new
        });
        Self(dates)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn dates(&self) -> impl Iterator<Item = PartialDate> {
        self.0.iter().copied()
    }
}

fn of_group(group: &Group, year: i16) -> Vec<PartialDate> {
    if group.days.items.is_empty() {
        return PartialDate::month(year, group.month).into_iter().collect();
    }
    let each = group.days.each();
    each.into_iter().filter_map(|day| PartialDate::day(year, group.month, day)).collect()
}

/// What lies between two days or two months, both left out.
fn between(before: PartialDate, after: PartialDate) -> Vec<PartialDate> {
    match (before, after) {
        (PartialDate::Day(before), PartialDate::Day(after)) => {
            let days = before.tomorrow().into_iter().flat_map(|next: Date| {
                std::iter::successors(Some(next), |day| day.tomorrow().ok())
            });
            let days: Vec<Date> = days.take_while(|day| *day < after).take(LONGEST).collect();
            if days.len() == LONGEST {
                return Vec::new();
            }
            days.into_iter().map(PartialDate::Day).collect()
        }
        (PartialDate::Month(year, first), PartialDate::Month(other, last)) if year == other => {
            (first + 1..last).filter_map(|month| PartialDate::month(year, month)).collect()
        }
        _ => Vec::new(),
    }
}
