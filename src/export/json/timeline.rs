//! The documents over time as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::ListingQuery;
use crate::document::{DateRole, Edtf, Timeline};

use super::super::Desk;
use super::written;

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Timeline")]
pub(super) struct TimelineOut<'a> {
    url: String,
    canonical: String,
    /// Months, and years where no month is stated.
    times: Vec<TimeOut>,
    undated: u64,
    /// The longest times of several days that documents describe or cover.
    spans: Vec<SpanOut<'a>>,
    spans_in_all: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Time")]
struct TimeOut {
    value: String,
    precision: &'static str,
    documents: u64,
    url: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Span")]
struct SpanOut<'a> {
    id: &'a str,
    url: String,
    title: Option<&'a str>,
    role: DateRole,
    value: Edtf,
}

/// The documents of each month or year, and the times of several days.
#[must_use]
pub fn timeline(desk: Desk<'_>, timeline: &Timeline) -> String {
    let url = desk.links.timeline();
    written(&TimelineOut {
        canonical: desk.links.absolute(&url),
        url,
        times: timeline
            .counts
            .iter()
            .map(|(time, documents)| TimeOut {
                value: time.to_string(),
                precision: time.precision().as_str(),
                documents: *documents,
                url: desk.links.documents_twin("json", &ListingQuery::of_time(&time.to_string())),
            })
            .collect(),
        undated: timeline.undated,
        spans: timeline
            .spans
            .iter()
            .map(|span| SpanOut {
                id: span.id.as_str(),
                url: desk.links.document(&span.id),
                title: span.title.as_deref(),
                role: span.role,
                value: span.value,
            })
            .collect(),
        spans_in_all: timeline.spans_in_all,
    })
}
