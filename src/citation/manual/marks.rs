//! Quotation marks and apostrophes within the words of a field.
//!
//! Marks that pair are set as English sets them: double outside, single within, turned about where
//! the field itself stands in quotation marks. A mark that pairs with none stays as it is, but for
//! the straight single one, which becomes an apostrophe. Tags for italics turn them on and off; tags
//! for bold, raised and lowered letters are dropped, since nothing here can set those.

/// What the words of a field are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they are printed.
    Words(String),
    /// A quotation begins.
    Opens(Level),
    /// It ends.
    Closes(Level),
    /// Italics are turned about from here.
    Turns,
    /// Until here.
    TurnsBack,
}

/// A pair of quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Double ones.
    Outer,
    /// Single ones.
    Inner,
}

impl Level {
    /// The opening and the closing mark.
    pub(super) fn marks(self) -> (char, char) {
        match self {
            Self::Outer => ('“', '”'),
            Self::Inner => ('‘', '’'),
        }
    }

    /// The marks of a quotation within this one.
    fn within(self) -> Self {
        match self {
            Self::Outer => Self::Inner,
            Self::Inner => Self::Outer,
        }
    }
}

/// Marks and tags that begin something, with what ends it.
const OPENERS: [(&str, &str); 12] = [
    ("<sc>", "</sc>"),
    ("<i>", "</i>"),
    ("<b>", "</b>"),
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    (" \"", "\""),
    (" '", "'"),
    ("(\"", "\""),
    ("('", "'"),
    ("“", "”"),
    ("‘", "’"),
    ("", ""),
];

/// A mark or a tag, and the words after it.
struct Token {
    tag: &'static str,
    /// Whether a blank was read into the tag that does not stand there.
    forced: bool,
    words: String,
}

/// The words of a field, within quotation marks of the level where there are any.
pub(super) fn pieces(words: &str, around: Option<Level>) -> Vec<Piece> {
    let mut tokens = tokens(&opened(words));
    pair(&mut tokens);
    let straight = |tag: &str| tag.len() == 2 && !tag.starts_with('<');
    let first = tokens.iter().find(|token| straight(token.tag)).map(|token| &token.tag[1..]);
    let level = |tag: &str| match tag {
        "“" => Level::Outer,
        "‘" => Level::Inner,
        _ if Some(&tag[1..]) == first => Level::Outer,
        _ => Level::Inner,
    };
    let mut pieces = Vec::new();
    let mut open: Vec<(&str, Option<Level>)> = Vec::new();
    for token in &tokens {
        if let Some((opener, closer)) = opener(token.tag) {
            let enclosing = open.iter().rev().find_map(|(_, level)| *level).or(around);
            match opener {
                "<i>" => pieces.push(Piece::Turns),
                _ if opener.starts_with('<') => {}
                _ => {
                    if straight(opener) && !token.forced {
                        pieces.push(Piece::Words(opener[..1].to_owned()));
                    }
                    let level = enclosing.map_or_else(|| level(opener), Level::within);
                    pieces.push(Piece::Opens(level));
                    open.push((closer, Some(level)));
                }
            }
            if opener.starts_with('<') {
                open.push((closer, None));
            }
        } else if !token.tag.is_empty() {
            match open.pop() {
                Some((_, Some(level))) => pieces.push(Piece::Closes(level)),
                Some(("</i>", None)) => pieces.push(Piece::TurnsBack),
                _ => {}
            }
        }
        pieces.push(Piece::Words(token.words.clone()));
    }
    trimmed(pieces)
}

/// The words without the blank that was put before them, and without empty pieces.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        if let Piece::Words(words) = piece
            && !words.is_empty()
        {
            *words = words.strip_prefix(' ').unwrap_or(words).to_owned();
            break;
        }
    }
    pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
    pieces
}

fn opener(tag: &str) -> Option<(&'static str, &'static str)> {
    OPENERS.into_iter().find(|(opener, _)| !tag.is_empty() && *opener == tag)
}

/// Narrow blanks before marks that stand apart, and one blank before a straight single mark.
pub(super) fn spaced(words: &str) -> String {
    let mut spaced = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        if letter == '\'' && spaced.ends_with(char::is_whitespace) {
            spaced.truncate(spaced.trim_end().len());
            spaced.push(' ');
        }
        spaced.push(match letter {
            ' ' if after.is_some_and(|after| ":;?!»".contains(after)) => '\u{202f}',
            ' ' if spaced.ends_with('«') => '\u{202f}',
            _ => letter,
        });
    }
    spaced
}

/// The same with straight apostrophes within words, and a blank in front, so that a mark at the
/// beginning is seen to open.
fn opened(words: &str) -> String {
    let letters: Vec<char> = spaced(words).chars().collect();
    let mut opened = String::from(" ");
    for (at, letter) in letters.iter().copied().enumerate() {
        let sides = [at.checked_sub(1).map(|at| letters[at]), letters.get(at + 1).copied()];
        let is_within = sides.iter().all(|side| side.is_some_and(is_of_a_word));
        opened.push(if letter == '’' && is_within { '\'' } else { letter });
    }
    opened
}

/// Letters, digits and hyphens between which an apostrophe stands: those of Latin, Greek, Cyrillic,
/// Hebrew, Arabic and Thai.
pub(super) fn is_of_a_word(letter: char) -> bool {
    matches!(letter, '-' | '0'..='9') || begins_a_word(letter)
}

/// The letters among them.
pub(super) fn begins_a_word(letter: char) -> bool {
    matches!(letter,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{17f}' | '\u{218}'..='\u{21b}'
        | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{590}'..='\u{5d4}'
        | '\u{5d6}'..='\u{5ff}' | '\u{600}'..='\u{6ff}' | '\u{e01}'..='\u{e5b}'
        | '\u{1f00}'..='\u{1fff}' | '\u{200c}'..='\u{200e}' | '\u{202a}'..='\u{202e}')
}

/// The words cut at marks and tags.
fn tokens(words: &str) -> Vec<Token> {
    let mut tokens = vec![Token { tag: "", forced: false, words: String::new() }];
    let mut rest = words;
    while let Some(next) = rest.chars().next() {
        let found = OPENERS.iter().map(|(opener, _)| *opener);
        let found = found.chain(OPENERS.iter().map(|(_, closer)| *closer));
        let tag = found.filter(|tag| !tag.is_empty()).find(|tag| rest.starts_with(tag));
        let Some(tag) = tag else {
            if let Some(token) = tokens.last_mut() {
                token.words.push(next);
            }
            rest = &rest[next.len_utf8()..];
            continue;
        };
        rest = &rest[tag.len()..];
        // A mark straight after one that opens opens too.
        let nested =
            tokens.last().is_some_and(|last| opener(last.tag).is_some() && last.words.is_empty());
        let (tag, forced) = match tag {
            "\"" if nested => (" \"", true),
            "'" if nested => (" '", true),
            _ => (tag, false),
        };
        tokens.push(Token { tag, forced, words: String::new() });
    }
    tokens
}

/// Leaves only marks and tags that pair; the others become words.
fn pair(tokens: &mut [Token]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        let tag = tokens[at].tag;
        let follows = tokens[at].words.chars().next();
        if tag.is_empty() {
            continue;
        }
        if tag == "'" && follows.is_some_and(|letter| !",.?:; ".contains(letter)) {
            become_words(&mut tokens[at], "’");
        } else if tag == " '" && follows == Some(' ') {
            become_words(&mut tokens[at], " ’");
        } else if opener(tag).is_some() {
            open.push(at);
        } else if tag == "'" {
            match open.last() {
                Some(last) if opener(tokens[*last].tag).is_some_and(|(_, end)| end == tag) => {
                    open.pop();
                }
                _ => become_words(&mut tokens[at], "’"),
            }
        } else {
            close(tokens, &mut open, at);
        }
    }
    for at in open {
        let tag = tokens[at].tag;
        let words = if tag == " '" { " ’" } else { shown(&tokens[at]) };
        become_words(&mut tokens[at], words);
    }
}

/// Closes what the mark at a place closes; marks that opened since then pair with nothing.
fn close(tokens: &mut [Token], open: &mut Vec<usize>, at: usize) {
    while let Some(last) = open.pop() {
        if opener(tokens[last].tag).is_some_and(|(_, end)| end == tokens[at].tag) {
            return;
        }
        let words = shown(&tokens[last]);
        become_words(&mut tokens[last], words);
    }
    let words = shown(&tokens[at]);
    become_words(&mut tokens[at], words);
}

/// A mark as it stands in the field.
fn shown(token: &Token) -> &'static str {
    if token.forced { &token.tag[1..] } else { token.tag }
}

fn become_words(token: &mut Token, words: &str) {
    token.words.insert_str(0, words);
    token.tag = "";
}
