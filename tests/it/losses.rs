//! Files that are not there: missing is not deleted, and most of them missing is most likely a
//! mistake.

use std::fs;

use reading_room::document::EventKind;

use super::ingest::{Room, capture};

async fn room(files: &[&str]) -> Room {
    let room = Room::new().await;
    for file in files {
        room.write(file, &capture("July 3, 1957", file, &format!("Words of {file}.")));
    }
    room.pass().await;
    room
}

async fn absent(room: &Room) -> Vec<String> {
    let report = room.store.ingest_report().await.unwrap();
    report.absent.into_iter().map(|(id, ..)| id).collect()
}

#[tokio::test]
async fn half_of_the_documents_may_be_missing_and_more_only_if_that_is_meant() {
    let room = room(&["a.txt", "b.txt", "c.txt", "d.txt"]).await;
    for file in ["a.txt", "b.txt", "c.txt"] {
        room.remove(file);
    }
    let pass = room.pass().await;
    assert_eq!((pass.withheld, absent(&room).await.len()), (3, 0));
    assert_eq!(room.store.setting("withheld").await.unwrap().as_deref(), Some("3 of 4"));
    assert_eq!(room.store.ingest_report().await.unwrap().files.len(), 4, "nothing is forgotten");
    room.write("a.txt", &capture("July 3, 1957", "a.txt", "Words of a.txt."));
    assert_eq!(room.pass().await.withheld, 0);
    assert_eq!(absent(&room).await, ["b", "c"]);
    assert_eq!(room.store.setting("withheld").await.unwrap(), None);
    let events = room.events().await;
    assert!(events.iter().all(|(kind, id)| *kind != EventKind::Absent || id != "a"));
}

#[tokio::test]
async fn losses_that_are_accepted_are_marked() {
    let room = room(&["a.txt", "b.txt", "c.txt"]).await.accepting_losses();
    room.remove("a.txt");
    room.remove("b.txt");
    assert_eq!(room.pass().await.withheld, 0);
    assert_eq!(absent(&room).await, ["a", "b"]);
}

#[tokio::test]
async fn files_that_turned_empty_are_losses_too() {
    let room = room(&["a.txt", "b.txt", "c.txt"]).await;
    room.write("a.txt", "");
    room.write("b.txt", "");
    assert_eq!(room.pass().await.withheld, 2);
    assert_eq!(absent(&room).await.len(), 0);
    for id in ["a", "b", "c"] {
        assert_eq!(room.holding(id).await.editions.len(), 1, "{id}");
    }
}

#[tokio::test]
async fn a_folder_in_which_there_is_nothing_any_more_changes_nothing() {
    let room = room(&["a.txt", "b.txt", "c.txt", "mounted/deep/d.txt"]).await;
    let (here, away) = (room.seeds().join("mounted/deep"), room.data().join("away"));
    fs::rename(&here, &away).unwrap();
    room.pass().await;
    assert_eq!(absent(&room).await.len(), 0, "the folder above is empty");
    fs::create_dir(&here).unwrap();
    room.pass().await;
    assert_eq!(absent(&room).await.len(), 0, "the mount point is empty");
    fs::remove_dir_all(room.seeds().join("mounted")).unwrap();
    room.pass().await;
    assert_eq!(absent(&room).await, ["d"], "a folder that is gone is gone");
    fs::create_dir(room.seeds().join("mounted")).unwrap();
    fs::rename(&away, &here).unwrap();
    room.pass().await;
    assert_eq!(absent(&room).await.len(), 0);
}

#[tokio::test]
async fn the_rooms_own_files_are_no_seeds_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path();
    fs::write(seeds.join("a.txt"), "A letter.\n").unwrap();
    let data = seeds.join("data");
    fs::create_dir_all(data.join("kept")).unwrap();
    fs::write(data.join("kept/notes.txt"), "Not a letter.\n").unwrap();
    let store = reading_room::store::Store::open(&data.join("room.sqlite3")).await.unwrap();
    let clock = jiff::Timestamp::now;
    let ingest = reading_room::ingest::Ingest::new(store.clone(), seeds, &data, clock).unwrap();
    ingest.pass(true).await.unwrap();
    let report = store.ingest_report().await.unwrap();
    assert_eq!(report.files.iter().map(|file| &*file.file).collect::<Vec<_>>(), ["a.txt"]);
}
