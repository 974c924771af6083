//! A document in the room's custody: its address, editions and provenance.

use serde::{Deserialize, Serialize};

use crate::address::Slug;

use super::{
    Alignment, Cast, Document, DocumentDate, Finding, Language, Related, RoleDate, Statement,
};

/// A document with its address and all that the room knows about its custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The permanent identifier, the last part of the address.
    pub id: Slug,
    /// The document in the edition asked for.
    pub document: Document,
    /// One alignment for each further text.
    pub alignments: Vec<Alignment>,
    /// What was odd in the source.
    pub findings: Vec<Finding>,
    /// The edition shown.
    pub edition: Edition,
    /// All editions, the current one first.
    pub editions: Vec<Edition>,
    /// When its record last changed: RFC 3339, UTC.
    pub changed: String,
    /// Documents that belong with it, where they were asked for.
    pub related: Vec<Related>,
    /// What the editors state of it.
    pub statements: Vec<Statement>,
    /// Where the document came from and in what state its file is.
    pub custody: Custody,
}

impl Holding {
    /// Whether the edition shown is the current one.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.editions.first().is_none_or(|current| current.sha256 == self.edition.sha256)
    }
}

/// One state of a document's source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// SHA-256 of the source's bytes, 64 lower-case hex digits.
    pub sha256: String,
    /// When the room took it in: RFC 3339, UTC.
    pub taken_in: String,
    /// The source's size in bytes.
    pub size: u64,
}

impl Edition {
    /// The first 12 hex digits of the checksum, as addresses and citations carry them.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.sha256[..12]
    }
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custody {
    /// The path below the seeds folder.
    pub seed_file: String,
    /// The name of the file before `import` gave it its present one.
    pub original_name: Option<String>,
    /// The encoding that the bytes were read in: `UTF-8`, `UTF-16LE`, `EUC-KR` …
    pub encoding: String,
    /// SHA-256 of the text as read: the checksum that proves the database.
    pub text_sha256: String,
    /// The version of the program that read it.
    pub program_version: String,
    /// Since when the file is missing: RFC 3339, UTC; `None` while it is there.
    pub absent_since: Option<String>,
    /// Further captures of the same record: same date, title and reference.
    pub other_captures: Vec<Slug>,
}

/// A line of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The document's identifier.
    pub id: Slug,
    /// The title, where the source states one.
    pub title: Option<String>,
    /// The date.
    pub date: DocumentDate,
    /// Further dates with their roles.
    pub dates: Vec<RoleDate>,
    /// The source site's summary.
    pub summary: Option<String>,
    /// The archive.
    pub archive: Option<String>,
    /// The languages of the texts, in their order.
    pub languages: Vec<Language>,
    /// Since when the file is missing: RFC 3339, UTC.
    pub absent_since: Option<String>,
    /// First 12 hex digits of the current edition.
    pub edition: String,
    /// When the current edition was taken in: RFC 3339, UTC.
    pub taken_in: String,
    /// When its record last changed: RFC 3339, UTC.
    pub changed: String,
    /// Who stands behind it and in it; empty in lists that do not tell.
    pub cast: Cast,
}

/// What is left of a document that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The identifier.
    pub id: String,
    /// Why it was withdrawn.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// On which day, as stated.
    pub on: String,
    /// Another document to see instead.
    pub see: Option<String>,
    /// What the document was, unless its title is hidden too.
    pub title: Option<String>,
    /// The archive reference, from the description at the time.
    pub source: Option<String>,
    /// The archive, from the description at the time.
    #[serde(default)]
    pub archive: Option<String>,
    /// SHA-256 of the last edition's source.
    pub sha256: Option<String>,
}
