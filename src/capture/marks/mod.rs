//! Marks: what stands in a block's words beside the words themselves.
//!
//! In come blocks as their source gives them; out go blocks of the document model with their marks
//! and kinds. Captures and Markdown alike pass through here. Brackets stay in the text as printed;
//! the few tags that texts carry become marks and leave it.

mod bracket;
mod pairs;
mod tags;
mod vocabulary;

use crate::document::{Block, BlockKind, Finding, FindingCode, Language, Mark, MarkKind, MarkPart};

use super::kinds;
use super::lines::{Findings, RawBlock, Said, position};
use super::markdown::{self, StatedBracket};

/// The blocks of one text, with marks, kinds and numbers.
pub(super) fn blocks(
    raw: Vec<RawBlock<'_>>,
    language: &Language,
    findings: &mut Findings,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(raw.len());
    let mut lines: Vec<u32> = Vec::with_capacity(raw.len());
    let mut stated: Vec<Option<BlockKind>> = Vec::with_capacity(raw.len());
    let mut said: Vec<Said> = Vec::with_capacity(raw.len());
    for block in raw {
        let (line, kind) = (block.line, block.kind);
        let (text, marks, beside) = tags::untagged(block, findings);
        if text.is_empty() {
            continue;
        }
        let n = position(blocks.len() + 1);
        blocks.push(Block { n, kind: BlockKind::Paragraph, text, marks });
        lines.push(line);
        stated.push(kind);
        said.push(beside);
    }
    let (pairs, unclosed) = pairs::pairs(&blocks);
    for open in unclosed {
        let text: String = blocks[open.block].text[open.at..].chars().take(40).collect();
        findings
            .add(Finding::at(FindingCode::BracketUnclosed, lines[open.block]).with("text", text));
    }
    for pair in &pairs {
        mark(&mut blocks, pair, language, &said[pair.close.block].brackets);
    }
    for (block, said) in blocks.iter_mut().zip(&said) {
        if let Some(marks) = &said.marks {
            block.marks = stated_marks(marks, &block.text);
        }
        nest(&mut block.marks);
    }
    kinds::tell(&mut blocks, &stated);
    blocks
}

/// The marks that are stated for a block with these words, without those that lie beyond it or
/// cross others.
fn stated_marks(marks: &[Mark], text: &str) -> Vec<Mark> {
    let is_safe = |mark: &Mark| {
        mark.kind != MarkKind::Link || mark.value.as_deref().is_some_and(markdown::is_allowed)
    };
    let mut placed: Vec<Mark> = marks
        .iter()
        .filter(|mark| is_safe(mark))
        .filter_map(|mark| markdown::in_bytes(mark, text))
        .collect();
    placed.sort_by_key(order);
    let mut open: Vec<u32> = Vec::new();
    placed.retain(|mark| {
        open.retain(|end| *end > mark.start);
        let nests = open.last().is_none_or(|end| mark.end <= *end);
        if nests {
            open.push(mark.end);
        }
        nests
    });
    placed
}

/// The order of marks: by start, the longer first, then by kind.
fn order(mark: &Mark) -> (u32, std::cmp::Reverse<u32>, MarkKind) {
    (mark.start, std::cmp::Reverse(mark.end), mark.kind)
}

/// Adds the marks of a pair of brackets to the blocks that it spans.
fn mark(blocks: &mut [Block], pair: &pairs::Pair, language: &Language, stated: &[StatedBracket]) {
    /// Beyond this many bytes a bracket is no editorial mark.
    const LONGEST: usize = 20_000;
    let (first, last) = (pair.open.block, pair.close.block);
    let length =
        if first == last { pair.close.at - pair.open.at } else { pair.lengths.iter().sum() };
    if length > LONGEST {
        return;
    }
    let content = if first == last {
        blocks[first].text[pair.open.at + 1..pair.close.at].replace('\n', " ")
    } else {
        let mut content = blocks[first].text[pair.open.at + 1..].to_owned();
        for block in &blocks[first + 1..last] {
            content.push(' ');
            content.push_str(&block.text);
        }
        content.push(' ');
        content.push_str(&blocks[last].text[..pair.close.at]);
        content.replace('\n', " ")
    };
    let before = &blocks[first].text[..pair.open.at];
    let after = &blocks[last].text[pair.close.at + 1..];
    let (mut kind, mut value) = bracket::told(&content, before, after, language.is_english());
    let end = position(pair.close.at + 1);
    if let Ok(at) = stated.binary_search_by_key(&end, |stated| stated.end) {
        let Some(stated_kind) = stated[at].kind else { return };
        if kind != stated_kind {
            kind = stated_kind;
            value = bracket::words(&content);
        }
        if let Some(stated) = &stated[at].value {
            value = (!stated.is_empty()).then(|| stated.clone());
        }
    }
    let mut add = |block: usize, start: usize, end: usize, part: MarkPart| {
        let value = matches!(part, MarkPart::Whole | MarkPart::First).then(|| value.clone());
        blocks[block].marks.push(Mark {
            start: position(start),
            end: position(end),
            kind,
            value: value.flatten(),
            part,
        });
    };
    if first == last {
        add(first, pair.open.at, pair.close.at + 1, MarkPart::Whole);
        return;
    }
    let lengths: Vec<usize> = pair.lengths.clone();
    add(first, pair.open.at, lengths[0], MarkPart::First);
    for block in first + 1..last {
        add(block, 0, lengths[block - first], MarkPart::Middle);
    }
    add(last, 0, pair.close.at + 1, MarkPart::Last);
}

/// Orders the marks of a block by start, the longer first, and cuts emphasis and links where a
/// bracket begins or ends inside them, so that all marks nest.
fn nest(marks: &mut Vec<Mark>) {
    if marks.len() > 1 {
        let is_set = |mark: &Mark| {
            matches!(
                mark.kind,
                MarkKind::Sup | MarkKind::Sub | MarkKind::Em | MarkKind::Strong | MarkKind::Link
            )
        };
        let mut bounds: Vec<(u32, u32)> =
            marks.iter().filter(|mark| !is_set(mark)).map(|mark| (mark.start, mark.end)).collect();
        bounds.sort_unstable();
        let mut cut = Vec::with_capacity(marks.len());
        for mark in marks.drain(..) {
            if is_set(&mark) {
                cut_at(&mark, &bounds, &mut cut);
            } else {
                cut.push(mark);
            }
        }
        *marks = cut;
        marks.sort_by_key(order);
    }
}

fn cut_at(mark: &Mark, bounds: &[(u32, u32)], out: &mut Vec<Mark>) {
    let mut places: Vec<u32> = bounds
        .iter()
        .filter(|&&(start, end)| {
            (start < mark.start && mark.start < end && end < mark.end)
                || (mark.start < start && start < mark.end && mark.end < end)
        })
        .map(|&(start, end)| if start < mark.start { end } else { start })
        .collect();
    places.sort_unstable();
    let mut start = mark.start;
    for place in places.into_iter().chain([mark.end]) {
        if place > start {
            out.push(Mark { start, end: place, ..mark.clone() });
            start = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Vec<Block> {
        let raw = texts
            .iter()
            .map(|text| RawBlock { text: (*text).into(), line: 1, ..RawBlock::default() })
            .collect();
        blocks(raw, &Language::english(), &mut Findings::default())
    }

    fn shown(block: &Block) -> Vec<String> {
        block
            .marks
            .iter()
            .map(|mark| {
                format!(
                    "{} {}{}",
                    mark.kind.as_str(),
                    &block.text[mark.start as usize..mark.end as usize],
                    mark.value.as_deref().map_or(String::new(), |value| format!(" = {value}")),
                )
            })
            .collect()
    }

    #[test]
    fn brackets_become_marks_and_stay_in_the_text() {
        let check = |text: &str, expect: &[&str]| {
            let blocks = read(&[text]);
            assert_eq!(blocks[0].text, text);
            assert_eq!(shown(&blocks[0]), expect, "{text}");
        };
        check(
            "in Pyongyang [trans. note: \u{a0}tilted stamp]",
            &["note [trans. note: \u{a0}tilted stamp] = tilted stamp"],
        );
        check("Comr[ade] Petrov", &["expansion [ade] = ade"]);
        check("of Heo Ga-I [Ho Ka I] (secretary", &["spelling [Ho Ka I] = Ho Ka I"]);
        check("and send [them] to the ministries", &["supplied [them] = them"]);
        check("he committed [dopustil] similar acts", &["original_word [dopustil] = dopustil"]);
        check("not be examined[?]. As", &["uncertain [?] = ?"]);
        check(
            "[[two names illegible]] and",
            &["illegible [[two names illegible]] = two names illegible"],
        );
        check(
            "[handwritten: for the file]",
            &["handwritten [handwritten: for the file] = for the file"],
        );
        check("plain ] and [ unclosed", &[]);
        check("[a [b] c]", &["unclassified [a [b] c] = a [b] c", "unclassified [b] = b"]);
    }

    #[test]
    fn a_bracket_over_several_blocks_is_one_mark() {
        let blocks = read(&["6 cops. Z[agranicznych—", "Ministry] Dep. V", "after"]);
        assert_eq!(shown(&blocks[0]), ["expansion [agranicznych— = agranicznych— Ministry"]);
        assert_eq!(shown(&blocks[1]), ["expansion Ministry]"]);
        assert_eq!(blocks[0].marks[0].part, MarkPart::First);
        assert_eq!(blocks[1].marks[0].part, MarkPart::Last);
        assert!(blocks[2].marks.is_empty());
    }

    #[test]
    fn emphasis_is_cut_where_a_bracket_crosses_it() {
        let mark = |start, end, kind| Mark { start, end, kind, value: None, part: MarkPart::Whole };
        let mut marks = vec![mark(5, 14, MarkKind::Em), mark(0, 9, MarkKind::Note)];
        nest(&mut marks);
        let places: Vec<(u32, u32)> = marks.iter().map(|mark| (mark.start, mark.end)).collect();
        assert_eq!(places, [(0, 9), (5, 9), (9, 14)]);
    }

    #[test]
    fn hostile_brackets_take_linear_time_and_bounded_memory() {
        let deep = "[".repeat(300_000) + &"]".repeat(300_000);
        let many = "[a]".repeat(200_000);
        let blocks = read(&[&deep, &many]);
        assert!(blocks[0].marks.len() < 100);
        assert!(blocks[1].marks.len() <= pairs::MOST_IN_A_BLOCK);
    }
}
