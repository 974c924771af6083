//! Names of persons and bodies as titles, signatures and letterheads print them.

/// Whether a name is a body's: an office, a government, a party.
pub(crate) fn is_body(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "embassy",
        "ministry",
        "department",
        "committee",
        "cc",
        "politburo",
        "presidium",
        "council",
        "government",
        "party",
        "office",
        "bureau",
        "secretariat",
        "consulate",
        "legation",
        "delegation",
        "mission",
        "commission",
        "division",
        "section",
        "staff",
        "army",
        "kgb",
        "mvd",
        "cpsu",
        "mfa",
        "bureau",
        "assembly",
        "union",
        "league",
        "institute",
        "academy",
        "agency",
        "group",
        "ministries",
        "cia",
        "command",
        "board",
        "directorate",
        "center",
        "organization",
        "association",
        "state",
        "headquarters",
        "representation",
        "congress",
    ];
    name.split([' ', '\u{a0}', '/', '-', ',']).any(|word| {
        WORDS.contains(&word.trim_matches(['(', ')', '.']).to_ascii_lowercase().as_str())
    })
}

/// A person's name with its initials apart: `A.M. Puzanov` is `A. M. Puzanov`.
pub(crate) fn spaced_initials(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        spaced.push(if c.is_whitespace() { ' ' } else { c });
        if c == '.' && chars.peek().is_some_and(|next| next.is_alphabetic()) {
            spaced.push(' ');
        }
    }
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in capitals in its usual case: `A. PUZANOV` is `A. Puzanov`.
pub(crate) fn usual_case(name: &str) -> String {
    let lower = |word: &str| {
        let mut begins = true;
        let mut out = String::with_capacity(word.len());
        for c in word.chars() {
            if begins {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            begins = matches!(c, '-' | '\'' | '’' | '.');
        }
        out
    };
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = letters > 1 && !word.chars().any(char::is_lowercase);
            if capitals { lower(word) } else { word.to_owned() }
        })
        .collect();
    words.join(" ")
}

/// Whether a word is one or several initials: `A.`, `A.M.`, `Ye.`
pub(crate) fn is_initials(word: &str) -> bool {
    word.ends_with('.')
        && word
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
        && word.starts_with(char::is_uppercase)
}

/// Whether a word can be part of a personal name: a capital, then small letters; hyphens and
/// brackets of a second spelling aside.
pub(crate) fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches(['[', ']', '(', ')', ',']);
    is_initials(bare)
        || (bare.starts_with(char::is_uppercase)
            && bare.chars().count() > 1
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')))
}

/// Whether words are one person's name: one to four name words, a small particle between.
pub(crate) fn is_person(words: &str) -> bool {
    let parts: Vec<&str> = words.split_whitespace().collect();
    (1..=5).contains(&parts.len())
        && parts.first().is_some_and(|word| is_name_word(word))
        && parts.last().is_some_and(|word| is_name_word(word) && !is_initials(word))
        && parts.iter().all(|word| {
            is_name_word(word) || matches!(*word, "de" | "von" | "van" | "di" | "al" | "bin" | "da")
        })
        && !is_body(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_their_usual_form() {
        assert_eq!(spaced_initials("A.M. Puzanov"), "A. M. Puzanov");
        assert_eq!(spaced_initials("A. M.  Puzanov"), "A. M. Puzanov");
        assert_eq!(usual_case("A. PUZANOV"), "A. Puzanov");
        assert_eq!(usual_case("KIM Il-sung"), "Kim Il-sung");
        assert_eq!(usual_case("RI DONG-GEON"), "Ri Dong-Geon");
    }

    #[test]
    fn persons_and_bodies_are_told_apart() {
        for name in ["Mao Zedong", "N. V. Roshchin", "Etre Sándor", "Kim Il Sung", "Zhou Enlai"] {
            assert!(is_person(name) && !is_body(name), "{name}");
        }
        for name in ["American Embassy in Seoul", "CPSU CC", "the Far East Department"] {
            assert!(is_body(name) && !is_person(name), "{name}");
        }
        assert!(!is_person("a Conversation with the Secretary"));
    }
}
