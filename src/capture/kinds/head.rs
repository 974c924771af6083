//! The head of a text: letterhead, and the headings that name the document.

use crate::capture::fields::date;
use crate::document::{Block, BlockKind};

use super::{ends_sentence, is_list_item, is_spaced, words};

/// How many blocks a head may have.
const MOST: usize = 24;

/// Tells the kinds of the blocks before the first paragraph.
pub(super) fn tell(blocks: &[Block], told: &mut [Option<BlockKind>]) {
    let end = blocks
        .iter()
        .zip(told.iter())
        .take(MOST)
        .take_while(|(block, told)| told.is_some() || is_short(block))
        .count();
    if end == 0 || end == blocks.len() || end == MOST {
        return;
    }
    let head = &blocks[..end];
    // A date directly above the text is its heading, an entry's in a journal.
    let last_is_date = date::date_line(&head[end - 1].text).is_some();
    let known: Vec<bool> = told[..end].iter().map(Option::is_some).collect();
    let signal = |at: usize| !known[at] && is_letterhead(&head[at].text);
    let title = |at: usize| !known[at] && names_document(&head[at].text);
    let first_title = (0..end).find(|&at| title(at)).unwrap_or(end);
    let first_signal = (0..end).find(|&at| signal(at) && !title(at));
    let last_signal =
        (0..end).rev().find(|&at| signal(at) && !title(at) && !(at == end - 1 && last_is_date));
    let mut after_title = false;
    for at in 0..end {
        if told[at].is_some() {
            continue;
        }
        let text = &head[at].text;
        let last = at == end - 1;
        let kind = if title(at) {
            after_title = true;
            BlockKind::Heading
        } else if (last && last_is_date)
            || (after_title && (!signal(at) || text.starts_with(char::is_lowercase)))
        {
            BlockKind::Heading
        } else if first_signal.is_some_and(|first| first <= at || at == 0)
            && (last_signal.is_some_and(|signal| at <= signal) || words(text, 9) <= 8)
            && at < first_title.max(last_signal.unwrap_or(0) + 1)
        {
            if last && at > 0 && words(text, 7) > 6 && last_signal == Some(at) {
                BlockKind::Heading
            } else {
                BlockKind::Letterhead
            }
        } else if !is_list_item(text)
            && !ends_sentence(text)
            && !text.starts_with(['[', '(', '"', '“'])
        {
            BlockKind::Heading
        } else {
            continue;
        };
        told[at] = Some(kind);
    }
}

/// Whether a block can stand in a head: a short one that is no sentence.
fn is_short(block: &Block) -> bool {
    let text = &block.text;
    let count = words(text, 41);
    let opening = names_document(text) || text.starts_with("From a ");
    !is_list_item(text)
        && !tells(text)
        && (is_spaced(text)
            || (count <= 18
                && !text.contains('\n')
                && (!ends_sentence(text) || count <= 6 || is_letterhead(text)))
            || (count <= 40 && opening)
            || (count <= 18
                && text.lines().count() <= 6
                && text.lines().all(|line| words(line, 9) <= 8))
            || (count <= 30
                && block
                    .marks
                    .first()
                    .is_some_and(|mark| mark.start == 0 && mark.end as usize == text.len())))
}

/// Whether a text is a sentence that tells something, however short: it opens as one and ends as
/// one. A head names and numbers, it does not tell.
fn tells(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "I",
        "We",
        "He",
        "She",
        "They",
        "It",
        "This",
        "That",
        "There",
        "A",
        "An",
        "The",
        "At",
        "In",
        "On",
        "After",
        "Before",
        "During",
        "Today",
        "Yesterday",
        "When",
    ];
    let first = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    OPENINGS.contains(&first) && text.ends_with(['.', '!', '?']) && words(text, 4) >= 4
}

/// Words that name what the document is: `Record of a Conversation`, `The Journal of …`.
fn names_document(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "note",
        "notes",
        "record",
        "memorandum",
        "report",
        "journal",
        "telegram",
        "protocol",
        "minutes",
        "resolution",
        "letter",
        "information",
        "diary",
        "aide-memoire",
        "statement",
        "decree",
        "decision",
        "transcript",
        "summary",
        "speech",
        "stenogram",
        "cable",
        "message",
        "agreement",
        "draft",
        "excerpt",
        "from the journal",
        "from the diary",
        "from a conversation",
        "memorandum of conversation",
        "ciphered telegram",
    ];
    if is_spaced(text) {
        return true;
    }
    let start: String = text.chars().take(40).collect::<String>().to_lowercase();
    let start = start.strip_prefix("the ").unwrap_or(&start);
    let start = start.trim_start_matches(['[', '"', '“']);
    text.starts_with(|c: char| c.is_uppercase() || c == '[')
        && words(text, 41) <= 40
        && NAMES.iter().any(|name| {
            start.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with(" of ")
                    || rest.starts_with(" on ")
                    || rest.starts_with(" from ")
                    || rest.starts_with(" with ")
                    || rest.starts_with(" about ")
                    || rest.starts_with(" to ")
                    || (rest.starts_with([',', ':', '.']) && words(text, 12) <= 10)
            })
        })
}

/// Words that letterheads have: an office, a degree of secrecy, a number, a place and date, an
/// addressee.
pub(in crate::capture) fn is_letterhead(text: &str) -> bool {
    const OFFICES: &[&str] = &[
        "Embassy",
        "EMBASSY",
        "Ministry",
        "MINISTRY",
        "Department",
        "DEPARTMENT",
        "Consulate",
        "Legation",
        "Division",
        "DIVISION",
        "Section",
        "Committee",
        "COMMITTEE",
        "Council",
        "Mission",
        "Office",
        "대사관",
        "외무성",
        "посольство",
        "Посольство",
        "Министерство",
        "Botschaft",
        "Ministerium",
        "Ambasada",
        "Branch",
    ];
    const SECRECY: &[&str] = &[
        "secret",
        "top secret",
        "strictly secret",
        "confidential",
        "strictly confidential",
        "urgent",
        "very urgent",
        "immediate",
        "for official use",
        "personal",
        "copy",
        "ciphered telegram",
        "기밀",
        "비밀",
        "극비",
        "секретно",
        "сов.секретно",
        "сов. секретно",
        "geheim",
        "vertraulich",
        "tajne",
        "ściśle tajne",
    ];
    const NUMBERS: &[&str] = &["No.", "No ", "Nº", "N°", "№", "Nr", "#", "Copy", "COPY", "Ref"];
    const LABELS: &[&str] =
        &["To:", "From:", "Date:", "Subject:", "Classification:", "TO:", "FROM:", "Re:"];
    if words(text, 26) > 25 {
        return false;
    }
    let plain = text.split('[').next().unwrap_or_default().trim();
    let bare = plain.trim_end_matches(['!', '.', ':']).to_lowercase();
    OFFICES.iter().any(|office| plain.contains(office))
        || SECRECY.iter().any(|word| bare == *word || bare.ends_with(&format!(" {word}")))
        || NUMBERS.iter().any(|mark| plain.starts_with(mark))
        || LABELS.iter().any(|label| plain.starts_with(label))
        || (plain.starts_with("제 ") && plain.ends_with('호'))
        || (words(plain, 9) <= 8 && !date::dates_in(plain).is_empty())
}
