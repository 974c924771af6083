//! Dates as sources print them, to EDTF.
//!
//! Read: `July 3, 1957`, `3 July 1957`, `August, 1962`, `1955`, `14.II.1957`, `10.2.1957`, lists
//! and ranges of days and months such as `26-27-28-29.III.1957`, `8-9 May 1958`,
//! `6 through 29 May 1957`, `24 May to 11 June 1956`. A date that the calendar does not have is
//! told apart from words that are no date.

use std::ops::Range;

use crate::document::{Edtf, PartialDate};

/// What a line says that should be a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateLine {
    /// A date or a span of time.
    Date(Edtf),
    /// Words that mean a date but are none of the calendar, or leave it open.
    Invalid,
    /// The words `undated`, `no date`, `n.d.`.
    Undated,
}

/// A date that stands somewhere in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The bytes of the text.
    pub(crate) range: Range<usize>,
    /// The value, or `None` where the calendar does not have it.
    pub(crate) value: Option<Edtf>,
}

/// How much of a text is searched for dates, in bytes.
const SEARCHED: usize = 4000;

/// Reads a whole line as a date; `None` where it is no date at all.
pub(crate) fn date_line(line: &str) -> Option<DateLine> {
    if line.len() > 80 || line.is_empty() {
        return None;
    }
    let bare =
        line.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.') || c.is_whitespace());
    if ["undated", "no date", "n.d", "date unknown"]
        .iter()
        .any(|word| bare.eq_ignore_ascii_case(word))
    {
        return Some(DateLine::Undated);
    }
    let tokens = tokens(line);
    let reader = Reader { tokens: &tokens };
    if let Some((value, end)) = reader.date(0, true)
        && end == tokens.len()
    {
        return Some(value.map_or(DateLine::Invalid, DateLine::Date));
    }
    let mut signs = 0;
    let all_dates = tokens.iter().all(|token| match token.what {
        What::Number(_, length) => {
            signs += usize::from(length == 4);
            true
        }
        What::Month(_) => {
            signs += 1;
            true
        }
        What::Joint | What::Comma | What::Dot | What::Quote => true,
        What::Word => VAGUE.contains(&line[token.range.clone()].to_ascii_lowercase().as_str()),
        What::Roman(_) | What::Slash | What::Other => false,
    });
    (all_dates && signs > 0).then_some(DateLine::Invalid)
}

const VAGUE: &[&str] = &[
    "ca",
    "c",
    "circa",
    "about",
    "early",
    "late",
    "mid",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "or",
    "before",
    "after",
    "approximately",
    "probably",
    "no",
    "day",
];

/// All dates with at least month and year in a text, in their order.
pub(crate) fn dates_in(text: &str) -> Vec<Found> {
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens(&text[..end]);
    let reader = Reader { tokens: &tokens };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.date(at, false) {
            Some((value, end)) if end > at => {
                found.push(Found {
                    range: tokens[at].range.start..tokens[end - 1].range.end,
                    value,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A number's value and its count of digits.
    Number(i16, usize),
    Month(i8),
    /// A Roman numeral from I to XII.
    Roman(i8),
    /// A dash, `to`, `through`, `and`.
    Joint,
    Comma,
    Dot,
    Slash,
    Quote,
    Word,
    Other,
}

#[derive(Debug, Clone)]
struct Token {
    what: What,
    range: Range<usize>,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut take = |test: fn(char) -> bool| {
            while let Some(&(_, next)) = chars.peek() {
                if !test(next) {
                    break;
                }
                end += next.len_utf8();
                chars.next();
            }
        };
        let what = if c.is_whitespace() {
            continue;
        } else if c.is_ascii_digit() {
            take(|c| c.is_ascii_digit());
            let digits = &text[start..end];
            match digits.parse() {
                Ok(value) => What::Number(value, digits.len()),
                Err(_) => What::Other,
            }
        } else if c.is_alphabetic() {
            take(char::is_alphabetic);
            let after_number = tokens.last().is_some_and(|token| {
                matches!(token.what, What::Number(..)) && token.range.end == start
            });
            match word(&text[start..end]) {
                // `3rd` and `1957 г`
                What::Word if after_number && end - start == 2 => continue,
                what => what,
            }
        } else {
            match c {
                ',' => What::Comma,
                '.' => What::Dot,
                '/' => What::Slash,
                '-' | '–' | '—' | '~' | '−' => What::Joint,
                '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '’' => What::Quote,
                _ => What::Other,
            }
        };
        tokens.push(Token { what, range: start..end });
    }
    tokens
}

fn word(word: &str) -> What {
    if matches!(word, "to" | "through" | "and" | "until" | "till") {
        return What::Joint;
    }
    if let Some(month) = month(word) {
        return What::Month(month);
    }
    match roman(word) {
        Some(value) => What::Roman(value),
        None => What::Word,
    }
}

/// The number of a month by its English, German, Polish or Russian name or abbreviation.
fn month(word: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["january", "jan", "januar", "stycznia", "января"],
        &["february", "feb", "februar", "lutego", "февраля"],
        &["march", "mar", "märz", "marca", "марта"],
        &["april", "apr", "kwietnia", "апреля"],
        &["may", "mai", "maja", "мая"],
        &["june", "jun", "juni", "czerwca", "июня"],
        &["july", "jul", "juli", "lipca", "июля"],
        &["august", "aug", "sierpnia", "августа"],
        &["september", "sept", "sep", "września", "сентября"],
        &["october", "oct", "oktober", "października", "октября"],
        &["november", "nov", "listopada", "ноября"],
        &["december", "dec", "dezember", "grudnia", "декабря"],
    ];
    if word.len() > 24 {
        return None;
    }
    // `may` in small letters is a verb; other small month names occur in capitals' place.
    if word == "may" || word == "march" || word == "mar" || word == "sep" || word == "dec" {
        return None;
    }
    let word = word.to_lowercase();
    let at = NAMES.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}

/// The value of a Roman numeral from I to XII in capitals.
fn roman(word: &str) -> Option<i8> {
    const NUMERALS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let at = NUMERALS.iter().position(|&numeral| numeral == word)?;
    i8::try_from(at + 1).ok()
}

struct Reader<'t> {
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn what(&self, at: usize) -> What {
        self.tokens.get(at).map_or(What::Other, |token| token.what)
    }

    /// The date that begins at a token, and the token after it; the value is `None` where the
    /// calendar lacks it. A year alone counts only if `years`.
    fn date(&self, at: usize, years: bool) -> Option<(Option<Edtf>, usize)> {
        let (value, end) = self.single(at, years)?;
        // A second whole date after a dash or `to` makes a span.
        if self.what(end) == What::Joint
            && let Some((second, after)) = self.single(end + 1, years)
        {
            return Some((span(value, second), after));
        }
        Some((value, end))
    }

    fn single(&self, at: usize, years: bool) -> Option<(Option<Edtf>, usize)> {
        self.days_first(at).or_else(|| self.month_first(at)).or_else(|| {
            let (year, end) = self.year(at)?;
            years.then(|| (PartialDate::year(year).map(Edtf::Point), end))
        })
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        match self.what(at) {
            What::Number(year, 4) if (1000..=2999).contains(&year) => Some((year, at + 1)),
            _ => None,
        }
    }

    fn skip(&self, at: usize, what: What) -> usize {
        if self.what(at) == what { at + 1 } else { at }
    }

    /// One day, or several: the first, the last, and the token after them.
    fn days(&self, at: usize) -> Option<(i8, i8, usize)> {
        let day = |at: usize| match self.what(at) {
            What::Number(day, 1 | 2) => i8::try_from(day).ok().map(|day| (day, at + 1)),
            What::Quote => match (self.what(at + 1), self.what(at + 2)) {
                (What::Number(day, 1 | 2), What::Quote) => {
                    i8::try_from(day).ok().map(|day| (day, at + 3))
                }
                _ => None,
            },
            _ => None,
        };
        let (first, mut end) = day(at)?;
        let mut last = first;
        while matches!(self.what(end), What::Joint | What::Comma | What::Slash)
            && let Some((next, after)) = day(end + 1)
            // `1, 2` of a month's days go up; other numbers are no days.
            && next > last
        {
            (last, end) = (next, after);
        }
        Some((first, last, end))
    }

    fn days_first(&self, at: usize) -> Option<(Option<Edtf>, usize)> {
        let (first, last, end) = self.days(at)?;
        let (month, end) = self.month_after_day(end)?;
        if let Some((year, end)) = self.year(self.skip(end, What::Comma)) {
            return Some((days_of(year, month, first, last), end));
        }
        // `24 May to 11 June 1956`: the year stands with the second date alone.
        if self.what(end) == What::Joint
            && let Some((second, after)) = self.days_first(end + 1)
        {
            let year = second.map(|second| year_of(second.start()))?;
            return Some((span(days_of(year, month, first, last), second), after));
        }
        None
    }

    fn month_after_day(&self, at: usize) -> Option<(i8, usize)> {
        match (self.what(at), self.what(at + 1), self.what(at + 2)) {
            (What::Month(month) | What::Roman(month), ..) => {
                Some((month, self.skip(at + 1, What::Dot)))
            }
            (What::Dot, What::Month(month), _) => Some((month, self.skip(at + 2, What::Dot))),
            (What::Dot, What::Roman(month), What::Dot)
            | (What::Slash, What::Roman(month), What::Slash)
            | (What::Joint, What::Roman(month), What::Joint) => Some((month, at + 3)),
            (What::Dot, What::Number(month, 1 | 2), What::Dot) => {
                i8::try_from(month).ok().map(|month| (month, at + 3))
            }
            _ => None,
        }
    }

    fn month_first(&self, at: usize) -> Option<(Option<Edtf>, usize)> {
        let What::Month(month) = self.what(at) else { return None };
        let end = self.skip(at + 1, What::Dot);
        if let Some((first, last, end)) = self.days(end) {
            if let Some((year, end)) = self.year(self.skip(end, What::Comma)) {
                return Some((days_of(year, month, first, last), end));
            }
            // `July 30 - August 2, 1957`
            if self.what(end) == What::Joint
                && let Some((second, after)) = self.month_first(end + 1)
            {
                let year = second.map(|second| year_of(second.start()))?;
                return Some((span(days_of(year, month, first, last), second), after));
            }
            return None;
        }
        if let Some((year, end)) = self.year(self.skip(end, What::Comma)) {
            return Some((PartialDate::month(year, month).map(Edtf::Point), end));
        }
        // `April-May 1957`
        if self.what(end) == What::Joint
            && let What::Month(_) = self.what(end + 1)
            && let Some((second, after)) = self.month_first(end + 1)
        {
            let year = second.map(|second| year_of(second.start()))?;
            return Some((span(PartialDate::month(year, month).map(Edtf::Point), second), after));
        }
        None
    }
}

fn year_of(date: PartialDate) -> i16 {
    date.first_day().year()
}

fn days_of(year: i16, month: i8, first: i8, last: i8) -> Option<Edtf> {
    let (from, to) = (PartialDate::day(year, month, first)?, PartialDate::day(year, month, last)?);
    Some(if from == to { Edtf::Point(from) } else { Edtf::Interval(from, to) })
}

/// From the beginning of the first to the end of the second; `None` if that runs backwards.
fn span(first: Option<Edtf>, second: Option<Edtf>) -> Option<Edtf> {
    let (from, to) = (first?.start(), second?.end());
    (from.first_day() <= to.last_day()).then_some(Edtf::Interval(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_read_at_their_precision() {
        let check = |line: &str, expect: &str| {
            let read = match date_line(line) {
                Some(DateLine::Date(value)) => value.to_string(),
                Some(DateLine::Invalid) => "invalid".to_owned(),
                Some(DateLine::Undated) => "undated".to_owned(),
                None => "none".to_owned(),
            };
            assert_eq!(read, expect, "{line}");
        };
        check("July 3, 1957", "1957-07-03");
        check("July 03, 1957", "1957-07-03");
        check("July\u{a0}3, 1957", "1957-07-03");
        check("3 July 1957", "1957-07-03");
        check("April 1955", "1955-04");
        check("August, 1962", "1962-08");
        check("1955", "1955");
        check("July 3 - 5, 1957", "1957-07-03/1957-07-05");
        check("July 30 - August 2, 1957", "1957-07-30/1957-08-02");
        check("July 30, 1957 – August 2, 1957", "1957-07-30/1957-08-02");
        check("April 1957 - May 1957", "1957-04/1957-05");
        check("1955-1957", "1955/1957");
        check("February 30, 1957", "invalid");
        check("circa 1957", "invalid");
        check("Summer 1957", "invalid");
        check("undated", "undated");
        check("Letter from Kim Il Sung", "none");
        check("May", "invalid");
        check("12", "none");
        check("Protocol No. 3, 1957", "none");
        check("", "none");
    }

    #[test]
    fn dates_are_found_in_words() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let found: Vec<(String, String)> = dates_in(text)
                .into_iter()
                .map(|found| {
                    let value = found.value.map_or("none".to_owned(), |value| value.to_string());
                    (text[found.range].to_owned(), value)
                })
                .collect();
            let expect: Vec<(String, String)> = expect
                .iter()
                .map(|(words, value)| ((*words).to_owned(), (*value).to_owned()))
                .collect();
            assert_eq!(found, expect, "{text}");
        };
        check("Comrade Pimenov on 10 February 1957", &[("10 February 1957", "1957-02-10")]);
        check("of 26-27-28-29.III.1957", &[("26-27-28-29.III.1957", "1957-03-26/1957-03-29")]);
        check("Pyongyang, 14.II.1957", &[("14.II.1957", "1957-02-14")]);
        check("Embassy, 4.12.1957", &[("4.12.1957", "1957-12-04")]);
        check("for 8-9 May 1958", &[("8-9 May 1958", "1958-05-08/1958-05-09")]);
        check("6 through 29 May 1957", &[("6 through 29 May 1957", "1957-05-06/1957-05-29")]);
        check(
            "from 24 May to 11 June 1956.",
            &[("24 May to 11 June 1956", "1956-05-24/1956-06-11")],
        );
        check("“13” June 1956", &[("“13” June 1956", "1956-06-13")]);
        check("16/17 August 1957", &[("16/17 August 1957", "1957-08-16/1957-08-17")]);
        check("31 June 1957", &[("31 June 1957", "none")]);
        check("the plan for 1957 and section 5", &[]);
        check("No. 3 of May 5, 1957", &[("May 5, 1957", "1957-05-05")]);
        check("No. 267/37/2421/57/", &[]);
    }
}
