//! The description of a document: ISAD(G)'s areas as far as the sources fill them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DocumentDate, Language, RoleDate};

/// Everything that is said about a document. What the source does not state is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Description {
    /// The date line's date.
    pub date: DocumentDate,
    /// Further dates with their roles, read only from date line, title, letterhead and stamps.
    pub dates: Vec<RoleDate>,
    /// The title as printed, typographic line ends joined.
    pub title: Option<String>,
    /// The source site's own summary.
    pub summary: Option<String>,
    /// Who paid for the translation, in the order given.
    pub funders: Vec<String>,
    /// The citation that the source itself prints, verbatim.
    pub citation_as_given: Option<String>,
    /// The reference, archive included: `AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145`.
    pub source: Option<String>,
    /// The whole source line as it stands.
    pub source_raw: Option<String>,
    /// The archive's name or abbreviation as printed.
    pub archive: Option<String>,
    /// The parts of the reference below the archive.
    pub reference_code: ReferenceCode,
    /// Who obtained the document, as printed.
    pub obtained_by: Option<String>,
    /// Who wrote the document.
    pub authors: Vec<Author>,
    /// The translator as printed, where the credit names no language or only one text is there.
    pub translator: Option<String>,
    /// The language of the original as printed: `Russian`.
    pub original_language: Option<String>,
    /// The tag for `original_language`.
    pub original_language_tag: Option<Language>,
    /// The kind of document as printed: `Diary Entry`.
    pub document_type: Option<String>,
    /// The source site's number for the record.
    pub record_id: Option<String>,
    /// The address that the source gives for the record; text, never a link.
    pub source_url: Option<String>,
    /// The rights statement as captured, a scrambled mail address left out.
    pub rights: Option<String>,
}

/// The levels of a reference below its archive, each as printed without its label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
pub struct ReferenceCode {
    /// `0102` of `F. 0102`.
    pub fond: Option<String>,
    /// `13` of `Op. 13`.
    pub opis: Option<String>,
    /// `72` of `P. 72`.
    pub papka: Option<String>,
    /// `5` of `Delo 5`.
    pub delo: Option<String>,
    /// `131-145` of `Listy 131-145`.
    pub listy: Option<String>,
}

/// A person or a body that wrote the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name, in the order in which it is spoken.
    pub name: String,
    /// A person or a corporate body.
    pub kind: AuthorKind,
    /// The words and the place that the name was derived from; `None` where the source states the
    /// author as such.
    pub evidence: Option<String>,
}

/// What an author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorKind {
    /// A person.
    Person,
    /// A corporate body.
    Body,
}
