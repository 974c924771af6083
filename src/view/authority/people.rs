//! The list of persons.

use std::collections::BTreeMap;

use askama::Template;

use crate::authority::{Entity, Presence, Register};
use crate::export;

use super::super::notice::NoticeLine;
use super::super::room::Alternate;
use super::super::{Head, Notice, Room};

/// Persons on a page of the list.
pub const PEOPLE_ON_A_PAGE: usize = 500;
/// The highest number of a page that can be asked for.
pub const MOST_PAGES: u64 = 1_000_000;

/// The persons by name.
#[derive(Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    room: Room,
    head: Head,
    notices: Vec<NoticeLine>,
    total: String,
    /// Letters to jump to: the letter and its path.
    letters: Vec<(char, String)>,
    groups: Vec<Group>,
    previous: Option<String>,
    next: Option<String>,
    formats: Vec<Alternate>,
}

/// The persons under one letter.
struct Group {
    letter: char,
    /// What the letter's anchor is called.
    anchor: String,
    people: Vec<PersonLine>,
}

/// A person in the list.
struct PersonLine {
    href: String,
    name: String,
    /// The name in Hangul, where it is another.
    hangul: Option<String>,
    dates: Option<String>,
    note: Option<String>,
    /// In how many documents and how often, or that they stand in none.
    standing: String,
}

impl PeoplePage {
    /// A page of the list.
    #[must_use]
    pub fn new(
        room: &Room,
        register: &Register<'_>,
        presences: &BTreeMap<Entity, Presence>,
        notices: &[Notice],
    ) -> Self {
        let page = register.page;
        let previous = (page > 1).then(|| room.links.people(page - 1));
        let next = (page < register.pages).then(|| room.links.people(page + 1));
        let twin = |format: &export::Format<export::PeopleWriter>| Alternate {
            href: room.links.people_twin(format.suffix, page),
            media_type: format.media_type,
            label: room.say(format.label),
            relation: format.relation,
        };
        let formats: Vec<Alternate> = export::PEOPLE.iter().map(twin).collect();
        let mut groups: Vec<Group> = Vec::new();
        for entry in &register.entries {
            let letter = entry.letter();
            if groups.last().is_none_or(|group| group.letter != letter) {
                groups.push(Group { letter, anchor: anchor(letter), people: Vec::new() });
            }
            let presence = presences.get(&entry.entity);
            let line = PersonLine {
                href: room.links.person(&entry.entity.id, None),
                name: entry.name.clone(),
                hangul: entry.hangul().filter(|hangul| *hangul != entry.name).map(str::to_owned),
                dates: entry.dates.clone(),
                note: entry.note.clone(),
                standing: room.standing_words(presence),
            };
            if let Some(group) = groups.last_mut() {
                group.people.push(line);
            }
        }
        let letter = |(letter, on): &(char, usize)| {
            let path = if *on == page { String::new() } else { room.links.people(*on) };
            (*letter, format!("{path}#{}", anchor(*letter)))
        };
        let total = u64::try_from(register.total).unwrap_or(u64::MAX);
        Self {
            head: Head {
                title: Some(room.say("people-title")),
                description: Some(room.say("people-words")),
                own: Some(room.lasting.people(page)),
                canonical: Some(room.lasting.absolute(&room.lasting.people(page))),
                alternates: formats.clone(),
                previous: previous.clone(),
                next: next.clone(),
                ..Head::default()
            },
            notices: room.notice_lines(notices, None),
            total: room.say_count("people-total", total),
            letters: register.letters.iter().map(letter).collect(),
            groups,
            previous,
            next,
            formats,
            room: room.clone(),
        }
    }
}

/// What the anchor of a letter is called: `letter-4b`, its code.
fn anchor(letter: char) -> String {
    format!("letter-{:x}", u32::from(letter))
}

impl Room {
    /// In how many documents an entry stands and how often.
    pub(super) fn standing_words(&self, presence: Option<&Presence>) -> String {
        let (documents, mentions) =
            presence.map_or((0, 0), |presence| (presence.documents, presence.mentions));
        self.standing_of(documents, mentions)
    }

    /// So many documents and mentions in words.
    pub(super) fn standing_of(&self, documents: u64, mentions: u64) -> String {
        if documents == 0 {
            return self.say("standing-nowhere");
        }
        let args = [
            ("documents", self.say_count("standing-documents", documents).into()),
            ("mentions", self.say_count("standing-mentions", mentions).into()),
        ];
        self.say_with("standing", &args)
    }
}
