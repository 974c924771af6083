//! A document's history, the difference between two of its editions, and the room's events as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::{Desk, event_words};
use super::written;
use crate::collation::{Collation, Difference, Row, Run};
use crate::document::{Event, EventKind, EventLog, History, Holding, Language, Note};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "History")]
pub(super) struct HistoryOut<'a> {
    id: &'a str,
    /// The path of the page.
    url: String,
    canonical: String,
    title: Option<&'a str>,
    /// The current one first.
    editions: Vec<EditionOut<'a>>,
    /// The latest first; of very many, the latest.
    events: Vec<EventOut<'a>>,
    total_events: u64,
    /// What differs, where two editions were asked for.
    difference: Option<DifferenceOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edition")]
struct EditionOut<'a> {
    /// The first digits of the checksum, as addresses carry them.
    edition: &'a str,
    sha256: &'a str,
    taken_in: &'a str,
    /// Until when it was the current one; `null` of the one that is.
    until: Option<&'a str>,
    is_current: bool,
    /// Bytes.
    size: u64,
    file: Option<&'a str>,
    layout: Option<&'a str>,
    encoding: Option<&'a str>,
    program_version: Option<&'a str>,
    url: String,
    source: String,
    /// The page of what differs from the edition before.
    difference: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Event")]
struct EventOut<'a> {
    at: &'a str,
    event: EventKind,
    /// A sentence.
    words: String,
    id: &'a str,
    file: &'a str,
    sha256: Option<&'a str>,
    detail: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Difference")]
struct DifferenceOut<'a> {
    from: &'a str,
    to: &'a str,
    /// Whether some paragraphs were too long to be compared word by word.
    is_coarse: bool,
    description: Vec<FieldOut<'a>>,
    texts: Vec<TextOut<'a>>,
    notes: Vec<NoteOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FieldChange")]
struct FieldOut<'a> {
    field: &'a str,
    language: Option<&'a Language>,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TextChange")]
struct TextOut<'a> {
    language: &'a Language,
    /// How many paragraphs; `null` where there was no such text.
    before: Option<usize>,
    after: Option<usize>,
    changed: usize,
    added: usize,
    removed: usize,
    /// Rows that are counted and not told.
    left_out: usize,
    rows: Vec<RowOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RowChange")]
struct RowOut<'a> {
    change: &'static str,
    /// The paragraph's number in the earlier edition, of several the first.
    before: Option<u32>,
    /// The same in the later one.
    after: Option<u32>,
    /// How many paragraphs.
    count: u32,
    /// The words of one that changed, was removed or added.
    runs: Vec<RunOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RunChange")]
struct RunOut<'a> {
    change: &'static str,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NoteChange")]
struct NoteOut<'a> {
    before: Option<&'a Note>,
    after: Option<&'a Note>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventLog")]
pub(super) struct EventLogOut<'a> {
    /// The latest first.
    events: Vec<EventOut<'a>>,
    total: u64,
    /// The path of the page of earlier ones.
    next: Option<String>,
}

/// The history of the document whose current edition `holding` is.
#[must_use]
pub fn history(
    desk: Desk<'_>,
    holding: &Holding,
    history: &History,
    difference: Option<&Difference>,
) -> String {
    let (links, id) = (desk.links, &holding.id);
    let editions = history.editions.iter().enumerate().map(|(at, facts)| {
        let name = (at > 0).then(|| facts.edition.short());
        let before = history.editions.get(at + 1).map(|before| before.edition.short());
        EditionOut {
            edition: facts.edition.short(),
            sha256: &facts.edition.sha256,
            taken_in: &facts.edition.taken_in,
            until: facts.until.as_deref(),
            is_current: at == 0,
            size: facts.edition.size,
            file: facts.file.as_deref(),
            layout: facts.layout.as_deref(),
            encoding: facts.encoding.as_deref(),
            program_version: facts.program_version.as_deref(),
            url: links.document_view(id, None, name),
            source: links.source_bytes(id, name),
            difference: before.map(|before| links.difference(id, before, facts.edition.short())),
        }
    });
    written(&HistoryOut {
        id: id.as_str(),
        url: links.history(id),
        canonical: links.absolute(&links.history(id)),
        title: holding.document.description.title.as_deref(),
        editions: editions.collect(),
        events: history.events.iter().map(|event| event_out(desk, event)).collect(),
        total_events: history.total,
        difference: difference.map(difference_out),
    })
}

/// A page of the room's events.
#[must_use]
pub fn event_log(desk: Desk<'_>, log: &EventLog) -> String {
    written(&EventLogOut {
        events: log.events.iter().map(|event| event_out(desk, event)).collect(),
        total: log.total,
        next: log.next.map(|key| desk.links.events_twin("json", Some(key))),
    })
}

fn event_out<'a>(desk: Desk<'_>, event: &'a Event) -> EventOut<'a> {
    EventOut {
        at: &event.at,
        event: event.event,
        words: event_words(desk.words, event),
        id: &event.id,
        file: &event.file,
        sha256: event.sha256.as_deref(),
        detail: event.detail.as_deref(),
    }
}

fn difference_out(difference: &Difference) -> DifferenceOut<'_> {
    let Difference { from, to, collation } = difference;
    let Collation { fields, texts, notes, is_coarse, .. } = collation;
    DifferenceOut {
        from: from.short(),
        to: to.short(),
        is_coarse: *is_coarse,
        description: fields
            .iter()
            .map(|field| FieldOut {
                field: field.name,
                language: field.language.as_ref(),
                before: field.before.as_deref(),
                after: field.after.as_deref(),
            })
            .collect(),
        texts: texts
            .iter()
            .map(|text| TextOut {
                language: &text.language,
                before: text.before,
                after: text.after,
                changed: text.changed,
                added: text.added,
                removed: text.removed,
                left_out: text.left_out,
                rows: text.rows.iter().map(row_out).collect(),
            })
            .collect(),
        notes: notes
            .iter()
            .map(|note| NoteOut { before: note.before.as_ref(), after: note.after.as_ref() })
            .collect(),
    }
}

fn row_out(row: &Row) -> RowOut<'_> {
    let whole = |change, text| vec![RunOut { change, text }];
    match row {
        Row::Same { before, after, count } => RowOut {
            change: "same",
            before: Some(*before),
            after: Some(*after),
            count: *count,
            runs: Vec::new(),
        },
        Row::Changed { before, after, runs, .. } => RowOut {
            change: "changed",
            before: Some(*before),
            after: Some(*after),
            count: 1,
            runs: runs.iter().map(run_out).collect(),
        },
        Row::Removed { n, text } => RowOut {
            change: "removed",
            before: Some(*n),
            after: None,
            count: 1,
            runs: whole("removed", text),
        },
        Row::Added { n, text } => RowOut {
            change: "added",
            before: None,
            after: Some(*n),
            count: 1,
            runs: whole("added", text),
        },
    }
}

fn run_out(run: &Run) -> RunOut<'_> {
    RunOut { change: run.fate.as_str(), text: &run.text }
}
