//! What each block of a text is on the page.
//!
//! Told by rule from the block and its neighbours: stamps by their bracket, the list of copies by
//! its opening, letterheads at the head, signatures at the foot. In doubt a block is a paragraph.

use crate::document::{Block, BlockKind, MarkPart};

mod copies;
mod foot;
mod head;

pub(super) use foot::is_signature;

/// Sets the kind of every block; `stated` are the kinds that the source itself gives.
pub(super) fn tell(blocks: &mut [Block], stated: &[Option<BlockKind>]) {
    let mut told: Vec<Option<BlockKind>> = stated.to_vec();
    stamps(blocks, &mut told);
    copies::tell(blocks, &mut told);
    head::tell(blocks, &mut told);
    foot::tell(blocks, &mut told);
    for at in 0..blocks.len() {
        let kind = told[at].unwrap_or_else(|| inner(blocks, at));
        blocks[at].kind = kind;
    }
}

/// A bracket that opens a block and speaks of a stamp makes stamps of all blocks that it spans.
fn stamps(blocks: &[Block], told: &mut [Option<BlockKind>]) {
    let mut open = false;
    for (block, told) in blocks.iter().zip(told.iter_mut()) {
        let outer = block.marks.first().filter(|mark| mark.start == 0);
        open = match outer {
            Some(mark) if mark.part == MarkPart::Whole => {
                mark.end as usize == block.text.len() && speaks_of_stamp(&block.text)
            }
            Some(mark) if mark.part == MarkPart::First => speaks_of_stamp(&block.text),
            Some(mark) => open && mark.part != MarkPart::Whole,
            None => false,
        };
        if open && told.is_none() {
            *told = Some(BlockKind::Stamp);
        }
    }
}

fn speaks_of_stamp(text: &str) -> bool {
    let label: String = text.chars().take(60).collect::<String>().to_lowercase();
    let label = label.split(':').next().unwrap_or_default();
    !label.contains("note")
        && ["stamp", "seal", "소인", "도장", "직인", "штамп", "печать", "stempel", "pieczęć"]
            .iter()
            .any(|word| label.contains(word))
}

/// What a block in the middle of a text is.
fn inner(blocks: &[Block], at: usize) -> BlockKind {
    let text = blocks[at].text.as_str();
    if is_spaced(text) || is_heading(blocks, at) {
        BlockKind::Heading
    } else if is_list_item(text) {
        BlockKind::ListItem
    } else if is_quotation(text) {
        BlockKind::Quotation
    } else {
        BlockKind::Paragraph
    }
}

/// Letters with blanks between them: `N o t e`, `S H T Y K O V`.
pub(super) fn is_spaced(text: &str) -> bool {
    let mut letters = 0;
    for word in text.split_whitespace() {
        let mut chars = word.chars();
        if !chars.next().is_some_and(char::is_alphabetic)
            || chars.next().is_some_and(char::is_alphanumeric)
        {
            return false;
        }
        letters += 1;
    }
    letters >= 3 && text.len() < 120
}

/// How many words a text has, counted no further than `limit`.
pub(super) fn words(text: &str, limit: usize) -> usize {
    text.split_whitespace().take(limit).count()
}

/// Whether a text ends as a sentence does, brackets at its end left aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let mut rest = text.trim_end();
    while rest.ends_with(']')
        && let Some(open) = rest.rfind('[')
    {
        rest = rest[..open].trim_end();
    }
    rest.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(['.', '!', '?', ';', ':', '。', ','])
}

/// A heading between paragraphs: a date by itself, a short numbered title before a longer block,
/// or a short line without a full stop before a longer one.
fn is_heading(blocks: &[Block], at: usize) -> bool {
    let text = blocks[at].text.as_str();
    let count = words(text, 16);
    if count == 0 || count > 14 || text.contains('\n') || text.len() > 160 {
        return false;
    }
    let Some(next) = blocks.get(at + 1).map(|block| block.text.as_str()) else { return false };
    let dated = count <= 6 && text.contains(char::is_alphabetic);
    if dated && super::fields::date::date_line(text).is_some() && ends_sentence(next) {
        return true;
    }
    if words(next, 60) <= 2 * count.max(8) || next.starts_with('[') {
        return false;
    }
    let (numbered, rest) = unnumbered(text);
    let starts =
        rest.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    if numbered {
        // Of two that follow each other, both are items of a list.
        return !unnumbered(next).0
            && starts
            && count <= 12
            && !rest.trim_end_matches('.').contains(". ");
    }
    let capitals = rest.chars().any(char::is_alphabetic)
        && !rest.chars().any(char::is_lowercase)
        && rest.is_ascii();
    starts
        && !ends_sentence(text)
        && !is_list_item(text)
        && !text.starts_with(['"', '“', '(', '['])
        && (capitals || count <= 8)
}

/// Whether a text begins with a number and a stop, and what follows.
fn unnumbered(text: &str) -> (bool, &str) {
    let rest =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    match rest.strip_prefix(['.', ')']) {
        Some(title) if rest.len() < text.len() && title.starts_with(char::is_whitespace) => {
            (true, title.trim_start())
        }
        _ => (false, text),
    }
}

/// A list mark at the beginning: a bullet, a dash, a number or a letter with a stop or bracket,
/// a square before a quotation mark.
pub(super) fn is_list_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '●' | '▪' | '◦' | '‣') => true,
        Some('-' | '–' | '—' | '*') => {
            chars.next().is_some_and(char::is_whitespace) && chars.any(char::is_alphanumeric)
        }
        Some('□') => chars.next().is_some_and(|c| matches!(c, '"' | '“' | '«' | '„')),
        Some('(') => {
            let inside: String = chars.by_ref().take(4).take_while(|&c| c != ')').collect();
            let mark = inside.len() <= 3
                && !inside.is_empty()
                && (inside.bytes().all(|byte| byte.is_ascii_digit())
                    || (inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_lowercase())));
            let behind = text.get(inside.len() + 2..);
            mark && behind.is_some_and(|behind| behind.starts_with(char::is_whitespace))
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            text.len() - rest.len() <= 3
                && rest
                    .strip_prefix(['.', ')'])
                    .is_some_and(|rest| rest.starts_with(char::is_whitespace))
        }
        Some(c) if c.is_ascii_lowercase() => {
            chars.next() == Some(')') && chars.next().is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

/// Whether a block is one quotation from its first to its last sign.
fn is_quotation(text: &str) -> bool {
    let close = match text.chars().next() {
        Some('"') => '"',
        Some('“' | '„') => '”',
        Some('«') => '»',
        _ => return false,
    };
    let bare = text.trim_end_matches(['.', ',', ';']);
    let inner = &text[text.chars().next().map_or(0, char::len_utf8)..];
    let ends = bare.ends_with(close) || (close == '”' && bare.ends_with('“'));
    // A block of several quotations is one too where no words stand outside.
    ends && bare.len() > close.len_utf8() * 2
        && inner.find(close).is_none_or(|at| {
            let rest = inner[at + close.len_utf8()..].trim_start_matches([' ', '.', ',']);
            rest.is_empty() || rest.starts_with(['"', '“', '«', '„'])
        })
}

#[cfg(test)]
mod tests {
    use crate::capture::lines::{Findings, RawBlock};
    use crate::document::Language;

    const LONG: &str = "The ambassador received the counselor at his request and told him that the \
        talks on deliveries had been going on since the spring and would be finished in autumn.";

    fn kinds(texts: &[&str]) -> Vec<&'static str> {
        let raw = texts
            .iter()
            .map(|text| RawBlock { text: (*text).into(), ..RawBlock::default() })
            .collect();
        crate::capture::marks::blocks(raw, &Language::english(), &mut Findings::default())
            .iter()
            .map(|block| block.kind.as_str())
            .collect()
    }

    #[test]
    fn a_short_sentence_below_a_date_is_no_head() {
        let texts = ["3 July 1957", "I visited the Embassy of the PRC.", LONG];
        assert_eq!(kinds(&texts)[1], "paragraph");
        let texts = ["3 July 1957", "A new paper was found.", LONG];
        assert_eq!(kinds(&texts)[1], "paragraph");
        let texts = ["Embassy of Poland in Pyongyang", "The Ambassador", "Secret.", LONG];
        assert_eq!(kinds(&texts)[..3], ["letterhead"; 3]);
    }

    #[test]
    fn a_report_has_letterhead_heading_and_copies() {
        let texts = [
            "Embassy of the Pyongyang, 4.IV.1957",
            "People’s Republic of Poland",
            "in Pyongyang [trans. note: tilted stamp]",
            "No. 267/37 [trans. note: initials]",
            "Secret [trans. note: added by hand]",
            "N o t e",
            "From a conversation with the 1st Secretary of 26.III.1957",
            LONG,
            "1. The issue of groups.",
            LONG,
            "2. Comrade Petrov wished to orient himself about how the situation in the commission \
             presents itself in general outline and what is on its agenda.",
            "7 cop[ies] made",
            "6 cops. M[inisterstwo—",
            "Ministry] Dep. V",
            "1 cop[y] a/a Nowak Jan",
            "[transl. note: signature]",
            "1st Secretary of the Embassy",
        ];
        let expect = [
            "letterhead",
            "letterhead",
            "letterhead",
            "letterhead",
            "letterhead",
            "heading",
            "heading",
            "paragraph",
            "heading",
            "paragraph",
            "list_item",
            "copies",
            "copies",
            "copies",
            "copies",
            "signature",
            "signature",
        ];
        assert_eq!(kinds(&texts), expect);
    }

    #[test]
    fn a_journal_has_stamps_and_a_list_of_copies() {
        let texts = [
            "Nº 133 Copy Nº 2",
            "31 May 1957",
            "[partial image of a stamp:",
            "Incoming Nº 5925-gs",
            "11 June 1957]",
            "The Journal of Ambassador A. B. CEE",
            "for the period 6 through 29 May 1957",
            "23 May 1957",
            LONG,
            "[signature]   (A. CEE)",
            "Five copies printed:",
            "1 - Cde. Gromyko",
            "5 - to file",
            "Nº 353",
            "31 May 1957",
        ];
        let expect = [
            "letterhead",
            "letterhead",
            "stamp",
            "stamp",
            "stamp",
            "heading",
            "heading",
            "heading",
            "paragraph",
            "signature",
            "copies",
            "copies",
            "copies",
            "copies",
            "copies",
        ];
        assert_eq!(kinds(&texts), expect);
    }

    #[test]
    fn lists_quotations_and_separators_are_told() {
        let check = |text: &str, expect: &str| {
            assert_eq!(kinds(&[LONG, text, LONG, LONG])[1], expect, "{text}");
        };
        check(
            "1) The recalling of a counselor, which was discussed at great length by all those present, and nothing came of it.",
            "list_item",
        );
        check("□\"The exposure strengthens unity\".", "list_item");
        check("- a delegation;", "list_item");
        check("\"Even earlier he was criticized\".", "quotation");
        check("\"Yes\", he said, \"no\".", "paragraph");
        check("(some workers of the substation)", "paragraph");
        check("how work was organized;", "paragraph");
        check("8 July 1957", "heading");
        check("Hungarian–Korean relations", "heading");
        check("xxx", "paragraph");
        check("B e r l i n", "heading");
        check("[signature]", "signature");
    }
}
