//! Rows of the database and the document's values, one into the other.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{Error, Result};
use crate::address::Slug;
use crate::document::{
    Block, Cast, DateSource, Description, Document, DocumentDate, Edtf, Entry, Language, Mark, Text,
};

/// How many of a block key's bits number the block within its document.
pub(super) const BLOCK_BITS: u32 = 20;

/// The most blocks that a document can have, over all its texts.
pub(crate) const MOST_BLOCKS: usize = (1 << BLOCK_BITS) - 1;

/// The keys of a document's blocks: the first that can be, and one past the last.
pub(super) fn block_keys(number: i64) -> (i64, i64) {
    (number << BLOCK_BITS, (number + 1) << BLOCK_BITS)
}

/// SHA-256 of everything that was read of a document, over its JSON form.
pub(super) fn checksum(document: &Document) -> Result<String> {
    Ok(hex(&Sha256::digest(serde_json::to_vec(document)?)))
}

/// Bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// A value's name as serde writes it, for columns that hold one of a few words.
pub(super) fn word<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(Error::Value(other.to_string())),
    }
}

/// The value that a column's word names.
pub(super) fn from_word<T: DeserializeOwned>(word: String) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(word))?)
}

pub(super) fn slug(id: &str) -> Result<Slug> {
    Slug::parse(id).ok_or_else(|| Error::Value(id.to_owned()))
}

pub(super) fn language(tag: &str) -> Result<Language> {
    Language::parse(tag).ok_or_else(|| Error::Value(tag.to_owned()))
}

/// A number of the document model from the database's.
pub(super) fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|_| Error::Value(number.to_string()))
}

pub(super) fn date(value: Option<&str>, read_from: Option<String>) -> Result<DocumentDate> {
    let value = match value {
        Some(edtf) => Some(Edtf::parse(edtf).ok_or_else(|| Error::Value(edtf.to_owned()))?),
        None => None,
    };
    let read_from = read_from.map(from_word::<DateSource>).transpose()?;
    Ok(DocumentDate { value, read_from })
}

/// A listing's line as the queries select it.
#[derive(Debug)]
pub(super) struct EntryRow {
    pub(super) id: String,
    pub(super) sort_key: String,
    pub(super) title: Option<String>,
    pub(super) date_value: Option<String>,
    pub(super) date_read_from: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) archive: Option<String>,
    pub(super) languages: String,
    pub(super) absent_since: Option<String>,
    pub(super) edition: String,
    pub(super) taken_in: String,
    pub(super) changed: String,
    pub(super) dates: String,
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self> {
        let mut edition = row.edition;
        edition.truncate(12);
        Ok(Self {
            id: slug(&row.id)?,
            title: row.title,
            date: date(row.date_value.as_deref(), row.date_read_from)?,
            dates: serde_json::from_str(&row.dates)?,
            summary: row.summary,
            archive: row.archive,
            languages: serde_json::from_str(&row.languages)?,
            absent_since: row.absent_since,
            edition,
            taken_in: row.taken_in,
            changed: row.changed,
            cast: Cast::default(),
        })
    }
}

#[derive(Debug)]
pub(super) struct TextRow {
    pub(super) language: String,
    pub(super) translator: Option<String>,
    pub(super) project: Option<String>,
    pub(super) source_language: Option<String>,
    pub(super) credit_inferred: bool,
    pub(super) line_breaks_lost: bool,
}

#[derive(Debug)]
pub(super) struct BlockRow {
    pub(super) language: String,
    pub(super) n: i64,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) marks: Option<String>,
}

/// A document from its parts; blocks come in the order of their keys, text after text.
pub(super) fn document(
    layout: String,
    description: &str,
    texts: Vec<TextRow>,
    blocks: Vec<BlockRow>,
) -> Result<Document> {
    let blocks = blocks.into_iter().map(|block| {
        let read = Block {
            n: small(block.n)?,
            kind: from_word(block.kind)?,
            text: block.text,
            marks: marks(block.marks.as_deref())?,
        };
        Ok((block.language, read))
    });
    assembled(layout, description, texts, blocks.collect::<Result<_>>()?)
}

/// The marks of a block, as its row holds them.
pub(super) fn marks(json: Option<&str>) -> Result<Vec<Mark>> {
    json.map_or_else(|| Ok(Vec::new()), |json| Ok(serde_json::from_str(json)?))
}

/// A document from its texts and the blocks of all of them with their languages.
pub(super) fn assembled(
    layout: String,
    description: &str,
    texts: Vec<TextRow>,
    blocks: Vec<(String, Block)>,
) -> Result<Document> {
    let description: Description = serde_json::from_str(description)?;
    let mut blocks = blocks.into_iter().peekable();
    let mut read = Vec::with_capacity(texts.len());
    for row in texts {
        let mut own = Vec::new();
        while let Some((_, block)) = blocks.next_if(|(language, _)| *language == row.language) {
            own.push(block);
        }
        read.push(Text {
            language: language(&row.language)?,
            translator: row.translator,
            project: row.project,
            source_language: row.source_language,
            credit_inferred: row.credit_inferred,
            line_breaks_lost: row.line_breaks_lost,
            blocks: own,
        });
    }
    Ok(Document { layout, description, texts: read })
}
