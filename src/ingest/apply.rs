//! The part of a plan that needs no file to be read.

use std::collections::HashSet;

use anyhow::Result;

use super::Ingest;
use super::pass::Reading;
use super::plan::Plan;
use super::survey::Seen;
use crate::address::Slug;
use crate::document::{EventKind, Outcome};
use crate::store::{Batch, FileRow, MovedReason};

impl Ingest {
    /// Does everything of the plan that needs no file to be read.
    pub(super) async fn apply(
        &self,
        reading: &Reading,
        plan: &Plan,
        settings_rows: Vec<FileRow>,
    ) -> Result<()> {
        let Reading { known, seen, loader_version, .. } = reading;
        let mut batch = Batch { vanished: plan.vanished.clone(), ..Batch::default() };
        let of_settings: HashSet<String> =
            settings_rows.iter().map(|row| row.path.clone()).collect();
        for row in settings_rows {
            self.report(&row);
            batch.files.push(row);
        }
        for (file, outcome, reason) in &plan.not {
            let seen = &seen[*file];
            let row = FileRow {
                outcome: *outcome,
                reason: Some(reason.clone()),
                ..file_row(seen, loader_version)
            };
            if known.files.get(&seen.path) != Some(&row) && !of_settings.contains(&seen.path) {
                if *outcome == Outcome::Refused {
                    let id = Slug::from_stem(&seen.stem());
                    self.add_refused(&mut batch, reading, &id, seen, reason);
                    self.report(&row);
                }
                batch.files.push(row);
            }
        }
        for file in &plan.unchanged {
            let seen = &seen[*file];
            let row = known.files.get(&seen.path);
            // The same content with another time: note the time, so that it is not read again.
            if let Some(row) =
                row.filter(|row| row.modified != seen.modified || row.size != seen.size)
            {
                let (size, modified) = (seen.size, seen.modified);
                batch.files.push(FileRow { size, modified, ..row.clone() });
            }
        }
        self.join_names(&mut batch, reading, plan);
        for id in plan.absent.iter().chain(&plan.withdraw) {
            if let Some(document) = known.documents.get(id) {
                self.keep(&document.edition).await?;
            }
        }
        batch.withdrawn.clone_from(&plan.withdraw);
        for id in &plan.absent {
            if let Some(document) = known.documents.get(id).filter(|known| known.number.is_some()) {
                let event = self.event(
                    EventKind::Absent,
                    id.as_str(),
                    &document.seed_file,
                    Some(&document.edition),
                    None,
                );
                tracing::warn!(id = id.as_str(), file = %document.seed_file, "the document's file is missing; its page stays");
                batch.absent.push((id.clone(), Some(event.at.clone())));
                batch.events.push(event);
            }
        }
        self.store.commit(&batch).await?;
        self.write_events().await
    }

    /// Files whose document is known under another name or path.
    fn join_names(&self, batch: &mut Batch, reading: &Reading, plan: &Plan) {
        let Reading { known, seen, loader_version, .. } = reading;
        for (file, id, standing) in &plan.same {
            let seen = &seen[*file];
            let own = Slug::from_stem(&seen.stem());
            let row = FileRow {
                outcome: Outcome::Accepted,
                id: Some(id.clone()),
                same_as: Some(standing.clone()),
                ..file_row(seen, loader_version)
            };
            if own != *id && known.moved.get(&own).is_none_or(|(to, _)| to != id) {
                batch.moved.push((own.clone(), id.clone(), MovedReason::SameBytes));
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
        for (old, new, file) in &plan.rename {
            let seen = &seen[*file];
            let Some(number) = known.documents.get(old).and_then(|document| document.number) else {
                continue;
            };
            batch.renamed.push((number, new.clone(), seen.path.clone()));
            batch.absent.push((new.clone(), None));
            batch.moved.push((old.clone(), new.clone(), MovedReason::Renamed));
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
        sha256: seen.sha256().map(str::to_owned),
        loader_version: loader_version.to_owned(),
        outcome: Outcome::Ignored,
        id: None,
        same_as: None,
        reason: None,
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
