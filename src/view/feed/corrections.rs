//! The feed of what was put right.

use crate::document::{Corrected, Correction};

use super::super::Room;
use super::super::document::statement_words;
use super::super::xml::writable;
use super::{Feed, FeedEntry};

impl Feed {
    /// What was put right in the room, the latest first.
    #[must_use]
    pub fn of_corrections(room: &Room, corrections: &[Correction]) -> Self {
        let entries = corrections.iter().map(|correction| entry(room, correction)).collect();
        let args = [("room", room.title.clone().into())];
        let title = room.say_with("corrections-title", &args);
        let mut feed =
            Self::of(room, &title, &room.links.corrections(), &room.links.front(), entries);
        feed.subtitle = Some(room.say("corrections-words"));
        feed
    }
}

fn entry(room: &Room, correction: &Correction) -> FeedEntry {
    let page = room.links.absolute(&room.links.document(&correction.id));
    let told = told(room, correction);
    FeedEntry {
        id: format!("{page}#{}", told.mark),
        page,
        title: writable(&told.title),
        updated: correction.at.clone(),
        published: None,
        authors: told.by.iter().map(|name| writable(name)).collect(),
        summary: Some(writable(&told.words)),
        rights: None,
        licence: None,
        related: told.related,
    }
}

/// A correction in words.
struct Told {
    /// What tells it from the document's others, for good.
    mark: String,
    title: String,
    words: String,
    by: Option<String>,
    related: Option<String>,
}

fn told(room: &Room, correction: &Correction) -> Told {
    let Correction { id, at, .. } = correction;
    let title = room.title_words(correction.title.as_deref(), id.as_str());
    let titled = |message: &str, title: &str| room.say_with(message, &[("title", title.into())]);
    match &correction.what {
        Corrected::Replaced { edition, before } => {
            let difference = room.links.difference(id, before, edition);
            let args = [("edition", edition.as_str().into()), ("before", before.as_str().into())];
            Told {
                mark: format!("replaced-{at}"),
                title: titled("correction-replaced", &title),
                words: room.say_with("correction-replaced-words", &args),
                by: None,
                related: Some(room.links.absolute(&difference)),
            }
        }
        Corrected::Stated(statements) => {
            let words = statements.iter().map(|statement| {
                let [field, value, evidence] = statement_words(room, statement);
                let args = [
                    ("field", field.into()),
                    ("value", value.into()),
                    ("evidence", evidence.into()),
                ];
                room.say_with("correction-stated-words", &args)
            });
            Told {
                mark: "stated".to_owned(),
                title: titled("correction-stated", &title),
                words: words.collect::<Vec<_>>().join(" "),
                by: statements.iter().map(|statement| statement.by.clone()).next_back(),
                related: None,
            }
        }
        Corrected::Withdrawn(stone) => {
            let title = stone.title.as_deref().unwrap_or(id.as_str());
            let args = [("by", stone.by.as_str().into()), ("reason", stone.reason.as_str().into())];
            Told {
                mark: format!("withdrawn-{at}"),
                title: titled("correction-withdrawn", title),
                words: room.say_with("correction-withdrawn-words", &args),
                by: Some(stone.by.clone()),
                related: None,
            }
        }
        Corrected::Restored => Told {
            mark: format!("restored-{at}"),
            title: titled("correction-restored", &title),
            words: room.say("correction-restored-words"),
            by: None,
            related: None,
        },
    }
}
