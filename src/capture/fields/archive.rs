//! The archive that a reference names.

/// The name that a reference begins with, up to its first comma, colon, fond or call number (the
/// `106-00026-01` of `PRC FMA 106-00026-01`); `None` for a printed book, which is in no archive.
pub(crate) fn of_reference(reference: &str) -> Option<String> {
    if is_printed(reference) {
        return None;
    }
    let mut end = reference.len();
    for (at, c) in reference.char_indices() {
        if matches!(c, ',' | ':' | ';')
            || (c.is_whitespace()
                && (begins_fond(reference[at..].trim_start())
                    || begins_call_number(reference[at..].trim_start())))
        {
            end = at;
            break;
        }
    }
    let name = reference[..end].trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether words begin with digits joined by hyphens to more digits.
fn begins_call_number(words: &str) -> bool {
    let word = words.split([' ', '\u{a0}', ',', ';']).next().unwrap_or_default();
    word.split('-').count() > 1
        && word
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether words begin with a fond and its number: `F. 0102`, `Fond 5`, `f. 45`.
fn begins_fond(words: &str) -> bool {
    ["F.", "f.", "Fond", "fond", "FOND", "Fonds", "F"].iter().any(|label| {
        words.strip_prefix(label).is_some_and(|rest| {
            let number =
                rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '#');
            number.starts_with(|c: char| c.is_ascii_digit())
                && (rest.len() > number.len() || label.ends_with('.'))
        })
    })
}

/// Whether a reference has a place, a publisher and a year in brackets, as a book has.
fn is_printed(reference: &str) -> bool {
    let mut rest = reference;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')') else { return false };
        let inside = &rest[open + 1..open + close];
        let year = inside.trim_end().rsplit([',', ' ']).next().unwrap_or_default();
        if inside.contains(':') && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
        {
            return true;
        }
        rest = &rest[open + close..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_stands_before_its_fond() {
        let check = |reference: &str, expect: Option<&str>| {
            assert_eq!(of_reference(reference).as_deref(), expect, "{reference}");
        };
        check("AVPRF F. 0102, Op. 13", Some("AVPRF"));
        check("RGANI, Fond 5, Opis 28", Some("RGANI"));
        check("GA RF f. 5446, op. 54", Some("GA RF"));
        check("Polish Foreign Ministry Archive", Some("Polish Foreign Ministry Archive"));
        check("MOL, XIX-J-1-j Korea, 4. doboz", Some("MOL"));
        check("PolA AA: MfAA C 1087/70", Some("PolA AA"));
        check("APRF and RGANI", Some("APRF and RGANI"));
        check("PRC FMA 106-00026-01, 5", Some("PRC FMA"));
        check("Archive of Foreign Policy, Fond 3", Some("Archive of Foreign Policy"));
        check("A. Author, A Book (Moscow: A Press, 2010)", None);
        check("", None);
    }
}
