//! The texts, each a division, and the alignment that stands off from them.

use std::io;
use std::ops::Range;

use crate::document::{Block, Holding, Language, Text};
use crate::markup::{self, TeiSetting};

use super::super::counterpart::counterparts;
use super::Source;
use super::blocks;
use super::xml::{Attribute, Xml};

pub(super) fn write(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let document = &of.holding.document;
    xml.element("text", &[], |xml| {
        xml.element("body", &[], |xml| {
            let mut first_note = 1;
            for text in &document.texts {
                xml.element("div", &division(of, text), |xml| {
                    let translator = of.translator_of(&text.language);
                    let original = document.description.original_language_tag.as_ref();
                    let mut setting = TeiSetting {
                        ids: &of.ids,
                        first_note,
                        translator: translator.as_deref(),
                        original: original.map_or("und", Language::as_str),
                    };
                    let printed = text.blocks.iter().map(|block| {
                        let written = markup::tei(block, setting);
                        setting.first_note += markup::notes_begun(block);
                        blocks::Printed { block, attributes: numbered(of, text, block), written }
                    });
                    let printed: Vec<_> = printed.collect();
                    first_note = setting.first_note;
                    blocks::write(xml, &printed)
                })?;
            }
            if document.texts.is_empty() {
                blocks::write(xml, &[])?;
            }
            alignments(xml, of)
        })
    })
}

/// The division of a text. One that is in the original's own language is not called a translation,
/// nor one of which nothing says that it is.
fn division(of: &Source<'_>, text: &Text) -> Vec<Attribute<'static>> {
    let tag = text.language.as_str();
    let original = of.record.original_language_tag.as_ref();
    let is_translation = original != Some(&text.language)
        && (original.is_some() || text.translator.is_some() || text.source_language.is_some());
    let mut attributes = vec![
        of.id(tag),
        ("type", if is_translation { "translation" } else { "text" }.into()),
        ("xml:lang", tag.to_owned().into()),
    ];
    if let Some(name) = of.translator_of(&text.language) {
        attributes.push(("resp", of.pointers(&[name]).into()));
    }
    attributes
}

/// A block's name within the document: `en-p14`.
fn name(language: &Language, n: u32) -> String {
    format!("{language}-p{n}")
}

fn names(language: &Language, blocks: &Range<u32>) -> Vec<String> {
    blocks.clone().map(|n| name(language, n)).collect()
}

/// A block's `xml:id`, number and counterparts.
fn numbered(of: &Source<'_>, text: &Text, block: &Block) -> Vec<Attribute<'static>> {
    let mut attributes =
        vec![of.id(&name(&text.language, block.n)), ("n", block.n.to_string().into())];
    let others: Vec<String> = counterparts(of.holding, &text.language, block.n)
        .iter()
        .flat_map(|other| {
            names(other.language, &existing(of.holding, other.language, &other.blocks))
        })
        .collect();
    if !others.is_empty() {
        attributes.push(("corresp", of.pointers(&others).into()));
    }
    attributes
}

/// The part of a range of blocks that the text has.
fn existing(holding: &Holding, language: &Language, blocks: &Range<u32>) -> Range<u32> {
    let text = holding.document.text(language);
    let last = text.and_then(|text| text.blocks.last()).map_or(0, |block| block.n);
    blocks.start.max(1)..blocks.end.min(last.saturating_add(1))
}

/// A group of links for each alignment, a link for each pair that has both sides.
fn alignments(xml: &mut Xml, of: &Source<'_>) -> io::Result<()> {
    let Some(first) = of.holding.document.texts.first() else { return Ok(()) };
    for alignment in &of.holding.alignments {
        let side = |language: &Language, blocks: &Range<u32>| {
            names(language, &existing(of.holding, language, blocks))
        };
        let links: Vec<String> = alignment
            .pairs
            .iter()
            .map(|pair| {
                (side(&first.language, &pair.first), side(&alignment.language, &pair.other))
            })
            .filter(|(one, other)| !one.is_empty() && !other.is_empty())
            .map(|(one, other)| of.pointers(&[one, other].concat()))
            .collect();
        if links.is_empty() {
            continue;
        }
        let divisions = [first.language.to_string(), alignment.language.to_string()];
        let attributes =
            [("type", "alignment".into()), ("domains", of.pointers(&divisions).into())];
        xml.element("linkGrp", &attributes, |xml| {
            links.iter().try_for_each(|link| xml.empty("link", &[("target", link.as_str().into())]))
        })?;
    }
    Ok(())
}
