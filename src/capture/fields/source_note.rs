//! The source line: a reference, then sentences on who obtained and who translated.
//!
//! The reference is never split at full stops, which it holds itself; it ends where the first of
//! those sentences begins.

use super::archive;
use super::reference_code;
use crate::document::{Description, Language};

use crate::capture::language;

/// What a source line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SourceNote {
    /// The reference with its archive.
    pub(crate) reference: Option<String>,
    /// Who obtained the document, as printed.
    pub(crate) obtained_by: Option<String>,
    /// Who translated what, in the order printed.
    pub(crate) translations: Vec<Translation>,
}

/// A translation that a source line credits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Translation {
    /// The translator as printed.
    pub(crate) translator: Option<String>,
    /// The project that it was made for.
    pub(crate) project: Option<String>,
    /// The language that it was made from, as printed.
    pub(crate) from: Option<String>,
    /// The language that it was made into, where the credit names it.
    pub(crate) into: Option<Language>,
}

impl SourceNote {
    /// Writes what the line says into a description, and the line itself.
    pub(crate) fn describe(&self, line: &str, description: &mut Description) {
        description.source_raw = Some(line.to_owned());
        description.source.clone_from(&self.reference);
        description.obtained_by.clone_from(&self.obtained_by);
        description.translator =
            self.translations.iter().find_map(|translation| translation.translator.clone());
        if let Some(reference) = &self.reference {
            description.archive = archive::of_reference(reference);
            description.reference_code = reference_code::of_reference(reference);
        }
    }
}

/// The words that begin a sentence which is no longer reference.
const OPENINGS: &[&str] = &[
    "Obtained",
    "Provided",
    "Translated",
    "translated",
    "Translation",
    "translation from",
    "translation by",
    "Published in",
    "Reprinted in",
    "Contributed",
    "Document provided",
    "Document obtained",
    "Donated",
    "English translation",
    "Korean translation",
    "Russian translation",
    "Chinese translation",
    "German translation",
];

/// Reads a source line.
pub(crate) fn source_note(line: &str) -> SourceNote {
    let cut = first_sentence(line);
    let reference = line[..cut].trim_end_matches(|c: char| c.is_whitespace() || ".;,".contains(c));
    let mut note = SourceNote {
        reference: (!reference.is_empty()).then(|| reference.to_owned()),
        ..SourceNote::default()
    };
    let words: Vec<&str> = line[cut..].split_whitespace().collect();
    credits(&words, &mut note);
    note
}

/// Where the first sentence after the reference begins.
fn first_sentence(line: &str) -> usize {
    let mut at = 0;
    for part in line.split_inclusive(|c: char| c.is_whitespace()) {
        let before = line[..at].trim_end();
        let fresh = before.is_empty()
            || before.ends_with(['.', ';', ',', ')', '"', '”', '’', ']'])
            || part.starts_with(|c: char| c.is_uppercase());
        if fresh
            && OPENINGS.iter().any(|opening| {
                line[at..].strip_prefix(opening).is_some_and(|rest| {
                    rest.starts_with(|c: char| c.is_whitespace() || c == '.') || rest.is_empty()
                })
            })
        {
            return at;
        }
        at += part.len();
    }
    line.len()
}

/// Reads the sentences word by word: a verb, then its `for`, `from`, `into` and `by`.
fn credits(words: &[&str], note: &mut SourceNote) {
    let bare = |word: &str| word.trim_matches(|c: char| ".,;()".contains(c)).to_ascii_lowercase();
    let mut at = 0;
    while at < words.len() {
        let word = bare(words[at]);
        let obtains = word == "obtained";
        let translates = matches!(word.as_str(), "translated" | "translation");
        if !obtains && !translates {
            at += 1;
            continue;
        }
        let both = obtains
            && words.get(at + 1).is_some_and(|word| bare(word) == "and")
            && words.get(at + 2).is_some_and(|word| bare(word) == "translated");
        let mut translation = Translation::default();
        if word == "translation" && at > 0 {
            translation.into = language::named(words[at - 1]);
        }
        let start = at + 1 + if both { 2 } else { 0 };
        let (name, end) = clause(words, start, &mut translation);
        if obtains && note.obtained_by.is_none() {
            note.obtained_by.clone_from(&name);
        }
        if (translates || both) && (name.is_some() || translation.from.is_some()) {
            translation.translator = name;
            note.translations.push(translation);
        }
        at = end.max(at + 1);
    }
}

/// The name after `by`, and where the clause ends; what stands before it goes into `translation`.
fn clause(words: &[&str], start: usize, translation: &mut Translation) -> (Option<String>, usize) {
    let mut at = start;
    let mut ended = false;
    let mut named = None;
    while at < words.len() && !ended {
        let word = words[at];
        ended = ends_sentence(word);
        match word {
            "for" => {
                let project = phrase(words, at + 1);
                if !project.0.is_empty() {
                    translation.project = Some(project.0);
                }
                at = project.1;
                ended = at > 0 && ends_sentence(words[at - 1]);
            }
            "from" => {
                let language = phrase(words, at + 1);
                // `from the by X`: a name was lost in the capture.
                if language::named(language.0.trim_start_matches("the ")).is_some() {
                    translation.from = Some(language.0);
                }
                at = language.1;
                ended = at > 0 && ends_sentence(words[at - 1]);
            }
            "into" | "to" => {
                if let Some(word) = words.get(at + 1)
                    && let Some(language) =
                        language::named(word.trim_matches(|c: char| ".,;".contains(c)))
                {
                    translation.into = Some(language);
                }
                at += 2;
                ended = words.get(at - 1).is_some_and(|word| ends_sentence(word));
            }
            "by" => {
                let (name, end) = name(words, at + 1);
                // `by NKIDP by X`: the first names the project.
                if words.get(end) == Some(&"by") && named.is_none() && translation.project.is_none()
                {
                    translation.project = Some(name);
                    at = end;
                    ended = false;
                    continue;
                }
                named = (!name.is_empty()).then_some(name);
                at = end;
                ended = ends_sentence(words[at - 1]);
            }
            // After the name only `from`, `for` and `into` belong to it still.
            _ if named.is_some() => break,
            _ => at += 1,
        }
    }
    (named, at)
}

/// The words up to the next preposition or the end of the sentence.
fn phrase(words: &[&str], start: usize) -> (String, usize) {
    let mut at = start;
    while at < words.len() && !matches!(words[at], "by" | "from" | "for" | "into" | "and") {
        at += 1;
        if ends_sentence(words[at - 1]) {
            break;
        }
    }
    (joined(&words[start.min(at)..at]), at)
}

/// A name, and several joined by `and` as printed; it ends with the sentence, before another verb
/// or before a preposition.
fn name(words: &[&str], start: usize) -> (String, usize) {
    let mut at = start;
    while at < words.len() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let verb = |word: &str| {
            let word = word.trim_matches(|c: char| ".,;".contains(c));
            matches!(
                word,
                "translated"
                    | "obtained"
                    | "provided"
                    | "published"
                    | "edited"
                    | "with"
                    | "Translated"
                    | "Obtained"
                    | "translation"
            )
        };
        if verb(words[at])
            || matches!(words[at], "by" | "for" | "from" | "in")
            || ((words[at] == "and" || words[at] == "&") && verb(next))
            || words[at].starts_with("http")
            || words[at].starts_with('<')
        {
            break;
        }
        at += 1;
        if ends_sentence(words[at - 1]) {
            break;
        }
    }
    (joined(&words[start.min(at)..at]), at)
}

fn joined(words: &[&str]) -> String {
    let name = words.join(" ");
    let bare = name.trim_end_matches([',', ';', ' ']);
    // An initial keeps its full stop, a sentence loses it.
    if ends_sentence(bare) { bare.trim_end_matches('.').to_owned() } else { bare.to_owned() }
}

/// Whether a word closes its sentence: a full stop after more than an initial.
fn ends_sentence(word: &str) -> bool {
    let Some(bare) = word.strip_suffix('.') else { return word.ends_with(';') };
    let initials = bare.split(['.', '-']).all(|part| part.chars().count() <= 1);
    let short =
        matches!(bare, "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "Jr" | "Sr" | "St" | "eds" | "ed");
    !(initials || short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, reference: Option<&str>, obtained: Option<&str>, expect: &[[&str; 4]]) {
        let note = source_note(line);
        assert_eq!(note.reference.as_deref(), reference, "{line}");
        assert_eq!(note.obtained_by.as_deref(), obtained, "{line}");
        let translations: Vec<[String; 4]> = note
            .translations
            .into_iter()
            .map(|credit| {
                [
                    credit.translator.unwrap_or_default(),
                    credit.project.unwrap_or_default(),
                    credit.from.unwrap_or_default(),
                    credit.into.map_or(String::new(), |language| language.to_string()),
                ]
            })
            .collect();
        assert_eq!(translations, expect, "{line}");
    }

    #[test]
    fn the_reference_ends_where_the_credits_begin() {
        check(
            "AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145. Translated for NKIDP by Gary Goldberg.",
            Some("AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145"),
            None,
            &[["Gary Goldberg", "NKIDP", "", ""]],
        );
        check(
            "Polish Foreign Ministry Archive",
            Some("Polish Foreign Ministry Archive"),
            None,
            &[],
        );
        check(
            "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 004076/ 1955. Translated by B. S. Nagy.",
            Some("MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 004076/ 1955"),
            None,
            &[["B. S. Nagy", "", "", ""]],
        );
        check("Translated by X. Y. Zed.", None, None, &[["X. Y. Zed", "", "", ""]]);
        check("", None, None, &[]);
    }

    #[test]
    fn obtaining_and_translating_are_told_apart() {
        check(
            "Archive A. Obtained for NKIDP by Jan Nowak and translated for NKIDP by Maria Lis.",
            Some("Archive A"),
            Some("Jan Nowak"),
            &[["Maria Lis", "NKIDP", "", ""]],
        );
        check(
            "Archive A. Obtained for NKIDP from the by Jan Nowak and translated for NKIDP by Maria Lis.",
            Some("Archive A"),
            Some("Jan Nowak"),
            &[["Maria Lis", "NKIDP", "", ""]],
        );
        check(
            "RGANI, Fond 5. Obtained by James F. Person and translated by Gary Goldberg.",
            Some("RGANI, Fond 5"),
            Some("James F. Person"),
            &[["Gary Goldberg", "", "", ""]],
        );
        check(
            "MOL. Obtained and translated for NKIDP by Anna Kis",
            Some("MOL"),
            Some("Anna Kis"),
            &[["Anna Kis", "NKIDP", "", ""]],
        );
        check(
            "MOL. Obtained and translated by NKIDP by Anna Kis.",
            Some("MOL"),
            Some("Anna Kis"),
            &[["Anna Kis", "NKIDP", "", ""]],
        );
    }

    #[test]
    fn a_credit_may_name_its_languages() {
        check(
            "APRF, f. 45. Translated for CWIHP from Russian by Danny Rozas.",
            Some("APRF, f. 45"),
            None,
            &[["Danny Rozas", "CWIHP", "Russian", ""]],
        );
        check(
            "APRF. Translated by Ann Low from Russian.",
            Some("APRF"),
            None,
            &[["Ann Low", "", "Russian", ""]],
        );
        check(
            "PRC FMA. Translated by Ann Low and Bo Li. Korean translation by Kim Min.",
            Some("PRC FMA"),
            None,
            &[["Ann Low and Bo Li", "", "", ""], ["Kim Min", "", "", "ko"]],
        );
        check(
            "PRC FMA 106. Translated into Korean by Kim Min. Published in CWIHP Bulletin #16.",
            Some("PRC FMA 106"),
            None,
            &[["Kim Min", "", "", "ko"]],
        );
    }
}
