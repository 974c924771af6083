//! The part of a plan that needs no file to be read.

use std::collections::HashSet;

use anyhow::Result;

use super::Ingest;
use super::pass::{Outcomes, Reading};
use super::plan::{Plan, Same};
use super::statements::is_statements;
use super::survey::Seen;
use super::take::Refused;
use crate::address::Slug;
use crate::document::{EventKind, Outcome, Reason, ReasonCode};
use crate::store::{Batch, FileRow, Moved};

/// Documents and files that are marked in one transaction.
const PORTION: usize = 512;

impl Ingest {
    /// Does everything of the plan that needs no file to be read.
    pub(super) async fn apply(
        &self,
        reading: &Reading,
        plan: &Plan,
        of_settings: &HashSet<String>,
    ) -> Result<()> {
        let Reading { known, seen, .. } = reading;
        let mut batch = Batch::default();
        for (file, outcome, reason) in &plan.not {
            let ours = of_settings.contains(&seen[*file].path) || is_statements(&seen[*file]);
            if reason.code != ReasonCode::AddressTaken && !ours {
                self.add_not(&mut batch, reading, *file, *outcome, reason);
            }
        }
        for file in &plan.unchanged {
            let seen = &seen[*file];
            let row = known.files.get(&seen.path);
            // The same content with another time: note the time, so that it is not read again.
            let Seen { size, modified, altered, .. } = *seen;
            if let Some(row) =
                row.filter(|row| (row.size, row.modified, row.altered) != (size, modified, altered))
            {
                batch.files.push(FileRow { size, modified, altered, ..row.clone() });
            }
        }
        self.join_names(&mut batch, reading, plan);
        for id in plan.withdraw.iter().chain(&plan.awaited) {
            if let Some(document) = known.documents.get(id) {
                self.keep(&document.edition).await?;
            }
        }
        batch.withdrawn.clone_from(&plan.withdraw);
        self.put(&batch).await
    }

    /// The part of a plan that hangs on which files were refused when they were read: files whose
    /// address another file has, and files with another's bytes. Answers whether some of them must
    /// be planned again because that other file was refused.
    pub(super) async fn conclude(
        &self,
        reading: &Reading,
        plan: &Plan,
        refused: &[Refused],
    ) -> Result<bool> {
        let Reading { known, seen, loader_version, .. } = reading;
        let refused: HashSet<&str> = refused.iter().map(|refused| refused.id.as_str()).collect();
        let mut again = false;
        let mut batch = Batch::default();
        for (file, outcome, reason) in &plan.not {
            if reason.code == ReasonCode::AddressTaken {
                if reason.args.get("id").is_some_and(|id| refused.contains(id.as_str())) {
                    again = true;
                } else {
                    self.add_not(&mut batch, reading, *file, *outcome, reason);
                }
            }
        }
        for Same { file, id, standing, moved } in &plan.same {
            if refused.contains(id.as_str()) {
                again = true;
                continue;
            }
            let seen = &seen[*file];
            let row = FileRow {
                outcome: Outcome::Accepted,
                id: Some(id.clone()),
                same_as: Some(standing.clone()),
                ..file_row(seen, loader_version)
            };
            if let Some(own) = moved {
                let holder = Some(seen.path.clone());
                batch.moved.push(Moved { old: own.clone(), new: id.clone(), holder });
                batch.events.push(self.event(
                    EventKind::SameBytes,
                    own.as_str(),
                    &seen.path,
                    seen.sha256(),
                    Some(id.as_str()),
                ));
            }
            if known.files.get(&seen.path) != Some(&row) {
                batch.files.push(row);
            }
        }
        self.put(&batch).await?;
        Ok(again)
    }

    /// Stores a batch, and writes down what happened in it.
    async fn put(&self, batch: &Batch) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        self.store.commit(batch).await?;
        self.write_events().await
    }

    /// Marks the documents whose file is missing or refused, and forgets the files that are no
    /// longer there. If these are over half of all documents at once, nothing is marked unless
    /// losses are accepted: answers how many, and of how many.
    pub(super) async fn mark_absences(&self, done: &Outcomes) -> Result<Option<(usize, usize)>> {
        let ids: Vec<&Slug> = done.lost.union(&done.failed).collect();
        let mut lost = Vec::new();
        for ids in ids.chunks(PORTION) {
            let documents = self.store.documents_of(ids).await?.into_iter();
            let present = documents.filter(|known| known.absent_since.is_none());
            lost.extend(present.map(|known| known.id));
        }
        let present = if lost.is_empty() { 0 } else { self.store.documents_present().await? };
        if lost.len() * 2 > present && !self.accepts_losses {
            tracing::error!(
                missing = lost.len(),
                of = present,
                "over half of the documents are missing from the seeds folder {} at once; they \
                 stay as they are. If the folder is not what it should be, put it right; if they \
                 are gone for good, start the program once with --accept-losses",
                self.seeds.display()
            );
            return Ok(Some((lost.len(), present)));
        }
        for ids in lost.chunks(PORTION) {
            let ids: Vec<&Slug> = ids.iter().collect();
            let mut batch = Batch::default();
            for document in self.store.documents_of(&ids).await? {
                self.keep(&document.edition).await?;
                let (id, file) = (&document.id, &document.seed_file);
                let edition = Some(document.edition.as_str());
                let event = self.event(EventKind::Absent, id.as_str(), file, edition, None);
                tracing::warn!(id = id.as_str(), %file, "the document's file is missing or refused; its page stays");
                batch.absent.push((id.clone(), Some(event.at.clone())));
                batch.events.push(event);
            }
            self.store.commit(&batch).await?;
            self.write_events().await?;
        }
        // Last of all: a path that is off the record is never missed again.
        let vanished: Vec<String> = done.vanished.iter().cloned().collect();
        for paths in vanished.chunks(PORTION) {
            self.store.commit(&Batch { vanished: paths.to_vec(), ..Batch::default() }).await?;
        }
        Ok(None)
    }

    /// Adds the row of a file that is no document, unless it is what it was.
    fn add_not(
        &self,
        batch: &mut Batch,
        reading: &Reading,
        file: usize,
        outcome: Outcome,
        reason: &Reason,
    ) {
        let seen = &reading.seen[file];
        let row = FileRow {
            outcome,
            reason: Some(reason.clone()),
            ..file_row(seen, &reading.loader_version)
        };
        let before = reading.known.files.get(&seen.path);
        if before == Some(&row) {
            return;
        }
        // Other rights, say, are nothing to tell of.
        let is_told =
            before.is_some_and(|known| FileRow { altered: row.altered, ..known.clone() } == row);
        if outcome == Outcome::Refused && !is_told {
            let id = Slug::from_stem(&seen.stem());
            self.add_refused(batch, reading, &id, seen, reason);
            self.report(&row);
        }
        batch.files.push(row);
    }

    /// Documents whose file has another name or path.
    fn join_names(&self, batch: &mut Batch, reading: &Reading, plan: &Plan) {
        let Reading { known, seen, loader_version, .. } = reading;
        for (old, new, file) in &plan.rename {
            let seen = &seen[*file];
            let Some(number) = known.documents.get(old).and_then(|document| document.number) else {
                continue;
            };
            batch.renamed.push((number, new.clone(), seen.path.clone()));
            batch.absent.push((new.clone(), None));
            batch.moved.push(Moved { old: old.clone(), new: new.clone(), holder: None });
            batch.files.push(accepted(seen, loader_version, new));
            batch.events.push(self.event(
                EventKind::Renamed,
                new.as_str(),
                &seen.path,
                seen.sha256(),
                Some(old.as_str()),
            ));
        }
        for (id, file) in &plan.back {
            let seen = &seen[*file];
            let Some(number) = known.documents.get(id).and_then(|document| document.number) else {
                continue;
            };
            batch.renamed.push((number, id.clone(), seen.path.clone()));
            batch.absent.push((id.clone(), None));
            batch.files.push(accepted(seen, loader_version, id));
            batch.events.push(self.event(
                EventKind::Back,
                id.as_str(),
                &seen.path,
                seen.sha256(),
                None,
            ));
        }
    }
}

pub(super) fn file_row(seen: &Seen, loader_version: &str) -> FileRow {
    FileRow {
        path: seen.path.clone(),
        size: seen.size,
        modified: seen.modified,
        altered: seen.altered,
        sha256: seen.sha256().or(seen.of_own_use.as_deref()).map(str::to_owned),
        loader_version: loader_version.to_owned(),
        outcome: Outcome::Ignored,
        id: None,
        same_as: None,
        reason: None,
        findings: Vec::new(),
    }
}

pub(super) fn accepted(seen: &Seen, loader_version: &str, id: &Slug) -> FileRow {
    FileRow { outcome: Outcome::Accepted, id: Some(id.clone()), ..file_row(seen, loader_version) }
}

/// As `accepted`, with the checksum of the bytes that were stored: the file may have changed since
/// it was seen, and the next reading must notice.
pub(super) fn accepted_as(seen: &Seen, loader_version: &str, id: &Slug, sha256: &str) -> FileRow {
    FileRow { sha256: Some(sha256.to_owned()), ..accepted(seen, loader_version, id) }
}
