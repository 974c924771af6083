//! Two versions of a line of words, word by word.
//!
//! Words are cut at Unicode's word boundaries (UAX 29): a Korean word is what stands between two
//! blanks, with its particle, an ideograph is a word of its own, punctuation stands by itself.

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation as _;

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both.
    Kept,
    /// They stand in the earlier one only.
    Removed,
    /// They stand in the later one only.
    Added,
}

impl Fate {
    /// `kept`, `removed` or `added`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// Words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub fate: Fate,
    /// The words, blanks between them included.
    pub text: String,
}

/// Of this many words at least one must stand in both, or the whole is told as replaced: a few
/// articles in common make no sentence readable.
const WORDS_FOR_ONE_KEPT: usize = 5;

/// The words of both, in reading order: what is removed stands before what is added in its place.
///
/// Kept and removed runs together are `before`, kept and added ones `after`, to the letter.
#[must_use]
pub fn runs(before: &str, after: &str) -> Vec<Run> {
    let (old, new) = (cut(before), cut(after));
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut changes: Vec<Change> = Vec::new();
    for hunk in diff.hunks() {
        let hunk = Change {
            old: hunk.before.start as usize..hunk.before.end as usize,
            new: hunk.after.start as usize..hunk.after.end as usize,
        };
        // What stands between two changes and holds no word of its own is part of both.
        match changes.last_mut() {
            Some(last) if !old[last.old.end..hunk.old.start].iter().any(|piece| is_word(piece)) => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            _ => changes.push(hunk),
        }
    }
    let words = |pieces: &[&str]| pieces.iter().filter(|piece| is_word(piece)).count();
    let removed: usize = changes.iter().map(|change| words(&old[change.old.clone()])).sum();
    let all = words(&old);
    if changes.len() > 1 && (all - removed) * WORDS_FOR_ONE_KEPT < all.max(words(&new)) {
        changes = vec![Change { old: 0..old.len(), new: 0..new.len() }];
    }
    let mut runs = Vec::with_capacity(changes.len() * 3 + 1);
    let mut at = 0;
    for Change { old: removed, new: added } in changes {
        push(&mut runs, Fate::Kept, &old[at..removed.start]);
        at = removed.end;
        push(&mut runs, Fate::Removed, &old[removed]);
        push(&mut runs, Fate::Added, &new[added]);
    }
    push(&mut runs, Fate::Kept, &old[at..]);
    runs
}

/// Pieces of both that are not the same.
struct Change {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

fn push(runs: &mut Vec<Run>, fate: Fate, pieces: &[&str]) {
    if !pieces.is_empty() {
        runs.push(Run { fate, text: pieces.concat() });
    }
}

/// The pieces of a text between its word boundaries, blanks and punctuation included.
pub(super) fn cut(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// Whether the piece is more than blanks and punctuation.
pub(super) fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let said = |run: &Run| match run.fate {
            Fate::Kept => run.text.clone(),
            Fate::Removed => format!("<-{}>", run.text),
            Fate::Added => format!("<+{}>", run.text),
        };
        runs(before, after).iter().map(said).collect()
    }

    #[test]
    fn words_are_told_apart_whole() {
        let check = |before: &str, after: &str, expect: &str| {
            assert_eq!(told(before, after), expect);
        };
        check("", "", "");
        check("The same.", "The same.", "The same.");
        check("", "New.", "<+New.>");
        check("Gone.", "", "<-Gone.>");
        check(
            "Kim met the ambassador on Monday.",
            "Kim met the envoy on Monday.",
            "Kim met the <-ambassador><+envoy> on Monday.",
        );
        check("He said so.", "He said so!", "He said so<-.><+!>");
        check("14 February 1957", "15 February 1957", "<-14><+15> February 1957");
        check("Kim's word was kept", "Kims word was kept", "<-Kim's><+Kims> word was kept");
    }

    #[test]
    fn a_korean_word_is_told_with_its_particle() {
        let check = |before: &str, after: &str, expect: &str| {
            assert_eq!(told(before, after), expect);
        };
        check(
            "소련 대사관을 방문하였다.",
            "소련 대사관에서 방문하였다.",
            "소련 <-대사관을><+대사관에서> 방문하였다.",
        );
        check("김일성(金日成) 동지", "김일성(金日誠) 동지", "김일성(金日<-成><+誠>) 동지");
    }

    #[test]
    fn neighbouring_changes_are_one() {
        assert_eq!(
            told("They met on the third of May, here.", "They met on the 4 June, here."),
            "They met on the <-third of May><+4 June>, here."
        );
    }

    #[test]
    fn a_sentence_that_is_another_is_told_whole() {
        let (before, after) = (
            "In February the first secretary asked whether he could go with the delegation.",
            "No answer came from Moscow, the harvest was poor and nobody wrote a line.",
        );
        assert_eq!(told(before, after), format!("<-{before}><+{after}>"));
    }

    #[test]
    fn both_versions_can_be_put_together_again() {
        for (before, after) in [
            ("a b c d e f", "a x c y e z"),
            ("  two  blanks\tand a tab ", "two blanks and a tab"),
            ("e\u{301}tude 한국 [note] ‘q’", "étude 한국어 (note) “q”"),
        ] {
            let runs = runs(before, after);
            let side = |not: Fate| -> String {
                runs.iter().filter(|run| run.fate != not).map(|run| run.text.as_str()).collect()
            };
            assert_eq!((side(Fate::Added).as_str(), side(Fate::Removed).as_str()), (before, after));
        }
    }
}
