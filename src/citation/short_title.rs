//! A title of few words, where one follows from author, kind and date.

use crate::document::Edtf;

use super::archival;
use super::{Agent, Name};

/// Kinds of document by which a title may begin.
const KINDS: [&str; 26] = [
    "address",
    "agreement",
    "aide-memoire",
    "cable",
    "circular",
    "communiqué",
    "diary",
    "information",
    "instructions",
    "journal",
    "letter",
    "memo",
    "memorandum",
    "message",
    "minutes",
    "note",
    "notes",
    "protocol",
    "record",
    "report",
    "resolution",
    "speech",
    "statement",
    "summary",
    "telegram",
    "transcript",
];

/// `Puzanov journal, 8 July 1957`: the family name of the one author, a person; what the title or
/// the source calls the document; the date. `None` where one of them is missing or not in Latin
/// letters.
pub(super) fn short_title(
    title: Option<&str>,
    authors: &[Agent],
    genre: Option<&str>,
    date: Option<Edtf>,
) -> Option<String> {
    let [Agent { name: Name::Person { family, .. }, .. }] = authors else { return None };
    let is_latin = |words: &str| words.chars().all(|letter| letter < '\u{250}');
    if !is_latin(family) {
        return None;
    }
    let first = title
        .and_then(|title| title.split_whitespace().next())
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase());
    let by_title = first.filter(|word| KINDS.contains(&word.as_str()));
    let by_source = || {
        let genre = genre?.trim().to_lowercase();
        (is_latin(&genre) && (1..=2).contains(&genre.split_whitespace().count())).then_some(genre)
    };
    let kind = by_title.or_else(by_source)?;
    Some(format!("{family} {kind}, {}", archival::date(date?)))
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;

    #[test]
    fn a_short_title_tells_author_kind_and_date() {
        let check = |title: &str, author: &str, genre: &str, date: &str, expect: Option<&str>| {
            let agent = |name: &str| Agent { name: Name::of_person(name), origin: Origin::Source };
            let authors: Vec<Agent> = author.split('|').map(agent).collect();
            let found = short_title(Some(title), &authors, Some(genre), Edtf::parse(date));
            assert_eq!(found.as_deref(), expect);
        };
        let title = "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957";
        check(title, "A. M. Puzanov", "", "1957-07-08", Some("Puzanov journal, 8 July 1957"));
        check(title, "A. M. Puzanov", "", "", None);
        check(title, "A. M. Puzanov|Nam Il", "", "1957", None);
        check(title, "Embassy of Poland", "", "1957", None);
        check(
            "Talk with Kim",
            "A. M. Puzanov",
            "Diary Entry",
            "1957",
            Some("Puzanov diary entry, 1957"),
        );
        check("Talk with Kim", "A. M. Puzanov", "", "1957", None);
        check("대화", "Kim Il Sung", "Letter", "1957-07", Some("Kim letter, July 1957"));
        check("Letter", "김일성", "", "1957", None);
    }
}
