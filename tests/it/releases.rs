//! The data folders of earlier releases: today's program shows from them what it makes anew.
//!
//! `tests/fixtures/releases/make` keeps one.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use tempfile::TempDir;

use super::ingest::Room;

fn releases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/releases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let releases: Vec<PathBuf> = entries.filter(|path| path.join("data").is_dir()).collect();
    assert!(!releases.is_empty());
    releases
}

/// A copy of what a release left, with its database or without.
fn copied(release: &Path, with_database: bool) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for below in ["seeds", "data/kept"] {
        fs::create_dir_all(folder.path().join(below)).unwrap();
        for entry in fs::read_dir(release.join(below)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.path().join(below).join(entry.file_name())).unwrap();
        }
    }
    if with_database {
        let packed = fs::read(release.join("data/room.sqlite3.gz")).unwrap();
        let mut database = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut database).unwrap();
        fs::write(folder.path().join("data/room.sqlite3"), database).unwrap();
    }
    folder
}

#[tokio::test]
async fn the_database_of_every_release_opens_to_the_same_pages() {
    for release in releases() {
        let kept = Room::made_sure_of(copied(&release, true)).await.unwrap();
        let aside = fs::read_dir(kept.data())
            .unwrap()
            .any(|entry| entry.unwrap().file_name().to_string_lossy().contains("damaged"));
        assert!(!aside, "{}: its database is good", release.display());
        let anew = Room::made_sure_of(copied(&release, false)).await.unwrap();
        let (of_kept, of_anew) = (kept.everything().await, anew.everything().await);
        assert_eq!(of_kept.len(), of_anew.len());
        assert!(of_kept.len() >= 5);
        for ((kept, earlier_kept), (anew, earlier_anew)) in of_kept.into_iter().zip(of_anew) {
            assert_eq!((kept, earlier_kept), (anew, earlier_anew), "{}", release.display());
        }
        for words in ["plenum", "harvest", "대사"] {
            assert_eq!(kept.found(words).await, anew.found(words).await, "{words}");
        }
        assert_eq!(kept.events().await, anew.events().await);
    }
}
