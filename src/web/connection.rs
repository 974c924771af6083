//! A connection as the room watches it.
//!
//! Two things the HTTP library leaves to us happen here, on the bytes: a client that takes nothing
//! of its answer is dropped, and the bare refusal that the library itself writes when it cannot
//! read a request's head goes out as an answer of the room, with all its headers. No answer to a
//! request that could be read is touched.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How a client begins that takes it for granted that HTTP/2 is spoken. The library would hang up on
/// it without a word; with another first letter it is a request that cannot be read.
const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n";
/// How long what a client still sends is read and dropped after the last answer, so that the answer
/// reaches it: a connection closed over unread bytes is reset, and the answer lost.
const LINGER: Duration = Duration::from_secs(1);
/// How many bytes are dropped so at most.
const LINGER_BYTES: usize = 4 * 1024 * 1024;

/// The room's answers, head and body, to requests whose head cannot be read.
#[derive(Debug, Default)]
pub struct Refusals {
    /// 400: not HTTP.
    pub unreadable: Bytes,
    /// 414: the address alone is too long.
    pub address_too_long: Bytes,
    /// 431: the header lines are too many or too long.
    pub head_too_large: Bytes,
}

/// A client's connection with a limit on how long an answer may wait to be taken.
pub(super) struct Watched {
    stream: TcpStream,
    refusals: Arc<Refusals>,
    /// Whether a line has ended since the last answer: if not, all that was read is an address.
    line_ended: bool,
    /// What is left to be written of a refusal that took the place of the library's.
    refusal: Bytes,
    write_stall: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
    /// When to stop dropping what still comes in after the last answer, and how much of it.
    lingering: Option<(Pin<Box<Sleep>>, usize)>,
}

impl Watched {
    /// Watches `stream`.
    pub(super) fn new(stream: TcpStream, write_stall: Duration, refusals: Arc<Refusals>) -> Self {
        Self {
            stream,
            refusals,
            line_ended: false,
            refusal: Bytes::new(),
            write_stall,
            stalled: None,
            lingering: None,
        }
    }

    /// The room's answer in place of `bytes`, if they are the library's own refusal.
    fn refusal_for(&self, bytes: &[u8]) -> Option<Bytes> {
        match refused_with(bytes)? {
            414 => Some(self.refusals.address_too_long.clone()),
            431 if !self.line_ended => Some(self.refusals.address_too_long.clone()),
            431 => Some(self.refusals.head_too_large.clone()),
            _ => Some(self.refusals.unreadable.clone()),
        }
    }

    /// Passes on what a write came to, and counts the time in which nothing is taken.
    fn timed<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let write_stall = self.write_stall;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(write_stall)));
        match stalled.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
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
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let new = &mut buffer.filled_mut()[before..];
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
