//! Who speaks in a transcript: the names with a colon that its paragraphs begin with.
//!
//! Prose has colons too, and a paragraph may begin `Conclusion:`. A text is a transcript only where
//! several paragraphs begin with a name and a colon, more than one name does so, one of them comes
//! back, and they are a good part of the text between the first of them and the last.

use std::collections::BTreeMap;

use crate::document::{Block, BlockKind};
use crate::markup::{Lead, LeadKind};

/// How many paragraphs must begin with a speaker.
const FEWEST: usize = 3;
/// How many words and letters a speaker's name has at most.
const MOST_WORDS: usize = 6;
const MOST_LETTERS: usize = 48;

/// The speaker that each block begins with, in a transcript.
pub(super) fn speakers(blocks: &[Block]) -> Vec<Option<Lead>> {
    let ends: Vec<Option<usize>> = blocks
        .iter()
        .map(|block| {
            let speaks = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation);
            speaks.then(|| speaker_end(&block.text)).flatten()
        })
        .collect();
    if !is_transcript(blocks, &ends) {
        return vec![None; blocks.len()];
    }
    let lead = |end| Lead { kind: LeadKind::Speaker, end };
    ends.into_iter().map(|end| end.map(lead)).collect()
}

fn is_transcript(blocks: &[Block], ends: &[Option<usize>]) -> bool {
    let spoken = |end: &Option<usize>| end.is_some();
    let (Some(first), Some(last)) = (ends.iter().position(spoken), ends.iter().rposition(spoken))
    else {
        return false;
    };
    let count = ends.iter().filter(|end| spoken(end)).count();
    let paragraphs = blocks[first..=last]
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph && !block.text.starts_with('('))
        .count();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (block, end) in blocks.iter().zip(ends) {
        let Some(label) = end.and_then(|end| block.text.get(..end)) else { continue };
        *names.entry(name(label)).or_default() += 1;
    }
    count >= FEWEST
        && names.len() >= 2
        && names.values().any(|times| *times > 1)
        && count * 3 >= paragraphs
}

/// The name within a label: what stands before a bracket or the colon.
fn name(label: &str) -> &str {
    label.split(['(', '[', '（', ':', '：']).next().unwrap_or(label).trim()
}

/// Where the label ends that a paragraph begins with: one past the colon of `South (LEE):`.
fn speaker_end(text: &str) -> Option<usize> {
    let at = text.find([':', '：'])?;
    let colon = text.get(at..)?.chars().next()?;
    let end = at + colon.len_utf8();
    let after = text.get(end..)?;
    let label = text.get(..at)?;
    let is_apart = colon == '：' || after.is_empty() || after.starts_with(char::is_whitespace);
    (is_apart && is_name(label)).then_some(end)
}

/// Whether a label can be a speaker's name: few words with capitals, or of a script that has none;
/// what stands in brackets after them may be anything.
fn is_name(label: &str) -> bool {
    const WITHIN: [&str; 8] = ["of", "the", "de", "von", "van", "da", "di", "and"];
    let name = name(label);
    let bracket = label.get(name.len()..).unwrap_or_default().trim();
    let is_word = |word: &str| {
        WITHIN.contains(&word)
            || word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
                && word
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '·'))
    };
    !name.is_empty()
        && !name.starts_with(char::is_lowercase)
        && label.chars().count() <= MOST_LETTERS
        && (1..=MOST_WORDS).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(is_word)
        && (bracket.is_empty() || bracket.ends_with([')', ']', '）']))
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn check(paragraphs: &[&str], expect: &[&str]) {
        let blocks: Vec<(BlockKind, &str)> =
            paragraphs.iter().map(|text| (BlockKind::Paragraph, *text)).collect();
        let text = sample::text("en", &blocks);
        let found: Vec<&str> = speakers(&text.blocks)
            .iter()
            .zip(paragraphs)
            .filter_map(|(lead, text)| text.get(..lead.as_ref()?.end))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_conversation_names_who_speaks() {
        check(
            &["Gorbachev: How was it?", "Kim Il Sung: Long.", "It was late.", "Gorbachev: Good."],
            &["Gorbachev:", "Kim Il Sung:", "Gorbachev:"],
        );
        check(
            &["South (LEE): No.", "North (KIM): Yes.", "South (LEE): Then no."],
            &["South (LEE):", "North (KIM):", "South (LEE):"],
        );
        check(
            &["고르바초프: 네.", "김일성: 좋습니다.", "(웃음)", "고르바초프 [웃으며]: 그럼."],
            &["고르바초프:", "김일성:", "고르바초프 [웃으며]:"],
        );
        check(
            &["毛泽东：好。", "金日成：谢谢。", "毛泽东：请。"],
            &["毛泽东：", "金日成：", "毛泽东："],
        );
        check(
            &["Question: So?", "Answer: So.", "Question: Why?"],
            &["Question:", "Answer:", "Question:"],
        );
        check(
            &["Cde. Kim Il Sung: A.", "Cde. Mao: B.", "Cde. Mao: C."],
            &["Cde. Kim Il Sung:", "Cde. Mao:", "Cde. Mao:"],
        );
    }

    #[test]
    fn prose_with_colons_is_no_conversation() {
        check(&["Conclusion: it failed.", "Note: it was late.", "Remark: none."], &[]);
        check(&["He said: no.", "He said: yes.", "She said: no.", "He said: yes."], &[]);
        check(&["To: Moscow", "From: Pyongyang", "Subject: Trade"], &[]);
        check(&["Gorbachev: Yes.", "Gorbachev: No.", "Gorbachev: Yes."], &[]);
        check(&["At 10:30 he came.", "At 11:45 he went.", "At 10:30 he came."], &[]);
        let mut long = vec!["He came and went and spoke of trade."; 12];
        long.splice(2..2, ["Imports: none.", "Exports: none.", "Imports: some."]);
        long.push("Exports: some.");
        check(&long, &[]);
        check(&[], &[]);
        check(&[":", "：", "A:"], &[]);
    }
}
