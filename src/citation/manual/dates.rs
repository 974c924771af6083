//! Dates in words.

use super::super::CslDate;

/// The months' names in English.
pub(in crate::citation) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_MONTHS: [&str; 12] = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
];

/// `July 8, 1957`; of an interval `March 26–29, 1957`.
pub(super) fn month_first(date: &CslDate) -> String {
    let month = |month: i16| name(&MONTHS, month);
    written(
        date,
        |parts, with_month, with_year| match *parts {
            [year, m, day] => {
                let month = if with_month { format!("{} ", month(m)) } else { String::new() };
                format!(
                    "{month}{day}{}",
                    if with_year { format!(", {year}") } else { String::new() }
                )
            }
            [year, m] => {
                let year = if with_year { format!(" {year}") } else { String::new() };
                format!("{}{year}", month(m))
            }
            [year] => year.to_string(),
            _ => String::new(),
        },
        true,
    )
}

/// `8 July 1957`; of an interval `26–29 Mar. 1957`.
pub(super) fn day_first(date: &CslDate) -> String {
    let month = |month: i16| name(&SHORT_MONTHS, month);
    written(
        date,
        |parts, with_month, with_year| {
            let year = |year: i16| if with_year { format!(" {year}") } else { String::new() };
            match *parts {
                [y, m, day] if with_month => format!("{day} {}{}", month(m), year(y)),
                [_, _, day] => day.to_string(),
                [y, m] => format!("{}{}", month(m), year(y)),
                [y] => y.to_string(),
                _ => String::new(),
            }
        },
        false,
    )
}

/// `1957`; of an interval over several years `1957–1958`.
pub(super) fn years(date: &CslDate) -> String {
    let mut years: Vec<i16> =
        date.date_parts.iter().filter_map(|parts| parts.first().copied()).collect();
    years.dedup();
    years.iter().map(i16::to_string).collect::<Vec<_>>().join("–")
}

/// One date, or two with what they share told once: before the first of them the month stays, or
/// after the last.
fn written(
    date: &CslDate,
    part: impl Fn(&[i16], bool, bool) -> String,
    month_leads: bool,
) -> String {
    match date.date_parts.as_slice() {
        [one] => part(one, true, true),
        [from, to] => {
            let same_year = from.first() == to.first();
            let same_month = same_year && from.len() == 3 && from.get(1) == to.get(1);
            let first = part(from, month_leads || !same_month, !same_year);
            format!("{first}–{}", part(to, !month_leads || !same_month, true))
        }
        _ => String::new(),
    }
}

fn name(months: &[&'static str; 12], month: i16) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| months.get(at)).copied().unwrap_or_default()
}
