//! Documents, listings and reports for other programs.
//!
//! In come the values of `document` with the room's links and words; out go files in the formats
//! of one table, which routes and pages read alike. The room does no IO and makes no HTML.

mod archives;
mod authority;
mod counterpart;
pub mod csv;
pub mod epub;
mod excerpt;
mod history;
pub mod json;
mod list;
mod listing;
mod markdown;
mod records;
mod search;
mod signposts;
pub mod tei;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod unapi;
pub mod wording;

pub use excerpt::Excerpt;
pub use history::event_words;
pub use list::{ATOM, MOST_IN_FEED, MOST_RECORDS, OfList, Whole, of_list};
pub use signposts::LINKSET;
pub use unapi::unapi_formats;

use crate::address::{Links, ListingQuery, SearchQuery};
use crate::authority::{Authority, Dossier, Entity, EntityKind, Named, Presence, Register};
use crate::citation::Imprint;
pub use crate::citation::Record;
use crate::collation::Difference;
use crate::document::{
    Card, EventLog, History, Holding, IngestReport, Listing, Selection, Timeline, Unit,
};
use crate::search::Answer;
use crate::words::Words;

/// A format in which something is given away.
#[derive(Debug, Clone, Copy)]
pub struct Format<Writer> {
    /// What follows the page's address after a dot: `json`.
    pub suffix: &'static str,
    /// The media type as the answer declares it.
    pub media_type: &'static str,
    /// The name of the message that names the format for readers.
    pub label: &'static str,
    /// How the file stands to the page: the `rel` of its link.
    pub relation: &'static str,
    /// What the file is to the thing that the page is about.
    pub role: Role,
    /// Writes it.
    pub write: Writer,
}

impl<Writer> Format<Writer> {
    /// The media type alone, as links name it: without its charset.
    #[must_use]
    pub fn essence(&self) -> &'static str {
        self.media_type.split(';').next().unwrap_or_default()
    }

    /// The same format, made in another way.
    #[must_use]
    pub fn made<Other>(&self, write: Other) -> Format<Other> {
        let Self { suffix, media_type, label, relation, role, .. } = *self;
        Format { suffix, media_type, label, relation, role, write }
    }
}

/// What a file is to the thing that it is made from, as Signposting tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It describes the thing, as a catalogue does: `describedby`, and back `describes`.
    Description,
    /// It holds the thing itself: `item`, and back `collection`.
    Content,
}

/// What every format is written with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Every address comes from here.
    pub links: &'a Links,
    /// Findings and reasons are worded by these.
    pub words: &'a Words,
    /// The room's name.
    pub room: &'a str,
    /// The licence that the group states: an http or https address.
    pub licence: Option<&'a str>,
}

impl Desk<'_> {
    /// What the room says of itself in each record.
    #[must_use]
    pub fn imprint(&self) -> Imprint<'_> {
        Imprint { links: self.links, room: self.room, licence: self.licence }
    }

    /// The records of documents, from their cards.
    #[must_use]
    pub fn records(&self, cards: &[Card]) -> Vec<Record> {
        cards.iter().map(|card| Record::of(self.imprint(), card)).collect()
    }

    /// The record as JSON-LD, on one line.
    #[must_use]
    pub fn json_ld(&self, record: &Record) -> String {
        let written = (records::JSON_LD.write)(*self, std::slice::from_ref(record));
        // It is text that was just made of strings.
        String::from_utf8(written.unwrap_or_default()).unwrap_or_default()
    }

    /// The record of a document, with the persons and places that stand in it as its subjects.
    #[must_use]
    pub fn record(&self, holding: &Holding, beside: Beside<'_>) -> Record {
        let mut record = Record::of(self.imprint(), &holding.card());
        let named = beside.named.iter().filter(|named| named.entity.kind != EntityKind::Term);
        let entries = named.filter_map(|named| beside.authority.entry(&named.entity));
        record.subjects = entries.map(|entry| entry.name.clone()).collect();
        record
    }
}

/// What a document is written with beside its own.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The entries of the authority files that stand in it.
    pub named: &'a [Named],
    /// The authority files.
    pub authority: &'a Authority,
}

/// A file as it was written; an error says that it grew too large for its format.
pub type Written = std::io::Result<Vec<u8>>;
/// Writes a document.
pub type DocumentWriter = fn(Desk<'_>, &Holding, Beside<'_>) -> Written;
/// Writes a paragraph or a note.
pub type ExcerptWriter = fn(Desk<'_>, &Excerpt<'_>) -> Written;
/// Writes the records of documents.
pub type RecordsWriter = fn(Desk<'_>, &[Record]) -> Written;
/// Writes a page of a listing, made for the query.
pub type ListingWriter = fn(Desk<'_>, &ListingQuery, &Listing) -> String;
/// Writes the report of an ingest.
pub type ReportWriter = fn(Desk<'_>, &IngestReport) -> String;

/// Writes a place in the archives.
pub type UnitWriter = fn(Desk<'_>, &Unit) -> String;

/// How often entries stand in the room.
type Presences = std::collections::BTreeMap<Entity, Presence>;
/// Writes a page of the persons.
pub type PeopleWriter = fn(Desk<'_>, &Register<'_>, &Presences) -> String;
/// Writes a person.
pub type PersonWriter = fn(Desk<'_>, &crate::authority::Entry, &Dossier, &Authority) -> String;
/// Writes the abbreviations, terms and places.
pub type TermsWriter = fn(Desk<'_>, &Register<'_>, &Presences) -> String;

/// A document's twins.
pub static DOCUMENT: [Format<DocumentWriter>; 10] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: |desk, holding, beside| Ok(json::document(desk, holding, beside).into_bytes()),
    },
    Format {
        suffix: "md",
        media_type: markdown::MEDIA_TYPE,
        label: "format-markdown",
        relation: "alternate",
        role: Role::Content,
        write: |desk, holding, _| Ok(markdown::document(desk, holding).into_bytes()),
    },
    Format {
        suffix: "txt",
        media_type: text::MEDIA_TYPE,
        label: "format-text",
        relation: "alternate",
        role: Role::Content,
        write: text::document,
    },
    Format {
        suffix: "tei.xml",
        media_type: "application/tei+xml",
        label: "format-tei",
        relation: "alternate",
        role: Role::Content,
        write: tei::file,
    },
    Format {
        suffix: "epub",
        media_type: epub::MEDIA_TYPE,
        label: "format-epub",
        relation: "alternate",
        role: Role::Content,
        write: epub::document,
    },
    records::of_one(records::RIS, |desk, holding, beside| {
        (records::RIS.write)(desk, &[desk.record(holding, beside)])
    }),
    records::of_one(records::BIBTEX, |desk, holding, beside| {
        (records::BIBTEX.write)(desk, &[desk.record(holding, beside)])
    }),
    records::of_one(records::CSL_JSON, |desk, holding, beside| {
        (records::CSL_JSON.write)(desk, &[desk.record(holding, beside)])
    }),
    records::of_one(records::JSON_LD, |desk, holding, beside| {
        (records::JSON_LD.write)(desk, &[desk.record(holding, beside)])
    }),
    records::of_one(records::ZOTERO_RDF, |desk, holding, beside| {
        (records::ZOTERO_RDF.write)(desk, &[desk.record(holding, beside)])
    }),
];

/// The formats that hold the records of many documents as well as that of one.
pub static RECORDS: [Format<RecordsWriter>; 3] = [records::RIS, records::BIBTEX, records::CSL_JSON];

/// The twins of a paragraph or a note.
pub static EXCERPT: [Format<ExcerptWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: |desk, excerpt| Ok(json::excerpt(desk, excerpt).into_bytes()),
    },
    Format {
        suffix: "txt",
        media_type: text::MEDIA_TYPE,
        label: "format-text",
        relation: "alternate",
        role: Role::Content,
        write: text::excerpt,
    },
];

/// A listing's twins.
pub static LISTING: [Format<ListingWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::listing,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: listing::table,
    },
];

/// The twins of all archives and of each place in them.
pub static UNIT: [Format<UnitWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::unit,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: archives::table,
    },
];

/// Writes the documents over time.
pub type TimelineWriter = fn(Desk<'_>, &Timeline) -> String;

/// The timeline's twins.
pub static TIMELINE: [Format<TimelineWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::timeline,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: timeline::table,
    },
];

/// The twins of a page of the persons.
pub static PEOPLE: [Format<PeopleWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::people,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: authority::people,
    },
];

/// A person's twins in its own shape.
pub static PERSON: [Format<PersonWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::person,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: authority::person,
    },
];

/// The twins of the abbreviations, terms and places.
pub static TERMS: [Format<TermsWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::terms,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: authority::terms,
    },
];

/// Writes a page of results.
pub type SearchWriter = fn(Desk<'_>, &SearchQuery, &Answer) -> String;

/// A search's twins in its own shape.
pub static SEARCH: [Format<SearchWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::search,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: search::table,
    },
];

/// Writes documents that a reader chose.
pub type SelectionWriter = fn(Desk<'_>, &Selection) -> String;

/// The twins of a selection in its own shape.
pub static SELECTION: [Format<SelectionWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::selection,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: |desk, selection| listing::entries(desk, &selection.entries),
    },
];

/// The ingest report's twins.
pub static REPORT: [Format<ReportWriter>; 1] = [Format {
    suffix: "json",
    media_type: "application/json",
    label: "format-json",
    relation: "alternate",
    role: Role::Content,
    write: json::ingest_report,
}];

/// How a twin of a document's history is made.
#[derive(Debug, Clone, Copy)]
pub enum OfHistory {
    /// From the history, and what differs between two editions where they were asked for.
    Whole(HistoryWriter),
    /// As a feed of what changed.
    Feed,
}

/// Writes a document's history.
pub type HistoryWriter = fn(Desk<'_>, &Holding, &History, Option<&Difference>) -> String;

/// The twins of a document's history.
pub static HISTORY: [Format<OfHistory>; 3] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: OfHistory::Whole(json::history),
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: OfHistory::Whole(history::table),
    },
    Format {
        suffix: "atom",
        media_type: ATOM,
        label: "format-atom",
        relation: "alternate",
        role: Role::Description,
        write: OfHistory::Feed,
    },
];

/// Writes a page of the room's events.
pub type EventsWriter = fn(Desk<'_>, &EventLog) -> String;

/// The twins of a page of the room's events.
pub static EVENTS: [Format<EventsWriter>; 2] = [
    Format {
        suffix: "json",
        media_type: "application/json",
        label: "format-json",
        relation: "alternate",
        role: Role::Content,
        write: json::event_log,
    },
    Format {
        suffix: "csv",
        media_type: csv::MEDIA_TYPE,
        label: "format-csv",
        relation: "alternate",
        role: Role::Content,
        write: history::log,
    },
];

/// The format with this suffix.
#[must_use]
pub fn by_suffix<'a, Writer>(
    formats: &'a [Format<Writer>],
    suffix: &str,
) -> Option<&'a Format<Writer>> {
    formats.iter().find(|format| format.suffix == suffix)
}
