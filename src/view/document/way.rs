//! Where a reader has landed in a document and how else it can be shown.

use crate::address::Anchor;
use crate::citation::{Pinpoint, Record};
use crate::document::{Holding, Language, Text};

use super::super::citing::Citing;
use super::super::{Room, language};
use super::{Asked, Sought, View, earlier, place};

/// The line above a marked place: where the reader has landed.
pub(super) struct Here {
    /// "Paragraph 14 of 39".
    pub words: String,
    /// The archive as printed.
    pub archive: Option<String>,
    /// The address to cite, with the edition.
    pub cite: String,
    /// Citations of the place.
    pub citing: Citing,
    /// Where an error is told of.
    pub correction: Option<String>,
    /// The document from its beginning.
    pub beginning: String,
}

/// A view to choose.
pub(super) struct Choice {
    /// The document in this view.
    pub href: String,
    /// Its name.
    pub words: String,
    /// The language of its name, where that is a language's own.
    pub lang: Option<String>,
    /// Whether it is the one shown.
    pub chosen: bool,
}

/// The view, or one that shows the place asked for where this one does not.
pub(super) fn reaching(view: View, at: Option<&Anchor>, holding: &Holding) -> View {
    let document = &holding.document;
    let language = match at {
        Some(Anchor::Block { prefix, .. }) => {
            place::text_of(prefix, document).map(|text| text.language.clone())
        }
        Some(Anchor::Note(n)) => {
            document.notes().into_iter().find(|note| note.n == *n).map(|note| note.language)
        }
        None => None,
    };
    let Some(language) = language else { return view };
    let is_first = document.texts.first().is_some_and(|text| text.language == language);
    let is_second = document.texts.get(1).is_some_and(|text| text.language == language);
    match &view {
        View::One(shown) if *shown != language && is_first => View::Both(None),
        View::One(shown) if *shown != language => View::Both(Some(language)),
        View::Both(other) | View::Interleaved(other)
            if !is_first
                && other.as_ref() != Some(&language)
                && !(other.is_none() && is_second) =>
        {
            View::Both(Some(language))
        }
        _ => view,
    }
}

/// The line above the place.
pub(super) fn here(room: &Room, holding: &Holding, record: &Record, at: &Anchor) -> Here {
    let document = &holding.document;
    let words = match at {
        Anchor::Note(n) => {
            room.say_with("here-note", &[("n", (*n).into()), ("of", document.notes().len().into())])
        }
        Anchor::Block { prefix, n } => {
            let text = place::text_of(prefix, document);
            let of = text.map_or(0, |text| text.blocks.len());
            let args = [
                ("n", (*n).into()),
                ("of", of.into()),
                (
                    "language",
                    text.map_or_else(String::new, |t| room.language_name(&t.language)).into(),
                ),
            ];
            let message =
                if document.texts.len() > 1 { "here-paragraph-in" } else { "here-paragraph" };
            room.say_with(message, &args)
        }
    };
    let place = room.lasting.place(&holding.id, at, Some(holding.edition.short()));
    Here {
        correction: room.correction(holding, Some((at, &words))),
        words,
        citing: Citing::of(room, record, pinpoint(room, holding, record, at).as_ref()),
        archive: document.description.archive.clone(),
        cite: room.lasting.absolute(&place),
        beginning: room.links.document_view(&holding.id, None, earlier(holding)),
    }
}

/// The paragraph that a place is or stands in, as a citation names it.
fn pinpoint(room: &Room, holding: &Holding, record: &Record, at: &Anchor) -> Option<Pinpoint> {
    let document = &holding.document;
    let (language, n) = match at {
        Anchor::Block { prefix, n } => (place::text_of(prefix, document)?.language.clone(), *n),
        Anchor::Note(n) => {
            let note = document.notes().into_iter().find(|note| note.n == *n)?;
            (note.language, note.paragraph)
        }
    };
    Some(Pinpoint::of(&room.lasting, record, &language, n..=n))
}

/// The page's own path, without what the reader chose of its looks.
pub(super) fn own(room: &Room, holding: &Holding, view: Option<&View>, asked: &Asked) -> String {
    let view = view.map(View::written);
    match (&asked.sought, &asked.at) {
        (Some(Sought { query, rank, .. }), at) => {
            room.lasting.found(&holding.id, query, *rank, view.as_deref(), at.as_ref())
        }
        (None, Some(at)) => room.lasting.place_on_page(&holding.id, at, earlier(holding)),
        (None, None) => room.lasting.document_view(&holding.id, view.as_deref(), earlier(holding)),
    }
}

/// The views that the document's texts allow; none to choose where there is one text.
pub(super) fn views(room: &Room, holding: &Holding, shown: &View, asked: &Asked) -> Vec<Choice> {
    let texts = &holding.document.texts;
    let Some((_, further)) = texts.split_first().filter(|(_, further)| !further.is_empty()) else {
        return Vec::new();
    };
    let own_name = |language: &Language| match language::own_name(language) {
        Some(name) => (name.to_owned(), Some(language.to_string())),
        None => (room.language_name(language), None),
    };
    let with = |message: &str, language: &Language| {
        if further.len() > 1 {
            let (name, _) = own_name(language);
            room.say_with(&format!("{message}-with"), &[("language", name.into())])
        } else {
            room.say(message)
        }
    };
    let other = |text: &Text| (further.len() > 1).then(|| text.language.clone());
    let both = further
        .iter()
        .map(|text| (View::Both(other(text)), with("view-both", &text.language), None));
    let one = texts.iter().map(|text| {
        let (name, lang) = own_name(&text.language);
        (View::One(text.language.clone()), name, lang)
    });
    let interleaved = further.iter().map(|text| {
        (View::Interleaved(other(text)), with("view-interleaved", &text.language), None)
    });
    let is_shown = |view: &View| {
        view == shown
            || matches!((view, shown), (View::Both(Some(a)), View::Both(None))
                | (View::Interleaved(Some(a)), View::Interleaved(None))
                if further.first().is_some_and(|text| text.language == *a))
    };
    both.chain(one)
        .chain(interleaved)
        .map(|(view, words, lang)| {
            let at = asked.at.as_ref().and_then(|at| match &view {
                View::One(language) => counterpart(holding, at, language),
                _ => Some(at.clone()),
            });
            let written = view.written();
            Choice {
                href: match &asked.sought {
                    Some(Sought { query, rank, .. }) => {
                        room.links.found(&holding.id, query, *rank, Some(&written), at.as_ref())
                    }
                    None => room.links.place_in_view(
                        &holding.id,
                        &written,
                        at.as_ref(),
                        earlier(holding),
                    ),
                },
                words,
                lang,
                chosen: is_shown(&view),
            }
        })
        .collect()
}

/// The place that says in another text what the place says; the place itself where it stands in
/// that text.
fn counterpart(holding: &Holding, at: &Anchor, language: &Language) -> Option<Anchor> {
    let document = &holding.document;
    let (own, n) = match at {
        Anchor::Block { prefix, n } => (place::text_of(prefix, document)?.language.clone(), *n),
        Anchor::Note(n) => {
            let note = document.notes().into_iter().find(|note| note.n == *n)?;
            (note.language, note.paragraph)
        }
    };
    if own == *language {
        return Some(at.clone());
    }
    let first = &document.texts.first()?.language;
    let pairs = |language: &Language| {
        holding.alignments.iter().find(|a| a.language == *language).map(|a| a.pairs.iter())
    };
    // Every other text is paired with the first alone.
    let in_first = if own == *first {
        n
    } else {
        pairs(&own)?
            .find(|pair| pair.other.contains(&n))
            .filter(|p| !p.first.is_empty())?
            .first
            .start
    };
    let there = if language == first {
        in_first
    } else {
        let pair = pairs(language)?.find(|pair| pair.first.contains(&in_first))?;
        (!pair.other.is_empty()).then_some(pair.other.start)?
    };
    Some(Anchor::block(language.anchor_prefix(), there))
}
