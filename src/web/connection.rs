//! A connection as the room watches it.
//!
//! Two things the HTTP library leaves to us happen here, on the bytes: a client that says nothing,
//! sends its request too slowly or takes too little of its answer is dropped, and the bare refusal
//! that the library itself writes when it cannot read a request's head goes out as an answer of the
//! room, with all its headers. No answer to a request that could be read is touched.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep, sleep_until};

use super::accept::Limits;
use super::metrics::Metrics;
use super::places::{Guest, Place, Places, Waiting};
use super::refusals::Refusals;

/// How a client begins that takes it for granted that HTTP/2 is spoken. The library would hang up on
/// it without a word; with another first letter it is a request that cannot be read.
const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n";
/// How long what a client still sends is read and dropped after the last answer, so that the answer
/// reaches it: a connection closed over unread bytes is reset, and the answer lost.
const LINGER: Duration = Duration::from_secs(1);
/// How many bytes are dropped so at most.
const LINGER_BYTES: usize = 4 * 1024 * 1024;

/// The least that a client has to take of its answer within the time for that, in bytes. A phone on
/// the slowest of networks takes several times as much.
const LEAST_TAKEN: usize = 10 * 1024;

/// A client's connection with limits on how long it may wait for its client.
pub(super) struct Watched {
    stream: TcpStream,
    limits: Limits,
    refusals: Arc<Refusals>,
    places: Arc<Places>,
    guest: Arc<Guest>,
    metrics: Arc<Metrics>,
    /// Whether a line has ended since the last answer: if not, all that was read is an address.
    line_ended: bool,
    /// What is left to be written of a refusal that took the place of the library's.
    refusal: Bytes,
    /// When to look whether the client has kept the room waiting too long.
    look: Option<Pin<Box<Sleep>>>,
    taking: Taking,
    is_leaving: bool,
    /// When to stop dropping what still comes in after the last answer, and how much of it.
    lingering: Option<(Pin<Box<Sleep>>, usize)>,
}

/// How a client takes its answer.
struct Taking {
    /// Since when it has to take the least.
    since: Option<Instant>,
    /// When to look whether it did.
    look: Option<Pin<Box<Sleep>>>,
    /// What it took since then, in bytes.
    taken: usize,
    /// Whether the last write had to wait.
    waits: bool,
    /// What the connection waited for before it waited for its client to take.
    before: Waiting,
}

impl Watched {
    /// Watches `stream`, which holds `place`.
    pub(super) fn new(
        stream: TcpStream,
        limits: Limits,
        refusals: Arc<Refusals>,
        place: &Place,
        metrics: &Arc<Metrics>,
    ) -> Self {
        Self {
            stream,
            limits,
            refusals,
            places: Arc::clone(place.places()),
            guest: Arc::clone(&place.guest),
            metrics: Arc::clone(metrics),
            line_ended: false,
            refusal: Bytes::new(),
            look: None,
            taking: Taking {
                since: None,
                look: None,
                taken: 0,
                waits: false,
                before: Waiting::Answer,
            },
            is_leaving: false,
            lingering: None,
        }
    }

    /// The room's answer in place of `bytes`, if they are the library's own refusal.
    fn refusal_for(&self, bytes: &[u8]) -> Option<Bytes> {
        let (refusal, reason) = match refused_with(bytes)? {
            414 => (&self.refusals.address_too_long, "address"),
            431 if !self.line_ended => (&self.refusals.address_too_long, "address"),
            431 => (&self.refusals.head_too_large, "head"),
            _ => (&self.refusals.unreadable, "unreadable"),
        };
        self.metrics.refused(reason);
        Some(refusal.clone())
    }

    /// Notes that the client said something.
    fn heard(&mut self) {
        if matches!(self.guest.waiting(), Waiting::Idle | Waiting::Silent) {
            self.guest.waits(Waiting::Head);
            self.taking.since = None;
        }
    }

    /// While nothing comes in: whether the client has kept the room waiting too long, and what
    /// becomes of it then. One whose request had begun is told so.
    fn poll_overdue(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.is_leaving {
            let waiting = self.guest.waiting();
            let limit = match waiting {
                Waiting::Head | Waiting::Silent => self.limits.head,
                Waiting::Idle => self.patience(self.limits.idle),
                Waiting::Body | Waiting::Stalled | Waiting::Answer => return Poll::Pending,
            };
            let left = limit.saturating_sub(self.guest.waited());
            if left.is_zero() || self.guest.leaves() {
                self.metrics.dropped(waiting);
                self.is_leaving = true;
                match waiting {
                    Waiting::Idle => return Poll::Ready(Ok(())),
                    Waiting::Head => self.refusal = self.refusals.too_slow.clone(),
                    _ => {}
                }
                break;
            }
            // There may be fewer places by then.
            let at = Instant::now() + left.min(self.limits.crowded);
            let look = self.look.get_or_insert_with(|| Box::pin(sleep_until(at)));
            look.as_mut().reset(at);
            std::task::ready!(look.as_mut().poll(context));
        }
        std::task::ready!(self.poll_refusal(context))?;
        std::task::ready!(Pin::new(&mut self.stream).poll_shutdown(context))?;
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// How long to wait for the client: so long, or shorter while many places are taken.
    fn patience(&self, limit: Duration) -> Duration {
        if self.places.is_roomy() { limit } else { limit.min(self.limits.crowded) }
    }

    /// Passes on what a write came to, and drops a client that takes too little.
    fn timed(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let patience = self.patience(self.limits.write_stall);
        let taking = &mut self.taking;
        if let Poll::Ready(written) = written {
            match self.guest.waiting() {
                Waiting::Stalled => self.guest.waits(taking.before),
                Waiting::Idle => self.guest.waits(Waiting::Idle),
                _ => {}
            }
            taking.taken += written.as_ref().map_or(0, |written| *written);
            if taking.taken >= LEAST_TAKEN {
                taking.since = None;
            }
            taking.waits = false;
            return Poll::Ready(written);
        }
        let waiting = self.guest.waiting();
        if waiting != Waiting::Stalled {
            taking.before = waiting;
            self.guest.waits(Waiting::Stalled);
        }
        let now = Instant::now();
        // A time that was over while nothing had to wait was another answer's.
        if taking.since.is_none_or(|since| !taking.waits && now >= since + patience) {
            taking.since = Some(now);
            taking.taken = 0;
        }
        taking.waits = true;
        let until = taking.since.unwrap_or(now) + patience;
        // There may be fewer places by then.
        let at = until.min(now + self.limits.crowded);
        let look = taking.look.get_or_insert_with(|| Box::pin(sleep_until(at)));
        look.as_mut().reset(at);
        if now < until && look.as_mut().poll(context).is_pending() && !self.guest.leaves() {
            return Poll::Pending;
        }
        self.metrics.dropped(Waiting::Stalled);
        // Else the system would keep trying to send what nobody takes.
        if let Err(error) = self.stream.set_zero_linger() {
            tracing::debug!(%error, "what a client does not take is still sent");
        }
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Writes what is left of a refusal.
    fn poll_refusal(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.refusal.is_empty() {
            let written = Pin::new(&mut self.stream).poll_write(context, &self.refusal);
            match self.timed(context, written) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(count)) => drop(self.refusal.split_to(count)),
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(Ok(()))
    }
}

/// The status of a refusal that the HTTP library wrote itself: a head alone, which holds nothing
/// but a length of zero, the date and the state of the connection. No answer of the room is like
/// it, as each has more in its head.
fn refused_with(head: &[u8]) -> Option<u16> {
    let lines = std::str::from_utf8(head).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = lines.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let is_bare = lines.all(|line| {
        line == "content-length: 0" || line == "connection: close" || line.starts_with("date: ")
    });
    (is_bare && matches!(status, 400 | 414 | 431)).then_some(status)
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = if self.is_leaving {
            Poll::Pending
        } else {
            Pin::new(&mut self.stream).poll_read(context, buffer)
        };
        if read.is_pending() {
            return self.poll_overdue(context);
        }
        let new = &mut buffer.filled_mut()[before..];
        if !new.is_empty() {
            self.heard();
        }
        self.line_ended = self.line_ended || new.contains(&b'\n');
        if new.starts_with(HTTP_2) {
            new[0] = new[0].to_ascii_lowercase();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(refusal) = self.refusal_for(bytes) {
            self.refusal = refusal;
            return Poll::Ready(Ok(bytes.len()));
        }
        self.line_ended = false;
        std::task::ready!(self.poll_refusal(context))?;
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.timed(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [head] = bytes {
            return self.poll_write(context, head);
        }
        self.line_ended = false;
        std::task::ready!(self.poll_refusal(context))?;
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.timed(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        std::task::ready!(self.poll_refusal(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        std::task::ready!(self.poll_refusal(context))?;
        let watched = &mut *self;
        if watched.lingering.is_none() {
            std::task::ready!(Pin::new(&mut watched.stream).poll_shutdown(context))?;
        }
        if watched.is_leaving {
            return Poll::Ready(Ok(()));
        }
        let (until, left) =
            watched.lingering.get_or_insert_with(|| (Box::pin(sleep(LINGER)), LINGER_BYTES));
        let mut dropped = [0; 4096];
        while *left > 0 && until.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut dropped);
            match std::task::ready!(Pin::new(&mut watched.stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {
                    *left = left.saturating_sub(buffer.filled().len());
                }
                Ok(()) | Err(_) => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::refused_with;

    #[test]
    fn only_a_bare_head_of_the_librarys_own_is_taken_for_a_refusal() {
        let check =
            |head: &str, expect| assert_eq!(refused_with(head.as_bytes()), expect, "{head}");
        let bare = "content-length: 0\r\nconnection: close\r\ndate: Fri, 08 Jul 1957 00:00:00 GMT";
        check(&format!("HTTP/1.1 400 Bad Request\r\n{bare}\r\n\r\n"), Some(400));
        check(
            &format!("HTTP/1.1 431 Request Header Fields Too Large\r\n{bare}\r\n\r\n"),
            Some(431),
        );
        check(&format!("HTTP/1.1 404 Not Found\r\n{bare}\r\n\r\n"), None);
        check(&format!("HTTP/1.1 400 Bad Request\r\n{bare}\r\n\r\nand more"), None);
        check(
            &format!(
                "HTTP/1.1 400 Bad Request\r\nx-content-type-options: nosniff\r\n{bare}\r\n\r\n"
            ),
            None,
        );
        check("", None);
    }
}
