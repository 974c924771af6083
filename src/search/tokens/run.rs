//! Runs of Hangul, or of Han and kana: each two neighbouring syllables, then the last one alone.

use super::character::{Class, Run, class};
use super::scanner::Scanner;
use super::{Column, Kind, Token, folding};

/// A syllable of a run: where it stands in the text and among the letters.
#[derive(Clone, Copy)]
struct Syllable {
    start: usize,
    end: usize,
    letters: (usize, usize),
}

impl Scanner<'_> {
    /// Takes the run that begins at `at` and says where it ends.
    pub(super) fn run(&mut self, at: usize, script: Run) -> usize {
        let mut end = at;
        let mut before: Option<Syllable> = None;
        let mut begins_run = true;
        for (offset, c) in self.text[at..].char_indices() {
            let start = at + offset;
            match class(c) {
                Class::Syllable(other) if other == script => {
                    end = start + c.len_utf8();
                    let from = self.letters.len();
                    match script {
                        Run::Hangul => self.letters.push(c),
                        Run::Han => folding::fold_han(c, &mut self.letters),
                    }
                    let syllable = Syllable { start, end, letters: (from, self.letters.len()) };
                    if let Some(before) = before.replace(syllable) {
                        self.syllables(before, syllable, begins_run, false);
                        begins_run = false;
                    }
                }
                Class::Mark if before.is_some() => {
                    end = start + c.len_utf8();
                    if let Some(before) = &mut before {
                        before.end = end;
                    }
                }
                Class::Ignored => {}
                _ => break,
            }
        }
        if let Some(last) = before {
            self.syllables(last, last, begins_run, true);
        }
        end
    }

    fn syllables(&mut self, first: Syllable, last: Syllable, begins_run: bool, ends_run: bool) {
        let letters = Self::span(first.letters.0, last.letters.1);
        let (start, end) = Self::span(first.start, last.end);
        self.push(Token {
            start,
            end,
            position: 0,
            column: Column::Main,
            kind: Kind::Syllables,
            ends_run,
            begins_run,
            letters,
            surface: letters,
        });
    }
}
