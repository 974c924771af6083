//! Which letters are raised in titles and at the head of a part.
//!
//! Both read words as cut at blanks, quotation marks and other marks. A word that has a capital
//! already stays as it is. A word after a quotation mark that pairs with nothing stays too: the mark
//! is an apostrophe then.

use super::marks;

/// Words that titles in English leave as they are, but for the first and the last.
const LEFT: [&str; 99] = [
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "van",
    "versus",
    "via",
    "von",
    "vs",
    "with",
    "within",
    "without",
    "yet",
];

/// Tags within which a title's letters stay as they are.
const TAGS: [(&str, &str); 3] = [("<sc>", "</sc>"), ("<sub>", "</sub>"), ("<sup>", "</sup>")];
/// Those, and those that words are only cut at.
const CUTS: [&str; 14] = [
    " \"", " '", "<i>", "</i>", "<sc>", "</sc>", "<b>", "</b>", "<sub>", "</sub>", "<sup>",
    "</sup>", "", "",
];

/// A title in a language: of English, or where no language is known, every word but the small ones
/// with a capital.
pub(super) fn titled(title: &str, language: Option<&str>) -> String {
    let is_english = language.is_none_or(|tag| tag == "en" || tag.starts_with("en-"));
    if is_english { cased(title, true) } else { title.to_owned() }
}

/// The words with a capital at their head.
pub(super) fn capitalised(words: &str) -> String {
    cased(words, false)
}

/// A straight single mark at the head opens a quotation, as after a blank.
fn cased(words: &str, all: bool) -> String {
    let words = marks::spaced(words);
    let cased = if words.starts_with('\'') {
        Case::new(&format!(" {words}"), all).raised()
    } else {
        Case::new(&words, all).raised()
    };
    cased.trim_start().to_owned()
}

/// Words cut at marks, and how far they are read.
struct Case {
    /// Each mark with the words after it; the first has none.
    pieces: Vec<(String, String)>,
    /// Whether all words are raised, or only the first.
    all: bool,
    is_first: bool,
    after_point: bool,
    /// Tags that end what stays as it is.
    kept_until: Vec<&'static str>,
    /// Quotation marks that are open: which mark opens one within, which closes it, and its piece.
    open: Vec<(&'static str, &'static str, Option<usize>)>,
    /// The last word that was read: its piece, and its number in it.
    last: Option<(usize, usize)>,
}

impl Case {
    fn new(words: &str, all: bool) -> Self {
        Self {
            pieces: pieces(words),
            all,
            is_first: true,
            after_point: false,
            kept_until: Vec::new(),
            open: Vec::new(),
            last: None,
        }
    }

    fn raised(mut self) -> String {
        let heads: Vec<Option<char>> =
            self.pieces.iter().map(|(_, words)| words.chars().next()).collect();
        for at in 0..self.pieces.len() {
            if at > 0 {
                self.pass_mark(at);
            }
            let is_kept = !self.kept_until.is_empty();
            let is_blank = self.pieces[at].1.trim().is_empty();
            if !is_kept && !is_blank {
                self.pieces[at].1 = self.words(at);
            } else if !is_blank {
                self.last = None;
            }
            if at > 0
                && let Some(piece) = self.unpaired(at)
            {
                restore(&mut self.pieces[piece].1, heads[piece]);
                self.last = None;
            }
            if at > 0 && !is_blank {
                self.is_first = false;
                self.after_point = false;
            }
        }
        for (_, _, piece) in &self.open {
            if let Some(piece) = *piece {
                restore(&mut self.pieces[piece].1, heads[piece]);
            }
        }
        if self.all {
            self.raise_last();
        }
        self.pieces.into_iter().flat_map(|(mark, words)| [mark, words]).collect()
    }

    /// Reads the mark before a piece.
    fn pass_mark(&mut self, at: usize) {
        let mark = self.pieces[at].0.as_str();
        if let Some((_, end)) = TAGS.iter().find(|(tag, _)| *tag == mark) {
            self.kept_until.push(end);
        } else if self.kept_until.last().is_some_and(|end| *end == mark) {
            self.kept_until.pop();
        }
        self.after_point |= mark.ends_with(['!', '?', ':']);
    }

    /// The words of a piece, raised.
    fn words(&mut self, at: usize) -> String {
        let words = self.pieces[at].1.clone();
        let before_hyphen = at == 0 && self.pieces.get(1).is_some_and(|(mark, _)| mark == "-");
        let count = words.split(is_blank).count();
        let mut raised = String::with_capacity(words.len());
        for (number, part) in words.split_inclusive(is_blank).enumerate() {
            let word = part.strip_suffix(is_blank).unwrap_or(part);
            if word.is_empty() {
                raised.push_str(part);
                continue;
            }
            let lower = word.to_lowercase();
            let is_long = word.encode_utf16().nth(1).is_some();
            let is_raised = if self.all {
                (is_long && !is_left(&lower))
                    || (number + 1 == count && before_hyphen)
                    || self.is_first
                    || self.after_point
            } else {
                self.is_first
            };
            if is_raised && word == lower {
                raised.push_str(&capital(word));
                raised.push_str(&part[word.len()..]);
            } else {
                raised.push_str(part);
            }
            (self.is_first, self.after_point) = (false, false);
            self.last = Some((at, number));
        }
        raised
    }

    /// Reads the quotation mark before a piece; the piece whose mark is found to pair with nothing.
    fn unpaired(&mut self, at: usize) -> Option<usize> {
        let (within, closer) = match self.pieces[at].0.as_str() {
            " \"" => (" '", "\""),
            " '" => (" \"", "'"),
            "‘" => ("‘", "’"),
            "“" => ("“", "”"),
            mark @ ("’" | "”" | "\"" | "'") => {
                let closes = self.open.last().is_some_and(|(_, closer, _)| *closer == mark);
                return if closes { self.open.pop().and(None) } else { Some(at) };
            }
            _ => return None,
        };
        let mark = self.pieces[at].0.as_str();
        let nests = self.open.last().is_none_or(|(within, ..)| *within == mark);
        if nests {
            self.open.push((within, closer, Some(at)));
            return None;
        }
        let before = self.open.pop().and_then(|(.., piece)| piece);
        self.open.push((within, closer, None));
        before
    }

    /// Raises the last word of a title even where it is a small one.
    fn raise_last(&mut self) {
        let Some((piece, number)) = self.last else { return };
        let words = &mut self.pieces[piece].1;
        let mut parts: Vec<String> = words.split_inclusive(is_blank).map(str::to_owned).collect();
        if let Some(part) = parts.get_mut(number) {
            let word = part.trim_end_matches(is_blank);
            if word.len() > 1 && is_left(&word.to_lowercase()) {
                *part = format!("{}{}", capital(word), &part[word.len()..]);
                *words = parts.concat();
            }
        }
    }
}

/// The first letter as it was.
fn restore(words: &mut String, head: Option<char>) {
    let mut letters = words.chars();
    letters.next();
    let rest = letters.as_str();
    *words = head.into_iter().collect::<String>() + rest;
}

/// Whether a title leaves the word, given in small letters, as it is.
fn is_left(word: &str) -> bool {
    let word = word.split_whitespace().next().unwrap_or_default();
    let begins_as_versus = word.chars().count() == 2 && word.starts_with('v')
        || word.chars().count() == 3 && word.starts_with("vs");
    begins_as_versus || LEFT.contains(&word)
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{205f}' | '\u{3000}')
}

/// The word with a capital at its head; a Greek letter by itself stays.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let is_symbol = ('\u{370}'..='\u{3ff}').contains(&first) && letters.as_str().is_empty();
    if is_symbol { word.to_owned() } else { first.to_uppercase().chain(letters).collect() }
}

/// The words cut at marks.
fn pieces(words: &str) -> Vec<(String, String)> {
    let mut pieces = vec![(String::new(), String::new())];
    let mut rest = words;
    while let Some(letter) = rest.chars().next() {
        let cut = CUTS.iter().find(|cut| !cut.is_empty() && rest.starts_with(**cut));
        let length = match cut {
            Some(cut) => cut.len(),
            None if "‘’“”\"'-–—/.,;?!:[]()".contains(letter) => letter.len_utf8(),
            None => 0,
        };
        if length > 0 {
            pieces.push((rest[..length].to_owned(), String::new()));
            rest = &rest[length..];
            continue;
        }
        if let Some((_, words)) = pieces.last_mut() {
            words.push(letter);
        }
        rest = &rest[letter.len_utf8()..];
    }
    // A straight single mark belongs to the word after it.
    for (mark, words) in &mut pieces {
        if mark == "'" && !words.is_empty() {
            words.insert(0, '\'');
            mark.clear();
        }
    }
    pieces
}
