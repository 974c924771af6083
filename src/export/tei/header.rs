//! The file's description: title, responsibility, publication, and what editors state.

use std::io;

use crate::citation::{Agent, Name, Origin};
use crate::document::{AuthorKind, StatedValue, Statement};

use super::xml::{Attribute, Xml};
use super::{Source, joined, profile, source};

pub(super) fn write(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    xml.element("teiHeader", &[], |xml| {
        xml.element("fileDesc", &[], |xml| {
            xml.element("titleStmt", &[], |xml| title_statement(xml, of))?;
            edition(xml, of)?;
            xml.element("publicationStmt", &[], |xml| publication(xml, of))?;
            statements(xml, of)?;
            xml.element("sourceDesc", &[], |xml| source::write(xml, of))
        })?;
        xml.element("encodingDesc", &[], |xml| {
            xml.element("editorialDecl", &[], |xml| {
                xml.words("p", &[], &of.desk.words.say("tei-practice"))
            })
        })?;
        profile::write(xml, of)?;
        xml.element("revisionDesc", &[], |xml| revisions(xml, of))
    })
}

fn title_statement(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let description = &of.holding.document.description;
    let stated = stated(of, "title");
    match (&description.title, stated) {
        (Some(title), _) => xml.words("title", &[], title)?,
        // A file must have a title; the identifier is the only one that this document has.
        (None, None) => xml.words("title", &[], of.holding.id.as_str())?,
        (None, Some(_)) => {}
    }
    if let Some(statement) = stated {
        xml.words("title", &[of.editor(&statement.by)], &statement.value.words())?;
    }
    authors(xml, of)?;
    for funder in &description.funders {
        xml.words("funder", &[], funder)?;
    }
    for (name, translator) in of.translator_names().iter().zip(&of.record.translators) {
        let mut attributes = vec![of.id(name)];
        if translator.is_inferred {
            attributes.push(("cert", "medium".into()));
        }
        let language = super::super::wording::language(of.desk.words, &translator.language);
        let resp = match &translator.project {
            Some(project) => of.desk.words.say_with(
                "tei-translated-for",
                &[("language", language.into()), ("project", project.as_str().into())],
            ),
            None => of.desk.words.say_with("tei-translated", &[("language", language.into())]),
        };
        responsible(xml, &attributes, &resp, |xml| named(xml, &translator.name, "name"))?;
    }
    if let Some(by) = &description.obtained_by {
        let resp = of.desk.words.say("tei-obtained");
        responsible(xml, &[], &resp, |xml| xml.words("name", &[], by))?;
    }
    let resp = of.desk.words.say("tei-encoded");
    responsible(xml, &[of.id("room")], &resp, |xml| xml.words("orgName", &[], of.desk.room))?;
    for (n, editor) in of.editors.iter().enumerate() {
        let id = of.id(&format!("editor-{}", n + 1));
        let resp = of.desk.words.say("tei-states");
        responsible(xml, &[id], &resp, |xml| xml.words("name", &[], editor))?;
    }
    Ok(())
}

fn responsible(
    xml: &mut Xml,
    attributes: &[Attribute<'_>],
    resp: &str,
    name: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.element("respStmt", attributes, |xml| {
        xml.words("resp", &[], resp)?;
        name(xml)
    })
}

/// What the source says of the authors, and beside it what the editors state.
fn authors(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    if let Some(statement) = stated(of, "authors") {
        for author in &of.holding.document.description.authors {
            let (name, origin) = match author.kind {
                AuthorKind::Person => (Name::of_person(&author.name), &author.evidence),
                AuthorKind::Body => (Name::Whole(author.name.clone()), &author.evidence),
            };
            let origin = origin.clone().map_or(Origin::Source, Origin::Inferred);
            author_of(xml, of, &Agent { name, origin }, None)?;
        }
        let by = of.editor(&statement.by);
        for agent in &of.record.authors {
            author_of(xml, of, agent, Some(by.clone()))?;
        }
        return Ok(());
    }
    of.record.authors.iter().try_for_each(|agent| author_of(xml, of, agent, None))
}

fn author_of(
    xml: &mut Xml,
    of: &Source<'_>,
    agent: &Agent,
    by: Option<Attribute<'_>>,
) -> io::Result<()> {
    let evidence = match &agent.origin {
        Origin::Inferred(evidence) => Some(evidence),
        Origin::Source | Origin::Editors => None,
    };
    let inferred = evidence.map(|_| vec![("cert", "medium".into()), of.room()]);
    let attributes = joined([inferred.unwrap_or_default(), by.into_iter().collect()]);
    let spoken = agent.name.spoken();
    let authors = &of.holding.document.description.authors;
    let is_body = authors.iter().any(|a| a.kind == AuthorKind::Body && a.name == spoken);
    xml.element("author", &attributes, |xml| {
        named(xml, &agent.name, if is_body { "orgName" } else { "name" })?;
        match evidence {
            Some(evidence) => xml.words("note", &[("type", "evidence".into())], evidence),
            None => Ok(()),
        }
    })
}

/// A name in the order in which it is spoken; one that is not taken apart is an element `whole`.
fn named(xml: &mut Xml, name: &Name, whole: &str) -> io::Result<()> {
    match name {
        Name::Whole(name) => xml.words(whole, &[], name),
        Name::Person { family, given, suffix, family_first } => {
            xml.element("persName", &[], |xml| {
                if *family_first {
                    xml.words("surname", &[], family)?;
                    xml.words("forename", &[], given)?;
                } else {
                    xml.words("forename", &[], given)?;
                    xml.words("surname", &[], family)?;
                }
                if suffix.is_empty() { Ok(()) } else { xml.words("genName", &[], suffix) }
            })
        }
    }
}

fn edition(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let edition = &of.holding.edition;
    xml.element("editionStmt", &[], |xml| {
        let words = of.desk.words.say_with("tei-edition", &[("edition", edition.short().into())]);
        xml.words("edition", &[("n", edition.short().into())], &words)
    })
}

fn publication(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let edition = &of.holding.edition;
    xml.words("publisher", &[], of.desk.room)?;
    xml.words("idno", &[("type", "URI".into())], &of.record.address)?;
    xml.words("idno", &[("type", "edition".into())], edition.short())?;
    xml.words("idno", &[("type", "SHA-256".into())], &edition.sha256)?;
    let rights = of.record.rights.as_deref().filter(|rights| !rights.trim().is_empty());
    if rights.is_some() || of.record.licence.is_some() {
        xml.element("availability", &[], |xml| {
            if let Some(licence) = &of.record.licence {
                xml.words("licence", &[("target", licence.as_str().into())], licence)?;
            }
            let by = stated(of, "rights").map(|statement| of.editor(&statement.by));
            let attributes: Vec<Attribute<'_>> = by.into_iter().collect();
            xml.words("p", &attributes, rights.unwrap_or_default())
        })?;
    }
    xml.words("date", &[("when", day(&edition.taken_in).into())], day(&edition.taken_in))
}

/// The day of a moment in RFC 3339.
fn day(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// What the editors state, with reasons and days.
fn statements(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    if of.holding.statements.is_empty() {
        return Ok(());
    }
    xml.element("notesStmt", &[], |xml| {
        of.holding.statements.iter().try_for_each(|statement| {
            let attributes = [
                ("type", "statement".into()),
                ("subtype", statement.field.as_str().into()),
                of.editor(&statement.by),
            ];
            let words = of.desk.words.say_with(
                "tei-statement",
                &[
                    ("field", statement.field.replace('_', " ").into()),
                    ("value", statement.value.words().into()),
                    ("by", statement.by.as_str().into()),
                    ("day", statement.on.as_str().into()),
                    ("because", statement.because.as_str().into()),
                ],
            );
            xml.words("note", &attributes, &words)
        })
    })
}

fn revisions(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    of.holding.editions.iter().try_for_each(|edition| {
        let attributes = [("when", day(&edition.taken_in).into()), ("n", edition.short().into())];
        let words = of.desk.words.say_with(
            "tei-taken-in",
            &[("edition", edition.short().into()), ("sha256", edition.sha256.as_str().into())],
        );
        xml.words("change", &attributes, &words)
    })
}

/// What the editors state of a field, unless it is nothing.
pub(super) fn stated<'a>(of: &Source<'a>, field: &str) -> Option<&'a Statement> {
    let said = |value: &StatedValue| !value.words().trim().is_empty();
    of.holding.statements.iter().find(|of| of.field == field && said(&of.value))
}
