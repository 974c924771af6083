//! What the aligner sees of a block: its length, its sentences, its edges.
//!
//! In comes a block; out goes a sketch that can be compared with the sketch of a block in another
//! language. Nothing here depends on the other text.

use crate::document::{Block, BlockKind, MarkPart};

use super::anchors;

/// A block as the aligner sees it.
#[derive(Debug, Clone)]
pub(super) struct Sketch {
    /// How much the block says, in letters of an alphabet: a Hangul syllable weighs 2.2, a Han
    /// character 3.2.
    pub(super) length: f32,
    /// How many sentences end in it, at least 1.
    pub(super) sentences: f32,
    /// How it begins.
    pub(super) opening: Edge,
    /// How it ends.
    pub(super) closing: Edge,
    /// The number of a list item or numbered heading at its start.
    pub(super) item: Option<u32>,
    /// What it is on the page.
    pub(super) kind: BlockKind,
    /// Whether it reads as a line of a heading or letterhead: short, and no sentence.
    pub(super) line: bool,
    /// Whether it goes on in the next block: a bracket or a sentence is still open.
    pub(super) goes_on: GoesOn,
    /// Whether it is one bracketed note and nothing else: `[signature]`.
    pub(super) note: bool,
    /// Whether it begins in the middle of a sentence.
    pub(super) begins_inside: bool,
}

/// The mark at an edge of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// A letter or digit.
    Letter = 0,
    /// A full stop.
    Stop = 1,
    /// A question or exclamation mark.
    Question = 2,
    /// A colon.
    Colon = 3,
    /// A comma, semicolon or dash.
    Comma = 4,
    /// A quotation mark.
    Quote = 5,
    /// A round bracket.
    Round = 6,
    /// A square bracket.
    Square = 7,
    /// A dash, bullet or box.
    Bullet = 8,
    /// The number of a list.
    Number = 9,
    /// A speaker's name with its colon: `Gorbachev:`.
    Speaker = 10,
}

/// How many kinds of edge there are.
pub(super) const EDGES: usize = 11;

/// Why a block wants to be followed by the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GoesOn {
    /// It does not.
    No,
    /// No mark ends its sentence.
    Sentence,
    /// A square bracket closes only in a later block.
    Bracket,
}

/// The length up to which a block can be a line of a heading.
const LINE: f32 = 140.0;

impl Sketch {
    /// What the aligner sees of `block`.
    pub(super) fn of(block: &Block) -> Self {
        let text = block.text.trim();
        let length = text.chars().map(weight).sum::<f32>().max(1.0);
        let (opening, item) = opening(text);
        let closing = closing(text);
        let open = block.marks.iter().any(|m| matches!(m.part, MarkPart::First | MarkPart::Middle))
            || leaves_bracket_open(text);
        let ends = !matches!(closing, Edge::Letter | Edge::Comma);
        Self {
            length,
            sentences: sentences(text),
            opening,
            closing,
            item,
            kind: block.kind,
            line: length <= LINE
                && item.is_none()
                && !matches!(opening, Edge::Square | Edge::Bullet | Edge::Quote)
                && !matches!(closing, Edge::Stop | Edge::Question | Edge::Colon | Edge::Quote)
                && !matches!(
                    block.kind,
                    BlockKind::Copies | BlockKind::Signature | BlockKind::ListItem
                ),
            goes_on: if open {
                GoesOn::Bracket
            } else if ends {
                GoesOn::No
            } else {
                GoesOn::Sentence
            },
            note: opening == Edge::Square && closing == Edge::Square,
            begins_inside: text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';')),
        }
    }

    /// Whether it is a row of a heading, letterhead or signature.
    pub(super) fn is_row(&self) -> bool {
        self.line || matches!(self.kind, BlockKind::Letterhead | BlockKind::Signature) && !self.note
    }
}

/// What a character weighs in letters of an alphabet.
fn weight(letter: char) -> f32 {
    match letter {
        _ if letter.is_ascii_alphanumeric() => 1.0,
        _ if letter.is_ascii() => 0.6,
        _ if anchors::is_hangul(letter) => 2.2,
        _ if anchors::is_east_asian(letter) => 3.2,
        _ if letter.is_alphabetic() => 1.0,
        _ => 0.6,
    }
}

/// How many sentences end in a text. A full stop after a single letter or a short capitalised word
/// is an abbreviation (`Comr.`), unless the text ends with it.
fn sentences(text: &str) -> f32 {
    let mut count = 0_u16;
    let mut word = 0_u32;
    let mut capital = false;
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => {
                next.is_none_or(|next| {
                    next.is_whitespace() || matches!(next, ')' | '”' | '"' | '»')
                }) && (letter != '.' || word > 4 || word > 1 && !capital || word == 0)
            }
            _ => false,
        };
        if ends {
            count = count.saturating_add(1);
        }
        if anchors::is_east_asian(letter) {
            // A syllable of Hangul weighs as two letters.
            word += 2;
            capital = false;
        } else if letter.is_alphabetic() {
            if word == 0 {
                capital = letter.is_uppercase();
            }
            word += 1;
        } else {
            word = 0;
        }
    }
    f32::from(count.max(1))
}

fn opening(text: &str) -> (Edge, Option<u32>) {
    if let Some(item) = item(text) {
        return (Edge::Number, Some(item));
    }
    let edge = match text.chars().next() {
        Some('(' | '（') => Edge::Round,
        Some('[' | '［' | '【') => Edge::Square,
        Some('"' | '“' | '”' | '„' | '«' | '‘' | '\'' | '「' | '『' | '《' | '〈') => {
            Edge::Quote
        }
        Some('-' | '–' | '—' | '•' | '*' | '□' | '■' | '○' | '●' | '·' | '・' | '▶' | '※') => {
            Edge::Bullet
        }
        _ if speaks(text) => Edge::Speaker,
        _ => Edge::Letter,
    };
    (edge, None)
}

/// Whether a text begins with at most three words and a colon, and goes on after it.
fn speaks(text: &str) -> bool {
    let Some(colon) = text.find([':', '：']) else { return false };
    let (name, rest) = text.split_at(colon);
    name.len() <= 48
        && name.split_whitespace().count() <= 3
        && !name.contains(['.', ',', ';', '('])
        && rest.chars().nth(1).is_some()
}

/// The number at a block's start: `3.`, `3)`, `(3)`, `III.`, `3、`, `三、`, `제3`.
fn item(text: &str) -> Option<u32> {
    let inner = text.strip_prefix(['(', '（', '제']).unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (value, rest) = if (1..=3).contains(&digits) {
        (inner[..digits].parse().ok()?, &inner[digits..])
    } else if let Some(position) = inner
        .chars()
        .next()
        .and_then(|first| "一二三四五六七八九十".chars().position(|digit| digit == first))
    {
        (u32::try_from(position).ok()? + 1, &inner[3..])
    } else {
        let length = inner.bytes().take_while(|byte| b"IVX".contains(byte)).count();
        (roman(&inner[..length])?, &inner[length..])
    };
    let marked = rest.starts_with([')', '）', '、', '．'])
        || rest.strip_prefix('.').is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(char::is_whitespace)
                || rest.starts_with(anchors::is_east_asian)
        })
        || rest.starts_with(" - ")
        || rest.starts_with(" – ");
    marked.then_some(value)
}

/// A Roman numeral from 1 to 20 in capitals.
fn roman(numeral: &str) -> Option<u32> {
    const NUMERALS: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    let position = NUMERALS.iter().position(|known| *known == numeral)?;
    u32::try_from(position + 1).ok()
}

fn closing(text: &str) -> Edge {
    let mut letters = text.chars().rev();
    match letters.next() {
        Some('.' | '。' | '．' | '…') => Edge::Stop,
        Some('?' | '!' | '？' | '！') => Edge::Question,
        Some(':' | '：') => Edge::Colon,
        Some(',' | ';' | '，' | '；' | '、' | '-' | '–' | '—') => Edge::Comma,
        Some('"' | '“' | '”' | '«' | '»' | '’' | '\'' | '」' | '』' | '》' | '〉') => {
            // `said."` and `said".` are one habit.
            if letters.next().is_some_and(|c| matches!(c, '?' | '!' | '？' | '！')) {
                Edge::Question
            } else {
                Edge::Quote
            }
        }
        Some(')' | '）') => Edge::Round,
        Some(']' | '］' | '】') => Edge::Square,
        _ => Edge::Letter,
    }
}

/// Whether more square brackets open than close.
fn leaves_bracket_open(text: &str) -> bool {
    let mut depth = 0_i32;
    for byte in text.bytes() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(&Block {
            n: 1,
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            marks: Vec::new(),
        })
    }

    #[test]
    fn a_list_number_is_read_in_every_style() {
        let check = |text: &str, expect: Option<u32>| {
            assert_eq!(sketch(text).item, expect, "{text}");
        };
        check("1. The issue", Some(1));
        check("2) The recalling", Some(2));
        check("(3) Third", Some(3));
        check("IV. Fourth", Some(4));
        check("3. 조선에", Some(3));
        check("三、关于", Some(3));
        check("1 - Cde. Gromyko", Some(1));
        check("1957 was a year", None);
        check("1.5 million", None);
        check("I invited him", None);
        check("", None);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        let check = |text: &str, expect: f32| {
            let found = sketch(text).sentences;
            assert!((found - expect).abs() < 0.01, "{text}: {found}");
        };
        check("I invited Comr. Pimenov. He came.", 2.0);
        check("그는 왔다. 그는 갔다.", 2.0);
        check("他来了。他走了。", 2.0);
        check("N o t e", 1.0);
        check("", 1.0);
    }

    #[test]
    fn an_open_bracket_goes_on_in_the_next_block() {
        assert_eq!(sketch("6 cops. S[praw] Z[agranicznych—").goes_on, GoesOn::Bracket);
        assert_eq!(sketch("He went [home].").goes_on, GoesOn::No);
        assert_eq!(sketch("N o t e").goes_on, GoesOn::Sentence);
    }

    #[test]
    fn edges_are_told_in_all_scripts() {
        let check = |text: &str, opening: Edge, closing: Edge| {
            let sketch = sketch(text);
            assert_eq!((sketch.opening, sketch.closing), (opening, closing), "{text}");
        };
        check("[서명]", Edge::Square, Edge::Square);
        check("(some workers)", Edge::Round, Edge::Round);
        check("Gorbachev: Good.", Edge::Speaker, Edge::Stop);
        check("戈尔巴乔夫：好。", Edge::Speaker, Edge::Stop);
        check("“왜?”", Edge::Quote, Edge::Question);
        check("the following:", Edge::Letter, Edge::Colon);
    }
}
