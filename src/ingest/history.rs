//! What the event file tells of documents: enough to make the room again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::address::Slug;
use crate::document::{Event, EventKind};
use crate::store::{KnownDocument, Moved};

/// A document's life as its events tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Life {
    /// The path of its file, when last seen.
    pub(crate) seed_file: String,
    /// SHA-256 and instant of each edition, oldest first, never empty.
    pub(crate) editions: Vec<(String, String)>,
    /// Since when its file is missing.
    pub(crate) absent_since: Option<String>,
}

/// All documents that ever were, under their last identifiers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    pub(crate) lives: BTreeMap<Slug, Life>,
    /// Redirects found by content.
    pub(crate) moved: Vec<Moved>,
    /// Original names of imported files by their present path.
    pub(crate) original_names: HashMap<String, String>,
    /// Documents whose bytes were removed for good, with the checksum of the last edition. What is
    /// put into the seeds again begins anew.
    pub(crate) purged: BTreeMap<Slug, Option<String>>,
    /// The checksum of each path's last refusal.
    refusals: HashMap<String, Option<String>>,
}

impl History {
    /// Follows the events from the first to the last.
    pub(crate) fn of(events: &[Event]) -> Self {
        let mut history = Self::default();
        for event in events {
            history.follow(event);
        }
        history
    }

    fn follow(&mut self, event: &Event) {
        if event.event == EventKind::Imported {
            if let Some(name) = &event.detail {
                self.original_names.insert(event.file.clone(), name.clone());
            }
            return;
        }
        let Some(id) = Slug::parse(&event.id) else { return };
        let other = event.detail.as_deref().and_then(Slug::parse);
        match event.event {
            EventKind::TakenIn | EventKind::Replaced => {
                let Some(sha256) = event.sha256.clone() else { return };
                self.moved.retain(|moved| moved.old != id);
                let life = self.lives.entry(id).or_insert_with(|| Life {
                    seed_file: String::new(),
                    editions: Vec::new(),
                    absent_since: None,
                });
                life.seed_file.clone_from(&event.file);
                life.absent_since = None;
                if life.editions.last().is_none_or(|(last, _)| *last != sha256) {
                    life.editions.push((sha256, event.at.clone()));
                }
            }
            EventKind::Absent => {
                if let Some(life) = self.lives.get_mut(&id) {
                    life.absent_since = Some(event.at.clone());
                }
            }
            EventKind::Back => {
                if let Some(life) = self.lives.get_mut(&id) {
                    life.absent_since = None;
                    life.seed_file.clone_from(&event.file);
                }
            }
            EventKind::Renamed => {
                if let Some((old, mut life)) = other.and_then(|old| self.lives.remove_entry(&old)) {
                    life.absent_since = None;
                    life.seed_file.clone_from(&event.file);
                    self.lives.insert(id.clone(), life);
                    self.moved.retain(|moved| moved.old != old && moved.old != id);
                    self.moved.push(Moved { old, new: id, holder: None });
                }
            }
            EventKind::SameBytes => {
                if let Some(to) = other.filter(|to| *to != id) {
                    self.moved.retain(|moved| moved.old != id);
                    self.moved.push(Moved { old: id, new: to, holder: Some(event.file.clone()) });
                }
            }
            EventKind::Refused => {
                self.refusals.insert(event.file.clone(), event.sha256.clone());
            }
            EventKind::Purged => {
                self.lives.remove(&id);
                self.purged.insert(id, event.sha256.clone());
            }
            EventKind::Imported
            | EventKind::Reread
            | EventKind::Revised
            | EventKind::Stated
            | EventKind::Withdrawn
            | EventKind::Restored
            | EventKind::Verified
            | EventKind::Repaired => {}
        }
    }

    /// Whether the last refusal that was said of the file was of the same bytes. The reason may
    /// have been another: of an empty file whose address is taken, either is found first.
    pub(crate) fn knows_refusal(&self, file: &str, sha256: Option<&str>) -> bool {
        self.refusals.get(file).is_some_and(|bytes| bytes.as_deref() == sha256)
    }

    /// The editions (SHA-256) of a document that no other document has.
    pub(crate) fn only_of(&self, id: &Slug) -> BTreeSet<String> {
        let of = |life: &Life| -> BTreeSet<String> {
            life.editions.iter().map(|(sha256, _)| sha256.clone()).collect()
        };
        let mut own = self.lives.get(id).map(of).unwrap_or_default();
        for (_, life) in self.lives.iter().filter(|(other, _)| *other != id) {
            for (sha256, _) in &life.editions {
                own.remove(sha256);
            }
        }
        own
    }

    /// The document as the planner knows it, without a number.
    pub(crate) fn known(&self, id: &Slug) -> Option<KnownDocument> {
        let life = self.lives.get(id)?;
        let (edition, taken_in) = life.editions.last()?.clone();
        Some(KnownDocument {
            number: None,
            id: id.clone(),
            seed_file: life.seed_file.clone(),
            edition,
            taken_in,
            loader_version: String::new(),
            text_sha256: String::new(),
            absent_since: life.absent_since.clone(),
            original_name: self.original_names.get(&life.seed_file).cloned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(event: EventKind, id: &str, sha256: &str, detail: &str) -> Event {
        Event {
            at: format!("at {}", sha256.len() + detail.len()),
            event,
            id: id.into(),
            file: format!("{id}.txt"),
            sha256: (!sha256.is_empty()).then(|| sha256.to_owned()),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
        }
    }

    #[test]
    fn a_life_is_followed_through_editions_absence_and_a_new_name() {
        let history = History::of(&[
            event(EventKind::TakenIn, "a", "1", ""),
            event(EventKind::Replaced, "a", "22", ""),
            event(EventKind::Absent, "a", "22", ""),
            event(EventKind::Renamed, "b", "22", "a"),
            event(EventKind::SameBytes, "c", "22", "b"),
        ]);
        let slug = |id: &str| Slug::parse(id).unwrap();
        assert_eq!(history.lives.keys().cloned().collect::<Vec<_>>(), [slug("b")]);
        let life = &history.lives[&slug("b")];
        assert_eq!(life.seed_file, "b.txt");
        assert_eq!(life.absent_since, None);
        assert_eq!(
            life.editions.iter().map(|(sha, _)| sha.as_str()).collect::<Vec<_>>(),
            ["1", "22"]
        );
        assert_eq!(
            history.moved,
            [
                Moved { old: slug("a"), new: slug("b"), holder: None },
                Moved { old: slug("c"), new: slug("b"), holder: Some("c.txt".into()) }
            ]
        );
    }
}
