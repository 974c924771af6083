//! What was odd about a file that was taken in all the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{code::coded, legible};

/// Something odd in a source, worded when shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of oddity.
    pub code: FindingCode,
    /// The line of the source file, from 1; `None` where it concerns the whole file.
    pub line: Option<u32>,
    /// The particulars that the sentence names, by their name in it.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl Finding {
    /// How many findings of one kind a file has at most; further ones say nothing new.
    pub const MOST_OF_A_KIND: usize = 20;

    /// The findings without those beyond the most of their kind.
    #[must_use]
    pub fn telling(mut findings: Vec<Self>) -> Vec<Self> {
        let mut counts: BTreeMap<FindingCode, usize> = BTreeMap::new();
        findings.retain(|finding| {
            let count = counts.entry(finding.code).or_default();
            *count += 1;
            *count <= Self::MOST_OF_A_KIND
        });
        findings
    }

    /// A finding on a line.
    #[must_use]
    pub fn at(code: FindingCode, line: u32) -> Self {
        Self { code, line: Some(line), args: BTreeMap::new() }
    }

    /// A finding on the file as a whole.
    #[must_use]
    pub fn of_file(code: FindingCode) -> Self {
        Self { code, line: None, args: BTreeMap::new() }
    }

    /// The same finding with one particular more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), legible(value.into()));
        self
    }
}

coded! {
    /// The kinds of oddity. Each has a sentence `finding-<code>` in the interface words.
    pub enum FindingCode {
        /// The layout is none of those known; the lines are shown as plain blocks.
        LayoutUnknown = "layout-unknown",
        /// The source states no date.
        DateMissing = "date-missing",
        /// A date line or stated date that is no date of the calendar (`value`).
        DateInvalid = "date-invalid",
        /// The source states no title.
        TitleMissing = "title-missing",
        /// The record has no text.
        TextMissing = "text-missing",
        /// Line breaks were lost in the capture.
        LineBreaksLost = "line-breaks-lost",
        /// A bracket that never closes (`text`), left as printed.
        BracketUnclosed = "bracket-unclosed",
        /// The file was not UTF-8 and was decoded from `encoding`.
        EncodingDecoded = "encoding-decoded",
        /// Characters that no text should hold were taken out (`count`, `character`).
        CharactersRemoved = "characters-removed",
        /// Letters were lost before the file came here and are shown as `□` (`count`).
        CharactersLost = "characters-lost",
        /// A summary that belongs to another record stood at the head and was dropped.
        ForeignSummary = "foreign-summary",
        /// A field of the front matter that is not known (`field`).
        FieldUnknown = "field-unknown",
        /// A field of the front matter that cannot be read (`field`, `value`).
        FieldInvalid = "field-invalid",
        /// The front matter cannot be read at all (`message`).
        FrontMatterInvalid = "front-matter-invalid",
        /// Attributes in braces, or a line of colons, that say nothing known (`text`); kept as
        /// words.
        AttributeUnknown = "attribute-unknown",
        /// A line of colons that no other one closes.
        FenceUnclosed = "fence-unclosed",
        /// A text's language could not be told.
        LanguageUndetermined = "language-undetermined",
        /// Markup that texts do not carry was kept as plain words (`tag`).
        MarkupKept = "markup-kept",
        /// Another file with the same bytes is this document (`file`).
        SameBytes = "same-bytes",
        /// Another document with the same date, title and reference (`id`).
        SameRecord = "same-record",
        /// A statement file that cannot be read (`message`).
        StatementsUnreadable = "statements-unreadable",
        /// A statement file whose name is no document's (`id`).
        StatementsUnplaced = "statements-unplaced",
        /// Another statement file is about the same document (`id`).
        StatementsDoubled = "statements-doubled",
        /// A statement about `field` that does not say all that it must (`missing`).
        StatementIncomplete = "statement-incomplete",
        /// The file's name loses letters in its address.
        NameShortened = "name-shortened",
        /// An authority file that is no TOML (`message`).
        AuthorityInvalid = "authority-invalid",
        /// A key of an authority file that is not known (`key`).
        EntryKeyUnknown = "entry-key-unknown",
        /// A value of an authority file that is not what its key asks for (`key`, and `expected`:
        /// `words`, `list`, `table`, `id`, `kind`, `language`, `scheme` or `variant-kind`).
        EntryValueInvalid = "entry-value-invalid",
        /// An entry or spelling without what it needs (`key`).
        EntryIncomplete = "entry-incomplete",
        /// An entry with the identifier of an earlier one (`id`, its line `first`).
        EntryIdTwice = "entry-id-twice",
        /// A spelling that an earlier entry has too (`form`, `id`, the earlier one's id `other`).
        SpellingShared = "spelling-shared",
        /// A misprint that says no document which it stands in (`form`).
        MisprintUnbound = "misprint-unbound",
    }
}
