//! Texts, their blocks, and the marks that stand off from a block's words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Language;

/// One language version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The language of the words.
    pub language: Language,
    /// The translator as printed, where the source credits one for this text.
    pub translator: Option<String>,
    /// The project that the translation was made for: `NKIDP`.
    pub project: Option<String>,
    /// The language that the text was translated from, as printed.
    pub source_language: Option<String>,
    /// Whether the credit names no language and was given to this text because it is the first.
    pub credit_inferred: bool,
    /// Whether line breaks were lost in the capture, so that the text is one block.
    pub line_breaks_lost: bool,
    /// The blocks in their order, numbered from 1.
    pub blocks: Vec<Block>,
}

impl Text {
    /// A text without credits.
    #[must_use]
    pub fn new(language: Language, blocks: Vec<Block>) -> Self {
        Self {
            language,
            translator: None,
            project: None,
            source_language: None,
            credit_inferred: false,
            line_breaks_lost: false,
            blocks,
        }
    }
}

/// A block of text as printed: what stood between two blank lines of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its number within the text, from 1: the `14` of `#p14`.
    pub n: u32,
    /// What the block is on the page.
    pub kind: BlockKind,
    /// The words in NFC, as printed, brackets and all.
    pub text: String,
    /// Ranges of `text` and what they are, ordered by start, then by the longer one first, then by
    /// kind.
    pub marks: Vec<Mark>,
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of the text itself.
    Heading,
    /// An item of a list, its mark included.
    ListItem,
    /// A quotation that stands by itself.
    Quotation,
    /// The head of a letter: office, place, date, number, degree of secrecy.
    Letterhead,
    /// A stamp or a part of one.
    Stamp,
    /// A signature or the signer's office.
    Signature,
    /// The list of copies made and where they went.
    Copies,
}

impl BlockKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Paragraph,
        Self::Heading,
        Self::ListItem,
        Self::Quotation,
        Self::Letterhead,
        Self::Stamp,
        Self::Signature,
        Self::Copies,
    ];

    /// The kind that [`Self::as_str`] gives this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind in lower case, words joined by an underscore.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::ListItem => "list_item",
            Self::Quotation => "quotation",
            Self::Letterhead => "letterhead",
            Self::Stamp => "stamp",
            Self::Signature => "signature",
            Self::Copies => "copies",
        }
    }
}

/// A range of a block's text and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Mark {
    /// First byte of the range in the block's text.
    pub start: u32,
    /// One past the last byte; brackets are inside the range.
    pub end: u32,
    /// What the range is.
    pub kind: MarkKind,
    /// What the bracket says: a note's words, the letters supplied, the other spelling, a link's
    /// address. Of a mark over several blocks the first part carries the whole, parts joined by a
    /// blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whether this is a whole mark, or one part of a mark that runs over several blocks.
    #[serde(default, skip_serializing_if = "MarkPart::is_whole")]
    pub part: MarkPart,
}

/// Which part of a mark a range is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkPart {
    /// All of it.
    #[default]
    Whole,
    /// It goes on in the next block.
    First,
    /// It comes from the block before and goes on in the next.
    Middle,
    /// It ends here.
    Last,
}

impl MarkPart {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
    fn is_whole(&self) -> bool {
        *self == Self::Whole
    }
}

/// What a marked range is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A note of translator or editor: `[trans. note: …]`, `[역주: …]`.
    Note,
    /// Letters that complete an abbreviation: `Comr[ade]`.
    Expansion,
    /// Another spelling of what stands before it: `Heo Ga-I [Ho Ka I]`.
    Spelling,
    /// Words supplied by the translator: `[them]`.
    Supplied,
    /// A word of the original: `[dopustil]`.
    OriginalWord,
    /// A doubtful reading: `[?]`.
    Uncertain,
    /// What could not be read.
    Illegible,
    /// What was written by hand.
    Handwritten,
    /// A bracket whose kind cannot be told.
    Unclassified,
    /// Raised letters.
    Sup,
    /// Lowered letters.
    Sub,
    /// Emphasis.
    Em,
    /// Strong emphasis.
    Strong,
    /// A link, only in Markdown; `value` is its address, always http, https, mailto or relative.
    Link,
}

impl MarkKind {
    /// All kinds, those that brackets set first.
    pub const ALL: [Self; 14] = [
        Self::Note,
        Self::Expansion,
        Self::Spelling,
        Self::Supplied,
        Self::OriginalWord,
        Self::Uncertain,
        Self::Illegible,
        Self::Handwritten,
        Self::Unclassified,
        Self::Sup,
        Self::Sub,
        Self::Em,
        Self::Strong,
        Self::Link,
    ];

    /// The kind that [`Self::as_str`] gives this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether brackets set it; the others are set by tags, emphasis and links.
    #[must_use]
    pub fn is_bracket(self) -> bool {
        !matches!(self, Self::Sup | Self::Sub | Self::Em | Self::Strong | Self::Link)
    }

    /// The kind in lower case, words joined by an underscore.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Expansion => "expansion",
            Self::Spelling => "spelling",
            Self::Supplied => "supplied",
            Self::OriginalWord => "original_word",
            Self::Uncertain => "uncertain",
            Self::Illegible => "illegible",
            Self::Handwritten => "handwritten",
            Self::Unclassified => "unclassified",
            Self::Sup => "sup",
            Self::Sub => "sub",
            Self::Em => "em",
            Self::Strong => "strong",
            Self::Link => "link",
        }
    }
}

/// An editorial note with its number and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Note {
    /// Its number within the document, from 1: the `3` of `#n3`.
    pub n: u32,
    /// The language of the text that it stands in.
    pub language: Language,
    /// The number of the block that it begins in.
    pub paragraph: u32,
    /// The note's words, without brackets and label.
    pub text: String,
}
