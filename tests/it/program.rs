//! The program itself, as it is started, asked to end, and started wrongly.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::house::FOR_EVER;

/// What the room promises: to end within ten seconds.
const END: Duration = Duration::from_secs(10);

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reading-room"));
    program.current_dir(folder).env_clear().env("READING_ROOM_LISTEN", "127.0.0.1:0");
    program
}

/// A folder with a seeds folder of one document.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("seeds")).unwrap();
    fs::write(folder.path().join("seeds/letter.txt"), "A letter.\n").unwrap();
    folder
}

/// A started program and the address that it printed, `127.0.0.1:PORT`.
struct Started {
    child: Child,
    address: String,
}

impl Started {
    fn of(program: Command) -> Self {
        Self::logging(program, Stdio::null())
    }

    fn logging(mut program: Command, log: Stdio) -> Self {
        let mut child = program.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("Reading Room is open at http://").expect(&line);
        let address = address.trim_end().trim_end_matches('/').to_owned();
        Self { child, address }
    }

    fn connected(&self, raw: &[u8]) -> TcpStream {
        let mut client = TcpStream::connect(&self.address).unwrap();
        client.set_read_timeout(Some(FOR_EVER)).unwrap();
        client.write_all(raw).unwrap();
        client
    }

    fn get(&self, path: &str) -> String {
        let raw = format!("GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        self.connected(raw.as_bytes()).read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends the signal and waits; the status and how long it took.
    fn ended_by(mut self, signal: &str) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.code(), begun.elapsed())
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The one sentence that a start which fails ends with.
fn refused(program: &mut Command, words: &[&str]) {
    let output = program.output().unwrap();
    assert_eq!(output.status.code().map(|code| code > 0), Some(true), "{output:?}");
    let said = said(&output);
    let last = said.lines().rfind(|line| line.starts_with("reading-room: ")).expect(&said);
    for word in words {
        assert!(last.contains(word), "{word} in {last}");
    }
}

#[test]
fn it_says_where_it_is_and_ends_when_told() {
    let folder = folder();
    for signal in ["TERM", "INT"] {
        let room = Started::of(program(folder.path()));
        assert!(room.get("/documents/letter").starts_with("HTTP/1.1 200"));
        // Once with a client that would keep the room waiting for ever.
        let begun = if signal == "TERM" { "GET / HTTP/1.1\r\nHost: h\r\n" } else { "" };
        let half_sent = room.connected(begun.as_bytes());
        assert!(room.get("/readyz").starts_with("HTTP/1.1 200"));
        let (status, time) = room.ended_by(signal);
        assert_eq!(status, Some(0), "{signal}");
        assert!(time < END, "{signal}: {time:?}");
        drop(half_sent);
    }
}

/// The names of the documents' files that are opened while something is done, each as often as it is.
fn opened_while(seeds: &Path, something: impl FnOnce()) -> Vec<String> {
    use notify::{EventKind, Watcher as _, event::AccessKind};
    let (told, heard) = std::sync::mpsc::channel();
    let mut watcher = notify::recommended_watcher(told).unwrap();
    watcher.watch(seeds, notify::RecursiveMode::Recursive).unwrap();
    something();
    // What is told comes in order, so this is told after whatever was opened before.
    fs::write(seeds.join(".last"), "").unwrap();
    let mut opened = Vec::new();
    loop {
        let event = heard.recv_timeout(FOR_EVER).unwrap().unwrap();
        let names = event.paths.iter().filter_map(|path| path.file_name()?.to_str());
        let names: Vec<&str> = names.collect();
        if names.contains(&".last") {
            break;
        }
        if matches!(event.kind, EventKind::Access(AccessKind::Open(_))) {
            let seeds = names.iter().filter(|name| name.starts_with("letter"));
            opened.extend(seeds.map(|name| (*name).to_owned()));
        }
    }
    opened.sort_unstable();
    opened
}

#[test]
fn a_start_with_nothing_changed_opens_no_seed() {
    let folder = folder();
    let room = Started::of(program(folder.path()));
    assert!(room.get("/readyz").starts_with("HTTP/1.1 200"));
    room.ended_by("TERM");
    let opened = opened_while(&folder.path().join("seeds"), || {
        let room = Started::of(program(folder.path()));
        assert!(room.get("/readyz").starts_with("HTTP/1.1 200"));
        assert!(room.get("/documents/letter").starts_with("HTTP/1.1 200"));
        room.ended_by("TERM");
    });
    assert_eq!(opened, Vec::<String>::new());
}

#[test]
fn a_first_load_of_many_opens_each_seed_once() {
    let folder = folder();
    let seeds = folder.path().join("seeds");
    let mut files = vec!["letter.txt".to_owned()];
    for number in 0..600 {
        let file = format!("letter-{number:03}.txt");
        fs::write(seeds.join(&file), format!("Letter {number}.\n")).unwrap();
        files.push(file);
    }
    files.sort_unstable();
    let mut opened = opened_while(&seeds, || {
        let ingested = program(folder.path()).arg("ingest").output().unwrap();
        assert!(ingested.status.success(), "{}", said(&ingested));
    });
    // The few that open the room are compared once more with what is on record by then.
    let in_all = opened.len();
    opened.dedup();
    assert_eq!(opened, files);
    assert!(in_all <= files.len() + 40, "{in_all} of {}", files.len());
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn it_has_its_memory_given_back_soon_unless_the_environment_says_how() {
    let check = |said: Option<(&str, &str)>, expect: &[&str]| {
        let folder = folder();
        let mut program = program(folder.path());
        program.envs(said);
        let room = Started::of(program);
        let environment = fs::read(format!("/proc/{}/environ", room.child.id())).unwrap();
        let environment = String::from_utf8(environment).unwrap();
        let mut settings: Vec<&str> =
            environment.split('\0').filter(|line| line.starts_with("MALLOC_")).collect();
        settings.sort_unstable();
        assert_eq!(settings, expect);
        assert_eq!(room.ended_by("TERM").0, Some(0));
    };
    let own =
        ["MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=2097152", "MALLOC_TRIM_THRESHOLD_=8388608"];
    check(None, &own);
    check(Some(("MALLOC_ARENA_MAX", "5")), &["MALLOC_ARENA_MAX=5"]);
    check(Some(("MALLOC_TRIM_THRESHOLD_", "0")), &["MALLOC_TRIM_THRESHOLD_=0"]);
}

/// Makes everything unwritable but the data folder, gives up all rights, and becomes the program, in
/// the root folder, with new files for this user alone.
const CONFINED: &str = r#"
    mount --make-rprivate / && mount --bind "$1/data" "$1/data" || exit 90
    while read -r _ point _; do
        [ "$point" = "$1/data" ] || mount -o remount,bind,ro "$point" 2>/dev/null
    done </proc/self/mounts
    for folder in "$1" /tmp /var/tmp; do
        if touch "$folder/probe" 2>/dev/null; then rm -f "$folder/probe"; exit 90; fi
    done
    umask 077
    cd /
    exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$2" \
        --seeds "$1/seeds" --data "$1/data" ${3:+"$3"}
"#;

#[test]
fn the_data_folder_is_all_that_it_writes_to() {
    let folder = folder();
    fs::create_dir(folder.path().join("data")).unwrap();
    // Enough for SQLite to want files of its own, as the full-text index grows.
    for number in 0..60 {
        let words: Vec<_> = (0..900).map(|word| format!("w{}", number * 700 + word * 7)).collect();
        let text = format!("Letter {number}.\n\n{}\n", words.join(" "));
        fs::write(folder.path().join(format!("seeds/{number}.txt")), text).unwrap();
    }
    let confined = |also: &[&str]| {
        let mut program = Command::new("unshare");
        program.args(also).args(["--mount", "sh", "-c", CONFINED, "sh"]).arg(folder.path());
        program.arg(env!("CARGO_BIN_EXE_reading-room")).env_clear();
        program.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LC_ALL", "C");
        program.env("TZ", "Pacific/Kiritimati").env("READING_ROOM_LISTEN", "127.0.0.1:0");
        program
    };
    // Only where this user may take rights away: root, or in a namespace of its own.
    let may = |also: &[&str]| {
        let trial = confined(also).arg("--version").stderr(Stdio::null()).status();
        trial.is_ok_and(|status| status.success())
    };
    let Some(also) = [vec![], vec!["--map-root-user"]].into_iter().find(|also| may(also)) else {
        eprintln!("not tried: this machine lets nobody make folders unwritable");
        return;
    };
    let room = Started::of(confined(&also));
    let report = room.get("/ingest.json");
    assert!(report.contains("\"accepted\":61,\"refused\":0"), "{report}");
    assert!(room.get("/search?q=w700").starts_with("HTTP/1.1 200"));
    assert_eq!(room.ended_by("TERM").0, Some(0));
    let mode = fs::metadata(folder.path().join("data/room.sqlite3")).unwrap().permissions();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o077, 0);
}

#[test]
fn what_was_there_before_is_served_although_the_seeds_are_gone() {
    let folder = folder();
    Started::of(program(folder.path())).ended_by("TERM");
    fs::remove_dir_all(folder.path().join("seeds")).unwrap();
    let room = Started::of(program(folder.path()));
    assert!(room.get("/documents/letter").starts_with("HTTP/1.1 200"));
    assert_eq!(room.ended_by("TERM").0, Some(0));
}

#[test]
fn a_new_seed_is_taken_in_while_the_room_is_open() {
    let folder = folder();
    let room = Started::of(program(folder.path()));
    fs::write(folder.path().join("seeds/second.txt"), "Another letter.\n").unwrap();
    let begun = Instant::now();
    while !room.get("/documents/second").starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < FOR_EVER, "it never came in");
        std::thread::sleep(Duration::from_millis(50));
    }
    room.ended_by("TERM");
}

#[test]
fn what_keeps_it_from_starting_is_one_sentence_that_says_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    refused(&mut program(empty.path()), &["seeds folder seeds", "--seeds"]);
    fs::create_dir(empty.path().join("seeds")).unwrap();
    refused(&mut program(empty.path()), &["seeds folder seeds", "--seeds"]);

    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let held = TcpListener::bind(taken).unwrap();
    refused(
        program(folder.path()).args(["--listen", &taken.to_string()]),
        &[&taken.to_string(), "--listen"],
    );
    drop(held);
    refused(
        program(folder.path()).env("READING_ROOM_SEED", "x"),
        &["READING_ROOM_SEED", "READING_ROOM_SEEDS"],
    );
    fs::write(folder.path().join("file"), "").unwrap();
    refused(program(folder.path()).args(["--data", "file"]), &["data folder file", "--data"]);

    let room = Started::of(program(folder.path()));
    refused(&mut program(folder.path()), &["another reading-room", "data folder data"]);
    room.ended_by("TERM");
}

#[test]
fn a_private_room_listens_beyond_this_machine_only_if_that_is_said_too() {
    let folder = folder();
    let beyond = ["--private", "--listen", "0.0.0.0:0"];
    refused(
        program(folder.path()).args(beyond),
        &["private room", "0.0.0.0:", "--private-beyond-loopback"],
    );
    let beyond = ["--listen", "0.0.0.0:0", "--private-beyond-loopback"];
    for private in ["true", "1"] {
        let mut program = program(folder.path());
        let room = Started::of({
            program.env("READING_ROOM_PRIVATE", private).args(beyond);
            program
        });
        assert!(room.get("/").contains("cache-control: private, no-store"));
        assert_eq!(room.ended_by("TERM").0, Some(0));
    }
    let mut program = program(folder.path());
    program.env("READING_ROOM_PRIVATE", "false");
    let room = Started::of(program);
    assert!(room.get("/").contains("cache-control: no-cache"));
    assert_eq!(room.ended_by("TERM").0, Some(0));
}

#[test]
fn the_log_holds_no_address_and_no_search() {
    let folder = folder();
    let log = folder.path().join("log");
    for level in ["info", "debug,json"] {
        let mut program = program(folder.path());
        program.args(["--log", level]);
        let room = Started::logging(program, fs::File::create(&log).unwrap().into());
        let client = room.connected(b"");
        let address = client.local_addr().unwrap().port().to_string();
        drop(client);
        for path in
            ["/search?q=secretword", "/search.json?q=secretword", "/documents?person=secretword"]
        {
            room.get(path);
        }
        room.connected(b"NO secretword\r\n\r\n").read_to_string(&mut String::new()).unwrap();
        assert_eq!(room.ended_by("TERM").0, Some(0));
        let log = fs::read_to_string(&log).unwrap();
        assert!(log.contains("the room is open"), "{log}");
        assert!(!log.contains("secretword") && !log.contains(&format!(":{address}")), "{log}");
    }
}

#[test]
fn metrics_have_an_address_of_their_own() {
    let folder = folder();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut program = program(folder.path());
    program.args(["--metrics", &free]);
    let room = Started::of(program);
    assert!(room.get("/metrics").starts_with("HTTP/1.1 404"));
    let mut watching = TcpStream::connect(&free).unwrap();
    watching.write_all(b"GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    watching.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("reading_room_documents 1\n"), "{answer}");
    assert_eq!(room.ended_by("TERM").0, Some(0));
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = held.local_addr().unwrap().to_string();
    refused(self::program(folder.path()).args(["--metrics", &taken]), &[&taken, "--metrics"]);
}

#[test]
fn misspelt_settings_are_refused_with_the_right_ones() {
    let folder = folder();
    for (arguments, words) in [
        (["--base-url", "example.org"], "https://example.org/archive"),
        (["--log", "loud"], "info"),
        (["--sedes", "x"], "--help"),
    ] {
        let output = program(folder.path()).args(arguments).output().unwrap();
        assert!(!output.status.success());
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn help_explains_every_setting() {
    let folder = tempfile::tempdir().unwrap();
    let output = program(folder.path()).arg("--help").output().unwrap();
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for word in
        ["serve", "ingest", "import", "--seeds", "--data", "--listen", "--base-url", "--log"]
    {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn a_check_changes_nothing_and_fails_for_a_refused_file() {
    let folder = folder();
    let check = |status: i32, words: &str| {
        let output = program(folder.path()).args(["ingest", "--check"]).output().unwrap();
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(status), "{report}{}", said(&output));
        assert!(report.contains(words), "{report}");
        assert!(!folder.path().join("data").exists());
    };
    check(0, "accepted: 1, refused: 0");
    fs::write(folder.path().join("seeds/empty.txt"), "").unwrap();
    check(1, "empty.txt: refused");
}

#[test]
fn an_ingest_prints_its_report_and_ends() {
    let folder = folder();
    let output = program(folder.path()).arg("ingest").output().unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", said(&output));
    assert!(report.contains("files: 1, accepted: 1, refused: 0, ignored: 0"), "{report}");
    assert!(folder.path().join("data/room.sqlite3").exists());
}

#[test]
fn an_import_names_what_it_did_with_each_file() {
    let folder = folder();
    fs::write(folder.path().join("capture.txt"), "Another letter.\n").unwrap();
    fs::write(folder.path().join("picture.png"), "").unwrap();
    let output =
        program(folder.path()).args(["import", "capture.txt", "picture.png"]).output().unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert!(report.contains("capture.txt: now ") && report.contains("picture.png: "), "{report}");
}
