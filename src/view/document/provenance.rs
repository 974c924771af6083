//! Where a document's file came from and what became of it.

use crate::document::{Edition, Holding};
use crate::export::wording;

use super::super::Room;

/// What the page says about the file.
#[derive(Debug, Clone)]
pub(super) struct Provenance {
    /// The path below the seeds folder.
    pub file: String,
    /// The file's name before the room gave it its present one.
    pub original_name: Option<String>,
    /// Its size in words.
    pub size: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The SHA-256 of the text as read.
    pub text_sha256: String,
    /// When it was taken in.
    pub taken_in: String,
    /// The same for machines.
    pub taken_in_machine: String,
    /// The program that read it.
    pub version: String,
    /// The encoding.
    pub encoding: String,
    /// The layout it was read as.
    pub layout: String,
    /// The page of all that became of the document.
    pub history: String,
    /// All editions, where there is more than one.
    pub editions: Vec<EditionLine>,
    /// What was odd in it.
    pub findings: Vec<(Option<String>, String)>,
}

/// An edition of the document.
#[derive(Debug, Clone)]
pub(super) struct EditionLine {
    /// Its page.
    pub href: String,
    /// The first digits of its checksum.
    pub short: String,
    /// When it was taken in.
    pub taken_in: String,
    /// What differs from the edition before it.
    pub difference: Option<String>,
    /// Whether it is the one shown.
    pub is_shown: bool,
    /// Whether it is the current one.
    pub is_current: bool,
}

pub(super) fn provenance(room: &Room, holding: &Holding) -> Provenance {
    Provenance {
        file: holding.custody.seed_file.clone(),
        original_name: holding.custody.original_name.clone(),
        size: room.size_words(holding.edition.size),
        sha256: holding.edition.sha256.clone(),
        text_sha256: holding.custody.text_sha256.clone(),
        taken_in: room.time_words(&holding.edition.taken_in),
        taken_in_machine: holding.edition.taken_in.clone(),
        version: holding.custody.program_version.clone(),
        encoding: holding.custody.encoding.clone(),
        layout: room.layout_words(&holding.document.layout),
        history: room.links.history(&holding.id),
        editions: editions(room, holding),
        findings: holding
            .findings
            .iter()
            .map(|finding| {
                let line =
                    finding.line.map(|line| room.say_with("ingest-line", &[("line", line.into())]));
                (line, wording::finding(&room.words, finding))
            })
            .collect(),
    }
}

fn editions(room: &Room, holding: &Holding) -> Vec<EditionLine> {
    if holding.editions.len() < 2 {
        return Vec::new();
    }
    let line = |(at, edition): (usize, &Edition)| EditionLine {
        href: room.links.document_view(&holding.id, None, (at > 0).then(|| edition.short())),
        short: edition.short().to_owned(),
        taken_in: room.time_words(&edition.taken_in),
        difference: holding
            .editions
            .get(at + 1)
            .map(|before| room.links.difference(&holding.id, before.short(), edition.short())),
        is_shown: edition.sha256 == holding.edition.sha256,
        is_current: at == 0,
    };
    holding.editions.iter().enumerate().map(line).collect()
}

impl Room {
    /// The layout that a file was read as.
    pub(in super::super) fn layout_words(&self, layout: &str) -> String {
        let name = format!("layout-{}", layout.to_lowercase());
        if self.words.has(&name) { self.say(&name) } else { layout.to_owned() }
    }

    /// A size in bytes, and from 10,000 on in kilobytes of 1,000 too.
    pub(in super::super) fn size_words(&self, bytes: u64) -> String {
        self.say_count("size-bytes", bytes)
    }
}
