//! How the texts of a document are marked: each kind of mark that occurs in them, with an example
//! from them, what it means, and who says so.

use crate::document::{Block, BlockKind, Mark, MarkKind, MarkPart, Text};
use crate::markup::{self, Html};

use super::super::Room;

/// How many letters an example has at most.
const MOST_LETTERS: usize = 56;
/// How many words before a bracket are shown with another spelling.
const MOST_WORDS: usize = 3;

/// A kind of mark.
#[derive(Debug, Clone)]
pub(in super::super) struct Explained {
    /// An example, set as the text sets it.
    pub example: Html,
    /// The language of the example.
    pub lang: String,
    /// Whether it is shown in a box.
    pub is_stamp: bool,
    /// What it means.
    pub meaning: String,
    /// Whether the source says so or we.
    pub whose: String,
}

/// The kinds of marks that occur in the texts.
pub(super) fn legend(room: &Room, texts: &[&Text]) -> Vec<Explained> {
    let brackets = MarkKind::ALL.into_iter().filter(|kind| kind.is_bracket()).filter_map(|kind| {
        let (text, example) = texts.iter().find_map(|text| Some((text, example(text, kind)?)))?;
        let name = kind.as_str().replace('_', "-");
        Some(Explained {
            example: markup::sample(&example),
            lang: text.language.to_string(),
            is_stamp: false,
            meaning: room.say(&format!("mark-{name}")),
            whose: room.say(whose(kind)),
        })
    });
    let stamp = texts.iter().find_map(|text| {
        let block = text.blocks.iter().find(|block| block.kind == BlockKind::Stamp)?;
        Some(Explained {
            example: Html::of_words(&cut(&block.text)),
            lang: text.language.to_string(),
            is_stamp: true,
            meaning: room.say("mark-stamp"),
            whose: room.say("mark-whose-source"),
        })
    });
    brackets.chain(stamp).collect()
}

/// Every kind of mark that there is, with an invented example.
pub(in super::super) fn whole_legend(room: &Room) -> Vec<Explained> {
    let explained = |kind: MarkKind, text: &str, start: usize| {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (offset(start), offset(text.len()));
        let mark = Mark { start, end, kind, value: None, part: MarkPart::Whole };
        let block =
            Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks: vec![mark] };
        let name = kind.as_str().replace('_', "-");
        Explained {
            example: markup::sample(&block),
            lang: "en".to_owned(),
            is_stamp: false,
            meaning: room.say(&format!("mark-{name}")),
            whose: room.say(whose(kind)),
        }
    };
    let stamp = Explained {
        example: Html::of_words("[USSR MFA Stamp: …]"),
        lang: "en".to_owned(),
        is_stamp: true,
        meaning: room.say("mark-stamp"),
        whose: room.say("mark-whose-source"),
    };
    vec![
        explained(MarkKind::Note, "[trans. note: …]", 0),
        explained(MarkKind::Expansion, "Comr[ade]", 4),
        explained(MarkKind::Spelling, "Heo Ga-I [Ho Ka I]", 9),
        explained(MarkKind::Supplied, "[them]", 0),
        explained(MarkKind::OriginalWord, "committed [dopustil]", 10),
        explained(MarkKind::Uncertain, "[?]", 0),
        explained(MarkKind::Illegible, "[illegible]", 0),
        explained(MarkKind::Handwritten, "[handwritten: …]", 0),
        explained(MarkKind::Unclassified, "[…]", 0),
        stamp,
    ]
}

/// The message that says whether a bracket itself tells what it is.
fn whose(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Note | MarkKind::Uncertain | MarkKind::Illegible | MarkKind::Handwritten => {
            "mark-whose-source"
        }
        MarkKind::Unclassified => "mark-whose-open",
        _ => "mark-whose-room",
    }
}

/// A mark of the kind with the words that it belongs to: the first that is short, else the first,
/// cut.
fn example(text: &Text, kind: MarkKind) -> Option<Block> {
    let marks = || {
        let in_running_text = text.blocks.iter().filter(|block| block.kind != BlockKind::Stamp);
        in_running_text.flat_map(|block| {
            let of_kind = block.marks.iter().filter(move |mark| mark.kind == kind);
            of_kind.map(move |mark| (block, mark))
        })
    };
    let is_whole = |mark: &Mark| mark.part == MarkPart::Whole;
    marks()
        .filter(|(_, mark)| is_whole(mark))
        .filter_map(|(block, mark)| excerpt(block, mark))
        .find(|found| found.text.chars().count() <= MOST_LETTERS)
        .or_else(|| marks().find_map(|(block, mark)| excerpt(block, mark)).map(shortened))
}

/// The mark with the letters that it touches, and where it explains a name or a word, with that.
fn excerpt(block: &Block, mark: &Mark) -> Option<Block> {
    let (start, end) = (mark.start as usize, mark.end as usize);
    let before = block.text.get(..start)?;
    let after = block.text.get(end..)?;
    block
        .text
        .get(start..end)
        .filter(|words| words.chars().any(char::is_alphanumeric) || *words == "[?]")?;
    let (from, to) = if mark.kind == MarkKind::Note {
        (start, end)
    } else {
        let glued = |text: &str| text.trim_end_matches(|c: char| c.is_alphanumeric()).len();
        let mut from = glued(before);
        let most = match mark.kind {
            MarkKind::Spelling => MOST_WORDS,
            MarkKind::OriginalWord | MarkKind::Uncertain => 1,
            _ => 0,
        };
        if from == start {
            for n in 0..most {
                let rest = before.get(..from)?.trim_end_matches([' ', '\u{a0}']);
                let at = rest
                    .trim_end_matches(|c: char| c.is_alphanumeric() || "-'’.".contains(c))
                    .len();
                let word = rest.get(at..)?;
                let goes_on = n == 0 || word.starts_with(char::is_uppercase);
                if word.is_empty() || !goes_on {
                    break;
                }
                from = at;
            }
        }
        let tail = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        (from, end + after.len() - tail.len())
    };
    let offset = |at: u32| u32::try_from((at as usize).checked_sub(from)?).ok();
    let marks = block
        .marks
        .iter()
        .filter(|other| {
            other.end as usize <= to && (other.kind != MarkKind::Note || *other == mark)
        })
        .filter_map(|other| {
            Some(Mark { start: offset(other.start)?, end: offset(other.end)?, ..other.clone() })
        })
        .collect();
    Some(Block { text: block.text.get(from..to)?.to_owned(), marks, ..block.clone() })
}

/// The example cut to its first letters.
fn shortened(mut block: Block) -> Block {
    let text = cut(&block.text);
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    for mark in &mut block.marks {
        mark.end = mark.end.min(end);
    }
    block.marks.retain(|mark| mark.start < mark.end);
    Block { text, ..block }
}

fn cut(text: &str) -> String {
    super::super::error::shortened(text.trim(), MOST_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn check(words: &str, bracket: &str, kind: MarkKind, expect: Option<&str>) {
        let mut text = sample::text("en", &[(BlockKind::Paragraph, words)]);
        let start = words.find(bracket).unwrap();
        let offset = |at: usize| u32::try_from(at).unwrap();
        text.blocks[0].marks = vec![Mark {
            start: offset(start),
            end: offset(start + bracket.len()),
            kind,
            value: None,
            part: MarkPart::Whole,
        }];
        let found = example(&text, kind);
        assert_eq!(found.as_ref().map(|block| block.text.as_str()), expect, "{words}");
        if let Some(found) = found {
            let mark = &found.marks[0];
            assert_eq!(found.text.get(mark.start as usize..mark.end as usize), Some(bracket));
        }
    }

    #[test]
    fn an_example_holds_what_its_bracket_belongs_to() {
        check("the C[entral] C[", "[entral]", MarkKind::Expansion, Some("C[entral]"));
        check("5 cop[ie]s made", "[ie]", MarkKind::Expansion, Some("cop[ie]s"));
        check(
            "of Heo Ga-I [Ho Ka I] (",
            "[Ho Ka I]",
            MarkKind::Spelling,
            Some("Heo Ga-I [Ho Ka I]"),
        );
        check("허가이[Heo Ga-I]는", "[Heo Ga-I]", MarkKind::Spelling, Some("허가이[Heo Ga-I]"));
        check(
            "he committed [dopustil] it",
            "[dopustil]",
            MarkKind::OriginalWord,
            Some("committed [dopustil]"),
        );
        check("to send [them] to", "[them]", MarkKind::Supplied, Some("[them]"));
        check("of Mensan [?], then", "[?]", MarkKind::Uncertain, Some("Mensan [?]"));
        check(
            "Seoul [trans. note: so] was",
            "[trans. note: so]",
            MarkKind::Note,
            Some("[trans. note: so]"),
        );
        check("a [:] b", "[:]", MarkKind::Supplied, None);
    }

    #[test]
    fn a_long_example_is_cut() {
        let words = format!("[{}]", "word ".repeat(30));
        let mut text = sample::text("en", &[(BlockKind::Paragraph, words.as_str())]);
        text.blocks[0].marks[0].kind = MarkKind::Handwritten;
        let found = example(&text, MarkKind::Handwritten).unwrap();
        assert!(found.text.chars().count() <= MOST_LETTERS + 1 && found.text.ends_with('…'));
        assert_eq!(found.marks[0].end as usize, found.text.len());
    }
}
