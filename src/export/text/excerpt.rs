//! A paragraph as plain text: its words, what says the same elsewhere, and how it is cited.

use crate::address::Anchor;
use crate::citation::{self, Style};

use super::super::excerpt::{Excerpt, Words};
use super::super::{Desk, Written, wording};
use super::{push_head, push_paragraph};

/// The paragraph or note with its counterparts and citations.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "the table's writers may fail")]
pub(in super::super) fn excerpt(desk: Desk<'_>, excerpt: &Excerpt<'_>) -> Written {
    let mut out = String::new();
    let words = match &excerpt.words {
        Words::Block(_, block) => &block.text,
        Words::Note(note) => &note.text,
    };
    push_paragraph(&mut out, &excerpt.anchor, words);
    let document = &excerpt.holding.document;
    let mut headed = None;
    for other in excerpt.counterparts() {
        if headed != Some(&other.text.language) {
            push_head(&mut out, &wording::text_head(desk.words, document, other.text));
            headed = Some(&other.text.language);
        }
        push_paragraph(&mut out, &other.anchor, &other.block.text);
    }
    if let Words::Note(note) = &excerpt.words {
        let paragraph = Anchor::block(note.language.anchor_prefix(), note.paragraph);
        push_line(&mut out, desk, "text-note-of", &excerpt.address(desk.links, &paragraph));
    }
    push_line(&mut out, desk, "text-address", &excerpt.address(desk.links, &excerpt.anchor));
    for record in desk.records(&[excerpt.holding.card()]) {
        let pinpoint = excerpt.pinpoint(desk.links, &record);
        for style in Style::ALL {
            let cited = citation::cited(&record, style, Some(&pinpoint)).text();
            push_line(&mut out, desk, style.label(), &cited);
        }
    }
    Ok(out.into_bytes())
}

fn push_line(out: &mut String, desk: Desk<'_>, label: &str, value: &str) {
    let args = [("label", desk.words.say(label).into()), ("value", value.into())];
    out.push_str(&desk.words.say_with("text-line", &args));
    out.push('\n');
}
