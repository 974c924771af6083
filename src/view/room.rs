//! What every page needs: the room's links, words and name, and the head of its HTML.

use std::sync::Arc;

use fluent_bundle::FluentValue;

use crate::address::{Carried, Interface, Links, ListingQuery};
use crate::assets;
use crate::document::Collection;
use crate::export::{self, Desk, Format, MOST_RECORDS, OfList};
use crate::words::Words;

use super::Citable;

/// What every page is made with.
#[derive(Clone)]
pub struct Room {
    /// Every link that leads a reader on comes from here.
    pub links: Links,
    /// The same links as everyone has them: of what is published, shared and cited.
    pub lasting: Links,
    /// The language that the room speaks.
    pub interface: Interface,
    /// The interface's words.
    pub words: Arc<Words>,
    /// The words of what is published, whoever reads.
    pub(super) lasting_words: Arc<Words>,
    /// The room's name: the collection's title, or the program's own name.
    pub title: String,
    /// Whether that is the collection's.
    pub(super) is_titled: bool,
    /// Whether the room stands as plain files, which cannot answer to what a reader chooses.
    pub is_still: bool,
    /// Whether the room is for those alone whom a proxy lets in: it is announced to nobody else.
    pub is_private: bool,
    /// How many documents were taken in so far, while the seeds are read for the first time.
    pub being_read: Option<u64>,
    /// Where readers report errors: a mail address, or an http or https address.
    pub contact: Option<String>,
    /// The licence that the group states: an http or https address.
    pub licence: Option<String>,
    /// The program's version.
    pub version: &'static str,
}

impl Room {
    /// The room of a collection, in English; without a title it bears the program's name.
    #[must_use]
    pub fn new(links: Links, words: Arc<Words>, collection: &Collection) -> Self {
        let title = collection.title.clone().unwrap_or_else(|| words.say("room-name"));
        Self {
            lasting: links.lasting(),
            links,
            interface: Interface::English,
            lasting_words: Arc::clone(&words),
            words,
            title,
            is_titled: collection.title.is_some(),
            is_still: false,
            is_private: false,
            being_read: None,
            contact: collection.contact.clone(),
            licence: collection.licence.clone(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The room for a reader: in her language and these words, its links with what she chose.
    #[must_use]
    pub fn for_reader(&self, interface: Interface, carried: Carried, words: Arc<Words>) -> Self {
        let title = if self.is_titled { self.title.clone() } else { words.say("room-name") };
        Self { links: self.lasting.carrying(carried), interface, words, title, ..self.clone() }
    }

    /// The language of the room's name, where it is not the interface's.
    #[must_use]
    pub fn title_lang(&self) -> Option<String> {
        self.is_titled.then(|| self.tongue_of(&self.title, &[])).flatten()
    }

    /// What an export is written with: the same whoever reads.
    #[must_use]
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            links: &self.lasting,
            words: &self.lasting_words,
            room: &self.title,
            licence: self.licence.as_deref(),
        }
    }

    /// The message `name`.
    #[must_use]
    pub fn say(&self, name: &str) -> String {
        self.words.say(name)
    }

    /// The message `name` with its particulars.
    #[must_use]
    pub fn say_with(&self, name: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.words.say_with(name, args)
    }

    /// The message `name` about a number: `$n` chooses the form, `$count` is the number written.
    #[must_use]
    pub fn say_count(&self, name: &str, n: u64) -> String {
        self.say_with(name, &[("n", number(n)), ("count", grouped(n).into())])
    }

    /// The listing from its beginning.
    #[must_use]
    pub fn listing(&self) -> String {
        self.links.documents(&ListingQuery::default())
    }

    /// The style sheet.
    #[must_use]
    pub fn style_sheet(&self) -> String {
        self.links.asset(assets::CSS_ROOM_CSS)
    }

    /// The fonts that a page needs at once: it names them in its head, so that its first lines are
    /// set in them and nothing moves.
    #[must_use]
    pub fn fonts(&self) -> [String; 3] {
        [
            assets::FONTS_LITERATA_REGULAR_WOFF2,
            assets::FONTS_LITERATA_ITALIC_WOFF2,
            assets::FONTS_LITERATA_SEMIBOLD_WOFF2,
        ]
        .map(|file| self.links.asset(file))
    }

    /// The script that copies citations.
    #[must_use]
    pub fn copy_script(&self) -> String {
        self.links.asset(assets::JS_COPY_JS)
    }

    /// The room's mark as telephones keep it among their own.
    #[must_use]
    pub fn touch_icon(&self) -> String {
        self.links.asset(assets::TOUCH_ICON_PNG)
    }

    /// The script that puts remembered choices onto the page before it is painted.
    #[must_use]
    pub fn settings_script(&self) -> String {
        self.links.asset(assets::JS_SETTINGS_JS)
    }

    /// The script of the comforts of reading.
    #[must_use]
    pub fn reader_script(&self) -> String {
        self.links.asset(assets::JS_READER_JS)
    }

    /// The room's mark.
    #[must_use]
    pub fn mark(&self) -> String {
        self.links.asset(assets::MARK_SVG)
    }
}

/// A number as Fluent takes it; beyond 2^53 it would lose digits, which no count reaches.
pub(super) fn number(n: u64) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// A number with its thousands set apart: `12,345`.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What stands in the head of a page's HTML.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The page's title, without the room's.
    pub title: Option<String>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// The page's own path with its known parameters, without what a reader chose.
    pub own: Option<String>,
    /// The page's full address, the same in every language and for every reader; pages that stand
    /// for no one thing have none.
    pub canonical: Option<String>,
    /// The same in other formats.
    pub alternates: Vec<Alternate>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Whether search engines should leave the page out.
    pub unlisted: bool,
    /// The record of the document that the page shows.
    pub citable: Option<Citable>,
}

/// The same content in another format.
#[derive(Debug, Clone)]
pub struct Alternate {
    /// Its path.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its name for readers.
    pub label: String,
    /// How it stands to the page, as `rel` says it.
    pub relation: &'static str,
}

impl Alternate {
    /// The twins of a list of `total` documents. `path` makes the path of one: with `true` of what
    /// is made of the whole list, with `false` of the page.
    pub(super) fn of_list<Writer: Copy>(
        room: &Room,
        own: &[Format<Writer>],
        total: u64,
        path: impl Fn(&str, bool) -> String,
    ) -> Vec<Self> {
        let alternate = |format: &Format<OfList<Writer>>| Self {
            href: path(format.suffix, !matches!(format.write, OfList::Page(_))),
            media_type: format.media_type,
            label: match format.write {
                OfList::Whole(_) => room.records_words(format.label, total),
                OfList::Page(_) | OfList::Feed => room.say(format.label),
            },
            relation: format.relation,
        };
        export::of_list(own).iter().map(alternate).collect()
    }
}

impl Room {
    /// A format with how many of `total` documents a file in it holds: `RIS, all 120`.
    pub(super) fn records_words(&self, label: &str, total: u64) -> String {
        let most = u64::from(MOST_RECORDS);
        let name = match total {
            0 | 1 => return self.say(label),
            _ if total <= most => "format-all",
            _ => "format-first",
        };
        let args = [
            ("format", self.say(label).into()),
            ("count", grouped(total).into()),
            ("most", grouped(most).into()),
        ];
        self.say_with(name, &args)
    }
}

impl Room {
    /// Those of a page's other formats that its head names: a private room announces no feeds, as
    /// no reader of feeds gets past its door.
    pub(super) fn announced<'a>(
        &self,
        alternates: &'a [Alternate],
    ) -> impl Iterator<Item = &'a Alternate> {
        let is_private = self.is_private;
        alternates.iter().filter(move |twin| !is_private || twin.media_type != export::ATOM)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_set_apart() {
        for (n, expect) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(super::grouped(n), expect);
        }
    }
}
