//! Every route of the room, and what lies around them.
//!
//! From outside in: a number for the log, the headers that every answer has, a last resort, the
//! words of errors, a net for panics, a time limit, what a request must be, the routes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

use super::error::{Error, worded};
use super::guard::guarded;
use super::headers::lined;
use super::{Reception, crawlers, document, files, front, health, ingest, listing, place};
use crate::view::Trouble;

/// The room's routes with all their layers; `time` is the limit for making one answer.
pub fn routes(reception: Reception, time: Duration) -> Router {
    let is_https = reception.is_https();
    let routes = Router::new()
        .route("/", get(front::front))
        .route("/about", get(front::about))
        .route("/documents", get(listing::listing))
        .route("/documents.{suffix}", get(listing::twin))
        .route("/documents/{file}", get(document::document))
        .route("/documents/{id}/{place}", get(place::place))
        .route("/ingest", get(ingest::report))
        .route("/ingest.{suffix}", get(ingest::twin))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/robots.txt", get(crawlers::robots))
        .route("/sitemap.xml", get(crawlers::sitemap))
        .route("/sitemap-{part}", get(crawlers::sitemap_part))
        .route("/favicon.ico", get(files::mark))
        .route("/static/{*name}", get(files::file))
        .fallback(async || Error::from(Trouble::NotFound))
        .with_state(reception.clone());
    let within = ServiceBuilder::new()
        .layer(from_fn(numbered))
        .layer(from_fn_with_state(is_https, lined))
        .layer(CatchPanicLayer::custom(last_resort))
        .layer(from_fn_with_state(reception.clone(), worded))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(time, in_time))
        .layer(from_fn_with_state(reception, guarded))
        .service(routes);
    Router::new().fallback_service(within)
}

/// Counts requests, so that what is logged about one can be told from another's. Neither the
/// client's address nor what it searches for is part of it.
async fn numbered(request: Request, next: Next) -> Response {
    static REQUESTS: AtomicU64 = AtomicU64::new(1);
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let span = tracing::info_span!(
        "request",
        number,
        method = %request.method(),
        path = request.uri().path().escape_debug().to_string(),
    );
    async move {
        let answer = next.run(request).await;
        tracing::debug!(status = answer.status().as_u16(), "answered");
        answer
    }
    .instrument(span)
    .await
}

/// Ends a request whose answer takes too long to make.
async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    let Ok(answer) = tokio::time::timeout(time, next.run(request)).await else {
        tracing::error!("an answer took too long to make");
        return Error::from(Trouble::Unavailable).into_response();
    };
    answer
}

/// What a panic in a handler is answered with.
fn panicked(_payload: Box<dyn std::any::Any + Send>) -> Response {
    Error::internal(anyhow::anyhow!("a handler panicked")).into_response()
}

/// What a panic in the making of an error page is answered with.
fn last_resort(_payload: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("an error page panicked");
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, plain, "The room failed to answer.\n").into_response()
}
