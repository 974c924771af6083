//! Who paid for a translation: the credits line at the head and the donors at the end.

/// The funders of a credits line, if it is one.
pub(crate) fn credits_line(line: &str) -> Option<Vec<String>> {
    const OPENING: &str = "This document was made possible with support from";
    let named = line.get(..OPENING.len()).filter(|head| head.eq_ignore_ascii_case(OPENING))?;
    Some(funders(&line[named.len()..]))
}

/// The funders that a line names, joined by commas and `and`.
pub(crate) fn funders(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let line = words.join(" ");
    let line = line.trim_end_matches('.');
    let mut names: Vec<String> = Vec::new();
    for part in parts(line) {
        let name = part
            .trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .trim_start_matches("the ")
            .trim_start_matches("The ");
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Adds the funders that are not there yet, in their order.
pub(crate) fn unite(funders: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !funders.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            funders.push(name);
        }
    }
}

/// Cuts at a joint only where both sides are names of bodies, since names hold joints themselves.
fn parts(line: &str) -> Vec<&str> {
    /// A line beyond this many bytes is no list of names.
    const LONGEST: usize = 1000;
    if line.len() > LONGEST {
        return vec![line];
    }
    for joint in [", and ", "; ", " and ", ", ", " & "] {
        for (at, _) in line.match_indices(joint) {
            let (before, after) = (&line[..at], &line[at + joint.len()..]);
            if is_body(last_of(before)) && is_body(first_of(after)) {
                let mut names = parts(before);
                names.extend(parts(after));
                return names;
            }
        }
    }
    vec![line]
}

fn last_of(names: &str) -> &str {
    names.rsplit([',', ';']).next().unwrap_or(names)
}

fn first_of(names: &str) -> &str {
    let end = names.find([',', ';']).unwrap_or(names.len());
    let end = names.find(" and ").map_or(end, |and| and.min(end));
    &names[..end]
}

/// Whether a name is a body's: it holds a word that bodies are called by, or is an abbreviation.
fn is_body(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "academy",
        "agency",
        "archive",
        "archives",
        "association",
        "bank",
        "center",
        "centre",
        "college",
        "commission",
        "committee",
        "company",
        "corporation",
        "council",
        "department",
        "embassy",
        "endowment",
        "family",
        "federation",
        "foundation",
        "fund",
        "government",
        "group",
        "initiative",
        "institute",
        "institution",
        "library",
        "ministry",
        "museum",
        "office",
        "organization",
        "partnership",
        "program",
        "programme",
        "project",
        "school",
        "secretariat",
        "service",
        "society",
        "stiftung",
        "trust",
        "union",
        "university",
    ];
    let mut abbreviation = false;
    let mut words = 0;
    for word in name.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if WORDS.contains(&bare.to_ascii_lowercase().as_str()) {
            return true;
        }
        words += 1;
        abbreviation |= bare.len() >= 3 && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    }
    words == 1 && abbreviation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn funders_are_parted_only_between_bodies() {
        let check = |line: &str, expect: &[&str]| assert_eq!(funders(line), expect, "{line}");
        check("ROK Ministry of Unification", &["ROK Ministry of Unification"]);
        check(
            " the ROK Ministry of Unification, Leon Levy Foundation.",
            &["ROK Ministry of Unification", "Leon Levy Foundation"],
        );
        check(
            "ROK Ministry of Unification\u{a0}and Leon Levy Foundation",
            &["ROK Ministry of Unification", "Leon Levy Foundation"],
        );
        check("Arts and Humanities Research Council", &["Arts and Humanities Research Council"]);
        check(
            "John D. and Catherine T. MacArthur Foundation and the Nuclear Fund",
            &["John D. and Catherine T. MacArthur Foundation", "Nuclear Fund"],
        );
        check(
            "Carnegie Corporation of New York (CCNY), NEH, and Blue Family Foundation",
            &["Carnegie Corporation of New York (CCNY)", "NEH", "Blue Family Foundation"],
        );
        check("", &[]);
    }

    #[test]
    fn the_credits_line_is_known_by_its_opening() {
        assert_eq!(
            credits_line("This document was made possible with support from Leon Levy Foundation"),
            Some(vec!["Leon Levy Foundation".to_owned()])
        );
        assert_eq!(credits_line("This document was lost"), None);
        assert_eq!(credits_line("대사"), None);
    }

    #[test]
    fn donors_are_united_in_order() {
        let mut names = vec!["A Fund".to_owned()];
        unite(&mut names, vec!["B Fund".to_owned(), "a fund".to_owned()]);
        assert_eq!(names, ["A Fund", "B Fund"]);
    }
}
