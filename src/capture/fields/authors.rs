//! Who wrote the document, where title, signature or letterhead say so for certain.
//!
//! Always inferred, with the words that the name was derived from. Lists of copies are
//! distribution and never name an author, but for the signer's name that two columns run together
//! put at the end of such a line.

use crate::document::{Author, AuthorKind, Block, BlockKind};

use super::date::dates_in;
use super::given_names;
use super::names::{is_body, is_initials, is_name_word, is_person, spaced_initials, usual_case};
use crate::capture::kinds;

/// The authors: by the title, else by the signature, else by the letterhead.
pub(crate) fn derived(title: Option<&str>, blocks: &[Block]) -> Vec<Author> {
    let by_title = title.map(of_title).unwrap_or_default();
    if !by_title.is_empty() {
        return by_title;
    }
    let office = of_letterhead(blocks);
    match of_signature(blocks) {
        Some(mut signer) => {
            if let (Some(evidence), Some(office)) = (&mut signer.evidence, office) {
                evidence.push_str("; letterhead: ");
                evidence.push_str(&office.name);
            }
            vec![signer]
        }
        None => office.into_iter().collect(),
    }
}

fn author(name: &str, kind: AuthorKind, place: &str, words: &str) -> Author {
    let words: String = words.chars().take(300).collect();
    Author { name: name.to_owned(), kind, evidence: Some(format!("{place}: {words}")) }
}

fn of_title(title: &str) -> Vec<Author> {
    if title.len() > 1000 {
        return Vec::new();
    }
    let names =
        journal(title).map(|name| vec![name]).or_else(|| sender(title)).or_else(|| speaker(title));
    names
        .unwrap_or_default()
        .into_iter()
        .map(|name| {
            let kind = if is_body(&name) { AuthorKind::Body } else { AuthorKind::Person };
            author(&name, kind, "title", title)
        })
        .collect()
}

/// `Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957`
fn journal(title: &str) -> Option<String> {
    let lower = title.to_ascii_lowercase();
    let (at, opening) = ["journal of ", "diary of ", "journal entry of "]
        .iter()
        .find_map(|opening| lower.find(opening).map(|at| (at, opening)))?;
    let before = lower[..at].trim();
    if !(before.is_empty()
        || before.ends_with("the")
        || before.ends_with("from")
        || before.starts_with("entry"))
    {
        return None;
    }
    let phrase =
        until(&title[at + opening.len()..], &[" for ", ",", ":", ";", " (", " on ", " - ", " – "]);
    name_at_end(phrase)
}

/// The text up to the first of some words.
fn until<'a>(text: &'a str, ends: &[&str]) -> &'a str {
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    text[..end].trim()
}

/// Words for offices that stand before a name.
const TITLES_OF_OFFICE: &[&str] = &[
    "ambassador",
    "secretary",
    "counselor",
    "counsellor",
    "attaché",
    "attache",
    "minister",
    "chargé",
    "charge",
    "d'affaires",
    "d’affaires",
    "consul",
    "general",
    "deputy",
    "chairman",
    "president",
    "cde.",
    "comrade",
    "comr.",
    "marshal",
    "director",
    "chief",
    "soviet",
    "adviser",
    "advisor",
    "representative",
    "envoy",
    "plenipotentiary",
    "comrades",
    "foreign",
    "first",
    "second",
    "third",
];

/// Names of countries, which may stand before a name too.
const COUNTRIES: &[&str] = &[
    "China",
    "India",
    "Korea",
    "Vietnam",
    "Poland",
    "Hungary",
    "Romania",
    "Bulgaria",
    "Albania",
    "Mongolia",
    "Yugoslavia",
    "Czechoslovakia",
    "Germany",
    "Cuba",
    "Egypt",
    "Indonesia",
    "Japan",
    "Pakistan",
    "Afghanistan",
    "Iran",
    "Turkey",
    "Burma",
    "Syria",
    "Union",
    "Republic",
    "States",
    "Kingdom",
    "Britain",
    "France",
    "Italy",
    "Ethiopia",
];

/// The person's name that a phrase of offices and countries ends in.
fn name_at_end(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let is_office = |word: &str| TITLES_OF_OFFICE.contains(&word.to_lowercase().as_str());
    let is_country = |word: &str| {
        COUNTRIES.contains(&word)
            || (word.len() >= 2 && word.chars().all(char::is_uppercase) && !word.contains('.'))
    };
    let mut start = words.len();
    while start > 0
        && words.len() - start < 4
        && is_name_word(words[start - 1])
        && !is_office(words[start - 1])
        && !is_country(words[start - 1])
    {
        start -= 1;
    }
    let name = &words[start..];
    let surname = name.last().filter(|word| !is_initials(word))?;
    if let Some(first) = name.iter().position(|word| is_initials(word)) {
        // A given name may stand before a middle initial.
        let from = if first > 0 && name.len() - first == 2 && start == 0 { 0 } else { first };
        let from = if from > 0 && first == 1 && start > 0 && is_country(words[start - 1]) {
            0
        } else {
            from
        };
        return Some(spaced_initials(&name[from..].join(" ")));
    }
    match (start, name.len()) {
        (0, 2..=3) => Some(name.join(" ")),
        (1.., 1) if is_office(words[start - 1]) || is_country(words[start - 1]) => {
            Some((*surname).to_owned())
        }
        (1.., 2..=3) if is_office(words[start - 1]) || is_country(words[start - 1]) => {
            Some(name.join(" "))
        }
        _ => None,
    }
}

/// The words for kinds of document that have a sender.
const SENT: &[&str] = &[
    "letter",
    "telegram",
    "cable",
    "cablegram",
    "note",
    "message",
    "report",
    "memorandum",
    "memo",
    "dispatch",
    "despatch",
    "information",
    "airgram",
    "telegraph",
    "draft",
    "aide-memoire",
];

/// `Letter from X to Y`, `Telegram, X to Y`, `Report by X on Z`
fn sender(title: &str) -> Option<Vec<String>> {
    let (kind, rest) = [" from ", ", ", " by "]
        .iter()
        .filter_map(|joint| title.find(joint).map(|at| (at, joint)))
        .min()
        .map(|(at, joint)| ((&title[..at], *joint), &title[at + joint.len()..]))?;
    let (kind, joint) = kind;
    let last = kind.split_whitespace().rev().find(|word| {
        !word.starts_with(|c: char| c.is_ascii_digit() || c == '#')
            && !matches!(*word, "No." | "Nos." | "Number" | "Nr.")
    })?;
    if kind.split_whitespace().count() > 7 || !SENT.contains(&last.to_lowercase().as_str()) {
        return None;
    }
    let ends = [
        " to ",
        ", ",
        ": ",
        " (",
        " on ",
        " about ",
        " regarding ",
        " concerning ",
        " with ",
        " at ",
        "; ",
    ];
    let phrase = until(rest, &ends);
    // After a comma alone, only an addressee shows that a sender stood before.
    if joint == ", " && !rest[phrase.len()..].starts_with(" to ") {
        return None;
    }
    named(phrase)
}

/// `Mao Zedong, 'On the Problem of Stalin'`
fn speaker(title: &str) -> Option<Vec<String>> {
    let at = [", '", ", ‘", ", “", ", \""].iter().filter_map(|joint| title.find(joint)).min()?;
    let phrase = &title[..at];
    let several = phrase.split_whitespace().count() >= 2;
    let names = named(phrase)?;
    (several && names.iter().all(|name| is_person(plain(name)))).then_some(names)
}

/// A name without a second one in brackets.
fn plain(name: &str) -> &str {
    name.split('[').next().unwrap_or(name).trim()
}

/// The persons or the body that a phrase names; `None` in any doubt.
fn named(phrase: &str) -> Option<Vec<String>> {
    let phrase = phrase.trim();
    if phrase.is_empty() || phrase.len() > 160 {
        return None;
    }
    let bare =
        phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The ")).unwrap_or(phrase);
    if is_body(plain(bare)) {
        return bare.starts_with(char::is_uppercase).then(|| vec![bare.to_owned()]);
    }
    let mut names = Vec::new();
    for name in phrase.split(" and ") {
        const TITLES: &[&str] = &[
            "Comrade",
            "Cde.",
            "Comr.",
            "Col.",
            "Gen.",
            "Ambassador",
            "Premier",
            "Chairman",
            "President",
            "Marshal",
            "General",
            "Minister",
            "Mr.",
            "Dr.",
            "Secretary",
        ];
        let mut words: Vec<&str> = name.split_whitespace().collect();
        while words.len() > 1 && TITLES.contains(&words[0]) {
            words.remove(0);
        }
        let name = words.join(" ");
        if !is_person(plain(&name)) {
            return None;
        }
        names.push(spaced_initials(&name));
    }
    Some(names)
}

/// The signer: a name beside or after the word for a signature.
fn of_signature(blocks: &[Block]) -> Option<Author> {
    let from = blocks.len().saturating_sub(30);
    let at = (from..blocks.len()).find(|&at| {
        blocks[at].kind == BlockKind::Signature && kinds::is_signature(&blocks[at].text)
    })?;
    let text = blocks[at].text.as_str();
    let signed = |name: String, words: &str| {
        Some(author(&spaced_initials(&usual_case(&name)), AuthorKind::Person, "signature", words))
    };
    // `[signature]   (A. PUZANOV)`
    if let Some(name) = in_brackets(text) {
        return signed(name, text);
    }
    let after = text.rsplit(']').next().unwrap_or_default().trim();
    if is_signer(after) {
        return signed(after.to_owned(), text);
    }
    if let Some(next) = blocks.get(at + 1).map(|block| block.text.as_str()) {
        let name = in_brackets(next).or_else(|| is_signer(next).then(|| next.to_owned()));
        if let Some(name) = name {
            return signed(name, &format!("{text} {next}"));
        }
    }
    let previous = blocks.get(at.checked_sub(1)?)?;
    let words: Vec<&str> = previous.text.split_whitespace().collect();
    let name = match words[..] {
        // The right column, where the signature stands, ran into the list of copies.
        [.., "a/a", first, second] if previous.kind == BlockKind::Copies => [first, second],
        [first, second] if previous.kind != BlockKind::Paragraph => [first, second],
        _ => return None,
    };
    if !name.iter().all(|word| is_name_word(word)) {
        return None;
    }
    let turned = given_names::is_given(name[1]) && !given_names::is_given(name[0]);
    let name = if turned { [name[1], name[0]] } else { name };
    signed(name.join(" "), &format!("{} {text}", previous.text))
}

fn is_signer(words: &str) -> bool {
    (2..=4).contains(&words.split_whitespace().count()) && is_person(&usual_case(words))
}

/// A person's name in round brackets.
fn in_brackets(text: &str) -> Option<String> {
    let open = text.rfind('(')?;
    let close = text[open..].find(')')? + open;
    let name = text[open + 1..close].trim();
    (!name.is_empty() && is_person(&usual_case(name)) && (name.contains(' ') || name.contains('.')))
        .then(|| name.to_owned())
}

/// The office whose letterhead stands first. Two columns that ran together are read by column:
/// `Embassy of the Pyongyang, 14.II.1957` / `People's Republic of Poland` / `in Pyongyang`.
fn of_letterhead(blocks: &[Block]) -> Option<Author> {
    const OFFICES: &[&str] =
        &["Embassy", "Legation", "Consulate", "Ministry", "Mission", "Trade Representation"];
    let head: Vec<&str> = blocks
        .iter()
        .take(3)
        .take_while(|block| block.kind == BlockKind::Letterhead)
        .map(|block| block.text.split('[').next().unwrap_or_default().trim())
        .collect();
    let first = *head.first()?;
    let raw = blocks.first()?.text.as_str();
    if !OFFICES.iter().any(|office| first.starts_with(office))
        || first.split_whitespace().count() > 14
    {
        return None;
    }
    let dated = dates_in(first).into_iter().next();
    let left = dated.as_ref().map_or(first, |found| &first[..found.range.start]);
    let left = left.trim_end_matches([',', ' ', '\u{a0}']);
    if dated.is_some()
        && let Some((office, place)) = column(left)
        && let Some(&country) = head.get(1)
    {
        let stated = head
            .get(2)
            .filter(|line| line.strip_prefix("in ").is_some_and(|rest| rest.starts_with(place)));
        let polities = ["Republic", "Kingdom", "Union", "States", "Federation"];
        let sure = stated.is_some() || polities.iter().any(|word| country.contains(word));
        if sure
            && country.split_whitespace().count() <= 7
            && country.starts_with(char::is_uppercase)
        {
            let mut name = format!("{office} {country}");
            let mut evidence = format!("{raw} / {}", blocks[1].text);
            if let Some(place) = stated {
                name = format!("{name} {place}");
                evidence = format!("{evidence} / {}", blocks[2].text);
            }
            return Some(author(&name, AuthorKind::Body, "letterhead", &evidence));
        }
    }
    let name = unclassified(left);
    let whole = (name.contains(" of ") || name.contains(" in ") || name.starts_with("Ministry"))
        && !name.ends_with(" the")
        && !name.ends_with(" of")
        && !name.contains(|c: char| c.is_ascii_digit())
        && (name.contains(" in ") || dated.is_none());
    whole.then(|| author(name, AuthorKind::Body, "letterhead", raw))
}

/// The left column and the place of a line `Embassy of the Pyongyang`.
fn column(left: &str) -> Option<(&str, &str)> {
    let joint = [" of the ", " of "]
        .iter()
        .find_map(|joint| left.rfind(joint).map(|at| at + joint.len()))?;
    let place = left[joint..].trim();
    let named = (1..=2).contains(&place.split_whitespace().count())
        && place.starts_with(char::is_uppercase);
    named.then(|| (left[..joint].trim_end(), place))
}

/// A line without the degree of secrecy at its end.
fn unclassified(line: &str) -> &str {
    ["Top Secret", "TOP SECRET", "Secret", "SECRET", "Confidential", "Strictly"]
        .iter()
        .fold(line.trim(), |line, word| line.strip_suffix(word).unwrap_or(line).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::lines::{Findings, RawBlock};
    use crate::document::Language;

    fn check(title: &str, texts: &[&str], expect: &[(&str, AuthorKind)]) {
        let raw = texts
            .iter()
            .map(|text| RawBlock { text: (*text).into(), ..RawBlock::default() })
            .collect();
        let blocks =
            crate::capture::marks::blocks(raw, &Language::english(), &mut Findings::default());
        let authors = derived(Some(title), &blocks);
        let found: Vec<(&str, AuthorKind)> =
            authors.iter().map(|author| (author.name.as_str(), author.kind)).collect();
        assert_eq!(found, expect, "{title}");
        assert!(authors.iter().all(|author| author.evidence.is_some()));
    }

    const LONG: &str = "The ambassador received the counselor at his request and told him that the \
        talks on deliveries had been going on since the spring and would be finished in autumn.";

    #[test]
    fn titles_name_diarists_and_senders() {
        let person = |title: &str, name: &str| check(title, &[], &[(name, AuthorKind::Person)]);
        let body = |title: &str, name: &str| check(title, &[], &[(name, AuthorKind::Body)]);
        let none = |title: &str| check(title, &[], &[]);
        person(
            "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 3 July 1957",
            "A. M. Puzanov",
        );
        person("From the Journal of V. V. Vaskov, 27 August 1954: Memorandum", "V. V. Vaskov");
        person("From the Journal of Pavel F. Yudin: Record", "Pavel F. Yudin");
        person(
            "Entry from the Journal of Soviet ambassador to India Benediktov, Conversation",
            "Benediktov",
        );
        person("Telegram No. 405840 from Shtykov to Feng Xi [Stalin]", "Shtykov");
        person("Cable, Mao Zedong to Filippov [Stalin]", "Mao Zedong");
        person("Letter from Mao Zedong to Kim Il Sung", "Mao Zedong");
        person("Report by N. V. Roshchin on the Harvest", "N. V. Roshchin");
        person("Mao Zedong, 'On the Problem of Stalin'", "Mao Zedong");
        person("Report from Etre Sándor, 'Information'", "Etre Sándor");
        body(
            "Report, Embassy of Hungary in North Korea to the Hungarian Foreign Ministry",
            "Embassy of Hungary in North Korea",
        );
        body(
            "Telegram from the American Embassy in Seoul to the Secretary of State",
            "American Embassy in Seoul",
        );
        none("Note from a Conversation with the 1st Secretary, Comrade Pimenov");
        none("Notes from a Conversation between the 1st Secretary and Comrade Pimenov");
        none("Report, May 1957");
        none("Memorandum of Conversation between A. Bee and C. Dee");
        check(
            "Telegram from Kim Il Sung and Pak Heon-yeong to Stalin",
            &[],
            &[("Kim Il Sung", AuthorKind::Person), ("Pak Heon-yeong", AuthorKind::Person)],
        );
    }

    #[test]
    fn signatures_name_the_signer() {
        let person =
            |texts: &[&str], name: &str| check("Note", texts, &[(name, AuthorKind::Person)]);
        person(&[LONG, "[signature]   (A. PUZANOV)"], "A. Puzanov");
        person(
            &[LONG, "COUNSELLOR OF THE [signature]", "USSR MFA DVO (B. VERESHCHAGIN)"],
            "B. Vereshchagin",
        );
        person(&[LONG, "[signature]", "N. V. Roshchin"], "N. V. Roshchin");
        person(
            &[
                LONG,
                "7 cop[ies] made",
                "1 cop[y] a/a Nowak Jan",
                "[transl. note: signature]",
                "1st Secretary",
            ],
            "Jan Nowak",
        );
        check("Note", &[LONG, "[signature]"], &[]);
        check(
            "Note",
            &[LONG, "Five copies printed:", "1 - Cde. Gromyko", "2 - Cde. Fedorenko"],
            &[],
        );
    }

    #[test]
    fn letterheads_are_read_by_column() {
        check(
            "Note",
            &[
                "Embassy of the Pyongyang, 14.II.1957",
                "People’s Republic of Poland",
                "in Pyongyang [stamp]",
                "N o t e",
                LONG,
            ],
            &[("Embassy of the People’s Republic of Poland in Pyongyang", AuthorKind::Body)],
        );
        check(
            "Note",
            &["Embassy of the USSR in the DPRK Top Secret", "No. 179 Copy No. 2", LONG],
            &[("Embassy of the USSR in the DPRK", AuthorKind::Body)],
        );
        check("Note", &["Embassy of Warsaw, 14.II.1957", "Secret", LONG], &[]);
    }
}
