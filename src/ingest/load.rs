//! One file read as a document: bytes, encoding, capture, alignment.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::checksum;
use super::survey::{self, Seen};
use crate::address::Slug;
use crate::capture::{self, Form, Reading};
use crate::document::{Alignment, Document, Finding, FindingCode, Reason, ReasonCode};
use crate::search::{Indexed, Lexicon};
use crate::store::{Body, Columns, MOST_BLOCKS, Source};
use crate::{address, parallel, search};

/// The versions of parser and aligner; a file is read again when they change.
#[must_use]
pub fn loader_version() -> String {
    format!("{}.{}", capture::VERSION, parallel::VERSION)
}

/// What a file is once it is read.
pub(crate) struct Loaded {
    pub(crate) document: Document,
    pub(crate) alignments: Vec<Alignment>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) encoding: String,
    /// What the document's row says of it.
    pub(crate) columns: Columns,
    /// The texts as they are stored, where that is apart from the blocks.
    pub(crate) body: Option<Body>,
}

impl Loaded {
    /// What the full-text index is to hold of the document `id`.
    pub(crate) fn indexed(&self, id: &Slug, lexicon: &Lexicon) -> Result<Indexed, Reason> {
        unharmed(|| Ok(search::indexed(&self.document, id, lexicon)))
    }
}

/// A file that was read: its source, the document that it is, what the index is to hold of it.
pub(crate) type Read = Result<(Source, Loaded, Indexed), Reason>;

/// The bytes of a file that was seen and the document `id` that they are, or why they are none.
pub(crate) fn loaded(seen: &Seen, id: &Slug, lexicon: &Lexicon) -> Read {
    let bytes = survey::bytes(&seen.file).map_err(|error| {
        Reason::new(ReasonCode::Unreadable).with("message", error.kind().to_string())
    })??;
    read_as(&bytes, &checksum(&bytes), &seen.path, id, lexicon)
}

/// The document `id` that these bytes are, whose checksum is known.
pub(crate) fn read_as(
    bytes: &[u8],
    sha256: &str,
    path: &str,
    id: &Slug,
    lexicon: &Lexicon,
) -> Read {
    let loaded = from_bytes(bytes, path)?;
    let indexed = loaded.indexed(id, lexicon)?;
    Ok((Source::known(bytes, sha256), loaded, indexed))
}

/// The document that these bytes are under this name. Whatever goes wrong in the reading stays
/// with the file.
pub(crate) fn from_bytes(bytes: &[u8], path: &str) -> Result<Loaded, Reason> {
    unharmed(|| read(bytes, path))
}

/// What `read` gives; if it panics, that is a reason against this file alone.
fn unharmed<T>(read: impl FnOnce() -> Result<T, Reason>) -> Result<T, Reason> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read,
        Err(panic) => Err(Reason::new(ReasonCode::ReaderFailed).with("message", said(&*panic))),
    }
}

fn read(bytes: &[u8], path: &str) -> Result<Loaded, Reason> {
    let decoded = capture::decoded(bytes)?;
    let markdown = Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    let form = if markdown { Form::Markdown } else { Form::Capture };
    let captured = match capture::read(&decoded.text, form) {
        Reading::Record(captured) => captured,
        Reading::NotARecord(reason) => return Err(reason),
    };
    let document = captured.document;
    let blocks: usize = document.texts.iter().map(|text| text.blocks.len()).sum();
    if blocks > MOST_BLOCKS {
        return Err(Reason::new(ReasonCode::BlocksTooMany)
            .with("count", blocks.to_string())
            .with("limit", MOST_BLOCKS.to_string()));
    }
    let alignments = match document.texts.split_first() {
        Some((first, others)) => {
            others.iter().map(|other| parallel::aligned(first, other)).collect()
        }
        None => Vec::new(),
    };
    let mut findings = decoded.findings;
    findings.extend(captured.findings);
    let stem = survey::stem(path);
    if address::folded(&stem).len() > 120
        || stem.chars().any(|c| c.is_alphanumeric() && !c.is_ascii())
    {
        findings.push(Finding::of_file(FindingCode::NameShortened));
    }
    let columns = Columns::of(&document)
        .map_err(|error| Reason::new(ReasonCode::StoreFailed).with("message", error.to_string()))?;
    let body = Body::of(&document, bytes);
    Ok(Loaded { document, alignments, findings, encoding: decoded.encoding, columns, body })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
