//! The documents over time as a table.

use crate::address::ListingQuery;
use crate::document::Timeline;

use super::{Desk, csv};

/// A line for each month, and for each year where no month is stated; the undated ones last.
#[must_use]
pub(super) fn table(desk: Desk<'_>, timeline: &Timeline) -> String {
    let address = |query: &ListingQuery| desk.links.absolute(&desk.links.documents(query));
    let times = timeline.counts.iter().map(|(time, count)| {
        let value = time.to_string();
        let address = address(&ListingQuery::of_time(&value));
        vec![value, time.precision().as_str().to_owned(), count.to_string(), address]
    });
    let undated = (timeline.undated > 0).then(|| {
        let count = timeline.undated.to_string();
        vec![String::new(), "unknown".to_owned(), count, address(&ListingQuery::undated())]
    });
    csv::table(&["date", "precision", "documents", "address"], times.chain(undated))
}
