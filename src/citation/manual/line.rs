//! The line as it is set: words, quotation marks, and punctuation that is settled where it meets.

use super::super::Run;
use super::marks::{self, Level, Piece};

/// Punctuation that is settled with what stands before it.
const POINTS: [char; 6] = ['.', ',', '?', '!', ':', ';'];
/// Points that go inside a closing quotation mark.
const INSIDE: [char; 4] = ['.', ',', '?', '!'];

/// A line of a citation under way.
#[derive(Debug, Default)]
pub(super) struct Line {
    letters: Vec<Letter>,
    /// The parts that are open, the outermost first: in which quotation marks each stands, and
    /// whether italics are turned about in it.
    open: Vec<(Option<Level>, bool)>,
}

#[derive(Debug, Clone, Copy)]
struct Letter {
    glyph: char,
    italic: bool,
    /// Whether it is a closing quotation mark that the room has set, so that points go before it.
    closes: bool,
}

impl Line {
    /// A part begins.
    pub(super) fn begin(&mut self, quoted: bool, italic: bool) {
        let level = quoted.then_some(Level::Outer);
        self.opens(level);
        self.open.push((level, italic));
    }

    /// The innermost open part ends.
    pub(super) fn end(&mut self) {
        if let Some((level, _)) = self.open.pop() {
            self.closes(level);
        }
    }

    /// The words of a field.
    pub(super) fn words(&mut self, words: &str) {
        let around = self.open.iter().rev().find_map(|(level, _)| *level);
        for piece in marks::pieces(words, around) {
            match piece {
                Piece::Words(words) => words.chars().for_each(|letter| self.push(letter, false)),
                Piece::Opens(level) => self.opens(Some(level)),
                Piece::Closes(level) => self.closes(Some(level)),
                Piece::Turns => self.open.push((None, true)),
                Piece::TurnsBack => drop(self.open.pop()),
            }
        }
    }

    fn opens(&mut self, level: Option<Level>) {
        if let Some(level) = level {
            self.push(level.marks().0, false);
        }
    }

    fn closes(&mut self, level: Option<Level>) {
        if let Some(level) = level {
            self.push(level.marks().1, true);
        }
    }

    /// A delimiter, or what stands before or after a part.
    pub(super) fn affix(&mut self, affix: &str) {
        let mut rest = affix.chars();
        if let Some(first) = rest.clone().next().filter(|letter| POINTS.contains(letter)) {
            rest.next();
            self.point(first);
        }
        for letter in rest {
            let is_double = letter == ' ' && self.letters.last().is_some_and(|l| l.glyph == ' ');
            if !is_double {
                self.push(letter, false);
            }
        }
    }

    /// Sets a point after what stands there.
    fn point(&mut self, point: char) {
        let closing = self.letters.iter().rev().take_while(|letter| letter.closes).count();
        let at = self.letters.len() - if INSIDE.contains(&point) { closing } else { 0 };
        let Some(before) = at.checked_sub(1).and_then(|before| self.letters.get_mut(before)) else {
            return self.push(point, false);
        };
        match settled(before.glyph, point) {
            Settled::First => {}
            Settled::Second => before.glyph = point,
            Settled::Both => {
                let italic = before.italic && at < self.letters.len();
                self.letters.insert(at, Letter { glyph: point, italic, closes: false });
            }
        }
    }

    fn push(&mut self, letter: char, closes: bool) {
        let italic = self.open.iter().filter(|(_, italic)| *italic).count() % 2 == 1;
        self.letters.push(Letter { glyph: letter, italic, closes });
    }

    /// The words, those that are set alike together.
    pub(super) fn runs(self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for Letter { glyph, italic, .. } in self.letters {
            match runs.last_mut().filter(|run| run.italic == italic) {
                Some(run) => run.text.push(glyph),
                None => runs.push(Run { text: glyph.to_string(), italic }),
            }
        }
        runs
    }
}

/// Which of two points that meet stay.
enum Settled {
    First,
    Second,
    Both,
}

/// What becomes of a point after a letter or another point.
fn settled(first: char, second: char) -> Settled {
    match (first, second) {
        _ if first == second => Settled::First,
        ('!' | '?', '.' | ':') | (':' | ';', '.') | (';', ':') => Settled::First,
        (':' | ';', '!' | '?') => Settled::Second,
        _ => Settled::Both,
    }
}
