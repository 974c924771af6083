//! How far a long reading has come: a bar on a terminal, else a log line per thousand files.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer files than this are read without a word.
const LONG: usize = 200;
/// So many files make a long load, whose index is joined at its end.
pub(super) const MANY: usize = 512;
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

    /// Whether so many files are read that the index is joined only at the end.
    pub(crate) const fn is_of_many(&self) -> bool {
        self.files >= MANY
    }

    /// Notes that all documents are there and the index is put together.
    pub(crate) fn say_joining(&self) {
        if let Some(bar) = &self.bar {
            if let Ok(style) = ProgressStyle::with_template("{pos} documents; joining the index") {
                bar.set_style(style);
            }
            bar.tick();
        } else {
            tracing::info!(files = self.files, "the search index is being joined");
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
