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
use super::doorway::{Doorway, Given};
use super::metrics::Metrics;
use super::places::{Guest, Place, Places, Waiting};
use super::refusals::{Refusals, refused_with};

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

/// Bytes of an answer that wait in the system beside those on their way, once a client did not take
/// all of one as soon as it was written. With a few only, one that takes nothing more shows at once,
/// and costs little memory.
const UNSENT: u32 = 16 * 1024;

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
    /// Where plain questions are answered before the library sees them.
    doorway: Option<Doorway>,
    /// What is left to be written that is not the library's: a refusal in the place of one of its
    /// own, or an answer given at the door.
    left: Left,
    /// When to look whether the client has kept the room waiting too long, and with what.
    look: Option<(Pin<Box<Sleep>>, Waiting)>,
    taking: Taking,
    is_leaving: bool,
    /// When to stop dropping what still comes in after the last answer, and how much of it.
    lingering: Option<(Pin<Box<Sleep>>, usize)>,
}

/// What is left to be written that is not the library's.
enum Left {
    Nothing,
    Refusal(Bytes),
    /// An answer given at the door, and how many bytes of it are written.
    Given(Box<Given>, usize),
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
    /// Whether any had to.
    is_watched: bool,
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
        doorway: Option<Doorway>,
    ) -> Self {
        Self {
            stream,
            limits,
            refusals,
            places: Arc::clone(place.places()),
            guest: Arc::clone(&place.guest),
            metrics: Arc::clone(metrics),
            line_ended: false,
            doorway,
            left: Left::Nothing,
            look: None,
            taking: Taking {
                since: None,
                look: None,
                taken: 0,
                waits: false,
                is_watched: false,
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
            // A look that was set while the same was waited for comes soon enough.
            if let Some((look, of)) = &mut self.look
                && *of == waiting
                && !self.guest.leaves()
            {
                std::task::ready!(look.as_mut().poll(context));
                *of = Waiting::Answer;
            }
            let left = limit.saturating_sub(self.guest.waited());
            if left.is_zero() || self.guest.leaves() {
                self.metrics.dropped(waiting);
                self.is_leaving = true;
                match waiting {
                    Waiting::Idle => return Poll::Ready(Ok(())),
                    Waiting::Head => self.left = Left::Refusal(self.refusals.too_slow.clone()),
                    _ => {}
                }
                break;
            }
            // There may be fewer places by then.
            let at = Instant::now() + left.min(self.limits.crowded);
            let (look, of) = self.look.get_or_insert_with(|| (Box::pin(sleep_until(at)), waiting));
            look.as_mut().reset(at);
            *of = waiting;
        }
        std::task::ready!(self.poll_left(context))?;
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
        #[cfg(target_os = "linux")]
        if !std::mem::replace(&mut taking.is_watched, true)
            && let Err(error) = socket2::SockRef::from(&self.stream).set_tcp_notsent_lowat(UNSENT)
        {
            tracing::debug!(%error, "what a client does not take shows late");
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

    /// Writes an answer that is given at the door, as much of it as can be written at once.
    fn gives(&mut self, context: &mut Context<'_>, given: Given) -> io::Result<()> {
        self.guest.is_given();
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, &given.slices());
        let written = match written {
            Poll::Ready(written) => written?,
            Poll::Pending => 0,
        };
        if written < given.len() {
            self.left = Left::Given(Box::new(given), written);
        }
        Ok(())
    }

    /// Writes what is left that is not the library's.
    fn poll_left(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let stream = Pin::new(&mut self.stream);
            let (written, length) = match &self.left {
                Left::Nothing => return Poll::Ready(Ok(())),
                Left::Refusal(refusal) => (stream.poll_write(context, refusal), refusal.len()),
                Left::Given(given, before) => {
                    let mut slices = given.slices();
                    let mut left = &mut slices[..];
                    io::IoSlice::advance_slices(&mut left, *before);
                    (stream.poll_write_vectored(context, left), given.len() - before)
                }
            };
            match (std::task::ready!(self.timed(context, written))?, &mut self.left) {
                (0, _) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                (written, left) if written >= length => *left = Left::Nothing,
                (written, Left::Refusal(refusal)) => drop(refusal.split_to(written)),
                (written, Left::Given(_, before)) => *before += written,
                (_, Left::Nothing) => {}
            }
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = loop {
            if !self.is_leaving {
                std::task::ready!(self.poll_left(context))?;
            }
            let read = if self.is_leaving {
                Poll::Pending
            } else {
                Pin::new(&mut self.stream).poll_read(context, buffer)
            };
            if read.is_pending() {
                return self.poll_overdue(context);
            }
            let watched = &mut *self;
            let Some(doorway) = &mut watched.doorway else { break read };
            let Some(given) = doorway.answer(&buffer.filled()[before..]) else { break read };
            buffer.set_filled(before);
            watched.gives(context, given)?;
        };
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
            self.left = Left::Refusal(refusal);
            return Poll::Ready(Ok(bytes.len()));
        }
        self.line_ended = false;
        std::task::ready!(self.poll_left(context))?;
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
        std::task::ready!(self.poll_left(context))?;
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.timed(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        std::task::ready!(self.poll_left(context))?;
        // The library flushes when it has written all it had.
        if self.guest.waiting() == Waiting::Idle
            && let Some(doorway) = &mut self.doorway
        {
            doorway.is_free();
        }
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        std::task::ready!(self.poll_left(context))?;
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
