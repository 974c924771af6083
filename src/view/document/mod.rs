//! The page of a document.

mod block;
mod correction;
mod counterpart;
mod description;
mod hits;
mod legend;
mod named;
mod outline;
mod place;
mod provenance;
mod reading;
mod runs;
mod setting;
mod speech;
#[cfg(test)]
mod tests;
mod view;
mod way;

pub(super) use description::statement_words;
pub use hits::Sought;
pub(super) use legend::{Explained, whole_legend};
pub use place::Place;
pub use view::View;

use askama::Template;

use crate::address::{Anchor, Slug};
use crate::authority::{Authority, Named};
use crate::citation::Record;
use crate::collation::Collation;
use crate::document::{Day, Edition, Edtf, Entry, Holding, Neighbours, Related};
use crate::export::{self, DocumentWriter, Format, Role};

use super::citing::Citing;
use super::date::Moment;
use super::notice::NoticeLine;
use super::room::Alternate;
use super::{Head, Notice, Room};
use crate::markup::Html;
use description::Field;
use hits::{HitBar, Hits};
use named::NamedGroup;
use provenance::Provenance;
use reading::Reading;
use way::{Choice, Here};

/// What the address asks for beside the document.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// How the texts are to be shown.
    pub view: Option<View>,
    /// The place to mark; the caller has made sure that the document has it (`Place::of`).
    pub at: Option<Anchor>,
    /// The search that the reader came from.
    pub sought: Option<Sought>,
    /// What differs in the current edition, where an earlier one is shown.
    pub since: Option<Collation>,
    /// What the reader should know before reading.
    pub notices: Vec<Notice>,
}

/// A document with its texts, its description and its provenance.
#[derive(Template)]
#[template(path = "document.html")]
pub struct DocumentPage {
    room: Room,
    head: Head,
    id: Slug,
    title: String,
    /// The title with what a search found in it.
    title_marked: Html,
    /// The language of title and summary where it is not the page's.
    lang: Option<String>,
    date: Moment,
    byline: Vec<BylinePart>,
    summary: Option<Html>,
    notices: Vec<NoticeLine>,
    here: Option<Here>,
    hit_bar: Option<HitBar>,
    views: Vec<Choice>,
    share: String,
    /// Where an error is told of.
    correction: Option<String>,
    source: String,
    /// Citations of the whole document.
    citing: Citing,
    /// Files to save, under what they are.
    saving: [(String, Vec<Alternate>); 2],
    reading: Reading,
    /// Why there is no text, where there is none.
    textless: Option<String>,
    fields: Vec<Field>,
    provenance: Provenance,
    named: Vec<NamedGroup>,
    related: Vec<RelatedLine>,
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
}

/// A part of the line that says who, where and in which language.
struct BylinePart {
    words: String,
    /// Its place in the archives.
    href: Option<String>,
}

/// A document that belongs with this one.
struct RelatedLine {
    href: String,
    title: String,
    date: Moment,
    /// Why, the best reason first.
    reasons: Vec<String>,
}

/// The document before or after in time.
struct Neighbour {
    href: String,
    title: String,
    date: Moment,
}

impl DocumentPage {
    /// The page of the edition that `holding` shows.
    #[must_use]
    pub fn new(room: &Room, holding: &Holding, neighbours: &Neighbours, asked: &Asked) -> Self {
        let description = &holding.document.description;
        let title = room.document_title(holding);
        let date = room.moment(description.date.value);
        let view = asked.view.clone().and_then(|view| view.fitting(&holding.document));
        let shown = view.clone().unwrap_or_else(|| View::usual(&holding.document));
        let shown = way::reaching(shown, asked.at.as_ref(), holding);
        let sought = asked.sought.as_ref();
        let hits = Hits::of(holding, sought);
        let reading = reading::reading(room, holding, &shown, asked.at.as_ref(), &hits);
        let is_empty = holding.document.texts.iter().all(|text| text.blocks.is_empty());
        let mut notices = room.custody_notices(holding);
        notices.extend(asked.since.as_ref().map(|since| room.difference_notice(holding, since)));
        notices.extend(room.notice_lines(&asked.notices, Some(&holding.id)));
        if let Some(unfit) = asked.view.as_ref().filter(|_| view.is_none()) {
            let args = [("view", unfit.written().into())];
            notices
                .push(NoticeLine { words: room.say_with("notice-view-unfit", &args), link: None });
        }
        let edition = earlier(holding);
        let record = record(room, holding);
        let spoken = [&description.title, &description.summary];
        let spoken = spoken.map(|words| words.as_deref().unwrap_or_default()).join(" ");
        Self {
            id: holding.id.clone(),
            head: Head {
                unlisted: edition.is_some() || sought.is_some(),
                own: Some(way::own(room, holding, view.as_ref(), asked)),
                ..head(room, holding, neighbours, &title)
            },
            lang: room.tongue_of(&spoken, &holding.document.languages()),
            date,
            byline: byline(room, holding),
            title_marked: hits::marked_line(&title, sought, true),
            summary: description
                .summary
                .as_deref()
                .map(|summary| hits::marked_line(summary, sought, false)),
            notices,
            here: asked.at.as_ref().map(|at| way::here(room, holding, &record, at)),
            hit_bar: hits::bar(room, holding, &hits, sought, asked.at.as_ref(), view.as_ref()),
            views: way::views(room, holding, &shown, asked),
            share: room.lasting.absolute(&room.lasting.document_view(
                &holding.id,
                None,
                Some(holding.edition.short()),
            )),
            correction: room.correction(holding, None),
            source: room.links.source(&holding.id, edition),
            citing: Citing::of(room, &record, None),
            saving: saving(room, holding),
            reading,
            textless: is_empty.then(|| room.say("document-textless")),
            fields: description::fields(room, holding),
            provenance: provenance::provenance(room, holding),
            named: Vec::new(),
            related: related(room, holding),
            previous: neighbours.previous.as_ref().map(|entry| neighbour(room, entry)),
            next: neighbours.next.as_ref().map(|entry| neighbour(room, entry)),
            title,
            room: room.clone(),
        }
    }

    /// The page with the people, places and abbreviations that stand in the document.
    #[must_use]
    pub fn naming(mut self, holding: &Holding, named: &[Named], authority: &Authority) -> Self {
        self.head.citable = Some(self.room.citable(holding, named, authority));
        self.named = named::groups(&self.room, holding, &self.reading, named, authority);
        self
    }
}

impl Room {
    pub(super) fn document_title(&self, holding: &Holding) -> String {
        let file = &holding.custody.seed_file;
        let name = file.rsplit('/').next().filter(|name| !name.is_empty());
        let name = name.unwrap_or(holding.id.as_str());
        self.title_words(holding.document.description.title.as_deref(), name)
    }

    /// That the edition is not the current one, and that the file is absent.
    pub(super) fn custody_notices(&self, holding: &Holding) -> Vec<NoticeLine> {
        let mut notices = Vec::new();
        if !holding.is_current() {
            let editions = &holding.editions;
            let shown = |edition: &&Edition| edition.sha256 == holding.edition.sha256;
            let at = editions.iter().position(|edition| shown(&edition)).unwrap_or_default();
            let until = at.checked_sub(1).and_then(|at| editions.get(at));
            let until = until.map_or(&holding.edition.taken_in, |next| &next.taken_in);
            let args = [
                ("edition", holding.edition.short().into()),
                ("since", self.time_words(&holding.edition.taken_in).into()),
                ("until", self.time_words(until).into()),
            ];
            notices.push(NoticeLine {
                words: self.say_with("notice-earlier-edition", &args),
                link: Some((self.links.document(&holding.id), self.say("notice-current-edition"))),
            });
        }
        if let Some(since) = &holding.custody.absent_since {
            let args = [
                ("file", holding.custody.seed_file.as_str().into()),
                ("since", self.time_words(since).into()),
            ];
            notices.push(NoticeLine { words: self.say_with("notice-absent", &args), link: None });
        }
        notices
    }
}

impl Room {
    /// What is different in the current edition, with the way to the whole difference.
    fn difference_notice(&self, holding: &Holding, since: &Collation) -> NoticeLine {
        let sums = self.difference_sums(since);
        let words = if sums.is_empty() {
            self.say("difference-nothing")
        } else {
            self.say_with("notice-difference", &[("sums", sums.join("; ").into())])
        };
        let link = holding.editions.first().map(|current| {
            let (from, to) = (holding.edition.short(), current.short());
            (self.links.difference(&holding.id, from, to), self.say("notice-difference-link"))
        });
        NoticeLine { words, link }
    }
}

/// The hash of the edition shown, where it is not the current one.
fn earlier(holding: &Holding) -> Option<&str> {
    (!holding.is_current()).then(|| holding.edition.short())
}

fn head(room: &Room, holding: &Holding, neighbours: &Neighbours, title: &str) -> Head {
    let edition = earlier(holding);
    let description = holding.document.description.summary.clone().or_else(|| {
        let first = holding.document.texts.first()?.blocks.first()?;
        Some(first.text.chars().take(400).collect())
    });
    Head {
        title: Some(title.to_owned()),
        description: description
            .map(|words| super::error::shortened(&crate::markup::plain(&words), 300)),
        own: None,
        canonical: Some(room.lasting.absolute(&room.lasting.document_view(
            &holding.id,
            None,
            edition,
        ))),
        alternates: formats(room, holding),
        citable: Some(room.citable(holding, &[], &Authority::default())),
        previous: neighbours.previous.as_ref().map(|entry| room.links.document(&entry.id)),
        next: neighbours.next.as_ref().map(|entry| room.links.document(&entry.id)),
        unlisted: edition.is_some(),
    }
}

/// The record of the edition shown.
fn record(room: &Room, holding: &Holding) -> Record {
    Record::of(room.desk().imprint(), &holding.card())
}

/// The document's twins, those with its texts before those that only describe it.
fn saving(room: &Room, holding: &Holding) -> [(String, Vec<Alternate>); 2] {
    let of = |role: Role| {
        let formats = export::DOCUMENT.iter().filter(|format| format.role == role);
        formats.map(|format| alternate(room, holding, format)).collect()
    };
    [
        (room.say("save-texts"), of(Role::Content)),
        (room.say("save-description"), of(Role::Description)),
    ]
}

fn formats(room: &Room, holding: &Holding) -> Vec<Alternate> {
    export::DOCUMENT.iter().map(|format| alternate(room, holding, format)).collect()
}

fn alternate(room: &Room, holding: &Holding, format: &Format<DocumentWriter>) -> Alternate {
    Alternate {
        href: room.links.document_twin(&holding.id, format.suffix, earlier(holding)),
        media_type: format.essence(),
        label: room.say(format.label),
        relation: format.relation,
    }
}

/// Who, where, in which language.
fn byline(room: &Room, holding: &Holding) -> Vec<BylinePart> {
    let description = &holding.document.description;
    let part = |words| BylinePart { words, href: None };
    let mut parts = Vec::new();
    let names: Vec<&str> = description.authors.iter().map(|author| author.name.as_str()).collect();
    if !names.is_empty() {
        let inferred = description.authors.iter().all(|author| author.evidence.is_some());
        let message = if inferred { "byline-author-inferred" } else { "byline-author" };
        parts.push(part(room.say_with(message, &[("name", names.join(", ").into())])));
    }
    let reference = description.source.clone().or_else(|| description.archive.clone());
    parts.extend(
        reference.map(|words| BylinePart { words, href: room.place_in_archive(description) }),
    );
    let languages: Vec<String> =
        holding.document.texts.iter().map(|text| room.language_name(&text.language)).collect();
    if !languages.is_empty() {
        parts.push(part(languages.join(", ")));
    }
    parts
}

fn related(room: &Room, holding: &Holding) -> Vec<RelatedLine> {
    let day = |day: Day| room.date_words(Some(Edtf::Point(day.date())));
    let line = |related: &Related| RelatedLine {
        href: room.links.document(&related.id),
        title: room.title_words(related.title.as_deref(), related.id.as_str()),
        date: room.moment(related.date.value),
        reasons: related
            .reasons
            .iter()
            .map(|relation| export::wording::relation(&room.words, relation, day))
            .collect(),
    };
    holding.related.iter().map(line).collect()
}

fn neighbour(room: &Room, entry: &Entry) -> Neighbour {
    Neighbour {
        href: room.links.document(&entry.id),
        title: room.title_words(entry.title.as_deref(), Slug::as_str(&entry.id)),
        date: room.moment(entry.date.value),
    }
}
