//! Sample values for tests: a document with editions and events, and what differs between two.

use crate::collation::{Difference, collated};
use crate::document::*;

use super::sample;

/// Something of every kind that happened.
pub(super) fn events() -> Vec<Event> {
    let event = |(at, event): (usize, EventKind)| Event {
        at: format!("2026-11-22T03:{:02}:44.000Z", 59 - at),
        event,
        id: "1957-07-08-a-visit".into(),
        file: "1957-07-08-a-visit.txt".into(),
        sha256: (at % 2 == 0).then(|| "0123456789abcdef".repeat(4)),
        detail: (at % 3 != 0).then(|| "<detail>".to_owned()),
    };
    EventKind::ALL.into_iter().rev().enumerate().map(event).collect()
}

/// A document with three editions, an earlier one, and what became of it.
pub(super) fn history() -> (Holding, Holding, History) {
    let mut current = sample::parallel();
    for (digit, day) in [("b", 21), ("a", 20)] {
        current.editions.push(Edition {
            sha256: digit.repeat(64),
            taken_in: format!("2026-11-{day}T03:08:44Z"),
            size: 18_000,
        });
    }
    let mut earlier = current.clone();
    earlier.edition = current.editions[1].clone();
    earlier.document.description.title = Some("A <visit> of 1957".to_owned());
    for text in &mut earlier.document.texts {
        text.blocks.remove(0);
        if let Some(block) = text.blocks.last_mut() {
            block.text.push_str(" <b>Former</b> words.");
            block.kind = BlockKind::Quotation;
        }
    }
    let history = History::of(&current, events(), 999);
    (current, earlier, history)
}

/// What differs between them.
pub(super) fn difference(earlier: &Holding, current: &Holding) -> Difference {
    Difference {
        from: earlier.edition.clone(),
        to: current.edition.clone(),
        collation: collated(&earlier.document, &current.document),
    }
}
