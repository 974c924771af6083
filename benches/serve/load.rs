//! Requests in numbers: as many as a server answers, by `wrk`, or so many a second.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::peers::LOAD_CORE;
use super::process::Process;

/// How long `wrk` asks for one page, in seconds.
const SECONDS: u32 = 2;

/// What `wrk` says of one page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    /// CPU a request, in microseconds.
    pub(crate) cpu: f64,
    /// Requests a second.
    pub(crate) a_second: f64,
    /// Milliseconds that half of the requests take at most.
    pub(crate) half: f64,
    /// Milliseconds that 99 of 100 take at most.
    pub(crate) most: f64,
    /// Answers with a status other than 2xx and 3xx, and broken connections.
    pub(crate) failed: u64,
}

/// Asks a server for a path over so many connections that stay open, all at once.
pub(crate) fn closed(
    server: &Process,
    path: &str,
    lines: &[String],
    connections: u32,
) -> Option<Rate> {
    let before = server.cpu();
    let mut command = Command::new("taskset");
    command.args(["-c", &LOAD_CORE.to_string(), "wrk", "-t1", "--latency"]);
    command.arg(format!("-c{connections}")).arg(format!("-d{SECONDS}s"));
    for line in lines {
        command.args(["-H", line]);
    }
    let said =
        command.arg(server.address(path)).output().ok().filter(|out| out.status.success())?;
    let spent = server.cpu() - before;
    let said = String::from_utf8_lossy(&said.stdout);
    let after =
        |name: &str| said.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let requests: f64 = said
        .lines()
        .find_map(|line| line.trim().split_once(" requests in "))
        .and_then(|(count, _)| count.parse().ok())
        .filter(|requests| *requests > 0.0)?;
    let failed = after("Non-2xx or 3xx responses:").and_then(|count| count.parse().ok());
    Some(Rate {
        cpu: spent / requests * 1e6,
        a_second: after("Requests/sec:")?.parse().ok()?,
        half: milliseconds(after("50%")?)?,
        most: milliseconds(after("99%")?)?,
        failed: failed.unwrap_or(0),
    })
}

/// The median of several measurements, by CPU.
pub(crate) fn median(mut rates: Vec<Rate>) -> Option<Rate> {
    rates.sort_unstable_by(|a, b| a.cpu.total_cmp(&b.cpu));
    rates.get(rates.len() / 2).copied()
}

/// A time as `wrk` writes it: `812.00us`, `1.20ms`, `1.01s`.
fn milliseconds(written: &str) -> Option<f64> {
    let unit = written.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = written.split_at(unit);
    let times = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1000.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * times)
}

/// How one request went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    /// Which of the paths was asked for.
    pub(crate) path: usize,
    /// Milliseconds from the moment when it was due.
    pub(crate) took: f64,
    /// Its status; 0 where none came.
    pub(crate) status: u16,
}

/// Asks for all paths, in order, so many a second, over at most so many connections. A request
/// whose turn comes while all connections wait is late by the server's fault, and its time counts
/// from when it was due.
pub(crate) fn paced(
    server: &Process,
    paths: &[String],
    rate: f64,
    connections: usize,
) -> Vec<Answered> {
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Vec::with_capacity(paths.len()));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..connections {
            scope.spawn(|| {
                let mut connection = None;
                let mut own = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = paths.get(number) else { break };
                    #[expect(clippy::cast_precision_loss, reason = "a moment of a short run")]
                    let mut due = begun + Duration::from_secs_f64(number as f64 / rate);
                    if let Some(early) = due.checked_duration_since(Instant::now()) {
                        std::thread::sleep(early);
                        // That the sleeper woke late is nobody's fault.
                        due = Instant::now();
                    }
                    let status = asked(&mut connection, server.port, "GET", path, &[])
                        .map_or(0, |answer| answer.status);
                    let took = due.elapsed().as_secs_f64() * 1e3;
                    own.push(Answered { path: number, took, status });
                }
                all.lock().expect("no panic").extend(own);
            });
        }
    });
    let mut all = all.into_inner().expect("no panic");
    all.sort_unstable_by_key(|answered| answered.path);
    all
}

/// The time that so many of a hundred requests take at most, in milliseconds.
pub(crate) fn percentile(times: &mut [f64], percent: usize) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or_default()
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header line's value.
    pub(crate) fn line(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Asks once, over the connection of the last time if it is still there.
pub(crate) fn asked(
    connection: &mut Option<TcpStream>,
    port: u16,
    method: &str,
    path: &str,
    lines: &[String],
) -> io::Result<Answer> {
    let mut stream = if let Some(stream) = connection.take() {
        stream
    } else {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        stream
    };
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
    for line in lines {
        head.push_str(line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    let mut read = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    let end = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        match stream.read(&mut chunk)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => read.extend_from_slice(&chunk[..count]),
        }
    };
    let body = read.split_off(end);
    let head = String::from_utf8_lossy(&read).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut answer = Answer { status, head, body };
    let length = answer.line("content-length").and_then(|length| length.parse::<usize>().ok());
    if method == "HEAD" || matches!(status, 204 | 304) {
        *connection = Some(stream);
        return Ok(answer);
    }
    // Whoever tells no length may end its chunks and stay, or end the connection.
    let is_whole = |body: &[u8]| match length {
        Some(length) => body.len() >= length,
        None => body.ends_with(b"0\r\n\r\n"),
    };
    while !is_whole(&answer.body) {
        match stream.read(&mut chunk)? {
            0 if length.is_none() => return Ok(answer),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => answer.body.extend_from_slice(&chunk[..count]),
        }
    }
    *connection = Some(stream);
    Ok(answer)
}
