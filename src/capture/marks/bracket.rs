//! What a bracket is, told by its words and by what stands beside it.
//!
//! The kinds are tried from the surest to the least; what none of them claims stays unclassified.

use crate::capture::language::{Script, Scripts};
use crate::document::MarkKind;

use super::vocabulary::{is_common_english, is_foreign_word};

/// The kind of a bracket with its value: a note's words without their label, else the words.
pub(super) fn told(
    content: &str,
    before: &str,
    after: &str,
    english: bool,
) -> (MarkKind, Option<String>) {
    let words = single(content);
    let (label, rest) = labelled(words);
    let label = label.to_lowercase();
    let value = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    if is_note(&label) {
        let said = if rest.is_empty() { words } else { rest };
        return (MarkKind::Note, value(said));
    }
    if is_remark(&label) {
        return (MarkKind::Note, value(words));
    }
    if words == "?"
        || words == "??"
        || (words.len() < 60
            && words.ends_with('?')
            && before.ends_with(|c: char| c.is_whitespace()))
    {
        return (MarkKind::Uncertain, value(words));
    }
    if is_illegible(&label) {
        return (MarkKind::Illegible, value(words));
    }
    if is_handwritten(&label) {
        let said =
            if rest.is_empty() { words } else { rest.trim_matches(['"', '“', '”', ' ']) };
        return (MarkKind::Handwritten, value(said));
    }
    let kind = if words.is_empty() || words.len() > 400 {
        MarkKind::Unclassified
    } else if is_expansion(words, before) {
        MarkKind::Expansion
    } else if is_spelling(words, before) {
        MarkKind::Spelling
    } else if english && is_original_word(words) {
        MarkKind::OriginalWord
    } else if english && is_supplied(words, before, after) {
        MarkKind::Supplied
    } else {
        MarkKind::Unclassified
    };
    (kind, value(words))
}

/// The words of a bracket as its value.
pub(super) fn words(content: &str) -> Option<String> {
    let words = single(content);
    (!words.is_empty()).then(|| words.to_owned())
}

/// The words of a bracket without blanks around them; `[[…]]` says no more than `[…]`.
fn single(content: &str) -> &str {
    let doubled = content.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    doubled.filter(|inner| !inner.contains(['[', ']'])).unwrap_or(content).trim()
}

/// A label before a colon, and what follows; all of it as label where there is no colon near.
fn labelled(words: &str) -> (&str, &str) {
    match words.find([':', '：']) {
        Some(at) if at <= 60 => {
            let colon = words[at..].chars().next().map_or(1, char::len_utf8);
            (words[..at].trim(), words[at + colon..].trim())
        }
        _ => (head(words), ""),
    }
}

fn head(words: &str) -> &str {
    let end = words.char_indices().nth(80).map_or(words.len(), |(at, _)| at);
    &words[..end]
}

fn is_note(label: &str) -> bool {
    const NOTES: &[&str] = &[
        "trans. note",
        "transl. note",
        "trans note",
        "translator's note",
        "translator’s note",
        "translators' note",
        "translators’ note",
        "translation note",
        "tr. note",
        "translator",
        "trans.",
        "transl.",
        "ed. note",
        "ed note",
        "editor's note",
        "editor’s note",
        "editors' note",
        "editors’ note",
        "editor",
        "ed.",
        "eds.",
        "note",
        "archivist's note",
        "cataloger's note",
        "footnote",
        "역주",
        "역자 주",
        "역자주",
        "옮긴이 주",
        "편집자 주",
        "편집자주",
        "주",
        "прим. перев.",
        "прим. ред.",
        "прим.",
        "примечание",
        "译注",
        "译者注",
        "編者注",
        "编者注",
        "訳注",
        "anm.",
        "anmerkung",
        "anm. d. übers.",
        "przyp. tłum.",
        "przyp. red.",
        "przypis",
    ];
    NOTES.contains(&label)
        || [
            "trans. note",
            "transl. note",
            "translator's note",
            "translator’s note",
            "ed. note",
            "editor's note",
            "editor’s note",
            "역주",
        ]
        .iter()
        .any(|note| {
            label
                .strip_prefix(note)
                .is_some_and(|rest| rest.starts_with([' ', '-', '–', '—', '.', ',']))
        })
}

/// Remarks on the page itself that carry no label.
fn is_remark(label: &str) -> bool {
    label.contains("in the original")
        || label.starts_with("emphasis")
        || label.starts_with("underlin")
        || label.starts_with("crossed out")
        || label.starts_with("page missing")
        || label.starts_with("pages missing")
        || label.starts_with("text missing")
}

fn is_illegible(label: &str) -> bool {
    [
        "illegible",
        "unreadable",
        "indecipherable",
        "undecipherable",
        "not legible",
        "nieczyteln",
        "неразборчиво",
        "판독 불가",
        "판독불가",
        "unleserlich",
    ]
    .iter()
    .any(|word| label.contains(word))
}

fn is_handwritten(label: &str) -> bool {
    [
        "handwritten",
        "hand-written",
        "handwriting",
        "in handwriting",
        "written by hand",
        "added by hand",
        "by hand",
        "in pencil",
        "수기",
        "от руки",
        "handschriftlich",
    ]
    .iter()
    .any(|word| label.starts_with(word))
}

/// `Comr[ade]`, `P[olska]`: small letters go on with the letters before them. `NNSC [Neutral
/// Nations Supervisory Commission]`: the words begin with the letters of the abbreviation.
fn is_expansion(words: &str, before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let first = words.chars().next().unwrap_or(' ');
    if last.is_alphabetic() {
        return first.is_lowercase() && Script::of(last) == Script::of(first);
    }
    let abbreviation = last_words(before, 1);
    abbreviation.len() >= 2
        && abbreviation.len() <= 8
        && abbreviation.bytes().all(|byte| byte.is_ascii_uppercase())
        && {
            let initials: String = words
                .split([' ', '-'])
                .filter_map(|word| word.chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            initials == abbreviation
        }
}

/// Another spelling of the name before it: the same consonants, whatever the romanization.
fn is_spelling(words: &str, before: &str) -> bool {
    let bare = words.trim_end_matches(')').split(" (").next().unwrap_or(words);
    if bare.split_whitespace().count() > 4
        || !bare.starts_with(char::is_uppercase)
        || bare
            .contains(|c: char| !(c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.')))
    {
        return false;
    }
    let name = last_words(before, 1);
    let last = name.chars().next_back().unwrap_or(' ');
    if matches!(last, '가'..='힣') {
        return bare.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && name
                .chars()
                .find(|c| matches!(c, '가'..='힣'))
                .is_some_and(|syllable| begins_alike(syllable, bare));
    }
    let other = skeleton(bare);
    other.len() >= 2
        && (1..=4).any(|count| {
            let name = last_words(before, count);
            name.starts_with(char::is_uppercase)
                && name != bare
                && name.split_whitespace().count() == count
                && alike(&skeleton(name), &other)
        })
}

/// The last words of a text, at most `count`, without blanks around them.
fn last_words(text: &str, count: usize) -> &str {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take(120)
        .filter(|(_, c)| c.is_whitespace())
        .nth(count - 1)
        .map(|(at, c)| at + c.len_utf8());
    match start {
        Some(start) => &text[start..],
        None if text.chars().nth(120).is_none() => text,
        None => "",
    }
}

/// The consonants of a name, those together that romanizations of Korean interchange.
fn skeleton(name: &str) -> String {
    let mut skeleton = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let consonant = match c {
            'g' | 'k' | 'q' => 'k',
            'd' | 't' => 't',
            'b' | 'p' => 'p',
            'j' | 'c' | 'z' => 'c',
            'l' | 'r' => 'r',
            's' | 'm' | 'n' | 'h' | 'f' | 'v' | 'x' => c,
            _ => continue,
        };
        // A doubled letter is one sound.
        if !skeleton.ends_with(consonant) {
            skeleton.push(consonant);
        }
    }
    // `ch` and `sh` are one sound each.
    if !skeleton.contains('h') {
        return skeleton;
    }
    skeleton.replace("ch", "c").replace("sh", "s").replace("ph", "p").replace("kh", "k")
}

/// Whether two skeletons are equal but for one letter in five.
fn alike(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() || a.as_bytes()[0] != b.as_bytes()[0] {
        return false;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let ends = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count();
    let longest = a.len().max(b.len());
    let kept = (common + ends).min(a.len().min(b.len()));
    longest - kept <= longest / 5
}

/// Whether a Latin name can begin as a Korean syllable sounds.
fn begins_alike(syllable: char, name: &str) -> bool {
    // The 19 initials in the order of Unicode's syllables, each with the letters it is written as.
    const INITIALS: [&str; 19] = [
        "gkcq", "gk", "nlry", "dt", "dt", "rlny", "m", "bpvw", "bp", "scxz", "sc", "aeiouywj",
        "jczg", "jcz", "ct", "kcqx", "td", "pfv", "hfx",
    ];
    let initial = (u32::from(syllable) - 0xac00) / 588;
    let first = name.chars().next().unwrap_or(' ').to_ascii_lowercase();
    INITIALS.get(initial as usize).is_some_and(|letters| letters.contains(first))
}

/// One or two words of another language.
fn is_original_word(words: &str) -> bool {
    if words.split_whitespace().count() > 3 || words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let counts = Scripts::of(words);
    if counts.total() == 0 {
        return false;
    }
    counts.marked().is_some()
        || words.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphabetic());
            bare.is_empty() || is_foreign_word(bare)
        })
}

/// Words that the translator put in so that the sentence is whole.
fn is_supplied(words: &str, before: &str, after: &str) -> bool {
    if words.chars().all(|c| matches!(c, ':' | ',' | '.' | ';' | '-' | '"' | '”' | '“')) {
        return !words.contains("..");
    }
    // `[S]talin`: the letters go on after the bracket.
    if after.starts_with(char::is_alphabetic) && words.chars().count() <= 3 {
        return words.chars().all(char::is_alphabetic);
    }
    let apart = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric());
    apart
        && words.contains(char::is_alphabetic)
        && words.len() <= 80
        && words.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphabetic());
            bare.is_empty() || is_common_english(bare)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, content: &str, expect: MarkKind) {
        assert_eq!(told(content, before, " and", true).0, expect, "{before}[{content}]");
    }

    #[test]
    fn notes_are_known_by_their_labels() {
        let note = |content: &str, value: &str| {
            assert_eq!(
                told(content, "word ", "", true),
                (MarkKind::Note, Some(value.to_owned())),
                "{content}"
            );
        };
        note("trans. note: \u{a0}illegible initials", "illegible initials");
        note("Translator's note: a title", "a title");
        note("역주: 서명", "서명");
        note("Ed. note: page torn", "page torn");
        note("emphasis in the original", "emphasis in the original");
    }

    #[test]
    fn readings_are_told_by_their_words() {
        check("a ", "illegible", MarkKind::Illegible);
        check("a ", "two lines illegible", MarkKind::Illegible);
        check("a ", "Mensan?", MarkKind::Uncertain);
        check("examined", "?", MarkKind::Uncertain);
        check("", "handwriting: \"to file\"", MarkKind::Handwritten);
        check("a ", "sic", MarkKind::Unclassified);
        check("a ", "…", MarkKind::Unclassified);
        check("a ", "...", MarkKind::Unclassified);
        check("", "signature", MarkKind::Unclassified);
        check("", "partial image of a stamp: 5", MarkKind::Unclassified);
    }

    #[test]
    fn names_and_abbreviations_look_back() {
        check("the C", "entral", MarkKind::Expansion);
        check("L", "udowa—People's Republic of Poland—PRP", MarkKind::Expansion);
        check("the NNSC ", "Neutral Nations Supervisory Commission", MarkKind::Expansion);
        check("minister Pak Il-u ", "Pak Il U", MarkKind::Spelling);
        check("general Jeong Geuk-rok ", "Jong Kuk Rok", MarkKind::Spelling);
        check("Kim Seung-hwa ", "Kim Sung Hwa", MarkKind::Spelling);
        check("브르조스토우스키", "Brzostowski", MarkKind::Spelling);
        check("허가이", "Heo Ga-I (Ho Ka I)", MarkKind::Spelling);
        check("고등당교육소", "Higher Party School", MarkKind::Unclassified);
        check("from Filippov ", "Stalin", MarkKind::Unclassified);
    }

    #[test]
    fn supplied_and_original_words_are_told_apart() {
        check("send ", "them", MarkKind::Supplied);
        check("I ", "don't know", MarkKind::Supplied);
        check("to ", "Party", MarkKind::Supplied);
        check("general shouting", ":", MarkKind::Supplied);
        check("the ", "North", MarkKind::Supplied);
        check("relations of ", "maintaining", MarkKind::Supplied);
        check("secure area ", "referentura", MarkKind::OriginalWord);
        check("Rhee government ", "Ilsynmanovtsy", MarkKind::OriginalWord);
        check("committed ", "dopustil", MarkKind::OriginalWord);
        check("embassy ", "посольство", MarkKind::OriginalWord);
        check("office ", "Außenstelle", MarkKind::OriginalWord);
        check("of ", "Mensan", MarkKind::Unclassified);
    }
}
