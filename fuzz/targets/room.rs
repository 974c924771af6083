//! A small room that answers, made once for each thread.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use reading_room::address::Links;
use reading_room::ingest::Ingest;
use reading_room::store::Store;
use reading_room::web::{self, Reception};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

/// A room with its runtime.
pub(super) struct Room {
    pub(super) runtime: Runtime,
    pub(super) routes: Router,
    pub(super) store: Store,
    /// The database file.
    pub(super) database: PathBuf,
    /// Identifiers of documents in it.
    pub(super) documents: [&'static str; 3],
    _folder: TempDir,
}

/// The public address, with a path in it.
pub(super) const BASE: &str = "https://room.example/archive";

impl Room {
    /// A room over a few invented files.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (seeds, data) = (folder.path().join("seeds"), folder.path().join("data"));
        fs::create_dir(&seeds).expect("a seeds folder");
        for (name, text) in FILES {
            fs::write(seeds.join(name), text).expect("a seed");
        }
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let database = data.join("room.sqlite3");
        let (routes, store) = runtime.block_on(filled(&seeds, &data, &database));
        let documents = ["1957-07-03-harvest", "1957-07-08-talk", "undated"];
        Self { runtime, routes, store, database, documents, _folder: folder }
    }
}

async fn filled(seeds: &Path, data: &Path, database: &Path) -> (Router, Store) {
    let store = Store::open(database).await.expect("a store");
    let clock = jiff::Timestamp::now;
    let ingest = Ingest::new(store.clone(), seeds, data, clock).expect("an ingest");
    ingest.pass(true).await.expect("a pass");
    let links = Links::parse(BASE).expect("an address");
    (web::routes(Reception::new(store.clone(), links), Duration::from_mins(1)), store)
}

const FILES: [(&str, &str); 7] = [
    (
        "1957-07-03-harvest.txt",
        "Skip to content\n\nJuly 3, 1957\n\nReport on the Harvest\n\nThis document was made possible \
         with support from the Harbour Fund\n\nSECRET\n\nComr[ade] Kim Il Sung received me on 10.II.1957. \
         He spoke of the Party’s plenum [trans. note: of August] and of N o t e 7.\n\nHeo Ga-I [Ho Ka I] \
         left <b>early</b> & said \"no\".\n\n[signature]\n\nThe ambassador and the minister discuss the \
         harvest of the year.\n\nDocument Information\n\nAVPRF F. 1, Op. 2, P. 3, Delo 4, Listy 5-6. \
         Translated for NKIDP by Ann Example.\n\nOriginal Uploaded Date\n\nRecord ID\n\n",
    ),
    (
        "1957-07-08-talk.md",
        "---\ntitle: A talk\ndate: 1957-07-08\nsource: \"RGANI F. 5, Op. 49, Delo 131, Listy 193-194\"\n---\n\n\
         Kim Il Sung and the 소련 ambassador talked about the *Soviet Union*.\n\n> So it was.\n\n- one\n- two\n\n\
         # 담화 {lang=ko}\n\n김일성은 소련의 대사와 담화하였다. [역주: 1957년 7월]\n\n중앙위원회 전원회의.\n",
    ),
    ("undated.txt", "Some words of no layout.\n\nПосол ещё говорил.\n\n\"'<>& and é e\u{301}\n"),
    (
        "1957-07-08-talk.toml",
        "[original_language]\nvalue = \"Russian\"\nby = \"E\"\non = 2026-11-22\nbecause = \"B\"\n",
    ),
    (
        "redirects.toml",
        "[moved]\nold = \"undated\"\n[gone.lost]\nreason = \"r\"\nby = \"b\"\non = \"2026-01-01\"\n",
    ),
    (
        "people.toml",
        "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n[[person.variant]]\nform = \"김일성\"\nlanguage = \"ko\"\n",
    ),
    ("terms.toml", "[[term]]\nid = \"plenum\"\nname = \"plenum\"\n"),
];
