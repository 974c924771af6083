//! The index compared with one that is made from the stored texts.
//!
//! The full-text tables keep no text of their own, so SQLite can tell whether they are in order and
//! not whether they are right. Both sides are told thing by thing, each thing a number, and the
//! numbers of each part added up: the order does not matter and nothing has to be held in memory.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;
use std::time::Instant;

use futures_util::TryStreamExt as _;
use rayon::prelude::*;
use sqlx::{Connection as _, FromRow, Sqlite, Transaction, sqlite::SqliteRow};

use super::contents::together;
use super::{Damage, Pace, found_by};
use crate::search::{
    BLOCK_COLUMNS, DOCUMENT_COLUMNS, Frequencies, Indexed, Lexicon, Placed, VERSION, indexed,
};
use crate::store::counted::counts_follow;
use crate::store::index::documents;
use crate::store::rows::block_keys;
use crate::store::{Error, Pacer, Result, Store};

/// The parts of the index, as they are named to people.
const PARTS: [&str; 6] = ["documents", "paragraphs", "words", "names", "mentions", "days"];

/// The columns of the two tables.
const DOCUMENTS: [&str; DOCUMENT_COLUMNS] =
    ["title", "summary", "en", "ko", "xx", "alt", "alt_en", "alt_ko", "alt_xx"];
const BLOCKS: [&str; BLOCK_COLUMNS] = ["main", "alt"];

/// The sums of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sums([u64; PARTS.len()]);

impl Sums {
    fn add(&mut self, part: usize, thing: &impl Hash) {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        self.0[part] = self.0[part].wrapping_add(hasher.finish());
    }

    fn join(mut self, other: Self) -> Self {
        for (sum, other) in self.0.iter_mut().zip(other.0) {
            *sum = sum.wrapping_add(other);
        }
        self
    }

    /// Adds what the index is to hold of a document.
    fn add_document(&mut self, number: i64, indexed: &Indexed) {
        let (first, _) = block_keys(number);
        indexed.each_of_document(|Placed { token, column, position }| {
            let token = indexed.tokens().at(token as usize).unwrap_or_default();
            self.add(0, &(number, DOCUMENTS[column], i64::from(position), token));
        });
        indexed.each_of_blocks(|block, Placed { token, column, position }| {
            let token = indexed.tokens().at(token as usize).unwrap_or_default();
            let key = i64::try_from(block).map_or(i64::MAX, |block| first + 1 + block);
            self.add(1, &(key, BLOCKS[column], i64::from(position), token));
        });
        for sighting in &indexed.sightings {
            let (kind, id) = (sighting.entity.kind.as_str(), sighting.entity.id.as_str());
            let block = first + i64::from(sighting.ordinal);
            self.add(4, &(kind, id, sighting.form.as_str(), block));
        }
        for day in indexed.days() {
            self.add(5, &(day.as_str(), number));
        }
    }

    fn add_frequencies(&mut self, frequencies: &Frequencies) {
        for (word, count) in frequencies.words() {
            self.add(2, &(word, count));
        }
        for (name, count) in &frequencies.names {
            self.add(3, &(name.key.as_str(), name.form.as_str(), *count));
        }
    }
}

impl Store {
    /// Parts of the index that do not follow from the stored texts. One that is to be made anew in
    /// any case is passed over.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub async fn damage_of_index(&self, pace: Pace) -> Result<Vec<Damage>> {
        let is_present = self.setting("index_version").await? == Some(VERSION.to_string())
            && self.setting("index_authority").await? == Some(self.lexicon_stamp().await?);
        if !is_present {
            return Ok(Vec::new());
        }
        let asked = async {
            let mut connection = self.examiner(pace).await?;
            for statement in [
                "CREATE VIRTUAL TABLE temp.ft_doc_all USING fts5vocab('main', 'ft_doc', 'instance')",
                "CREATE VIRTUAL TABLE temp.ft_para_all USING
                     fts5vocab('main', 'ft_para', 'instance')",
            ] {
                sqlx::query(statement).execute(&mut connection).await?;
            }
            // One state of the database for both sides, whatever is written meanwhile.
            let mut tx = connection.begin().await?;
            let together = i64::try_from(together(pace)).unwrap_or(1);
            let wanted = wanted(&mut tx, self.lexicon(), together, self.pacer(pace)).await?;
            let held = held(&mut tx).await?;
            let differ = PARTS.iter().zip(wanted.0.iter().zip(held.0));
            let differ = differ.filter(|(_, (wanted, held))| *wanted != held);
            let mut found: Vec<Damage> =
                differ.map(|(part, _)| Damage::Index((*part).to_owned())).collect();
            if !counts_follow(&mut tx).await? {
                found.push(Damage::Index("counts".to_owned()));
            }
            Ok::<_, super::super::Error>(found)
        };
        match asked.await {
            Err(error) if error.is_of_value() => Ok(vec![Damage::Index(error.to_string())]),
            asked => found_by(asked),
        }
    }
}

/// The sums that follow from the texts.
async fn wanted(
    tx: &mut Transaction<'_, Sqlite>,
    lexicon: Arc<Lexicon>,
    together: i64,
    mut pacer: Pacer,
) -> Result<Sums> {
    let (mut sums, mut frequencies, mut after) = (Sums::default(), Frequencies::default(), 0);
    loop {
        let chunk = documents(tx, after, together).await?;
        let Some(((last, _), _)) = chunk.last() else { break };
        after = *last;
        // The connection keeps its pace by itself.
        let begun = Instant::now();
        let lexicon = Arc::clone(&lexicon);
        let read = tokio::task::spawn_blocking(move || {
            chunk
                .par_iter()
                .map(|((number, id), document)| {
                    let indexed = indexed(document, id, &lexicon);
                    let mut sums = Sums::default();
                    sums.add_document(*number, &indexed);
                    (sums, indexed)
                })
                .collect::<Vec<_>>()
        });
        for (own, indexed) in read.await.map_err(|error| Error::Value(error.to_string()))? {
            sums = sums.join(own);
            frequencies.count(&indexed, 1);
        }
        pacer.rest(begun).await;
    }
    sums.add_frequencies(&frequencies);
    Ok(sums)
}

/// The sums of what is there.
async fn held(tx: &mut Transaction<'_, Sqlite>) -> Result<Sums> {
    type Place = (i64, String, i64, String);
    let mut sums = Sums::default();
    let of_place = |sums: &mut Sums, part, (row, column, offset, token): Place| {
        sums.add(part, &(row, column.as_str(), offset, token.as_str()));
    };
    let all = "SELECT doc, col, \"offset\", term FROM temp.ft_doc_all";
    add_rows(tx, all, |row| of_place(&mut sums, 0, row)).await?;
    let all = "SELECT doc, col, \"offset\", term FROM temp.ft_para_all";
    add_rows(tx, all, |row| of_place(&mut sums, 1, row)).await?;
    add_rows(tx, "SELECT word, frequency FROM vocabulary", |(word, count): (String, i64)| {
        sums.add(2, &(word.as_str(), count));
    })
    .await?;
    let all = "SELECT key, form, frequency FROM name_form";
    add_rows(tx, all, |(key, form, count): (String, String, i64)| {
        sums.add(3, &(key.as_str(), form.as_str(), count));
    })
    .await?;
    let all = "SELECT kind, id, form, block FROM mention
               JOIN spelling ON spelling.number = mention.spelling
               JOIN entity ON entity.number = spelling.entity";
    add_rows(tx, all, |(kind, id, form, block): (String, String, String, i64)| {
        sums.add(4, &(kind.as_str(), id.as_str(), form.as_str(), block));
    })
    .await?;
    add_rows(tx, "SELECT day, document FROM day_named", |(day, document): (String, i64)| {
        sums.add(5, &(day.as_str(), document));
    })
    .await?;
    Ok(sums)
}

async fn add_rows<T>(
    tx: &mut Transaction<'_, Sqlite>,
    all: &'static str,
    mut add: impl FnMut(T),
) -> Result<()>
where
    T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    let mut rows = sqlx::query_as::<_, T>(all).fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        add(row);
    }
    Ok(())
}
