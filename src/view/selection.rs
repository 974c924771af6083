//! Documents that a reader chose, to be cited, saved and printed together.

use askama::Template;

use crate::address::Slug;
use crate::citation::{Run, Style, cited};
use crate::document::{Holding, Selection};
use crate::export::{self, Record};
use crate::markup;

use super::entry::EntryLine;
use super::notice::NoticeLine;
use super::room::Alternate;
use super::{Head, Notice, Room, language};

/// The chosen documents, or how documents are chosen.
#[derive(Template)]
#[template(path = "selection.html")]
pub struct SelectionPage {
    room: Room,
    head: Head,
    notices: Vec<NoticeLine>,
    total: String,
    styles: Vec<StyleChoice>,
    chosen: Vec<Chosen>,
    formats: Vec<Alternate>,
    /// The texts, where they are asked for.
    texts: Vec<Whole>,
    /// The page with the texts, where it is without.
    with_texts: Option<String>,
    /// The page without the texts, where it is with.
    without_texts: Option<String>,
    address: String,
}

/// A style to choose.
struct StyleChoice {
    href: String,
    words: String,
    is_chosen: bool,
}

/// A chosen document.
struct Chosen {
    entry: EntryLine,
    citation: Vec<Run>,
    /// The selection without it.
    without: String,
}

/// A document with its texts.
struct Whole {
    title: String,
    citation: Vec<Run>,
    texts: Vec<Words>,
}

/// A text.
struct Words {
    name: String,
    lang: String,
    dir: &'static str,
    paragraphs: Vec<String>,
}

/// What the address asks for beside the documents.
#[derive(Debug, Clone, Default)]
pub struct SelectionWish {
    /// The code of a style.
    pub style: Option<String>,
    /// Whether the texts are to be shown.
    pub texts: bool,
    /// How many documents were named beyond those that one address may choose.
    pub beyond: usize,
}

impl SelectionPage {
    /// Beyond so many documents their texts are not shown together.
    pub const MOST_TEXTS: usize = 50;

    /// Whether this is the code of a style.
    #[must_use]
    pub fn has_style(code: &str) -> bool {
        Style::of_code(code).is_some()
    }

    /// The page; `holdings` are the documents whole where their texts are asked for.
    #[must_use]
    pub fn new(
        room: &Room,
        selection: &Selection,
        wish: &SelectionWish,
        holdings: &[Holding],
        notices: &[Notice],
    ) -> Self {
        let ids = selection.ids();
        let records = room.desk().records(&selection.cards);
        let code = wish.style.as_deref();
        let style = code.and_then(Style::of_code).unwrap_or(Style::ALL[0]);
        let citation = |record: &Record| cited(record, style, None).runs;
        let link = |ids: &[Slug], texts| room.links.selection(ids, code, texts);
        let of = |id: &Slug| records.iter().find(|record| record.id == *id);
        let chosen = selection.entries.iter().map(|entry| Chosen {
            entry: room.entry_line(entry),
            citation: of(&entry.id).map(citation).unwrap_or_default(),
            without: {
                let rest: Vec<Slug> = ids.iter().filter(|id| **id != entry.id).cloned().collect();
                link(&rest, wish.texts)
            },
        });
        let styles = Style::ALL.into_iter().map(|of| StyleChoice {
            href: room.links.selection(&ids, Some(of.code()), wish.texts),
            words: room.say(of.label()),
            is_chosen: of == style,
        });
        let total = u64::try_from(ids.len()).unwrap_or(u64::MAX);
        let mut lines = room.notice_lines(notices, None);
        lines.extend(said(room, selection, wish));
        let formats = if ids.is_empty() {
            Vec::new()
        } else {
            Alternate::of_list(room, &export::SELECTION, 1, |suffix, _| {
                room.links.selection_twin(suffix, &ids)
            })
        };
        let own = room.lasting.selection(&ids, code, wish.texts);
        let may_show = !ids.is_empty() && ids.len() <= Self::MOST_TEXTS;
        let texts = holdings
            .iter()
            .filter_map(|holding| Some(whole(room, holding, citation(of(&holding.id)?))));
        Self {
            head: Head {
                title: Some(room.say("selection-title")),
                own: Some(own.clone()),
                alternates: formats.clone(),
                unlisted: true,
                ..Head::default()
            },
            notices: lines,
            total: room.say_count("selection-total", total),
            styles: styles.collect(),
            chosen: chosen.collect(),
            formats,
            texts: texts.collect(),
            with_texts: (may_show && !wish.texts).then(|| link(&ids, true)),
            without_texts: wish.texts.then(|| link(&ids, false)),
            address: room.lasting.absolute(&own),
            room: room.clone(),
        }
    }
}

/// What became of documents that were named and are not shown.
fn said(room: &Room, selection: &Selection, wish: &SelectionWish) -> Vec<NoticeLine> {
    let mut lines = Vec::new();
    for id in &selection.withdrawn {
        let args = [("id", id.as_str().into())];
        lines.push(NoticeLine {
            words: room.say_with("selection-withdrawn", &args),
            link: Some((room.links.document(id), room.say("selection-why"))),
        });
    }
    if !selection.unknown.is_empty() {
        let shown: Vec<String> =
            selection.unknown.iter().take(10).map(|id| super::error::legible(id)).collect();
        let args = [("ids", shown.join(", ").into())];
        lines.push(NoticeLine { words: room.say_with("selection-unknown", &args), link: None });
    }
    if wish.beyond > 0 {
        let most = u64::try_from(Selection::MOST).unwrap_or(u64::MAX);
        lines.push(NoticeLine { words: room.say_count("selection-beyond", most), link: None });
    }
    if wish.texts && selection.cards.len() > SelectionPage::MOST_TEXTS {
        let most = u64::try_from(SelectionPage::MOST_TEXTS).unwrap_or(u64::MAX);
        lines.push(NoticeLine { words: room.say_count("selection-texts-most", most), link: None });
    }
    lines
}

fn whole(room: &Room, holding: &Holding, citation: Vec<Run>) -> Whole {
    let text = |text: &crate::document::Text| Words {
        name: room.language_name(&text.language),
        lang: text.language.to_string(),
        dir: language::direction(&text.language),
        paragraphs: text.blocks.iter().map(|block| markup::plain(&block.text)).collect(),
    };
    Whole {
        title: room.document_title(holding),
        citation,
        texts: holding.document.texts.iter().map(text).collect(),
    }
}
