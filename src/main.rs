//! The `reading-room` program: settings, log, and the command that was asked for.

use std::io::Write as _;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
use std::os::unix::process::CommandExt as _;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
use std::process::Command;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::Parser as _;
use reading_room::cli::Cli;
use reading_room::config;

/// How long work that cannot be called off may go on after the end.
const LAST: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    begin_with_memory_given_back();
    let cli = Cli::parse();
    run(cli).unwrap_or_else(|error| {
        // Nobody is left to tell if standard error is closed too.
        drop(writeln!(std::io::stderr(), "reading-room: {error:#}"));
        ExitCode::FAILURE
    })
}

/// Begins again, as the same process, with memory given back sooner, unless the environment says
/// how. The C library gives each of many threads an arena of its own and keeps what each of them
/// once held; and once a large buffer was freed, it takes others of that size from an arena, too,
/// where a small one that stays behind keeps the pages of many. It asks the environment alone, and
/// only at the beginning (mallopt(3)). Where that cannot be done, the program goes on with what it
/// has.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn begin_with_memory_given_back() {
    /// Two arenas; buffers of two megabytes by themselves; eight free at an arena's end.
    const SETTINGS: [(&str, &str); 3] = [
        ("MALLOC_ARENA_MAX", "2"),
        ("MALLOC_MMAP_THRESHOLD_", "2097152"),
        ("MALLOC_TRIM_THRESHOLD_", "8388608"),
    ];
    let mut names = SETTINGS.iter().map(|(name, _)| *name).chain(["GLIBC_TUNABLES"]);
    let is_said = names.any(|name| std::env::var_os(name).is_some());
    let mut arguments = std::env::args_os();
    if !is_said
        && let Ok(program) = std::env::current_exe()
        && let Some(name) = arguments.next()
    {
        drop(Command::new(program).arg0(name).args(arguments).envs(SETTINGS).exec());
    }
}

/// Lets the threads that read many files stand back: those that store what was read, and those that
/// answer, come first.
fn read_behind_others() {
    const BEHIND: i32 = 5;
    let pool = rayon::ThreadPoolBuilder::new().start_handler(|_| {
        rustix::process::nice(BEHIND).ok();
    });
    // Should there be such threads already, they go on as they are.
    drop(pool.build_global());
}

fn run(cli: Cli) -> Result<ExitCode> {
    let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    config::refuse_unknown_variables(names)?;
    cli.config.log.clone().begin();
    read_behind_others();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the program's threads cannot be started")?;
    let done = runtime.block_on(cli.run());
    runtime.shutdown_timeout(LAST);
    done
}
