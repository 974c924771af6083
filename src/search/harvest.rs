//! Spellings that a document itself gives for a name: `Heo Ga-I [Ho Ka I]`.

use super::Lexicon;
use crate::authority::sound;
use crate::document::{Block, Mark, MarkKind};

/// The most words before a bracket that its name can have.
const MOST_WORDS: usize = 4;

/// The pairs of spellings that the block's brackets give, in their order: the one before a bracket
/// and one in it. A pair counts only where both sides can be one Korean name or are spellings of
/// one entry; what else stands in brackets may be anything.
pub(super) fn pairs_in(block: &Block, lexicon: &Lexicon) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for mark in block.marks.iter().filter(|mark| mark.kind == MarkKind::Spelling) {
        let (Some(before), Some(inside)) = (before(&block.text, mark), &mark.value) else {
            continue;
        };
        for right in inside.split(['(', ')', ',', ';', '/']).map(str::trim) {
            let left = candidates(before).find(|left| is_one_name(left, right, lexicon));
            pairs.extend(left.map(|left| (left.to_owned(), right.to_owned())));
        }
    }
    pairs
}

fn before<'t>(text: &'t str, mark: &Mark) -> Option<&'t str> {
    text.get(..mark.start as usize).map(str::trim_end)
}

/// The last words of a text that may be the name before a bracket, the longest first.
fn candidates(before: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || "-'’‘ʼ.".contains(c);
    let mut starts = Vec::new();
    let mut rest = before;
    while starts.len() < MOST_WORDS {
        let word = rest.trim_end_matches(is_part);
        if word.len() == rest.len() {
            break;
        }
        starts.push(word.len());
        rest = match word.strip_suffix(char::is_whitespace) {
            Some(rest) => rest,
            None => break,
        };
    }
    starts.into_iter().rev().map(move |start| &before[start..])
}

fn is_one_name(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    if left.is_empty() || right.is_empty() || left == right {
        return false;
    }
    let of_right = || lexicon.entities_named(right);
    sound::alike(left, right)
        || lexicon.entities_named(left).iter().any(|entity| of_right().contains(entity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::read;
    use crate::document::{BlockKind, MarkPart};

    const PEOPLE: &str =
        "[[person]]\nid = \"b\"\nname = \"Brzostowski\"\nvariants = [\"브르조스토우스키\"]\n";

    fn check(text: &str, expect: &[(&str, &str)]) {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() + 1);
        let mark = Mark {
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(end).unwrap(),
            kind: MarkKind::Spelling,
            value: Some(text[start + 1..end - 1].to_owned()),
            part: MarkPart::Whole,
        };
        let text = text.to_owned();
        let block = Block { n: 1, kind: BlockKind::Paragraph, text, marks: vec![mark] };
        let pairs = pairs_in(&block, &Lexicon::new(read(PEOPLE, "").0));
        let found: Vec<(&str, &str)> =
            pairs.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn brackets_give_other_spellings_of_the_name_before_them() {
        check("the minister Pak Il-u [Pak Il U] left", &[("Pak Il-u", "Pak Il U")]);
        check(
            "비서) 허가이[Heo Ga-I (Ho Ka I)] 문제를",
            &[("허가이", "Heo Ga-I"), ("허가이", "Ho Ka I")],
        );
        check("브르조스토우스키[Brzostowski] 수상이", &[("브르조스토우스키", "Brzostowski")]);
    }

    #[test]
    fn what_is_not_known_to_be_one_name_is_no_pair() {
        check("그는 피메노프[Pimenov]", &[]);
        check("Kim Il Sung [the premier]", &[]);
        check("[Pak Il U]", &[]);
        check("Pak Il U [Pak Il U]", &[]);
    }
}
