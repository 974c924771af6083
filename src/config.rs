//! The program's settings: flags that are environment variables too, all with a default.
//!
//! In come arguments and environment; out goes one `Config`. The doc comments below are what
//! `--help` prints. Nothing is read from a file.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, CommandFactory};

use crate::address::Links;
use crate::cli::Cli;
use crate::log::Logging;

/// What all environment variables of the program begin with.
const PREFIX: &str = "READING_ROOM_";

/// Where things are and how they are served.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Config {
    /// The folder of source files. Nothing in it is ever changed but by `import`.
    #[arg(long, env = "READING_ROOM_SEEDS", value_name = "FOLDER", default_value = "seeds")]
    #[arg(global = true)]
    pub seeds: PathBuf,

    /// The folder for the database, which can be made again from the source files, and for `kept`,
    /// which holds what the source files no longer do and belongs in your backup.
    #[arg(long, env = "READING_ROOM_DATA", value_name = "FOLDER", default_value = "data")]
    #[arg(global = true)]
    pub data: PathBuf,

    /// The address and port to listen on. `0.0.0.0:3000` listens on all networks; port 0 takes a
    /// free one.
    #[arg(long, env = "READING_ROOM_LISTEN", value_name = "HOST:PORT")]
    #[arg(default_value = "127.0.0.1:3000", global = true)]
    pub listen: String,

    /// The public address, if it is another: behind a proxy, say. It may have a path. Requests are
    /// answered with and without that path; every link carries it.
    /// [default: http:// and the listen address]
    #[arg(long, env = "READING_ROOM_BASE_URL", value_name = "URL", value_parser = base_url)]
    #[arg(global = true, verbatim_doc_comment)]
    pub base_url: Option<Links>,

    /// The room is for those alone whom a proxy in front of it signs in: no answer is kept on the
    /// way or given to other sites, and search engines and harvesters are sent away. It then
    /// listens on this machine only.
    #[arg(long, env = "READING_ROOM_PRIVATE", global = true)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub private: bool,

    /// Let a private room listen beyond this machine, where whoever reaches its port reads without
    /// signing in: in a container, say, whose port the proxy alone can reach.
    #[arg(long, env = "READING_ROOM_PRIVATE_BEYOND_LOOPBACK", global = true)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub private_beyond_loopback: bool,

    /// An address and port of its own for `/metrics`, which programs read that watch over the room:
    /// `127.0.0.1:9100`, say. Without it there are none.
    #[arg(long, env = "READING_ROOM_METRICS", value_name = "HOST:PORT", global = true)]
    pub metrics: Option<String>,

    /// Serve as a replica: the kept folder of the room that keeps, from which this one learns what
    /// happened and where it finds what the source files no longer hold. Nothing is written there.
    #[arg(long, env = "READING_ROOM_KEEPER", value_name = "FOLDER", global = true)]
    pub keeper: Option<PathBuf>,

    /// Mark documents whose files are gone even if they are over half of all. Without it nothing is
    /// marked then: most likely the folder is another one, or not mounted.
    #[arg(long, env = "READING_ROOM_ACCEPT_LOSSES", global = true)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub accept_losses: bool,

    /// What to log, to standard error: a level (error, warn, info, debug, trace), or levels by part
    /// of the program as in `info,reading_room::ingest=debug`. Add `json` for JSON lines. Readers'
    /// addresses are never logged.
    #[arg(long, env = "READING_ROOM_LOG", value_name = "LEVELS", default_value = "info")]
    #[arg(global = true)]
    pub log: Logging,
}

/// Reads the public address.
fn base_url(text: &str) -> Result<Links, String> {
    Links::parse(text).ok_or_else(|| {
        "a public address begins with http:// or https://, names a host and may end in a path, as \
         in https://example.org/archive"
            .to_owned()
    })
}

/// Refuses variables that look like settings and are none: a misspelt one would silently leave
/// the default in force.
///
/// # Errors
/// Names the variables and those there are.
pub fn refuse_unknown_variables(names: impl Iterator<Item = String>) -> Result<()> {
    let command = Cli::command();
    let known: Vec<&str> =
        command.get_arguments().filter_map(|argument| argument.get_env()?.to_str()).collect();
    let unknown: Vec<String> = names
        .filter(|name| name.starts_with(PREFIX) && !known.contains(&name.as_str()))
        .map(|name| name.escape_debug().to_string())
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    bail!(
        "There is no setting {}; correct or unset it. The settings are {}.",
        unknown.join(", "),
        known.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expect: bool) {
        let names = names.iter().map(|name| (*name).to_owned());
        assert_eq!(refuse_unknown_variables(names).is_ok(), expect);
    }

    #[test]
    fn a_misspelt_variable_is_named_and_others_are_let_be() {
        check(&["PATH", "READING_ROOM_SEEDS", "READING_ROOM_BASE_URL"], true);
        check(&["READING_ROOM_SEED"], false);
        check(&["READING_ROOM_"], false);
        let error = refuse_unknown_variables(["READING_ROOM_PORT".to_owned()].into_iter());
        let sentence = error.unwrap_err().to_string();
        assert!(sentence.contains("READING_ROOM_PORT") && sentence.contains("READING_ROOM_LISTEN"));
    }
}
