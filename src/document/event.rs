//! What happened to a document in the room's custody, in the spirit of PREMIS.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One event, as a line of `kept/events.jsonl` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When: RFC 3339, UTC.
    pub at: String,
    /// What happened.
    pub event: EventKind,
    /// The document's identifier; for a file that is none, what it would have been.
    pub id: String,
    /// The file's path below the seeds folder.
    pub file: String,
    /// SHA-256 of the file's bytes, where they were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What else there is to say: the former identifier of a renamed document, the original name
    /// of an imported file, the code of a refusal, the loader's version, the checksum of what the
    /// editors state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// `import` copied a file into the seeds folder; `detail` is its original name.
    Imported,
    /// A document came in for the first time.
    TakenIn,
    /// Its file changed: a new edition. `detail` is `time_unchanged` where neither the file's size
    /// nor its time changed with its bytes, as when a disk fails.
    Replaced,
    /// The same file was read again by a newer loader, with the same result; no edition.
    Reread,
    /// A newer loader read something else out of the same file; no edition.
    Revised,
    /// What the editors state of it changed; without a detail they state nothing any more.
    Stated,
    /// Its file is gone or can no longer be read.
    Absent,
    /// Its file is there again.
    Back,
    /// The same bytes stand under another name; `detail` is the former identifier.
    Renamed,
    /// The file has the bytes of another document, `detail`, to which its address now leads.
    SameBytes,
    /// A file was refused; `detail` is the reason's code.
    Refused,
    /// `redirects.toml` withdrew the document.
    Withdrawn,
    /// `redirects.toml` no longer withdraws it.
    Restored,
    /// A full check of sources, stored texts and index came to its end; of the whole room, so `id`
    /// and `file` are empty. `detail` counts what was checked and what was found.
    Verified,
    /// What a check found damaged was made again from its source; `detail` says what.
    Repaired,
    /// The bytes of a withdrawn document and of all its editions were removed for good; `detail`
    /// is who asked for it and why.
    Purged,
}

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Imported,
        Self::TakenIn,
        Self::Replaced,
        Self::Reread,
        Self::Revised,
        Self::Stated,
        Self::Absent,
        Self::Back,
        Self::Renamed,
        Self::SameBytes,
        Self::Refused,
        Self::Withdrawn,
        Self::Restored,
        Self::Verified,
        Self::Repaired,
        Self::Purged,
    ];

    /// The kind as `events.jsonl` has it: `taken_in`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::TakenIn => "taken_in",
            Self::Replaced => "replaced",
            Self::Reread => "reread",
            Self::Revised => "revised",
            Self::Stated => "stated",
            Self::Absent => "absent",
            Self::Back => "back",
            Self::Renamed => "renamed",
            Self::SameBytes => "same_bytes",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Restored => "restored",
            Self::Verified => "verified",
            Self::Repaired => "repaired",
            Self::Purged => "purged",
        }
    }

    /// Whether the event's checksum is that of an edition.
    #[must_use]
    pub fn is_of_an_edition(self) -> bool {
        matches!(self, Self::TakenIn | Self::Replaced)
    }
}

impl Event {
    /// Leaves out what no longer is told of a withdrawn document: how its file was called.
    pub fn withhold(&mut self) {
        self.file.clear();
        if self.event == EventKind::Imported {
            self.detail = None;
        }
    }

    /// The identifiers whose records this event changes, each with whether it is no longer a
    /// document's.
    ///
    /// A record changes with its document's source, with what is read out of it or stated beside
    /// it, and with its address. A file that is missing or back changes nothing: the record stays.
    #[must_use]
    pub fn changes(&self) -> Vec<(&str, bool)> {
        let id = self.id.as_str();
        match self.event {
            EventKind::TakenIn
            | EventKind::Replaced
            | EventKind::Revised
            | EventKind::Stated
            | EventKind::Restored => vec![(id, false)],
            EventKind::Withdrawn | EventKind::Purged => vec![(id, true)],
            EventKind::Renamed => {
                let former = self.detail.as_deref().filter(|former| *former != id);
                former.map(|former| (former, true)).into_iter().chain([(id, false)]).collect()
            }
            EventKind::Imported
            | EventKind::Reread
            | EventKind::Absent
            | EventKind::Back
            | EventKind::SameBytes
            | EventKind::Refused
            | EventKind::Verified
            | EventKind::Repaired => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_called_as_its_line_has_it() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn a_record_changes_with_its_source_its_statements_and_its_address() {
        let check = |kind, detail: Option<&str>, expect: &[(&str, bool)]| {
            let event = Event {
                at: "2026-01-01T00:00:00.000Z".into(),
                event: kind,
                id: "a".into(),
                file: "a.txt".into(),
                sha256: None,
                detail: detail.map(str::to_owned),
            };
            assert_eq!(event.changes(), expect, "{kind:?}");
        };
        for kind in [EventKind::TakenIn, EventKind::Replaced, EventKind::Revised] {
            check(kind, None, &[("a", false)]);
        }
        check(EventKind::Stated, Some("checksum"), &[("a", false)]);
        check(EventKind::Withdrawn, None, &[("a", true)]);
        check(EventKind::Restored, None, &[("a", false)]);
        check(EventKind::Renamed, Some("b"), &[("b", true), ("a", false)]);
        check(EventKind::Purged, None, &[("a", true)]);
        for kind in [EventKind::Reread, EventKind::Absent, EventKind::Back, EventKind::Refused] {
            check(kind, None, &[]);
        }
        for kind in [EventKind::Verified, EventKind::Repaired] {
            check(kind, None, &[]);
        }
    }
}
