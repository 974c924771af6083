//! What differs between two editions of a document.

use askama::Template;

use crate::address::{Anchor, Slug};
use crate::collation::{
    Collation, Difference, Fate, FieldChange, NoteChange, Row, Run, TextCollation, runs,
};
use crate::document::{Edition, Edtf, Holding, Language};
use crate::export::{self, Format, OfHistory};

use super::notice::NoticeLine;
use super::room::Alternate;
use super::{Head, Notice, Room};

/// Two editions side by side: fields, paragraphs, notes.
#[derive(Template)]
#[template(path = "difference.html")]
pub struct DifferencePage {
    room: Room,
    head: Head,
    title: String,
    history: String,
    notices: Vec<NoticeLine>,
    /// The two editions, each with what it is called.
    sides: [Side; 2],
    /// What differs, in one line for each text and one for the description.
    sums: Vec<String>,
    fields: Vec<FieldLine>,
    texts: Vec<TextLines>,
    notes: Vec<RowLine>,
    /// The same difference the other way round.
    reversed: String,
    twins: Vec<Alternate>,
}

/// One of the two editions.
struct Side {
    label: String,
    short: String,
    href: String,
    source: String,
    taken_in: String,
    machine: String,
    is_current: bool,
}

/// A field with its words.
struct FieldLine {
    label: String,
    lang: Option<String>,
    runs: Vec<Run>,
}

/// A text with its paragraphs.
struct TextLines {
    heading: String,
    sums: String,
    lang: String,
    rows: Vec<RowLine>,
    left_out: Option<String>,
}

/// A paragraph, or several that are the same.
struct RowLine {
    /// The kind, for the style sheet.
    kind: &'static str,
    /// Its place in one edition or both: path and number.
    places: Vec<(String, String)>,
    /// What became of it.
    what: String,
    lang: Option<String>,
    runs: Vec<Run>,
}

impl DifferencePage {
    /// The page. `current` is the document's current edition.
    #[must_use]
    pub fn new(
        room: &Room,
        current: &Holding,
        difference: &Difference,
        notices: &[Notice],
    ) -> Self {
        let (id, title) = (&current.id, room.document_title(current));
        let Difference { from, to, collation } = difference;
        let own = room.lasting.difference(id, from.short(), to.short());
        let args = [
            ("title", title.as_str().into()),
            ("from", from.short().into()),
            ("to", to.short().into()),
        ];
        let json = |format: &&Format<OfHistory>| format.suffix == "json";
        let twin = |format: &Format<OfHistory>| Alternate {
            href: room.links.history_twin(id, format.suffix, Some((from.short(), to.short()))),
            media_type: format.essence(),
            label: room.say(format.label),
            relation: format.relation,
        };
        let twins: Vec<Alternate> = export::HISTORY.iter().filter(json).map(twin).collect();
        let head = Head {
            title: Some(room.say_with("difference-title", &args)),
            canonical: Some(room.lasting.absolute(&own)),
            own: Some(own),
            alternates: twins.clone(),
            unlisted: true,
            ..Head::default()
        };
        let side = |label: &str, edition: &Edition| {
            let named = named(current, edition);
            Side {
                label: room.say(label),
                short: edition.short().to_owned(),
                href: room.links.document_view(id, None, named),
                source: room.links.source(id, named),
                taken_in: room.time_words(&edition.taken_in),
                machine: edition.taken_in.clone(),
                is_current: named.is_none(),
            }
        };
        let mut notices = room.notice_lines(notices, None);
        let mut say = |message: &str| {
            notices.push(NoticeLine { words: room.say(message), link: None });
        };
        if from.sha256 == to.sha256 {
            say("difference-one-edition");
        } else if collation.is_empty() {
            say("difference-nothing");
        }
        if collation.is_coarse {
            say("difference-coarse");
        }
        let rows = Rows { room, id, from: named(current, from), to: named(current, to) };
        Self {
            head,
            history: room.links.history(id),
            notices,
            sides: [side("difference-from", from), side("difference-to", to)],
            sums: room.difference_sums(collation),
            fields: collation.fields.iter().map(|field| field_line(room, field)).collect(),
            texts: collation.texts.iter().map(|text| text_lines(&rows, text)).collect(),
            notes: collation.notes.iter().map(|note| rows.note(note)).collect(),
            reversed: room.links.difference(id, to.short(), from.short()),
            twins,
            title,
            room: room.clone(),
        }
    }
}

/// The name by which addresses ask for the edition; of the current one they do without.
fn named<'a>(current: &Holding, edition: &'a Edition) -> Option<&'a str> {
    (edition.sha256 != current.edition.sha256).then(|| edition.short())
}

impl Room {
    /// What differs, a line for each text and one for the description and the notes.
    pub(super) fn difference_sums(&self, collation: &Collation) -> Vec<String> {
        let mut sums: Vec<String> = collation
            .texts
            .iter()
            .map(|text| {
                let args = [
                    ("text", self.language_name(&text.language).into()),
                    ("sums", self.text_sums(text).into()),
                ];
                self.say_with("difference-of-text", &args)
            })
            .collect();
        let fields = &collation.fields;
        if !fields.is_empty() {
            let mut names: Vec<String> =
                fields.iter().map(|field| field_label(self, field)).collect();
            names.dedup();
            let args = [("fields", names.join(", ").into())];
            sums.push(self.say_with("difference-of-description", &args));
        }
        sums
    }

    /// How many paragraphs of a text changed, were added and removed.
    fn text_sums(&self, text: &TextCollation) -> String {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        match (text.before, text.after) {
            (None, Some(n)) => self.say_count("difference-text-added", count(n)),
            (Some(n), None) => self.say_count("difference-text-removed", count(n)),
            _ => {
                let sums = [
                    ("difference-changed", text.changed),
                    ("difference-added", text.added),
                    ("difference-removed", text.removed),
                ];
                let sums = sums.into_iter().filter(|(_, n)| *n > 0);
                let sums: Vec<String> =
                    sums.map(|(name, n)| self.say_count(name, count(n))).collect();
                sums.join(", ")
            }
        }
    }
}

fn field_label(room: &Room, field: &FieldChange) -> String {
    match &field.language {
        Some(language) => {
            let args = [("text", room.language_name(language).into())];
            room.say_with("difference-credit", &args)
        }
        None => room.say(&format!("field-{}", field.name)),
    }
}

fn field_line(room: &Room, field: &FieldChange) -> FieldLine {
    let words = |value: &Option<String>| {
        let value = value.clone()?;
        let date = Edtf::parse(&value).filter(|_| field.name == "date");
        Some(date.map_or(value, |date| room.date_words(Some(date))))
    };
    let (before, after) = (words(&field.before), words(&field.after));
    let spoken = after.as_deref().or(before.as_deref()).unwrap_or_default();
    let lang = room.tongue(spoken).filter(|_| field.name != "date");
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let whole = |fate, text: &String| (!text.is_empty()).then(|| Run { fate, text: text.clone() });
    // A date is one thing, however many words it has.
    let runs = match field.name {
        "date" => [whole(Fate::Removed, &before), whole(Fate::Added, &after)]
            .into_iter()
            .flatten()
            .collect(),
        _ => runs(&before, &after),
    };
    FieldLine { label: field_label(room, field), lang, runs }
}

fn text_lines(rows: &Rows<'_>, text: &TextCollation) -> TextLines {
    let room = rows.room;
    let left_out = (text.left_out > 0).then(|| {
        room.say_count("difference-left-out", u64::try_from(text.left_out).unwrap_or(u64::MAX))
    });
    TextLines {
        heading: room.language_name(&text.language),
        sums: room.text_sums(text),
        lang: text.language.as_str().to_owned(),
        rows: text.rows.iter().map(|row| rows.line(&text.language, row)).collect(),
        left_out,
    }
}

/// What the rows of a difference are made with.
struct Rows<'a> {
    room: &'a Room,
    id: &'a Slug,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

impl Rows<'_> {
    fn place(&self, anchor: &Anchor, edition: Option<&str>, words: String) -> (String, String) {
        (self.room.links.place_on_page(self.id, anchor, edition), words)
    }

    fn line(&self, language: &Language, row: &Row) -> RowLine {
        let anchor = |n: u32| Anchor::block(language.anchor_prefix(), n);
        let was = |n: u32| self.place(&anchor(n), self.from, n.to_string());
        let is = |n: u32| self.place(&anchor(n), self.to, n.to_string());
        let run = |fate, text: &String| vec![Run { fate, text: text.clone() }];
        let lang = Some(language.as_str().to_owned());
        match row {
            Row::Same { after, count, .. } => {
                let last = after + count - 1;
                let first = is(*after);
                let places = if *count > 1 { vec![first, is(last)] } else { vec![first] };
                let what = self.room.say_count("difference-same", u64::from(*count));
                RowLine { kind: "same", places, what, lang, runs: Vec::new() }
            }
            Row::Changed { before, after, runs, kinds, is_marked_otherwise } => {
                let places =
                    if before == after { vec![is(*after)] } else { vec![was(*before), is(*after)] };
                let mut what = vec![self.room.say("difference-paragraph-changed")];
                if let Some((old, new)) = kinds {
                    let kind = |kind: &str| {
                        self.room.say(&format!("block-kind-{}", kind.replace('_', "-")))
                    };
                    let args =
                        [("old", kind(old.as_str()).into()), ("new", kind(new.as_str()).into())];
                    what.push(self.room.say_with("difference-kind", &args));
                }
                if *is_marked_otherwise {
                    what.push(self.room.say("difference-marks"));
                }
                let what = what.join("; ");
                RowLine { kind: "changed", places, what, lang, runs: runs.clone() }
            }
            Row::Removed { n, text } => RowLine {
                kind: "removed",
                places: vec![was(*n)],
                what: self.room.say("difference-paragraph-removed"),
                lang,
                runs: run(Fate::Removed, text),
            },
            Row::Added { n, text } => RowLine {
                kind: "added",
                places: vec![is(*n)],
                what: self.room.say("difference-paragraph-added"),
                lang,
                runs: run(Fate::Added, text),
            },
        }
    }

    fn note(&self, note: &NoteChange) -> RowLine {
        let mut places = Vec::new();
        if let Some(was) = note.before.as_ref().filter(|_| note.after.is_none()) {
            places.push(self.place(&Anchor::Note(was.n), self.from, was.n.to_string()));
        }
        if let Some(is) = &note.after {
            places.push(self.place(&Anchor::Note(is.n), self.to, is.n.to_string()));
        }
        let (kind, message) = match (&note.before, &note.after) {
            (Some(_), None) => ("removed", "difference-paragraph-removed"),
            (None, _) => ("added", "difference-paragraph-added"),
            _ => ("changed", "difference-paragraph-changed"),
        };
        let words = |note: &Option<crate::document::Note>| {
            note.as_ref().map(|note| note.text.clone()).unwrap_or_default()
        };
        let language = note.after.as_ref().or(note.before.as_ref());
        RowLine {
            kind,
            places,
            what: self.room.say(message),
            lang: language.map(|note| note.language.as_str().to_owned()),
            runs: runs(&words(&note.before), &words(&note.after)),
        }
    }
}
