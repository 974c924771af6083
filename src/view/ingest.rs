//! The report of the last reading of the seeds folder.

use askama::Template;

use crate::address::Slug;
use crate::document::{FileReport, IngestReport, Outcome};
use crate::export::{self, wording};

use super::about::verified;
use super::room::Alternate;
use super::{Head, Room};

/// The report: one row per file.
#[derive(Template)]
#[template(path = "ingest.html")]
pub struct IngestPage {
    room: Room,
    head: Head,
    /// The sums, in words.
    sums: String,
    rows: Vec<Row>,
    absent: Vec<Absent>,
    /// When everything was last compared with its checksum, and what was found.
    verified: Option<String>,
    /// The page with the files behind these.
    next: Option<String>,
}

/// What became of a file.
pub(super) struct Row {
    /// Its path below the seeds folder.
    pub file: String,
    /// `accepted`, `refused` or `ignored`, and `findings` for one accepted with findings.
    pub class: &'static str,
    /// The outcome in words.
    pub outcome: String,
    /// The document: path and identifier.
    pub document: Option<(String, String)>,
    /// What was odd, or why it is no document.
    pub remarks: Vec<Remark>,
    /// What can be done.
    pub remedy: Option<String>,
}

/// A remark about a file.
pub(super) struct Remark {
    /// The line that it is about, in words.
    pub line: Option<String>,
    /// The sentence.
    pub words: String,
}

/// A document whose file is gone.
pub(super) struct Absent {
    /// Its page and identifier.
    pub document: (String, String),
    /// Since when, and what can be done.
    pub words: String,
    /// The line for `redirects.toml`.
    pub line: String,
}

impl IngestPage {
    /// The page.
    #[must_use]
    pub fn new(room: &Room, report: &IngestReport, after: Option<&str>) -> Self {
        let own =
            after.map_or_else(|| room.lasting.ingest(), |file| room.lasting.ingest_after(file));
        let alternate = |format: &export::Format<export::ReportWriter>| Alternate {
            href: room.links.ingest_json(),
            media_type: format.media_type,
            label: room.say(format.label),
            relation: format.relation,
        };
        let head = Head {
            title: Some(room.say("ingest-title")),
            canonical: Some(room.lasting.absolute(&own)),
            own: Some(own),
            alternates: export::REPORT.iter().map(alternate).collect(),
            ..Head::default()
        };
        Self {
            head,
            sums: sums(room, report),
            rows: report.files.iter().map(|file| row(room, file)).collect(),
            absent: report.absent.iter().filter_map(|gone| absent(room, gone)).collect(),
            verified: report.verification.as_ref().map(|last| verified(room, last)),
            next: report.next().map(|file| room.links.ingest_after(file)),
            room: room.clone(),
        }
    }
}

fn sums(room: &Room, report: &IngestReport) -> String {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let all = [Outcome::Accepted, Outcome::Refused, Outcome::Ignored];
    let files = all.into_iter().map(|outcome| report.count(outcome)).sum();
    let files = room.say_count("ingest-files", count(files));
    let mut outcomes = Vec::new();
    for outcome in all {
        let n = count(report.count(outcome));
        outcomes.push(room.say_count(&format!("ingest-{}", outcome.as_str()), n));
    }
    let args = [("files", files.into()), ("outcomes", outcomes.join(", ").into())];
    room.say_with("ingest-sums", &args)
}

fn row(room: &Room, file: &FileReport) -> Row {
    let line =
        |line: Option<u32>| line.map(|line| room.say_with("ingest-line", &[("line", line.into())]));
    let mut remarks: Vec<Remark> = file
        .findings
        .iter()
        .map(|finding| Remark {
            line: line(finding.line),
            words: wording::finding(&room.words, finding),
        })
        .collect();
    if let Some(reason) = &file.reason {
        remarks
            .push(Remark { line: line(reason.line), words: wording::reason(&room.words, reason) });
    }
    let class = match file.outcome {
        Outcome::Accepted if !file.findings.is_empty() => "findings",
        outcome => outcome.as_str(),
    };
    Row {
        file: file.file.clone(),
        class,
        outcome: room.say(&format!("outcome-{class}")),
        document: file
            .id
            .as_deref()
            .and_then(Slug::parse)
            .map(|id| (room.links.document(&id), id.to_string())),
        remarks,
        remedy: file.reason.as_ref().map(|reason| wording::remedy(&room.words, reason)),
    }
}

fn absent(room: &Room, (id, file, since): &(String, String, String)) -> Option<Absent> {
    let id = Slug::parse(id)?;
    let args = [("file", file.as_str().into()), ("since", room.time_words(since).into())];
    Some(Absent {
        words: room.say_with("ingest-absent-file", &args),
        line: format!("[gone.{id}]"),
        document: (room.links.document(&id), id.to_string()),
    })
}
