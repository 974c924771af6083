//! Which rows a walk along a list stops at.

/// The rows of some documents, or all rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Walk<'a> {
    /// All rows.
    All,
    /// Rows whose number without its last bits is one of these, ascending.
    Within {
        /// The numbers, from the next one on.
        documents: &'a [i64],
        /// How many bits number the rows of a document.
        bits: u32,
    },
}

impl Walk<'_> {
    /// The first row from `row` on that may be stopped at. Rows must be asked for in their order.
    pub(super) fn floor(&mut self, row: i64) -> Option<i64> {
        let Self::Within { documents, bits } = self else { return Some(row) };
        let document = row >> *bits;
        // What lies far ahead is found by steps that double.
        let mut step = 1;
        while documents.get(step).is_some_and(|number| *number < document) {
            *documents = &documents[step..];
            step *= 2;
        }
        let behind = documents.iter().take_while(|number| **number < document).count();
        *documents = &documents[behind..];
        let next = *documents.first()?;
        Some(row.max(next << *bits))
    }
}
