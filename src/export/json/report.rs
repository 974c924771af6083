//! The ingest report as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{IngestReport, Outcome, ReasonCode};

use super::super::{Desk, wording};
use super::{FindingOut, findings, written};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IngestReport")]
pub(super) struct ReportOut<'a> {
    files: Vec<FileOut<'a>>,
    accepted: usize,
    refused: usize,
    ignored: usize,
    absent: Vec<AbsentOut<'a>>,
    /// The last time that everything was compared with its checksum; `null` before the first.
    verification: Option<VerificationOut<'a>>,
    /// The path of the report with the files behind these; only where there are more.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Verification")]
struct VerificationOut<'a> {
    /// RFC 3339, UTC.
    at: &'a str,
    sources: u64,
    texts: u64,
    /// How much of it was damaged.
    problems: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "File")]
struct FileOut<'a> {
    file: &'a str,
    outcome: Outcome,
    id: Option<&'a str>,
    findings: Vec<FindingOut>,
    /// A sentence; what follows it is `null` where it is.
    reason: Option<String>,
    reason_code: Option<ReasonCode>,
    line: Option<u32>,
    remedy: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Absent")]
struct AbsentOut<'a> {
    id: &'a str,
    file: &'a str,
    since: &'a str,
}

/// The report: a row for each file, and how many had which outcome.
#[must_use]
pub fn ingest_report(desk: Desk<'_>, report: &IngestReport) -> String {
    let files = report
        .files
        .iter()
        .map(|file| FileOut {
            file: &file.file,
            outcome: file.outcome,
            id: file.id.as_deref(),
            findings: findings(desk, &file.findings),
            reason: file.reason.as_ref().map(|reason| wording::reason(desk.words, reason)),
            reason_code: file.reason.as_ref().map(|reason| reason.code),
            line: file.reason.as_ref().and_then(|reason| reason.line),
            remedy: file.reason.as_ref().map(|reason| wording::remedy(desk.words, reason)),
        })
        .collect();
    written(&ReportOut {
        files,
        accepted: report.count(Outcome::Accepted),
        refused: report.count(Outcome::Refused),
        ignored: report.count(Outcome::Ignored),
        absent: report
            .absent
            .iter()
            .map(|(id, file, since)| AbsentOut { id, file, since })
            .collect(),
        verification: report.verification.as_ref().map(|check| VerificationOut {
            at: &check.at,
            sources: check.sources,
            texts: check.texts,
            problems: check.problems,
        }),
        next: report.next().map(|file| desk.links.ingest_json_after(file)),
    })
}
