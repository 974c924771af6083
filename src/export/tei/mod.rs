//! A document as TEI P5, valid against TEI All.
//!
//! In come a document in the room's custody and the authority entries that stand in it; out goes
//! one TEI element. [`file()`] is a file of its own, with its XML declaration; [`element`] is for
//! answers that hold several documents, such as those of OAI-PMH: without a declaration, and every
//! `xml:id` in it begins with the document's, so that no two in one answer are the same.
//!
//! Where things stand:
//!
//! - `titleStmt`: title, authors (inferred ones with `cert` and their evidence as a note), funders,
//!   a `respStmt` for each translator with language and project, for who obtained the document, and
//!   for each editor who states something. What the editors state has their `resp` and stands
//!   beside what the source says; `notesStmt` holds all of it with its reasons.
//! - `publicationStmt`: this room, the permanent address, the edition and its checksum, rights as
//!   captured; `licence` only where the group states one.
//! - `sourceDesc`: the capture as `bibl`, the original as `msDesc`, which has the archive's words
//!   for the place, the original's language, `origDate`, and when it was registered and received.
//! - `profileDesc`: the dates of writing in `creation`; the time that is told of in `settingDesc`;
//!   languages, the source site's summary, kind of document, persons and places.
//! - `text`: a `div` for each text and in it the blocks in their order, each with number, `xml:id`
//!   and its counterparts as `corresp`; the same alignment as `linkGrp` at the end. A heading within
//!   a text begins a `div` of its own. What TEI allows only at the head or the end of a division is
//!   an `ab` with the kind as its `type` elsewhere.
//!
//! The text of a block's element is the block as printed, see `markup`. Lists of copies made are
//! notes and never name recipients. What is not known has no element.

mod blocks;
mod body;
mod header;
mod profile;
mod source;
#[cfg(test)]
mod tests;
mod xml;

use std::borrow::Cow;
use std::io;

use crate::citation::Record;
use crate::document::{Edtf, Holding, Language};

use super::{Beside, Desk, Written};
use xml::{Attribute, Xml};

/// The document as a file of its own.
///
/// # Errors
/// None but those of writing to memory.
pub fn file(desk: Desk<'_>, holding: &Holding, beside: Beside<'_>) -> Written {
    let mut xml = Xml::new();
    xml.declare()?;
    write(&mut xml, &Source::new(desk, holding, beside, String::new()))?;
    Ok(xml.into_bytes())
}

/// The document as an element within other XML.
///
/// # Errors
/// None but those of writing to memory.
pub fn element(desk: Desk<'_>, holding: &Holding, beside: Beside<'_>) -> Written {
    let mut xml = Xml::new();
    let ids = format!("doc-{}.", holding.id);
    write(&mut xml, &Source::new(desk, holding, beside, ids))?;
    Ok(xml.into_bytes())
}

/// What everything is written from.
struct Source<'a> {
    desk: Desk<'a>,
    holding: &'a Holding,
    beside: Beside<'a>,
    record: Record,
    /// What every `xml:id` but the document's own begins with.
    ids: String,
    /// The editors who state something, in the order of their statements.
    editors: Vec<&'a str>,
}

impl<'a> Source<'a> {
    fn new(desk: Desk<'a>, holding: &'a Holding, beside: Beside<'a>, ids: String) -> Self {
        let mut editors: Vec<&str> = Vec::new();
        for statement in &holding.statements {
            if !editors.contains(&statement.by.as_str()) {
                editors.push(&statement.by);
            }
        }
        let record = desk.record(holding, beside);
        Self { desk, holding, beside, record, ids, editors }
    }

    /// The `xml:id` of something that has this name within the document.
    fn id(&self, name: &str) -> Attribute<'static> {
        ("xml:id", Cow::Owned(format!("{}{name}", self.ids)))
    }

    /// What points to the names, one or several.
    fn pointers(&self, names: &[String]) -> String {
        let pointer = |name: &String| format!("#{}{name}", self.ids);
        names.iter().map(pointer).collect::<Vec<_>>().join(" ")
    }

    /// Who answers for what an editor states.
    fn editor(&self, by: &str) -> Attribute<'static> {
        let at = self.editors.iter().position(|editor| *editor == by).unwrap_or_default();
        ("resp", Cow::Owned(format!("#{}editor-{}", self.ids, at + 1)))
    }

    /// Who answers for what is inferred: the program that runs the room.
    fn room(&self) -> Attribute<'static> {
        ("resp", Cow::Owned(format!("#{}room", self.ids)))
    }

    /// The names of a record's translators within the document, in their order.
    fn translator_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for translator in &self.record.translators {
            let name = format!("translator-{}", translator.language);
            let same = names.iter().filter(|known| known.starts_with(&name)).count();
            names.push(if same == 0 { name } else { format!("{name}-{}", same + 1) });
        }
        names
    }

    /// The name within the document of who translated the text in `language`.
    fn translator_of(&self, language: &Language) -> Option<String> {
        let at = self.record.translators.iter().position(|of| of.language == *language)?;
        self.translator_names().into_iter().nth(at)
    }

    /// The date in words.
    fn date_words(&self, value: Edtf) -> String {
        super::wording::date(self.desk.words, value)
    }
}

fn write(xml: &mut Xml, source: &Source<'_>) -> io::Result<()> {
    let attributes = [
        ("xmlns", "http://www.tei-c.org/ns/1.0".into()),
        ("xml:id", format!("doc-{}", source.holding.id).into()),
    ];
    xml.element("TEI", &attributes, |xml| {
        header::write(xml, source)?;
        body::write(xml, source)
    })
}

/// A date as TEI's attributes: `when`, or `from` and `to`.
fn dated(value: Edtf) -> Vec<Attribute<'static>> {
    match value {
        Edtf::Point(date) => vec![("when", date.to_string().into())],
        Edtf::Interval(from, to) => {
            vec![("from", from.to_string().into()), ("to", to.to_string().into())]
        }
    }
}

/// The attributes of one element from several sources.
fn joined<'a>(parts: impl IntoIterator<Item = Vec<Attribute<'a>>>) -> Vec<Attribute<'a>> {
    parts.into_iter().flatten().collect()
}
