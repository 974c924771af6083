//! A document's history: its editions and what happened to it.

use askama::Template;

use crate::document::{EditionFacts, History, Holding};
use crate::export::{self, Format, OfHistory};

use super::events::EventLine;
use super::notice::NoticeLine;
use super::room::{Alternate, grouped};
use super::{Head, Notice, Room};

/// The editions and events of a document.
#[derive(Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    room: Room,
    head: Head,
    title: String,
    document: String,
    notices: Vec<NoticeLine>,
    editions: Vec<EditionRow>,
    /// Where two editions are chosen to be compared, where there are more than two.
    compare: Option<String>,
    events: Vec<EventLine>,
    names_documents: bool,
    /// That there are more events than are told.
    more_events: Option<String>,
}

/// An edition with what is known of it.
struct EditionRow {
    short: String,
    sha256: String,
    href: String,
    source: String,
    is_current: bool,
    taken_in: String,
    machine: String,
    until: Option<String>,
    size: String,
    file: Option<String>,
    /// Layout, encoding and program, as far as they are known.
    reading: Vec<String>,
    /// What differs from the edition before.
    difference: Option<String>,
    /// What differs from it in the current edition, where that is not the next one.
    to_current: Option<String>,
}

impl HistoryPage {
    /// The history of the document whose current edition `holding` is.
    #[must_use]
    pub fn new(room: &Room, holding: &Holding, history: &History, notices: &[Notice]) -> Self {
        let title = room.document_title(holding);
        let alternate = |format: &Format<OfHistory>| Alternate {
            href: room.links.history_twin(&holding.id, format.suffix, None),
            media_type: format.essence(),
            label: room.say(format.label),
            relation: format.relation,
        };
        let own = room.lasting.history(&holding.id);
        let head = Head {
            title: Some(room.say_with("history-title", &[("title", title.as_str().into())])),
            canonical: Some(room.lasting.absolute(&own)),
            own: Some(own),
            alternates: export::HISTORY.iter().map(alternate).collect(),
            unlisted: true,
            ..Head::default()
        };
        let editions = history.editions.iter().enumerate();
        let editions: Vec<EditionRow> =
            editions.map(|(at, facts)| edition_row(room, holding, history, at, facts)).collect();
        let told = history.events.len();
        let is_cut = u64::try_from(told).is_ok_and(|told| told < history.total);
        let args = [("told", told.into()), ("count", grouped(history.total).into())];
        Self {
            head,
            title,
            document: room.links.document(&holding.id),
            notices: room.notice_lines(notices, None),
            compare: (editions.len() > 2).then(|| room.links.history_page(&holding.id)),
            editions,
            events: room.event_lines(holding, &history.events),
            names_documents: false,
            more_events: is_cut.then(|| room.say_with("history-more-events", &args)),
            room: room.clone(),
        }
    }
}

fn edition_row(
    room: &Room,
    holding: &Holding,
    history: &History,
    at: usize,
    facts: &EditionFacts,
) -> EditionRow {
    let (id, short) = (&holding.id, facts.edition.short());
    let named = (at > 0).then_some(short);
    let before = history.editions.get(at + 1).map(|before| before.edition.short());
    let current = holding.edition.short();
    let layout = facts.layout.as_deref().map(|layout| room.layout_words(layout));
    let program = facts.program_version.as_ref();
    let program = program.map(|version| format!("{} {version}", room.say("program-name")));
    EditionRow {
        short: short.to_owned(),
        sha256: facts.edition.sha256.clone(),
        href: room.links.document_view(id, None, named),
        source: room.links.source(id, named),
        is_current: at == 0,
        taken_in: room.time_words(&facts.edition.taken_in),
        machine: facts.edition.taken_in.clone(),
        until: facts.until.as_deref().map(|until| {
            room.say_with("history-until", &[("until", room.time_words(until).into())])
        }),
        size: room.size_words(facts.edition.size),
        file: facts.file.clone(),
        reading: [layout, facts.encoding.clone(), program].into_iter().flatten().collect(),
        difference: before.map(|before| room.links.difference(id, before, short)),
        to_current: (at > 1).then(|| room.links.difference(id, short, current)),
    }
}
