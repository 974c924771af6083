//! XML on its way to a file, over quick-xml: indented, and clean of characters that XML cannot hold.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::markup::{self, Tei};

/// An attribute with its value.
pub(super) type Attribute<'a> = (&'a str, Cow<'a, str>);

/// A file that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A file without anything in it.
    pub(super) fn new() -> Self {
        Self(Writer::new_with_indent(Vec::new(), b' ', 1))
    }

    /// Says that this is XML, in UTF-8.
    pub(super) fn declare(&mut self) -> io::Result<()> {
        self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
    }

    /// Begins an element, lets `within` write what stands in it, and ends it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        within: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.begin(name, attributes)?;
        within(self)?;
        self.end(name)
    }

    /// Begins an element.
    pub(super) fn begin(&mut self, name: &str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        self.0.write_event(Event::Start(started(name, attributes)))
    }

    /// Ends the element that was begun last.
    pub(super) fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with words in it; without words there is none.
    pub(super) fn words(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        words: &str,
    ) -> io::Result<()> {
        let words = clean(words.trim());
        if words.is_empty() {
            return Ok(());
        }
        self.begin(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&words)))?;
        self.end(name)
    }

    /// An element with the words of a block and their marks.
    pub(super) fn block(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        words: &Tei,
    ) -> io::Result<()> {
        self.begin(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::from_escaped(words.as_str())))?;
        self.end(name)
    }

    /// An element that says all in its attributes.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        self.0.write_event(Event::Empty(started(name, attributes)))
    }

    /// What was written, ending in a line feed.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

fn started<'a>(name: &'a str, attributes: &'a [Attribute<'_>]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, clean(value).as_ref()));
    }
    start
}

/// The words without characters that XML cannot hold.
fn clean(words: &str) -> Cow<'_, str> {
    if words.chars().all(markup::is_xml) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().filter(|c| markup::is_xml(*c)).collect())
}
