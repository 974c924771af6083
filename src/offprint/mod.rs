//! The whole room as plain files: every page, twin, source and style sheet, with links that work
//! wherever the folder stands.
//!
//! In come the room's routes; out goes a folder. Nothing is rendered a second time: the routes are
//! asked as a reader would ask them, from the front page on along every link, and the links in the
//! pages are led to the files. What needs a program to answer, searching and choosing, is left out.
//! The same room gives the same bytes. The room is only read.

mod folder;
mod html;
mod place;

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use askama::Template as _;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, header};
use indicatif::{ProgressBar, ProgressStyle};
use tower::ServiceExt as _;

use crate::address::{Anchor, Links, ListingQuery, Slug};
use crate::assets;
use crate::document::{Entry, Language};
use crate::store::{Filter, Store};
use crate::view::{ElsewherePage, Room, StillBox, StillSearchPage};
use crate::web::{self, Reception};
use crate::words::Words;

use folder::Folder;
use html::Way;
use place::{Address, Fact, Facts, Place};

/// Where the copy begins; every further page is found along the links. What a room does not have of
/// these is passed over.
const BEGINNINGS: [&str; 11] = [
    "/",
    "/search",
    "/documents",
    "/about",
    "/ingest",
    "/favicon.ico",
    "/robots.txt",
    "/sitemap.xml",
    "/feed.atom",
    "/feed.json",
    "/corrections.atom",
];
/// How many addresses are asked for at once.
const AT_ONCE: usize = 8;
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// Documents of which so much is remembered at once as placing links takes.
const MOST_FACTS: usize = 10_000;
/// Files between two log lines where there is no terminal.
const STEP: usize = 1000;

/// What was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Addresses that did not answer, each with its status.
    pub missing: Vec<(String, u16)>,
}

/// Writes the room that `store` holds into `folder`. `links` makes the addresses of the living room,
/// which pages and twins name as their own.
///
/// # Errors
/// If the folder holds something else or cannot be written; what the store says.
pub async fn written(store: &Store, links: &Links, folder: &Path) -> Result<Written> {
    let words = Arc::new(Words::english());
    let mut room = Room::new(links.clone(), words, &store.collection().await?);
    room.is_still = true;
    let routes = web::routes(Reception::of_still(store.clone(), links.clone()), PATIENCE);
    let mut press = Press {
        store,
        routes,
        box_instead: StillBox { room: &room }.render()?,
        room,
        folder: Folder::open(folder)?,
        queue: VecDeque::new(),
        known: HashSet::new(),
        facts: Facts::new(),
        missing: Vec::new(),
    };
    press.begin().await?;
    press.run().await?;
    let (files, bytes) = press.folder.finish()?;
    Ok(Written { files, bytes, missing: press.missing })
}

/// A copy in the making.
struct Press<'a> {
    store: &'a Store,
    routes: Router,
    room: Room,
    /// What stands in the place of the search box.
    box_instead: String,
    folder: Folder,
    queue: VecDeque<Place>,
    /// The files that are written or in the queue.
    known: HashSet<String>,
    facts: Facts,
    missing: Vec<(String, u16)>,
}

/// An answer of the routes.
struct Answer {
    status: u16,
    media_type: String,
    location: Option<String>,
    /// What the answer's `Link` headers name.
    linked: Vec<String>,
    body: Bytes,
}

impl Press<'_> {
    /// Puts the first addresses into the queue: the beginnings, and every document that moved or
    /// was withdrawn, to which no page leads any more.
    async fn begin(&mut self) -> Result<()> {
        // Style sheets name fonts that no page does.
        for name in assets::names() {
            self.add(Place::root(&format!("/static/{name}")));
        }
        for address in BEGINNINGS {
            self.add(Place::root(address));
        }
        let stated = self.store.stated_redirects().await?;
        let moved = self.store.redirects().await?.into_iter().map(|moved| moved.old);
        let mut gone: BTreeSet<String> = moved.map(|id| id.to_string()).collect();
        gone.extend(stated.moved.iter().map(|(old, _)| old.to_string()));
        gone.extend(stated.gone.iter().map(|stone| stone.id.clone()));
        for id in gone.iter().filter_map(|id| Slug::parse(id)) {
            let path = self.room.links.document(&id);
            let below = self.below(&Place::default(), &path);
            self.add(below.and_then(|below| Place::root(&below)));
        }
        Ok(())
    }

    fn add(&mut self, place: Option<Place>) {
        if let Some(place) = place
            && self.known.insert(place.file.clone())
        {
            self.queue.push_back(place);
        }
    }

    /// Asks and writes until every link was followed.
    async fn run(&mut self) -> Result<()> {
        let progress = Progress::new();
        let mut done = 0;
        while !self.queue.is_empty() {
            let now: Vec<Place> = self.queue.drain(..self.queue.len().min(AT_ONCE)).collect();
            let asked: Vec<_> = now
                .iter()
                .map(|place| tokio::spawn(asked(self.routes.clone(), place.address.clone())))
                .collect();
            for (place, answer) in now.iter().zip(asked) {
                if place.address == "/search" {
                    answer.abort();
                    self.put_search(place).await?;
                } else {
                    let answer = answer.await??;
                    self.put(place, answer)
                        .await
                        .with_context(|| format!("{} could not be copied", place.address))?;
                }
                done += 1;
            }
            progress.advance(done, self.queue.len());
        }
        Ok(())
    }

    /// Writes an answer as the file of its address.
    async fn put(&mut self, place: &Place, answer: Answer) -> Result<()> {
        if let Some(location) = answer.location.filter(|_| (300..400).contains(&answer.status)) {
            return self.put_elsewhere(place, &location).await;
        }
        let is_page = answer.media_type.starts_with("text/html");
        if !matches!(answer.status, 200 | 410) || is_page != place.is_page() {
            if !BEGINNINGS.contains(&place.address.as_str()) {
                self.missing.push((place.address.clone(), answer.status));
            }
            return Ok(());
        }
        if !is_page {
            return self.folder.put(&place.file, &answer.body);
        }
        for link in &answer.linked {
            let below = self.below(place, link).map(|below| Address::parse(&below));
            let to = below.and_then(|below| place.reached(&below, &self.facts));
            self.add(to.map(|(to, _)| to));
        }
        let page = String::from_utf8(answer.body.into()).context("a page is not UTF-8")?;
        self.put_page(place, &page).await?;
        self.put_places(place, &page).await
    }

    /// Writes a page with its links led to files.
    async fn put_page(&mut self, place: &Place, page: &str) -> Result<()> {
        let mut wanted: Vec<String> = Vec::new();
        for link in html::links(page) {
            if let Some(below) = self.below(place, &link)
                && let Some(id) = Address::parse(&below).document()
                && !self.facts.contains_key(id)
            {
                wanted.push(id.to_owned());
            }
        }
        self.learn(wanted).await?;
        let mut found = Vec::new();
        let body = html::rewritten(page, &self.box_instead, &mut |link, is_canonical| {
            if is_canonical {
                return Way::Same;
            }
            let Some(below) = self.below(place, link) else { return Way::Same };
            let Some((to, at)) = place.reached(&Address::parse(&below), &self.facts) else {
                return Way::Nowhere;
            };
            let fragment = below.split_once('#').map(|(_, fragment)| fragment.to_owned()).or(at);
            let way = place.way_to(&to.file, fragment.as_deref());
            found.push(to);
            Way::To(way)
        });
        self.folder.put(&place.file, body.as_bytes())?;
        for to in found {
            self.add(Some(to));
        }
        Ok(())
    }

    /// Writes the addresses of the places in a document: small pages that lead to them.
    async fn put_places(&mut self, place: &Place, page: &str) -> Result<()> {
        let Some((id, is_bare)) = place.document() else { return Ok(()) };
        self.learn(vec![id.to_owned()]).await?;
        let Some(fact) = self.facts.get(id) else { return Ok(()) };
        let prefixes: Vec<&str> = fact.languages.iter().map(Language::anchor_prefix).collect();
        let mut places = Vec::new();
        for anchor in html::identifiers(page) {
            let file = Place::of_anchor(id, anchor);
            let is_place = match Anchor::parse(anchor) {
                Some(Anchor::Note(_)) => is_bare,
                Some(Anchor::Block { prefix, .. }) => prefixes.contains(&prefix.as_str()),
                None => false,
            };
            // A view of an earlier edition has no addresses of its own.
            if is_place && !place.address.contains("edition=") && !self.known.contains(&file) {
                places.push((file, anchor.to_owned()));
            }
        }
        let (Some(id), links) = (Slug::parse(id), self.room.links.clone()) else { return Ok(()) };
        for (file, anchor) in places {
            let Some(anchor) = Anchor::parse(&anchor) else { continue };
            self.known.insert(file.clone());
            let address = links.place(&id, &anchor, None);
            let at = self.below(place, &address).and_then(|below| Place::root(&below));
            let at = at.unwrap_or_default();
            let from = Place { file, ..at };
            self.put_elsewhere(&from, &links.place_on_page(&id, &anchor, None)).await?;
        }
        Ok(())
    }

    /// Writes a page that leads to the path `to`.
    async fn put_elsewhere(&mut self, place: &Place, to: &str) -> Result<()> {
        let own = format!("{}{}", self.room.links.base_path(), place.address);
        let canonical = self.room.links.absolute(&own);
        let page = ElsewherePage::new(&self.room, to, &canonical).render()?;
        self.put_page(place, &page).await
    }

    /// Writes what stands in the search's place: all documents on one page.
    async fn put_search(&mut self, place: &Place) -> Result<()> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut query = ListingQuery::default();
        loop {
            let (filter, _) = Filter::parse(&query);
            let listing = self.store.listing(&filter).await?;
            entries.extend(listing.entries);
            if listing.next.is_none() {
                break;
            }
            query.after = listing.next;
        }
        let page = StillSearchPage::new(&self.room, &entries).render()?;
        self.put_page(place, &page).await
    }

    /// The address below the room's own that a link on a page has, if it leads into the room.
    ///
    /// Editors may link without the path below which the room stands; the room answers there too.
    fn below(&self, from: &Place, link: &str) -> Option<String> {
        let links = &self.room.links;
        let within = |path: &str| {
            let below = path.strip_prefix(links.base_path())?;
            (below.starts_with('/') && !below.starts_with("//")).then(|| below.to_owned())
        };
        if let Some(path) = link.strip_prefix(&links.absolute("")) {
            return within(path);
        }
        let is_elsewhere = link.split(['/', '?', '#']).next().is_none_or(|head| head.contains(':'));
        if is_elsewhere || link.is_empty() || link.starts_with("//") || link.starts_with('#') {
            return None;
        }
        if link.starts_with('/') {
            return Some(within(link).unwrap_or_else(|| link.to_owned()));
        }
        Some(from.joined(link))
    }

    /// Looks up what placing links into these documents takes.
    async fn learn(&mut self, ids: Vec<String>) -> Result<()> {
        if self.facts.len() > MOST_FACTS {
            self.facts.clear();
        }
        let ids: Vec<Slug> = ids
            .iter()
            .filter(|id| !self.facts.contains_key(*id))
            .filter_map(|id| Slug::parse(id))
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        for card in self.store.cards(&ids).await? {
            let languages = card.credits.into_iter().map(|credit| credit.language).collect();
            self.facts.insert(card.id.to_string(), Fact { edition: card.edition, languages });
        }
        Ok(())
    }
}

/// What the routes answer.
async fn asked(routes: Router, address: String) -> Result<Answer> {
    let request = Request::get(&address)
        .header(header::HOST, "localhost")
        .body(Body::empty())
        .with_context(|| format!("{address} is no address"))?;
    let answer = routes.oneshot(request).await.map_err(|never| anyhow!("{never}"))?;
    let (head, body) = answer.into_parts();
    let line = |name| head.headers.get(name)?.to_str().ok().map(str::to_owned);
    Ok(Answer {
        status: head.status.as_u16(),
        media_type: line(header::CONTENT_TYPE).unwrap_or_default(),
        location: line(header::LOCATION),
        linked: line(header::LINK).map(|line| targets(&line)).unwrap_or_default(),
        body: to_bytes(body, usize::MAX).await?,
    })
}

/// The targets of a `Link` header (RFC 8288).
fn targets(line: &str) -> Vec<String> {
    line.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0.to_owned())).collect()
}

/// How far the copy has come: a bar on a terminal, else a log line per thousand files.
struct Progress(Option<ProgressBar>);

impl Progress {
    fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            match ProgressStyle::with_template("{bar:40} {pos} of {len} addresses known so far") {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self(bar)
    }

    fn advance(&self, done: usize, to_do: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(u64::try_from(done + to_do).unwrap_or(u64::MAX));
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        } else if done % STEP < AT_ONCE {
            tracing::info!(done, known = done + to_do, "addresses copied");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
