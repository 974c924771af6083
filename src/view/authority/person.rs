//! A person: what the editors state, and what the texts print.

use askama::Template;

use crate::address::SearchQuery;
use crate::authority::{Authority, Dossier, Entry, Mentioned, Printed, Stated};
use crate::export;
use crate::markup::{self, Html};
use crate::search::{self, Marked};

use super::super::entry::EntryLine;
use super::super::notice::NoticeLine;
use super::super::room::{Alternate, grouped};
use super::super::{Head, Notice, Room};
use super::{Piece, Standing};

/// A person.
#[derive(Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    room: Room,
    head: Head,
    notices: Vec<NoticeLine>,
    name: String,
    hangul: Option<String>,
    dates: Option<Sourced>,
    note: Option<Sourced>,
    name_source: Vec<Piece>,
    standing: String,
    search: String,
    spellings: Vec<Spelling>,
    found: Vec<FoundSpelling>,
    /// Whether the page shows the first mentions.
    is_first: bool,
    documents: Vec<(EntryLine, Vec<Context>)>,
    beginning: Option<String>,
    next: Option<String>,
    company: Vec<(String, String, String)>,
    company_words: Option<String>,
    formats: Vec<Alternate>,
}

/// Something stated, with what it rests on.
struct Sourced {
    words: String,
    source: Vec<Piece>,
}

/// A spelling that the editors state.
struct Spelling {
    form: String,
    lang: Option<String>,
    /// Its rules of writing or language.
    what: String,
    /// That it is a misprint, and of what.
    misprint: Option<String>,
    /// That it is looked for in some documents only.
    bound: Option<String>,
    source: Vec<Piece>,
    /// How it is printed: in other letters, where these differ, and where.
    printed: Vec<PrintedAt>,
}

/// A form as it is printed, and where.
struct PrintedAt {
    /// The letters, where they are not those of the spelling.
    form: Option<String>,
    standings: Vec<Standing>,
    /// How many further places there are.
    more: Option<String>,
}

/// A spelling that the texts print and no editor states.
struct FoundSpelling {
    form: String,
    /// That it stands in brackets beside another.
    beside: Option<String>,
    at: PrintedAt,
}

/// A mention with the words around it.
struct Context {
    label: String,
    href: Option<String>,
    lang: Option<String>,
    html: Html,
}

impl PersonPage {
    /// The page; `after` is the key that its mentions begin after.
    #[must_use]
    pub fn new(
        room: &Room,
        entry: &Entry,
        dossier: &Dossier,
        authority: &Authority,
        after: Option<&str>,
        notices: &[Notice],
    ) -> Self {
        let id = &entry.entity.id;
        let total = dossier.documents;
        let formats = Alternate::of_list(room, &export::PERSON, total, |suffix, is_whole| {
            room.links.person_twin(id, suffix, after.filter(|_| !is_whole))
        });
        let (stated, beside) = entry.spellings(&dossier.printed);
        let shown = Shown { room, entry, dossier };
        let next = dossier.page.next.as_deref().map(|key| room.links.person(id, Some(key)));
        let beginning = after.map(|_| room.links.person(id, None));
        Self {
            head: Head {
                title: Some(entry.name.clone()),
                description: entry.note.clone(),
                own: Some(room.lasting.person(id, after)),
                canonical: Some(room.lasting.absolute(&room.lasting.person(id, None))),
                alternates: formats.clone(),
                previous: beginning.clone(),
                next: next.clone(),
                unlisted: after.is_some(),
                citable: None,
            },
            notices: room.notice_lines(notices, None),
            name: entry.name.clone(),
            hangul: entry.hangul().filter(|hangul| *hangul != entry.name).map(str::to_owned),
            dates: shown.sourced("dates", entry.dates.as_deref()),
            note: shown.sourced("note", entry.note.as_deref()),
            name_source: shown.source("name"),
            standing: room.standing_of(dossier.documents, dossier.mentions),
            search: room.links.search(&SearchQuery::of_words(&format!("person:{}", id.as_str()))),
            spellings: stated.iter().map(|stated| shown.spelling(stated)).collect(),
            found: shown.found(&beside),
            is_first: after.is_none(),
            documents: shown.mentions(),
            beginning,
            next,
            company: shown.company(authority),
            company_words: dossier
                .company
                .counted_in
                .map(|n| room.say_count("person-company-counted", n)),
            formats,
            room: room.clone(),
        }
    }
}

/// What the parts of the page are made from.
struct Shown<'a> {
    room: &'a Room,
    entry: &'a Entry,
    dossier: &'a Dossier,
}

impl Shown<'_> {
    fn source(&self, field: &str) -> Vec<Piece> {
        let statement = self.entry.sources.iter().find(|statement| statement.field == field);
        statement.map_or_else(Vec::new, |statement| self.pieces(&statement.source))
    }

    fn pieces(&self, source: &str) -> Vec<Piece> {
        self.room.source_pieces(&self.dossier.named, source)
    }

    fn sourced(&self, field: &str, words: Option<&str>) -> Option<Sourced> {
        words.map(|words| Sourced { words: words.to_owned(), source: self.source(field) })
    }

    fn spelling(&self, stated: &Stated<'_>) -> Spelling {
        let (room, variant) = (self.room, stated.variant);
        let language = variant.and_then(|variant| variant.language.as_ref());
        let what = match variant {
            Some(variant) => room.spelling_words(language, variant.scheme),
            None => room.say("spelling-preferred"),
        };
        let misprint = stated.read_as.map(|read_as| {
            let args = [("form", stated.form.into()), ("read", read_as.into())];
            room.say_with("spelling-misprint", &args)
        });
        let is_bound = variant.is_some_and(|variant| !variant.only_in.is_empty());
        let source = variant.and_then(|variant| variant.source.as_deref());
        Spelling {
            form: stated.form.to_owned(),
            lang: language.map(ToString::to_string),
            what,
            bound: (is_bound && misprint.is_none()).then(|| room.say("spelling-bound")),
            misprint,
            source: source.map_or_else(|| self.source("name"), |source| self.pieces(source)),
            printed: stated
                .printed
                .iter()
                .map(|printed| self.printed_at(printed, Some(stated.form)))
                .collect(),
        }
    }

    fn printed_at(&self, printed: &Printed, stated: Option<&str>) -> PrintedAt {
        let shown = u64::try_from(printed.first.len()).unwrap_or_default();
        let more = printed.mentions.saturating_sub(shown);
        PrintedAt {
            form: stated.filter(|stated| *stated != printed.form).map(|_| printed.form.clone()),
            standings: self.room.standings(&self.dossier.named, &printed.first),
            more: (more > 0).then(|| self.room.say_count("standing-more", more)),
        }
    }

    /// What the texts print and no editor states: forms, and spellings in brackets.
    fn found(&self, beside: &[&Printed]) -> Vec<FoundSpelling> {
        let printed = beside.iter().map(|printed| FoundSpelling {
            form: printed.form.clone(),
            beside: None,
            at: self.printed_at(printed, None),
        });
        let glosses = self.entry.unstated(&self.dossier.glosses);
        let glosses = glosses.into_iter().map(|(gloss, id, spot)| FoundSpelling {
            form: gloss.form.clone(),
            beside: Some(
                self.room
                    .say_with("person-found-beside", &[("form", gloss.beside.as_str().into())]),
            ),
            at: PrintedAt {
                form: None,
                standings: self.room.standings(&self.dossier.named, &[(id.clone(), spot.clone())]),
                more: None,
            },
        });
        printed.chain(glosses).collect()
    }

    fn mentions(&self) -> Vec<(EntryLine, Vec<Context>)> {
        let documents = self.dossier.page.documents.iter();
        documents
            .map(|(entry, mentioned)| {
                let contexts = mentioned.iter().map(|mentioned| self.context(entry, mentioned));
                (self.room.entry_line(entry), contexts.collect())
            })
            .collect()
    }

    fn context(&self, entry: &crate::document::Entry, mentioned: &Mentioned) -> Context {
        let (label, href) = self.room.spot_link(&entry.id, &mentioned.spot);
        let marked = Marked { ranges: mentioned.ranges.clone(), needles: 1 };
        let window = search::snippet(&mentioned.text, &marked);
        let lang = match &mentioned.spot {
            crate::authority::Spot::Block { language, .. } => Some(language.to_string()),
            crate::authority::Spot::Opening => None,
        };
        let html = markup::excerpt(&mentioned.text, &mentioned.ranges, &window);
        Context { label, href, lang, html }
    }

    fn company(&self, authority: &Authority) -> Vec<(String, String, String)> {
        let entities = self.dossier.company.entities.iter();
        entities
            .filter_map(|(entity, documents)| {
                let entry = authority.entry(entity)?;
                let path = self.room.links.person(&entity.id, None);
                Some((path, entry.name.clone(), grouped(*documents)))
            })
            .collect()
    }
}
