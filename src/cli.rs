//! The command line: what the program can be asked to do.
//!
//! In come arguments; out go an exit status and words on standard output. Each command is one
//! function of `app`, `ingest` or here; none talks to a running server.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// A web reading room for translated historical documents.
///
/// Without a command it serves the room: it reads the source files, watches them for changes, and
/// answers on the listen address.
#[derive(Debug, Parser)]
#[command(name = "reading-room", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do; `serve` if not given.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The settings.
    #[command(flatten)]
    pub config: Config,
}

/// A command.
#[derive(Debug, Default, Subcommand)]
pub enum Command {
    /// Serve the room until told to stop [default]
    #[default]
    Serve,
    /// Take in what changed in the seeds folder, print the report, and end
    Ingest {
        /// Change nothing; end with status 1 if a file was refused
        #[arg(long)]
        check: bool,
    },
    /// Copy captures into the seeds folder, each named by its date and title
    Import {
        /// The captures
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}
