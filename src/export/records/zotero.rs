//! Records as RDF in the vocabulary that Zotero exports and reads back without loss.
//!
//! A body as an author has a surname alone: Zotero splits no name that has no given name. The place
//! in the archive is `dc:coverage`, because that is what Zotero takes it from. Zotero saves nothing that
//! has no title, and fails over a whole list that holds such a document: one is supplied then, in the
//! square brackets that archivists put around titles of their own.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::citation::{Name, Record};
use crate::export::{Desk, Written};

use super::{language, parted, rights, stated, translators};

/// The namespaces under the prefixes that the file uses.
const NAMESPACES: [(&str, &str); 6] = [
    ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xmlns:z", "http://www.zotero.org/namespaces/export#"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:bib", "http://purl.org/net/biblio#"),
    ("xmlns:foaf", "http://xmlns.com/foaf/0.1/"),
];

type Xml = Writer<Vec<u8>>;

/// The records, each a manuscript.
///
/// # Errors
/// None: the file is text in memory.
pub(super) fn zotero_rdf(desk: Desk<'_>, records: &[Record]) -> Written {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.create_element("rdf:RDF").with_attributes(NAMESPACES).write_inner_content(|xml| {
        records.iter().try_for_each(|record| {
            xml.write_event(Event::Text(BytesText::new("\n")))?;
            manuscript(xml, desk, record)
        })?;
        xml.write_event(Event::Text(BytesText::new("\n")))
    })?;
    let mut written = xml.into_inner();
    written.push(b'\n');
    Ok(written)
}

fn manuscript(xml: &mut Xml, desk: Desk<'_>, record: &Record) -> io::Result<()> {
    let about = [("rdf:about", record.address.as_str())];
    xml.create_element("bib:Manuscript").with_attributes(about).write_inner_content(|xml| {
        text(xml, "z:itemType", Some("manuscript"))?;
        let authors: Vec<&Name> = record.authors.iter().map(|author| &author.name).collect();
        people(xml, "bib:authors", &authors)?;
        people(xml, "z:translators", &translators(record))?;
        text(xml, "dc:title", Some(&title(desk, record)))?;
        text(xml, "z:shortTitle", record.short_title.as_deref())?;
        text(xml, "dc:date", record.date.map(|date| date.to_string()).as_deref())?;
        text(xml, "z:language", language(record))?;
        text(xml, "z:type", record.genre.as_deref())?;
        if let Some(publisher) = record.publisher.as_ref().and_then(|p| stated(Some(&p.name))) {
            within(xml, &["dc:publisher", "foaf:Organization"], |xml| {
                text(xml, "foaf:name", Some(&publisher))
            })?;
        }
        text(xml, "z:archive", record.archive.as_deref())?;
        text(xml, "dc:coverage", record.shelfmark.as_deref())?;
        text(xml, "z:libraryCatalog", Some(&record.room))?;
        text(xml, "dcterms:abstract", record.summary.as_deref())?;
        text(xml, "dc:rights", rights(record).as_deref())?;
        if let Some(licence) = &record.licence {
            let resource = [("rdf:resource", licence.as_str())];
            xml.create_element("dcterms:license").with_attributes(resource).write_empty()?;
        }
        for subject in &record.subjects {
            text(xml, "dc:subject", Some(subject))?;
        }
        within(xml, &["dc:identifier", "dcterms:URI"], |xml| {
            text(xml, "rdf:value", Some(&record.address))
        })
    })?;
    Ok(())
}

/// The title, or one that says that there is none.
fn title(desk: Desk<'_>, record: &Record) -> String {
    stated(record.title.as_deref()).unwrap_or_else(|| {
        let args = [("name", record.id.as_str().into())];
        format!("[{}]", desk.words.say_with("document-untitled", &args))
    })
}

/// An element with words in it, if there are any.
fn text(xml: &mut Xml, name: &str, words: Option<&str>) -> io::Result<()> {
    if let Some(words) = stated(words) {
        xml.create_element(name).write_text_content(BytesText::new(&words))?;
    }
    Ok(())
}

/// Elements within each other, and what stands in the innermost.
fn within(
    xml: &mut Xml,
    names: &[&str],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let Some((name, names)) = names.split_first() else { return inner(xml) };
    let mut inner = Some(inner);
    xml.create_element(*name).write_inner_content(|xml| match inner.take() {
        Some(inner) => within(xml, names, inner),
        None => Ok(()),
    })?;
    Ok(())
}

/// The names in their order, if there are any.
fn people(xml: &mut Xml, role: &str, names: &[&Name]) -> io::Result<()> {
    let names = names.iter().map(|name| parted(name));
    let names: Vec<(String, String)> = names.filter(|(name, _)| !name.is_empty()).collect();
    if names.is_empty() {
        return Ok(());
    }
    within(xml, &[role, "rdf:Seq"], |xml| {
        names.iter().try_for_each(|(surname, given)| {
            within(xml, &["rdf:li", "foaf:Person"], |xml| {
                text(xml, "foaf:surname", Some(surname))?;
                text(xml, "foaf:givenName", Some(given))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::tests::{bare, journal, odd, written};
    use super::*;
    use crate::citation::{Agent, Origin};

    /// The elements of a file in their order, each with the words that stand in it.
    fn elements(xml: &str) -> Vec<(String, String)> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut elements: Vec<(String, String)> = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) | Event::Empty(start) => {
                    elements.push((start.name().as_ref().to_owned(), String::new()));
                }
                Event::Text(words) => {
                    if let Some((_, text)) = elements.last_mut() {
                        text.push_str(words.trim_matches('\n'));
                    }
                }
                Event::GeneralRef(name) => {
                    if let Some((_, text)) = elements.last_mut() {
                        text.push_str(quick_xml::escape::resolve_xml_entity(&name).unwrap());
                    }
                }
                Event::Eof => return elements,
                _ => {}
            }
        }
    }

    #[test]
    fn a_record_is_a_manuscript_with_archive_place_and_translator() {
        let record = Record {
            rights: Some("All rights reserved.".into()),
            licence: Some("https://licence.example/".into()),
            subjects: vec!["Kim Il Sung".into()],
            ..journal()
        };
        let xml = written(zotero_rdf, &[record]);
        for part in [
            "<bib:Manuscript rdf:about=\"https://room.example/documents/115633\"><z:itemType>\
             manuscript</z:itemType>",
            "<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Puzanov</foaf:surname>\
             <foaf:givenName>A. M.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>",
            "<z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Goldberg</foaf:surname>",
            "<dc:date>1957-07-08</dc:date><z:language>en</z:language><z:type>Diary entry</z:type>",
            "<foaf:Organization><foaf:name>Wilson Center Digital Archive</foaf:name>",
            "<z:archive>AVPRF</z:archive><dc:coverage>F. 0102, Op. 13, P. 72, Delo 5, Listy \
             131-145</dc:coverage>",
            "<dc:rights>All rights reserved.</dc:rights>",
            "<dcterms:license rdf:resource=\"https://licence.example/\"/>",
            "<dc:subject>Kim Il Sung</dc:subject>",
            "<dcterms:URI><rdf:value>https://room.example/documents/115633</rdf:value>",
        ] {
            assert!(xml.contains(part), "{part} in {xml}");
        }
    }

    #[test]
    fn what_is_not_stated_has_no_element() {
        let xml = written(zotero_rdf, &[bare("a")]);
        let names: Vec<String> = elements(&xml).into_iter().map(|(name, _)| name).collect();
        let expect = [
            "rdf:RDF",
            "bib:Manuscript",
            "z:itemType",
            "dc:title",
            "z:libraryCatalog",
            "dc:identifier",
            "dcterms:URI",
            "rdf:value",
        ];
        assert_eq!(names, expect);
        assert!(xml.contains("<dc:title>[Untitled document (a)]</dc:title>"), "{xml}");
    }

    #[test]
    fn odd_characters_come_back_as_they_went_in() {
        let record = odd();
        let title = stated(record.title.as_deref()).unwrap();
        let elements = elements(&written(zotero_rdf, &[record, bare("b")]));
        assert!(elements.contains(&("dc:title".to_owned(), title)), "{elements:?}");
        let manuscripts = elements.iter().filter(|(name, _)| name == "bib:Manuscript");
        assert_eq!(manuscripts.count(), 2);
    }

    #[test]
    fn a_body_has_a_surname_alone() {
        let name = Name::Whole("Embassy of Poland, Pyongyang".into());
        let authors = vec![Agent { name, origin: Origin::Source }];
        let xml = written(zotero_rdf, &[Record { authors, ..bare("a") }]);
        assert!(xml.contains("<foaf:surname>Embassy of Poland, Pyongyang</foaf:surname></foaf"));
    }
}
