//! Addresses under any history: files written, edited, copied, renamed, moved and removed at
//! random, and after every step each address that ever answered answers still.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use reading_room::address::Slug;
use reading_room::document::{Outcome, Whereabouts};
use reading_room::store::{Change, Span};

use super::ingest::{Room, capture};

/// One thing that a group does to its folder. Numbers choose among names, files and texts.
#[derive(Debug, Clone)]
enum Deed {
    Write { name: usize, text: usize },
    Copy { file: usize, name: usize },
    Rename { file: usize, name: usize },
    Remove { file: usize },
    Spoil { file: usize },
}

const NAMES: [&str; 8] =
    ["a.txt", "b.txt", "c.txt", "x/a.txt", "x/d.md", "y/d.txt", "E.txt", "y/e.txt"];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let name = 0..NAMES.len();
    let file = 0..NAMES.len();
    let deed = prop_oneof![
        4 => (name.clone(), 0..5_usize).prop_map(|(name, text)| Deed::Write { name, text }),
        2 => (file.clone(), name.clone()).prop_map(|(file, name)| Deed::Copy { file, name }),
        2 => (file.clone(), name).prop_map(|(file, name)| Deed::Rename { file, name }),
        2 => file.clone().prop_map(|file| Deed::Remove { file }),
        1 => file.prop_map(|file| Deed::Spoil { file }),
    ];
    prop::collection::vec(deed, 1..12)
}

impl Deed {
    fn done(&self, room: &Room) {
        let there: Vec<PathBuf> =
            NAMES.iter().map(|name| room.seeds().join(name)).filter(|path| path.exists()).collect();
        let chosen = |file: usize| there.get(file % there.len().max(1));
        let target = |name: usize| {
            let path = room.seeds().join(NAMES[name]);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            path
        };
        match *self {
            Self::Write { name, text } => {
                let date = format!("July {}, 1957", text + 1);
                let body = format!("Words of the text number {text}.");
                fs::write(target(name), capture(&date, &format!("Report {text}"), &body)).unwrap();
            }
            Self::Copy { file, name } => {
                if let Some(from) = chosen(file).filter(|from| **from != target(name)) {
                    fs::copy(from, target(name)).unwrap();
                }
            }
            Self::Rename { file, name } => {
                if let Some(from) = chosen(file) {
                    fs::rename(from, target(name)).unwrap();
                }
            }
            Self::Remove { file } => {
                if let Some(path) = chosen(file) {
                    fs::remove_file(path).unwrap();
                }
            }
            Self::Spoil { file } => {
                if let Some(path) = chosen(file) {
                    fs::write(path, "").unwrap();
                }
            }
        }
    }
}

async fn published(room: &Room) -> BTreeSet<Slug> {
    let documents = room.store.identifiers(None, 1000).await.unwrap();
    documents.into_iter().map(|(id, _)| id).collect()
}

/// All records with their instants: those of documents and those that are no longer any.
async fn records(room: &Room) -> Vec<Change> {
    room.store.changes(&Span::default(), None, 1000).await.unwrap()
}

async fn where_all_are(room: &Room, ids: &BTreeSet<Slug>) -> Vec<String> {
    let mut answers = Vec::new();
    for id in ids {
        answers.push(match room.store.whereabouts(id).await.unwrap() {
            Whereabouts::Here(holding) => format!("{id} is here as {}", holding.edition.short()),
            Whereabouts::Moved(to) => format!("{id} moved to {to}"),
            other => panic!("the address of {id} broke: {other:?}"),
        });
    }
    answers
}

async fn lives(deeds: Vec<Deed>) {
    let room = Room::new().await;
    // An empty folder changes nothing, so one file always stays.
    fs::write(room.seeds().join("z.txt"), capture("July 9, 1957", "Last", "Words.")).unwrap();
    let mut ever = BTreeSet::new();
    for deed in &deeds {
        deed.done(&room);
        room.pass().await;
        ever.append(&mut published(&room).await);
        where_all_are(&room, &ever).await;
        let report = room.store.ingest_report().await.unwrap();
        for file in report.files.iter().filter(|file| file.outcome == Outcome::Accepted) {
            let id = Slug::parse(file.id.as_deref().unwrap()).unwrap();
            assert!(published(&room).await.contains(&id), "{} is no document", file.file);
        }
        let again = room.pass().await;
        assert_eq!(again.taken, 0, "a second reading found something to do");
    }
    let (everything, answers) = (room.everything().await, where_all_are(&room, &ever).await);
    let index = super::index::of(&room).await;
    super::index::remade(&room).await;
    assert_eq!(super::index::of(&room).await, index, "the index is not what its documents make");
    let events = room.events().await;
    let changes = records(&room).await;
    for id in &ever {
        let change = changes.iter().find(|change| change.id == *id).unwrap();
        assert_eq!(change.deleted, !published(&room).await.contains(id), "{id}");
    }
    let room = room.reborn().await;
    assert_eq!(records(&room).await, changes);
    assert_eq!(where_all_are(&room, &ever).await, answers);
    assert_eq!(room.everything().await, everything);
    assert_eq!(room.events().await, events);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]
    #[test]
    fn no_address_ever_breaks(deeds in deeds()) {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(lives(deeds));
    }
}
