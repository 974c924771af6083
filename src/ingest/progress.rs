//! How far a long reading has come: a bar on a terminal, else a log line per thousand files.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer files than this are read without a word.
const LONG: usize = 200;
/// Files between two log lines.
const STEP: usize = 1000;

/// The progress of one reading.
pub(crate) struct Progress {
    files: usize,
    done: AtomicUsize,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn over(files: usize) -> Self {
        let bar = (files >= LONG && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
            match ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { files, done: AtomicUsize::new(0), bar }
    }

    /// Notes that `files` more are done.
    pub(crate) fn advance(&self, files: usize) {
        let before = self.done.fetch_add(files, Ordering::Relaxed);
        let done = before + files;
        if let Some(bar) = &self.bar {
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        } else if self.files >= LONG
            && files > 0
            && (before / STEP != done / STEP || done == self.files)
        {
            tracing::info!(done, files = self.files, "files read");
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
