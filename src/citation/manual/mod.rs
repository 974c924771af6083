//! Citations as the manuals of style have them, for an item of the type `manuscript`.
//!
//! Each style's file says which fields stand where; the files beside them what all share: how names
//! and dates are written, which letters are raised, how quotation marks nest, and how punctuation
//! that meets is settled. The measure is what citeproc-js prints of the same item with the style's
//! CSL file (Chicago, 18th edition; MLA, 9th; APA, 7th), letter for letter, with one departure: where
//! the item has no date, the words that would say so are left out.

mod apa;
mod chicago;
mod dates;
mod letters;
mod line;
mod marks;
mod mla;
mod names;
mod part;

pub(super) use dates::MONTHS;

use super::{CslItem, Pinpoint, Run, Style};

/// The item in a style, a place in it named where the style names places.
pub(super) fn runs(style: Style, item: &CslItem, at: Option<&Pinpoint>) -> Vec<Run> {
    let place = at.map(|at| {
        part::words(format!(
            "{} {}",
            if at.is_several() { "paras." } else { "para." },
            at.numbers()
        ))
    });
    let place = place.unwrap_or_default();
    let citation = match style {
        Style::ArchivalNote | Style::ChicagoNote => chicago::note(item, place),
        Style::ChicagoShortNote => chicago::short_note(item, place),
        Style::ChicagoBibliography => chicago::entry(item),
        Style::Mla => mla::entry(item),
        Style::Apa => apa::entry(item),
    };
    citation.printed()
}
