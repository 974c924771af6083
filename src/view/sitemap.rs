//! What crawlers read: the list of addresses and what they may visit.

use askama::Template;

use crate::address::Slug;

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

    /// The documents with the time (RFC 3339) when each was taken in; `with_pages` puts the room's
    /// own pages before them.
    #[must_use]
    pub fn new(room: &Room, documents: &[(Slug, String)], with_pages: bool) -> Self {
        let mut addresses = Vec::with_capacity(documents.len() + 3);
        if with_pages {
            for path in [room.links.front(), room.listing(), room.links.about()] {
                addresses.push(Address { location: room.links.absolute(&path), changed: None });
            }
        }
        addresses.extend(documents.iter().map(|(id, taken_in)| Address {
            location: room.links.absolute(&room.links.document(id)),
            changed: Some(taken_in.clone()),
        }));
        Self { addresses }
    }
}

/// The parts of a list of addresses that is too long for one file.
#[derive(Template)]
#[template(path = "xml/sitemap-index.xml")]
pub struct SitemapIndex {
    parts: Vec<String>,
}

impl SitemapIndex {
    /// An index of `parts` files, counted from 1.
    #[must_use]
    pub fn new(room: &Room, parts: usize) -> Self {
        let part = |n| room.links.absolute(&room.links.sitemap_part(n));
        Self { parts: (1..=parts).map(part).collect() }
    }
}

/// What crawlers may visit: everything. It is an open room.
#[derive(Template)]
#[template(path = "robots.txt")]
pub struct Robots {
    sitemap: String,
}

impl Robots {
    /// The rules, with the address of the sitemap.
    #[must_use]
    pub fn new(room: &Room) -> Self {
        Self { sitemap: room.links.absolute(&room.links.sitemap()) }
    }
}
