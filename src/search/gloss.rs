//! Spellings of one entry that a text gives in brackets beside another.

use super::Lexicon;
use super::harvest::pairs_in;
use crate::authority::{Entity, Gloss};
use crate::document::Block;

/// The bracket pairs of a block of which one side is a spelling of the entry, the other side as
/// what stands beside it.
#[must_use]
pub fn glosses(block: &Block, entity: &Entity, lexicon: &Lexicon) -> Vec<Gloss> {
    let is_known = |form: &str| lexicon.entities_named(form).contains(entity);
    let gloss = |(left, right): (String, String)| {
        if is_known(&left) {
            Some(Gloss { form: right, beside: left })
        } else if is_known(&right) {
            Some(Gloss { form: left, beside: right })
        } else {
            None
        }
    };
    pairs_in(block, lexicon).into_iter().filter_map(gloss).collect()
}
