//! The `reading-room` program: settings, log, and the command that was asked for.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::Parser as _;
use reading_room::cli::Cli;
use reading_room::config;

/// How long work that cannot be called off may go on after the end.
const LAST: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let cli = Cli::parse();
    run(cli).unwrap_or_else(|error| {
        // Nobody is left to tell if standard error is closed too.
        drop(writeln!(std::io::stderr(), "reading-room: {error:#}"));
        ExitCode::FAILURE
    })
}

fn run(cli: Cli) -> Result<ExitCode> {
    let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    config::refuse_unknown_variables(names)?;
    cli.config.log.clone().begin();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the program's threads cannot be started")?;
    let done = runtime.block_on(cli.run());
    runtime.shutdown_timeout(LAST);
    done
}
