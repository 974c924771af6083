//! A document as Markdown with front matter, which the room's own loader reads back to an equal
//! document.
//!
//! In comes a document; out goes a file in the dialect that `docs/fields.md` describes: a person
//! can read it, correct it and put it among the seeds of another room. Equal are the description,
//! the texts with their credits, the blocks with their kinds, words and marks, and so the notes.
//! Not carried is the layout of the capture: whoever reads the file reads Markdown. Nor are the
//! editors' statements, which stand in a file of their own beside the source.
//!
//! What the loader finds by itself, such as the kind of a bracket, is not stated. The twin is read
//! back as it is written, and only what would be read otherwise is said in so many words.

mod blocks;
mod escape;
mod matter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::capture::{self, Form, Reading};
use crate::document::{Block, Document, Holding, Mark, MarkPart};

use super::Desk;

/// The media type of Markdown: RFC 7763.
pub(super) const MEDIA_TYPE: &str = "text/markdown; charset=utf-8";

/// How often the file is read back; each time states more.
const ROUNDS: usize = 8;

/// The document in the edition that is shown, with its permanent address as a comment.
pub(super) fn document(desk: Desk<'_>, holding: &Holding) -> String {
    let links = desk.links;
    let path = links.document_view(&holding.id, None, Some(holding.edition.short()));
    written(&holding.document, &links.absolute(&path))
}

/// The document; `origin` is a line on where it comes from.
fn written(document: &Document, origin: &str) -> String {
    let mut saying = Saying::default();
    let mut out = String::new();
    for _ in 0..ROUNDS {
        out.clear();
        matter::push(&mut out, document, origin, saying.is_explicit);
        blocks::push(&mut out, document, &saying);
        let read = match capture::read(&out, Form::Markdown) {
            Reading::Record(captured) => captured.document,
            Reading::NotARecord(_) => break,
        };
        if !saying.more(document, &read) {
            break;
        }
    }
    out
}

/// What has to be stated so that it is read back.
#[derive(Debug, Default)]
struct Saying {
    /// Whether fields that are not there are named all the same, so that nobody infers them.
    is_explicit: bool,
    /// By text and block, from 0.
    blocks: BTreeMap<(usize, usize), Said>,
}

/// What has to be stated of a block.
#[derive(Debug, Default)]
struct Said {
    kind: bool,
    marks: Marks,
}

/// How marks are stated.
#[derive(Debug, Default)]
enum Marks {
    /// The loader finds the brackets by itself.
    #[default]
    Found,
    /// What it would take for something else is said behind it, by the bracket's end.
    Behind(BTreeMap<u32, Option<Mark>>),
    /// All of them are listed behind the block.
    Listed,
}

impl Saying {
    /// Notes what was read otherwise than it stands in the document; whether there was anything
    /// new.
    fn more(&mut self, document: &Document, read: &Document) -> bool {
        let mut is_new = false;
        if document.description != read.description {
            is_new |= !std::mem::replace(&mut self.is_explicit, true);
        }
        for (t, text) in document.texts.iter().enumerate() {
            let Some(read) = read.texts.iter().find(|read| read.language == text.language) else {
                continue;
            };
            for (b, (block, read)) in text.blocks.iter().zip(&read.blocks).enumerate() {
                if block.kind == read.kind && block.marks == read.marks {
                    continue;
                }
                let said = self.blocks.entry((t, b)).or_default();
                if block.kind != read.kind {
                    is_new |= !std::mem::replace(&mut said.kind, true);
                }
                if block.marks != read.marks {
                    is_new |= said.marks.raise(block, read);
                }
            }
        }
        is_new
    }
}

impl Marks {
    /// States the marks of a block that was read with others; whether more can be stated.
    fn raise(&mut self, block: &Block, read: &Block) -> bool {
        let next = match self {
            Self::Found => behind(block, read).map_or(Self::Listed, Self::Behind),
            Self::Behind(_) => Self::Listed,
            Self::Listed => return false,
        };
        *self = next;
        true
    }
}

/// What has to be said behind brackets of a block, if that is all.
fn behind(block: &Block, read: &Block) -> Option<BTreeMap<u32, Option<Mark>>> {
    let mut behind = BTreeMap::new();
    for found in read.marks.iter().filter(|mark| mark.kind.is_bracket()) {
        let is_it = |mark: &&Mark| {
            mark.kind.is_bracket() && (mark.start, mark.end) == (found.start, found.end)
        };
        let meant = block.marks.iter().find(is_it);
        if meant == Some(found) {
            continue;
        }
        if found.part != MarkPart::Whole || meant.is_some_and(|mark| mark.part != MarkPart::Whole) {
            return None;
        }
        behind.insert(found.end, meant.cloned());
    }
    (!behind.is_empty()).then_some(behind)
}
