//! The bodies of a request and of its answer as a connection sees them: the one has to come in
//! within its time, the end of the other is told.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

use super::places::{Guest, Waiting};

/// A request's body, which fails with `TimedOut` if it is not in within its time.
pub(super) struct Timely {
    body: Incoming,
    time: Duration,
    /// Begins with the first look.
    over: Option<Pin<Box<Sleep>>>,
    guest: Arc<Guest>,
}

impl Timely {
    /// The body of a request by `guest`, which may take `time`, and less if others want the place.
    pub(super) fn body(body: Incoming, time: Duration, guest: &Arc<Guest>) -> Body {
        if body.is_end_stream() {
            Body::empty()
        } else {
            Body::new(Self { body, time, over: None, guest: Arc::clone(guest) })
        }
    }
}

impl Drop for Timely {
    fn drop(&mut self) {
        if self.guest.waiting() == Waiting::Body {
            self.guest.waits(Waiting::Answer);
        }
    }
}

impl HttpBody for Timely {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let timely = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut timely.body).poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let time = timely.time;
        let over = timely.over.get_or_insert_with(|| Box::pin(sleep(time)));
        if over.as_mut().poll(context).is_pending() && !timely.guest.leaves() {
            if timely.guest.waiting() == Waiting::Answer {
                timely.guest.waits(Waiting::Body);
            }
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Whether a body could not be read because its time was over.
pub(super) fn is_late(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::TimedOut) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// An answer's body. When the connection is done with it, it waits for its client's next request.
pub(super) struct Given {
    body: Body,
    guest: Arc<Guest>,
}

impl Given {
    /// `body`, given to `guest`.
    pub(super) fn new(body: Body, guest: Arc<Guest>) -> Self {
        Self { body, guest }
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        self.guest.waits(Waiting::Idle);
    }
}

impl HttpBody for Given {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
