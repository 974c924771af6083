//! What a start costs: taking in 1,000 and 10,000 records, and starting again with nothing changed.
//!
//! `cargo bench --bench ingest` writes an invented corpus into a temporary folder and prints, for
//! each size, the CPU seconds of the whole process (all threads, user and system, from
//! `/proc/self/stat`) and the wall seconds of
//!
//! * reading the files, and reading and hashing them (SHA-256),
//! * parsing alone, and parsing with aligning, on one core,
//! * the cold ingest: everything into an empty database,
//! * the warm start: a pass over the same folder with nothing changed, by size and time, and
//!   thoroughly, by contents,
//! * a ready-made SQL script that inserts the rows of the cold ingest into an empty database of
//!   the same schema with the same settings, in one transaction, run by the `sqlite3` program.
//!
//! Aims, as ratios of CPU within one run: cold ingest at most 3 times the script; warm start at
//! most 2 times reading and hashing. `cargo bench --bench ingest -- 500` measures another size.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod corpus;

use std::fs;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use reading_room::capture::{self, Form, Reading};
use reading_room::ingest::Ingest;
use reading_room::parallel;
use reading_room::store::Store;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};

fn main() {
    // Run as a test, a bench only shows that it is built.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let sizes: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    for count in if sizes.is_empty() { vec![1_000, 10_000] } else { sizes } {
        runtime.block_on(measure(count));
    }
}

async fn measure(count: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (seeds, data) = (folder.path().join("seeds"), folder.path().join("data"));
    let bytes = corpus::write(&seeds, count);
    let size = Size { count, bytes };
    println!("\n{count} records, {:.1} MB, {} B each", size.megabytes(), bytes / count);

    let paths: Vec<PathBuf> = fs::read_dir(&seeds)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let times = u32::try_from(20_000 / count).unwrap_or(1).max(1);
    let reading = repeated(times, || each(&paths, |bytes, _| drop(black_box(bytes))));
    size.print("read the files", reading, None);
    let hashing = repeated(times, || {
        each(&paths, |bytes, _| {
            black_box(Sha256::digest(&bytes));
        });
    });
    size.print("read and hash", hashing, Some(("read", reading)));
    let parsing = repeated(times.min(4), || each(&paths, |bytes, form| drop(parsed(&bytes, form))));
    size.print("read and parse", parsing, Some(("read", reading)));
    let aligning = repeated(times.min(4), || {
        each(&paths, |bytes, form| {
            if let Some(texts) = parsed(&bytes, form)
                && let Some((first, others)) = texts.split_first()
            {
                for other in others {
                    black_box(parallel::aligned(first, other));
                }
            }
        });
    });
    size.print("read, parse, align", aligning, Some(("read", reading)));

    let database = data.join("room.sqlite3");
    let begun = Cost::now();
    let store = Store::open(&database).await.expect("a store");
    let ingest =
        Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).expect("an ingest");
    let pass = ingest.pass(false).await.expect("a pass");
    let cold = begun.spent();
    assert_eq!(pass.taken as u64, count, "every record is taken in");
    store.close().await;

    let script = folder.path().join("rows.sql");
    dump(&database, &script).await;
    let copy = folder.path().join("copy.sqlite3");
    Store::open(&copy).await.expect("a store").close().await;
    let begun = Cost::now();
    if run(&copy, &script) {
        let by_script = begun.spent();
        size.print("rows by SQL script", by_script, None);
        size.print("cold ingest", cold, Some(("script, aim 3", by_script)));
    } else {
        println!("no sqlite3 program ran the script; the cold ingest stands alone");
        size.print("cold ingest", cold, None);
    }

    for (name, thoroughly) in [("warm start", false), ("warm start, thoroughly", true)] {
        let begun = Cost::now();
        let store = Store::open(&database).await.expect("a store");
        let ingest =
            Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).expect("an ingest");
        let pass = ingest.pass(thoroughly).await.expect("a pass");
        let warm = begun.spent();
        assert_eq!(pass.taken, 0, "nothing has changed");
        store.close().await;
        size.print(name, warm, Some(("read and hash, aim 2", hashing)));
    }
}

/// Reads each file and hands it on.
fn each(paths: &[PathBuf], mut take: impl FnMut(Vec<u8>, Form)) {
    for path in paths {
        let markdown = path.extension().is_some_and(|end| end == "md");
        let form = if markdown { Form::Markdown } else { Form::Capture };
        take(fs::read(path).expect("a file of the corpus"), form);
    }
}

fn parsed(bytes: &[u8], form: Form) -> Option<Vec<reading_room::document::Text>> {
    let decoded = capture::decoded(bytes).ok()?;
    match capture::read(&decoded.text, form) {
        Reading::Record(captured) => Some(captured.document.texts),
        Reading::NotARecord(_) => None,
    }
}

/// Writes every row of a database as an INSERT.
async fn dump(database: &Path, script: &Path) {
    let mut connection = SqliteConnectOptions::new()
        .filename(database)
        .read_only(true)
        .connect()
        .await
        .expect("the database");
    let mut out = BufWriter::new(fs::File::create(script).expect("a script"));
    writeln!(out, "BEGIN;").expect("a line of the script");
    for table in column(
        &mut connection,
        "SELECT t.name FROM pragma_table_list AS t JOIN sqlite_schema AS s ON s.name = t.name \
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT GLOB '_sqlx*' \
         AND t.name NOT GLOB 'sqlite_*' ORDER BY s.rowid",
    )
    .await
    {
        let columns = column(
            &mut connection,
            &format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')"),
        )
        .await
        .join(" || ',' || ");
        let rows =
            format!("SELECT 'INSERT INTO {table} VALUES(' || {columns} || ');' FROM {table}");
        for row in column(&mut connection, &rows).await {
            writeln!(out, "{row}").expect("a line of the script");
        }
    }
    writeln!(out, "COMMIT;").expect("a line of the script");
    out.flush().expect("a script");
    connection.close().await.expect("closed");
}

async fn column(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(connection).await;
    rows.expect("rows").iter().map(|row| row.get(0)).collect()
}

/// Runs a script in one transaction by the `sqlite3` program, with the settings that the store
/// writes with; `false` where there is no such program.
fn run(database: &Path, script: &Path) -> bool {
    let settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
    Command::new("sqlite3")
        .args(["-bail", "-cmd", settings])
        .arg(database)
        .stdin(fs::File::open(script).expect("a script"))
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// How many records of how many bytes.
struct Size {
    count: u64,
    bytes: u64,
}

impl Size {
    #[expect(clippy::cast_precision_loss, reason = "figures for reading")]
    fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }

    #[expect(clippy::cast_precision_loss, reason = "figures for reading")]
    fn print(&self, what: &str, cost: Cost, beside: Option<(&str, Cost)>) {
        let ratio = beside
            .map(|(name, other)| format!("  {:.2} x {name}", cost.cpu / other.cpu.max(0.001)))
            .unwrap_or_default();
        println!(
            "{what:24} {:8.3} s CPU {:8.3} s wall {:9.0} records/s {:8.1} MB/s of CPU{ratio}",
            cost.cpu,
            cost.wall,
            self.count as f64 / cost.cpu.max(0.001),
            self.megabytes() / cost.cpu.max(0.001)
        );
    }
}

/// Seconds of CPU, of all threads, and by the clock on the wall.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

struct Begun {
    cpu: f64,
    wall: Instant,
}

impl Cost {
    fn now() -> Begun {
        Begun { cpu: cpu(), wall: Instant::now() }
    }
}

impl Begun {
    fn spent(&self) -> Cost {
        Cost { cpu: cpu() - self.cpu, wall: self.wall.elapsed().as_secs_f64() }
    }
}

/// The mean cost of doing something so many times.
fn repeated(times: u32, mut act: impl FnMut()) -> Cost {
    let begun = Cost::now();
    for _ in 0..times {
        act();
    }
    let Cost { cpu, wall } = begun.spent();
    Cost { cpu: cpu / f64::from(times), wall: wall / f64::from(times) }
}

/// The CPU seconds of this process and of finished children so far; 0 where the system does not say.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The fields after the name in brackets; user and system time of the process and of its
    // children are the 12th to 15th of them, in ticks of a hundredth of a second (proc_pid_stat(5)).
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks =
        fields.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
