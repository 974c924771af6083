//! Names of persons and bodies, one or several.

use super::super::{CslItem, CslName};
use super::marks::{begins_a_word, is_of_a_word};
use super::part::{Part, joined, words};

/// How a style joins names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Join {
    /// Which of them stand with the family name first.
    pub(super) inverted: Inverted,
    /// What stands between two.
    pub(super) between_two: &'static str,
    /// What stands before the last of more.
    pub(super) before_last: &'static str,
    /// The most names that are all told.
    pub(super) most: usize,
    /// How many are told where there are more.
    pub(super) first: usize,
    /// What stands for the others.
    pub(super) others: Others,
    /// How given names are told.
    pub(super) given: Given,
    /// Whether all names stand with the family name first and without a comma: in an item whose
    /// language is Chinese or Japanese.
    pub(super) family_first: bool,
    /// Whether `de` and `van der` follow the given names where the family name stands first.
    pub(super) demotes_particles: bool,
}

/// How given names are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// As they are.
    Full,
    /// By their first letters.
    Initials,
    /// Not at all.
    Omitted,
}

/// What stands for the names that are not told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Others {
    /// `et al.`, after a comma always, or only where several names are told.
    EtAl {
        /// Whether a comma stands there after a single name too.
        always_after_comma: bool,
    },
    /// An ellipsis and the last of them.
    Last,
}

/// Which names stand with the family name first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inverted {
    /// None.
    None,
    /// The first.
    First,
    /// All.
    All,
}

/// The names joined; empty where there are none.
pub(super) fn part(item: &CslItem, names: &[CslName], join: Join) -> Part {
    let family_first =
        item.language.as_deref().is_some_and(|tag| tag.starts_with("zh") || tag.starts_with("ja"));
    let join = Join { family_first, ..join };
    let is_abridged = names.len() > join.most;
    let told = if is_abridged { join.first } else { names.len() };
    let mut parts = Vec::new();
    for (at, name) in names.iter().take(told).enumerate() {
        let is_last = at + 1 == names.len();
        let before = match (at, is_last) {
            (0, _) => "",
            (_, false) => ", ",
            (1, true) if !name.literal.is_empty() => join.between_two.trim_start_matches(','),
            (1, true) => join.between_two,
            (_, true) => join.before_last,
        };
        parts.push(written(name, join, at).within(before, ""));
    }
    match (join.others, names.last()) {
        (Others::Last, Some(last)) if is_abridged => {
            parts.push(written(last, join, names.len()).within(", … ", ""));
        }
        (Others::EtAl { always_after_comma }, _) if is_abridged => {
            let has_comma = told > 1 || always_after_comma;
            parts.push(words("et al.").within(if has_comma { ", " } else { " " }, ""));
        }
        _ => {}
    }
    joined("", parts)
}

/// One name in its place among others.
fn written(name: &CslName, join: Join, at: usize) -> Part {
    let inverted = match join.inverted {
        Inverted::None => false,
        Inverted::First => at == 0,
        Inverted::All => true,
    };
    words(one(name, join, inverted))
}

/// One name.
fn one(name: &CslName, join: Join, inverted: bool) -> String {
    if !name.literal.is_empty() {
        return name.literal.clone();
    }
    let (particle, family) = particle(&name.family);
    let whole = [particle, family].into_iter().filter(|part| !part.is_empty());
    let whole = whole.collect::<Vec<_>>().join(" ");
    let given = match join.given {
        Given::Full => full(&name.given),
        Given::Initials => initials(&name.given),
        Given::Omitted => String::new(),
    };
    let suffix = if given.is_empty() { "" } else { name.suffix.as_str() };
    if !name.family.chars().any(is_of_a_word) {
        let joint = if given.starts_with(begins_a_word) { " " } else { "" };
        return filled(&[&whole, &given], joint);
    }
    if name.static_ordering || join.family_first {
        return filled(&[&whole, &given], " ");
    }
    if inverted && join.demotes_particles {
        return filled(&[family, &filled(&[&given, particle], " "), suffix], ", ");
    }
    if inverted {
        return filled(&[&whole, &given, suffix], ", ");
    }
    filled(&[&given, &whole, suffix], " ")
}

/// The parts that are there, joined.
fn filled(parts: &[&str], joint: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(joint)
}

/// The particles that a family name begins with, and the rest.
fn particle(family: &str) -> (&str, &str) {
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        let is_particle = word.ends_with(' ') && word.starts_with(char::is_lowercase);
        if !is_particle {
            break;
        }
        end += word.len();
    }
    (family[..end].trim_end(), &family[end..])
}

/// Given names cut at blanks and hyphens, each with what stands before it. A hyphen before a small
/// letter does not cut: `Gyu-hyeong` is one name.
fn cut(given: &str) -> Vec<(String, String)> {
    let mut cut = vec![(String::new(), String::new())];
    let mut letters = given.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        let cuts = match letter {
            '-' => !after.is_some_and(|after| after.is_ascii_lowercase()),
            _ => letter.is_whitespace(),
        };
        let is_new = cut.last().is_some_and(|(_, name)| !name.is_empty());
        if cuts && is_new {
            cut.push((letter.to_string(), String::new()));
        } else if let Some((joint, name)) = cut.last_mut() {
            if cuts { joint.push(letter) } else { name.push(letter) }
        }
        if letter == '.' && after.is_some_and(|after| !after.is_whitespace()) {
            cut.push((" ".to_owned(), String::new()));
        }
    }
    cut.retain(|(_, name)| !name.is_empty());
    cut
}

/// Given names in full, initials with a point and a blank: `A.M.` and `A M` as `A. M.`
fn full(given: &str) -> String {
    if !given.starts_with(|letter| letter == '&' || begins_a_word(letter)) {
        return given.to_owned();
    }
    let names: Vec<(String, String, bool)> = cut(given).into_iter().map(shortened).collect();
    let mut full = String::new();
    for (at, (joint, name, is_short)) in names.iter().enumerate() {
        let after_short = at.checked_sub(1).is_some_and(|before| names[before].2);
        let is_letter = name.encode_utf16().nth(1).is_none();
        match (at, after_short) {
            (0, _) => {}
            (_, true) if *is_short && is_letter => full.push_str(". "),
            (_, true) => full.extend([".", if joint.contains('-') { "-" } else { " " }]),
            (_, false) => full.push_str(joint),
        }
        full.push_str(name);
    }
    if names.last().is_some_and(|(.., is_short)| *is_short) {
        full.push('.');
    }
    full
}

/// A given name without the point of an abbreviation, and whether it is one or a single capital.
fn shortened((joint, name): (String, String)) -> (String, String, bool) {
    let is_letter = name.chars().count() == 1;
    if let Some(name) = name.strip_suffix('.').filter(|_| !is_letter) {
        return (joint, name.to_owned(), true);
    }
    let is_capital = is_letter && name.to_uppercase() == name;
    (joint, name, is_capital)
}

/// The first letters of given names: `Gary` as `G.`, `Jean-Paul` as `J.-P.`, `Yu. I.` as it is.
fn initials(given: &str) -> String {
    if !given.starts_with(|letter| letter == '&' || begins_a_word(letter)) {
        return given.to_owned();
    }
    let mut initials = String::new();
    for (joint, name) in cut(given) {
        let hyphen = joint.contains('-');
        let joint = if hyphen {
            "-"
        } else if joint.is_empty() {
            ""
        } else {
            " "
        };
        initials.push_str(joint);
        match initial(&name) {
            Some(letters) => initials.extend([letters.as_str(), "."]),
            None => initials.push_str(&name),
        }
    }
    initials
}

/// The first letter of a name that begins with a capital; more of it where it is abbreviated, or
/// begins with two capitals that stand for one letter.
fn initial(name: &str) -> Option<String> {
    let mut letters = name.chars();
    let first = letters.next().filter(|letter| letter.is_uppercase())?;
    let rest: String = letters.by_ref().take_while(|letter| letter.is_alphabetic()).collect();
    let ends_with_point = name[first.len_utf8() + rest.len()..].starts_with('.');
    if ends_with_point {
        return Some(format!("{first}{rest}"));
    }
    let capitals: String = rest.chars().take_while(|letter| letter.is_uppercase()).collect();
    let more = if capitals.len() < rest.len() { capitals.to_lowercase() } else { String::new() };
    Some(format!("{first}{more}"))
}
