//! The place within an archive as it is printed, with what the editors state of its parts.

/// The parts of a reference below the archive, as statements name them, with what stands before
/// each: first as it is written where the source does not give the part, then in small letters.
const PARTS: [(&str, &str, &[&str]); 5] = [
    ("fond", "F.", &["f", "fond"]),
    ("opis", "Op.", &["op", "opis", "o"]),
    ("papka", "P.", &["p", "papka", "pap"]),
    ("delo", "Delo", &["d", "delo"]),
    ("listy", "Listy", &["l", "ll", "list", "listy", "listi"]),
];

/// The names of the parts.
pub(super) const NAMES: [&str; 5] = ["fond", "opis", "papka", "delo", "listy"];

/// The reference without the archive that it begins with, the stated parts in place of its own.
pub(super) fn shelfmark(
    source: Option<&str>,
    archives: &[Option<&str>],
    stated: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let source = source.unwrap_or_default();
    let within = archives.iter().flatten().find_map(|archive| source.strip_prefix(archive));
    let within = within.unwrap_or(source).trim_start_matches([',', ';', ':', ' ', '\u{a0}']);
    let mut mark = within.trim().to_owned();
    for (part, label, labels) in PARTS {
        let Some(value) = stated(part).filter(|value| !value.trim().is_empty()) else { continue };
        let value = value.trim();
        match value_in(&mark, labels) {
            Some(range) => mark.replace_range(range, value),
            None if mark.is_empty() => mark = format!("{label} {value}"),
            None => mark = format!("{}, {label} {value}", mark.trim_end_matches([',', '.', ' '])),
        }
    }
    (!mark.is_empty()).then_some(mark)
}

/// Where the value of a part stands: after its label up to the comma before the next label, or to
/// the end.
fn value_in(mark: &str, labels: &[&str]) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for word in mark.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let length = word.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(word.len());
        if !labels.contains(&word[..length].to_ascii_lowercase().as_str()) {
            continue;
        }
        let rest = &mark[start + length..];
        let value = rest.trim_start_matches(['.', ' ', '\u{a0}', '#']);
        if !value.starts_with(|letter: char| letter.is_ascii_digit()) {
            continue;
        }
        let first = mark.len() - value.len();
        // Leaves may be several numbers; the value ends where a word begins that is none.
        let end = value.match_indices([',', ';']).map(|(at, _)| at).find(|at| {
            !value[at + 1..].trim_start().starts_with(|letter: char| letter.is_ascii_digit())
        });
        let end = end.unwrap_or(value.trim_end_matches('.').len());
        return Some(first..first + end);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_goes_and_stated_parts_replace_the_printed_ones() {
        let check = |source: &str, archive: &str, stated: &[(&str, &str)], expect: &str| {
            let value = |part: &str| {
                let (_, value) = stated.iter().find(|(name, _)| *name == part)?;
                Some((*value).to_owned())
            };
            let found = shelfmark(Some(source), &[None, Some(archive)], value);
            assert_eq!(found.unwrap_or_default(), expect, "{source} {stated:?}");
        };
        let seed = "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145";
        check(seed, "AVPRF", &[], "F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145");
        check(
            seed,
            "AVPRF",
            &[("listy", "133-134")],
            "F. 0102, Op. 13, P. 72, Delo 5, Listy 133-134",
        );
        check(
            seed,
            "AVPRF",
            &[("delo", "6"), ("papka", "7")],
            "F. 0102, Op. 13, P. 7, Delo 6, Listy 131-145",
        );
        check(
            "RGANI, f. 5, op. 49, d. 131, ll. 193, 195.",
            "RGANI",
            &[("listy", "2")],
            "f. 5, op. 49, d. 131, ll. 2.",
        );
        check("RGANI, f. 5, op. 49", "RGANI", &[("delo", "2")], "f. 5, op. 49, Delo 2");
        check("Polish Foreign Ministry Archive", "Polish Foreign Ministry Archive", &[], "");
        check(
            "Polish Foreign Ministry Archive",
            "Polish Foreign Ministry Archive",
            &[("listy", "3")],
            "Listy 3",
        );
        check("MOL, XIX-J-1-j", "", &[], "MOL, XIX-J-1-j");
    }
}
