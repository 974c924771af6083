//! A page of results as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::{ListingQuery, SearchQuery, Slug};
use crate::document::{Language, RoleDate};
use crate::markup;
use crate::search::{Answer, Facets, Hit, LAST_RESULT, Notice, Passage, RESULTS, snippet};

use super::super::{Desk, wording};
use super::{DateOut, written};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Search")]
pub(super) struct SearchOut<'a> {
    query: &'a str,
    searched: &'a str,
    total: u64,
    expanded: &'a [String],
    exact: Option<&'a str>,
    notices: Vec<String>,
    suggestions: Vec<&'a str>,
    documents: Vec<HitOut<'a>>,
    facets: FacetsOut<'a>,
    next: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
struct HitOut<'a> {
    id: &'a str,
    url: String,
    title: Option<&'a str>,
    date: DateOut,
    dates: &'a [RoleDate],
    archive: Option<&'a str>,
    languages: &'a [Language],
    rank: u64,
    paragraphs: u64,
    passages: Vec<PassageOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Passage")]
struct PassageOut<'a> {
    paragraph: u32,
    language: &'a Language,
    anchor: String,
    url: String,
    text: &'a str,
    html: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Facets")]
struct FacetsOut<'a> {
    year: Vec<FacetOut<'a>>,
    archive: Vec<FacetOut<'a>>,
    language: Vec<FacetOut<'a>>,
    person: Vec<FacetOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Facet")]
struct FacetOut<'a> {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    count: u64,
    url: String,
}

/// A page of results: documents with their best paragraphs, what was said of the query, what it
/// can be narrowed to. `url` of a passage leads to the paragraph with its marks.
#[must_use]
pub fn search(desk: Desk<'_>, query: &SearchQuery, answer: &Answer) -> String {
    let searched = answer.eased.as_ref().map_or(query.q.as_str(), |step| step.text.as_str());
    let mut notices: Vec<String> =
        answer.compiled.notices.iter().map(|notice| notice_words(desk, notice)).collect();
    if let Some(step) = &answer.eased {
        notices.push(wording::change(desk.words, &step.change));
    }
    let shown = u64::from(query.page.max(1)) * RESULTS;
    let next = (answer.found.total > shown && shown < LAST_RESULT).then(|| {
        let next = SearchQuery { page: query.page.max(1) + 1, ..query.clone() };
        desk.links.search_twin("json", &next)
    });
    let carried = SearchQuery { q: searched.to_owned(), ..query.clone() };
    written(&SearchOut {
        query: &query.q,
        searched,
        total: answer.found.total,
        expanded: &answer.compiled.expanded,
        exact: answer.compiled.exact.as_deref(),
        notices,
        suggestions: answer.spellings.iter().map(|other| other.spelling.as_str()).collect(),
        documents: answer.found.hits.iter().map(|hit| hit_out(desk, &carried, hit)).collect(),
        facets: facets_out(desk, query, &answer.found.facets),
        next,
    })
}

fn notice_words(desk: Desk<'_>, notice: &Notice) -> String {
    wording::search_notice(desk.words, notice)
}

fn hit_out<'a>(desk: Desk<'_>, query: &SearchQuery, hit: &'a Hit) -> HitOut<'a> {
    let entry = &hit.entry;
    let first = hit.passages.first().map(Passage::anchor);
    HitOut {
        id: Slug::as_str(&entry.id),
        url: desk.links.found(&entry.id, query, hit.rank, None, first.as_ref()),
        title: entry.title.as_deref(),
        date: entry.date.into(),
        dates: &entry.dates,
        archive: entry.archive.as_deref(),
        languages: &entry.languages,
        rank: hit.rank,
        paragraphs: hit.paragraphs,
        passages: hit
            .passages
            .iter()
            .map(|passage| {
                let anchor = passage.anchor();
                let window = snippet(&passage.text, &passage.marked);
                PassageOut {
                    paragraph: passage.n,
                    language: &passage.language,
                    url: desk.links.found(&entry.id, query, hit.rank, None, Some(&anchor)),
                    anchor: anchor.to_string(),
                    html: markup::excerpt(&passage.text, &passage.marked.ranges, &window)
                        .to_string(),
                    text: &passage.text,
                }
            })
            .collect(),
    }
}

fn facets_out<'a>(desk: Desk<'_>, query: &SearchQuery, facets: &'a Facets) -> FacetsOut<'a> {
    let facet = |value: String, name, count, narrow: fn(&mut ListingQuery, String)| {
        let mut narrowed = query.at_beginning();
        narrow(&mut narrowed.narrowing, value.clone());
        FacetOut { url: desk.links.search(&narrowed), value, name, count }
    };
    FacetsOut {
        year: facets
            .years
            .iter()
            .map(|(year, n)| facet(year.to_string(), None, *n, |query, v| query.year = Some(v)))
            .collect(),
        archive: facets
            .archives
            .iter()
            .map(|(name, n)| facet(name.clone(), None, *n, |query, v| query.archive = Some(v)))
            .collect(),
        language: facets
            .languages
            .iter()
            .map(|(tag, n)| facet(tag.to_string(), None, *n, |query, v| query.language = Some(v)))
            .collect(),
        person: facets
            .people
            .iter()
            .map(|(person, n)| {
                let id = person.entity.id.to_string();
                facet(id, Some(&person.name), *n, |query, v| query.person = Some(v))
            })
            .collect(),
    }
}
