//! The log: one line for each event, on standard error, as text or JSON.
//!
//! In come the level wished for and the program's events; out go lines. Whatever an event says (a
//! file's name, an error from outside) cannot begin a line of its own. A closed pipe stops nothing.

use std::io::{self, IsTerminal as _, Write};
use std::str::FromStr;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;

/// What is logged and how it is written.
#[derive(Debug, Clone)]
pub struct Logging {
    levels: Targets,
    json: bool,
}

impl FromStr for Logging {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = || text.split(',').map(str::trim);
        let levels = parts().filter(|part| *part != "json").collect::<Vec<_>>().join(",");
        let levels = if levels.is_empty() { "info" } else { &levels };
        let unknown = |()| {
            "levels are error, warn, info, debug, trace and off, alone or for a part of the \
             program as in info,reading_room::ingest=debug"
                .to_owned()
        };
        // A lone word that is no level would name a part of the program that is not there.
        let is_level = |part: &str| part.contains('=') || part.parse::<tracing::Level>().is_ok();
        if !levels.split(',').all(|part| is_level(part) || part.eq_ignore_ascii_case("off")) {
            return Err(unknown(()));
        }
        let levels = Targets::from_str(levels).map_err(|_| unknown(()))?;
        Ok(Self { levels, json: parts().any(|part| part == "json") })
    }
}

impl Logging {
    /// Sends all events of the program from here on to standard error. A second call changes
    /// nothing.
    pub fn begin(self) {
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(Lines)
            .with_ansi(io::stderr().is_terminal() && !self.json)
            .log_internal_errors(false);
        let registry = tracing_subscriber::registry().with(self.levels);
        let begun = if self.json {
            registry.with(lines.json().flatten_event(true)).try_init()
        } else {
            registry.with(lines).try_init()
        };
        drop(begun);
    }
}

/// Standard error, one line for each event.
struct Lines;

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self::Writer {
        Self
    }
}

impl Write for Lines {
    /// Takes a whole event, which is how the formatter writes.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(&one_line(event))?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// `event` with every line break in it written as an escape, but for the one at its end.
fn one_line(event: &[u8]) -> Vec<u8> {
    let text = event.strip_suffix(b"\n").unwrap_or(event);
    let mut line = Vec::with_capacity(event.len());
    for byte in text {
        match byte {
            b'\n' => line.extend(b"\\n"),
            b'\r' => line.extend(b"\\r"),
            other => line.push(*other),
        }
    }
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_and_misspelt_ones_refused() {
        for good in ["info", "json", "debug,json", "off", "info,reading_room::ingest=trace"] {
            assert!(Logging::from_str(good).is_ok(), "{good}");
        }
        for bad in ["loud", "info,loud", "info,a=loud"] {
            assert!(Logging::from_str(bad).is_err(), "{bad}");
        }
        assert!(Logging::from_str("json").is_ok_and(|logging| logging.json));
        assert!(Logging::from_str("info").is_ok_and(|logging| !logging.json));
    }

    #[test]
    fn an_event_cannot_begin_a_line_of_its_own() {
        assert_eq!(one_line(b"a\nb\r\nc\n"), b"a\\nb\\r\\nc\n");
        assert_eq!(one_line(b"a"), b"a\n");
    }
}
