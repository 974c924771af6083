//! Notes that are taken out of the running text and set beside it.

use std::ops::Range;

use super::html::{self, Html};
use crate::document::{Block, Mark, MarkKind, MarkPart};

/// A note as it stands beside its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideNote {
    /// Its number within the document, from 1.
    pub n: u32,
    /// The bracket's words as printed, label included, the brackets themselves left off.
    pub text: String,
    /// The same with what a search found in it.
    pub html: Html,
}

/// The notes of a block that are set beside it. `first_note` is the number of the first note that
/// begins in the block.
#[must_use]
pub fn side_notes(block: &Block, first_note: u32, hits: &[Range<usize>]) -> Vec<SideNote> {
    numbered(block, first_note)
        .filter(|(mark, _)| is_set_beside(block, mark))
        .map(|(mark, n)| {
            let printed = block.text.get(range(mark)).unwrap_or_default();
            let inner = printed.strip_prefix('[').unwrap_or(printed);
            let inner = inner.strip_suffix(']').unwrap_or(inner);
            let from = mark.start as usize + usize::from(printed.starts_with('['));
            let words = from..from + inner.len();
            let own: Vec<_> = hits
                .iter()
                .filter(|hit| hit.start < words.end && hit.end > words.start)
                .map(|hit| hit.start.max(words.start) - from..hit.end.min(words.end) - from)
                .collect();
            SideNote {
                n,
                text: super::plain(inner),
                html: html::excerpt(inner, &own, &(0..inner.len())),
            }
        })
        .collect()
}

/// The notes that begin in the block, with their numbers.
pub(super) fn numbered(block: &Block, first_note: u32) -> impl Iterator<Item = (&Mark, u32)> {
    block.marks.iter().filter(|mark| begins_here(mark)).zip(first_note..)
}

pub(super) fn begins_here(mark: &Mark) -> bool {
    mark.kind == MarkKind::Note && matches!(mark.part, MarkPart::Whole | MarkPart::First)
}

/// Whether a note leaves the running text. One that is the whole block, or runs over several
/// blocks, stays where it is: taken out it would leave an empty place.
pub(super) fn is_set_beside(block: &Block, mark: &Mark) -> bool {
    let range = range(mark);
    let around = |words: Option<&str>| words.is_some_and(|words| !words.trim().is_empty());
    mark.kind == MarkKind::Note
        && mark.part == MarkPart::Whole
        && range.start < range.end
        && block.text.get(range.clone()).is_some()
        && (around(block.text.get(..range.start)) || around(block.text.get(range.end..)))
}

/// Who says of himself that he wrote a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    Translator,
    Editor,
}

/// Whom the label of a printed note names: `[trans. note: …]`, `[역주: …]`.
pub(super) fn writer(printed: &str) -> Option<Writer> {
    const TRANSLATOR: [&str; 15] = [
        "trans",
        "tr.",
        "역주",
        "역자",
        "옮긴이",
        "译",
        "譯",
        "訳",
        "прим. пер",
        "примечание пер",
        "anm. d. üb",
        "anm. d. ueb",
        "przyp. tł",
        "note du trad",
        "n. d. t",
    ];
    const EDITOR: [&str; 8] =
        ["ed.", "eds.", "ed note", "editor", "편집자", "прим. ред", "编者", "przyp. red"];
    let label = printed.trim_start_matches(['[', ' ', '\u{a0}']).to_lowercase();
    let begins = |labels: &[&str]| labels.iter().any(|known| label.starts_with(known));
    if begins(&TRANSLATOR) {
        Some(Writer::Translator)
    } else {
        begins(&EDITOR).then_some(Writer::Editor)
    }
}

/// The mark's range as offsets.
pub(super) fn range(mark: &Mark) -> std::ops::Range<usize> {
    mark.start as usize..mark.end as usize
}

/// How many notes begin in the block.
#[must_use]
pub fn notes_begun(block: &Block) -> u32 {
    u32::try_from(block.marks.iter().filter(|mark| begins_here(mark)).count()).unwrap_or(u32::MAX)
}
