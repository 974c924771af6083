//! Records of documents as reference managers and catalogues read them.
//!
//! In come records; out go files in formats that each hold one record or many. A value that nobody
//! states leaves no trace: no empty line, no empty element, no word for "unknown". The room knows
//! no texts of documents, only what describes them.

mod bibtex;
mod csl;
mod jsonld;
mod ris;
mod zotero;

use super::{DocumentWriter, Format, RecordsWriter, Role};
use crate::citation::{Name, Record};
use crate::document::Language;

/// The tagged lines of Research Information Systems.
pub(super) const RIS: Format<RecordsWriter> = Format {
    suffix: "ris",
    media_type: "application/x-research-info-systems; charset=utf-8",
    label: "format-ris",
    relation: "alternate",
    role: Role::Description,
    write: ris::ris,
};

/// BibTeX and biblatex.
pub(super) const BIBTEX: Format<RecordsWriter> = Format {
    suffix: "bib",
    media_type: "application/x-bibtex; charset=utf-8",
    label: "format-bibtex",
    relation: "alternate",
    role: Role::Description,
    write: bibtex::bibtex,
};

/// Items for citation processors.
pub(super) const CSL_JSON: Format<RecordsWriter> = Format {
    suffix: "csl.json",
    media_type: "application/vnd.citationstyles.csl+json",
    label: "format-csl",
    relation: "alternate",
    role: Role::Description,
    write: csl::csl_json,
};

/// JSON-LD in the words of schema.org.
pub(super) const JSON_LD: Format<RecordsWriter> = Format {
    suffix: "jsonld",
    media_type: "application/ld+json",
    label: "format-jsonld",
    relation: "alternate",
    role: Role::Description,
    write: jsonld::json_ld,
};

/// RDF as Zotero exports it.
pub(super) const ZOTERO_RDF: Format<RecordsWriter> = Format {
    suffix: "rdf",
    media_type: "application/rdf+xml; charset=utf-8",
    label: "format-zotero-rdf",
    relation: "alternate",
    role: Role::Description,
    write: zotero::zotero_rdf,
};

/// The format of records for a single document, which `write` writes.
pub(super) const fn of_one(
    format: Format<RecordsWriter>,
    write: DocumentWriter,
) -> Format<DocumentWriter> {
    let Format { suffix, media_type, label, relation, role, .. } = format;
    Format { suffix, media_type, label, relation, role, write }
}

/// The text as one line: runs of white space and of characters that XML 1.0 forbids are one blank,
/// and there is none at either end.
fn line(text: &str) -> String {
    let is_kept = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let mut line = String::with_capacity(text.len());
    for part in text.split(|c: char| c.is_whitespace() || !is_kept(c)).filter(|p| !p.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// The text as one line, if anything is left of it.
fn stated(text: Option<&str>) -> Option<String> {
    text.map(line).filter(|line| !line.is_empty())
}

/// The rights as captured; where nothing was, the licence that the group states.
fn rights(record: &Record) -> Option<String> {
    stated(record.rights.as_deref()).or_else(|| stated(record.licence.as_deref()))
}

/// The tag of the first text's language, if it could be told.
fn language(record: &Record) -> Option<&str> {
    record.languages.first().map(Language::as_str).filter(|tag| *tag != "und")
}

/// What a name is sorted by, and all the rest of it; a name that is not taken apart has no rest.
fn parted(name: &Name) -> (String, String) {
    let sorted = line(&name.inverted());
    if let Name::Person { family, .. } = name {
        let family = line(family);
        let rest = sorted.strip_prefix(family.as_str()).and_then(|rest| rest.strip_prefix(", "));
        if let Some(rest) = rest.filter(|_| !family.is_empty()) {
            let rest = rest.to_owned();
            return (family, rest);
        }
    }
    (sorted, String::new())
}

/// The translators in the order of the texts, each once.
fn translators(record: &Record) -> Vec<&Name> {
    let mut names: Vec<&Name> = Vec::new();
    for translator in &record.translators {
        if !names.contains(&&translator.name) {
            names.push(&translator.name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::{Links, Slug};
    use crate::citation::{Agent, Origin, Publisher, Translator};
    use crate::document::Edtf;
    use crate::export::Desk;
    use crate::words::Words;

    const ALL: [Format<RecordsWriter>; 5] = [RIS, BIBTEX, CSL_JSON, JSON_LD, ZOTERO_RDF];

    /// A record that states nothing but where it is.
    pub(super) fn bare(id: &str) -> Record {
        Record {
            id: Slug::from_stem(id),
            address: format!("https://room.example/documents/{id}"),
            cited_address: format!("https://room.example/documents/{id}"),
            title: None,
            short_title: None,
            authors: Vec::new(),
            translators: Vec::new(),
            date: None,
            genre: None,
            archive: None,
            shelfmark: None,
            publisher: None,
            room: "Reading Room".into(),
            room_address: "https://room.example/".into(),
            languages: Vec::new(),
            original_language: None,
            original_language_tag: None,
            summary: None,
            subjects: Vec::new(),
            funders: Vec::new(),
            rights: None,
            licence: None,
            as_given: None,
            source_record: None,
            source_address: None,
            edition: "0123456789ab".into(),
            added: "2026-01-13T10:00:00Z".into(),
            changed: "2026-01-15T10:00:00Z".into(),
            stated: Vec::new(),
        }
    }

    /// A person of one given and one family name.
    pub(super) fn person(given: &str, family: &str) -> Name {
        Name::Person {
            family: family.into(),
            given: given.into(),
            suffix: String::new(),
            family_first: false,
        }
    }

    /// The record of an ambassador's journal, with all that is usually stated.
    pub(super) fn journal() -> Record {
        let title = "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957";
        Record {
            title: Some(title.into()),
            short_title: Some("Puzanov journal, 8 July 1957".into()),
            authors: vec![Agent {
                name: person("A. M.", "Puzanov"),
                origin: Origin::Inferred("the title".into()),
            }],
            translators: vec![Translator {
                name: person("Gary", "Goldberg"),
                language: Language::english(),
                project: Some("NKIDP".into()),
                is_inferred: true,
            }],
            date: Edtf::parse("1957-07-08"),
            genre: Some("Diary entry".into()),
            archive: Some("AVPRF".into()),
            shelfmark: Some("F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145".into()),
            publisher: Some(Publisher {
                name: "Wilson Center Digital Archive".into(),
                origin: Origin::Source,
            }),
            languages: vec![Language::english()],
            original_language: Some("Russian".into()),
            original_language_tag: Language::parse("ru"),
            summary: Some("Puzanov and Kim Il Sung talk.\r\nThey part.".into()),
            ..bare("115633")
        }
    }

    /// A record whose every value holds what formats stumble over.
    pub(super) fn odd() -> Record {
        let odd = "소련 & <b>100%</b> \"$5\" {#1_a} \\x ~^ Ж\u{1}\r\nTY  - JOUR";
        Record {
            title: Some(odd.into()),
            short_title: Some(odd.into()),
            authors: vec![
                Agent { name: Name::Whole(format!("{odd}, of and in")), origin: Origin::Source },
                Agent { name: person(odd, "Kim and Son"), origin: Origin::Source },
            ],
            genre: Some(odd.into()),
            archive: Some(odd.into()),
            shelfmark: Some(odd.into()),
            summary: Some(format!("{odd}\n\n{odd}\u{FFFE}")),
            subjects: vec![odd.into(), "a, b".into()],
            rights: Some(odd.into()),
            ..journal()
        }
    }

    /// What a writer makes of the records.
    pub(super) fn written(write: RecordsWriter, records: &[Record]) -> String {
        let (links, words) = (Links::parse("https://room.example").unwrap(), Words::english());
        let desk = Desk { links: &links, words: &words, room: "Reading Room", licence: None };
        String::from_utf8(write(desk, records).unwrap()).unwrap()
    }

    #[test]
    fn a_value_is_one_line_without_characters_that_no_file_should_hold() {
        let check = |text: &str, expect: &str| assert_eq!(line(text), expect);
        check("a", "a");
        check(" a\r\n\tb  c ", "a b c");
        check("a\u{0}b\u{B}c\u{FFFE}d", "a b c d");
        check("\u{1}", "");
        check("소련 & <b>", "소련 & <b>");
        assert_eq!(stated(Some(" \n")), None);
    }

    #[test]
    fn every_format_leaves_out_what_nobody_states() {
        for format in &ALL {
            let records = [bare("a"), Record { title: Some(" \n".into()), ..bare("b") }];
            let text = written(format.write, &records);
            for word in ["n.d.", "undefined", "null", "Unknown", "{}", "[]", "\"\""] {
                assert!(!text.contains(word), "{}: {word} in {text}", format.suffix);
            }
            assert!(text.contains("https://room.example/documents/a"), "{text}");
            assert!(text.ends_with('\n'), "{}", format.suffix);
        }
    }

    #[test]
    fn every_format_can_be_written_without_a_record() {
        for format in &ALL {
            written(format.write, &[]);
        }
    }
}
