//! Writing: everything that one step of an ingest changes, in one transaction.
//!
//! A batch holds whole documents, so a document is stored with its texts, blocks, alignment,
//! findings, event and file row, or not at all. Rows of many documents go in with one statement
//! per table, which costs a fraction of one statement per row.

use std::sync::Arc;

use sqlx::{Sqlite, Transaction};

use super::{
    Body, Columns, FileRow, Result, Source, Store, accession, arrangement, authority, events,
    settings, source, statements, totals,
};
use crate::address::Slug;
use crate::document::{Alignment, Collection, Document, Event, Finding, Statement, Tombstone};
use crate::search::Indexed;

/// A document as the loader read it, ready to be stored as its current edition.
#[derive(Debug, Clone)]
pub struct Accession {
    /// The document's number, if it has one.
    pub number: Option<i64>,
    /// Its identifier.
    pub id: Slug,
    /// The path below the seeds folder.
    pub seed_file: String,
    /// The file's name before `import` gave it its present one.
    pub original_name: Option<String>,
    /// The source.
    pub source: Source,
    /// The encoding that it was read in.
    pub encoding: String,
    /// What was read.
    pub document: Document,
    /// What its row says of that.
    pub(crate) columns: Columns,
    /// Its texts, packed; `None` where they are stored with its blocks.
    pub(crate) body: Option<Body>,
    /// One alignment for each further text.
    pub alignments: Vec<Alignment>,
    /// What was odd.
    pub findings: Vec<Finding>,
    /// What the full-text index holds of it.
    pub indexed: Arc<Indexed>,
    /// The versions of parser and aligner.
    pub loader_version: String,
    /// The version of the program.
    pub program_version: String,
    /// When this edition came in: RFC 3339, UTC.
    pub taken_in: String,
    /// Since when no readable file stands for the document.
    pub absent_since: Option<String>,
    /// Earlier editions that the database does not know yet, oldest first.
    pub earlier: Vec<EarlierEdition>,
}

/// An edition known from the kept files.
#[derive(Debug, Clone)]
pub struct EarlierEdition {
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// When it came in: RFC 3339, UTC.
    pub taken_in: String,
    /// The source's bytes.
    pub bytes: Vec<u8>,
}

/// A redirect that was found by content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The address that leads elsewhere.
    pub old: Slug,
    /// The document that it leads to.
    pub new: Slug,
    /// The file whose address it is, where that file has the bytes of another document. Only this
    /// file can have the address back.
    pub holder: Option<String>,
}

/// What `redirects.toml` states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redirects {
    /// Old and new identifiers.
    pub moved: Vec<(Slug, Slug)>,
    /// Documents withdrawn.
    pub gone: Vec<Tombstone>,
}

/// What one transaction writes. All parts may be empty.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Documents that get another identifier: number and new one, and the file that stands for
    /// them now.
    pub renamed: Vec<(i64, Slug, String)>,
    /// Documents whose file is missing or unreadable since an instant, or present again (`None`).
    pub absent: Vec<(Slug, Option<String>)>,
    /// Documents to take out of the room, with what is left of them.
    pub withdrawn: Vec<Slug>,
    /// Sources whose stored bytes are to be replaced, as they were damaged, with good ones.
    pub restored: Vec<(String, Vec<u8>)>,
    /// Documents to store.
    pub accessions: Vec<Accession>,
    /// Redirects found by content.
    pub moved: Vec<Moved>,
    /// Redirects found by content that a document of its own now replaces.
    pub unmoved: Vec<Slug>,
    /// Rows of the ingest report to write.
    pub files: Vec<FileRow>,
    /// Paths that are no longer there.
    pub vanished: Vec<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// All redirects and tombstones of `redirects.toml`, if they changed.
    pub redirects: Option<Redirects>,
    /// What editors state now of documents whose statements changed.
    pub statements: Vec<(Slug, Vec<Statement>)>,
    /// The collection's own words, if they changed.
    pub collection: Option<Collection>,
    /// The texts of `people.toml` and `terms.toml`, if either changed.
    pub authority: Option<(String, String)>,
}

impl Batch {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.renamed.is_empty()
            && self.absent.is_empty()
            && self.withdrawn.is_empty()
            && self.restored.is_empty()
            && self.accessions.is_empty()
            && self.moved.is_empty()
            && self.unmoved.is_empty()
            && self.files.is_empty()
            && self.vanished.is_empty()
            && self.events.is_empty()
            && self.redirects.is_none()
            && self.statements.is_empty()
            && self.collection.is_none()
            && self.authority.is_none()
    }
}

impl Store {
    /// Writes the batch whole or not at all.
    ///
    /// # Errors
    /// What the database says; then nothing of the batch was written.
    pub async fn commit(&self, batch: &Batch) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut tx = self.writing().await?;
        let leaving = leaving(&mut tx, batch).await?;
        totals::uncount(&mut tx, &leaving).await?;
        for (number, id, seed_file) in &batch.renamed {
            let id = id.as_str();
            sqlx::query!(
                "UPDATE document SET id = ?2, seed_file = ?3 WHERE number = ?1",
                number,
                id,
                seed_file
            )
            .execute(&mut *tx)
            .await?;
            sqlx::query!("DELETE FROM moved WHERE old_id = ?1 AND why <> 'stated'", id)
                .execute(&mut *tx)
                .await?;
            arrangement::arrange_stored(&mut tx, id).await?;
        }
        for (id, since) in &batch.absent {
            let id = id.as_str();
            sqlx::query!("UPDATE document SET absent_since = ?2 WHERE id = ?1", id, since)
                .execute(&mut *tx)
                .await?;
        }
        for id in &batch.withdrawn {
            accession::withdraw(&mut tx, id).await?;
        }
        for (sha256, bytes) in &batch.restored {
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            let bytes = source::stored(bytes);
            sqlx::query!(
                "UPDATE source SET bytes = ?2, size = ?3 WHERE sha256 = ?1",
                sha256,
                bytes,
                size
            )
            .execute(&mut *tx)
            .await?;
        }
        accession::accede(&mut tx, &batch.accessions, batch.withdrawn.is_empty()).await?;
        statements::put(&mut tx, &batch.statements).await?;
        redirect(&mut tx, batch).await?;
        super::files::write(&mut tx, &batch.files, &batch.vanished).await?;
        if !self.learns {
            events::add(&mut tx, &batch.events, false).await?;
        }
        if let Some(collection) = &batch.collection {
            settings::put(&mut tx, "collection", &serde_json::to_string(collection)?).await?;
        }
        if let Some((people, terms)) = &batch.authority {
            let [name_of_people, name_of_terms] = authority::SETTINGS;
            settings::put(&mut tx, name_of_people, people).await?;
            settings::put(&mut tx, name_of_terms, terms).await?;
        }
        tx.commit().await?;
        if let Some((people, terms)) = &batch.authority {
            self.spellings.replace(people, terms);
        }
        let renamed = batch.renamed.iter().map(|(number, ..)| *number);
        if !(batch.accessions.is_empty() && leaving.is_empty() && batch.renamed.is_empty()) {
            self.searching.rosters.touch(leaving.into_iter().chain(renamed));
        }
        self.generation.raise_in_time();
        Ok(())
    }
}

/// The documents that the index holds and that the batch takes out of it, be it to come back in
/// another edition.
async fn leaving(tx: &mut Transaction<'_, Sqlite>, batch: &Batch) -> Result<Vec<i64>> {
    let mut numbers: Vec<i64> = batch.accessions.iter().filter_map(|new| new.number).collect();
    for id in &batch.withdrawn {
        let id = id.as_str();
        let number = sqlx::query_scalar!("SELECT number FROM document WHERE id = ?1", id)
            .fetch_optional(&mut **tx)
            .await?;
        numbers.extend(number);
    }
    Ok(numbers)
}

async fn redirect(tx: &mut Transaction<'_, Sqlite>, batch: &Batch) -> Result<()> {
    for id in &batch.unmoved {
        let id = id.as_str();
        sqlx::query!("DELETE FROM moved WHERE old_id = ?1 AND why = 'same-bytes'", id)
            .execute(&mut **tx)
            .await?;
    }
    for Moved { old, new, holder } in &batch.moved {
        let why = if holder.is_some() { "same-bytes" } else { "renamed" };
        put_moved(tx, old, new, why, holder.as_deref()).await?;
    }
    let Some(Redirects { moved, gone }) = &batch.redirects else { return Ok(()) };
    sqlx::query!("DELETE FROM moved WHERE why = 'stated'").execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM gone").execute(&mut **tx).await?;
    for (old, new) in moved {
        put_moved(tx, old, new, "stated", None).await?;
    }
    for tombstone in gone {
        let json = serde_json::to_string(tombstone)?;
        sqlx::query!(
            "INSERT INTO gone (id, tombstone) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            tombstone.id,
            json
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Lets `old` lead to `new`; what was found before gives way to what is stated.
async fn put_moved(
    tx: &mut Transaction<'_, Sqlite>,
    old: &Slug,
    new: &Slug,
    why: &str,
    holder: Option<&str>,
) -> Result<()> {
    let (old, new) = (old.as_str(), new.as_str());
    sqlx::query!(
        "INSERT INTO moved (old_id, new_id, why, holder) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (old_id) DO UPDATE SET
             new_id = excluded.new_id, why = excluded.why, holder = excluded.holder
         WHERE excluded.why = 'stated' OR moved.why <> 'stated'",
        old,
        new,
        why,
        holder
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
