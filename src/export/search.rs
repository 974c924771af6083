//! A page of results as a table, one line for each passage.

use super::{Desk, csv};
use crate::address::{SearchQuery, Slug};
use crate::document::Language;
use crate::markup;
use crate::search::{Answer, Hit, Passage};

const COLUMNS: [&str; 10] =
    ["rank", "id", "url", "title", "date", "archive", "languages", "paragraph", "language", "text"];

/// The results as comma-separated values. A document that was found only by its title or summary
/// has one line without a paragraph.
#[must_use]
pub(super) fn table(desk: Desk<'_>, query: &SearchQuery, answer: &Answer) -> String {
    let searched = answer.eased.as_ref().map_or(query.q.as_str(), |step| step.text.as_str());
    let query = SearchQuery { q: searched.to_owned(), ..query.clone() };
    let rows = answer.found.hits.iter().flat_map(|hit| {
        let passages = hit.passages.iter().map(Some);
        let alone = hit.passages.is_empty().then_some(None);
        passages.chain(alone).map(|passage| row(desk, &query, hit, passage)).collect::<Vec<_>>()
    });
    csv::table(&COLUMNS, rows)
}

fn row(desk: Desk<'_>, query: &SearchQuery, hit: &Hit, passage: Option<&Passage>) -> Vec<String> {
    let entry = &hit.entry;
    let anchor = passage.map(Passage::anchor);
    let address = desk.links.found(&entry.id, query, hit.rank, None, anchor.as_ref());
    let languages: Vec<&str> = entry.languages.iter().map(Language::as_str).collect();
    vec![
        hit.rank.to_string(),
        Slug::as_str(&entry.id).to_owned(),
        desk.links.absolute(&address),
        entry.title.clone().unwrap_or_default(),
        entry.date.value.map(|value| value.to_string()).unwrap_or_default(),
        entry.archive.clone().unwrap_or_default(),
        languages.join(" "),
        anchor.map(|anchor| anchor.to_string()).unwrap_or_default(),
        passage.map(|passage| passage.language.to_string()).unwrap_or_default(),
        passage.map(|passage| markup::plain(&passage.text)).unwrap_or_default(),
    ]
}
