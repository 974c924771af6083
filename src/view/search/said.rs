//! What a reader is told of how a search was read, what was done beside it, and what else to try.

use crate::address::{ListingQuery, SearchQuery};
use crate::export::wording;
use crate::search::Answer;

use super::super::Room;
use super::super::notice::NoticeLine;

/// Other spellings that are named; those that stand in the texts come first.
const FORMS: usize = 6;

/// A sentence with ways on.
pub(super) struct Said {
    pub words: String,
    /// Path and label of each.
    pub links: Vec<(String, String)>,
}

/// What could not be read.
pub(super) fn notices(room: &Room, answer: &Answer) -> Vec<NoticeLine> {
    let notices = answer.compiled.notices.iter();
    notices
        .map(|notice| NoticeLine { words: wording::search_notice(&room.words, notice), link: None })
        .collect()
}

/// What was done that was not asked for.
pub(super) fn done(room: &Room, query: &SearchQuery, answer: &Answer) -> Vec<Said> {
    let mut said = Vec::new();
    let asked = |q: &str| SearchQuery { q: q.to_owned(), ..query.at_beginning() };
    if let Some(step) = &answer.eased {
        let words = wording::change(&room.words, &step.change);
        said.push(Said { words, links: Vec::new() });
    }
    if !answer.compiled.expanded.is_empty() {
        let all = &answer.compiled.expanded;
        let mut forms = all.iter().take(FORMS).cloned().collect::<Vec<_>>().join(", ");
        if all.len() > FORMS {
            let rest = u64::try_from(all.len() - FORMS).unwrap_or(u64::MAX);
            forms = format!("{forms} {}", room.say_count("search-also-rest", rest));
        }
        let exact = answer.compiled.exact.as_deref();
        said.push(Said {
            words: room.say_with("search-also", &[("forms", forms.into())]),
            links: exact
                .map(|exact| (room.links.search(&asked(exact)), room.say("search-exactly")))
                .into_iter()
                .collect(),
        });
    }
    for (words, named) in &answer.choices {
        said.push(Said {
            words: room.say_with("search-choice", &[("name", words.clone().into())]),
            links: named
                .iter()
                .map(|named| {
                    let q = format!("{}:{}", named.entity.kind.as_str(), named.entity.id);
                    (room.links.search(&asked(&q)), named.name.clone())
                })
                .collect(),
        });
    }
    if !answer.spellings.is_empty() {
        said.push(Said {
            words: room.say("search-spellings"),
            links: spellings(room, query, answer),
        });
    }
    said
}

fn spellings(room: &Room, query: &SearchQuery, answer: &Answer) -> Vec<(String, String)> {
    let spellings = answer.spellings.iter();
    spellings
        .map(|other| {
            let asked = SearchQuery { q: other.query.clone(), ..query.at_beginning() };
            (room.links.search(&asked), other.spelling.clone())
        })
        .collect()
}

/// What to try where nothing was found.
pub(super) fn ways(room: &Room, query: &SearchQuery, answer: &Answer) -> Vec<Said> {
    let mut ways = Vec::new();
    let is_narrowed = query.narrowing.is_filtered();
    if is_narrowed {
        let wide = SearchQuery { narrowing: ListingQuery::default(), ..query.at_beginning() };
        let link = (room.links.search(&wide), room.say("search-way-wide-link"));
        ways.push(Said { words: room.say("search-way-wide"), links: vec![link] });
    }
    let mut hint = |name: &str| {
        ways.push(Said { words: room.say(name), links: Vec::new() });
    };
    if query.q.contains(['"', '“', '”', '„', '«']) {
        hint("search-way-quotes");
    }
    if answer.compiled.needles.0.len() > 1 {
        hint("search-way-fewer");
    }
    hint("search-way-beginning");
    let browse = (room.listing(), room.say("search-way-browse-link"));
    ways.push(Said { words: room.say("search-way-browse"), links: vec![browse] });
    ways
}
