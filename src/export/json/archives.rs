//! A place in the archives as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Filed, Level, Shelfmark, Unit, UnitBelow};

use super::super::Desk;
use super::listing::{EntryOut, entry_out};
use super::written;

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ArchivePlace")]
pub(super) struct UnitOut<'a> {
    url: String,
    canonical: String,
    level: Option<&'static str>,
    value: Option<&'a str>,
    /// The places above, the highest first.
    above: Vec<PlaceOut>,
    total: u64,
    own: u64,
    unplaced: u64,
    below: Vec<BelowOut<'a>>,
    documents: Vec<FiledOut<'a>>,
    next: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlaceAbove")]
struct PlaceOut {
    level: &'static str,
    value: Option<String>,
    url: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlaceBelow")]
struct BelowOut<'a> {
    level: Option<&'static str>,
    value: Option<&'a str>,
    total: u64,
    url: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FiledDocument")]
struct FiledOut<'a> {
    #[serde(flatten)]
    entry: EntryOut<'a>,
    leaves: Option<&'a str>,
    /// How many documents of the file cite the very same leaves, this one included.
    leaves_cited_for: Option<u64>,
    leaves_stated_by_editors: bool,
    date_stated_by_editors: Option<&'a str>,
}

/// All archives or a place in one: what stands below, and its own documents.
#[must_use]
pub fn unit(desk: Desk<'_>, unit: &Unit) -> String {
    let url = desk.links.archives(&unit.parts);
    let last = unit.mark.last();
    let way = unit.mark.way();
    let above = way.split_last().map_or(&[][..], |(_, above)| above);
    written(&UnitOut {
        canonical: desk.links.absolute(&url),
        url,
        level: last.map(|(level, _)| level.as_str()),
        value: last.and_then(|(_, value)| value),
        above: above.iter().filter_map(|mark| place(desk, unit, mark)).collect(),
        total: unit.total,
        own: unit.own,
        unplaced: unit.unplaced,
        below: unit.below.iter().map(|below| below_out(desk, unit, below)).collect(),
        documents: unit.documents.iter().map(|filed| filed_out(desk, filed)).collect(),
        next: unit
            .next
            .as_deref()
            .map(|after| desk.links.archives_twin_after(&unit.parts, "json", after)),
    })
}

fn place(desk: Desk<'_>, unit: &Unit, mark: &Shelfmark) -> Option<PlaceOut> {
    let (level, value) = mark.last()?;
    let parts = unit.parts.get(..mark.0.len())?;
    Some(PlaceOut {
        level: level.as_str(),
        value: value.map(str::to_owned),
        url: desk.links.archives(parts),
    })
}

fn below_out<'a>(desk: Desk<'_>, unit: &Unit, below: &'a UnitBelow) -> BelowOut<'a> {
    BelowOut {
        level: unit.mark.next_level().map(Level::as_str),
        value: below.value.as_deref(),
        total: below.total,
        url: desk.links.archives(&below.parts(unit)),
    }
}

fn filed_out<'a>(desk: Desk<'_>, filed: &'a Filed) -> FiledOut<'a> {
    FiledOut {
        entry: entry_out(desk, &filed.entry),
        leaves: filed.leaves.as_ref().map(|(words, _)| words.as_str()),
        leaves_cited_for: filed.leaves.as_ref().map(|(_, count)| *count),
        leaves_stated_by_editors: filed.leaves_stated,
        date_stated_by_editors: filed.date_stated.as_deref(),
    }
}
