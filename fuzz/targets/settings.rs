//! The seeds folder's own files, and those that the room keeps: what is read of them, and where
//! what cannot be read stands.

use reading_room::address::Slug;
use reading_room::authority::{self, documents_cited, sorted_as, sound};
use reading_room::document::{Event, PartialDate, StatedValue, Statement};
use reading_room::search::Lexicon;
use reading_room::{bag, ingest};

use super::laws;

fn lines(text: &str) -> usize {
    text.split(['\n', '\r']).count()
}

/// `redirects.toml`.
pub(super) fn redirects(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match ingest::stated_redirects(text) {
        Ok((stated, hidden)) => {
            for stone in &stated.gone {
                let all = [&stone.reason, &stone.by, &stone.on];
                assert!(!all.into_iter().chain(&stone.see).any(|of| of.contains(laws::is_unseen)));
            }
            for (old, new) in &stated.moved {
                assert!(Slug::parse(old.as_str()).is_some() && Slug::parse(new.as_str()).is_some());
            }
            let mut gone = stated.gone.iter().map(|stone| stone.id.as_str());
            assert!(gone.clone().all(|id| Slug::parse(id).is_some()));
            assert!(hidden.iter().all(|id| gone.any(|other| other == id.as_str())));
        }
        Err(reason) => {
            let line = reason.line.unwrap_or(1) as usize;
            assert!(line >= 1 && line <= lines(text), "{reason:?}");
        }
    }
}

/// `people.toml` and `terms.toml`: the same text as both.
pub(super) fn authority(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (read, of_people, of_terms) = authority::read(text, text);
    laws::findings(&of_people, lines(text));
    laws::findings(&of_terms, lines(text));
    let mut seen = std::collections::BTreeSet::new();
    for entry in &read.entries {
        let is_person = entry.entity.kind == authority::EntityKind::Person;
        assert!(seen.insert((is_person, entry.entity.id.clone())), "{:?} twice", entry.entity);
        laws::words(&entry.name);
        entry.variants.iter().for_each(|variant| laws::words(&variant.form));
        [&entry.note, &entry.dates, &entry.expansion]
            .into_iter()
            .flatten()
            .for_each(|of| laws::words(of));
        drop(sorted_as(&entry.name));
        drop(sound::keys(&entry.name));
        for source in entry.sources.iter().map(|source| &source.source) {
            drop(documents_cited(source));
        }
    }
    let lexicon = Lexicon::new(read.clone());
    let id = Slug::from_stem("1957-a");
    for entry in &read.entries {
        // Names are looked for as whole words; a name of signs alone is nobody's.
        for mention in lexicon.mentions(&format!("{} and {}", entry.name, entry.name), &id) {
            assert!(mention.entities.iter().all(|entity| read.entry(entity).is_some()));
        }
        drop(lexicon.entities_named(&entry.name));
    }
}

/// `ID.toml` beside a capture.
pub(super) fn statements(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (statements, findings) = ingest::stated(text);
    laws::findings(&findings, lines(text));
    for one in &statements {
        assert!(Statement::FIELDS.contains(&one.field.as_str()));
        assert!(matches!(PartialDate::parse(&one.on), Some(PartialDate::Day(_))), "{one:?}");
        let is_list = Statement::LISTS.contains(&one.field.as_str());
        let values = match &one.value {
            StatedValue::Words(words) => std::slice::from_ref(words),
            StatedValue::List(list) => list,
        };
        assert_eq!(is_list, matches!(one.value, StatedValue::List(_)));
        assert!(!values.is_empty());
        for words in values.iter().chain([&one.by, &one.because]) {
            assert!(!words.trim().is_empty(), "{one:?}");
            assert!(!words.contains(laws::is_unseen), "{one:?}");
        }
    }
}

/// Lines of `events.jsonl`: what is an event is written again as one line that is the same event.
pub(super) fn events(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(event) = serde_json::from_slice::<Event>(line) else { continue };
        let written = serde_json::to_string(&event).expect("a line");
        assert!(!written.contains('\n'));
        let back: Event = serde_json::from_str(&written).expect("the same event");
        assert_eq!(back, event);
    }
}

/// A bag's manifest: no path leads out of the bag.
pub(super) fn bag(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(sums) = bag::manifest("manifest-sha256.txt", text) else { return };
    assert!(sums.len() <= lines(text));
    for (path, sum) in &sums {
        assert!(sum.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()), "{sum:?}");
        let plain = std::path::Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        assert!(plain && !path.is_empty() && !path.contains(['\\', '\0']), "{path:?}");
    }
}
