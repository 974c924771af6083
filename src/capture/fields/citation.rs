//! The citation that a source prints: title, date, the name of the site, the source line.

use super::date::{DateLine, date_line};

/// What a citation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Citation<'a> {
    /// The title without its quotation marks.
    pub(crate) title: &'a str,
    /// The date, where one stands there.
    pub(crate) date: Option<DateLine>,
    /// What follows the site's name: the source line.
    pub(crate) source: &'a str,
    /// The address at the end.
    pub(crate) address: Option<&'a str>,
}

/// The names of the site in citations, the one longer that ends in the other first.
const SITES: &[&str] = &[
    "History and Public Policy Program Digital Archive",
    "Cold War International History Project Digital Archive",
    "Wilson Center Digital Archive",
];

/// Where the name of the site stands in a text, followed by a comma or the end of the sentence.
pub(crate) fn site_in(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("Digital Archive") {
        let end = from + at + "Digital Archive".len();
        if let Some(site) = SITES.iter().find(|site| text[..end].ends_with(**site))
            && text[end..].trim_start().starts_with([',', '.'])
        {
            return Some(end - site.len());
        }
        from = end;
    }
    None
}

/// Reads a citation from the left, with the shortest title that a date and the site's name follow.
pub(crate) fn citation(text: &str) -> Option<Citation<'_>> {
    let site = site_in(text)?;
    let name = SITES.iter().find(|name| text[site..].starts_with(**name))?;
    let before = text[..site].trim_end().trim_end_matches(',').trim_end();
    let (title, date) = dated(before);
    let rest = text[site + name.len()..].trim_start_matches([',', '.', ' ', '\u{a0}', '\n']);
    let (source, address) = addressed(rest);
    Some(Citation { title: unquoted(title), date, source, address })
}

/// Cuts the date from the end: up to two parts between commas.
fn dated(before: &str) -> (&str, Option<DateLine>) {
    let mut cut = before.len();
    let mut found = (before, None);
    for _ in 0..3 {
        // A comma inside the closing quotation mark ends the title too: `"Title," July 3, 1957`.
        let Some(at) = before[..cut].rfind(',') else { break };
        let part = before[at + 1..].trim_start_matches(['"', '”', '’', ' ', '\u{a0}', '\n']);
        if let Some(date) = date_line(part.trim()) {
            found = (&before[..at], Some(date));
            // What stands before the closing mark is the title's own, be it a date.
            let marks = ['"', '”', '’'];
            if before[at + 1..].starts_with(marks) || before[..at].trim_end().ends_with(marks) {
                break;
            }
        } else if part.len() > 40 {
            break;
        }
        cut = at;
    }
    if found.1.is_none() {
        // `"Title" July 3, 1957`: the comma was lost.
        for (at, mark) in before.rmatch_indices(['"', '”']).take(1) {
            let part = before[at + mark.len()..].trim_matches([',', ' ', '\u{a0}']);
            if let Some(date) = date_line(part) {
                return (&before[..at + mark.len()], Some(date));
            }
        }
    }
    found
}

/// The title without the quotation marks around it and the comma before the closing one.
fn unquoted(title: &str) -> &str {
    let open = ['"', '“', '”', '„'];
    let close = ['"', '”', '“'];
    let title = title.trim().trim_end_matches(',').trim_end();
    let inner = match title.strip_prefix(open) {
        Some(rest) => rest.strip_suffix(close).unwrap_or(rest),
        // A closing mark without an opening one was left by the capture.
        None if !title.contains(open) => title,
        None => title.strip_suffix(close).filter(|rest| !rest.contains(open)).unwrap_or(title),
    };
    inner.trim().trim_end_matches(',').trim()
}

/// Cuts the address from the end of the source line.
fn addressed(rest: &str) -> (&str, Option<&str>) {
    let Some(at) = rest.find("http://").or_else(|| rest.find("https://")) else {
        return (rest.trim(), None);
    };
    let end = rest[at..]
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"' | ')'))
        .map_or(rest.len(), |length| at + length);
    let address = rest[at..end].trim_end_matches(['.', ',']);
    (rest[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '<'), Some(address))
}

/// The record's number in its address: the digits after `/document/`.
pub(crate) fn record_id(address: &str) -> Option<&str> {
    let (_, number) = address.trim_end_matches('/').rsplit_once("/document/")?;
    let bare = number.split(['?', '#']).next().unwrap_or(number);
    (!bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_read_from_the_left() {
        let check = |text: &str, title: &str, date: Option<&str>, source: &str| {
            let citation = citation(text).unwrap();
            assert_eq!(citation.title, title, "{text}");
            let read = citation.date.map(|date| match date {
                DateLine::Date(value) => value.to_string(),
                other => format!("{other:?}"),
            });
            assert_eq!(read.as_deref(), date, "{text}");
            assert_eq!(citation.source, source, "{text}");
        };
        check(
            "\"Journal of A.B. Cee for 3 July 1957,\" July 03, 1957, History and Public Policy Program Digital Archive, AVPRF F. 1. Translated by X. https://a.example/document/12",
            "Journal of A.B. Cee for 3 July 1957",
            Some("1957-07-03"),
            "AVPRF F. 1. Translated by X.",
        );
        check(
            "\"Journal, Part 2\", July 8, 1957, Wilson Center Digital Archive, AVPRF.  \n<https://a.example/document/115633>",
            "Journal, Part 2",
            Some("1957-07-08"),
            "AVPRF.",
        );
        check(
            "“Letter, Mao to Kim,” August, 1962, History and Public Policy Program Digital Archive, PRC FMA.",
            "Letter, Mao to Kim",
            Some("1962-08"),
            "PRC FMA.",
        );
        check(
            "Letter, Mao to Kim, 1962, History and Public Policy Program Digital Archive, PRC FMA.",
            "Letter, Mao to Kim",
            Some("1962"),
            "PRC FMA.",
        );
        check(
            "\"Letter from Mao ,\" History and Public Policy Program Digital Archive, PRC FMA.",
            "Letter from Mao",
            None,
            "PRC FMA.",
        );
        check(
            "\"Telegram, A to B, January 19, 1950,\" January 19, 1950, Wilson Center Digital Archive, C.",
            "Telegram, A to B, January 19, 1950",
            Some("1950-01-19"),
            "C.",
        );
        assert!(citation("a digital archive of the Digital Archive").is_none());
    }

    #[test]
    fn the_address_gives_the_record() {
        let text = "\"A,\" May 01, 1950, History and Public Policy Program Digital Archive, B. https://a.example/document/110130";
        let address = citation(text).unwrap().address.unwrap();
        assert_eq!(address, "https://a.example/document/110130");
        assert_eq!(record_id(address), Some("110130"));
        assert_eq!(record_id("https://a.example/document/some-words"), None);
    }
}
