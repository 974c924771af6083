//! The accept loop: connections in, answers out, and an end in time whatever clients do.
//!
//! The framework's own loop never drops a half-sent request, and one such client keeps a graceful
//! stop waiting for ever; so the room has its own, with a timer, limits and a deadline.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use super::connection::{Refusals, Watched};

/// How long the room waits for its clients, and for how many at once.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For a request's whole head, and for the next request on a connection that is kept open.
    pub head: Duration,
    /// For the making of an answer.
    pub answer: Duration,
    /// For a client that takes nothing of its answer.
    pub write_stall: Duration,
    /// For all open requests once the room is told to stop.
    pub stop: Duration,
    /// Connections at once; further ones wait in the system's queue.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            write_stall: Duration::from_secs(30),
            stop: Duration::from_secs(5),
            connections: 1024,
        }
    }
}

/// Bytes of a request's head that are read before the request is refused. An address alone may
/// fill most of it, so that one too long can be told from too many header lines.
const HEAD_BYTES: usize = 80 * 1024;
/// The pause after a connection could not be accepted, most likely for want of open files.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers connections until `stop` is ready, then lets open requests end within `limits.stop`.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    refusals: Arc<Refusals>,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(HEAD_BYTES)
        .half_close(true);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accepted(&listener, &places) => accepted,
        };
        let Some((stream, place)) = accepted else {
            tokio::select! {
                () = &mut stop => break,
                () = tokio::time::sleep(PAUSE) => continue,
            }
        };
        let io = Watched::new(stream, limits.write_stall, Arc::clone(&refusals));
        let routes = routes.clone();
        let answers = service_fn(move |request: Request<Incoming>| {
            routes.clone().oneshot(request.map(Body::new))
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(io), answers));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::info!("some clients did not end in time and were cut off");
    }
}

/// The next connection and its place among those that may be open at once; nothing if it could not
/// be accepted.
async fn accepted(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    // The semaphore is never closed, so there always is a place in the end.
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _address)) => {
            // Answers are written whole; waiting to fill a packet only delays the last one.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection waits to fill its packets");
            }
            Some((stream, place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            None
        }
    }
}
