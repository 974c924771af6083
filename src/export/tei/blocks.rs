//! A text's blocks as the elements that TEI has for them, wherever they stand.

use std::io;

use crate::document::{Block, BlockKind};
use crate::markup::Tei;

use super::xml::{Attribute, Xml};

/// A block ready to be written.
pub(super) struct Printed<'a> {
    pub block: &'a Block,
    /// Its `xml:id`, number and counterparts.
    pub attributes: Vec<Attribute<'static>>,
    /// Its words and marks.
    pub written: Tei,
}

impl Printed<'_> {
    fn is(&self, kinds: &[BlockKind]) -> bool {
        kinds.contains(&self.block.kind)
    }

    fn write(&self, xml: &mut Xml, name: &str) -> io::Result<()> {
        xml.block(name, &self.attributes, &self.written)
    }

    fn write_typed(&self, xml: &mut Xml, name: &str) -> io::Result<()> {
        let mut attributes = self.attributes.clone();
        attributes.push(("type", self.block.kind.as_str().into()));
        xml.block(name, &attributes, &self.written)
    }
}

/// What may stand before the first block of running text.
const AT_THE_HEAD: [BlockKind; 4] =
    [BlockKind::Heading, BlockKind::Letterhead, BlockKind::Stamp, BlockKind::Copies];
/// What may stand behind the last one, from a signature on.
const AT_THE_END: [BlockKind; 3] = [BlockKind::Signature, BlockKind::Stamp, BlockKind::Copies];

/// The blocks of a division. A heading behind running text begins a division of its own, which
/// reaches to the next one.
pub(super) fn write(xml: &mut Xml, blocks: &[Printed<'_>]) -> io::Result<()> {
    let mut parts = parts(blocks).into_iter();
    let first = parts.next().unwrap_or_default();
    let is_last = parts.len() == 0;
    if blocks.is_empty() {
        // A division holds something, if only that there is nothing.
        return xml.element("ab", &[], |xml| xml.empty("gap", &[("reason", "absent".into())]));
    }
    part(xml, first, is_last)?;
    parts.try_for_each(|of| {
        xml.element("div", &[("type", "section".into())], |xml| part(xml, of, true))
    })
}

/// The blocks cut before each heading that follows running text.
fn parts<'a, 'b>(blocks: &'a [Printed<'b>]) -> Vec<&'a [Printed<'b>]> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut has_running_text = false;
    for (at, printed) in blocks.iter().enumerate() {
        if has_running_text && printed.is(&[BlockKind::Heading]) {
            parts.push(&blocks[from..at]);
            (from, has_running_text) = (at, false);
        }
        has_running_text |= !printed.is(&AT_THE_HEAD);
    }
    parts.push(&blocks[from..]);
    parts
}

/// A part with at most one head. `may_close` says whether nothing follows it in its division.
fn part(xml: &mut Xml, blocks: &[Printed<'_>], may_close: bool) -> io::Result<()> {
    let head = blocks.iter().take_while(|printed| printed.is(&AT_THE_HEAD)).count();
    let (head, rest) = blocks.split_at(head);
    let end = if may_close { closing(rest) } else { 0 };
    let (running, end) = rest.split_at(rest.len() - end);
    for printed in head {
        match printed.block.kind {
            BlockKind::Heading => printed.write(xml, "head")?,
            BlockKind::Stamp => xml.element("opener", &[], |xml| printed.write(xml, "stamp"))?,
            BlockKind::Copies => printed.write_typed(xml, "note")?,
            _ => printed.write(xml, "opener")?,
        }
    }
    running_text(xml, running)?;
    if end.is_empty() {
        return Ok(());
    }
    xml.element("closer", &[], |xml| {
        end.iter().try_for_each(|printed| match printed.block.kind {
            BlockKind::Signature => printed.write(xml, "signed"),
            BlockKind::Stamp => printed.write(xml, "stamp"),
            _ => printed.write_typed(xml, "note"),
        })
    })
}

/// How many blocks at the end close the part: from a signature on, behind running text.
fn closing(blocks: &[Printed<'_>]) -> usize {
    let tail = blocks.iter().rev().take_while(|printed| printed.is(&AT_THE_END)).count();
    if tail == blocks.len() {
        return 0;
    }
    let end = &blocks[blocks.len() - tail..];
    let before = end.iter().take_while(|printed| !printed.is(&[BlockKind::Signature])).count();
    tail - before
}

fn running_text(xml: &mut Xml, blocks: &[Printed<'_>]) -> io::Result<()> {
    let mut within_list = false;
    for (at, printed) in blocks.iter().enumerate() {
        let is_item = printed.is(&[BlockKind::ListItem]);
        if is_item != within_list {
            if is_item {
                xml.begin("list", &[])?;
            } else {
                xml.end("list")?;
            }
            within_list = is_item;
        }
        match printed.block.kind {
            BlockKind::Paragraph => printed.write(xml, "p")?,
            BlockKind::ListItem => printed.write(xml, "item")?,
            BlockKind::Quotation => printed.write(xml, "quote")?,
            BlockKind::Stamp => {
                xml.element("ab", &[("type", "stamp".into())], |xml| printed.write(xml, "stamp"))?;
            }
            // A note needs something to stand beside.
            BlockKind::Copies if at > 0 => printed.write_typed(xml, "note")?,
            BlockKind::Copies
            | BlockKind::Heading
            | BlockKind::Letterhead
            | BlockKind::Signature => printed.write_typed(xml, "ab")?,
        }
    }
    if within_list { xml.end("list") } else { Ok(()) }
}
