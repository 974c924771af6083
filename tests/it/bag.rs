//! A room packed into a bag and taken in again: the same documents, addresses and editions; and
//! bags that are refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reading_room::address::{Links, ListingQuery};
use reading_room::bag;
use reading_room::document::{Holding, Whereabouts};
use reading_room::ingest::Ingest;
use reading_room::store::{Filter, Store};
use tempfile::TempDir;

struct Room {
    folder: TempDir,
    store: Store,
    ingest: Ingest,
}

impl Room {
    async fn over(folder: TempDir) -> Self {
        let (seeds, data) = (folder.path().join("seeds"), folder.path().join("data"));
        let store = Store::open(&data.join("room.sqlite3")).await.unwrap();
        let ingest = Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).unwrap();
        ingest.pass(true).await.unwrap();
        Self { folder, store, ingest }
    }

    fn seeds(&self) -> PathBuf {
        self.folder.path().join("seeds")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn packed(&self, name: &str) -> PathBuf {
        let root = self.folder.path().join(name);
        let links = Links::parse("https://room.example").unwrap();
        let folders = [self.seeds(), self.data()];
        let folders = [folders[0].as_path(), folders[1].as_path()];
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let packed = bag::packed(&self.store, &links, folders, &root, now).await.unwrap();
        assert!(packed.files > 0);
        root
    }

    /// Everything that must be the same after a new beginning.
    async fn everything(&self) -> Vec<Holding> {
        let filter = Filter::parse(&ListingQuery::default()).0;
        let mut all = Vec::new();
        for entry in self.store.listing(&filter).await.unwrap().entries {
            match self.store.whereabouts(&entry.id).await.unwrap() {
                Whereabouts::Here(holding) => all.push(*holding),
                other => panic!("{} is {other:?}", entry.id),
            }
        }
        all
    }
}

/// The five seeds with a history: an earlier edition, an absent file, a new name, equal bytes, a
/// document withdrawn, statements, and the room's own words.
async fn room() -> Room {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    fs::create_dir_all(seeds.join("below")).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), seeds.join(entry.file_name())).unwrap();
    }
    let write = |name: &str, text: &str| fs::write(seeds.join(name), text).unwrap();
    write("changed.txt", "First words of it.\n");
    write("lost.txt", "Words that will be missed.\n");
    write("before.txt", "The same under another name.\n");
    write("below/100% 한.md", "---\ntitle: Odd\n---\nWords.\n");
    write("gone.txt", "To be withdrawn.\n");
    let room = Room::over(folder).await;
    write("changed.txt", "Second words of it.\n");
    write(
        "changed.toml",
        "[title]\nvalue = \"T\"\nby = \"Us\"\non = 2026-01-01\nbecause = \"So.\"\n",
    );
    write(
        "redirects.toml",
        "[moved]\nold = \"changed\"\n[gone.gone]\nreason = \"R\"\nby = \"Us\"\non = 2026-01-01\n",
    );
    write(
        "collection.md",
        "---\ntitle: \"A\\nRoom\"\ncontact: us@example.org\nlicence: https://example.org/by\n---\n",
    );
    write("twin.txt", "The same under another name.\n");
    fs::remove_file(seeds.join("lost.txt")).unwrap();
    fs::rename(seeds.join("before.txt"), seeds.join("after.txt")).unwrap();
    room.ingest.pass(true).await.unwrap();
    room
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Two folders that nothing is in.
fn empty() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (seeds, data) = (folder.path().join("seeds"), folder.path().join("data"));
    (folder, seeds, data)
}

#[tokio::test]
async fn a_bag_brings_the_same_room_into_empty_folders() {
    let room = room().await;
    let bag = room.packed("bag").await;
    let (folder, seeds, data) = empty();
    let unpacked = bag::unpacked(&bag, &seeds, &data).unwrap();
    assert_eq!((unpacked.collisions.as_slice(), unpacked.known), (&[][..], 0));
    assert_eq!(files(&seeds), files(&room.seeds()));
    assert_eq!(files(&data.join("kept")), files(&room.data().join("kept")));
    let again = Room::over(folder).await;
    let (before, after) = (room.everything().await, again.everything().await);
    assert!(before.len() > 8 && before.iter().any(|holding| holding.editions.len() > 1));
    assert!(before.iter().any(|holding| holding.custody.absent_since.is_some()));
    assert_eq!(before, after);
    assert_eq!(room.store.collection().await.unwrap(), again.store.collection().await.unwrap());
    assert_eq!(room.store.events().await.unwrap(), again.store.events().await.unwrap());
    assert_eq!(
        room.store.stated_redirects().await.unwrap(),
        again.store.stated_redirects().await.unwrap()
    );
    let moved = async |room: &Room| {
        let mut moved = room.store.redirects().await.unwrap();
        moved.sort_by(|a, b| a.old.cmp(&b.old));
        moved
    };
    assert_eq!(moved(&room).await, moved(&again).await);

    // A bag of the room that came out of a bag holds the same.
    let second = again.packed("second").await;
    let told = |root: &Path| {
        let mut files = files(root);
        files.retain(|path, _| path.starts_with("data"));
        files
    };
    assert_eq!(told(&bag), told(&second));
}

#[tokio::test]
async fn taking_a_bag_in_twice_adds_nothing_and_nothing_is_overwritten() {
    let room = room().await;
    let bag = room.packed("bag").await;
    let (folder, seeds, data) = empty();
    fs::create_dir_all(seeds.join("deep")).unwrap();
    fs::write(seeds.join("deep/changed.txt"), "Mine, with that address.\n").unwrap();
    fs::write(seeds.join("people.toml"), "# mine\n").unwrap();
    fs::write(seeds.join("own.txt"), "Mine.\n").unwrap();
    drop(Room::over(folder).await.folder.keep());
    let first = bag::unpacked(&bag, &seeds, &data).unwrap();
    let named: Vec<(&str, &str)> =
        first.collisions.iter().map(|(file, by)| (file.as_str(), by.as_str())).collect();
    assert_eq!(named, [("changed.txt", "deep/changed.txt"), ("people.toml", "people.toml")]);
    assert!(first.seeds > 5 && first.events > 5, "{first:?}");
    assert_eq!(fs::read_to_string(seeds.join("people.toml")).unwrap(), "# mine\n");
    assert!(!seeds.join("changed.txt").exists());
    let log = fs::read_to_string(data.join("kept/events.jsonl")).unwrap();
    let own = |line: &&str| line.contains("\"id\":\"changed\"");
    assert_eq!(log.lines().filter(own).count(), 1, "only this room tells of it: {log}");
    let second = bag::unpacked(&bag, &seeds, &data).unwrap();
    assert_eq!((second.seeds, second.kept, second.events), (0, 0, 0));
    assert_eq!(second.collisions, first.collisions);
    assert_eq!(fs::read_to_string(data.join("kept/events.jsonl")).unwrap(), log);
    fs::remove_dir_all(seeds.parent().unwrap()).unwrap();
}

/// What a bag is refused for once `harm` has been done to it; nothing is written then.
async fn refusal(room: &Room, name: &str, harm: impl FnOnce(&Path)) -> String {
    let bag = room.packed(name).await;
    harm(&bag);
    let (_folder, seeds, data) = empty();
    let error = bag::unpacked(&bag, &seeds, &data).expect_err(name).to_string();
    assert!(!seeds.exists() && !data.exists(), "{name}: something was written");
    assert!(!error.contains('\n'), "{error}");
    fs::remove_dir_all(bag).unwrap();
    error
}

#[tokio::test]
async fn a_bag_that_is_not_whole_is_refused_naming_the_file() {
    let room = room().await;
    let append = |path: PathBuf, text: &str| {
        let mut whole = fs::read(&path).unwrap();
        whole.extend(text.as_bytes());
        fs::write(path, whole).unwrap();
    };
    let without_tags = |bag: &Path| {
        for name in ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"] {
            fs::remove_file(bag.join(name)).unwrap();
        }
    };
    let said =
        refusal(&room, "flipped", |bag| append(bag.join("data/seeds/changed.txt"), "x")).await;
    assert!(said.contains("data/seeds/changed.txt is damaged"), "{said}");
    let said = refusal(&room, "tag", |bag| append(bag.join("bag-info.txt"), "A: b\n")).await;
    assert!(said.contains("bag-info.txt is damaged"), "{said}");
    let said = refusal(&room, "less", |bag| {
        fs::remove_file(bag.join("data/seeds/changed.txt")).unwrap();
    })
    .await;
    assert!(said.contains("data/seeds/changed.txt is in manifest-sha256.txt and not in"), "{said}");
    let said =
        refusal(&room, "more", |bag| fs::write(bag.join("data/seeds/x.txt"), "x").unwrap()).await;
    assert!(said.contains("data/seeds/x.txt is in the bag and not in manifest-"), "{said}");
    let said = refusal(&room, "fetch", |bag| {
        fs::write(bag.join("fetch.txt"), "https://example.org/a 1 data/a\n").unwrap();
    })
    .await;
    assert!(said.contains("fetch.txt"), "{said}");
    let said = refusal(&room, "none", |bag| fs::remove_file(bag.join("bagit.txt")).unwrap()).await;
    assert!(said.contains("is no bag"), "{said}");
    let said = refusal(&room, "version", |bag| {
        let text = "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n";
        fs::write(bag.join("bagit.txt"), text).unwrap();
    })
    .await;
    assert!(said.contains("2.0"), "{said}");
    let said = refusal(&room, "unchecked", |bag| {
        without_tags(bag);
        for name in ["manifest-sha256.txt", "manifest-sha512.txt"] {
            fs::remove_file(bag.join(name)).unwrap();
        }
    })
    .await;
    assert!(said.contains("no manifest"), "{said}");
}

#[tokio::test]
async fn no_path_of_a_bag_leads_out_of_it() {
    let room = room().await;
    for (at, path) in
        ["../../out.txt", "/tmp/out.txt", "data/../../out.txt", "data/seeds/..%0A/../../../out"]
            .into_iter()
            .enumerate()
    {
        let said = refusal(&room, &format!("path{at}"), |bag| {
            let name = bag.join("manifest-sha256.txt");
            let list = fs::read_to_string(&name).unwrap();
            fs::write(&name, format!("{list}{}  {path}\n", "0".repeat(64))).unwrap();
        })
        .await;
        assert!(said.contains("leads out of the bag"), "{said}");
    }
    let said = refusal(&room, "link", |bag| {
        let file = bag.join("data/seeds/changed.txt");
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", &file).unwrap();
    })
    .await;
    assert!(said.contains("data/seeds/changed.txt is a link"), "{said}");
    let said = refusal(&room, "folder", |bag| {
        let file = bag.join("data/metadata");
        fs::remove_dir_all(&file).unwrap();
        std::os::unix::fs::symlink("/etc", &file).unwrap();
    })
    .await;
    assert!(said.contains("data/metadata is a link"), "{said}");
    // A link in the room's own folder does not lead a bag's file out of it either.
    let bag = room.packed("inner").await;
    let (folder, seeds, data) = empty();
    fs::create_dir_all(&seeds).unwrap();
    std::os::unix::fs::symlink(folder.path(), seeds.join("below")).unwrap();
    let unpacked = bag::unpacked(&bag, &seeds, &data).unwrap();
    assert_eq!(unpacked.collisions.len(), 1, "{unpacked:?}");
    assert!(!folder.path().join("100% 한.md").exists());
}

#[tokio::test]
async fn a_bag_is_made_in_an_empty_folder_only() {
    let room = room().await;
    let bag = room.packed("bag").await;
    let folders = [room.seeds(), room.data()];
    let folders = [folders[0].as_path(), folders[1].as_path()];
    let links = Links::parse("https://room.example").unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let error = bag::packed(&room.store, &links, folders, &bag, now).await.unwrap_err();
    assert!(error.to_string().contains("not empty"), "{error}");
    let manifest = fs::read_to_string(bag.join("manifest-sha256.txt")).unwrap();
    assert!(!manifest.contains('%') && manifest.contains("below/100=25 한.md"), "{manifest}");
    let info = fs::read_to_string(bag.join("bag-info.txt")).unwrap();
    assert!(info.contains("External-Description: A Room\n"), "{info}");
    assert!(info.contains("Contact-Email: us@example.org\n"), "{info}");
    assert!(info.contains("Bagging-Date: 2026-11-22\n"), "{info}");
}
