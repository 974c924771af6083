//! What was found lately, kept for a while: the second page of results, the same results as data or
//! in another language, and the step from one result to the next all ask for what was just found.
//!
//! Only which documents, in which order, and their counts; no text. An entry is of one generation
//! of the room and of no use in the next.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::Asked;
use super::documents::Documents;
use crate::address::Sort;

/// How many are kept: each has at most a thousand numbers.
const MOST: usize = 128;

/// What was found lately, the latest last.
#[derive(Debug, Default)]
pub(super) struct Rankings(Mutex<VecDeque<(Wish, Arc<Documents>)>>);

/// What was asked for, and of which generation of the room.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wish {
    generation: u64,
    asked: String,
}

impl Wish {
    pub(super) fn of(asked: &Asked, sort: Sort, generation: u64) -> Self {
        let Asked { compiled, from_day, to_day, language, archives, types, entities, id, .. } =
            asked;
        let asked = format!(
            "{:?} {:?} {from_day:?} {to_day:?} {language:?} {archives:?} {types:?} {entities:?} \
             {id:?} {sort:?}",
            compiled.documents.as_ref().map(ToString::to_string),
            asked.together().map(ToString::to_string),
        );
        Self { generation, asked }
    }
}

impl Rankings {
    pub(super) fn kept(&self, wish: &Wish) -> Option<Arc<Documents>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == wish)?;
        let entry = kept.remove(at)?;
        let found = Arc::clone(&entry.1);
        kept.push_back(entry);
        Some(found)
    }

    pub(super) fn keep(&self, wish: Wish, found: Arc<Documents>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| known.generation == wish.generation && *known != wish);
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back((wish, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(generation: u64, asked: &str) -> Wish {
        Wish { generation, asked: asked.to_owned() }
    }

    #[test]
    fn what_was_found_is_kept_until_the_room_changes() {
        let rankings = Rankings::default();
        let found = || Arc::new(Documents { total: 3, ..Documents::default() });
        rankings.keep(wish(1, "a"), found());
        assert_eq!(rankings.kept(&wish(1, "a")).map(|found| found.total), Some(3));
        assert!(rankings.kept(&wish(1, "b")).is_none());
        assert!(rankings.kept(&wish(2, "a")).is_none());
        rankings.keep(wish(2, "b"), found());
        assert!(rankings.kept(&wish(1, "a")).is_none());
    }

    #[test]
    fn what_was_asked_for_least_lately_goes_first() {
        let rankings = Rankings::default();
        for number in 0..MOST {
            rankings.keep(wish(1, &number.to_string()), Arc::default());
        }
        assert!(rankings.kept(&wish(1, "0")).is_some());
        rankings.keep(wish(1, "one more"), Arc::default());
        assert!(rankings.kept(&wish(1, "0")).is_some());
        assert!(rankings.kept(&wish(1, "1")).is_none());
    }
}
