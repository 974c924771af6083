//! The abbreviations, terms and places.

use std::collections::BTreeMap;

use askama::Template;

use crate::address::SearchQuery;
use crate::authority::{Entity, EntityKind, Entry, Presence, Register};
use crate::export;

use super::super::room::Alternate;
use super::super::{Head, Room};
use super::{Entries, Piece, Standing};

/// The most abbreviations, terms and places that the page holds.
pub const MOST_TERMS: usize = 5000;

/// The abbreviations and terms, then the places, each by name.
#[derive(Template)]
#[template(path = "terms.html")]
pub struct TermsPage {
    room: Room,
    head: Head,
    total: String,
    /// Heading, anchor and entries of abbreviations and of places.
    parts: Vec<(String, &'static str, Vec<Term>)>,
    formats: Vec<Alternate>,
}

/// An abbreviation, term or place.
struct Term {
    id: String,
    name: String,
    expansion: Option<String>,
    note: Option<String>,
    source: Vec<Piece>,
    spellings: Vec<Spelling>,
    standing: String,
    standings: Vec<Standing>,
    /// A search for it.
    search: Option<String>,
}

/// Another spelling.
struct Spelling {
    form: String,
    lang: Option<String>,
    /// What it is, and that it is a misprint.
    what: String,
}

impl TermsPage {
    /// The page; `entries` are documents in which something stands or that sources name.
    #[must_use]
    pub fn new(
        room: &Room,
        register: &Register<'_>,
        presences: &BTreeMap<Entity, Presence>,
        entries: &Entries,
    ) -> Self {
        let twin = |format: &export::Format<export::TermsWriter>| Alternate {
            href: room.links.terms_twin(format.suffix),
            media_type: format.media_type,
            label: room.say(format.label),
            relation: format.relation,
        };
        let formats: Vec<Alternate> = export::TERMS.iter().map(twin).collect();
        let of = |kind: EntityKind| -> Vec<Term> {
            let wanted = register.entries.iter().filter(|entry| entry.entity.kind == kind);
            wanted.map(|entry| term(room, entry, presences.get(&entry.entity), entries)).collect()
        };
        let parts = [
            ("terms-abbreviations", "abbreviations", of(EntityKind::Term)),
            ("terms-places", "places", of(EntityKind::Place)),
        ];
        let total = u64::try_from(register.total).unwrap_or(u64::MAX);
        Self {
            head: Head {
                title: Some(room.say("terms-title")),
                description: Some(room.say("terms-words")),
                own: Some(room.lasting.terms()),
                canonical: Some(room.lasting.absolute(&room.lasting.terms())),
                alternates: formats.clone(),
                ..Head::default()
            },
            total: room.say_count("terms-total", total),
            parts: parts
                .into_iter()
                .filter(|(.., terms)| !terms.is_empty())
                .map(|(heading, anchor, terms)| (room.say(heading), anchor, terms))
                .collect(),
            formats,
            room: room.clone(),
        }
    }
}

fn term(room: &Room, entry: &Entry, presence: Option<&Presence>, entries: &Entries) -> Term {
    let spelling = |variant: &crate::authority::Variant| {
        let what = room.spelling_words(variant.language.as_ref(), variant.scheme);
        let misprint = entry.misprint(&variant.form).map(|_| {
            let read = entry.read_as(&variant.form);
            let args = [("form", variant.form.as_str().into()), ("read", read.into())];
            room.say_with("spelling-misprint", &args)
        });
        Spelling {
            form: variant.form.clone(),
            lang: variant.language.as_ref().map(ToString::to_string),
            what: misprint.unwrap_or(what),
        }
    };
    let is_expansion = |form: &str| entry.expansion.as_deref() == Some(form);
    let statement = |field: &str| entry.sources.iter().find(|known| known.field == field);
    let source = ["expansion", "note", "name"].into_iter().find_map(statement);
    Term {
        id: entry.entity.id.to_string(),
        name: entry.name.clone(),
        expansion: entry.expansion.clone(),
        note: entry.note.clone(),
        source: source
            .map_or_else(Vec::new, |statement| room.source_pieces(entries, &statement.source)),
        spellings: entry
            .variants
            .iter()
            .filter(|variant| !is_expansion(&variant.form))
            .map(spelling)
            .collect(),
        standing: room.standing_words(presence),
        standings: presence
            .map_or_else(Vec::new, |presence| room.standings(entries, &presence.first)),
        search: presence.map(|_| room.links.search(&SearchQuery::of_words(&searched(&entry.name)))),
    }
}

/// A name as a search is asked for it: in quotes where it is more than a word.
fn searched(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() }
}
