//! The command line: what the program can be asked to do, and the words that it answers.
//!
//! In come arguments; out go an exit status and words on standard output. Each command is one
//! function here or in `app`; none talks to a running server.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use jiff::Timestamp;

use crate::address::{Links, Slug};
use crate::bag::BackedUp;
use crate::config::Config;
use crate::document::{FileReport, IngestReport, Outcome, Reason};
use crate::export::wording;
use crate::fixity::{self, Found, Problem};
use crate::ingest::{self, Imported, Purged};
use crate::store::{Pace, Store};
use crate::words::Words;
use crate::{app, bag, offprint};

/// A web reading room for translated historical documents.
///
/// Without a command it serves the room: it reads the source files, watches them for changes, and
/// answers on the listen address.
#[derive(Debug, Parser)]
#[command(name = "reading-room", version, max_term_width = 100)]
pub struct Cli {
    /// What to do; `serve` if not given.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The settings.
    #[command(flatten)]
    pub config: Config,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the room until told to stop; the default
    Serve,
    /// Take in what changed in the seeds folder, print the report, and end
    Ingest {
        /// Change nothing, and end with status 1 if a file is refused
        #[arg(long)]
        check: bool,
    },
    /// Copy captures into the seeds folder, each named by its date and title; or take in a bag
    Import {
        /// The captures: .txt or .md files; or a folder that is a bag, made by `export --bag`
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Compare all files, sources and texts with their checksums, and the database with itself
    ///
    /// Prints a line for each problem, with what to do, and the sum. Ends with status 0 if all is
    /// well, 1 if something is damaged, 2 if nothing could be compared. Changes nothing but the log
    /// of events, and works while the room is being served.
    Verify,
    /// Pack the seeds and the kept files into one new file, while the room is being served or not
    ///
    /// The file is a bag (RFC 8493) in a zip archive. What was written is read back and compared. The
    /// database is not packed: it is made again from the rest.
    Backup {
        /// The file to write, one that is not there yet: room-2026-11-22.zip
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Take a backup apart into the seeds folder and the data folder, which must be empty
    ///
    /// A backup that is damaged is refused before anything is written. The next start makes the
    /// room again: the same addresses, pages, editions and events.
    Restore {
        /// The backup, as `backup` made it
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Remove the bytes of a withdrawn document and of all its editions for good
    ///
    /// A `[gone.ID]` line in redirects.toml must withdraw it first; its address keeps the tombstone.
    /// Stop the room before. The log of events keeps names, times and checksums, and says who
    /// removed it and why. Seeds and backups are yours to remove.
    Purge {
        /// The document's identifier, the last part of its address
        #[arg(value_name = "ID", value_parser = slug)]
        id: Slug,
        /// Who removes it, for the log of events
        #[arg(long, value_name = "NAME", value_parser = words)]
        by: String,
        /// Why, for the log of events
        #[arg(long, value_name = "WORDS", value_parser = words)]
        because: String,
    },
    /// Write the whole room as plain pages with all their files; or pack it into a bag
    Export {
        /// Make a bag after RFC 8493 instead: sources, earlier editions, metadata and checksums
        #[arg(long)]
        bag: bool,
        /// The folder to write: one that is empty, is not there yet, or holds an earlier copy
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// One sentence that says what is wrong, and what to do.
    pub async fn run(self) -> Result<ExitCode> {
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => Box::pin(app::serve(&self.config)).await.map(|()| ExitCode::SUCCESS),
            Command::Ingest { check: true } => check(&self.config).await,
            Command::Ingest { check: false } => ingest(&self.config).await,
            Command::Backup { file } => backup(&self.config, &file).await,
            Command::Restore { file } => restore(&self.config, &file),
            Command::Purge { id, by, because } => {
                Box::pin(purge(&self.config, &id, &by, &because)).await
            }
            Command::Verify => Ok(Box::pin(verify(&self.config)).await),
            Command::Import { files } => Ok(import(&self.config, &files)),
            Command::Export { bag, folder } => Box::pin(export(&self.config, &folder, bag)).await,
        }
    }
}

async fn check(config: &Config) -> Result<ExitCode> {
    let report = ingest::report_of_trial(&config.seeds, &config.data, Timestamp::now).await?;
    say(&report_words(&report, &Words::english()));
    Ok(if report.count(Outcome::Refused) == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn ingest(config: &Config) -> Result<ExitCode> {
    let house = app::opened(config).await?;
    let pass = house.ingest.pass(true).await?;
    if pass.nothing_there {
        anyhow::bail!(
            "there are no documents in the seeds folder {}; nothing was changed",
            config.seeds.display()
        );
    }
    house.store.settle(Pace::Full).await?;
    say_report(&house.store).await?;
    house.closed().await;
    Ok(ExitCode::SUCCESS)
}

/// Files of a page of the report.
const PAGE: u32 = 1024;

/// Says what became of each file, page by page: of a large room the whole is not held in memory.
async fn say_report(store: &Store) -> Result<()> {
    let (words, mut after) = (Words::english(), None);
    let last = loop {
        let page = store.ingest_page(after.as_deref(), PAGE).await?;
        say(&files_words(&page.files, &words));
        let Some(next) = page.next() else { break page };
        after = Some(next.to_owned());
    };
    say(&absent_words(&store.absent().await?));
    say(&sums_words(&last));
    Ok(())
}

/// An identifier as an address carries it.
fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| {
        "an identifier is the last part of a document's address: lower-case letters, digits, hyphens"
            .to_owned()
    })
}

/// Words of one line.
fn words(text: &str) -> Result<String, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { Err("it must not be empty".to_owned()) } else { Ok(words) }
}

async fn purge(config: &Config, id: &Slug, by: &str, because: &str) -> Result<ExitCode> {
    let house = app::opened(config).await?;
    let purged = house.ingest.purge(id, by, because).await?;
    house.store.settle(Pace::Full).await?;
    house.closed().await;
    let Purged { editions, shared, seeds, aside } = purged;
    say(&format!("{id}: {editions} editions removed\n"));
    if shared > 0 {
        say(&format!("the bytes of {shared} of them stay, as another document has the same\n"));
    }
    for file in seeds {
        let file = plain(&file);
        say(&format!("{file}: still in the seeds folder; remove it, and it is gone there too\n"));
    }
    for file in aside {
        let file = plain(&file);
        say(&format!("{file}: in the data folder, and not looked into; it may hold the words\n"));
    }
    say("backups that were made before still hold it\n");
    Ok(ExitCode::SUCCESS)
}

async fn backup(config: &Config, file: &Path) -> Result<ExitCode> {
    // Plain files are packed whatever became of the database.
    let store = app::store_to_read(config).await.unwrap_or_else(|error| {
        say(&format!("packed without the database: {}\n", plain(&format!("{error:#}"))));
        None
    });
    let folders = [config.seeds.as_path(), config.data.as_path()];
    let done = bag::backed_up(store.as_ref(), folders, file, Timestamp::now()).await;
    if let Some(store) = store {
        store.close().await;
    }
    let BackedUp { packed, from_database, length } = done?;
    say(&format!(
        "{} files, {} bytes, in {}, {length} bytes; every checksum was read back\n",
        packed.files,
        packed.bytes,
        plain(&file.display().to_string())
    ));
    if from_database > 0 {
        say(&format!("of these, {from_database} editions that only the database held\n"));
    }
    Ok(ExitCode::SUCCESS)
}

fn restore(config: &Config, file: &Path) -> Result<ExitCode> {
    let _lock = app::locked(&config.data)?;
    let bag::Unpacked { seeds, kept, events, known, .. } =
        bag::restored(file, &config.seeds, &config.data)?;
    let before = if known > 0 { format!(", there already: {known}") } else { String::new() };
    say(&format!(
        "seeds: {seeds}, kept sources: {kept}, events: {events}{before}; the next start opens the \
         room\n"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Compares everything and says what is wrong.
async fn verify(config: &Config) -> ExitCode {
    let found = match app::verified(config).await {
        Ok(found) => found,
        Err(error) => {
            say(&format!("nothing was compared: {}\n", plain(&format!("{error:#}"))));
            return ExitCode::from(2);
        }
    };
    let mut lines = String::new();
    for Problem { of, what, remedy } in &found.problems {
        let _ = writeln!(lines, "{}: {}; {}", plain(of), plain(what), plain(remedy));
    }
    for note in &found.notes {
        let _ = writeln!(lines, "{}", plain(note));
    }
    let Found { files, kept, stored, texts, problems, .. } = &found;
    let _ = writeln!(
        lines,
        "files: {files}, kept sources: {kept}, stored sources: {stored}, stored texts: {texts}, \
         problems: {}",
        problems.len()
    );
    say(&lines);
    if let Err(error) = fixity::recorded(&found, &config.data, Timestamp::now) {
        say(&format!("the check is not on record: {}\n", plain(&format!("{error:#}"))));
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes the room as pages, or as a bag.
async fn export(config: &Config, folder: &Path, bag: bool) -> Result<ExitCode> {
    let house = app::opened(config).await?;
    house.ingest.pass(true).await?;
    if house.store.coverage().await?.documents == 0 {
        anyhow::bail!(
            "there are no documents in the seeds folder {}; nothing was written",
            config.seeds.display()
        );
    }
    let here = format!("http://{}", config.listen);
    let links = config.base_url.clone().or_else(|| Links::parse(&here));
    let links = links.with_context(|| format!("no address can be made from {here}"))?;
    let shown = plain(&folder.display().to_string());
    let done = if bag {
        let folders = [config.seeds.as_path(), config.data.as_path()];
        let packed = bag::packed(&house.store, &links, folders, folder, Timestamp::now()).await?;
        say(&format!("{} files, {} bytes, in the bag {shown}\n", packed.files, packed.bytes));
        ExitCode::SUCCESS
    } else {
        let written = offprint::written(&house.store, &links, folder).await?;
        say(&format!("{} files, {} bytes, in {shown}\n", written.files, written.bytes));
        if config.base_url.is_none() {
            let here = links.absolute(&links.front());
            say(&format!("addresses to cite begin with {here}; name yours with --base-url\n"));
        }
        for (address, status) in &written.missing {
            say(&format!("{}: not copied, as it answers {status}\n", plain(address)));
        }
        if written.missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    };
    house.closed().await;
    Ok(done)
}

/// Takes a bag in, while no other program uses the data folder.
fn import_bag(config: &Config, folder: &Path) -> Result<bool> {
    let _lock = app::locked(&config.data)?;
    let unpacked = bag::unpacked(folder, &config.seeds, &config.data)?;
    if unpacked.events + unpacked.kept > 0 {
        // What the log tells of documents is read when the database is made again.
        app::forget(&config.data)?;
    }
    let bag::Unpacked { seeds, kept, events, known, collisions } = unpacked;
    for (file, by) in &collisions {
        let (file, by) = (plain(file), plain(by));
        say(&format!("{file}: left in the bag, as {by} stands in its place\n"));
    }
    say(&format!(
        "{}: files added: {seeds}, kept sources: {kept}, events: {events}, already there: {known}, \
         left in the bag: {}\n",
        plain(&folder.display().to_string()),
        collisions.len()
    ));
    Ok(collisions.is_empty())
}

fn import(config: &Config, files: &[PathBuf]) -> ExitCode {
    let words = Words::english();
    let mut refused = false;
    for file in files {
        let name = plain(&file.display().to_string());
        if file.is_dir() {
            match import_bag(config, file) {
                Ok(whole) => refused |= !whole,
                Err(error) => {
                    refused = true;
                    say(&format!("{name}: {}\n", plain(&format!("{error:#}"))));
                }
            }
            continue;
        }
        let outcome = ingest::import(file, &config.seeds, &config.data, Timestamp::now);
        say(&match outcome {
            Ok(Imported::As(seed)) => format!("{name}: now {}\n", plain(&seed)),
            Ok(Imported::Known(seed)) => format!("{name}: already there as {}\n", plain(&seed)),
            Ok(Imported::Refused(reason)) => {
                refused = true;
                format!("{name}: refused. {}\n", plain(&reason_words(&reason, &words)))
            }
            Err(error) => {
                refused = true;
                format!("{name}: {}\n", plain(&format!("{error:#}")))
            }
        });
    }
    if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The report as lines: every file that is not simply in, then the sums.
fn report_words(report: &IngestReport, words: &Words) -> String {
    files_words(&report.files, words) + &absent_words(&report.absent) + &sums_words(report)
}

fn files_words(files: &[FileReport], words: &Words) -> String {
    files.iter().map(|file| file_words(file, words)).collect()
}

/// A line for each document whose file is gone: its identifier, the file, and since when.
fn absent_words(absent: &[(String, String, String)]) -> String {
    let mut lines = String::new();
    for (id, file, since) in absent {
        let (id, file) = (plain(id), plain(file));
        let _ = writeln!(lines, "{file}: absent since {since}; {id} stays as it was");
    }
    lines
}

/// How many files there are, of a report or of all its pages.
fn sums_words(report: &IngestReport) -> String {
    let sums = [Outcome::Accepted, Outcome::Refused, Outcome::Ignored].map(|of| report.count(of));
    let ([accepted, refused, ignored], files) = (sums, sums.iter().sum::<usize>());
    format!("files: {files}, accepted: {accepted}, refused: {refused}, ignored: {ignored}\n")
}

fn file_words(file: &FileReport, words: &Words) -> String {
    let mut lines = String::new();
    let name = plain(&file.file);
    if let Some(reason) = &file.reason {
        let reason = plain(&reason_words(reason, words));
        let _ = writeln!(lines, "{name}: {}. {reason}", file.outcome.as_str());
    }
    for finding in &file.findings {
        let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
        let _ = writeln!(lines, "{name}{line}: {}", plain(&wording::finding(words, finding)));
    }
    lines
}

fn reason_words(reason: &Reason, words: &Words) -> String {
    let line = reason.line.map(|line| format!("Line {line}: ")).unwrap_or_default();
    format!("{line}{} {}", wording::reason(words, reason), wording::remedy(words, reason))
}

/// `text` with control characters escaped, so that no file's name can write to a terminal.
fn plain(text: &str) -> String {
    let shown =
        |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}

/// Writes to standard output; a reader who has gone is no error.
fn say(words: &str) {
    let mut out = std::io::stdout();
    drop(out.write_all(words.as_bytes()).and_then(|()| out.flush()));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::document::{Finding, FindingCode, ReasonCode};

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn settings_stand_before_or_after_the_command() {
        for arguments in [["--seeds", "x", "ingest"], ["ingest", "--seeds", "x"]] {
            let cli = Cli::try_parse_from(["reading-room"].into_iter().chain(arguments)).unwrap();
            assert_eq!(cli.config.seeds, PathBuf::from("x"));
            assert!(matches!(cli.command, Some(Command::Ingest { check: false })));
        }
    }

    #[test]
    fn the_report_names_what_is_not_simply_in() {
        let file = |name: &str, outcome| FileReport {
            file: name.to_owned(),
            outcome,
            id: None,
            findings: Vec::new(),
            reason: None,
        };
        let mut odd = file("odd\u{1b}.txt", Outcome::Accepted);
        odd.findings.push(Finding::at(FindingCode::BracketUnclosed, 7).with("text", "["));
        let mut empty = file("empty.txt", Outcome::Refused);
        empty.reason = Some(Reason::new(ReasonCode::Empty));
        let report = IngestReport {
            files: vec![empty, file("good.txt", Outcome::Accepted), odd],
            ..IngestReport::default()
        };
        let said = report_words(&report, &Words::english());
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 3, "{said}");
        assert!(lines[0].starts_with("empty.txt: refused. "), "{said}");
        assert!(lines[1].starts_with("odd\\u{1b}.txt:7: "), "{said}");
        assert_eq!(lines[2], "files: 3, accepted: 2, refused: 1, ignored: 0");
    }
}
