//! The foot of a text: signatures and the signers' offices.

use crate::document::{Block, BlockKind};

use super::{ends_sentence, is_list_item, words};

/// How far from the end a signature is looked for.
const REACH: usize = 30;

/// Tells the signatures near the end: a line that says so, with the short lines after it; else the
/// names that stand last.
pub(super) fn tell(blocks: &[Block], told: &mut [Option<BlockKind>]) {
    let from = blocks.len().saturating_sub(REACH);
    let mut signed = false;
    for at in from..blocks.len() {
        if told[at].is_some() || at == 0 {
            continue;
        }
        let text = &blocks[at].text;
        if is_signature(text) {
            told[at] = Some(BlockKind::Signature);
            signed = true;
        } else if signed
            && told[at - 1] == Some(BlockKind::Signature)
            && words(text, 15) <= 14
            && !ends_sentence(text)
            && !is_list_item(text)
            && !text.starts_with('[')
        {
            told[at] = Some(BlockKind::Signature);
        }
    }
    if !signed {
        names(blocks, told);
    }
}

/// `[signature]`, `[서명]`, `[trans. note: signature]`, `/s/`, `Signed:` in a short block.
pub(in crate::capture) fn is_signature(text: &str) -> bool {
    if words(text, 17) > 16 {
        return false;
    }
    let plain = text.to_lowercase();
    if let Some(open) = plain.find('[')
        && let Some(close) = plain[open..].find(']')
    {
        let inside = &plain[open..open + close];
        if ["signature", "signed", "서명", "подпись", "unterschrift", "podpis", "签名"]
            .iter()
            .any(|word| inside.contains(word))
        {
            return true;
        }
    }
    plain.starts_with("/s/")
        || plain.ends_with("/s/")
        || plain.starts_with("signed")
        || plain.starts_with("(signed)")
        || plain.starts_with("(signature)")
}

/// The last blocks, where they are names and offices: up to four short lines of capitalised words.
fn names(blocks: &[Block], told: &mut [Option<BlockKind>]) {
    let start = (0..blocks.len())
        .rev()
        .take(4)
        .take_while(|&at| at > 0 && told[at].is_none() && is_name(&blocks[at].text))
        .last();
    let Some(start) = start else { return };
    // What stands before must be the text that is signed.
    if ends_sentence(&blocks[start - 1].text) || told[start - 1] == Some(BlockKind::Copies) {
        for told in &mut told[start..] {
            *told = Some(BlockKind::Signature);
        }
    }
}

fn is_name(text: &str) -> bool {
    let count = words(text, 8);
    (1..=7).contains(&count)
        && !ends_sentence(text)
        && !text.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, '[' | '=' | '_' | '*' | '"' | '“')
        })
        && text.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c == '(' || matches!(c, '가'..='힣'))
                || matches!(
                    word,
                    "of" | "the" | "in" | "for" | "and" | "to" | "de" | "von" | "order"
                )
        })
        && text.chars().any(char::is_alphabetic)
}
