//! JSON for programs: field names and their order are a promise; new fields may join them.
//!
//! Unknown is `null`, a list is `[]` and never `null`. `url` is a path from the root with the base
//! path, `canonical` the full address. Findings and reasons carry their code and a sentence.

mod archives;
mod authority;
mod document;
mod excerpt;
mod feed;
mod history;
mod listing;
mod problem;
mod report;
mod schema;
mod search;
mod selection;
mod timeline;

pub use archives::unit;
pub use authority::{people, person, terms};
pub use document::document;
pub use excerpt::excerpt;
pub use feed::{MEDIA_TYPE as FEED_MEDIA_TYPE, feed};
pub use history::{event_log, history};
pub use listing::listing;
pub use problem::{
    ChoiceOut, NearestOut, PROBLEM, ParameterErrorOut, ProblemOut, TombstoneOut, problem,
};
pub use report::ingest_report;
pub use schema::{Shape, schemas};
pub use search::search;
pub use selection::selection;
pub use timeline::timeline;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{DocumentDate, Edtf, Finding};

use super::{Desk, wording};

/// A date with its precision.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Date")]
struct DateOut {
    value: Option<Edtf>,
    precision: &'static str,
}

impl From<DocumentDate> for DateOut {
    fn from(date: DocumentDate) -> Self {
        Self { value: date.value, precision: date.precision().as_str() }
    }
}

/// A finding with its sentence.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingOut {
    code: crate::document::FindingCode,
    line: Option<u32>,
    message: String,
}

fn findings(desk: Desk<'_>, findings: &[Finding]) -> Vec<FindingOut> {
    findings
        .iter()
        .map(|finding| FindingOut {
            code: finding.code,
            line: finding.line,
            message: wording::finding(desk.words, finding),
        })
        .collect()
}

/// The value as JSON on one line, ending in a line feed.
fn written(value: &impl Serialize) -> String {
    let mut json = serde_json::to_string(value)
        .expect("strings, numbers, lists and maps with string keys always serialize");
    json.push('\n');
    json
}
