//! The one record that citations and exports are printed from.

use crate::address::{Links, Slug};
use crate::document::{Author, AuthorKind, Card, Edtf, Language, Statement};

use super::Name;

/// What the room says of itself in each record.
#[derive(Debug, Clone, Copy)]
pub struct Imprint<'a> {
    /// Every address comes from here.
    pub links: &'a Links,
    /// The room's name.
    pub room: &'a str,
    /// The licence that the group states: an http or https address.
    pub licence: Option<&'a str>,
}

/// What a reader needs to find the document again and to cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The document's identifier, unique in the room.
    pub id: Slug,
    /// The permanent address in full. Of an earlier edition it names the edition.
    pub address: String,
    /// The title.
    pub title: Option<String>,
    /// A title of few words, where one follows from author and date: `Puzanov journal, 8 July 1957`.
    pub short_title: Option<String>,
    /// Who wrote it, the first first.
    pub authors: Vec<Agent>,
    /// Who translated which text, in the order of the texts.
    pub translators: Vec<Translator>,
    /// The document's own date.
    pub date: Option<Edtf>,
    /// The kind of document: `Diary Entry`.
    pub genre: Option<String>,
    /// The archive that holds the original.
    pub archive: Option<String>,
    /// The place within the archive as printed: `F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145`.
    pub shelfmark: Option<String>,
    /// Who published the translation before it came here.
    pub publisher: Option<Publisher>,
    /// The room's name.
    pub room: String,
    /// The room's front page in full.
    pub room_address: String,
    /// The languages of the texts, in their order.
    pub languages: Vec<Language>,
    /// The language of the original as printed: `Russian`.
    pub original_language: Option<String>,
    /// Its tag.
    pub original_language_tag: Option<Language>,
    /// The source site's summary.
    pub summary: Option<String>,
    /// What it is about: persons and places of the authority files that stand in it.
    pub subjects: Vec<String>,
    /// Who paid for the translation.
    pub funders: Vec<String>,
    /// The rights statement as captured.
    pub rights: Option<String>,
    /// The licence that the group states: an http or https address.
    pub licence: Option<String>,
    /// The citation that the source prints, verbatim.
    pub as_given: Option<String>,
    /// The source site's number for the record.
    pub source_record: Option<String>,
    /// The address that the source gives for the record; text, never a link.
    pub source_address: Option<String>,
    /// First 12 hex digits of the edition.
    pub edition: String,
    /// When the room took it in first: RFC 3339, UTC.
    pub added: String,
    /// When the record last changed: RFC 3339, UTC.
    pub changed: String,
    /// The fields above whose value is what the editors state.
    pub stated: Vec<&'static str>,
}

/// A person or a body, and how we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The name.
    pub name: Name,
    /// How we know.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The source states it.
    Source,
    /// We infer it, from these words at this place.
    Inferred(String),
    /// The editors state it.
    Editors,
}

/// The translator of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translator {
    /// The name.
    pub name: Name,
    /// The language of the text.
    pub language: Language,
    /// The project that the translation was made for: `NKIDP`.
    pub project: Option<String>,
    /// Whether it is inferred that the credit means this text.
    pub is_inferred: bool,
}

/// Who published the translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name as the source prints it, or as it follows from its words.
    pub name: String,
    /// How we know.
    pub origin: Origin,
}

impl Record {
    /// The record of a document.
    ///
    /// What the editors state counts before what the source states, and `stated` names it, so that
    /// whoever prints the record can say so. What is inferred counts last.
    #[must_use]
    pub fn of(imprint: Imprint<'_>, card: &Card) -> Self {
        let description = &card.description;
        let mut stated = Vec::new();
        let mut value = |field: &'static str, source: &Option<String>| {
            let said = statement(card, field).map(|statement| statement.value.words());
            if said.is_some() {
                stated.push(field);
            }
            said.or_else(|| source.clone()).filter(|words| !words.trim().is_empty())
        };
        let title = value("title", &description.title);
        let archive = value("archive", &description.archive);
        let genre = value("document_type", &description.document_type);
        let summary = value("summary", &description.summary);
        let original_language = value("original_language", &description.original_language);
        let rights = value("rights", &description.rights);
        let as_given = value("citation_as_given", &description.citation_as_given);
        let source_record = value("record_id", &description.record_id);
        let source_address = value("source_url", &description.source_url);
        let source = value("source", &description.source);
        let date_stated = statement(card, "date").and_then(|s| Edtf::parse(&s.value.words()));
        stated.extend(date_stated.map(|_| "date"));
        let (authors, authors_stated) = authors(card);
        stated.extend(authors_stated.then_some("authors"));
        let edition = (!card.is_current).then_some(card.edition.as_str());
        let links = imprint.links;
        Self {
            address: links.absolute(&links.document_view(&card.id, None, edition)),
            id: card.id.clone(),
            short_title: None,
            date: date_stated.or(description.date.value),
            shelfmark: shelfmark(source.as_deref(), description.archive.as_deref()),
            publisher: None,
            room: imprint.room.to_owned(),
            room_address: links.absolute(&links.front()),
            languages: card.credits.iter().map(|credit| credit.language.clone()).collect(),
            original_language_tag: description.original_language_tag.clone(),
            subjects: Vec::new(),
            funders: description.funders.clone(),
            licence: imprint.licence.map(str::to_owned),
            edition: card.edition.clone(),
            added: card.added.clone(),
            changed: card.changed.clone(),
            translators: translators(card),
            title,
            authors,
            genre,
            archive,
            original_language,
            summary,
            rights,
            as_given,
            source_record,
            source_address,
            stated,
        }
    }
}

/// What the editors state of a field.
fn statement<'a>(card: &'a Card, field: &str) -> Option<&'a Statement> {
    card.statements.iter().find(|statement| statement.field == field)
}

/// The reference without the archive that it begins with.
fn shelfmark(source: Option<&str>, archive: Option<&str>) -> Option<String> {
    let source = source?;
    let within = archive.and_then(|archive| source.strip_prefix(archive)).unwrap_or(source);
    let within = within.trim_start_matches([',', ';', ':', ' ']).trim();
    (!within.is_empty()).then(|| within.to_owned())
}

/// Who wrote it, and whether the editors say so.
fn authors(card: &Card) -> (Vec<Agent>, bool) {
    if let Some(statement) = statement(card, "authors") {
        let names = match &statement.value {
            crate::document::StatedValue::Words(name) => vec![name.clone()],
            crate::document::StatedValue::List(names) => names.clone(),
        };
        let agent = |name: &String| Agent { name: Name::of_person(name), origin: Origin::Editors };
        return (names.iter().map(agent).collect(), true);
    }
    let agent = |author: &Author| Agent {
        name: match author.kind {
            AuthorKind::Person => Name::of_person(&author.name),
            AuthorKind::Body => Name::Whole(author.name.clone()),
        },
        origin: author.evidence.clone().map_or(Origin::Source, Origin::Inferred),
    };
    (card.description.authors.iter().map(agent).collect(), false)
}

fn translators(card: &Card) -> Vec<Translator> {
    let translator = |credit: &crate::document::Credit| {
        Some(Translator {
            name: Name::of_person(credit.translator.as_deref()?),
            language: credit.language.clone(),
            project: credit.project.clone(),
            is_inferred: credit.is_inferred,
        })
    };
    card.credits.iter().filter_map(translator).collect()
}
