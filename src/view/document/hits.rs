//! What a search found in a document, and the bar that leads from one place to the next.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::address::{Anchor, SearchQuery};
use crate::document::{Holding, Language};
use crate::markup::{self, Html};
use crate::search::{Marked, Needles, Step, Steps};

use super::super::Room;
use super::View;

/// The search that a reader came from.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// As its address says it.
    pub query: SearchQuery,
    /// What is marked.
    pub needles: Needles,
    /// The only language that it looked in, where it was narrowed to one.
    pub language: Option<Language>,
    /// The document's place among the results, from 1; 0 where it is not known.
    pub rank: u64,
    /// The results before and after this one.
    pub steps: Steps,
}

/// What was found in the texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Hits {
    /// Ranges of bytes by language and number of the paragraph.
    blocks: BTreeMap<(Language, u32), Vec<Range<usize>>>,
    /// The paragraphs in the order in which they are visited.
    places: Vec<Anchor>,
}

impl Hits {
    /// What was found in the texts of `holding`: the paragraphs that hold every unit of the
    /// search, or where none does, those that hold any.
    pub(super) fn of(holding: &Holding, sought: Option<&Sought>) -> Self {
        let mut hits = Self::default();
        let Some(sought) = sought else { return hits };
        let mut found: Vec<(&Language, u32, Marked)> = Vec::new();
        for text in &holding.document.texts {
            if sought.language.as_ref().is_some_and(|language| *language != text.language) {
                continue;
            }
            for block in &text.blocks {
                let marked = sought.needles.marked(&block.text, false);
                if !marked.ranges.is_empty() {
                    found.push((&text.language, block.n, marked));
                }
            }
        }
        let is_whole = |marked: &Marked| sought.needles.are_all(marked.needles);
        let any_whole = found.iter().any(|(.., marked)| is_whole(marked));
        for (language, n, marked) in found {
            if !any_whole || is_whole(&marked) {
                hits.places.push(Anchor::block(language.anchor_prefix(), n));
                hits.blocks.insert((language.clone(), n), marked.ranges);
            }
        }
        hits
    }

    /// What was found in a paragraph.
    pub(super) fn in_block(&self, language: &Language, n: u32) -> &[Range<usize>] {
        self.blocks.get(&(language.clone(), n)).map_or(&[], Vec::as_slice)
    }
}

/// Title or summary with what was found in it.
pub(super) fn marked_line(text: &str, sought: Option<&Sought>, is_title: bool) -> Html {
    match sought {
        Some(sought) if is_title || sought.language.is_none() => {
            let marked = sought.needles.marked(text, is_title);
            markup::excerpt(text, &marked.ranges, &(0..text.len()))
        }
        _ => Html::of_words(text),
    }
}

/// The bar under a document that a search led to.
#[derive(Debug, Clone)]
pub(super) struct HitBar {
    /// `Hit 3 of 12`, or how many there are.
    pub words: String,
    /// What was searched, as typed.
    pub query: String,
    /// The hit before this one.
    pub previous: Option<String>,
    /// The hit after this one, or the first where none is visited yet.
    pub next: Option<String>,
    /// Where `next` leads.
    pub next_words: String,
    /// The result before: path and title.
    pub document_before: Option<(String, String)>,
    /// The result after: path and title.
    pub document_after: Option<(String, String)>,
    /// The results.
    pub results: String,
    /// The document without marks.
    pub without: String,
}

/// The bar for a reader who came from a search.
pub(super) fn bar(
    room: &Room,
    holding: &Holding,
    hits: &Hits,
    sought: Option<&Sought>,
    at: Option<&Anchor>,
    view: Option<&View>,
) -> Option<HitBar> {
    let sought = sought?;
    let total = hits.places.len();
    let view = view.map(View::written);
    let link = |place: &Anchor| {
        room.links.found(&holding.id, &sought.query, sought.rank, view.as_deref(), Some(place))
    };
    let here = at.and_then(|at| hits.places.iter().position(|place| place == at));
    let words = match here {
        Some(here) => {
            room.say_with("hit-bar-at", &[("n", (here + 1).into()), ("total", total.into())])
        }
        None => room.say_count("hit-bar-total", u64::try_from(total).unwrap_or(u64::MAX)),
    };
    let next = match here {
        Some(here) => hits.places.get(here + 1),
        None => hits.places.first(),
    };
    let document = |step: &Option<Step>| {
        let step = step.as_ref()?;
        let path = room.links.found(&step.id, &sought.query, step.rank, None, step.at.as_ref());
        Some((path, room.title_words(step.title.as_deref(), step.id.as_str())))
    };
    Some(HitBar {
        words,
        query: sought.query.q.clone(),
        previous: here.and_then(|here| hits.places.get(here.checked_sub(1)?)).map(link),
        next: next.map(link),
        next_words: room.say(if here.is_some() { "hit-bar-next" } else { "hit-bar-first" }),
        document_before: document(&sought.steps.previous),
        document_after: document(&sought.steps.next),
        results: room.links.search(&results(sought)),
        without: match at {
            Some(at) => room.links.place_on_page(&holding.id, at, super::earlier(holding)),
            None => room.links.document_view(&holding.id, view.as_deref(), super::earlier(holding)),
        },
    })
}

/// The page of the results on which the document stands.
fn results(sought: &Sought) -> SearchQuery {
    let page = sought.rank.saturating_sub(1) / 20 + 1;
    SearchQuery { page: u32::try_from(page).unwrap_or(1), ..sought.query.clone() }
}
