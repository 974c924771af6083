//! What the document is: dates, languages, summary, kind, and whom and what it names.

use std::collections::BTreeSet;
use std::io;

use crate::authority::EntityKind;
use crate::document::{DateRole, Edtf, RoleDate};

use super::header::stated;
use super::source::role;
use super::xml::Xml;
use super::{Source, dated, joined};

pub(super) fn write(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    xml.element("profileDesc", &[], |xml| {
        creation(xml, of)?;
        languages(xml, of)?;
        summary(xml, of)?;
        keywords(xml, of)?;
        told_of(xml, of)
    })
}

/// When it was written.
fn creation(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    let drafted = || description.dates.iter().filter(|date| date.role == DateRole::Drafted);
    let stated = stated(of, "date")
        .and_then(|statement| Some((statement, Edtf::parse(&statement.value.words())?)));
    if description.date.value.is_none() && stated.is_none() && drafted().next().is_none() {
        return Ok(());
    }
    xml.element("creation", &[], |xml| {
        if let Some(date) = description.date.value {
            xml.words("date", &dated(date), &of.date_words(date))?;
        }
        if let Some((statement, date)) = stated {
            let attributes = joined([dated(date), vec![of.editor(&statement.by)]]);
            xml.words("date", &attributes, &of.date_words(date))?;
        }
        drafted().try_for_each(|date| role_date(xml, "drafted", date))
    })
}

fn role_date(xml: &mut Xml, kind: &'static str, date: &RoleDate) -> io::Result<()> {
    let attributes = joined([role(kind, &date.read_from), dated(date.value)]);
    xml.words("date", &attributes, &date.as_printed)
}

/// The languages of the texts and of the original.
fn languages(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let mut known = BTreeSet::new();
    let original = of.record.original_language_tag.iter();
    let languages: Vec<_> = of
        .record
        .languages
        .iter()
        .chain(original)
        .filter(|language| known.insert(language.as_str()))
        .collect();
    if languages.is_empty() {
        return Ok(());
    }
    xml.element("langUsage", &[], |xml| {
        languages.iter().try_for_each(|language| {
            let name = super::super::wording::language(of.desk.words, language);
            xml.words("language", &[("ident", language.as_str().into())], &name)
        })
    })
}

fn summary(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let from_source = of.holding.document.description.summary.as_deref().unwrap_or_default();
    let stated = stated(of, "summary");
    if from_source.trim().is_empty() && stated.is_none() {
        return Ok(());
    }
    xml.element("abstract", &[], |xml| {
        xml.words("p", &[], from_source)?;
        match stated {
            Some(statement) => {
                xml.words("p", &[of.editor(&statement.by)], &statement.value.words())
            }
            None => Ok(()),
        }
    })
}

/// The kind of document, and the persons and places of the authority files that stand in it.
fn keywords(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let genre = of.record.genre.as_deref().filter(|genre| !genre.trim().is_empty());
    let names: Vec<(&str, &str)> = [(EntityKind::Person, "person"), (EntityKind::Place, "place")]
        .into_iter()
        .flat_map(|(kind, name)| {
            let named = of.beside.named.iter().filter(move |named| named.entity.kind == kind);
            named.filter_map(move |named| {
                Some((name, of.beside.authority.entry(&named.entity)?.name.as_str()))
            })
        })
        .collect();
    if genre.is_none() && names.is_empty() {
        return Ok(());
    }
    xml.element("textClass", &[], |xml| {
        xml.element("keywords", &[], |xml| {
            if let Some(genre) = genre {
                let by = stated(of, "document_type").map(|statement| of.editor(&statement.by));
                let attributes = joined([vec![("type", "genre".into())], by.into_iter().collect()]);
                xml.words("term", &attributes, genre)?;
            }
            names
                .iter()
                .try_for_each(|(kind, name)| xml.words("term", &[("type", (*kind).into())], name))
        })
    })
}

/// The time that the document tells of, where it is not the time of writing.
fn told_of(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let kind = |date: &RoleDate| match date.role {
        DateRole::Described => Some("described"),
        DateRole::Period => Some("period"),
        DateRole::Drafted | DateRole::Registered | DateRole::Received => None,
    };
    let dates = &of.holding.document.description.dates;
    let told: Vec<_> = dates.iter().filter_map(|date| Some((kind(date)?, date))).collect();
    if told.is_empty() {
        return Ok(());
    }
    xml.element("settingDesc", &[], |xml| {
        xml.element("setting", &[], |xml| {
            told.iter().try_for_each(|(kind, date)| role_date(xml, kind, date))
        })
    })
}
