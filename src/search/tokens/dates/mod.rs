//! Dates in a text, in whatever notation, as tokens that are the same for the same day.
//!
//! Read: `10.II.1957`, `26-27-28-29.III.1957` (each day), `26-29 March 1957` (all days between),
//! `24 May to 11 June 1956`, `July 03, 1957`, `3rd of July 1957`, `August 1956`, `1957-03-28`,
//! `23.05.1957`, `1957. 3. 28.`, `1957년 3월 26~29일`, `1957년 4월`, `1957年3月26日`. A year alone, a
//! year of two digits and a day without its year are no dates; a day that the calendar lacks is
//! left out.

mod eastern;
mod months;
mod span;
#[cfg(test)]
mod tests;
mod western;

use super::Kind;
use super::character::is_hyphen;
use super::scanner::Scanner;
use crate::document::PartialDate;
use span::Span;

/// The letter that begins the token of a date. No token of a text has it: it is folded to `d`.
const SIGN: char = 'ⓓ';

/// The token of a day or a month, `ⓓ19570328` or `ⓓ195703`; a year has none.
#[must_use]
pub fn date_token(date: PartialDate) -> Option<String> {
    match date {
        PartialDate::Day(day) => {
            Some(format!("{SIGN}{:04}{:02}{:02}", day.year(), day.month(), day.day()))
        }
        PartialDate::Month(year, month) => Some(format!("{SIGN}{year:04}{month:02}")),
        PartialDate::Year(_) => None,
    }
}

/// The day or month that a token stands for.
#[must_use]
pub fn date_of_token(token: &str) -> Option<PartialDate> {
    let digits = token.strip_prefix(SIGN)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = digits.get(..4)?.parse().ok()?;
    let month = digits.get(4..6)?.parse().ok()?;
    match digits.get(6..)? {
        "" => PartialDate::month(year, month),
        day if day.len() == 2 => PartialDate::day(year, month, day.parse().ok()?),
        _ => None,
    }
}

/// A date in a text.
struct Found {
    span: Span,
    /// The first main token of it, and the one after its last.
    first: usize,
    next: usize,
    /// One past its last byte.
    end: u32,
}

/// Adds the tokens of all dates.
pub(super) fn add(scanner: &mut Scanner<'_>) {
    // Each date has a number, but may begin up to three words before it: `July and August 1956`.
    let mut free = 0;
    let mut at = 0;
    while at < scanner.main.len() {
        let reader = Reader { scanner };
        let found = reader
            .may_begin(at)
            .then(|| (at.saturating_sub(3).max(free)..=at).find_map(|first| reader.date(first, at)))
            .flatten();
        if let Some(found) = found {
            push(scanner, &found);
            free = found.next;
            at = found.next.max(at + 1);
        } else {
            at += 1;
        }
    }
}

fn push(scanner: &mut Scanner<'_>, found: &Found) {
    let first = scanner.main[found.first];
    let mut months = Vec::new();
    for date in found.span.dates() {
        let month = match date {
            PartialDate::Day(day) => PartialDate::Month(day.year(), day.month()),
            month => month,
        };
        let is_new = !months.contains(&month);
        if is_new {
            months.push(month);
        }
        let named = [(date != month).then_some(date), is_new.then_some(month)];
        for token in named.into_iter().flatten().filter_map(date_token) {
            let from = scanner.letters.len();
            scanner.letters.push_str(&token);
            let letters = (from, scanner.letters.len());
            scanner.push_alt(Kind::Date, letters, (first.start, found.end), first.position);
        }
    }
}

/// Reads dates among the main tokens.
struct Reader<'s, 't> {
    scanner: &'s Scanner<'t>,
}

impl Reader<'_, '_> {
    /// Whether a number of a date may stand at `at`: digits, or `3rd`.
    fn may_begin(&self, at: usize) -> bool {
        let token = &self.scanner.main[at];
        match token.kind {
            Kind::Number => true,
            Kind::Word => {
                self.scanner.surface(token).as_bytes().first().is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        }
    }

    /// The date that begins at `first`, where `number` is the first number from there.
    fn date(&self, first: usize, number: usize) -> Option<Found> {
        if first < number {
            self.month(first)?;
        }
        self.year_first(first)
            .or_else(|| self.eastern(first))
            .or_else(|| self.western(first))
            .filter(|found| !found.span.is_empty())
    }

    /// `1957-03-28` and `1957. 3. 28.`
    fn year_first(&self, first: usize) -> Option<Found> {
        let year = self.year(first)?;
        let is_joint = |gap: &str| match gap {
            "." | ". " | ".\u{a0}" => true,
            _ => {
                let mut chars = gap.chars();
                chars.next().is_some_and(is_hyphen) && chars.next().is_none()
            }
        };
        let gap = self.scanner.gap(first).filter(|gap| is_joint(gap))?;
        if self.scanner.gap(first + 1)? != gap {
            return None;
        }
        let (month, day) = (self.small(first + 1)?, self.small(first + 2)?);
        let span = Span::of_day(PartialDate::day(year, month, day)?);
        Some(self.found(span, first, first + 3))
    }

    fn found(&self, span: Span, first: usize, next: usize) -> Found {
        Found { span, first, next, end: self.scanner.main[next - 1].end }
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.scanner.main.get(at).map(|token| self.scanner.surface(token))
    }

    fn digits(&self, at: usize) -> Option<&str> {
        let token = self.scanner.main.get(at)?;
        (token.kind == Kind::Number).then(|| self.scanner.surface(token))
    }

    /// Four digits that may be a year.
    fn year(&self, at: usize) -> Option<i16> {
        let digits = self.digits(at).filter(|digits| digits.len() == 4)?;
        digits.parse().ok().filter(|year| (1000..=2999).contains(year))
    }

    /// A number of one or two digits.
    fn small(&self, at: usize) -> Option<i8> {
        self.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok()
    }

    /// A month by its name.
    fn month(&self, at: usize) -> Option<i8> {
        let token = self.scanner.main.get(at).filter(|token| token.kind == Kind::Word)?;
        months::month(self.scanner.surface(token))
    }
}
