//! What a group keeps and gives up: a backup taken and restored, a document purged, each with
//! nothing but the program's own commands.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reading-room"));
    program.current_dir(folder).env_clear().env("READING_ROOM_LISTEN", "127.0.0.1:0");
    program.env("READING_ROOM_LOG", "error");
    program
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

/// What a command says that does what it was asked.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a command says that refuses.
fn refused(folder: &Path, arguments: &[&str], words: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
    assert!(said.starts_with("reading-room: ") && said.contains(words), "{words} in {said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("seeds").join(name), text).unwrap();
}

fn gone(folder: &Path, id: &str) {
    let line =
        format!("[gone.{id}]\nreason = \"Asked for\"\nby = \"The editors\"\non = 2026-01-01\n");
    write(folder, "redirects.toml", &line);
}

/// A room with two editions of a letter, a file that is absent, one below a folder with an odd name,
/// one of the same bytes as another, and one withdrawn.
fn room() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("seeds/below")).unwrap();
    write(at, "letter.txt", "Winter quarrels about wheat.\n");
    write(at, "lost.txt", "A note that will be missed.\n");
    write(at, "below/100% 한.txt", "An odd name.\n");
    write(at, "secret.txt", "Umbrellas were distributed secretly.\n");
    write(at, "shared.txt", "Shared sentences everywhere.\n");
    done(at, &["ingest"]);
    write(at, "letter.txt", "Winter quarrels about barley.\n");
    write(at, "secret.txt", "Umbrellas were distributed openly.\n\nMarmalade too.\n");
    fs::remove_file(at.join("seeds/lost.txt")).unwrap();
    done(at, &["ingest"]);
    folder
}

/// Every file below a folder, but for the database and the lock.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(below, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// The room as plain pages: every address, document, edition and feed.
fn pages(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    done(folder, &["export", "--base-url", "https://room.example", "copy"]);
    files(&folder.join("copy"))
}

#[test]
fn a_backup_restored_is_the_same_room() {
    let room = room();
    let at = room.path();
    gone(at, "shared");
    done(at, &["ingest"]);
    let said = done(at, &["backup", "backup.zip"]);
    assert!(said.contains("every checksum was read back"), "{said}");
    let other = tempfile::tempdir().unwrap();
    let archive = at.join("backup.zip");
    let archive = archive.to_str().unwrap();
    let said = done(other.path(), &["restore", archive]);
    assert!(said.starts_with("seeds: 5, kept sources: 4, events: "), "{said}");
    assert_eq!(files(&other.path().join("seeds")), files(&at.join("seeds")));
    assert_eq!(files(&other.path().join("data/kept")), files(&at.join("data/kept")));
    let (before, after) = (pages(at), pages(other.path()));
    assert!(before.len() > 50);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    // Neither is anything put over what is there.
    refused(other.path(), &["restore", archive], "is not empty: it holds");
    refused(at, &["backup", archive], "is there already");
    refused(at, &["backup", "seeds/backup.zip"], "would stand in");
}

/// A room that is being served, ended with the test.
struct Served(Child);

impl Served {
    fn of(folder: &Path) -> Self {
        let mut child = program(folder).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("Reading Room is open"), "{line}");
        Self(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn a_room_that_is_served_is_checked_and_backed_up_and_nothing_else() {
    let room = room();
    let at = room.path();
    gone(at, "secret");
    // Its former edition is in the database alone until the room reads the folder again.
    write(at, "below/100% 한.txt", "An odd name, corrected.\n");
    let said = done(at, &["backup", "early.zip"]);
    assert!(said.contains("of these, 1 editions that only the database held"), "{said}");
    let _served = Served::of(at);
    assert!(done(at, &["verify"]).ends_with("problems: 0\n"));
    done(at, &["backup", "backup.zip"]);
    refused(at, &["restore", "backup.zip"], "another reading-room is using the data folder");
    refused(
        at,
        &["purge", "secret", "--by", "E", "--because", "Asked"],
        "another reading-room is using the data folder",
    );
}

#[test]
fn an_archive_that_is_no_sound_backup_is_refused_before_anything_is_written() {
    let room = room();
    done(room.path(), &["backup", "good.zip"]);
    let good = fs::read(room.path().join("good.zip")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let check = |bytes: &[u8], words: &str| {
        fs::write(at.join("bad.zip"), bytes).unwrap();
        refused(at, &["restore", "bad.zip"], words);
        assert!(!at.join("seeds").exists() && !at.join("data/kept").exists(), "{words}");
        assert!(!at.join("data/.restoring").exists(), "{words}");
    };
    let made = |files: &[(&str, &[u8])]| {
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    check(b"no archive", "is no backup, or is cut off");
    check(&good[..good.len() / 2], "is no backup, or is cut off");
    check(&made(&[]), "is no backup");
    check(&made(&[("a.txt", b"a")]), "leads out of the archive's folder");
    for path in ["reading-room/../../a.txt", "/etc/a.txt", "reading-room//a", "reading-room/C:/a"] {
        check(&made(&[(path, b"a")]), "leads out of the archive's folder");
    }
    check(&made(&[("reading-room/data/seeds/a.txt", b"a")]), "is no backup");
    let mut link = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    link.add_symlink("reading-room/data/seeds", "/tmp", SimpleFileOptions::default()).unwrap();
    check(&link.finish().unwrap().into_inner(), "is a link");
    let zeros = vec![0; 80 << 20];
    check(&made(&[("reading-room/data/seeds/a.txt", &zeros)]), "far more than texts come to");
    // A bit that turned in what is packed.
    let mut turned = good.clone();
    let at_words = turned.len() / 3;
    turned[at_words] ^= 4;
    fs::write(at.join("bad.zip"), &turned).unwrap();
    let output = run(at, &["restore", "bad.zip"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!at.join("seeds").exists());
    // The sound one is taken in after all of these.
    fs::write(at.join("good.zip"), &good).unwrap();
    done(at, &["restore", "good.zip"]);
}

#[test]
fn a_restore_that_was_cut_off_is_not_served_and_is_taken_up_again() {
    let room = room();
    done(room.path(), &["backup", "good.zip"]);
    let archive = room.path().join("good.zip");
    let other = tempfile::tempdir().unwrap();
    let at = other.path();
    done(at, &["restore", archive.to_str().unwrap()]);
    let whole = (files(&at.join("seeds")), files(&at.join("data/kept")));
    // As if it had ended in the middle: the unpacked folder is there, half of the files are not.
    fs::create_dir(at.join("data/.restoring")).unwrap();
    fs::remove_file(at.join("seeds/letter.txt")).unwrap();
    fs::remove_file(at.join("data/kept/events.jsonl")).unwrap();
    refused(at, &["ingest"], "run restore again");
    refused(at, &["serve"], "run restore again");
    done(at, &["restore", archive.to_str().unwrap()]);
    assert_eq!((files(&at.join("seeds")), files(&at.join("data/kept"))), whole);
    assert!(!at.join("data/.restoring").exists());
    done(at, &["ingest"]);
}

/// The files below `folder` that hold any of these words.
fn holding(folder: &Path, words: &[&str]) -> Vec<PathBuf> {
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    files(folder).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

/// What is stored packed of a document: its texts and its source, without what all begin with.
fn packed(folder: &Path, id: &'static str) -> Vec<Vec<u8>> {
    let path = folder.join("data/room.sqlite3");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        let mut connection = options.connect().await.unwrap();
        let rows = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT substr(packed, 7) FROM body JOIN document ON number = body.document WHERE id = ?1
             UNION ALL SELECT substr(bytes, 7) FROM source JOIN document ON edition = sha256
                       WHERE id = ?1",
        );
        rows.bind(id).fetch_all(&mut connection).await.unwrap()
    })
}

#[test]
fn what_is_purged_is_nowhere_in_the_data_folder_and_stays_so() {
    let room = room();
    let at = room.path();
    let purge = ["purge", "secret", "--by", "R. Editor", "--because", "A court asked for it"];
    let words = ["umbrella", "marmalade", "distribut"];
    refused(at, &purge, "secret is not withdrawn");
    assert!(!holding(&at.join("data"), &words).is_empty());
    // Texts stand packed: what they are now is looked for as well as their words.
    let packed = packed(at, "secret");
    let is_there = |bytes: &Vec<u8>| {
        files(&at.join("data"))
            .iter()
            .any(|(_, file)| file.windows(bytes.len()).any(|window| window == bytes.as_slice()))
    };
    assert!(packed.len() == 2 && packed.iter().all(is_there));
    gone(at, "secret");
    let said = done(at, &purge);
    assert!(!packed.iter().any(is_there));
    assert!(said.contains("secret: 2 editions removed"), "{said}");
    assert!(said.contains("secret.txt: still in the seeds folder"), "{said}");
    assert_eq!(holding(&at.join("data"), &words), Vec::<PathBuf>::new());
    let log = fs::read_to_string(at.join("data/kept/events.jsonl")).unwrap();
    let last = log.lines().find(|line| line.contains("\"purged\"")).unwrap();
    assert!(last.contains("R. Editor: A court asked for it") && last.contains("sha256"), "{last}");
    assert!(done(at, &["verify"]).ends_with("problems: 0\n"));
    refused(at, &purge, "was purged before");
    // The file is still there, or comes back: nothing changes while the line stands, with another
    // database too.
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(at.join(format!("data/room.sqlite3{ending}"))));
    }
    let said = done(at, &["ingest"]);
    assert!(said.contains("secret.txt: ignored"), "{said}");
    assert_eq!(holding(&at.join("data"), &words), Vec::<PathBuf>::new());
    let copy = pages(at);
    assert!(!copy.contains_key(Path::new("documents/secret.json")));
    // Without the line only what the seeds hold comes back.
    fs::remove_file(at.join("seeds/redirects.toml")).unwrap();
    done(at, &["ingest"]);
    let copy = pages(at);
    let json: serde_json::Value =
        serde_json::from_slice(&copy[Path::new("documents/secret.json")]).unwrap();
    assert!(json["bodies"].to_string().contains("openly"));
    assert_eq!(holding(&at.join("data"), &["secretly"]), Vec::<PathBuf>::new());
}

#[test]
fn what_the_keeper_purged_is_in_no_replica_either() {
    let room = room();
    let at = room.path();
    let words = ["umbrella", "marmalade", "distribut"];
    let replica =
        |more: &[&'static str]| [more, &["--data", "copy", "--keeper", "data/kept"]].concat();
    done(at, &replica(&["ingest"]));
    assert!(!holding(&at.join("copy"), &words).is_empty());
    let purge = ["purge", "secret", "--by", "E", "--because", "Asked"];
    // The replica hears of it before its copy of the seeds has the line, and after.
    let seeds = at.join("seeds/redirects.toml");
    gone(at, "secret");
    refused(at, &replica(&purge), "this is a replica");
    done(at, &purge);
    fs::rename(&seeds, at.join("later.toml")).unwrap();
    done(at, &replica(&["ingest"]));
    assert!(!holding(&at.join("copy"), &words).is_empty());
    fs::rename(at.join("later.toml"), &seeds).unwrap();
    done(at, &replica(&["ingest"]));
    assert_eq!(holding(&at.join("copy"), &words), Vec::<PathBuf>::new());
    assert_eq!(holding(&at.join("data"), &words), Vec::<PathBuf>::new());
}

#[test]
fn what_another_document_has_too_is_not_purged() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("seeds")).unwrap();
    write(at, "one.txt", "The same words at first.\n");
    done(at, &["ingest"]);
    write(at, "one.txt", "Other words.\n");
    done(at, &["ingest"]);
    write(at, "two.txt", "The same words at first.\n");
    done(at, &["ingest"]);
    gone(at, "one");
    let said = done(at, &["purge", "one", "--by", "E", "--because", "Asked"]);
    assert!(said.contains("the bytes of 1 of them stay"), "{said}");
    assert!(done(at, &["verify"]).ends_with("problems: 0\n"));
    let copy = pages(at);
    assert!(copy.contains_key(Path::new("documents/two.json")));
    refused(at, &["purge", "three", "--by", "E", "--because", "Asked"], "three is not withdrawn");
}
