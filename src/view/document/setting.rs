//! How the blocks of a text are set on the page: which of them are one thing, where the text
//! itself is headed, what hangs in the margin of a block.
//!
//! In come the blocks of a text, with the kinds that the document gives them; out goes, for each,
//! what the page needs beyond its kind. All of it is typography: it is read off the words anew each
//! time, kept nowhere, and changes no letter of what is shown or copied.

use crate::document::{Block, BlockKind, MarkPart, Text};
use crate::markup::{Lead, LeadKind};

use super::speech;

/// How a block is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Setting {
    /// Class names: the kind, the block's place in a run, and what else it is to the eye.
    pub class: String,
    /// Whether it and the next block are one thing on the page: parts of one stamp, of one
    /// letterhead; a quotation and the words that say whose it is.
    pub joins_next: bool,
    /// The number or name that it begins with and that hangs before its lines.
    pub lead: Option<Lead>,
    /// The word that letter-spaced letters make: `Note` of `N o t e`.
    pub closed_up: Option<String>,
    /// The number of the block that goes with it: a quotation's attribution, and the reverse.
    pub with: Option<u32>,
    /// Whether it heads a part of the text, rather than the whole.
    pub heads_part: bool,
}

/// How the blocks of `text` are set, in their order.
pub(super) fn settings(text: &Text) -> Vec<Setting> {
    let blocks = text.blocks.as_slice();
    let body = blocks.iter().position(|block| !is_head(block.kind)).unwrap_or(blocks.len());
    let mut settings: Vec<Setting> =
        blocks.iter().map(|block| Setting { lead: lead(block), ..Setting::default() }).collect();
    for (setting, speaker) in settings.iter_mut().zip(speech::speakers(blocks)) {
        setting.lead = setting.lead.take().or(speaker);
    }
    for at in 0..blocks.len() {
        let (block, before) = (&blocks[at], at.checked_sub(1).and_then(|at| blocks.get(at)));
        let next = blocks.get(at + 1);
        let goes_on = before.is_some_and(|before| is_one_thing(before, block));
        let goes_further = next.is_some_and(|next| is_one_thing(block, next));
        let is_attributed = next.is_some_and(|next| attributes(block, next));
        let says_whose = before.is_some_and(|before| attributes(before, block));
        let title_before = at.checked_sub(1).is_some_and(|at| settings[at].class.contains("title"));
        let setting = &mut settings[at];
        let mut classes = vec![block.kind.as_str().replace('_', "-")];
        let mut is = |class: &str, holds: bool| {
            if holds {
                classes.push(class.to_owned());
            }
        };
        is("begins", !goes_on);
        is("ends", !goes_further);
        is("attributed", is_attributed);
        is("attribution", says_whose);
        is("speech", setting.lead.as_ref().is_some_and(|lead| lead.kind == LeadKind::Speaker));
        is("hangs", setting.lead.as_ref().is_some_and(|lead| lead.kind == LeadKind::Number));
        is("opens-quoted", opens_quoted(&block.text));
        if block.kind == BlockKind::Heading {
            let dated = is_dated(&block.text);
            setting.heads_part = at >= body || dated || setting.lead.is_some();
            setting.closed_up = closed_up(&block.text);
            is("title", !setting.heads_part);
            is("further", !setting.heads_part && title_before);
            is("dated", dated);
            is("spaced", setting.closed_up.is_some());
        } else if block.kind == BlockKind::Paragraph
            && next.is_some_and(|next| next.kind == BlockKind::Paragraph)
            && is_dated(&block.text)
        {
            setting.heads_part = true;
            is("dated", true);
        }
        setting.class = classes.join(" ");
        setting.joins_next = goes_further || is_attributed;
        setting.with = match (is_attributed, says_whose) {
            (true, _) => next.map(|next| next.n),
            (_, true) => before.map(|before| before.n),
            _ => None,
        };
    }
    settings
}

/// What may stand above the text proper.
fn is_head(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading | BlockKind::Letterhead | BlockKind::Stamp)
}

/// Whether two blocks, one after the other, are parts of one stamp, letterhead, signature or list
/// of copies.
fn is_one_thing(block: &Block, next: &Block) -> bool {
    block.kind == next.kind
        && match block.kind {
            BlockKind::Letterhead | BlockKind::Signature | BlockKind::Copies => true,
            BlockKind::Stamp => !begins_anew(next),
            _ => false,
        }
}

/// Two stamps one below the other are two: each begins with its bracket.
fn begins_anew(block: &Block) -> bool {
    block.text.starts_with('[')
        || block.marks.iter().any(|mark| mark.start == 0 && mark.part == MarkPart::First)
}

/// How many words a bracket may have that says whose the quotation above it is.
const MOST_ATTRIBUTION: usize = 25;

/// Whether `next` says in brackets whose the quotation is: `(Some officials of the province)`.
fn attributes(quotation: &Block, next: &Block) -> bool {
    let is_quotation = match quotation.kind {
        BlockKind::Quotation => true,
        BlockKind::ListItem => {
            let mark = lead(quotation).map_or(0, |lead| lead.end);
            let words = quotation.text.get(mark..).unwrap_or_default();
            opens_quoted(words.trim_start_matches(['□', ' ', '\u{a0}']))
        }
        _ => false,
    };
    is_quotation
        && next.kind == BlockKind::Paragraph
        && is_one_bracket(&next.text)
        && next.text.split_whitespace().take(MOST_ATTRIBUTION + 1).count() <= MOST_ATTRIBUTION
}

/// Whether all words stand in one pair of round brackets.
fn is_one_bracket(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。', ';', ',']);
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            return depth == 0 && at > 0 && at + c.len_utf8() == text.len();
        }
    }
    false
}

/// Whether the words open with a quotation mark, which hangs before the line.
fn opens_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '「', '『'])
}

/// The number or mark that a heading, an item or an entry of a list of copies begins with.
fn lead(block: &Block) -> Option<Lead> {
    let end = match block.kind {
        BlockKind::Heading | BlockKind::ListItem => list_mark(&block.text)?,
        BlockKind::Copies => copy_number(&block.text)?,
        _ => return None,
    };
    Some(Lead { kind: LeadKind::Number, end })
}

/// Where the number or mark ends: `1.`, `IV.`, `2)`, `(a)`, `–`, `•`. A `□` is set by itself.
fn list_mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let end = match first {
        '•' | '●' | '▪' | '◦' | '‣' => return Some(first.len_utf8()),
        '-' | '–' | '—' | '*' => first.len_utf8(),
        '(' => {
            let close = text.find(')').filter(|close| (2..=4).contains(close))?;
            let inside = text.get(1..close)?;
            inside.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(close + 1)?
        }
        _ => {
            let inside = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.');
            let of_number = text.len() - text.trim_start_matches(inside).len();
            let number = text.get(..of_number)?;
            if number.ends_with('.') && number.len() > 1 {
                of_number
            } else {
                let letter = usize::from(first.is_ascii_lowercase() && of_number == 0);
                let at = of_number + letter;
                (at > 0 && text.get(at..)?.starts_with(')')).then_some(at + 1)?
            }
        }
    };
    let is_short = text.get(..end).is_some_and(|mark| mark.chars().count() <= 6);
    (is_short && text.get(end..)?.starts_with(char::is_whitespace)).then_some(end)
}

/// Where the number of a copy ends: `1 -` of `1 - Cde. Gromyko`.
fn copy_number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let dash = rest.trim_start_matches([' ', '\u{a0}']);
    let mark = dash.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let end = text.len() - dash.len() + mark.len_utf8();
    let is_number = digits <= 3 && dash.get(mark.len_utf8()..)?.starts_with(char::is_whitespace);
    is_number.then_some(end)
}

/// A date by itself, as an entry of a journal is headed: `8 July 1957`, `1957년 7월 8일`.
fn is_dated(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let year = |word: &&str| {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        digits.len() == 4 && digits.starts_with(['1', '2'])
    };
    let numbers = words.iter().filter(|word| number(word)).count();
    (2..=6).contains(&words.len())
        && numbers >= 2
        && words.len() - numbers <= 2
        && words.iter().any(year)
}

/// The words that letters with blanks between them make, `Note` of `N o t e`; two blanks part
/// words.
fn closed_up(text: &str) -> Option<String> {
    let single = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_alphabetic) && !chars.any(char::is_alphanumeric)
    };
    let letters = text.split_whitespace().count();
    if letters < 3 || !text.split_whitespace().all(single) {
        return None;
    }
    let mut closed = String::new();
    let mut blanks = 0;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            blanks += 1;
            continue;
        }
        if blanks > 1 {
            closed.push(' ');
        }
        blanks = 0;
        closed.push(c);
    }
    Some(closed)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use BlockKind::{Copies, Heading, Letterhead, ListItem, Paragraph, Quotation, Stamp};

    fn classes(blocks: &[(BlockKind, &str)]) -> Vec<String> {
        settings(&sample::text("en", blocks)).into_iter().map(|setting| setting.class).collect()
    }

    #[test]
    fn two_stamps_one_below_the_other_are_two() {
        let blocks = [
            (Stamp, "[stamp:"),
            (Stamp, "Incoming]"),
            (Stamp, "[USSR MFA stamp:"),
            (Stamp, "12 June 1957]"),
            (Paragraph, "He came."),
        ];
        assert_eq!(
            classes(&blocks),
            ["stamp begins", "stamp ends", "stamp begins", "stamp ends", "paragraph begins ends"]
        );
        let settings = settings(&sample::text("en", &blocks));
        let joins: Vec<bool> = settings.iter().map(|setting| setting.joins_next).collect();
        assert_eq!(joins, [true, false, true, false, false]);
    }

    #[test]
    fn a_bracket_below_a_quotation_goes_with_it() {
        let check = |above: (BlockKind, &str), below: (BlockKind, &str), expect: bool| {
            let settings = settings(&sample::text("en", &[above, below]));
            assert_eq!(settings[0].with, expect.then_some(2), "{above:?} {below:?}");
            assert_eq!(settings[1].with, expect.then_some(1));
            assert_eq!(settings[0].joins_next, expect);
            assert_eq!(settings[1].class.contains("attribution"), expect);
        };
        let quotation = (Quotation, "\"A truly unexpected fact\".");
        check(quotation, (Paragraph, "(some workers of the substation)"), true);
        check(quotation, (Paragraph, "(officials of the [Mensan] District (North))."), true);
        check((ListItem, "□\"Molotov is old\""), (Paragraph, "(Gosplan official)"), true);
        check((ListItem, "1) “So be it”"), (Paragraph, "（평양 변전소 로동자들）"), true);
        check(quotation, (Paragraph, "(Applause) He went on (slowly)"), false);
        check(quotation, (Paragraph, "Some are baffled."), false);
        check((ListItem, "1. A delegation;"), (Paragraph, "(of three)"), false);
        check((Paragraph, "He said so."), (Paragraph, "(laughter)"), false);
        let long = format!("({})", ["word"; 26].join(" "));
        check(quotation, (Paragraph, &long), false);
    }

    #[test]
    fn numbers_and_marks_hang_before_their_lines() {
        let check = |kind: BlockKind, text: &str, expect: Option<&str>| {
            let settings = settings(&sample::text("en", &[(kind, text)]));
            let lead = settings[0].lead.as_ref().and_then(|lead| text.get(..lead.end));
            assert_eq!(lead, expect, "{text:?}");
        };
        check(Heading, "1.  The issue of groups.", Some("1."));
        check(Heading, "IV. Trade", Some("IV."));
        check(Heading, "1.2. Trade", Some("1.2."));
        check(Heading, "1957. A year", Some("1957."));
        check(Heading, "I saw him", None);
        check(Heading, "8 July 1957", None);
        check(ListItem, "2) a delegation", Some("2)"));
        check(ListItem, "(a) a delegation", Some("(a)"));
        check(ListItem, "a) a delegation", Some("a)"));
        check(ListItem, "– a delegation", Some("–"));
        check(ListItem, "•a delegation", Some("•"));
        check(ListItem, "□\"So\"", None);
        check(Copies, "1 - Cde. Gromyko", Some("1 -"));
        check(Copies, "- to file", Some("-"));
        check(Copies, "Five copies printed:", None);
        check(Copies, "31 May 1957", None);
        check(Paragraph, "1. The talks", None);
        check(ListItem, "", None);
    }

    #[test]
    fn letter_spaced_letters_are_closed_up_for_the_ear() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(closed_up(text).as_deref(), expect, "{text:?}");
        };
        check("N o t e", Some("Note"));
        check("T o p  S e c r e t", Some("Top Secret"));
        check("S H T Y K O V", Some("SHTYKOV"));
        check("보 고 서", Some("보고서"));
        check("A B", None);
        check("Plan A b c", None);
    }

    #[test]
    fn what_heads_the_text_is_told_from_what_heads_a_part_of_it() {
        let blocks = [
            (Letterhead, "Copy Nº 2"),
            (Heading, "N o t e"),
            (Heading, "on a conversation"),
            (Heading, "8 July 1957"),
            (Paragraph, "He came."),
            (Heading, "1957년 7월 9일"),
            (Paragraph, "He went."),
            (Heading, "Trade"),
            (Paragraph, "There was none."),
            (Paragraph, "10 July 1957"),
            (Paragraph, "Again there was none."),
        ];
        let settings = settings(&sample::text("en", &blocks));
        let heads: Vec<bool> = settings.iter().map(|setting| setting.heads_part).collect();
        assert_eq!(
            heads,
            [false, false, false, true, false, true, false, true, false, true, false]
        );
        assert_eq!(settings[1].class, "heading begins ends title spaced");
        assert_eq!(settings[3].class, "heading begins ends dated");
    }

    #[test]
    fn a_date_by_itself_heads_an_entry() {
        for text in
            ["8 July 1957", "July 8, 1957", "1957년 7월 8일", "8-9 мая 1958 г.", "8. Mai 1957"]
        {
            assert!(is_dated(text), "{text}");
        }
        for text in ["July 1957", "Plan for 1957", "for the period 6 through 29 May 1957", "1957"] {
            assert!(!is_dated(text), "{text}");
        }
    }
}
