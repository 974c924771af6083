//! Dates beside the document's own: when what it describes took place, when it was drafted,
//! registered and received, what period it covers.
//!
//! Read only from the title, the letterhead and stamps, and only where the words beside a date say
//! what it is. A date in the text itself is never taken.

use crate::document::{Block, BlockKind, DateRole, MarkPart, RoleDate};

use super::date::{Found, dates_in};

/// How many blocks from the beginning can be a head.
const HEAD: usize = 30;

/// The dates of a title, then those of the head in its order.
pub(crate) fn role_dates(title: Option<&str>, blocks: &[Block]) -> Vec<RoleDate> {
    let mut dates = Vec::new();
    if let Some(title) = title {
        of_title(title, &mut dates);
    }
    let head = &blocks[..blocks.len().min(HEAD)];
    let end = head
        .iter()
        .rposition(|block| matches!(block.kind, BlockKind::Letterhead | BlockKind::Stamp))
        .map_or(0, |last| last + 1);
    let titles = head[end..].iter().take_while(|block| block.kind == BlockKind::Heading).count();
    // What comes after a paragraph is no head any more.
    let first_words = head
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Paragraph))
        .unwrap_or(head.len());
    let head = &head[..(end + titles).min(first_words)];
    let mut stamp = None;
    for (at, block) in head.iter().enumerate() {
        if let Some(period) = period(&block.text, "letterhead") {
            push(&mut dates, period);
            continue;
        }
        match block.kind {
            BlockKind::Letterhead => of_letterhead(head, at, &mut dates),
            BlockKind::Stamp => of_stamp(block, &mut stamp, &mut dates),
            _ => {}
        }
    }
    dates
}

fn push(dates: &mut Vec<RoleDate>, date: RoleDate) {
    let known = dates.iter().any(|other| other.role == date.role && other.value == date.value);
    if !known {
        dates.push(date);
    }
}

fn role(role: DateRole, found: &Found, printed: &str, read_from: &str) -> Option<RoleDate> {
    Some(RoleDate {
        role,
        value: found.value?,
        as_printed: printed.to_owned(),
        read_from: read_from.to_owned(),
    })
}

/// `for the period 6 through 29 May 1957`
fn period(text: &str, read_from: &str) -> Option<RoleDate> {
    const OPENING: &str = "for the period";
    let start = text.char_indices().map(|(at, _)| at).take(400).find(|&at| {
        text[at..].get(..OPENING.len()).is_some_and(|words| words.eq_ignore_ascii_case(OPENING))
    })?;
    let rest = &text[start + OPENING.len()..];
    let found = dates_in(rest).into_iter().next()?;
    let between = rest[..found.range.start].trim();
    let near = ["", "from", "of", "of from", "between", ":"].contains(&between);
    let end = start + OPENING.len() + found.range.end;
    if near { role(DateRole::Period, &found, &text[start..end], read_from) } else { None }
}

/// In a title, the date of a meeting or of a journal's day: an event's name stands there, and a
/// preposition directly before the date.
fn of_title(title: &str, dates: &mut Vec<RoleDate>) {
    const EVENTS: &[&str] = &[
        "conversation",
        "conversations",
        "meeting",
        "meetings",
        "talk",
        "talks",
        "journal",
        "diary",
        "session",
        "visit",
        "reception",
        "discussion",
        "discussions",
        "dinner",
        "interview",
        "trip",
        "negotiations",
        "entry",
        "luncheon",
        "audience",
    ];
    if let Some(period) = period(title, "title") {
        push(dates, period);
        return;
    }
    let event = title
        .split(|c: char| !c.is_alphabetic())
        .any(|word| EVENTS.contains(&word.to_lowercase().as_str()));
    if !event {
        return;
    }
    for found in dates_in(title) {
        let before = title[..found.range.start].trim_end();
        let before = before.strip_suffix(" the").unwrap_or(before);
        let preposition = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if matches!(preposition, "on" | "of" | "for" | "from" | "in" | "between" | "during")
            && let Some(date) =
                role(DateRole::Described, &found, &title[found.range.clone()], "title")
        {
            push(dates, date);
        }
    }
}

/// In a letterhead: after a place, the day of writing; with or below a number, the day of entry in
/// the register.
fn of_letterhead(head: &[Block], at: usize, dates: &mut Vec<RoleDate>) {
    let text = &head[at].text;
    let plain = text.split('[').next().unwrap_or_default().trim();
    let found = dates_in(plain);
    let [found] = &found[..] else { return };
    let before = plain[..found.range.start].trim_end_matches([',', ' ', '\u{a0}']);
    let after = plain[found.range.end..].trim_matches(['.', ' ', ',']);
    let registered = if before.is_empty() {
        at > 0 && head[at - 1].kind == BlockKind::Letterhead && is_number(&head[at - 1].text)
    } else {
        is_number(before)
    };
    let placed = before.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "in" | "and" | "on")
    });
    let labelled = before == "Date:" || before == "DATE:";
    let what = if registered {
        DateRole::Registered
    } else if after.is_empty() && (placed || labelled) {
        DateRole::Drafted
    } else {
        return;
    };
    if let Some(date) = role(what, found, &plain[found.range.clone()], "letterhead") {
        push(dates, date);
    }
}

/// Whether words begin with a number's sign: `Nº 133 Copy Nº 2`, `No. 267`.
fn is_number(words: &str) -> bool {
    ["Nº", "N°", "№", "No", "Nr", "#"].iter().any(|sign| {
        words.strip_prefix(sign).is_some_and(|rest| {
            rest.trim_start_matches(['.', ' ', '\u{a0}', ':'])
                .starts_with(|c: char| c.is_alphanumeric())
                && !rest.starts_with(char::is_alphabetic)
        })
    })
}

/// In a stamp, the day of receipt or entry, where the stamp says which.
fn of_stamp(block: &Block, stamp: &mut Option<DateRole>, dates: &mut Vec<RoleDate>) {
    let outer = block.marks.first();
    if outer.is_none_or(|mark| matches!(mark.part, MarkPart::Whole | MarkPart::First)) {
        *stamp = None;
    }
    let lower = block.text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["incoming", "received", "receipt", "вход", "접수", "eingang", "wpłyn"]) {
        *stamp = Some(DateRole::Received);
    } else if says(&["registered", "registry"]) {
        *stamp = Some(DateRole::Registered);
    } else if says(&["outgoing", "исход"]) {
        *stamp = None;
    }
    let Some(what) = *stamp else { return };
    for found in dates_in(&block.text) {
        if let Some(date) = role(what, &found, &block.text[found.range.clone()], "stamp") {
            push(dates, date);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::lines::{Findings, RawBlock};
    use crate::document::Language;

    fn check(title: &str, texts: &[&str], expect: &[(&str, &str, &str)]) {
        let raw = texts
            .iter()
            .map(|text| RawBlock { text: (*text).into(), ..RawBlock::default() })
            .collect();
        let blocks =
            crate::capture::marks::blocks(raw, &Language::english(), &mut Findings::default());
        let dates: Vec<(String, String, String)> = role_dates(Some(title), &blocks)
            .into_iter()
            .map(|date| {
                (format!("{:?}", date.role).to_lowercase(), date.value.to_string(), date.as_printed)
            })
            .collect();
        let expect: Vec<(String, String, String)> = expect
            .iter()
            .map(|(role, value, words)| ((*role).into(), (*value).into(), (*words).into()))
            .collect();
        assert_eq!(dates, expect, "{title}");
    }

    const LONG: &str = "On 1 January 1950 the ambassador received the counselor at his request and \
        told him that the talks on deliveries had been going on since the spring.";

    #[test]
    fn a_title_dates_its_event() {
        check(
            "Conversation with Comrade A on 10 February 1957",
            &[LONG],
            &[("described", "1957-02-10", "10 February 1957")],
        );
        check(
            "Notes from a Conversation of 26-27-28-29.III.1957",
            &[LONG],
            &[("described", "1957-03-26/1957-03-29", "26-27-28-29.III.1957")],
        );
        check(
            "Journal of A. B. Cee for 8-9 May 1958",
            &[LONG],
            &[("described", "1958-05-08/1958-05-09", "8-9 May 1958")],
        );
        check("Letter from A to B, 8 May 1946", &[LONG], &[]);
        check("Report on the Harvest of May 1957", &[LONG], &[]);
        check(
            "From the Journal of A. B. Cee, 27 August 1954: Conversation on 5 July 1954",
            &[LONG],
            &[("described", "1954-07-05", "5 July 1954")],
        );
    }

    #[test]
    fn letterhead_and_stamps_say_what_their_dates_are() {
        check(
            "Note",
            &["Embassy of the Pyongyang, 14.II.1957", "N o t e", LONG],
            &[("drafted", "1957-02-14", "14.II.1957")],
        );
        check(
            "Journal of A. B. Cee",
            &[
                "Nº 133 Copy Nº 2",
                "31 May 1957",
                "[partial image of a stamp:",
                "Incoming Nº 5925-gs",
                "11 June 1957]",
                "[Ministry Stamp: Outgoing 1 July 1957]",
                "The Journal of A. B. CEE",
                "for the period 6 through 29 May 1957",
                "23 May 1957",
                LONG,
                "31 May 1957",
            ],
            &[
                ("registered", "1957-05-31", "31 May 1957"),
                ("received", "1957-06-11", "11 June 1957"),
                ("period", "1957-05-06/1957-05-29", "for the period 6 through 29 May 1957"),
            ],
        );
        check("Journal", &["3 July 1957", LONG], &[]);
    }
}
