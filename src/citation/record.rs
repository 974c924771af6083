//! The one record that citations and exports are printed from.

use crate::address::{Links, Slug};
use crate::document::{Author, AuthorKind, Card, Edtf, Language, StatedValue};

use super::publisher::publisher;
use super::short_title::short_title;
use super::{Name, language_name, shelfmark};

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
    /// The full address that citations name: of the edition that was read, so that whoever follows
    /// it finds these words, whatever was corrected since.
    pub cited_address: String,
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
        let mut said = Said { card, stated: Vec::new() };
        let title = said.value("title", description.title.as_ref());
        let archive = said.value("archive", description.archive.as_ref());
        let genre = said.value("document_type", description.document_type.as_ref());
        let summary = said.value("summary", description.summary.as_ref());
        let rights = said.value("rights", description.rights.as_ref());
        let as_given = said.value("citation_as_given", description.citation_as_given.as_ref());
        let source_record = said.value("record_id", description.record_id.as_ref());
        let source_address = said.value("source_url", description.source_url.as_ref());
        let (original_language, original_language_tag) = said.original_language();
        let date = said.stated_as("date", |words| Edtf::parse(words.trim()));
        let date = date.or(description.date.value);
        let authors = said.authors();
        let edition = (!card.is_current).then_some(card.edition.as_str());
        let links = imprint.links;
        Self {
            address: links.absolute(&links.document_view(&card.id, None, edition)),
            cited_address: links.absolute(&links.document_view(
                &card.id,
                None,
                Some(&card.edition),
            )),
            id: card.id.clone(),
            short_title: short_title(title.as_deref(), &authors, genre.as_deref(), date),
            shelfmark: said.shelfmark(archive.as_deref()),
            publisher: publisher(as_given.as_deref(), rights.as_deref()),
            room: imprint.room.to_owned(),
            room_address: links.absolute(&links.front()),
            languages: card.credits.iter().map(|credit| credit.language.clone()).collect(),
            subjects: Vec::new(),
            funders: said.list("funders", &description.funders),
            licence: imprint.licence.map(str::to_owned),
            edition: card.edition.clone(),
            added: card.added.clone(),
            changed: card.changed.clone(),
            translators: said.translators(),
            stated: said.stated,
            title,
            authors,
            date,
            genre,
            archive,
            original_language,
            original_language_tag,
            summary,
            rights,
            as_given,
            source_record,
            source_address,
        }
    }
}

/// What the source and the editors say of a document, and of which fields the editors' word counts.
struct Said<'a> {
    card: &'a Card,
    stated: Vec<&'static str>,
}

impl Said<'_> {
    /// What the editors state of a field, if it says anything.
    fn statement(&mut self, field: &'static str) -> Option<StatedValue> {
        let statement = self.card.statements.iter().find(|statement| statement.field == field)?;
        let is_said = !statement.value.words().trim().is_empty();
        is_said.then(|| {
            self.stated.push(field);
            statement.value.clone()
        })
    }

    /// What the editors state of a field, if it can be read.
    fn stated_as<T>(&mut self, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.statement(field)?;
        let read = read(&value.words());
        if read.is_none() {
            self.stated.pop();
        }
        read
    }

    fn value(&mut self, field: &'static str, source: Option<&String>) -> Option<String> {
        let stated = self.statement(field).map(|value| value.words());
        stated.or_else(|| source.cloned()).filter(|words| !words.trim().is_empty())
    }

    fn list(&mut self, field: &'static str, source: &[String]) -> Vec<String> {
        match self.statement(field) {
            Some(StatedValue::Words(words)) => vec![words],
            Some(StatedValue::List(list)) => list,
            None => source.to_vec(),
        }
    }

    fn original_language(&mut self) -> (Option<String>, Option<Language>) {
        let description = &self.card.description;
        let tag = description.original_language_tag.clone();
        match self.statement("original_language").map(|value| value.words()) {
            Some(words) if description.original_language.as_ref() == Some(&words) => {
                (Some(words), tag)
            }
            Some(words) => {
                let tag = language_name::tag_of(&words);
                (Some(words), tag)
            }
            None => {
                let words = description.original_language.clone();
                (words.filter(|words| !words.trim().is_empty()), tag)
            }
        }
    }

    /// The reference below the archive, with the parts that the editors state.
    fn shelfmark(&mut self, archive: Option<&str>) -> Option<String> {
        let description = &self.card.description;
        let source = self.value("source", description.source.as_ref());
        let parts: Vec<(&str, String)> = shelfmark::NAMES
            .into_iter()
            .filter_map(|part| Some((part, self.statement(part)?.words())))
            .collect();
        let part = |name: &str| {
            let (_, value) = parts.iter().find(|(part, _)| *part == name)?;
            Some(value.clone())
        };
        let archives = [archive, description.archive.as_deref()];
        shelfmark::shelfmark(source.as_deref(), &archives, part)
    }

    /// Who wrote it.
    fn authors(&mut self) -> Vec<Agent> {
        let names = match self.statement("authors") {
            Some(StatedValue::Words(words)) => Name::several(&words),
            Some(StatedValue::List(names)) => {
                names.iter().map(|name| Name::of_person(name)).collect()
            }
            None => {
                let agent = |author: &Author| Agent {
                    name: match author.kind {
                        AuthorKind::Person => Name::of_person(&author.name),
                        AuthorKind::Body => Name::Whole(author.name.clone()),
                    },
                    origin: author.evidence.clone().map_or(Origin::Source, Origin::Inferred),
                };
                return self.card.description.authors.iter().map(agent).collect();
            }
        };
        names.into_iter().map(|name| Agent { name, origin: Origin::Editors }).collect()
    }

    /// Who translated which text. A translator that the editors state is the first text's, as one
    /// that the source credits without a language is.
    fn translators(&mut self) -> Vec<Translator> {
        let stated = self.statement("translator").map(|value| value.words());
        let credits = &self.card.credits;
        let is_credited = credits.iter().any(|credit| credit.translator.is_some());
        let alone = self.card.description.translator.clone().filter(|_| !is_credited);
        let mut of_the_first = stated.or(alone);
        let mut translators = Vec::new();
        for credit in credits {
            let (names, is_inferred) = match of_the_first.take() {
                Some(names) => (Some(names), credits.len() > 1),
                None => (credit.translator.clone(), credit.is_inferred),
            };
            let names = names.map(|names| Name::several(&names)).unwrap_or_default();
            translators.extend(names.into_iter().map(|name| Translator {
                name,
                language: credit.language.clone(),
                project: credit.project.clone(),
                is_inferred,
            }));
        }
        translators
    }
}
