//! Where a reader has landed in a document and how else it can be shown.

use crate::address::Anchor;
use crate::citation::{Pinpoint, Record};
use crate::document::Holding;

use super::super::Room;
use super::super::citing::Citing;
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
    let mut views = Vec::new();
    for text in further {
        let name = room.language_name(&text.language);
        let other = (further.len() > 1).then(|| text.language.clone());
        for (view, message) in [
            (View::Both(other.clone()), "view-both"),
            (View::Interleaved(other), "view-interleaved"),
        ] {
            let message =
                if further.len() > 1 { format!("{message}-with") } else { message.to_owned() };
            let words = room.say_with(&message, &[("language", name.as_str().into())]);
            views.push((view, words));
        }
    }
    for text in texts {
        let name = room.language_name(&text.language);
        let words = room.say_with("view-one", &[("language", name.into())]);
        views.push((View::One(text.language.clone()), words));
    }
    let is_shown = |view: &View| {
        view == shown
            || matches!((view, shown), (View::Both(Some(a)), View::Both(None))
                | (View::Interleaved(Some(a)), View::Interleaved(None))
                if further.first().is_some_and(|text| text.language == *a))
    };
    views
        .into_iter()
        .map(|(view, words)| Choice {
            href: match &asked.sought {
                Some(Sought { query, rank, .. }) => {
                    let view = view.written();
                    room.links.found(&holding.id, query, *rank, Some(&view), asked.at.as_ref())
                }
                None => {
                    room.links.document_view(&holding.id, Some(&view.written()), earlier(holding))
                }
            },
            words,
            chosen: is_shown(&view),
        })
        .collect()
}
