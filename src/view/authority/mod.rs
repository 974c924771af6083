//! Persons, abbreviations and places: what the editors state and what the texts print.

mod people;
mod person;
mod terms;

pub use people::{MOST_PAGES, PEOPLE_ON_A_PAGE, PeoplePage};
pub use person::PersonPage;
pub use terms::{MOST_TERMS, TermsPage};

use std::collections::BTreeMap;

use crate::address::{Anchor, Slug};
use crate::authority::{self, Cited, Scheme, Spot};
use crate::document::{self, Language};

use super::Room;

/// A document in which something stands, with the places there.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// Its page.
    pub href: String,
    /// Its date, or its title where it has none.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The places: label and path; the opening is no link of its own.
    pub places: Vec<(String, Option<String>)>,
}

/// A part of a statement's source.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The words.
    pub words: String,
    /// The document or place that they name: path and title.
    pub link: Option<(String, String)>,
}

type Entries = BTreeMap<Slug, document::Entry>;

impl Room {
    /// Places grouped by their documents; those of documents that are not known are left out.
    pub(super) fn standings(&self, entries: &Entries, spots: &[(Slug, Spot)]) -> Vec<Standing> {
        let mut standings: Vec<(Slug, Standing)> = Vec::new();
        for (id, spot) in spots {
            let Some(entry) = entries.get(id) else { continue };
            if standings.last().is_none_or(|(last, _)| last != id) {
                let standing = Standing {
                    href: self.links.document(id),
                    label: self.document_label(entry),
                    title: self.title_words(entry.title.as_deref(), id.as_str()),
                    places: Vec::new(),
                };
                standings.push((id.clone(), standing));
            }
            if let Some((_, standing)) = standings.last_mut() {
                standing.places.push(self.spot_link(id, spot));
            }
        }
        standings.into_iter().map(|(_, standing)| standing).collect()
    }

    /// A place's label and the path that lands there.
    pub(super) fn spot_link(&self, id: &Slug, spot: &Spot) -> (String, Option<String>) {
        match spot.anchor() {
            Some(anchor) => (anchor.to_string(), Some(self.links.place_on_page(id, &anchor, None))),
            None => (self.say("spot-opening"), None),
        }
    }

    /// A document in a few words: its date, or its title where it has none.
    fn document_label(&self, entry: &document::Entry) -> String {
        match entry.date.value {
            Some(date) => self.date_words(Some(date)),
            None => self.title_words(entry.title.as_deref(), entry.id.as_str()),
        }
    }

    /// A source's words, the documents and places named in them as links.
    pub(super) fn source_pieces(&self, entries: &Entries, source: &str) -> Vec<Piece> {
        let mut known: Option<&document::Entry> = None;
        let place = |entry: &document::Entry, anchor: &Anchor| {
            let title = self.title_words(entry.title.as_deref(), entry.id.as_str());
            (self.links.place_on_page(&entry.id, anchor, None), title)
        };
        authority::cited(source)
            .into_iter()
            .map(|part| match part {
                Cited::Words(words) => Piece { words: words.to_owned(), link: None },
                Cited::Document(id) => {
                    known = entries.get(&id);
                    let title = |entry: &document::Entry| {
                        self.title_words(entry.title.as_deref(), id.as_str())
                    };
                    Piece {
                        words: known
                            .map_or_else(|| id.to_string(), |entry| self.document_label(entry)),
                        link: known.map(|entry| (self.links.document(&id), title(entry))),
                    }
                }
                Cited::Place(anchor, words) => Piece {
                    words: words.to_owned(),
                    link: known.map(|entry| place(entry, &anchor)),
                },
            })
            .collect()
    }

    /// What a spelling is: its rules of writing, or else its language.
    pub(super) fn spelling_words(
        &self,
        language: Option<&Language>,
        scheme: Option<Scheme>,
    ) -> String {
        let language = language.map(|language| self.plain_language_name(language));
        let scheme = scheme.map(|scheme| self.say(&format!("scheme-{}", scheme.as_str())));
        match (scheme, language) {
            (Some(scheme), Some(language)) => {
                let args = [("scheme", scheme.into()), ("language", language.into())];
                self.say_with("spelling-scheme", &args)
            }
            (scheme, language) => scheme.or(language).unwrap_or_default(),
        }
    }

    /// A language's name, without the script that it is written in here.
    fn plain_language_name(&self, language: &Language) -> String {
        let tag = language.as_str();
        match tag.strip_suffix("-Latn").and_then(Language::parse) {
            Some(language) => self.language_name(&language),
            None => self.language_name(language),
        }
    }
}
