//! A connection's way past the door: which bytes are looked at there, and how an answer is written
//! that is given there.
//!
//! Between two requests, what comes in is shown to the door before the HTTP library gets it. What
//! the door answers the library never sees. What it does not goes to the library, and the door stays
//! out of it until that request is answered and its answer is written. If more came with it, or
//! less, nobody knows here where the next request begins, and the library keeps the connection.

use std::cell::RefCell;
use std::io::IoSlice;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use super::Reception;
use super::door::{Form, Ready};
use super::glance::{Look, look};
use super::router::tells_of_each_request;

/// A connection's way past the door.
pub(super) struct Doorway {
    reception: Reception,
    turn: Turn,
}

/// Who reads what comes in next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The door, as nothing is under way.
    Door,
    /// The library, until it has answered one request.
    Library,
    /// The library for good.
    Settled,
}

impl Doorway {
    /// The way of a connection that has just been opened.
    pub(super) fn of(reception: Reception) -> Self {
        Self { reception, turn: Turn::Door }
    }

    /// The answer to what came in, if it can be given here. Else the library is to have it.
    pub(super) fn answer(&mut self, bytes: &[u8]) -> Option<Given> {
        self.reception.store().is_asked();
        if self.turn != Turn::Door || bytes.is_empty() || tells_of_each_request() {
            self.turn = Turn::Settled;
            return None;
        }
        let question = match look(bytes) {
            Look::Question(question) => question,
            Look::Alone => {
                self.turn = Turn::Library;
                return None;
            }
            Look::Else => {
                self.turn = Turn::Settled;
                return None;
            }
        };
        let generation = self.reception.store().generation();
        let Some((ready, form)) = self.reception.door().answer(&question, generation) else {
            self.turn = Turn::Library;
            return None;
        };
        let status = if form == Form::NotModified { 304 } else { 200 };
        ready.route.answered(status, Duration::ZERO);
        if !ready.answer.is_for_ever() {
            self.reception.metrics().looked_up(true);
        }
        let common = if ready.is_common() { self.reception.door().common() } else { &Bytes::new() };
        Some(Given { common: common.clone(), date: date(), ready, form })
    }

    /// The library has answered its request, and nothing of the answer is left to be written.
    pub(super) fn is_free(&mut self) {
        if self.turn == Turn::Library {
            self.turn = Turn::Door;
        }
    }
}

/// An answer that is given at the door.
pub(super) struct Given {
    ready: Arc<Ready>,
    form: Form,
    common: Bytes,
    date: [u8; DATE],
}

impl Given {
    /// The answer as it goes over the connection.
    pub(super) fn slices(&self) -> [IoSlice<'_>; 5] {
        let (status, lines) = self.ready.head(self.form);
        let body = self.ready.body(self.form);
        [status, lines, &self.common, &self.date, body].map(IoSlice::new)
    }

    /// Its length in bytes.
    pub(super) fn len(&self) -> usize {
        self.slices().iter().map(|slice| slice.len()).sum()
    }
}

/// The length of the line that says what time it is, with the end of the head.
const DATE: usize = 39;

/// The line that says what time it is, with the end of the head.
fn date() -> [u8; DATE] {
    thread_local! {
        /// The line, and the second that it was made in.
        static LINE: RefCell<(u64, [u8; DATE])> = const { RefCell::new((0, [0; DATE])) };
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    LINE.with_borrow_mut(|(second, line)| {
        if *second != now || line[0] == 0 {
            (*second, *line) = (now, written(now));
        }
        *line
    })
}

/// The line for a second after 1970.
fn written(second: u64) -> [u8; DATE] {
    let instant = i64::try_from(second).ok().and_then(|second| Timestamp::from_second(second).ok());
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&instant.unwrap_or_default());
    let mut line = *b"date: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n";
    if let Some(date) = date.ok().filter(|date| date.len() == 29) {
        line[6..35].copy_from_slice(date.as_bytes());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_written_as_http_wants_it() {
        let check = |second, expect: &str| {
            let line = written(second);
            assert_eq!(std::str::from_utf8(&line), Ok(format!("date: {expect}\r\n\r\n").as_str()));
        };
        check(0, "Thu, 01 Jan 1970 00:00:00 GMT");
        check(784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT");
        check(4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT");
        check(u64::MAX, "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
