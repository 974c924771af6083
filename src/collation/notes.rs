//! The notes of two editions.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::NoteChange;
use crate::document::{Document, Note};

/// The notes that differ in language or words; a note that only has another number or stands in
/// another paragraph is the same.
pub(super) fn changes(before: &Document, after: &Document) -> Vec<NoteChange> {
    let (old, new) = (before.notes(), after.notes());
    let keys = |notes: &[Note]| -> Vec<String> {
        notes.iter().map(|note| format!("{} {}", note.language, note.text)).collect()
    };
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let mut input = InternedInput::default();
    input.update_before(old_keys.iter().map(String::as_str));
    input.update_after(new_keys.iter().map(String::as_str));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut changes = Vec::new();
    for hunk in diff.hunks() {
        let gone = &old[hunk.before.start as usize..hunk.before.end as usize];
        let come = &new[hunk.after.start as usize..hunk.after.end as usize];
        for at in 0..gone.len().max(come.len()) {
            let (before, after) = (gone.get(at), come.get(at));
            match (before, after) {
                (Some(was), Some(is)) if was.language != is.language => {
                    changes.push(NoteChange { before: Some(was.clone()), after: None });
                    changes.push(NoteChange { before: None, after: Some(is.clone()) });
                }
                _ => changes.push(NoteChange { before: before.cloned(), after: after.cloned() }),
            }
        }
    }
    changes
}
