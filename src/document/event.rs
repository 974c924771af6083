//! What happened to a document in the room's custody, in the spirit of PREMIS.

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
    /// of an imported file, the code of a refusal, the loader's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// `import` copied a file into the seeds folder; `detail` is its original name.
    Imported,
    /// A document came in for the first time.
    TakenIn,
    /// Its file changed: a new edition.
    Replaced,
    /// The same file was read again by a newer loader; no edition.
    Reread,
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
}
