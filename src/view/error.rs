//! What a reader sees instead of a page, and the ways on from there.

use askama::Template;

use crate::address::Slug;
use crate::document::Entry;

use super::entry::EntryLine;
use super::{Head, Room};

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing stands at the address.
    NotFound,
    /// No document ever had the identifier.
    DocumentUnknown {
        /// The identifier as it came.
        id: String,
    },
    /// The document has no such place.
    PlaceUnknown {
        /// The document.
        id: Slug,
        /// The place as it came: `p99`.
        place: String,
        /// How many blocks or notes of that kind there are; `None` where it has no such text.
        count: Option<u32>,
    },
    /// The document never had this edition.
    EditionUnknown {
        /// The document.
        id: Slug,
        /// The hash as it came.
        hash: String,
        /// The hashes of those it has, the current one first.
        editions: Vec<String>,
    },
    /// The archives have no such place.
    UnitUnknown {
        /// The part of the address that leads nowhere, as it came.
        part: String,
        /// What there is: label and path.
        choices: Vec<(String, String)>,
    },
    /// Several places of the archives have this address.
    UnitSeveral {
        /// They: label and path.
        choices: Vec<(String, String)>,
    },
    /// Nobody has this name.
    PersonUnknown {
        /// The name or identifier as it came.
        name: String,
        /// Those whose name is most like it: label and path.
        choices: Vec<(String, String)>,
    },
    /// Several people have this name.
    PersonSeveral {
        /// The name as it came.
        name: String,
        /// They: label and path.
        choices: Vec<(String, String)>,
    },
    /// The page has no twin with this suffix.
    SuffixUnknown {
        /// The suffix as it came.
        suffix: String,
        /// The path of the page.
        page: String,
        /// Those there are: suffix and path.
        twins: Vec<(String, String)>,
    },
    /// A document cannot be had in a format of this name.
    FormatUnknown {
        /// The name as it came.
        format: String,
    },
    /// The address does not take this method.
    MethodNotAllowed,
    /// The request cannot be read.
    BadRequest,
    /// The request has a body, which the room does not read.
    BodyRefused,
    /// The request's body is of a kind that the address does not read.
    MediaTypeRefused,
    /// The request did not come in within its time.
    TooSlow,
    /// The address is longer than the room reads.
    AddressTooLong,
    /// The header is longer than the room reads.
    HeadTooLarge,
    /// The search takes too long.
    SearchTooBroad,
    /// The room cannot answer now and will again.
    Unavailable,
    /// The room failed; the cause is in its log.
    Internal,
}

impl Trouble {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound
            | Self::DocumentUnknown { .. }
            | Self::PlaceUnknown { .. }
            | Self::EditionUnknown { .. }
            | Self::UnitUnknown { .. }
            | Self::PersonUnknown { .. }
            | Self::SuffixUnknown { .. } => 404,
            Self::UnitSeveral { .. } | Self::PersonSeveral { .. } => 300,
            Self::MethodNotAllowed => 405,
            Self::FormatUnknown { .. } => 406,
            Self::BadRequest => 400,
            Self::TooSlow => 408,
            Self::BodyRefused => 413,
            Self::AddressTooLong => 414,
            Self::MediaTypeRefused => 415,
            Self::SearchTooBroad => 422,
            Self::HeadTooLarge => 431,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The name of its messages: `<name>` is the heading, `<name>.words` the explanation.
    fn message(&self) -> &'static str {
        match self {
            Self::NotFound => "trouble-not-found",
            Self::DocumentUnknown { .. } => "trouble-document-unknown",
            Self::PlaceUnknown { count: Some(_), .. } => "trouble-place-beyond",
            Self::PlaceUnknown { count: None, .. } => "trouble-place-unknown",
            Self::EditionUnknown { .. } => "trouble-edition-unknown",
            Self::UnitUnknown { .. } => "trouble-unit-unknown",
            Self::UnitSeveral { .. } => "trouble-unit-several",
            Self::PersonUnknown { .. } => "trouble-person-unknown",
            Self::PersonSeveral { .. } => "trouble-person-several",
            Self::SuffixUnknown { .. } => "trouble-suffix-unknown",
            Self::FormatUnknown { .. } => "trouble-format-unknown",
            Self::MethodNotAllowed => "trouble-method",
            Self::BadRequest => "trouble-bad-request",
            Self::BodyRefused => "trouble-body",
            Self::TooSlow => "trouble-too-slow",
            Self::AddressTooLong => "trouble-address-too-long",
            Self::MediaTypeRefused => "trouble-media-type",
            Self::HeadTooLarge => "trouble-head-too-large",
            Self::SearchTooBroad => "trouble-search-too-broad",
            Self::Unavailable => "trouble-unavailable",
            Self::Internal => "trouble-internal",
        }
    }
}

/// A page in the room's style that says what is wrong and leads on.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    room: Room,
    head: Head,
    status: u16,
    heading: String,
    explanation: String,
    /// The document that the request was about, where there is one.
    document: Option<String>,
    /// What there is of the kind asked for: label and path.
    choices: Vec<(String, String)>,
    nearest: Vec<EntryLine>,
}

impl ErrorPage {
    /// The page; `nearest` are documents that the reader may have meant.
    #[must_use]
    pub fn new(room: &Room, trouble: &Trouble, nearest: &[Entry]) -> Self {
        let heading = room.say(trouble.message());
        let head = Head { title: Some(heading.clone()), unlisted: true, ..Head::default() };
        let document = match trouble {
            Trouble::PlaceUnknown { id, .. } | Trouble::EditionUnknown { id, .. } => {
                Some(room.links.document(id))
            }
            _ => None,
        };
        Self {
            head,
            status: trouble.status(),
            heading,
            explanation: explanation(room, trouble),
            document,
            choices: trouble.choices(room),
            nearest: nearest.iter().map(|entry| room.entry_line(entry)).collect(),
            room: room.clone(),
        }
    }

    /// The page at the path that was asked for, without its query, where that can be told.
    #[must_use]
    pub fn at(mut self, own: Option<&str>) -> Self {
        self.head.own = own.map(str::to_owned);
        self
    }
}

/// The trouble as a sentence, which programs are told too.
fn explanation(room: &Room, trouble: &Trouble) -> String {
    let name = format!("{}.words", trouble.message());
    match trouble {
        Trouble::UnitUnknown { part, .. } => {
            room.say_with(&name, &[("part", legible(part).into())])
        }
        Trouble::PersonUnknown { name: sent, .. } | Trouble::PersonSeveral { name: sent, .. } => {
            room.say_with(&name, &[("name", legible(sent).into())])
        }
        Trouble::DocumentUnknown { id } => room.say_with(&name, &[("id", legible(id).into())]),
        Trouble::PlaceUnknown { place, count, .. } => {
            let n = u64::from(count.unwrap_or_default());
            let args = [
                ("place", legible(place).into()),
                ("n", super::room::number(n)),
                ("count", super::room::grouped(n).into()),
            ];
            room.say_with(&name, &args)
        }
        Trouble::EditionUnknown { hash, .. } => {
            room.say_with(&name, &[("hash", legible(hash).into())])
        }
        Trouble::SuffixUnknown { suffix, .. } => {
            room.say_with(&name, &[("suffix", legible(suffix).into())])
        }
        Trouble::FormatUnknown { format } => {
            room.say_with(&name, &[("format", legible(format).into())])
        }
        _ => room.say(&name),
    }
}

impl Trouble {
    /// The trouble as a sentence, for answers that are no page.
    #[must_use]
    pub fn words(&self, room: &Room) -> String {
        explanation(room, self)
    }

    /// What there is instead: label and path.
    #[must_use]
    pub fn choices(&self, room: &Room) -> Vec<(String, String)> {
        match self {
            Self::EditionUnknown { id, editions, .. } => {
                let path = |hash: &String| room.links.document_view(id, None, Some(hash));
                editions.iter().map(|hash| (hash.clone(), path(hash))).collect()
            }
            Self::SuffixUnknown { page, twins, .. } => {
                let twin = |(suffix, path): &(String, String)| (format!(".{suffix}"), path.clone());
                let page = (room.say("trouble-twin-page"), page.clone());
                [page].into_iter().chain(twins.iter().map(twin)).collect()
            }
            Self::UnitUnknown { choices, .. }
            | Self::UnitSeveral { choices }
            | Self::PersonUnknown { choices, .. }
            | Self::PersonSeveral { choices, .. } => choices.clone(),
            _ => Vec::new(),
        }
    }
}

/// What a client sent, short enough to be shown.
pub(super) fn legible(sent: &str) -> String {
    shortened(sent, 80)
}

/// `words` cut to `longest` characters, with an ellipsis where anything was cut.
pub(super) fn shortened(words: &str, longest: usize) -> String {
    if words.chars().count() <= longest {
        return words.to_owned();
    }
    words.chars().take(longest).chain(['…']).collect()
}
