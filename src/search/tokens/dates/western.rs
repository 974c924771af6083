//! Dates of day, month and year in any order that European languages write.

use super::super::Kind;
use super::months;
use super::span::{Group, Joint, Numbers, Span};
use super::{Found, Reader};

/// The most days that are listed and the most months that are joined.
const DAYS: usize = 31;
const MONTHS: usize = 4;

/// How a month is written, which tells what may stand before the year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// By its name.
    Name,
    /// In Roman numerals.
    Roman,
    /// In digits, between dots alone.
    Digits,
}

impl Reader<'_, '_> {
    /// `26-29 March 1957`, `July 28 to August 2, 1957`, `10.II.1957`, `August 1956`.
    pub(super) fn western(&self, first: usize) -> Option<Found> {
        let (mut groups, mut joints) = (Vec::new(), Vec::new());
        let mut at = first;
        loop {
            let (group, written, next) = self.group(at)?;
            groups.push(group);
            if let Some((year, next)) = self.year_after(next, written) {
                let span = Span::of_groups(&groups, &joints, year);
                return Some(self.found(span, first, next));
            }
            if groups.len() == MONTHS {
                return None;
            }
            let (joint, next) = self.joint(next)?;
            joints.push(joint);
            at = next;
        }
    }

    /// A month with its days, days first or after it, or alone.
    fn group(&self, at: usize) -> Option<(Group, Written, usize)> {
        if let Some(month) = self.month(at) {
            let days = self
                .blank_before(at + 1)
                .then(|| self.days(at + 1, true))
                .flatten()
                .unwrap_or((Numbers::default(), at + 1));
            return Some((Group { days: days.0, month }, Written::Name, days.1));
        }
        let (days, next) = self.days(at, false)?;
        let (month, written, next) = self.month_after(next)?;
        Some((Group { days, month }, written, next))
    }

    /// The month that follows a day; `next` is the token after the day.
    fn month_after(&self, next: usize) -> Option<(i8, Written, usize)> {
        let gap = self.scanner.gap(next - 1)?;
        if self.word(next)? == "of" && is_blank(gap) && is_blank(self.scanner.gap(next)?) {
            return Some((self.month(next + 1)?, Written::Name, next + 2));
        }
        if let Some(month) = self.month(next) {
            return consists(gap, " .,-").then_some((month, Written::Name, next + 1));
        }
        if let Some(month) = self.small(next) {
            let fits = gap == "." && (1..=12).contains(&month);
            return fits.then_some((month, Written::Digits, next + 1));
        }
        let month = months::roman(self.word(next)?)?;
        let token = self.scanner.main.get(next)?;
        let is_small = || {
            let stands = &self.scanner.text[token.start as usize..token.end as usize];
            stands.chars().any(char::is_lowercase)
        };
        // `i` between two blanks is a word.
        let fits = consists(gap, " ./-") && !(is_blank(gap) && is_small());
        fits.then_some((month, Written::Roman, next + 1))
    }

    /// The year that follows a month or the days after it.
    fn year_after(&self, next: usize, written: Written) -> Option<(i16, usize)> {
        let gap = self.scanner.gap(next.checked_sub(1)?)?;
        if written == Written::Name && self.word(next)? == "of" && is_blank(gap) {
            let is_apart = self.scanner.gap(next).is_some_and(is_blank);
            return self.year(next + 1).filter(|_| is_apart).map(|year| (year, next + 2));
        }
        let fits = match written {
            Written::Name => consists(gap, " .,-[]("),
            Written::Roman => consists(gap, " ./-"),
            Written::Digits => gap == ".",
        };
        self.year(next).filter(|_| fits).map(|year| (year, next + 1))
    }

    /// The days that stand from `at`, and the token after them. Commas alone join days only after
    /// a month: the number before `, 26 March` is another thing's.
    fn days(&self, at: usize, after_month: bool) -> Option<(Numbers, usize)> {
        let mut days = Numbers { items: vec![self.day(at)?], joints: Vec::new() };
        let mut next = at + 1;
        while days.items.len() < DAYS
            && let Some((joint, after)) = self.joint(next)
            && let Some(day) = self.day(after)
        {
            days.items.push(day);
            days.joints.push(joint);
            next = after + 1;
        }
        let ends_with_comma = days.joints.last() == Some(&Joint::Comma);
        if !after_month && ends_with_comma {
            return None;
        }
        Some((days, next))
    }

    /// A day's number, plain or as `3rd`.
    fn day(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let digits = match self.scanner.main[at].kind {
            Kind::Number => word,
            Kind::Word => ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?,
            _ => return None,
        };
        if digits.len() > 2 {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// What joins the date that ends before `next` to another, and where that begins.
    fn joint(&self, next: usize) -> Option<(Joint, usize)> {
        let gap = self.scanner.gap(next.checked_sub(1)?)?.trim();
        let by_word = || {
            let joint = match self.word(next)? {
                "to" | "through" | "thru" | "till" | "until" | "по" | "do" => Joint::Range,
                "and" | "or" | "и" | "i" => Joint::And,
                _ => return None,
            };
            is_blank(self.scanner.gap(next)?).then_some((joint, next + 1))
        };
        match gap {
            "-" | "‐" | "‑" | "–" | "—" | "−" | "~" | "～" | "〜" | ".-" | ".–" => {
                Some((Joint::Range, next))
            }
            "/" | "&" => Some((Joint::And, next)),
            "," => by_word().or(Some((Joint::Comma, next))),
            "" => by_word(),
            _ => None,
        }
    }

    fn blank_before(&self, at: usize) -> bool {
        self.scanner.gap(at - 1).is_some_and(|gap| consists(gap, " ."))
    }
}

fn is_blank(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Whether a gap is short and has these signs alone, any blank for a blank and any hyphen for `-`.
fn consists(gap: &str, signs: &str) -> bool {
    !gap.is_empty()
        && gap.len() <= 8
        && gap.chars().all(|c| {
            signs.contains(c)
                || c.is_whitespace() && signs.contains(' ')
                || super::is_hyphen(c) && signs.contains('-')
        })
}
