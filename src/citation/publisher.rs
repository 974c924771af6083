//! Who published a translation before it came here.

use super::{Origin, Publisher};

/// What a collection on the net calls itself, after `digital` or `online`.
const COLLECTIONS: [&str; 8] = [
    "archive",
    "archives",
    "collection",
    "collections",
    "edition",
    "library",
    "repository",
    "reader",
];
/// Words in small letters that names hold.
const JOINTS: [&str; 7] = ["and", "at", "for", "in", "of", "on", "the"];

/// The publisher by the source's own citation, else by the words of its statement of rights.
pub(super) fn publisher(as_given: Option<&str>, rights: Option<&str>) -> Option<Publisher> {
    let cited = as_given.and_then(cited);
    let cited = cited.map(|name| Publisher { name, origin: Origin::Source });
    cited.or_else(|| {
        let (name, evidence) = rights.and_then(implied)?;
        Some(Publisher { name, origin: Origin::Inferred(evidence) })
    })
}

/// The part of a citation, between commas and outside quotation marks, that names a collection on
/// the net.
fn cited(citation: &str) -> Option<String> {
    let bare = unquoted(citation);
    let parts = bare.split([',', ';']);
    // A full stop ends a part only where a blank follows; `St.` and the like are not met there.
    let parts = parts.flat_map(|part| part.split(". "));
    let mut names = parts
        .map(|part| part.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')'));
    names.find(|name| names_collection(name)).map(joined)
}

/// The words that stand outside quotation marks.
fn unquoted(words: &str) -> String {
    let mut is_quoted = false;
    let outside = |letter: &char| {
        match letter {
            '"' => is_quoted = !is_quoted,
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            _ => return !is_quoted,
        }
        false
    };
    words.chars().filter(outside).collect()
}

/// Whether the words are a name that ends in `Digital Archive` or the like.
fn names_collection(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(|letter: char| !letter.is_lowercase()) || JOINTS.contains(word)
    };
    let [.., kind, last] = words.as_slice() else { return false };
    let (kind, last) = (kind.to_lowercase(), last.to_lowercase());
    words.len() <= 12
        && words.iter().all(is_name)
        && ["digital", "online"].contains(&kind.as_str())
        && COLLECTIONS.contains(&last.as_str())
}

/// The name that a statement of rights leads to, and the words that it was taken from: who welcomes
/// the reuse of which materials, else a name in it that ends in `Digital Archive` or the like.
fn implied(rights: &str) -> Option<(String, String)> {
    let sentences =
        || rights.split(['\n', '\r']).flat_map(|paragraph| paragraph.split_inclusive(". "));
    let welcomed = sentences().find_map(|sentence| {
        let (holder, rest) = VERBS.iter().find_map(|verb| sentence.split_once(verb))?;
        let (materials, _) = MATERIALS.iter().filter_map(|word| rest.split_once(word)).min()?;
        let holder = holder.trim().trim_start_matches("The ").trim_start_matches("the ");
        let materials = materials.trim().trim_start_matches("the ").trim_start_matches("The ");
        let name = joined(&format!("{holder} {materials}"));
        let said = &sentence[..rest.as_ptr().addr() - sentence.as_ptr().addr()];
        let evidence = format!("{said}{}", &rest[..rest.find(materials)? + materials.len()]);
        (names_collection(&name) && !materials.is_empty()).then(|| (name, joined(&evidence)))
    });
    welcomed.or_else(|| sentences().find_map(named))
}

/// What stands between who gives and what is given.
const VERBS: [&str; 6] = [
    " welcomes reuse of ",
    " welcomes the reuse of ",
    " welcomes re-use of ",
    " encourages reuse of ",
    " permits reuse of ",
    " allows reuse of ",
];
/// What is given, after its name.
const MATERIALS: [&str; 6] =
    [" materials", " material", " documents", " content", " records", " items"];

/// A name in a sentence that ends in `Digital Archive` or the like, with at least one word before.
fn named(sentence: &str) -> Option<(String, String)> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    (2..words.len()).find_map(|last| {
        let is_kind =
            ["digital", "online"].contains(&bare(words[last - 1]).to_lowercase().as_str());
        if !is_kind || !COLLECTIONS.contains(&bare(words[last]).to_lowercase().as_str()) {
            return None;
        }
        let is_of_name = |word: &&&str| {
            word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':'])
                || JOINTS.contains(*word)
        };
        let count = words[..last - 1].iter().rev().take_while(is_of_name).count();
        let mut name: &[&str] = &words[last - 1 - count..=last];
        while name.first().is_some_and(|word| JOINTS.contains(&word.to_lowercase().as_str())) {
            name = &name[1..];
        }
        let name: Vec<String> = name.iter().map(|word| bare(word)).collect();
        (name.len() > 2).then(|| (name.join(" "), joined(sentence)))
    })
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_citation_names_the_publisher() {
        let check = |citation: &str, expect: Option<&str>| {
            let found = publisher(Some(citation), None);
            assert_eq!(found.as_ref().map(|found| found.name.as_str()), expect, "{citation}");
            assert!(found.is_none_or(|found| found.origin == Origin::Source));
        };
        check(
            "\"Journal, Part 2\", July 8, 1957, Wilson Center Digital Archive, AVPRF F. 1. Translated by X.",
            Some("Wilson Center Digital Archive"),
        );
        check(
            "“Letter,” August, 1962, History and Public Policy Program Digital Archive, PRC FMA.",
            Some("History and Public Policy Program Digital Archive"),
        );
        check("\"On the Digital Archive,\" 1962, PRC FMA.", None);
        check(
            "Letter, 1962, Harvard Online Library. https://a.example/1",
            Some("Harvard Online Library"),
        );
        check("Letter, 1962, National Archive", None);
        check("the digital archive", None);
        check("", None);
    }

    #[test]
    fn a_statement_of_rights_implies_the_publisher() {
        let check = |rights: &str, expect: Option<(&str, &str)>| {
            let found = publisher(None, Some(rights));
            let expect = expect.map(|(name, evidence)| Publisher {
                name: name.to_owned(),
                origin: Origin::Inferred(evidence.to_owned()),
            });
            assert_eq!(found, expect, "{rights}");
        };
        check(
            "The History and Public Policy Program welcomes reuse of Digital Archive materials for research. Some \
             documents may be subject to copyright.\n\nTo enquire, write.",
            Some((
                "History and Public Policy Program Digital Archive",
                "The History and Public Policy Program welcomes reuse of Digital Archive",
            )),
        );
        check(
            "Please credit the Wilson Center Digital Archive. All else is free.",
            Some((
                "Wilson Center Digital Archive",
                "Please credit the Wilson Center Digital Archive.",
            )),
        );
        check("The group welcomes reuse of its materials.", None);
        check("All rights reserved.", None);
        check("Digital Archive", None);
        check("김일성 Digital Archive", None);
    }
}
