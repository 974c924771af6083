//! What became of each file in the seeds folder.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Verification, code::coded, legible};

/// The report of the last reading of the seeds folder: one row per file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IngestReport {
    /// The rows, ordered by file path.
    pub files: Vec<FileReport>,
    /// Documents whose file is gone: id, the file's last path, and since when (RFC 3339, UTC).
    pub absent: Vec<(String, String, String)>,
    /// The last full check of the room.
    pub verification: Option<Verification>,
    /// Of a page of the report: how many files there are of each outcome in all, and the file behind
    /// which the next page begins.
    pub page: Option<ReportPage>,
}

/// What a page of the report says of the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportPage {
    /// Files accepted, refused and ignored.
    pub sums: [usize; 3],
    /// The last file of this page, where there are more.
    pub next: Option<String>,
}

impl IngestReport {
    /// How many files have the outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        let Some(ReportPage { sums: [accepted, refused, ignored], .. }) = &self.page else {
            return self.files.iter().filter(|file| file.outcome == outcome).count();
        };
        *match outcome {
            Outcome::Accepted => accepted,
            Outcome::Refused => refused,
            Outcome::Ignored => ignored,
        }
    }

    /// The file behind which the next page begins, of a page that is not the last.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.page.as_ref()?.next.as_deref()
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The path below the seeds folder, parts joined by `/`; bytes that are not UTF-8 replaced
    /// by `\xNN`.
    pub file: String,
    /// Taken in, refused or passed over.
    pub outcome: Outcome,
    /// The document that the file is, where it was accepted.
    pub id: Option<String>,
    /// What was odd, where it was accepted or has its own use.
    pub findings: Vec<Finding>,
    /// Why not, where it was refused or ignored.
    pub reason: Option<Reason>,
}

/// What became of a file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is a document of the room.
    Accepted,
    /// It should be a document and cannot be.
    Refused,
    /// It is no document, by a stated rule.
    Ignored,
}

impl Outcome {
    /// `accepted`, `refused` or `ignored`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Ignored => "ignored",
        }
    }
}

/// Why a file is no document, worded when shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What kind of reason.
    pub code: ReasonCode,
    /// The line of the file, from 1, where there is one.
    pub line: Option<u32>,
    /// The particulars that the sentence names, by their name in it.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl Reason {
    /// A reason without particulars.
    #[must_use]
    pub fn new(code: ReasonCode) -> Self {
        Self { code, line: None, args: BTreeMap::new() }
    }

    /// The same reason with one particular more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), legible(value.into()));
        self
    }
}

coded! {
    /// The kinds of reason. Each has a sentence `reason-<code>` with a `.remedy` in the interface
    /// words.
    pub enum ReasonCode {
        /// The file is empty or holds only blanks.
        Empty = "empty",
        /// The file is over the limit (`size`, `limit`, in bytes).
        Oversized = "oversized",
        /// The file holds a NUL byte or the signature of another kind of file (`byte`).
        Binary = "binary",
        /// The encoding cannot be told for certain (`byte`, `encoding` guessed or empty).
        EncodingUncertain = "encoding-uncertain",
        /// The file cannot be opened or read (`message`).
        Unreadable = "unreadable",
        /// A folder, socket, pipe or device under a document's name (`kind`).
        NotAFile = "not-a-file",
        /// A link that leads nowhere or out of the seeds folder (`target`).
        LinkDangling = "link-dangling",
        /// Another file has this file's address (`id`, `file`).
        AddressTaken = "address-taken",
        /// A redirect stands at this file's address (`id`, `to`).
        AddressRedirected = "address-redirected",
        /// More blocks than a document can number (`count`, `limit`).
        BlocksTooMany = "blocks-too-many",
        /// The parser failed, which is our fault (`message`).
        ReaderFailed = "reader-failed",
        /// The store could not take the document (`message`).
        StoreFailed = "store-failed",
        /// A page that lists records and is none.
        SearchListing = "search-listing",
        /// A file that has its own use in the seeds folder (`use`).
        OwnUse = "own-use",
        /// A hidden file or an editor's backup.
        HiddenOrBackup = "hidden-or-backup",
        /// Not a `.txt` or `.md` file.
        OtherKind = "other-kind",
        /// The document was withdrawn in `redirects.toml` (`id`).
        Withdrawn = "withdrawn",
        /// A file of the seeds folder's own settings that cannot be read (`message`).
        SettingsInvalid = "settings-invalid",
    }
}
