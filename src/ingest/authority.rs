//! `people.toml` and `terms.toml`: read beside the documents, reported with what is odd in them.

use anyhow::Result;

use super::Ingest;
use super::apply::file_row;
use super::settings::Settings;
use crate::authority;
use crate::document::{Finding, FindingCode, Outcome, Reason, ReasonCode};
use crate::store::{Batch, FileRow};

/// The files, at the root of the seeds folder.
const FILES: [&str; 2] = ["people.toml", "terms.toml"];

impl Ingest {
    /// Reads the two files. A file that cannot be read leaves its last good text in force; the
    /// other counts all the same. Answers the rows of those that are there.
    pub(super) async fn take_authority(
        &self,
        settings: &Settings,
        batch: &mut Batch,
    ) -> Result<Vec<FileRow>> {
        let stored = self.store.authority_texts().await?;
        let stored = [stored.0, stored.1];
        let mut texts = stored.clone();
        let mut refused = [None, None];
        for at in 0..FILES.len() {
            match self.settings_text(FILES[at]) {
                // An empty or missing folder changes nothing.
                Ok(text) if text.is_none() && settings.is_empty => {}
                Ok(text) => {
                    let text = text.unwrap_or_default();
                    match unreadable(&text) {
                        Some(reason) => refused[at] = Some(reason),
                        None => texts[at] = text,
                    }
                }
                Err(reason) => refused[at] = Some(reason),
            }
        }
        let (authority, of_people, of_terms) = authority::read(&texts[0], &texts[1]);
        let mut rows = Vec::new();
        for ((file, reason), findings) in FILES.iter().zip(refused).zip([of_people, of_terms]) {
            let Some(seen) = settings.seen.iter().find(|seen| seen.path == *file) else { continue };
            let row = file_row(seen, &settings.loader_version);
            let own_use = |stem: &str| Reason::new(ReasonCode::OwnUse).with("use", stem);
            rows.push(match reason {
                Some(reason) => FileRow { outcome: Outcome::Refused, reason: Some(reason), ..row },
                None => {
                    FileRow { reason: file.strip_suffix(".toml").map(own_use), findings, ..row }
                }
            });
        }
        if texts != stored {
            let odd: usize = rows.iter().map(|row| row.findings.len()).sum();
            tracing::info!(entries = authority.entries.len(), findings = odd, "people and terms");
            let [people, terms] = texts;
            batch.authority = Some((people, terms));
        }
        Ok(rows)
    }
}

/// Why a file's text cannot be read at all, where it cannot.
fn unreadable(text: &str) -> Option<Reason> {
    let (_, findings, _) = authority::read(text, "");
    let is_it = |finding: &&Finding| finding.code == FindingCode::AuthorityInvalid;
    let finding = findings.iter().find(is_it)?;
    let message = finding.args.get("message").cloned().unwrap_or_default();
    let reason = Reason::new(ReasonCode::SettingsInvalid).with("message", message);
    Some(Reason { line: finding.line, ..reason })
}
