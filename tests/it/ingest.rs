//! From files to the store and back: the room's memory over changes, losses and new beginnings.

use std::fs;
use std::path::Path;

use reading_room::address::{ListingQuery, Slug, Sort};
use reading_room::authority::{Entity, EntityKind};
use reading_room::document::{
    Collection, Document, EventKind, FindingCode, Holding, Outcome, ReasonCode, Whereabouts,
};
use reading_room::ingest::{self, Imported, Ingest};
use reading_room::store::{Damage, Error, Filter, Pace, Span, Store};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

/// A seeds folder, a data folder and a store over them.
pub(super) struct Room {
    folder: TempDir,
    pub(super) store: Store,
    ingest: Ingest,
}

impl Room {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("seeds")).expect("a seeds folder");
        Self::over(folder).await
    }

    async fn over(folder: TempDir) -> Self {
        let data = folder.path().join("data");
        let store = Store::open(&data.join("room.sqlite3")).await.expect("a store");
        let seeds = folder.path().join("seeds");
        let ingest =
            Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).expect("an ingest");
        Self { folder, store, ingest }
    }

    /// The room in a folder that outlives it.
    pub(super) async fn at(folder: &Path) -> Self {
        let (data, seeds) = (folder.join("data"), folder.join("seeds"));
        let store = Store::open(&data.join("room.sqlite3")).await.expect("a store");
        let ingest =
            Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).expect("an ingest");
        Self { folder: tempfile::tempdir().expect("a folder"), store, ingest }
    }

    /// The documents that are found by a query, best first.
    pub(super) async fn found(&self, query: &str) -> Vec<String> {
        let answer = self.store.answer(query, &Filter::default(), Sort::Relevance, 1).await;
        let hits = answer.expect("an answer").found.hits;
        hits.into_iter().map(|hit| hit.entry.id.to_string()).collect()
    }

    /// Whatever is damaged in the store.
    pub(super) async fn damage(&self) -> Vec<Damage> {
        self.store.damage(&ingest::loader_version(), Pace::Full).await.expect("an answer")
    }

    /// The same folders with the database deleted.
    pub(super) async fn reborn(self) -> Self {
        self.store.close().await;
        for file in ["room.sqlite3", "room.sqlite3-wal", "room.sqlite3-shm"] {
            fs::remove_file(self.folder.path().join("data").join(file)).ok();
        }
        let room = Self::over(self.folder).await;
        room.pass().await;
        room
    }

    /// Closes the room; its folders stay.
    pub(super) async fn closed(self) -> TempDir {
        self.store.close().await;
        self.folder
    }

    /// The room over these folders, made sure of and read.
    pub(super) async fn made_sure_of(folder: TempDir) -> anyhow::Result<Self> {
        let (data, seeds) = (folder.path().join("data"), folder.path().join("seeds"));
        let database = data.join("room.sqlite3");
        let clock = jiff::Timestamp::now;
        let opened =
            ingest::opened(&database, &seeds, &data, None, clock, ingest::Doubt::Open).await?;
        let room = Self { folder, store: opened.store, ingest: opened.ingest };
        room.pass().await;
        Ok(room)
    }

    pub(super) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// The same room, in which over half of the documents may be missing.
    pub(super) fn accepting_losses(self) -> Self {
        Self { ingest: self.ingest.accepting_losses(true), ..self }
    }

    pub(super) fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("data/room.sqlite3")
    }

    /// The same folders and database, opened anew.
    async fn opened_again(self) -> Self {
        self.store.close().await;
        Self::over(self.folder).await
    }

    pub(super) fn seeds(&self) -> std::path::PathBuf {
        self.folder.path().join("seeds")
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.seeds().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_file(self.seeds().join(name)).expect("a file to remove");
    }

    pub(super) async fn pass(&self) -> ingest::Pass {
        self.ingest.pass(true).await.expect("a pass")
    }

    pub(super) async fn holding(&self, id: &str) -> Holding {
        match self.store.whereabouts(&slug(id)).await.expect("an answer") {
            Whereabouts::Here(holding) => *holding,
            other => panic!("{id} is {other:?}"),
        }
    }

    pub(super) async fn events(&self) -> Vec<(EventKind, String)> {
        let events = self.store.events().await.expect("events");
        events.into_iter().map(|event| (event.event, event.id)).collect()
    }

    /// Everything that must be the same after a new beginning.
    pub(super) async fn everything(&self) -> Vec<(Holding, Vec<Document>)> {
        let mut all = Vec::new();
        let filter = Filter::parse(&ListingQuery::default()).0;
        for entry in self.store.listing(&filter).await.expect("a listing").entries {
            let holding = self.holding(entry.id.as_str()).await;
            let mut earlier = Vec::new();
            for edition in &holding.editions {
                let read = ingest::earlier_edition(&self.store, &holding, edition.short())
                    .await
                    .expect("read");
                earlier.push(read.expect("an edition").document);
            }
            all.push((holding, earlier));
        }
        all
    }
}

fn slug(id: &str) -> Slug {
    Slug::parse(id).expect("a slug")
}

pub(super) fn capture(date: &str, title: &str, body: &str) -> String {
    format!(
        "Skip to content\n\n{date}\n\n{title}\n\nThis document was made possible with support from \
         the Harbour Fund\n\n{body}\n\nThe ambassador and the minister discuss the harvest.\n\n\
         Document Information\n\nAVPRF F. 1, Op. 2, P. 3, Delo 4, Listy 5-6. Translated for NKIDP \
         by Ann Example.\n\nOriginal Uploaded Date\n\nRecord ID\n\n"
    )
}

async fn titles(room: &Room, query: &ListingQuery) -> Vec<String> {
    let listing = room.store.listing(&Filter::parse(query).0).await.expect("a listing");
    listing.entries.into_iter().map(|entry| entry.id.to_string()).collect()
}

#[tokio::test]
async fn what_did_not_change_is_not_read_again() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("sub/b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    assert_eq!(room.pass().await.taken, 2);
    assert_eq!(room.pass().await.taken, 0);
    assert_eq!(titles(&room, &ListingQuery::default()).await, ["a", "b"]);
    assert_eq!(room.events().await.len(), 2);
}

#[tokio::test]
async fn a_changed_file_is_a_new_edition_under_the_same_address() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.pass().await;
    let first = room.holding("a").await;
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected words of the text."));
    room.pass().await;
    let second = room.holding("a").await;
    assert_eq!(second.editions.len(), 2);
    assert_ne!(second.edition.sha256, first.edition.sha256);
    let hash = first.edition.short();
    let earlier = ingest::earlier_edition(&room.store, &second, hash).await.expect("read");
    assert_eq!(earlier.expect("the first edition").document, first.document);
    let kept = room.folder.path().join("data/kept").join(&first.edition.sha256);
    assert!(kept.is_file(), "the replaced source is kept");
}

#[tokio::test]
async fn a_missing_file_keeps_its_page_and_comes_back() {
    let room = Room::new().await;
    let text = capture("July 3, 1957", "One", "First words of the text.");
    room.write("a.txt", &text);
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.pass().await;
    room.remove("a.txt");
    room.pass().await;
    assert!(room.holding("a").await.custody.absent_since.is_some());
    let report = room.store.ingest_report().await.expect("a report");
    assert_eq!(report.files.len(), 1);
    assert_eq!(report.absent.len(), 1);
    room.write("a.txt", &text);
    room.pass().await;
    let back = room.holding("a").await;
    assert_eq!((back.custody.absent_since, back.editions.len()), (None, 1));
}

#[tokio::test]
async fn an_empty_or_missing_folder_changes_nothing() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.pass().await;
    room.remove("a.txt");
    assert!(room.pass().await.nothing_there);
    assert_eq!(room.holding("a").await.custody.absent_since, None);
    fs::remove_dir(room.seeds()).expect("removed");
    assert!(room.pass().await.nothing_there);
    assert_eq!(room.holding("a").await.custody.absent_since, None);
}

#[tokio::test]
async fn the_same_content_under_another_name_takes_its_document_along() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("z.txt", &capture("July 9, 1957", "Two", "Other words of a text."));
    room.pass().await;
    fs::rename(room.seeds().join("a.txt"), room.seeds().join("new-name.txt")).expect("renamed");
    room.pass().await;
    assert_eq!(room.holding("new-name").await.editions.len(), 1);
    let old = room.store.whereabouts(&slug("a")).await.expect("an answer");
    assert_eq!(old, Whereabouts::Moved(slug("new-name")));
    // The old address is not given away.
    room.write("a.txt", &capture("July 5, 1957", "Three", "Quite different words."));
    room.pass().await;
    let report = room.store.ingest_report().await.expect("a report");
    let row = report.files.iter().find(|row| row.file == "a.txt").expect("a row");
    assert_eq!(row.outcome, Outcome::Refused);
    assert_eq!(row.reason.as_ref().expect("a reason").code, ReasonCode::AddressRedirected);
}

#[tokio::test]
async fn equal_bytes_are_one_document_and_both_addresses_answer() {
    let room = Room::new().await;
    let text = capture("July 3, 1957", "One", "First words of the text.");
    room.write("a.txt", &text);
    room.write("b.txt", &text);
    room.pass().await;
    assert_eq!(titles(&room, &ListingQuery::default()).await, ["a"]);
    let other = room.store.whereabouts(&slug("b")).await.expect("an answer");
    assert_eq!(other, Whereabouts::Moved(slug("a")));
    let report = room.store.ingest_report().await.expect("a report");
    assert_eq!(report.count(Outcome::Accepted), 2);
    assert_eq!(report.files[1].findings[0].code, FindingCode::SameBytes);
    // Once its bytes are its own, so is its address.
    room.write("b.txt", &capture("July 5, 1957", "Three", "Quite different words."));
    room.pass().await;
    assert_eq!(room.holding("b").await.custody.seed_file, "b.txt");
}

#[tokio::test]
async fn of_two_files_with_one_address_the_one_that_has_it_keeps_it() {
    let room = Room::new().await;
    room.write("x/a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.pass().await;
    room.write("a.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.pass().await;
    assert_eq!(room.holding("a").await.custody.seed_file, "x/a.txt");
    let report = room.store.ingest_report().await.expect("a report");
    let reason = report.files[0].reason.as_ref().expect("a reason");
    assert_eq!(reason.code, ReasonCode::AddressTaken);
    assert_eq!(reason.args["file"], "x/a.txt");
}

#[tokio::test]
async fn a_refused_file_does_not_keep_an_address_from_another() {
    let room = Room::new().await;
    room.write("a.md", "");
    room.write("a.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.pass().await;
    assert_eq!(room.holding("a").await.custody.seed_file, "a.txt");
    let report = room.store.ingest_report().await.expect("a report");
    assert_eq!(report.files[0].reason.as_ref().expect("a reason").code, ReasonCode::Empty);
}

#[tokio::test]
async fn a_file_that_becomes_unreadable_leaves_the_last_good_text() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.pass().await;
    let before = room.holding("a").await;
    room.write("a.txt", "");
    room.pass().await;
    let after = room.holding("a").await;
    assert_eq!(after.document, before.document);
    assert!(after.custody.absent_since.is_some());
    let room = room.reborn().await;
    let reborn = room.holding("a").await;
    assert_eq!(reborn.document, before.document);
    assert_eq!(reborn.custody.absent_since, after.custody.absent_since);
}

#[tokio::test]
async fn a_deleted_database_comes_back_with_addresses_editions_and_losses() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.write("c.txt", &capture("July 5, 1957", "Three", "Words that will be lost."));
    room.write("x/d.txt", &capture("July 6, 1957", "Four", "Words in a folder."));
    room.pass().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected words of the text."));
    room.write("d.txt", &capture("July 7, 1957", "Five", "Words that want an address."));
    room.remove("c.txt");
    fs::rename(room.seeds().join("b.txt"), room.seeds().join("b-new.txt")).expect("renamed");
    room.pass().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "Twice corrected words."));
    room.pass().await;
    let before = room.everything().await;
    let events = room.events().await;
    assert_eq!(before.len(), 4);
    let room = room.reborn().await;
    assert_eq!(room.everything().await, before);
    assert_eq!(room.events().await, events);
    let old = room.store.whereabouts(&slug("b")).await.expect("an answer");
    assert_eq!(old, Whereabouts::Moved(slug("b-new")));
    let report = room.store.ingest_report().await.expect("a report");
    assert_eq!(report.count(Outcome::Refused), 1);
}

/// Each record with whether it is a document's no longer, and its instant.
async fn records(room: &Room) -> Vec<(String, bool, String)> {
    let changes = room.store.changes(&Span::default(), None, 1000).await.expect("changes");
    let mut records: Vec<_> = changes
        .into_iter()
        .map(|change| (change.id.to_string(), change.deleted, change.changed))
        .collect();
    records.sort();
    records
}

#[tokio::test]
async fn a_record_keeps_its_instant_until_it_changes_again() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.write("c.txt", &capture("July 5, 1957", "Three", "Words under two names."));
    room.write("d.txt", &capture("July 6, 1957", "Four", "Words that will be lost."));
    room.pass().await;
    let mut before = records(&room).await;
    let mut changes = async |room: &Room, expect: &[(&str, bool)]| {
        room.pass().await;
        let now = records(room).await;
        let new = now.iter().filter(|record| !before.contains(record));
        let new: Vec<_> = new.map(|(id, deleted, _)| (id.as_str(), *deleted)).collect();
        assert_eq!(new, expect);
        before.clone_from(&now);
    };
    changes(&room, &[]).await;
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected words of the text."));
    changes(&room, &[("a", false)]).await;
    let statement = "[title]\nvalue = \"x\"\nby = \"y\"\non = 2026-01-01\nbecause = \"z\"\n";
    room.write("b.toml", statement);
    changes(&room, &[("b", false)]).await;
    room.write("b.toml", &format!("# the same\n{statement}"));
    changes(&room, &[]).await;
    fs::rename(room.seeds().join("c.txt"), room.seeds().join("c-new.txt")).expect("renamed");
    changes(&room, &[("c", true), ("c-new", false)]).await;
    room.remove("d.txt");
    changes(&room, &[]).await;
    let gone = "[gone.a]\nreason = \"Not ours\"\nby = \"The editors\"\non = 2026-01-01\n";
    room.write("redirects.toml", gone);
    changes(&room, &[("a", true)]).await;
    let room = room.reborn().await;
    changes(&room, &[]).await;
    room.remove("redirects.toml");
    changes(&room, &[("a", false)]).await;
    room.remove("b.toml");
    changes(&room, &[("b", false)]).await;
    let events = room.events().await;
    let room = room.reborn().await;
    changes(&room, &[]).await;
    assert_eq!(room.events().await, events);
    let cards = room.store.cards(&[slug("b")]).await.expect("cards");
    assert_eq!(cards[0].changed, room.holding("b").await.changed);
    assert!(cards[0].changed > cards[0].taken_in);
}

#[tokio::test]
async fn a_withdrawn_document_leaves_a_tombstone_until_the_line_goes() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("b.txt", &capture("July 4, 1957", "Two", "Other words of a text."));
    room.pass().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "Corrected words of the text."));
    room.pass().await;
    let before = room.holding("a").await;
    room.write(
        "redirects.toml",
        "[moved]\nold = \"b\"\n\n[gone.a]\nreason = \"Not ours\"\nby = \"The editors\"\non = \"2026-01-01\"\n",
    );
    room.pass().await;
    let Whereabouts::Gone(stone) = room.store.whereabouts(&slug("a")).await.expect("an answer")
    else {
        panic!("not gone")
    };
    assert_eq!(stone.title.as_deref(), Some("One"));
    assert_eq!(stone.sha256.as_deref(), Some(before.edition.sha256.as_str()));
    assert_eq!(room.store.source(&before.edition.sha256).await.expect("an answer"), None);
    assert_eq!(titles(&room, &ListingQuery::default()).await, ["b"]);
    let moved = room.store.whereabouts(&slug("old")).await.expect("an answer");
    assert_eq!(moved, Whereabouts::Moved(slug("b")));
    let room = room.reborn().await;
    let Whereabouts::Gone(again) = room.store.whereabouts(&slug("a")).await.expect("an answer")
    else {
        panic!("not gone")
    };
    assert_eq!(again, stone);
    room.remove("redirects.toml");
    room.pass().await;
    let after = room.holding("a").await;
    assert_eq!((after.document, after.editions), (before.document, before.editions));
}

#[tokio::test]
async fn settings_that_cannot_be_read_change_nothing_and_are_named() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("redirects.toml", "[moved]\nold = \"a\"\n");
    room.pass().await;
    room.write("redirects.toml", "[moved]\nold = \"a\"\nolder = 7\n");
    room.pass().await;
    let moved = room.store.whereabouts(&slug("old")).await.expect("an answer");
    assert_eq!(moved, Whereabouts::Moved(slug("a")));
    let report = room.store.ingest_report().await.expect("a report");
    let reason = report.files[1].reason.as_ref().expect("a reason");
    assert_eq!((reason.code, reason.line), (ReasonCode::SettingsInvalid, Some(3)));
}

#[tokio::test]
async fn a_stored_text_with_a_flipped_letter_is_read_again_from_its_source() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.pass().await;
    let before = room.holding("a").await;
    changed(&room, &["UPDATE body SET packed = zeroblob(length(packed))"]).await;
    let damaged = room.store.whereabouts(&slug("a")).await;
    assert!(matches!(damaged, Err(Error::Damaged { .. })), "{damaged:?}");
    let Whereabouts::Here(after) =
        ingest::whereabouts(&room.store, &slug("a")).await.expect("an answer")
    else {
        panic!("not here")
    };
    assert_eq!(after.document, before.document);
}

/// Changes the database behind the store's back.
async fn changed(room: &Room, statements: &[&'static str]) {
    let options = SqliteConnectOptions::new().filename(room.database()).foreign_keys(false);
    let mut connection = options.connect().await.expect("a connection");
    for statement in statements {
        let done = sqlx::query(*statement).execute(&mut connection).await.expect(statement);
        assert!(done.rows_affected() > 0, "{statement}");
    }
}

#[tokio::test]
async fn a_room_of_before_is_read_alike_and_packed_as_it_is_read_anew() {
    let room = Room::new().await;
    let one = capture("July 3, 1957", "One", "Kim Il Sung [Kim Ilsung] spoke of the plenum.");
    room.write("a.txt", &one);
    room.write("b.md", "---\ntitle: Two\n---\nThe plenum met.\n\n# {lang=ko}\n\n대사가 왔다.\n");
    room.write("people.toml", "[[person]]\nid = \"kim\"\nname = \"Kim Il Sung\"\n");
    room.pass().await;
    let before = room.everything().await;
    let told = told(&room).await;
    // As the last version without packed texts left it.
    for (holding, _) in &before {
        let texts = holding.document.texts.iter().flat_map(|text| &text.blocks);
        let options = SqliteConnectOptions::new().filename(room.database());
        let mut connection = options.connect().await.expect("a connection");
        for (ordinal, block) in (1_i64..).zip(texts) {
            let done = sqlx::query(
                "UPDATE block SET text = ?1
                 WHERE key = ((SELECT number FROM document WHERE id = ?2) << 20) + ?3",
            );
            let done = done.bind(&block.text).bind(holding.id.as_str()).bind(ordinal);
            assert_eq!(done.execute(&mut connection).await.expect("a text").rows_affected(), 1);
        }
    }
    let undone = ["DELETE FROM _sqlx_migrations WHERE version = 12"];
    changed(&room, &undone).await;
    let options = SqliteConnectOptions::new().filename(room.database());
    let mut connection = options.connect().await.expect("a connection");
    sqlx::query("DROP TABLE body").execute(&mut connection).await.expect("a table");
    drop(connection);
    let room = room.opened_again().await;
    assert_eq!(room.everything().await, before);
    assert_eq!(self::told(&room).await, told);
    assert_eq!(room.damage().await, []);
    // Read anew, each gets its row.
    changed(
        &room,
        &["UPDATE file SET loader_version = ''", "UPDATE document SET loader_version = ''"],
    )
    .await;
    room.pass().await;
    let mut connection =
        SqliteConnectOptions::new().filename(room.database()).connect().await.expect("a database");
    let apart = "SELECT (SELECT count(*) FROM body), (SELECT count(*) FROM block WHERE text <> '')";
    let counts: (i64, i64) =
        sqlx::query_as(apart).fetch_one(&mut connection).await.expect("counts");
    assert_eq!(counts, (2, 0));
    assert_eq!(self::told(&room).await, told);
    assert_eq!(room.damage().await, []);
}

/// What pages tell of the texts beside the documents themselves.
async fn told(room: &Room) -> Vec<String> {
    let kim = Entity { kind: EntityKind::Person, id: slug("kim") };
    let mentions = room.store.mentions(&kim, None).await.expect("mentions");
    let glossed = room.store.glossed_blocks(&kim).await.expect("blocks");
    assert!(!mentions.documents.is_empty() && !glossed.is_empty());
    let mut told = vec![format!("{mentions:?} {glossed:?}")];
    for query in ["plenum", "\"the plenum\"", "대사", "kim il sung"] {
        let answer = room.store.answer(query, &Filter::default(), Sort::Relevance, 1).await;
        let hits = answer.expect("an answer").found.hits;
        assert!(hits.iter().any(|hit| !hit.passages.is_empty()), "{query}");
        told.push(format!("{hits:?}"));
    }
    told
}

#[tokio::test]
async fn the_listing_pages_forwards_and_backwards() {
    let room = Room::new().await;
    for number in 0..120 {
        let day = number % 28 + 1;
        let month = ["July", "August"][number % 2];
        let text = capture(&format!("{month} {day}, 1957"), &format!("Number {number}"), "Words.");
        room.write(&format!("n{number:03}.txt"), &text);
    }
    room.pass().await;
    let mut query = ListingQuery::default();
    let mut forwards = Vec::new();
    let last = loop {
        let listing = room.store.listing(&Filter::parse(&query).0).await.expect("a listing");
        assert_eq!(listing.total, 120);
        forwards.push(listing.entries.clone());
        match listing.next.clone() {
            Some(next) => query.after = Some(next),
            None => break listing,
        }
    };
    assert_eq!(forwards.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let query = ListingQuery { before: last.previous, ..ListingQuery::default() };
    let middle = room.store.listing(&Filter::parse(&query).0).await.expect("a listing");
    assert_eq!(middle.entries, forwards[1]);
    let query = ListingQuery { before: middle.previous, ..ListingQuery::default() };
    let first = room.store.listing(&Filter::parse(&query).0).await.expect("a listing");
    assert_eq!((first.entries, first.previous), (forwards[0].clone(), None));
    let july = ListingQuery { from: Some("1957-08".into()), ..ListingQuery::default() };
    let august = room.store.listing(&Filter::parse(&july).0).await.expect("a listing");
    assert_eq!(august.total, 60);
}

#[tokio::test]
async fn an_imported_file_gets_a_name_that_says_what_it_is() {
    let room = Room::new().await;
    let data = room.folder.path().join("data");
    let outside = room.folder.path().join("000_abc.txt");
    fs::write(&outside, capture("July 3, 1957", "Report on the Harvest", "Words of a text."))
        .expect("written");
    let import = |file: &Path| {
        ingest::import(file, &room.seeds(), &data, jiff::Timestamp::now).expect("imported")
    };
    let name = "1957-07-03-report-on-the-harvest.txt".to_owned();
    assert_eq!(import(&outside), Imported::As(name.clone()));
    assert_eq!(import(&outside), Imported::Known(name));
    room.pass().await;
    let holding = room.holding("1957-07-03-report-on-the-harvest").await;
    assert_eq!(holding.custody.original_name.as_deref(), Some("000_abc.txt"));
    let room = room.reborn().await;
    let holding = room.holding("1957-07-03-report-on-the-harvest").await;
    assert_eq!(holding.custody.original_name.as_deref(), Some("000_abc.txt"));
}

#[tokio::test]
async fn a_refusal_is_said_once_even_after_a_new_beginning() {
    let room = Room::new().await;
    room.write("a.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.write("E.txt", &capture("July 3, 1957", "One", "First words of the text."));
    room.pass().await;
    room.write("a.txt", "");
    room.pass().await;
    let events = room.store.events().await.expect("events");
    let room = room.reborn().await;
    assert_eq!(room.store.events().await.expect("events"), events);
}

#[tokio::test]
async fn people_and_terms_are_read_and_reread_beside_the_documents() {
    let mut room = Room::new().await;
    room.write("1957-a.txt", "Kim Il Sung spoke in Pyongyang.\n\nHe left.\n");
    let person = "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n";
    room.write("people.toml", &format!("{person}born = 1912\n"));
    room.pass().await;
    let named = |room: &Room, name: &str| room.store.lexicon().entities_named(name).len();
    assert_eq!(named(&room, "kim il sung"), 1);
    let row = async |room: &Room, file: &str| {
        let report = room.store.ingest_report().await.unwrap();
        report.files.into_iter().find(|row| row.file == file).unwrap()
    };
    let people = row(&room, "people.toml").await;
    assert_eq!(people.outcome, Outcome::Ignored);
    assert_eq!(people.findings[0].code, FindingCode::EntryKeyUnknown);
    assert_eq!(people.findings[0].line, Some(4));

    // A slip that makes it no TOML leaves the last good text in force.
    room.write("people.toml", "[[person\n");
    room.write("terms.toml", "[[term]]\nid = \"p\"\nkind = \"place\"\nname = \"Pyongyang\"\n");
    let generation = room.store.generation();
    room.pass().await;
    assert_eq!((named(&room, "kim il sung"), named(&room, "pyongyang")), (1, 1));
    let people = row(&room, "people.toml").await;
    assert_eq!(people.outcome, Outcome::Refused);
    assert_eq!(
        people.reason.map(|reason| (reason.code, reason.line)).unwrap(),
        (ReasonCode::SettingsInvalid, Some(1))
    );
    assert!(room.store.generation() > generation);

    // What is in force outlives the program; a file that is gone states nothing.
    room = room.opened_again().await;
    assert_eq!(named(&room, "kim il sung"), 1);
    room.remove("people.toml");
    room.pass().await;
    assert_eq!((named(&room, "kim il sung"), named(&room, "pyongyang")), (0, 1));
}

#[tokio::test]
async fn what_is_odd_in_the_rooms_own_words_is_reported_with_its_line() {
    let room = Room::new().await;
    room.write("1957-a.txt", "Kim Il Sung spoke in Pyongyang.\n\nHe left.\n");
    room.write(
        "collection.md",
        "---\ntitle: A Room\ncontact: us\nlicence: https://x.org/by/\n---\n",
    );
    room.pass().await;
    let row = async || {
        let report = room.store.ingest_report().await.unwrap();
        report.files.into_iter().find(|row| row.file == "collection.md").unwrap()
    };
    let found = row().await;
    assert_eq!(found.outcome, Outcome::Ignored);
    let findings: Vec<_> = found.findings.iter().map(|one| (one.code, one.line)).collect();
    assert_eq!(findings, [(FindingCode::FieldInvalid, Some(3))]);
    let collection = room.store.collection().await.unwrap();
    assert_eq!(
        (collection.contact, collection.licence.as_deref()),
        (None, Some("https://x.org/by/"))
    );

    // What cannot be read at all leaves the last good words in force.
    std::fs::write(room.seeds().join("collection.md"), b"# R\xff\n").unwrap();
    room.pass().await;
    let found = row().await;
    assert_eq!(found.outcome, Outcome::Refused);
    assert_eq!(found.reason.unwrap().code, ReasonCode::SettingsInvalid);
    assert_eq!(room.store.collection().await.unwrap().title.as_deref(), Some("A Room"));

    room.write("collection.md", "---\ncontact: us@x.org\n---\n# Another\n");
    room.pass().await;
    let found = row().await;
    assert_eq!((found.outcome, found.findings), (Outcome::Ignored, Vec::new()));
    let collection = room.store.collection().await.unwrap();
    assert_eq!(collection.title.as_deref(), Some("Another"));
    assert_eq!((collection.contact.as_deref(), collection.licence), (Some("us@x.org"), None));
    room.remove("collection.md");
    room.pass().await;
    assert_eq!(room.store.collection().await.unwrap(), Collection::default());
}
