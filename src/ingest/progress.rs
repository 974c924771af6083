//! How far a long reading has come: a bar on a terminal, else a log line per thousand files.

use std::cell::Cell;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer files than this are read without a word.
const LONG: usize = 200;
/// Files between two log lines.
const STEP: usize = 1000;

/// The progress of one reading.
pub(crate) struct Progress {
    files: usize,
    done: Cell<usize>,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn over(files: usize) -> Self {
        let bar = (files >= LONG && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
            match ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left") {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { files, done: Cell::new(0), bar }
    }

    /// Notes that `files` more are done.
    pub(crate) fn advance(&self, files: usize) {
        let before = self.done.replace(self.done.get() + files);
        let done = self.done.get();
        if let Some(bar) = &self.bar {
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        } else if self.files >= LONG && (before / STEP != done / STEP || done == self.files) {
            tracing::info!(done, files = self.files, "documents taken in");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
