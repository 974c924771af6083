//! The list of copies made and where they went.

use crate::document::{Block, BlockKind, MarkPart};

use super::{is_list_item, words};

/// Finds lists of copies: an opening line, then the short lines of the list, and the number and
/// date of the typing pool after it.
pub(super) fn tell(blocks: &[Block], told: &mut [Option<BlockKind>]) {
    let mut at = 0;
    while at < blocks.len() {
        if told[at].is_some() || !opens(&blocks[at].text) {
            at += 1;
            continue;
        }
        told[at] = Some(BlockKind::Copies);
        at += 1;
        let mut listed = false;
        while at < blocks.len() && told[at].is_none() {
            let text = &blocks[at].text;
            let goes_on = blocks[at]
                .marks
                .first()
                .is_some_and(|mark| matches!(mark.part, MarkPart::Middle | MarkPart::Last));
            let item = is_entry(text) || goes_on;
            let imprint = listed && is_imprint(text);
            if !item && !imprint {
                break;
            }
            listed |= item;
            told[at] = Some(BlockKind::Copies);
            at += 1;
        }
    }
}

/// `Five copies printed:`, `7 cop[ies] made`, `Produced in 5 copies for:`, `CC:`, `7부 복사`.
fn opens(text: &str) -> bool {
    if words(text, 13) > 12 {
        return false;
    }
    let plain = text.replace(['[', ']'], "").to_lowercase();
    let copies = ["copies", "cops.", "copy", "экз"].iter().any(|word| plain.contains(word));
    let made = ["made", "printed", "produced", "typed", "prepared", "distributed", "отп"]
        .iter()
        .any(|word| plain.contains(word));
    let counted = plain.starts_with(|c: char| c.is_ascii_digit())
        || [
            "one ",
            "two ",
            "three ",
            "four ",
            "five ",
            "six ",
            "seven ",
            "eight ",
            "nine ",
            "ten ",
            "printed ",
            "produced ",
            "made ",
            "typed ",
            "prepared ",
            "отп",
        ]
        .iter()
        .any(|word| plain.starts_with(word));
    (copies && made && counted)
        || matches!(
            plain.trim_end_matches([':', ' ']),
            "cc" | "distribution" | "distribution list" | "copies to" | "copies sent to"
        )
        || (text.ends_with("복사") && text.starts_with(|c: char| c.is_ascii_digit()))
}

/// A line of the list: `1 - Cde. Gromyko`, `6 cops. …`, `1 cop[y] a/a …`, `- Comrade Péter`.
fn is_entry(text: &str) -> bool {
    if words(text, 16) > 15 {
        return false;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && text.len() - rest.len() <= 2;
    let rest = rest.trim_start();
    is_list_item(text)
        || (numbered
            && (rest.starts_with(['-', '–', '—', '부'])
                || rest.starts_with("cop")
                || rest.starts_with("to ")
                || rest.starts_with("for ")
                || rest.starts_with("экз")))
}

/// The typing pool's number or date.
fn is_imprint(text: &str) -> bool {
    words(text, 6) <= 5
        && (["Nº", "N°", "№", "No.", "Nr", "#"].iter().any(|mark| text.starts_with(mark))
            || !crate::capture::fields::date::dates_in(text).is_empty())
}
