//! The accept loop: connections in, answers out, and an end in time whatever clients do.
//!
//! The framework's own loop never drops a half-sent request, and one such client keeps a graceful
//! stop waiting for ever; so the room has its own, with limits on time and places and a deadline.
//! What a connection is watched for is in `connection`, who gives way when places are short in
//! `places`.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use super::connection::Watched;
use super::doorway::Doorway;
use super::exchange::{Given, Timely};
use super::metrics::Metrics;
use super::places::{Place, Places};
use super::refusals::Refusals;
use super::{Reception, routes};

/// How long the room waits for its clients, and for how many at once.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For a request's whole head, from its first byte, and for the first byte of a connection.
    pub head: Duration,
    /// For a request's whole body, from the end of its head.
    pub body: Duration,
    /// For the next request on a connection that is kept open.
    pub idle: Duration,
    /// For the making of an answer.
    pub answer: Duration,
    /// For a client to take 10 KiB more of its answer.
    pub write_stall: Duration,
    /// The longest that an idle client or one that does not take its answer is waited for when
    /// many places are taken.
    pub crowded: Duration,
    /// For all open requests once the room is told to stop.
    pub stop: Duration,
    /// Connections at once. When all are taken, whoever only keeps one gives way; while nobody
    /// does, further ones wait in the system's queue.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            answer: Duration::from_secs(30),
            write_stall: Duration::from_secs(30),
            crowded: Duration::from_secs(10),
            stop: Duration::from_secs(7),
            connections: 1024,
        }
    }
}

/// Bytes of a request's head that are read before the request is refused. An address alone may
/// fill most of it, so that one too long can be told from too many header lines.
const HEAD_BYTES: usize = 80 * 1024;
/// The pause after a connection could not be accepted, most likely for want of open files.
const PAUSE: Duration = Duration::from_millis(100);
/// Once the room is told to stop, how long a request may take that has begun.
const LAST_HEADS: Duration = Duration::from_secs(1);
/// How long connections are still taken that were made before the room was told to stop.
const LAST_CALL: Duration = Duration::from_millis(5);
/// Bytes of an answer that wait in the system beside those on their way, so that a page goes there
/// whole; fewer for a client that did not take all of one (`connection`).
const UNSENT: u32 = 256 * 1024;

/// Answers connections until `stop` is ready, then lets open requests end within `limits.stop`.
pub async fn serve(
    listener: TcpListener,
    reception: Reception,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let routes = routes(reception.clone(), limits.answer);
    let metrics = Arc::clone(reception.metrics());
    let door = Some(reception.clone());
    attended(listener, (routes, door), &reception, metrics, limits, stop).await;
}

/// The same for any routes, and with the door of the room that they are in, if they have one.
pub(super) async fn attended(
    listener: TcpListener,
    (routes, door): (Router, Option<Reception>),
    reception: &Reception,
    metrics: Arc<Metrics>,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.max_header_size(HEAD_BYTES).half_close(true);
    let desk = Desk {
        http,
        routes,
        door,
        refusals: Arc::new(Refusals::of(reception).await),
        places: Arc::new(Places::new(limits.connections)),
        metrics,
        limits,
        graceful: GracefulShutdown::new(),
    };
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accepted(&listener) => accepted,
        };
        let Some(stream) = accepted else {
            tokio::select! {
                () = &mut stop => break,
                () = tokio::time::sleep(PAUSE) => continue,
            }
        };
        // The place is looked for once somebody wants it: nobody is asked to leave for nobody.
        let place = tokio::select! {
            () = &mut stop => break,
            place = desk.places.place() => place,
        };
        desk.attend(stream, place);
    }
    while let Ok(Some(stream)) = tokio::time::timeout(LAST_CALL, accepted(&listener)).await {
        let Some(place) = desk.places.free() else { break };
        desk.attend(stream, place);
    }
    drop(listener);
    desk.close().await;
}

/// What every connection is answered with.
struct Desk {
    http: http1::Builder,
    routes: Router,
    door: Option<Reception>,
    limits: Limits,
    refusals: Arc<Refusals>,
    places: Arc<Places>,
    metrics: Arc<Metrics>,
    graceful: GracefulShutdown,
}

impl Desk {
    /// Answers a connection until it ends, beside all others.
    fn attend(&self, stream: TcpStream, place: Place) {
        let guest = Arc::clone(&place.guest);
        let refusals = Arc::clone(&self.refusals);
        let opened = self.metrics.connection();
        let doorway = self.door.clone().map(Doorway::of);
        let limits = self.limits.clone();
        let io = Watched::new(stream, limits, refusals, &place, &self.metrics, doorway);
        let (routes, body_time) = (self.routes.clone(), self.limits.body);
        let answers = service_fn(move |request: Request<Incoming>| {
            guest.is_answered();
            let guest = Arc::clone(&guest);
            let request = request.map(|body| Timely::body(body, body_time, &guest));
            let answer = routes.clone().oneshot(request);
            async move {
                Ok::<Response<Given>, std::convert::Infallible>(
                    answer.await?.map(|body| Given::new(body, guest)),
                )
            }
        });
        let connection = self.graceful.watch(self.http.serve_connection(TokioIo::new(io), answers));
        tokio::spawn(async move {
            let mut connection = std::pin::pin!(connection);
            let ended = tokio::select! {
                ended = &mut connection => ended,
                // The connection sees for itself how it leaves.
                () = place.guest.asked() => connection.await,
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            drop((opened, place));
        });
    }

    /// Lets open requests end.
    async fn close(self) {
        let places = Arc::clone(&self.places);
        let hurry = async {
            tokio::time::sleep(LAST_HEADS).await;
            places.ask_all_without_a_request_to_leave();
            std::future::pending::<()>().await;
        };
        let ended = async {
            tokio::select! {
                () = self.graceful.shutdown() => {}
                () = hurry => {}
            }
        };
        if tokio::time::timeout(self.limits.stop, ended).await.is_err() {
            tracing::info!("some clients did not end in time and were cut off");
        }
    }
}

/// The next connection; nothing if it could not be accepted.
async fn accepted(listener: &TcpListener) -> Option<TcpStream> {
    match listener.accept().await {
        Ok((stream, _address)) => {
            // Answers are written whole; waiting to fill a packet only delays the last one.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection waits to fill its packets");
            }
            #[cfg(target_os = "linux")]
            if let Err(error) = socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT) {
                tracing::debug!(%error, "what a client does not take shows late");
            }
            Some(stream)
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            None
        }
    }
}
