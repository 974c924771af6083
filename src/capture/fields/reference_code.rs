//! The levels of a Soviet reference: fond, opis, papka, delo, listy.
//!
//! Read only where the labels stand in their order from the fond on; other archives' references
//! stay whole.

use crate::document::ReferenceCode;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Fond,
    Opis,
    Papka,
    Delo,
    Listy,
}

const LABELS: &[(&str, Level)] = &[
    ("f", Level::Fond),
    ("fond", Level::Fond),
    ("op", Level::Opis),
    ("opis", Level::Opis),
    ("o", Level::Opis),
    ("p", Level::Papka),
    ("papka", Level::Papka),
    ("pap", Level::Papka),
    ("d", Level::Delo),
    ("delo", Level::Delo),
    ("l", Level::Listy),
    ("ll", Level::Listy),
    ("list", Level::Listy),
    ("listy", Level::Listy),
    ("listi", Level::Listy),
];

/// The parts of a reference, each as printed without its label; empty where the reference does
/// not give at least a fond and an opis or a delo.
pub(crate) fn of_reference(reference: &str) -> ReferenceCode {
    let mut levels: Vec<(Level, usize, usize)> = Vec::new();
    let mut at = 0;
    for word in reference.split_inclusive(|c: char| c.is_whitespace()) {
        let start = at;
        at += word.len();
        let bare = word.trim_end();
        // `F. 0102`, `Fond 5` and `f.5`
        let label_length = bare.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(bare.len());
        let label = bare[..label_length].to_ascii_lowercase();
        let Some(&(_, level)) = LABELS.iter().find(|(name, _)| *name == label) else { continue };
        let rest = reference[start + label_length..].trim_start_matches(['.', ' ', '\u{a0}', '#']);
        let value = reference.len() - rest.len();
        if rest.starts_with(|c: char| c.is_ascii_digit())
            && levels.last().is_none_or(|&(last, ..)| last < level)
            && (level == Level::Fond || !levels.is_empty())
        {
            levels.push((level, start, value));
        }
    }
    let mut code = ReferenceCode::default();
    for (place, &(level, _, value)) in levels.iter().enumerate() {
        let end = levels.get(place + 1).map_or(reference.len(), |&(_, start, _)| start);
        let words = reference[value..end].trim_end_matches([',', ' ', '.', ';', '\u{a0}']);
        let printed = Some(value_of(words, level).to_owned());
        match level {
            Level::Fond => code.fond = printed,
            Level::Opis => code.opis = printed,
            Level::Papka => code.papka = printed,
            Level::Delo => code.delo = printed,
            Level::Listy => code.listy = printed,
        }
    }
    let sure = code.fond.is_some() && (code.opis.is_some() || code.delo.is_some());
    if sure { code } else { ReferenceCode::default() }
}

/// A level's value: one word, or of leaves all numbers that follow each other.
fn value_of(words: &str, level: Level) -> &str {
    let mut end = 0;
    for part in words.split_inclusive(',') {
        let value = part.trim_start();
        let number = value.starts_with(|c: char| c.is_ascii_digit());
        if end > 0 && !(level == Level::Listy && number) {
            break;
        }
        match value.find(|c: char| c.is_whitespace()) {
            Some(length) if level != Level::Listy => {
                end += part.len() - value.len() + length;
                break;
            }
            _ => end += part.len(),
        }
    }
    words[..end].trim_end_matches([',', ' ', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_in_their_order() {
        let check = |reference: &str, expect: [&str; 5]| {
            let code = of_reference(reference);
            let levels = [code.fond, code.opis, code.papka, code.delo, code.listy]
                .map(Option::unwrap_or_default);
            assert_eq!(levels, expect, "{reference}");
        };
        check(
            "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145",
            ["0102", "13", "72", "5", "131-145"],
        );
        check("RGANI, Fond 5, Opis 28, Delo 410, List 210", ["5", "28", "", "410", "210"]);
        check("f. 5, op. 49, d. 131, ll. 193-194", ["5", "49", "", "131", "193-194"]);
        check("AVPRF Fond 2 Opis 3 Papka 4 Delo 5a", ["2", "3", "4", "5a", ""]);
        check("RGASPI, f.558, op.11, d.334, ll.5-7, 9, 12", ["558", "11", "", "334", "5-7, 9, 12"]);
        check("MOL, XIX-J-1-j Korea, 4. doboz, 5/a", ["", "", "", "", ""]);
        check("Folder F. Smith, p. 12", ["", "", "", "", ""]);
        check("Op. 5, F. 3", ["", "", "", "", ""]);
    }
}
