//! Which layout a capture has, told by its marks and never by where it came from.

use super::fields::{citation, date};
use super::furniture;
use super::lines::Lines;

/// The layouts that a capture can have; each has its own file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// The newer site: A1 to A4.
    Portal,
    /// The older site: B0 to B3.
    LegacyPortal,
    /// A print of either site: C1 and C2.
    PrintView,
    /// A page that lists records.
    Listing,
    /// None of these.
    Unknown,
}

/// How much of a file is searched for the marks of its head, in bytes.
const HEAD: usize = 64 * 1024;

/// How many filled lines of a file are searched for the marks of a listing.
const TOP: usize = 15;

/// Tells the layout.
pub(super) fn layout(lines: &Lines<'_>) -> Layout {
    let information = portal_information(lines);
    if information.is_none() && is_listing(lines) {
        return Layout::Listing;
    }
    let head = head(lines.text());
    if is_print(head) {
        return Layout::PrintView;
    }
    if information.is_some() {
        return Layout::Portal;
    }
    if citation::site_in(head).is_some_and(|at| citation_near(head, at) && at_the_head(lines, at)) {
        return Layout::LegacyPortal;
    }
    if has_dated_entries(lines) {
        return Layout::Listing;
    }
    Layout::Unknown
}

/// The line `Document Information`, the last of them.
pub(super) fn portal_information(lines: &Lines<'_>) -> Option<usize> {
    const LABEL: &str = "Document Information";
    let mut end = lines.text().len();
    while let Some(at) = lines.text()[..end].rfind(LABEL) {
        let line = lines.line_at(at);
        if lines.get(line) == LABEL {
            return Some(line);
        }
        end = at;
    }
    None
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `Citation:` and after it `Contents:` or `Original Language:`, with the site's name between.
fn is_print(head: &str) -> bool {
    let Some(start) = head.find("Citation:") else { return false };
    let rest = &head[start..];
    let end = rest.find("Contents:").or_else(|| rest.find("Original Language:"));
    end.is_some_and(|end| citation::site_in(&rest[..end]).is_some())
}

/// Whether the site's name stands in a citation: a date or a closing quotation mark before it.
fn citation_near(head: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(600);
    while !head.is_char_boundary(from) {
        from += 1;
    }
    let site = &head[from..];
    citation::citation(site)
        .is_some_and(|citation| citation.date.is_some() || head[from..at].contains(['"', '”']))
}

/// Whether few enough lines stand before the citation: where the page has its buttons, those with
/// the summary; on a bare page, date and summary alone. A text that cites the site further down is
/// no page of it.
fn at_the_head(lines: &Lines<'_>, site: usize) -> bool {
    let line = lines.line_at(site);
    let before: Vec<usize> = (0..line).filter(|&line| !lines.is_blank(line)).take(30).collect();
    let buttons = before.iter().any(|&line| furniture::is_button(lines.get(line)));
    before.len() <= if buttons { 25 } else { 5 }
}

fn is_listing(lines: &Lines<'_>) -> bool {
    let mut filled = 0;
    let mut of_site = false;
    for line in 0..lines.len() {
        if lines.is_blank(line) {
            continue;
        }
        filled += 1;
        let words = lines.get(line);
        of_site |= furniture::is_skip_link(words) || words == "Search in";
        if filled <= TOP
            && (words == "Results:"
                || words == "SEARCH RESULTS"
                || words == "No image found."
                || is_range_of(words))
        {
            return true;
        }
        if of_site && words == "Popular Documents" {
            return true;
        }
        if filled > 200 {
            break;
        }
    }
    false
}

/// `1 - 10 of 108`
fn is_range_of(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    matches!(words[..], [from, "-" | "–", to, "of", all] if number(from) && number(to) && number(all))
}

/// Three or more date lines, each followed by a title and a paragraph, and nothing before the
/// first but furniture or a title.
fn has_dated_entries(lines: &Lines<'_>) -> bool {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|&line| !lines.is_blank(line)).take(400).collect();
    let words = |place: usize| filled.get(place).map_or("", |&line| lines.get(line));
    let is_date = |place: usize| {
        let bare = words(place).trim_start_matches(['•', '-', ' ']);
        // The site writes the month first; dates of the text itself begin with the day.
        bare.starts_with(char::is_alphabetic) && date::date_line(bare).is_some()
    };
    let dates: Vec<usize> = (0..filled.len()).filter(|&place| is_date(place)).collect();
    let entries = dates
        .windows(2)
        .filter(|pair| (3..=5).contains(&(pair[1] - pair[0])))
        .filter(|pair| {
            let (title, about) = (words(pair[0] + 1), words(pair[0] + 2));
            title.len() < 300 && !title.ends_with('.') && about.ends_with(['.', '"', '”', ')'])
        })
        .count();
    entries >= 2
        && (dates.len() - 1) * 4 >= entries * 3
        && entries * 6 >= filled.len().saturating_sub(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_told_by_their_marks() {
        let check = |text: &str, expect: Layout| {
            assert_eq!(layout(&Lines::new(text)), expect, "{text}");
        };
        check(
            "Skip to content\n\nMay 1, 1950\n\nA\n\nB\n\nDocument Information\n\nC",
            Layout::Portal,
        );
        check(
            "Search in\n\n\"A,\" May 01, 1950, History and Public Policy Program Digital Archive, B.\n\nC",
            Layout::LegacyPortal,
        );
        check(
            "May 1, 1950 A Citation: “A,” May 01, 1950, History and Public Policy Program Digital Archive, B. Contents: English Translation C",
            Layout::PrintView,
        );
        check(
            "**Citation:**\n\n\"A\", May 1, 1950, Wilson Center Digital Archive, B.\n\n**Contents:**\n\nC",
            Layout::PrintView,
        );
        check(
            "Skip to content\n\nResults:\n\n1 - 10 of 11\n\nMay 1, 1950\n\nA\n\nB.",
            Layout::Listing,
        );
        check("Skip to content\n\n1 - 10 of 108", Layout::Listing);
        check("Search in\n\nNo image found.\n\nWords", Layout::Listing);
        check("Skip to content\n\nPlace\n\nPopular Documents\n\nMay 1, 1950", Layout::Listing);
        check(
            "May 1, 1950\nA\nOne.\nMay 2, 1950\nB\nTwo.\nMay 3, 1950\nC\nThree.",
            Layout::Listing,
        );
        check("1 May 1950\n\nWe went.\n\nWe saw.\n\n2 May 1950\n\nWe left.", Layout::Unknown);
        check("Some words.\n\nResults:", Layout::Listing);
        check(
            "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\n\"A,\" May 01, 1950, History and Public Policy Program Digital Archive, B.",
            Layout::Unknown,
        );
        check("He spoke of the Digital Archive, and went.", Layout::Unknown);
    }
}
