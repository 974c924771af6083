//! Files read and stored: new documents, new editions, refusals.

use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use super::Ingest;
use super::ahead::{Earlies, Early};
use super::apply::{accepted_as, file_row};
use super::load::{Loaded, Read, loaded};
use super::pass::{Reading, code_of};
use super::plan::Take;
use super::progress::Progress;
use super::survey::Seen;
use crate::address::Slug;
use crate::document::{EventKind, Outcome, Reason, ReasonCode};
use crate::search::Indexed;
use crate::store::{Accession, Batch, FileRow, Moved, Source};

/// Bytes of sources that are read together; what a batch holds in memory at once.
const BATCH_BYTES: u64 = 2 << 20;
/// Files that are read together at most.
const BATCH_FILES: usize = 256;

/// A file that was refused when it was read.
pub(super) struct Refused {
    /// The address that it would have had.
    pub(super) id: Slug,
    /// The document that it stood for, if there is one.
    pub(super) former: Slug,
}

impl Ingest {
    /// Reads and stores files, the next ones being read while the last ones are stored. Answers
    /// how many were stored and the addresses of those that were refused.
    pub(super) async fn take_all(
        &self,
        reading: &mut Reading,
        takes: &[Take],
        progress: &Progress,
    ) -> Result<(usize, Vec<Refused>)> {
        let mut stored_in_all = 0;
        let mut refused = Vec::new();
        let mut rest = takes;
        let mut waiting: Option<Vec<(Take, Read)>> = None;
        while waiting.is_some() || !rest.is_empty() {
            let (chunk, after) = rest.split_at(chunk_length(rest, &reading.seen));
            rest = after;
            let work: Vec<(Take, Seen, Option<Read>)> = chunk
                .iter()
                .map(|take| {
                    let seen = reading.seen[take.file].clone();
                    let read = read_early(&mut reading.early, take, &seen);
                    (take.clone(), seen, read)
                })
                .collect();
            let lexicon = self.store.lexicon();
            let next = tokio::task::spawn_blocking(move || {
                let each = |(take, seen, read): (Take, Seen, Option<Read>)| {
                    let read = read.unwrap_or_else(|| loaded(&seen, &take.id, &lexicon));
                    (take, read)
                };
                // What was read already does not queue behind the files that are being read.
                if work.iter().all(|(.., read)| read.is_some()) {
                    return work.into_iter().map(each).collect();
                }
                work.into_par_iter().map(each).collect::<Vec<_>>()
            });
            if let Some(read) = waiting.take() {
                let count = read.len();
                let (stored, failed) = self.store_read(reading, read).await?;
                // In a long load the events of a portion go into the event file together.
                if !progress.is_of_many() {
                    self.write_events().await?;
                }
                stored_in_all += stored;
                refused.extend(failed);
                progress.advance(count);
            }
            let read = next.await?;
            waiting = (!read.is_empty()).then_some(read);
        }
        Ok((stored_in_all, refused))
    }

    pub(super) async fn store_read(
        &self,
        reading: &Reading,
        read: Vec<(Take, Read)>,
    ) -> Result<(usize, Vec<Refused>)> {
        let mut batch = Batch::default();
        let mut refused = Vec::new();
        for (take, read) in read {
            let seen = &reading.seen[take.file];
            match read {
                Ok(read) => {
                    self.add_accession(&mut batch, reading, &take, seen, read).await?;
                }
                Err(reason) => {
                    self.add_refusal(&mut batch, reading, &take, seen, reason);
                    let former = take.renamed_from.unwrap_or_else(|| take.id.clone());
                    refused.push(Refused { id: take.id, former });
                }
            }
        }
        let mut taken = batch.accessions.len();
        if let Err(error) = self.store.commit(&batch).await {
            // A full disk, say, is nothing against the documents: they come in once there is room.
            if error.is_of_machine() {
                return Err(error.into());
            }
            // One document that the store cannot take must not keep the others out.
            tracing::warn!(%error, "a batch could not be stored whole; its documents are stored one by one");
            for single in singles(batch) {
                if let Err(error) = self.store.commit(&single).await {
                    let Some(file) = single.files.first() else { return Err(error.into()) };
                    let reason =
                        Reason::new(ReasonCode::StoreFailed).with("message", error.to_string());
                    let row = FileRow {
                        outcome: Outcome::Refused,
                        id: None,
                        reason: Some(reason),
                        loader_version: String::new(),
                        ..file.clone()
                    };
                    self.report(&row);
                    self.store.commit(&Batch { files: vec![row], ..Batch::default() }).await?;
                    taken -= 1;
                }
            }
        }
        Ok((taken, refused))
    }

    pub(super) async fn add_accession(
        &self,
        batch: &mut Batch,
        reading: &Reading,
        take: &Take,
        seen: &Seen,
        (source, loaded, indexed): (Source, Loaded, Indexed),
    ) -> Result<()> {
        let sha256 = source.sha256.clone();
        let former = take.renamed_from.as_ref().unwrap_or(&take.id);
        let document = reading.known.documents.get(former);
        let id = take.id.as_str();
        let mut kinds = Vec::new();
        if let Some(old) = &take.renamed_from {
            kinds.push((EventKind::Renamed, Some(old.to_string())));
            batch.moved.push(Moved { old: old.clone(), new: take.id.clone(), holder: None });
        }
        match document {
            None => kinds.push((EventKind::TakenIn, None)),
            Some(known) if known.edition != sha256 => {
                self.keep(&known.edition).await?;
                let is_same_time = reading.known.files.get(&seen.path).is_some_and(|row| {
                    (row.size, row.modified) == (seen.size, seen.modified)
                        && row.sha256.as_ref() == Some(&known.edition)
                });
                if is_same_time {
                    tracing::warn!(
                        file = %seen.path,
                        "the file has other bytes, though neither its size nor its time changed; \
                         it is taken in as an edition, and the former one stays"
                    );
                }
                let detail = is_same_time.then(|| "time_unchanged".to_owned());
                kinds.push((EventKind::Replaced, detail));
            }
            Some(known) if known.absent_since.is_some() && take.renamed_from.is_none() => {
                kinds.push((EventKind::Back, None));
            }
            Some(known) if known.number.is_some() => {
                let same = known.text_sha256 == loaded.columns.text_sha256;
                let kind = if same { EventKind::Reread } else { EventKind::Revised };
                kinds.push((kind, Some(reading.loader_version.clone())));
            }
            Some(_) => {}
        }
        let same = document.filter(|known| known.edition == sha256);
        let taken_in = match same {
            Some(known) => known.taken_in.clone(),
            None => self.instant_of(&take.id, &sha256).await?,
        };
        for (kind, detail) in kinds {
            let mut event = self.event(kind, id, &seen.path, Some(&sha256), detail.as_deref());
            if same.is_none() {
                event.at.clone_from(&taken_in);
            }
            batch.events.push(event);
        }
        if reading.known.moved.get(&take.id).is_some_and(|moved| moved.holder.is_some()) {
            batch.unmoved.push(take.id.clone());
        }
        batch.files.push(accepted_as(seen, &reading.loader_version, &take.id, &sha256));
        let original_name = reading.original_names.get(&seen.path).cloned();
        batch.accessions.push(Accession {
            number: document.and_then(|known| known.number),
            id: take.id.clone(),
            seed_file: seen.path.clone(),
            original_name: original_name
                .or_else(|| document.and_then(|known| known.original_name.clone())),
            earlier: self.earlier_editions(reading, former, document, &sha256),
            source,
            taken_in,
            absent_since: None,
            ..accession(loaded, indexed, &take.id, &reading.loader_version)
        });
        Ok(())
    }

    pub(super) fn add_refusal(
        &self,
        batch: &mut Batch,
        reading: &Reading,
        take: &Take,
        seen: &Seen,
        reason: Reason,
    ) {
        let outcome = if reason.code == ReasonCode::SearchListing {
            Outcome::Ignored
        } else {
            Outcome::Refused
        };
        self.add_refused(batch, reading, &take.id, seen, &reason);
        let row =
            FileRow { outcome, reason: Some(reason), ..file_row(seen, &reading.loader_version) };
        if outcome == Outcome::Refused {
            self.report(&row);
        }
        batch.files.push(row);
        let former = take.renamed_from.as_ref().unwrap_or(&take.id);
        let Some(document) = reading.known.documents.get(former) else { return };
        if document.number.is_none() {
            self.add_kept(batch, reading, document);
        }
    }

    /// Adds the event of a refusal, unless it is the last that was said of the file.
    pub(super) fn add_refused(
        &self,
        batch: &mut Batch,
        reading: &Reading,
        id: &Slug,
        seen: &Seen,
        reason: &Reason,
    ) {
        let code = code_of(reason);
        if !reading.history.knows_refusal(&seen.path, seen.sha256()) {
            let (kind, id) = (EventKind::Refused, id.as_str());
            batch.events.push(self.event(kind, id, &seen.path, seen.sha256(), Some(&code)));
        }
    }
}

/// What was read of the file before it was planned, if it is what the plan takes.
fn read_early(early: &mut Earlies, take: &Take, seen: &Seen) -> Option<Read> {
    let Early { read, seen: then } = early.remove(&seen.path)?;
    let is_own = Slug::from_stem(&seen.stem()) == take.id && then.content == seen.content;
    read.filter(|_| is_own)
}

/// How many of the takes make a batch.
pub(super) fn chunk_length(takes: &[Take], seen: &[Seen]) -> usize {
    let mut bytes = 0;
    takes
        .iter()
        .take(BATCH_FILES)
        .take_while(|take| {
            let fits = bytes < BATCH_BYTES;
            bytes += seen[take.file].size;
            fits
        })
        .count()
}

/// The batch as one batch for each file; what belongs to no file goes with the first.
pub(super) fn singles(batch: Batch) -> Vec<Batch> {
    let mut singles: Vec<Batch> = Vec::with_capacity(batch.files.len());
    for file in batch.files {
        let mut single = Batch::default();
        let own = |id: &Slug| file.id.as_ref() == Some(id);
        single.accessions.extend(batch.accessions.iter().filter(|a| own(&a.id)).cloned());
        single.moved.extend(batch.moved.iter().filter(|moved| own(&moved.new)).cloned());
        single.unmoved.extend(batch.unmoved.iter().filter(|id| own(id)).cloned());
        single.events.extend(batch.events.iter().filter(|e| e.file == file.path).cloned());
        single.files.push(file);
        singles.push(single);
    }
    singles
}

pub(super) fn accession(
    loaded: Loaded,
    indexed: Indexed,
    id: &Slug,
    loader_version: &str,
) -> Accession {
    Accession {
        number: None,
        id: id.clone(),
        seed_file: String::new(),
        original_name: None,
        source: Source::of(&[]),
        encoding: loaded.encoding,
        document: loaded.document,
        columns: loaded.columns,
        body: loaded.body,
        alignments: loaded.alignments,
        findings: loaded.findings,
        indexed: Arc::new(indexed),
        loader_version: loader_version.to_owned(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        taken_in: String::new(),
        absent_since: None,
        earlier: Vec::new(),
    }
}
