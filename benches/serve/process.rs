//! A program that is measured: where it runs, what it spends, how it ends.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program. It is ended when this is dropped.
pub(crate) struct Process {
    child: Child,
    /// Where it listens.
    pub(crate) port: u16,
}

/// Bytes of memory.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// The most that was resident at once.
    pub(crate) peak: u64,
    /// What is its own now: anonymous memory.
    pub(crate) own: u64,
}

impl Process {
    /// Starts `program` with `arguments`, on `core` alone where one is named.
    pub(crate) fn started(
        program: &Path,
        arguments: &[&str],
        core: Option<usize>,
        port: u16,
    ) -> Option<Self> {
        let mut command = match core {
            Some(core) => {
                let mut command = Command::new("taskset");
                command.args(["-c", &core.to_string()]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let child = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        Some(Self { child, port })
    }

    /// Whether it has not ended by itself, as one that is not installed does.
    pub(crate) fn is_running(&self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        // Behind the name in brackets: Z, until somebody asks how it ended (proc_pid_stat(5)).
        let has_ended = |stat: String| {
            stat.rsplit_once(')').is_some_and(|(_, state)| state.trim_start().starts_with('Z'))
        };
        !stat.is_ok_and(has_ended)
    }

    /// The address of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Seconds of CPU so far: the program's and its children's.
    pub(crate) fn cpu(&self) -> f64 {
        let children = format!("/proc/{0}/task/{0}/children", self.child.id());
        let children = fs::read_to_string(children).unwrap_or_default();
        let children = children.split_whitespace().filter_map(|child| child.parse().ok());
        std::iter::once(self.child.id()).chain(children).map(cpu_of).sum()
    }

    /// What memory it has.
    pub(crate) fn memory(&self) -> Memory {
        let read = |file: &str, line: &str| -> u64 {
            let text = fs::read_to_string(format!("/proc/{}/{file}", self.child.id()));
            let text = text.unwrap_or_default();
            let line = text.lines().find_map(|found| found.strip_prefix(line)).unwrap_or_default();
            line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0)
                * 1024
        };
        Memory { peak: read("status", "VmHWM:"), own: read("smaps_rollup", "Anonymous:") }
    }

    /// Tells it to end and waits for it.
    pub(crate) fn end(&mut self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let begun = Instant::now();
        while told.is_ok() && begun.elapsed() < Duration::from_secs(15) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// The CPU seconds of a process so far, in steps of a hundredth; 0 where the system does not say.
fn cpu_of(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The fields after the name in brackets; user and system time are the 12th and 13th of them
    // (proc_pid_stat(5)).
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks =
        fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// What running a program to its end took: seconds by the clock and of CPU, and the most memory
/// that was resident, in bytes; nothing where it cannot be run.
pub(crate) fn cost_of(program: &str, arguments: &[&str], input: &str) -> Option<(f64, f64, u64)> {
    let begun = Instant::now();
    let report = tempfile::NamedTempFile::new().ok()?;
    let mut child = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M", "-o"])
        .arg(report.path())
        .arg(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    std::io::Write::write_all(&mut child.stdin.take()?, input.as_bytes()).ok()?;
    let ended = child.wait().ok()?;
    let wall = begun.elapsed().as_secs_f64();
    let report = fs::read_to_string(report.path()).ok()?;
    let figures: Vec<f64> = report.split_whitespace().filter_map(|f| f.parse().ok()).collect();
    let [user, system, peak] = figures.as_slice() else { return None };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole KiB")]
    ended.success().then_some((wall, user + system, *peak as u64 * 1024))
}
