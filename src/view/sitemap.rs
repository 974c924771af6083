//! What crawlers read: the list of addresses and what they may visit.

use askama::Template;

use crate::address::{ListingQuery, Slug, unit_part};
use crate::authority::{Authority, EntityKind};
use crate::document::Coverage;

use super::Room;

/// The room's addresses, or a part of them.
#[derive(Template)]
#[template(path = "xml/sitemap.xml")]
pub struct Sitemap {
    addresses: Vec<Address>,
}

/// A page and when it last changed.
struct Address {
    location: String,
    changed: Option<String>,
}

impl Sitemap {
    /// At most this many addresses stand in one file (sitemaps.org, "Sitemap file limits").
    pub const LONGEST: usize = 50_000;

    /// So many addresses at most are of the room's own pages; the rest of a file is for documents.
    pub const MOST_PAGES: usize = 5_000;

    /// The documents with the time (RFC 3339) when the record of each last changed. With what the room holds, its
    /// own pages come first: those of one value each of year, archive and language, never of two,
    /// the archives, and the people of the authority file.
    #[must_use]
    pub fn new(
        room: &Room,
        documents: &[(Slug, String)],
        pages: Option<(&Coverage, &Authority)>,
    ) -> Self {
        let own = pages
            .map(|(coverage, authority)| own_pages(room, coverage, authority))
            .unwrap_or_default();
        let mut addresses: Vec<Address> = own
            .into_iter()
            .take(Self::MOST_PAGES)
            .map(|path| Address { location: room.links.absolute(&path), changed: None })
            .collect();
        addresses.extend(documents.iter().map(|(id, changed)| Address {
            location: room.links.absolute(&room.links.document(id)),
            changed: Some(changed.clone()),
        }));
        Self { addresses }
    }
}

fn own_pages(room: &Room, coverage: &Coverage, authority: &Authority) -> Vec<String> {
    let links = &room.links;
    let of = |query: ListingQuery| links.documents(&query);
    let mut pages = vec![
        links.front(),
        room.listing(),
        links.archives(&[]),
        links.timeline(),
        links.people(1),
        links.terms(),
        links.about(),
        links.accessibility(),
    ];
    pages.extend(
        coverage.years.iter().map(|(year, _)| of(ListingQuery::of_time(&format!("{year:04}")))),
    );
    pages.extend(coverage.languages.iter().map(|(language, _)| {
        of(ListingQuery { language: Some(language.to_string()), ..ListingQuery::default() })
    }));
    for (archive, _) in &coverage.archives {
        pages.push(links.archives(&[unit_part(Some(archive))]));
        pages.push(of(ListingQuery { archive: Some(archive.clone()), ..ListingQuery::default() }));
    }
    let people = authority.entries.iter().filter(|of| of.entity.kind == EntityKind::Person);
    pages.extend(people.map(|person| links.person(&person.entity.id, None)));
    pages
}

/// The parts of a list of addresses that is too long for one file.
#[derive(Template)]
#[template(path = "xml/sitemap-index.xml")]
pub struct SitemapIndex {
    parts: Vec<Address>,
}

impl SitemapIndex {
    /// An index of files, counted from 1, given when what each lists last changed.
    #[must_use]
    pub fn new(room: &Room, changes: Vec<String>) -> Self {
        let part = |(n, changed)| Address {
            location: room.links.absolute(&room.links.sitemap_part(n)),
            changed: Some(changed),
        };
        Self { parts: (1..).zip(changes).map(part).collect() }
    }
}

/// What crawlers may visit: everything but searches and selections, of which there is no end, the
/// listing's twins for every choice of filters, and the differences between any two editions.
#[derive(Template)]
#[template(path = "robots.txt")]
pub struct Robots {
    barred: Vec<String>,
    sitemap: Option<String>,
}

impl Robots {
    /// The rules, with the address of the sitemap; those of a private room bar everything.
    #[must_use]
    pub fn new(room: &Room) -> Self {
        if room.is_private {
            return Self { barred: vec!["/".to_owned()], sitemap: None };
        }
        Self {
            barred: vec![
                // The box may be found; what it finds, and the files of that, are without end.
                format!("{}?", room.links.search_page()),
                format!("{}.", room.links.search_page()),
                room.links.selection_page(),
                room.links.documents_twin("*?", &ListingQuery::default()),
                room.links.below("/documents/*/history?"),
            ],
            sitemap: Some(room.links.absolute(&room.links.sitemap())),
        }
    }
}
