//! What stands in one document of the authority files.

use std::collections::BTreeMap;

use super::Lexicon;
use crate::address::Slug;
use crate::authority::{Entity, Named, Spot};
use crate::document::Document;

/// The entries that stand in the document `id`, in the order in which they first do; each spelling
/// once in a block. What is a spelling of several entries is left out: nothing tells which is meant.
#[must_use]
pub fn named(document: &Document, id: &Slug, lexicon: &Lexicon) -> Vec<Named> {
    let mut places: BTreeMap<Entity, usize> = BTreeMap::new();
    let mut named: Vec<Named> = Vec::new();
    let mut read = |text: &str, spot: &Spot| {
        for mention in lexicon.mentions(text, id) {
            let ([entity], Some(form)) = (mention.entities.as_slice(), text.get(mention.range))
            else {
                continue;
            };
            let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = *places.entry(entity.clone()).or_insert_with(|| {
                named.push(Named { entity: entity.clone(), places: Vec::new() });
                named.len() - 1
            });
            let known = &mut named[at].places;
            let is_new =
                known.iter().rev().take_while(|(_, there)| there == spot).all(|(f, _)| *f != form);
            if is_new {
                known.push((form, spot.clone()));
            }
        }
    };
    let description = &document.description;
    for text in [&description.title, &description.summary].into_iter().flatten() {
        read(text, &Spot::Opening);
    }
    for text in &document.texts {
        for block in &text.blocks {
            read(&block.text, &Spot::Block { language: text.language.clone(), n: block.n });
        }
    }
    named
}
