//! What was typed, cut into words, phrases, fields and operators. Every text has such a cut.

use unicode_normalization::UnicodeNormalization;

use super::field::Field;

/// The most characters that are read.
const LONGEST: usize = 512;
/// The most words, phrases and fields that are read.
const MOST: usize = 32;
/// Characters that a `*` needs before it.
const SHORTEST_PREFIX: usize = 2;

/// A piece of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) kind: Kind,
    /// The word, the words of the phrase, or the field's value; of operators nothing.
    pub(super) text: String,
    /// Whether a `-` stands before it.
    pub(super) is_excluded: bool,
    /// Whether a `*` stands after it.
    pub(super) is_prefix: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Phrase,
    Field(Field),
    And,
    Or,
}

impl Element {
    /// A plain word, which may be part of a name or of a date.
    pub(super) fn is_plain(&self) -> bool {
        self.kind == Kind::Word && !self.is_excluded && !self.is_prefix
    }

    /// The piece as it can be typed.
    pub(super) fn written(&self) -> String {
        let mut written = String::from(if self.is_excluded { "-" } else { "" });
        match self.kind {
            Kind::And => written.push_str("AND"),
            Kind::Or => written.push_str("OR"),
            Kind::Word => written.push_str(&self.text),
            Kind::Field(Field::Unknown) => {
                let (name, value) = self.text.split_once(':').unwrap_or((&self.text, ""));
                let is_plain = value.starts_with(char::is_alphanumeric) && !value.contains(' ');
                written.push_str(name);
                written.push(':');
                written.push_str(&if is_plain { value.to_owned() } else { quoted(value) });
            }
            Kind::Phrase => written.push_str(&quoted(&self.text)),
            Kind::Field(field) => {
                written.push_str(field.name());
                written.push(':');
                let is_plain = !self.text.is_empty() && !self.text.contains([' ', '*']);
                written.push_str(&if is_plain { self.text.clone() } else { quoted(&self.text) });
            }
        }
        written.push_str(if self.is_prefix { "*" } else { "" });
        written
    }
}

/// `words` as a phrase is typed.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}

/// The text that is read, its pieces, and whether something was cut off.
pub(super) fn read(typed: &str) -> (String, Vec<Element>, bool) {
    let mut characters: Vec<char> = typed
        .trim()
        .nfc()
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .take(LONGEST + 1)
        .collect();
    let is_long = characters.len() > LONGEST;
    characters.truncate(LONGEST);
    let mut lexer = Lexer { characters: &characters, at: 0 };
    let mut elements: Vec<Element> = std::iter::from_fn(|| lexer.element()).collect();
    let mut counted = 0;
    let kept = elements
        .iter()
        .take_while(|element| {
            counted += usize::from(!matches!(element.kind, Kind::And | Kind::Or));
            counted <= MOST
        })
        .count();
    let is_cut = is_long || kept < elements.len();
    elements.truncate(kept);
    (characters.iter().collect::<String>().trim().to_owned(), elements, is_cut)
}

struct Lexer<'c> {
    characters: &'c [char],
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    /// All characters up to the first that `ends`.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> String {
        let rest = &self.characters[self.at..];
        let length = rest.iter().position(|c| ends(*c)).unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    /// The next piece; stars that stand alone are none.
    fn element(&mut self) -> Option<Element> {
        loop {
            let element = self.any_element()?;
            if element.kind != Kind::Word || !element.text.is_empty() {
                return Some(element);
            }
        }
    }

    fn any_element(&mut self) -> Option<Element> {
        self.until(|c| c != ' ');
        let first = self.peek()?;
        let next = self.characters.get(self.at + 1);
        let is_excluded = is_minus(first) && next.is_some_and(|next| *next != ' ');
        self.at += usize::from(is_excluded);
        let element = if self.peek().is_some_and(is_quote) {
            let text = self.quotation();
            let is_prefix = self.peek().is_some_and(is_star) && is_long_enough(&text);
            self.until(|c| !is_star(c));
            Element { kind: Kind::Phrase, text, is_excluded, is_prefix }
        } else {
            self.word_or_field(is_excluded)
        };
        Some(element)
    }

    /// What stands between two quotation marks; one that is never closed runs to the end.
    fn quotation(&mut self) -> String {
        self.at += 1;
        let text = self.until(is_quote);
        self.at += 1;
        self.at = self.at.min(self.characters.len());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn word_or_field(&mut self, is_excluded: bool) -> Element {
        let start = self.at;
        let name = self.until(|c| c == ' ' || is_quote(c) || is_colon(c));
        if self.peek().is_some_and(is_colon)
            && let Some(field) = Field::named(&name)
        {
            self.at += 1;
            return self.field(field, is_excluded);
        }
        if self.peek().is_some_and(is_colon) && self.begins_unknown_field(&name) {
            self.at += 1;
            let value = match self.peek() {
                Some(c) if is_quote(c) => self.quotation(),
                _ => self.until(|c| c == ' ' || is_quote(c)),
            };
            let (kind, text) = (Kind::Field(Field::Unknown), format!("{name}:{value}"));
            return Element { kind, text, is_excluded, is_prefix: false };
        }
        self.at = start;
        let word = self.until(|c| c == ' ' || is_quote(c));
        let kind = match word.as_str() {
            "AND" if !is_excluded => Kind::And,
            "OR" if !is_excluded => Kind::Or,
            _ => Kind::Word,
        };
        if kind != Kind::Word {
            return Element { kind, text: String::new(), is_excluded, is_prefix: false };
        }
        let (text, is_prefix) = without_star(&word);
        Element { kind, text, is_excluded, is_prefix }
    }

    /// Whether the name before a colon looks like a field's: a few small letters, and right behind
    /// the colon a value. `http://x`, `Note: so` and `10:30` are words.
    fn begins_unknown_field(&self, name: &str) -> bool {
        let value = self.characters.get(self.at + 1);
        (2..=15).contains(&name.len())
            && name.bytes().all(|letter| letter.is_ascii_lowercase())
            && value.is_some_and(|c| c.is_alphanumeric() || is_quote(*c))
    }

    fn field(&mut self, field: Field, is_excluded: bool) -> Element {
        let start = self.at;
        // Who types Korean or French often puts a blank behind the colon.
        self.until(|c| c != ' ');
        let kind = Kind::Field(field);
        match self.peek() {
            Some(c) if is_quote(c) => {
                let text = self.quotation();
                let is_prefix = self.peek().is_some_and(is_star) && is_long_enough(&text);
                self.until(|c| !is_star(c));
                Element { kind, text, is_excluded, is_prefix }
            }
            Some(c) if self.at == start || c.is_alphanumeric() => {
                let (text, is_prefix) = without_star(&self.until(|c| c == ' ' || is_quote(c)));
                Element { kind, text, is_excluded, is_prefix }
            }
            _ => {
                self.at = start;
                Element { kind, text: String::new(), is_excluded, is_prefix: false }
            }
        }
    }
}

/// A word without the stars behind it, and whether they make it the beginning of words.
fn without_star(word: &str) -> (String, bool) {
    let text = word.trim_end_matches(is_star);
    (text.to_owned(), text.len() < word.len() && is_long_enough(text))
}

fn is_long_enough(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_PREFIX
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{ff0d}')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '\u{ff1a}')
}

fn is_star(c: char) -> bool {
    matches!(c, '*' | '\u{ff0a}')
}

/// Quotation marks of all countries. Single ones are apostrophes as often, and are left to the
/// tokenizer.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201c}'..='\u{201f}'
            | '«'
            | '»'
            | '\u{ff02}'
            | '\u{3008}'..='\u{300f}'
            | '\u{301d}'..='\u{301f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as they can be typed, a `|` between them.
    fn check(typed: &str, expect: &str) {
        let written: Vec<String> = read(typed).1.iter().map(Element::written).collect();
        assert_eq!(written.join("|"), expect, "{typed}");
    }

    #[test]
    fn a_query_is_words_phrases_fields_and_operators() {
        check("소련  대사관", "소련|대사관");
        check("\"August plenum\" Kim", "\"August plenum\"|Kim");
        check("a OR b AND c", "a|OR|b|AND|c");
        check("a or b and c", "a|or|b|and|c");
        check("\"OR\" -AND", "\"OR\"|-AND");
        check("-Kim -\"Nam Il\"", "-Kim|-\"Nam Il\"");
        check("Malenk* x*", "Malenk*|x");
        check("year:1957 Title:\"a b\" LANG:ko", "year:1957|title:\"a b\"|lang:ko");
        check("-title:Kim title:Malenk*", "-title:Kim|title:Malenk*");
    }

    #[test]
    fn every_country_s_quotation_marks_quote() {
        for typed in
            ["“a b” c", "„a b“ c", "«a b» c", "「a b」 c", "《a b》 c", "＂a b＂ c", "\"a b\"c"]
        {
            check(typed, "\"a b\"|c");
        }
        check("people’s", "people’s");
    }

    #[test]
    fn an_open_quotation_runs_to_the_end() {
        check("\"Comr. Pimenov", "\"Comr. Pimenov\"");
        check("Kim \"", "Kim|\"\"");
        check("title:\"a b", "title:\"a b\"");
    }

    #[test]
    fn wide_punctuation_of_a_korean_keyboard_counts() {
        check("lang：ko 소련", "lang:ko|소련");
        check("－소련 중국＊", "-소련|중국*");
        check("소련\u{3000}중국\u{a0}조선", "소련|중국|조선");
        check("year: 1957 소련", "year:1957|소련");
    }

    #[test]
    fn what_is_no_operator_is_text() {
        check("- a", "-|a");
        check("anti-Party", "anti-Party");
        check("http://x Note:x 10:30 a:b foo: x", "http://x|Note:x|10:30|a:b|foo:|x");
        check("a * -*", "a");
        check("title:", "title:\"\"");
        check("(a OR b)", "(a|OR|b)");
        check("NEAR(a b, 2)", "NEAR(a|b,|2)");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        check("\u{1109}\u{1169}\u{1105}\u{1167}\u{11ab}", "소련");
    }

    #[test]
    fn long_queries_are_cut() {
        assert!(!read(&"a".repeat(512)).2);
        let (text, _, is_cut) = read(&"한".repeat(600));
        assert_eq!((text.chars().count(), is_cut), (512, true));
        assert_eq!((read(&"a ".repeat(32)).1.len(), read(&"a ".repeat(32)).2), (32, false));
        assert_eq!((read(&"a ".repeat(33)).1.len(), read(&"a ".repeat(33)).2), (32, true));
    }

    #[test]
    fn a_field_that_is_unknown_keeps_the_marks_that_its_value_needs() {
        let written = |typed: &str| read(typed).1.iter().map(Element::written).collect::<Vec<_>>();
        assert_eq!(written("aa:“-” foo:\"a b\" foo:ab"), ["aa:\"-\"", "foo:\"a b\"", "foo:ab"]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(typed in "[a-z가-힣\"“* :\\-ORAND년yeartitl]{0,40}") {
            let pieces = read(&typed).1;
            let written: Vec<String> = pieces.iter().map(Element::written).collect();
            proptest::prop_assert_eq!(read(&written.join(" ")).1, pieces);
        }
    }
}
