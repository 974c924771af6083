//! The sources: the capture that the text was taken from, and the original in its archive.

use std::io;

use crate::citation::Origin;
use crate::document::{DateRole, Description, Edtf, Language, ReferenceCode};

use super::header::stated;
use super::xml::{Attribute, Xml};
use super::{Source, dated, joined};

pub(super) fn write(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    xml.element("bibl", &[("type", "capture".into())], |xml| capture(xml, of))?;
    original(xml, of)
}

/// The site that published the translation, its number and address for it, and its own citation.
fn capture(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    if let Some(publisher) = &of.record.publisher {
        let inferred = matches!(publisher.origin, Origin::Inferred(_));
        let attributes =
            if inferred { vec![("cert", "medium".into()), of.room()] } else { Vec::new() };
        xml.words("publisher", &attributes, &publisher.name)?;
    }
    let custody = &of.holding.custody;
    let file = custody.original_name.as_ref().unwrap_or(&custody.seed_file);
    let numbers = [
        ("record", description.record_id.as_deref()),
        ("URI", description.source_url.as_deref()),
        ("file", Some(file.as_str())),
    ];
    for (kind, number) in numbers {
        xml.words("idno", &[("type", kind.into())], number.unwrap_or_default())?;
    }
    let notes = [
        ("citation", description.citation_as_given.as_deref()),
        ("source-line", description.source_raw.as_deref()),
    ];
    for (kind, words) in notes {
        xml.words("note", &[("type", kind.into())], words.unwrap_or_default())?;
    }
    Ok(())
}

/// The original, where its archive or its place in one is known.
fn original(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let record = &of.record;
    if record.archive.is_none() && record.shelfmark.is_none() {
        return Ok(());
    }
    xml.element("msDesc", &[], |xml| {
        xml.element("msIdentifier", &[], |xml| identifier(xml, of))?;
        contents(xml, of)?;
        history(xml, of)
    })
}

/// The archive and the place in it. The source's value counts here; what the editors state takes
/// its place only where the source has none.
fn identifier(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    let by = |field: &str| -> Vec<Attribute<'static>> {
        stated(of, field).map(|statement| of.editor(&statement.by)).into_iter().collect()
    };
    match (&description.archive, &of.record.archive, &of.record.shelfmark) {
        (Some(archive), ..) => xml.words("repository", &[], archive)?,
        (None, Some(archive), _) => xml.words("repository", &by("archive"), archive)?,
        // Without an archive the place in it is all that there is for a name.
        (None, None, Some(shelfmark)) => return xml.words("msName", &by("source"), shelfmark),
        (None, None, None) => {}
    }
    let by_editors = if description.source.is_none() { by("source") } else { Vec::new() };
    let shelfmark = of.record.shelfmark.as_deref().unwrap_or_default();
    let attributes = joined([vec![("type", "shelfmark".into())], by_editors]);
    xml.words("idno", &attributes, shelfmark)?;
    for (level, part) in levels(&description.reference_code) {
        if part.trim().is_empty() {
            continue;
        }
        xml.element("altIdentifier", &[("type", level.into())], |xml| {
            xml.words("idno", &[("type", level.into())], part)
        })?;
    }
    Ok(())
}

fn levels(code: &ReferenceCode) -> Vec<(&'static str, &str)> {
    let levels = [
        ("fond", &code.fond),
        ("opis", &code.opis),
        ("papka", &code.papka),
        ("delo", &code.delo),
        ("listy", &code.listy),
    ];
    levels.into_iter().filter_map(|(name, part)| Some((name, part.as_deref()?))).collect()
}

fn contents(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    let stated = stated(of, "original_language");
    let (words, by) = match (&description.original_language, stated) {
        (Some(language), _) => (language.clone(), None),
        (None, Some(statement)) => (statement.value.words(), Some(of.editor(&statement.by))),
        (None, None) => return Ok(()),
    };
    let tag = main_language(description, by.is_some(), of.record.original_language_tag.as_ref());
    let attributes: Vec<Attribute<'_>> =
        tag.map(|tag| ("mainLang", tag.to_owned().into())).into_iter().chain(by).collect();
    if words.trim().is_empty() {
        return Ok(());
    }
    xml.element("msContents", &[], |xml| xml.words("textLang", &attributes, &words))
}

/// The tag of the language that is named.
fn main_language<'a>(
    description: &'a Description,
    is_stated: bool,
    of_record: Option<&'a Language>,
) -> Option<&'a str> {
    let tag = if is_stated { of_record } else { description.original_language_tag.as_ref() };
    tag.map(Language::as_str)
}

/// When the original was written, registered and received.
fn history(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    let of_role = |role| description.dates.iter().filter(move |date| date.role == role);
    let stated = stated(of, "date");
    let has_origin = description.date.value.is_some()
        || stated.is_some()
        || of_role(DateRole::Drafted).next().is_some();
    let handled = || of_role(DateRole::Registered).chain(of_role(DateRole::Received));
    if !has_origin && handled().next().is_none() {
        return Ok(());
    }
    xml.element("history", &[], |xml| {
        if has_origin {
            xml.element("origin", &[], |xml| {
                if let Some(date) = description.date.value {
                    xml.words("origDate", &dated(date), &of.date_words(date))?;
                }
                if let Some(statement) = stated {
                    let words = statement.value.words();
                    let date = Edtf::parse(&words);
                    let attributes = joined([
                        date.map(dated).unwrap_or_default(),
                        vec![of.editor(&statement.by)],
                    ]);
                    let words = date.map_or(words, |date| of.date_words(date));
                    xml.words("origDate", &attributes, &words)?;
                }
                for date in of_role(DateRole::Drafted) {
                    let attributes = joined([role("drafted", &date.read_from), dated(date.value)]);
                    xml.words("origDate", &attributes, &date.as_printed)?;
                }
                Ok(())
            })?;
        }
        handled().try_for_each(|date| {
            let kind = if date.role == DateRole::Registered { "registered" } else { "received" };
            let attributes = joined([role(kind, &date.read_from), dated(date.value)]);
            xml.words("provenance", &attributes, &date.as_printed)
        })
    })
}

/// What happened on a date, and where in the source the date stands.
pub(super) fn role(role: &'static str, read_from: &str) -> Vec<Attribute<'static>> {
    let mut attributes = vec![("type", role.into())];
    if !read_from.is_empty() && read_from.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        attributes.push(("subtype", read_from.to_owned().into()));
    }
    attributes
}
