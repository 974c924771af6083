//! Raw bytes to a document. For now every file is read as plain blocks of an unknown layout.

use crate::document::{
    Block, BlockKind, Collection, Description, Document, Finding, FindingCode, Language, Reason,
    ReasonCode, Text,
};

/// The parser's version; files are read again when it changes.
pub const VERSION: u32 = 0;

/// A file's bytes as text.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding that it was read in.
    pub encoding: String,
    /// What was odd.
    pub findings: Vec<Finding>,
}

/// What kind of file a text comes from.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A `.txt` file.
    Capture,
    /// A `.md` file.
    Markdown,
}

/// A record as it was read.
#[derive(Debug)]
pub struct Captured {
    /// The document.
    pub document: Document,
    /// What was odd.
    pub findings: Vec<Finding>,
}

/// What a text is.
#[derive(Debug)]
pub enum Reading {
    /// A record.
    Record(Box<Captured>),
    /// None, and why.
    NotARecord(Reason),
}

/// The bytes as text.
///
/// # Errors
/// If they are no UTF-8.
pub fn decoded(bytes: &[u8]) -> Result<Decoded, Reason> {
    let text = std::str::from_utf8(bytes).map_err(|_| Reason::new(ReasonCode::Binary))?;
    Ok(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned(), findings: Vec::new() })
}

/// The text as a record of plain blocks.
#[must_use]
pub fn read(text: &str, _form: Form) -> Reading {
    if text.trim().is_empty() {
        return Reading::NotARecord(Reason::new(ReasonCode::Empty));
    }
    let blocks = (1..)
        .zip(text.split("\n\n"))
        .map(|(n, text)| Block {
            n,
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            marks: Vec::new(),
        })
        .collect();
    Reading::Record(Box::new(Captured {
        document: Document {
            layout: "unknown".to_owned(),
            description: Description::default(),
            texts: vec![Text::new(Language::english(), blocks)],
        },
        findings: vec![Finding::of_file(FindingCode::LayoutUnknown)],
    }))
}

/// The collection's own words.
#[must_use]
pub fn collection(_text: &str) -> Collection {
    Collection::default()
}
