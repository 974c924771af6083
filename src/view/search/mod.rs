//! The page of results, and its twins.

mod facets;
mod said;

use askama::Template;

use crate::address::{SearchQuery, Sort};
use crate::export;
use crate::markup::{self, Html};
use crate::search::{Answer, Hit, LAST_RESULT, Passage, RESULTS, snippet};

use super::entry::EntryLine;
use super::listing::ActiveFilter;
use super::notice::NoticeLine;
use super::room::Alternate;
use super::{Head, Notice, Room};
use facets::Facet;

/// The results of a search, or the search box alone where nothing is asked.
#[derive(Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    room: Room,
    head: Head,
    notices: Vec<NoticeLine>,
    /// What was typed.
    query: String,
    /// Whether anything is looked for.
    is_any: bool,
    /// How many documents were found, in words.
    total: String,
    /// What was done that was not asked: sentences, each with a way back or on.
    said: Vec<said::Said>,
    /// What to try where nothing was found.
    ways: Vec<said::Said>,
    active: Vec<ActiveFilter>,
    facets: Vec<Facet>,
    sorts: Vec<SortChoice>,
    results: Vec<ResultView>,
    previous: Option<String>,
    next: Option<String>,
    formats: Vec<Alternate>,
}

/// An order to choose.
struct SortChoice {
    href: String,
    words: String,
    chosen: bool,
}

/// A document that was found.
struct ResultView {
    entry: EntryLine,
    href: String,
    title: Html,
    summary: Option<Html>,
    passages: Vec<PassageView>,
    /// That more paragraphs have it, in words.
    more: Option<String>,
}

/// A paragraph in which something was found.
struct PassageView {
    href: String,
    /// `Paragraph 14`.
    number: String,
    /// The language's name.
    language: String,
    lang: String,
    dir: &'static str,
    html: Html,
}

impl SearchPage {
    /// The page of the answer to `query`.
    #[must_use]
    pub fn new(room: &Room, query: &SearchQuery, answer: &Answer, notices: &[Notice]) -> Self {
        let total = answer.found.total;
        let pages = total.min(LAST_RESULT).div_ceil(RESULTS);
        let page = u64::from(query.page.max(1));
        let at = |page: u64| {
            let page = u32::try_from(page).unwrap_or(u32::MAX);
            room.links.search(&SearchQuery { page, ..query.clone() })
        };
        let carried = SearchQuery {
            q: answer.eased.as_ref().map_or_else(|| query.q.clone(), |step| step.text.clone()),
            ..query.clone()
        };
        let formats = formats(room, query, answer);
        // Where nothing is sought yet it is a page as others are; results are not for search engines.
        let is_entrance = *query == SearchQuery { page: query.page, ..SearchQuery::default() };
        let own = if is_entrance { room.lasting.search_page() } else { room.lasting.search(query) };
        let title = if query.q.is_empty() {
            room.say("search-title")
        } else {
            room.say_with("search-title-of", &[("query", query.q.clone().into())])
        };
        let mut lines = room.notice_lines(notices, None);
        lines.extend(said::notices(room, answer));
        let previous = (page > 1).then(|| at((page - 1).min(pages.max(1))));
        let next = (page < pages).then(|| at(page + 1));
        Self {
            head: Head {
                title: Some(title),
                description: Some(room.say("search-label")),
                canonical: is_entrance.then(|| room.lasting.absolute(&own)),
                own: Some(own),
                alternates: formats.clone(),
                previous: previous.clone(),
                next: next.clone(),
                unlisted: !is_entrance,
                citable: None,
            },
            notices: lines,
            is_any: answer.is_any,
            total: room.say_count("search-total", total),
            said: said::done(room, query, answer),
            ways: if answer.is_any && total == 0 {
                said::ways(room, query, answer)
            } else {
                Vec::new()
            },
            active: facets::active(room, query, answer),
            facets: facets::facets(room, query, &answer.found.facets),
            sorts: sorts(room, query),
            results: answer.found.hits.iter().map(|hit| result(room, &carried, hit)).collect(),
            previous,
            next,
            formats,
            query: query.q.clone(),
            room: room.clone(),
        }
    }
}

fn formats(room: &Room, query: &SearchQuery, answer: &Answer) -> Vec<Alternate> {
    if !answer.is_any {
        return Vec::new();
    }
    Alternate::of_list(room, &export::SEARCH, answer.found.total, |suffix, is_whole| {
        if is_whole {
            return room.links.search_twin(suffix, &query.at_beginning());
        }
        room.links.search_twin(suffix, query)
    })
}

fn sorts(room: &Room, query: &SearchQuery) -> Vec<SortChoice> {
    Sort::ALL
        .into_iter()
        .map(|sort| SortChoice {
            href: room.links.search(&SearchQuery { sort, ..query.at_beginning() }),
            words: room.say(&format!("search-sort-{}", sort.as_str())),
            chosen: sort == query.sort,
        })
        .collect()
}

fn result(room: &Room, query: &SearchQuery, hit: &Hit) -> ResultView {
    let entry = room.entry_line(&hit.entry);
    let first = hit.passages.first().map(Passage::anchor);
    let shown = u64::try_from(hit.passages.len()).unwrap_or(u64::MAX);
    let more = hit.paragraphs.saturating_sub(shown);
    let whole = |text: &str, marked: &crate::search::Marked| {
        markup::excerpt(text, &marked.ranges, &(0..text.len()))
    };
    let title = match &hit.entry.title {
        Some(title) if !title.trim().is_empty() => whole(title, &hit.title),
        _ => Html::of_words(&entry.title),
    };
    let summary = hit
        .entry
        .summary
        .as_ref()
        .filter(|_| !hit.summary.ranges.is_empty() || hit.passages.is_empty());
    ResultView {
        href: room.links.found(&hit.entry.id, query, hit.rank, None, first.as_ref()),
        title,
        summary: summary.map(|summary| {
            let window = snippet(summary, &hit.summary);
            markup::excerpt(summary, &hit.summary.ranges, &window)
        }),
        passages: hit.passages.iter().map(|found| passage(room, query, hit, found)).collect(),
        more: (more > 0).then(|| room.say_count("search-more-paragraphs", more)),
        entry,
    }
}

fn passage(room: &Room, query: &SearchQuery, hit: &Hit, passage: &Passage) -> PassageView {
    let window = snippet(&passage.text, &passage.marked);
    PassageView {
        href: room.links.found(&hit.entry.id, query, hit.rank, None, Some(&passage.anchor())),
        number: room.say_with("search-paragraph", &[("n", passage.n.into())]),
        language: room.language_name(&passage.language),
        lang: passage.language.to_string(),
        dir: super::language::direction(&passage.language),
        html: markup::excerpt(&passage.text, &passage.marked.ranges, &window),
    }
}
