//! A name in Latin letters without what printers change: case, the kind of a mark, of an
//! apostrophe, of a hyphen.

use unicode_normalization::UnicodeNormalization;

/// A name's letters in lower case. `O` and `U` stand for ŏ and ŭ however they are marked, `'` for
/// an aspirate, `|` for the end of a syllable that is written.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub(super) pieces: Vec<Piece>,
    /// Whether a comma stands behind the first piece, which then is the surname.
    pub(super) has_comma: bool,
}

/// What stands between two blanks or hyphens.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) letters: Vec<u8>,
    /// Whether a hyphen joins it to the piece before.
    pub(super) is_joined: bool,
}

/// The most pieces that a name has.
const MOST_PIECES: usize = 5;

impl Letters {
    /// The letters of `form`; `None` where it has others than Latin ones.
    pub(super) fn of(form: &str) -> Option<Self> {
        if form.contains(is_foreign) {
            return None;
        }
        let mut letters = Self { pieces: vec![Piece::default()], has_comma: false };
        let mut rest = form.nfd().peekable();
        while let Some(c) = rest.next() {
            let piece = letters.pieces.last_mut()?;
            match c {
                'a'..='z' => piece.letters.push(c as u8),
                'A'..='Z' => piece.letters.push(c.to_ascii_lowercase() as u8),
                _ if is_apostrophe(c) => {
                    let after = rest.peek().copied();
                    if matches!(after, Some('s' | 'S')) && rest.clone().nth(1).is_none() {
                        break;
                    }
                    let is_aspirate =
                        after.is_some_and(is_vowel) && ends_in_aspirate(&piece.letters);
                    piece.letters.push(if is_aspirate { b'\'' } else { b'|' });
                }
                // Breve, caron, circumflex, tilde.
                '\u{306}' | '\u{30c}' | '\u{302}' | '\u{303}' => {
                    if let Some(letter @ (b'o' | b'u')) = piece.letters.last_mut() {
                        letter.make_ascii_uppercase();
                    }
                }
                // A diaeresis parts two vowels: `Kaësong`. On o and u it is a breve misread.
                '\u{308}' => {
                    if let Some(b'e' | b'i') = piece.letters.last() {
                        piece.letters.insert(piece.letters.len() - 1, b'|');
                    }
                }
                '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => letters.begin(true)?,
                ',' => {
                    if letters.pieces.len() == 1 {
                        letters.has_comma = true;
                    }
                    letters.begin(false)?;
                }
                _ if c.is_whitespace() => letters.begin(false)?,
                _ => return None,
            }
        }
        letters.pieces.retain(|piece| !piece.letters.is_empty());
        for piece in &mut letters.pieces {
            piece.settle();
        }
        Some(letters)
    }

    /// Begins a new piece, unless nothing has been written in the last one; `None` where there are
    /// too many.
    fn begin(&mut self, is_joined: bool) -> Option<()> {
        let last = self.pieces.last_mut()?;
        if last.letters.is_empty() {
            last.is_joined &= is_joined;
            return Some(());
        }
        self.pieces.push(Piece { letters: Vec::new(), is_joined });
        (self.pieces.len() <= MOST_PIECES).then_some(())
    }
}

impl Piece {
    /// Turns two old ways of writing round: `Whan` for Hwan and `Syng` for Sŭng.
    fn settle(&mut self) {
        let letters = &mut self.letters;
        for at in 1..letters.len() {
            match (letters[at - 1], letters[at], letters.get(at + 1)) {
                (b'w', b'h', Some(b'a' | b'e' | b'i' | b'o')) => letters.swap(at - 1, at),
                (b's', b'y', Some(b'n')) => letters[at] = b'U',
                _ => {}
            }
        }
    }
}

/// Whether the character is written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʽ' | 'ʹ' | '′' | '＇')
}

/// Whether no romanization of Korean has the letter.
fn is_foreign(c: char) -> bool {
    matches!(c, 'f' | 'q' | 'v' | 'x' | 'z' | 'F' | 'Q' | 'V' | 'X' | 'Z')
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'w' | 'y')
}

fn ends_in_aspirate(letters: &[u8]) -> bool {
    letters.ends_with(b"k")
        || letters.ends_with(b"t")
        || letters.ends_with(b"p")
        || letters.ends_with(b"ch")
}
