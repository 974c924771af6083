//! The programs that stand beside each other, each on the same core in its turn.

use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Folders;
use super::load::{Answer, asked};
use super::pages::Asked;
use super::process::Process;

/// The core that servers run on.
pub(crate) const SERVER_CORE: usize = 0;
/// The core that the load runs on.
pub(crate) const LOAD_CORE: usize = 1;

/// How long a program may take to answer first.
const PATIENCE: Duration = Duration::from_mins(5);

/// Starts the room of these folders and goes on once it answers.
pub(crate) fn room(seeds: &Path, data: &Path, core: Option<usize>) -> Process {
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let (seeds, data) = (seeds.to_string_lossy(), data.to_string_lossy());
    let arguments = ["--seeds", &seeds, "--data", &data, "--listen", &listen, "--log", "error"];
    let room = Process::started(&program(), &arguments, core, port).expect("the program starts");
    assert!(room.answers("/healthz"), "the room answers");
    room
}

/// The program that is measured: the one built with the bench, or another that the environment
/// names, so that two of them can be compared.
pub(crate) fn program() -> PathBuf {
    let named = std::env::var_os("MEASURED_PROGRAM").map(PathBuf::from);
    named.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_reading-room")))
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

impl Process {
    /// Whether it answers at all, in time.
    pub(crate) fn answers(&self, path: &str) -> bool {
        self.wait_for(path, |answer| answer.status == 200).is_some()
    }

    /// Asks until the answer is as wished; how long that took.
    pub(crate) fn wait_for(&self, path: &str, is_so: impl Fn(&Answer) -> bool) -> Option<Duration> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && self.is_running() {
            let reached = TcpStream::connect(("127.0.0.1", self.port)).ok();
            let answer = reached
                .and_then(|stream| asked(&mut Some(stream), self.port, "GET", path, &[]).ok());
            if answer.is_some_and(|answer| is_so(&answer)) {
                return Some(begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        None
    }

    /// Goes on when it has had nothing to do for a while.
    pub(crate) fn wait_until_checked(&self) {
        let begun = Instant::now();
        let mut before = self.cpu();
        let mut quiet = 0;
        while quiet < 3 && begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(500));
            let now = self.cpu();
            quiet = if now - before < 0.015 { quiet + 1 } else { 0 };
            before = now;
        }
    }
}

/// The bodies of pages as the room sends them.
pub(crate) struct Bodies(Vec<(String, Vec<u8>, Vec<u8>)>);

impl Bodies {
    /// Each page plain and by gzip.
    pub(crate) fn of(room: &Process, pages: &Asked) -> Self {
        let body = |path: &str, lines: &[String]| {
            let answer = asked(&mut None, room.port, "GET", path, lines).expect("an answer");
            assert_eq!(answer.status, 200, "{path}");
            answer.body
        };
        let gzip = ["Accept-Encoding: gzip".to_owned()];
        Self(
            pages
                .files()
                .map(|(file, path)| (file.to_owned(), body(path, &[]), body(path, &gzip)))
                .collect(),
        )
    }
}

/// Who is measured beside the room, where it is there.
pub(crate) struct Peers {
    pub(crate) nginx: Option<Process>,
    pub(crate) datasette: Option<Process>,
    _configured: PathBuf,
}

impl Peers {
    /// nginx over these bodies, Datasette over the room's database.
    pub(crate) fn beside(room: &Process, folders: &Folders, bodies: &Bodies) -> Self {
        let _ = room;
        for (file, plain, packed) in &bodies.0 {
            fs::write(folders.files.join(file), plain).expect("a file");
            fs::write(folders.files.join(format!("{file}.gz")), packed).expect("a file");
        }
        let port = free_port();
        let configured = folders.other.join("nginx.conf");
        let mut written = fs::File::create(&configured).expect("a file");
        written.write_all(nginx(&folders.files, &folders.other, port).as_bytes()).expect("a file");
        let configuration = configured.to_string_lossy().into_owned();
        let nginx = Process::started(
            Path::new("nginx"),
            &["-c", &configuration, "-e", "/dev/null"],
            Some(SERVER_CORE),
            port,
        );
        let nginx = nginx.filter(|nginx| nginx.answers("/document.html"));
        Self { nginx, datasette: datasette(folders), _configured: configured }
    }
}

/// nginx as a server of files alone, with all that makes it fast.
fn nginx(files: &Path, other: &Path, port: u16) -> String {
    let (files, other) = (files.display(), other.display());
    // Whoever starts it as root has workers of another name, who may not read a temporary folder.
    let user = if is_root() { "user root;" } else { "" };
    format!(
        "daemon off; {user} worker_processes 1; pid {other}/nginx.pid; error_log /dev/null crit;
         events {{ worker_connections 1024; }}
         http {{
             types {{ text/html html; text/css css; }}
             charset utf-8; access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
             keepalive_requests 1000000000; keepalive_timeout 60s;
             open_file_cache max=100; gzip_static on;
             client_body_temp_path {other}/body; proxy_temp_path {other}/proxy;
             fastcgi_temp_path {other}/fastcgi; uwsgi_temp_path {other}/uwsgi;
             scgi_temp_path {other}/scgi;
             server {{ listen 127.0.0.1:{port}; root {files}; }}
         }}\n"
    )
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.starts_with(b"0\n"))
}

/// Datasette over the room's own database and over the table that the `sqlite3` program made.
fn datasette(folders: &Folders) -> Option<Process> {
    let room = folders.other.join("room.sqlite3");
    copied(&folders.data.join("room.sqlite3"), &room)?;
    sql(&room, FOR_OLDER_READERS)?;
    let shell = folders.other.join("shell.sqlite3");
    let port = free_port();
    let (room, shell) = (room.to_string_lossy(), shell.to_string_lossy());
    let listen = port.to_string();
    let program = std::env::var("DATASETTE").unwrap_or_else(|_| "datasette".to_owned());
    let arguments =
        ["serve", &room, &shell, "--port", &listen, "--setting", "sql_time_limit_ms", "60000"];
    let datasette = Process::started(Path::new(&program), &arguments, Some(SERVER_CORE), port)?;
    datasette.answers("/-/versions.json").then_some(datasette)
}

/// Takes the full-text tables out of a copy: a Python of some years knows SQLite from before their
/// kind, and Datasette opens no database that holds a table it cannot read.
const FOR_OLDER_READERS: &str =
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name GLOB 'ft_*';";

/// A copy of a database that may be in use.
fn copied(from: &Path, to: &Path) -> Option<()> {
    sql(from, &format!(".backup '{}'", to.display()))
}

/// Has the `sqlite3` program do something with a database.
fn sql(database: &Path, what: &str) -> Option<()> {
    let done = Command::new("sqlite3")
        .arg(database)
        .args([".dbconfig defensive off", what])
        .stdout(Stdio::null())
        .status();
    done.is_ok_and(|status| status.success()).then_some(())
}
