//! What harvesters are answered: the envelopes of OAI-PMH 2.0
//! (<http://www.openarchives.org/OAI/openarchivesprotocol.html>).
//!
//! In come records, headers and faults, with the request's arguments; out goes XML. Which of them a
//! request asks for is settled elsewhere. The protocol's limits that are not used: sets have no
//! descriptions, tokens never expire, and records have no `about`.

mod dublin_core;
mod fault;

pub use fault::OaiFault;

use std::{fmt, io};

use askama::Template;

use self::dublin_core::DublinCore;
use super::Room;
use super::xml::writable;
use crate::address::{Slug, unit_part};
use crate::citation::Record;
use crate::document::Holding;
use crate::export::{Beside, tei};

/// A format that records are given in.
#[derive(Debug, PartialEq, Eq)]
pub struct OaiFormat {
    /// What requests call it.
    pub prefix: &'static str,
    /// Where its schema is.
    pub schema: &'static str,
    /// Its namespace.
    pub namespace: &'static str,
    /// Records on a page of a list.
    pub page: usize,
    /// Whether it holds the document with its texts, not the record alone.
    pub is_whole: bool,
}

/// The formats.
pub static OAI_FORMATS: [OaiFormat; 2] = [
    OaiFormat {
        prefix: "oai_dc",
        schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/",
        page: 100,
        is_whole: false,
    },
    OaiFormat {
        prefix: "tei",
        schema: "https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd",
        namespace: "http://www.tei-c.org/ns/1.0",
        page: 20,
        is_whole: true,
    },
];

/// An answer to a harvester.
#[derive(Template)]
#[template(path = "xml/oai.xml")]
pub struct OaiAnswer {
    base: String,
    responded: String,
    arguments: Vec<(&'static str, String)>,
    body: OaiBody,
}

impl OaiAnswer {
    /// An answer given at the instant `responded` (UTC, to the second) to a request with these
    /// arguments; after a fault of the arguments themselves none of them is repeated.
    #[must_use]
    pub fn new(
        room: &Room,
        responded: &str,
        arguments: &[(&'static str, String)],
        body: OaiBody,
    ) -> Self {
        let unreadable =
            matches!(&body, OaiBody::Faults(faults) if faults.iter().any(|fault| fault.2));
        let arguments = if unreadable { &[] } else { arguments };
        Self {
            base: room.links.absolute(&room.links.oai()),
            responded: responded.to_owned(),
            arguments: arguments.iter().map(|(name, value)| (*name, writable(value))).collect(),
            body,
        }
    }
}

/// What an answer says.
#[derive(Debug)]
pub enum OaiBody {
    /// What is wrong with the request: code, words, and whether it is the arguments themselves.
    Faults(Vec<(&'static str, String, bool)>),
    /// What the repository is.
    Identify(Box<OaiIdentity>),
    /// The formats.
    Formats,
    /// The sets: name in requests, name for readers.
    Sets(Vec<(String, String)>),
    /// Headers of records.
    Headers(Vec<OaiHeader>, Option<OaiToken>),
    /// Records.
    Records(Vec<OaiRecord>, Option<OaiToken>),
    /// One record.
    Record(Box<OaiRecord>),
}

impl OaiBody {
    /// What is wrong, in words.
    #[must_use]
    pub fn of_faults(room: &Room, faults: &[OaiFault]) -> Self {
        let fault =
            |fault: &OaiFault| (fault.code(), fault.words(room), fault.is_of_the_arguments());
        Self::Faults(faults.iter().map(fault).collect())
    }
}

/// What the repository is.
#[derive(Debug)]
pub struct OaiIdentity {
    name: String,
    email: String,
    earliest: String,
    /// The host as the namespace of identifiers and one such identifier, where the host is a name.
    identifiers: Option<(String, String)>,
}

/// The mail address of a room that states none. The protocol wants one; this one says by its end
/// that it is none (RFC 2606).
const NO_EMAIL: &str = "not-stated@room.invalid";
/// Before the first record.
const BEGINNING: &str = "1970-01-01T00:00:00Z";

impl OaiIdentity {
    /// The repository, whose records changed at this instant (RFC 3339, UTC) or later.
    #[must_use]
    pub fn new(room: &Room, earliest: Option<&str>) -> Self {
        let email = room.contact.as_deref().map(|contact| contact.trim_start_matches("mailto:"));
        let sample = Slug::from_stem("1957-07-08-a-visit");
        let namespace = room.links.host();
        Self {
            name: writable(&room.title),
            email: email.filter(|email| is_email(email)).unwrap_or(NO_EMAIL).to_owned(),
            earliest: earliest.map_or_else(|| BEGINNING.to_owned(), to_the_second),
            identifiers: (room.links.base_path().is_empty() && is_domain(namespace))
                .then(|| (namespace.to_owned(), room.links.oai_identifier(&sample))),
        }
    }
}

/// Whether the protocol's schema takes it for a mail address.
fn is_email(words: &str) -> bool {
    let parts = words.split_once('@');
    !words.contains(|c: char| c.is_whitespace() || c.is_control())
        && parts.is_some_and(|(name, host)| {
            let host = host.rsplit_once('.');
            !name.is_empty() && host.is_some_and(|(to, from)| !to.is_empty() && !from.is_empty())
        })
}

/// Whether the guideline for identifiers takes it for a domain: two labels or more that begin with
/// a letter (<http://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm>).
fn is_domain(host: &str) -> bool {
    let label = |label: &str| {
        label.starts_with(|c: char| c.is_ascii_alphabetic())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    host.contains('.') && host.split('.').all(label)
}

/// An instant without parts of a second: the granularity of the protocol.
fn to_the_second(instant: &str) -> String {
    let end = instant.find(['.', 'Z']).unwrap_or(instant.len());
    format!("{}Z", &instant[..end])
}

/// The set that documents of an archive are in.
#[must_use]
pub fn oai_set(archive: &str) -> String {
    unit_part(Some(archive))
}

/// The header of a record.
#[derive(Debug)]
pub struct OaiHeader {
    identifier: String,
    datestamp: String,
    set: Option<String>,
    deleted: bool,
}

impl OaiHeader {
    /// The header of the record `id` that changed at this instant (RFC 3339, UTC), of a document of
    /// this archive.
    #[must_use]
    pub fn new(
        room: &Room,
        id: &Slug,
        changed: &str,
        archive: Option<&str>,
        deleted: bool,
    ) -> Self {
        Self {
            identifier: room.links.oai_identifier(id),
            datestamp: to_the_second(changed),
            set: archive.map(oai_set),
            deleted,
        }
    }
}

/// A record; what is deleted has no metadata.
#[derive(Debug)]
pub struct OaiRecord {
    header: OaiHeader,
    metadata: Metadata,
}

/// A record in one of the formats.
#[derive(Debug)]
enum Metadata {
    None,
    DublinCore(DublinCore),
    Tei(TeiElement),
}

/// An element of TEI as `export` writes it: well-formed, in its own namespace, without declaration.
#[derive(Debug)]
struct TeiElement(String);

impl fmt::Display for TeiElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// It is XML already; escaped once more it would be words.
impl askama::filters::HtmlSafe for TeiElement {}

impl OaiRecord {
    /// A record that is no longer there.
    #[must_use]
    pub fn deleted(header: OaiHeader) -> Self {
        Self { header, metadata: Metadata::None }
    }

    /// A record as Dublin Core.
    #[must_use]
    pub fn dublin_core(room: &Room, header: OaiHeader, record: &Record) -> Self {
        Self { header, metadata: Metadata::DublinCore(DublinCore::new(room, record)) }
    }

    /// A document as TEI.
    ///
    /// # Errors
    /// That it cannot be written.
    pub fn tei(
        room: &Room,
        header: OaiHeader,
        holding: &Holding,
        beside: Beside<'_>,
    ) -> io::Result<Self> {
        let written = tei::element(room.desk(), holding, beside)?;
        let element = String::from_utf8(written).map_err(io::Error::other)?;
        Ok(Self { header, metadata: Metadata::Tei(TeiElement(element)) })
    }
}

/// Where a list goes on.
#[derive(Debug)]
pub struct OaiToken {
    /// What to ask for the rest with; empty on the last page.
    pub token: String,
    /// Records in the whole list.
    pub total: u64,
    /// Records before this page.
    pub cursor: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_a_mail_address_is_given_as_one() {
        for good in ["a@b.c", "room@archive.example.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@b.c", "a@b", "a@.c", "a@b.", "a b@c.d", "https://example.org/"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_domain_has_labels_that_begin_with_a_letter() {
        for (host, expect) in
            [("room.example", true), ("127.0.0.1", false), ("localhost", false), ("a..b", false)]
        {
            assert_eq!(is_domain(host), expect, "{host}");
        }
    }

    #[test]
    fn instants_are_cut_to_the_second() {
        assert_eq!(to_the_second("2026-11-22T03:08:44.123Z"), "2026-11-22T03:08:44Z");
        assert_eq!(to_the_second("2026-11-22T03:08:44Z"), "2026-11-22T03:08:44Z");
    }
}
