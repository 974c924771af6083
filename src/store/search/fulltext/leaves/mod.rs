//! The rows of the phrases that a search names: what is kept of them, and what has to be read.
//!
//! A word that nobody asked for yet is read whole, and its rows are kept. Words that follow each
//! other are looked for only in rows that hold all of them, on the pages where these rows are.

mod phrases;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::anatomy::{Anatomy, Graves, Segment};
use super::digest::Digest;
use super::extent::Extent;
use super::pages::{Pages, Place, Run, anatomy, located, pages};
use super::shelf::Shelf;
use super::sketch::{self, Sketch};
use super::sought::Beginning;
use super::wanted::{Table, Wanted, phrases};
use crate::search::{Columns, Formula};
use crate::store::search::beside;
use crate::store::{Error, Result};

/// How often the index may change under a search before it gives up: each time, what was fetched
/// is of another state than what it was fetched by.
const TRIES: usize = 16;
/// Documents that are few: of a word with a long list only the pages are read that tell of them.
const FEW: usize = 64;
/// Pages of a long list.
const LONG_LIST: i64 = 16;
/// Bytes of pages that are read beside the threads that answer requests.
const LONG: usize = 128 * 1024;

/// The rows of some phrases, of one state of the index.
#[derive(Debug)]
pub(in crate::store::search) struct Leaves {
    anatomies: Arc<[Anatomy; 2]>,
    /// For each phrase its rows in each segment.
    digests: HashMap<Wanted, Vec<Arc<Digest>>>,
    no_graves: Graves,
}

/// The rows of all phrases of these formulas. Where `among` names documents, ascending, the rows of
/// others may be missing.
pub(in crate::store::search) async fn fetched(
    connection: &mut SqliteConnection,
    shelf: &Shelf,
    table: Table,
    formulas: &[&Formula],
    among: Option<&[i64]>,
) -> Result<Leaves> {
    let mut wanted: HashSet<Wanted> = HashSet::new();
    for formula in formulas {
        wanted.extend(phrases(table, formula).into_iter().map(|placed| placed.wanted));
    }
    for _ in 0..TRIES {
        let anatomies = shelf.anatomies();
        let mut reading = Reading::of(shelf, table, &anatomies[table as usize], &wanted);
        if reading.read(connection, among).await?.is_some() {
            let digests = reading.digests.into_iter().map(|(wanted, digests)| {
                (wanted, digests.into_iter().map(Option::unwrap_or_default).collect())
            });
            let digests = digests.collect();
            return Ok(Leaves { anatomies, digests, no_graves: Graves::default() });
        }
        let now = [
            anatomy(connection, Table::Documents).await?,
            anatomy(connection, Table::Paragraphs).await?,
        ];
        shelf.see(now);
    }
    Err(Error::Busy)
}

/// The error of an index that cannot be read.
pub(super) fn torn() -> Error {
    Error::Value("a page of the full-text index".to_owned())
}

/// Phrases whose rows are being brought together.
struct Reading<'a> {
    shelf: &'a Shelf,
    table: Table,
    anatomy: &'a Anatomy,
    /// What is known of each phrase, by segment.
    digests: HashMap<Wanted, Vec<Option<Arc<Digest>>>>,
    /// What is known of the words of longer phrases.
    words: HashMap<Wanted, Vec<Option<Arc<Digest>>>>,
    /// Words that begin as is wished, of which the rows are known.
    beginning: HashMap<(Wanted, usize), Beginning>,
    /// Long lists of which only some pages are to be read.
    sketches: HashMap<(Wanted, usize), Extent>,
}

/// The pages of a word in a segment, as far as they were fetched.
type Fetched = HashMap<(Wanted, usize), Run>;

impl<'a> Reading<'a> {
    fn of(shelf: &'a Shelf, table: Table, anatomy: &'a Anatomy, wanted: &HashSet<Wanted>) -> Self {
        let known = |wanted: &Wanted| (wanted.clone(), shelf.known(wanted, anatomy));
        let digests: HashMap<_, _> = wanted.iter().map(known).collect();
        let mut words: HashMap<_, _> = HashMap::new();
        for (phrase, digests) in &digests {
            if digests.iter().all(Option::is_some) {
                continue;
            }
            for place in 0..phrase.words.len() {
                let word = phrase.word(place);
                words.entry(word).or_insert_with_key(|word| shelf.known(word, anatomy));
            }
        }
        let (beginning, sketches) = (HashMap::new(), HashMap::new());
        Self { shelf, table, anatomy, digests, words, beginning, sketches }
    }

    /// Phrases with the segments in which their rows are not known.
    fn unknown(&self) -> Vec<(Wanted, usize)> {
        let unknown = self.digests.iter().flat_map(|(wanted, digests)| {
            let places = digests.iter().enumerate().filter(|(_, digest)| digest.is_none());
            places.map(move |(segment, _)| (wanted.clone(), segment))
        });
        unknown.collect()
    }

    /// Reads what is not known; `None` if the table is another by now.
    async fn read(
        &mut self,
        connection: &mut SqliteConnection,
        among: Option<&[i64]>,
    ) -> Result<Option<()>> {
        let unknown = self.unknown();
        // Words that have to be read, with their segments, and whether their digests would not do.
        let mut whole: HashMap<(Wanted, usize), bool> = HashMap::new();
        for (phrase, segment) in &unknown {
            for place in 0..phrase.words.len() {
                let word = phrase.word(place);
                let is_known = self.anatomy.segments[*segment].is_still
                    && word.is_word()
                    && !phrase.is_prefix
                    && phrase.words.len() > 1
                    && self.words.get(&word).is_some_and(|known| known[*segment].is_some());
                if !is_known {
                    let are_places_needed = if phrase.words.len() == 1 {
                        phrase.columns != Columns::All
                    } else {
                        phrase.is_prefix
                    };
                    *whole.entry((word, *segment)).or_default() |= are_places_needed;
                }
            }
        }
        let whole: Vec<_> = whole.into_iter().collect();
        // Where nothing has to be read of paragraphs, the state of the index was looked at with the
        // documents.
        let is_seen = !self.anatomy.structure.is_empty();
        if unknown.is_empty() && self.table == Table::Paragraphs && is_seen {
            return Ok(Some(()));
        }
        let places = whole.iter().map(|((word, segment), are_places_needed)| Place {
            segment: self.anatomy.segments[*segment].identity,
            letters: word.words.first().map_or("", String::as_str),
            is_prefix: word.is_prefix,
            takes_lists: !are_places_needed && self.anatomy.segments[*segment].is_still,
        });
        let places: Vec<_> = places.collect();
        let located = located(connection, (self.table, self.anatomy), &places).await?;
        let Some(located) = located else { return Ok(None) };
        let few = among.filter(|documents| documents.len() <= FEW);
        let whole = whole.into_iter().map(|(key, _)| key);
        let mut fetched = self.without_abridged(whole.zip(located)).await?;
        let long: Fetched = fetched
            .extract_if(|(word, segment), run| {
                let is_still = self.anatomy.segments[*segment].is_still;
                few.is_some() && is_still && !word.is_prefix && run.1 - run.0 >= LONG_LIST
            })
            .collect();
        let runs = fetched.iter().flat_map(|(key, run)| self.without_known(key, *run));
        let mut runs: Vec<Run> = runs.collect();
        runs.extend(long.values().flat_map(|run| sketch::pages(*run)));
        let mut read = Pages::default();
        if !runs.is_empty() {
            let pages = pages(connection, (self.table, self.anatomy), &runs).await?;
            let Some(pages) = pages else { return Ok(None) };
            read = pages;
        }
        self.spoil(&mut read);
        for (key, run) in long {
            let letters = key.0.words.first().map_or("", String::as_str);
            match sketch::sketched(&read, letters, run).ok_or_else(torn)? {
                Sketch::OnePage => drop(fetched.insert(key, (run.0, run.0))),
                Sketch::Pages(pages) => drop(self.sketches.insert(key, pages)),
            }
        }
        let (read, words) = self.words_read(read, &fetched).await?;
        self.learn(words);
        let unknown = self.unknown();
        if unknown.is_empty() {
            return Ok(Some(()));
        }
        self.read_phrases(connection, (unknown, among), (read, fetched)).await
    }

    /// Takes over what words come to.
    fn learn(&mut self, words: Vec<((Wanted, usize), Arc<Digest>)>) {
        for ((word, segment), digest) in words {
            self.keep(&word, segment, &digest);
            if let Some(known) = self.digests.get_mut(&word) {
                known[segment] = Some(Arc::clone(&digest));
            }
            if let Some(known) = self.words.get_mut(&word) {
                known[segment] = Some(digest);
            }
        }
    }

    fn keep(&self, wanted: &Wanted, segment: usize, digest: &Arc<Digest>) {
        let Segment { identity, is_still, .. } = &self.anatomy.segments[segment];
        if *is_still {
            self.shelf.keep(wanted, *identity, digest);
        }
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "tests do")]
    fn spoil(&self, _pages: &mut Pages) {}

    #[cfg(test)]
    fn spoil(&self, pages: &mut Pages) {
        if let Some(change) = self.shelf.spoiled.lock().unwrap().as_mut() {
            pages.spoil(change);
        }
    }
}

impl Leaves {
    pub(super) fn anatomy(&self, table: Table) -> &Anatomy {
        &self.anatomies[table as usize]
    }

    /// The rows of a phrase, by segment, with those that do not count.
    pub(super) fn rows<'l>(
        &'l self,
        wanted: &Wanted,
    ) -> impl Iterator<Item = (&'l Digest, &'l Graves)> + use<'l> {
        let segments = &self.anatomy(wanted.table).segments;
        let digests = self.digests.get(wanted).map_or(&[][..], Vec::as_slice);
        digests.iter().zip(segments).map(|(digest, segment)| {
            let graves = if digest.is_clean { &self.no_graves } else { &segment.graves };
            (&**digest, graves)
        })
    }

    /// How many rows all phrases have.
    pub(in crate::store::search) fn size(&self) -> usize {
        self.digests.values().flatten().map(|digest| digest.rows() as usize).sum()
    }
}
